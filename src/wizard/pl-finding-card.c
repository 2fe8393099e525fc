// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/pl-finding-card.h"

#include "model/pl-words.h"
#include "wizard/pl-button.h"
#include "wizard/pl-certificate-card.h"
#include "wizard/pl-disclosure.h"
#include "wizard/pl-finding-details.h"
#include "wizard/pl-finding-place.h"
#include "wizard/pl-fix-row.h"
#include "wizard/pl-heading.h"
#include "wizard/pl-keep-together.h"
#include "wizard/pl-mark.h"
#include "wizard/pl-pages.h"
#include "wizard/pl-step.h"
#include "wizard/pl-tick-row.h"

#include <glib/gi18n.h>

struct _PlFindingCard
{
  GtkWidget parent_instance;

  /* All borrowed: template children */
  GtkWidget *box;
  GtkButton *folded;
  PlMark *folded_mark;
  GtkLabel *folded_title;
  GtkWidget *unfolded;
  PlMark *mark;
  GtkLabel *kind;
  GtkLabel *certainty;
  PlHeading *heading;
  GtkLabel *explanation;
  GtkBox *steps;
  GtkBox *certificate;
  GtkLabel *alternatives;
  GtkBox *fixes;
  GtkBox *links;
  GtkButton *change;
  PlDisclosure *details;

  PlFinding *finding; /* owned */
  PlSetup *setup; /* owned, nullable: no account is behind the finding */
};

G_DEFINE_FINAL_TYPE (PlFindingCard, pl_finding_card, GTK_TYPE_WIDGET)

enum
{
  FIX_CHOSEN,
  OPENED,
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How each severity looks; the word beside the mark says the same. */
static const struct
{
  const char *mark;
  const char *style;
} looks[] = {
  [PL_SEVERITY_ERROR] = { "cross", "pl-failed" },
  [PL_SEVERITY_WARNING] = { "warning", "pl-unsafe" },
  [PL_SEVERITY_INFO] = { "info", "pl-note" },
};

static gboolean
is_at_account (PlFindingCard *self)
{
  return g_strcmp0 (pl_finding_place_find (self->finding).page, PL_PAGE_ID_ACCOUNT) == 0;
}

/* What needs consent is never the one suggested thing to do. */
static gboolean
has_suggested_fix (PlFindingCard *self)
{
  return pl_finding_get_n_fixes (self->finding) > 0 &&
         pl_fix_get_consent (pl_finding_get_fix (self->finding, 0)) == NULL;
}

/* Where no button helps for certain, the person's own entry is what can be put right: to try the same
 * password once more would only be refused once more. */
static gboolean
suggests_change (PlFindingCard *self)
{
  gboolean certain = pl_finding_get_n_fixes (self->finding) > 0 &&
                     pl_finding_get_certainty (self->finding) == PL_CERTAINTY_PROVEN;

  return !has_suggested_fix (self) && !certain && is_at_account (self) &&
         pl_finding_get_severity (self->finding) == PL_SEVERITY_ERROR;
}

static void
change_cb (PlFindingCard *self)
{
  PlFindingPlace place = pl_finding_place_find (self->finding);

  g_signal_emit (self, signals[GO_TO], 0, place.page, place.field);
}

static void
open_cb (PlFindingCard *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
fix_chosen_cb (PlFindingCard *self, PlFix *fix)
{
  g_signal_emit (self, signals[FIX_CHOSEN], 0, fix);
}

/* Made when somebody looks: most people never do. */
static void
details_expanded_cb (PlFindingCard *self)
{
  if (pl_disclosure_get_expanded (self->details) && pl_disclosure_get_child (self->details) == NULL)
    pl_disclosure_set_child (self->details, pl_finding_details_new (self->finding, self->setup));
}

static void
fill_steps (PlFindingCard *self)
{
  const char *const *steps = pl_finding_get_steps (self->finding);

  /* A single step is done or not: there is nothing to keep count of. */
  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    gtk_box_append (self->steps, steps[1] != NULL ? pl_tick_row_new (i + 1, steps[i])
                                                  : pl_step_new (i + 1, steps[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->steps), steps != NULL && steps[0] != NULL);
}

/* Where the connection ended at the certificate, all of it is shown: whoever may have to make an
 * exception should see for what. */
static void
fill_certificate (PlFindingCard *self)
{
  PlService service = pl_finding_get_service (self->finding);
  g_autoptr (PlChain) chain = NULL;

  if (self->setup != NULL && service != PL_SERVICE_ACCOUNT &&
      pl_finding_get_stage (self->finding) == PL_STAGE_TLS)
    chain = pl_setup_dup_chain (self->setup, pl_service_get_direction (service));
  gtk_widget_set_visible (GTK_WIDGET (self->certificate),
                          chain != NULL && !pl_chain_is_accepted (chain));
  if (chain != NULL && !pl_chain_is_accepted (chain))
    gtk_box_append (self->certificate, pl_certificate_card_new (chain));
  /* Where a button helps without an exception, that comes first. */
  if (has_suggested_fix (self))
    gtk_box_reorder_child_after (GTK_BOX (self->unfolded), GTK_WIDGET (self->certificate),
                                 GTK_WIDGET (self->change));
}

static void
fill_alternatives (PlFindingCard *self)
{
  const char *const *titles = pl_finding_get_alternative_titles (self->finding);
  g_autofree char *joined = g_strjoinv (" · ", (char **) titles);
  /* Translators: below a problem; %s are the titles of other problems that would fit as well */
  g_autofree char *text = g_strdup_printf (_ ("Also possible: %s"), joined);

  gtk_label_set_label (self->alternatives, text);
  gtk_widget_set_visible (GTK_WIDGET (self->alternatives), titles[0] != NULL);
}

static void
fill_fixes (PlFindingCard *self)
{
  guint n_fixes = self->setup != NULL ? pl_finding_get_n_fixes (self->finding) : 0;

  for (guint i = 0; i < n_fixes; i++)
    {
      PlFix *fix = pl_finding_get_fix (self->finding, i);
      PlServerSettings *before =
          pl_fix_get_service (fix) != PL_SERVICE_ACCOUNT
              ? pl_setup_get_server (self->setup,
                                     pl_service_get_direction (pl_fix_get_service (fix)))
              : NULL;
      GtkWidget *row = pl_fix_row_new (fix, before, i == 0 && has_suggested_fix (self));

      g_signal_connect_object (row, "chosen", G_CALLBACK (fix_chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->fixes, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fixes), n_fixes > 0);
}

static void
fill_links (PlFindingCard *self)
{
  guint n_links = 0;
  const PlLink *links = pl_finding_get_links (self->finding, &n_links);

  for (guint i = 0; i < n_links; i++)
    gtk_box_append (self->links, pl_step_link_new (links[i].label, links[i].url));
  gtk_widget_set_visible (GTK_WIDGET (self->links), n_links > 0);
}

static void
fill_head (PlFindingCard *self)
{
  PlSeverity severity = pl_finding_get_severity (self->finding);
  PlService service = pl_finding_get_service (self->finding);
  g_autofree char *kind =
      service == PL_SERVICE_ACCOUNT
          ? g_strdup (pl_severity_to_words (severity))
          : g_strdup_printf ("%s · %s", pl_severity_to_words (severity),
                             pl_direction_to_words (pl_service_get_direction (service)));
  const char *title = pl_finding_get_title (self->finding);

  pl_mark_set_kind (self->mark, looks[severity].mark);
  pl_mark_set_kind (self->folded_mark, looks[severity].mark);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[severity].style);
  gtk_label_set_label (self->kind, kind);
  gtk_label_set_label (self->certainty,
                       pl_certainty_to_words (pl_finding_get_certainty (self->finding)));
  pl_heading_set_label (self->heading, title);
  gtk_label_set_label (self->folded_title, title);
  gtk_label_set_label (self->explanation, pl_finding_get_explanation (self->finding));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->folded), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, kind, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
fill_change (PlFindingCard *self)
{
  PlFindingPlace place = pl_finding_place_find (self->finding);

  if (place.page == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->change), FALSE);
      return;
    }
  gtk_button_set_label (self->change, place.label);
  pl_button_let_wrap (self->change);
  if (suggests_change (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->change), "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->change),
                          self->setup != NULL &&
                              pl_finding_get_severity (self->finding) == PL_SEVERITY_ERROR);
}

/**
 * pl_finding_card_new:
 * @setup: (nullable): the account that it is about; %NULL when there is none, so that nothing can be
 *   changed from here
 *
 * Returns: a card, folded
 */
GtkWidget *
pl_finding_card_new (PlFinding *finding, PlSetup *setup)
{
  PlFindingCard *self = g_object_new (PL_TYPE_FINDING_CARD, NULL);

  self->finding = g_object_ref (finding);
  g_set_object (&self->setup, setup);
  fill_head (self);
  fill_steps (self);
  fill_certificate (self);
  fill_alternatives (self);
  fill_fixes (self);
  fill_links (self);
  fill_change (self);
  pl_finding_card_set_open (self, FALSE);
  return GTK_WIDGET (self);
}

/**
 * pl_finding_card_has_suggestion:
 *
 * Returns: whether one of its buttons is the suggested thing to do
 */
gboolean
pl_finding_card_has_suggestion (PlFindingCard *self)
{
  return has_suggested_fix (self) || suggests_change (self);
}

void
pl_finding_card_set_open (PlFindingCard *self, gboolean open)
{
  gtk_widget_set_visible (GTK_WIDGET (self->folded), !open);
  gtk_widget_set_visible (self->unfolded, open);
}

/**
 * pl_finding_card_focus_heading:
 *
 * So that a screen reader says the title, and the card scrolls into view.
 */
void
pl_finding_card_focus_heading (PlFindingCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->heading));
}

static void
pl_finding_card_dispose (GObject *object)
{
  PlFindingCard *self = PL_FINDING_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), PL_TYPE_FINDING_CARD);
  g_clear_object (&self->finding);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_finding_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/postlotse/Postlotse/pl-finding-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, box);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, folded);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, folded_mark);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, folded_title);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, unfolded);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, mark);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, kind);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, certainty);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, heading);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, explanation);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, steps);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, certificate);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, alternatives);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, fixes);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, links);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, change);
  gtk_widget_class_bind_template_child (widget_class, PlFindingCard, details);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_expanded_cb);
}

static void
pl_finding_card_class_init (PlFindingCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_finding_card_dispose;
  signals[FIX_CHOSEN] = g_signal_new ("fix-chosen", PL_TYPE_FINDING_CARD, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, PL_TYPE_FIX);
  signals[OPENED] = g_signal_new ("opened", PL_TYPE_FINDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_FINDING_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                 G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (PL_TYPE_DISCLOSURE);
  g_type_ensure (PL_TYPE_HEADING);
  g_type_ensure (PL_TYPE_MARK);
  bind_template (widget_class);
}

static void
pl_finding_card_init (PlFindingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_keep_together (self->explanation);
}
