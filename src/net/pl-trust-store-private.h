// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-deadline.h"

#include <gio/gio.h>
#include <gnutls/gnutls.h>

G_BEGIN_DECLS

/**
 * PlTrustStore:
 *
 * The certificate authorities that are believed: those of the system, or the one of the practice
 * network. Loaded once, on a thread of its own, while names are looked up and hosts are dialled.
 * Counted by references, safe between threads.
 */
typedef struct _PlTrustStore PlTrustStore;

PlTrustStore *pl_trust_store_new (const char *ca_pem);
PlTrustStore *pl_trust_store_ref (PlTrustStore *store);
void pl_trust_store_unref (PlTrustStore *store);

void pl_trust_store_load_early (PlTrustStore *store);
gnutls_certificate_credentials_t pl_trust_store_get_credentials (PlTrustStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlTrustStore, pl_trust_store_unref)

G_END_DECLS
