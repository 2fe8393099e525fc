// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlCopiesPart:
 *
 * What becomes of the copies that the provider has of mail fetched by POP3: kept, removed after some
 * days or at once, and what that means.
 */
#define PL_TYPE_COPIES_PART (pl_copies_part_get_type ())
G_DECLARE_FINAL_TYPE (PlCopiesPart, pl_copies_part, PL, COPIES_PART, GtkWidget)

void pl_copies_part_update (PlCopiesPart *part, PlSetup *setup);
gboolean pl_copies_part_take (PlCopiesPart *part);

G_END_DECLS
