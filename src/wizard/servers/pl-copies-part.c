// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/servers/pl-copies-part.h"

#include "wizard/parts/pl-choice.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/servers/pl-receiving-words.h"

#include <glib/gi18n.h>

typedef enum
{
  REMOVAL_NEVER,
  REMOVAL_AFTER_DAYS,
  REMOVAL_AT_ONCE,
} Removal;

struct _PlCopiesPart
{
  GtkWidget parent_instance;

  /* All borrowed: template children */
  GtkLabel *removal_label;
  PlChoice *removal;
  GtkWidget *days_row;
  GtkEditable *days;
  GtkLabel *days_hint;
  GtkWidget *meaning;
  GtkWidget *meaning_mark;
  GtkLabel *meaning_text;

  PlSetup *setup; /* owned, NULL until first updated */
  gboolean filling; /* the program fills the field, not the person */
};

G_DEFINE_FINAL_TYPE (PlCopiesPart, pl_copies_part, GTK_TYPE_WIDGET)

/* --- What it shows --- */

static Removal
get_removal (PlCopiesPart *self)
{
  guint days = pl_setup_get_pop3_removal (self->setup);

  return days == PL_POP3_KEEP             ? REMOVAL_NEVER
         : days == PL_POP3_REMOVE_AT_ONCE ? REMOVAL_AT_ONCE
                                          : REMOVAL_AFTER_DAYS;
}

static guint
read_days (PlCopiesPart *self)
{
  return pl_receiving_words_read_days (gtk_editable_get_text (self->days));
}

/* What is typed stays as it is typed, as long as it says the same or is not yet a number. */
static void
update_days (PlCopiesPart *self)
{
  guint wanted = pl_setup_get_pop3_removal (self->setup);
  guint typed = read_days (self);
  gboolean shown = get_removal (self) == REMOVAL_AFTER_DAYS;

  gtk_widget_set_visible (self->days_row, shown);
  if (!shown)
    return;

  if (typed != 0 && typed != wanted)
    {
      g_autofree char *text = g_strdup_printf ("%u", wanted);

      self->filling = TRUE;
      pl_field_show_text (self->days, text);
      self->filling = FALSE;
    }
  /* Translators: below the field for a number of days */
  pl_field_show_hint (GTK_WIDGET (self->days), self->days_hint, typed != 0 ? NULL : _ ("1 to 999"),
                      typed == 0);
}

static void
update_view (PlCopiesPart *self)
{
  gboolean unsafe = FALSE;
  g_autofree char *meaning =
      pl_receiving_words_explain_removal (pl_setup_get_pop3_removal (self->setup), &unsafe);

  pl_choice_set (self->removal, (int) get_removal (self));
  update_days (self);
  gtk_label_set_label (self->meaning_text, meaning);
  pl_mark_set_kind (PL_MARK (self->meaning_mark), unsafe ? "warning" : "info");
  if (unsafe)
    gtk_widget_add_css_class (self->meaning, "pl-warning");
  else
    gtk_widget_remove_css_class (self->meaning, "pl-warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->removal),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meaning, -1);
}

/* --- What the person does --- */

static void
removal_changed_cb (PlCopiesPart *self)
{
  guint days = read_days (self);

  switch ((Removal) pl_choice_get (self->removal))
    {
    case REMOVAL_AFTER_DAYS:
      pl_setup_set_pop3_removal (self->setup, days != 0 ? days : PL_REMOVAL_DAYS_USUAL);
      break;
    case REMOVAL_AT_ONCE:
      pl_setup_set_pop3_removal (self->setup, PL_POP3_REMOVE_AT_ONCE);
      break;
    case REMOVAL_NEVER:
    default:
      pl_setup_set_pop3_removal (self->setup, PL_POP3_KEEP);
      break;
    }
}

static void
days_changed_cb (PlCopiesPart *self)
{
  guint days = read_days (self);

  if (self->filling || self->setup == NULL)
    return;
  if (days != 0)
    pl_setup_set_pop3_removal (self->setup, days);
  update_view (self);
}

/* --- Construction --- */

static void
pl_copies_part_dispose (GObject *object)
{
  PlCopiesPart *self = PL_COPIES_PART (object);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (self), PL_TYPE_COPIES_PART);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_copies_part_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-copies-part.ui");
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, removal_label);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, removal);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, days_row);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, days);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, days_hint);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, meaning);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, meaning_mark);
  gtk_widget_class_bind_template_child (widget_class, PlCopiesPart, meaning_text);
  gtk_widget_class_bind_template_callback (widget_class, removal_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_changed_cb);
}

static void
pl_copies_part_class_init (PlCopiesPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_copies_part_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
  g_type_ensure (PL_TYPE_CHOICE);
  g_type_ensure (PL_TYPE_MARK);
  bind_template (widget_class);
}

static void
pl_copies_part_init (PlCopiesPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: what becomes of mail on the provider's server, once it was fetched by POP3 */
  pl_choice_add (self->removal, REMOVAL_NEVER, _ ("Leave them there (recommended)"));
  /* Translators: what becomes of mail on the provider's server, once it was fetched by POP3 */
  pl_choice_add (self->removal, REMOVAL_AFTER_DAYS, _ ("Remove them after some days"));
  /* Translators: what becomes of mail on the provider's server, once it was fetched by POP3 */
  pl_choice_add (self->removal, REMOVAL_AT_ONCE, _ ("Remove them as soon as they are fetched"));
  pl_choice_set_label (self->removal, self->removal_label);
}

/**
 * pl_copies_part_update:
 * @setup: the same in every call
 *
 * Derives the view from what is chosen.
 */
void
pl_copies_part_update (PlCopiesPart *self, PlSetup *setup)
{
  g_set_object (&self->setup, setup);
  update_view (self);
}

/**
 * pl_copies_part_take:
 *
 * The person wants to go on.
 *
 * Returns: whether all that is asked for is there; else the field that lacks it has the focus
 */
gboolean
pl_copies_part_take (PlCopiesPart *self)
{
  if (get_removal (self) != REMOVAL_AFTER_DAYS || read_days (self) != 0)
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->days));
  return FALSE;
}
