// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"

G_BEGIN_DECLS

const char *pl_nobody_asked_to_words (PlEvidence *evidence);

G_END_DECLS
