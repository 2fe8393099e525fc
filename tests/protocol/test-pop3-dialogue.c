// SPDX-License-Identifier: GPL-3.0-or-later
#include "talk.h"

#include <string.h>

#define PASSWORD "ge heim"
#define PLAIN "AGFubmEAZ2UgaGVpbQ=="
#define CAPA "+OK list\r\nUSER\r\nSASL PLAIN LOGIN\r\nUIDL\r\nPIPELINING\r\nSTLS\r\n.\r\n"

/* product.md, Speed: POP3S signs in with 5 round trips, of which TCP and TLS take 2. */
static void
test_implicit_tls (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK ready <1@host>\r\n" },
    { "CAPA\r\n", CAPA },
    { "AUTH PLAIN " PLAIN "\r\n", "+OK in\r\n" },
    { "STAT\r\nUIDL\r\n", "+OK 2 300\r\n+OK\r\n1 a\r\n2 b\r\n.\r\n" },
    { "QUIT\r\n" },
  };
  FakePeer peer = { turns, .trusted = TRUE, .secret = PASSWORD };
  g_auto (Talk) talk;
  g_autofree char *stages = NULL;

  talk_begin (&talk, PL_SERVICE_POP3, &peer);
  talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_sign_in (&talk, "anna", PASSWORD), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 5);
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_ACCEPTED);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
  talk_assert_fact (talk_find_reply (&talk, "STAT"), PL_FACT_TEXT, "+OK 2 300");
  talk_assert_fact (talk_find_reply (&talk, "UIDL"), PL_FACT_STATUS, "+OK");
  stages = talk_list_stages (&talk);
  g_assert_cmpstr (stages, ==,
                   "greeting passed, capabilities passed, sign-in passed, mailbox passed");
}

static void
test_stls (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK ready\r\n" },
    { "CAPA\r\n", CAPA },
    { "STLS\r\n", "+OK begin\r\n" },
    { "CAPA\r\n", CAPA },
    { "AUTH PLAIN " PLAIN "\r\n", "+OK in\r\n" },
    { "" },
  };
  FakePeer peer = { turns, .tls_outcome = PL_OUTCOME_ACCEPTED, .secret = PASSWORD };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_POP3, &peer);
  talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_start_tls (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_sign_in (&talk, "anna", PASSWORD), PL_OUTCOME_ACCEPTED);
  fake_connection_assert_played (talk.connection);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 7);
}

static void
test_stls_refused (void)
{
  static const struct
  {
    const FakeTurn turns[4];
    PlOutcome outcome;
  } cases[] = {
    { { { "", "+OK\r\n" }, { "CAPA\r\n", "+OK\r\nUSER\r\n.\r\n" }, { "" } },
      PL_OUTCOME_NOT_OFFERED },
    { { { "", "+OK\r\n" },
        { "CAPA\r\n", "-ERR what\r\n" },
        { "STLS\r\n", "-ERR what\r\n" },
        { "" } },
      PL_OUTCOME_NOT_OFFERED },
    { { { "", "+OK\r\n" }, { "CAPA\r\n", "-ERR what\r\n" }, { "STLS\r\n", "+OK go\r\n" }, { "" } },
      PL_OUTCOME_ACCEPTED },
    { { { "", "+OK\r\n" }, { "CAPA\r\n", CAPA }, { "STLS\r\n", "-ERR broken\r\n" }, { "" } },
      PL_OUTCOME_REJECTED },
    { { { "", "+OK\r\n" }, { "CAPA\r\n", CAPA }, { "STLS\r\n", "+OK go\r\n+OK 1 1\r\n" }, { "" } },
      PL_OUTCOME_INJECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakePeer peer = { cases[i].turns, .tls_outcome = PL_OUTCOME_ACCEPTED };
      g_auto (Talk) talk;

      g_test_message ("%u", i);
      talk_begin (&talk, PL_SERVICE_POP3, &peer);
      talk_greet (&talk);
      talk_assert_outcome (talk_start_tls (&talk), cases[i].outcome);
      fake_connection_assert_played (talk.connection);
      talk_assert_outcome (pl_observation_get_outcome (talk_find (&talk, PL_SIGHT_STARTTLS)),
                           cases[i].outcome);
    }
}

typedef struct
{
  const char *capa;
  const char *mechanism;
  const char *password;
  const FakeTurn turns[5]; /* after CAPA */
  PlOutcome outcome;
  const char *used;
  const char *command;
  const char *code;
} SignInCase;

static const SignInCase sign_in_cases[] = {
  { "USER\r\nPIPELINING\r\n",
    NULL,
    "ä \"§\\ ",
    { { "USER anna\r\nPASS ä \"§\\ \r\n", "+OK who\r\n+OK in\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "USER-PASS",
    "PASS",
    NULL },
  { "USER\r\n",
    NULL,
    "geheim",
    { { "USER anna\r\n", "+OK who\r\n" }, { "PASS geheim\r\n", "+OK in\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "USER-PASS",
    "PASS",
    NULL },
  { "USER\r\n",
    NULL,
    "geheim",
    { { "USER anna\r\n", "-ERR no such user\r\n" }, { "" } },
    PL_OUTCOME_REJECTED,
    "USER-PASS",
    "USER",
    NULL },
  { "USER\r\nPIPELINING\r\n",
    NULL,
    "geheim",
    { { "USER anna\r\nPASS geheim\r\n", "-ERR no such user\r\n-ERR USER first\r\n" }, { "" } },
    PL_OUTCOME_REJECTED,
    "USER-PASS",
    "USER",
    NULL },
  { "USER\r\nPIPELINING\r\n",
    NULL,
    "geheim",
    { { "USER anna\r\nPASS geheim\r\n", "+OK\r\n-ERR [AUTH] wrong\r\n" }, { "QUIT\r\n" } },
    PL_OUTCOME_REJECTED,
    "USER-PASS",
    "PASS",
    "AUTH" },
  { "USER\r\nPIPELINING\r\n",
    NULL,
    "geheim",
    { { "USER anna\r\nPASS geheim\r\n", "+OK\r\n-ERR [IN-USE] locked\r\n" }, { "QUIT\r\n" } },
    PL_OUTCOME_TEMPORARY,
    "USER-PASS",
    "PASS",
    "IN-USE" },
  { "SASL LOGIN\r\n",
    NULL,
    "geheim",
    { { "AUTH LOGIN\r\n", "+ VXNlcm5hbWU6\r\n" },
      { "YW5uYQ==\r\n", "+ UGFzc3dvcmQ6\r\n" },
      { "Z2VoZWlt\r\n", "+OK\r\n" },
      { "QUIT\r\n" } },
    PL_OUTCOME_ACCEPTED,
    "LOGIN",
    "AUTH LOGIN",
    NULL },
  { "USER\r\nSASL PLAIN\r\n",
    "USER-PASS",
    "geheim",
    { { "USER anna\r\n", "+OK who\r\n" }, { "PASS geheim\r\n", "+OK in\r\n" }, { "QUIT\r\n" } },
    PL_OUTCOME_ACCEPTED,
    "USER-PASS",
    "PASS",
    NULL },
};

static void
test_sign_in (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_in_cases); i++)
    {
      const SignInCase *wanted = &sign_in_cases[i];
      g_autofree char *capa = g_strdup_printf ("+OK\r\n%s.\r\n", wanted->capa);
      FakeTurn turns[7] = { { "", "+OK\r\n" }, { "CAPA\r\n", capa } };
      FakePeer peer = { turns, .trusted = TRUE, .secret = wanted->password };
      g_auto (Talk) talk;

      memcpy (turns + 2, wanted->turns, sizeof wanted->turns);
      g_test_message ("%u", i);
      talk_begin (&talk, PL_SERVICE_POP3, &peer);
      talk_greet (&talk);
      talk_ask (&talk);
      talk_assert_outcome (talk_sign_in_by (&talk, wanted->mechanism, wanted->password),
                           wanted->outcome);
      if (strstr (wanted->capa, "SASL") != NULL || wanted->code != NULL)
        pl_dialogue_quit (talk.dialogue);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_MECHANISM, wanted->used);
      g_assert_nonnull (talk_find_reply (&talk, wanted->command));
      talk_assert_fact (talk_find_reply (&talk, wanted->command), PL_FACT_CODE, wanted->code);
    }
}

/* RFC 5034 4: a command line has 255 bytes at most, so a long password waits for the challenge. */
static char *
answer_challenge (const char *written)
{
  g_assert_cmpstr (written, ==, "AUTH PLAIN\r\n");
  return g_strdup ("+ \r\n");
}

static char *
answer_long (const char *written)
{
  g_assert_cmpuint (strlen (written), >, 255);
  return g_strdup ("+OK\r\n");
}

static void
test_long_password (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK\r\n" },
    { "CAPA\r\n", "+OK\r\nSASL PLAIN\r\n.\r\n" },
    { NULL, NULL, answer_challenge },
    { NULL, NULL, answer_long },
    { "" },
  };
  g_autofree char *password = g_strnfill (200, 'x');
  FakePeer peer = { turns, .trusted = TRUE, .secret = password };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_POP3, &peer);
  talk_greet (&talk);
  talk_ask (&talk);
  talk_assert_outcome (talk_sign_in (&talk, "anna", password), PL_OUTCOME_ACCEPTED);
  fake_connection_assert_played (talk.connection);
}

/* A line end in a password would be a command of its own. */
static void
test_line_end_in_password (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK\r\n" },
    { "CAPA\r\n", "-ERR what\r\n" },
    { "" },
  };
  static const char *const passwords[] = { "a\r\nDELE 1", "a\nb", "a\rb" };

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      FakePeer peer = { turns, .trusted = TRUE };
      g_auto (Talk) talk;

      talk_begin (&talk, PL_SERVICE_POP3, &peer);
      talk_greet (&talk);
      talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
      talk_assert_outcome (talk_sign_in (&talk, "anna", passwords[i]), PL_OUTCOME_WITHHELD);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find (&talk, PL_SIGHT_SIGN_IN), PL_FACT_REASON, "password-characters");
    }
}

static char *
answer_many (const char *written)
{
  GString *answer = g_string_new ("+OK 90000 1\r\n+OK\r\n");

  for (guint i = 1; i < 90000; i++)
    g_string_append_printf (answer, "%u x\r\n", i);
  g_string_append (answer, ".\r\n");
  return g_string_free (answer, FALSE);
}

static void
test_many_messages (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK\r\n" },
    { "CAPA\r\n", CAPA },
    { "AUTH PLAIN " PLAIN "\r\n", "+OK in\r\n" },
    { NULL, NULL, answer_many },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_POP3, &peer);
  talk_greet (&talk);
  talk_ask (&talk);
  talk_sign_in (&talk, "anna", PASSWORD);
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (strlen (fake_connection_peek_unread (talk.connection)), >, 1000);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
}

/* Gmail accepts the password and refuses the mailbox. */
static void
test_mailbox_refused (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK\r\n" },
    { "CAPA\r\n", "+OK\r\nUSER\r\nUIDL\r\n.\r\n" },
    { "USER anna\r\n", "+OK\r\n" },
    { "PASS geheim\r\n", "+OK\r\n" },
    { "STAT\r\n", "-ERR [SYS/PERM] Your account is not enabled for POP access.\r\n" },
    { "QUIT\r\n" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;
  g_autofree char *stages = NULL;

  talk_begin (&talk, PL_SERVICE_POP3, &peer);
  talk_greet (&talk);
  talk_ask (&talk);
  talk_assert_outcome (talk_sign_in (&talk, "anna", "geheim"), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_REJECTED);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
  talk_assert_fact (talk_find_reply (&talk, "STAT"), PL_FACT_CODE, "SYS/PERM");
  stages = talk_list_stages (&talk);
  g_assert_cmpstr (stages, ==,
                   "greeting passed, capabilities passed, sign-in passed, mailbox failed");
}

static void
test_uidl_refused (void)
{
  static const FakeTurn turns[] = {
    { "", "+OK\r\n" },
    { "CAPA\r\n", "+OK\r\nUSER\r\nUIDL\r\n.\r\n" },
    { "USER anna\r\n", "+OK\r\n" },
    { "PASS geheim\r\n", "+OK\r\n" },
    { "STAT\r\n", "+OK 0 0\r\n" },
    { "UIDL\r\n", "-ERR not today\r\n" },
    { "QUIT\r\n" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_POP3, &peer);
  talk_greet (&talk);
  talk_ask (&talk);
  talk_sign_in (&talk, "anna", "geheim");
  talk_assert_outcome (talk_use (&talk, NULL), PL_OUTCOME_ACCEPTED);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
  talk_assert_outcome (pl_observation_get_outcome (talk_find_reply (&talk, "UIDL")),
                       PL_OUTCOME_REJECTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pop3/implicit-tls", test_implicit_tls);
  g_test_add_func ("/pop3/stls", test_stls);
  g_test_add_func ("/pop3/stls/refused", test_stls_refused);
  g_test_add_func ("/pop3/sign-in", test_sign_in);
  g_test_add_func ("/pop3/sign-in/long-password", test_long_password);
  g_test_add_func ("/pop3/sign-in/line-end-in-password", test_line_end_in_password);
  g_test_add_func ("/pop3/mailbox/many-messages", test_many_messages);
  g_test_add_func ("/pop3/mailbox/refused", test_mailbox_refused);
  g_test_add_func ("/pop3/mailbox/uidl-refused", test_uidl_refused);
  return g_test_run ();
}
