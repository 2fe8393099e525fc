// SPDX-License-Identifier: GPL-3.0-or-later
#include "talk.h"

#include <string.h>

#define IMAP_HELLO \
  "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256 SASL-IR] x\r\n"
#define SMTP_OFFERS "250-x\r\n250-AUTH PLAIN LOGIN\r\n250 PIPELINING\r\n"

/* What a peer does until the talk ends. */
typedef struct
{
  PlService service;
  const FakeTurn turns[8];
  PlOutcome outcome; /* of the step that ends it */
  int error; /* GIOErrorEnum, -1: none */
  PlSight seen; /* and how */
  PlOutcome seen_outcome;
} HostileCase;

static char *
answer_untagged (const char *written)
{
  GString *answer = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (answer, "* 1 EXISTS\r\n");
  return g_string_free (answer, FALSE);
}

static char *
answer_challenges (const char *written)
{
  return g_strdup ("+ VXNlcm5hbWU6\r\n");
}

static char *
answer_offers (const char *written)
{
  GString *answer = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append (answer, "250-X\r\n");
  return g_string_free (answer, FALSE);
}

static char *
answer_capa (const char *written)
{
  GString *answer = g_string_new ("+OK\r\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append (answer, "X\r\n");
  return g_string_free (answer, FALSE);
}

static char *
answer_literals (const char *written)
{
  GString *answer = g_string_new ("* LIST () \"/\" ");

  for (guint i = 0; i < 40000; i++)
    g_string_append (answer, "{10}\r\n1234567890 ");
  return g_string_free (answer, FALSE);
}

#define VIOLATES \
  PL_OUTCOME_FAILED, G_IO_ERROR_INVALID_DATA, PL_SIGHT_VIOLATION, PL_OUTCOME_VIOLATION

static const HostileCase hostile_cases[] = {
  /* greetings */
  { PL_SERVICE_IMAP,
    { { "", FAKE_SILENT } },
    PL_OUTCOME_FAILED,
    G_IO_ERROR_TIMED_OUT,
    PL_SIGHT_GREETING,
    PL_OUTCOME_SILENT },
  { PL_SERVICE_SMTP,
    { { "", FAKE_CLOSED } },
    PL_OUTCOME_FAILED,
    G_IO_ERROR_CONNECTION_CLOSED,
    PL_SIGHT_GREETING,
    PL_OUTCOME_CLOSED },
  { PL_SERVICE_POP3,
    { { "", FAKE_CANCELLED } },
    PL_OUTCOME_CANCELLED,
    G_IO_ERROR_CANCELLED,
    PL_SIGHT_STAGE,
    PL_OUTCOME_NONE },
  { PL_SERVICE_IMAP,
    { { "", "220 host ESMTP\r\n" } },
    PL_OUTCOME_OTHER_PROTOCOL,
    -1,
    PL_SIGHT_GREETING,
    PL_OUTCOME_SPOKEN },
  { PL_SERVICE_SMTP,
    { { "", "220 (vsFTPd 3.0.3)\r\n" } },
    PL_OUTCOME_OTHER_PROTOCOL,
    -1,
    PL_SIGHT_GREETING,
    PL_OUTCOME_SPOKEN },
  { PL_SERVICE_POP3,
    { { "", "HTTP/1.1 400 Bad Request\r\n" } },
    PL_OUTCOME_OTHER_PROTOCOL,
    -1,
    PL_SIGHT_GREETING,
    PL_OUTCOME_SPOKEN },
  { PL_SERVICE_IMAP,
    { { "", "garbage\r\n" } },
    PL_OUTCOME_OTHER_PROTOCOL,
    -1,
    PL_SIGHT_GREETING,
    PL_OUTCOME_SPOKEN },
  { PL_SERVICE_SMTP, { { "", "220-x\r\ngarbage\r\n" } }, VIOLATES },
  { PL_SERVICE_IMAP,
    { { "", "* BYE [UNAVAILABLE] busy\r\n" } },
    PL_OUTCOME_TEMPORARY,
    -1,
    PL_SIGHT_REPLY,
    PL_OUTCOME_TEMPORARY },
  { PL_SERVICE_POP3,
    { { "", "-ERR [SYS/TEMP] busy\r\n" } },
    PL_OUTCOME_TEMPORARY,
    -1,
    PL_SIGHT_REPLY,
    PL_OUTCOME_TEMPORARY },
  { PL_SERVICE_POP3,
    { { "", "-ERR go away\r\n" } },
    PL_OUTCOME_REJECTED,
    -1,
    PL_SIGHT_REPLY,
    PL_OUTCOME_REJECTED },

  /* capabilities */
  { PL_SERVICE_IMAP, { { "", "* OK x\r\n" }, { "A1 CAPABILITY\r\n", "garbage\r\n" } }, VIOLATES },
  { PL_SERVICE_IMAP, { { "", "* OK x\r\n" }, { "A1 CAPABILITY\r\n", "A7 OK\r\n" } }, VIOLATES },
  { PL_SERVICE_IMAP, { { "", "* OK x\r\n" }, { "A1 CAPABILITY\r\n", "+ go on\r\n" } }, VIOLATES },
  { PL_SERVICE_IMAP,
    { { "", "* OK x\r\n" }, { "A1 CAPABILITY\r\n", "A1 BAD\r\n" } },
    PL_OUTCOME_REJECTED,
    -1,
    PL_SIGHT_REPLY,
    PL_OUTCOME_REJECTED },
  { PL_SERVICE_IMAP,
    { { "", "* OK x\r\n" }, { "A1 CAPABILITY\r\n", "* BYE\r\n" }, { "", FAKE_SILENT } },
    PL_OUTCOME_TEMPORARY,
    -1,
    PL_SIGHT_REPLY,
    PL_OUTCOME_TEMPORARY },
  { PL_SERVICE_IMAP,
    { { "", "* OK x\r\n" }, { NULL, NULL, answer_untagged } },
    PL_OUTCOME_FAILED,
    G_IO_ERROR_CONNECTION_CLOSED,
    PL_SIGHT_STAGE,
    PL_OUTCOME_NONE },
  { PL_SERVICE_IMAP,
    { { "", "* OK x\r\n" }, { "A1 CAPABILITY\r\n", "* X {999999999}\r\n" } },
    VIOLATES },
  { PL_SERVICE_IMAP, { { "", "* OK x\r\n" }, { NULL, NULL, answer_literals } }, VIOLATES },
  { PL_SERVICE_POP3, { { "", "+OK\r\n" }, { "CAPA\r\n", "garbage\r\n" } }, VIOLATES },
  { PL_SERVICE_POP3, { { "", "+OK\r\n" }, { "CAPA\r\n", "+ x\r\n" } }, VIOLATES },
  { PL_SERVICE_POP3, { { "", "+OK\r\n" }, { NULL, NULL, answer_capa } }, VIOLATES },
  { PL_SERVICE_SMTP,
    { { "", "220 x\r\n" }, { NULL, "250 x\r\ngarbage\r\n" }, { NULL, FAKE_CLOSED } },
    PL_OUTCOME_NOT_OFFERED,
    -1,
    PL_SIGHT_SIGN_IN,
    PL_OUTCOME_NOT_OFFERED },
  { PL_SERVICE_SMTP, { { "", "220 x\r\n" }, { NULL, NULL, answer_offers } }, VIOLATES },

  /* sign-in */
  { PL_SERVICE_IMAP,
    { { "", IMAP_HELLO }, { NULL, FAKE_CLOSED } },
    PL_OUTCOME_FAILED,
    G_IO_ERROR_CONNECTION_CLOSED,
    PL_SIGHT_SIGN_IN,
    PL_OUTCOME_CLOSED },
  { PL_SERVICE_IMAP,
    { { "", IMAP_HELLO }, { NULL, FAKE_SILENT } },
    PL_OUTCOME_FAILED,
    G_IO_ERROR_TIMED_OUT,
    PL_SIGHT_SIGN_IN,
    PL_OUTCOME_SILENT },
  { PL_SERVICE_IMAP, { { "", IMAP_HELLO }, { NULL, "garbage\r\n" } }, VIOLATES },
  { PL_SERVICE_IMAP, { { "", IMAP_HELLO }, { NULL, "+ x\r\n" } }, VIOLATES },
  { PL_SERVICE_IMAP,
    { { "", "* PREAUTH welcome\r\n" }, { NULL, "* CAPABILITY X\r\nA1 OK\r\n" } },
    VIOLATES },
  { PL_SERVICE_POP3,
    { { "", "+OK\r\n" }, { "CAPA\r\n", "-ERR\r\n" }, { "USER anna\r\n", "+ x\r\n" } },
    VIOLATES },
  { PL_SERVICE_POP3,
    { { "", "+OK\r\n" },
      { "CAPA\r\n", "+OK\r\nSASL LOGIN\r\n.\r\n" },
      { NULL, NULL, answer_challenges },
      { NULL, NULL, answer_challenges },
      { NULL, NULL, answer_challenges },
      { NULL, NULL, answer_challenges } },
    VIOLATES },
  { PL_SERVICE_SMTP,
    { { "", "220 x\r\n" }, { NULL, SMTP_OFFERS }, { NULL, "what?\r\n" } },
    VIOLATES },

  /* use */
  { PL_SERVICE_IMAP,
    { { "", IMAP_HELLO }, { NULL, "A1 OK [CAPABILITY IMAP4rev1] in\r\n" }, { NULL, FAKE_CLOSED } },
    PL_OUTCOME_FAILED,
    G_IO_ERROR_CONNECTION_CLOSED,
    PL_SIGHT_STAGE,
    PL_OUTCOME_NONE },
  { PL_SERVICE_POP3,
    { { "", "+OK\r\n" },
      { "CAPA\r\n", "-ERR\r\n" },
      { "USER anna\r\n", "+OK\r\n" },
      { "PASS geheim\r\n", "+OK\r\n" },
      { "STAT\r\n", "+OK\r\n" } },
    VIOLATES },
  { PL_SERVICE_SMTP,
    { { "", "220 x\r\n" }, { NULL, SMTP_OFFERS }, { NULL, "235 in\r\n" }, { NULL, "2\r\n" } },
    VIOLATES },
};

static PlOutcome
talk_all (Talk *talk)
{
  static const PlEnvelope envelope = { "anna@example.org", "anna@example.org", NULL };
  PlOutcome outcome = talk_greet (talk);

  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = talk_ask (talk);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = talk_sign_in (talk, "anna", "geheim");
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = talk_use (talk, &envelope);
  return outcome;
}

static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile_cases); i++)
    {
      const HostileCase *wanted = &hostile_cases[i];
      FakePeer peer = { wanted->turns, .trusted = TRUE };
      g_auto (Talk) talk;
      PlObservation *seen;

      g_test_message ("%u: %s", i, pl_service_to_nick (wanted->service));
      talk_begin (&talk, wanted->service, &peer);
      talk_assert_outcome (talk_all (&talk), wanted->outcome);
      if (wanted->error >= 0)
        g_assert_error (talk.error, G_IO_ERROR, wanted->error);
      seen = talk_find (&talk, wanted->seen);
      g_assert_nonnull (seen);
      talk_assert_outcome (pl_observation_get_outcome (seen), wanted->seen_outcome);
      pl_dialogue_quit (talk.dialogue);
    }
}

/* Whatever a server sends back, the password is in no observation: not as typed, not in base64. */
static void
test_echoed_secret (void)
{
  static const FakeTurn turns[] = {
    { "", IMAP_HELLO },
    { NULL, "A1 NO no such thing: AGFubmEAZ2VoZWlt, that is geheim\r\n" },
    { "" },
  };
  FakePeer peer = { turns, .trusted = TRUE, .secret = "geheim" };
  const GPtrArray *seen;
  g_auto (Talk) talk;

  talk_begin (&talk, PL_SERVICE_IMAP, &peer);
  talk_assert_outcome (talk_all (&talk), PL_OUTCOME_REJECTED);
  seen = pl_recorder_peek (talk.recorder);
  for (guint i = 0; i < seen->len; i++)
    for (guint fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
      {
        const char *text = pl_observation_get (g_ptr_array_index (seen, i), fact);

        g_assert_true (text == NULL || strstr (text, "geheim") == NULL);
        g_assert_true (text == NULL || strstr (text, "Z2VoZWl") == NULL);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/cases", test_hostile);
  g_test_add_func ("/hostile/echoed-secret", test_echoed_secret);
  return g_test_run ();
}
