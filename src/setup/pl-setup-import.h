// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/pl-import-account.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

/* An account that a mail program already has */
gboolean pl_setup_take_import (PlSetup *setup, PlImportAccount *account);
PlImportAccount *pl_setup_get_import (PlSetup *setup);
gboolean pl_setup_use_stored_password (PlSetup *setup, PlDirection direction, PlSecret *password);
gboolean pl_setup_is_as_imported (PlSetup *setup, PlDirection direction);

G_END_DECLS
