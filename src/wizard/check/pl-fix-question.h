// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-fix.h"
#include "wizard/parts/pl-question.h"

G_BEGIN_DECLS

PlQuestion *pl_fix_question_ask (GtkWindow *parent, PlFix *fix);

G_END_DECLS
