// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-practice-ca.h"
#include "raw-client.h"

#include <gnutls/gnutls.h>
#include <string.h>

#define HOST "imap.account.practice.test"

typedef struct
{
  PlPracticeCertificate kind;
  const char *nick;
  guint status; /* beside GNUTLS_CERT_INVALID */
} KindRow;

static const KindRow kind_rows[] = {
  { PL_PRACTICE_CERTIFICATE_GOOD, "good", 0 },
  { PL_PRACTICE_CERTIFICATE_EXPIRED, "expired", GNUTLS_CERT_EXPIRED },
  { PL_PRACTICE_CERTIFICATE_NOT_YET_VALID, "not-yet-valid", GNUTLS_CERT_NOT_ACTIVATED },
  { PL_PRACTICE_CERTIFICATE_SELF_SIGNED, "self-signed", GNUTLS_CERT_SIGNER_NOT_FOUND },
  { PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER, "unknown-issuer", GNUTLS_CERT_SIGNER_NOT_FOUND },
  { PL_PRACTICE_CERTIFICATE_INCOMPLETE_CHAIN, "incomplete-chain", GNUTLS_CERT_SIGNER_NOT_FOUND },
  { PL_PRACTICE_CERTIFICATE_OTHER_HOST, "other-host", GNUTLS_CERT_UNEXPECTED_OWNER },
  { PL_PRACTICE_CERTIFICATE_WEAK, "weak", GNUTLS_CERT_INSECURE_ALGORITHM },
  { PL_PRACTICE_CERTIFICATE_INTERCEPTED, "intercepted", GNUTLS_CERT_SIGNER_NOT_FOUND },
};

/* Each certificate as a client meets it: sent in a handshake, judged against the practice root. */
static void
test_kinds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlPracticeCa) ca = pl_practice_ca_new (&error);

  g_assert_no_error (error);
  G_STATIC_ASSERT (G_N_ELEMENTS (kind_rows) == PL_N_PRACTICE_CERTIFICATES);
  for (guint i = 0; i < G_N_ELEMENTS (kind_rows); i++)
    {
      const KindRow *row = &kind_rows[i];
      g_autofree char *script = g_strdup_printf ("TLS %s\nCLOSE\n", row->nick);
      g_autoptr (PlScriptServer) server = pl_practice_ca_serve (ca, HOST, script, &error);
      g_autoptr (RawClient) client = NULL;
      guint status;

      g_assert_no_error (error);
      g_assert_cmpstr (pl_practice_certificate_to_nick (row->kind), ==, row->nick);
      client = raw_client_connect (pl_script_server_get_port (server));
      raw_client_start_tls (client, HOST);
      status = raw_client_verify (client, HOST, pl_practice_ca_get_root_pem (ca));
      g_test_message ("%s: status 0x%x", row->nick, status);
      g_assert_cmphex (status, ==, row->status != 0 ? row->status | GNUTLS_CERT_INVALID : 0);
    }
}

/* Each start makes another authority: nothing of one start is trusted after the next. */
static void
test_unlike (void)
{
  g_autoptr (PlPracticeCa) one = pl_practice_ca_new (NULL);
  g_autoptr (PlPracticeCa) other = pl_practice_ca_new (NULL);

  g_assert_cmpstr (pl_practice_ca_get_root_pem (one), !=, pl_practice_ca_get_root_pem (other));
}

static void
test_other_host (void)
{
  g_autoptr (PlPracticeCa) ca = pl_practice_ca_new (NULL);
  g_autoptr (PlScriptServer) server =
      pl_practice_ca_serve (ca, HOST, "TLS other-host\nCLOSE\n", NULL);
  g_autoptr (RawClient) client = raw_client_connect (pl_script_server_get_port (server));

  raw_client_start_tls (client, HOST);
  g_assert_cmphex (raw_client_verify (client, "elsewhere.account.practice.test",
                                      pl_practice_ca_get_root_pem (ca)),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/ca/kinds", test_kinds);
  g_test_add_func ("/practice/ca/unlike", test_unlike);
  g_test_add_func ("/practice/ca/other-host", test_other_host);
  return g_test_run ();
}
