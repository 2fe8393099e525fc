// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-worker.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlTeam:
 * @cancellable: borrowed by whatever the members wait for: calls all of them off
 * @lock: for the owner's own state as well; @changed tells of every change under it
 * @n_running: members at work; under @lock
 * @called_off: nobody needs what they find any more; under @lock
 *
 * Several threads with one life: each starts, does its piece, and ends; all of them can be called off at
 * once, which the check's own cancellable does, too. Embedded in whatever gives them their pieces, which
 * joins each before it goes.
 */
typedef struct
{
  GCancellable *watched; /* borrowed, nullable */
  gulong handler;
  GCancellable *cancellable; /* owned */
  GMutex lock;
  GCond changed;
  guint n_running;
  gboolean called_off;
} PlTeam;

void pl_team_init (PlTeam *team, GCancellable *watched);
void pl_team_clear (PlTeam *team);
PlWorker *pl_team_start (PlTeam *team, const char *name, PlWorkFunc run, gpointer member);
void pl_team_leave (PlTeam *team);
void pl_team_call_off (PlTeam *team);

G_END_DECLS
