// SPDX-License-Identifier: GPL-3.0-or-later
/* The words of an explained text, with the names that are known. */
#include "diagnosis/pl-explain-words-private.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>

#define MOST_QUOTED 240 /* characters inside a sentence */

/* Translators: what is said where a text was to be explained and nothing was in it */
static const PlWording nothing = {
  .title = N_ ("There is nothing to explain"),
  .explanation = N_ ("The text is empty."),
  .steps = {
    N_ ("Copy the message of the server or of the mail program, and paste all of it."),
  },
};

static const PlExplainChapter *const chapters[] = {
  &pl_explain_words_network,
  &pl_explain_words_tls,
  &pl_explain_words_sign_in,
  &pl_explain_words_server,
};

/**
 * pl_explain_words_find:
 * @line: what is explained; an empty one has words of its own
 *
 * Returns: (transfer none) (nullable): %NULL for a cause that no text can tell of
 */
const PlWording *
pl_explain_words_find (const char *code, const char *line)
{
  if (line[0] == '\0')
    return &nothing;

  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    for (guint k = 0; k < chapters[i]->length; k++)
      if (g_str_equal (chapters[i]->rows[k].code, code))
        return &chapters[i]->rows[k].wording;

  return NULL;
}

static char *
quote (const char *line)
{
  g_autofree char *said = pl_server_reply_strip (line);
  const char *words = said[0] != '\0' ? said : line;

  if (g_utf8_strlen (words, -1) > MOST_QUOTED)
    {
      g_autofree char *cut = g_utf8_substring (words, 0, MOST_QUOTED);

      return g_strconcat (cut, "…", NULL);
    }

  return g_strdelimit (g_strdup (words), "\n\r\t", ' ');
}

static char *
lookup (const char *name, gpointer data)
{
  const PlExplanation *self = data;

  if (g_str_equal (name, "reply"))
    return quote (self->line);
  if (g_str_equal (name, "server_first"))
    /* Translators: at the beginning of a sentence, where a server's name is not known */
    return g_strdup (self->host != NULL ? self->host : _ ("The server"));
  if (g_str_equal (name, "server"))
    /* Translators: within a sentence, where a server's name is not known */
    return g_strdup (self->host != NULL ? self->host : _ ("the server"));
  if (g_str_equal (name, "provider_first"))
    /* Translators: at the beginning of a sentence, where a provider's name is not known */
    return g_strdup (self->provider != NULL ? self->provider->name : _ ("The provider"));
  if (g_str_equal (name, "at_provider") && self->provider != NULL)
    /* Translators: where something can be set; %s: a provider's name, as in “at GMX” */
    return g_strdup_printf (_ ("at %s"), self->provider->name);
  if (g_str_equal (name, "at_provider"))
    /* Translators: where something can be set, when the provider's name is not known */
    return g_strdup (_ ("at your provider"));

  return NULL;
}

/**
 * pl_explain_words_fill:
 * @text: not yet translated
 *
 * Returns: (transfer full): translated, with the names that are known
 */
char *
pl_explain_words_fill (const PlExplanation *explanation, const char *text)
{
  return pl_text_fill (_ (text), lookup, (gpointer) explanation);
}
