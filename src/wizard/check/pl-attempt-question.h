// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"
#include "wizard/parts/pl-question.h"

G_BEGIN_DECLS

PlQuestion *pl_attempt_question_ask (GtkWindow *parent, PlSetup *setup, PlDirections directions);

G_END_DECLS
