// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-password-part.h"

#include "setup/pl-setup-handover.h"
#include "wizard/account/pl-password-field.h"
#include "wizard/account/pl-typo-question.h"
#include "wizard/existing/pl-existing-words.h"

#include <glib/gi18n.h>

struct _PlPasswordPart
{
  GtkWidget parent_instance;

  /* All borrowed: children, NULL until first needed */
  PlTypoQuestion *typo;
  PlPasswordField *password;
  GtkWidget *no_password;

  PlSetup *setup; /* owned */
};

G_DEFINE_FINAL_TYPE (PlPasswordPart, pl_password_part, GTK_TYPE_WIDGET)

enum
{
  ADDRESS_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
address_taken_cb (PlPasswordPart *self, const char *address)
{
  g_signal_emit (self, signals[ADDRESS_TAKEN], 0, address);
}

static void
update_typo (PlPasswordPart *self, PlAccountState state, gboolean settled)
{
  g_autofree char *meant =
      settled && state == PL_ACCOUNT_UNKNOWN ? pl_setup_dup_corrected_address (self->setup) : NULL;

  if (meant != NULL && self->typo == NULL)
    {
      self->typo = PL_TYPO_QUESTION (pl_typo_question_new ());
      gtk_widget_insert_after (GTK_WIDGET (self->typo), GTK_WIDGET (self), NULL);
      g_signal_connect_object (self->typo, "taken", G_CALLBACK (address_taken_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->typo != NULL)
    pl_typo_question_update (self->typo, meant);
}

/* Before the provider is known, nobody can say which password is wanted; offline, that stays so, and
 * all can be entered nevertheless. */
static gboolean
is_password_wanted (PlPasswordPart *self, PlAccountState state)
{
  gboolean comes_later =
      state == PL_ACCOUNT_UNKNOWN && pl_setup_get_network_available (self->setup);

  /* An account that a mail program has may bring its own, or need none. */
  if (state == PL_ACCOUNT_EXISTING)
    return pl_setup_needs_password (self->setup) &&
           !pl_setup_is_first_password_stored (self->setup);
  return state != PL_ACCOUNT_NO_ADDRESS && !comes_later && state != PL_ACCOUNT_LOOKING &&
         pl_setup_get_password_kind (self->setup) != PL_PASSWORD_KIND_NONE;
}

/* Whether the next page leads to that password, and asks for it. */
static gboolean
is_password_asked_later (PlPasswordPart *self)
{
  g_autoptr (GPtrArray) cards = NULL;
  PlPasswordKind kind = pl_setup_get_password_kind (self->setup);

  if (kind == PL_PASSWORD_KIND_USUAL || kind == PL_PASSWORD_KIND_NONE ||
      pl_setup_get_current_import (self->setup) != NULL || pl_setup_is_repair (self->setup))
    return FALSE;

  cards = pl_setup_dup_requirements (self->setup);
  return cards->len > 0;
}

/* What a field that is still empty should say. */
static char *
describe_password (PlPasswordPart *self, PlAccountState state)
{
  if (state == PL_ACCOUNT_EXISTING)
    return pl_existing_words_describe_password (self->setup);
  if (pl_setup_has_sending_password (self->setup))
    return g_strdup (
        /* Translators: below the password field, where the person has said that there are two */
        _ ("This is the password for receiving. That for sending stands with the servers."));
  if (is_password_asked_later (self))
    /* Translators: below the password field, where the provider makes a password for this */
    return g_strdup (_ ("If you do not have it yet, go on: the next page leads to it."));
  return NULL;
}

static void
update_password (PlPasswordPart *self, PlAccountState state)
{
  gboolean wanted = is_password_wanted (self, state);
  g_autofree char *context = NULL;
  g_autofree char *note = NULL;

  if (wanted && self->password == NULL)
    {
      self->password =
          PL_PASSWORD_FIELD (pl_password_field_new (self->setup, PL_DIRECTION_INCOMING));
      gtk_widget_set_parent (GTK_WIDGET (self->password), GTK_WIDGET (self));
    }
  if (self->password == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->password), wanted);
  if (!wanted)
    return;
  if (state != PL_ACCOUNT_KNOWN)
    context = pl_account_words_describe (self->setup, state);
  note = describe_password (self, state);
  pl_password_field_set_context (self->password, context);
  pl_password_field_set_note (self->password, note);
  pl_password_field_update (self->password);
}

static void
update_no_password (PlPasswordPart *self, PlAccountState state)
{
  g_autofree char *why = state == PL_ACCOUNT_KNOWN || state == PL_ACCOUNT_FOUND
                             ? pl_account_words_why_no_password (self->setup)
                             : NULL;

  if (why != NULL && self->no_password == NULL)
    {
      self->no_password = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, NULL);
      gtk_widget_set_parent (self->no_password, GTK_WIDGET (self));
    }
  if (self->no_password == NULL)
    return;

  gtk_label_set_label (GTK_LABEL (self->no_password), why != NULL ? why : "");
  gtk_widget_set_visible (self->no_password, why != NULL);
}

static gboolean
has_visible_child (PlPasswordPart *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      return TRUE;

  return FALSE;
}

/**
 * pl_password_part_update:
 * @settled: the person has paused: a question does not disturb
 *
 * Derives the view from the account as it is now.
 */
void
pl_password_part_update (PlPasswordPart *self, PlAccountState state, gboolean settled)
{
  update_typo (self, state, settled);
  update_password (self, state);
  update_no_password (self, state);
  gtk_widget_set_visible (GTK_WIDGET (self), has_visible_child (self));
}

static gboolean
has_password_field (PlPasswordPart *self)
{
  return self->password != NULL && gtk_widget_get_visible (GTK_WIDGET (self->password));
}

/**
 * pl_password_part_allows_leaving:
 *
 * The person wants to go on.
 *
 * Returns: whether the password is there, or not asked for here; else its field says that it is
 *   missing
 */
gboolean
pl_password_part_allows_leaving (PlPasswordPart *self)
{
  return !has_password_field (self) || is_password_asked_later (self) ||
         pl_password_field_require (self->password);
}

/**
 * pl_password_part_focus:
 *
 * Returns: whether there is a password field, which has the focus now
 */
gboolean
pl_password_part_focus (PlPasswordPart *self)
{
  return has_password_field (self) && gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
pl_password_part_dispose (GObject *object)
{
  PlPasswordPart *self = PL_PASSWORD_PART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_password_part_parent_class)->dispose (object);
}

static void
pl_password_part_class_init (PlPasswordPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_password_part_dispose;
  signals[ADDRESS_TAKEN] = g_signal_new ("address-taken", PL_TYPE_PASSWORD_PART, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_password_part_init (PlPasswordPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * pl_password_part_set_setup:
 *
 * Called once, before it is shown.
 */
void
pl_password_part_set_setup (PlPasswordPart *self, PlSetup *setup)
{
  self->setup = g_object_ref (setup);
}
