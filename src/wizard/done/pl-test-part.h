// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlTestPart:
 *
 * A message to oneself, sent and seen arriving: offered once both directions work, and what came of it.
 *
 * Signals: `send` (boolean: delete it once it was seen): the person wants one sent now.
 */
#define PL_TYPE_TEST_PART (pl_test_part_get_type ())
G_DECLARE_FINAL_TYPE (PlTestPart, pl_test_part, PL, TEST_PART, GtkWidget)

void pl_test_part_update (PlTestPart *part, PlSetup *setup);

G_END_DECLS
