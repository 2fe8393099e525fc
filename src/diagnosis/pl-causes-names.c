// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Network" of the catalogue, first half: no connection, or no name. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include <glib/gi18n.h>

static void
add_fixes_of_name (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlObservation *probe = pl_lane_find_good_host (lane);

  if (probe != NULL)
    pl_fixes_add_host (facts, lane, pl_observation_get (probe, PL_FACT_HOST), TRUE, fixes);
  else
    pl_fixes_add_provider_host (facts, lane, fixes);
  /* A name that does not exist is not there the next time, either: it is to be looked at first. */
  if (fixes->len > 0)
    pl_fixes_add_retry_now (facts, lane, fixes);
}

static const PlCause causes[] = {
  {
    .code = "offline",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .match = pl_match_offline,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: offline, title of a finding. */
        .title = N_ ("This computer is offline"),
        /* Translators: offline, explanation. */
        .explanation = N_ ("No server can be reached, neither for receiving nor for sending: at "
                           "the moment this computer has no access to the internet. Your password "
                           "was not sent."),
        .steps = {
          /* Translators: offline, step. */
          N_ ("Check the Wi-Fi or the network cable."),
          /* Translators: offline, step. */
          N_ ("Check again here once web pages open."),
        },
      },
      {
        /* Translators: offline, title of a finding. */
        .title = N_ ("This computer is offline"),
        /* Translators: offline, explanation. {domain}: domain of the person's address */
        .explanation = N_ ("Nobody could be asked for the servers of {domain}: at the moment this "
                           "computer has no access to the internet. Your password was not sent."),
        .steps = {
          /* Translators: offline, step. */
          N_ ("Check the Wi-Fi or the network cable."),
          /* Translators: offline, step. */
          N_ ("Check again here once web pages open."),
        },
      },
      {
        /* Translators: offline, title of a finding. */
        .title = N_ ("This network leads nowhere"),
        /* Translators: offline, explanation. */
        .explanation = N_ ("This computer is connected, but nobody answers: neither this server "
                           "nor large providers nor web pages. Either the internet line is down, "
                           "or a hotspot waits for you to sign in."),
        .steps = {
          /* Translators: offline, step. */
          N_ ("Open any web page in the browser. If a sign-in page of the network appears, sign in "
              "there."),
          /* Translators: offline, step. */
          N_ ("If no page opens, restart the router or try another network."),
          /* Translators: offline, step. */
          N_ ("Check again here once web pages open."),
        },
      },
    },
  },
  {
    .code = "dns-failure",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_SERVERLESS,
    .match = pl_match_dns_failure,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: dns-failure, title of a finding. */
        .title = N_ ("This network's name service does not answer"),
        /* Translators: dns-failure, explanation. {host}: name of the server */
        .explanation = N_ ("It is what turns names such as {host} into addresses. Usually the "
                           "router or the network is the reason, not your settings. Your password "
                           "was not sent."),
        .steps = {
          /* Translators: dns-failure, step. */
          N_ ("Switch the router off, wait a minute, and switch it on again."),
          /* Translators: dns-failure, step. */
          N_ ("Or try another network, such as your mobile phone as a hotspot."),
        },
      },
      {
        /* Translators: dns-failure, title of a finding. {host}: name of the server */
        .title = N_ ("The name service gives no answer about {host}"),
        /* Translators: dns-failure, explanation. {host}: name of the server */
        .explanation = N_ ("Other names are found, so this network works. Whoever looks after "
                           "the name {host} has a fault at the moment. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: dns-failure, step. */
          N_ ("Compare the server name with the one your provider gives."),
          /* Translators: dns-failure, step. */
          N_ ("Check again in a few minutes."),
        },
      },
      {
        /* Translators: dns-failure, title of a finding. {domain}: domain of the person's address */
        .title = N_ ("The name service gives no answer about {domain}"),
        /* Translators: dns-failure, explanation. {domain}: domain of the person's address */
        .explanation = N_ ("Other names are found, so this network works. Whoever looks after "
                           "the name {domain} has a fault at the moment. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: dns-failure, step. */
          N_ ("Check letter by letter what comes after the @."),
          /* Translators: dns-failure, step. */
          N_ ("Check again in a few minutes."),
        },
      },
      {
        /* Translators: dns-failure, title of a finding. */
        .title = N_ ("This network's name service knows no names"),
        /* Translators: dns-failure, explanation. {host}: name of the server */
        .explanation = N_ ("It denies {host}, and the names of large providers as well, which "
                           "certainly exist. Most often the router has lost the internet, or a "
                           "hotspot waits for you to sign in. Your password was not sent."),
        .steps = {
          /* Translators: dns-failure, step. */
          N_ ("Open any web page in the browser. If a sign-in page of the network appears, sign in "
              "there."),
          /* Translators: dns-failure, step. */
          N_ ("Switch the router off, wait a minute, and switch it on again."),
          /* Translators: dns-failure, step. */
          N_ ("Or try another network, such as your mobile phone as a hotspot."),
        },
      },
    },
  },
  {
    .code = "host-unknown",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_host_unknown,
    .add_fixes = add_fixes_of_name,
    .wordings = {
      {
        /* Translators: host-unknown, title of a finding. {host}: name of the server */
        .title = N_ ("There is no server called {host}"),
        /* Translators: host-unknown, explanation. */
        .explanation = N_ ("The name service does not know this name. Most often a letter is "
                           "wrong or missing. Your password was not sent."),
        .steps = {
          /* Translators: host-unknown, step. {service}: "incoming server" or "outgoing server" */
          N_ ("Compare the name with the one your provider gives for the {service}."),
        },
      },
      {
        /* Translators: host-unknown, title of a finding. {host}: name of the server */
        .title = N_ ("There is no server behind the name {host}"),
        /* Translators: host-unknown, explanation. */
        .explanation = N_ ("The name exists, but no address belongs to it. Mail servers often "
                           "have a word in front, such as imap., smtp. or mail. Your password "
                           "was not sent."),
        .steps = {
          /* Translators: host-unknown, step. {service}: "incoming server" or "outgoing server" */
          N_ ("Compare the name with the one your provider gives for the {service}."),
        },
      },
      {
        /* Translators: host-unknown, title of a finding. {host}: name of the server */
        .title = N_ ("There is no server called {host}"),
        /* Translators: host-unknown, explanation. {good_host}: name of the right server, {service}:
         * "incoming server" or "outgoing server" */
        .explanation = N_ ("The name service does not know this name. Under {good_host} the "
                           "{service} answers, encrypted (SSL/TLS). Your password was not sent."),
        .steps = {
          /* Translators: host-unknown, step. {good_host}: name of the right server */
          N_ ("Use {good_host} as {service}."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_names = { causes, G_N_ELEMENTS (causes) };
