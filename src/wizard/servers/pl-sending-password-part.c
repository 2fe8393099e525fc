// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-sending-password-part.h"

#include "setup/pl-setup-import.h"
#include "wizard/account/pl-password-field.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-field.h"

#include <glib/gi18n.h>

struct _PlSendingPasswordPart
{
  GtkWidget parent_instance;

  GtkToggleButton *own; /* borrowed: a child */
  PlPasswordField *field; /* borrowed: a child, NULL where there is one password */

  PlSetup *setup; /* owned, nullable: as at the last update */
  gboolean filling; /* the program sets the button, not the person */
};

G_DEFINE_FINAL_TYPE (PlSendingPasswordPart, pl_sending_password_part, GTK_TYPE_WIDGET)

/* What a field that is empty should say. */
static const char *
describe (PlSendingPasswordPart *self)
{
  PlSecret *used = pl_setup_get_password (self->setup, PL_DIRECTION_OUTGOING);

  if (pl_setup_is_stored_password (self->setup, used))
    /* Translators: below the empty field for the password for sending: there is one in a mail program's
     * store, which is not shown */
    return _ ("The one that is stored is used. Type here to use another one.");
  /* Translators: below the empty field for the password for sending */
  return _ ("It goes to the server for sending only.");
}

/* A field that is not wanted goes: emptied, it would keep in its memory what it held. */
static void
update_field (PlSendingPasswordPart *self, gboolean has)
{
  if (!has && self->field != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->field)));
  if (!has)
    return;

  if (self->field == NULL)
    {
      self->field = PL_PASSWORD_FIELD (pl_password_field_new (self->setup, PL_DIRECTION_OUTGOING));
      gtk_widget_set_parent (GTK_WIDGET (self->field), GTK_WIDGET (self));
    }
  pl_password_field_set_note (self->field, describe (self));
  pl_password_field_update (self->field);
}

/**
 * pl_sending_password_part_update:
 * @setup: the same at every call
 *
 * Derives the view from the account as it is now.
 */
void
pl_sending_password_part_update (PlSendingPasswordPart *self, PlSetup *setup)
{
  gboolean has = pl_setup_has_sending_password (setup);

  g_set_object (&self->setup, setup);
  gtk_widget_set_visible (GTK_WIDGET (self), pl_setup_takes_sending_password (setup));
  self->filling = TRUE;
  gtk_toggle_button_set_active (self->own, has);
  self->filling = FALSE;
  update_field (self, has);
}

static void
toggled_cb (PlSendingPasswordPart *self)
{
  gboolean has = gtk_toggle_button_get_active (self->own);

  if (self->filling || self->setup == NULL)
    return;

  pl_setup_set_has_sending_password (self->setup, has);
  pl_sending_password_part_update (self, self->setup);
  if (has)
    gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

/**
 * pl_sending_password_part_require:
 *
 * The person wants to go on.
 *
 * Returns: whether the password is there, or none is wanted; else its field says that it is missing
 */
gboolean
pl_sending_password_part_require (PlSendingPasswordPart *self)
{
  return !pl_setup_has_sending_password (self->setup) || pl_password_field_require (self->field);
}

/**
 * pl_sending_password_part_point_out:
 *
 * The person came here to enter it: where there was one password for both, there are two from now on.
 *
 * Returns: %FALSE where there cannot be two
 */
gboolean
pl_sending_password_part_point_out (PlSendingPasswordPart *self)
{
  if (!pl_setup_takes_sending_password (self->setup))
    return FALSE;

  pl_setup_set_has_sending_password (self->setup, TRUE);
  pl_sending_password_part_update (self, self->setup);
  pl_password_field_point_out (self->field);
  return TRUE;
}

static void
pl_sending_password_part_dispose (GObject *object)
{
  PlSendingPasswordPart *self = PL_SENDING_PASSWORD_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->field = NULL;
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_sending_password_part_parent_class)->dispose (object);
}

static void
pl_sending_password_part_class_init (PlSendingPasswordPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_sending_password_part_dispose;
  widget_class->focus = pl_field_move_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_sending_password_part_init (PlSendingPasswordPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 12);
  self->own =
      g_object_new (GTK_TYPE_TOGGLE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);
  /* Translators: a switch below the user name of the server for sending: its password is another one than
   * that for receiving */
  pl_button_set_label (GTK_BUTTON (self->own), _ ("Sending needs _another password"));
  gtk_widget_add_css_class (GTK_WIDGET (self->own), "pl-toggle");
  gtk_widget_set_parent (GTK_WIDGET (self->own), GTK_WIDGET (self));
  g_signal_connect_object (self->own, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}
