// SPDX-License-Identifier: GPL-3.0-or-later
/* A check that cannot begin, because something else has not ended yet, leaves the page as it was: with the
 * last result, and a button to try again. */
#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "wizard/check/pl-finding-card.h"
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-wizard-window.h"

#define WAIT_S 30 /* for anything that has to happen */

static PlNetwork *network;

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_stage (PlSetup *setup, PlSetupStage stage)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, set_true_cb, &late);

  while (!late && pl_setup_get_stage (setup) != stage)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

/* A finding on view. */
static gboolean
has_card (GtkWidget *widget)
{
  gboolean found = PL_IS_FINDING_CARD (widget) && gtk_widget_is_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_card (child);
  return found;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer ended)
{
  pl_setup_sign_in_browser_finish (PL_SETUP (source), result, NULL);
  *(gboolean *) ended = TRUE;
}

static void
test_refused (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = pl_wizard_window_new (NULL, setup);
  gboolean ended = FALSE;

  pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), "imap-disabled");
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  wait_for_stage (setup, PL_SETUP_STAGE_TROUBLE);
  g_assert_true (has_card (window));

  /* Under way until the main loop comes round. */
  pl_setup_sign_in_browser_async (setup, NULL, ended_cb, &ended);
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, PL_SETUP_STAGE_TROUBLE);
  g_assert_true (has_card (window));

  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  wait_for_stage (setup, PL_SETUP_STAGE_CHECKING);
  g_assert_false (has_card (window));
  wait_for_stage (setup, PL_SETUP_STAGE_TROUBLE);
  g_assert_true (has_card (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
fill_network (PlPractice *practice)
{
  guint n_routes = 0;
  const PlRoute *routes = pl_practice_get_routes (practice, &n_routes);

  network = pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (practice));
}

int
main (int argc, char **argv)
{
  g_autoptr (PlPractice) practice = NULL;
  int status;

  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv);
  practice = pl_practice_start (NULL);
  g_assert_nonnull (practice);
  fill_network (practice);
  pl_appearance_install (gdk_display_get_default ());
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/refused", test_refused);
  status = g_test_run ();
  pl_network_unref (network);
  return status;
}
