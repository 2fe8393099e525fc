// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlSecret:
 *
 * A password or token: immutable, counted by references, safe between threads. Its memory is kept
 * out of swap and core dumps where the system allows it and wiped with the last reference.
 */
typedef struct _PlSecret PlSecret;

PlSecret *pl_secret_new (const char *bytes, gssize length);
PlSecret *pl_secret_ref (PlSecret *secret);
void pl_secret_unref (PlSecret *secret);

const char *pl_secret_peek (const PlSecret *secret);
gsize pl_secret_get_length (const PlSecret *secret);
gboolean pl_secret_equal (const PlSecret *a, const PlSecret *b);
char *pl_secret_describe_traits (const PlSecret *secret);

void pl_secret_wipe (gpointer memory, gsize length);
void pl_secret_free_string (char *text);
void pl_secret_protect_process (void);
void pl_secret_unprotect_child (gpointer unused);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSecret, pl_secret_unref)

/**
 * PlSecretString:
 *
 * A NUL-terminated string that holds a secret for a moment: `g_autoptr (PlSecretString)` wipes it.
 */
typedef char PlSecretString;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSecretString, pl_secret_free_string)

G_END_DECLS
