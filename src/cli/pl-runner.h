// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-command.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

PlExit pl_runner_discover (PlSetup *setup);
gboolean pl_runner_sign_in (PlSetup *setup, int fd, GError **error);
PlExit pl_runner_check (PlSetup *setup, PlDirections directions, PlDirections wanted);

G_END_DECLS
