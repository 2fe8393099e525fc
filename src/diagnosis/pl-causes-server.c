// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Server and mailbox" of the catalogue. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"

#include <glib/gi18n.h>

static PlMatch
match_server_unavailable (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (!lane->failed || lane->reply == NULL ||
      pl_observation_get_stage (lane->reply) != lane->stage ||
      pl_observation_get_outcome (lane->reply) != PL_OUTCOME_TEMPORARY)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_GUESS, PL_CERTAINTY_LIKELY);
}

static PlMatch
match_mailbox_not_accessible (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE || !pl_lane_failed_at (lane, PL_STAGE_MAILBOX) ||
      lane->reply == NULL || pl_observation_get_outcome (lane->reply) != PL_OUTCOME_REJECTED)
    return match;

  return pl_match_at (PL_STRENGTH_GUESS, PL_CERTAINTY_LIKELY);
}

static PlMatch
match_protocol_violation (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  /* A server that accepts a password without proving that it knows it (RFC 5802 3). */
  if (lane->failed && lane->sign_in != NULL &&
      g_strcmp0 (pl_observation_get (lane->sign_in, PL_FACT_REASON), "server-unproven") == 0)
    {
      match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
      match.wording = 1;
      return match;
    }
  if (!lane->failed || lane->violation == NULL ||
      pl_observation_get_stage (lane->violation) != lane->stage)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
}

static const PlCause causes[] = {
  {
    .code = "server-unavailable",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = match_server_unavailable,
    .add_fixes = pl_fixes_add_retry_soon,
    .wordings = {
      {
        /* Translators: server-unavailable, title of a finding. {host}: name of the server */
        .title = N_ ("{host} is out of order at the moment"),
        /* Translators: server-unavailable, explanation. {reply}: the server's own words */
        .explanation = N_ ("The server itself says so: “{reply}”. The fault is there, not in "
                           "your settings, and usually passes by itself."),
        .steps = {
          /* Translators: server-unavailable, step. */
          N_ ("Wait a few minutes and check again."),
          /* Translators: server-unavailable, step. */
          N_ ("If it lasts, see whether your provider reports an outage."),
        },
      },
    },
  },
  {
    .code = "mailbox-not-accessible",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = match_mailbox_not_accessible,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: mailbox-not-accessible, title of a finding. {host}: name of the server */
        .title = N_ ("{host} accepts the password but does not open the mailbox"),
        /* Translators: mailbox-not-accessible, explanation. {reply}: the server's own words */
        .explanation = N_ ("The sign-in worked; then the server said: “{reply}”. Often the "
                           "mailbox has not been set up yet, belongs to somebody else, or "
                           "access for mail programs is switched off."),
        .steps = {
          /* Translators: mailbox-not-accessible, step. */
          N_ ("Open the mailbox on the provider's web site once."),
          /* Translators: mailbox-not-accessible, step. {protocol}: IMAP, POP3 or SMTP */
          N_ ("In a company: ask IT about licence, rights and access with {protocol}."),
          /* Translators: mailbox-not-accessible, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "mailbox-in-use",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_soon,
    .wordings = {
      {
        /* Translators: mailbox-in-use, title of a finding. */
        .title = N_ ("Another program is using this mailbox"),
        /* Translators: mailbox-in-use, explanation. {host}: name of the server */
        .explanation = N_ ("{host} lets only one program at a time fetch mail from it. The "
                           "password was accepted."),
        .steps = {
          /* Translators: mailbox-in-use, step. */
          N_ ("Close other programs and devices that fetch this mail."),
          /* Translators: mailbox-in-use, step. */
          N_ ("Wait a few minutes and check again."),
        },
      },
    },
  },
  {
    .code = "mailbox-full",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: mailbox-full, title of a finding. */
        .title = N_ ("The mailbox is full"),
        /* Translators: mailbox-full, explanation. {host}: name of the server, {reply}: the
         * server's own words */
        .explanation = N_ ("{host} has no room left for this account. It says: “{reply}”."),
        .steps = {
          /* Translators: mailbox-full, step. */
          N_ ("Delete large or old mail on the provider's web site, and empty the bin."),
          /* Translators: mailbox-full, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "protocol-violation",
    .severity = PL_SEVERITY_ERROR,
    .match = match_protocol_violation,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: protocol-violation, title of a finding. {host}: name of the server */
        .title = N_ ("{host} answers in a way that makes no sense"),
        /* Translators: protocol-violation, explanation. {protocol}: IMAP, POP3 or SMTP,
         * {reply}: the server's own words */
        .explanation = N_ ("What came back does not follow the rules of {protocol}. The server "
                           "has a fault, or something on the way changes what it says. Its "
                           "words: “{reply}”."),
        .steps = {
          /* Translators: protocol-violation, step. */
          N_ ("Check again, if possible on another network."),
          /* Translators: protocol-violation, step. */
          N_ ("If nothing changes, send the report to the operator."),
        },
        .report_step = 2,
      },
      {
        /* Translators: protocol-violation, title of a finding. {host}: name of the server */
        .title = N_ ("{host} could not prove that it knows your password"),
        /* Translators: protocol-violation, explanation. */
        .explanation = N_ ("The server let you in without the proof that belongs to this way of "
                           "signing in. The real server does not do that; somebody may be posing "
                           "as it."),
        .steps = {
          /* Translators: protocol-violation, step. */
          N_ ("Do not sign in on this network."),
          /* Translators: protocol-violation, step. */
          N_ ("If it happens elsewhere too, send the report to the operator."),
        },
        .report_step = 2,
      },
    },
  },
};

const PlChapter pl_chapter_server = { causes, G_N_ELEMENTS (causes) };
