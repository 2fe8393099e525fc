// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Network" of the catalogue, second half: the way to the server. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include <glib/gi18n.h>

static PlMatch
match_connection_refused (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  if (!pl_lane_failed_at (lane, PL_STAGE_CONNECT) || lane->dialled.refused == 0 ||
      pl_lane_find_good_port (lane) != NULL)
    return PL_NO_MATCH;

  match.wording = lane->probes->len > 0 ? 0 : 1;
  return match;
}

/* Silence from one port says nothing of the host: the probes have to be silent as well. */
static PlMatch
match_connection_timeout (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);

  if (!pl_lane_failed_at (lane, PL_STAGE_CONNECT) || lane->dialled.refused > 0 ||
      lane->dialled.silent + lane->dialled.unreachable == 0 ||
      pl_lane_find_good_port (lane) != NULL)
    return PL_NO_MATCH;

  if (lane->probes->len == 0 || !pl_lane_probes_silent (lane))
    {
      match.wording = 1;
      match.certainty = PL_CERTAINTY_LIKELY;
    }
  return match;
}

static gboolean
was_closed_at (const PlLane *lane, PlStage stage)
{
  return pl_lane_failed_at (lane, stage) && lane->closed != NULL &&
         pl_observation_get_stage (lane->closed) == stage;
}

static gboolean
ended_as (PlObservation *observation, const PlLane *lane, PlOutcome outcome)
{
  return observation != NULL && lane->failed &&
         pl_observation_get_stage (observation) == lane->stage &&
         pl_observation_get_outcome (observation) == outcome;
}

static PlMatch
match_connection_dropped (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch said = pl_match_reply (facts, lane, cause);
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
  gboolean closed = was_closed_at (lane, lane->stage) ||
                    ended_as (lane->greeting, lane, PL_OUTCOME_CLOSED) ||
                    ended_as (lane->tls, lane, PL_OUTCOME_CLOSED) ||
                    ended_as (lane->sign_in, lane, PL_OUTCOME_CLOSED);

  match.wording = lane->stage >= PL_STAGE_SIGN_IN ? 1 : 0;
  if (said.strength > PL_STRENGTH_NONE)
    {
      said.wording = match.wording;
      return said;
    }
  /* A server hangs up behind a refusal, too: then its words are the reason. */
  if (!closed || lane->said->len > 0)
    return PL_NO_MATCH;

  return match;
}

/* The soft limit of a wait tells that it took long. What came in the end tells more. */
static gboolean
came_late (const PlLane *lane)
{
  PlObservation *const came[] = { lane->greeting, lane->tls, lane->trust, lane->violation };

  if (lane->silence == NULL || !pl_observation_has_word (lane->silence, PL_FACT_LIMIT, "soft"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (came); i++)
    if (came[i] != NULL && pl_observation_get_stage (came[i]) == lane->stage &&
        pl_observation_get_outcome (came[i]) != PL_OUTCOME_SILENT)
      return TRUE;
  return FALSE;
}

static PlMatch
match_server_too_slow (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  gboolean silent = (ended_as (lane->silence, lane, PL_OUTCOME_SILENT) && !came_late (lane)) ||
                    ended_as (lane->greeting, lane, PL_OUTCOME_SILENT) ||
                    ended_as (lane->tls, lane, PL_OUTCOME_SILENT) ||
                    ended_as (lane->sign_in, lane, PL_OUTCOME_SILENT);

  if (!silent || lane->stage <= PL_STAGE_CONNECT || lane->said->len > 0)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_LIKELY);
}

/* A network without IPv6 is no fault: there the addresses are unreachable at once. Silence, or a
 * refusal where the other family is let in, costs every program its time. */
static PlMatch
match_ipv6_broken (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlDials *ipv4 = &lane->dials[0];
  const PlDials *ipv6 = &lane->dials[1];

  if (ipv4->connected == 0 || ipv6->connected > 0 || ipv6->silent + ipv6->refused == 0)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
}

static void
add_fixes_of_host (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_provider_host (facts, lane, fixes);
  /* Asked in the same way it would answer as before: its name and port are to be looked at first. */
  if (fixes->len > 0)
    pl_fixes_add_retry_now (facts, lane, fixes);
}

static void
add_fixes_of_portal (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_sign_in_page_of_network (facts, lane, fixes);
  pl_fixes_add_retry_now (facts, lane, fixes);
}

static const PlCause causes[] = {
  {
    .code = "connection-refused",
    .severity = PL_SEVERITY_ERROR,
    .match = match_connection_refused,
    .add_fixes = add_fixes_of_host,
    .wordings = {
      {
        /* Translators: connection-refused, title of a finding. {host}: name of the server,
         * {port}: port number */
        .title = N_ ("{host} accepts no connections on port {port}"),
        /* Translators: connection-refused, explanation. */
        .explanation = N_ ("There is a computer behind this name, but no mail server answers on "
                           "this port or on the usual ones. Either the name is wrong, or the "
                           "server is switched off at the moment. Your password was not sent."),
        .steps = {
          /* Translators: connection-refused, step. */
          N_ ("Compare the server name and port with those your provider gives."),
          /* Translators: connection-refused, step. */
          N_ ("If they are right, check again later or ask the operator."),
        },
      },
      {
        /* Translators: connection-refused, title of a finding. {host}: name of the server,
         * {port}: port number */
        .title = N_ ("{host} accepts no connections on port {port}"),
        /* Translators: connection-refused, explanation. */
        .explanation = N_ ("There is a computer behind this name, but no mail server answers on "
                           "this port. Either the name or the port is wrong, or the server is "
                           "switched off at the moment. Your password was not sent."),
        .steps = {
          /* Translators: connection-refused, step. */
          N_ ("Compare the server name and port with those your provider gives."),
          /* Translators: connection-refused, step. */
          N_ ("If they are right, check again later or ask the operator."),
        },
      },
    },
  },
  {
    .code = "connection-timeout",
    .severity = PL_SEVERITY_ERROR,
    .match = match_connection_timeout,
    .add_fixes = add_fixes_of_host,
    .wordings = {
      {
        /* Translators: connection-timeout, title of a finding. {host}: name of the server */
        .title = N_ ("{host} does not answer"),
        /* Translators: connection-timeout, explanation. {port}: port number, {service}:
         * "incoming server" or "outgoing server" */
        .explanation = N_ ("Nothing comes back from it, neither on port {port} nor on the other "
                           "ports of the {service}. The server is switched off, its name is "
                           "wrong, or this network does not let the connection through. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: connection-timeout, step. */
          N_ ("Compare the server name with the one your provider gives."),
          /* Translators: connection-timeout, step. */
          N_ ("Try another network, such as your mobile phone as a hotspot."),
          /* Translators: connection-timeout, step. */
          N_ ("If it stays silent there too, ask the operator of the server."),
        },
      },
      {
        /* Translators: connection-timeout, title of a finding. {host}: name of the server,
         * {port}: port number */
        .title = N_ ("{host} does not answer on port {port}"),
        /* Translators: connection-timeout, explanation. */
        .explanation = N_ ("Nothing comes back from this port, not even a refusal. The server "
                           "is switched off, name or port is wrong, or this network does not "
                           "let the connection through. Your password was not sent."),
        .steps = {
          /* Translators: connection-timeout, step. */
          N_ ("Compare the server name and port with those your provider gives."),
          /* Translators: connection-timeout, step. */
          N_ ("Try another network, such as your mobile phone as a hotspot."),
        },
      },
    },
  },
  {
    .code = "ipv6-broken",
    .severity = PL_SEVERITY_WARNING,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS,
    .match = match_ipv6_broken,
    .wordings = {
      {
        /* Translators: ipv6-broken, title of a finding. {host}: name of the server */
        .title = N_ ("{host} can be reached over IPv4 only"),
        /* Translators: ipv6-broken, explanation. */
        .explanation = N_ ("The server also has an address of the newer kind (IPv6), but "
                           "nothing got through to it. Mail works all the same; some programs "
                           "take longer to connect."),
        .steps = {
          /* Translators: ipv6-broken, step. */
          N_ ("If other services are slow as well, restart the router."),
        },
      },
    },
  },
  {
    .code = "connection-dropped",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_SYMPTOM,
    .match = match_connection_dropped,
    .add_fixes = pl_fixes_add_retry_soon,
    .wordings = {
      {
        /* Translators: connection-dropped, title of a finding. {host}: name of the server */
        .title = N_ ("{host} hangs up before it says anything"),
        /* Translators: connection-dropped, explanation. {port}: port number */
        .explanation = N_ ("The connection to port {port} was made, then the server closed it. "
                           "It is overloaded, or it does not want connections from this "
                           "network. Your password was not sent."),
        .steps = {
          /* Translators: connection-dropped, step. */
          N_ ("Wait a few minutes and check again."),
          /* Translators: connection-dropped, step. */
          N_ ("If it happens again, try another network."),
        },
      },
      {
        /* Translators: connection-dropped, title of a finding. {host}: name of the server */
        .title = N_ ("{host} hung up during the check"),
        /* Translators: connection-dropped, explanation. */
        .explanation = N_ ("The server answered at first and then closed the connection without "
                           "giving a reason. It is overloaded, or it is restarting."),
        .steps = {
          /* Translators: connection-dropped, step. */
          N_ ("Wait a few minutes and check again."),
        },
      },
    },
  },
  {
    .code = "server-too-slow",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_SYMPTOM,
    .match = match_server_too_slow,
    .add_fixes = pl_fixes_add_retry_soon,
    .wordings = {
      {
        /* Translators: server-too-slow, title of a finding. {host}: name of the server */
        .title = N_ ("{host} keeps us waiting too long"),
        /* Translators: server-too-slow, explanation. {port}: port number, {waited}: such as
         * “12 seconds” */
        .explanation = N_ ("The connection to port {port} is there, but after {waited} the server "
                           "still had not answered. It is overloaded or very slow at the "
                           "moment."),
        .steps = {
          /* Translators: server-too-slow, step. */
          N_ ("Wait a few minutes and check again."),
          /* Translators: server-too-slow, step. */
          N_ ("If nothing changes, ask the operator of the server."),
        },
      },
    },
  },
  {
    .code = "network-blocks-mail",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT,
    .match = pl_match_network_blocks_mail,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: network-blocks-mail, title of a finding. */
        .title = N_ ("This network lets no mail programs through"),
        /* Translators: network-blocks-mail, explanation. */
        .explanation = N_ ("Web pages work, but not a single mail port, not even at another "
                           "provider. Hotels, companies and schools often do this. Your password "
                           "was not sent."),
        .steps = {
          /* Translators: network-blocks-mail, step. */
          N_ ("Try your mobile phone as a hotspot."),
          /* Translators: network-blocks-mail, step. */
          N_ ("In a company or school, ask IT to let mail programs through."),
          /* Translators: network-blocks-mail, step. */
          N_ ("Until then, read your mail in the browser."),
        },
      },
    },
  },
  {
    .code = "captive-portal",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT,
    .match = pl_match_captive_portal,
    .add_fixes = add_fixes_of_portal,
    .wordings = {
      {
        /* Translators: captive-portal, title of a finding. */
        .title = N_ ("This network wants you to sign in first"),
        /* Translators: captive-portal, explanation. */
        .explanation = N_ ("Somebody else answers in place of every server: that is how hotspots "
                           "in hotels, trains and cafés show their sign-in page. Until you have "
                           "been there, no mail gets through. Your password was not sent."),
        .steps = {
          /* Translators: captive-portal, step. The name of the server stays */
          N_ ("In your browser, open a web page without encryption, such as "
              "detectportal.firefox.com from Firefox: the hotspot's page appears instead."),
          /* Translators: captive-portal, step. */
          N_ ("Sign in there or accept its terms, and check again."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_network = { causes, G_N_ELEMENTS (causes) };
