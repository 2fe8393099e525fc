// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

#define PL_REMOVAL_DAYS_USUAL 14
#define PL_REMOVAL_DAYS_MOST 999

char *pl_receiving_words_describe (PlSetup *setup);
char *pl_receiving_words_explain (PlService service);
char *pl_receiving_words_explain_removal (guint days, gboolean *unsafe);
guint pl_receiving_words_read_days (const char *text);

G_END_DECLS
