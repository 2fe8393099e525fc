// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-gate-private.h"

typedef enum
{
  STATE_CLOSED, /* nobody knows yet */
  STATE_OPEN, /* who waits may pass */
  STATE_SHUT, /* who waits has to turn back */
} State;

struct _PlGate
{
  GMutex lock;
  GCond changed;
  State state; /* under lock */
};

/**
 * pl_gate_new:
 *
 * Returns: (transfer full): a closed gate
 */
PlGate *
pl_gate_new (void)
{
  PlGate *self = g_new0 (PlGate, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

void
pl_gate_free (PlGate *self)
{
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static void
decide (PlGate *self, State state)
{
  g_mutex_lock (&self->lock);
  if (self->state == STATE_CLOSED)
    self->state = state;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
pl_gate_open (PlGate *self)
{
  decide (self, STATE_OPEN);
}

void
pl_gate_shut (PlGate *self)
{
  decide (self, STATE_SHUT);
}

static void
wake_cb (GCancellable *cancellable, gpointer user_data)
{
  PlGate *self = user_data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static State
wait_for_decision (PlGate *self, const PlDeadline *deadline, GCancellable *cancellable)
{
  State state;

  g_mutex_lock (&self->lock);
  while (self->state == STATE_CLOSED && !g_cancellable_is_cancelled (cancellable))
    {
      if (deadline->at == G_MAXINT64)
        g_cond_wait (&self->changed, &self->lock);
      else if (!g_cond_wait_until (&self->changed, &self->lock, deadline->at))
        break;
    }
  state = self->state;
  g_mutex_unlock (&self->lock);

  return state;
}

/**
 * pl_gate_wait:
 * @open: (out): whether one may pass
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or %G_IO_ERROR_TIMED_OUT when it was not decided by then
 */
gboolean
pl_gate_wait (PlGate *self,
              gboolean *open,
              const PlDeadline *deadline,
              GCancellable *cancellable,
              GError **error)
{
  gulong handler = 0;
  State state;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), self, NULL);
  state = wait_for_decision (self, deadline, cancellable);
  g_cancellable_disconnect (cancellable, handler);

  *open = state == STATE_OPEN;
  if (state != STATE_CLOSED)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time allowed has passed");
  return FALSE;
}
