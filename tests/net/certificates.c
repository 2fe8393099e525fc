// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificates.h"

#include <arpa/inet.h>
#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>
#include <time.h>

#define DAY (24 * 60 * 60)

#define check(call) g_assert_cmpint (call, >=, 0)

static void
set_names (gnutls_x509_crt_t certificate, const IdentitySpec *spec)
{
  struct in_addr address;

  check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, spec->name,
                                        (guint) strlen (spec->name)));
  if (spec->dns != NULL)
    check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, spec->dns,
                                                 (guint) strlen (spec->dns), GNUTLS_FSAN_SET));
  if (spec->ip != NULL)
    {
      g_assert_cmpint (inet_pton (AF_INET, spec->ip, &address), ==, 1);
      check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, &address,
                                                   sizeof address, GNUTLS_FSAN_APPEND));
    }
}

static void
set_extensions (gnutls_x509_crt_t certificate, const IdentitySpec *spec)
{
  if (spec->is_ca)
    {
      check (gnutls_x509_crt_set_basic_constraints (certificate, 1, -1));
      check (gnutls_x509_crt_set_key_usage (certificate,
                                            GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN));
    }
  if (spec->issuer_address != NULL)
    {
      gnutls_datum_t address = { (guchar *) spec->issuer_address,
                                 (guint) strlen (spec->issuer_address) };

      check (gnutls_x509_crt_set_authority_info_access (certificate, GNUTLS_IA_CAISSUERS_URI,
                                                        &address));
    }
}

static void
set_key_ids (gnutls_x509_crt_t certificate, gnutls_x509_crt_t issuer)
{
  guint8 id[64];
  size_t size = sizeof id;

  check (gnutls_x509_crt_get_key_id (certificate, 0, id, &size));
  check (gnutls_x509_crt_set_subject_key_id (certificate, id, size));
  size = sizeof id;
  check (gnutls_x509_crt_get_key_id (issuer, 0, id, &size));
  check (gnutls_x509_crt_set_authority_key_id (certificate, id, size));
}

/* A certificate with its key, signed by @issuer, or by itself without one. */
Identity *
identity_new (const IdentitySpec *spec, Identity *issuer)
{
  static guint8 serial = 1;
  Identity *self = g_new0 (Identity, 1);
  Identity *signer = issuer != NULL ? issuer : self;
  time_t now = time (NULL);

  check (gnutls_x509_privkey_init (&self->key));
  if (spec->rsa_bits != 0)
    check (gnutls_x509_privkey_generate (self->key, GNUTLS_PK_RSA, spec->rsa_bits, 0));
  else
    check (gnutls_x509_privkey_generate (self->key, GNUTLS_PK_ECDSA,
                                         GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));

  check (gnutls_x509_crt_init (&self->certificate));
  check (gnutls_x509_crt_set_version (self->certificate, 3));
  check (gnutls_x509_crt_set_serial (self->certificate, &serial, 1));
  serial = (guint8) (serial % 100 + 1);
  check (gnutls_x509_crt_set_activation_time (self->certificate, now + spec->begins * DAY));
  check (gnutls_x509_crt_set_expiration_time (self->certificate, now + spec->ends * DAY));
  check (gnutls_x509_crt_set_key (self->certificate, self->key));
  set_names (self->certificate, spec);
  set_extensions (self->certificate, spec);
  set_key_ids (self->certificate, signer->certificate);
  check (gnutls_x509_crt_sign2 (self->certificate, signer->certificate, signer->key,
                                spec->digest != 0 ? spec->digest : GNUTLS_DIG_SHA256, 0));
  return self;
}

void
identity_free (Identity *self)
{
  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_privkey_deinit (self->key);
  g_free (self);
}

char *
identity_dup_pem (Identity *self)
{
  gnutls_datum_t pem = { 0 };
  char *text;

  check (gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_PEM, &pem));
  text = g_strndup ((const char *) pem.data, pem.size);
  gnutls_free (pem.data);
  return text;
}

char *
identity_dup_fingerprint (Identity *self)
{
  gnutls_datum_t der = { 0 };
  char *text;

  check (gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_DER, &der));
  text = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der.data, der.size);
  gnutls_free (der.data);
  return text;
}

/* GnuTLS reads answers of OCSP responders but does not make them, so this one is put together from
 * its DER elements (RFC 6960 4.2.1). */
static void
add_element (GByteArray *to, guint8 tag, const guint8 *content, gsize length)
{
  guint8 header[4] = { tag, (guint8) length, 0, 0 };
  guint n = 2;

  if (length >= 0x80)
    {
      header[1] = 0x82;
      header[2] = (guint8) (length >> 8);
      header[3] = (guint8) length;
      n = 4;
    }
  g_byte_array_append (to, header, n);
  if (length > 0)
    g_byte_array_append (to, content, (guint) length);
}

/* Wraps what is in @inner into one element, and empties it. */
static void
wrap (GByteArray *to, guint8 tag, GByteArray *inner)
{
  add_element (to, tag, inner->data, inner->len);
  g_byte_array_set_size (inner, 0);
}

static void
add_time (GByteArray *to, time_t seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *text = g_date_time_format (time, "%Y%m%d%H%M%SZ");

  add_element (to, 0x18, (const guint8 *) text, strlen (text));
}

static void
add_digest (GByteArray *to, const guint8 *bytes, gsize length)
{
  guint8 digest[20];

  check (gnutls_hash_fast (GNUTLS_DIG_SHA1, bytes, length, digest));
  add_element (to, 0x04, digest, sizeof digest);
}

static void
add_certificate_id (GByteArray *to, Identity *identity, Identity *issuer)
{
  static const guint8 sha1[] = { 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00 };
  g_autoptr (GByteArray) id = g_byte_array_new ();
  gnutls_datum_t name = { 0 }, x = { 0 }, y = { 0 };
  gnutls_ecc_curve_t curve;
  guint8 serial[20], point[65] = { 0x04 };
  size_t size = sizeof serial;

  g_byte_array_append (id, sha1, sizeof sha1);
  check (gnutls_x509_crt_get_raw_dn (issuer->certificate, &name));
  add_digest (id, name.data, name.size);
  check (gnutls_x509_privkey_export_ecc_raw (issuer->key, &curve, &x, &y, NULL));
  memcpy (point + 1, x.data + x.size - 32, 32);
  memcpy (point + 33, y.data + y.size - 32, 32);
  add_digest (id, point, sizeof point);
  check (gnutls_x509_crt_get_serial (identity->certificate, serial, &size));
  add_element (id, 0x02, serial, size);
  wrap (to, 0x30, id);
  gnutls_free (name.data);
  gnutls_free (x.data);
  gnutls_free (y.data);
}

static void
add_response_data (GByteArray *to, Identity *identity, Identity *issuer, gboolean revoked)
{
  g_autoptr (GByteArray) single = g_byte_array_new ();
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) part = g_byte_array_new ();
  gnutls_datum_t name = { 0 };
  time_t now = time (NULL);

  check (gnutls_x509_crt_get_raw_dn (issuer->certificate, &name));
  add_element (data, 0xa1, name.data, name.size); /* responder by name */
  gnutls_free (name.data);
  add_time (data, now - 60);

  add_certificate_id (single, identity, issuer);
  if (revoked)
    {
      add_time (part, now - DAY);
      wrap (single, 0xa1, part);
    }
  else
    {
      add_element (single, 0x80, NULL, 0);
    }
  add_time (single, now - 60);
  add_time (part, now + DAY);
  wrap (single, 0xa0, part);

  wrap (part, 0x30, single);
  wrap (data, 0x30, part);
  wrap (to, 0x30, data);
}

static void
add_signature (GByteArray *to, Identity *issuer)
{
  static const guint8 ecdsa_sha256[] = { 0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86,
                                         0x48, 0xce, 0x3d, 0x04, 0x03, 0x02 };
  g_autoptr (GByteArray) bits = g_byte_array_new ();
  static const guint8 no_unused_bits = 0;
  gnutls_datum_t data = { to->data, to->len };
  gnutls_datum_t signature = { 0 };
  gnutls_privkey_t key;

  check (gnutls_privkey_init (&key));
  check (gnutls_privkey_import_x509 (key, issuer->key, 0));
  check (gnutls_privkey_sign_data (key, GNUTLS_DIG_SHA256, 0, &data, &signature));
  g_byte_array_append (bits, &no_unused_bits, 1);
  g_byte_array_append (bits, signature.data, signature.size);
  g_byte_array_append (to, ecdsa_sha256, sizeof ecdsa_sha256);
  wrap (to, 0x03, bits);
  gnutls_free (signature.data);
  gnutls_privkey_deinit (key);
}

/* What an OCSP responder would say about the certificate, for a server to staple. */
GBytes *
identity_make_ocsp_answer (Identity *identity, Identity *issuer, gboolean revoked)
{
  static const guint8 basic[] = {
    0x06, 0x09, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01
  };
  static const guint8 successful = 0;
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) outer = g_byte_array_new ();
  GByteArray *answer = g_byte_array_new ();

  add_response_data (inner, identity, issuer, revoked);
  add_signature (inner, issuer);
  wrap (outer, 0x30, inner);
  g_byte_array_append (inner, basic, sizeof basic);
  wrap (inner, 0x04, outer);
  wrap (outer, 0x30, inner);

  add_element (inner, 0x0a, &successful, 1);
  wrap (inner, 0xa0, outer);
  wrap (answer, 0x30, inner);
  return g_byte_array_free_to_bytes (answer);
}
