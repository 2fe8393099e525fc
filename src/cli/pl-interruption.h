// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <signal.h>

G_BEGIN_DECLS

/**
 * PlInterruption:
 *
 * Ctrl+C and SIGTERM while somebody is asked on the terminal: noted instead of ending the program at
 * once, so that the terminal can be put right first. One at a time.
 */
typedef struct
{
  struct sigaction usual_int;
  struct sigaction usual_term;
} PlInterruption;

void pl_interruption_begin (PlInterruption *self);
gboolean pl_interruption_wait (int fd);
gboolean pl_interruption_end (PlInterruption *self);

G_END_DECLS
