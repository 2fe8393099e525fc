// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a line may end. */
#include "wizard/parts/pl-keep-together.h"

#include <string.h>

/* Words that Pango would cut at their sign: "E-" at the end of a line is no word. */
static const char *const words[] = { "E-Mail", "SSL/TLS" };

static void
forbid_breaks_in (PangoAttrList *attributes, gsize start, gsize end)
{
  PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static void
forbid_breaks (PangoAttrList *attributes, const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    forbid_breaks_in (attributes, (gsize) (at - text), (gsize) (at - text) + strlen (word));
}

#define DOTS " …"

/* Dots alone in a line are no words, either: they go with the letter before them, and that with its word. */
static void
forbid_breaks_before_dots (PangoAttrList *attributes, const char *text)
{
  for (const char *at = strstr (text, DOTS); at != NULL; at = strstr (at + 1, DOTS))
    {
      const char *before = g_utf8_find_prev_char (text, at);

      if (before != NULL)
        forbid_breaks_in (attributes, (gsize) (before - text), (gsize) (at - text) + strlen (DOTS));
    }
}

#define SHORTEST_DIGITS \
  32 /* of what can only be compared in groups, as a fingerprint; MD5 has so many */
#define GROUP 8

/* Long hexadecimal numbers go on in the next line between groups, so that the lines are as long as each other
 * and begin where a group does. Attributes, no marks in the text, which is to be copied as it is. */
static void
group_digits (PangoAttrList *attributes, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      gsize length = strspn (at, "0123456789abcdefABCDEF");

      for (gsize i = 0; length >= SHORTEST_DIGITS && i < length; i += GROUP)
        forbid_breaks_in (attributes, (gsize) (at - text) + i,
                          (gsize) (at - text) + MIN (i + GROUP, length));
      if (length > 0)
        at += length - 1;
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
  forbid_breaks_before_dots (attributes, gtk_label_get_text (label));
  group_digits (attributes, gtk_label_get_text (label));
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
