// SPDX-License-Identifier: GPL-3.0-or-later
/* How long the wizard's main loop is away while pages change and somebody types, with a check running
 * meanwhile. The wizard runs in here, on a display, against the practice network.
 *
 * What is measured: the time from one poll() of the loop to the next, which is all that GLib, GTK and
 * Postlotse do before they listen again. Painting is counted apart, between the frame clock's "paint"
 * and "after-paint": with a graphics card it is nearly nothing, in software it is most of a frame, and
 * none of it is ours. Sizes and styles, which depend on what we build, count.
 *
 * On a machine with other work to do, the thread often stands in the queue for a processor. Linux counts
 * that (schedstat), and it is taken off; waiting for a disk, a lock or the X server is not.
 *
 * Prints a line per step: the longest turn of the loop, the longest without painting and queueing, and
 * the longest painting. */
#include "base/pl-locale.h"
#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "wizard/pl-appearance.h"
#include "wizard/pl-page.h"
#include "wizard/pl-wizard-window.h"

#include <fcntl.h>
#include <unistd.h>

#define MOST_MS 16.0 /* a frame at 60 Hz */
#define QUIET_MS 300 /* as long as the slide from page to page, and some more */

/* Both in microseconds. */
typedef struct
{
  gint64 clock;
  gint64 queue; /* that the thread has stood in the queue for a processor */
} Time;

static struct
{
  Time awake_since; /* when poll() returned last */
  Time paint_since;
  Time painting; /* within this turn of the loop */
  gint64 longest; /* microseconds, as the next two */
  gint64 longest_own; /* without painting and queueing */
  gint64 longest_painting;
} turn;

static guint n_late;
static int schedstat = -1;

/* --- The loop, timed --- */

static Time
get_time (void)
{
  char text[64];
  gssize length = pread (schedstat, text, sizeof text - 1, 0);
  const char *second = NULL;

  text[MAX (length, 0)] = '\0';
  second = strchr (text, ' ');
  return (Time){ g_get_monotonic_time (),
                 second != NULL ? (gint64) (g_ascii_strtoull (second + 1, NULL, 10) / 1000) : 0 };
}

static Time
get_time_since (Time before)
{
  Time now = get_time ();

  return (Time){ now.clock - before.clock, now.queue - before.queue };
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  Time away = get_time_since (turn.awake_since);
  int n;

  turn.longest = MAX (turn.longest, away.clock);
  turn.longest_own =
      MAX (turn.longest_own, away.clock - away.queue - (turn.painting.clock - turn.painting.queue));
  turn.longest_painting = MAX (turn.longest_painting, turn.painting.clock - turn.painting.queue);
  n = g_poll (fds, n_fds, timeout);
  turn.painting = (Time){ 0 };
  turn.awake_since = get_time ();
  return n;
}

static void
paint_cb (GdkFrameClock *clock, gpointer data)
{
  turn.paint_since = get_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, gpointer data)
{
  Time took = get_time_since (turn.paint_since);

  /* Not every frame is painted: where nothing has changed, only the clock ticks. */
  if (turn.paint_since.clock == 0)
    return;
  turn.painting.clock += took.clock;
  turn.painting.queue += took.queue;
  turn.paint_since = (Time){ 0 };
}

static gboolean
set_flag_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_loop (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_flag_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

typedef void (*Step) (GtkWidget *window, const char *argument);

typedef struct
{
  Step step;
  GtkWidget *window; /* borrowed */
  const char *argument; /* borrowed */
} Call;

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  call->step (call->window, call->argument);
  return G_SOURCE_REMOVE;
}

/* Does it inside a turn of the loop, as a key press would, and sees what follows from it. */
static void
measure (const char *name, GtkWidget *window, Step step, const char *argument)
{
  Call call = { step, window, argument };
  gboolean late;

  turn.longest = 0;
  turn.longest_own = 0;
  turn.longest_painting = 0;
  turn.awake_since = get_time ();
  g_timeout_add (20, call_cb, &call);
  run_loop (QUIET_MS);
  late = turn.longest_own > MOST_MS * 1000;
  n_late += late;
  g_print ("%-38s %5.1f ms   ours %5.1f ms   painting %5.1f ms%s\n", name,
           (double) turn.longest / 1000, (double) turn.longest_own / 1000,
           (double) turn.longest_painting / 1000, late ? "   too long" : "");
}

/* --- Steps --- */

static GtkWidget *
find_text (GtkWidget *widget, gboolean filled)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_TEXT (widget) && gtk_widget_get_sensitive (widget) &&
      (*gtk_editable_get_text (GTK_EDITABLE (widget)) != '\0') == filled)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, filled);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
focus (GtkWidget *window, const char *filled)
{
  GtkWidget *text = find_text (window, filled != NULL);

  if (text != NULL)
    gtk_widget_grab_focus (text);
}

static void
type_letter (GtkWidget *window, const char *letter)
{
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (window));

  if (GTK_IS_TEXT (text))
    g_signal_emit_by_name (text, "insert-at-cursor", letter);
}

static void
act (GtkWidget *window, const char *action)
{
  gtk_widget_activate_action (window, action, NULL);
}

static void
type_word (const char *what, GtkWidget *window, const char *word)
{
  for (const char *at = word; *at != '\0'; at++)
    {
      const char letter[] = { *at, '\0' };
      g_autofree char *name = g_strdup_printf ("%s: “%s”", what, letter);

      measure (name, window, type_letter, letter);
    }
}

static GtkWidget *
find_page (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (PL_IS_PAGE (widget) && gtk_widget_get_child_visible (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = gtk_widget_get_mapped (child) ? find_page (child) : NULL;
  return found;
}

static void
go_to (GtkWidget *window, const char *id)
{
  pl_page_go_to (PL_PAGE (find_page (window)), id);
}

static GtkWidget *
open_window (PlSetup *setup, const char *account)
{
  GtkWidget *window = pl_wizard_window_new (NULL, setup);
  GdkFrameClock *clock;

  pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), account);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "paint", G_CALLBACK (paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  run_loop (1000);
  return window;
}

/* --- What is done --- */

static void
measure_typing (PlNetwork *network)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, NULL);

  pl_setup_set_display_name (setup, "Anna");
  measure ("the cursor into the address", window, focus, NULL);
  type_word ("address", window, "anna@gmx.de");
  run_loop (1000);
  measure ("a page onward (Before you start)", window, act, "wizard.forward");
  measure ("a page back", window, act, "wizard.back");
  measure ("to the servers", window, go_to, "servers");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Its server accepts the connection and stays silent, so the check runs all the time. */
static void
measure_with_check (PlNetwork *network)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, "server-too-slow");

  measure ("onward, the check begins", window, act, "wizard.forward");
  for (guint i = 0; i < 6; i++)
    measure ("the check runs", window, focus, NULL);
  measure ("to the servers", window, go_to, "servers");
  measure ("the cursor into a field", window, focus, "filled");
  type_word ("server", window, "imap");
  measure ("onward, the check begins again", window, act, "wizard.forward");
  measure ("to the first page", window, go_to, "account");
  measure ("the cursor into a field", window, focus, "filled");
  type_word ("name", window, "Anna");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A finding appears, with its details; and success. */
static void
measure_result (PlNetwork *network, const char *account)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, account);

  g_print ("%s\n", account);
  measure ("onward, the check begins", window, act, "wizard.forward");
  for (guint i = 0; i < 5; i++)
    measure ("the check runs and ends", window, focus, NULL);
  measure ("onward", window, act, "wizard.forward");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (PlPractice) practice = NULL;
  g_autoptr (PlNetwork) network = NULL;
  const PlRoute *routes;
  guint n_routes = 0;

  pl_locale_init ();
  gtk_disable_setlocale ();
  if (!gtk_init_check ())
    {
      g_printerr ("Usage: main-loop, with a display\n");
      return 2;
    }
  /* Of this thread. */
  schedstat = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  practice = pl_practice_start (NULL);
  g_assert_nonnull (practice);
  routes = pl_practice_get_routes (practice, &n_routes);
  network = pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (practice));
  pl_appearance_install (gdk_display_get_default ());
  g_main_context_set_poll_func (NULL, timed_poll);

  measure_typing (network);
  measure_with_check (network);
  measure_result (network, "wrong-port");
  measure_result (network, "certificate-host-mismatch");
  measure_result (network, "all-well");
  g_print ("%u turns of the loop took more than %.0f ms\n", n_late, MOST_MS);
  return 0;
}
