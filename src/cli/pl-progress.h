// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

void pl_progress_follow (PlSetup *setup, int fd);

G_END_DECLS
