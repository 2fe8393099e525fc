// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlTextLookup:
 * @name: a placeholder's name, without the braces
 *
 * Returns: (transfer full) (nullable): what stands in its place, %NULL when it has no value
 */
typedef char *(*PlTextLookup) (const char *name, gpointer data);

char *pl_text_fill (const char *pattern, PlTextLookup lookup, gpointer data);
char *pl_text_make_showable (const char *bytes, gssize length);
gboolean pl_text_has_control_characters (const char *text);
char *pl_text_format_bytes_hex (const guint8 *bytes, gsize length);

G_END_DECLS
