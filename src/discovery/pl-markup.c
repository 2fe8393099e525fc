// SPDX-License-Identifier: GPL-3.0-or-later
/* XML as far as configuration documents need it, on GMarkup: elements, attributes, text, the five
 * entities and character references. What makes XML dangerous is refused, not passed over: a document
 * type, which could define entities or fetch them. */
#include "discovery/pl-markup-private.h"

#include <string.h>

#define DEEPEST 16
#define MOST_ELEMENTS 4096
#define MOST_ATTRIBUTES 16 /* of one element */
#define LONGEST_TEXT 4096 /* bytes of one element */

typedef struct
{
  const PlMarkupVisitor *visitor; /* borrowed */
  gpointer data; /* borrowed */
  GString *path; /* owned */
  GPtrArray *texts; /* owned: GString, of each element that is open */
  guint n_elements;
} Reader;

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

static void
reader_clear (Reader *self)
{
  g_string_free (self->path, TRUE);
  g_ptr_array_unref (self->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, why);
}

static const char *
skip_prefix (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  Reader *self = data;

  if (self->texts->len >= DEEPEST || ++self->n_elements > MOST_ELEMENTS ||
      g_strv_length ((char **) names) > MOST_ATTRIBUTES)
    {
      refuse (error, "The document is too large");
      return;
    }

  if (self->path->len > 0)
    g_string_append_c (self->path, '/');
  g_string_append (self->path, skip_prefix (name));
  g_ptr_array_add (self->texts, g_string_new (NULL));
  self->visitor->enter (self->path->str, names, values, self->data);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *self = data;
  GString *text = self->texts->pdata[self->texts->len - 1];
  const char *slash;

  self->visitor->leave (self->path->str, text->len <= LONGEST_TEXT ? g_strstrip (text->str) : NULL,
                        self->data);
  g_ptr_array_set_size (self->texts, (int) self->texts->len - 1);
  slash = strrchr (self->path->str, '/');
  g_string_truncate (self->path, slash != NULL ? (gsize) (slash - self->path->str) : 0);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reader *self = data;
  GString *whole;

  if (self->texts->len == 0)
    return; /* blanks around the document */

  whole = self->texts->pdata[self->texts->len - 1];
  if (whole->len <= LONGEST_TEXT)
    g_string_append_len (whole, text, (gssize) length);
}

/* Comments and processing instructions come along here, and document types. */
static void
passthrough_cb (GMarkupParseContext *context,
                const char *text,
                gsize length,
                gpointer data,
                GError **error)
{
  if (length >= 2 && memcmp (text, "<!", 2) == 0 && (length < 4 || memcmp (text, "<!--", 4) != 0))
    refuse (error, "A document type is not accepted");
}

/* Whether no control character stands in it that XML does not allow (XML 1.0 2.2). */
static gboolean
is_text (const char *document, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) document[i] < ' ' && strchr ("\t\n\r", document[i]) == NULL)
      return FALSE;

  return g_utf8_validate_len (document, length, NULL);
}

/**
 * pl_markup_read:
 * @document: as it came from the network; need not be NUL-terminated
 * @length: in bytes
 *
 * Reads a document from end to end and tells @visitor of each element. The visitor may have been told
 * of the beginning of one that then turns out to be malformed.
 *
 * Returns: %TRUE for a document that is well-formed; %FALSE with %G_IO_ERROR_INVALID_DATA for
 *   everything else, and for one too large to be a configuration
 */
gboolean
pl_markup_read (const char *document,
                gsize length,
                const PlMarkupVisitor *visitor,
                gpointer data,
                GError **error)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, passthrough_cb,
                                        NULL };
  static const char byte_order_mark[] = "\xef\xbb\xbf";
  g_auto (Reader) self = {
    .visitor = visitor,
    .data = data,
    .path = g_string_new (NULL),
    .texts = g_ptr_array_new_with_free_func (free_text),
  };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &self, NULL);
  g_autoptr (GError) local = NULL;

  if (length >= 3 && memcmp (document, byte_order_mark, 3) == 0)
    {
      document += 3;
      length -= 3;
    }

  if (!is_text (document, length))
    {
      refuse (error, "The document is not text in UTF-8");
      return FALSE;
    }

  if (!g_markup_parse_context_parse (context, document, (gssize) length, &local) ||
      !g_markup_parse_context_end_parse (context, &local))
    {
      refuse (error, local->message);
      return FALSE;
    }
  return TRUE;
}

/**
 * pl_markup_find_attribute:
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
pl_markup_find_attribute (const char *const *names, const char *const *values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];

  return NULL;
}
