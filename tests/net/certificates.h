// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <gnutls/x509.h>

/* Certificates made for a test, in memory, with dates relative to now. */
typedef struct
{
  gnutls_x509_crt_t certificate; /* owned */
  gnutls_x509_privkey_t key; /* owned */
} Identity;

typedef struct
{
  const char *name; /* common name */
  const char *dns; /* nullable: subject alternative name */
  const char *ip; /* nullable: IPv4 address as another one */
  int begins; /* days from now */
  int ends; /* days from now */
  gboolean is_ca;
  guint rsa_bits; /* 0: a P-256 key */
  gnutls_digest_algorithm_t digest; /* 0: SHA-256 */
  const char *issuer_address; /* nullable: caIssuers */
} IdentitySpec;

Identity *identity_new (const IdentitySpec *spec, Identity *issuer);
void identity_free (Identity *identity);
char *identity_dup_pem (Identity *identity);
char *identity_dup_fingerprint (Identity *identity);
GBytes *identity_make_ocsp_answer (Identity *identity, Identity *issuer, gboolean revoked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Identity, identity_free)
