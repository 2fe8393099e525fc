// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-certificate-private.h"

G_BEGIN_DECLS

/* What can be wrong with a chain; several at once. */
typedef enum
{
  PL_FAULT_EXPIRED = 1 << 0,
  PL_FAULT_NOT_YET_VALID = 1 << 1,
  PL_FAULT_SELF_SIGNED = 1 << 2,
  PL_FAULT_UNKNOWN_ISSUER = 1 << 3,
  PL_FAULT_INCOMPLETE_CHAIN = 1 << 4,
  PL_FAULT_HOST_MISMATCH = 1 << 5,
  PL_FAULT_REVOKED = 1 << 6,
  PL_FAULT_WEAK = 1 << 7,
  PL_FAULT_OTHER = 1 << 8,
} PlFaults;

PlFaults
pl_trust_find_faults (const PlCertificates *chain, guint status, const char *host, time_t now);
char *pl_trust_faults_to_words (PlFaults faults);
gboolean
pl_trust_is_pinned (const PlCertificates *chain, PlFaults faults, const char *trust_fingerprint);

G_END_DECLS
