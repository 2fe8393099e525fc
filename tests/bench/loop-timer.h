// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LoopTurn:
 * @clock: on the clock
 * @processor: that the main thread itself has run; the next three add up to it
 * @handlers: what answers to events, timers and results
 * @sizes: styles, sizes and places, once a frame
 * @painting: from the widgets to the window's pixels, once a frame
 *
 * What the main loop was away for between two polls, in milliseconds.
 */
typedef struct
{
  double clock;
  double processor;
  double handlers;
  double sizes;
  double painting;
} LoopTurn;

void loop_timer_install (void);
void loop_timer_reset (void);
LoopTurn loop_timer_get_longest (void);
void loop_timer_run (guint ms);

G_END_DECLS
