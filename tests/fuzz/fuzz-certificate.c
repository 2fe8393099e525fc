// SPDX-License-Identifier: GPL-3.0-or-later
/* A chain as a hostile server would send it: DER certificates one behind the other, each with its
 * length in two bytes before it. The first two bytes are GnuTLS's verdict. */
#include "net/pl-trust-private.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static guint
split (const uint8_t *data, size_t size, gnutls_datum_t *ders, guint most)
{
  guint n = 0;

  while (size > 2 && n < most)
    {
      size_t length = (size_t) (data[0] << 8 | data[1]);

      length = MIN (length, size - 2);
      ders[n++] = (gnutls_datum_t){ (guchar *) data + 2, (guint) length };
      data += 2 + length;
      size -= 2 + length;
    }
  return n;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gnutls_datum_t ders[PL_MOST_CERTIFICATES + 4];
  g_auto (PlCertificates) chain = { 0 };
  g_autoptr (PlRecorder) recorder = NULL;
  g_autofree char *words = NULL;
  g_autofree char *fingerprint = NULL;
  guint status, n_ders;
  PlFaults faults;

  if (size < 2)
    return 0;
  status = (guint) (data[0] << 8 | data[1]);
  n_ders = split (data + 2, size - 2, ders, G_N_ELEMENTS (ders));
  if (!pl_certificates_load (&chain, ders, n_ders))
    return 0;

  recorder = pl_recorder_new (PL_SERVICE_IMAP, 0);
  pl_certificates_note (&chain, recorder);
  g_assert_cmpuint (pl_recorder_peek (recorder)->len, ==, chain.n);

  faults = pl_trust_find_faults (&chain, status, "mail.example.org", 1800000000);
  words = pl_trust_faults_to_words (faults);
  g_assert_cmpint (words == NULL, ==, faults == 0);
  g_assert_true (status == 0 || faults != 0);
  fingerprint = pl_certificate_dup_fingerprint (chain.list[0]);
  g_assert_cmpint (pl_trust_is_pinned (&chain, faults, fingerprint), ==,
                   (faults & PL_FAULT_REVOKED) == 0);
  g_assert_false (pl_trust_is_pinned (&chain, faults, NULL));
  return 0;
}
