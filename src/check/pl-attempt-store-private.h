// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PL_ATTEMPT_STORE_MOST 512 /* lines kept: the newest */

/**
 * PlWallClockFunc:
 *
 * Returns: µs since 1970, as g_get_real_time()
 */
typedef gint64 (*PlWallClockFunc) (void);

/**
 * PlAttemptStore:
 *
 * What other runs of the program know of refused sign-ins, in a small file of the person's own: times,
 * and keyed hashes of host and user. No password is in it in any form. A file that is damaged, locked
 * by somebody or not to be written is as good as an empty one: this run then counts alone.
 * Thread-safe.
 */
typedef struct _PlAttemptStore PlAttemptStore;

PlAttemptStore *pl_attempt_store_new (const char *path, PlWallClockFunc clock, guint memory_s);
void pl_attempt_store_free (PlAttemptStore *store);

void pl_attempt_store_load (PlAttemptStore *store);
void pl_attempt_store_add (PlAttemptStore *store, const char *host, const char *username);
void pl_attempt_store_remove (PlAttemptStore *store, const char *host, const char *username);
guint pl_attempt_store_count (PlAttemptStore *store,
                              const char *host,
                              const char *username,
                              gint64 *age_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlAttemptStore, pl_attempt_store_free)

G_END_DECLS
