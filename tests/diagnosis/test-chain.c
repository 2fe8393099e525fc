// SPDX-License-Identifier: GPL-3.0-or-later
/* Certificates as a person reads them: whose each is, what exactly is wrong, and with which. */
#include "evidence-files.h"

#include "diagnosis/pl-chain-account.h"

#include <locale.h>

static PlChain *
read_changed (const char *code, const char *from, const char *to)
{
  g_autofree char *text = evidence_file_read (code);
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;

  if (from != NULL)
    g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
  evidence = evidence_parse (changed->str);
  return pl_chain_account_read (evidence, PL_DIRECTION_INCOMING);
}

static const char *
get_value (PlChain *chain, guint index, const char *key)
{
  g_assert_cmpuint (index, <, pl_chain_get_n_certificates (chain));
  return pl_chain_certificate_get_value (pl_chain_get_certificate (chain, index), key);
}

/* Says which one is missing when it is not there. */
static void
assert_fault (PlChain *chain, const char *code, const char *text)
{
  guint n;
  const PlChainFault *faults = pl_chain_get_faults (chain, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (faults[i].code, code))
      {
        g_assert_cmpstr (faults[i].text, ==, text);
        return;
      }
  g_error ("%s is not among %u faults", code, n);
}

static guint
count_faults (PlChain *chain)
{
  guint n;

  pl_chain_get_faults (chain, &n);
  return n;
}

static void
test_rows (void)
{
  static const char *const rows[][2] = {
    { "subject", "imap.example.org" },
    { "names", "imap.example.org" },
    { "issuer", "R11, Let's Encrypt, US" },
    { "valid-from", "30 September 2026" },
    { "valid-until", "29 December 2026" },
    { "key", "ECDSA, 256 bits" },
    { "signature", "RSA-SHA256" },
    { "sha256", "5F:3A:9C:1E:7D:2B:48:A6:90:3C:5E:1F:7A:8B:2D:4C:6E:0F:91:A3:B5:C7:D9:E1:F2:A4:B6:"
                "C8:D0:E2:F4:16" },
  };
  g_autoptr (PlChain) chain = read_changed ("credentials-rejected", NULL, NULL);
  const PlChainRow *told;
  guint n;

  g_assert_nonnull (chain);
  g_assert_true (pl_chain_is_accepted (chain));
  g_assert_cmpstr (pl_chain_get_trust (chain), ==, "system");
  g_assert_cmpstr (pl_chain_get_host (chain), ==, "imap.example.org");
  g_assert_cmpuint (pl_chain_get_port (chain), ==, 993);
  g_assert_cmpuint (count_faults (chain), ==, 0);
  g_assert_cmpstr (pl_chain_get_verdict (chain), ==,
                   "R11 (Let's Encrypt) confirms that this is imap.example.org, and this computer "
                   "trusts that authority.");

  told = pl_chain_certificate_get_rows (pl_chain_get_certificate (chain, 0), &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (told[i].key, ==, rows[i][0]);
      g_assert_cmpstr (told[i].value, ==, rows[i][1]);
      g_assert_cmpint (told[i].verbatim, ==, g_str_equal (told[i].key, "sha256"));
      g_assert_cmpstr (told[i].label, !=, NULL);
    }
  g_assert_cmpint (pl_chain_certificate_get_role (pl_chain_get_certificate (chain, 1)), ==,
                   PL_CHAIN_ROLE_ISSUER);
}

/* A private authority, a missing certificate, and a server that vouches for itself look alike to
 * GnuTLS. */
static void
test_who_is_unknown (void)
{
  g_autoptr (PlChain) own = read_changed ("certificate-self-signed", NULL, NULL);
  g_autoptr (PlChain) company = read_changed ("certificate-unknown-issuer", NULL, NULL);
  g_autoptr (PlChain) half = read_changed ("certificate-incomplete-chain", NULL, NULL);
  guint last = pl_chain_get_n_certificates (half) - 1;

  assert_fault (own, "certificate-self-signed",
                "Nobody but the server itself confirms that this is imap.example.org.");
  assert_fault (company, "certificate-unknown-issuer",
                "It leads to Beispiel Root CA (Beispiel GmbH), an authority of its own: of a "
                "company, a school or a private server. This computer does not know it.");
  g_assert_cmpint (pl_chain_certificate_get_role (pl_chain_get_certificate (company, 1)), ==,
                   PL_CHAIN_ROLE_ROOT);
  assert_fault (half, "certificate-incomplete-chain",
                "The certificate of R11 (Let's Encrypt) is missing, which leads on to a known "
                "authority. The server has to send it; only its operator can put that right.");
  g_assert_cmpuint (count_faults (half), ==, 1);
  g_assert_cmpint (pl_chain_certificate_get_role (pl_chain_get_certificate (half, last)), ==,
                   PL_CHAIN_ROLE_MISSING);
  g_assert_cmpstr (get_value (half, last, "subject"), ==, "R11, Let's Encrypt, US");
  g_assert_cmpstr (get_value (half, last, "address"), ==, "http://r11.i.lencr.org/");
}

/* Where two certificates were sent and a third is missing, that one is named, in the finding too. */
static void
test_missing_further_up (void)
{
  static const char sent[] =
      "64.000 imap tls certificate found index=1 subject=CN=R11,O=Let's%20Encrypt,C=US "
      "issuer=CN=Root%20X9,O=Authority not-after=2027-03-12T23:59:59Z key=RSA%202048 "
      "aia=http://x9.example/\n64.300 imap tls trust ";
  g_autoptr (PlChain) chain =
      read_changed ("certificate-incomplete-chain", "64.300 imap tls trust ", sent);
  g_autoptr (GPtrArray) findings =
      judge_changed ("certificate-incomplete-chain", "64.300 imap tls trust ", sent);

  g_assert_cmpuint (pl_chain_get_n_certificates (chain), ==, 3);
  g_assert_cmpstr (get_value (chain, 2, "subject"), ==, "Root X9, Authority");
  g_assert_cmpstr (get_value (chain, 2, "address"), ==, "http://x9.example/");
  g_assert_nonnull (
      strstr (pl_finding_get_explanation (findings->pdata[0]), "of Root X9 (Authority),"));
}

/* What is wrong with the name or the date says nothing against the issuer. */
static void
test_issuer_is_in_order (void)
{
  static const char *const codes[] = { "certificate-host-mismatch", "certificate-expired",
                                       "certificate-not-yet-valid" };
  g_autoptr (PlChain) good = read_changed ("credentials-rejected", NULL, NULL);
  g_autoptr (PlChain) own = read_changed ("certificate-self-signed", NULL, NULL);
  g_autoptr (PlChain) both = read_changed ("certificate-host-mismatch", "words=host-mismatch",
                                           "words=host-mismatch%20unknown-issuer");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (PlChain) chain = read_changed (codes[i], NULL, NULL);

      g_assert_false (pl_chain_is_accepted (chain));
      g_assert_true (pl_chain_is_issuer_trusted (chain));
      g_assert_true (g_str_has_suffix (pl_chain_get_verdict (chain),
                                       " issued it, and this computer trusts that authority."));
    }
  g_assert_true (pl_chain_is_issuer_trusted (good));
  g_assert_false (pl_chain_is_issuer_trusted (own));
  g_assert_false (pl_chain_is_issuer_trusted (both));
}

static void
test_several_faults (void)
{
  g_autoptr (PlChain) chain = read_changed (
      "certificate-unknown-issuer", "words=unknown-issuer",
      "words=expired%20not-yet-valid%20unknown-issuer%20host-mismatch%20weak%20other");

  g_assert_cmpuint (count_faults (chain), ==, 6);
  assert_fault (chain, "certificate-host-mismatch",
                "It is for imap.example.org, not for imap.example.org.");
  assert_fault (chain, "certificate-weak",
                "A key or signature in the chain is too weak to be safe.");
}

/* Which certificate it is that has run out, or is too weak. */
static void
test_which_one (void)
{
  static const char beside[] =
      "64.650 imap tls certificate found index=2 subject=CN=Not%20needed issuer=CN=X "
      "not-after=2020-01-01T00:00:00Z key=RSA%20512\n64.700 imap tls trust";
  g_autofree char *text = evidence_file_read ("certificate-weak");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (PlChain) chain = NULL;

  g_string_replace (changed, "64.700 imap tls trust", beside, 0);
  g_string_replace (changed, "words=weak", "words=expired%20weak", 0);
  g_string_replace (changed, "2027-03-12T23:59:59Z", "2026-03-12T23:59:59Z", 0);
  evidence = evidence_parse (changed->str);
  chain = pl_chain_account_read (evidence, PL_DIRECTION_INCOMING);

  g_assert_cmpuint (count_faults (chain), ==, 3);
  assert_fault (chain, "certificate-expired",
                "The certificate of R11 (Let's Encrypt), which vouches for it, was valid until 12 "
                "March 2026.");
  assert_fault (chain, "certificate-weak", "Its key (RSA 1024) is too short to be safe.");
  g_assert_cmpint (pl_chain_certificate_get_role (pl_chain_get_certificate (chain, 2)), ==,
                   PL_CHAIN_ROLE_BESIDE);
}

/* The finding, too, speaks of the certificate at fault: here the one that vouches for the server. */
static void
test_finding_of_which_one (void)
{
  static const struct
  {
    const char *code;
    const char *from;
    const char *to;
    const char *title;
    const char *part;
  } rows[] = {
    { "certificate-expired", "2026-07-30T00:00:00Z", "2027-07-30T00:00:00Z",
      "A certificate that vouches for imap.example.org has expired",
      "But it sends along that of R11 (Let's Encrypt), which was valid until 12 March 2026." },
    { "certificate-weak", "RSA%201024 signature=RSA-SHA1", "RSA%202048 signature=RSA-SHA256",
      "A certificate that vouches for imap.example.org is too weak",
      "It is that of R11 (Let's Encrypt). Its key (RSA 1024)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = evidence_file_read (rows[i].code);
      g_autoptr (GString) changed = g_string_new (text);
      g_autoptr (PlEvidence) evidence = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      g_string_replace (changed, "2027-03-12T23:59:59Z key=RSA%202048",
                        i == 0 ? "2026-03-12T23:59:59Z key=RSA%202048"
                               : "2027-03-12T23:59:59Z key=RSA%201024",
                        0);
      g_assert_cmpuint (g_string_replace (changed, rows[i].from, rows[i].to, 0), >, 0);
      evidence = evidence_parse (changed->str);
      findings = pl_diagnosis_run (evidence);
      g_assert_cmpstr (first_code (findings), ==, rows[i].code);
      g_assert_cmpstr (pl_finding_get_title (findings->pdata[0]), ==, rows[i].title);
      g_assert_nonnull (strstr (pl_finding_get_explanation (findings->pdata[0]), rows[i].part));
    }
}

static void
test_dates (void)
{
  g_autoptr (PlChain) chain = read_changed ("certificate-expired", NULL, NULL);
  g_autoptr (PlChain) clock = read_changed ("clock-wrong", NULL, NULL);
  guint n;

  g_assert_true (g_str_has_prefix (pl_chain_get_faults (chain, &n)[0].text,
                                   "It has expired: it was valid until "));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (pl_chain_get_faults (clock, &n)[0].code, ==, "clock-wrong");
  g_assert_cmpuint (n, ==, 1);
}

static void
test_somebody_else (void)
{
  g_autoptr (PlChain) chain = read_changed ("tls-intercepted", NULL, NULL);

  assert_fault (chain, "tls-intercepted", pl_chain_get_verdict (chain));
  g_assert_cmpuint (count_faults (chain), ==, 1);
}

/* An exception overlooks faults; they are told all the same. */
static void
test_exception (void)
{
  g_autofree char *text = evidence_file_read ("certificate-self-signed");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (PlChain) chain = NULL;

  g_string_replace (changed, "imap tls trust rejected", "imap tls trust accepted", 0);
  g_string_replace (changed, "trust=none", "trust=pinned", 0);
  evidence = evidence_parse (changed->str);
  chain = pl_chain_account_read (evidence, PL_DIRECTION_INCOMING);

  g_assert_true (pl_chain_is_accepted (chain));
  g_assert_cmpstr (pl_chain_get_trust (chain), ==, "pinned");
  g_assert_nonnull (strstr (pl_chain_get_verdict (chain), "exception"));
  assert_fault (chain, "certificate-self-signed",
                "Nobody but the server itself confirms that this is imap.example.org.");
}

/* Certificates are made by anybody. */
static void
test_hostile (void)
{
  g_autofree char *many = g_strnfill (3000, 'x');
  g_autoptr (GString) names = g_string_new ("names=");
  g_autoptr (PlChain) chain = NULL;
  const PlChainRow *rows;
  guint n;

  for (guint i = 0; i < 90; i++)
    g_string_append_printf (names, "h%u.example%%20", i);
  g_string_append_printf (names, " subject=CN=%s%%0a%%E2%%80%%AE\\,O=x", many);
  chain = read_changed ("credentials-rejected", "subject=CN=imap.example.org", names->str);
  rows = pl_chain_certificate_get_rows (pl_chain_get_certificate (chain, 0), &n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_null (strchr (rows[i].value, '\n'));
      g_assert_null (strstr (rows[i].value, "\xe2\x80\xae"));
      g_assert_cmpuint (strlen (rows[i].value), <, 4000);
    }
}

static void
test_none (void)
{
  g_autoptr (PlChain) chain = read_changed ("connection-refused", NULL, NULL);

  g_assert_null (chain);
}

/* Every golden file: whatever was seen can be told, and what is refused has a reason. */
static void
test_every_file (void)
{
  guint n_chains = 0;

  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autofree char *text = evidence_file_read (*code);
      g_autoptr (PlEvidence) evidence = evidence_parse (text);

      for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
        {
          g_autoptr (PlChain) chain = pl_chain_account_read (evidence, (PlDirection) i);

          if (chain == NULL)
            continue;
          n_chains++;
          g_assert_null (strchr (pl_chain_get_verdict (chain), '{'));
          if (!pl_chain_is_accepted (chain))
            g_assert_cmpuint (count_faults (chain), >, 0);
        }
    }
  g_assert_cmpuint (n_chains, >, 50);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/rows", test_rows);
  g_test_add_func ("/chain/who-is-unknown", test_who_is_unknown);
  g_test_add_func ("/chain/missing-further-up", test_missing_further_up);
  g_test_add_func ("/chain/issuer-in-order", test_issuer_is_in_order);
  g_test_add_func ("/chain/several-faults", test_several_faults);
  g_test_add_func ("/chain/which-one", test_which_one);
  g_test_add_func ("/chain/finding-of-which-one", test_finding_of_which_one);
  g_test_add_func ("/chain/dates", test_dates);
  g_test_add_func ("/chain/somebody-else", test_somebody_else);
  g_test_add_func ("/chain/exception", test_exception);
  g_test_add_func ("/chain/hostile", test_hostile);
  g_test_add_func ("/chain/none", test_none);
  g_test_add_func ("/chain/every-file", test_every_file);

  return g_test_run ();
}
