// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-save-settings-part.h"

#include "wizard/check/pl-result.h"
#include "wizard/done/pl-save-file.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlSaveSettingsPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  GtkButton *button;
  PlHeading *heading;
  GtkLabel *text;

  PlSetup *setup; /* owned, nullable until the first update */
  PlSetupHandover *handover; /* shared, nullable: knows where a saved password lies */
};

G_DEFINE_FINAL_TYPE (PlSaveSettingsPart, pl_save_settings_part, GTK_TYPE_WIDGET)

static void
show_result (PlSaveSettingsPart *self, const char *title, const char *text)
{
  pl_result_say (self->heading, title, self->text, text, GTK_WIDGET (self));
}

static void
show_problem (PlSaveSettingsPart *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: heading: a file could not be written */
    show_result (self, _ ("The file was not saved"), error->message);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PlSaveSettingsPart *self = PL_SAVE_SETTINGS_PART (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = pl_save_file_finish (GTK_WIDGET (self), result, &error);

  if (self->setup == NULL)
    return;
  if (file == NULL)
    show_problem (self, error);
  else
    /* Translators: heading: a file was written */
    show_result (self, _ ("The file is saved"), file);
}

static void
ask (PlSaveSettingsPart *self, PlSetupHandover *handover)
{
  const char *json = pl_setup_handover_get_json (handover);
  g_autoptr (GBytes) contents = g_bytes_new (json, strlen (json));
  g_autofree char *name = g_strdup_printf ("%s.json", pl_setup_get_address (self->setup));

  /* Translators: title of the window that asks where a file goes */
  pl_save_file_async (GTK_WIDGET (self), _ ("Save the settings as a file"), name, contents,
                      saved_cb, NULL);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlSaveSettingsPart) self = user_data;
  g_autoptr (PlSetupHandover) handover =
      pl_setup_hand_over_finish (PL_SETUP (source), result, NULL);

  if (self->setup == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (handover != NULL)
    ask (self, handover);
  else
    /* Nothing is asked of anybody for it, so only one thing can have come in between. */
    show_result (self, _ ("The file was not saved"),
                 /* Translators: the settings were to be saved as a file */
                 _ ("The settings have changed in the meantime. Check them once more."));
}

/* The hand-over of a saved password is not made anew: that would forget how to take it back. */
static void
clicked_cb (PlSaveSettingsPart *self)
{
  if (self->handover != NULL)
    ask (self, self->handover);
  else
    pl_setup_hand_over_async (self->setup, PL_SETUP_SECRET_NONE, NULL, made_cb,
                              g_object_ref (self));
}

/**
 * pl_save_settings_part_update:
 * @setup: the same at every call
 * @handover: (nullable): made for these settings already
 * @usable: nothing else is under way
 */
void
pl_save_settings_part_update (PlSaveSettingsPart *self,
                              PlSetup *setup,
                              PlSetupHandover *handover,
                              gboolean usable)
{
  g_set_object (&self->setup, setup);
  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  self->handover = handover != NULL ? pl_setup_handover_ref (handover) : NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), usable);
}

/**
 * pl_save_settings_part_forget:
 *
 * The account is another one now.
 */
void
pl_save_settings_part_forget (PlSaveSettingsPart *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->heading), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
}

static void
pl_save_settings_part_dispose (GObject *object)
{
  PlSaveSettingsPart *self = PL_SAVE_SETTINGS_PART (object);
  GtkWidget *child;

  g_clear_object (&self->setup);
  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_save_settings_part_parent_class)->dispose (object);
}

static void
pl_save_settings_part_class_init (PlSaveSettingsPartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pl_save_settings_part_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "savesettings");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_save_settings_part_init (PlSaveSettingsPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->button =
      g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);
  /* Translators: button: saves all settings, without the password, as a file */
  pl_button_set_label (self->button, _ ("Sa_ve settings as a file…"));
  self->heading = g_object_new (PL_TYPE_HEADING, "level", 3, "visible", FALSE, NULL);
  self->text = GTK_LABEL (pl_label_new ("", NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->text), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: title of the window that asks where a file goes */
                                  _ ("Save the settings as a file"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
}
