// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-password-field.h"

#include "setup/pl-setup-import.h"
#include "wizard/account/pl-account-words.h"
#include "wizard/account/pl-password-box.h"
#include "wizard/account/pl-password-tidy.h"
#include "wizard/check/pl-result.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-field.h"

#include <glib/gi18n.h>

struct _PlPasswordField
{
  GtkWidget parent_instance;

  GtkLabel *label; /* borrowed: a child */
  PlPasswordBox *box; /* borrowed: a child */
  GtkLabel *hint; /* borrowed: a child */
  GtkButton *offer; /* borrowed: a child */

  PlSetup *setup; /* owned */
  PlDirection direction; /* outgoing: the password that is for sending alone */
  char *note; /* owned, nullable: said while nothing is wrong */
  char *context; /* owned, nullable: said to screen readers besides */
  PlSecret *untidied; /* owned, nullable: as it was before the person had it tidied */
  gboolean missed; /* the person wanted to go on without */
  gboolean failed; /* the last check failed at it, and it is still the same */
};

G_DEFINE_FINAL_TYPE (PlPasswordField, pl_password_field, GTK_TYPE_WIDGET)

/* What may be wrong with a password that looks right: the traits of pl_secret_describe_traits(). */
static const struct
{
  const char *trait;
  const char *hint;
} trait_hints[] = {
  /* Translators: below the password field */
  { "blank-at-start", N_ ("The password begins with spaces. They are sent with it.") },
  /* Translators: below the password field */
  { "blank-at-end", N_ ("The password ends with spaces. They are sent with it.") },
  /* Translators: below the password field */
  { "invisible", N_ ("The password has characters that cannot be seen. They may have been copied "
                     "along by mistake.") },
};

static char *
make_name (PlPasswordField *self)
{
  g_autofree char *provider = pl_account_words_dup_provider (self->setup);

  if (self->direction == PL_DIRECTION_OUTGOING)
    /* Translators: label above a field: sending has another password than receiving */
    return g_strdup (_ ("_Password for sending"));

  switch (pl_setup_get_password_kind (self->setup))
    {
    case PL_PASSWORD_KIND_APP:
      if (provider != NULL)
        /* Translators: label above a field: a password made for one program; %s is a provider, such
         * as Google */
        return g_strdup_printf (_ ("App _password (from %s)"), provider);
      /* Translators: label above a field: a password made for one program */
      return g_strdup (_ ("App _password"));
    case PL_PASSWORD_KIND_MAIL:
      /* Translators: label above a field: the provider has one password for the mailbox and another
       * one for its customer pages */
      return g_strdup (_ ("E-mail _password (not your customer password)"));
    case PL_PASSWORD_KIND_BRIDGE:
      if (provider != NULL)
        /* Translators: label above a field: the provider's local program, called “Bridge”, shows a
         * password of its own; %s is the provider, such as Proton Mail */
        return g_strdup_printf (_ ("_Password from %s Bridge"), provider);
      G_GNUC_FALLTHROUGH;
    case PL_PASSWORD_KIND_USUAL:
    case PL_PASSWORD_KIND_NONE:
    default:
      /* Translators: label above a field: the password of the mailbox */
      return g_strdup (_ ("_Password"));
    }
}

/* Returns: (nullable): what is in use; for sending alone only where it has one of its own */
static PlSecret *
get_current (PlPasswordField *self)
{
  return self->direction == PL_DIRECTION_INCOMING || pl_setup_has_sending_password (self->setup)
             ? pl_setup_get_password (self->setup, self->direction)
             : NULL;
}

static gboolean
is_missing (PlPasswordField *self)
{
  return self->missed && pl_password_box_is_empty (self->box);
}

static char *
make_hint (PlPasswordField *self)
{
  g_autoptr (PlSecret) secret = pl_password_box_dup_secret (self->box);
  g_autofree char *traits = secret != NULL ? pl_secret_describe_traits (secret) : NULL;
  g_auto (GStrv) words = traits != NULL ? g_strsplit (traits, " ", -1) : NULL;

  if (pl_password_box_get_caps_lock (self->box))
    /* Translators: below the password field */
    return g_strdup (_ ("The caps lock key is on."));
  if (is_missing (self))
    /* Translators: below the password field, when the person wants to go on without one */
    return g_strdup (_ ("The password is needed to test signing in."));
  if (self->failed)
    return g_strdup (pl_field_get_failed_words ());

  for (guint i = 0; words != NULL && i < G_N_ELEMENTS (trait_hints); i++)
    if (g_strv_contains ((const char *const *) words, trait_hints[i].trait))
      return g_strdup (_ (trait_hints[i].hint));
  if (self->untidied != NULL)
    /* Translators: below the password field, when the person had blanks and the like left out */
    return g_strdup (_ ("The password is used without them."));
  return secret == NULL ? g_strdup (self->note) : NULL;
}

/* Nothing is left out of a password unasked; and what was left out comes back. */
static void
update_offer (PlPasswordField *self)
{
  g_autoptr (PlSecret) secret = pl_password_box_dup_secret (self->box);
  g_autoptr (PlSecret) tidied = secret != NULL ? pl_password_tidy (secret) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->offer), tidied != NULL || self->untidied != NULL);
  if (tidied != NULL)
    /* Translators: button below the password field, which says before what is in the password and was
     * probably copied along: blanks at the ends, or characters that cannot be seen */
    pl_button_set_label (self->offer, _ ("Use it with_out them"));
  else if (self->untidied != NULL)
    /* Translators: button below the password field: blanks and the like come back into it */
    pl_button_set_label (self->offer, _ ("Put them _back"));
}

/* What else there is to know when the focus comes here by itself. */
static void
describe (PlPasswordField *self, const char *hint)
{
  g_autofree char *description = NULL;

  if (self->context == NULL)
    return;

  description =
      hint != NULL ? g_strdup_printf ("%s %s", self->context, hint) : g_strdup (self->context);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pl_password_box_get_text (self->box)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* Another page may have changed the password. */
static void
show_password (PlPasswordField *self)
{
  g_autoptr (PlSecret) shown = pl_password_box_dup_secret (self->box);
  PlSecret *current = get_current (self);
  g_autoptr (PlSecret) password = NULL;

  /* What lies in a mail program's store is not for being peeked at. */
  if (pl_setup_is_stored_password (self->setup, current))
    current = NULL;
  if (shown == current || (shown != NULL && current != NULL && pl_secret_equal (shown, current)))
    return;

  /* The account lets go of it while the field is emptied first. */
  password = current != NULL ? pl_secret_ref (current) : NULL;

  pl_password_box_set_secret (self->box, password);
}

/**
 * pl_password_field_update:
 *
 * Derives the view from the account as it is now.
 */
void
pl_password_field_update (PlPasswordField *self)
{
  g_autofree char *name = make_name (self);
  g_autofree char *hint = NULL;

  show_password (self);
  hint = make_hint (self);
  if (g_strcmp0 (gtk_label_get_label (self->label), name) != 0)
    gtk_label_set_label (self->label, name);
  pl_field_show_hint (pl_password_box_get_text (self->box), self->hint, hint,
                      is_missing (self) || self->failed);
  update_offer (self);
  describe (self, hint);
}

static void
changed_cb (PlPasswordField *self)
{
  g_autoptr (PlSecret) secret = pl_password_box_dup_secret (self->box);

  g_clear_pointer (&self->untidied, pl_secret_unref);
  self->failed = FALSE;
  if (secret != NULL)
    pl_setup_forget_stored_password (self->setup, self->direction);
  pl_setup_set_password (self->setup, self->direction, secret);
  pl_password_field_update (self);
}

static void
offer_cb (PlPasswordField *self)
{
  g_autoptr (PlSecret) secret = pl_password_box_dup_secret (self->box);
  g_autoptr (PlSecret) tidied = secret != NULL ? pl_password_tidy (secret) : NULL;
  g_autoptr (PlSecret) former = g_steal_pointer (&self->untidied);

  /* Each change of the field forgets what was there before. */
  if (tidied != NULL)
    {
      pl_password_box_set_secret (self->box, tidied);
      self->untidied = g_steal_pointer (&secret);
    }
  else if (former != NULL)
    pl_password_box_set_secret (self->box, former);
  pl_password_field_update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->box));
}

/**
 * pl_password_field_set_note:
 * @note: (nullable): what is said below the field as long as it is empty
 */
void
pl_password_field_set_note (PlPasswordField *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
}

/**
 * pl_password_field_set_context:
 * @context: (nullable): what a screen reader says with the field besides: what has just happened
 *   when the focus comes here by itself
 */
void
pl_password_field_set_context (PlPasswordField *self, const char *context)
{
  if (g_strcmp0 (self->context, context) == 0)
    return;

  g_free (self->context);
  self->context = g_strdup (context);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pl_password_box_get_text (self->box)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (self->hint), -1);
}

/**
 * pl_password_field_require:
 *
 * The person wants to go on.
 *
 * Returns: whether there is a password, be it in a store; else the field says that it is missing and has
 *   the focus
 */
gboolean
pl_password_field_require (PlPasswordField *self)
{
  self->missed = pl_password_box_is_empty (self->box) && get_current (self) == NULL;
  pl_password_field_update (self);
  if (self->missed)
    gtk_widget_grab_focus (GTK_WIDGET (self->box));
  return !self->missed;
}

/**
 * pl_password_field_point_out:
 *
 * The person came here to change it: it has the focus, and one that is entered is marked until it is
 * changed.
 */
void
pl_password_field_point_out (PlPasswordField *self)
{
  self->failed = get_current (self) != NULL;
  pl_password_field_update (self);
  pl_result_show (pl_password_box_get_text (self->box), GTK_WIDGET (self));
}

static gboolean
pl_password_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PL_PASSWORD_FIELD (widget)->box));
}

static void
pl_password_field_dispose (GObject *object)
{
  PlPasswordField *self = PL_PASSWORD_FIELD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->untidied, pl_secret_unref);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->context, g_free);
  G_OBJECT_CLASS (pl_password_field_parent_class)->dispose (object);
}

static void
pl_password_field_class_init (PlPasswordFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_password_field_dispose;
  widget_class->focus = pl_field_move_focus;
  widget_class->grab_focus = pl_password_field_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static GtkLabel *
add_label (PlPasswordField *self, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
pl_password_field_init (PlPasswordField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->label = add_label (self, "pl-field");
  gtk_label_set_use_underline (self->label, TRUE);
  self->box = g_object_new (PL_TYPE_PASSWORD_BOX, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  pl_password_box_set_label (self->box, self->label);
  self->hint = add_label (self, "pl-hint");
  self->offer = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "halign", GTK_ALIGN_START,
                              "visible", FALSE, NULL);
  pl_button_set_label (self->offer, "");
  gtk_widget_set_parent (GTK_WIDGET (self->offer), GTK_WIDGET (self));
  g_signal_connect_object (self->box, "notify::caps-lock", G_CALLBACK (pl_password_field_update),
                           self, G_CONNECT_SWAPPED);
}

/**
 * pl_password_field_new:
 * @direction: %PL_DIRECTION_INCOMING: the account's password; %PL_DIRECTION_OUTGOING: the one that is for
 *   sending alone
 *
 * Returns: the password of @setup, as it is now
 */
GtkWidget *
pl_password_field_new (PlSetup *setup, PlDirection direction)
{
  PlPasswordField *self = g_object_new (PL_TYPE_PASSWORD_FIELD, NULL);

  self->setup = g_object_ref (setup);
  self->direction = direction;
  pl_password_field_update (self);
  g_signal_connect_object (self->box, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->offer, "clicked", G_CALLBACK (offer_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
