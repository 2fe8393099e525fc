// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/keyring/pl-keyring.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

/**
 * PlKeyringItems:
 *
 * (element-type SecretItem): a list that is freed with its items.
 */
typedef GList PlKeyringItems;

void pl_keyring_items_free (PlKeyringItems *items);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlKeyringItems, pl_keyring_items_free)

PlKeyringOutcome
pl_keyring_open (SecretService **service, GCancellable *cancellable, GError **error);
PlKeyringOutcome pl_keyring_find (SecretService *service,
                                  PlServerSettings *server,
                                  const char *account_id,
                                  PlKeyringItems **items,
                                  GCancellable *cancellable,
                                  GError **error);
PlKeyringOutcome pl_keyring_create (SecretService *service,
                                    PlServerSettings *server,
                                    const char *account_id,
                                    const PlSecret *secret,
                                    GCancellable *cancellable,
                                    GError **error);
PlKeyringOutcome pl_keyring_replace (SecretItem *item,
                                     SecretValue *value,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean pl_keyring_unlock (SecretService *service,
                            SecretItem *item,
                            GCancellable *cancellable,
                            GError **error);
gboolean pl_keyring_remove (SecretService *service,
                            PlServerSettings *server,
                            const char *account_id,
                            GCancellable *cancellable,
                            GError **error);
SecretValue *pl_keyring_make_value (const PlSecret *secret);
PlSecret *pl_keyring_read (SecretItem *item);
const char *pl_keyring_get_item_account (SecretItem *item, GHashTable **attributes);

G_END_DECLS
