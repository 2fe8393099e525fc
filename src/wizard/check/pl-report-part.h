// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlReportPart:
 *
 * Copies the report for support to the clipboard. The part of the address before the @ is masked
 * unless the person wants it in full. That it was copied is said by the button itself, whose changed
 * name a screen reader speaks.
 */
#define PL_TYPE_REPORT_PART (pl_report_part_get_type ())
G_DECLARE_FINAL_TYPE (PlReportPart, pl_report_part, PL, REPORT_PART, GtkWidget)

GtkWidget *pl_report_part_new (PlSetup *setup);

G_END_DECLS
