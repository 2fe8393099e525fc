// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * PlSetupSecret:
 * @PL_SETUP_SECRET_NONE: nobody gets it: the mail program asks
 * @PL_SETUP_SECRET_SERVICE: it goes into the Secret Service
 * @PL_SETUP_SECRET_FD: it is given to the program that launched us, over a descriptor
 *
 * What becomes of the password when an account is handed over.
 */
typedef enum
{
  PL_SETUP_SECRET_NONE,
  PL_SETUP_SECRET_SERVICE,
  PL_SETUP_SECRET_FD,
} PlSetupSecret;

gboolean pl_setup_secret_from_nick (const char *nick, PlSetupSecret *secret);

/**
 * PlSetupHandover:
 *
 * An account as it is handed over: the JSON, and apart from it what the caller may have of secrets.
 * Immutable, counted by references.
 */
typedef struct _PlSetupHandover PlSetupHandover;

PlSetupHandover *pl_setup_handover_new_from_parts (const char *json,
                                                   const char *account_id,
                                                   PlSecret *incoming,
                                                   PlSecret *outgoing);
PlSetupHandover *pl_setup_handover_ref (PlSetupHandover *handover);
void pl_setup_handover_unref (PlSetupHandover *handover);
const char *pl_setup_handover_get_json (PlSetupHandover *handover);
const char *pl_setup_handover_get_account_id (PlSetupHandover *handover);
const char *pl_setup_handover_get_problem (PlSetupHandover *handover);
guint pl_setup_handover_get_n_secrets (PlSetupHandover *handover);
PlSecret *pl_setup_handover_get_secret (PlSetupHandover *handover, guint index, const char **entry);

/* Making one of what was checked; a keyring may ask the person to open it */
gboolean pl_setup_has_secret (PlSetup *setup);
void pl_setup_hand_over_async (PlSetup *setup,
                               PlSetupSecret secret,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
PlSetupHandover *pl_setup_hand_over_finish (PlSetup *setup, GAsyncResult *result, GError **error);
PlSetupHandover *pl_setup_renew_handover (PlSetup *setup);
gboolean pl_setup_has_stored (PlSetup *setup);
void pl_setup_take_back_async (PlSetup *setup, GAsyncReadyCallback callback, gpointer user_data);
gboolean pl_setup_take_back_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* The hand-overs of a set-up that came to nothing */
char *pl_setup_dup_handover_json (PlSetup *setup);
char *pl_setup_dup_cancelled_json (void);
char *pl_setup_dup_error_json (const char *code, const char *message, const char *detail);

/* An account that stopped working, as somebody else describes it */
gboolean pl_setup_check_handover (const char *json, GError **error);
gboolean pl_setup_take_handover (PlSetup *setup, const char *json, GError **error);
gboolean pl_setup_is_repair (PlSetup *setup);
void pl_setup_find_secret_async (PlSetup *setup,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pl_setup_is_finding_secret (PlSetup *setup);
gboolean pl_setup_find_secret_finish (PlSetup *setup, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSetupHandover, pl_setup_handover_unref)

G_END_DECLS
