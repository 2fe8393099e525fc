// SPDX-License-Identifier: GPL-3.0-or-later
/* The facts that stand in a certificate (RFC 5280). No judgement here: see pl-trust.c. */
#include "net/pl-certificate-private.h"

#include "base/pl-text.h"

#include <arpa/inet.h>
#include <gnutls/abstract.h>
#include <string.h>

#define MOST_NAMES 100 /* a shared host may have that many; more help nobody */
#define LONGEST_NAME 256 /* bytes */
#define SHA256_BYTES 32

/**
 * pl_certificates_load:
 * @chain: (out caller-allocates):
 * @ders: (array length=n_ders): as the server sent them
 *
 * Returns: %FALSE when the server's own certificate cannot be read; further ones that cannot end
 *   the chain
 */
gboolean
pl_certificates_load (PlCertificates *chain, const gnutls_datum_t *ders, guint n_ders)
{
  chain->n = 0;
  for (guint i = 0; i < MIN (n_ders, PL_MOST_CERTIFICATES); i++)
    {
      gnutls_x509_crt_t certificate;

      gnutls_x509_crt_init (&certificate);
      if (gnutls_x509_crt_import (certificate, &ders[i], GNUTLS_X509_FMT_DER) < 0)
        {
          gnutls_x509_crt_deinit (certificate);
          break;
        }
      chain->list[chain->n++] = certificate;
    }

  return chain->n > 0;
}

void
pl_certificates_clear (PlCertificates *chain)
{
  for (guint i = 0; i < chain->n; i++)
    gnutls_x509_crt_deinit (chain->list[i]);
  chain->n = 0;
}

static char *
take_datum (gnutls_datum_t *datum)
{
  char *text = g_strndup ((const char *) datum->data, datum->size);

  gnutls_free (datum->data);
  datum->data = NULL;
  return text;
}

/**
 * pl_certificate_dup_fingerprint:
 *
 * Returns: (transfer full): SHA-256 of the DER form, lower-case hexadecimal
 */
char *
pl_certificate_dup_fingerprint (gnutls_x509_crt_t certificate)
{
  guint8 digest[SHA256_BYTES];
  size_t size = sizeof digest;

  if (gnutls_x509_crt_get_fingerprint (certificate, GNUTLS_DIG_SHA256, digest, &size) < 0)
    return g_strdup ("");
  return pl_text_format_bytes_hex (digest, size);
}

static char *
dup_key_fingerprint (gnutls_x509_crt_t certificate)
{
  guint8 digest[SHA256_BYTES];
  size_t size = sizeof digest;

  if (gnutls_x509_crt_get_key_id (certificate, GNUTLS_KEYID_USE_SHA256, digest, &size) < 0)
    return NULL;
  return g_base64_encode (digest, size);
}

/**
 * pl_certificate_dup_issuer_address:
 *
 * Returns: (transfer full) (nullable): where the issuer's certificate lies (RFC 5280 4.2.2.1); it
 *   is named, never fetched
 */
char *
pl_certificate_dup_issuer_address (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t address = { 0 };

  if (gnutls_x509_crt_get_authority_info_access (certificate, 0, GNUTLS_IA_CAISSUERS_URI, &address,
                                                 NULL) < 0)
    return NULL;
  return take_datum (&address);
}

/**
 * pl_certificate_is_issued_by:
 *
 * Returns: whether names and key identifiers fit; the signature is not looked at
 */
gboolean
pl_certificate_is_issued_by (gnutls_x509_crt_t certificate, gnutls_x509_crt_t issuer)
{
  return gnutls_x509_crt_check_issuer (certificate, issuer) == 1;
}

/* One DER element: @length includes its header. Returns the bytes of the header, 0 for nonsense. */
static gsize
read_der_header (const guint8 *der, gsize left, gsize *length)
{
  gsize header = 2;
  gsize content;

  if (left < 2)
    return 0;

  content = der[1];
  if (content & 0x80)
    {
      guint n_bytes = content & 0x7f;

      if (n_bytes == 0 || n_bytes > 4 || left < 2 + (gsize) n_bytes)
        return 0;
      content = 0;
      for (guint i = 0; i < n_bytes; i++)
        content = content << 8 | der[2 + i];
      header += n_bytes;
    }
  if (content > left - header)
    return 0;

  *length = header + content;
  return header;
}

/* The part of a certificate that is signed: the first element inside the outer one (RFC 5280 4.1). */
static gboolean
find_signed_part (const gnutls_datum_t *der, gnutls_datum_t *part)
{
  gsize whole = 0, inner = 0;
  gsize header = read_der_header (der->data, der->size, &whole);

  if (header == 0 || read_der_header (der->data + header, whole - header, &inner) == 0)
    return FALSE;

  part->data = der->data + header;
  part->size = (guint) inner;
  return TRUE;
}

static gboolean
verify_with_own_key (gnutls_x509_crt_t certificate, const gnutls_datum_t *part)
{
  guint8 bytes[2048]; /* of a signature: RSA keys up to 16384 bits */
  size_t size = sizeof bytes;
  gnutls_datum_t signature = { bytes, 0 };
  int algorithm = gnutls_x509_crt_get_signature_algorithm (certificate);
  gnutls_pubkey_t key;
  int result;

  if (algorithm < 0 || gnutls_x509_crt_get_signature (certificate, (char *) bytes, &size) < 0)
    return FALSE;

  signature.size = (guint) size;
  gnutls_pubkey_init (&key);
  result = gnutls_pubkey_import_x509 (key, certificate, 0);
  if (result >= 0)
    result = gnutls_pubkey_verify_data2 (key, (gnutls_sign_algorithm_t) algorithm,
                                         GNUTLS_VERIFY_ALLOW_BROKEN, part, &signature);
  gnutls_pubkey_deinit (key);
  return result >= 0;
}

/**
 * pl_certificate_is_self_signed:
 *
 * Returns: whether it names itself as its issuer, and its own key made the signature
 */
gboolean
pl_certificate_is_self_signed (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t der = { 0 };
  gnutls_datum_t part = { 0 };
  gboolean is_self_signed;

  if (!pl_certificate_is_issued_by (certificate, certificate) ||
      gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der) < 0)
    return FALSE;

  is_self_signed = find_signed_part (&der, &part) && verify_with_own_key (certificate, &part);
  gnutls_free (der.data);
  return is_self_signed;
}

static char *
format_time (time_t seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return seconds != (time_t) -1 && time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

static char *
format_key (gnutls_x509_crt_t certificate)
{
  guint bits = 0;
  int algorithm = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);
  const char *name =
      algorithm == GNUTLS_PK_ECDSA ? "EC" : gnutls_pk_get_name ((gnutls_pk_algorithm_t) algorithm);

  return name != NULL ? g_strdup_printf ("%s %u", name, bits) : NULL;
}

static const char *
get_signature_name (gnutls_x509_crt_t certificate)
{
  int algorithm = gnutls_x509_crt_get_signature_algorithm (certificate);

  return algorithm > 0 ? gnutls_sign_get_name ((gnutls_sign_algorithm_t) algorithm) : NULL;
}

static char *
format_name (int type, const char *bytes, gsize size)
{
  char text[INET6_ADDRSTRLEN];

  if (type == GNUTLS_SAN_DNSNAME && memchr (bytes, '\0', size) == NULL &&
      memchr (bytes, ' ', size) == NULL)
    return g_strndup (bytes, size);
  if (type == GNUTLS_SAN_IPADDRESS && (size == 4 || size == 16))
    return g_strdup (inet_ntop (size == 4 ? AF_INET : AF_INET6, bytes, text, sizeof text));
  return NULL;
}

static char *
dup_common_name (gnutls_x509_crt_t certificate)
{
  char name[LONGEST_NAME];
  size_t size = sizeof name;

  if (gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size) <
      0)
    return NULL;
  return format_name (GNUTLS_SAN_DNSNAME, name, size);
}

/* The hosts that a certificate is for, separated by blanks; its common name where it has none of the
 * kind (RFC 6125 6.4.4). */
static char *
join_names (gnutls_x509_crt_t certificate)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MOST_NAMES; i++)
    {
      char bytes[LONGEST_NAME];
      size_t size = sizeof bytes;
      int type = gnutls_x509_crt_get_subject_alt_name (certificate, i, bytes, &size, NULL);
      g_autofree char *name = type >= 0 ? format_name (type, bytes, size) : NULL;

      if (type == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
        break;
      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }

  if (names->len == 0)
    {
      g_autofree char *name = dup_common_name (certificate);

      g_string_append (names, name != NULL ? name : "");
    }
  return g_string_free (names, FALSE);
}

static const char *
get_words (gnutls_x509_crt_t certificate)
{
  gboolean is_ca = gnutls_x509_crt_get_ca_status (certificate, NULL) > 0;

  if (pl_certificate_is_self_signed (certificate))
    return is_ca ? "self-signed ca" : "self-signed";
  return is_ca ? "ca" : NULL;
}

static char *
dup_subject (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t name = { 0 };

  return gnutls_x509_crt_get_dn3 (certificate, &name, 0) >= 0 ? take_datum (&name) : NULL;
}

static char *
dup_issuer (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t name = { 0 };

  return gnutls_x509_crt_get_issuer_dn3 (certificate, &name, 0) >= 0 ? take_datum (&name) : NULL;
}

static void
note_certificate (gnutls_x509_crt_t certificate, guint index, PlRecorder *recorder)
{
  g_autofree char *index_text = g_strdup_printf ("%u", index);
  g_autofree char *subject = dup_subject (certificate);
  g_autofree char *issuer = dup_issuer (certificate);
  g_autofree char *names = join_names (certificate);
  g_autofree char *begins = format_time (gnutls_x509_crt_get_activation_time (certificate));
  g_autofree char *ends = format_time (gnutls_x509_crt_get_expiration_time (certificate));
  g_autofree char *key = format_key (certificate);
  g_autofree char *fingerprint = pl_certificate_dup_fingerprint (certificate);
  g_autofree char *key_fingerprint = dup_key_fingerprint (certificate);
  g_autofree char *address = pl_certificate_dup_issuer_address (certificate);

  pl_recorder_note (recorder, PL_SIGHT_CERTIFICATE, PL_OUTCOME_FOUND, PL_FACT_INDEX, index_text,
                    PL_FACT_SUBJECT, subject, PL_FACT_ISSUER, issuer, PL_FACT_NAMES, names,
                    PL_FACT_NOT_BEFORE, begins, PL_FACT_NOT_AFTER, ends, PL_FACT_KEY, key,
                    PL_FACT_SIGNATURE, get_signature_name (certificate), PL_FACT_SHA256,
                    fingerprint, PL_FACT_SPKI_SHA256, key_fingerprint, PL_FACT_WORDS,
                    get_words (certificate), PL_FACT_AIA, address, PL_FACT_END);
}

/**
 * pl_certificates_note:
 *
 * Notes each certificate of the chain as %PL_SIGHT_CERTIFICATE, whatever is thought of it.
 */
void
pl_certificates_note (const PlCertificates *chain, PlRecorder *recorder)
{
  for (guint i = 0; i < chain->n; i++)
    note_certificate (chain->list[i], i, recorder);
}
