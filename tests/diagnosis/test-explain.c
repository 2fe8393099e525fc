// SPDX-License-Identifier: GPL-3.0-or-later
/* What people paste: messages of mail programs, logs, replies. Each gets its cause, and no part of
 * what comes out holds a secret. */
#include "german.h"
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-explain-words-private.h"
#include "diagnosis/pl-explain.h"
#include "diagnosis/pl-reply-private.h"

#include <string.h>

#define LEAST_TABLES 0.89 /* an accepted alternative counts half */

static PlFinding *
explain (const char *text, PlExplainProtocol protocol, const char *server)
{
  const PlExplainRequest request = {
    .text = text, .length = -1, .protocol = protocol, .server = server
  };
  g_autoptr (GPtrArray) findings = pl_explain_text (&request);

  g_assert_cmpuint (findings->len, ==, 1);
  return g_object_ref (findings->pdata[0]);
}

static char **
read_table (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "diagnosis", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;

  g_file_get_contents (path, &table, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (g_strchomp (table), "\n", -1);
}

static char *
unescape (const char *field)
{
  GString *text = g_string_new (field);

  g_string_replace (text, "\\n", "\n", 0);
  return g_string_free (text, FALSE);
}

static void
test_pasted (void)
{
  g_auto (GStrv) lines = read_table ("pasted-messages.tsv");
  guint wrong = 0;

  g_assert_cmpuint (g_strv_length (lines), >, 120);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);
      g_autofree char *text = unescape (fields[2] != NULL ? fields[2] : "");
      g_autoptr (PlFinding) finding = explain (text, PL_EXPLAIN_UNKNOWN, NULL);

      if (strcmp (pl_finding_get_code (finding), fields[0]) == 0)
        continue;
      g_test_message ("%s, %s: %s instead of %s: %s", fields[1],
                      pl_stage_to_nick (pl_finding_get_stage (finding)),
                      pl_finding_get_code (finding), fields[0], text);
      wrong++;
    }

  g_assert_cmpuint (wrong, ==, 0);
}

/* The tables of replies, once with what was spoken and when, once without. */
static double
score_table (const char *name, gboolean told)
{
  g_auto (GStrv) lines = read_table (name);
  double score = 0;
  guint n = 0;

  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_auto (GStrv) others = g_strsplit (fields[6], ",", -1);
      g_autofree char *text = unescape (fields[4]);
      PlExplainRequest request = { .text = text, .length = -1 };
      g_autoptr (GPtrArray) findings = NULL;
      const char *code;

      if (told)
        {
          g_assert_true (pl_explain_protocol_from_nick (fields[1], &request.protocol));
          g_assert_true (pl_explain_stage_from_nick (fields[2], &request.stage));
          request.stage_known = TRUE;
        }
      findings = pl_explain_text (&request);
      code = pl_finding_get_code (findings->pdata[0]);
      score += strcmp (code, fields[5]) == 0                          ? 1
               : g_strv_contains ((const char *const *) others, code) ? 0.5
                                                                      : 0;
      n++;
    }

  g_test_message ("%s, %s: %.1f of %u, %.1f %%", name, told ? "told what it is" : "not told", score,
                  n, 100 * score / n);
  return score / n;
}

static void
test_tables (void)
{
  static const char *const names[] = {
    "server-replies.tsv",   "more-replies.tsv",     "unseen-replies-2.tsv",  "unseen-replies-3.tsv",
    "unseen-replies-4.tsv", "unseen-replies-5.tsv", "unseen-replies-6.tsv",  "unseen-replies-7.tsv",
    "unseen-replies-8.tsv", "unseen-replies-9.tsv", "unseen-replies-10.tsv", "unseen-replies-11.tsv"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpfloat (score_table (names[i], TRUE), >=, LEAST_TABLES);
      g_assert_cmpfloat (score_table (names[i], FALSE), >=, 0.85);
    }
}

/* The line that matters among many. */
static void
test_log (void)
{
  static const char log[] = "10:00:00 S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED STARTTLS] ready\n"
                            "10:00:00 C: a1 STARTTLS\n10:00:00 S: a1 OK Begin\n"
                            "10:00:01 C: a2 LOGIN ben@example.org opensesame\n"
                            "10:00:03 S: a2 NO [EXPIRED] Password expired\n"
                            "10:00:03 C: a3 LOGOUT\n10:00:03 S: * BYE Logging out\n";
  g_autoptr (PlFinding) finding = explain (log, PL_EXPLAIN_UNKNOWN, NULL);

  g_assert_cmpstr (pl_finding_get_code (finding), ==, "password-expired");
  g_assert_cmpstr (pl_finding_get_evidence (finding), ==,
                   "10:00:03 S: a2 NO [EXPIRED] Password expired");
  g_assert_cmpint (pl_finding_get_service (finding), ==, PL_SERVICE_IMAP);
  g_assert_cmpint (pl_finding_get_stage (finding), ==, PL_STAGE_SIGN_IN);
  g_assert_cmpint (pl_finding_get_certainty (finding), ==, PL_CERTAINTY_PROVEN);
}

/* What the provider wants first comes before a mistake of the person's. */
static void
test_provider (void)
{
  g_autoptr (PlFinding) gmail = explain (
      "A1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", PL_EXPLAIN_IMAP, "gmail");
  g_autoptr (PlFinding) icloud =
      explain ("A1 NO [AUTHENTICATIONFAILED] Authentication failed", PL_EXPLAIN_IMAP, "iCloud");
  g_autoptr (PlFinding) outlook =
      explain ("535 5.7.3 Authentication unsuccessful", PL_EXPLAIN_SMTP, "outlook-com");
  g_autoptr (PlFinding) by_host =
      explain ("Login to server imap.gmx.net with username ben failed.", PL_EXPLAIN_UNKNOWN, NULL);
  g_autoptr (PlFinding) nobody =
      explain ("535 5.7.3 Authentication unsuccessful", PL_EXPLAIN_SMTP, "Dovecot");
  guint n_links;

  g_assert_cmpstr (pl_finding_get_code (gmail), ==, "app-password-required");
  g_assert_true (g_strv_contains (pl_finding_get_alternatives (gmail), "credentials-rejected"));
  g_assert_cmpuint (g_strv_length ((char **) pl_finding_get_alternatives (gmail)), ==,
                    g_strv_length ((char **) pl_finding_get_alternative_explanations (gmail)));
  g_assert_cmpstr (pl_finding_get_code (icloud), ==, "app-password-required");
  g_assert_true (g_strv_contains (pl_finding_get_alternatives (icloud), "credentials-rejected"));
  pl_finding_get_links (gmail, &n_links);
  g_assert_cmpuint (n_links, >, 0);
  g_assert_cmpstr (pl_finding_get_code (outlook), ==, "oauth-required");
  g_assert_cmpstr (pl_finding_get_code (by_host), ==, "imap-disabled");
  g_assert_cmpint (pl_finding_get_certainty (by_host), ==, PL_CERTAINTY_LIKELY);
  g_assert_nonnull (strstr (pl_finding_get_title (by_host), "GMX"));
  g_assert_cmpstr (pl_finding_get_code (nobody), ==, "credentials-rejected");
}

/* The whole of an address is meant; no mailbox is full. */
static void
test_full_address (void)
{
  static const char *const replies[] = {
    "535 5.7.8 Please use your full e-mail address as user name",
    "A NO [AUTHENTICATIONFAILED] the user name is your full e-mail address",
    "-ERR user name must be full e-mail address",
    "Please log in with your full e-mail address as user name. Your account needs it.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (PlFinding) finding = explain (replies[i], PL_EXPLAIN_UNKNOWN, NULL);

      g_assert_cmpstr (pl_finding_get_code (finding), ==, "username-format");
      g_assert_false (g_strv_contains (pl_finding_get_alternatives (finding), "mailbox-full"));
    }
}

static void
test_links (void)
{
  g_autoptr (PlFinding) finding =
      explain ("534-5.7.9 Application-specific password required. Learn more at\n"
               "534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor. "
               "http://plain.example/ https://a@evil.example/",
               PL_EXPLAIN_SMTP, NULL);
  guint n_links;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

  g_assert_cmpuint (n_links, ==, 1);
  g_assert_cmpstr (links[0].url, ==, "https://support.google.com/mail/?p=InvalidSecondFactor");
  g_assert_cmpstr (links[0].label, ==, "Page at support.google.com");
}

static void
assert_without (PlFinding *finding, const char *secret)
{
  guint n_links;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

  g_assert_null (strstr (pl_finding_get_title (finding), secret));
  g_assert_null (strstr (pl_finding_get_explanation (finding), secret));
  if (pl_finding_get_evidence (finding) != NULL)
    g_assert_null (strstr (pl_finding_get_evidence (finding), secret));
  for (guint i = 0; pl_finding_get_steps (finding)[i] != NULL; i++)
    g_assert_null (strstr (pl_finding_get_steps (finding)[i], secret));
  for (guint i = 0; i < n_links; i++)
    g_assert_null (strstr (links[i].url, secret));
}

static void
test_secrets (void)
{
  static const char *const templates[] = { "A1 LOGIN ben \"%s\"", "PASS %s", "password=%s",
                                           "imap://ben:%s@imap.example.org", "Passwort: %s" };

  for (guint round = 0; round < 100; round++)
    for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
      {
        g_autofree char *secret =
            g_strdup_printf ("Zq%u#%x", g_test_rand_int (), g_test_rand_int ());
        g_auto (GStrv) around = g_strsplit (templates[i], "%s", 2);
        g_autofree char *text = g_strconcat (around[0], secret, around[1], NULL);
        g_autoptr (PlFinding) finding = explain (text, PL_EXPLAIN_UNKNOWN, NULL);

        assert_without (finding, secret);
      }
}

static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (PL_EXPLAIN_MOST_BYTES * 2, '5');
  g_autofree char *lines = g_strnfill (10000, '\n');
  const char *const texts[] = { "",      "\xff\xfe\x80", "5",         "535",   "550-",  "[",
                                "[AUTH", "NO",           "BAD ",      "-ERR",  "* BYE", "4.",
                                "5.7",   "https://",     "https://@", endless, lines };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint k = PL_EXPLAIN_UNKNOWN; k <= PL_EXPLAIN_OTHER; k++)
      {
        g_autoptr (PlFinding) finding = explain (texts[i], (PlExplainProtocol) k, NULL);

        g_assert_nonnull (finding);
      }
}

/* --- words --- */

/* What only a check can say, and what stands where a value is missing. */
static void
assert_claims_nothing (const char *text, const char *code)
{
  static const char *const claims[] = { "‹",
                                        "›",
                                        "{",
                                        "}",
                                        "(null)",
                                        "  ",
                                        "tried once",
                                        "was not sent",
                                        "we tried",
                                        "We tried",
                                        "we asked",
                                        "was checked",
                                        "heck again",
                                        "This account",
                                        "this account's",
                                        "You entered",
                                        "our password was",
                                        "einmal versucht",
                                        "wir haben",
                                        "Wir haben",
                                        "nicht gesendet",
                                        "gesendet.",
                                        "geprüft",
                                        "erneut prüfen",
                                        "Dieses Konto",
                                        "Sie haben eingetragen" };

  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    if (strstr (text, claims[i]) != NULL)
      g_test_fail_printf ("%s: “%s” in “%s”", code, claims[i], text);
}

static void
assert_words_of (const PlExplanation *explanation, const char *code)
{
  const PlWording *wording = pl_explain_words_find (code, explanation->line);
  g_autofree char *title = NULL;
  g_autofree char *meaning = NULL;

  g_assert_nonnull (wording);
  title = pl_explain_words_fill (explanation, wording->title);
  meaning = pl_explain_words_fill (explanation, wording->explanation);
  assert_claims_nothing (title, code);
  assert_claims_nothing (meaning, code);
  g_assert_false (g_str_has_suffix (title, "."));
  g_assert_nonnull (wording->steps[0]);
  for (guint i = 0; wording->steps[i] != NULL; i++)
    {
      g_autofree char *step = pl_explain_words_fill (explanation, wording->steps[i]);

      assert_claims_nothing (step, code);
    }
}

/* Every cause, with names and without. */
static void
test_words (void)
{
  const PlExplanation explanations[] = {
    { .line = "535 5.7.8 No" },
    { .line = "535" },
    { .line = "535 5.7.8 No",
      .host = "imap.example.org",
      .provider = pl_provider_find_by_domain ("gmx.net") },
  };

  for (guint i = 0; i < pl_catalogue_get_n_causes (); i++)
    for (guint k = 0; k < G_N_ELEMENTS (explanations); k++)
      assert_words_of (&explanations[k], pl_catalogue_get_cause (i)->code);
}

/* The same, as it comes out of every text that the tables hold. */
static void
test_words_of_tables (void)
{
  static const char *const names[] = { "pasted-messages.tsv", "server-replies.tsv",
                                       "unseen-replies-4.tsv" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      g_auto (GStrv) lines = read_table (names[n]);

      for (guint i = 1; lines[i] != NULL; i++)
        {
          g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
          g_autofree char *text = unescape (fields[n == 0 ? 2 : 4]);
          g_autoptr (PlFinding) finding = explain (text, PL_EXPLAIN_UNKNOWN, NULL);
          const char *const *titles = pl_finding_get_alternative_titles (finding);

          assert_claims_nothing (pl_finding_get_title (finding), text);
          for (guint k = 0; titles[k] != NULL; k++)
            assert_claims_nothing (titles[k], text);
          g_assert_true (text[0] == '\0' || pl_finding_get_evidence (finding) != NULL);
        }
    }
}

/* An empty text has no cause, and no words that speak of one. */
static void
test_nothing (void)
{
  g_autoptr (PlFinding) finding = explain (" \n ", PL_EXPLAIN_UNKNOWN, NULL);

  g_assert_cmpstr (pl_finding_get_code (finding), ==, "unexplained");
  g_assert_cmpstr (pl_finding_get_title (finding), ==, "There is nothing to explain");
  g_assert_null (pl_finding_get_evidence (finding));
}

static void
test_german (void)
{
  if (!speak_german ())
    return;

  test_words ();
  test_words_of_tables ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/explain/hostile", test_hostile);
  g_test_add_func ("/explain/secrets", test_secrets);
  g_test_add_func ("/explain/links", test_links);
  g_test_add_func ("/explain/full-address", test_full_address);
  g_test_add_func ("/explain/log", test_log);
  g_test_add_func ("/explain/provider", test_provider);
  g_test_add_func ("/explain/tables", test_tables);
  g_test_add_func ("/explain/pasted", test_pasted);
  g_test_add_func ("/explain/words", test_words);
  g_test_add_func ("/explain/words-of-tables", test_words_of_tables);
  g_test_add_func ("/explain/nothing", test_nothing);
  g_test_add_func ("/explain/german", test_german); /* last: it changes the language */

  return g_test_run ();
}
