// SPDX-License-Identifier: GPL-3.0-or-later
/* Last chapter of the catalogue: what is left when nothing else explains, or nothing is wrong. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"

#include <glib/gi18n.h>

/* Held back on purpose: the reason is told elsewhere, or was asked for. */
static gboolean
is_withheld (const PlLane *lane)
{
  return lane->sign_in != NULL && pl_observation_get_outcome (lane->sign_in) == PL_OUTCOME_WITHHELD;
}

static PlMatch
match_unexplained (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const char *words = pl_lane_get_words (lane);
  PlMatch match = pl_match_at (1, PL_CERTAINTY_POSSIBLE);

  if (!lane->failed || is_withheld (lane))
    return PL_NO_MATCH;

  match.wording = words != NULL && *words != '\0' ? 0 : 1;
  return match;
}

/* Whether @lane did all that could be asked of it. */
static gboolean
works (const PlLane *lane)
{
  return lane->used && !lane->failed && (lane->server.username == NULL || lane->signed_in);
}

/* Which of the two wordings of client-at-fault. */
enum
{
  TYPED_PASSWORD,
  STORED_PASSWORD,
};

/* All that the mail program does was done with its own settings, and it went well. */
static PlMatch
match_client (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_LIKELY);

  if (facts->client == NULL || pl_lane_is_of_account (lane))
    return PL_NO_MATCH;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (facts->lanes[i].server.host != NULL && !works (&facts->lanes[i]))
      return PL_NO_MATCH;

  match.wording = pl_observation_has_word (facts->client, PL_FACT_WORDS, "password")
                      ? STORED_PASSWORD
                      : TYPED_PASSWORD;
  return match;
}

static const PlCause causes[] = {
  {
    .code = "client-at-fault",
    .severity = PL_SEVERITY_INFO,
    .flags = PL_CAUSE_ALWAYS | PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT,
    .match = match_client,
    .wordings = {
      [TYPED_PASSWORD] = {
        /* Translators: client-at-fault, title of a finding. {program}: name of a mail program */
        .title = N_ ("This account works; the fault lies in {program}"),
        /* Translators: client-at-fault, explanation. {program}: name of a mail program,
         * {address}: the person's e-mail address */
        .explanation = N_ ("Every test of {address} passed with the very settings that {program} "
                           "has, and with the password that was given here. Servers and network "
                           "are in order. Most often {program} still uses an old password."),
        .steps = {
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("Delete the stored password of this account in the settings of {program}, and type "
              "it again when {program} asks for it."),
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("Update {program}, close it completely and start it again."),
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("See whether a proxy is set in {program}, and whether a virus scanner or a firewall "
              "keeps it from the network."),
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("If nothing helps, remove the account from {program} and add it again. First make a "
              "copy of mail that is only on this computer."),
        },
      },
      [STORED_PASSWORD] = {
        /* Translators: client-at-fault, title of a finding. {program}: name of a mail program */
        .title = N_ ("This account works; the fault lies in {program}"),
        /* Translators: client-at-fault, explanation. {program}: name of a mail program,
         * {address}: the person's e-mail address */
        .explanation = N_ ("Every test of {address} passed with the very settings that {program} "
                           "has, and with the password that is stored there. Servers, network and "
                           "password are in order."),
        .steps = {
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("Update {program}, close it completely and start it again."),
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("See whether a proxy is set in {program}, and whether a virus scanner or a firewall "
              "keeps it from the network."),
          /* Translators: client-at-fault, step. {program}: name of a mail program */
          N_ ("If nothing helps, remove the account from {program} and add it again. First make a "
              "copy of mail that is only on this computer."),
        },
      },
    },
  },
  {
    .code = "unexplained",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_LAST,
    .match = match_unexplained,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: unexplained, title of a finding. */
        .title = N_ ("We do not know this one yet"),
        /* Translators: unexplained, explanation. {host}: name of the server, {reply}: the
         * server's own words */
        .explanation = N_ ("{host} answers: “{reply}”. We are not sure what it means. The "
                           "provider will know."),
        .steps = {
          /* Translators: unexplained, step. */
          N_ ("Copy the report and send it to your provider."),
        },
        .report_step = 1,
      },
      {
        /* Translators: unexplained, title of a finding. */
        .title = N_ ("We do not know this one yet"),
        /* Translators: unexplained, explanation. {host}: name of the server, {port}: port
         * number */
        .explanation = N_ ("The check of {host} on port {port} ended without a reason that we "
                           "recognise. The provider will know."),
        .steps = {
          /* Translators: unexplained, step. */
          N_ ("Check again."),
          /* Translators: unexplained, step. */
          N_ ("If it happens again, copy the report and send it to your provider."),
        },
        .report_step = 2,
      },
    },
  },
};

const PlChapter pl_chapter_rest = { causes, G_N_ELEMENTS (causes) };
