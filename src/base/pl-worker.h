// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"

G_BEGIN_DECLS

typedef struct _PlWorker PlWorker;

/**
 * PlWorkFunc:
 * @data: what pl_worker_start() was given
 *
 * Straight-line blocking code. Runs on a thread of its own and has to return.
 */
typedef void (*PlWorkFunc) (gpointer data);

PlWorker *pl_worker_start (const char *name, PlWorkFunc func, gpointer data, GError **error);
void pl_worker_join (PlWorker *worker);
void pl_worker_forget (PlWorker *worker);

gboolean pl_worker_run_abandonable (const char *name,
                                    PlWorkFunc func,
                                    gpointer data,
                                    GDestroyNotify destroy,
                                    const PlDeadline *deadline,
                                    GCancellable *cancellable,
                                    GError **error);

guint pl_worker_count_running (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlWorker, pl_worker_join)

G_END_DECLS
