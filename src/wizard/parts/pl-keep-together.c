// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a line may end. */
#include "wizard/parts/pl-keep-together.h"

#include <string.h>

/* Words that Pango would cut at their sign: "E-" at the end of a line is no word. */
static const char *const words[] = { "E-Mail", "SSL/TLS" };

static void
forbid_breaks (PangoAttrList *attributes, const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

      attribute->start_index = (guint) (at - text);
      attribute->end_index = attribute->start_index + (guint) strlen (word);
      pango_attr_list_insert (attributes, attribute);
    }
}

/* GTK finds out how narrow a label may be by giving it no width at all: where lines may end within words,
 * each letter gets a line, and ten times the time of all other measuring goes into that. A few words' width
 * will do for a long text; a short one may stay as narrow as it is. */
#define LONG_TEXT 20 /* letters, as the next */
#define LEAST_WIDTH 12

static void
apply_cb (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    forbid_breaks (attributes, gtk_label_get_text (label), words[i]);
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_width_chars (
      label, g_utf8_strlen (gtk_label_get_text (label), -1) > LONG_TEXT ? LEAST_WIDTH : -1);
}

/**
 * pl_keep_together:
 * @label: one that wraps; its attributes are the function's from now on
 *
 * Lines never end inside certain words. And where a word is longer than a line, it goes on without a
 * hyphen: in the name of a server, that would be part of the name. A long text has a least width, without
 * which a label takes long to measure.
 */
void
pl_keep_together (GtkLabel *label)
{
  g_signal_handlers_disconnect_by_func (label, apply_cb, NULL);
  g_signal_connect (label, "notify::label", G_CALLBACK (apply_cb), NULL);
  apply_cb (label);
}
