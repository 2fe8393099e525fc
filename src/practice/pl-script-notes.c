// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-script-notes-private.h"

#include "base/pl-text.h"

#include <string.h>

#define LONGEST_TRANSCRIPT (4 * 1024 * 1024) /* bytes, over all connections */
#define MOST_CONNECTIONS 4096
#define LONGEST_ENTRY 1000 /* bytes */

typedef struct
{
  GString *said; /* owned */
  gboolean played;
  char *complaint; /* owned, nullable: the first one */
} Part;

struct _PlScriptNotes
{
  GMutex lock;
  GCond changed;
  gboolean discreet; /* constant once connections come */
  GPtrArray *parts; /* under lock; owned, of Part; empty when discreet */
  guint n_connections; /* under lock */
  gsize size; /* under lock */
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_string_free (part->said, TRUE);
  g_free (part->complaint);
  g_free (part);
}

PlScriptNotes *
pl_script_notes_new (void)
{
  PlScriptNotes *notes = g_new0 (PlScriptNotes, 1);

  g_mutex_init (&notes->lock);
  g_cond_init (&notes->changed);
  notes->parts = g_ptr_array_new_with_free_func (part_free);
  return notes;
}

void
pl_script_notes_free (PlScriptNotes *notes)
{
  if (notes == NULL)
    return;

  g_clear_pointer (&notes->parts, g_ptr_array_unref);
  g_mutex_clear (&notes->lock);
  g_cond_clear (&notes->changed);
  g_free (notes);
}

void
pl_script_notes_set_discreet (PlScriptNotes *notes)
{
  notes->discreet = TRUE;
}

/**
 * pl_script_notes_is_full:
 *
 * Returns: whether no more connections can be noted; never when discreet
 */
gboolean
pl_script_notes_is_full (PlScriptNotes *notes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  return notes->parts->len >= MOST_CONNECTIONS;
}

/**
 * pl_script_notes_begin:
 *
 * Returns: the number of a new connection, from 0
 */
guint
pl_script_notes_begin (PlScriptNotes *notes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  if (!notes->discreet)
    {
      Part *part = g_new0 (Part, 1);

      part->said = g_string_new (NULL);
      g_ptr_array_add (notes->parts, part);
    }
  return notes->n_connections++;
}

/**
 * pl_script_notes_add:
 * @mark: what stands before it: `C:`, `S:` or `--`
 * @bytes: (array length=length): shown shortened when long, without its line end
 */
void
pl_script_notes_add (PlScriptNotes *notes,
                     guint connection,
                     const char *mark,
                     const char *bytes,
                     gsize length)
{
  g_autofree char *shown = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  Part *part;

  if (notes->discreet)
    return;

  shown = pl_text_make_showable (bytes, MIN (length, LONGEST_ENTRY));
  g_strchomp (shown);
  locker = g_mutex_locker_new (&notes->lock);
  if (notes->size > LONGEST_TRANSCRIPT)
    return;

  part = g_ptr_array_index (notes->parts, connection);
  g_string_append_printf (part->said, "%s %s%s\n", mark, shown, length > LONGEST_ENTRY ? "…" : "");
  notes->size += strlen (shown) + strlen (mark) + 2;
  g_cond_broadcast (&notes->changed);
}

/**
 * pl_script_notes_set_played:
 *
 * The connection's script was played to its end.
 */
void
pl_script_notes_set_played (PlScriptNotes *notes, guint connection)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  if (notes->discreet)
    return;

  ((Part *) g_ptr_array_index (notes->parts, connection))->played = TRUE;
  g_cond_broadcast (&notes->changed);
}

/**
 * pl_script_notes_complain:
 * @line: of the script, 0 when it is about none
 *
 * Only the first complaint of a connection is kept: what follows is its consequence.
 */
void
pl_script_notes_complain (PlScriptNotes *notes,
                          guint connection,
                          guint line,
                          const char *format,
                          ...)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);
  g_autofree char *what = NULL;
  g_autofree char *where = line > 0 ? g_strdup_printf (", line %u", line) : g_strdup ("");
  va_list arguments;
  Part *part;

  if (notes->discreet)
    return;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  part = g_ptr_array_index (notes->parts, connection);
  if (part->complaint == NULL)
    {
      g_autofree char *complaint =
          g_strdup_printf ("connection %u%s: %s", connection + 1, where, what);

      part->complaint = pl_text_make_showable (complaint, -1);
    }
  g_cond_broadcast (&notes->changed);
}

guint
pl_script_notes_get_n_connections (PlScriptNotes *notes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  return notes->n_connections;
}

static char *
join_parts (PlScriptNotes *notes)
{
  GString *transcript = g_string_new (NULL);

  for (guint i = 0; i < notes->parts->len; i++)
    g_string_append_printf (transcript, "== connection %u\n%s", i + 1,
                            ((Part *) g_ptr_array_index (notes->parts, i))->said->str);

  return g_string_free (transcript, FALSE);
}

char *
pl_script_notes_dup_transcript (PlScriptNotes *notes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  return join_parts (notes);
}

static gboolean
has_said (PlScriptNotes *notes, const char *text)
{
  for (guint i = 0; i < notes->parts->len; i++)
    if (strstr (((Part *) g_ptr_array_index (notes->parts, i))->said->str, text) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * pl_script_notes_wait_for:
 *
 * Returns: whether @text stood in the transcript before @deadline
 */
gboolean
pl_script_notes_wait_for (PlScriptNotes *notes, const char *text, const PlDeadline *deadline)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  while (!has_said (notes, text))
    if (!g_cond_wait_until (&notes->changed, &notes->lock, deadline->at))
      return has_said (notes, text);

  return TRUE;
}

/* Nothing more is worth waiting for: all is played, or something went wrong already. */
static gboolean
is_decided (PlScriptNotes *notes, guint n_scripts)
{
  gboolean played = notes->parts->len >= n_scripts;

  for (guint i = 0; i < notes->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (notes->parts, i);

      if (part->complaint != NULL)
        return TRUE;
      played = played && part->played;
    }

  return played;
}

void
pl_script_notes_wait_played (PlScriptNotes *notes, guint n_scripts, const PlDeadline *deadline)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  while (!is_decided (notes, n_scripts))
    if (!g_cond_wait_until (&notes->changed, &notes->lock, deadline->at))
      return;
}

/**
 * pl_script_notes_judge:
 *
 * Returns: (transfer full) (nullable): what went wrong, %NULL when every script was played
 */
char *
pl_script_notes_judge (PlScriptNotes *notes, guint n_scripts)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&notes->lock);

  for (guint i = 0; i < notes->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (notes->parts, i);

      if (part->complaint != NULL)
        return g_strdup (part->complaint);
      if (!part->played)
        return g_strdup_printf ("connection %u: its script was not played to the end", i + 1);
    }

  if (notes->parts->len < n_scripts)
    return g_strdup_printf ("%u of %u scripts were played", notes->parts->len, n_scripts);

  return NULL;
}
