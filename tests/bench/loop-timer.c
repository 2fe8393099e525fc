// SPDX-License-Identifier: GPL-3.0-or-later
/* Times every turn of the main loop: from one poll() to the next, which is all that GLib, GTK and
 * Postlotse do before they listen again.
 *
 * Two clocks: that on the wall, and the processor time of this thread alone. On a machine with other work
 * to do the first says as much about that work; the second leaves out what is waited for (a disk, a lock,
 * the X server). Where both are short, nobody has waited. */
#include "loop-timer.h"

#include <time.h>

static struct
{
  gint64 clock; /* µs; when poll() returned last */
  double processor; /* ms */
} awake;

static LoopTurn now; /* sizes and painting of this turn, so far */
static LoopTurn longest; /* on the processor; but its clock is the longest of all */
static double phase; /* ms on the processor; when the frame's current phase began */

static double
get_processor_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

/* --- The phases of a frame --- */

static double
end_phase (void)
{
  double ms = get_processor_ms ();
  double took = ms - phase;

  phase = ms;
  return took;
}

/* Ticks and animations count as handlers. */
static void
update_cb (GdkFrameClock *clock, gpointer data)
{
  end_phase ();
}

static void
layout_cb (GdkFrameClock *clock, gpointer data)
{
  now.sizes += end_phase ();
}

static void
paint_cb (GdkFrameClock *clock, gpointer data)
{
  now.painting += end_phase ();
}

/* GTK's own handlers do the work: what comes after them has seen its end. */
static void
watch (GtkWidget *window)
{
  static const struct
  {
    const char *phase;
    void (*ended) (GdkFrameClock *clock, gpointer data);
  } phases[] = {
    { "before-paint", update_cb }, { "update", update_cb },     { "layout", layout_cb },
    { "paint", paint_cb },         { "after-paint", paint_cb },
  };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  if (clock == NULL || g_object_get_data (G_OBJECT (clock), "loop-timer") != NULL)
    return;

  g_object_set_data (G_OBJECT (clock), "loop-timer", clock);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    g_signal_connect_after (clock, phases[i].phase, G_CALLBACK (phases[i].ended), NULL);
}

static void
watch_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      watch (window);
    }
}

/* --- The loop --- */

static void
end_turn (void)
{
  double clock = (double) (g_get_monotonic_time () - awake.clock) / 1000;

  now.processor = get_processor_ms () - awake.processor;
  now.handlers = now.processor - now.sizes - now.painting;
  now.clock = MAX (longest.clock, clock);
  if (now.processor > longest.processor)
    longest = now;
  longest.clock = now.clock;
}

static void
begin_turn (void)
{
  now = (LoopTurn){ 0 };
  awake.clock = g_get_monotonic_time ();
  awake.processor = get_processor_ms ();
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  end_turn ();
  watch_windows ();
  n = g_poll (fds, n_fds, timeout);
  begin_turn ();
  return n;
}

/**
 * loop_timer_install:
 *
 * From now on, every turn of the default main loop is timed, and every window's frames.
 */
void
loop_timer_install (void)
{
  g_main_context_set_poll_func (NULL, timed_poll);
  begin_turn ();
}

/**
 * loop_timer_reset:
 *
 * Forgets the longest turn.
 */
void
loop_timer_reset (void)
{
  longest = (LoopTurn){ 0 };
  begin_turn ();
}

/**
 * loop_timer_get_longest:
 *
 * Returns: the turn that has taken longest on the processor since the last reset; @clock is that of the
 *   turn that has taken longest on the clock, which may be another one
 */
LoopTurn
loop_timer_get_longest (void)
{
  return longest;
}

static gboolean
set_flag_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * loop_timer_run:
 *
 * Runs the main loop for @ms milliseconds.
 */
void
loop_timer_run (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_flag_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}
