// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-finding-card.h"

#include "wizard/check/pl-finding-body.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"

struct _PlFindingCard
{
  GtkWidget parent_instance;

  GtkWidget *folded; /* borrowed: a child, NULL until first folded */
  GtkWidget *body; /* borrowed: a child, NULL until first open */

  PlFinding *finding; /* owned */
  PlSetup *setup; /* owned, nullable: no account is behind the finding */
  PlSeverity severity; /* as it is shown */
  gboolean checked_below; /* the button at the bottom of the page checks again */
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

/* Servers that nobody was asked for, because the person wanted it so, are no fault. */
static gboolean
is_chosen (PlFindingCard *self)
{
  g_auto (GStrv) hosts = NULL;

  if (self->setup == NULL || !g_str_equal (pl_finding_get_code (self->finding), "no-servers-found"))
    return FALSE;

  hosts = pl_setup_dup_hosts_to_ask (self->setup);
  return hosts[0] == NULL;
}

static const char *
get_mark (PlFindingCard *self)
{
  return looks[self->severity].mark;
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

static void
go_to_cb (PlFindingCard *self, const char *page, const char *field)
{
  g_signal_emit (self, signals[GO_TO], 0, page, field);
}

/* One line, which opens the card. */
static void
make_folded (PlFindingCard *self)
{
  const char *title = pl_finding_get_title (self->finding);
  GtkWidget *line = pl_row_new (12);
  GtkWidget *mark = pl_mark_new (get_mark (self));
  GtkWidget *words =
      g_object_new (GTK_TYPE_LABEL, "label", title, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *arrow = pl_mark_new ("open");

  gtk_widget_add_css_class (mark, "pl-mark");
  gtk_widget_add_css_class (mark, "pl-own-mark");
  pl_row_append (PL_ROW (line), mark);
  pl_row_append (PL_ROW (line), words);
  pl_row_append (PL_ROW (line), arrow);

  self->folded = g_object_new (GTK_TYPE_BUTTON, "has-frame", FALSE, "child", line, NULL);
  gtk_widget_add_css_class (self->folded, "pl-folded");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->folded), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_signal_connect_object (self->folded, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->folded, GTK_WIDGET (self));
}

static void
make_body (PlFindingCard *self)
{
  self->body = pl_finding_body_new (self->finding, get_mark (self), self->severity, self->setup);
  g_signal_connect_object (self->body, "fix-chosen", G_CALLBACK (fix_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->body, "go-to", G_CALLBACK (go_to_cb), self, G_CONNECT_SWAPPED);
  pl_finding_body_set_checked_below (PL_FINDING_BODY (self->body), self->checked_below);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
}

/**
 * pl_finding_card_new:
 * @setup: (nullable): the account that it is about; %NULL when there is none, so that nothing can be
 *   changed from here
 * @open: whether all of it is shown, or one line that opens it
 */
GtkWidget *
pl_finding_card_new (PlFinding *finding, PlSetup *setup, gboolean open)
{
  PlFindingCard *self = g_object_new (PL_TYPE_FINDING_CARD, NULL);

  self->finding = g_object_ref (finding);
  g_set_object (&self->setup, setup);
  self->severity = is_chosen (self) ? PL_SEVERITY_INFO : pl_finding_get_severity (finding);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[self->severity].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_finding_get_title (finding), -1);
  pl_finding_card_set_open (self, open);
  return GTK_WIDGET (self);
}

/**
 * pl_finding_card_get_suggestion:
 *
 * Returns: which of its buttons is the suggested thing to do
 */
PlSuggestion
pl_finding_card_get_suggestion (PlFindingCard *self)
{
  return pl_suggestion_find (self->finding);
}

/**
 * pl_finding_card_set_checked_below:
 * @below: the button at the bottom of the page checks again, so that the card has none for it
 */
void
pl_finding_card_set_checked_below (PlFindingCard *self, gboolean below)
{
  self->checked_below = below;
  if (self->body != NULL)
    pl_finding_body_set_checked_below (PL_FINDING_BODY (self->body), below);
}

/**
 * pl_finding_card_set_open:
 *
 * Each of the two forms is made when it is first shown: most cards keep the one that they come in.
 */
void
pl_finding_card_set_open (PlFindingCard *self, gboolean open)
{
  if (open && self->body == NULL)
    make_body (self);
  if (!open && self->folded == NULL)
    make_folded (self);

  if (self->body != NULL)
    gtk_widget_set_visible (self->body, open);
  if (self->folded != NULL)
    gtk_widget_set_visible (self->folded, !open);
}

/**
 * pl_finding_card_focus_heading:
 *
 * So that a screen reader says the title, and the card scrolls into view. For an open one.
 */
void
pl_finding_card_focus_heading (PlFindingCard *self)
{
  if (self->body != NULL)
    pl_finding_body_focus_heading (PL_FINDING_BODY (self->body));
}

static void
pl_finding_card_dispose (GObject *object)
{
  PlFindingCard *self = PL_FINDING_CARD (object);

  g_clear_pointer (&self->folded, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->finding);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (pl_finding_card_parent_class)->dispose (object);
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
}

static void
pl_finding_card_init (PlFindingCard *self)
{
}
