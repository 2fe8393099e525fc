// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Sending" of the catalogue. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"

#include <glib/gi18n.h>

#define RETRY_GREYLISTED_S (10 * PL_SECONDS_PER_MINUTE)
#define RETRY_LIMIT_S (60 * PL_SECONDS_PER_MINUTE)

static gboolean
is_refused_at (const PlLane *lane, PlStage stage, PlOutcome outcome)
{
  return pl_lane_failed_at (lane, stage) && lane->reply != NULL &&
         pl_observation_get_stage (lane->reply) == stage &&
         pl_observation_get_outcome (lane->reply) == outcome;
}

/* A server that hands mail out says nothing about sending, whatever its words remind of. */
static PlMatch
match_reply_of_sending (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  return lane->server.service == PL_SERVICE_SMTP ? pl_match_reply (facts, lane, cause)
                                                 : PL_NO_MATCH;
}

/* The stage alone, when the words say nothing. */
static PlMatch
match_at_stage (PlCase *facts, const PlLane *lane, const PlCause *cause, PlStage stage)
{
  PlMatch match = match_reply_of_sending (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE || lane->server.service != PL_SERVICE_SMTP ||
      !is_refused_at (lane, stage, PL_OUTCOME_REJECTED))
    return match;

  return pl_match_at (PL_STRENGTH_FALLBACK, PL_CERTAINTY_LIKELY);
}

static PlMatch
match_sender_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = match_at_stage (facts, lane, cause, PL_STAGE_SENDER);

  /* An address with letters beyond ASCII needs SMTPUTF8 (RFC 6531). */
  if (pl_lane_failed_at (lane, PL_STAGE_SENDER) && lane->reply != NULL &&
      g_strcmp0 (pl_observation_get (lane->reply, PL_FACT_REASON), "smtputf8") == 0)
    {
      match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
      match.wording = 1;
    }
  return match;
}

static PlMatch
match_recipient_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  return match_at_stage (facts, lane, cause, PL_STAGE_RECIPIENT);
}

static PlMatch
match_message_rejected (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  return match_at_stage (facts, lane, cause, PL_STAGE_MESSAGE);
}

/* Which of the four wordings of test-message-not-delivered. */
enum
{
  NOT_SEEN, /* neither in the inbox nor among the junk */
  NOT_SEEN_IN_INBOX, /* nothing else can be seen there */
  IN_JUNK,
  NO_LOOK, /* nobody could look */
};

static PlMatch
match_test_message (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
  PlOutcome outcome =
      lane->delivery != NULL ? pl_observation_get_outcome (lane->delivery) : PL_OUTCOME_NONE;
  const char *place =
      lane->delivery != NULL ? pl_observation_get (lane->delivery, PL_FACT_REASON) : NULL;

  if (outcome == PL_OUTCOME_SILENT)
    match.wording = g_strcmp0 (place, "inbox-only") == 0 ? NOT_SEEN_IN_INBOX : NOT_SEEN;
  else if (outcome == PL_OUTCOME_FOUND && g_strcmp0 (place, "junk") == 0)
    match.wording = IN_JUNK;
  else if (outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_NOT_OFFERED)
    match = (PlMatch){ PL_STRENGTH_LITERAL, PL_CERTAINTY_POSSIBLE, NO_LOOK, FALSE };
  else
    return PL_NO_MATCH;

  return match;
}

/* What has arrived needs no second look. */
static void
add_fixes_of_test_message (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  if (pl_observation_get_outcome (lane->delivery) != PL_OUTCOME_FOUND)
    pl_fixes_add_look_again (facts, lane, fixes);
}

static void
add_fixes_of_sender (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  const char *address = pl_address_get_text (facts->address);

  /* Whoever signs in as somebody else may send as nobody else. */
  if (lane->server.username != NULL && g_ascii_strcasecmp (lane->server.username, address) != 0 &&
      g_ascii_strcasecmp (lane->server.username, pl_address_get_local_part (facts->address)) != 0)
    pl_fixes_add_username (facts, lane, address, fixes);
}

static void
add_fixes_of_relay (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  if (lane->server.username == NULL)
    pl_fixes_add_username (facts, lane, pl_address_get_text (facts->address), fixes);
}

static void
add_fixes_of_greylisting (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_retry (facts, lane, RETRY_GREYLISTED_S, fixes);
}

static void
add_fixes_of_limit (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_retry (facts, lane, RETRY_LIMIT_S, fixes);
}

static const PlCause causes[] = {
  {
    .code = "sender-rejected",
    .severity = PL_SEVERITY_ERROR,
    .match = match_sender_rejected,
    .add_fixes = add_fixes_of_sender,
    .wordings = {
      {
        /* Translators: sender-rejected, title of a finding. {host}: name of the server,
         * {address}: the person's e-mail address */
        .title = N_ ("{host} does not let this account send as {address}"),
        /* Translators: sender-rejected, explanation. {username}: user name, {address}: the
         * person's e-mail address, {reply}: the server's own words */
        .explanation = N_ ("The sign-in as {username} worked, but the server does not accept "
                           "{address} as the sender. It says: “{reply}”."),
        .steps = {
          /* Translators: sender-rejected, step. */
          N_ ("As the sender, use the address that belongs to this account."),
          /* Translators: sender-rejected, step. */
          N_ ("If it is another address of yours, add it as a sender at your provider first."),
        },
      },
      {
        /* Translators: sender-rejected, title of a finding. {host}: name of the server */
        .title = N_ ("{host} cannot send for an address with special letters"),
        /* Translators: sender-rejected, explanation. {address}: the person's e-mail address */
        .explanation = N_ ("The part before the @ of {address} has letters that this server "
                           "cannot transport (it lacks SMTPUTF8)."),
        .steps = {
          /* Translators: sender-rejected, step. */
          N_ ("Use an address of plain letters, or another provider for sending."),
        },
      },
    },
  },
  {
    .code = "relay-denied",
    .severity = PL_SEVERITY_ERROR,
    .match = match_reply_of_sending,
    .add_fixes = add_fixes_of_relay,
    .wordings = {
      {
        /* Translators: relay-denied, title of a finding. {host}: name of the server */
        .title = N_ ("{host} does not pass mail on for this account"),
        /* Translators: relay-denied, explanation. */
        .explanation = N_ ("Unless somebody signs in, the server takes mail only for its own "
                           "users. Either the sign-in for sending is missing, or this is not the "
                           "outgoing server of your provider."),
        .steps = {
          /* Translators: relay-denied, step. */
          N_ ("Switch the sign-in for sending on."),
          /* Translators: relay-denied, step. */
          N_ ("Compare the outgoing server with the one your provider gives."),
        },
      },
    },
  },
  {
    .code = "recipient-rejected",
    .severity = PL_SEVERITY_ERROR,
    .match = match_recipient_rejected,
    .wordings = {
      {
        /* Translators: recipient-rejected, title of a finding. {host}: name of the server,
         * {address}: the person's e-mail address */
        .title = N_ ("{host} does not accept {address} as a recipient"),
        /* Translators: recipient-rejected, explanation. {reply}: the server's own words */
        .explanation = N_ ("The test sends nothing but asks whether mail to your own address "
                           "would be taken. The server says: “{reply}”."),
        .steps = {
          /* Translators: recipient-rejected, step. */
          N_ ("Check the spelling of your address."),
          /* Translators: recipient-rejected, step. */
          N_ ("Ask the provider whether the mailbox exists and is open."),
        },
      },
    },
  },
  {
    .code = "greylisted",
    .severity = PL_SEVERITY_ERROR,
    .match = match_reply_of_sending,
    .add_fixes = add_fixes_of_greylisting,
    .wordings = {
      {
        /* Translators: greylisted, title of a finding. {host}: name of the server */
        .title = N_ ("{host} asks us to come back later"),
        /* Translators: greylisted, explanation. */
        .explanation = N_ ("Servers do that to keep spam away: whoever returns after a few "
                           "minutes is let in. Your settings are right; mail programs wait by "
                           "themselves."),
        .steps = {
          /* Translators: greylisted, step. */
          N_ ("Check again in about ten minutes."),
        },
      },
    },
  },
  {
    .code = "message-rejected",
    .severity = PL_SEVERITY_ERROR,
    .match = match_message_rejected,
    .wordings = {
      {
        /* Translators: message-rejected, title of a finding. {host}: name of the server */
        .title = N_ ("{host} does not want this message"),
        /* Translators: message-rejected, explanation. {reply}: the server's own words */
        .explanation = N_ ("Signing in and sending work as such, but the server objects to the "
                           "message itself or to where it comes from. It says: “{reply}”."),
        .steps = {
          /* Translators: message-rejected, step. */
          N_ ("Try another network, and switch off your VPN if you use one."),
          /* Translators: message-rejected, step. */
          N_ ("If nothing changes, send the report to your provider."),
        },
        .report_step = 2,
      },
    },
  },
  {
    .code = "send-limit-reached",
    .severity = PL_SEVERITY_ERROR,
    .match = match_reply_of_sending,
    .add_fixes = add_fixes_of_limit,
    .wordings = {
      {
        /* Translators: send-limit-reached, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} lets this account send no more for now"),
        /* Translators: send-limit-reached, explanation. {reply}: the server's own words */
        .explanation = N_ ("A limit on messages per hour or day is reached. Your settings are "
                           "right. The server says: “{reply}”."),
        .steps = {
          /* Translators: send-limit-reached, step. */
          N_ ("Wait; the limit usually ends within a day."),
          /* Translators: send-limit-reached, step. */
          N_ ("If you did not send much, somebody else may be using your account: change the "
              "password."),
        },
      },
    },
  },
  {
    .code = "test-message-not-delivered",
    .severity = PL_SEVERITY_WARNING,
    .flags = PL_CAUSE_ALWAYS,
    .match = match_test_message,
    .add_fixes = add_fixes_of_test_message,
    .wordings = {
      [NOT_SEEN] = {
        /* Translators: test-message-not-delivered, title of a finding. */
        .title = N_ ("The test message has not come back yet"),
        /* Translators: test-message-not-delivered, explanation. {address}: the person's e-mail
         * address, {waited}: such as “12 seconds” */
        .explanation = N_ ("It was accepted for sending to {address}. Within {waited} it was "
                           "neither in the inbox nor among the junk. Delivery can take some "
                           "minutes; servers often make mail from a new sender wait."),
        .steps = {
          /* Translators: test-message-not-delivered, step. */
          N_ ("Look again in a few minutes."),
          /* Translators: test-message-not-delivered, step. */
          N_ ("See on your provider's web pages whether a rule or a filter has moved it or "
              "forwards your mail."),
        },
      },
      [NOT_SEEN_IN_INBOX] = {
        /* Translators: test-message-not-delivered, title of a finding. */
        .title = N_ ("The test message is not in the inbox yet"),
        /* Translators: test-message-not-delivered, explanation. {address}: the person's e-mail
         * address, {waited}: such as “12 seconds” */
        .explanation = N_ ("It was accepted for sending to {address}. Within {waited} it did not "
                           "come in. POP3 shows the inbox only: it may be in the junk folder, or "
                           "still on its way."),
        .steps = {
          /* Translators: test-message-not-delivered, step. */
          N_ ("Look into the junk folder on your provider's web pages."),
          /* Translators: test-message-not-delivered, step. */
          N_ ("Look again in a few minutes."),
        },
      },
      [IN_JUNK] = {
        /* Translators: test-message-not-delivered, title of a finding. */
        .title = N_ ("The test message ended up in the junk folder"),
        /* Translators: test-message-not-delivered, explanation. {folder}: name of a mail folder,
         * {provider}: name of the mail provider */
        .explanation = N_ ("Sending and receiving work, but {provider} has put the message into "
                           "the folder “{folder}”. Other people may find your mail there, too."),
        .steps = {
          /* Translators: test-message-not-delivered, step. {folder}: name of a mail folder */
          N_ ("Open the folder “{folder}” in your mail program and mark the message as not junk."),
          /* Translators: test-message-not-delivered, step. */
          N_ ("With a domain of your own, ask its provider about SPF and DKIM: they show others "
              "that your mail is yours."),
        },
      },
      [NO_LOOK] = {
        /* Translators: test-message-not-delivered, title of a finding. */
        .title = N_ ("The test message was sent; nobody could look whether it came in"),
        /* Translators: test-message-not-delivered, explanation. {host}: name of the server */
        .explanation = N_ ("Sending works. {host} did not let us look into the inbox a second "
                           "time."),
        .steps = {
          /* Translators: test-message-not-delivered, step. */
          N_ ("Look into the inbox with your mail program."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_sending = { causes, G_N_ELEMENTS (causes) };
