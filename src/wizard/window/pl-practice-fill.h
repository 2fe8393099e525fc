// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

const char *pl_practice_fill (PlSetup *setup, const char *id);

void pl_practice_open (void);

G_END_DECLS
