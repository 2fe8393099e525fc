// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-checked-settings.h"

G_BEGIN_DECLS

/**
 * PlSettingsLine:
 *
 * One setting in words, such as "Port" and "993".
 */
typedef struct
{
  const char *name;
  char *value; /* owned */
} PlSettingsLine;

GArray *pl_settings_make_lines (PlServerSettings *settings, const PlCheckedServer *checked);
char *pl_settings_describe_state (PlDirection direction, const PlCheckedServer *checked);
char *pl_settings_make_text (PlCheckedSettings *settings);
char *pl_settings_format_time (gint64 unix_time);

G_END_DECLS
