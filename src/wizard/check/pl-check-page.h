// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlCheckPage:
 *
 * Both directions of the check beside each other, live; then what was found, and what can be done.
 */
#define PL_TYPE_CHECK_PAGE (pl_check_page_get_type ())
G_DECLARE_FINAL_TYPE (PlCheckPage, pl_check_page, PL, CHECK_PAGE, PlPage)

G_END_DECLS
