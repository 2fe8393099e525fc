// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

const char *pl_window_words_get_title (PlSetup *setup);
const char *pl_window_words_get_leave (void);
char *pl_window_words_describe_step (guint number, guint n_ahead);

G_END_DECLS
