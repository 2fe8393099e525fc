// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlJsonView:
 * @text: borrowed: where the value begins
 * @length: in bytes
 *
 * One value within a JSON text (RFC 8259), as it stands there. Mail programs' files are changed through
 * such views, because a library that reads and writes whole texts would write every number, escape and
 * blank in its own way, and what is not ours has to survive byte for byte.
 */
typedef struct
{
  const char *text;
  gsize length;
} PlJsonView;

gboolean pl_json_view_open (PlJsonView *view, const char *text, gsize length);

/* Reading; each copes with a value of another kind */
gboolean pl_json_view_is_object (const PlJsonView *view);
gboolean pl_json_view_is_array (const PlJsonView *view);
gboolean pl_json_view_get_member (const PlJsonView *object, const char *name, PlJsonView *value);
gboolean pl_json_view_next_name (const PlJsonView *object, PlJsonView *name, PlJsonView *value);
gboolean pl_json_view_next_element (const PlJsonView *array, PlJsonView *element);
char *pl_json_view_dup_string (const PlJsonView *view);
char *pl_json_view_dup_member_string (const PlJsonView *object, const char *name);
gboolean pl_json_view_is_member_true (const PlJsonView *object, const char *name);
gboolean pl_json_view_get_uint (const PlJsonView *view, guint64 *number);
char *pl_json_view_dup (const PlJsonView *view);

/* Changing; each returns the whole text anew, in one piece of memory */
char *pl_json_view_set_member (const PlJsonView *object, const char *name, const char *value);
char *pl_json_view_append (const PlJsonView *array, const char *value);
char *pl_json_view_replace (const PlJsonView *whole, const PlJsonView *part, const char *value);

/* Making */
char *pl_json_indent (const PlJsonView *container, const char *value);

G_END_DECLS
