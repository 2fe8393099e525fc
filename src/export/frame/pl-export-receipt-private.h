// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-receipt.h"

G_BEGIN_DECLS

PlExportReceipt *pl_export_receipt_new (PlExportPlace *place, const char *address, gint64 at);
void pl_export_receipt_add (PlExportReceipt *receipt,
                            const char *path,
                            const char *backup,
                            const char *digest);

gboolean pl_export_receipt_remember (PlExportReceipt *receipt, GError **error);
void pl_export_receipt_discard (PlExportReceipt *receipt);

/* pl-export-receipt-text.c */
char *pl_export_receipt_to_json (PlExportReceipt *receipt);
PlExportReceipt *
pl_export_receipt_from_json (const char *json, gssize length, PlExportPlace *place);

G_END_DECLS
