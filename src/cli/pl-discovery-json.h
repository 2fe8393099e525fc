// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

char *pl_discovery_json (PlSetup *setup, double ms);

G_END_DECLS
