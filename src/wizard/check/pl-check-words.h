// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

gboolean pl_check_words_is_partial (PlSetup *setup);
gboolean pl_check_words_is_good (PlSetup *setup);
gboolean pl_check_words_may_go_on (PlSetup *setup);
gboolean pl_check_words_is_card_the_result (PlSetup *setup);
const char *pl_check_words_get_heading (PlSetup *setup);
char *pl_check_words_describe (PlSetup *setup);
char *pl_check_words_describe_offline (PlSetup *setup);
const char *pl_check_words_describe_running (gboolean for_message);
const char *pl_check_words_get_action (PlSetup *setup, gboolean offline, gboolean for_message);

G_END_DECLS
