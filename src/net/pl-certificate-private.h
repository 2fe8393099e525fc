// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-recorder.h"

#include <gnutls/x509.h>

G_BEGIN_DECLS

#define PL_MOST_CERTIFICATES 16 /* of one chain; GnuTLS looks no further either */

/**
 * PlCertificates:
 *
 * The chain that a server sent, its own certificate first.
 */
typedef struct
{
  gnutls_x509_crt_t list[PL_MOST_CERTIFICATES]; /* owned */
  guint n;
} PlCertificates;

gboolean pl_certificates_load (PlCertificates *chain, const gnutls_datum_t *ders, guint n_ders);
void pl_certificates_clear (PlCertificates *chain);
void pl_certificates_note (const PlCertificates *chain, PlRecorder *recorder);

char *pl_certificate_dup_fingerprint (gnutls_x509_crt_t certificate);
char *pl_certificate_dup_issuer_address (gnutls_x509_crt_t certificate);
gboolean pl_certificate_is_issued_by (gnutls_x509_crt_t certificate, gnutls_x509_crt_t issuer);
gboolean pl_certificate_is_self_signed (gnutls_x509_crt_t certificate);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlCertificates, pl_certificates_clear)

G_END_DECLS
