// SPDX-License-Identifier: GPL-3.0-or-later
/* The report for support: what has to be in it, and whose name has not. */
#include "evidence-files.h"

#include "diagnosis/pl-report-page-private.h"
#include "diagnosis/pl-support-report.h"

#include <glib/gi18n.h>
#include <locale.h>

static char *
write_report_of (PlEvidence *evidence, gboolean with_address)
{
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (evidence);
  g_autoptr (GListStore) list = g_list_store_new (PL_TYPE_FINDING);
  PlSupportReport report = {
    .evidence = evidence,
    .findings = G_LIST_MODEL (list),
    .typed = pl_address_get_text (pl_proposal_get_address (pl_evidence_get_proposal (evidence))),
    .software = "Postlotse 1\nGLib 2",
    .made_at = pl_evidence_get_began_at (evidence) + 60,
    .with_address = with_address,
  };

  for (guint i = 0; i < findings->len; i++)
    g_list_store_append (list, findings->pdata[i]);
  return pl_support_report_write (&report);
}

static char *
write_report (const char *code, gboolean with_address)
{
  g_autofree char *text = evidence_file_read (code);
  g_autoptr (PlEvidence) evidence = evidence_parse (text);

  return write_report_of (evidence, with_address);
}

/* Wherever its lines were broken. */
static void
assert_has (const char *report, const char *part)
{
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *flat = g_regex_replace (blanks, report, -1, 0, " ", 0, NULL);

  if (strstr (flat, part) == NULL)
    g_error ("“%s” is not in\n%s", part, report);
}

static void
assert_lacks (const char *report, const char *part)
{
  if (strstr (report, part) != NULL)
    g_error ("“%s” is in\n%s", part, report);
}

static void
test_all_there (void)
{
  static const char *const parts[] = {
    "•••@example.org",
    "2026-11-21 21:00:00 +0000 (UTC)",
    "2026-11-21 21:01:00 +0000 (UTC)",
    "too-many-attempts",
    "certain",
    "imap.example.org, port 993, SSL/TLS, entered by you",
    "Sign-in not accepted: failed, 2.1 s",
    "“A2 NO [LIMIT] Too many failed login attempts",
    "Dovecot ready.",
    "CN=R11",
    "SHA-256: 5f3a9c1e7d2b48a6903c5e1f7a8b2d4c6e0f91a3b5c7d9e1f2a4b6c8d0e2f416",
    "The chain was accepted.",
    "TLS1.3",
    "192.168.178.1:53 (dns)",
    "smtp.example.org:465 (smtp)",
    "Postlotse 1",
    "No password is in this report.",
  };
  g_autofree char *report = write_report ("too-many-attempts", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_has (report, parts[i]);
  assert_lacks (report, "anna");
}

static void
test_whole_address_on_request (void)
{
  g_autofree char *report = write_report ("too-many-attempts", TRUE);

  assert_has (report, "anna@example.org");
  assert_lacks (report, "•••@");
}

/* Every cause: one page that hides whose account it is, and no line runs off the page. */
static void
test_every_cause (void)
{
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autofree char *report = write_report (*code, FALSE);
      g_auto (GStrv) lines = g_strsplit (report, "\n", -1);

      if (strcmp (*code, "address-invalid") != 0)
        assert_has (report, *code);
      if (strcmp (*code, "address-invalid") != 0)
        {
          assert_lacks (report, "anna@");
          assert_lacks (report, " anna");
        }
      g_assert_true (g_utf8_validate (report, -1, NULL));
      g_assert_cmpuint (g_strv_length (lines), <, 160);
      for (guint i = 0; lines[i] != NULL; i++)
        if (g_utf8_strlen (lines[i], -1) > 78 && strchr (g_strchug (lines[i]), ' ') != NULL)
          g_assert_cmpuint (g_utf8_strlen (lines[i], -1), <, 130);
    }
}

static void
test_where_the_name_stands (void)
{
  static const char *const rows[][3] = {
    { "anna@example.org", "user <anna> unknown", "user <•••> unknown" },
    { "anna@example.org", "for Anna. Try again", "for •••. Try again" },
    { "anna@example.org", "MAIL FROM:<anna@example.org>", "MAIL FROM:<•••@example.org>" },
    { "anna@example.org", "bob+anna@example.net", "bob+•••@example.net" },
    { "anna@example.org", "anna%40example.org", "•••%40example.org" },
    { "anna@example.org", "annabel and joanna@x.example", "annabel and joanna@x.example" },
    { "mail@example.org", "mail.example.org says no", "mail.example.org says no" },
    { "mail@example.org", "mail@example.org says no", "•••@example.org says no" },
    { "mail@example.org", "mail", "•••" },
    { "a@example.org", "a dog, a@example.org", "a dog, •••@example.org" },
    { "a@example.org", "A", "•••" },
    { "jörg@example.org", "kein Jörg, jörg", "kein •••, •••" },
    { "jörg@example.org", "JÖRG@example.org", "•••@example.org" },
    { "anna@example.org", "CN=anna,O=x", "CN=•••,O=x" },
    { "anna@example.org", "emailAddress=ANNA@example.org", "emailAddress=•••@example.org" },
    { "no address", "no address", "•••" },
    { "", "nothing", "nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlReportPage *page = pl_report_page_new (rows[i][0], FALSE);
      g_autofree char *masked = pl_report_page_mask (page, rows[i][1]);

      g_assert_cmpstr (masked, ==, rows[i][2]);
      g_free (pl_report_page_free_to_text (page));
    }
}

/* Our own address only from the server's mouth, and only one that is known outside. */
static void
test_own_address (void)
{
  static const char *const rows[][2] = {
    { "250-mx.example.org%20at%20your%20service,%20[203.0.113.7]", "203.0.113.7" },
    { "250-mx.example.org%20Hello%20[IPv6:2001:db8::7]", "2001:db8::7" },
    { "250-mx.example.org%20Hello%20[192.168.178.5]", NULL },
    { "250-mx.example.org%20[nonsense]", NULL },
    { "250-mx.example.org", NULL },
    /* What the server calls itself, and what is no address of the internet's. */
    { "250-[198.51.100.25]%20Hello%20[203.0.113.7]", "203.0.113.7" },
    { "250-[198.51.100.25]", NULL },
    { "250-mx.example.org%20Hello%20[192.0.2.25]%20[203.0.113.7]", "203.0.113.7" },
    { "250-mx.example.org%20Hello%20[100.64.3.4]", NULL },
    { "250-mx.example.org%20Hello%20[IPv6:fd00::7]", NULL },
    { "250-mx.example.org%20Hello%20[0.0.0.0]", NULL },
    { "250-[", NULL },
    { "250-", NULL },
    { "250", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_file_read ("sender-rejected");
      g_autofree char *more = g_strdup_printf (
          "%s90000.000 smtp capabilities line - direction=received text=%s\n", text, rows[i][0]);
      g_autoptr (PlEvidence) evidence = evidence_parse (more);
      g_autofree char *report = write_report_of (evidence, FALSE);

      if (rows[i][1] != NULL)
        {
          assert_has (report, "The outgoing server sees this computer as");
          assert_has (report, rows[i][1]);
        }
      else
        {
          assert_lacks (report, "The outgoing server sees");
        }
    }
}

/* Only the answer to EHLO greets; others repeat what they were told. */
static void
test_own_address_of_other_answers (void)
{
  g_autofree char *text = evidence_file_read ("sender-rejected");
  g_autofree char *more = g_strconcat (
      text, "90000.000 smtp sender line - direction=received text=250%20ok%20[203.0.113.7]\n",
      NULL);
  g_autoptr (PlEvidence) evidence = evidence_parse (more);
  g_autofree char *report = write_report_of (evidence, FALSE);

  assert_lacks (report, "203.0.113.7");
}

/* Whoever runs the server looks for the moment, the machine and what was offered. */
static void
test_for_the_log (void)
{
  g_autofree char *report = write_report ("too-many-attempts", FALSE);
  g_autofree char *certificate = write_report ("certificate-incomplete-chain", FALSE);

  assert_has (report, "21:00:02 Incoming server (IMAP), AUTHENTICATE PLAIN:");
  assert_has (report, "Addresses: 192.0.2.10 (connected)");
  assert_has (report, "Offered: IMAP4REV1");
  assert_has (report, "Encryption: TLS1.3, AES-256-GCM");
  assert_has (certificate, "The chain was not accepted: incomplete-chain unknown-issuer The "
                           "certificate of R11 (Let's Encrypt) is missing");
}

/* The person may sign in under another name than that of the address: it is as much theirs. */
static void
test_other_user_name (void)
{
  g_autofree char *text = evidence_file_read ("credentials-rejected");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *whole = NULL;

  g_string_replace (changed, "username=anna@example.org", "username=kd-4711.beispiel", 0);
  g_string_replace (changed, "text=", "text=kd-4711.Beispiel%20", 0);
  evidence = evidence_parse (changed->str);
  masked = write_report_of (evidence, FALSE);
  whole = write_report_of (evidence, TRUE);

  assert_lacks (masked, "4711");
  assert_has (masked, "User name: •••");
  assert_has (whole, "kd-4711.beispiel");
}

/* Everything that a server can say at its worst: endless, with letters that turn text around, with ends
 * of lines that would make it look like ours, and with the name of the account in it. */
static void
test_hostile (void)
{
  static const char *const keys[] = { " text=", " subject=", " issuer=", " words=", " names=" };
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *evil = g_strdup_printf (
      "=anna%%20ANNA@example.org%%20anna%%40example.org%%0a%%0aResult:%%20all%%20is%%20well%%0d%%1b"
      "[31m%%E2%%80%%AE%s%%20",
      endless);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *text = evidence_file_read ("too-many-attempts");
      g_autoptr (GString) changed = g_string_new (text);
      g_autofree char *value = g_strndup (keys[i], strlen (keys[i]) - 1);
      g_autofree char *to = g_strconcat (value, evil, NULL);
      g_autoptr (PlEvidence) evidence = NULL;
      g_autofree char *report = NULL;

      g_assert_cmpuint (g_string_replace (changed, keys[i], to, 0), >, 0);
      evidence = evidence_parse (changed->str);
      report = write_report_of (evidence, FALSE);
      g_assert_true (g_utf8_validate (report, -1, NULL));
      g_assert_cmpuint (strlen (report), <, 64 * 1024);
      g_assert_null (strstr (report, "\nResult: all is well"));
      g_assert_null (strpbrk (report, "\r\033"));
      g_assert_null (strstr (report, "\xe2\x80\xae"));
      assert_lacks (report, "anna");
      assert_lacks (report, "ANNA");
    }
}

static void
test_nothing_was_asked (void)
{
  g_autoptr (GListStore) list = g_list_store_new (PL_TYPE_FINDING);
  g_autoptr (PlFinding) finding = pl_diagnosis_judge_address ("anna");
  PlSupportReport report = {
    .findings = G_LIST_MODEL (list),
    .typed = "anna",
    .software = "Postlotse 1",
    .made_at = 1,
  };
  g_autofree char *text = NULL;

  g_list_store_append (list, finding);
  text = pl_support_report_write (&report);
  assert_has (text, "address-invalid");
  assert_lacks (text, "anna");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC0", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/all-there", test_all_there);
  g_test_add_func ("/report/whole-address-on-request", test_whole_address_on_request);
  g_test_add_func ("/report/every-cause", test_every_cause);
  g_test_add_func ("/report/where-the-name-stands", test_where_the_name_stands);
  g_test_add_func ("/report/own-address", test_own_address);
  g_test_add_func ("/report/own-address/of-other-answers", test_own_address_of_other_answers);
  g_test_add_func ("/report/for-the-log", test_for_the_log);
  g_test_add_func ("/report/other-user-name", test_other_user_name);
  g_test_add_func ("/report/hostile", test_hostile);
  g_test_add_func ("/report/nothing-was-asked", test_nothing_was_asked);

  return g_test_run ();
}
