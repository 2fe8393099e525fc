// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

#define PL_DIRECTION_COLUMNS 11 /* “Empfangen” and its like in the first column */

void pl_progress_follow (PlSetup *setup, int fd);

G_END_DECLS
