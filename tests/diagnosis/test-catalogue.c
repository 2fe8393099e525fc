// SPDX-License-Identifier: GPL-3.0-or-later
/* Every row of the catalogue: a code of its own, texts, an evidence file that yields it first, and
 * fixes that keep the rules. */
#include "evidence-files.h"
#include "german.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"

#include <glib/gi18n.h>

static gboolean
is_known_placeholder (const char *name, gsize length)
{
  for (guint i = 0; pl_case_words_get_name (i) != NULL; i++)
    if (strlen (pl_case_words_get_name (i)) == length &&
        strncmp (pl_case_words_get_name (i), name, length) == 0)
      return TRUE;

  return FALSE;
}

/* Each placeholder of a text, here and in the language that is set, has a function. */
static void
assert_placeholders (const char *text)
{
  for (const char *p = strchr (text, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      const char *close = strchr (p, '}');

      g_assert_nonnull (close);
      if (!is_known_placeholder (p + 1, close - p - 1))
        g_error ("no function for a placeholder in “%s”", text);
    }
}

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 0);
  assert_placeholders (text);
  assert_placeholders (_ (text));
}

static void
assert_wording (const PlWording *wording)
{
  assert_text (wording->title);
  assert_text (wording->explanation);
  /* A title is one line of a card, without a full stop. */
  g_assert_cmpuint (g_utf8_strlen (wording->title, -1), <=, 80);
  g_assert_false (g_str_has_suffix (wording->title, "."));
  g_assert_nonnull (wording->steps[0]);
  g_assert_null (wording->steps[PL_MOST_STEPS]);
  for (guint i = 0; wording->steps[i] != NULL; i++)
    {
      assert_text (wording->steps[i]);
      /* Where a step speaks of the report, the card has a button for it. */
      if (strstr (wording->steps[i], "the report") != NULL)
        g_assert_cmpuint (wording->report_step, ==, i + 1);
    }
  g_assert_true (wording->report_step == 0 ||
                 strstr (wording->steps[wording->report_step - 1], " report") != NULL);
}

static void
test_rows (void)
{
  guint n = pl_catalogue_get_n_causes ();

  g_assert_cmpuint (g_strv_length ((char **) pl_catalogue_get_codes ()), ==, n);
  for (guint i = 0; i < n; i++)
    {
      const PlCause *cause = pl_catalogue_get_cause (i);

      g_assert_true (pl_catalogue_find (cause->code) == cause);
      g_assert_nonnull (cause->match);
      g_assert_nonnull (cause->wordings[0].title);
      g_assert_cmpint ((cause->flags & PL_CAUSE_CERTIFICATE) != 0, ==,
                       g_str_has_prefix (cause->code, "certificate-"));
      for (guint k = 0; k < PL_MOST_WORDINGS && cause->wordings[k].title != NULL; k++)
        assert_wording (&cause->wordings[k]);
    }
}

/* What no button helps against: revoked certificates and interference are not worked around. */
static void
test_rows_without_fixes (void)
{
  static const char *const stated[] = {
    "address-invalid",     "domain-unknown",   "domain-no-mail",   "starttls-stripped",
    "certificate-revoked", "oauth-required",   "password-expired", "password-characters",
    "recipient-rejected",  "message-rejected", "tls-intercepted",  "client-at-fault"
  };

  for (guint i = 0; i < pl_catalogue_get_n_causes (); i++)
    {
      const PlCause *cause = pl_catalogue_get_cause (i);
      gboolean none = FALSE;

      if (cause->severity == PL_SEVERITY_WARNING)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (stated); k++)
        none |= strcmp (stated[k], cause->code) == 0;
      if (none != (cause->add_fixes == NULL))
        g_error ("%s: fixes and what is stated of them differ", cause->code);
    }
}

static void
assert_filled (const char *code, const char *text)
{
  if (text != NULL && (strchr (text, '{') != NULL || strchr (text, '}') != NULL))
    g_error ("%s: not filled: %s", code, text);
}

static void
assert_texts_filled (PlFinding *finding)
{
  const char *code = pl_finding_get_code (finding);

  assert_filled (code, pl_finding_get_title (finding));
  assert_filled (code, pl_finding_get_explanation (finding));
  for (const char *const *step = pl_finding_get_steps (finding); *step != NULL; step++)
    assert_filled (code, *step);
  for (const char *const *line = pl_finding_get_checked (finding); *line != NULL; line++)
    assert_filled (code, *line);
  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    {
      PlFix *fix = pl_finding_get_fix (finding, i);

      g_assert_cmpstr (pl_fix_get_label (fix), !=, NULL);
      assert_filled (code, pl_fix_get_label (fix));
      assert_filled (code, pl_fix_get_consent (fix));
    }
}

/* The text without its comment, as it would be written again. */
static char *
drop_comment (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *plain = g_string_new (lines[0]);

  g_assert_cmpint (lines[1][0], ==, '#');
  for (guint i = 2; lines[i] != NULL; i++)
    g_string_append_printf (plain, "\n%s", lines[i]);
  return g_string_free (plain, FALSE);
}

/* Golden files are what a check would have written. */
static void
test_goldens_are_canonical (void)
{
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autofree char *text = evidence_file_read (*code);
      g_autofree char *plain = drop_comment (text);
      g_autoptr (PlEvidence) evidence = evidence_parse (text);
      g_autofree char *again = pl_evidence_to_text (evidence);

      g_assert_cmpstr (plain, ==, again);
    }
}

/* The golden file of every code yields it first. */
static void
test_goldens (void)
{
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autoptr (GPtrArray) findings = judge (*code);

      if (findings->len == 0 || strcmp (first_code (findings), *code) != 0)
        g_error ("tests/evidence/%s.evidence yields %s", *code, first_code (findings));
      for (guint i = 0; i < findings->len; i++)
        assert_texts_filled (findings->pdata[i]);
    }
}

/* Whose password is right is not asked for it again. */
static void
test_password_doubt (void)
{
  static const struct
  {
    const char *code;
    PlPasswordDoubt doubt;
  } stated[] = {
    { "credentials-rejected", PL_PASSWORD_DOUBT_STRONG },
    { "password-expired", PL_PASSWORD_DOUBT_STRONG },
    { "unexplained", PL_PASSWORD_DOUBT_SOME },
    /* Not proven there: a mistyped password fits as well. */
    { "imap-disabled", PL_PASSWORD_DOUBT_SOME },
    { "smtp-disabled", PL_PASSWORD_DOUBT_NONE },
    { "account-locked", PL_PASSWORD_DOUBT_NONE },
    { "subscription-required", PL_PASSWORD_DOUBT_NONE },
    { "auth-mechanism-unsupported", PL_PASSWORD_DOUBT_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      g_autoptr (GPtrArray) findings = judge (stated[i].code);

      if (pl_finding_get_password_doubt (findings->pdata[0]) != stated[i].doubt)
        g_error ("%s", stated[i].code);
    }
}

static gboolean
is_probed (PlEvidence *evidence, PlServerSettings *settings)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_PROBE &&
          pl_observation_get_outcome (seen) == PL_OUTCOME_SPOKEN &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_HOST),
                     pl_server_settings_get_host (settings)) == 0 &&
          pl_observation_get_int (seen, PL_FACT_PORT, 0) ==
              pl_server_settings_get_port (settings) &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_SECURITY),
                     pl_security_to_nick (pl_server_settings_get_security (settings))) == 0 &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_TRUST), "system") == 0)
        return TRUE;
    }

  return FALSE;
}

/* A value whose key is not set would be lost, or change something unseen. */
static void
assert_only_keys (const PlFixFields *fields)
{
  const PlServerFields *values = &fields->values;

  g_assert_true ((values->host != NULL) == ((fields->keys & PL_FIX_KEY_HOST) != 0));
  g_assert_true ((values->port != 0) == ((fields->keys & PL_FIX_KEY_PORT) != 0) ||
                 (fields->keys & PL_FIX_KEY_SECURITY) != 0);
  g_assert_true ((values->username != NULL) == ((fields->keys & PL_FIX_KEY_USERNAME) != 0));
  g_assert_true ((values->trust_fingerprint != NULL) ==
                 ((fields->keys & PL_FIX_KEY_TRUST_FINGERPRINT) != 0));
  g_assert_true (values->allow_cleartext == ((fields->keys & PL_FIX_KEY_ALLOW_CLEARTEXT) != 0));
}

static void
assert_settings_fix (PlEvidence *evidence, PlFix *fix, const PlFixFields *fields)
{
  PlServerSettings *before = pl_proposal_get_server (
      pl_evidence_get_proposal (evidence), pl_service_get_direction (fields->values.service));
  g_autoptr (GError) error = NULL;
  g_autoptr (PlServerSettings) after = pl_fix_apply (fix, before, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fields->keys, !=, 0);
  /* Agreeing to a server makes it the person's own, and changes nothing else. */
  g_assert_true (!pl_server_settings_equal (before, after) ||
                 pl_server_settings_get_source (before) != pl_server_settings_get_source (after));
  assert_only_keys (fields);

  if (fields->proven)
    g_assert_true (is_probed (evidence, after));
  /* Never to clear text without a question, never an exception without one. */
  if (fields->keys & (PL_FIX_KEY_ALLOW_CLEARTEXT | PL_FIX_KEY_TRUST_FINGERPRINT))
    g_assert_nonnull (fields->consent);
  if ((fields->keys & PL_FIX_KEY_SECURITY) && fields->values.security == PL_SECURITY_NONE)
    g_assert_nonnull (fields->consent);
}

/* Another domain, the same mailbox name. */
static void
assert_address_fix (PlEvidence *evidence, const PlFixFields *fields)
{
  PlAddress *before = pl_proposal_get_address (pl_evidence_get_proposal (evidence));
  g_autoptr (PlAddress) after = pl_address_parse (fields->address, NULL);

  g_assert_nonnull (after);
  g_assert_cmpint (fields->keys, ==, 0);
  g_assert_cmpstr (pl_address_get_local_part (after), ==, pl_address_get_local_part (before));
  g_assert_cmpstr (pl_address_get_domain (after), !=, pl_address_get_domain (before));
}

static void
test_fixes_keep_the_rules (void)
{
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autofree char *text = evidence_file_read (*code);
      g_autoptr (PlEvidence) evidence = evidence_parse (text);
      g_autoptr (GPtrArray) findings = pl_diagnosis_run (evidence);

      for (guint i = 0; i < findings->len; i++)
        for (guint k = 0; k < pl_finding_get_n_fixes (findings->pdata[i]); k++)
          {
            PlFix *fix = pl_finding_get_fix (findings->pdata[i], k);
            PlFixFields fields;

            pl_fix_peek_fields (fix, &fields);
            if (fields.kind == PL_FIX_SETTINGS)
              assert_settings_fix (evidence, fix, &fields);
            if (fields.kind == PL_FIX_ADDRESS)
              assert_address_fix (evidence, &fields);
            if (fields.kind == PL_FIX_PAGE)
              g_assert_true (g_str_has_prefix (fields.url, "https://") ||
                             g_str_equal (fields.url, PL_FIXES_PAGE_TO_REPLACE));
            g_assert_true (fields.kind == PL_FIX_SETTINGS || !fields.proven);
          }
    }
}

static void
test_describe (void)
{
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autoptr (PlCauseText) text = pl_catalogue_describe (*code);

      g_assert_cmpstr (text->code, ==, *code);
      assert_filled (*code, text->title);
      assert_filled (*code, text->explanation);
      g_assert_cmpuint (g_strv_length (text->steps), >, 0);
      for (guint i = 0; text->steps[i] != NULL; i++)
        assert_filled (*code, text->steps[i]);
    }

  g_assert_null (pl_catalogue_describe ("no-such-code"));
}

/* All of the above once more in German, where the built catalogue is at hand. */
static void
test_german (void)
{
  if (!speak_german ())
    return;

  test_rows ();
  test_goldens ();
  test_describe ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/rows", test_rows);
  g_test_add_func ("/catalogue/rows-without-fixes", test_rows_without_fixes);
  g_test_add_func ("/catalogue/goldens", test_goldens);
  g_test_add_func ("/catalogue/password-doubt", test_password_doubt);
  g_test_add_func ("/catalogue/goldens-are-canonical", test_goldens_are_canonical);
  g_test_add_func ("/catalogue/fixes-keep-the-rules", test_fixes_keep_the_rules);
  g_test_add_func ("/catalogue/describe", test_describe);
  g_test_add_func ("/catalogue/german", test_german);

  return g_test_run ();
}
