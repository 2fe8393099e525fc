// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-start-part.h"

#include "wizard/check/pl-result.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-label.h"

#include <gio/gdesktopappinfo.h>
#include <glib/gi18n.h>

/* A program that ends with an error within this time has not started; later it has, and has crashed. */
#define SOON_US (30 * G_USEC_PER_SEC)

struct _PlStartPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  GtkButton *button;
  PlHeading *heading;
  GtkLabel *text;

  const PlExportTarget *target; /* static */
  GAppInfo *launcher; /* owned, nullable until found */
  GCancellable *cancellable; /* owned: of looking for it */
  gint64 started_at; /* on the monotonic clock, in microseconds */
};

G_DEFINE_FINAL_TYPE (PlStartPart, pl_start_part, GTK_TYPE_WIDGET)

/* @format: with one %s for the mail program */
static void
say (PlStartPart *self, const char *format, const char *text)
{
  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);
  g_autofree char *title = g_strjoinv (self->target->name, halves);

  pl_result_say (self->heading, title, self->text, text, GTK_WIDGET (self));
}

static void
say_failed (PlStartPart *self)
{
  /* Translators: heading; %s is a mail program */
  say (self, _ ("%s could not be started"),
       /* Translators: of a mail program that could not be started from here */
       _ ("The account is in it. Open it from the menu of programs."));
}

static void
free_reference (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* GLib starts programs by a helper, which is there also where the program is not: only its end tells. */
static void
ended_cb (GPid pid, int status, gpointer data)
{
  g_autoptr (PlStartPart) self = g_weak_ref_get (data);

  g_spawn_close_pid (pid);
  if (self != NULL && self->launcher != NULL && !g_spawn_check_wait_status (status, NULL) &&
      g_get_monotonic_time () - self->started_at < SOON_US)
    say_failed (self);
}

static void
spawned_cb (GDesktopAppInfo *launcher, GPid pid, gpointer self)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, self);
  g_child_watch_add_full (G_PRIORITY_DEFAULT, pid, ended_cb, reference, free_reference);
}

/* The token of the context lets the program's window come to the front. The words of the program go nowhere:
 * whoever has started us and waits for the end of ours would wait until the mail program is closed. */
static void
start_cb (PlStartPart *self)
{
  g_autoptr (GdkAppLaunchContext) context =
      gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
                            G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
  g_autoptr (GError) error = NULL;

  self->started_at = g_get_monotonic_time ();
  if (g_desktop_app_info_launch_uris_as_manager (
          G_DESKTOP_APP_INFO (self->launcher), NULL, G_APP_LAUNCH_CONTEXT (context), flags,
          pl_secret_unprotect_child, NULL, spawned_cb, self, &error))
    /* Translators: heading, once a mail program was started; %s is the program */
    say (self, _ ("%s is starting"),
         /* Translators: of a mail program that was started */
         _ ("Its window opens in a moment."));
  else
    say_failed (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlStartPart) self = user_data;
  GAppInfo *launcher = pl_setup_find_launcher_finish (PL_SETUP (source), result, NULL);

  if (launcher == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&launcher);
      return;
    }
  self->launcher = launcher;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
pl_start_part_dispose (GObject *object)
{
  PlStartPart *self = PL_START_PART (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->launcher);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_start_part_parent_class)->dispose (object);
}

static void
pl_start_part_finalize (GObject *object)
{
  g_clear_object (&PL_START_PART (object)->cancellable);
  G_OBJECT_CLASS (pl_start_part_parent_class)->finalize (object);
}

static void
pl_start_part_class_init (PlStartPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_start_part_dispose;
  G_OBJECT_CLASS (klass)->finalize = pl_start_part_finalize;
  gtk_widget_class_set_css_name (widget_class, "start");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_start_part_init (PlStartPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->cancellable = g_cancellable_new ();
  self->heading = g_object_new (PL_TYPE_HEADING, "level", 3, "visible", FALSE, NULL);
  self->text = GTK_LABEL (pl_label_new ("", NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
}

/**
 * pl_start_part_new:
 * @place: has the account, and its program does not run
 *
 * Returns: not visible until it is found how the program is started, in a thread
 */
GtkWidget *
pl_start_part_new (PlSetup *setup, PlExportPlace *place)
{
  PlStartPart *self = g_object_new (PL_TYPE_START_PART, "visible", FALSE, NULL);
  g_autofree char *label = NULL;

  self->target = pl_export_place_get_target (place);
  /* Translators: button: opens a mail program; %s is the program */
  label = g_strdup_printf (_ ("Start %s"), self->target->name);
  self->button = GTK_BUTTON (gtk_button_new_with_label (label));
  pl_button_let_wrap (self->button);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  gtk_widget_insert_after (GTK_WIDGET (self->button), GTK_WIDGET (self), NULL);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  pl_setup_find_launcher_async (setup, place, self->cancellable, found_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
