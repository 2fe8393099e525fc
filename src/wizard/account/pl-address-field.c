// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/account/pl-address-field.h"

#include "wizard/account/pl-address-input.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-keep-together.h"

#include <glib/gi18n.h>
#include <string.h>

/* Nothing comes and goes below the fingers: what there is to say waits for a pause. */
#define PAUSE_MS 600

/* What was done with the text that was pasted. */
typedef enum
{
  NOTE_NONE,
  NOTE_NAME_AND_ADDRESS,
  NOTE_ADDRESS_ALONE,
  NOTE_INVISIBLE,
} Note;

struct _PlAddressField
{
  GtkWidget parent_instance;

  GtkEditable *entry; /* borrowed: a child */
  GtkLabel *hint; /* borrowed: a child */

  PlSetup *setup; /* owned */
  char *former; /* owned: what stood there before the last change */
  char *words; /* owned, nullable: what the page says about the address */
  Note note;
  guint pause; /* source, while the person types */
  guint pasted; /* source, after a paste */
  gboolean settled; /* the person has paused, or pressed something */
  gboolean refused; /* it is no address, and the person has left the field or wants to go on */
  gboolean missed; /* ... wants to go on */
  gboolean filling; /* the program fills the field, not the person */
};

G_DEFINE_FINAL_TYPE (PlAddressField, pl_address_field, GTK_TYPE_WIDGET)

enum
{
  TYPED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What is said below --- */

static gboolean
is_address (PlAddressField *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self->setup, NULL);

  return address != NULL;
}

static const char *
describe_fault (PlAddressField *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_auto (PlAddressInput) input = { 0 };

  if (*text == '\0')
    /* Translators: below the address field, when the person wants to go on without one */
    return self->missed ? _ ("Enter your e-mail address here.") : NULL;

  pl_address_input_read (text, &input);
  if (input.n_addresses > 1)
    /* Translators: below the address field, when several addresses were pasted */
    return _ ("These are several addresses. Keep the one that you want to set up.");
  if (strchr (text, '@') == NULL)
    /* Translators: below the address field; what is missing in the address */
    return _ ("An address has an @ in the middle, such as anna@example.org.");
  /* Translators: below the address field */
  return _ ("This is not a complete address. It looks like anna@example.org.");
}

static const char *
describe_note (PlAddressField *self)
{
  switch (self->note)
    {
    case NOTE_NAME_AND_ADDRESS:
      /* Translators: below the address field, when "Anna <anna@example.org>" was pasted */
      return _ ("Name and address were put into their fields.");
    case NOTE_ADDRESS_ALONE:
      /* Translators: below the address field, when an address with words around it was pasted */
      return _ ("Of what was pasted, the address was kept.");
    case NOTE_INVISIBLE:
      /* Translators: below the address field, when the address was pasted with such characters */
      return _ ("Characters that cannot be seen were left out.");
    case NOTE_NONE:
    default:
      return NULL;
    }
}

static void
update_hint (PlAddressField *self)
{
  const char *fault = self->refused && !is_address (self) ? describe_fault (self) : NULL;
  const char *note = describe_note (self);
  g_autofree char *text = NULL;

  if (fault != NULL)
    text = g_strdup (fault);
  else if (note != NULL && self->words != NULL)
    text = g_strdup_printf ("%s %s", note, self->words);
  else
    text = g_strdup (note != NULL ? note : self->words);
  pl_field_show_hint (GTK_WIDGET (self->entry), self->hint, text, fault != NULL);
}

static void
show_address (PlAddressField *self)
{
  self->filling = TRUE;
  pl_field_show_text (self->entry, pl_setup_get_address (self->setup));
  self->filling = FALSE;
}

/**
 * pl_address_field_show:
 * @words: (nullable): what there is to say about the address
 *
 * Derives the view from the account as it is now.
 */
void
pl_address_field_show (PlAddressField *self, const char *words)
{
  g_free (self->words);
  self->words = g_strdup (words);
  show_address (self);
  update_hint (self);
}

/* --- What the person does --- */

/* A name that the person has typed stays. One that was guessed is as good as none. */
static gboolean
take_name (PlAddressField *self, const char *name)
{
  const char *former = pl_setup_get_display_name (self->setup);

  if (name == NULL || (*former != '\0' && !g_str_equal (former, g_get_real_name ())))
    return FALSE;

  pl_setup_set_display_name (self->setup, name);
  return TRUE;
}

/* Takes apart what was pasted; an address that stands alone stays as it is. */
static void
tidy (PlAddressField *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));
  g_auto (PlAddressInput) input = { 0 };

  pl_address_input_read (text, &input);
  if (input.address == NULL || g_str_equal (input.address, text))
    return;

  self->note = take_name (self, input.name)            ? NOTE_NAME_AND_ADDRESS
               : input.invisible && input.name == NULL ? NOTE_INVISIBLE
                                                       : NOTE_ADDRESS_ALONE;
  pl_setup_set_address (self->setup, input.address);
  show_address (self);
  gtk_editable_set_position (self->entry, -1);
}

static void
settle (PlAddressField *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->settled = TRUE;
  g_signal_emit (self, signals[SETTLED], 0);
}

static gboolean
pause_cb (gpointer user_data)
{
  PlAddressField *self = user_data;

  self->pause = 0;
  settle (self);
  return G_SOURCE_REMOVE;
}

static gboolean
pasted_cb (gpointer user_data)
{
  PlAddressField *self = user_data;

  self->pasted = 0;
  tidy (self);
  update_hint (self);
  return G_SOURCE_REMOVE;
}

/* More than one character at once was not typed. */
static gboolean
was_pasted (PlAddressField *self, const char *text)
{
  return g_utf8_strlen (text, -1) > g_utf8_strlen (self->former, -1) + 1;
}

static void
changed_cb (PlAddressField *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));
  gboolean pasted = was_pasted (self, text);

  g_free (self->former);
  self->former = g_strdup (text);
  if (self->filling || g_str_equal (text, pl_setup_get_address (self->setup)))
    return;

  self->note = NOTE_NONE;
  self->settled = FALSE;
  self->refused = FALSE;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
  pl_setup_set_address (self->setup, text);
  g_signal_emit (self, signals[TYPED], 0);
  /* Not now: those who are told of the insertion have yet to look at what was inserted. */
  if (pasted && self->pasted == 0)
    self->pasted = g_idle_add_full (G_PRIORITY_HIGH_IDLE, pasted_cb, self, NULL);
}

/* What was typed is looked at when it is complete. */
static void
left_cb (PlAddressField *self)
{
  if (self->setup == NULL || self->refused)
    return;

  tidy (self);
  self->refused = TRUE;
  self->missed = FALSE;
  update_hint (self);
  settle (self);
}

/**
 * pl_address_field_require:
 *
 * The person wants to go on.
 *
 * Returns: whether there is an address; else the field says what is missing and has the focus
 */
gboolean
pl_address_field_require (PlAddressField *self)
{
  tidy (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->settled = TRUE;
  self->refused = TRUE;
  self->missed = TRUE;
  update_hint (self);
  if (is_address (self))
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return FALSE;
}

/**
 * pl_address_field_settle:
 *
 * The address was not typed just now: it stood there already, or was chosen.
 */
void
pl_address_field_settle (PlAddressField *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->settled = TRUE;
}

/**
 * pl_address_field_is_settled:
 *
 * Returns: whether the person has paused since the last change, so that questions do not disturb
 */
gboolean
pl_address_field_is_settled (PlAddressField *self)
{
  return self->settled;
}

/* --- Construction --- */

static gboolean
pl_address_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PL_ADDRESS_FIELD (widget)->entry));
}

static void
pl_address_field_dispose (GObject *object)
{
  PlAddressField *self = PL_ADDRESS_FIELD (object);
  GtkWidget *child;

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_handle_id (&self->pasted, g_source_remove);
  self->settled = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->former, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (pl_address_field_parent_class)->dispose (object);
}

static void
pl_address_field_class_init (PlAddressFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_address_field_dispose;
  widget_class->focus = pl_field_move_focus;
  widget_class->grab_focus = pl_address_field_grab_focus;
  signals[TYPED] = g_signal_new ("typed", PL_TYPE_ADDRESS_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", PL_TYPE_ADDRESS_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "addressfield");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static GtkWidget *
add_label (PlAddressField *self, const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "use-underline", TRUE, "wrap",
                                   TRUE, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
pl_address_field_init (PlAddressField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *label;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  /* Translators: label above a field */
  label = add_label (self, _ ("_E-mail address"), "pl-field");
  self->entry = g_object_new (
      GTK_TYPE_ENTRY, "activates-default", TRUE, "input-purpose", GTK_INPUT_PURPOSE_EMAIL,
      "input-hints",
      GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_LOWERCASE | GTK_INPUT_HINT_NO_EMOJI, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->entry));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  self->hint = GTK_LABEL (add_label (self, "", "pl-hint"));
  gtk_label_set_use_underline (self->hint, FALSE);
  pl_keep_together (self->hint);
  self->former = g_strdup ("");
  self->settled = TRUE;

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

/**
 * pl_address_field_set_setup:
 *
 * Called once, before it is shown.
 */
void
pl_address_field_set_setup (PlAddressField *self, PlSetup *setup)
{
  self->setup = g_object_ref (setup);
}
