// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlDonePage:
 *
 * What was verified and when, and the settings that do it.
 */
#define PL_TYPE_DONE_PAGE (pl_done_page_get_type ())
G_DECLARE_FINAL_TYPE (PlDonePage, pl_done_page, PL, DONE_PAGE, PlPage)

G_END_DECLS
