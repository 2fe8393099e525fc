// SPDX-License-Identifier: GPL-3.0-or-later
/* What is left when a window is gone that another program has opened: nothing. A service serves many of
 * them one after the other, each with a password in it. Every object of the window is watched until it has
 * been freed. */
#include "base/memory-search.h"

#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "wizard/account/pl-provider-chooser.h"
#include "wizard/check/pl-explain-window.h"
#include "wizard/existing/pl-existing-window.h"
#include "wizard/launch/pl-launched-window.h"
#include "wizard/parts/pl-page.h"
#include "wizard/servers/pl-sending-password-part.h"
#include "wizard/window/pl-appearance.h"

#define WAIT_S 30 /* for anything that has to happen */

/* One request, its window, and what was seen in it. */
typedef struct
{
  GHashTable *alive; /* owned: object, borrowed -> its type's name, static */
  GtkWidget *window; /* borrowed */
  PlSetup *setup; /* borrowed: the window's */
  PlLaunchJob *job; /* borrowed */
  PlLaunchRequest *request; /* owned */
} Fixture;

static PlNetwork *network;

/* --- Watching --- */

static void
gone_cb (gpointer data, GObject *object)
{
  Fixture *fixture = data;

  g_hash_table_remove (fixture->alive, object);
}

static void
watch (Fixture *fixture, gpointer object)
{
  if (g_hash_table_contains (fixture->alive, object))
    return;

  g_hash_table_insert (fixture->alive, object, (gpointer) G_OBJECT_TYPE_NAME (object));
  g_object_weak_ref (object, gone_cb, fixture);
}

/* GTK has one window for tooltips, which stays. */
static void
watch_tree (Fixture *fixture, GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow"))
    return;

  watch (fixture, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch_tree (fixture, child);
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static char *
list_alive (Fixture *fixture)
{
  g_autoptr (GList) names = g_hash_table_get_values (fixture->alive);
  GString *text = g_string_new (NULL);

  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", (const char *) l->data);
  return g_string_free (text, FALSE);
}

/* --- What the tests do --- */

static void
wait_until (Fixture *fixture, gboolean (*is_so) (Fixture *fixture))
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, set_true_cb, &late);

  while (!late && !is_so (fixture))
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  else
    {
      g_autofree char *alive = list_alive (fixture);

      g_error ("still there: %s", alive);
    }
}

static gboolean
is_verified (Fixture *fixture)
{
  return pl_setup_get_stage (fixture->setup) == PL_SETUP_STAGE_VERIFIED;
}

static gboolean
is_checking (Fixture *fixture)
{
  return pl_setup_get_stage (fixture->setup) == PL_SETUP_STAGE_CHECKING;
}

static gboolean
is_over (Fixture *fixture)
{
  return pl_launch_request_get_state (fixture->request) != PL_LAUNCH_OPEN;
}

static gboolean
is_gone (Fixture *fixture)
{
  return g_hash_table_size (fixture->alive) == 0;
}

static void
go (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (fixture->window, action, NULL);
  watch_tree (fixture, fixture->window);
}

/* In the place of the door. */
static void
ended_cb (PlLaunchRequest *request)
{
  pl_launch_request_note_delivered (request, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer account)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  PlLaunchOptions options = { .secret = PL_SETUP_SECRET_FD };

  fixture->alive = g_hash_table_new (NULL, NULL);
  fixture->request = pl_launch_request_new (&options);
  g_signal_connect (fixture->request, "ended", G_CALLBACK (ended_cb), NULL);
  fixture->setup = setup;
  fixture->window = pl_wizard_window_new (NULL, setup);
  pl_wizard_window_set_practice (PL_WIZARD_WINDOW (fixture->window), account);
  fixture->job = pl_launched_window_attach (PL_WIZARD_WINDOW (fixture->window), fixture->request);
  watch (fixture, setup);
  watch (fixture, fixture->job);
  watch (fixture, fixture->request);
  watch_tree (fixture, fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* The door lets go of the request, and then nobody holds anything. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->request);
  wait_until (fixture, is_gone);
  g_hash_table_unref (fixture->alive);
}

static void
test_handed_over (Fixture *fixture, gconstpointer data)
{
  go (fixture, "wizard.forward");
  wait_until (fixture, is_verified);
  go (fixture, "wizard.forward");
  pl_launch_job_hand_over (fixture->job, TRUE);
  wait_until (fixture, is_over);
  g_assert_cmpint (pl_launch_request_get_state (fixture->request), ==, PL_LAUNCH_DONE);
  g_assert_cmpuint (
      pl_setup_handover_get_n_secrets (pl_launch_request_get_handover (fixture->request)), ==, 1);
}

/* Each of two goes by itself. */
static void
test_two_handed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlSecret) sending = pl_secret_new ("kurierpost", -1);

  pl_setup_set_has_sending_password (fixture->setup, TRUE);
  pl_setup_set_password (fixture->setup, PL_DIRECTION_OUTGOING, sending);
  go (fixture, "wizard.forward");
  wait_until (fixture, is_verified);
  go (fixture, "wizard.forward");
  pl_launch_job_hand_over (fixture->job, TRUE);
  wait_until (fixture, is_over);
  g_assert_cmpint (pl_launch_request_get_state (fixture->request), ==, PL_LAUNCH_DONE);
  g_assert_cmpuint (
      pl_setup_handover_get_n_secrets (pl_launch_request_get_handover (fixture->request)), ==, 2);
}

static GtkWidget *
find (GtkWidget *widget, gboolean (*is_it) (GtkWidget *widget))
{
  GtkWidget *found = is_it (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, is_it);
  return found;
}

static gboolean
is_password (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) && !gtk_text_get_visibility (GTK_TEXT (widget));
}

static gboolean
is_toggle (GtkWidget *widget)
{
  return GTK_IS_TOGGLE_BUTTON (widget);
}

static void
draw_for_a_moment (void)
{
  gboolean over = FALSE;

  g_timeout_add (300, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Key by key, looked at, and taken back in part. */
static void
type_password (GtkWidget *whole, const MemoryNeedle *needle)
{
  GtkWidget *field = find (whole, is_password);
  GtkWidget *peek = find (gtk_widget_get_parent (field), is_toggle);
  char text[65];
  char one[2] = "";

  gtk_editable_set_text (GTK_EDITABLE (field), "");
  memory_needle_show (needle, text);
  for (gsize i = 0; i < needle->length; i++)
    {
      int position = (int) i;

      one[0] = text[i];
      gtk_editable_insert_text (GTK_EDITABLE (field), one, 1, &position);
    }
  pl_secret_wipe (text, sizeof text);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (peek), TRUE);
  draw_for_a_moment ();
  g_assert_cmpuint (memory_count (needle), >, 1);
  gtk_editable_delete_text (GTK_EDITABLE (field), 0, 3);
  draw_for_a_moment ();
}

/* What was typed is nowhere any more, not in what was freed either. */
static void
test_closed_with_a_password (Fixture *fixture, gconstpointer data)
{
  MemoryNeedle needle;

  memory_needle_draw (&needle, 48);
  type_password (fixture->window, &needle);
  watch_tree (fixture, fixture->window);
  pl_launch_request_close (fixture->request);
  g_clear_object (&fixture->request);
  wait_until (fixture, is_gone);
  g_assert_cmpuint (memory_count (&needle), ==, 0);
}

/* What was on the window is held until the next frame is drawn, which on a busy machine comes later. */
static void
wait_until_forgotten (const MemoryNeedle *needle)
{
  gint64 limit = g_get_monotonic_time () + WAIT_S * G_USEC_PER_SEC;

  do
    draw_for_a_moment ();
  while (memory_count (needle) > 0 && g_get_monotonic_time () < limit);
  g_assert_cmpuint (memory_count (needle), ==, 0);
}

static gboolean
is_page (GtkWidget *widget)
{
  return PL_IS_PAGE (widget);
}

static gboolean
is_shown_part (GtkWidget *widget)
{
  return PL_IS_SENDING_PASSWORD_PART (widget) && gtk_widget_get_visible (widget);
}

/* The window is still open, and the person has said that there is one password only. */
static void
test_turned_off (Fixture *fixture, gconstpointer data)
{
  MemoryNeedle needle;
  GtkWidget *part;
  GtkWidget *own;

  pl_page_go_to (PL_PAGE (find (fixture->window, is_page)), "servers");
  watch_tree (fixture, fixture->window);
  part = find (fixture->window, is_shown_part);
  g_assert_nonnull (part);
  own = find (part, is_toggle);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (own), TRUE);
  memory_needle_draw (&needle, 48);
  type_password (part, &needle);
  watch_tree (fixture, fixture->window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (own), FALSE);
  wait_until_forgotten (&needle);
  pl_launch_request_close (fixture->request);
}

static void
test_closed_by_the_caller (Fixture *fixture, gconstpointer data)
{
  pl_launch_request_close (fixture->request);
}

/* Nothing has been drawn yet, or everything. */
static void
test_closed_later (Fixture *fixture, gconstpointer data)
{
  draw_for_a_moment ();
  watch_tree (fixture, fixture->window);
  pl_launch_request_close (fixture->request);
}

static void
test_closed_while_checking (Fixture *fixture, gconstpointer data)
{
  go (fixture, "wizard.forward");
  wait_until (fixture, is_checking);
  pl_launch_request_close (fixture->request);
}

static void
test_closed_after_a_failure (Fixture *fixture, gconstpointer data)
{
  go (fixture, "wizard.forward");
  wait_until (fixture, is_checking);
  while (is_checking (fixture))
    g_main_context_iteration (NULL, TRUE);
  go (fixture, "wizard.back");
  go (fixture, "wizard.back");
  pl_launch_request_close (fixture->request);
}

/* What stands above the window goes with it: there is nothing to be asked about any more. */
static void
close_below_another (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) != GTK_WINDOW (fixture->window))
        continue;
      any = TRUE;
      watch_tree (fixture, GTK_WIDGET (window));
    }
  g_assert_true (any);
  pl_launch_request_close (fixture->request);
}

static void
test_closed_while_asking (Fixture *fixture, gconstpointer data)
{
  pl_setup_set_address (fixture->setup, "anna@example.org");
  gtk_window_close (GTK_WINDOW (fixture->window));
  close_below_another (fixture);
}

static gboolean
is_leave (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Leave") == 0;
}

/* The person says so: the button that was pressed outlives the window below. */
static void
test_closed_by_the_answer (Fixture *fixture, gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *leave = NULL;

  pl_setup_set_address (fixture->setup, "anna@example.org");
  gtk_window_close (GTK_WINDOW (fixture->window));
  for (guint i = 0; i < g_list_model_get_n_items (windows) && leave == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      leave = find (window, is_leave);
    }
  g_assert_nonnull (leave);
  watch_tree (fixture, GTK_WIDGET (gtk_widget_get_root (leave)));
  g_assert_true (gtk_widget_activate (leave));
}

static void
test_closed_while_choosing (Fixture *fixture, gconstpointer data)
{
  pl_provider_chooser_new (GTK_WINDOW (fixture->window), fixture->setup);
  close_below_another (fixture);
}

static void
test_closed_while_looking_for_accounts (Fixture *fixture, gconstpointer data)
{
  pl_existing_window_new (GTK_WINDOW (fixture->window), fixture->setup);
  close_below_another (fixture);
}

static void
test_closed_while_explaining (Fixture *fixture, gconstpointer data)
{
  pl_explain_window_new (GTK_WINDOW (fixture->window));
  close_below_another (fixture);
}

static void
fill_network (PlPractice *practice)
{
  guint n_routes = 0;
  const PlRoute *routes = pl_practice_get_routes (practice, &n_routes);

  network = pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (practice));
}

#define ADD(path, account, test) \
  g_test_add ("/gone/" path, Fixture, account, set_up, test, tear_down)

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

  ADD ("handed-over", "all-well", test_handed_over);
  ADD ("two-handed-over", "sending-password", test_two_handed_over);
  ADD ("turned-off", "sending-password", test_turned_off);
  ADD ("closed-with-a-password", "all-well", test_closed_with_a_password);
  ADD ("closed-at-once", "all-well", test_closed_by_the_caller);
  ADD ("closed-later", "all-well", test_closed_later);
  ADD ("closed-while-checking", "all-well", test_closed_while_checking);
  ADD ("closed-after-a-failure", "imap-disabled", test_closed_after_a_failure);
  ADD ("closed-while-asking", NULL, test_closed_while_asking);
  ADD ("closed-by-the-answer", NULL, test_closed_by_the_answer);
  ADD ("closed-while-choosing", NULL, test_closed_while_choosing);
  ADD ("closed-while-looking", NULL, test_closed_while_looking_for_accounts);
  ADD ("closed-while-explaining", NULL, test_closed_while_explaining);
  status = g_test_run ();
  pl_network_unref (network);
  return status;
}
