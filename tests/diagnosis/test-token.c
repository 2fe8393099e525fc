// SPDX-License-Identifier: GPL-3.0-or-later
/* Servers that take tokens: what is a note, what is a fault, and that no password gets the blame. */
#include "evidence-files.h"

typedef struct
{
  const char *from;
  const char *to;
} Change;

/* @changes: ended by one without @from */
static GPtrArray *
judge_with (const char *code, const Change *changes)
{
  g_autofree char *text = evidence_file_read (code);
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;

  for (; changes->from != NULL; changes++)
    g_assert_cmpuint (g_string_replace (changed, changes->from, changes->to, 0), >, 0);
  evidence = evidence_parse (changed->str);
  return pl_diagnosis_run (evidence);
}

/* Reached, encrypted, offered: nothing is wrong with that. */
static void
test_partial_is_a_note (void)
{
  g_autoptr (GPtrArray) findings = judge ("oauth-required");
  PlFinding *finding = findings->pdata[0];

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (pl_finding_get_code (finding), ==, "oauth-required");
  g_assert_cmpint (pl_finding_get_severity (finding), ==, PL_SEVERITY_INFO);
  g_assert_cmpint (pl_finding_get_certainty (finding), ==, PL_CERTAINTY_PROVEN);
  g_assert_nonnull (strstr (pl_finding_get_title (finding), "Outlook.com"));
  g_assert_nonnull (strstr (pl_finding_get_explanation (finding), "so none was sent"));
}

/* Of a server that nobody knows the settings say so, not the provider. */
static void
test_partial_by_settings (void)
{
  static const Change changes[] = {
    { "provider outlook-com\n", "" },
    { "outlook.office365.com", "imap.example.org" },
    { "smtp-mail.outlook.com", "smtp.example.org" },
    { "anna@outlook.com", "anna@example.org" },
    { NULL },
  };
  g_autoptr (GPtrArray) findings = judge_with ("oauth-required", changes);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (pl_finding_get_severity (findings->pdata[0]), ==, PL_SEVERITY_INFO);
  g_assert_cmpstr (pl_finding_get_title (findings->pdata[0]), ==,
                   "The sign-in at imap.example.org goes through the browser");
}

/* A person's password, and a server that takes only tokens: that account does not work like this. */
static void
test_tokens_only (void)
{
  static const Change changes[] = {
    { "imap sign-in sign-in withheld mechanism=XOAUTH2 words=PLAIN%20XOAUTH2 reason=oauth",
      "imap sign-in sign-in not-offered words=XOAUTH2%20OAUTHBEARER" },
    { "imap sign-in stage - state=skipped", "imap sign-in stage - state=failed" },
    { NULL },
  };
  g_autoptr (GPtrArray) findings = judge_with ("oauth-required", changes);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (first_code (findings), ==, "oauth-required");
  g_assert_cmpint (pl_finding_get_severity (findings->pdata[0]), ==, PL_SEVERITY_ERROR);
}

/* A token is wanted, and the server knows none. */
static void
test_offer_missing (void)
{
  static const Change changes[] = {
    { "imap sign-in sign-in withheld mechanism=XOAUTH2 words=PLAIN%20XOAUTH2 reason=oauth",
      "imap sign-in sign-in not-offered mechanism=XOAUTH2 words=PLAIN%20LOGIN" },
    { "imap sign-in stage - state=skipped", "imap sign-in stage - state=failed" },
    { NULL },
  };
  g_autoptr (GPtrArray) findings = judge_with ("oauth-required", changes);

  g_assert_cmpstr (first_code (findings), ==, "auth-mechanism-unsupported");
  g_assert_cmpstr (pl_finding_get_title (findings->pdata[0]), ==,
                   "outlook.office365.com offers no sign-in through the browser");
  g_assert_nonnull (strstr (pl_finding_get_explanation (findings->pdata[0]), "PLAIN, LOGIN"));
}

static void
assert_no_password_blamed (GPtrArray *findings)
{
  static const char *const blamed[] = { "credentials-rejected", "app-password-required",
                                        "password-characters", "username-format",
                                        "separate-mail-password" };

  for (guint i = 0; i < findings->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (blamed); k++)
      {
        g_assert_cmpstr (pl_finding_get_code (findings->pdata[i]), !=, blamed[k]);
        g_assert_false (
            g_strv_contains (pl_finding_get_alternatives (findings->pdata[i]), blamed[k]));
      }
}

/* What stands in oauth-token-rejected.evidence. */
#define PAYLOAD                                                  \
  "status=401 mechanism=XOAUTH2 words=https://mail.google.com/ " \
  "text={\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}"
#define SAID "A2%20NO%20[AUTHENTICATIONFAILED]%20Authentication%20failed."

typedef struct
{
  Change changes[3];
  const char *title;
} ReasonCase;

static const ReasonCase reasons[] = {
  { { { NULL } }, "imap.example.org does not accept the sign-in from the browser" },
  /* RFC 7628 3.2.2, and what servers say in plain words. */
  { { { PAYLOAD,
        "status=invalid_token mechanism=OAUTHBEARER text={\"status\":\"invalid_token\"}" } },
    "imap.example.org does not accept the sign-in from the browser" },
  { { { PAYLOAD, "status=insufficient_scope mechanism=OAUTHBEARER words=mail "
                 "text={\"status\":\"insufficient_scope\",\"scope\":\"mail\"}" } },
    "The sign-in from the browser does not cover IMAP" },
  { { { PAYLOAD, "mechanism=XOAUTH2 text=token%20expired" } },
    "The sign-in from the browser has expired" },
  { { { SAID, "A2%20NO%20[AUTHENTICATIONFAILED]%20The%20access%20token%20has%20expired." } },
    "The sign-in from the browser has expired" },
  { { { SAID, "A2%20NO%20Token%20user%20does%20not%20match%20the%20login%20name." } },
    "The sign-in from the browser belongs to another account" },
  /* Nothing inside the exchange, and next to nothing behind it. */
  { { { "token rejected " PAYLOAD, "stage - state=running" },
      { SAID, "A2%20NO%20AUTHENTICATE%20failed." } },
    "imap.example.org does not accept the sign-in from the browser" },
};

static void
test_reasons (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (GPtrArray) findings = judge_with ("oauth-token-rejected", reasons[i].changes);
      PlFinding *finding = findings->pdata[0];

      g_test_message ("%u", i);
      g_assert_cmpstr (first_code (findings), ==, "oauth-token-rejected");
      g_assert_cmpstr (pl_finding_get_title (finding), ==, reasons[i].title);
      g_assert_cmpint (pl_finding_get_severity (finding), ==, PL_SEVERITY_ERROR);
      g_assert_cmpint (pl_finding_get_certainty (finding), ==, PL_CERTAINTY_PROVEN);
      g_assert_cmpuint (pl_finding_get_n_fixes (finding), >, 0);
      assert_no_password_blamed (findings);
    }
}

/* Receiving takes the token, sending does not: then it is neither old nor somebody else's. */
static void
test_one_direction (void)
{
  static const Change changes[] = {
    { "imap sign-in token rejected " PAYLOAD, "imap sign-in stage - state=running" },
    { "imap sign-in reply rejected command=AUTHENTICATE%20XOAUTH2 status=NO "
      "code=AUTHENTICATIONFAILED text=" SAID,
      "imap sign-in reply accepted command=AUTHENTICATE%20XOAUTH2 status=OK text=A2%20OK" },
    { "imap sign-in sign-in rejected", "imap sign-in sign-in accepted" },
    { "imap sign-in stage - state=failed", "imap sign-in stage - state=passed" },
    { "smtp sign-in stage - state=skipped", "smtp sign-in stage - state=failed" },
    { "smtp sign-in sign-in withheld reason=incoming-failed",
      "smtp sign-in sign-in rejected mechanism=XOAUTH2" },
    { NULL },
  };
  g_autoptr (GPtrArray) findings = judge_with ("oauth-token-rejected", changes);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (first_code (findings), ==, "oauth-token-rejected");
  g_assert_cmpint (pl_finding_get_service (findings->pdata[0]), ==, PL_SERVICE_SMTP);
  g_assert_cmpint (pl_finding_get_certainty (findings->pdata[0]), ==, PL_CERTAINTY_LIKELY);
  g_assert_cmpstr (pl_finding_get_title (findings->pdata[0]), ==,
                   "The sign-in from the browser does not cover SMTP");
  assert_no_password_blamed (findings);
}

/* What the server says in so many words stands before what follows from the token. */
static void
test_words_before_token (void)
{
  static const Change changes[] = {
    { SAID, "A2%20NO%20[ALERT]%20Your%20account%20is%20not%20enabled%20for%20IMAP%20use." },
    { NULL },
  };
  g_autoptr (GPtrArray) findings = judge_with ("oauth-token-rejected", changes);

  g_assert_cmpstr (first_code (findings), ==, "imap-disabled");
  g_assert_true (
      g_strv_contains (pl_finding_get_alternatives (findings->pdata[0]), "oauth-token-rejected"));
}

/* At Outlook.com access is off at first: with a token just as with a password. */
static void
test_access_may_be_off (void)
{
  static const Change changes[] = {
    { "address anna@example.org", "address anna@outlook.com" },
    { "imap.example.org", "outlook.office365.com" },
    { NULL },
  };
  g_autoptr (GPtrArray) findings = judge_with ("oauth-token-rejected", changes);

  g_assert_cmpstr (first_code (findings), ==, "oauth-token-rejected");
  g_assert_true (
      g_strv_contains (pl_finding_get_alternatives (findings->pdata[0]), "imap-disabled"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagnosis/token/partial-is-a-note", test_partial_is_a_note);
  g_test_add_func ("/diagnosis/token/partial-by-settings", test_partial_by_settings);
  g_test_add_func ("/diagnosis/token/tokens-only", test_tokens_only);
  g_test_add_func ("/diagnosis/token/offer-missing", test_offer_missing);
  g_test_add_func ("/diagnosis/token/reasons", test_reasons);
  g_test_add_func ("/diagnosis/token/one-direction", test_one_direction);
  g_test_add_func ("/diagnosis/token/words-before-token", test_words_before_token);
  g_test_add_func ("/diagnosis/token/access-may-be-off", test_access_may_be_off);
  return g_test_run ();
}
