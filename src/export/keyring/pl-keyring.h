// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "export/handover/pl-handover.h"

G_BEGIN_DECLS

/* Our items in the Secret Service (specifications.freedesktop.org/secret-service). This is a contract
 * with mail programs:
 *
 *   schema      org.postlotse.Account (attribute xdg:schema)
 *   account     UUID of the account, as in the hand-over
 *   host        the server's name in ASCII
 *   service     imap, pop3 or smtp
 *   user        the user name, UTF-8
 *   secret      the bare password or refresh token, text/plain, without a line end
 *
 * They lie in the default collection. host, service and user are named as msmtp names them, which so
 * finds the item without being told. */

/**
 * PlKeyringOutcome:
 * @PL_KEYRING_ABSENT: no Secret Service answers in this session
 * @PL_KEYRING_LOCKED: locked, and nobody could be asked to open it
 * @PL_KEYRING_DISMISSED: the person was asked to open or make it, and did not
 * @PL_KEYRING_UNREADABLE: there is an entry already whose secret it does not hand out
 * @PL_KEYRING_FAILED: it refused for another reason
 *
 * What became of it. All of them are results, not errors: an account works without.
 */
typedef enum
{
  PL_KEYRING_OK,
  PL_KEYRING_ABSENT,
  PL_KEYRING_LOCKED,
  PL_KEYRING_DISMISSED,
  PL_KEYRING_UNREADABLE,
  PL_KEYRING_FAILED,
} PlKeyringOutcome;

/**
 * PlKeyringRequest:
 * @account_id: a UUID for items that are new
 * @servers: (array fixed-size=2): borrowed, nullable, by #PlDirection
 * @secrets: (array fixed-size=2): borrowed, nullable: nothing is stored for that direction
 *
 * What is to be stored.
 */
typedef struct
{
  const char *account_id;
  PlServerSettings *servers[2];
  PlSecret *secrets[2];
} PlKeyringRequest;

/**
 * PlKeyringReceipt:
 *
 * What was stored, and what was there before: enough to take it back.
 */
typedef struct _PlKeyringReceipt PlKeyringReceipt;

/* Blocking: the person may be asked to open the keyring. */
PlKeyringReceipt *
pl_keyring_store (const PlKeyringRequest *request, GCancellable *cancellable, GError **error);
gboolean pl_keyring_undo (PlKeyringReceipt *receipt, GCancellable *cancellable, GError **error);
PlSecret *pl_keyring_look_up (const char *account_id,
                              PlServerSettings *server,
                              PlKeyringOutcome *outcome,
                              GCancellable *cancellable,
                              GError **error);

PlKeyringOutcome pl_keyring_receipt_get_outcome (const PlKeyringReceipt *receipt);
PlSecretStore pl_keyring_receipt_get_store (const PlKeyringReceipt *receipt, PlDirection direction);
const char *pl_keyring_receipt_get_account (const PlKeyringReceipt *receipt, PlDirection direction);
gboolean pl_keyring_receipt_changed_anything (const PlKeyringReceipt *receipt);
void pl_keyring_receipt_free (PlKeyringReceipt *receipt);

const char *pl_keyring_outcome_to_words (PlKeyringOutcome outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlKeyringReceipt, pl_keyring_receipt_free)

G_END_DECLS
