// SPDX-License-Identifier: GPL-3.0-or-later
/* One sentence about a chain, with the names of the certificate that it speaks of. */
#include "diagnosis/pl-chain-sentence-private.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>

static char *
dup_or_dash (PlObservation *certificate, PlFact fact)
{
  const char *value = pl_observation_get (certificate, fact);

  return g_strdup (value != NULL && *value != '\0' ? value : "–");
}

static char *
lookup (const char *name, gpointer data)
{
  PlChainSentence *sentence = data;

  if (g_str_equal (name, "name"))
    return pl_case_words_format_subject (sentence->certificate);
  if (g_str_equal (name, "root"))
    return pl_case_words_format_subject (sentence->path->last);
  if (g_str_equal (name, "until"))
    return pl_case_words_format_date (
        pl_observation_get (sentence->certificate, PL_FACT_NOT_AFTER));
  if (g_str_equal (name, "from"))
    return pl_case_words_format_date (
        pl_observation_get (sentence->certificate, PL_FACT_NOT_BEFORE));
  if (g_str_equal (name, "key"))
    return dup_or_dash (sentence->certificate, PL_FACT_KEY);
  if (g_str_equal (name, "signature"))
    return dup_or_dash (sentence->certificate, PL_FACT_SIGNATURE);

  return pl_case_words_lookup (name, &sentence->words);
}

/**
 * pl_chain_sentence_fill:
 * @text: not yet translated, marked with N_()
 *
 * Returns: (transfer full): translated; names out of a certificate have no place for line ends or for
 *   what turns text around
 */
char *
pl_chain_sentence_fill (PlChainSentence *sentence, const char *text)
{
  g_autofree char *filled = pl_text_fill (_ (text), lookup, sentence);
  char *showable = pl_text_make_showable (filled, -1);

  return g_strdelimit (showable, "\n", ' ');
}

/**
 * pl_chain_is_judged:
 * @word: as in %PL_SIGHT_TRUST
 *
 * Returns: whether that was found wrong with what the server showed
 */
gboolean
pl_chain_is_judged (const PlLane *lane, const char *word)
{
  return lane->trust != NULL && pl_observation_has_word (lane->trust, PL_FACT_WORDS, word);
}
