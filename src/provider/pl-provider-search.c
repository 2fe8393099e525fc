// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds providers by what a person types into the search of "Choose provider…": part of a name, of a
 * domain, or a whole address. */
#include "provider/pl-provider.h"

#include "provider/pl-provider-table-private.h"

#include <string.h>

/* How well a provider fits, best first. */
typedef enum
{
  FIT_WHOLE, /* its name, or one of its domains */
  FIT_NAME_BEGINS,
  FIT_WORD_BEGINS, /* a word of its name, its id, or of another name people know it by */
  FIT_DOMAIN_BEGINS,
  FIT_WORD_HAS,
  FIT_DOMAIN_HAS,
  FIT_NONE,
} Fit;

/* The same as fold() in build-aux/make-provider-table, which folds the names: compatibility forms,
 * case and accents do not matter. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *same_case = g_utf8_casefold (normal, -1);
  GString *folded = g_string_new (NULL);

  for (const char *p = same_case; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (folded, g_utf8_get_char (p));

  return g_string_free (folded, FALSE);
}

/* Of an address, the domain is what tells. */
static char *
fold_query (const char *text)
{
  const char *at = strrchr (text, '@');
  char *folded = fold (at != NULL ? at + 1 : text);

  return g_strstrip (folded);
}

static gboolean
is_word_start (const char *text, const char *place)
{
  return place == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (place)));
}

/* A single letter stands somewhere in most names. */
static gboolean
is_telling (const char *token)
{
  return *g_utf8_next_char (token) != '\0';
}

static Fit
fit_words (const char *words, const char *token)
{
  Fit fit = FIT_NONE;

  for (const char *found = strstr (words, token); found != NULL && fit > FIT_WORD_BEGINS;
       found = strstr (found + 1, token))
    fit = is_word_start (words, found) ? FIT_WORD_BEGINS : FIT_WORD_HAS;

  return fit == FIT_WORD_HAS && !is_telling (token) ? FIT_NONE : fit;
}

static Fit
fit_domain (const char *domain, const char *token)
{
  const char *found = strstr (domain, token);

  if (found == NULL)
    return FIT_NONE;
  if (found == domain)
    return domain[strlen (token)] == '\0' ? FIT_WHOLE : FIT_DOMAIN_BEGINS;

  return is_telling (token) ? FIT_DOMAIN_HAS : FIT_NONE;
}

static Fit
fit_token (guint index, const char *token)
{
  const PlProviderSearch *entry = &pl_provider_search_table[index];
  const char *name = pl_provider_text + entry->name;
  Fit fit = FIT_NONE;

  if (g_str_has_prefix (name, token))
    fit = name[strlen (token)] == '\0' ? FIT_WHOLE : FIT_NAME_BEGINS;
  if (fit > FIT_WORD_BEGINS)
    fit = MIN (fit, fit_words (pl_provider_text + entry->words, token));
  for (const char *const *domain = pl_provider_table[index].domains; *domain != NULL; domain++)
    fit = MIN (fit, fit_domain (*domain, token));

  return fit;
}

/* All words typed have to fit: as well as the one that fits worst. A name of several words that was
 * typed as it is fits as one. */
static Fit
fit_query (guint index, const char *query, const char *const *tokens)
{
  Fit fit = fit_token (index, query);
  Fit worst = FIT_WHOLE;

  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0')
      worst = MAX (worst, fit_token (index, tokens[i]));

  return MIN (fit, worst);
}

static void
add_all (GPtrArray *found)
{
  for (guint i = 0; i < pl_provider_table_length; i++)
    g_ptr_array_add (found, (gpointer) &pl_provider_table[pl_provider_by_weight[i]]);
}

static void
add_fitting (GPtrArray *found, const char *query)
{
  g_auto (GStrv) tokens = g_strsplit_set (query, " \t\n", -1);
  g_autofree guint8 *fits = g_new (guint8, pl_provider_table_length);

  for (guint i = 0; i < pl_provider_table_length; i++)
    fits[i] = (guint8) fit_query (i, query, (const char *const *) tokens);

  for (guint8 fit = FIT_WHOLE; fit < FIT_NONE; fit++)
    for (guint i = 0; i < pl_provider_table_length; i++)
      {
        guint16 index = pl_provider_by_weight[i];

        if (fits[index] == fit)
          g_ptr_array_add (found, (gpointer) &pl_provider_table[index]);
      }
}

/**
 * pl_provider_search:
 * @text: what was typed: words of a name, of another name the provider is known by, or of a domain;
 *   or an address. Case and accents do not matter.
 *
 * The best fit comes first; of those that fit equally well, the providers that most people have,
 * those of German-speaking countries, then by name. Nothing typed gives all of them in that order.
 *
 * Returns: (transfer container) (element-type PlProvider): pointers into the table
 */
GPtrArray *
pl_provider_search (const char *text)
{
  g_autofree char *query = fold_query (text);
  GPtrArray *found = g_ptr_array_new ();

  if (*query == '\0')
    add_all (found);
  else
    add_fitting (found, query);

  return found;
}
