// SPDX-License-Identifier: GPL-3.0-or-later
/* What was tried to know a cause, in words: each server that was dialled, each probe, what was looked at
 * beyond (see pl-checked-outlook.c), and, where no server is known, everybody who was asked for one. */
#include "diagnosis/pl-checked-private.h"

#include "diagnosis/pl-case-words-private.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_CHECKED 20

/* --- a server --- */

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

/* @text: (nullable): translated; nothing is said without one, or twice */
static void
add_line (GPtrArray *checked, const PlLane *lane, const char *text, const char *place)
{
  PlaceWords words = { place, lane };
  g_autofree char *line = text != NULL ? pl_text_fill (text, lookup_place, &words) : NULL;

  if (line == NULL || checked->len >= MOST_CHECKED)
    return;
  for (guint i = 0; i < checked->len; i++)
    if (g_str_equal (checked->pdata[i], line))
      return;
  g_ptr_array_add (checked, g_steal_pointer (&line));
}

static void
add_checked (GPtrArray *checked, const PlLane *lane, PlOutcome outcome, const char *place)
{
  add_line (checked, lane, describe_outcome (outcome), place);
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

/* --- the address's domain --- */

/* What came of asking for a name or for settings. */
static const struct
{
  PlSight sight;
  PlOutcome outcome;
  const char *words;
} answers[] = {
  /* Translators: what was asked for and found in the name service; {place}: domain and record */
  { PL_SIGHT_NAME, PL_OUTCOME_FOUND, N_ ("{place}: found") },
  /* Translators: what was asked for in the name service; {place}: domain and record */
  { PL_SIGHT_NAME, PL_OUTCOME_NO_DATA, N_ ("{place}: there is none") },
  /* Translators: what was asked for in the name service; {place}: domain and record */
  { PL_SIGHT_NAME, PL_OUTCOME_NO_SUCH_NAME, N_ ("{place}: the name does not exist") },
  /* Translators: what was asked for in the name service; {place}: domain and record */
  { PL_SIGHT_NAME, PL_OUTCOME_SERVER_FAILURE, N_ ("{place}: the name service gives no answer") },
  /* Translators: what was asked for in the name service; {place}: domain and record */
  { PL_SIGHT_NAME, PL_OUTCOME_SILENT, N_ ("{place}: the name service gives no answer") },
  /* Translators: what was asked for in the name service; {place}: domain and record */
  { PL_SIGHT_NAME, PL_OUTCOME_FAILED, N_ ("{place}: the name service gives no answer") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_FOUND, N_ ("{place}: names servers") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_DATA, N_ ("{place}: names no servers") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_SUCH_NAME, N_ ("{place}: the name does not exist") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_SERVER_FAILURE, N_ ("{place}: no usable answer") },
  /* Translators: who was asked for servers and could not prove who it is, or led elsewhere; {place}:
   * host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_REJECTED, N_ ("{place}: not to be trusted") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_VIOLATION, N_ ("{place}: no usable answer") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_FAILED, N_ ("{place}: no usable answer") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_SILENT, N_ ("{place}: no answer") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_REFUSED, N_ ("{place}: accepts no connections") },
  /* Translators: who was asked for servers; {place}: host, or what was asked for */
  { PL_SIGHT_SOURCE, PL_OUTCOME_UNREACHABLE, N_ ("{place}: there is no way to it") },
};

/* Where the words above would be wrong: a name without an address exists all the same, and what has no
 * single host names nothing by itself. */
static const struct
{
  PlSight sight;
  PlOutcome outcome;
  PlFact fact;
  const char *is;
  const char *words;
} exceptions[] = {
  /* Translators: what was asked for in the name service; {place}: a domain. It exists. */
  { PL_SIGHT_NAME, PL_OUTCOME_NO_DATA, PL_FACT_RECORD, "address", N_ ("{place}: has no address") },
  /* Translators: what was asked for in the name service; {place}: a domain and “mail server (MX)”. The
   * domain states that it has none. */
  { PL_SIGHT_NAME, PL_OUTCOME_FOUND, PL_FACT_ANSWERS, "0 .", N_ ("{place}: expressly none") },
  /* Translators: what was asked for; {place}: “service records (SRV)”. The domain states that it offers
   * no service. */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_DATA, PL_FACT_REASON, "not-offered",
    N_ ("{place}: expressly none") },
  /* Translators: what was asked for; {place}: “service records (SRV)” */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_DATA, PL_FACT_NAME, "srv", N_ ("{place}: there are none") },
  /* Translators: what was asked for; {place}: “service records (SRV)” */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_SUCH_NAME, PL_FACT_NAME, "srv", N_ ("{place}: there are none") },
  /* Translators: what was tried; {place}: “usual server names” */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_DATA, PL_FACT_NAME, "guess", N_ ("{place}: none answers") },
  /* Translators: what was tried; {place}: “usual server names” */
  { PL_SIGHT_SOURCE, PL_OUTCOME_NO_SUCH_NAME, PL_FACT_NAME, "guess",
    N_ ("{place}: none of them exists") },
};

static const char *
describe_exception (PlObservation *observation)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (exceptions[i].sight == pl_observation_get_sight (observation) &&
        exceptions[i].outcome == pl_observation_get_outcome (observation) &&
        g_strcmp0 (pl_observation_get (observation, exceptions[i].fact), exceptions[i].is) == 0)
      return _ (exceptions[i].words);

  return NULL;
}

static const char *
describe_answer (PlObservation *observation)
{
  const char *exception = describe_exception (observation);

  if (exception != NULL)
    return exception;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (answers[i].sight == pl_observation_get_sight (observation) &&
        answers[i].outcome == pl_observation_get_outcome (observation))
      return _ (answers[i].words);

  return NULL;
}

/* Of the many names that are looked up, those below the domain are only tried, and tell nothing to a
 * person; the domain itself does, and so do names that others have. */
static char *
describe_name (PlCase *facts, PlObservation *observation)
{
  const char *name = pl_observation_get (observation, PL_FACT_NAME);
  g_autofree char *below = g_strconcat (".", pl_address_get_domain (facts->address), NULL);
  g_autofree char *domain = NULL;

  if (name == NULL || g_str_has_suffix (name, below))
    return NULL;

  domain = pl_hostname_to_display (name);
  if (g_strcmp0 (pl_observation_get (observation, PL_FACT_RECORD), "mx") == 0)
    /* Translators: what was asked for in the name service; %s: a domain */
    return g_strdup_printf (_ ("%s, mail server (MX)"), domain);

  return g_steal_pointer (&domain);
}

/* Where the source was asked, or what was asked for where there is no single host. */
static char *
describe_source (PlObservation *observation)
{
  static const struct
  {
    const char *source;
    const char *words;
  } hostless[] = {
    /* Translators: what was asked for: SRV records in the name service */
    { "srv", N_ ("service records (SRV)") },
    /* Translators: what was tried: imap.DOMAIN, mail.DOMAIN and the like */
    { "guess", N_ ("usual server names") },
  };
  const char *source = pl_observation_get (observation, PL_FACT_NAME);
  const char *host = pl_observation_get (observation, PL_FACT_HOST);

  for (guint i = 0; i < G_N_ELEMENTS (hostless); i++)
    if (g_strcmp0 (hostless[i].source, source) == 0)
      return g_strdup (_ (hostless[i].words));

  return host != NULL ? pl_hostname_to_display (host) : NULL;
}

static void
add_checked_answer (GPtrArray *checked, PlCase *facts, const PlLane *lane, PlObservation *asked)
{
  gboolean is_name = pl_observation_get_sight (asked) == PL_SIGHT_NAME;
  g_autofree char *place = is_name ? describe_name (facts, asked) : describe_source (asked);

  if (place != NULL)
    add_line (checked, lane, describe_answer (asked), place);
}

static void
add_checked_of_domain (GPtrArray *checked, PlCase *facts, const PlLane *lane)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (facts->evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (facts->evidence, i);
      PlSight sight = pl_observation_get_sight (observation);

      if (pl_observation_get_service (observation) == PL_SERVICE_ACCOUNT &&
          (sight == PL_SIGHT_NAME || sight == PL_SIGHT_SOURCE))
        add_checked_answer (checked, facts, lane, observation);
    }
}

static void
add_checked_of_server (GPtrArray *checked, PlCase *facts, const PlLane *lane)
{
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
}

/* Only for a server that was not reached safely did anybody look further. */
static void
add_checked_beyond (GPtrArray *checked, PlCase *facts, const PlLane *lane)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (!lane->failed || lane->stage > PL_STAGE_TLS)
    return;

  lines = pl_checked_describe_outlook (facts);
  for (guint i = 0; i < lines->len && checked->len < MOST_CHECKED; i++)
    g_ptr_array_add (checked, g_strdup (lines->pdata[i]));
}

/**
 * pl_checked_describe:
 *
 * Returns: (transfer full) (array zero-terminated=1): what was tried, one line each
 */
char **
pl_checked_describe (PlCase *facts, const PlLane *lane)
{
  GPtrArray *checked = g_ptr_array_new ();

  if (pl_lane_is_of_account (lane))
    add_checked_of_domain (checked, facts, lane);
  else
    {
      add_checked_of_server (checked, facts, lane);
      add_checked_beyond (checked, facts, lane);
    }

  g_ptr_array_add (checked, NULL);
  return (char **) g_ptr_array_free (checked, FALSE);
}
