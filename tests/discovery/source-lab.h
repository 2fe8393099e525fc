// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-mx-private.h"
#include "base/pl-worker.h"
#include "net/mock-resolver.h"
#include "net/name-server.h"

/**
 * SourceLab:
 * @server: for MX and SRV
 * @resolver: for addresses; the process's own for as long as the lab stands
 * @context: what a source gets
 *
 * One source on a network of the test's own, for anna@example.org.
 */
typedef struct
{
  NameServer *server; /* owned */
  MockResolver *resolver; /* owned */
  PlNetwork *network; /* owned */
  PlAddress *address; /* owned */
  PlMxAnswer *mx; /* owned */
  PlRecorder *recorder; /* owned */
  GCancellable *cancellable; /* owned */
  PlDeadline deadline;
  PlSourceContext context;
  GPtrArray *proposals; /* owned */
} SourceLab;

void source_lab_set_up (SourceLab *lab);
void source_lab_tear_down (SourceLab *lab);
/* A network in the place of the real one. @network: (transfer full): */
void source_lab_use_network (SourceLab *lab, PlNetwork *network);
/* Cancels when the name server is first asked. */
PlWorker *source_lab_cancel_when_asked (SourceLab *lab);

guint source_lab_count (SourceLab *lab, PlSight sight, PlOutcome outcome);
/* `imap imap.example.org:993 tls, smtp smtp.example.org:465 tls`, several with `; ` between */
char *source_lab_describe (GPtrArray *proposals);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SourceLab, source_lab_tear_down)
