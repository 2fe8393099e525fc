// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"
#include "wizard/pl-question.h"

G_BEGIN_DECLS

void pl_attempt_question_load_async (PlSetup *setup,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean pl_attempt_question_load_finish (GAsyncResult *result, GError **error);
PlQuestion *pl_attempt_question_ask (GtkWindow *parent, PlSetup *setup, PlDirections directions);

G_END_DECLS
