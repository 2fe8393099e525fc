// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-finding.h"

G_BEGIN_DECLS

GPtrArray *pl_setup_explain_text (const char *text);

G_END_DECLS
