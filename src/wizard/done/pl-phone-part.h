// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPhonePart:
 *
 * The account on its way to a phone: on request a QR code that Thunderbird on Android reads, and what is
 * done with it. The code holds no password.
 */
#define PL_TYPE_PHONE_PART (pl_phone_part_get_type ())
G_DECLARE_FINAL_TYPE (PlPhonePart, pl_phone_part, PL, PHONE_PART, GtkWidget)

void pl_phone_part_update (PlPhonePart *part, PlSetup *setup);
void pl_phone_part_forget (PlPhonePart *part);

G_END_DECLS
