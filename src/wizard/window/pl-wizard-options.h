// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/launch/pl-launch-arguments.h"

G_BEGIN_DECLS

/* What people and links may give; programs that launch the wizard have pl_launch_argument_entries besides */
extern const GOptionEntry pl_wizard_option_entries[];

void pl_wizard_options_prepare (char **arguments);
gboolean pl_wizard_options_read (GVariantDict *given, PlLaunchArguments *arguments, GError **error);

G_END_DECLS
