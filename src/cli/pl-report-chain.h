// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/pl-terminal.h"
#include "model/pl-chain.h"
#include "model/pl-finding.h"
#include "setup/pl-setup.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

PlChain *pl_report_chain_find (PlSetup *setup, PlFinding *finding);
void pl_report_chain_write (PlPaper *paper, PlChain *chain);
void pl_report_chain_add_json (JsonBuilder *builder, PlSetup *setup);

G_END_DECLS
