// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-report-page-private.h"
#include "model/pl-evidence.h"

G_BEGIN_DECLS

/* Parts of the report for support that have a file of their own. */
char *pl_report_find_own_address (PlEvidence *evidence);
void pl_report_certificates_write (PlReportPage *page, PlEvidence *evidence);

G_END_DECLS
