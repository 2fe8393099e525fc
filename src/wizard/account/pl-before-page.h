// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlBeforePage:
 *
 * What the provider wants done before a mail program can work, step by step, with the password that
 * is made on the way as the last of them.
 */
#define PL_TYPE_BEFORE_PAGE (pl_before_page_get_type ())
G_DECLARE_FINAL_TYPE (PlBeforePage, pl_before_page, PL, BEFORE_PAGE, PlPage)

gboolean pl_before_page_is_needed (PlSetup *setup);

G_END_DECLS
