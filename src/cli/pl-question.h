// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pl_question_can_ask (void);
gboolean pl_question_ask (const char *question, gboolean *interrupted);

G_END_DECLS
