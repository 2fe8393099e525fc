// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PlChainRole:
 * @PL_CHAIN_ROLE_SERVER: the server's own; always the first
 * @PL_CHAIN_ROLE_ISSUER: sent along, and vouches for the one before it
 * @PL_CHAIN_ROLE_ROOT: sent along, and vouches for itself: where the chain ends
 * @PL_CHAIN_ROLE_BESIDE: sent along, and has nothing to do with the others
 * @PL_CHAIN_ROLE_MISSING: not sent, though the one before it was issued by it; little is known of it
 */
typedef enum
{
  PL_CHAIN_ROLE_SERVER,
  PL_CHAIN_ROLE_ISSUER,
  PL_CHAIN_ROLE_ROOT,
  PL_CHAIN_ROLE_BESIDE,
  PL_CHAIN_ROLE_MISSING,
} PlChainRole;

/**
 * PlChainRow:
 * @key: which fact, the same in every language: `subject`, `issuer`, `names`, `valid-from`,
 *   `valid-until`, `key`, `signature`, `sha256`, `address`; static
 * @label: its name in the person's language
 * @value: made showable; has no line ends
 * @verbatim: is compared letter by letter: to be shown in monospace, selectable
 *
 * One fact of a certificate, to be read.
 */
typedef struct
{
  const char *key;
  const char *label;
  const char *value;
  gboolean verbatim;
} PlChainRow;

/**
 * PlChainCertificate:
 *
 * One certificate of a #PlChain, as a person reads it; immutable.
 */
#define PL_TYPE_CHAIN_CERTIFICATE (pl_chain_certificate_get_type ())
G_DECLARE_FINAL_TYPE (PlChainCertificate, pl_chain_certificate, PL, CHAIN_CERTIFICATE, GObject)

PlChainCertificate *pl_chain_certificate_new (PlChainRole role,
                                              const char *title,
                                              const PlChainRow *rows,
                                              guint n_rows);

PlChainRole pl_chain_certificate_get_role (PlChainCertificate *certificate);
const char *pl_chain_certificate_get_title (PlChainCertificate *certificate);
const PlChainRow *pl_chain_certificate_get_rows (PlChainCertificate *certificate, guint *n_rows);
const char *pl_chain_certificate_get_value (PlChainCertificate *certificate, const char *key);

G_END_DECLS
