// SPDX-License-Identifier: GPL-3.0-or-later
/* Judgements that need more than one row: both directions, several faults, whose name it is. */
#include "evidence-files.h"

static void
assert_has_alternative (PlFinding *finding, const char *code)
{
  if (!g_strv_contains (pl_finding_get_alternatives (finding), code))
    g_error ("%s does not stand beside %s", code, pl_finding_get_code (finding));

  /* Each with its title, in the same order. */
  g_assert_cmpuint (g_strv_length ((char **) pl_finding_get_alternatives (finding)), ==,
                    g_strv_length ((char **) pl_finding_get_alternative_titles (finding)));
  g_assert_cmpstr (pl_finding_get_alternative_titles (finding)[0], !=, "");
  g_assert_cmpuint (g_strv_length ((char **) pl_finding_get_alternatives (finding)), ==,
                    g_strv_length ((char **) pl_finding_get_alternative_explanations (finding)));
  g_assert_cmpstr (pl_finding_get_alternative_explanations (finding)[0], !=, "");
}

static void
test_nothing_wrong (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("ipv6-broken", "dial silent ms=250.0 address=2001:db8::10",
                     "dial abandoned ms=250.0 address=2001:db8::10");

  g_assert_cmpuint (findings->len, ==, 0);
}

/* No IPv6 here at all is no fault. */
static void
test_no_ipv6 (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("ipv6-broken", "dial silent ms=250.0 address=2001:db8::10",
                     "dial unreachable ms=0.1 address=2001:db8::10");

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_wrong_port (void)
{
  g_autoptr (GPtrArray) findings = judge ("wrong-port");
  PlFinding *finding = findings->pdata[0];
  PlFix *fix = find_fix (finding, PL_FIX_KEY_PORT);
  PlFixFields fields;

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (pl_finding_get_title (finding), ==, "Port 994 is not the right one");
  g_assert_cmpstr (pl_finding_get_explanation (finding), ==,
                   "Nothing on imap.example.org accepts connections on 994. On 993 the incoming "
                   "server answers, encrypted (SSL/TLS).");
  g_assert_nonnull (fix);
  pl_fix_peek_fields (fix, &fields);
  g_assert_cmpuint (fields.values.port, ==, 993);
  g_assert_true (fields.proven);
  g_assert_cmpstr (fields.label, ==, "Use port 993");
  g_assert_cmpuint (g_strv_length ((char **) pl_finding_get_checked (finding)), ==, 3);
}

/* The port that answers has a certificate nobody trusts: it is offered, but not called proven. */
static void
test_untrusted_port_is_not_proven (void)
{
  g_autoptr (GPtrArray) findings = judge_changed ("wrong-port", "trust=system\n", "trust=none\n");
  PlFix *fix;

  g_assert_cmpstr (first_code (findings), ==, "wrong-port");
  fix = find_fix (findings->pdata[0], PL_FIX_KEY_PORT);
  g_assert_nonnull (fix);
  g_assert_false (pl_fix_get_proven (fix));
}

/* Silence on a port that nobody uses for IMAP is a wrong port, not a blocked one. */
static void
test_silent_unusual_port (void)
{
  g_autoptr (GPtrArray) findings = judge_changed ("port-blocked", "port=993 security=tls username",
                                                  "port=994 security=tls username");

  g_assert_cmpstr (first_code (findings), ==, "wrong-port");
}

static void
test_firewall_on_this_computer (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("connection-refused", "connect dial refused", "connect dial denied");

  g_assert_cmpstr (first_code (findings), ==, "port-blocked");
}

static void
test_resolver_of_one_domain (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("host-unknown", "name no-such-name", "name server-failure");

  g_assert_cmpstr (first_code (findings), ==, "dns-failure");
  g_assert_nonnull (strstr (pl_finding_get_title (findings->pdata[0]), "imp.example.org"));
}

static void
test_dns_said_once (void)
{
  g_autoptr (GPtrArray) findings = judge ("dns-failure");

  g_assert_cmpuint (findings->len, ==, 1);
}

static void
test_offline_said_once (void)
{
  g_autoptr (GPtrArray) findings = judge ("offline");

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (pl_finding_get_service (findings->pdata[0]), ==, PL_SERVICE_ACCOUNT);
}

/* A port in plain text only, without STARTTLS: neither mode would help there. */
static void
test_plain_only_port (void)
{
  g_autoptr (GPtrArray) findings = judge_changed (
      "needs-starttls", "probe spoken probe=1 ms=30.0 host=imap.example.org port=143",
      "probe not-tls probe=1 ms=30.0 host=imap.example.org port=143");

  g_assert_cmpstr (first_code (findings), ==, "starttls-unavailable");
}

static void
test_starttls_missing_at_provider (void)
{
  g_autofree char *text = evidence_file_read ("starttls-unavailable");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_string_replace (changed, "address anna@example.org\n", "address anna@gmx.de\n", 0);
  g_string_replace (changed, "host=imap.example.org", "host=imap.gmx.net", 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);

  g_assert_cmpstr (first_code (findings), ==, "starttls-stripped");
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 0);
}

static void
test_cleartext_only_after_a_question (void)
{
  g_autoptr (GPtrArray) with_port = judge ("insecure-connection");
  g_autoptr (GPtrArray) without =
      judge_changed ("insecure-connection", "probe spoken", "probe refused");
  PlFix *fix = find_fix (without->pdata[0], PL_FIX_KEY_ALLOW_CLEARTEXT);

  g_assert_null (find_fix (with_port->pdata[0], PL_FIX_KEY_ALLOW_CLEARTEXT));
  g_assert_nonnull (fix);
  g_assert_nonnull (pl_fix_get_consent (fix));
  /* The sign-in was held back on purpose: there is nothing else to explain. */
  g_assert_cmpuint (with_port->len, ==, 1);
}

/* The password was held back, and the server would not have taken it anyway. */
static void
test_plaintext_refused_beforehand (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("insecure-connection", "words=IMAP4REV1%20AUTH=PLAIN after=plain",
                     "words=IMAP4REV1%20STARTTLS%20LOGINDISABLED after=plain");

  g_assert_cmpstr (first_code (findings), ==, "plaintext-refused");
  g_assert_nonnull (find_finding (findings, "insecure-connection"));
}

/* --- certificates --- */

static void
test_several_faults (void)
{
  g_autoptr (GPtrArray) findings = judge_changed ("certificate-expired", "words=expired",
                                                  "words=expired%20host-mismatch%20weak");
  PlFix *fix;

  g_assert_cmpuint (findings->len, ==, 3);
  g_assert_cmpstr (first_code (findings), ==, "certificate-expired");
  g_assert_nonnull (find_finding (findings, "certificate-host-mismatch"));
  g_assert_nonnull (find_finding (findings, "certificate-weak"));

  /* One exception overlooks them all, so its question names them all. */
  fix = find_fix (findings->pdata[0], PL_FIX_KEY_TRUST_FINGERPRINT);
  g_assert_nonnull (fix);
  g_assert_nonnull (strstr (pl_fix_get_consent (fix), "expired"));
  g_assert_nonnull (strstr (pl_fix_get_consent (fix), "another name"));
  g_assert_nonnull (strstr (pl_fix_get_consent (fix), "too weak"));
  g_assert_nonnull (strstr (pl_fix_get_consent (fix), "5F:3A:9C"));
  g_assert_nonnull (strstr (pl_fix_get_consent (fix), "imap.example.org"));
}

static void
test_self_signed_is_not_also_unknown (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("certificate-self-signed", "status=0x42 words=self-signed",
                     "status=0x42 words=self-signed%20unknown-issuer");

  g_assert_nonnull (find_finding (findings, "certificate-self-signed"));
  g_assert_null (find_finding (findings, "certificate-unknown-issuer"));
}

static void
test_no_exception_for_revoked (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("certificate-revoked", "words=revoked", "words=revoked%20expired");

  g_assert_cmpstr (first_code (findings), ==, "certificate-revoked");
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 0);
}

/* --- names learnt from the network --- */

static PlFix *
get_host_fix (GPtrArray *findings)
{
  PlFinding *finding = find_finding (findings, "certificate-host-mismatch");

  g_assert_nonnull (finding);
  return find_fix (finding, PL_FIX_KEY_HOST);
}

static void
test_own_domain_is_one_click (void)
{
  g_autoptr (GPtrArray) findings = judge ("certificate-host-mismatch");
  PlFix *fix = get_host_fix (findings);
  PlFixFields fields;

  g_assert_nonnull (fix);
  pl_fix_peek_fields (fix, &fields);
  g_assert_cmpstr (fields.values.host, ==, "imap.example.org");
  g_assert_true (fields.proven);
  g_assert_null (fields.consent);
  g_assert_null (find_fix (find_finding (findings, "certificate-host-mismatch"),
                           PL_FIX_KEY_TRUST_FINGERPRINT));
}

/* What stands inside a sentence: quotations without a full stop of their own, versions as people write
 * them. */
static void
test_inside_sentences (void)
{
  g_autoptr (GPtrArray) limit = judge ("send-limit-reached");
  g_autoptr (GPtrArray) old = judge ("tls-version-too-old");

  g_assert_nonnull (strstr (pl_finding_get_explanation (limit->pdata[0]), "limit exceeded”."));
  g_assert_nonnull (strstr (pl_finding_get_explanation (old->pdata[0]), " is TLS 1.0."));
}

static void
test_foreign_domain_asks (void)
{
  g_autoptr (GPtrArray) unproven = NULL;
  g_autofree char *text = evidence_file_read ("certificate-host-mismatch");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  PlFix *fix;

  /* No probe goes to a foreign name. */
  g_string_replace (changed, "names=server7.example.org%20imap.example.org",
                    "names=imap.hoster.example", 0);
  g_string_replace (changed, "probe spoken", "probe refused", 0);
  evidence = evidence_parse (changed->str);
  unproven = pl_diagnosis_run (evidence);
  fix = get_host_fix (unproven);

  g_assert_nonnull (fix);
  g_assert_false (pl_fix_get_proven (fix));
  g_assert_nonnull (pl_fix_get_consent (fix));
  g_assert_nonnull (strstr (pl_fix_get_consent (fix),
                            "Whoever answers at mail.example.org shows a certificate for "
                            "imap.hoster.example. That name belongs to another domain than "
                            "example.org."));
}

/* github.io and its like: whoever shares a public suffix is a stranger. */
static void
test_public_suffix_is_foreign (void)
{
  g_autofree char *text = evidence_file_read ("certificate-host-mismatch");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlFix *fix;

  g_string_replace (changed, "names=server7.example.org%20imap.example.org",
                    "names=mail.evil.co.uk", 0);
  g_string_replace (changed, "host=mail.example.org", "host=mail.good.co.uk", 0);
  g_string_replace (changed, "probe spoken", "probe refused", 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);
  fix = get_host_fix (findings);

  g_assert_nonnull (fix);
  g_assert_nonnull (pl_fix_get_consent (fix));
}

static void
test_no_name_no_proposal (void)
{
  g_autofree char *text = evidence_file_read ("certificate-host-mismatch");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_string_replace (changed, "names=server7.example.org%20imap.example.org",
                    "names=*.hoster.example", 0);
  g_string_replace (changed, "probe spoken", "probe refused", 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);

  g_assert_null (get_host_fix (findings));
}

/* Such a name leads nowhere from here, whoever showed it. */
static void
test_private_name_is_no_proposal (void)
{
  static const char *const names[] = { "localhost.localdomain", "localhost", "nas.local",
                                       "mail.corp.internal",    "x.invalid", "192.0.2.7",
                                       "www.localhost" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = evidence_file_read ("certificate-host-mismatch");
      g_autofree char *shown = g_strconcat ("names=", names[i], NULL);
      g_autoptr (GString) changed = g_string_new (text);
      g_autoptr (PlEvidence) evidence = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      g_string_replace (changed, "names=server7.example.org%20imap.example.org", shown, 0);
      g_string_replace (changed, "probe spoken", "probe refused", 0);
      evidence = evidence_parse (changed->str);
      findings = pl_diagnosis_run (evidence);

      if (get_host_fix (findings) != NULL)
        g_error ("%s is proposed", names[i]);
      g_assert_nonnull (
          strstr (pl_finding_get_explanation (find_finding (findings, "certificate-host-mismatch")),
                  names[i]));
    }
}

/* In a network that calls itself so, such a name is at home. */
static void
test_private_name_at_home (void)
{
  g_autofree char *text = evidence_file_read ("certificate-host-mismatch");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlFixFields fields;

  g_string_replace (changed, "example.org", "corp.internal", 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);

  g_assert_nonnull (get_host_fix (findings));
  pl_fix_peek_fields (get_host_fix (findings), &fields);
  g_assert_cmpstr (fields.values.host, ==, "imap.corp.internal");
}

/* One second is one. */
static void
test_numbers_of_seconds (void)
{
  g_autoptr (GPtrArray) slow = judge ("server-too-slow");
  g_autoptr (GPtrArray) quick =
      judge_changed ("server-too-slow", "silence silent ms=10000.0", "silence silent ms=1000.0");

  g_assert_nonnull (strstr (pl_finding_get_explanation (slow->pdata[0]), " after 10 seconds "));
  g_assert_nonnull (strstr (pl_finding_get_explanation (quick->pdata[0]), " after 1 second "));
}

/* What is in the way of every server can be put right at once, and then looked at again. */
static void
test_buttons_of_this_place (void)
{
  g_autoptr (GPtrArray) portal = judge ("captive-portal");
  g_autoptr (GPtrArray) clock = judge ("clock-wrong");
  PlFixFields fields;

  g_assert_cmpuint (pl_finding_get_n_fixes (portal->pdata[0]), ==, 2);
  pl_fix_peek_fields (pl_finding_get_fix (portal->pdata[0], 0), &fields);
  g_assert_cmpint (fields.kind, ==, PL_FIX_PAGE);
  g_assert_cmpstr (fields.label, ==, "Open this network's sign-in page");
  pl_fix_peek_fields (pl_finding_get_fix (portal->pdata[0], 1), &fields);
  g_assert_cmpint (fields.kind, ==, PL_FIX_RETRY);

  g_assert_cmpuint (pl_finding_get_n_fixes (clock->pdata[0]), ==, 1);
  pl_fix_peek_fields (pl_finding_get_fix (clock->pdata[0], 0), &fields);
  g_assert_cmpint (fields.kind, ==, PL_FIX_RETRY);
  g_assert_cmpuint (fields.retry_after_s, ==, 0);
}

static PlFinding *
judge_link (const char *url, GPtrArray **findings)
{
  g_autofree char *to =
      g_strconcat ("text=A2%20NO%20Account%20suspended,%20see%20", url, "%20now", NULL);

  *findings = judge_changed (
      "account-locked", "text=A2%20NO%20Account%20suspended,%20please%20contact%20support", to);
  return (*findings)->pdata[0];
}

static void
assert_linked (const char *url, gboolean wanted)
{
  g_autoptr (GPtrArray) findings = NULL;
  PlFinding *finding = judge_link (url, &findings);
  gboolean found = FALSE;
  guint n_links = 0;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

  for (guint i = 0; i < n_links; i++)
    found |= strcmp (links[i].url, url) == 0;
  if (found != wanted)
    g_error ("%s %s a link", url, found ? "became" : "did not become");
}

static void
test_links (void)
{
  assert_linked ("https://help.example.org/unlock", TRUE);
  assert_linked ("http://help.example.org/unlock", FALSE);
  assert_linked ("https://help.example.net/unlock", FALSE);
  assert_linked ("https://example.org@evil.example/", FALSE);
  assert_linked ("https://help.example.org.evil.example/", FALSE);
}

/* --- both directions together --- */

/* A second refusal of the same password says nothing new. */
static void
test_refused_by_both (void)
{
  g_autofree char *text = evidence_file_read ("credentials-rejected");
  g_autoptr (GString) both = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_string_append (
      both, "3000.000 smtp sign-in stage - state=running\n"
            "3001.000 smtp sign-in reply rejected command=AUTH%20PLAIN status=535 code=5.7.8 "
            "text=Authentication%20failed\n"
            "3002.000 smtp sign-in sign-in rejected mechanism=PLAIN\n"
            "3003.000 smtp sign-in stage - state=failed ms=3.0\n");
  evidence = evidence_parse (both->str);
  findings = pl_diagnosis_run (evidence);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (first_code (findings), ==, "credentials-rejected");
}

static void
test_other_user_name_for_sending (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("smtp-disabled", "security=tls username=anna@example.org source=user\n0",
                     "security=tls username=relay-7 source=user\n0");

  /* Another name is another account: nothing follows from the one that works. */
  g_assert_cmpstr (first_code (findings), ==, "credentials-rejected");
}

static void
test_generic_refusal_at_provider (void)
{
  g_autoptr (GPtrArray) findings = judge ("imap-disabled");
  PlFinding *finding = findings->pdata[0];
  PlFixFields fields;

  g_assert_cmpint (pl_finding_get_certainty (finding), ==, PL_CERTAINTY_LIKELY);
  assert_has_alternative (finding, "credentials-rejected");
  assert_has_alternative (finding, "app-password-required");
  g_assert_cmpuint (pl_finding_get_n_fixes (finding), ==, 2);
  pl_fix_peek_fields (pl_finding_get_fix (finding, 0), &fields);
  g_assert_cmpint (fields.kind, ==, PL_FIX_PAGE);
  pl_fix_peek_fields (pl_finding_get_fix (finding, 1), &fields);
  g_assert_cmpint (fields.kind, ==, PL_FIX_RETRY);
}

/* The server's own words stand above what is known about the provider. */
static void
test_words_before_provider (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("imap-disabled", "text=A2%20NO%20authentication%20failed",
                     "text=A2%20NO%20Too%20many%20failed%20login%20attempts");

  g_assert_cmpstr (first_code (findings), ==, "too-many-attempts");
}

static void
test_user_name_of_provider (void)
{
  g_autofree char *text = evidence_file_read ("credentials-rejected");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlFix *fix;
  PlFixFields fields;

  g_string_replace (changed, "address anna@example.org\n", "address anna@posteo.de\n", 0);
  g_string_replace (changed, "username=anna@example.org", "username=anna", 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);

  g_assert_cmpstr (first_code (findings), ==, "username-format");
  fix = find_fix (findings->pdata[0], PL_FIX_KEY_USERNAME);
  g_assert_nonnull (fix);
  pl_fix_peek_fields (fix, &fields);
  g_assert_cmpstr (fields.values.username, ==, "anna@posteo.de");
}

static void
test_budget (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("host-unknown", "withheld reason=incoming-failed", "withheld reason=budget");

  g_assert_nonnull (find_finding (findings, "too-many-attempts"));
  g_assert_nonnull (find_finding (findings, "host-unknown"));
}

/* A host that took sign-ins a moment ago and has not a word to say now. */
static void
test_ban (void)
{
  static const char *const silences[] = { "connection-refused", "connection-timeout",
                                          "server-too-slow", "connection-dropped" };
  static const char line[] =
      "0.100 imap address attempts found ms=60000 count=3\n0.150 smtp address attempts found "
      "ms=60000 count=3\n";

  for (guint i = 0; i < G_N_ELEMENTS (silences); i++)
    {
      g_autofree char *text = evidence_file_read (silences[i]);
      g_autoptr (GString) banned = g_string_new (text);
      g_autoptr (GPtrArray) usual = judge (silences[i]);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (PlEvidence) evidence = NULL;

      g_assert_cmpstr (first_code (usual), ==, silences[i]);
      g_string_append (banned, line);
      evidence = evidence_parse (banned->str);
      findings = pl_diagnosis_run (evidence);
      g_assert_cmpstr (first_code (findings), ==, "too-many-attempts");
      g_assert_cmpint (pl_finding_get_certainty (findings->pdata[0]), ==, PL_CERTAINTY_LIKELY);
      g_assert_nonnull (strstr (pl_finding_get_explanation (findings->pdata[0]), "3 refused"));
      assert_has_alternative (findings->pdata[0], silences[i]);
    }
}

/* Refusals say nothing where something else is proven: another port answers, or it spoke. */
static void
test_no_ban (void)
{
  static const char *const others[] = { "wrong-port",           "port-blocked",
                                        "needs-implicit-tls",   "host-unknown",
                                        "credentials-rejected", "offline" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *text = evidence_file_read (others[i]);
      g_autoptr (GString) refused = g_string_new (text);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (PlEvidence) evidence = NULL;

      g_string_append (refused, "0.100 imap address attempts found ms=60000 count=1\n");
      evidence = evidence_parse (refused->str);
      findings = pl_diagnosis_run (evidence);
      g_assert_cmpstr (first_code (findings), ==, others[i]);
    }
}

static void
test_words_are_shown (void)
{
  g_autoptr (GPtrArray) findings = judge ("unexplained");

  g_assert_cmpstr (pl_finding_get_evidence (findings->pdata[0]), ==, "A1 NO Computer says maybe");
  g_assert_cmpint (pl_finding_get_certainty (findings->pdata[0]), ==, PL_CERTAINTY_POSSIBLE);
}

/* Who does not answer is not asked again before name and port are looked at. */
static void
test_nobody_there (void)
{
  static const char *const codes[] = { "host-unknown", "connection-refused", "connection-timeout" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GPtrArray) findings = judge (codes[i]);

      g_assert_cmpstr (first_code (findings), ==, codes[i]);
      g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 0);
    }
}

/* Where nothing can be changed here, the operator is asked; to encrypt what is encrypted helps nobody. */
static void
test_no_common_way (void)
{
  g_autoptr (GPtrArray) encrypted = judge ("auth-mechanism-unsupported");
  g_autoptr (GPtrArray) plain = judge_changed ("auth-mechanism-unsupported",
                                               "port=993 security=tls", "port=143 security=none");
  const char *const *steps = pl_finding_get_steps (encrypted->pdata[0]);

  g_assert_cmpuint (pl_finding_get_n_fixes (encrypted->pdata[0]), ==, 0);
  g_assert_cmpuint (pl_finding_get_report_step (encrypted->pdata[0]), ==, 1);
  g_assert_null (strstr (steps[0], "encrypted"));
  g_assert_cmpstr (first_code (plain), ==, "auth-mechanism-unsupported");
  g_assert_cmpuint (pl_finding_get_n_fixes (plain->pdata[0]), >, 0);
}

/* A server that hands mail out and wants a sign-in: nothing is said of sending, and no port for it helps. */
static void
test_sign_in_wanted (void)
{
  g_autoptr (GPtrArray) findings = judge_changed (
      "credentials-rejected",
      "code=AUTHENTICATIONFAILED text=A2%20NO%20[AUTHENTICATIONFAILED]%20Authentication%20failed.",
      "text=A2%20NO%20Please%20log%20in%20first.");
  PlFinding *finding = findings->pdata[0];

  g_assert_cmpstr (pl_finding_get_code (finding), ==, "auth-required");
  g_assert_cmpstr (pl_finding_get_title (finding), ==, "imap.example.org wants a sign-in first");
  g_assert_null (find_fix (finding, PL_FIX_KEY_PORT));
}

/* A page that a server names in its response code, as Gmail does. */
static void
test_link_in_response_code (void)
{
  g_autoptr (GPtrArray) findings = judge ("web-login-required");
  guint n_links = 0;
  const PlLink *links = pl_finding_get_links (findings->pdata[0], &n_links);

  g_assert_cmpuint (n_links, ==, 1);
  g_assert_cmpstr (links[0].url, ==, "https://accounts.example.org/continue");
  g_assert_cmpstr (links[0].label, ==, "Page at accounts.example.org");
}

/* Braces in a server's words are words. */
static void
test_hostile_words (void)
{
  g_autoptr (GPtrArray) findings = judge_changed (
      "unexplained", "text=A1%20NO%20Computer%20says%20maybe", "text=A1%20NO%20{host}{port}{");

  g_assert_nonnull (strstr (pl_finding_get_explanation (findings->pdata[0]), "“{host}{port}{”"));
}

static void
test_address (void)
{
  g_autoptr (PlFinding) bad = pl_diagnosis_judge_address ("anna.example.org");

  g_assert_cmpstr (pl_finding_get_code (bad), ==, "address-invalid");
  g_assert_cmpint (pl_finding_get_stage (bad), ==, PL_STAGE_ADDRESS);
  g_assert_cmpint (pl_finding_get_service (bad), ==, PL_SERVICE_ACCOUNT);
  g_assert_nonnull (strstr (pl_finding_get_title (bad), "anna.example.org"));
  g_assert_null (pl_diagnosis_judge_address ("anna@example.org"));
  g_assert_null (pl_diagnosis_judge_address ("anna@müller.example"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diagnosis/nothing-wrong", test_nothing_wrong);
  g_test_add_func ("/diagnosis/no-ipv6", test_no_ipv6);
  g_test_add_func ("/diagnosis/port/wrong", test_wrong_port);
  g_test_add_func ("/diagnosis/port/untrusted-is-not-proven", test_untrusted_port_is_not_proven);
  g_test_add_func ("/diagnosis/port/silent-unusual", test_silent_unusual_port);
  g_test_add_func ("/diagnosis/port/firewall-here", test_firewall_on_this_computer);
  g_test_add_func ("/diagnosis/port/plain-only", test_plain_only_port);
  g_test_add_func ("/diagnosis/port/starttls-missing-at-provider",
                   test_starttls_missing_at_provider);
  g_test_add_func ("/diagnosis/port/cleartext-asks", test_cleartext_only_after_a_question);
  g_test_add_func ("/diagnosis/port/plaintext-refused-beforehand",
                   test_plaintext_refused_beforehand);
  g_test_add_func ("/diagnosis/dns/one-domain", test_resolver_of_one_domain);
  g_test_add_func ("/diagnosis/dns/once", test_dns_said_once);
  g_test_add_func ("/diagnosis/offline/once", test_offline_said_once);
  g_test_add_func ("/diagnosis/certificate/several-faults", test_several_faults);
  g_test_add_func ("/diagnosis/certificate/self-signed", test_self_signed_is_not_also_unknown);
  g_test_add_func ("/diagnosis/certificate/no-exception-for-revoked",
                   test_no_exception_for_revoked);
  g_test_add_func ("/diagnosis/name/own-domain", test_own_domain_is_one_click);
  g_test_add_func ("/diagnosis/inside-sentences", test_inside_sentences);
  g_test_add_func ("/diagnosis/name/foreign-domain", test_foreign_domain_asks);
  g_test_add_func ("/diagnosis/name/public-suffix", test_public_suffix_is_foreign);
  g_test_add_func ("/diagnosis/name/none", test_no_name_no_proposal);
  g_test_add_func ("/diagnosis/name/private", test_private_name_is_no_proposal);
  g_test_add_func ("/diagnosis/name/private-at-home", test_private_name_at_home);
  g_test_add_func ("/diagnosis/buttons-of-this-place", test_buttons_of_this_place);
  g_test_add_func ("/diagnosis/numbers-of-seconds", test_numbers_of_seconds);
  g_test_add_func ("/diagnosis/links", test_links);
  g_test_add_func ("/diagnosis/links/response-code", test_link_in_response_code);
  g_test_add_func ("/diagnosis/both/refused", test_refused_by_both);
  g_test_add_func ("/diagnosis/both/other-user-name", test_other_user_name_for_sending);
  g_test_add_func ("/diagnosis/sign-in/provider", test_generic_refusal_at_provider);
  g_test_add_func ("/diagnosis/sign-in/words-before-provider", test_words_before_provider);
  g_test_add_func ("/diagnosis/sign-in/user-name-of-provider", test_user_name_of_provider);
  g_test_add_func ("/diagnosis/sign-in/budget", test_budget);
  g_test_add_func ("/diagnosis/sign-in/ban", test_ban);
  g_test_add_func ("/diagnosis/sign-in/no-ban", test_no_ban);
  g_test_add_func ("/diagnosis/sign-in/wanted", test_sign_in_wanted);
  g_test_add_func ("/diagnosis/words-are-shown", test_words_are_shown);
  g_test_add_func ("/diagnosis/nobody-there", test_nobody_there);
  g_test_add_func ("/diagnosis/no-common-way", test_no_common_way);
  g_test_add_func ("/diagnosis/hostile-words", test_hostile_words);
  g_test_add_func ("/diagnosis/address", test_address);

  return g_test_run ();
}
