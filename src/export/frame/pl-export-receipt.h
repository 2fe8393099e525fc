// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-place.h"

G_BEGIN_DECLS

/**
 * PlExportWritten:
 * @path: the file
 * @backup: (nullable): its copy from before, beside it; %NULL where there was none
 * @digest: SHA-256 of what we wrote, 64 lower-case hexadecimal digits
 *
 * One file of an export that was carried out.
 */
typedef struct
{
  char *path;
  char *backup;
  char *digest;
} PlExportWritten;

/**
 * PlExportReceipt:
 *
 * An export that was carried out, and with that the way back; immutable. The last ones are remembered
 * in the state folder, so that another run can undo them.
 */
#define PL_TYPE_EXPORT_RECEIPT (pl_export_receipt_get_type ())
G_DECLARE_FINAL_TYPE (PlExportReceipt, pl_export_receipt, PL, EXPORT_RECEIPT, GObject)

PlExportReceipt *pl_export_receipt_find (PlExportPlace *place, const char *address, GError **error);

PlExportPlace *pl_export_receipt_get_place (PlExportReceipt *receipt);
const char *pl_export_receipt_get_address (PlExportReceipt *receipt);
gint64 pl_export_receipt_get_at (PlExportReceipt *receipt);
GPtrArray *pl_export_receipt_get_written (PlExportReceipt *receipt);
gboolean pl_export_receipt_changed_anything (PlExportReceipt *receipt);
char **pl_export_receipt_describe_backups (PlExportReceipt *receipt);

gboolean pl_export_receipt_check (PlExportReceipt *receipt, GError **error);
gboolean
pl_export_receipt_undo (PlExportReceipt *receipt, GCancellable *cancellable, GError **error);

G_END_DECLS
