// SPDX-License-Identifier: GPL-3.0-or-later
/* The judgement on a chain. GnuTLS verifies the signatures up to an authority; it stops at the first
 * fault, and says the same 0x42 of a self-signed certificate, a private authority and a missing
 * intermediate. So dates, name and strength are looked at here, and the chain tells which it is. */
#include "net/pl-trust-private.h"

#include <gnutls/gnutls.h>

#define LEAST_RSA_BITS 2048
#define LEAST_EC_BITS 224

/* The part of the chain that leads from the server's certificate upwards; servers send others along. */
typedef struct
{
  gnutls_x509_crt_t list[PL_MOST_CERTIFICATES]; /* borrowed */
  guint n;
} Path;

static gnutls_x509_crt_t
find_issuer (const PlCertificates *chain, gnutls_x509_crt_t certificate)
{
  for (guint i = 1; i < chain->n; i++)
    if (chain->list[i] != certificate && pl_certificate_is_issued_by (certificate, chain->list[i]))
      return chain->list[i];
  return NULL;
}

static void
follow_path (const PlCertificates *chain, Path *path)
{
  gnutls_x509_crt_t next = chain->list[0];

  path->n = 0;
  while (next != NULL && path->n < PL_MOST_CERTIFICATES)
    {
      path->list[path->n++] = next;
      next = pl_certificate_is_issued_by (next, next) ? NULL : find_issuer (chain, next);
    }
}

static PlFaults
find_date_faults (gnutls_x509_crt_t certificate, time_t now)
{
  PlFaults faults = 0;

  if (gnutls_x509_crt_get_expiration_time (certificate) < now)
    faults |= PL_FAULT_EXPIRED;
  if (gnutls_x509_crt_get_activation_time (certificate) > now)
    faults |= PL_FAULT_NOT_YET_VALID;
  return faults;
}

static gboolean
has_weak_key (gnutls_x509_crt_t certificate)
{
  guint bits = 0;

  switch (gnutls_x509_crt_get_pk_algorithm (certificate, &bits))
    {
    case GNUTLS_PK_RSA:
    case GNUTLS_PK_RSA_PSS:
    case GNUTLS_PK_DSA:
      return bits < LEAST_RSA_BITS;
    case GNUTLS_PK_ECDSA:
      return bits < LEAST_EC_BITS;
    default:
      return FALSE;
    }
}

/* The signature of a certificate that signs itself proves nothing anyway. */
static gboolean
has_weak_signature (gnutls_x509_crt_t certificate)
{
  int algorithm = gnutls_x509_crt_get_signature_algorithm (certificate);

  return algorithm > 0 && !pl_certificate_is_issued_by (certificate, certificate) &&
         !gnutls_sign_is_secure2 ((gnutls_sign_algorithm_t) algorithm,
                                  GNUTLS_SIGN_FLAG_SECURE_FOR_CERTS);
}

static PlFaults
find_strength_faults (gnutls_x509_crt_t certificate)
{
  return has_weak_key (certificate) || has_weak_signature (certificate) ? PL_FAULT_WEAK : 0;
}

/* Where a chain that leads to no known authority ends. */
static PlFaults
find_end_fault (const Path *path)
{
  gnutls_x509_crt_t last = path->list[path->n - 1];
  g_autofree char *address = NULL;

  if (pl_certificate_is_self_signed (path->list[0]))
    return PL_FAULT_SELF_SIGNED;
  if (pl_certificate_is_issued_by (last, last))
    return PL_FAULT_UNKNOWN_ISSUER;

  address = pl_certificate_dup_issuer_address (last);
  return address != NULL ? PL_FAULT_INCOMPLETE_CHAIN : PL_FAULT_UNKNOWN_ISSUER;
}

static PlFaults
read_status (guint status, const Path *path)
{
  PlFaults faults = 0;

  if (status & GNUTLS_CERT_SIGNER_NOT_FOUND)
    faults |= find_end_fault (path);
  if (status & GNUTLS_CERT_REVOKED)
    faults |= PL_FAULT_REVOKED;
  if (status & GNUTLS_CERT_EXPIRED)
    faults |= PL_FAULT_EXPIRED;
  if (status & GNUTLS_CERT_NOT_ACTIVATED)
    faults |= PL_FAULT_NOT_YET_VALID;
  if (status & GNUTLS_CERT_INSECURE_ALGORITHM)
    faults |= PL_FAULT_WEAK;
  if (status &
      (GNUTLS_CERT_SIGNATURE_FAILURE | GNUTLS_CERT_SIGNER_NOT_CA |
       GNUTLS_CERT_SIGNER_CONSTRAINTS_FAILURE | GNUTLS_CERT_PURPOSE_MISMATCH |
       GNUTLS_CERT_REVOCATION_DATA_ISSUED_IN_FUTURE | GNUTLS_CERT_REVOCATION_DATA_SUPERSEDED |
       GNUTLS_CERT_MISMATCH | GNUTLS_CERT_MISSING_OCSP_STATUS | GNUTLS_CERT_INVALID_OCSP_STATUS |
       GNUTLS_CERT_UNKNOWN_CRIT_EXTENSIONS))
    faults |= PL_FAULT_OTHER;
  return faults;
}

/**
 * pl_trust_find_faults:
 * @chain: what the server sent, at least one certificate
 * @status: of gnutls_certificate_verify_peers(), without a host name
 * @host: lower-case ASCII name or address that the certificate has to be for
 * @now: seconds since 1970
 *
 * What the server sends beyond its path does not count, and where GnuTLS has found a good path
 * (which may leave the one that was sent: cross-signed roots) only the server's own certificate is
 * looked at once more.
 *
 * Returns: all that is wrong, 0 when the chain is good
 */
PlFaults
pl_trust_find_faults (const PlCertificates *chain, guint status, const char *host, time_t now)
{
  Path path;
  PlFaults faults;
  guint n_looked_at;

  follow_path (chain, &path);
  n_looked_at = status != 0 ? path.n : 1;
  faults = read_status (status, &path);
  for (guint i = 0; i < n_looked_at; i++)
    faults |= find_date_faults (path.list[i], now) | find_strength_faults (path.list[i]);
  if (!gnutls_x509_crt_check_hostname2 (chain->list[0], host, 0))
    faults |= PL_FAULT_HOST_MISMATCH;

  return status != 0 && faults == 0 ? PL_FAULT_OTHER : faults;
}

/**
 * pl_trust_faults_to_words:
 *
 * Returns: (transfer full) (nullable): the words of %PL_SIGHT_TRUST, separated by blanks
 */
char *
pl_trust_faults_to_words (PlFaults faults)
{
  static const char *const words[] = {
    "expired",       "not-yet-valid", "self-signed", "unknown-issuer", "incomplete-chain",
    "host-mismatch", "revoked",       "weak",        "other"
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (faults & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);

  return g_string_free (text, text->len == 0);
}

/* Fingerprints are copied from many places: capital letters and colons make no difference. */
static char *
normalize_fingerprint (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ':')
      g_string_append_c (digits, g_ascii_tolower (*p));
  return g_string_free (digits, FALSE);
}

/**
 * pl_trust_is_pinned:
 * @trust_fingerprint: (nullable): SHA-256 of the certificate that the person has accepted
 *
 * Returns: whether the server's certificate is exactly that one. A revoked one is never accepted:
 *   who has revoked it says that its key is in other hands.
 */
gboolean
pl_trust_is_pinned (const PlCertificates *chain, PlFaults faults, const char *trust_fingerprint)
{
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;

  if (trust_fingerprint == NULL || *trust_fingerprint == '\0' || (faults & PL_FAULT_REVOKED))
    return FALSE;

  wanted = normalize_fingerprint (trust_fingerprint);
  found = pl_certificate_dup_fingerprint (chain->list[0]);
  return *found != '\0' && g_str_equal (wanted, found);
}
