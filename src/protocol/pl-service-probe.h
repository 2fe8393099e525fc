// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-recorder.h"
#include "net/pl-network.h"

G_BEGIN_DECLS

/**
 * PlProbeTarget:
 * @host: lower-case ASCII name or address
 * @any_version: accept TLS 1.0 and 1.1 as well and judge no certificate, only to see what is there
 * @only_greeting: that the service answers is enough: do not ask what it can do
 * @purpose: as in %PL_SIGHT_HOST_ASKED: `probe` or `discovery`
 *
 * Where a probe looks, and for what.
 */
typedef struct
{
  PlService service;
  const char *host;
  guint16 port;
  PlSecurity security;
  gboolean any_version;
  gboolean only_greeting;
  const char *purpose;
} PlProbeTarget;

/**
 * PlProbeResult:
 * @outcome: as in %PL_SIGHT_PROBE; %PL_OUTCOME_CANCELLED when the probe was called off
 * @protocol: (nullable): what answered, owned
 * @trusted: the certificate was accepted for the host
 * @version: (nullable): of TLS, owned
 * @words: (nullable): what the server offers, owned
 * @ms: how long it took
 *
 * What a probe found.
 */
typedef struct
{
  PlOutcome outcome;
  char *protocol;
  gboolean trusted;
  char *version;
  char *words;
  double ms;
} PlProbeResult;

void pl_service_probe_run (const PlProbeTarget *target,
                           PlNetwork *network,
                           PlRecorder *recorder,
                           PlProbeResult *result,
                           const PlDeadline *deadline,
                           GCancellable *cancellable);
void pl_service_probe_note (const PlProbeTarget *target,
                            const PlProbeResult *result,
                            PlRecorder *recorder);
void pl_probe_result_clear (PlProbeResult *result);

G_END_DECLS
