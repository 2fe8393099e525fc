// SPDX-License-Identifier: GPL-3.0-or-later
/* How long the wizard's main loop is away while pages change and somebody types, with a check running
 * meanwhile; and while all that can be long or many comes: findings, logs, programs, certificates. The
 * wizard runs in here, on a display, against the practice network.
 *
 * Prints a line per step: the longest turn of the loop on the clock, then the one that took longest on
 * the processor, and what it was made of (see loop-timer.h). Painting is in software here, as it is for
 * everybody (see pl-plain-drawing.c), and counts. */
#include "base/pl-locale.h"
#include "loop-plenty.h"
#include "loop-steps.h"
#include "loop-timer.h"
#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "wizard/check/pl-explain-window.h"
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-wizard-window.h"

#define MOST_MS 16.0 /* a frame at 60 Hz */
#define WARN_MS 8.0 /* half of one: worth a look */
#define QUIET_MS 300 /* as long as the slide from page to page, and some more */

static guint n_late; /* on the processor */
static guint n_late_clock;
static double worst;

/* --- Measuring --- */

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
  LoopTurn turn;

  loop_timer_reset ();
  g_timeout_add (20, call_cb, &call);
  loop_timer_run (QUIET_MS);
  turn = loop_timer_get_longest ();
  n_late += turn.processor > MOST_MS;
  n_late_clock += turn.clock > MOST_MS;
  worst = MAX (worst, turn.processor);
  g_print (
      "%-38s clock %5.1f   processor %5.1f = %4.1f handlers + %4.1f sizes + %4.1f painting%s\n",
      name, turn.clock, turn.processor, turn.handlers, turn.sizes, turn.painting,
      turn.processor > MOST_MS   ? "   too long"
      : turn.processor > WARN_MS ? "   over half"
                                 : "");
}

static void
type_word (const char *what, GtkWidget *window, const char *word)
{
  for (const char *at = word; *at != '\0'; at++)
    {
      const char letter[] = { *at, '\0' };
      g_autofree char *name = g_strdup_printf ("%s: “%s”", what, letter);

      measure (name, window, step_type, letter);
    }
}

static GtkWidget *
open_window (PlSetup *setup, const char *account)
{
  GtkWidget *window = pl_wizard_window_new (NULL, setup);

  pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), account);
  gtk_window_present (GTK_WINDOW (window));
  loop_timer_run (1000);
  return window;
}

/* --- What is done --- */

static void
measure_typing (PlNetwork *network)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, NULL);

  g_print ("The first page\n");
  pl_setup_set_display_name (setup, "Anna");
  measure ("the cursor into the address", window, step_focus, NULL);
  type_word ("address", window, "anna@gmx.de");
  loop_timer_run (1000);
  measure ("onward (Before you start)", window, step_act, "wizard.forward");
  measure ("a page back", window, step_act, "wizard.back");
  measure ("to the servers", window, step_go_to, "servers");
  measure ("back", window, step_act, "wizard.back");
  measure ("to receiving", window, step_go_to, "receiving");
  measure ("the question on closing", window, step_close, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Its server accepts the connection and stays silent, so the check runs all the time. */
static void
measure_with_check (PlNetwork *network)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, "server-too-slow");

  g_print ("While a check runs\n");
  measure ("onward, the check begins", window, step_act, "wizard.forward");
  for (guint i = 0; i < 6; i++)
    measure ("the check runs", window, step_nothing, NULL);
  measure ("to the servers", window, step_go_to, "servers");
  measure ("the cursor into a field", window, step_focus, "filled");
  type_word ("server", window, "imap");
  measure ("onward, the check begins again", window, step_act, "wizard.forward");
  measure ("to the first page", window, step_go_to, "account");
  measure ("the cursor into a field", window, step_focus, "filled");
  type_word ("name", window, "Anna");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A finding appears, and all of it is unfolded; or success, and the last page. */
static void
measure_result (PlNetwork *network, const char *account)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, account);

  g_print ("%s\n", account);
  measure ("onward, the check begins", window, step_act, "wizard.forward");
  for (guint i = 0; i < 5; i++)
    measure ("the check runs and ends", window, step_nothing, NULL);
  for (guint i = 0; i < 8; i++)
    measure ("something is unfolded", window, step_unfold_next, NULL);
  measure ("onward", window, step_act, "wizard.forward");
  for (guint i = 0; i < 3; i++)
    measure ("what comes after", window, step_nothing, NULL);
  for (guint i = 0; i < 4; i++)
    measure ("something is unfolded", window, step_unfold_next, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The list with all cards, one of them opened, and a log. */
static void
measure_long (GListStore *findings, PlSetup *setup)
{
  GtkWidget *window;

  plenty_begin (findings, setup);
  measure ("40 findings", NULL, plenty_show_findings, NULL);
  loop_timer_run (1000);
  window = plenty_get_window ();
  measure ("another card is opened", window, step_press, ".pl-folded");
  measure ("something is unfolded", window, step_unfold_next, NULL);
  measure ("something is unfolded", window, step_unfold_next, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  plenty_begin_log ();
  measure ("a log of 5000 lines", NULL, plenty_show_log, NULL);
  gtk_window_destroy (GTK_WINDOW (plenty_get_window ()));
}

/* As long as can be: findings of all kinds, as many as no check has ever had, and what a talkative server
 * would say. */
static void
measure_plenty (PlNetwork *network)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GListStore) findings = g_list_store_new (PL_TYPE_FINDING);
  GtkWidget *window = open_window (setup, NULL);
  GtkWidget *dialog = GTK_WIDGET (pl_explain_window_new (GTK_WINDOW (window)));

  g_print ("Plenty\n");
  loop_timer_run (1000);
  measure ("a message is typed", dialog, step_type,
           "a1 NO [AUTHENTICATIONFAILED] Invalid credentials");
  measure ("it is explained", dialog, step_press, "_Explain");
  measure ("something is unfolded", dialog, step_unfold_next, NULL);
  measure ("something is unfolded", dialog, step_unfold_next, NULL);
  gtk_window_destroy (GTK_WINDOW (dialog));
  plenty_add_findings (findings, 40);
  measure_long (findings, setup);
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
  practice = pl_practice_start (NULL);
  g_assert_nonnull (practice);
  routes = pl_practice_get_routes (practice, &n_routes);
  network = pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (practice));
  pl_appearance_install (gdk_display_get_default ());
  loop_timer_install ();

  measure_typing (network);
  measure_with_check (network);
  measure_result (network, "wrong-port");
  measure_result (network, "certificate-host-mismatch");
  measure_result (network, "all-well");
  measure_plenty (network);
  g_print (
      "%u turns of the loop took more than %.0f ms on the processor (at most %.1f ms), %u on the "
      "clock\n",
      n_late, MOST_MS, worst, n_late_clock);
  return 0;
}
