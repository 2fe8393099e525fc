// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-question.h"
#include "wizard/window/pl-draft-keeper.h"

G_BEGIN_DECLS

PlQuestion *pl_closing_question_ask (GtkWindow *parent, PlDraftKeeper *drafts);

G_END_DECLS
