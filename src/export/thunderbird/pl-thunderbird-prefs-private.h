// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlThunderbirdPrefs:
 *
 * The settings of a Mozilla program, prefs.js, read tolerantly and written back so that whatever was
 * not set here stays byte for byte: comments, order, line ends, lines that nobody understands.
 */
typedef struct _PlThunderbirdPrefs PlThunderbirdPrefs;

PlThunderbirdPrefs *pl_thunderbird_prefs_parse (const char *text, gsize length);
void pl_thunderbird_prefs_free (PlThunderbirdPrefs *prefs);

gboolean pl_thunderbird_prefs_is_whole (const PlThunderbirdPrefs *prefs);
const char *pl_thunderbird_prefs_get_string (const PlThunderbirdPrefs *prefs, const char *name);
gboolean
pl_thunderbird_prefs_get_int (const PlThunderbirdPrefs *prefs, const char *name, int *value);
gboolean
pl_thunderbird_prefs_get_bool (const PlThunderbirdPrefs *prefs, const char *name, gboolean *value);
GPtrArray *pl_thunderbird_prefs_list (const PlThunderbirdPrefs *prefs, const char *prefix);

void
pl_thunderbird_prefs_set_string (PlThunderbirdPrefs *prefs, const char *name, const char *value);
void pl_thunderbird_prefs_set_int (PlThunderbirdPrefs *prefs, const char *name, int value);
void pl_thunderbird_prefs_set_bool (PlThunderbirdPrefs *prefs, const char *name, gboolean value);

/**
 * PlThunderbirdLineFunc:
 * @before: (nullable): the statement as it stood; %NULL for a new one
 * @after: the statement as it will stand
 */
typedef void (*PlThunderbirdLineFunc) (const char *before, const char *after, gpointer data);

void pl_thunderbird_prefs_each_change (const PlThunderbirdPrefs *prefs,
                                       PlThunderbirdLineFunc func,
                                       gpointer data);
GBytes *pl_thunderbird_prefs_to_bytes (const PlThunderbirdPrefs *prefs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlThunderbirdPrefs, pl_thunderbird_prefs_free)

G_END_DECLS
