// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-team-private.h"

static void
follow_cb (GCancellable *cancellable, gpointer user_data)
{
  pl_team_call_off (user_data);
}

/**
 * pl_team_init:
 * @watched: (nullable): cancelled, it calls the team off
 */
void
pl_team_init (PlTeam *self, GCancellable *watched)
{
  *self = (PlTeam){ .watched = watched, .cancellable = g_cancellable_new () };
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  if (watched != NULL)
    self->handler = g_cancellable_connect (watched, G_CALLBACK (follow_cb), self, NULL);
}

/**
 * pl_team_clear:
 *
 * When every member has been joined.
 */
void
pl_team_clear (PlTeam *self)
{
  g_cancellable_disconnect (self->watched, self->handler);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
}

/**
 * pl_team_start:
 * @run: has to end with pl_team_leave()
 *
 * Returns: (transfer full) (nullable): the thread of @member; %NULL where none could be had: what it
 *   would have found is missing, and it counts no longer
 */
PlWorker *
pl_team_start (PlTeam *self, const char *name, PlWorkFunc run, gpointer member)
{
  PlWorker *worker;

  g_mutex_lock (&self->lock);
  self->n_running++;
  g_mutex_unlock (&self->lock);

  worker = pl_worker_start (name, run, member, NULL);
  if (worker != NULL)
    return worker;

  g_mutex_lock (&self->lock);
  pl_team_leave (self);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * pl_team_leave:
 *
 * A member has done its piece; called with the lock held.
 */
void
pl_team_leave (PlTeam *self)
{
  self->n_running--;
  g_cond_broadcast (&self->changed);
}

/**
 * pl_team_call_off:
 *
 * All members end at once. Safe from any thread.
 */
void
pl_team_call_off (PlTeam *self)
{
  g_mutex_lock (&self->lock);
  self->called_off = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  g_cancellable_cancel (self->cancellable);
}
