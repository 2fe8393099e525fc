// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-command.h"
#include "cli/pl-terminal.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

void pl_report_text_begin (PlPaper *paper, PlSetup *setup);
void pl_report_text_servers (PlPaper *paper, PlSetup *setup, PlDirections directions);
void pl_report_text_end (PlPaper *paper, PlSetup *setup, PlExit status);

G_END_DECLS
