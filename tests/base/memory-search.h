// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether a secret stands anywhere in this process's memory: also in what was freed. */
#pragma once

#include <glib.h>

/* A text that is looked for, hidden so that it is not found in here. */
typedef struct
{
  guint8 bytes[64];
  gsize length;
} MemoryNeedle;

void memory_needle_draw (MemoryNeedle *needle, gsize length);
void memory_needle_show (const MemoryNeedle *needle, char *text);
guint memory_count (const MemoryNeedle *needle);
