// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PL_SCRIPT_LONGEST_TEXT (64 * 1024) /* bytes */

typedef enum
{
  PL_SCRIPT_TEXT_PLAIN = 0,
  PL_SCRIPT_TEXT_ESCAPES = 1 << 0, /* \r \n \t \xHH \\ are understood */
  PL_SCRIPT_TEXT_PATTERN = 1 << 1, /* {name} catches, a final * is the rest */
} PlScriptTextFlags;

/**
 * PlScriptText:
 *
 * One text of a script: what is sent, with names to fill in, or the pattern of a line, with names
 * that catch its words. Immutable, so one script can be played by several threads.
 */
typedef struct _PlScriptText PlScriptText;

PlScriptText *pl_script_text_parse (const char *source, PlScriptTextFlags flags, GError **error);
void pl_script_text_free (PlScriptText *text);

char **pl_script_text_list_names (const PlScriptText *text);
gboolean
pl_script_text_match (const PlScriptText *text, const char *line, gsize length, GHashTable *values);
GString *pl_script_text_fill (const PlScriptText *text, GHashTable *values);

GHashTable *pl_script_values_new (void);
void pl_script_value_free (GString *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlScriptText, pl_script_text_free)

G_END_DECLS
