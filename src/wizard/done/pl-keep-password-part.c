// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-keep-password-part.h"

#include "wizard/check/pl-result.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"

#include <glib/gi18n.h>

/* How far it is; what each says stands in the table below. */
typedef enum
{
  OFFERED,
  STORING,
  KEPT,
  REMOVING,
  REMOVED,
  STUCK,
  FAILED,
} Stage;

struct _PlKeepPasswordPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlHeading *heading;
  GtkLabel *text;
  GtkButton *button;

  PlSetup *setup; /* owned, nullable until the first update */
  Stage stage;
  const char *problem; /* static, nullable: why it was not saved */
  PlSetupHandover *handover; /* owned, nullable: says where it lies, once it is kept */
  GCancellable *cancellable; /* owned, nullable: while it is being stored */
};

G_DEFINE_FINAL_TYPE (PlKeepPasswordPart, pl_keep_password_part, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* @text: NULL for the problem. @button: NULL where there is nothing to press. */
static const struct
{
  const char *heading;
  const char *text;
  const char *button;
} words[] = {
  [OFFERED] = {
    /* Translators: heading above the offer to save the password */
    N_ ("Save the password on this computer"),
    /* Translators: what the password store does with a password */
    N_ ("This desktop's password store keeps it encrypted, for Postlotse and for programs that look "
        "there. Thunderbird keeps passwords itself and asks in any case."),
    /* Translators: button: puts the password into the keyring */
    N_ ("Save password in the password store"),
  },
  [STORING] = {
    N_ ("Save the password on this computer"),
    /* Translators: on the last page, while the keyring opens a window of its own */
    N_ ("Waiting for the password store. It may ask for its own password."),
    /* Translators: button: the password is not saved after all */
    N_ ("Do not save it"),
  },
  [KEPT] = {
    /* Translators: heading: the password was put into the keyring */
    N_ ("The password is saved"),
    /* Translators: after saving a password in the keyring */
    N_ ("The password is in this computer's password store."),
    /* Translators: button: takes the password out of the keyring */
    N_ ("Remove it again"),
  },
  [REMOVING] = {
    N_ ("The password is saved"),
    N_ ("The password is in this computer's password store."),
    NULL,
  },
  [REMOVED] = {
    /* Translators: heading: the password was taken out of the keyring */
    N_ ("The password is no longer saved"),
    /* Translators: after taking a password out of the keyring */
    N_ ("The password store is as it was before."),
    N_ ("Save password in the password store"),
  },
  [STUCK] = {
    /* Translators: heading: the keyring did not do what was wanted; the reason follows */
    N_ ("The password store could not do it"),
    /* Translators: a password was to be taken out of the keyring */
    N_ ("The password is still saved there. Perhaps the password store is locked: open it, and press the "
        "button once more."),
    N_ ("Remove it again"),
  },
  [FAILED] = {
    N_ ("The password store could not do it"),
    NULL,
    N_ ("Save password in the password store"),
  },
};

static void
show (PlKeepPasswordPart *self)
{
  const char *text = words[self->stage].text;
  const char *button = words[self->stage].button;

  pl_heading_set_label (self->heading, _ (words[self->stage].heading));
  gtk_label_set_label (self->text, text != NULL ? _ (text) : self->problem);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  if (button != NULL)
    gtk_button_set_label (self->button, _ (button));
  pl_button_let_wrap (self->button);
}

/* A result is heard by its heading. */
static void
set_stage (PlKeepPasswordPart *self, Stage stage)
{
  self->stage = stage;
  if (self->setup == NULL)
    return;

  if (!pl_keep_password_part_is_busy (self))
    pl_result_show (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fail (PlKeepPasswordPart *self, const char *problem)
{
  self->problem = problem;
  set_stage (self, FAILED);
}

static const char *
describe (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Translators: the password was to be saved */
    return _ ("The settings have changed in the meantime, and nothing was saved.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    /* Translators: the password was to be saved, and the keyring is still busy with something else */
    return _ ("The password store is still busy. Try again in a moment.");
  /* Translators: the password was to be saved; for want of memory, for example */
  return _ ("This computer is too busy at the moment, and nothing was saved. "
            "Try again in a moment.");
}

/* --- In and out --- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlKeepPasswordPart) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlSetupHandover) handover =
      pl_setup_hand_over_finish (PL_SETUP (source), result, &error);
  const char *problem = handover != NULL ? pl_setup_handover_get_problem (handover) : NULL;

  g_clear_object (&self->cancellable);
  if (handover == NULL && pl_setup_has_stored (PL_SETUP (source)))
    set_stage (self, STUCK);
  else if (handover == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_stage (self, OFFERED);
  else if (handover == NULL || problem != NULL)
    fail (self, handover != NULL ? problem : describe (error));
  else
    {
      self->handover = g_steal_pointer (&handover);
      set_stage (self, KEPT);
    }
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlKeepPasswordPart) self = user_data;
  gboolean removed = pl_setup_take_back_finish (PL_SETUP (source), result, NULL);

  if (removed)
    g_clear_pointer (&self->handover, pl_setup_handover_unref);
  set_stage (self, removed ? REMOVED : STUCK);
}

static void
clicked_cb (PlKeepPasswordPart *self)
{
  if (self->stage == STORING)
    g_cancellable_cancel (self->cancellable);
  else if (self->stage == KEPT || self->stage == STUCK)
    {
      set_stage (self, REMOVING);
      pl_setup_take_back_async (self->setup, removed_cb, g_object_ref (self));
    }
  else if (self->stage != REMOVING)
    {
      self->cancellable = g_cancellable_new ();
      set_stage (self, STORING);
      pl_setup_hand_over_async (self->setup, PL_SETUP_SECRET_SERVICE, self->cancellable, stored_cb,
                                g_object_ref (self));
    }
}

/* --- From outside --- */

/**
 * pl_keep_password_part_update:
 * @setup: the same at every call
 */
void
pl_keep_password_part_update (PlKeepPasswordPart *self, PlSetup *setup)
{
  g_set_object (&self->setup, setup);
  show (self);
}

/**
 * pl_keep_password_part_forget:
 *
 * The account is another one now, or is being checked once more. What was saved for the one before stays:
 * it was wanted. With the same password for the same servers it is saved already.
 */
void
pl_keep_password_part_forget (PlKeepPasswordPart *self)
{
  gboolean is_saved = self->stage == KEPT || self->stage == STUCK;

  g_cancellable_cancel (self->cancellable);
  /* While it is being checked there is nothing to compare with, and this is not on view. */
  if (pl_keep_password_part_is_busy (self) ||
      (is_saved && pl_setup_get_checked_settings (self->setup) == NULL))
    return;

  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  if (is_saved)
    self->handover = pl_setup_renew_handover (self->setup);
  if (self->handover == NULL)
    self->stage = OFFERED;
}

gboolean
pl_keep_password_part_is_busy (PlKeepPasswordPart *self)
{
  return self->stage == STORING || self->stage == REMOVING;
}

/**
 * pl_keep_password_part_get_handover:
 *
 * Returns: (transfer none) (nullable): the account with the place of its saved password
 */
PlSetupHandover *
pl_keep_password_part_get_handover (PlKeepPasswordPart *self)
{
  return self->handover;
}

/* --- Construction --- */

static void
pl_keep_password_part_dispose (GObject *object)
{
  PlKeepPasswordPart *self = PL_KEEP_PASSWORD_PART (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->handover, pl_setup_handover_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_keep_password_part_parent_class)->dispose (object);
}

static void
pl_keep_password_part_class_init (PlKeepPasswordPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_keep_password_part_dispose;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_KEEP_PASSWORD_PART, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "keep");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_keep_password_part_init (PlKeepPasswordPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-group");
  self->heading = g_object_new (PL_TYPE_HEADING, NULL);
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "xalign", 0.0, NULL);
  self->button = g_object_new (GTK_TYPE_BUTTON, "label", "", "halign", GTK_ALIGN_START, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (words[OFFERED].heading), -1);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
}
