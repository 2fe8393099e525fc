// SPDX-License-Identifier: GPL-3.0-or-later
/* Without a network everything can be entered, and is tested when it is back. The network is switched
 * off inside the program; the servers are those of the practice network. */
#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "wizard/parts/pl-page.h"
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-pages.h"
#include "wizard/window/pl-wizard-window.h"

#define WAIT_S 30 /* for anything that has to happen */
#define NOTHING_MS 300 /* in which nothing may happen */

typedef struct
{
  PlSetup *setup; /* owned */
  PlConnectivity *connectivity; /* owned */
  GtkWidget *window; /* borrowed */
} Fixture;

static PlNetwork *network;

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_stage (Fixture *fixture, PlSetupStage stage)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, set_true_cb, &late);

  while (!late && pl_setup_get_stage (fixture->setup) != stage)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

static void
let_pass (void)
{
  gboolean over = FALSE;

  g_timeout_add (NOTHING_MS, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static PlPage *
find_page (GtkWidget *widget)
{
  PlPage *found =
      PL_IS_PAGE (widget) && gtk_widget_get_child_visible (widget) && gtk_widget_get_mapped (widget)
          ? PL_PAGE (widget)
          : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_page (child);
  return found;
}

static void
go (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (fixture->window, action, NULL);
  let_pass ();
}

static void
assert_page (Fixture *fixture, const char *type, const char *action)
{
  PlPage *page = find_page (fixture->window);

  g_assert_nonnull (page);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, type);
  g_assert_cmpstr (pl_page_get_action_label (page), ==, action);
}

static void
set_up (Fixture *fixture, gconstpointer account)
{
  fixture->setup = pl_setup_new (network);
  fixture->connectivity = pl_connectivity_new_for_test (FALSE);
  pl_setup_set_connectivity (fixture->setup, fixture->connectivity);
  fixture->window = pl_wizard_window_new (NULL, fixture->setup);
  pl_wizard_window_set_practice (PL_WIZARD_WINDOW (fixture->window), account);
  gtk_window_present (GTK_WINDOW (fixture->window));
  let_pass ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->setup);
  g_object_unref (fixture->connectivity);
  let_pass ();
}

static void
test_it_starts_when_the_network_is_back (Fixture *fixture, gconstpointer data)
{
  go (fixture, "wizard.forward");
  assert_page (fixture, "PlCheckPage", "_Check now");
  g_assert_cmpint (pl_setup_get_stage (fixture->setup), ==, PL_SETUP_STAGE_ENTERING);
  pl_connectivity_set_available (fixture->connectivity, TRUE);
  wait_for_stage (fixture, PL_SETUP_STAGE_VERIFIED);
}

/* Who has gone back does not ask for it any more. */
static void
test_it_does_not_start_unasked (Fixture *fixture, gconstpointer data)
{
  go (fixture, "wizard.forward");
  go (fixture, "wizard.back");
  pl_connectivity_set_available (fixture->connectivity, TRUE);
  let_pass ();
  g_assert_cmpint (pl_setup_get_stage (fixture->setup), ==, PL_SETUP_STAGE_ENTERING);
}

/* The system may be wrong. */
static void
test_it_can_be_tested_all_the_same (Fixture *fixture, gconstpointer data)
{
  go (fixture, "wizard.forward");
  gtk_widget_activate_action (fixture->window, "wizard.forward", NULL);
  wait_for_stage (fixture, PL_SETUP_STAGE_VERIFIED);
}

/* Even the servers of a domain that nobody knows: they are looked for when the network is back. */
static void
test_everything_can_be_entered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlSecret) password = pl_secret_new ("made up", -1);

  pl_setup_set_address (fixture->setup, "anna@nobody-knows.example");
  pl_setup_set_password (fixture->setup, PL_DIRECTION_INCOMING, password);
  go (fixture, "wizard.forward");
  g_assert_null (pl_setup_get_discovery (fixture->setup));
  assert_page (fixture, "PlReceivingPage", "_Continue");
  go (fixture, "wizard.forward");
  assert_page (fixture, "PlCheckPage", "_Check now");
  pl_connectivity_set_available (fixture->connectivity, TRUE);
  let_pass ();
  while (pl_setup_get_discovery (fixture->setup) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (pl_setup_get_address (fixture->setup), ==, "anna@nobody-knows.example");
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

  g_test_add ("/offline/starts-when-back", Fixture, "all-well", set_up,
              test_it_starts_when_the_network_is_back, tear_down);
  g_test_add ("/offline/not-unasked", Fixture, "all-well", set_up, test_it_does_not_start_unasked,
              tear_down);
  g_test_add ("/offline/all-the-same", Fixture, "all-well", set_up,
              test_it_can_be_tested_all_the_same, tear_down);
  g_test_add ("/offline/everything-entered", Fixture, NULL, set_up, test_everything_can_be_entered,
              tear_down);
  status = g_test_run ();
  pl_network_unref (network);
  return status;
}
