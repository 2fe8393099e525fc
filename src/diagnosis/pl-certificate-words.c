// SPDX-License-Identifier: GPL-3.0-or-later
/* Certificates and dates in words: the values of some placeholders. */
#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-chain-tests-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include "base/pl-text.h"
#include "model/pl-fingerprint.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_NAMES 3 /* of a certificate, in a sentence */

static char *
dup_fact (PlObservation *observation, PlFact fact)
{
  return observation != NULL ? g_strdup (pl_observation_get (observation, fact)) : NULL;
}

/**
 * pl_case_words_list_names:
 * @names: as in %PL_FACT_NAMES
 * @most: how many of them are appended to @text
 *
 * Returns: how many there are
 */
guint
pl_case_words_list_names (GString *text, const char *names, guint most)
{
  g_auto (GStrv) all = g_strsplit_set (names, " ,", -1);
  guint n = 0;

  for (guint i = 0; all[i] != NULL; i++)
    {
      if (*all[i] == '\0')
        continue;
      if (n < most)
        g_string_append_printf (text, "%s%s", n > 0 ? ", " : "", all[i]);
      n++;
    }

  return n;
}

/* The first names in a certificate, for a sentence. @certificate: nullable */
static char *
format_names (PlObservation *certificate)
{
  const char *names = certificate != NULL ? pl_observation_get (certificate, PL_FACT_NAMES) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = pl_case_words_list_names (text, names != NULL ? names : "", MOST_NAMES);

  if (n > MOST_NAMES)
    g_string_append (text, ", …");
  if (n == 0)
    /* Translators: stands in place of the names in a certificate that holds none */
    g_string_append (text, _ ("no name"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
pl_words_get_names (const PlWords *words)
{
  return format_names (words->lane->certificate);
}

/* One part of a distinguished name (RFC 4514), such as the value of `CN`. */
static char *
take_name_part (const char *name, const char *key)
{
  g_autofree char *prefix = g_strconcat (key, "=", NULL);
  const char *start = g_str_has_prefix (name, prefix) ? name : NULL;
  g_autofree char *inner = g_strconcat (",", prefix, NULL);
  GString *value;

  if (start != NULL)
    start += strlen (prefix);
  else if ((start = strstr (name, inner)) != NULL)
    start += strlen (inner);
  if (start == NULL)
    return NULL;

  value = g_string_new (NULL);
  for (const char *p = start; *p != '\0' && *p != ','; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (value, *p);
    }
  return g_string_free (value, FALSE);
}

/* The common name and the organisation of a distinguished name, without the rest. */
static char *
format_name (const char *name)
{
  g_autofree char *common = name != NULL ? take_name_part (name, "CN") : NULL;
  g_autofree char *organisation = name != NULL ? take_name_part (name, "O") : NULL;

  if (common != NULL && organisation != NULL)
    return g_strdup_printf ("%s (%s)", common, organisation);
  if (common != NULL || organisation != NULL)
    return g_strdup (common != NULL ? common : organisation);

  /* Translators: stands in place of the issuer's name in a certificate that names none */
  return g_strdup (name != NULL && *name != '\0' ? name : _ ("nobody named"));
}

/**
 * pl_case_words_format_subject:
 * @certificate: (nullable):
 *
 * Returns: (transfer full): whose certificate it is, for a sentence
 */
char *
pl_case_words_format_subject (PlObservation *certificate)
{
  return format_name (certificate != NULL ? pl_observation_get (certificate, PL_FACT_SUBJECT)
                                          : NULL);
}

/* Who issued it, for a sentence. @certificate: nullable */
static char *
format_issuer (PlObservation *certificate)
{
  return format_name (certificate != NULL ? pl_observation_get (certificate, PL_FACT_ISSUER)
                                          : NULL);
}

/* Returns: where the value of a part of @name ends: at a comma or plus that is not escaped */
static const char *
find_end_of_part (const char *name)
{
  const char *p = name;

  while (*p != '\0' && *p != ',' && *p != '+')
    p += *p == '\\' && p[1] != '\0' ? 2 : 1;
  return p;
}

/**
 * pl_case_words_format_whole_name:
 * @name: a distinguished name (RFC 4514)
 *
 * Returns: (transfer full): the values of all its parts, in one line: "R11, Let's Encrypt, US"
 */
char *
pl_case_words_format_whole_name (const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *end;
  char *showable;

  for (const char *p = name; *p != '\0'; p = *end != '\0' ? end + 1 : end)
    {
      const char *equals = strchr (p, '=');

      end = find_end_of_part (p);
      if (text->len > 0)
        g_string_append (text, ", ");
      for (p = equals != NULL && equals < end ? equals + 1 : p; p < end; p++)
        if (*p != '\\' || p + 1 == end)
          g_string_append_c (text, *p);
        else
          g_string_append_c (text, *++p);
    }

  showable = pl_text_make_showable (text->str, -1);
  return g_strdelimit (showable, "\n", ' ');
}

char *
pl_words_get_issuer (const PlWords *words)
{
  return format_issuer (words->lane->certificate);
}

/* Whose certificate the server ought to have sent as well. */
char *
pl_words_get_missing (const PlWords *words)
{
  PlChainPath path;

  pl_chain_path_follow (&path, words->facts, words->lane);
  return format_issuer (path.last);
}

static char *
format_date (GDateTime *time)
{
  /* Translators: how a date is written in a sentence; see g_date_time_format(). Such as
   * "5 March 2026". */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}

/**
 * pl_case_words_format_date:
 * @rfc3339: (nullable):
 *
 * Returns: (transfer full) (nullable): in the form of the person's language
 */
char *
pl_case_words_format_date (const char *rfc3339)
{
  /* A date alone has no time; noon keeps it the same day everywhere. */
  gboolean is_date = rfc3339 != NULL && strchr (rfc3339, 'T') == NULL;
  g_autofree char *full = g_strconcat (rfc3339 != NULL ? rfc3339 : "", "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = NULL;

  if (rfc3339 != NULL)
    time = g_date_time_new_from_iso8601 (is_date ? full : rfc3339, NULL);

  return time != NULL ? format_date (time) : g_strdup (rfc3339);
}

static char *
get_date_of (PlObservation *certificate, PlFact fact)
{
  char *date = certificate != NULL
                   ? pl_case_words_format_date (pl_observation_get (certificate, fact))
                   : NULL;

  /* Translators: stands in place of a date that is not known */
  return date != NULL ? date : g_strdup (_ ("an unknown day"));
}

char *
pl_words_get_not_after (const PlWords *words)
{
  return get_date_of (pl_chain_find_expired (words->facts, words->lane), PL_FACT_NOT_AFTER);
}

char *
pl_words_get_not_before (const PlWords *words)
{
  return get_date_of (words->lane->certificate, PL_FACT_NOT_BEFORE);
}

char *
pl_words_get_today (const PlWords *words)
{
  g_autoptr (GDateTime) began =
      g_date_time_new_from_unix_local (pl_evidence_get_began_at (words->facts->evidence));

  return format_date (began);
}

/* What this computer's clock showed when somebody else told the time. */
char *
pl_words_get_local (const PlWords *words)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) real = pl_case_dup_real_time (words->facts, &local);

  return real != NULL && local != NULL ? format_date (local) : pl_words_get_today (words);
}

char *
pl_words_get_real (const PlWords *words)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) real = pl_case_dup_real_time (words->facts, &local);
  g_autoptr (GDateTime) here = real != NULL ? g_date_time_to_local (real) : NULL;

  /* Translators: stands in place of a date that is not known */
  return here != NULL ? format_date (here) : g_strdup (_ ("an unknown day"));
}

char *
pl_words_get_product (const PlWords *words)
{
  const char *product = pl_lane_get_interceptor (words->lane);

  return product != NULL ? g_strdup (product) : pl_words_get_issuer (words);
}

char *
pl_words_get_fingerprint (const PlWords *words)
{
  g_autofree char *digits = dup_fact (words->lane->certificate, PL_FACT_SHA256);

  return pl_fingerprint_format (digits != NULL ? digits : "");
}

/* Whose certificate has run out: the server's own, or one that vouches for it. */
char *
pl_words_get_expired (const PlWords *words)
{
  return pl_case_words_format_subject (pl_chain_find_expired (words->facts, words->lane));
}

char *
pl_words_get_weak (const PlWords *words)
{
  return pl_case_words_format_subject (pl_chain_find_weak (words->facts, words->lane));
}

char *
pl_words_get_key (const PlWords *words)
{
  char *key = dup_fact (pl_chain_find_weak (words->facts, words->lane), PL_FACT_KEY);

  return key != NULL ? key : g_strdup ("–");
}

char *
pl_words_get_signature (const PlWords *words)
{
  char *signature = dup_fact (pl_chain_find_weak (words->facts, words->lane), PL_FACT_SIGNATURE);

  return signature != NULL ? signature : g_strdup ("–");
}

/* What is wrong with the certificate, all of it: an exception overlooks all of it. */
char *
pl_words_get_faults (const PlWords *words)
{
  static const struct
  {
    const char *word;
    const char *words;
  } known[] = {
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "expired", N_ ("it has expired") },
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "not-yet-valid", N_ ("it is not valid yet") },
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "self-signed", N_ ("the server signed it itself") },
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "unknown-issuer", N_ ("its issuer is unknown") },
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "incomplete-chain", N_ ("a certificate in between is missing") },
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "host-mismatch", N_ ("it is for another name") },
    /* Translators: what is wrong with a certificate; these are joined by commas */
    { "weak", N_ ("its key or signature is too weak") },
  };
  g_autoptr (GString) faults = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (words->lane->trust != NULL &&
        pl_observation_has_word (words->lane->trust, PL_FACT_WORDS, known[i].word))
      g_string_append_printf (faults, "%s%s", faults->len > 0 ? ", " : "", _ (known[i].words));
  if (faults->len == 0)
    /* Translators: what is wrong with a certificate, when no more is known */
    g_string_append (faults, _ ("it does not pass the test"));

  return g_string_free (g_steal_pointer (&faults), FALSE);
}
