// SPDX-License-Identifier: GPL-3.0-or-later
/* The catalogue of causes as one row of chapters, and what it says without an account at hand. */
#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-diagnosis.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>

static const PlChapter *const chapters[] = {
  &pl_chapter_address,
  &pl_chapter_provider,
  &pl_chapter_discovery,
  &pl_chapter_names,
  &pl_chapter_network,
  &pl_chapter_port,
  &pl_chapter_tls,
  &pl_chapter_sign_in,
  &pl_chapter_sign_in_access,
  &pl_chapter_sign_in_limits,
  &pl_chapter_server,
  &pl_chapter_sending,
  &pl_chapter_rest,
};

guint
pl_catalogue_get_n_causes (void)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    n += chapters[i]->n_causes;

  return n;
}

const PlCause *
pl_catalogue_get_cause (guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    {
      if (index < chapters[i]->n_causes)
        return &chapters[i]->causes[index];
      index -= chapters[i]->n_causes;
    }

  g_return_val_if_reached (NULL);
}

const PlCause *
pl_catalogue_find (const char *code)
{
  for (guint i = 0; i < pl_catalogue_get_n_causes (); i++)
    if (g_str_equal (pl_catalogue_get_cause (i)->code, code))
      return pl_catalogue_get_cause (i);

  return NULL;
}

/**
 * pl_catalogue_get_codes:
 *
 * Returns: (transfer none) (array zero-terminated=1): every code, in the catalogue's order
 */
const char *const *
pl_catalogue_get_codes (void)
{
  static gsize ready;
  static const char **codes; /* owned by the process */

  if (g_once_init_enter (&ready))
    {
      codes = g_new0 (const char *, pl_catalogue_get_n_causes () + 1);
      for (guint i = 0; i < pl_catalogue_get_n_causes (); i++)
        codes[i] = pl_catalogue_get_cause (i)->code;
      g_once_init_leave (&ready, 1);
    }

  return codes;
}

static char *
fill_plainly (const char *text)
{
  return pl_text_fill (_ (text), pl_case_words_lookup_plain, NULL);
}

/**
 * pl_catalogue_describe:
 * @code: as in the catalogue
 *
 * Returns: (transfer full) (nullable): %NULL for a code that does not exist
 */
PlCauseText *
pl_catalogue_describe (const char *code)
{
  const PlCause *cause = pl_catalogue_find (code);
  g_autoptr (GPtrArray) steps = NULL;
  PlCauseText *text;

  if (cause == NULL)
    return NULL;

  steps = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; cause->wordings[0].steps[i] != NULL; i++)
    g_ptr_array_add (steps, fill_plainly (cause->wordings[0].steps[i]));
  g_ptr_array_add (steps, NULL);

  text = g_new0 (PlCauseText, 1);
  text->code = cause->code;
  text->severity = cause->severity;
  text->title = fill_plainly (cause->wordings[0].title);
  text->explanation = fill_plainly (cause->wordings[0].explanation);
  text->steps = (char **) g_ptr_array_steal (steps, NULL);
  return text;
}

void
pl_cause_text_free (PlCauseText *text)
{
  g_free (text->title);
  g_free (text->explanation);
  g_strfreev (text->steps);
  g_free (text);
}
