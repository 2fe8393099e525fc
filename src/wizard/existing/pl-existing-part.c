// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/existing/pl-existing-part.h"

#include "setup/pl-setup-handover.h"
#include "wizard/existing/pl-existing-window.h"
#include "wizard/existing/pl-existing-words.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

struct _PlExistingPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlHeading *heading;
  GtkLabel *servers[2]; /* by PlDirection */
  GtkLabel *remarks;
  GtkLabel *password;
  GtkButton *type_password;

  PlSetup *setup; /* owned, nullable until an account is chosen */
};

G_DEFINE_FINAL_TYPE (PlExistingPart, pl_existing_part, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What it shows --- */

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_server (PlExistingPart *self, PlSetup *setup, PlDirection direction)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);
  g_autofree char *text = server != NULL ? pl_existing_words_describe_server (server) : NULL;

  show_text (self->servers[direction], text);
}

/* Where one is typed, the reason stands below its field. */
static void
show_password (PlExistingPart *self, PlSetup *setup)
{
  gboolean stored = pl_setup_is_first_password_stored (setup);
  gboolean asked = pl_setup_needs_password (setup) && !stored;
  g_autofree char *text = asked ? NULL : pl_existing_words_describe_password (setup);

  show_text (self->password, text);
  gtk_widget_set_visible (GTK_WIDGET (self->type_password), stored);
}

/**
 * pl_existing_part_update:
 *
 * Derives the view from the account as it is now.
 */
void
pl_existing_part_update (PlExistingPart *self, PlSetup *setup)
{
  gboolean shown = pl_setup_get_current_import (setup) != NULL || pl_setup_is_repair (setup);
  g_autofree char *origin = NULL;
  g_autofree char *remarks = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;

  g_set_object (&self->setup, setup);
  origin = pl_existing_words_describe_origin (setup);
  remarks = pl_existing_words_describe_remarks (setup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, origin, -1);
  show_server (self, setup, PL_DIRECTION_INCOMING);
  show_server (self, setup, PL_DIRECTION_OUTGOING);
  show_text (self->remarks, remarks);
  show_password (self, setup);
  /* Of an account to repair it may be all that stands in its box. */
  gtk_widget_set_margin_top (
      GTK_WIDGET (self),
      pl_setup_is_repair (setup) && pl_setup_is_first_password_stored (setup) ? 0 : 18);
}

/**
 * pl_existing_part_focus:
 *
 * Returns: whether an account is shown, whose heading has the focus now
 */
gboolean
pl_existing_part_focus (PlExistingPart *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}

/* --- Choosing --- */

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlExistingPart) self = user_data;

  /* Where none is had, the view asks for it. */
  (void) pl_setup_use_stored_passwords_finish (PL_SETUP (source), result, NULL);
  if (self->setup != NULL)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
chosen_cb (PlExistingPart *self, PlImportAccount *account, PlExportPlace *place)
{
  if (self->setup == NULL)
    return;
  pl_setup_cancel (self->setup);
  (void) pl_setup_choose_provider (self->setup, NULL);
  if (!pl_setup_take_import_from (self->setup, account, place))
    return;
  if (pl_import_can_look_up_passwords (pl_export_place_get_target (place)))
    pl_setup_use_stored_passwords_async (self->setup, NULL, looked_up_cb, g_object_ref (self));
  else
    g_signal_emit (self, signals[CHOSEN], 0);
}

/**
 * pl_existing_part_choose:
 * @setup: the same at every call
 *
 * Opens the window with the accounts; the one that is chosen there is taken over.
 */
void
pl_existing_part_choose (PlExistingPart *self, PlSetup *setup)
{
  PlExistingWindow *window =
      pl_existing_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), setup);

  g_set_object (&self->setup, setup);
  g_signal_connect_object (window, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
type_password_cb (PlExistingPart *self)
{
  pl_setup_forget_stored_password (self->setup, PL_DIRECTION_INCOMING);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* --- Construction --- */

static void
pl_existing_part_dispose (GObject *object)
{
  PlExistingPart *self = PL_EXISTING_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_existing_part_parent_class)->dispose (object);
}

static void
pl_existing_part_class_init (PlExistingPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_existing_part_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PL_TYPE_EXISTING_PART, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "existing");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (PlExistingPart *self)
{
  GtkWidget *label = pl_label_new ("", NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static GtkButton *
add_button (PlExistingPart *self, const char *label, GCallback callback)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);

  pl_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return GTK_BUTTON (button);
}

static void
pl_existing_part_init (PlExistingPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  /* Translators: heading above one or two servers; in the quotes is what the button says */
  const char *title = _ ("These servers are contacted when you press “Check this account”, not "
                         "before");
  /* Translators: button: the person would rather type a password than have the stored one used */
  const char *type_password = _ ("_Type a password instead");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 18);
  self->heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label", title, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  self->servers[PL_DIRECTION_INCOMING] = add_label (self);
  self->servers[PL_DIRECTION_OUTGOING] = add_label (self);
  self->remarks = add_label (self);
  self->password = add_label (self);
  self->type_password = add_button (self, type_password, G_CALLBACK (type_password_cb));
}
