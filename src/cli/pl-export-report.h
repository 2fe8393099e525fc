// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "export/frame/pl-export-document.h"
#include "export/frame/pl-export-target.h"

G_BEGIN_DECLS

void pl_export_report_write_places (PlPaper *paper, GPtrArray *places);
void pl_export_report_write_plan (PlPaper *paper, PlExportPlan *plan, gboolean exact);
void pl_export_report_write_receipt (PlPaper *paper, PlExportReceipt *receipt);
void pl_export_report_write_return (PlPaper *paper, PlExportReceipt *receipt);
void pl_export_report_write_sentences (PlPaper *paper, const char *const *sentences);
void pl_export_report_write_documents (PlPaper *paper, const PlExportDocument *document);
char *pl_export_report_json (GPtrArray *places, gboolean files, const PlExportDocument *document);

G_END_DECLS
