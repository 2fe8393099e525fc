// SPDX-License-Identifier: GPL-3.0-or-later
/* Waiting: for a condition, and for a window to come to rest. */
#include "check-layout.h"

#include "wizard/parts/pl-gradual.h"

#define WAIT_S 30 /* for anything that has to happen */
#define PRIORITY_REST (G_PRIORITY_LOW + 50) /* after all that anybody has left for later */

/* What the frames of a window bring. */
typedef struct
{
  gboolean is_drained; /* since the last frame that moved, all that was left for later was done */
  gboolean has_moved; /* in this frame, something was laid out or moved on */
  gboolean has_rested; /* nothing did in a whole frame, and nothing is left */
  guint idle; /* 0 for none */
} Frames;

static gboolean
give_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * wait_until:
 * @data: for @condition, which is asked again after everything that happens
 *
 * Returns: whether it came true in time
 */
gboolean
wait_until (GtkWidget *window, Condition condition, gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, give_up_cb, &late);

  while (!late && !condition (window, data))
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  return !late;
}

static void
moved_cb (GdkFrameClock *clock, gpointer data)
{
  ((Frames *) data)->has_moved = TRUE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  Frames *frames = data;

  frames->has_rested = frames->is_drained && !frames->has_moved;
  frames->is_drained = frames->is_drained && !frames->has_moved;
  frames->has_moved = FALSE;
}

static gboolean
drained_cb (gpointer data)
{
  Frames *frames = data;

  frames->is_drained = TRUE;
  frames->idle = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
has_rested (GtkWidget *window, gpointer data)
{
  Frames *frames = data;

  if (frames->has_rested && !pl_gradual_is_busy (window))
    return TRUE;
  if (frames->is_drained)
    gtk_widget_queue_draw (window);
  else if (frames->idle == 0)
    frames->idle = g_idle_add_full (PRIORITY_REST, drained_cb, frames, NULL);
  return FALSE;
}

/**
 * settle:
 *
 * Until the window is at rest: everything that was left for later is done, and a frame after that has laid
 * out nothing, nor has anything asked for it. That is sooner than a number of frames which is enough for the
 * slowest, and later where it takes more; each frame has to wait for its turn, 60 times a second.
 */
void
settle (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Frames frames = { 0 };
  gulong handlers[] = {
    g_signal_connect (clock, "update", G_CALLBACK (moved_cb), &frames),
    g_signal_connect (clock, "layout", G_CALLBACK (moved_cb), &frames),
    g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frames),
  };

  if (!wait_until (window, has_rested, &frames))
    complain ("settle", window, "does not come to rest");
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (clock, handlers[i]);
  g_clear_handle_id (&frames.idle, g_source_remove);
}

gboolean
is_mapped (GtkWidget *window, gpointer data)
{
  return gtk_widget_get_mapped (window);
}

gboolean
is_checked (GtkWidget *window, gpointer setup)
{
  PlSetupStage stage = pl_setup_get_stage (setup);

  return stage == PL_SETUP_STAGE_TROUBLE || stage == PL_SETUP_STAGE_VERIFIED;
}
