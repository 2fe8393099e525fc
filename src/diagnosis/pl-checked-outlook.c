// SPDX-License-Identifier: GPL-3.0-or-later
/* What a failed check saw beyond its servers, in words: this computer's connections, its clock, web
 * servers, and mail servers of others. */
#include "diagnosis/pl-checked-private.h"

#include "diagnosis/pl-match-outlook-private.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <glib/gi18n.h>

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_DAY (24 * 60 * SECONDS_PER_MINUTE)

/* --- This computer --- */

/* In the order in which they are told; each stands for itself. */
static const struct
{
  const char *word;
  const char *words;
} connections[] = {
  /* Translators: how this computer is connected; these are joined by commas */
  { "ipv4", N_ ("a way out over IPv4") },
  /* Translators: how this computer is connected; these are joined by commas */
  { "ipv6", N_ ("a way out over IPv6") },
  /* Translators: how this computer is connected; these are joined by commas */
  { "vpn", N_ ("through a VPN") },
  /* Translators: what the network service of this computer says; these are joined by commas */
  { "portal", N_ ("a sign-in page is in the way") },
  /* Translators: what the network service of this computer says; these are joined by commas */
  { "limited", N_ ("no internet behind it") },
  /* Translators: what the network service of this computer says; these are joined by commas */
  { "local", N_ ("no network") },
};

static char *
describe_network (PlObservation *network)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    if (pl_observation_has_word (network, PL_FACT_WORDS, connections[i].word))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _ (connections[i].words));
  if (words->len == 0)
    /* Translators: how this computer is connected */
    g_string_append (words, _ ("no way out"));

  /* Translators: what was looked at; %s: how it is connected, such as “a way out over IPv4” */
  return g_strdup_printf (_ ("this computer: %s"), words->str);
}

/* --- The clock --- */

static char *
describe_clock (PlCase *facts)
{
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) real = pl_case_dup_real_time (facts, &local);
  gint64 off_s;
  guint days;

  if (real == NULL || local == NULL)
    return NULL;

  off_s = g_date_time_difference (local, real) / G_TIME_SPAN_SECOND;
  days = (guint) (ABS (off_s) / SECONDS_PER_DAY);
  if (days > 0)
    return g_strdup_printf (
        off_s > 0
            /* Translators: what was looked at: the clock of this computer */
            ? ngettext ("clock: %u day ahead of others", "clock: %u days ahead of others", days)
            /* Translators: what was looked at: the clock of this computer */
            : ngettext ("clock: %u day behind others", "clock: %u days behind others", days),
        days);

  /* Translators: what was looked at: the clock of this computer */
  return g_strdup (_ ("clock: agrees with others"));
}

/* --- Others --- */

static gboolean
has_other_name (PlObservation *look)
{
  return pl_observation_has_word (look, PL_FACT_WORDS, "host-mismatch");
}

/* Who answers, when somebody does. */
static const char *
describe_speaker (PlObservation *look)
{
  if (g_strcmp0 (pl_observation_get (look, PL_FACT_REASON), "http") == 0)
    /* Translators: what was looked at; {place}: host and port */
    return _ ("{place}: answers unencrypted");
  if (has_other_name (look))
    /* Translators: what was looked at; {place}: host and port. The certificate is for another name. */
    return _ ("{place}: somebody else answers");
  if (!pl_look_is_genuine (look))
    /* Translators: what was looked at; {place}: host and port. Its certificate is not trusted. */
    return _ ("{place}: answers, and cannot prove who it is");

  /* Translators: what was looked at; {place}: host and port */
  return _ ("{place}: answers as it should");
}

static const char *
describe_look (PlObservation *look)
{
  static const struct
  {
    PlOutcome outcome;
    const char *words;
  } known[] = {
    /* Translators: what was looked at; {place}: host and port */
    { PL_OUTCOME_FOUND, N_ ("{place}: the name is found") },
    { PL_OUTCOME_NO_SUCH_NAME, N_ ("{place}: the name does not exist") },
    { PL_OUTCOME_NO_DATA, N_ ("{place}: has no address") },
    { PL_OUTCOME_SERVER_FAILURE, N_ ("{place}: the name service gives no answer") },
    { PL_OUTCOME_OTHER_PROTOCOL, N_ ("{place}: something else answers") },
    { PL_OUTCOME_NOT_TLS, N_ ("{place}: answers unencrypted") },
    { PL_OUTCOME_REFUSED, N_ ("{place}: accepts no connections") },
    { PL_OUTCOME_UNREACHABLE, N_ ("{place}: there is no way to it") },
    { PL_OUTCOME_DENIED, N_ ("{place}: this computer does not permit it") },
    { PL_OUTCOME_CLOSED, N_ ("{place}: hangs up") },
    { PL_OUTCOME_FAILED, N_ ("{place}: no usable answer") },
    { PL_OUTCOME_ALERT, N_ ("{place}: no usable answer") },
  };
  PlOutcome outcome = pl_observation_get_outcome (look);

  if (outcome == PL_OUTCOME_SPOKEN)
    return describe_speaker (look);
  /* Without an address it was the name service that kept silent. */
  if (outcome == PL_OUTCOME_SILENT)
    return pl_observation_get (look, PL_FACT_ADDRESSES) != NULL
               ? _ ("{place}: no answer")
               : _ ("{place}: the name service gives no answer");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].outcome == outcome)
      return _ (known[i].words);

  return NULL;
}

/* Only the name was looked up, or not even that was found: then nobody was at a port. */
static gboolean
is_name_only (PlObservation *look)
{
  switch ((int) pl_observation_get_outcome (look))
    {
    case PL_OUTCOME_FOUND:
    case PL_OUTCOME_NO_SUCH_NAME:
    case PL_OUTCOME_NO_DATA:
    case PL_OUTCOME_SERVER_FAILURE:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
make_place (PlObservation *look)
{
  g_autofree char *host = pl_hostname_to_display (pl_observation_get (look, PL_FACT_HOST));
  const char *port = pl_observation_get (look, PL_FACT_PORT);

  if (port == NULL || is_name_only (look))
    return g_steal_pointer (&host);

  return pl_look_is_web (look)
             /* Translators: a place that was looked at: host and port of a web server */
             ? g_strdup_printf (_ ("%s:%s, web server"), host, port)
             /* Translators: a place that was looked at: host and port of a mail server that has
              * nothing to do with the account */
             : g_strdup_printf (_ ("%s:%s, mail server of others"), host, port);
}

static char *
lookup_place (const char *name, gpointer place)
{
  return g_str_equal (name, "place") ? g_strdup (place) : NULL;
}

static void
take_line (GPtrArray *lines, char *line)
{
  if (line != NULL)
    g_ptr_array_add (lines, line);
}

static void
add_look (GPtrArray *lines, PlObservation *look)
{
  const char *text = describe_look (look);
  g_autofree char *place = NULL;

  if (text == NULL || pl_observation_get (look, PL_FACT_HOST) == NULL)
    return;

  place = make_place (look);
  take_line (lines, pl_text_fill (text, lookup_place, place));
}

/**
 * pl_checked_describe_outlook:
 *
 * Returns: (transfer full) (element-type utf8): what was looked at beyond the servers, a line each; empty
 *   where nothing was
 */
GPtrArray *
pl_checked_describe_outlook (PlCase *facts)
{
  const PlOutlookReport *outlook = &facts->outlook;
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  if (outlook->network != NULL)
    take_line (lines, describe_network (outlook->network));
  take_line (lines, describe_clock (facts));
  for (guint i = 0; i < outlook->looks->len; i++)
    add_look (lines, outlook->looks->pdata[i]);
  return lines;
}
