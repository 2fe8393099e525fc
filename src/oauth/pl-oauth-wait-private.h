// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"

G_BEGIN_DECLS

/**
 * PlOAuthWait:
 * @context: owned: where everything of one call happens, the thread's default meanwhile
 * @cancellable: owned: for every wait of the call; cancelled by the caller's, and at the deadline
 *
 * libsoup, GDBus and a listening socket wait in a main context. This one belongs to the blocking
 * call that they serve, and ends with it.
 */
typedef struct
{
  GMainContext *context;
  GCancellable *cancellable;
  GCancellable *outer; /* owned, nullable: the caller's */
  gulong outer_handler;
  GSource *bell; /* owned: wakes the context when it is cancelled */
  GSource *alarm; /* owned, nullable: the deadline */
  gboolean timed_out;
} PlOAuthWait;

void pl_oauth_wait_begin (PlOAuthWait *wait, const PlDeadline *deadline, GCancellable *cancellable);
void pl_oauth_wait_end (PlOAuthWait *wait);

GAsyncResult *pl_oauth_wait_for (PlOAuthWait *wait, GAsyncResult **slot);
void pl_oauth_wait_store_cb (GObject *source, GAsyncResult *result, gpointer slot);
gboolean pl_oauth_wait_is_over (PlOAuthWait *wait, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlOAuthWait, pl_oauth_wait_end)

G_END_DECLS
