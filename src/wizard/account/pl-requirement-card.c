// SPDX-License-Identifier: GPL-3.0-or-later
/* One thing that the provider wants done first, as a card. */
#include "wizard/account/pl-requirement-card.h"

#include "model/pl-words.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-step.h"

#include <glib/gi18n.h>

/* For whom it holds, where that is not everybody. */
static const char *
get_condition (const PlRequirementFields *fields)
{
  if (!fields->conditional || fields->kind == PL_REQUIREMENT_DOCUMENTATION)
    return NULL;

  if (fields->kind == PL_REQUIREMENT_APP_PASSWORD)
    /* Translators: above what a provider wants: for whom it holds */
    return _ ("Only with two-step sign-in");
  /* Translators: above what a provider wants: it has mostly been done already */
  return _ ("Normally in place already");
}

static char *
describe_certainty (const PlRequirementFields *fields)
{
  const char *words = pl_certainty_to_words (fields->certainty);
  g_autofree char *date = NULL;

  /* Pages that came along are no fact of ours. */
  if (fields->kind == PL_REQUIREMENT_DOCUMENTATION)
    return NULL;
  if (fields->confirmed == NULL)
    return g_strdup (words);

  date = pl_date_to_words (fields->confirmed);
  /* Translators: how sure a fact about a provider is: the first %s is "certain", "likely" or
   * "possible", the second one a date */
  return g_strdup_printf (_ ("%s · last confirmed on %s"), words, date);
}

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  gtk_box_append (box, pl_label_new (text, style));
}

static void
add_head (GtkBox *box, const PlRequirementFields *fields)
{
  const char *condition = get_condition (fields);
  GtkWidget *head;
  GtkWidget *mark;

  if (condition == NULL && !fields->blocking)
    return;

  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  mark = pl_mark_new (fields->blocking ? "cross" : "info");
  gtk_widget_add_css_class (head, "pl-card-head");
  gtk_widget_add_css_class (mark, "pl-own-mark");
  gtk_box_append (GTK_BOX (head), mark);
  add_label (GTK_BOX (head),
             fields->blocking ? pl_severity_to_words (PL_SEVERITY_ERROR) : condition, NULL);
  gtk_box_append (box, head);
}

static void
add_steps (GtkBox *box, const PlRequirementFields *fields)
{
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  6, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);

  for (guint i = 0; fields->steps != NULL && fields->steps[i] != NULL; i++)
    gtk_box_append (GTK_BOX (list), pl_step_new (i + 1, fields->steps[i]));
  gtk_widget_set_visible (list, gtk_widget_get_first_child (list) != NULL);
  gtk_box_append (box, list);
}

/**
 * pl_requirement_card_new:
 *
 * Returns: title, explanation, steps, pages, and how sure all that is
 */
GtkWidget *
pl_requirement_card_new (PlRequirement *requirement)
{
  GtkWidget *card =
      g_object_new (GTK_TYPE_BOX, "css-name", "card", "orientation", GTK_ORIENTATION_VERTICAL,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *certainty = NULL;
  PlRequirementFields fields;

  pl_requirement_peek_fields (requirement, &fields);
  certainty = describe_certainty (&fields);
  gtk_widget_add_css_class (card, fields.blocking ? "pl-failed" : "pl-note");
  gtk_widget_add_css_class (box, "pl-card");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (card), box);

  add_head (GTK_BOX (box), &fields);
  gtk_box_append (GTK_BOX (box), g_object_new (PL_TYPE_HEADING, "label", fields.title, NULL));
  if (fields.explanation != NULL)
    add_label (GTK_BOX (box), fields.explanation, NULL);
  add_steps (GTK_BOX (box), &fields);
  for (guint i = 0; i < fields.n_links; i++)
    gtk_box_append (GTK_BOX (box), pl_step_link_new (fields.links[i].label, fields.links[i].url));
  if (certainty != NULL)
    add_label (GTK_BOX (box), certainty, "pl-hint");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fields.title, -1);
  return card;
}
