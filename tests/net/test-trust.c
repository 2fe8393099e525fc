// SPDX-License-Identifier: GPL-3.0-or-later
/* What is thought of certificates: each fault, several at once, and the one certificate that a
 * person has accepted. Real handshakes, with identities made for the moment. */
#include "net/pl-connection.h"
#include "net/pl-trust-private.h"

#include "evidence.h"
#include "tls-peer.h"

#include <string.h>

#define HOST "mail.practice.test"
#define AIA "http://issuer.practice.test/ca.der"

static const PlDeadline never = { G_MAXINT64 };

/* Who issues certificates in these tests. Only the first is believed. */
typedef enum
{
  BY_ROOT,
  BY_INTERMEDIATE, /* which the root has issued */
  BY_OLD_INTERMEDIATE, /* the same, and its time is over */
  BY_STRANGER,
  BY_ITSELF,
  N_ISSUERS,
} Issuer;

static Identity *issuers[N_ISSUERS]; /* owned by main(); none for BY_ITSELF */

typedef struct
{
  const char *what;
  IdentitySpec spec;
  Issuer issuer;
  gboolean sends_issuer; /* along with its own */
  const char *host; /* whom we ask for */
  const char *words; /* nullable: accepted */
} Row;

#define GOOD .name = "mail", .dns = HOST, .begins = -1, .ends = 30
#define EXPIRED .name = "mail", .dns = HOST, .begins = -30, .ends = -1
#define EARLY .name = "mail", .dns = HOST, .begins = 2, .ends = 30

static const Row rows[] = {
  { "good", { GOOD }, BY_ROOT, FALSE, HOST, NULL },
  { "good, root sent along", { GOOD }, BY_ROOT, TRUE, HOST, NULL },
  { "good, by an intermediate", { GOOD }, BY_INTERMEDIATE, TRUE, HOST, NULL },
  { "address",
    { .name = "x", .ip = "127.0.0.1", .begins = -1, .ends = 3 },
    BY_ROOT,
    FALSE,
    "127.0.0.1",
    NULL },
  { "wildcard",
    { .name = "x", .dns = "*.practice.test", .begins = -1, .ends = 3 },
    BY_ROOT,
    FALSE,
    HOST,
    NULL },
  { "expired", { EXPIRED }, BY_ROOT, FALSE, HOST, "expired" },
  { "not yet valid", { EARLY }, BY_ROOT, FALSE, HOST, "not-yet-valid" },
  { "intermediate expired", { GOOD }, BY_OLD_INTERMEDIATE, TRUE, HOST, "expired" },
  { "self-signed", { GOOD }, BY_ITSELF, FALSE, HOST, "self-signed" },
  { "unknown issuer", { GOOD }, BY_STRANGER, TRUE, HOST, "unknown-issuer" },
  { "unknown issuer, not sent", { GOOD }, BY_STRANGER, FALSE, HOST, "unknown-issuer" },
  { "incomplete chain",
    { GOOD, .issuer_address = AIA },
    BY_INTERMEDIATE,
    FALSE,
    HOST,
    "incomplete-chain" },
  { "unknown issuer, sent and named",
    { GOOD, .issuer_address = AIA },
    BY_STRANGER,
    TRUE,
    HOST,
    "unknown-issuer" },
  { "other host", { GOOD }, BY_ROOT, FALSE, "imap.practice.test", "host-mismatch" },
  { "other address", { GOOD }, BY_ROOT, FALSE, "127.0.0.1", "host-mismatch" },
  { "wildcard too deep",
    { .name = "x", .dns = "*.practice.test", .begins = -1, .ends = 3 },
    BY_ROOT,
    FALSE,
    "a.b.practice.test",
    "host-mismatch" },
  { "weak key", { GOOD, .rsa_bits = 1024 }, BY_ROOT, FALSE, HOST, "weak" },
  { "weak signature", { GOOD, .digest = GNUTLS_DIG_SHA1 }, BY_ROOT, FALSE, HOST, "weak" },
  { "expired and other host",
    { EXPIRED },
    BY_ROOT,
    FALSE,
    "imap.practice.test",
    "expired host-mismatch" },
  { "self-signed, expired, other host",
    { EXPIRED },
    BY_ITSELF,
    FALSE,
    "imap.practice.test",
    "expired self-signed host-mismatch" },
  { "unknown issuer and expired", { EXPIRED }, BY_STRANGER, TRUE, HOST, "expired unknown-issuer" },
  { "incomplete, early, weak",
    { EARLY, .rsa_bits = 1024, .issuer_address = AIA },
    BY_INTERMEDIATE,
    FALSE,
    HOST,
    "not-yet-valid incomplete-chain weak" },
};

typedef struct
{
  PlOutcome outcome;
  PlRecorder *recorder; /* owned */
  gboolean may_write;
} Result;

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->recorder, pl_recorder_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
meet (TlsPeer *tls_peer, const PlTlsTarget *target, Result *result)
{
  g_autofree char *pem = identity_dup_pem (issuers[BY_ROOT]);
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, pem);
  g_autoptr (Peer) peer = peer_start (tls_peer_run, tls_peer);
  g_autoptr (GSocket) socket = peer_connect (peer);
  g_autoptr (PlConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  result->recorder = evidence_new ();
  connection = pl_connection_new (socket, network, result->recorder);
  result->outcome = pl_connection_start_tls (connection, target, &never, NULL, &error);
  g_assert_no_error (error);
  result->may_write = pl_connection_write (connection, "x\r\n", 3, NULL, &never, NULL, NULL);
  g_assert_cmpint (pl_connection_is_trusted (connection), ==, result->may_write);
  pl_connection_close (connection);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (Identity) server = identity_new (&row->spec, issuers[row->issuer]);
  TlsPeer peer = { .chain = { server, row->sends_issuer ? issuers[row->issuer] : NULL } };
  PlTlsTarget target = { .host = row->host };
  g_auto (Result) result = { 0 };
  gboolean is_good = row->words == NULL;

  meet (&peer, &target, &result);
  evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_WORDS, row->words);
  evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_TRUST,
                        is_good ? "system" : "none");
  g_assert_cmpint (result.outcome, ==, is_good ? PL_OUTCOME_ACCEPTED : PL_OUTCOME_REJECTED);
  g_assert_cmpint (result.may_write, ==, is_good);
  g_assert_cmpuint (evidence_count (result.recorder, PL_SIGHT_CERTIFICATE), ==,
                    row->sends_issuer ? 2 : 1);
}

static void
test_pinned (void)
{
  static const IdentitySpec spec = { EXPIRED };
  g_autoptr (Identity) server = identity_new (&spec, NULL);
  g_autofree char *fingerprint = identity_dup_fingerprint (server);
  g_autofree char *shouted = g_ascii_strup (fingerprint, -1);
  g_autofree char *wrong = g_strdup (fingerprint);
  TlsPeer peer = { .chain = { server } };
  const PlTlsTarget targets[] = {
    { .host = "imap.practice.test", .trust_fingerprint = fingerprint },
    { .host = "imap.practice.test", .trust_fingerprint = shouted },
    { .host = "imap.practice.test", .trust_fingerprint = wrong },
    { .host = "imap.practice.test", .trust_fingerprint = "" },
  };

  wrong[63] = wrong[63] == '0' ? '1' : '0';
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_auto (Result) result = { 0 };
      gboolean matches = i < 2;

      meet (&peer, &targets[i], &result);
      g_assert_cmpint (result.outcome, ==, matches ? PL_OUTCOME_ACCEPTED : PL_OUTCOME_REJECTED);
      g_assert_cmpint (result.may_write, ==, matches);
      evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_TRUST,
                            matches ? "pinned" : "none");
      evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_WORDS,
                            "expired self-signed host-mismatch");
      evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_SHA256, fingerprint);
    }
}

static void
check_staple (gboolean revoked, gboolean pinned)
{
  static const IdentitySpec spec = { GOOD };
  g_autoptr (Identity) server = identity_new (&spec, issuers[BY_ROOT]);
  g_autoptr (GBytes) answer = identity_make_ocsp_answer (server, issuers[BY_ROOT], revoked);
  g_autofree char *fingerprint = identity_dup_fingerprint (server);
  TlsPeer peer = { .chain = { server }, .ocsp_answer = answer };
  PlTlsTarget target = { .host = HOST, .trust_fingerprint = pinned ? fingerprint : NULL };
  g_auto (Result) result = { 0 };

  meet (&peer, &target, &result);
  evidence_assert_fact (result.recorder, PL_SIGHT_TLS, 0, PL_FACT_OCSP,
                        revoked ? "revoked" : "good");
  evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_WORDS,
                        revoked ? "revoked" : NULL);
  g_assert_cmpint (result.may_write, ==, !revoked);
}

static void
test_stapled (void)
{
  check_staple (FALSE, FALSE);
  check_staple (TRUE, FALSE);
  check_staple (TRUE, TRUE); /* a fingerprint does not bring a revoked certificate back */
}

static void
test_facts (void)
{
  static const IdentitySpec spec = { GOOD, .ip = "192.0.2.7", .rsa_bits = 2048,
                                     .issuer_address = AIA };
  g_autoptr (Identity) server = identity_new (&spec, issuers[BY_STRANGER]);
  g_autofree char *fingerprint = identity_dup_fingerprint (server);
  TlsPeer peer = { .chain = { server, issuers[BY_STRANGER] } };
  PlTlsTarget target = { .host = HOST };
  g_auto (Result) result = { 0 };
  g_autoptr (GDateTime) ends = NULL;

  meet (&peer, &target, &result);
#define assert_fact(index, fact, text) \
  evidence_assert_fact (result.recorder, PL_SIGHT_CERTIFICATE, index, fact, text)
  assert_fact (0, PL_FACT_INDEX, "0");
  assert_fact (0, PL_FACT_SUBJECT, "CN=mail");
  assert_fact (0, PL_FACT_ISSUER, "CN=Stranger");
  assert_fact (0, PL_FACT_NAMES, HOST " 192.0.2.7");
  assert_fact (0, PL_FACT_KEY, "RSA 2048");
  assert_fact (0, PL_FACT_SIGNATURE, "ECDSA-SHA256");
  assert_fact (0, PL_FACT_SHA256, fingerprint);
  assert_fact (0, PL_FACT_WORDS, NULL);
  assert_fact (0, PL_FACT_AIA, AIA);
  assert_fact (1, PL_FACT_INDEX, "1");
  assert_fact (1, PL_FACT_WORDS, "self-signed ca");
  assert_fact (1, PL_FACT_KEY, "EC 256");
#undef assert_fact
  evidence_assert_fact (result.recorder, PL_SIGHT_TRUST, 0, PL_FACT_STATUS, "0x42");
  g_assert_cmpuint (
      strlen (evidence_fact (result.recorder, PL_SIGHT_CERTIFICATE, 0, PL_FACT_SPKI_SHA256)), ==,
      44);
  ends = g_date_time_new_from_iso8601 (
      evidence_fact (result.recorder, PL_SIGHT_CERTIFICATE, 0, PL_FACT_NOT_AFTER), NULL);
  g_assert_nonnull (ends);
  g_assert_cmpint (g_date_time_to_unix (ends), ==,
                   gnutls_x509_crt_get_expiration_time (server->certificate));
}

/* The same name for itself and its issuer does not make a certificate self-signed. */
static void
test_self_issued (void)
{
  static const IdentitySpec authority_spec = { "mail", .begins = -1, .ends = 30, .is_ca = TRUE };
  static const IdentitySpec spec = { GOOD };
  g_autoptr (Identity) authority = identity_new (&authority_spec, NULL);
  g_autoptr (Identity) server = identity_new (&spec, authority);

  g_assert_true (pl_certificate_is_self_signed (authority->certificate));
  g_assert_false (pl_certificate_is_self_signed (server->certificate));
}

static void
test_words (void)
{
  g_autofree char *all = pl_trust_faults_to_words (0x1ff);

  g_assert_null (pl_trust_faults_to_words (0));
  g_assert_cmpstr (all, ==,
                   "expired not-yet-valid self-signed unknown-issuer incomplete-chain "
                   "host-mismatch revoked weak other");
}

static void
make_issuers (void)
{
  static const IdentitySpec root = { "Root", .begins = -400, .ends = 400, .is_ca = TRUE };
  static const IdentitySpec intermediate = { "Intermediate", .begins = -300, .ends = 300,
                                             .is_ca = TRUE };
  static const IdentitySpec old = { "Old", .begins = -300, .ends = -2, .is_ca = TRUE };
  static const IdentitySpec stranger = { "Stranger", .begins = -300, .ends = 300, .is_ca = TRUE };

  issuers[BY_ROOT] = identity_new (&root, NULL);
  issuers[BY_INTERMEDIATE] = identity_new (&intermediate, issuers[BY_ROOT]);
  issuers[BY_OLD_INTERMEDIATE] = identity_new (&old, issuers[BY_ROOT]);
  issuers[BY_STRANGER] = identity_new (&stranger, NULL);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  make_issuers ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trust/%s", rows[i].what);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/trust/pinned", test_pinned);
  g_test_add_func ("/trust/stapled", test_stapled);
  g_test_add_func ("/trust/facts", test_facts);
  g_test_add_func ("/trust/self-issued", test_self_issued);
  g_test_add_func ("/trust/words", test_words);
  result = g_test_run ();

  for (guint i = 0; i < BY_ITSELF; i++)
    identity_free (issuers[i]);
  return result;
}
