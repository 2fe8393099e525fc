// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "setup/pl-setup.h"

G_BEGIN_DECLS

void pl_discovery_text_begin (PlPaper *paper, PlSetup *setup);
void pl_discovery_text_end (PlPaper *paper, PlSetup *setup, double ms);

G_END_DECLS
