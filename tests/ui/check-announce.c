// SPDX-License-Identifier: GPL-3.0-or-later
/* What appears below the field that one types into is announced, where GTK can: the test plays the part
 * of a GTK that can, whose call is looked up by name. */
#include "wizard/parts/pl-field.h"
#include "wizard/window/pl-announce.h"

static GString *said;

/* As declared by GTK 4.14. */
#if GTK_CHECK_VERSION(4, 14, 0)
typedef GtkAccessibleAnnouncementPriority Priority;
#else
typedef int Priority;

G_MODULE_EXPORT void
gtk_accessible_announce (GtkAccessible *accessible, const char *text, Priority priority);
#endif

void
gtk_accessible_announce (GtkAccessible *accessible, const char *text, Priority priority)
{
  g_assert_true (GTK_IS_WIDGET (accessible));
  g_assert_cmpint (priority, ==, 1);
  g_string_append_printf (said, "%s;", text);
}

static gboolean
give_up_cb (gpointer data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

static void
test_hint (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *field = gtk_entry_new ();
  GtkWidget *other = gtk_entry_new ();
  GtkWidget *hint = gtk_label_new (NULL);
  guint source = g_timeout_add_seconds (20, give_up_cb, NULL);

  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), other);
  gtk_window_set_child (GTK_WINDOW (window), box);
  pl_announce (window, "not yet on screen");
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (field))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpstr (said->str, ==, "");

  gtk_widget_grab_focus (field);
  pl_field_show_hint (field, GTK_LABEL (hint), "GMX", FALSE);
  pl_field_show_hint (field, GTK_LABEL (hint), "GMX", FALSE);
  pl_field_show_hint (field, GTK_LABEL (hint), NULL, FALSE);
  g_assert_cmpstr (said->str, ==, "GMX;");

  /* Nobody types there. */
  gtk_widget_grab_focus (other);
  pl_field_show_hint (field, GTK_LABEL (hint), "WEB.DE", FALSE);
  g_assert_cmpstr (said->str, ==, "GMX;");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  said = g_string_new (NULL);

  g_test_add_func ("/announce/hint", test_hint);
  return g_test_run ();
}
