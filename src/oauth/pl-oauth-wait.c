// SPDX-License-Identifier: GPL-3.0-or-later
#include "oauth/pl-oauth-wait-private.h"

#include <glib/gi18n.h>

static gboolean
ring_cb (gpointer user_data)
{
  PlOAuthWait *self = user_data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
cancel_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gboolean
wake_cb (GCancellable *cancellable, gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/**
 * pl_oauth_wait_begin:
 * @cancellable: (nullable): the caller's
 */
void
pl_oauth_wait_begin (PlOAuthWait *self, const PlDeadline *deadline, GCancellable *cancellable)
{
  *self = (PlOAuthWait){
    .context = g_main_context_new (),
    .cancellable = g_cancellable_new (),
  };
  g_main_context_push_thread_default (self->context);

  /* Another thread may cancel while this one sleeps. */
  self->bell = g_cancellable_source_new (self->cancellable);
  g_source_set_callback (self->bell, G_SOURCE_FUNC (wake_cb), NULL, NULL);
  g_source_attach (self->bell, self->context);
  if (pl_deadline_left_us (deadline) == 0)
    ring_cb (self);
  else if (deadline->at != G_MAXINT64)
    {
      self->alarm = g_timeout_source_new ((guint) pl_deadline_left_ms (deadline));
      g_source_set_callback (self->alarm, ring_cb, self, NULL);
      g_source_attach (self->alarm, self->context);
    }
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler = g_cancellable_connect (
          cancellable, G_CALLBACK (cancel_cb), g_object_ref (self->cancellable), g_object_unref);
    }
}

void
pl_oauth_wait_end (PlOAuthWait *self)
{
  /* Never begun. */
  if (self->context == NULL)
    return;

  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_object (&self->outer);
  if (self->alarm != NULL)
    g_source_destroy (self->alarm);
  g_clear_pointer (&self->alarm, g_source_unref);
  g_source_destroy (self->bell);
  g_clear_pointer (&self->bell, g_source_unref);

  /* What was closed or cancelled last has its own last words to say. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
}

/**
 * pl_oauth_wait_store_cb:
 * @slot: a `GAsyncResult *`, %NULL so far
 *
 * The callback of every asynchronous call here.
 */
void
pl_oauth_wait_store_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  GAsyncResult **place = slot;

  *place = g_object_ref (result);
}

/**
 * pl_oauth_wait_for:
 * @slot: what pl_oauth_wait_store_cb() was given
 *
 * Waits for an asynchronous call that was given @wait's cancellable, and so returns at once when the
 * time is over.
 *
 * Returns: (transfer full): its result, to be finished
 */
GAsyncResult *
pl_oauth_wait_for (PlOAuthWait *self, GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (self->context, TRUE);

  return g_steal_pointer (slot);
}

/**
 * pl_oauth_wait_is_over:
 * @error: set to %G_IO_ERROR_CANCELLED or %G_IO_ERROR_TIMED_OUT, in place of what a call made of it
 *
 * Returns: whether the caller or the deadline has ended it
 */
gboolean
pl_oauth_wait_is_over (PlOAuthWait *self, GError **error)
{
  if (!g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  if (error != NULL)
    g_clear_error (error);
  if (self->timed_out)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                         /* Translators: a sign-in in the browser was begun and not finished */
                         _ ("The time allowed for the sign-in in the browser has passed."));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The sign-in was cancelled");
  return TRUE;
}
