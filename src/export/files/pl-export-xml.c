// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-export-document-private.h"

/**
 * pl_xml_add:
 * @indent: blanks before it
 * @text: anything; it becomes text and nothing else
 *
 * Adds one element on a line of its own.
 */
void
pl_xml_add (GString *xml, guint indent, const char *element, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (xml, "%*s<%s>%s</%s>\n", (int) indent, "", element, escaped, element);
}
