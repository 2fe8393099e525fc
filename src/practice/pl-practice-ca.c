// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-practice-ca.h"

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define DAY (24 * 60 * 60) /* s */
#define SERIAL_SIZE 16 /* bytes; RFC 5280 4.1.2.2 allows 20 */

/* One signer: a certificate and its key. */
typedef struct
{
  gnutls_x509_crt_t certificate; /* owned */
  gnutls_x509_privkey_t key; /* owned */
} Signer;

struct _PlPracticeCa
{
  Signer root;
  Signer intermediate;
  Signer unknown_root; /* of an authority that nobody knows */
  Signer interceptor; /* of a program that reads along */
  gnutls_x509_privkey_t server_key; /* owned; of all servers: half a hundred would take longer */
  char *root_pem; /* owned */
};

/* What a certificate says. Times in seconds from now. */
typedef struct
{
  const char *common_name;
  const char *host; /* NULL for an authority's certificate */
  const char *issuer_url; /* nullable: where the issuer's certificate lies */
  gint64 begins;
  gint64 ends;
  gnutls_digest_algorithm_t digest;
} Contents;

/* How one kind of certificate differs from the others. */
typedef struct
{
  const char *nick;
  const char *host_prefix; /* nullable: other host, with the host's first label left out */
  gint64 begins_days;
  gint64 ends_days;
  gnutls_digest_algorithm_t digest;
  enum
  {
    BY_INTERMEDIATE,
    BY_UNKNOWN_ROOT,
    BY_INTERCEPTOR,
    BY_ITSELF
  } signer;
  gboolean sends_issuer;
} Kind;

/* clang-format off */
static const Kind kinds[PL_N_PRACTICE_CERTIFICATES] = {
  [PL_PRACTICE_CERTIFICATE_GOOD] =
    { "good", NULL, -1, 90, GNUTLS_DIG_SHA256, BY_INTERMEDIATE, TRUE },
  [PL_PRACTICE_CERTIFICATE_EXPIRED] =
    { "expired", NULL, -120, -30, GNUTLS_DIG_SHA256, BY_INTERMEDIATE, TRUE },
  [PL_PRACTICE_CERTIFICATE_NOT_YET_VALID] =
    { "not-yet-valid", NULL, 30, 120, GNUTLS_DIG_SHA256, BY_INTERMEDIATE, TRUE },
  [PL_PRACTICE_CERTIFICATE_SELF_SIGNED] =
    { "self-signed", NULL, -1, 90, GNUTLS_DIG_SHA256, BY_ITSELF, FALSE },
  [PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER] =
    { "unknown-issuer", NULL, -1, 90, GNUTLS_DIG_SHA256, BY_UNKNOWN_ROOT, TRUE },
  [PL_PRACTICE_CERTIFICATE_INCOMPLETE_CHAIN] =
    { "incomplete-chain", NULL, -1, 90, GNUTLS_DIG_SHA256, BY_INTERMEDIATE, FALSE },
  [PL_PRACTICE_CERTIFICATE_OTHER_HOST] =
    { "other-host", "elsewhere", -1, 90, GNUTLS_DIG_SHA256, BY_INTERMEDIATE, TRUE },
  [PL_PRACTICE_CERTIFICATE_WEAK] =
    { "weak", NULL, -1, 90, GNUTLS_DIG_SHA1, BY_INTERMEDIATE, TRUE },
  [PL_PRACTICE_CERTIFICATE_INTERCEPTED] =
    { "intercepted", NULL, -1, 90, GNUTLS_DIG_SHA256, BY_INTERCEPTOR, TRUE },
};
/* clang-format on */

static void
signer_clear (Signer *signer)
{
  g_clear_pointer (&signer->certificate, gnutls_x509_crt_deinit);
  g_clear_pointer (&signer->key, gnutls_x509_privkey_deinit);
}

/* Turns the first fault of a series of calls into an error. */
static gboolean
check (int status, GError **error)
{
  if (status >= 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No practice certificate can be made: %s",
               gnutls_strerror (status));
  return FALSE;
}

static gboolean
make_key (gnutls_x509_privkey_t *key, GError **error)
{
  /* P-256 takes a fraction of a millisecond, RSA a hundred. */
  return check (gnutls_x509_privkey_init (key), error) &&
         check (gnutls_x509_privkey_generate (*key, GNUTLS_PK_ECDSA,
                                              GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                error);
}

static gboolean
write_names (gnutls_x509_crt_t crt, const Contents *contents, GError **error)
{
  static const char organisation[] = "Postlotse Practice";
  const char *name = contents->common_name;

  return check (gnutls_x509_crt_set_dn_by_oid (crt, GNUTLS_OID_X520_ORGANIZATION_NAME, 0,
                                               organisation, strlen (organisation)),
                error) &&
         check (gnutls_x509_crt_set_dn_by_oid (crt, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                               strlen (name)),
                error);
}

/* The basics of RFC 5280: version 3, a random serial number, the time. */
static gboolean
write_frame (Signer *signer, const Contents *contents, GError **error)
{
  gnutls_x509_crt_t crt = signer->certificate;
  time_t now = time (NULL);
  guint8 serial[SERIAL_SIZE];

  if (!check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), error))
    return FALSE;
  serial[0] = (serial[0] & 0x7f) | 0x40; /* positive, and of full length */

  return check (gnutls_x509_crt_set_version (crt, 3), error) &&
         check (gnutls_x509_crt_set_serial (crt, serial, sizeof serial), error) &&
         check (gnutls_x509_crt_set_activation_time (crt, now + contents->begins), error) &&
         check (gnutls_x509_crt_set_expiration_time (crt, now + contents->ends), error) &&
         check (gnutls_x509_crt_set_key (crt, signer->key), error);
}

static gboolean
write_key_id (gnutls_x509_crt_t crt, GError **error)
{
  guint8 id[64];
  size_t size = sizeof id;

  return check (gnutls_x509_crt_get_key_id (crt, GNUTLS_KEYID_USE_SHA1, id, &size), error) &&
         check (gnutls_x509_crt_set_subject_key_id (crt, id, size), error);
}

static gboolean
write_authority_id (gnutls_x509_crt_t crt, gnutls_x509_crt_t issuer, GError **error)
{
  guint8 id[64];
  size_t size = sizeof id;

  return check (gnutls_x509_crt_get_key_id (issuer, GNUTLS_KEYID_USE_SHA1, id, &size), error) &&
         check (gnutls_x509_crt_set_authority_key_id (crt, id, size), error);
}

static gboolean
write_authority (gnutls_x509_crt_t crt, GError **error)
{
  return check (gnutls_x509_crt_set_basic_constraints (crt, 1, -1), error) &&
         check (gnutls_x509_crt_set_key_usage (crt, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN),
                error);
}

static gboolean
write_server (gnutls_x509_crt_t crt, const Contents *contents, GError **error)
{
  gnutls_datum_t url = { .data = (guint8 *) contents->issuer_url,
                         .size = contents->issuer_url != NULL
                                     ? (guint) strlen (contents->issuer_url)
                                     : 0 };

  return check (gnutls_x509_crt_set_basic_constraints (crt, 0, -1), error) &&
         check (gnutls_x509_crt_set_key_usage (crt, GNUTLS_KEY_DIGITAL_SIGNATURE), error) &&
         check (gnutls_x509_crt_set_key_purpose_oid (crt, GNUTLS_KP_TLS_WWW_SERVER, 0), error) &&
         check (gnutls_x509_crt_set_subject_alt_name (crt, GNUTLS_SAN_DNSNAME, contents->host,
                                                      strlen (contents->host), GNUTLS_FSAN_SET),
                error) &&
         (url.size == 0 ||
          check (gnutls_x509_crt_set_authority_info_access (crt, GNUTLS_IA_CAISSUERS_URI, &url),
                 error));
}

/* Makes a certificate for the key that @made has. @issuer is NULL for one that signs itself. */
static gboolean
make_certificate (Signer *made, const Contents *contents, const Signer *issuer, GError **error)
{
  const Signer *by = issuer != NULL ? issuer : made;
  gnutls_x509_crt_t crt;

  if (!check (gnutls_x509_crt_init (&made->certificate), error))
    return FALSE;

  crt = made->certificate;
  return write_frame (made, contents, error) && write_names (crt, contents, error) &&
         write_key_id (crt, error) &&
         (issuer == NULL || write_authority_id (crt, issuer->certificate, error)) &&
         (contents->host != NULL ? write_server (crt, contents, error)
                                 : write_authority (crt, error)) &&
         check (gnutls_x509_crt_sign2 (crt, by->certificate, by->key, contents->digest, 0), error);
}

static gboolean
append_pem (GString *pem, const Signer *signer, GError **error)
{
  gnutls_datum_t text = { 0 };

  if (!check (gnutls_x509_crt_export2 (signer->certificate, GNUTLS_X509_FMT_PEM, &text), error))
    return FALSE;

  g_string_append_len (pem, (const char *) text.data, text.size);
  gnutls_free (text.data);
  return TRUE;
}

static gboolean
make_authorities (PlPracticeCa *ca, GError **error)
{
  Contents root = { .common_name = "Practice Root CA",
                    .begins = -400 * DAY,
                    .ends = 400 * DAY,
                    .digest = GNUTLS_DIG_SHA256 };
  Contents intermediate = root;
  Contents unknown_root = root;
  Contents interceptor = root;

  intermediate.common_name = "Practice Server CA";
  unknown_root.common_name = "Somebody's Own CA";
  interceptor.common_name = "Avast Web/Mail Shield Root";
  return make_key (&ca->server_key, error) && make_key (&ca->root.key, error) &&
         make_key (&ca->intermediate.key, error) && make_key (&ca->unknown_root.key, error) &&
         make_key (&ca->interceptor.key, error) &&
         make_certificate (&ca->root, &root, NULL, error) &&
         make_certificate (&ca->intermediate, &intermediate, &ca->root, error) &&
         make_certificate (&ca->unknown_root, &unknown_root, NULL, error) &&
         make_certificate (&ca->interceptor, &interceptor, NULL, error);
}

/**
 * pl_practice_ca_new:
 *
 * Returns: (transfer full): %NULL with %G_IO_ERROR_FAILED and the reason of GnuTLS
 */
PlPracticeCa *
pl_practice_ca_new (GError **error)
{
  g_autoptr (PlPracticeCa) ca = g_new0 (PlPracticeCa, 1);
  g_autoptr (GString) pem = g_string_new (NULL);

  if (!make_authorities (ca, error) || !append_pem (pem, &ca->root, error))
    return NULL;

  ca->root_pem = g_strdup (pem->str);
  return g_steal_pointer (&ca);
}

void
pl_practice_ca_free (PlPracticeCa *ca)
{
  if (ca == NULL)
    return;

  signer_clear (&ca->root);
  signer_clear (&ca->intermediate);
  signer_clear (&ca->unknown_root);
  signer_clear (&ca->interceptor);
  g_clear_pointer (&ca->server_key, gnutls_x509_privkey_deinit);
  g_free (ca->root_pem);
  g_free (ca);
}

/**
 * pl_practice_ca_get_root_pem:
 *
 * Returns: (transfer none): the root's certificate, for those who are to trust it
 */
const char *
pl_practice_ca_get_root_pem (PlPracticeCa *ca)
{
  return ca->root_pem;
}

/**
 * pl_practice_certificate_to_nick:
 *
 * Returns: (transfer none): its name in scripts and transcripts, such as `self-signed`
 */
const char *
pl_practice_certificate_to_nick (PlPracticeCertificate kind)
{
  return kinds[kind].nick;
}

/* For another host it is the host's neighbour, so that both have the same registrable domain. */
static char *
get_subject_host (const Kind *kind, const char *host)
{
  const char *rest = strchr (host, '.');

  if (kind->host_prefix == NULL)
    return g_strdup (host);
  return g_strconcat (kind->host_prefix, rest != NULL ? rest : ".practice.test", NULL);
}

/* Returns: (nullable): %NULL for a certificate that signs itself */
static const Signer *
get_signer (PlPracticeCa *ca, const Kind *kind)
{
  const Signer *const signers[] = { [BY_INTERMEDIATE] = &ca->intermediate,
                                    [BY_UNKNOWN_ROOT] = &ca->unknown_root,
                                    [BY_INTERCEPTOR] = &ca->interceptor,
                                    [BY_ITSELF] = NULL };

  return signers[kind->signer];
}

static gboolean
write_chain (PlPracticeCa *ca, const Kind *kind, const Signer *leaf, char **pem, GError **error)
{
  g_autoptr (GString) chain = g_string_new (NULL);
  const Signer *issuer = get_signer (ca, kind);

  if (!append_pem (chain, leaf, error) ||
      (issuer != NULL && kind->sends_issuer && !append_pem (chain, issuer, error)))
    return FALSE;

  *pem = g_strdup (chain->str);
  return TRUE;
}

static gboolean
write_key (PlPracticeCa *ca, char **pem, GError **error)
{
  gnutls_datum_t text = { 0 };

  if (!check (gnutls_x509_privkey_export2 (ca->server_key, GNUTLS_X509_FMT_PEM, &text), error))
    return FALSE;

  *pem = g_strndup ((const char *) text.data, text.size);
  gnutls_free (text.data);
  return TRUE;
}

/**
 * pl_practice_ca_issue:
 * @host: lower-case ASCII name of the server that will show it
 * @chain_pem: (out) (transfer full): what the server sends, its own certificate first
 * @key_pem: (out) (transfer full): the private key, the same for all servers of @ca
 *
 * Returns: %FALSE with %G_IO_ERROR_FAILED and the reason of GnuTLS
 */
gboolean
pl_practice_ca_issue (PlPracticeCa *ca,
                      PlPracticeCertificate kind,
                      const char *host,
                      char **chain_pem,
                      char **key_pem,
                      GError **error)
{
  const Kind *how = &kinds[kind];
  g_autofree char *subject = get_subject_host (how, host);
  g_autofree char *chain = NULL;
  Signer leaf = { .key = ca->server_key };
  gboolean made;
  Contents contents = { .common_name = subject,
                        .host = subject,
                        .begins = how->begins_days * DAY,
                        .ends = how->ends_days * DAY,
                        .digest = how->digest };

  if (how->signer == BY_INTERMEDIATE)
    contents.issuer_url = "http://ca.practice.test/server-ca.crt";

  made = make_certificate (&leaf, &contents, get_signer (ca, how), error) &&
         write_chain (ca, how, &leaf, &chain, error) && write_key (ca, key_pem, error);
  g_clear_pointer (&leaf.certificate, gnutls_x509_crt_deinit);
  *chain_pem = made ? g_steal_pointer (&chain) : NULL;
  return made;
}

/**
 * pl_practice_ca_serve:
 * @host: the name that the server will be dialled by
 * @script: see #PlScriptServer
 *
 * For tests: starts a script server with a certificate of every kind for @host, so that `TLS good`,
 * `TLS expired` and the other names of pl_practice_certificate_to_nick() work.
 *
 * Returns: (transfer full): a running server
 */
PlScriptServer *
pl_practice_ca_serve (PlPracticeCa *ca, const char *host, const char *script, GError **error)
{
  const char *const scripts[] = { script, NULL };

  return pl_practice_ca_serve_many (ca, host, scripts, error);
}

/**
 * pl_practice_ca_serve_many:
 * @scripts: (array zero-terminated=1): see pl_script_server_new_many()
 *
 * As pl_practice_ca_serve().
 */
PlScriptServer *
pl_practice_ca_serve_many (PlPracticeCa *ca,
                           const char *host,
                           const char *const *scripts,
                           GError **error)
{
  g_autoptr (PlScriptServer) server = pl_script_server_new_many (scripts, error);

  for (guint i = 0; server != NULL && i < PL_N_PRACTICE_CERTIFICATES; i++)
    {
      g_autofree char *chain = NULL;
      g_autofree char *key = NULL;

      if (!pl_practice_ca_issue (ca, i, host, &chain, &key, error) ||
          !pl_script_server_set_certificate (server, kinds[i].nick, chain, key, error))
        return NULL;
    }

  if (server == NULL || !pl_script_server_start (server, error))
    return NULL;
  return g_steal_pointer (&server);
}
