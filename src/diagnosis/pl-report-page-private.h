// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlReportPage:
 *
 * A page of plain text in the making. Whose account it is gets masked as it is written.
 */
typedef struct _PlReportPage PlReportPage;

PlReportPage *pl_report_page_new (const char *typed, gboolean with_address);
char *pl_report_page_free_to_text (PlReportPage *page);

void pl_report_page_heading (PlReportPage *page, const char *heading);
void pl_report_page_fixed (PlReportPage *page, guint indent, const char *text);
void pl_report_page_line (PlReportPage *page, guint indent, const char *text);
void pl_report_page_pair (PlReportPage *page, guint indent, const char *name, const char *value);
void pl_report_page_mask_also (PlReportPage *page, const char *name);
char *pl_report_page_mask (PlReportPage *page, const char *text);

G_END_DECLS
