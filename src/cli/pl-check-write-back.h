// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-check-options.h"
#include "cli/pl-command.h"

G_BEGIN_DECLS

PlExit pl_check_write_back (PlCheckFrom *from,
                            PlSetup *setup,
                            const PlCheckOptions *options,
                            PlExit status);

G_END_DECLS
