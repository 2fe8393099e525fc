// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"
#include "wizard/parts/pl-question.h"

G_BEGIN_DECLS

char *pl_foreign_question_describe (PlSetup *setup);
PlQuestion *pl_foreign_question_ask (GtkWindow *parent, PlSetup *setup);

G_END_DECLS
