// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"
#include "wizard/window/pl-draft-keeper.h"

G_BEGIN_DECLS

/**
 * PlAccountPage:
 *
 * Name, address and password. While the address is typed the provider is recognised from the
 * built-in table; nothing is looked up.
 */
#define PL_TYPE_ACCOUNT_PAGE (pl_account_page_get_type ())
G_DECLARE_FINAL_TYPE (PlAccountPage, pl_account_page, PL, ACCOUNT_PAGE, PlPage)

void pl_account_page_set_drafts (PlAccountPage *page, PlDraftKeeper *drafts);
void pl_account_page_set_practice (PlAccountPage *page);
void pl_account_page_check_existing (PlAccountPage *page);
void pl_account_page_choose_practice (PlAccountPage *page, const char *id);

G_END_DECLS
