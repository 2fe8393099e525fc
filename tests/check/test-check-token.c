// SPDX-License-Identifier: GPL-3.0-or-later
/* Servers that take tokens: what is proven without one, what one proves, and that no password gets
 * there. */
#include "check/check-lab.h"

#include <string.h>

#define TOKEN "eyJ.Geheim-Token_1~x"
#define IMAP_OFFER "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] ready\n"
#define IMAP_NO_SIGN_IN "TLS good\n" IMAP_OFFER "C? {tag} LOGOUT\nCLOSE\n"
#define SMTP_OFFER                                             \
  "S: 220 mx ESMTP\nC: EHLO *\nS: 250-mx\nS: 250-PIPELINING\n" \
  "S: 250 AUTH PLAIN LOGIN XOAUTH2\n"
#define SMTP_NO_SIGN_IN "TLS good\n" SMTP_OFFER "C? QUIT\nCLOSE\n"
/* {"status":"401","schemes":"bearer","scope":"mail"} */
#define REFUSAL "eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIiwic2NvcGUiOiJtYWlsIn0="

/* Of a provider that takes no passwords, by the built-in facts; the second is none of those that
 * stand there, only a neighbour. */
#define OAUTH_IMAP "outlook.office365.com"
#define OAUTH_SMTP "smtp-legacy.office365.com"

static PlServerSettings *
make_server (CheckLab *lab, PlService service, const char *host, guint16 port, const char *auth)
{
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (lab, service, host, port, PL_SECURITY_TLS);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  fields.auth = auth;
  return pl_server_settings_new (&fields, NULL);
}

static PlProposal *
make_proposal (CheckLab *lab, const char *incoming_auth, const char *outgoing_auth)
{
  return check_lab_make_proposal (lab,
                                  make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, incoming_auth),
                                  make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 465, outgoing_auth));
}

static PlEvidence *
check (CheckLab *lab, PlProposal *proposal, const char *incoming, const char *outgoing)
{
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  g_autoptr (PlSecret) incoming_token = incoming != NULL ? pl_secret_new (incoming, -1) : NULL;
  g_autoptr (PlSecret) outgoing_token = outgoing != NULL ? pl_secret_new (outgoing, -1) : NULL;
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { password, password },
    .tokens = { incoming_token, outgoing_token },
    .directions = PL_DIRECTIONS_BOTH,
  };
  PlEvidence *evidence = pl_check_run (&request, NULL, NULL, NULL);

  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
  check_lab_expect_no_secret (evidence, TOKEN);
  return evidence;
}

/* What the client sends of @lab's user and the token. */
static char *
make_answer (CheckLab *lab)
{
  g_autofree char *user =
      g_strndup (check_lab_get_address (lab), strcspn (check_lab_get_address (lab), "@"));
  g_autofree char *message = g_strdup_printf ("user=%s\x01"
                                              "auth=Bearer %s\x01\x01",
                                              user, TOKEN);

  return g_base64_encode ((const guchar *) message, strlen (message));
}

static void
expect_states (PlEvidence *evidence, PlCheckState incoming, PlCheckState outgoing)
{
  g_assert_cmpstr (pl_check_state_to_nick (pl_check_get_state (evidence, PL_DIRECTION_INCOMING)),
                   ==, pl_check_state_to_nick (incoming));
  g_assert_cmpstr (pl_check_state_to_nick (pl_check_get_state (evidence, PL_DIRECTION_OUTGOING)),
                   ==, pl_check_state_to_nick (outgoing));
}

static void
expect_partial (PlEvidence *evidence)
{
  static const PlService services[] = { PL_SERVICE_IMAP, PL_SERVICE_SMTP };
  g_autoptr (PlCheckedSettings) checked = pl_check_conclude (evidence, 0);

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      PlObservation *sign_in = pl_evidence_find_last (evidence, services[i], PL_SIGHT_SIGN_IN);

      g_assert_true (check_lab_is_withheld (evidence, services[i], "oauth"));
      g_assert_cmpstr (pl_observation_get (sign_in, PL_FACT_MECHANISM), ==, "XOAUTH2");
      g_assert_cmpint (check_lab_get_stage (evidence, services[i], PL_STAGE_CAPABILITIES), ==,
                       PL_STAGE_STATE_PASSED);
      g_assert_cmpint (check_lab_get_stage (evidence, services[i], PL_STAGE_SIGN_IN), ==,
                       PL_STAGE_STATE_SKIPPED);
      g_assert_null (pl_evidence_find_last (evidence, services[i], PL_SIGHT_PASSWORD));
      g_assert_null (pl_evidence_find_last (evidence, services[i], PL_SIGHT_PROBE));
    }
  expect_states (evidence, PL_CHECK_STATE_PARTIAL, PL_CHECK_STATE_PARTIAL);
  g_assert_nonnull (checked);
  g_assert_false (pl_checked_settings_is_verified (checked));
  g_assert_cmpstr (pl_checked_settings_get_server (checked, PL_DIRECTION_INCOMING)->mechanism, ==,
                   "XOAUTH2");
}

/* By the settings: reach, TLS and the offer are proven, and the password stays where it is. */
static void
test_partial_by_settings (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap = check_lab_serve (lab, LAB_IMAP, 993, IMAP_NO_SIGN_IN);
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, SMTP_NO_SIGN_IN);
  g_autoptr (PlProposal) proposal = make_proposal (lab, "XOAUTH2", "XOAUTH2");
  g_autoptr (PlEvidence) evidence = check (lab, proposal, NULL, NULL);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  expect_partial (evidence);
}

/* By the provider's facts, although the server would take a password and the settings ask for it. */
static void
test_partial_by_provider (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap = check_lab_serve (lab, OAUTH_IMAP, 993, IMAP_NO_SIGN_IN);
  PlScriptServer *smtp = check_lab_serve (lab, OAUTH_SMTP, 465, SMTP_NO_SIGN_IN);
  g_autoptr (PlProposal) proposal =
      check_lab_make_proposal (lab, make_server (lab, PL_SERVICE_IMAP, OAUTH_IMAP, 993, NULL),
                               make_server (lab, PL_SERVICE_SMTP, OAUTH_SMTP, 465, "PLAIN"));
  g_autoptr (PlEvidence) evidence = check (lab, proposal, NULL, NULL);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  g_assert_true (pl_check_wants_token (proposal, PL_DIRECTION_INCOMING));
  g_assert_true (pl_check_wants_token (proposal, PL_DIRECTION_OUTGOING));
  expect_partial (evidence);
}

/* With no sign-in to wait for, the outgoing side is through before the incoming one has greeted. */
static void
test_outgoing_does_not_wait (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlObservation *incoming, *outgoing;
  g_autoptr (PlProposal) proposal = make_proposal (lab, "XOAUTH2", "XOAUTH2");
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\nWAIT 400\n" IMAP_OFFER "C? {tag} LOGOUT\nCLOSE\n");
  check_lab_serve (lab, LAB_SMTP, 465, SMTP_NO_SIGN_IN);
  evidence = check (lab, proposal, NULL, NULL);

  incoming = pl_evidence_find_last (evidence, PL_SERVICE_IMAP, PL_SIGHT_SIGN_IN);
  outgoing = pl_evidence_find_last (evidence, PL_SERVICE_SMTP, PL_SIGHT_SIGN_IN);
  g_assert_cmpint (pl_observation_get_at_us (outgoing), <, pl_observation_get_at_us (incoming));
  expect_partial (evidence);
}

static void
test_offer_missing (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap = check_lab_serve (
      lab, LAB_IMAP, 993, "TLS good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\nCLOSE\n");
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, SMTP_NO_SIGN_IN);
  g_autoptr (PlProposal) proposal = make_proposal (lab, "XOAUTH2", "XOAUTH2");
  g_autoptr (PlEvidence) evidence = check (lab, proposal, NULL, NULL);
  g_autoptr (PlCheckedSettings) checked = pl_check_conclude (evidence, 0);
  PlObservation *sign_in = pl_evidence_find_last (evidence, PL_SERVICE_IMAP, PL_SIGHT_SIGN_IN);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  g_assert_cmpint (pl_observation_get_outcome (sign_in), ==, PL_OUTCOME_NOT_OFFERED);
  expect_states (evidence, PL_CHECK_STATE_FAILED, PL_CHECK_STATE_PARTIAL);
  g_assert_null (checked);
}

static void
test_token (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autofree char *answer = make_answer (lab);
  g_autofree char *imap_script =
      g_strconcat ("TLS good\n" IMAP_OFFER "C: {tag} AUTHENTICATE XOAUTH2 ", answer,
                   "\nS: {tag} OK [CAPABILITY IMAP4rev1 ID] you are in\n" LAB_IMAP_USE, NULL);
  g_autofree char *smtp_script = g_strconcat ("TLS good\n" SMTP_OFFER "C: AUTH XOAUTH2 ", answer,
                                              "\nS: 235 2.7.0 welcome\n" LAB_SMTP_USE, NULL);
  PlScriptServer *imap = check_lab_serve (lab, LAB_IMAP, 993, imap_script);
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, smtp_script);
  /* Nothing in the settings asks for it: that there is a token is enough. */
  g_autoptr (PlProposal) proposal = make_proposal (lab, NULL, "XOAUTH2");
  g_autoptr (PlEvidence) evidence = check (lab, proposal, TOKEN, TOKEN);
  g_autoptr (PlCheckedSettings) checked = pl_check_conclude (evidence, 0);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  expect_states (evidence, PL_CHECK_STATE_OK, PL_CHECK_STATE_OK);
  g_assert_true (pl_checked_settings_is_verified (checked));
}

/* A token for one side only: the other one is as good as can be shown. */
static void
test_token_for_one (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap =
      check_lab_serve (lab, LAB_IMAP, 993,
                       "TLS good\n" IMAP_OFFER "C: {tag} AUTHENTICATE XOAUTH2 {answer}\n"
                       "S: {tag} OK [CAPABILITY IMAP4rev1 ID] in\n" LAB_IMAP_USE);
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, SMTP_NO_SIGN_IN);
  g_autoptr (PlProposal) proposal = make_proposal (lab, "XOAUTH2", "XOAUTH2");
  g_autoptr (PlEvidence) evidence = check (lab, proposal, TOKEN, NULL);

  check_lab_expect_played (imap);
  check_lab_expect_played (smtp);
  expect_states (evidence, PL_CHECK_STATE_OK, PL_CHECK_STATE_PARTIAL);
}

/* The same budget as for passwords: two refusals, then no more; the outgoing side is spared. */
static void
test_token_refused (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp;
  g_autoptr (PlProposal) proposal = make_proposal (lab, "XOAUTH2", "XOAUTH2");
  g_autoptr (PlEvidence) first = NULL;
  g_autoptr (PlEvidence) second = NULL;
  g_autoptr (PlEvidence) third = NULL;
  PlObservation *refusal;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" IMAP_OFFER "C? {tag} AUTHENTICATE XOAUTH2 {answer}\n"
                   "S: + " REFUSAL "\nC: \nS: {tag} NO [AUTHENTICATIONFAILED] no\n"
                   "C? {tag} LOGOUT\nCLOSE\n");
  smtp = check_lab_serve (lab, LAB_SMTP, 465, SMTP_NO_SIGN_IN);
  first = check (lab, proposal, TOKEN, TOKEN);
  second = check (lab, proposal, TOKEN, TOKEN);
  third = check (lab, proposal, TOKEN, TOKEN);

  check_lab_expect_played (smtp);
  expect_states (first, PL_CHECK_STATE_FAILED, PL_CHECK_STATE_FAILED);
  g_assert_true (check_lab_is_withheld (first, PL_SERVICE_SMTP, "incoming-failed"));
  refusal = pl_evidence_find_last (first, PL_SERVICE_IMAP, PL_SIGHT_TOKEN);
  g_assert_nonnull (refusal);
  g_assert_cmpstr (pl_observation_get (refusal, PL_FACT_STATUS), ==, "401");
  g_assert_nonnull (pl_evidence_find_last (second, PL_SERVICE_IMAP, PL_SIGHT_TOKEN));
  g_assert_null (pl_evidence_find_last (third, PL_SERVICE_IMAP, PL_SIGHT_TOKEN));
  g_assert_true (check_lab_is_withheld (third, PL_SERVICE_IMAP, "budget"));
}

/* Consent to send a password in clear text is none for a token. */
static void
test_never_in_clear_text (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *imap =
      check_lab_serve (lab, LAB_IMAP, 143, IMAP_OFFER "C? {tag} LOGOUT\nCLOSE\n");
  g_autoptr (PlServerSettings) usual =
      check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 143, PL_SECURITY_NONE);
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *transcript = NULL;
  PlServerFields fields;

  pl_server_settings_peek_fields (usual, &fields);
  fields.allow_cleartext = TRUE;
  proposal = check_lab_make_proposal (lab, pl_server_settings_new (&fields, NULL), NULL);
  evidence = check (lab, proposal, TOKEN, NULL);

  transcript = pl_script_server_dup_transcript (imap);
  g_assert_null (strstr (transcript, "AUTHENTICATE"));
  g_assert_true (check_lab_is_withheld (evidence, PL_SERVICE_IMAP, "cleartext"));
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_FAILED);
}

/* A server that the person has yet to agree to gets neither password nor token; the other direction
 * need not wait for it. */
static void
test_approval (void)
{
  static const char *const foreign[] = { LAB_IMAP, NULL };
  static const char *const tokens[] = { NULL, TOKEN };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (CheckLab) lab = check_lab_new ();
      PlScriptServer *imap = check_lab_serve (lab, LAB_IMAP, 993, IMAP_NO_SIGN_IN);
      PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
      g_autoptr (PlProposal) known = make_proposal (lab, NULL, NULL);
      g_autoptr (PlProposal) proposal = NULL;
      g_autoptr (PlEvidence) evidence = NULL;
      g_autoptr (PlCheckedSettings) checked = NULL;
      PlProposalFields fields;

      pl_proposal_peek_fields (known, &fields);
      fields.foreign_hosts = foreign;
      proposal = pl_proposal_new_from_fields (&fields);
      evidence = check (lab, proposal, tokens[i], NULL);
      checked = pl_check_conclude (evidence, 0);

      check_lab_expect_played (imap);
      check_lab_expect_played (smtp);
      g_assert_true (check_lab_is_withheld (evidence, PL_SERVICE_IMAP, "approval"));
      g_assert_cmpint (check_lab_get_stage (evidence, PL_SERVICE_IMAP, PL_STAGE_CAPABILITIES), ==,
                       PL_STAGE_STATE_PASSED);
      expect_states (evidence, PL_CHECK_STATE_FAILED, PL_CHECK_STATE_OK);
      g_assert_null (checked);
    }
}

/* A foreign relay that wants no sign-in does not get the address as sender either. */
static void
test_foreign_relay (void)
{
  static const char *const foreign[] = { LAB_SMTP, NULL };
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *smtp = check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
  g_autoptr (PlServerSettings) usual =
      check_lab_make_server (lab, PL_SERVICE_SMTP, LAB_SMTP, 465, PL_SECURITY_TLS);
  g_autoptr (PlServerSettings) relay = NULL;
  g_autoptr (PlAddress) address = pl_address_parse ("anna@practice.test", NULL);
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *transcript = NULL;
  PlProposalFields proposed = { .address = address, .foreign_hosts = foreign };
  PlServerFields fields;

  pl_server_settings_peek_fields (usual, &fields);
  fields.username = NULL;
  relay = pl_server_settings_new (&fields, NULL);
  proposed.outgoing = relay;
  proposal = pl_proposal_new_from_fields (&proposed);
  evidence = check (lab, proposal, NULL, NULL);

  transcript = pl_script_server_dup_transcript (smtp);
  g_assert_nonnull (strstr (transcript, "EHLO"));
  g_assert_null (strstr (transcript, "MAIL FROM"));
  g_assert_true (check_lab_is_withheld (evidence, PL_SERVICE_SMTP, "approval"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/token/partial-by-settings", test_partial_by_settings);
  g_test_add_func ("/check/token/partial-by-provider", test_partial_by_provider);
  g_test_add_func ("/check/token/outgoing-does-not-wait", test_outgoing_does_not_wait);
  g_test_add_func ("/check/token/offer-missing", test_offer_missing);
  g_test_add_func ("/check/token/signed-in", test_token);
  g_test_add_func ("/check/token/for-one-direction", test_token_for_one);
  g_test_add_func ("/check/token/refused", test_token_refused);
  g_test_add_func ("/check/token/never-in-clear-text", test_never_in_clear_text);
  g_test_add_func ("/check/token/approval", test_approval);
  g_test_add_func ("/check/token/foreign-relay", test_foreign_relay);
  return g_test_run ();
}
