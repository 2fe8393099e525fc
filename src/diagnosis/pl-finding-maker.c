// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes a finding of a cause and the evidence: texts with this account's names, what was seen,
 * what was tried, pages that help. */
#include "diagnosis/pl-finding-maker-private.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-page-private.h"

#include "base/pl-domain.h"
#include "base/pl-text.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LINKS 4
#define MOST_CHECKED 16

/* What came of a dial or a probe, in words. */
static const char *
describe_outcome (PlOutcome outcome)
{
  static const struct
  {
    PlOutcome outcome;
    const char *words;
  } known[] = {
    /* Translators: what was tried: a place that answered; {place}: host, port and encryption */
    { PL_OUTCOME_SPOKEN, N_ ("{place}: the {service} answers") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_CONNECTED, N_ ("{place}: accepts connections") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_REFUSED, N_ ("{place}: accepts no connections") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_SILENT, N_ ("{place}: no answer") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_UNREACHABLE, N_ ("{place}: there is no way to it") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_DENIED, N_ ("{place}: this computer does not permit it") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_OTHER_PROTOCOL, N_ ("{place}: something else answers") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_NOT_TLS, N_ ("{place}: answers unencrypted") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_CLOSED, N_ ("{place}: hangs up") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_RESET, N_ ("{place}: hangs up") },
    /* Translators: what was tried; {place}: host, port and encryption */
    { PL_OUTCOME_FAILED, N_ ("{place}: no usable answer") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].outcome == outcome)
      return _ (known[i].words);

  return NULL;
}

/* What a line about something tried speaks of. */
typedef struct
{
  const char *place; /* borrowed */
  const PlLane *lane; /* borrowed */
} PlaceWords;

static char *
lookup_place (const char *name, gpointer data)
{
  const PlaceWords *words = data;

  if (g_str_equal (name, "place"))
    return g_strdup (words->place);
  if (g_str_equal (name, "service"))
    return g_strdup (pl_case_words_describe_service (words->lane->server.service));
  return NULL;
}

static void
add_checked (GPtrArray *checked, const PlLane *lane, PlOutcome outcome, const char *place)
{
  PlaceWords words = { place, lane };
  const char *text = describe_outcome (outcome);
  g_autofree char *line = text != NULL ? pl_text_fill (text, lookup_place, &words) : NULL;

  if (line == NULL || checked->len >= MOST_CHECKED)
    return;
  for (guint i = 0; i < checked->len; i++)
    if (g_str_equal (checked->pdata[i], line))
      return;
  g_ptr_array_add (checked, g_steal_pointer (&line));
}

static void
add_checked_dial (GPtrArray *checked, const PlLane *lane, PlObservation *dial)
{
  const char *address = pl_observation_get (dial, PL_FACT_ADDRESS);
  g_autofree char *place = NULL;

  if (address == NULL)
    return;

  place = g_strdup_printf (strchr (address, ':') != NULL ? "[%s]:%u" : "%s:%u", address,
                           lane->server.port);
  add_checked (checked, lane, pl_observation_get_outcome (dial), place);
}

/* A probe that only asked for the version of TLS says nothing of the service. */
static char *
describe_version (PlObservation *probe, const char *place)
{
  const char *version = pl_observation_get (probe, PL_FACT_VERSION);

  if (pl_observation_get_outcome (probe) != PL_OUTCOME_SPOKEN || version == NULL ||
      pl_observation_get (probe, PL_FACT_PROTOCOL) != NULL)
    return NULL;

  return g_strdup_printf ("%s: %s", place, version);
}

static void
add_checked_probe (GPtrArray *checked, const PlLane *lane, PlObservation *probe)
{
  const char *host = pl_observation_get (probe, PL_FACT_HOST);
  PlSecurity security = PL_SECURITY_NONE;
  g_autofree char *place = NULL;
  g_autofree char *version = NULL;

  if (host == NULL || !pl_probe_get_security (probe, &security))
    return;

  place = g_strdup_printf ("%s:%u, %s", host, pl_probe_get_port (probe),
                           pl_security_to_words (security));
  version = describe_version (probe, place);
  if (version != NULL)
    g_ptr_array_add (checked, g_steal_pointer (&version));
  else
    add_checked (checked, lane, pl_observation_get_outcome (probe), place);
}

/* What was tried to know this: each address that was dialled, and each probe. */
static char **
describe_checked (PlCase *facts, const PlLane *lane)
{
  GPtrArray *checked = g_ptr_array_new ();

  for (guint i = 0; i < pl_evidence_get_n_observations (facts->evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (facts->evidence, i);

      if (pl_observation_get_service (observation) != lane->server.service)
        continue;
      if (pl_observation_get_sight (observation) == PL_SIGHT_DIAL &&
          pl_observation_get_probe (observation) == 0 && lane->stage <= PL_STAGE_CONNECT)
        add_checked_dial (checked, lane, observation);
      if (pl_observation_get_sight (observation) == PL_SIGHT_PROBE)
        add_checked_probe (checked, lane, observation);
    }

  g_ptr_array_add (checked, NULL);
  return (char **) g_ptr_array_free (checked, FALSE);
}

static void
append_fact (GString *text, PlObservation *observation, PlFact fact, const char *before)
{
  const char *value = pl_observation_get (observation, fact);

  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", before, value);
}

/* The certificate as it is: technical words, the same in every language. */
static char *
describe_certificate (const PlLane *lane)
{
  GString *text = g_string_new (NULL);

  append_fact (text, lane->certificate, PL_FACT_SUBJECT, "Subject");
  append_fact (text, lane->certificate, PL_FACT_NAMES, "DNS");
  append_fact (text, lane->certificate, PL_FACT_ISSUER, "Issuer");
  append_fact (text, lane->certificate, PL_FACT_NOT_BEFORE, "Not before");
  append_fact (text, lane->certificate, PL_FACT_NOT_AFTER, "Not after");
  append_fact (text, lane->certificate, PL_FACT_KEY, "Key");
  append_fact (text, lane->certificate, PL_FACT_SIGNATURE, "Signature");
  append_fact (text, lane->certificate, PL_FACT_SHA256, "SHA-256");
  return g_string_free (text, FALSE);
}

/* The facts of one observation as they were noted. */
static char *
describe_observation (PlObservation *observation)
{
  static const PlFact told[] = { PL_FACT_NAME,  PL_FACT_ADDRESS, PL_FACT_PORT,  PL_FACT_VERSION,
                                 PL_FACT_ALERT, PL_FACT_ERROR,   PL_FACT_ERRNO, PL_FACT_WORDS };
  GString *text = g_string_new (pl_outcome_to_nick (pl_observation_get_outcome (observation)));

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    append_fact (text, observation, told[i], pl_fact_to_nick (told[i]));
  return g_string_free (text, FALSE);
}

/* The server's own words, else what was seen where the lane ended. */
static char *
describe_evidence (const PlLane *lane)
{
  const char *words = pl_lane_get_words (lane);

  if (pl_lane_failed_at (lane, PL_STAGE_TLS) && lane->certificate != NULL)
    return describe_certificate (lane);
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
  return pl_domain_is_same_registrable (host, lane->server.host) ||
         pl_page_is_of_provider (facts->provider, host);
}

static void
clear_link (gpointer data)
{
  PlLink *link = data;

  g_free ((char *) link->label);
  g_free ((char *) link->url);
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
        add_link (links, host, url);
      p += strlen ("https://");
    }
}

static GArray *
make_links (PlCase *facts, const PlLane *lane)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (PlLink));
  const PlWords words = { facts, lane };
  const char *help =
      facts->provider != NULL ? pl_provider_pages_choose (&facts->provider->help) : NULL;

  g_array_set_clear_func (links, clear_link);
  add_links_of_reply (links, facts, lane);
  if (help != NULL)
    {
      /* Translators: label of a link; {provider}: name of the mail provider, {confirmed}: date */
      const char *text = N_ ("Server settings at {provider} (as of {confirmed})");
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
  g_autofree char *explanation = pl_case_words_fill (&words, wording->explanation);
  g_autofree char *evidence = describe_evidence (lane);
  g_auto (GStrv) steps = make_steps (&words, wording);
  g_auto (GStrv) checked = describe_checked (facts, lane);
  g_autoptr (GArray) links = make_links (facts, lane);
  g_autoptr (GPtrArray) fixes = g_ptr_array_new_with_free_func (g_object_unref);
  const PlFindingFields fields = {
    .code = cause->code,
    .service = about_account ? PL_SERVICE_ACCOUNT : lane->server.service,
    .stage = facts->bad_address != NULL ? PL_STAGE_ADDRESS : lane->stage,
    .severity = cause->severity,
    .certainty = match->certainty,
    .title = title,
    .explanation = explanation,
    .steps = (const char *const *) steps,
    .links = (const PlLink *) (gpointer) links->data,
    .n_links = links->len,
    .evidence = evidence,
    .checked = (const char *const *) checked,
    .alternatives = alternatives != NULL ? alternatives->codes : NULL,
    .alternative_titles = alternatives != NULL ? alternatives->titles : NULL,
    .fixes = fixes,
  };

  if (cause->add_fixes != NULL)
    cause->add_fixes (facts, lane, fixes);

  return pl_finding_new (&fields);
}
