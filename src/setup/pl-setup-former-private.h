// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * PlSetupFormer:
 *
 * The account as it was before its address became another one; immutable.
 */
#define PL_TYPE_SETUP_FORMER (pl_setup_former_get_type ())
G_DECLARE_FINAL_TYPE (PlSetupFormer, pl_setup_former, PL, SETUP_FORMER, GObject)

PlSetupFormer *pl_setup_former_new (PlSetup *setup);
void pl_setup_former_restore (PlSetupFormer *former, PlSetup *setup);

G_END_DECLS
