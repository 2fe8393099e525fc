// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a file goes is asked in a window of its own; the one that asks can go meanwhile. */
#include "wizard/done/pl-save-file.h"

#define CONTENTS "made up"
#define NAME "settings.json"
#define LIMIT_S 20

typedef struct
{
  GtkWidget *window; /* borrowed until it is destroyed */
  GtkWidget *near; /* weak: %NULL once it is freed */
  gboolean answered;
  GError *error; /* owned, nullable */
  char *file; /* owned, nullable: as it is shown */
} Asked;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;

  asked->file = pl_save_file_finish (GTK_WIDGET (source), result, &asked->error);
  asked->answered = TRUE;
}

static void
turn (void)
{
  g_main_context_iteration (NULL, TRUE);
}

static GtkFileChooser *
find_dialog (gboolean mapped)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && (!mapped || gtk_widget_get_mapped (window)))
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

static GtkFileChooser *
ask (Asked *asked)
{
  g_autoptr (GBytes) contents = g_bytes_new_static (CONTENTS, sizeof CONTENTS - 1);

  asked->window = gtk_window_new ();
  asked->near = gtk_button_new ();
  gtk_window_set_child (GTK_WINDOW (asked->window), asked->near);
  g_object_add_weak_pointer (G_OBJECT (asked->near), (gpointer *) &asked->near);
  gtk_window_present (GTK_WINDOW (asked->window));
  pl_save_file_async (asked->near, "Save", NAME, contents, saved_cb, asked);
  while (find_dialog (TRUE) == NULL)
    turn ();
  return find_dialog (TRUE);
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_answered (Asked *asked)
{
  return asked->answered && find_dialog (TRUE) == NULL;
}

/* What GTK itself says of a folder that it could not show in so short a time is no matter of ours. */
static gboolean
is_nothing_left (Asked *asked)
{
  return asked->near == NULL && find_dialog (FALSE) == NULL;
}

/* The limit ends a failure, and nothing else. */
static void
wait_until (gboolean (*condition) (Asked *asked), Asked *asked)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (LIMIT_S, late_cb, &late);

  while (!late && !condition (asked))
    turn ();
  g_assert_false (late);
  g_source_remove (source);
}

static void
expect_cancelled (Asked *asked)
{
  wait_until (is_answered, asked);
  g_assert_error (asked->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (asked->file);
  g_clear_error (&asked->error);
}

/* Its program was told to end, or whoever has opened it does not want it any more. */
static void
test_window_goes (void)
{
  Asked asked = { 0 };

  ask (&asked);
  gtk_window_destroy (GTK_WINDOW (asked.window));
  expect_cancelled (&asked);
  wait_until (is_nothing_left, &asked);
}

/* The page was filled anew, and what has asked is no longer on it: who is choosing a place goes on. */
static void
test_asker_goes (void)
{
  Asked asked = { 0 };
  GtkFileChooser *dialog = ask (&asked);

  gtk_window_set_child (GTK_WINDOW (asked.window), NULL);
  g_assert_true (find_dialog (TRUE) == dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  expect_cancelled (&asked);
  gtk_window_destroy (GTK_WINDOW (asked.window));
  wait_until (is_nothing_left, &asked);
}

static void
test_closed (void)
{
  Asked asked = { 0 };

  gtk_window_close (GTK_WINDOW (ask (&asked)));
  expect_cancelled (&asked);
  gtk_window_destroy (GTK_WINDOW (asked.window));
  wait_until (is_nothing_left, &asked);
}

int
main (int argc, char **argv)
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save/window-goes", test_window_goes);
  g_test_add_func ("/save/asker-goes", test_asker_goes);
  g_test_add_func ("/save/closed", test_closed);
  return g_test_run ();
}
