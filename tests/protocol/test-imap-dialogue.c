// SPDX-License-Identifier: GPL-3.0-or-later
#include "talk.h"

#include <string.h>

#define PASSWORD "ge heim"
#define PLAIN "AGFubmEAZ2UgaGVpbQ=="
#define CAPS "IMAP4rev1 SASL-IR LITERAL+ ID AUTH=PLAIN AUTH=LOGIN"
#define ID "ID (\"name\" \"Postlotse\" \"version\" \"" PL_VERSION "\")\r\n"

/* product.md, Speed: IMAPS signs in with 4 round trips, of which TCP and TLS take 2. */
static void
test_implicit_tls (void)
{
  static const FakeTurn turns[] = {
    { "", "* OK [CAPABILITY " CAPS "] ready\r\n" },
    { "A1 AUTHENTICATE PLAIN " PLAIN "\r\n",
      "A1 OK [CAPABILITY IMAP4rev1 ID SPECIAL-USE LIST-EXTENDED] in\r\n" },
    { "A2 " ID "A3 EXAMINE INBOX\r\nA4 LIST \"\" \"\"\r\n"
      "A5 LIST (SPECIAL-USE) \"\" \"*\" RETURN (SPECIAL-USE)\r\n",
      "* ID (\"name\" \"Dovecot\")\r\nA2 OK id\r\n"
      "* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\nA3 OK [READ-ONLY] open\r\n"
      "* LIST (\\Noselect) \"/\" \"\"\r\nA4 OK\r\n"
      "* LIST (\\HasNoChildren \\Sent) \"/\" \"Gesendete Elemente\"\r\n"
      "* LIST (\\Drafts) \"/\" {9}\r\nEntw=rfe1\r\n"
      "* LIST (\\Sent) \"/\" Sent2\r\nA5 OK done\r\n" },
    { "A6 LOGOUT\r\n" },
  };
  FakePeer peer = { turns, .trusted = TRUE, .secret = PASSWORD };
  g_auto (Talk) talk;
  g_autofree char *stages = NULL;
  g_autofree char *sent = NULL;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_sign_in (&talk, "anna", PASSWORD), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 4);
  talk_assert_fact (talk_find (&talk, PL_SIGHT_CAPABILITIES), PL_FACT_AFTER, "sign-in");
  talk_assert_fact (talk_find (&talk, PL_SIGHT_CAPABILITIES), PL_FACT_WORDS,
                    "IMAP4REV1 ID SPECIAL-USE LIST-EXTENDED");
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 5);
  pl_dialogue_quit (talk.dialogue);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);

  talk_assert_fact (talk_find_reply (&talk, "AUTHENTICATE PLAIN"), PL_FACT_STATUS, "OK");
  talk_assert_fact (talk_find_reply (&talk, "AUTHENTICATE PLAIN"), PL_FACT_CODE, NULL);
  talk_assert_fact (talk_find_reply (&talk, "EXAMINE"), PL_FACT_TEXT, "A3 OK [READ-ONLY] open");
  talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_MECHANISM, "PLAIN");
  talk_assert_fact (talk_find (&talk, PL_SIGHT_FOLDERS), PL_FACT_WORDS,
                    "sent=Gesendete%20Elemente drafts=Entw%3Drfe1");
  talk_assert_fact (talk_find (&talk, PL_SIGHT_FOLDERS), PL_FACT_TEXT, "/");
  stages = talk_list_stages (&talk);
  g_assert_cmpstr (stages, ==,
                   "greeting passed, capabilities passed, sign-in passed, mailbox passed");
  sent = talk_list_sent_lines (&talk);
  g_assert_true (g_str_has_prefix (sent, "A1 AUTHENTICATE PLAIN •••|"));
}

/* 6 round trips by STARTTLS, with and without a list in the greeting; TCP takes 1, TLS 1. */
static void
test_starttls (void)
{
  static const FakeTurn with_list[] = {
    { "", "* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready\r\n" },
    { "A1 STARTTLS\r\n", "A1 OK begin\r\n" },
    { "A2 CAPABILITY\r\n", "* CAPABILITY " CAPS "\r\nA2 OK\r\n" },
    { "A3 AUTHENTICATE PLAIN " PLAIN "\r\n", "A3 OK in\r\n" },
    { "" },
  };
  static const FakeTurn without_list[] = {
    { "", "* OK ready\r\n" },
    { "A1 CAPABILITY\r\nA2 STARTTLS\r\n",
      "* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\nA1 OK\r\nA2 OK begin\r\n" },
    { "A3 CAPABILITY\r\n", "* CAPABILITY " CAPS "\r\nA3 OK\r\n" },
    { "A4 AUTHENTICATE PLAIN " PLAIN "\r\n", "A4 OK in\r\n" },
    { "" },
  };
  const FakeTurn *const both[] = { with_list, without_list };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      FakePeer peer = { both[i], .tls_outcome = PL_OUTCOME_ACCEPTED, .secret = PASSWORD };
      g_auto (Talk) talk;
      g_autofree char *stages = NULL;

      talk_begin (&talk, PL_SERVICE_IMAP, &peer);
      talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_outcome (talk_start_tls (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_CAPABILITIES), PL_FACT_AFTER, "plain");
      talk_assert_fact (talk_find (&talk, PL_SIGHT_STARTTLS), PL_FACT_STATUS, "OK");
      talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_CAPABILITIES), PL_FACT_AFTER, "tls");
      talk_assert_outcome (talk_sign_in (&talk, "anna", PASSWORD), PL_OUTCOME_ACCEPTED);
      fake_connection_assert_played (talk.connection);
      g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 6);
      stages = talk_list_stages (&talk);
      g_assert_cmpstr (stages, ==,
                       "greeting passed, starttls passed, tls passed, capabilities passed, "
                       "sign-in passed");
    }
}

typedef struct
{
  const FakeTurn turns[4];
  PlOutcome tls_outcome;
  PlOutcome outcome;
  PlOutcome seen; /* of the STARTTLS sight; NONE: no such sight */
  const char *stages;
} StarttlsCase;

static const StarttlsCase starttls_cases[] = {
  { { { "", "* OK [CAPABILITY IMAP4rev1] ready\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    PL_OUTCOME_NOT_OFFERED,
    PL_OUTCOME_NOT_OFFERED,
    "greeting passed, starttls failed" },
  { { { "", "* OK ready\r\n" },
      { "A1 CAPABILITY\r\nA2 STARTTLS\r\n", "* CAPABILITY IMAP4rev1\r\nA1 OK\r\nA2 BAD no\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    PL_OUTCOME_NOT_OFFERED,
    PL_OUTCOME_NOT_OFFERED,
    "greeting passed, starttls failed" },
  { { { "", "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n" },
      { "A1 STARTTLS\r\n", "A1 NO certificate missing\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    PL_OUTCOME_REJECTED,
    PL_OUTCOME_REJECTED,
    "greeting passed, starttls failed" },
  { { { "", "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n" },
      { "A1 STARTTLS\r\n", "A1 OK begin\r\n* CAPABILITY AUTH=PLAIN\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    PL_OUTCOME_INJECTED,
    PL_OUTCOME_INJECTED,
    "greeting passed, starttls failed" },
  { { { "", "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n" },
      { "A1 STARTTLS\r\n", "A1 OK begin\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    PL_OUTCOME_REJECTED,
    PL_OUTCOME_ACCEPTED,
    "greeting passed, starttls passed, tls failed" },
  { { { "", "* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n" },
      { "A1 STARTTLS\r\n", "A1 OK begin\r\n" },
      { "" } },
    PL_OUTCOME_FAILED,
    PL_OUTCOME_FAILED,
    PL_OUTCOME_ACCEPTED,
    "greeting passed, starttls passed, tls failed" },
  /* RFC 9051 11.1 */
  { { { "", "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    PL_OUTCOME_FAILED,
    PL_OUTCOME_NONE,
    "greeting passed, starttls failed" },
};

static void
test_starttls_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (starttls_cases); i++)
    {
      const StarttlsCase *wanted = &starttls_cases[i];
      FakePeer peer = { wanted->turns, .tls_outcome = wanted->tls_outcome };
      g_auto (Talk) talk;
      g_autofree char *stages = NULL;
      PlObservation *seen;

      g_test_message ("%u", i);
      talk_begin (&talk, PL_SERVICE_IMAP, &peer);
      talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_outcome (talk_start_tls (&talk), wanted->outcome);
      fake_connection_assert_played (talk.connection);
      seen = talk_find (&talk, PL_SIGHT_STARTTLS);
      talk_assert_outcome (seen != NULL ? pl_observation_get_outcome (seen) : PL_OUTCOME_NONE,
                           wanted->seen);
      stages = talk_list_stages (&talk);
      g_assert_cmpstr (stages, ==, wanted->stages);
    }
}

typedef struct
{
  const char *capabilities;
  const char *mechanism;
  const char *password;
  const FakeTurn turns[5]; /* after the greeting */
  PlOutcome outcome;
  const char *used;
  const char *command;
  const char *code;
} SignInCase;

static const SignInCase sign_in_cases[] = {
  { "LITERAL+",
    NULL,
    "geheim",
    { { "A1 LOGIN anna geheim\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  { "",
    NULL,
    "a\"b\\c d",
    { { "A1 LOGIN anna \"a\\\"b\\\\c d\"\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  { "LITERAL+",
    NULL,
    "ä§",
    { { "A1 LOGIN anna {4+}\r\nä§\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  { "",
    NULL,
    "ä§",
    { { "A1 LOGIN anna {4}\r\n", "+ go on\r\n" }, { "ä§\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  { "",
    NULL,
    "ä§",
    { { "A1 LOGIN anna {4}\r\n", "A1 BAD no literals\r\n" }, { "" } },
    PL_OUTCOME_REJECTED,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  /* a literal would cost a round trip more than the mechanism */
  { "AUTH=PLAIN",
    NULL,
    "ä§",
    { { "A1 AUTHENTICATE PLAIN\r\n", "+ \r\n" }, { "AGFubmEAw6TCpw==\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "PLAIN",
    "AUTHENTICATE PLAIN",
    NULL },
  { "AUTH=PLAIN LOGINDISABLED",
    NULL,
    "geheim",
    { { "A1 AUTHENTICATE PLAIN\r\n", "+\r\n" }, { "AGFubmEAZ2VoZWlt\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "PLAIN",
    "AUTHENTICATE PLAIN",
    NULL },
  { "AUTH=LOGIN LOGINDISABLED SASL-IR",
    NULL,
    "geheim",
    { { "A1 AUTHENTICATE LOGIN\r\n", "+ VXNlcm5hbWU6\r\n" },
      { "YW5uYQ==\r\n", "+ UGFzc3dvcmQ6\r\n" },
      { "Z2VoZWlt\r\n", "A1 OK\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN",
    "AUTHENTICATE LOGIN",
    NULL },
  /* one attempt only */
  { "AUTH=PLAIN AUTH=LOGIN SASL-IR",
    NULL,
    "geheim",
    { { "A1 AUTHENTICATE PLAIN AGFubmEAZ2VoZWlt\r\n", "A1 NO [AUTHENTICATIONFAILED] wrong\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "PLAIN",
    "AUTHENTICATE PLAIN",
    "AUTHENTICATIONFAILED" },
  { "",
    NULL,
    "geheim",
    { { "A1 LOGIN anna geheim\r\n", "A1 NO [UNAVAILABLE] later\r\n" }, { "" } },
    PL_OUTCOME_TEMPORARY,
    "LOGIN-COMMAND",
    "LOGIN",
    "UNAVAILABLE" },
  { "",
    NULL,
    "geheim",
    { { "A1 LOGIN anna geheim\r\n", "* NO [WEBALERT https://example.org/] Web login required.\r\n"
                                    "A1 NO [ALERT] Please log in via your web browser\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "LOGIN-COMMAND",
    "LOGIN",
    "WEBALERT" },
  { "",
    NULL,
    "geheim",
    { { "A1 LOGIN anna geheim\r\n", "* BYE too many\r\n" }, { "", FAKE_CLOSED }, { "" } },
    PL_OUTCOME_TEMPORARY,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  { "AUTH=PLAIN",
    "LOGIN-COMMAND",
    "geheim",
    { { "A1 LOGIN anna geheim\r\n", "A1 OK\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN-COMMAND",
    "LOGIN",
    NULL },
  { "AUTH=CRAM-MD5 AUTH=PLAIN SASL-IR",
    "CRAM-MD5",
    "tanstaaftanstaaf",
    { { "A1 AUTHENTICATE CRAM-MD5\r\n",
        "+ PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\r\n" },
      { "YW5uYSBiOTEzYTYwMmM3ZWRhN2E0OTViNGU2ZTczMzRkMzg5MA==\r\n", "A1 OK\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "CRAM-MD5",
    "AUTHENTICATE CRAM-MD5",
    NULL },
};

static void
test_sign_in (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_in_cases); i++)
    {
      const SignInCase *wanted = &sign_in_cases[i];
      g_autofree char *greeting =
          g_strdup_printf ("* OK [CAPABILITY IMAP4rev1 %s] ready\r\n", wanted->capabilities);
      FakeTurn turns[6] = { { "", greeting } };
      FakePeer peer = { turns, .trusted = TRUE, .secret = wanted->password };
      g_auto (Talk) talk;
      PlObservation *reply;

      memcpy (turns + 1, wanted->turns, sizeof wanted->turns);
      g_test_message ("%u: %s", i, wanted->capabilities);
      talk_begin (&talk, PL_SERVICE_IMAP, &peer);
      talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_outcome (talk_sign_in_by (&talk, wanted->mechanism, wanted->password),
                           wanted->outcome);
      fake_connection_assert_played (talk.connection);
      talk_assert_outcome (pl_observation_get_outcome (talk_find (&talk, PL_SIGHT_SIGN_IN)),
                           wanted->outcome);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_MECHANISM, wanted->used);
      reply = talk_find_reply (&talk, wanted->command);
      g_assert_nonnull (reply);
      talk_assert_fact (reply, PL_FACT_CODE, wanted->code);
    }
}

static void
test_sign_in_words (void)
{
  static const FakeTurn turns[] = {
    { "", "* OK [CAPABILITY IMAP4rev1] ready\r\n" },
    { "A1 LOGIN anna geheim\r\n", "* OK [ALERT] maintenance tonight\r\n* OK nothing of note\r\n"
                                  "A1 NO [ALERT] Application-specific password required\r\n" },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_greet (&talk);
  talk_assert_outcome (talk_sign_in (&talk, "anna", "geheim"), PL_OUTCOME_REJECTED);
  talk_assert_fact (talk_find_reply (&talk, "LOGIN"), PL_FACT_TEXT,
                    "* OK [ALERT] maintenance tonight\n"
                    "A1 NO [ALERT] Application-specific password required");
  talk_assert_fact (talk_find_reply (&talk, "LOGIN"), PL_FACT_CODE, "ALERT");
}

typedef struct
{
  const char *greeting;
  gboolean trusted;
  const char *mechanism;
  const char *password;
  PlOutcome outcome;
  const char *reason;
  const char *words;
  const char *stages;
} UntriedCase;

/* Nothing may be written in any of these. */
static const UntriedCase untried_cases[] = {
  { "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=SCRAM-SHA-256] x\r\n", FALSE, NULL, "geheim",
    PL_OUTCOME_WITHHELD, "cleartext", "PLAIN SCRAM-SHA-256", "greeting passed, sign-in skipped" },
  { "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n", TRUE, NULL, NULL, PL_OUTCOME_WITHHELD,
    "no-password", "PLAIN", "greeting passed, sign-in skipped" },
  { "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED] x\r\n", TRUE, NULL, "geheim",
    PL_OUTCOME_NOT_OFFERED, NULL, "XOAUTH2", "greeting passed, sign-in failed" },
  { "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n", TRUE, "SCRAM-SHA-256", "geheim",
    PL_OUTCOME_NOT_OFFERED, NULL, "PLAIN", "greeting passed, sign-in failed" },
  { "* OK [CAPABILITY IMAP4rev1 AUTH=CRAM-MD5] x\r\n", TRUE, "CRAM-MD5", "tab\tin it",
    PL_OUTCOME_WITHHELD, "password-characters", "CRAM-MD5", "greeting passed, sign-in skipped" },
};

static void
test_nothing_is_sent (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (untried_cases); i++)
    {
      const UntriedCase *wanted = &untried_cases[i];
      FakeTurn turns[] = { { "", wanted->greeting }, { "" } };
      FakePeer peer = { turns, .trusted = wanted->trusted };
      g_auto (Talk) talk;
      g_autofree char *stages = NULL;

      g_test_message ("%u", i);
      talk_begin (&talk, PL_SERVICE_IMAP, &peer);
      talk_greet (&talk);
      talk_assert_outcome (talk_sign_in_by (&talk, wanted->mechanism, wanted->password),
                           wanted->outcome);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_REASON, wanted->reason);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_WORDS, wanted->words);
      stages = talk_list_stages (&talk);
      g_assert_cmpstr (stages, ==, wanted->stages);
    }
}

static char *
answer_scram_open (const char *written)
{
  g_assert_true (g_str_has_prefix (written, "A1 AUTHENTICATE SCRAM-SHA-256 "));
  return g_strdup ("A1 NO [AUTHENTICATIONFAILED] wrong\r\n");
}

static void
test_open_with_consent (void)
{
  static const FakeTurn turns[] = {
    { "", "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=SCRAM-SHA-256] x\r\n" },
    { NULL, NULL, answer_scram_open },
    { "" },
  };
  FakePeer peer = { turns, .secret = "geheim" };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_greet (&talk);
  talk_assert_outcome (talk_sign_in_openly (&talk, "geheim"), PL_OUTCOME_REJECTED);
  fake_connection_assert_played (talk.connection);
}

/* A server that does not know the password and says OK, with a wrong proof or with none. */
static char *
answer_scram_first (const char *written)
{
  g_auto (GStrv) words = g_strsplit (written, " ", -1);
  gsize length;
  g_autofree guchar *decoded = g_base64_decode (words[3], &length);
  g_autofree char *client_first = g_strndup ((const char *) decoded, length);
  g_autofree char *text =
      g_strconcat (strstr (client_first, "r="), "XX,s=QSXCR+Q6sek8bf92,i=4096", NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));

  return g_strdup_printf ("+ %s\r\n", encoded);
}

static char *
answer_scram_wrong_proof (const char *written)
{
  return g_strdup ("+ dj1ybUY5cHFWOFM3c3VBb1pXamE0ZEpSa0ZzS1E9\r\n");
}

static char *
answer_ok (const char *written)
{
  return g_strdup ("A1 OK welcome\r\n");
}

static void
test_unproven_server (void)
{
  static const FakeTurn wrong[] = {
    { "", "* OK [CAPABILITY SASL-IR AUTH=SCRAM-SHA-1 LOGINDISABLED] x\r\n" },
    { NULL, NULL, answer_scram_first },
    { NULL, NULL, answer_scram_wrong_proof },
    { "*\r\n", "A1 OK welcome\r\n" },
    { "" },
  };
  static const FakeTurn none[] = {
    { "", "* OK [CAPABILITY SASL-IR AUTH=SCRAM-SHA-1 LOGINDISABLED] x\r\n" },
    { NULL, NULL, answer_scram_first },
    { NULL, NULL, answer_ok },
    { "" },
  };
  const FakeTurn *const both[] = { wrong, none };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      FakePeer peer = { both[i], .trusted = TRUE };
      g_auto (Talk) talk;

      talk_begin (&talk, PL_SERVICE_IMAP, &peer);
      talk_greet (&talk);
      talk_assert_outcome (talk_sign_in (&talk, "anna", "geheim"), PL_OUTCOME_REJECTED);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_REASON, "server-unproven");
    }
}

/* What the mailbox says after a sign-in that was accepted. */
static void
test_mailbox_refused (void)
{
  static const FakeTurn turns[] = {
    { "", "* OK [CAPABILITY IMAP4rev1] ready\r\n" },
    { "A1 LOGIN anna geheim\r\n", "A1 OK in\r\n" },
    { "A2 CAPABILITY\r\n", "* CAPABILITY IMAP4rev1\r\nA2 OK\r\n" },
    { "A3 EXAMINE INBOX\r\nA4 LIST \"\" \"*\"\r\n",
      "A3 BAD User is authenticated but not connected.\r\nA4 OK\r\n" },
    { "A5 LOGOUT\r\n" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;
  g_autofree char *stages = NULL;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_greet (&talk);
  talk_assert_outcome (talk_sign_in (&talk, "anna", "geheim"), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_REJECTED);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
  talk_assert_fact (talk_find_reply (&talk, "EXAMINE"), PL_FACT_STATUS, "BAD");
  stages = talk_list_stages (&talk);
  g_assert_cmpstr (stages, ==, "greeting passed, sign-in passed, mailbox failed");
}

static void
test_mailbox_bye (void)
{
  static const FakeTurn turns[] = {
    { "", "* OK [CAPABILITY IMAP4rev1] ready\r\n" },
    { "A1 LOGIN anna geheim\r\n", "A1 OK [CAPABILITY IMAP4rev1] in\r\n" },
    { "A2 EXAMINE INBOX\r\nA3 LIST \"\" \"*\"\r\n", "* BYE Connection closed. 14\r\n" },
    { "", FAKE_CLOSED },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_greet (&talk);
  talk_sign_in (&talk, "anna", "geheim");
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_TEMPORARY);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
  talk_assert_fact (talk_find_reply (&talk, "EXAMINE"), PL_FACT_STATUS, "BYE");
  talk_assert_fact (talk_find_reply (&talk, "EXAMINE"), PL_FACT_TEXT,
                    "* BYE Connection closed. 14");
}

static char *
answer_endless_list (const char *written)
{
  GString *answer = g_string_new ("A3 OK [READ-ONLY] open\r\n* LIST (\\Sent) \"/\" Sent\r\n");

  for (guint i = 0; i < 20000; i++)
    g_string_append (answer, "* LIST () \"/\" news\r\n");
  return g_string_free (answer, FALSE);
}

/* A list without end does not hide that the inbox opens, and is not read to its end. */
static void
test_endless_list (void)
{
  static const FakeTurn turns[] = {
    { "", "* OK [CAPABILITY IMAP4rev1] ready\r\n" },
    { "A1 LOGIN anna geheim\r\n", "A1 OK in\r\n" },
    { "A2 CAPABILITY\r\n", "* CAPABILITY IMAP4rev1\r\nA2 OK\r\n" },
    { NULL, NULL, answer_endless_list },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_greet (&talk);
  talk_sign_in (&talk, "anna", "geheim");
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (strlen (fake_connection_peek_unread (talk.connection)), >, 1000);
  talk_assert_fact (talk_find (&talk, PL_SIGHT_FOLDERS), PL_FACT_WORDS, "sent=Sent");
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imap/implicit-tls", test_implicit_tls);
  g_test_add_func ("/imap/starttls", test_starttls);
  g_test_add_func ("/imap/starttls/refused", test_starttls_refused);
  g_test_add_func ("/imap/sign-in", test_sign_in);
  g_test_add_func ("/imap/sign-in/words", test_sign_in_words);
  g_test_add_func ("/imap/sign-in/nothing-is-sent", test_nothing_is_sent);
  g_test_add_func ("/imap/sign-in/open-with-consent", test_open_with_consent);
  g_test_add_func ("/imap/sign-in/unproven-server", test_unproven_server);
  g_test_add_func ("/imap/mailbox/refused", test_mailbox_refused);
  g_test_add_func ("/imap/mailbox/bye", test_mailbox_bye);
  g_test_add_func ("/imap/mailbox/endless-list", test_endless_list);
  return g_test_run ();
}
