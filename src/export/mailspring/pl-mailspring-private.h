// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"
#include "export/frame/pl-json-view-private.h"

G_BEGIN_DECLS

/* The parts of the Mailspring target: facts of Foundry376/Mailspring 1.23 and of Chromium's os_crypt.
 * There is no documented format; whatever is not as expected is a reason not to write. */

extern const PlExportTarget pl_export_mailspring;

/* pl-mailspring-account.c: one object of the list of accounts */
const char *pl_mailspring_find_reason_against (PlExportAccount *account);
char *pl_mailspring_make_id (PlExportAccount *account, guint attempt);
char *pl_mailspring_write_account (PlExportAccount *account,
                                   const PlJsonView *old,
                                   const char *id,
                                   PlExportPlan *plan,
                                   const char *file);

/* pl-mailspring-credentials.c: the passwords of all accounts, enciphered as one */
char *pl_mailspring_decipher (const PlJsonView *buffer, const PlSecret *key);
char *pl_mailspring_encipher (const char *passwords, const PlSecret *key);
char *pl_mailspring_get_password (const char *passwords, const char *address, const char *service);
char *pl_mailspring_set_password (const char *passwords,
                                  const char *address,
                                  const char *service,
                                  const char *password);

/**
 * PlMailspringKeyState:
 * @PL_MAILSPRING_KEY_NONE: Mailspring has not made one yet
 * @PL_MAILSPRING_KEY_LOCKED: it lies in a keyring that is locked now
 * @PL_MAILSPRING_KEY_SEVERAL: which of them is used cannot be known
 * @PL_MAILSPRING_KEY_NO_STORE: no Secret Service answers
 */
typedef enum
{
  PL_MAILSPRING_KEY_FOUND,
  PL_MAILSPRING_KEY_NONE,
  PL_MAILSPRING_KEY_LOCKED,
  PL_MAILSPRING_KEY_SEVERAL,
  PL_MAILSPRING_KEY_NO_STORE,
} PlMailspringKeyState;

/* pl-mailspring-key.c */
PlMailspringKeyState pl_mailspring_look_up_key (PlSecret **key);

G_END_DECLS
