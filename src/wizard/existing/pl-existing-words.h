// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-import.h"

G_BEGIN_DECLS

/* The list of accounts */
const char *pl_existing_words_get_title (PlImportAccount *account);
char *pl_existing_words_describe_place (PlImportAccount *account, PlExportPlace *place);
char *pl_existing_words_name (PlImportAccount *account, PlExportPlace *place);
gboolean
pl_existing_words_match (PlImportAccount *account, PlExportPlace *place, const char *search);
char *pl_existing_words_describe_open (GPtrArray *profiles);
char *pl_existing_words_describe_problem (PlImportProfile *profile);
char *pl_existing_words_describe_nothing (GPtrArray *profiles);

/* The account that was chosen */
char *pl_existing_words_describe_origin (PlSetup *setup);
char *pl_existing_words_describe_server (PlServerSettings *server);
char *pl_existing_words_describe_remarks (PlSetup *setup);
char *pl_existing_words_describe_password (PlSetup *setup);

G_END_DECLS
