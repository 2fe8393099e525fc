// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlHttpsAddress:
 *
 * Where to connect for a host whose addresses are known already: libsoup checks the certificate for the
 * name and dials the addresses, and nobody looks the name up again.
 */
#define PL_TYPE_HTTPS_ADDRESS (pl_https_address_get_type ())
G_DECLARE_FINAL_TYPE (PlHttpsAddress, pl_https_address, PL, HTTPS_ADDRESS, GNetworkAddress)

GSocketConnectable *pl_https_address_new (const char *host, guint16 port, GPtrArray *addresses);

G_END_DECLS
