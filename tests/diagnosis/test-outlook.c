// SPDX-License-Identifier: GPL-3.0-or-later
/* Causes between the settings and the server, and what must not be taken for them. */
#include "evidence-files.h"

#include "diagnosis/pl-interceptors-private.h"

/* One of the looks in a golden file, from its kind to its end, is changed or taken out. */
static GPtrArray *
judge_lines (const char *code, gboolean (*keep) (const char *line), const char *added)
{
  g_autofree char *text = evidence_file_read (code);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) changed = g_string_new (NULL);
  g_autoptr (PlEvidence) evidence = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && (keep == NULL || keep (lines[i])))
      g_string_append_printf (changed, "%s\n", lines[i]);
  g_string_append (changed, added);
  evidence = evidence_parse (changed->str);
  return pl_diagnosis_run (evidence);
}

static gboolean
is_no_look (const char *line)
{
  return strstr (line, " elsewhere ") == NULL && strstr (line, " network found ") == NULL;
}

static gboolean
is_no_foreign_look (const char *line)
{
  return strstr (line, " elsewhere ") == NULL || strstr (line, "host=example.org") != NULL;
}

static gboolean
is_no_web (const char *line)
{
  return strstr (line, "protocol=https") == NULL;
}

/* Nothing is made of nothing: without the looks each is what it was before. */
static void
test_without_looks (void)
{
  static const struct
  {
    const char *code;
    const char *plain;
  } rows[] = {
    { "network-blocks-mail", "connection-timeout" },
    { "captive-portal", "certificate-self-signed" },
    { "clock-wrong", "certificate-not-yet-valid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) findings = judge_lines (rows[i].code, is_no_look, "");

      g_assert_cmpstr (first_code (findings), ==, rows[i].plain);
    }
}

/* --- network-blocks-mail --- */

static void
test_mail_blocked (void)
{
  g_autoptr (GPtrArray) findings = judge ("network-blocks-mail");

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (pl_finding_get_certainty (findings->pdata[0]), ==, PL_CERTAINTY_PROVEN);
}

static void
test_another_mail_server_answers (void)
{
  g_autoptr (GPtrArray) findings = judge_changed (
      "network-blocks-mail", "elsewhere silent ms=2000.2", "elsewhere spoken ms=200.2");

  g_assert_cmpstr (first_code (findings), ==, "connection-timeout");
}

static void
test_one_mail_server_is_likely (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("network-blocks-mail", "elsewhere silent ms=2000.4 addresses=203.0.113.9",
                     "elsewhere no-such-name ms=2.4");

  g_assert_cmpstr (first_code (findings), ==, "network-blocks-mail");
  g_assert_cmpint (pl_finding_get_certainty (findings->pdata[0]), ==, PL_CERTAINTY_LIKELY);
}

/* Nobody answers at all: that is more than mail. */
static void
test_nothing_answers (void)
{
  g_autoptr (GPtrArray) findings = judge_changed ("network-blocks-mail", "spoken", "silent");

  g_assert_cmpstr (first_code (findings), ==, "offline");
  g_assert_cmpint (pl_finding_get_certainty (findings->pdata[0]), ==, PL_CERTAINTY_LIKELY);
}

static void
test_blocked_without_web (void)
{
  g_autoptr (GPtrArray) findings = judge_lines ("network-blocks-mail", is_no_web, "");

  g_assert_cmpstr (first_code (findings), !=, "network-blocks-mail");
}

/* Sending got through: then the network lets mail through. */
static void
test_blocked_one_direction (void)
{
  g_autoptr (GPtrArray) findings = judge_changed ("network-blocks-mail", "smtp connect dial silent",
                                                  "smtp connect dial connected");

  g_assert_cmpstr (first_code (findings), !=, "network-blocks-mail");
}

/* --- captive-portal --- */

/* What is wrong with the hotspot's certificate is not said of the server, and no exception for it is
 * on offer. */
static void
test_captive_alone (void)
{
  g_autoptr (GPtrArray) findings = judge ("captive-portal");

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_null (find_fix (findings->pdata[0], PL_FIX_KEY_TRUST_FINGERPRINT));
}

/* The web server of a small domain and its mail server often share a certificate that fits neither. */
static void
test_own_web_server_proves_nothing (void)
{
  g_autoptr (GPtrArray) findings = judge_lines ("captive-portal", is_no_foreign_look, "");

  g_assert_cmpstr (first_code (findings), ==, "certificate-self-signed");
}

/* One web server that is who it should be: whatever this is, it is no hotspot. */
static void
test_genuine_web_is_no_portal (void)
{
  g_autoptr (GPtrArray) findings = judge_lines (
      "captive-portal", NULL,
      "200.000 account address elsewhere spoken ms=9.0 addresses=192.0.2.9 host=www.example.net "
      "port=443 protocol=https trust=system\n");

  g_assert_cmpstr (first_code (findings), ==, "certificate-self-signed");
}

static void
test_plain_http_is_portal (void)
{
  g_autoptr (GPtrArray) findings = judge_lines (
      "connection-timeout", NULL,
      "4000.000 account address elsewhere not-tls ms=9.0 addresses=10.0.0.1 host=hilfe.gmx.net "
      "port=443 protocol=https trust=none reason=http\n");

  g_assert_cmpstr (first_code (findings), ==, "captive-portal");
}

static void
test_network_service_says_portal (void)
{
  g_autoptr (GPtrArray) findings =
      judge_lines ("connection-timeout", NULL,
                   "4000.000 account address network found name=wlan0 words=ipv4%20portal\n");

  g_assert_cmpstr (first_code (findings), ==, "captive-portal");
}

/* --- clock-wrong --- */

static void
test_clock_alone (void)
{
  g_autoptr (GPtrArray) findings = judge ("clock-wrong");
  const char *text = pl_finding_get_explanation (findings->pdata[0]);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (text, "2020"));
  g_assert_nonnull (strstr (text, "2026"));
}

/* The clock is wrong, and the certificate has run out by the right time as well. */
static void
test_clock_and_certificate (void)
{
  g_autoptr (GPtrArray) findings = judge_changed (
      "clock-wrong", "not-before=2026-09-30T06:12:11Z not-after=2026-12-29T06:12:10Z",
      "not-before=2021-09-30T06:12:11Z not-after=2022-12-29T06:12:10Z");

  g_assert_cmpstr (first_code (findings), ==, "clock-wrong");
  g_assert_nonnull (find_finding (findings, "certificate-not-yet-valid"));
}

/* Half a day apart: no reason for a certificate to fail but chance. */
static void
test_clock_right (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("clock-wrong", "date=2026-11-21T21:00:00Z", "date=2020-01-01T12:00:00Z");

  g_assert_cmpstr (first_code (findings), ==, "certificate-not-yet-valid");
}

/* --- A slow line --- */

/* The certificate came after the soft limit: what it says is the cause, and not that it was late. */
static void
test_certificate_comes_late (void)
{
  g_autoptr (GPtrArray) findings =
      judge_changed ("certificate-host-mismatch", "63.500 imap tls tls established",
                     "63.400 imap tls silence silent ms=1000.0 reason=first-byte limit=soft\n"
                     "63.500 imap tls tls established");

  g_assert_cmpstr (first_code (findings), ==, "certificate-host-mismatch");
  g_assert_null (find_finding (findings, "server-too-slow"));
}

/* --- tls-intercepted --- */

static void
test_intercepted_alone (void)
{
  g_autoptr (GPtrArray) findings = judge ("tls-intercepted");

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (pl_finding_get_title (findings->pdata[0]), "Avast"));
  g_assert_cmpuint (pl_finding_get_n_fixes (findings->pdata[0]), ==, 0);
}

/* Nobody's known name, but the same at hosts that have nothing to do with each other. */
static void
test_intercepted_by_unknown (void)
{
  g_autoptr (GPtrArray) findings = judge_changed (
      "tls-intercepted",
      "CN=avast!%20Web/Mail%20Shield%20Untrusted%20Root,O=avast!%20Web/Mail%20Shield",
      "CN=Contoso%20Inspection,O=Contoso");

  g_assert_cmpstr (first_code (findings), ==, "tls-intercepted");
  g_assert_nonnull (strstr (pl_finding_get_explanation (findings->pdata[0]), "Contoso"));
}

/* The authority of a small company signs for its own web server too: that is no interception. */
static void
test_own_authority (void)
{
  g_autofree char *text = evidence_file_read ("tls-intercepted");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_string_replace (changed,
                    "CN=avast!%20Web/Mail%20Shield%20Untrusted%20Root,O=avast!%20Web/Mail%20Shield",
                    "CN=Example%20CA", 0);
  g_string_replace (changed, "host=hilfe.gmx.net", "host=www.example.org", 0);
  g_string_replace (changed, "host=imap.gmx.net", "host=pop.example.org", 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);
  g_assert_cmpstr (first_code (findings), ==, "certificate-unknown-issuer");
}

/* Trusted on purpose: worth knowing, and no error. */
static void
test_intercepted_and_trusted (void)
{
  g_autofree char *text = evidence_file_read ("ipv6-broken");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlFinding *finding;

  g_assert_cmpuint (g_string_replace (changed, "CN=R11,O=Let's%20Encrypt,C=US names",
                                      "CN=Kaspersky%20Personal%20Root names", 0),
                    >, 0);
  evidence = evidence_parse (changed->str);
  findings = pl_diagnosis_run (evidence);
  finding = find_finding (findings, "tls-intercepted");
  g_assert_nonnull (finding);
  g_assert_cmpint (pl_finding_get_severity (finding), ==, PL_SEVERITY_INFO);
}

static void
test_interceptors (void)
{
  static const struct
  {
    const char *issuer;
    const char *product;
  } rows[] = {
    { "CN=avast! Web/Mail Shield Root,O=avast! Web/Mail Shield,OU=generated by avast! antivirus",
      "Avast" },
    { "CN=AVG Web/Mail Shield Root", "AVG" },
    { "CN=Kaspersky Anti-Virus Personal Root Certificate,O=AO Kaspersky Lab", "Kaspersky" },
    { "CN=ESET SSL Filter CA,O=ESET\\, spol. s r. o.,C=SK", "ESET" },
    { "CN=Bitdefender Personal CA.Net-Defender", "Bitdefender" },
    { "CN=Sophos_CA_0123,O=Sophos", "Sophos" },
    { "CN=Zscaler Intermediate Root CA (zscaler.net),O=Zscaler Inc.", "Zscaler" },
    { "CN=FGT60E,OU=Certificate Authority,O=Fortinet", "Fortinet" },
    { "CN=ca.corp.goskope.com,O=Corp", "Netskope" },
    { "CN=Cisco Umbrella Secondary SubCA ams-SG", "Cisco Umbrella" },
    { "CN=Gateway CA - Cloudflare Managed G1,O=Cloudflare\\, Inc.", "Cloudflare Gateway" },
    { "O=DO_NOT_TRUST,OU=Created by http://www.fiddler2.com,CN=DO_NOT_TRUST_FiddlerRoot",
      "Fiddler" },
    { "CN=mitmproxy,O=mitmproxy", "mitmproxy" },
    /* Who signs for the public web is nobody in between. */
    { "CN=Cloudflare Inc ECC CA-3,O=Cloudflare\\, Inc.,C=US", NULL },
    { "CN=R11,O=Let's Encrypt,C=US", NULL },
    { "CN=Sectigo RSA Domain Validation Secure Server CA,O=Sectigo Limited", NULL },
    { "CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1,O=DigiCert Inc", NULL },
    { "CN=Telekom Security ServerID OV Class 2 CA,O=Deutsche Telekom Security GmbH", NULL },
    { "CN=Password Reset CA,O=Allotment Holders", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (pl_interceptor_find (rows[i].issuer), ==, rows[i].product);
}

/* --- Names --- */

#define MISSING(host)                                                \
  "120.000 account address elsewhere no-such-name ms=2.0 host=" host \
  " port=443 protocol=https trust=none\n"
#define THERE(host)                                                               \
  "120.000 account address elsewhere found ms=2.0 addresses=192.0.2.9 host=" host \
  " port=443 protocol=https trust=none\n"

static gboolean
is_no_sending (const char *line)
{
  return strstr (line, " smtp ") == NULL || g_str_has_prefix (line, "outgoing");
}

static const char *
get_verdict_on_name (const char *added)
{
  static char code[64];
  g_autoptr (GPtrArray) findings = judge_lines ("host-unknown", is_no_sending, added);

  g_strlcpy (code, first_code (findings), sizeof code);
  return code;
}

static void
test_names (void)
{
  const char *no_route = "121.000 account address network found name= words=\n";
  g_autofree char *unconnected = g_strconcat (MISSING ("hilfe.gmx.net"), no_route, NULL);

  g_assert_cmpstr (get_verdict_on_name (""), ==, "host-unknown");
  g_assert_cmpstr (get_verdict_on_name (THERE ("hilfe.gmx.net")), ==, "host-unknown");
  g_assert_cmpstr (get_verdict_on_name (MISSING ("hilfe.gmx.net") THERE ("posteo.de")), ==,
                   "host-unknown");
  g_assert_cmpstr (get_verdict_on_name (MISSING ("hilfe.gmx.net") MISSING ("posteo.de")), ==,
                   "dns-failure");
  /* One's own domain may be just as misspelt as its server. */
  g_assert_cmpstr (get_verdict_on_name (MISSING ("example.org")), ==, "host-unknown");
  g_assert_cmpstr (get_verdict_on_name (unconnected), ==, "offline");
}

/* A name that was found and answers as it should is one click away. */
static void
test_name_found (void)
{
  g_autoptr (GPtrArray) findings = judge_lines (
      "host-unknown", NULL,
      "300.000 imap resolve probe spoken ms=90.0 host=imap.example.org port=993 security=tls "
      "protocol=imap trust=system\n");
  PlFix *fix;
  PlFixFields fields;

  g_assert_cmpstr (first_code (findings), ==, "host-unknown");
  g_assert_nonnull (strstr (pl_finding_get_explanation (findings->pdata[0]), "imap.example.org"));
  fix = find_fix (findings->pdata[0], PL_FIX_KEY_HOST);
  g_assert_nonnull (fix);
  pl_fix_peek_fields (fix, &fields);
  g_assert_cmpstr (fields.values.host, ==, "imap.example.org");
  g_assert_true (fields.proven);
}

/* Where the name service answers for one of the two servers, it answers. */
static void
test_names_of_other_server (void)
{
  g_autoptr (GPtrArray) findings =
      judge_lines ("host-unknown", NULL, MISSING ("hilfe.gmx.net") MISSING ("posteo.de"));

  g_assert_cmpstr (first_code (findings), ==, "host-unknown");
}

/* --- The chain, to be read --- */

static void
test_certificate_account (void)
{
  g_autoptr (GPtrArray) findings = judge ("certificate-incomplete-chain");
  const char *text = pl_finding_get_evidence (findings->pdata[0]);
  static const char *const wanted[] = {
    "Subject: ", "Issuer: ",    "Not before: ", "Not after: ",
    "Key: ",     "Signature: ", "SHA-256: ",    "Faults: incomplete-chain",
    "Missing: "
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (text, wanted[i]));
}

static void
test_certificate_account_of_chain (void)
{
  g_autoptr (GPtrArray) findings = judge ("certificate-expired");
  const char *text = pl_finding_get_evidence (findings->pdata[0]);

  g_assert_nonnull (strstr (text, "Subject: CN=imap.example.org"));
  g_assert_nonnull (strstr (text, "\n\nSubject: CN=R11"));
}

/* --- What was looked at is told --- */

static void
test_checked (void)
{
  static const struct
  {
    const char *code;
    const char *line;
  } rows[] = {
    { "clock-wrong", "this computer: a way out over IPv4, a way out over IPv6" },
    { "clock-wrong", "clock: 2516 days behind others" },
    { "clock-wrong", "hilfe.gmx.net:443, web server: answers as it should" },
    { "network-blocks-mail", "clock: agrees with others" },
    { "network-blocks-mail", "imap.gmx.net:993, mail server of others: no answer" },
    { "captive-portal", "example.org:443, web server: somebody else answers" },
    { "captive-portal", "imap.gmx.net:993, mail server of others: accepts no connections" },
    { "tls-intercepted",
      "imap.gmx.net:993, mail server of others: answers, and cannot prove who it is" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) findings = judge (rows[i].code);
      const char *const *checked = pl_finding_get_checked (findings->pdata[0]);

      if (!g_strv_contains (checked, rows[i].line))
        {
          g_autofree char *all = g_strjoinv ("\n", (char **) checked);

          g_error ("%s does not tell “%s”, but\n%s", rows[i].code, rows[i].line, all);
        }
    }
}

/* What was looked at for the sake of one server says nothing of another that was reached. */
static void
test_checked_of_reached (void)
{
  g_autofree char *text = evidence_file_read ("credentials-rejected");
  g_autofree char *more =
      g_strconcat (text,
                   "90000.000 account address elsewhere spoken ms=9.0 addresses=192.0.2.9 "
                   "host=www.example.net port=443 protocol=https trust=system\n",
                   NULL);
  g_autoptr (PlEvidence) evidence = evidence_parse (more);
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (evidence);

  g_assert_cmpstr (first_code (findings), ==, "credentials-rejected");
  g_assert_cmpuint (g_strv_length ((char **) pl_finding_get_checked (findings->pdata[0])), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/outlook/" path, test)
  ADD ("without-looks", test_without_looks);
  ADD ("checked", test_checked);
  ADD ("checked/of-reached", test_checked_of_reached);
  ADD ("mail-blocked", test_mail_blocked);
  ADD ("another-mail-server-answers", test_another_mail_server_answers);
  ADD ("one-mail-server-is-likely", test_one_mail_server_is_likely);
  ADD ("nothing-answers", test_nothing_answers);
  ADD ("blocked-without-web", test_blocked_without_web);
  ADD ("blocked-one-direction", test_blocked_one_direction);
  ADD ("captive-alone", test_captive_alone);
  ADD ("own-web-server-proves-nothing", test_own_web_server_proves_nothing);
  ADD ("genuine-web-is-no-portal", test_genuine_web_is_no_portal);
  ADD ("plain-http-is-portal", test_plain_http_is_portal);
  ADD ("network-service-says-portal", test_network_service_says_portal);
  ADD ("clock-alone", test_clock_alone);
  ADD ("clock-and-certificate", test_clock_and_certificate);
  ADD ("clock-right", test_clock_right);
  ADD ("certificate-comes-late", test_certificate_comes_late);
  ADD ("intercepted-alone", test_intercepted_alone);
  ADD ("intercepted-by-unknown", test_intercepted_by_unknown);
  ADD ("own-authority", test_own_authority);
  ADD ("intercepted-and-trusted", test_intercepted_and_trusted);
  ADD ("interceptors", test_interceptors);
  ADD ("names", test_names);
  ADD ("name-found", test_name_found);
  ADD ("names-of-other-server", test_names_of_other_server);
  ADD ("certificate-account", test_certificate_account);
  ADD ("certificate-account-of-chain", test_certificate_account_of_chain);
  return g_test_run ();
}
