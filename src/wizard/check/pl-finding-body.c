// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-finding-body.h"

#include "model/pl-words.h"
#include "wizard/check/pl-alternative-list.h"
#include "wizard/check/pl-certificate-card.h"
#include "wizard/check/pl-finding-details.h"
#include "wizard/check/pl-finding-place.h"
#include "wizard/check/pl-fix-row.h"
#include "wizard/check/pl-report-button.h"
#include "wizard/check/pl-suggestion.h"
#include "wizard/check/pl-tick-row.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-gradual.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"
#include "wizard/parts/pl-step.h"

#include <glib/gi18n.h>

struct _PlFindingBody
{
  GtkWidget parent_instance;

  GtkWidget *heading; /* borrowed: a child */
  GtkWidget *again; /* borrowed: a child, nullable: checks again at once */
  PlDisclosure *details; /* borrowed: a child */

  PlFinding *finding; /* owned */
  PlSetup *setup; /* owned, nullable: no account is behind the finding */
};

G_DEFINE_FINAL_TYPE (PlFindingBody, pl_finding_body, GTK_TYPE_WIDGET)

enum
{
  FIX_CHOSEN,
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add (PlFindingBody *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static GtkBox *
add_box (PlFindingBody *self, int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  add (self, box);
  return GTK_BOX (box);
}

static gboolean
suggests (PlFindingBody *self, PlSuggestion suggestion)
{
  return pl_suggestion_find (self->finding) == suggestion;
}

/* --- Head --- */

static void
add_head (PlFindingBody *self, const char *mark, const char *kind)
{
  GtkWidget *head = pl_row_new (6);
  GtkWidget *sign = pl_mark_new (mark);
  GtkWidget *words = g_object_new (GTK_TYPE_LABEL, "label", kind, "wrap", TRUE, "xalign", 0.0,
                                   "hexpand", TRUE, NULL);
  const char *sure = pl_certainty_to_words (pl_finding_get_certainty (self->finding));
  GtkWidget *certainty = g_object_new (GTK_TYPE_LABEL, "label", sure, "xalign", 1.0, NULL);

  gtk_widget_add_css_class (head, "pl-card-head");
  gtk_widget_add_css_class (sign, "pl-mark");
  gtk_widget_add_css_class (sign, "pl-own-mark");
  gtk_widget_add_css_class (words, "pl-kind");
  gtk_widget_add_css_class (certainty, "pl-certainty");
  pl_row_append (PL_ROW (head), sign);
  pl_row_append (PL_ROW (head), words);
  pl_row_append (PL_ROW (head), certainty);
  add (self, head);
}

static void
add_title (PlFindingBody *self, const char *mark, PlSeverity severity)
{
  PlService service = pl_finding_get_service (self->finding);
  g_autofree char *kind =
      service == PL_SERVICE_ACCOUNT
          ? g_strdup (pl_severity_to_words (severity))
          : g_strdup_printf ("%s · %s", pl_severity_to_words (severity),
                             pl_direction_to_words (pl_service_get_direction (service)));

  add_head (self, mark, kind);
  self->heading =
      g_object_new (PL_TYPE_HEADING, "label", pl_finding_get_title (self->finding), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, kind, -1);
  add (self, self->heading);
  add (self, pl_label_new (pl_finding_get_explanation (self->finding), NULL));
}

/* --- What can be done --- */

static void
add_steps (PlFindingBody *self)
{
  const char *const *steps = pl_finding_get_steps (self->finding);
  GtkBox *box;

  if (steps == NULL || steps[0] == NULL)
    return;

  box = add_box (self, 6);
  g_object_set (box, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  /* A single step is done or not: there is nothing to keep count of. */
  for (guint i = 0; steps[i] != NULL; i++)
    gtk_box_append (box, steps[1] != NULL ? pl_tick_row_new (i + 1, steps[i])
                                          : pl_step_new (i + 1, steps[i]));
}

/* Made when somebody looks. */
static void
certificate_expanded_cb (PlDisclosure *disclosure, GParamSpec *pspec, gpointer user_data)
{
  GtkWidget *box;

  if (!pl_disclosure_get_expanded (disclosure) || pl_disclosure_get_child (disclosure) != NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  pl_gradual_append (GTK_BOX (box), pl_certificate_card_new (user_data));
  pl_disclosure_set_child (disclosure, box);
}

static GtkWidget *
fold_certificate (PlChain *chain)
{
  GtkWidget *disclosure = g_object_new (PL_TYPE_DISCLOSURE, "label",
                                        /* Translators: what a group of facts is about */
                                        _ ("Certificate"), NULL);

  g_signal_connect_object (disclosure, "notify::expanded", G_CALLBACK (certificate_expanded_cb),
                           chain, 0);
  g_object_set_data_full (G_OBJECT (disclosure), "chain", g_object_ref (chain), g_object_unref);
  return disclosure;
}

/* Where the connection ended at the certificate, it is shown. All of it is at once, where it is what is
 * wrong: whoever may have to make an exception should see for what. */
static void
add_certificate (PlFindingBody *self)
{
  PlService service = pl_finding_get_service (self->finding);
  g_autoptr (PlChain) chain = NULL;

  if (self->setup != NULL && service != PL_SERVICE_ACCOUNT &&
      pl_finding_get_stage (self->finding) == PL_STAGE_TLS)
    chain = pl_setup_dup_chain (self->setup, pl_service_get_direction (service));
  if (chain == NULL || pl_chain_is_accepted (chain))
    return;
  if (pl_finding_is_of_certificate (self->finding))
    pl_gradual_append (add_box (self, 0), pl_certificate_card_new (chain));
  else
    add (self, fold_certificate (chain));
}

static void
add_alternatives (PlFindingBody *self)
{
  if (*pl_finding_get_alternative_titles (self->finding) != NULL)
    add (self, pl_alternative_list_new (self->finding));
}

static void
add_links (PlFindingBody *self)
{
  guint n_links = 0;
  const PlLink *links = pl_finding_get_links (self->finding, &n_links);
  GtkBox *box = n_links > 0 ? add_box (self, 6) : NULL;

  for (guint i = 0; i < n_links; i++)
    gtk_box_append (box, pl_step_link_new (links[i].label, links[i].url));
}

static void
fix_chosen_cb (PlFindingBody *self, PlFix *fix)
{
  g_signal_emit (self, signals[FIX_CHOSEN], 0, fix);
}

static void
add_fixes (PlFindingBody *self)
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
      GtkWidget *row = pl_fix_row_new (fix, before,
                                       i == 0 && !suggests (self, PL_SUGGESTION_NONE) &&
                                           !suggests (self, PL_SUGGESTION_CHANGE));

      g_signal_connect_object (row, "chosen", G_CALLBACK (fix_chosen_cb), self, G_CONNECT_SWAPPED);
      add (self, row);
      if (pl_suggestion_is_check_again (fix))
        self->again = row;
    }
}

static void
change_cb (PlFindingBody *self)
{
  PlFindingPlace place = pl_finding_place_find (self->finding);

  g_signal_emit (self, signals[GO_TO], 0, place.page, place.field);
}

static void
add_change (PlFindingBody *self)
{
  PlFindingPlace place = pl_finding_place_find (self->finding);
  GtkWidget *change;

  if (self->setup == NULL || place.page == NULL ||
      pl_finding_get_severity (self->finding) != PL_SEVERITY_ERROR)
    return;

  change = gtk_button_new_with_label (place.label);
  gtk_widget_set_halign (change, GTK_ALIGN_START);
  pl_button_let_wrap (GTK_BUTTON (change));
  if (suggests (self, PL_SUGGESTION_CHANGE))
    gtk_widget_add_css_class (change, "suggested-action");
  g_signal_connect_object (change, "clicked", G_CALLBACK (change_cb), self, G_CONNECT_SWAPPED);
  add (self, change);
}

/* It is all that is to be done here. */
static gboolean
is_report_suggested (PlFindingBody *self)
{
  return pl_finding_get_report_step (self->finding) == 1 && suggests (self, PL_SUGGESTION_NONE);
}

/* Where a step asks for it. */
static void
add_report (PlFindingBody *self)
{
  GtkWidget *report;

  if (self->setup == NULL || pl_finding_get_report_step (self->finding) == 0)
    return;

  report = pl_report_button_new (self->setup);
  gtk_widget_set_halign (report, GTK_ALIGN_START);
  if (is_report_suggested (self))
    gtk_widget_add_css_class (report, "suggested-action");
  add (self, report);
}

/* --- Details --- */

/* Made when somebody looks: most people never do. */
static void
details_expanded_cb (PlFindingBody *self)
{
  if (pl_disclosure_get_expanded (self->details) && pl_disclosure_get_child (self->details) == NULL)
    pl_disclosure_set_child (self->details, pl_finding_details_new (self->finding, self->setup));
}

static void
add_details (PlFindingBody *self)
{
  /* Translators: opens the technical details of a problem */
  self->details = g_object_new (PL_TYPE_DISCLOSURE, "label", _ ("_Details"), NULL);
  g_signal_connect_object (self->details, "notify::expanded", G_CALLBACK (details_expanded_cb),
                           self, G_CONNECT_SWAPPED);
  add (self, GTK_WIDGET (self->details));
}

/* --- */

static void
pl_finding_body_dispose (GObject *object)
{
  PlFindingBody *self = PL_FINDING_BODY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  self->again = NULL;
  g_clear_object (&self->finding);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_finding_body_parent_class)->dispose (object);
}

static void
pl_finding_body_class_init (PlFindingBodyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_finding_body_dispose;
  signals[FIX_CHOSEN] = g_signal_new ("fix-chosen", PL_TYPE_FINDING_BODY, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, PL_TYPE_FIX);
  signals[GO_TO] = g_signal_new ("go-to", PL_TYPE_FINDING_BODY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE,
                                 G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_finding_body_init (PlFindingBody *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pl-card");
}

/**
 * pl_finding_body_new:
 * @mark: the kind of mark that stands for @severity
 * @severity: as it is shown
 * @setup: (nullable): the account that it is about; %NULL when there is none, so that nothing can be
 *   changed from here
 */
GtkWidget *
pl_finding_body_new (PlFinding *finding, const char *mark, PlSeverity severity, PlSetup *setup)
{
  PlFindingBody *self = g_object_new (PL_TYPE_FINDING_BODY, NULL);

  self->finding = g_object_ref (finding);
  g_set_object (&self->setup, setup);
  add_title (self, mark, severity);
  add_steps (self);
  /* Where a button helps without an exception, that comes first. */
  if (!suggests (self, PL_SUGGESTION_FIX))
    add_certificate (self);
  /* What is suggested stands first. */
  if (suggests (self, PL_SUGGESTION_CHANGE))
    add_change (self);
  if (is_report_suggested (self))
    add_report (self);
  add_fixes (self);
  if (!suggests (self, PL_SUGGESTION_CHANGE))
    add_change (self);
  if (!is_report_suggested (self))
    add_report (self);
  add_links (self);
  /* What else it could be, below what the steps need. */
  add_alternatives (self);
  if (suggests (self, PL_SUGGESTION_FIX))
    add_certificate (self);
  add_details (self);
  return GTK_WIDGET (self);
}

/**
 * pl_finding_body_set_checked_below:
 * @below: the button at the bottom of the page checks again: once is enough on one view
 */
void
pl_finding_body_set_checked_below (PlFindingBody *self, gboolean below)
{
  if (self->again != NULL)
    gtk_widget_set_visible (self->again, !below);
}

/**
 * pl_finding_body_focus_heading:
 *
 * So that a screen reader says the title, and it scrolls into view.
 */
void
pl_finding_body_focus_heading (PlFindingBody *self)
{
  gtk_widget_grab_focus (self->heading);
}
