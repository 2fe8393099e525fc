// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-script-server.h"

G_BEGIN_DECLS

typedef enum
{
  PL_PRACTICE_CERTIFICATE_GOOD, /* leaf and intermediate, below the root */
  PL_PRACTICE_CERTIFICATE_EXPIRED, /* the same, ran out a month ago */
  PL_PRACTICE_CERTIFICATE_NOT_YET_VALID, /* the same, valid in a month */
  PL_PRACTICE_CERTIFICATE_SELF_SIGNED, /* a leaf that signs itself */
  PL_PRACTICE_CERTIFICATE_UNKNOWN_ISSUER, /* whole chain up to a root that nobody knows */
  PL_PRACTICE_CERTIFICATE_INCOMPLETE_CHAIN, /* good, but the intermediate is not sent; AIA names it */
  PL_PRACTICE_CERTIFICATE_OTHER_HOST, /* good, for `elsewhere.` and the host without its first label */
  PL_PRACTICE_CERTIFICATE_WEAK, /* signed with SHA-1 */
  PL_PRACTICE_CERTIFICATE_INTERCEPTED, /* signed by a root as security software installs it */
} PlPracticeCertificate;

#define PL_N_PRACTICE_CERTIFICATES (PL_PRACTICE_CERTIFICATE_INTERCEPTED + 1)

/**
 * PlPracticeCa:
 *
 * A certificate authority for practice servers and tests: made in memory, never written anywhere,
 * trusted by nobody who was not handed its root. Immutable, but not safe between threads.
 */
typedef struct _PlPracticeCa PlPracticeCa;

PlPracticeCa *pl_practice_ca_new (GError **error);
void pl_practice_ca_free (PlPracticeCa *ca);

const char *pl_practice_ca_get_root_pem (PlPracticeCa *ca);
gboolean pl_practice_ca_issue (PlPracticeCa *ca,
                               PlPracticeCertificate kind,
                               const char *host,
                               char **chain_pem,
                               char **key_pem,
                               GError **error);
const char *pl_practice_certificate_to_nick (PlPracticeCertificate kind);

PlScriptServer *
pl_practice_ca_serve (PlPracticeCa *ca, const char *host, const char *script, GError **error);
PlScriptServer *pl_practice_ca_serve_many (PlPracticeCa *ca,
                                           const char *host,
                                           const char *const *scripts,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlPracticeCa, pl_practice_ca_free)

G_END_DECLS
