// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-handover.h"

#include "export/keyring/pl-keyring.h"

G_BEGIN_DECLS

/* What a hand-over has put into the keyring: enough to know it again, and to take it back. Counted by
 * references, also in threads. */
typedef struct _PlSetupStored PlSetupStored;

struct _PlSetupStored
{
  PlServerSettings *servers[2]; /* shared, nullable */
  PlSecret *secrets[2]; /* shared, nullable */
  PlKeyringReceipt *receipt; /* owned */
};

/* pl-setup-handover.c */
PlSetupHandover *
pl_setup_handover_new (PlSetup *setup, PlSetupSecret secret, const PlKeyringReceipt *receipt);
PlSecret *pl_setup_find_handed_secret (PlSetup *setup, PlDirection direction);
const char *pl_setup_ensure_account_id (PlSetup *setup);

/* pl-setup-keyring.c */
void pl_setup_set_handover (PlSetup *setup, PlSetupHandover *handover);

/* pl-setup-stored.c */
PlSetupStored *pl_setup_stored_new (PlServerSettings *const *servers,
                                    PlSecret *const *secrets,
                                    PlKeyringReceipt *receipt);
void pl_setup_take_stored (PlSetup *setup, PlSetupStored *stored);

G_END_DECLS
