// SPDX-License-Identifier: GPL-3.0-or-later
/* Judgements before any server was tried: what the domain says, what is known of the provider, and
 * whose server it is. */
#include "evidence-files.h"

/* Judges a golden file with several places changed: pairs of what has to be there and what comes in
 * its stead. */
static GPtrArray *
judge_pairs (const char *code, const char *const *pairs)
{
  g_autofree char *text = evidence_file_read (code);
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;

  for (; pairs[0] != NULL; pairs += 2)
    g_assert_cmpuint (g_string_replace (changed, pairs[0], pairs[1], 0), >, 0);
  evidence = evidence_parse (changed->str);
  return pl_diagnosis_run (evidence);
}

static GPtrArray *
judge_lines (const char *lines)
{
  g_autofree char *text =
      g_strconcat ("postlotse-evidence 1\nbegan 2026-11-21T21:00:00Z\n", lines, NULL);
  g_autoptr (PlEvidence) evidence = evidence_parse (text);

  return pl_diagnosis_run (evidence);
}

static PlFixFields
peek_fix (GPtrArray *findings, guint index)
{
  PlFixFields fields;

  g_assert_cmpuint (index, <, pl_finding_get_n_fixes (findings->pdata[0]));
  pl_fix_peek_fields (pl_finding_get_fix (findings->pdata[0], index), &fields);
  return fields;
}

static const char *
get_title (GPtrArray *findings)
{
  return pl_finding_get_title (findings->pdata[0]);
}

static void
assert_explains (GPtrArray *findings, const char *part)
{
  const char *explanation = pl_finding_get_explanation (findings->pdata[0]);

  if (strstr (explanation, part) == NULL)
    g_error ("“%s” is not in “%s”", part, explanation);
}

/* --- the domain --- */

static void
test_typo (void)
{
  g_autoptr (GPtrArray) findings = judge ("domain-typo");
  PlFinding *finding = findings->pdata[0];
  PlFixFields fix = peek_fix (findings, 0);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (get_title (findings), ==, "Did you mean anna.beispiel@web.de?");
  assert_explains (findings, "The domain web.dee does not exist.");
  g_assert_cmpint (pl_finding_get_service (finding), ==, PL_SERVICE_ACCOUNT);
  g_assert_cmpint (pl_finding_get_stage (finding), ==, PL_STAGE_DISCOVERY);
  g_assert_cmpint (fix.kind, ==, PL_FIX_ADDRESS);
  g_assert_cmpstr (fix.address, ==, "anna.beispiel@web.de");
  g_assert_cmpstr (fix.label, ==, "Use anna.beispiel@web.de");
  g_assert_true (g_strv_contains (pl_finding_get_alternatives (finding), "domain-unknown"));
  g_assert_true (g_strv_contains (pl_finding_get_checked (finding),
                                  "web.dee, mail server (MX): the name does not exist"));
  g_assert_true (g_strv_contains (pl_finding_get_checked (finding),
                                  "autoconfig.thunderbird.net: names no servers"));
}

/* What was asked is not told as if the domain did not exist, where it does. */
static void
test_checked_is_true (void)
{
  static const char *const pairs[] = {
    "name no-such-name ms=18.1 name=web.dee record=mx",
    "name found ms=18.1 name=web.dee record=mx answers=0%20.",
    "name no-such-name ms=18.1 name=web.dee record=address",
    "name no-data ms=18.1 name=web.dee record=address",
    NULL,
  };
  g_autoptr (GPtrArray) findings = judge_pairs ("domain-typo", pairs);
  const char *const *checked = pl_finding_get_checked (findings->pdata[0]);

  g_assert_true (g_strv_contains (checked, "web.dee, mail server (MX): expressly none"));
  g_assert_true (g_strv_contains (checked, "web.dee: has no address"));
  g_assert_true (g_strv_contains (checked, "service records (SRV): there are none"));
  g_assert_true (g_strv_contains (checked, "usual server names: none of them exists"));
}

/* A domain that takes mail of its own is nobody's slip, whatever it looks like. */
static void
test_no_typo_with_mail (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("domain-typo", "name no-such-name ms=18.1 name=web.dee record=mx",
                     "name found ms=18.1 name=web.dee record=mx answers=10%20mx.web.dee");

  g_assert_cmpstr (first_code (findings), ==, "no-servers-found");
  g_assert_null (find_finding (findings, "domain-typo"));
  g_assert_cmpuint (g_strv_length ((char **) pl_finding_get_alternatives (findings->pdata[0])), ==,
                    0);
}

static void
test_typo_that_exists (void)
{
  static const char *const pairs[] = {
    "name no-such-name ms=18.1 name=web.dee record=mx",
    "name no-data ms=18.1 name=web.dee record=mx",
    "name no-such-name ms=18.1 name=web.dee record=address",
    "name found ms=18.1 name=web.dee record=address addresses=192.0.2.80",
    NULL,
  };
  g_autoptr (GPtrArray) findings = judge_pairs ("domain-typo", pairs);

  g_assert_cmpstr (first_code (findings), ==, "domain-typo");
  assert_explains (findings, "The domain web.dee exists, but");
}

/* Nobody was asked: nothing is known of the domain, so nothing is said against it; that a well-known one
 * lies beside it needs no network. */
static void
test_typo_unasked (void)
{
  g_autoptr (GPtrArray) findings = judge_lines ("address anna@web.dee\n");
  PlFixFields fix = peek_fix (findings, 0);

  g_assert_cmpstr (first_code (findings), ==, "no-servers-found");
  g_assert_cmpstr (get_title (findings), ==, "Nobody was asked for the servers of web.dee");
  assert_explains (findings, "The list knows web.de, which is spelt almost the same.");
  g_assert_cmpstr (pl_finding_get_steps (findings->pdata[0])[0], ==,
                   "If you mean anna@web.de, use that address.");
  g_assert_cmpint (fix.kind, ==, PL_FIX_ADDRESS);
  g_assert_cmpstr (fix.address, ==, "anna@web.de");
}

static void
test_unasked (void)
{
  g_autoptr (GPtrArray) findings = judge_lines ("address anna@verein.example\n");

  g_assert_cmpstr (get_title (findings), ==, "Nobody was asked for the servers of verein.example");
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 0);
}

/* The list knows the provider, though not its servers: nobody is told to look for it there. */
static void
test_known_without_servers (void)
{
  g_autoptr (GPtrArray) findings = judge_lines ("address anna@firemail.de\n");

  g_assert_cmpstr (first_code (findings), ==, "no-servers-found");
  g_assert_cmpstr (get_title (findings), ==, "The servers of Firemail are still missing");
}

/* Whoever enters servers needs no discovery. */
static void
test_own_servers (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("domain-typo", "0.100 account discovery stage",
                     "incoming imap host=imap.web.dee port=993 security=tls source=user\n"
                     "0.100 account discovery stage");

  g_assert_cmpuint (findings->len, ==, 0);
}

/* A candidate that discovery tried is no server that was checked, even where it is proposed. */
static void
test_candidates_are_no_lane (void)
{
  static const char *const seen =
      "1.000 imap discovery name found name=imap.example.org record=address addresses=192.0.2.1\n"
      "2.000 imap discovery dial silent address=2001:db8::1 family=ipv6 port=143\n"
      "2.000 imap discovery dial connected address=192.0.2.1 family=ipv4 port=143\n";
  g_autofree char *lines =
      g_strconcat ("address anna@example.org\n"
                   "incoming imap host=imap.example.org port=143 security=none source=guess\n",
                   seen, NULL);
  g_autoptr (GPtrArray) findings = judge_lines (lines);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_no_mail (void)
{
  static const char *const nothing[] = {
    "name found ms=18.1 name=example.org record=mx answers=0%20.",
    "name no-data ms=18.1 name=example.org record=mx",
    "name found ms=18.1 name=example.org record=address addresses=192.0.2.80",
    "name no-data ms=18.1 name=example.org record=address",
    NULL,
  };
  g_autoptr (GPtrArray) refusing = judge ("domain-no-mail");
  g_autoptr (GPtrArray) empty = judge_pairs ("domain-no-mail", nothing);
  g_autoptr (GPtrArray) web_only = judge_changed (
      "domain-no-mail", "name found ms=18.1 name=example.org record=mx answers=0%20.",
      "name no-data ms=18.1 name=example.org record=mx");

  g_assert_cmpstr (get_title (refusing), ==, "example.org receives no mail");
  g_assert_cmpstr (get_title (empty), ==, "example.org has no mail server");
  /* Mail goes to the web server then (RFC 5321 5.1): not known to be wrong. */
  g_assert_cmpstr (first_code (web_only), ==, "no-servers-found");
}

static void
test_no_servers (void)
{
  g_autoptr (GPtrArray) findings = judge ("no-servers-found");
  g_autoptr (GPtrArray) unheard = judge_changed (
      "no-servers-found", "source no-data ms=61.0 name=ispdb", "source silent ms=61.0 name=ispdb");

  assert_explains (findings, "Mail for example.org is taken in by mx1.example.org.");
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 0);
  g_assert_cmpstr (get_title (unheard), ==, "The servers of example.org have not been found");
  g_assert_cmpint (peek_fix (unheard, 0).kind, ==, PL_FIX_RETRY);
}

/* --- the network --- */

static void
test_dead_resolver (void)
{
  static const char *const lines =
      "address anna@web.dee\n"
      "4000.000 account discovery name silent name=web.dee record=mx\n"
      "4000.000 account discovery name silent name=web.dee record=address\n"
      "4000.000 account discovery name silent name=autoconfig.web.dee record=address\n"
      "4000.000 account discovery source silent name=autoconfig\n"
      "4000.000 account discovery source silent name=ispdb\n";
  g_autoptr (GPtrArray) findings = judge_lines (lines);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (first_code (findings), ==, "dns-failure");
  g_assert_cmpstr (get_title (findings), ==, "This network's name service does not answer");
}

/* Others are found: it is up to whoever looks after the domain's names. */
static void
test_dead_name_server_of_domain (void)
{
  static const char *const pairs[] = {
    "name no-such-name ms=18.1 name=web.dee record=mx",
    "name server-failure ms=18.1 name=web.dee record=mx",
    "name no-such-name ms=18.1 name=web.dee record=address",
    "name server-failure ms=18.1 name=web.dee record=address",
    NULL,
  };
  g_autoptr (GPtrArray) findings = judge_pairs ("domain-typo", pairs);

  g_assert_cmpstr (first_code (findings), ==, "dns-failure");
  g_assert_cmpstr (get_title (findings), ==, "The name service gives no answer about web.dee");
}

/* The domain's own word goes before what nobody knows. */
static void
test_denied_by_domain (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("no-servers-found", "source no-such-name ms=18.9 name=srv",
                     "source no-data ms=18.9 name=srv reason=not-offered");
  const char *const *checked = pl_finding_get_checked (findings->pdata[0]);

  g_assert_cmpstr (get_title (findings), ==, "example.org offers nothing for mail programs");
  assert_explains (findings, "neither IMAP nor POP3 nor sending");
  g_assert_true (g_strv_contains (checked, "service records (SRV): expressly none"));
}

static void
test_offline (void)
{
  static const char *const unreachable =
      "address anna@web.dee\n"
      "1.000 account discovery name silent name=web.dee record=mx\n"
      "2.000 account discovery source unreachable name=ispdb host=autoconfig.thunderbird.net\n";
  g_autoptr (GPtrArray) findings = judge_lines (unreachable);
  /* Some name servers of this computer deny every name while there is no network. */
  g_autoptr (GPtrArray) denied =
      judge_changed ("domain-typo", "source no-data ms=61.0 name=ispdb",
                     "source no-such-name ms=61.0 name=ispdb\n"
                     "900.0 account discovery name no-such-name name=iana.org record=address\n"
                     "900.0 account discovery stage - state=running");

  /* Whoever answers over the web shows the way out. */
  g_autofree char *heard_lines = g_strconcat (
      unreachable, "3.000 account discovery source no-data name=well-known host=web.dee\n", NULL);
  g_autoptr (GPtrArray) heard = judge_lines (heard_lines);

  /* Somebody keeps Mozilla's list from people on purpose: that is no reason to say so. */
  g_autoptr (GPtrArray) filtered = judge_changed (
      "domain-typo", "source no-data ms=61.0 name=ispdb", "source no-such-name ms=61.0 name=ispdb");
  g_autoptr (GPtrArray) found = judge_changed (
      "domain-typo", "source no-data ms=61.0 name=ispdb",
      "source no-such-name ms=61.0 name=ispdb\n"
      "900.0 account discovery name found name=iana.org record=address addresses=192.0.2.9\n"
      "900.0 account discovery stage - state=running");

  g_assert_cmpstr (first_code (findings), ==, "offline");
  g_assert_cmpstr (first_code (denied), ==, "offline");
  g_assert_cmpstr (first_code (heard), ==, "dns-failure");
  assert_explains (denied, "Nobody could be asked for the servers of web.dee");
  g_assert_null (find_finding (denied, "domain-unknown"));
  g_assert_cmpstr (first_code (filtered), ==, "domain-typo");
  g_assert_cmpstr (first_code (found), ==, "domain-typo");
}

/* --- the provider --- */

static void
test_no_protocols (void)
{
  g_autoptr (GPtrArray) findings = judge ("protocol-not-offered");
  g_autoptr (GPtrArray) own =
      judge_changed ("host-unknown", "began", "provider tuta\nbegan"); /* a server of one's own */

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (get_title (findings), ==, "Tuta works with its own app only");
  g_assert_cmpint (peek_fix (findings, 0).kind, ==, PL_FIX_PAGE);
  g_assert_cmpstr (peek_fix (findings, 0).url, ==, "https://tuta.com/support#imap");
  g_assert_cmpstr (first_code (own), ==, "protocol-not-offered");
}

/* What works is not argued about. */
static void
test_no_protocols_and_works (void)
{
  g_autoptr (GPtrArray) findings = judge_changed ("ipv6-broken", "began", "provider tuta\nbegan");

  g_assert_null (find_finding (findings, "protocol-not-offered"));
}

static void
test_no_pop3 (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("protocol-not-offered", "provider tuta", "provider proton");

  g_assert_cmpstr (first_code (findings), ==, "protocol-not-offered");
  g_assert_cmpstr (get_title (findings), ==, "Proton Mail does not hand out mail with POP3");
}

static void
test_bridge_settings (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("bridge-required", "0.200 imap resolve stage",
                     "outgoing smtp host=mail.proton.me port=465 security=tls source=user\n"
                     "0.200 imap resolve stage");
  PlFixFields receiving = peek_fix (findings, 0);
  PlFixFields sending = peek_fix (findings, 1);

  g_assert_cmpstr (get_title (findings), ==,
                   "Proton Mail lets mail programs in through Proton Mail Bridge only");
  g_assert_cmpint (receiving.keys, ==, PL_FIX_KEY_HOST | PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY);
  g_assert_cmpint (receiving.values.service, ==, PL_SERVICE_IMAP);
  g_assert_cmpstr (receiving.values.host, ==, "127.0.0.1");
  g_assert_cmpuint (receiving.values.port, ==, 1143);
  g_assert_cmpint (receiving.values.security, ==, PL_SECURITY_STARTTLS);
  g_assert_null (receiving.consent);
  g_assert_cmpint (sending.values.service, ==, PL_SERVICE_SMTP);
  g_assert_cmpuint (sending.values.port, ==, 1025);
}

static void
test_bridge_that_does_not_run (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("bridge-required", "host=mail.proton.me port=993 security=tls username",
                     "host=127.0.0.1 port=1143 security=starttls username");

  g_assert_cmpstr (first_code (findings), ==, "bridge-required");
  g_assert_cmpstr (get_title (findings), ==, "Proton Mail Bridge does not answer");
  g_assert_cmpint (peek_fix (findings, 0).kind, ==, PL_FIX_RETRY);
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 1);
}

static void
test_subscription (void)
{
  static const char *const generic[] = {
    "text=A2%20NO%20IMAP%20is%20part%20of%20our%20Premium%20plan,%20please%20upgrade",
    "code=AUTHENTICATIONFAILED text=A2%20NO%20Authentication%20failed", "began",
    "provider mail-com\nbegan", NULL
  };
  g_autoptr (GPtrArray) said = judge ("subscription-required");
  g_autoptr (GPtrArray) refused = judge_pairs ("subscription-required", generic);

  g_assert_cmpint (pl_finding_get_certainty (said->pdata[0]), ==, PL_CERTAINTY_PROVEN);
  assert_explains (said, "IMAP is part of our Premium plan");
  /* A refusal without a reason has more likely ones. */
  g_assert_cmpstr (first_code (refused), ==, "imap-disabled");
  g_assert_true (
      g_strv_contains (pl_finding_get_alternatives (refused->pdata[0]), "subscription-required"));
}

/* The password is right: what is left is a plan for sending alone. */
static void
test_subscription_for_sending (void)
{
  g_autoptr (GPtrArray) sending =
      judge_changed ("smtp-disabled", "began", "provider forward-email\nbegan");
  g_autoptr (GPtrArray) both =
      judge_changed ("smtp-disabled", "began", "provider firemail-de\nbegan");

  g_assert_cmpstr (first_code (sending), ==, "subscription-required");
  g_assert_cmpstr (get_title (sending), ==, "Forward Email may want a paid plan for this");
  g_assert_cmpstr (first_code (both), ==, "smtp-disabled");
  g_assert_null (find_finding (both, "subscription-required"));
}

static void
test_mail_password_accepted (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("smtp-disabled", "began", "provider t-online\nbegan");

  g_assert_cmpstr (first_code (findings), ==, "smtp-disabled");
  g_assert_false (
      g_strv_contains (pl_finding_get_alternatives (findings->pdata[0]), "separate-mail-password"));
}

static void
test_mail_password (void)
{
  g_autoptr (GPtrArray) findings = judge ("separate-mail-password");
  PlFinding *finding = findings->pdata[0];

  g_assert_cmpstr (get_title (findings), ==, "Telekom / T-Online wants the e-mail password here");
  g_assert_cmpint (pl_finding_get_certainty (finding), ==, PL_CERTAINTY_LIKELY);
  g_assert_cmpint (peek_fix (findings, 0).kind, ==, PL_FIX_PAGE);
  g_assert_true (g_strv_contains (pl_finding_get_alternatives (finding), "credentials-rejected"));
}

/* --- whose server it is --- */

static void
test_approval (void)
{
  g_autoptr (GPtrArray) findings = judge ("server-not-approved");
  PlFixFields receiving = peek_fix (findings, 0);
  PlFixFields sending = peek_fix (findings, 1);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (get_title (findings), ==,
                   "imap.hoster.example does not belong to your domain example.org");
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 2);
  g_assert_cmpint (receiving.keys, ==, PL_FIX_KEY_HOST);
  g_assert_cmpstr (receiving.values.host, ==, "imap.hoster.example");
  g_assert_cmpstr (receiving.label, ==, "Use imap.hoster.example for receiving …");
  g_assert_nonnull (strstr (receiving.consent, "imap.hoster.example"));
  g_assert_cmpstr (sending.values.host, ==, "smtp.hoster.example");
  g_assert_nonnull (sending.consent);
}

/* Agreeing makes the server the person's own. */
static void
test_approval_applies (void)
{
  g_autofree char *text = evidence_file_read ("server-not-approved");
  g_autoptr (PlEvidence) evidence = evidence_parse (text);
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (evidence);
  PlServerSettings *before =
      pl_proposal_get_server (pl_evidence_get_proposal (evidence), PL_DIRECTION_INCOMING);
  g_autoptr (PlServerSettings) after =
      pl_fix_apply (pl_finding_get_fix (findings->pdata[0], 0), before, NULL);

  g_assert_cmpint (pl_server_settings_get_source (before), ==, PL_SOURCE_SRV);
  g_assert_cmpint (pl_server_settings_get_source (after), ==, PL_SOURCE_USER);
  g_assert_cmpstr (pl_server_settings_get_host (after), ==, "imap.hoster.example");
}

/* One host is asked about once. */
static void
test_approval_of_one_host (void)
{
  static const char *const pairs[] = { "smtp.hoster.example", "imap.hoster.example", NULL };
  g_autoptr (GPtrArray) findings = judge_pairs ("server-not-approved", pairs);

  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 1);
}

/* Judges as if @incoming had named the server for receiving, and @outgoing that for sending; the
 * proposal as a whole is worth @trust. */
static GPtrArray *
judge_sources (const char *trust, const char *incoming, const char *outgoing)
{
  g_autofree char *proposal = g_strdup_printf ("proposal source=%s trust=%s", incoming, trust);
  g_autofree char *receiving = g_strdup_printf ("source=%s\noutgoing", incoming);
  g_autofree char *sending = g_strdup_printf ("source=%s\n0", outgoing);
  const char *const pairs[] = { "proposal source=srv trust=dns",
                                proposal,
                                "source=srv\noutgoing",
                                receiving,
                                "source=srv\n0",
                                sending,
                                NULL };

  return judge_pairs ("server-not-approved", pairs);
}

static void
assert_vouched (const char *source, const char *trust, const char *part, const char *question)
{
  g_autoptr (GPtrArray) findings = judge_sources (trust, source, source);

  assert_explains (findings, part);
  assert_explains (findings, "Your password has not been sent there yet.");
  g_assert_nonnull (strstr (peek_fix (findings, 0).consent, question));
  g_assert_nonnull (strstr (peek_fix (findings, 0).consent, "Your password would be sent there."));
}

/* Who says so, and whether it can be believed. */
static void
test_who_said_so (void)
{
  assert_vouched (
      "autoconfig", "domain",
      "example.org itself names this server, over an authenticated connection: the "
      "name is published by the domain.",
      "example.org itself names imap.hoster.example; a certificate proves that the word "
      "is its own (published by the domain).");
  assert_vouched ("pacc", "domain", "example.org itself names this server",
                  "example.org itself names imap.hoster.example");
  assert_vouched ("ispdb", "directory",
                  "Somebody else names this server for example.org, over an authenticated "
                  "connection: the name is from Mozilla's list.",
                  "The name is from Mozilla's list; example.org itself has not confirmed it.");
  assert_vouched ("srv", "dns",
                  "Nobody vouches for this server: the name is from the domain's name service",
                  "The name is from the domain's name service; such an answer can be forged");
  assert_vouched ("guess", "guess", "Nobody names this server for example.org",
                  "Nobody names imap.hoster.example for example.org: the name was guessed");
}

/* Two halves of different sources: each server says who named it, whatever the whole is worth. */
static void
test_who_said_which (void)
{
  g_autoptr (GPtrArray) findings = judge_sources ("guess", "autoconfig", "guess");

  assert_explains (findings, "Nobody names this server");
  g_assert_nonnull (strstr (peek_fix (findings, 1).consent, "the name was guessed"));
  g_assert_null (strstr (peek_fix (findings, 1).consent, "itself names"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/discovery/typo", test_typo);
  g_test_add_func ("/discovery/typo/domain-with-mail", test_no_typo_with_mail);
  g_test_add_func ("/discovery/checked-is-true", test_checked_is_true);
  g_test_add_func ("/discovery/typo/domain-without-mail", test_typo_that_exists);
  g_test_add_func ("/discovery/typo/unasked", test_typo_unasked);
  g_test_add_func ("/discovery/unasked", test_unasked);
  g_test_add_func ("/discovery/own-servers", test_own_servers);
  g_test_add_func ("/discovery/candidates", test_candidates_are_no_lane);
  g_test_add_func ("/discovery/no-mail", test_no_mail);
  g_test_add_func ("/discovery/known-without-servers", test_known_without_servers);
  g_test_add_func ("/discovery/no-servers", test_no_servers);
  g_test_add_func ("/discovery/dead-resolver", test_dead_resolver);
  g_test_add_func ("/discovery/dead-name-server", test_dead_name_server_of_domain);
  g_test_add_func ("/discovery/denied-by-domain", test_denied_by_domain);
  g_test_add_func ("/discovery/offline", test_offline);
  g_test_add_func ("/discovery/no-protocols", test_no_protocols);
  g_test_add_func ("/discovery/no-protocols/works", test_no_protocols_and_works);
  g_test_add_func ("/discovery/no-pop3", test_no_pop3);
  g_test_add_func ("/discovery/bridge/settings", test_bridge_settings);
  g_test_add_func ("/discovery/bridge/not-running", test_bridge_that_does_not_run);
  g_test_add_func ("/discovery/subscription", test_subscription);
  g_test_add_func ("/discovery/subscription/sending", test_subscription_for_sending);
  g_test_add_func ("/discovery/mail-password", test_mail_password);
  g_test_add_func ("/discovery/mail-password/accepted", test_mail_password_accepted);
  g_test_add_func ("/discovery/approval", test_approval);
  g_test_add_func ("/discovery/approval/applies", test_approval_applies);
  g_test_add_func ("/discovery/approval/one-host", test_approval_of_one_host);
  g_test_add_func ("/discovery/approval/who-said-so", test_who_said_so);
  g_test_add_func ("/discovery/approval/who-said-which", test_who_said_which);

  return g_test_run ();
}
