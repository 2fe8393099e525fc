// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"
#include "model/pl-address.h"
#include "model/pl-recorder.h"
#include "net/pl-network.h"

G_BEGIN_DECLS

typedef struct _PlMxAnswer PlMxAnswer;

/**
 * PlSourceContext:
 * @domain: of the address, lower-case ASCII: all that may be told to anybody
 * @mx: the domain's mail exchangers, asked for once by whoever needs them first
 * @recorder: of this source alone
 * @reason: (out) (optional): beside %PL_OUTCOME_REJECTED and %PL_OUTCOME_VIOLATION the word for
 *   %PL_FACT_REASON; constant text
 *
 * What a source works with, on a thread of its own. Everything is borrowed.
 */
typedef struct
{
  PlNetwork *network;
  PlAddress *address;
  const char *domain;
  PlService incoming;
  PlMxAnswer *mx;
  PlRecorder *recorder;
  const char **reason;
  const PlDeadline *deadline;
  GCancellable *cancellable;
} PlSourceContext;

/**
 * PlSourceRow:
 * @name: as in evidence (%PL_SIGHT_SOURCE): `autoconfig`, `ispdb-mx`...
 * @source: as the settings will name it
 * @trust: the most that a proposal of this source can be believed
 * @hosts: (nullable) (array zero-terminated=1): whom it asks, with `%EMAILDOMAIN%` for the domain;
 *   where answers lead besides cannot be known before
 * @run: straight-line blocking code. Adds its proposals, best first, and returns the outcome as in
 *   %PL_SIGHT_SOURCE; errors only steer (cancelled, timed out).
 *
 * One source of settings; all of them stand in the table of pl-sources.c.
 */
typedef struct
{
  const char *name;
  PlSource source;
  PlTrust trust;
  const char *const *hosts;
  PlOutcome (*run) (const PlSourceContext *context, GPtrArray *proposals, GError **error);
} PlSourceRow;

extern const PlSourceRow pl_sources[];
extern const guint pl_n_sources;

PlOutcome pl_source_mx (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome pl_source_srv (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome
pl_source_autoconfig (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome
pl_source_well_known (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome pl_source_pacc (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome pl_source_ispdb (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome pl_source_ispdb_mx (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome
pl_source_autodiscover (const PlSourceContext *context, GPtrArray *proposals, GError **error);
PlOutcome pl_source_guess (const PlSourceContext *context, GPtrArray *proposals, GError **error);

/* The domain's mail exchangers (RFC 5321 5.1), best first; waits for whoever asks already.
 * @hosts: (out) (transfer full) (element-type utf8): lower-case ASCII, not to be changed; empty for a
 * null MX (RFC 7505) */
PlOutcome pl_source_get_mx (const PlSourceContext *context, GPtrArray **hosts, GError **error);

G_END_DECLS
