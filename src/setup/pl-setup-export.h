// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/files/pl-export-sheet.h"
#include "export/files/pl-qr-image.h"
#include "export/frame/pl-export-document.h"
#include "export/frame/pl-export-target.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

/* Each is independent of the others and of the check: several programs can be exported to at once.
 * The callback comes on the main loop; who cancels is told %G_IO_ERROR_CANCELLED. */

/* Where accounts can go: the mail programs of this computer and their profiles (PlExportPlace) */
void pl_setup_find_programs_async (PlSetup *setup,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *pl_setup_find_programs_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* What would be changed there for the settings that are checked now */
void pl_setup_plan_export_async (PlSetup *setup,
                                 PlExportPlace *place,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
PlExportPlan *pl_setup_plan_export_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* Carrying it out */
void pl_setup_export_async (PlSetup *setup,
                            PlExportPlan *plan,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
PlExportReceipt *pl_setup_export_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* The way back */
void pl_setup_undo_export_async (PlSetup *setup,
                                 PlExportReceipt *receipt,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pl_setup_undo_export_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* How the program is started that the account is in now */
void pl_setup_find_launcher_async (PlSetup *setup,
                                   PlExportPlace *place,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GAppInfo *pl_setup_find_launcher_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* Until the program that runs there has ended */
void pl_setup_wait_for_program_async (PlSetup *setup,
                                      PlExportPlace *place,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean pl_setup_wait_for_program_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* A file for the program's own import, for the settings that are checked now */
void pl_setup_make_import_async (PlSetup *setup,
                                 const PlExportTarget *target,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *pl_setup_make_import_finish (PlSetup *setup, GAsyncResult *result, GError **error);

PlExportAccount *pl_setup_dup_export_account (PlSetup *setup);

G_END_DECLS
