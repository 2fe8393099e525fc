// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlReceivingPage:
 *
 * The same on all devices (IMAP), or only on this computer (POP3), in plain words; with POP3, what
 * becomes of the copies with the provider. The recommended way is chosen already: who does not care
 * presses Enter.
 */
#define PL_TYPE_RECEIVING_PAGE (pl_receiving_page_get_type ())
G_DECLARE_FINAL_TYPE (PlReceivingPage, pl_receiving_page, PL, RECEIVING_PAGE, PlPage)

gboolean pl_receiving_page_is_needed (PlSetup *setup);

G_END_DECLS
