// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/import/pl-import-profile.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

/* The accounts that the mail programs of this computer have */
void pl_setup_find_accounts_async (PlSetup *setup,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *pl_setup_find_accounts_finish (PlSetup *setup, GAsyncResult *result, GError **error);

/* An account that a mail program already has */
gboolean pl_setup_take_import (PlSetup *setup, PlImportAccount *account);
gboolean
pl_setup_take_import_from (PlSetup *setup, PlImportAccount *account, PlExportPlace *place);
PlImportAccount *pl_setup_get_import (PlSetup *setup);
PlImportAccount *pl_setup_get_current_import (PlSetup *setup);
PlExportPlace *pl_setup_get_import_place (PlSetup *setup);
gboolean pl_setup_is_as_imported (PlSetup *setup, PlDirection direction);

/* The passwords that are stored there, each for its own server */
gboolean pl_setup_use_stored_password (PlSetup *setup, PlDirection direction, PlSecret *password);
void pl_setup_use_stored_passwords_async (PlSetup *setup,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
pl_setup_use_stored_passwords_finish (PlSetup *setup, GAsyncResult *result, GError **error);
gboolean pl_setup_is_stored_password (PlSetup *setup, PlSecret *password);
gboolean pl_setup_uses_stored_passwords (PlSetup *setup);
gboolean pl_setup_is_first_password_stored (PlSetup *setup);
void pl_setup_forget_stored_passwords (PlSetup *setup);
void pl_setup_forget_stored_password (PlSetup *setup, PlDirection direction);
gboolean pl_setup_needs_password (PlSetup *setup);

/* Back into the mail program */
gboolean pl_setup_is_import_changed (PlSetup *setup);
gboolean pl_setup_may_write_back (PlSetup *setup);
gboolean pl_setup_keep_on_server (PlSetup *setup, gboolean keep);

/* What is said of it */
char *pl_setup_describe_removal (PlImportAccount *account);
char *pl_setup_describe_removal_advice (PlImportAccount *account);
char *pl_setup_describe_no_write_back (PlImportAccount *account);

G_END_DECLS
