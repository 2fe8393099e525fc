// SPDX-License-Identifier: GPL-3.0-or-later
/* XOAUTH2 and OAUTHBEARER: what is sent where, and what a server's refusal becomes. */
#include "protocol/pl-bearer.h"
#include "talk.h"

#include <string.h>

#define TOKEN "ya29.a0-Geheim_Token~+/=="
#define USER "anna@example.org"

/* printf 'user=anna@example.org\1auth=Bearer TOKEN\1\1' | base64 */
#define XOAUTH2 \
  "dXNlcj1hbm5hQGV4YW1wbGUub3JnAWF1dGg9QmVhcmVyIHlhMjkuYTAtR2VoZWltX1Rva2VufisvPT0BAQ=="
/* 'n,a=anna@example.org,\1host=mail.example.org\1port=993\1auth=Bearer TOKEN\1\1' */
#define OAUTHBEARER                                                                          \
  "bixhPWFubmFAZXhhbXBsZS5vcmcsAWhvc3Q9bWFpbC5leGFtcGxlLm9yZwFwb3J0PTk5MwFhdXRoPUJlYXJlciB5" \
  "YTI5LmEwLUdlaGVpbV9Ub2tlbn4rLz09AQE="
/* {"status":"401","schemes":"bearer","scope":"mail"} */
#define REFUSAL "eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIiwic2NvcGUiOiJtYWlsIn0="
/* {"status":"invalid_token"} */
#define SHORT_REFUSAL "eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0="

typedef struct
{
  PlService service;
  const char *opening; /* of the server, up to its capabilities */
  const char *mechanism; /* forced, or NULL */
  const FakeTurn turns[4]; /* after the capabilities */
  PlOutcome outcome;
  const char *used;
  const char *command;
  const char *status; /* of the refusal; NULL: there is none */
  const char *scope;
} Case;

#define IMAP(words) "* OK [CAPABILITY IMAP4rev1 " words "] ready\r\n"

static const Case cases[] = {
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=PLAIN AUTH=OAUTHBEARER AUTH=XOAUTH2"),
    NULL,
    { { "A1 AUTHENTICATE XOAUTH2 " XOAUTH2 "\r\n", "A1 OK welcome\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "XOAUTH2",
    "AUTHENTICATE XOAUTH2",
    NULL,
    NULL },
  { PL_SERVICE_IMAP,
    IMAP ("AUTH=XOAUTH2"),
    NULL,
    { { "A1 AUTHENTICATE XOAUTH2\r\n", "+ \r\n" }, { XOAUTH2 "\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "XOAUTH2",
    "AUTHENTICATE XOAUTH2",
    NULL,
    NULL },
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=PLAIN AUTH=OAUTHBEARER"),
    NULL,
    { { "A1 AUTHENTICATE OAUTHBEARER " OAUTHBEARER "\r\n", "A1 OK welcome\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "OAUTHBEARER",
    "AUTHENTICATE OAUTHBEARER",
    NULL,
    NULL },
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER"),
    "oauthbearer",
    { { "A1 AUTHENTICATE OAUTHBEARER " OAUTHBEARER "\r\n", "A1 OK welcome\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "OAUTHBEARER",
    "AUTHENTICATE OAUTHBEARER",
    NULL,
    NULL },
  /* The reason comes as a challenge; XOAUTH2 answers it with an empty line... */
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=XOAUTH2"),
    NULL,
    { { "A1 AUTHENTICATE XOAUTH2 " XOAUTH2 "\r\n", "+ " REFUSAL "\r\n" },
      { "\r\n", "A1 NO [AUTHENTICATIONFAILED] Authentication failed.\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "XOAUTH2",
    "AUTHENTICATE XOAUTH2",
    "401",
    "mail" },
  /* ...OAUTHBEARER with a separator (RFC 7628 3.2.3). */
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=OAUTHBEARER"),
    NULL,
    { { "A1 AUTHENTICATE OAUTHBEARER " OAUTHBEARER "\r\n", "+ " SHORT_REFUSAL "\r\n" },
      { "AQ==\r\n", "A1 NO SASL authentication failed\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "OAUTHBEARER",
    "AUTHENTICATE OAUTHBEARER",
    "invalid_token",
    NULL },
  /* No reason at all. */
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=PLAIN AUTH=XOAUTH2"),
    NULL,
    { { "A1 AUTHENTICATE XOAUTH2 " XOAUTH2 "\r\n", "A1 NO AUTHENTICATE failed.\r\n" }, { "" } },
    PL_OUTCOME_REJECTED,
    "XOAUTH2",
    "AUTHENTICATE XOAUTH2",
    NULL,
    NULL },
  /* A reason, and then the connection ends with a farewell. */
  { PL_SERVICE_IMAP,
    IMAP ("SASL-IR AUTH=XOAUTH2"),
    NULL,
    { { "A1 AUTHENTICATE XOAUTH2 " XOAUTH2 "\r\n", "+ " REFUSAL "\r\n" },
      { "\r\n", "* BYE Too many invalid commands.\r\n" },
      { "", FAKE_CLOSED },
      { "" } },
    PL_OUTCOME_TEMPORARY,
    "XOAUTH2",
    "AUTHENTICATE XOAUTH2",
    "401",
    "mail" },
  { PL_SERVICE_POP3,
    "+OK ready\r\n",
    NULL,
    { { "CAPA\r\n", "+OK\r\nUSER\r\nSASL PLAIN XOAUTH2\r\n.\r\n" },
      { "AUTH XOAUTH2 " XOAUTH2 "\r\n", "+OK Logged in.\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "XOAUTH2",
    "AUTH XOAUTH2",
    NULL,
    NULL },
  { PL_SERVICE_POP3,
    "+OK ready\r\n",
    NULL,
    { { "CAPA\r\n", "+OK\r\nSASL OAUTHBEARER XOAUTH2\r\n.\r\n" },
      { "AUTH XOAUTH2 " XOAUTH2 "\r\n", "+ " REFUSAL "\r\n" },
      { "\r\n", "-ERR [AUTH] Authentication failed.\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "XOAUTH2",
    "AUTH XOAUTH2",
    "401",
    "mail" },
  { PL_SERVICE_SMTP,
    "220 mx ESMTP\r\n",
    NULL,
    { { "EHLO [192.0.2.1]\r\n", "250-mx\r\n250 AUTH LOGIN XOAUTH2\r\n" },
      { "AUTH XOAUTH2 " XOAUTH2 "\r\n", "235 2.7.0 Accepted\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "XOAUTH2",
    "AUTH XOAUTH2",
    NULL,
    NULL },
  { PL_SERVICE_SMTP,
    "220 mx ESMTP\r\n",
    NULL,
    { { "EHLO [192.0.2.1]\r\n", "250-mx\r\n250 AUTH LOGIN XOAUTH2\r\n" },
      { "AUTH XOAUTH2 " XOAUTH2 "\r\n", "334 " REFUSAL "\r\n" },
      { "\r\n", "535-5.7.8 Username and Password not accepted.\r\n535 5.7.8 see help\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "XOAUTH2",
    "AUTH XOAUTH2",
    "401",
    "mail" },
};

static PlSignIn
make_sign_in (const PlSecret *token, const char *mechanism)
{
  return (PlSignIn){
    .username = USER,
    .token = token,
    .mechanism = mechanism,
    .host = "mail.example.org",
    .port = 993,
  };
}

static void
expect_refusal (Talk *talk, const Case *wanted)
{
  PlObservation *refusal = talk_find (talk, PL_SIGHT_TOKEN);

  g_assert_cmpint ((refusal != NULL), ==, (wanted->status != NULL));
  if (refusal == NULL)
    return;

  talk_assert_outcome (pl_observation_get_outcome (refusal), PL_OUTCOME_REJECTED);
  talk_assert_fact (refusal, PL_FACT_STATUS, wanted->status);
  talk_assert_fact (refusal, PL_FACT_WORDS, wanted->scope);
  talk_assert_fact (refusal, PL_FACT_MECHANISM, wanted->used);
  g_assert_nonnull (strstr (pl_observation_get (refusal, PL_FACT_TEXT), "\"status\""));
}

static void
expect_no_token (Talk *talk, const char *token)
{
  const GPtrArray *seen = pl_recorder_peek (talk->recorder);
  g_autofree char *encoded = g_base64_encode ((const guchar *) token, strlen (token));

  for (guint i = 0; i < seen->len; i++)
    for (int fact = 1; fact < PL_N_FACTS; fact++)
      {
        const char *value = pl_observation_get (seen->pdata[i], (PlFact) fact);

        g_assert_true (value == NULL || strstr (value, token) == NULL);
        g_assert_true (value == NULL || strstr (value, encoded) == NULL);
        g_assert_true (value == NULL || strstr (value, XOAUTH2) == NULL);
        g_assert_true (value == NULL || strstr (value, OAUTHBEARER) == NULL);
      }
}

static void
test_exchanges (void)
{
  g_autoptr (PlSecret) token = pl_secret_new (TOKEN, -1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *wanted = &cases[i];
      PlSignIn sign_in = make_sign_in (token, wanted->mechanism);
      FakeTurn turns[5] = { { "", wanted->opening } };
      FakePeer peer = { turns, .trusted = TRUE, .secret = TOKEN };
      g_auto (Talk) talk;

      g_test_message ("%u: %s", i, wanted->opening);
      memcpy (turns + 1, wanted->turns, sizeof wanted->turns);
      talk_begin (&talk, wanted->service, &peer);
      talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_outcome (talk_sign_in_with (&talk, &sign_in), wanted->outcome);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_MECHANISM, wanted->used);
      g_assert_nonnull (talk_find_reply (&talk, wanted->command));
      expect_refusal (&talk, wanted);
      expect_no_token (&talk, TOKEN);
    }
}

/* A token as long as those of large providers: beyond what a command may have in POP3 (RFC 5034 4)
 * and SMTP (RFC 4954 4), so it waits for the challenge; IMAP knows no such limit. */
static void
test_long_token (void)
{
  static const struct
  {
    PlService service;
    const char *opening;
    const char *question;
    const char *answer;
    const char *alone; /* the command without the response; NULL where it goes along */
    const char *go_on;
    const char *accepted;
  } rows[] = {
    { PL_SERVICE_IMAP, IMAP ("SASL-IR AUTH=XOAUTH2"), NULL, NULL, NULL, NULL, "A1 OK\r\n" },
    { PL_SERVICE_POP3, "+OK\r\n", "CAPA\r\n", "+OK\r\nSASL XOAUTH2\r\n.\r\n", "AUTH XOAUTH2\r\n",
      "+ \r\n", "+OK\r\n" },
    { PL_SERVICE_SMTP, "220 mx\r\n", "EHLO [192.0.2.1]\r\n", "250-mx\r\n250 AUTH XOAUTH2\r\n",
      "AUTH XOAUTH2\r\n", "334 \r\n", "235 2.7.0 ok\r\n" },
  };
  g_autofree char *text = g_strnfill (4000, 'a');
  g_autoptr (PlSecret) token = pl_secret_new (text, -1);
  g_autofree char *message = g_strconcat ("user=" USER "\x01"
                                          "auth=Bearer ",
                                          text, "\x01\x01", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) message, strlen (message));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *response = g_strconcat (
          rows[i].alone == NULL ? "A1 AUTHENTICATE XOAUTH2 " : "", encoded, "\r\n", NULL);
      FakeTurn turns[5] = { { "", rows[i].opening } };
      FakePeer peer = { turns, .trusted = TRUE, .secret = text };
      PlSignIn sign_in = make_sign_in (token, NULL);
      guint n = 1;
      g_auto (Talk) talk;

      if (rows[i].question != NULL)
        turns[n++] = (FakeTurn){ rows[i].question, rows[i].answer };
      if (rows[i].alone != NULL)
        turns[n++] = (FakeTurn){ rows[i].alone, rows[i].go_on };
      turns[n++] = (FakeTurn){ response, rows[i].accepted };
      talk_begin (&talk, rows[i].service, &peer);
      talk_greet (&talk);
      talk_ask (&talk);
      talk_assert_outcome (talk_sign_in_with (&talk, &sign_in), PL_OUTCOME_ACCEPTED);
      fake_connection_assert_played (talk.connection);
      expect_no_token (&talk, text);
    }
}

typedef struct
{
  const char *greeting;
  gboolean trusted;
  const char *mechanism;
  const char *token;
  const char *password;
  gboolean only_token;
  gboolean allow_cleartext;
  PlOutcome outcome;
  const char *reason;
  const char *named; /* the mechanism in the evidence */
} UntriedCase;

#define OFFERS_BOTH IMAP ("SASL-IR AUTH=PLAIN AUTH=XOAUTH2")

/* Nothing may be written in any of these. */
static const UntriedCase untried_cases[] = {
  /* Never in clear text, whatever was agreed to for the password. */
  { OFFERS_BOTH, FALSE, NULL, TOKEN, "geheim", FALSE, FALSE, PL_OUTCOME_WITHHELD, "cleartext",
    NULL },
  { OFFERS_BOTH, FALSE, NULL, TOKEN, "geheim", FALSE, TRUE, PL_OUTCOME_WITHHELD, "cleartext",
    NULL },
  { OFFERS_BOTH, FALSE, "XOAUTH2", NULL, "geheim", FALSE, TRUE, PL_OUTCOME_WITHHELD, "cleartext",
    NULL },
  /* Only a token is taken, and there is none: the password stays here. */
  { OFFERS_BOTH, TRUE, NULL, NULL, "geheim", TRUE, FALSE, PL_OUTCOME_WITHHELD, "oauth", "XOAUTH2" },
  { OFFERS_BOTH, TRUE, "XOAUTH2", NULL, "geheim", FALSE, FALSE, PL_OUTCOME_WITHHELD, "oauth",
    "XOAUTH2" },
  { IMAP ("AUTH=OAUTHBEARER"), TRUE, NULL, NULL, NULL, TRUE, FALSE, PL_OUTCOME_WITHHELD, "oauth",
    "OAUTHBEARER" },
  /* Not on offer. */
  { IMAP ("AUTH=PLAIN"), TRUE, NULL, NULL, "geheim", TRUE, FALSE, PL_OUTCOME_NOT_OFFERED, NULL,
    "XOAUTH2" },
  { IMAP ("AUTH=PLAIN"), TRUE, NULL, TOKEN, "geheim", FALSE, FALSE, PL_OUTCOME_NOT_OFFERED, NULL,
    "XOAUTH2" },
  { IMAP ("AUTH=XOAUTH2"), TRUE, "OAUTHBEARER", TOKEN, NULL, FALSE, FALSE, PL_OUTCOME_NOT_OFFERED,
    NULL, "OAUTHBEARER" },
  /* A token does not go where a password is asked for, nor the other way round. */
  { OFFERS_BOTH, TRUE, "PLAIN", TOKEN, "geheim", FALSE, FALSE, PL_OUTCOME_NOT_OFFERED, NULL,
    "PLAIN" },
  /* What would break the message's form. */
  { OFFERS_BOTH, TRUE, NULL,
    "a\x01"
    "b",
    NULL, FALSE, FALSE, PL_OUTCOME_WITHHELD, "token-characters", "XOAUTH2" },
  { OFFERS_BOTH, TRUE, NULL, "a b", NULL, FALSE, FALSE, PL_OUTCOME_WITHHELD, "token-characters",
    "XOAUTH2" },
  { OFFERS_BOTH, TRUE, NULL, "", NULL, FALSE, FALSE, PL_OUTCOME_WITHHELD, "token-characters",
    "XOAUTH2" },
};

static void
test_nothing_is_sent (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (untried_cases); i++)
    {
      const UntriedCase *wanted = &untried_cases[i];
      g_autoptr (PlSecret) token = wanted->token != NULL ? pl_secret_new (wanted->token, -1) : NULL;
      g_autoptr (PlSecret) password =
          wanted->password != NULL ? pl_secret_new (wanted->password, -1) : NULL;
      PlSignIn sign_in = make_sign_in (token, wanted->mechanism);
      FakeTurn turns[] = { { "", wanted->greeting }, { "" } };
      FakePeer peer = { turns, .trusted = wanted->trusted };
      g_auto (Talk) talk;

      g_test_message ("%u", i);
      sign_in.password = password;
      sign_in.only_token = wanted->only_token;
      sign_in.allow_cleartext = wanted->allow_cleartext;
      talk_begin (&talk, PL_SERVICE_IMAP, &peer);
      talk_greet (&talk);
      talk_assert_outcome (talk_sign_in_with (&talk, &sign_in), wanted->outcome);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_REASON, wanted->reason);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_MECHANISM, wanted->named);
    }
}

static PlOutcome
play (Talk *talk, const FakeTurn *turns, const char *text)
{
  g_autoptr (PlSecret) token = pl_secret_new (text, -1);
  PlSignIn sign_in = make_sign_in (token, NULL);
  FakePeer peer = { turns, .trusted = TRUE, .secret = text };
  PlOutcome outcome;

  talk_begin (talk, PL_SERVICE_IMAP, &peer);
  talk_greet (talk);
  outcome = talk_sign_in_with (talk, &sign_in);
  fake_connection_assert_played (talk->connection);
  expect_no_token (talk, text);
  return outcome;
}

#define HELLO                         \
  {                                   \
    "", IMAP ("SASL-IR AUTH=XOAUTH2") \
  }
#define FIRST "A1 AUTHENTICATE XOAUTH2 " XOAUTH2 "\r\n"

/* What no challenge of these mechanisms is. */
static void
test_no_challenge (void)
{
  g_autofree char *long_text = g_strnfill (24 * 1024, 'A');
  g_autofree char *endless = g_strconcat ("+ ", long_text, "\r\n", NULL);
  const char *const challenges[] = { "+ please wait\r\n", "+ eyJ\r\n", "+ =AAA\r\n", endless };

  for (guint i = 0; i < G_N_ELEMENTS (challenges); i++)
    {
      const FakeTurn turns[] = { HELLO, { FIRST, challenges[i] }, { "*\r\n" } };
      g_auto (Talk) talk;

      talk_assert_outcome (play (&talk, turns, TOKEN), PL_OUTCOME_FAILED);
      g_assert_nonnull (talk_find (&talk, PL_SIGHT_VIOLATION));
      g_assert_null (talk_find (&talk, PL_SIGHT_TOKEN));
    }
}

/* A refusal is a refusal, whatever its reason is written in. */
static void
test_odd_refusals (void)
{
  static const struct
  {
    const char *challenge; /* out of base64 */
    const char *status;
    const char *text;
  } rows[] = {
    { "", NULL, "" },
    { "expired", NULL, "expired" },
    { "{\"status\":401}", "401", "{\"status\":401}" },
    { "{\"status\":{}}", NULL, "{\"status\":{}}" },
    { "{\"status\":\"401\"", NULL, "{\"status\":\"401\"" },
    { "{\"status\":\"a\\nb\\u202ec\"}", "a\nb c", "{\"status\":\"a\\nb\\u202ec\"}" },
    { "\xff\x01\x1b[2J", NULL, "\xef\xbf\xbd  [2J" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *encoded =
          g_base64_encode ((const guchar *) rows[i].challenge, strlen (rows[i].challenge));
      g_autofree char *challenge = g_strconcat ("+ ", encoded, "\r\n", NULL);
      const FakeTurn turns[] = {
        HELLO,
        { FIRST, challenge },
        { "\r\n", "A1 NO no\r\n" },
        { "" },
      };
      g_auto (Talk) talk;

      g_test_message ("%u", i);
      talk_assert_outcome (play (&talk, turns, TOKEN), PL_OUTCOME_REJECTED);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_TOKEN), PL_FACT_STATUS, rows[i].status);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_TOKEN), PL_FACT_TEXT, rows[i].text);
    }
}

/* A server that wants to keep us busy. */
static void
test_endless_refusals (void)
{
  static const FakeTurn turns[] = {
    HELLO,
    { FIRST, "+ " REFUSAL "\r\n" },
    { "\r\n", "+ " REFUSAL "\r\n" },
    { "\r\n", "+ " REFUSAL "\r\n" },
    { "\r\n", "+ " REFUSAL "\r\n" },
    { "\r\n", "+ " REFUSAL "\r\n" },
    { "\r\n", "+ " REFUSAL "\r\n" },
    { "\r\n" },
  };
  g_auto (Talk) talk;

  talk_assert_outcome (play (&talk, turns, TOKEN), PL_OUTCOME_FAILED);
}

/* First a refusal, then an OK: one of them is a lie. */
static void
test_refused_and_welcome (void)
{
  static const FakeTurn turns[] = {
    HELLO,
    { FIRST, "+ " REFUSAL "\r\n" },
    { "\r\n", "A1 OK welcome\r\n" },
    { "" },
  };
  g_auto (Talk) talk;

  talk_assert_outcome (play (&talk, turns, TOKEN), PL_OUTCOME_REJECTED);
}

/* A server that gives the token back does not get it into the evidence. */
static void
test_echo (void)
{
  g_autofree char *text = g_strconcat ("{\"status\":\"400\",\"scope\":\"" TOKEN "\"}", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));
  g_autofree char *challenge = g_strconcat ("+ ", encoded, "\r\n", NULL);
  const FakeTurn turns[] = {
    HELLO,
    { FIRST, challenge },
    { "\r\n", "A1 NO you said " XOAUTH2 ", that is " TOKEN "\r\n" },
    { "" },
  };
  g_auto (Talk) talk;

  talk_assert_outcome (play (&talk, turns, TOKEN), PL_OUTCOME_REJECTED);
  talk_assert_fact (talk_find (&talk, PL_SIGHT_TOKEN), PL_FACT_WORDS, "•••");
}

/* Names that would break OAUTHBEARER's header are escaped (RFC 5801 4). */
static void
test_names (void)
{
  g_autoptr (PlSecret) token = pl_secret_new ("t", -1);
  PlBearerMessage parts = { "a,b=c@example.org", token, "::1", 143 };
  g_autoptr (PlSecretString) message = pl_bearer_make_message (PL_BEARER_OAUTHBEARER, &parts);
  g_autoptr (PlSecretString) plain = pl_bearer_make_message (PL_BEARER_XOAUTH2, &parts);

  g_assert_cmpstr (message, ==,
                   "n,a=a=2Cb=3Dc@example.org,\x01"
                   "host=::1\x01port=143\x01"
                   "auth=Bearer t\x01\x01");
  g_assert_cmpstr (plain, ==,
                   "user=a,b=c@example.org\x01"
                   "auth=Bearer t\x01\x01");
  g_assert_false (pl_bearer_can_carry ("an\x01na", token));
  g_assert_false (pl_bearer_can_carry ("an\r\nna", token));
  g_assert_false (pl_bearer_can_carry ("", token));
  g_assert_true (pl_bearer_can_carry ("jörg@example.org", token));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/token/exchanges", test_exchanges);
  g_test_add_func ("/protocol/token/long-token", test_long_token);
  g_test_add_func ("/protocol/token/nothing-is-sent", test_nothing_is_sent);
  g_test_add_func ("/protocol/token/no-challenge", test_no_challenge);
  g_test_add_func ("/protocol/token/odd-refusals", test_odd_refusals);
  g_test_add_func ("/protocol/token/endless-refusals", test_endless_refusals);
  g_test_add_func ("/protocol/token/refused-and-welcome", test_refused_and_welcome);
  g_test_add_func ("/protocol/token/echo", test_echo);
  g_test_add_func ("/protocol/token/names", test_names);
  return g_test_run ();
}
