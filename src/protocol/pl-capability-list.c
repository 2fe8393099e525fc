// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-capability-list.h"

#include <string.h>

/* The longest list seen in the wild (Cyrus) has some 80 words. */
#define MOST_WORDS 300
#define LONGEST_WORD 200

#define MECHANISM_PREFIX "AUTH="

struct _PlCapabilityList
{
  GPtrArray *words; /* owned: char *, upper case, each once */
};

PlCapabilityList *
pl_capability_list_new (void)
{
  PlCapabilityList *list = g_new0 (PlCapabilityList, 1);

  list->words = g_ptr_array_new_with_free_func (g_free);
  return list;
}

void
pl_capability_list_free (PlCapabilityList *list)
{
  g_ptr_array_unref (list->words);
  g_free (list);
}

static gboolean
is_word (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > LONGEST_WORD)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (text[i]))
        return FALSE;
    }
  return TRUE;
}

static void
add_word (PlCapabilityList *list, const char *key, const char *argument)
{
  g_autofree char *word =
      argument != NULL ? g_strconcat (key, "=", argument, NULL) : g_strdup (key);
  g_autofree char *upper = g_ascii_strup (word, -1);

  if (!is_word (upper) || list->words->len >= MOST_WORDS ||
      g_ptr_array_find_with_equal_func (list->words, upper, g_str_equal, NULL))
    return;

  g_ptr_array_add (list->words, g_steal_pointer (&upper));
}

/**
 * pl_capability_list_add_words:
 * @words: separated by blanks, as in IMAP's CAPABILITY; what is no printable word is passed over
 */
void
pl_capability_list_add_words (PlCapabilityList *list, const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \t", 2 * MOST_WORDS);

  for (guint i = 0; parts[i] != NULL; i++)
    add_word (list, parts[i], NULL);
}

/**
 * pl_capability_list_add_line:
 * @line: a keyword and its arguments, as in the answers to CAPA and EHLO
 *
 * Takes the old spelling `AUTH=LOGIN PLAIN`, too, which servers keep for programs older than RFC 2554.
 */
void
pl_capability_list_add_line (PlCapabilityList *list, const char *line)
{
  g_auto (GStrv) parts = g_strsplit_set (line, " \t", MOST_WORDS);
  const char *key = parts[0];
  gboolean old_spelling = key != NULL && g_ascii_strncasecmp (key, MECHANISM_PREFIX, 5) == 0;

  if (key == NULL)
    return;

  if (old_spelling)
    {
      add_word (list, "AUTH", key + strlen (MECHANISM_PREFIX));
      key = "AUTH";
    }
  else
    {
      /* The bare word tells that the server was asked and has an answer, even an empty one. */
      add_word (list, key, NULL);
    }

  if (g_ascii_strcasecmp (key, "SASL") == 0)
    key = "AUTH";
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        add_word (list, key, parts[i]);
    }
}

/**
 * pl_capability_list_is_empty:
 * @list: (nullable):
 */
gboolean
pl_capability_list_is_empty (const PlCapabilityList *list)
{
  return list == NULL || list->words->len == 0;
}

/**
 * pl_capability_list_has:
 * @list: (nullable): %NULL when nothing is known: then nothing is offered
 * @word: upper case; found also where it has an argument (`SIZE` finds `SIZE=1000`)
 */
gboolean
pl_capability_list_has (const PlCapabilityList *list, const char *word)
{
  gsize length = strlen (word);

  for (guint i = 0; list != NULL && i < list->words->len; i++)
    {
      const char *own = g_ptr_array_index (list->words, i);

      if (strncmp (own, word, length) == 0 && (own[length] == '\0' || own[length] == '='))
        return TRUE;
    }
  return FALSE;
}

/**
 * pl_capability_list_has_mechanism:
 * @list: (nullable):
 * @mechanism: a SASL mechanism's name, upper case
 */
gboolean
pl_capability_list_has_mechanism (const PlCapabilityList *list, const char *mechanism)
{
  g_autofree char *word = g_strconcat (MECHANISM_PREFIX, mechanism, NULL);

  return list != NULL && g_ptr_array_find_with_equal_func (list->words, word, g_str_equal, NULL);
}

static char *
join (const PlCapabilityList *list, const char *prefix)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->words->len; i++)
    {
      const char *word = g_ptr_array_index (list->words, i);

      if (!g_str_has_prefix (word, prefix))
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, word + strlen (prefix));
    }
  return g_string_free (joined, FALSE);
}

/**
 * pl_capability_list_join:
 * @list: (nullable):
 *
 * Returns: (transfer full): all words, separated by blanks
 */
char *
pl_capability_list_join (const PlCapabilityList *list)
{
  return join (list, "");
}

/**
 * pl_capability_list_join_mechanisms:
 * @list: (nullable):
 *
 * Returns: (transfer full): the SASL mechanisms' names, separated by blanks
 */
char *
pl_capability_list_join_mechanisms (const PlCapabilityList *list)
{
  return join (list, MECHANISM_PREFIX);
}
