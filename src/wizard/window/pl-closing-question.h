// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-question.h"

G_BEGIN_DECLS

PlQuestion *pl_closing_question_ask (GtkWindow *parent, gboolean keeps);
PlQuestion *pl_closing_question_ask_waiting (GtkWindow *parent);

G_END_DECLS
