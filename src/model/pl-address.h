// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlAddress:
 *
 * An e-mail address that was understood: immutable.
 */
#define PL_TYPE_ADDRESS (pl_address_get_type ())
G_DECLARE_FINAL_TYPE (PlAddress, pl_address, PL, ADDRESS, GObject)

PlAddress *pl_address_parse (const char *text, GError **error);
const char *pl_address_get_text (PlAddress *address);
const char *pl_address_get_local_part (PlAddress *address);
const char *pl_address_get_domain (PlAddress *address);

G_END_DECLS
