// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes a finding of a cause and the evidence: texts with this account's names, what was seen,
 * what was tried, pages that help. */
#include "diagnosis/pl-finding-maker-private.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-certificate-account-private.h"
#include "diagnosis/pl-checked-private.h"
#include "diagnosis/pl-page-private.h"

#include "base/pl-domain.h"
#include "base/pl-text.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LINKS 4

static void
append_fact (GString *text, PlObservation *observation, PlFact fact, const char *before)
{
  const char *value = pl_observation_get (observation, fact);

  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", before, value);
}

/* The facts of one observation as they were noted. */
static char *
describe_observation (PlObservation *observation)
{
  static const PlFact told[] = { PL_FACT_NAME,  PL_FACT_RECORD,  PL_FACT_ANSWERS, PL_FACT_ADDRESS,
                                 PL_FACT_PORT,  PL_FACT_VERSION, PL_FACT_ALERT,   PL_FACT_ERROR,
                                 PL_FACT_ERRNO, PL_FACT_WORDS };
  GString *text = g_string_new (pl_outcome_to_nick (pl_observation_get_outcome (observation)));

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    append_fact (text, observation, told[i], pl_fact_to_nick (told[i]));
  return g_string_free (text, FALSE);
}

/* What the name service said of the domain. */
static char *
describe_domain (const PlDomainReport *domain)
{
  PlObservation *const seen[] = { domain->mx, domain->address };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    {
      g_autofree char *line = seen[i] != NULL ? describe_observation (seen[i]) : NULL;

      if (line != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }

  return g_string_free (text, text->len == 0);
}

/* The server's own words, else what was seen where the lane ended. */
static char *
describe_evidence (PlCase *facts, const PlLane *lane)
{
  const char *words = pl_lane_get_words (lane);

  if (pl_lane_is_of_account (lane))
    return describe_domain (&facts->domain);
  if (pl_lane_failed_at (lane, PL_STAGE_TLS) && lane->certificate != NULL)
    return pl_certificate_account_describe (facts, lane);
  if (words != NULL)
    return g_strdup (words);
  if (pl_lane_failed_at (lane, PL_STAGE_TLS) && lane->tls != NULL)
    return describe_observation (lane->tls);
  if (lane->stage == PL_STAGE_CONNECT && lane->dial != NULL)
    return describe_observation (lane->dial);
  if (lane->stage == PL_STAGE_RESOLVE && lane->name != NULL)
    return describe_observation (lane->name);
  if (lane->failed && lane->capabilities != NULL)
    return g_strdup (pl_observation_get (lane->capabilities, PL_FACT_WORDS));

  return NULL;
}

/* Whether a page named by a server may become a link: its host belongs to the server's or the
 * provider's domain. */
static gboolean
is_trusted_page (PlCase *facts, const PlLane *lane, const char *host)
{
  return (lane->server.host != NULL && pl_domain_is_same_registrable (host, lane->server.host)) ||
         pl_page_is_of_provider (facts->provider, host);
}

static void
add_link (GArray *links, const char *label, const char *url)
{
  PlLink link = { NULL, NULL };

  if (links->len >= MOST_LINKS)
    return;
  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (g_array_index (links, PlLink, i).url, url))
      return;

  link.label = g_strdup (label);
  link.url = g_strdup (url);
  g_array_append_val (links, link);
}

/* Pages that the server named, shown with their host. */
static void
add_links_of_reply (GArray *links, PlCase *facts, const PlLane *lane)
{
  const char *p = lane->failed ? pl_lane_get_words (lane) : NULL;

  while (p != NULL && (p = strstr (p, "https://")) != NULL)
    {
      gsize length = strcspn (p, " \t\n\r<>\"'[](){}|\\^`");
      g_autofree char *url = NULL;
      g_autofree char *host = NULL;

      while (length > 0 && strchr (".,;:!?", p[length - 1]) != NULL)
        length--;
      url = g_strndup (p, length);
      host = pl_page_dup_host (url);
      if (host != NULL && is_trusted_page (facts, lane, host))
        {
          g_autofree char *label = pl_page_label_by_host (host);

          add_link (links, label, url);
        }
      p += strlen ("https://");
    }
}

static GArray *
make_links (PlCase *facts, const PlLane *lane)
{
  GArray *links = pl_links_copy (NULL, 0);
  const PlWords words = { facts, lane };
  const char *help =
      facts->provider != NULL ? pl_provider_pages_choose (&facts->provider->help) : NULL;

  add_links_of_reply (links, facts, lane);
  if (help != NULL)
    {
      /* Translators: button that opens a page of the provider's; {provider}: name of the mail
       * provider, {confirmed}: date */
      const char *text = N_ ("Look up the server settings at {provider}, as of {confirmed}");
      g_autofree char *plain = pl_case_words_fill (&words, text);
      g_autofree char *label = pl_page_label (&facts->provider->help, help, plain);

      add_link (links, label, help);
    }

  return links;
}

static char **
make_steps (const PlWords *words, const PlWording *wording)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; wording->steps[i] != NULL; i++)
    g_ptr_array_add (steps, pl_case_words_fill (words, wording->steps[i]));
  g_ptr_array_add (steps, NULL);
  return (char **) g_ptr_array_free (steps, FALSE);
}

/**
 * pl_finding_maker_make_title:
 *
 * Returns: (transfer full): the title alone, with the names of this account in it
 */
char *
pl_finding_maker_make_title (PlCase *facts,
                             const PlLane *lane,
                             const PlCause *cause,
                             const PlMatch *match)
{
  const PlWords words = { facts, lane };

  return pl_case_words_fill (&words, cause->wordings[match->wording].title);
}

/**
 * pl_finding_maker_make_explanation:
 *
 * Returns: (transfer full): the explanation alone, with the names of this account in it
 */
char *
pl_finding_maker_make_explanation (PlCase *facts,
                                   const PlLane *lane,
                                   const PlCause *cause,
                                   const PlMatch *match)
{
  const PlWords words = { facts, lane };

  return pl_case_words_fill (&words, cause->wordings[match->wording].explanation);
}

/* Where something else is the cause, the password may still be one of those that fit as well; not where
 * the other server has just accepted it. */
static PlPasswordDoubt
judge_password (PlCase *facts,
                const PlLane *lane,
                const PlCause *cause,
                const PlMatch *match,
                const PlAlternatives *alternatives)
{
  const char *const *codes = alternatives != NULL ? alternatives->codes : NULL;

  if (cause->doubt != PL_PASSWORD_DOUBT_NONE || match->certainty == PL_CERTAINTY_PROVEN ||
      pl_case_is_accepted_elsewhere (facts, lane))
    return cause->doubt;

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (pl_catalogue_find (codes[i])->doubt == PL_PASSWORD_DOUBT_STRONG)
      return PL_PASSWORD_DOUBT_SOME;

  return PL_PASSWORD_DOUBT_NONE;
}

/* Receiving works with a password that sending refuses: to type it anew would only break what works. */
static gboolean
is_taken_elsewhere (PlCase *facts, const PlLane *lane)
{
  return lane->server.service == PL_SERVICE_SMTP && lane->password != NULL &&
         lane->sign_in != NULL &&
         pl_observation_get_outcome (lane->sign_in) == PL_OUTCOME_REJECTED &&
         pl_lane_failed_at (lane, PL_STAGE_SIGN_IN) && pl_case_get_other (facts, lane)->signed_in;
}

static PlPasswordUse
find_password_use (PlCase *facts, const PlLane *lane)
{
  if (pl_lane_is_of_account (lane))
    return PL_PASSWORD_USE_COMMON;
  if (pl_lane_has_own_password (lane))
    return PL_PASSWORD_USE_OWN;
  return is_taken_elsewhere (facts, lane) ? PL_PASSWORD_USE_TAKEN_ELSEWHERE
                                          : PL_PASSWORD_USE_COMMON;
}

/**
 * pl_finding_maker_make:
 * @alternatives: (nullable):
 *
 * Returns: (transfer full):
 */
PlFinding *
pl_finding_maker_make (PlCase *facts,
                       const PlLane *lane,
                       const PlCause *cause,
                       const PlMatch *match,
                       const PlAlternatives *alternatives)
{
  const PlWording *wording = &cause->wordings[match->wording];
  const PlWords words = { facts, lane };
  gboolean about_account = (cause->flags & PL_CAUSE_ACCOUNT) != 0;
  g_autofree char *title = pl_finding_maker_make_title (facts, lane, cause, match);
  g_autofree char *explanation = pl_finding_maker_make_explanation (facts, lane, cause, match);
  g_autofree char *evidence = describe_evidence (facts, lane);
  g_auto (GStrv) steps = make_steps (&words, wording);
  g_auto (GStrv) checked = pl_checked_describe (facts, lane);
  g_autoptr (GArray) links = make_links (facts, lane);
  g_autoptr (GPtrArray) fixes = g_ptr_array_new_with_free_func (g_object_unref);
  const PlFindingFields fields = {
    .code = cause->code,
    .service = about_account ? PL_SERVICE_ACCOUNT : lane->server.service,
    .stage = facts->bad_address != NULL ? PL_STAGE_ADDRESS : lane->stage,
    .severity = pl_match_get_severity (match, cause),
    .certainty = match->certainty,
    .title = title,
    .explanation = explanation,
    .steps = (const char *const *) steps,
    .report_step = wording->report_step,
    .password_doubt = judge_password (facts, lane, cause, match, alternatives),
    .password_use = find_password_use (facts, lane),
    .is_of_certificate = (cause->flags & PL_CAUSE_CERTIFICATE) != 0,
    .links = (const PlLink *) (gpointer) links->data,
    .n_links = links->len,
    .evidence = evidence,
    .checked = (const char *const *) checked,
    .alternatives = alternatives != NULL ? alternatives->codes : NULL,
    .alternative_titles = alternatives != NULL ? alternatives->titles : NULL,
    .alternative_explanations = alternatives != NULL ? alternatives->explanations : NULL,
    .fixes = fixes,
  };

  if (cause->add_fixes != NULL)
    cause->add_fixes (facts, lane, fixes);

  return pl_finding_new (&fields);
}
