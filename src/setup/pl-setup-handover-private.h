// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-handover.h"

#include "export/keyring/pl-keyring.h"

G_BEGIN_DECLS

PlSetupHandover *
pl_setup_handover_new (PlSetup *setup, PlSetupSecret secret, PlKeyringReceipt *receipt);
PlKeyringReceipt *pl_setup_handover_steal_receipt (PlSetupHandover *handover);
PlSecret *pl_setup_find_handed_secret (PlSetup *setup, PlDirection direction);
const char *pl_setup_ensure_account_id (PlSetup *setup);

G_END_DECLS
