// SPDX-License-Identifier: GPL-3.0-or-later
/* What windows keep on the disk, and what they leave to each other. No window is shown for that. */
#include "wizard/window/pl-draft-keeper.h"

#include <glib/gstdio.h>
#include <string.h>

#define WAIT_S 60 /* for anything that has to happen */
#define CERTAIN_MS 5000 /* for which a check waits for a server at least: half of its patience */
#define LEFT_OVER                                                             \
  "{\"format\":1,\"saved_at\":1790000000,\"offline\":0,\"service\":\"imap\"," \
  "\"pop3_removal_days\":0,\"name\":\"\",\"address\":\"anna@gmx.de\"}"
#define LEFT_OVER_ID "00000000000000aa"

static char *folder; /* of the drafts */

/* One window. */
typedef struct
{
  PlNetwork *network; /* owned */
  PlSetup *setup; /* owned */
  PlDraftKeeper *keeper; /* owned */
  guint n_changed;
  guint n_taken;
  guint n_settled;
} Window;

static void
count_cb (guint *n)
{
  ++*n;
}

static Window *
open_window (const char *address)
{
  Window *window = g_new0 (Window, 1);

  window->network = pl_network_new ();
  window->setup = pl_setup_new (window->network);
  pl_setup_set_address (window->setup, address);
  window->keeper = pl_draft_keeper_new (window->setup);
  g_signal_connect_swapped (window->keeper, "changed", G_CALLBACK (count_cb), &window->n_changed);
  g_signal_connect_swapped (window->keeper, "taken", G_CALLBACK (count_cb), &window->n_taken);
  g_signal_connect_swapped (window->keeper, "settled", G_CALLBACK (count_cb), &window->n_settled);
  return window;
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until @n has changed from @before. */
static void
wait_for (const guint *n, guint before)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, set_true_cb, &late);

  while (!late && *n == before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

static void
gone_cb (gpointer data, GObject *object)
{
  ++*(guint *) data;
}

/* What it has begun is finished, too. */
static void
close_window (Window *window, gboolean keep)
{
  guint gone = 0;

  pl_draft_keeper_close (window->keeper, keep);
  g_signal_handlers_disconnect_matched (window->keeper, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                        G_CALLBACK (count_cb), NULL);
  g_object_weak_ref (G_OBJECT (window->keeper), gone_cb, &gone);
  g_object_unref (window->keeper);
  if (gone == 0)
    wait_for (&gone, 0);
  g_object_unref (window->setup);
  pl_network_unref (window->network);
  g_free (window);
}

static void
look (Window *window)
{
  guint before = window->n_changed;

  pl_draft_keeper_look (window->keeper);
  wait_for (&window->n_changed, before);
}

static guint
count_offers (Window *window)
{
  look (window);
  return pl_draft_keeper_get_offers (window->keeper)->len;
}

static void
take (Window *window)
{
  guint before = window->n_changed;

  pl_draft_keeper_take (window->keeper, LEFT_OVER_ID);
  wait_for (&window->n_changed, before);
}

static gboolean
settle (Window *window)
{
  guint before = window->n_settled;

  if (!pl_draft_keeper_settle (window->keeper))
    wait_for (&window->n_settled, before);
  return pl_draft_keeper_keeps (window->keeper);
}

/* Returns: how many files with that end there are */
static guint
count_files (const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

static void
leave_over (void)
{
  g_autofree char *path = g_build_filename (folder, LEFT_OVER_ID ".json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents_full (path, LEFT_OVER, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }
  (void) g_remove (path);
}

/* --- What is promised --- */

static void
test_kept (void)
{
  Window *window = open_window ("");

  pl_setup_set_address (window->setup, "otto@gmx.de");
  g_assert_false (pl_draft_keeper_keeps (window->keeper));
  g_assert_true (settle (window));
  g_assert_cmpuint (window->n_settled, ==, 1);
  g_assert_cmpuint (count_files (".json"), ==, 1);
  g_assert_true (pl_draft_keeper_settle (window->keeper));

  /* One that was typed since is not on the disk yet. */
  pl_setup_set_display_name (window->setup, "Otto");
  g_assert_false (pl_draft_keeper_keeps (window->keeper));
  g_assert_true (settle (window));
  close_window (window, TRUE);
  g_assert_cmpuint (count_files (".json"), ==, 1);
  g_assert_cmpuint (count_files (".lock"), ==, 0);
}

/* The caller brings the address again; the password is kept nowhere. */
static void
test_only_a_password (void)
{
  g_autoptr (PlSecret) password = pl_secret_new ("Zwiebelkuchen-47", -1);
  Window *window = open_window ("otto@gmx.de");

  pl_setup_set_password (window->setup, PL_DIRECTION_INCOMING, password);
  g_assert_true (pl_draft_keeper_is_touched (window->keeper));
  g_assert_false (settle (window));
  close_window (window, TRUE);
  g_assert_cmpuint (count_files (""), ==, 0);
}

static void
test_not_writable (void)
{
  g_autofree char *above = g_path_get_dirname (folder);
  Window *window = open_window ("");

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  pl_setup_set_address (window->setup, "otto@gmx.de");
  g_assert_false (settle (window));
  g_assert_false (settle (window));

  /* It is tried again. */
  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_true (settle (window));
  g_assert_cmpuint (count_files (".json"), ==, 1);
  close_window (window, TRUE);
  g_assert_cmpuint (count_files (".json"), ==, 1);
}

/* What was written at first is not what is entered now. */
static void
test_not_writable_any_more (void)
{
  Window *window;
  g_autofree char *path = g_build_filename (folder, LEFT_OVER_ID ".json", NULL);
  g_autofree char *below = g_build_filename (path, "below", NULL);

  leave_over ();
  window = open_window ("");
  look (window);
  take (window);
  g_assert_true (settle (window));

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (below, 0700), ==, 0);
  pl_setup_set_display_name (window->setup, "Otto");
  g_assert_false (settle (window));
  close_window (window, TRUE);
  g_assert_cmpuint (count_files (".lock"), ==, 0);
}

/* --- Two windows --- */

static void
test_discarded_elsewhere (void)
{
  Window *one;
  Window *two;

  leave_over ();
  one = open_window ("");
  two = open_window ("");
  look (one);
  look (two);
  take (one);
  g_assert_cmpuint (one->n_taken, ==, 1);
  g_assert_cmpstr (pl_setup_get_address (one->setup), ==, "anna@gmx.de");

  pl_draft_keeper_discard (two->keeper, LEFT_OVER_ID);
  g_assert_cmpuint (pl_draft_keeper_get_offers (two->keeper)->len, ==, 0);
  g_assert_cmpuint (count_offers (two), ==, 0);
  g_assert_cmpuint (count_files (".json"), ==, 1);
  g_assert_cmpuint (count_files (".lock"), ==, 1);

  close_window (one, TRUE);
  g_assert_cmpuint (count_offers (two), ==, 1);

  /* Now it is nobody's. */
  pl_draft_keeper_discard (two->keeper, LEFT_OVER_ID);
  g_assert_cmpuint (count_offers (two), ==, 0);
  close_window (two, TRUE);
  g_assert_cmpuint (count_files (""), ==, 0);
}

static void
test_taken_elsewhere (void)
{
  Window *one;
  Window *two;

  leave_over ();
  one = open_window ("");
  two = open_window ("");
  look (one);
  look (two);
  take (one);
  take (two);
  g_assert_cmpuint (two->n_taken, ==, 0);
  g_assert_cmpuint (pl_draft_keeper_get_offers (two->keeper)->len, ==, 0);
  close_window (two, TRUE);
  g_assert_cmpuint (count_files (".lock"), ==, 1);
  close_window (one, FALSE);
  g_assert_cmpuint (count_files (""), ==, 0);
}

/* --- What cannot be taken is left to others --- */

/* On loopback; whoever comes is left waiting. */
static GSocketListener *
make_silent_server (guint16 *port)
{
  GSocketListener *listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &bound, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return listener;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer n)
{
  g_assert_false (pl_setup_check_finish (PL_SETUP (source), result, NULL));
  ++*(guint *) n;
}

static void
begin_check (Window *window, guint16 port, guint *n_checked)
{
  const PlServerFields server = { .service = PL_SERVICE_IMAP,
                                  .host = "127.0.0.1",
                                  .port = port,
                                  .security = PL_SECURITY_TLS,
                                  .username = "otto",
                                  .source = PL_SOURCE_USER };
  g_autoptr (GError) error = NULL;

  pl_setup_set_server (window->setup, &server, &error);
  g_assert_no_error (error);
  pl_setup_check_async (window->setup, PL_DIRECTIONS_INCOMING, NULL, checked_cb, n_checked);
}

static gboolean
is_locked (void)
{
  g_autofree char *path = g_build_filename (folder, LEFT_OVER_ID ".lock", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_taken_while_busy (void)
{
  Window *one;
  Window *two;
  guint16 port;
  g_autoptr (GSocketListener) listener = make_silent_server (&port);
  guint n_checked = 0;
  gint64 began_at;

  leave_over ();
  one = open_window ("otto@gmx.de");
  two = open_window ("");
  look (one);
  began_at = g_get_monotonic_time ();
  begin_check (one, port, &n_checked);
  take (one);
  if (g_get_monotonic_time () - began_at < CERTAIN_MS * 1000)
    {
      g_assert_cmpuint (one->n_taken, ==, 0);
      g_assert_cmpuint (pl_draft_keeper_get_offers (one->keeper)->len, ==, 1);
      look (one);
      g_assert_cmpuint (count_offers (two), ==, 1);
      g_assert_false (is_locked ());
    }
  else
    g_test_skip ("the machine stalls");

  pl_setup_cancel (one->setup);
  if (n_checked == 0)
    wait_for (&n_checked, 0);
  if (one->n_taken == 0)
    take (one);
  g_assert_cmpuint (one->n_taken, ==, 1);
  close_window (one, TRUE);
  close_window (two, TRUE);
}

static void
test_gone_while_taking (void)
{
  Window *one;
  Window *two;

  leave_over ();
  one = open_window ("");
  two = open_window ("");
  look (one);
  pl_draft_keeper_take (one->keeper, LEFT_OVER_ID);
  close_window (one, TRUE);
  g_assert_cmpuint (count_files (".lock"), ==, 0);
  g_assert_cmpuint (count_offers (two), ==, 1);
  close_window (two, TRUE);
}

/* --- What is emptied --- */

static void
test_emptied (void)
{
  Window *window = open_window ("");

  pl_setup_set_address (window->setup, "otto@gmx.de");
  g_assert_true (settle (window));
  pl_setup_set_address (window->setup, "");
  g_assert_false (settle (window));
  look (window);
  g_assert_cmpuint (count_files (""), ==, 0);

  /* And filled in again. */
  pl_setup_set_address (window->setup, "otto@gmx.de");
  g_assert_true (settle (window));
  g_assert_cmpuint (count_files (".json"), ==, 1);
  close_window (window, FALSE);
  g_assert_cmpuint (count_files (""), ==, 0);
}

/* One file for one window: what it had before goes. */
static void
test_taken_instead (void)
{
  Window *window;

  leave_over ();
  window = open_window ("");
  look (window);
  pl_setup_set_address (window->setup, "otto@gmx.de");
  g_assert_true (settle (window));
  g_assert_cmpuint (count_files (".json"), ==, 2);
  pl_setup_set_address (window->setup, "");
  take (window);
  g_assert_cmpuint (window->n_taken, ==, 1);
  g_assert_true (settle (window));
  look (window);
  g_assert_cmpuint (count_files (".json"), ==, 1);
  g_assert_cmpuint (count_files (".lock"), ==, 1);
  close_window (window, TRUE);
  g_assert_cmpuint (count_files (".lock"), ==, 0);
}

static void
run (gconstpointer test)
{
  remove_all (folder);
  ((void (*) (void)) test) ();
}

#define ADD(path, test) g_test_add_data_func ("/wizard/draft-keeper/" path, test, run)

int
main (int argc, char **argv)
{
  g_autofree char *above = g_dir_make_tmp ("postlotse-keeper-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_STATE_HOME", above, TRUE);
  folder = g_build_filename (above, "postlotse", "drafts", NULL);
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("only-a-password", test_only_a_password);
  ADD ("not-writable", test_not_writable);
  ADD ("not-writable-any-more", test_not_writable_any_more);
  ADD ("discarded-elsewhere", test_discarded_elsewhere);
  ADD ("taken-elsewhere", test_taken_elsewhere);
  ADD ("taken-while-busy", test_taken_while_busy);
  ADD ("gone-while-taking", test_gone_while_taking);
  ADD ("emptied", test_emptied);
  ADD ("taken-instead", test_taken_instead);
  status = g_test_run ();
  remove_all (above);
  g_free (folder);
  return status;
}
