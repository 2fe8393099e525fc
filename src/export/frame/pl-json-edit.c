// SPDX-License-Identifier: GPL-3.0-or-later
/* Changes within a JSON text that leave every other byte of it alone. What is made holds passwords at
 * times: each text is made in one piece of its final size, so that no half of it stays behind. */
#include "export/frame/pl-json-view-private.h"

#include "base/pl-json.h"

#include <string.h>

/* One text out of several pieces; lengths of -1 stand for the whole string. */
typedef struct
{
  const char *text;
  gssize length;
} Piece;

static char *
join (const Piece *pieces, guint n_pieces)
{
  gsize total = 0;
  char *text;
  char *to;

  for (guint i = 0; i < n_pieces; i++)
    total += pieces[i].length < 0 ? strlen (pieces[i].text) : (gsize) pieces[i].length;
  text = to = g_malloc (total + 1);
  for (guint i = 0; i < n_pieces; i++)
    {
      gsize length = pieces[i].length < 0 ? strlen (pieces[i].text) : (gsize) pieces[i].length;

      memcpy (to, pieces[i].text, length);
      to += length;
    }
  *to = '\0';
  return text;
}

/**
 * pl_json_view_replace:
 * @part: a view within @whole
 * @value: JSON, put there as it is
 *
 * Returns: (transfer full): @whole with @value instead of @part
 */
char *
pl_json_view_replace (const PlJsonView *whole, const PlJsonView *part, const char *value)
{
  const char *behind = part->text + part->length;
  const Piece pieces[] = {
    { whole->text, part->text - whole->text },
    { value, -1 },
    { behind, whole->text + whole->length - behind },
  };

  return join (pieces, G_N_ELEMENTS (pieces));
}

/* The last member or element of @container, from its name on. */
static gboolean
find_last (const PlJsonView *container, PlJsonView *last)
{
  PlJsonView name = { NULL, 0 };
  PlJsonView value = { NULL, 0 };
  gboolean found = FALSE;

  while (pl_json_view_is_object (container) ? pl_json_view_next_name (container, &name, &value)
                                            : pl_json_view_next_element (container, &value))
    {
      const char *begin = pl_json_view_is_object (container) ? name.text : value.text;

      last->text = begin;
      last->length = (gsize) (value.text + value.length - begin);
      found = TRUE;
    }
  return found;
}

/* The blanks in front of what stands in @container: what a new one gets too. An empty container has
 * none to show; it gets none, whatever stands between its brackets. */
static char *
dup_blanks (const PlJsonView *container)
{
  PlJsonView last;
  const char *begin;

  if (!find_last (container, &last))
    return g_strdup ("");

  begin = last.text;
  while (begin > container->text && strchr (" \t\r\n", begin[-1]) != NULL)
    begin--;
  return g_strndup (begin, (gsize) (last.text - begin));
}

/* @name with its colon, or "" for an element. */
static char *
insert (const PlJsonView *container, const char *name, const char *value)
{
  g_autofree char *blanks = dup_blanks (container);
  PlJsonView last;
  gboolean any = find_last (container, &last);
  const char *at = any ? last.text + last.length : container->text + 1;
  const Piece pieces[] = {
    { container->text, at - container->text },
    { any ? "," : "", -1 },
    { blanks, -1 },
    { name, -1 },
    { *name != '\0' && *blanks != '\0' ? " " : "", -1 },
    { value, -1 },
    { at, container->text + container->length - at },
  };

  return join (pieces, G_N_ELEMENTS (pieces));
}

/**
 * pl_json_view_set_member:
 * @value: JSON, put there as it is
 *
 * Returns: (transfer full): @object with @value as its member @name: in the place of the one that is
 *   there, or as the last, written as its siblings are
 */
char *
pl_json_view_set_member (const PlJsonView *object, const char *name, const char *value)
{
  PlJsonView old;
  g_autofree char *quoted = pl_json_quote (name);
  g_autofree char *label = g_strconcat (quoted, ":", NULL);

  if (pl_json_view_get_member (object, name, &old))
    return pl_json_view_replace (object, &old, value);
  return insert (object, label, value);
}

/**
 * pl_json_view_append:
 *
 * Returns: (transfer full): @array with @value behind all that is there
 */
char *
pl_json_view_append (const PlJsonView *array, const char *value)
{
  return insert (array, "", value);
}

/**
 * pl_json_indent:
 * @container: where @value will stand
 * @value: JSON on several lines, indented by two
 *
 * Returns: (transfer full): @value with its lines as far in as what stands in @container; on one line
 *   where all of that is
 */
char *
pl_json_indent (const PlJsonView *container, const char *value)
{
  g_autofree char *blanks = dup_blanks (container);
  const char *line = strrchr (blanks, '\n');
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  g_autofree char *separator = NULL;

  if (line != NULL)
    {
      separator = g_strdup (line);
      return g_strjoinv (separator, lines);
    }
  for (char **at = lines; *at != NULL; at++)
    g_strchug (*at);
  return g_strjoinv ("", lines);
}
