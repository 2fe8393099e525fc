// SPDX-License-Identifier: GPL-3.0-or-later
#include "talk.h"

#include <string.h>

#define PASSWORD "ge heim"
#define PLAIN "AGFubmEAZ2UgaGVpbQ=="
#define EHLO "EHLO [192.0.2.1]\r\n"
#define OFFERS                                                                  \
  "250-mail.example.org\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-STARTTLS\r\n" \
  "250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n"
#define GROUP "MAIL FROM:<anna@example.org>\r\nRCPT TO:<anna@example.org>\r\nRSET\r\nQUIT\r\n"

static const PlEnvelope own_envelope = { "anna@example.org", "anna@example.org", NULL };

/* product.md, Speed: SMTPS signs in with 5 round trips, 6 with the dry run; TCP and TLS take 2. */
static void
test_implicit_tls (void)
{
  static const FakeTurn turns[] = {
    { "", "220-mail.example.org\r\n220 ESMTP\r\n" },
    { EHLO, OFFERS },
    { "AUTH PLAIN " PLAIN "\r\n", "235 2.7.0 in\r\n" },
    { GROUP, "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.0.0 Ok\r\n221 2.0.0 Bye\r\n" },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE, .secret = PASSWORD };
  g_auto (Talk) talk;
  g_autofree char *stages = NULL;

  talk_begin (&talk, PL_SERVICE_SMTP, &peer);
  talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_sign_in (&talk, "anna", PASSWORD), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 5);
  talk_assert_outcome (talk_use (&talk, &own_envelope), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 6);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
  g_assert_cmpstr (fake_connection_peek_unread (talk.connection), ==, "");
  talk_assert_fact (talk_find_reply (&talk, "AUTH PLAIN"), PL_FACT_CODE, "2.7.0");
  talk_assert_fact (talk_find (&talk, PL_SIGHT_CAPABILITIES), PL_FACT_WORDS,
                    "PIPELINING SIZE SIZE=1000 STARTTLS AUTH AUTH=PLAIN AUTH=LOGIN 8BITMIME");
  stages = talk_list_stages (&talk);
  g_assert_cmpstr (stages, ==,
                   "greeting passed, capabilities passed, sign-in passed, sender passed, "
                   "recipient passed");
}

static void
test_starttls (void)
{
  static const FakeTurn turns[] = {
    { "", "220 ESMTP\r\n" },
    { EHLO, "250-mail\r\n250 STARTTLS\r\n" },
    { "STARTTLS\r\n", "220 2.0.0 go\r\n" },
    { EHLO, OFFERS },
    { "AUTH PLAIN " PLAIN "\r\n", "235 2.7.0 in\r\n" },
    { "QUIT\r\n" },
  };
  FakePeer peer = { turns, .tls_outcome = PL_OUTCOME_ACCEPTED, .secret = PASSWORD };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_SMTP, &peer);
  talk_assert_outcome (talk_greet (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_start_tls (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_sign_in (&talk, "anna", PASSWORD), PL_OUTCOME_ACCEPTED);
  g_assert_cmpuint (2 + fake_connection_get_round_trips (talk.connection), ==, 7);
  pl_dialogue_quit (talk.dialogue);
  fake_connection_assert_played (talk.connection);
}

static void
test_starttls_refused (void)
{
  static const struct
  {
    const FakeTurn turns[4];
    PlOutcome outcome;
    PlOutcome seen;
  } cases[] = {
    { { { "", "220 x\r\n" }, { EHLO, "250-x\r\n250 SIZE\r\n" }, { "" } },
      PL_OUTCOME_NOT_OFFERED,
      PL_OUTCOME_NOT_OFFERED },
    { { { "", "220 x\r\n" }, { EHLO, OFFERS }, { "STARTTLS\r\n", "454 4.7.0 no TLS\r\n" }, { "" } },
      PL_OUTCOME_TEMPORARY,
      PL_OUTCOME_REJECTED },
    { { { "", "220 x\r\n" },
        { EHLO, OFFERS },
        { "STARTTLS\r\n", "220 go\r\n250 injected\r\n" },
        { "" } },
      PL_OUTCOME_INJECTED,
      PL_OUTCOME_INJECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakePeer peer = { cases[i].turns, .tls_outcome = PL_OUTCOME_ACCEPTED };
      g_auto (Talk) talk;

      g_test_message ("%u", i);
      talk_begin (&talk, PL_SERVICE_SMTP, &peer);
      talk_greet (&talk);
      talk_assert_outcome (talk_start_tls (&talk), cases[i].outcome);
      fake_connection_assert_played (talk.connection);
      talk_assert_outcome (pl_observation_get_outcome (talk_find (&talk, PL_SIGHT_STARTTLS)),
                           cases[i].seen);
    }
}

static void
test_greetings (void)
{
  static const struct
  {
    const char *greeting;
    PlOutcome outcome;
    const char *code;
  } cases[] = {
    { "421 4.7.0 Try again later\r\n", PL_OUTCOME_TEMPORARY, "4.7.0" },
    { "554-no\r\n554 5.7.1 not for you\r\n", PL_OUTCOME_REJECTED, "5.7.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakeTurn turns[] = { { "", cases[i].greeting }, { "QUIT\r\n" } };
      FakePeer peer = { turns };
      g_auto (Talk) talk;

      talk_begin (&talk, PL_SERVICE_SMTP, &peer);
      talk_assert_outcome (talk_greet (&talk), cases[i].outcome);
      pl_dialogue_quit (talk.dialogue);
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find_reply (&talk, "GREETING"), PL_FACT_CODE, cases[i].code);
    }
}

static void
test_ehlo_refused (void)
{
  static const FakeTurn turns[] = {
    { "", "220 ESMTP\r\n" },
    { EHLO, "550 5.7.1 bad name\r\n" },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE };
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_SMTP, &peer);
  talk_greet (&talk);
  talk_assert_outcome (talk_ask (&talk), PL_OUTCOME_REJECTED);
  fake_connection_assert_played (talk.connection);
  talk_assert_fact (talk_find_reply (&talk, "EHLO"), PL_FACT_STATUS, "550");
}

/* From here on the dialogues have greeted and asked. */
static void
begin_at_sign_in (Talk *talk, const FakePeer *peer)
{
  talk_begin (talk, PL_SERVICE_SMTP, peer);
  talk_assert_outcome (talk_greet (talk), PL_OUTCOME_ACCEPTED);
  talk_assert_outcome (talk_ask (talk), PL_OUTCOME_ACCEPTED);
}

typedef struct
{
  const char *offers;
  const char *mechanism;
  const FakeTurn turns[5]; /* after EHLO */
  PlOutcome outcome;
  const char *command;
  const char *code;
} SignInCase;

static const SignInCase sign_in_cases[] = {
  { "250-x\r\n250 AUTH LOGIN\r\n",
    NULL,
    { { "AUTH LOGIN\r\n", "334 VXNlcm5hbWU6\r\n" },
      { "YW5uYQ==\r\n", "334 UGFzc3dvcmQ6\r\n" },
      { "Z2UgaGVpbQ==\r\n", "235 in\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "AUTH LOGIN",
    NULL },
  { "250-x\r\n250 AUTH=PLAIN\r\n",
    NULL,
    { { "AUTH PLAIN " PLAIN "\r\n", "235 in\r\n" }, { "" } },
    PL_OUTCOME_ACCEPTED,
    "AUTH PLAIN",
    NULL },
  { "250-x\r\n250 AUTH PLAIN LOGIN\r\n",
    NULL,
    { { "AUTH PLAIN " PLAIN "\r\n",
        "535-5.7.8 Username and Password not accepted. Learn more at\r\n"
        "535 5.7.8 https://example.org\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "AUTH PLAIN",
    "5.7.8" },
  { "250-x\r\n250 AUTH PLAIN\r\n",
    NULL,
    { { "AUTH PLAIN " PLAIN "\r\n", "454 4.7.0 Temporary authentication failure\r\n" }, { "" } },
    PL_OUTCOME_TEMPORARY,
    "AUTH PLAIN",
    "4.7.0" },
  { "250-x\r\n250 AUTH PLAIN\r\n",
    NULL,
    { { "AUTH PLAIN " PLAIN "\r\n", "334 \r\n" }, { "*\r\n", "501 ended\r\n" }, { "" } },
    PL_OUTCOME_FAILED,
    NULL,
    NULL },
};

static void
test_sign_in (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_in_cases); i++)
    {
      const SignInCase *wanted = &sign_in_cases[i];
      FakeTurn turns[7] = { { "", "220 x\r\n" }, { EHLO, wanted->offers } };
      FakePeer peer = { turns, .trusted = TRUE, .secret = PASSWORD };
      g_auto (Talk) talk;

      g_test_message ("%u", i);
      memcpy (turns + 2, wanted->turns, sizeof wanted->turns);
      begin_at_sign_in (&talk, &peer);
      talk_assert_outcome (talk_sign_in_by (&talk, wanted->mechanism, PASSWORD), wanted->outcome);
      if (wanted->command == NULL)
        {
          /* Taken back with "*", and not waited for. */
          g_assert_error (talk.error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
          g_assert_nonnull (talk_find (&talk, PL_SIGHT_VIOLATION));
          continue;
        }
      fake_connection_assert_played (talk.connection);
      talk_assert_fact (talk_find_reply (&talk, wanted->command), PL_FACT_CODE, wanted->code);
    }
}

static char *
answer_challenge (const char *written)
{
  g_assert_cmpstr (written, ==, "AUTH PLAIN\r\n");
  return g_strdup ("334 \r\n");
}

static char *
answer_long (const char *written)
{
  g_assert_cmpuint (strlen (written), >, 512);
  return g_strdup ("235 in\r\n");
}

/* RFC 4954 4: an initial response must not make the line longer than 512 bytes. */
static void
test_long_password (void)
{
  static const FakeTurn turns[] = {
    { "", "220 x\r\n" },         { EHLO, OFFERS }, { NULL, NULL, answer_challenge },
    { NULL, NULL, answer_long }, { "" },
  };
  g_autofree char *password = g_strnfill (400, 'x');
  FakePeer peer = { turns, .trusted = TRUE, .secret = password };
  g_auto (Talk) talk;

  begin_at_sign_in (&talk, &peer);
  talk_assert_outcome (talk_sign_in (&talk, "anna", password), PL_OUTCOME_ACCEPTED);
  fake_connection_assert_played (talk.connection);
}

typedef struct
{
  const char *offers;
  PlEnvelope envelope;
  const FakeTurn turns[6]; /* after EHLO */
  PlOutcome outcome;
  const char *command;
  const char *code;
  const char *stages;
} EnvelopeCase;

#define BEFORE "greeting passed, capabilities passed, "
#define MESSAGE "Subject: x\r\n\r\n.dot\r\nlast\r\n"

static const EnvelopeCase envelope_cases[] = {
  /* one by one where they must not go together */
  { "250 x\r\n",
    { "a@example.org", "b@example.org" },
    { { "MAIL FROM:<a@example.org>\r\n", "250 ok\r\n" },
      { "RCPT TO:<b@example.org>\r\n", "250 ok\r\n" },
      { "RSET\r\n", "250 ok\r\n" },
      { "QUIT\r\n" } },
    PL_OUTCOME_ACCEPTED,
    "RCPT",
    NULL,
    BEFORE "sender passed, recipient passed" },
  { "250 x\r\n",
    { "a@example.org", "b@example.org" },
    { { "MAIL FROM:<a@example.org>\r\n", "553 5.7.1 not yours\r\n" }, { "QUIT\r\n" } },
    PL_OUTCOME_REJECTED,
    "MAIL",
    "5.7.1",
    BEFORE "sender failed" },
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org", "b@example.org" },
    { { "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nRSET\r\nQUIT\r\n",
        "550 5.7.60 no permission to send as\r\n503 MAIL first\r\n250 ok\r\n221 bye\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "MAIL",
    "5.7.60",
    BEFORE "sender failed" },
  /* Postfix looks at the sender only when it hears the recipient */
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org", "b@example.org" },
    { { "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nRSET\r\nQUIT\r\n",
        "250 ok\r\n553 5.7.1 Sender address rejected: not owned by user\r\n250 ok\r\n221 bye\r\n" },
      { "" } },
    PL_OUTCOME_REJECTED,
    "RCPT",
    "5.7.1",
    BEFORE "sender passed, recipient failed" },
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org", "b@example.org" },
    { { "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nRSET\r\nQUIT\r\n",
        "250 ok\r\n451 4.7.1 Greylisted\r\n250 ok\r\n221 bye\r\n" },
      { "" } },
    PL_OUTCOME_TEMPORARY,
    "RCPT",
    "4.7.1",
    BEFORE "sender passed, recipient failed" },
  /* the domain has an ASCII form, the local part none */
  { "250-x\r\n250 PIPELINING\r\n",
    { "anna@müller.example", "anna@müller.example" },
    { { "MAIL FROM:<anna@xn--mller-kva.example>\r\nRCPT TO:<anna@xn--mller-kva.example>\r\n"
        "RSET\r\nQUIT\r\n",
        "250 ok\r\n250 ok\r\n250 ok\r\n221 bye\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "RCPT",
    NULL,
    BEFORE "sender passed, recipient passed" },
  { "250-x\r\n250-SMTPUTF8\r\n250 PIPELINING\r\n",
    { "jörg@example.org", "jörg@example.org" },
    { { "MAIL FROM:<jörg@example.org> SMTPUTF8\r\nRCPT TO:<jörg@example.org>\r\nRSET\r\nQUIT\r\n",
        "250 ok\r\n250 ok\r\n250 ok\r\n221 bye\r\n" },
      { "" } },
    PL_OUTCOME_ACCEPTED,
    "RCPT",
    NULL,
    BEFORE "sender passed, recipient passed" },
  { "250-x\r\n250 PIPELINING\r\n",
    { "jörg@example.org", "jörg@example.org" },
    { { "QUIT\r\n" } },
    PL_OUTCOME_NOT_OFFERED,
    "MAIL",
    NULL,
    BEFORE "sender failed" },
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org> BODY=x", "b@example.org" },
    { { "" } },
    PL_OUTCOME_FAILED,
    NULL,
    NULL,
    BEFORE "sender failed" },
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org\r\nDATA", "b@example.org" },
    { { "" } },
    PL_OUTCOME_FAILED,
    NULL,
    NULL,
    BEFORE "sender failed" },
  /* a message only when asked for */
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org", "b@example.org", MESSAGE },
    { { "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n", "250 ok\r\n250 ok\r\n" },
      { "DATA\r\n", "354 go\r\n" },
      { "Subject: x\r\n\r\n..dot\r\nlast\r\n.\r\n", "250 2.0.0 queued\r\n" },
      { "QUIT\r\n" } },
    PL_OUTCOME_ACCEPTED,
    "DATA",
    "2.0.0",
    BEFORE "sender passed, recipient passed, message passed" },
  { "250-x\r\n250-8BITMIME\r\n250 SIZE\r\n",
    { "a@example.org", "b@example.org", "X: y\r\n\r\nä" },
    { { "MAIL FROM:<a@example.org> BODY=8BITMIME\r\n", "250 ok\r\n" },
      { "RCPT TO:<b@example.org>\r\n", "250 ok\r\n" },
      { "DATA\r\n", "354 go\r\n" },
      { "X: y\r\n\r\nä\r\n.\r\n", "554 5.7.1 spam\r\n" },
      { "QUIT\r\n" } },
    PL_OUTCOME_REJECTED,
    "DATA",
    "5.7.1",
    BEFORE "sender passed, recipient passed, message failed" },
  { "250-x\r\n250 PIPELINING\r\n",
    { "a@example.org", "b@example.org", MESSAGE },
    { { "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\n", "250 ok\r\n550 5.1.1 who\r\n" },
      { "QUIT\r\n" } },
    PL_OUTCOME_REJECTED,
    "RCPT",
    "5.1.1",
    BEFORE "sender passed, recipient failed" },
};

static void
test_envelope (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (envelope_cases); i++)
    {
      const EnvelopeCase *wanted = &envelope_cases[i];
      FakeTurn turns[8] = { { "", "220 x\r\n" }, { EHLO, wanted->offers } };
      FakePeer peer = { turns, .trusted = TRUE };
      g_auto (Talk) talk;
      g_autofree char *stages = NULL;

      g_test_message ("%u: %s", i, wanted->envelope.sender);
      memcpy (turns + 2, wanted->turns, sizeof wanted->turns);
      begin_at_sign_in (&talk, &peer);
      talk_assert_outcome (talk_use (&talk, &wanted->envelope), wanted->outcome);
      pl_dialogue_quit (talk.dialogue);
      fake_connection_assert_played (talk.connection);
      stages = talk_list_stages (&talk);
      g_assert_cmpstr (stages, ==, wanted->stages);
      if (wanted->command == NULL)
        continue;
      talk_assert_outcome (pl_observation_get_outcome (talk_find_reply (&talk, wanted->command)),
                           wanted->outcome);
      talk_assert_fact (talk_find_reply (&talk, wanted->command), PL_FACT_CODE, wanted->code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smtp/implicit-tls", test_implicit_tls);
  g_test_add_func ("/smtp/starttls", test_starttls);
  g_test_add_func ("/smtp/starttls/refused", test_starttls_refused);
  g_test_add_func ("/smtp/greetings", test_greetings);
  g_test_add_func ("/smtp/ehlo-refused", test_ehlo_refused);
  g_test_add_func ("/smtp/sign-in", test_sign_in);
  g_test_add_func ("/smtp/sign-in/long-password", test_long_password);
  g_test_add_func ("/smtp/envelope", test_envelope);
  return g_test_run ();
}
