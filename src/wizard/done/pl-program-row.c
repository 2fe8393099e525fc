// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-program-row.h"

#include "setup/pl-setup-draft.h"
#include "wizard/check/pl-result.h"
#include "wizard/done/pl-program-panel.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"
#include "wizard/window/pl-announce.h"

#include <glib/gi18n.h>

struct _PlProgramRow
{
  GtkWidget parent_instance;

  /* All borrowed: children, or inside one */
  GtkToggleButton *toggle;
  PlMark *mark;
  GtkLabel *state;
  GtkBox *panel;

  PlProgramJob *job; /* owned */
};

G_DEFINE_FINAL_TYPE (PlProgramRow, pl_program_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static PlExportPlace *
get_place (PlProgramRow *self)
{
  return pl_program_job_get_place (self->job);
}

static gboolean
is_unusable (PlProgramRow *self)
{
  return pl_export_place_get_state (get_place (self)) == PL_EXPORT_PLACE_UNUSABLE;
}

/* --- The whole row --- */

static gboolean
has_focus_inside (PlProgramRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || focus == GTK_WIDGET (self) ||
         gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* A result is heard by its heading: it takes the focus, unless the person is busy elsewhere. */
static void
speak (PlProgramRow *self, gboolean take_focus)
{
  GtkWidget *heading = gtk_widget_get_first_child (GTK_WIDGET (self->panel));

  if (!PL_IS_HEADING (heading))
    return;
  if (take_focus)
    pl_result_show (heading, GTK_WIDGET (self->panel));
  else
    pl_announce (GTK_WIDGET (self), pl_heading_get_label (PL_HEADING (heading)));
}

static void
fill_panel (PlProgramRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->panel))) != NULL)
    gtk_box_remove (self->panel, child);
  pl_program_panel_fill (self->panel, self->job);
  gtk_widget_set_visible (GTK_WIDGET (self->panel),
                          gtk_toggle_button_get_active (self->toggle) &&
                              gtk_widget_get_first_child (GTK_WIDGET (self->panel)) != NULL);
}

static const char *const stage_words[] = {
  /* Translators: of a mail program in a list */
  [PL_PROGRAM_WAITING] = N_ ("Waiting until it is closed"),
  /* Translators: of a mail program in a list */
  [PL_PROGRAM_APPLYING] = N_ ("The account is being put into it"),
  /* Translators: of a mail program in a list */
  [PL_PROGRAM_DONE] = N_ ("Has the account now"),
  /* Translators: of a mail program in a list: an export is being undone */
  [PL_PROGRAM_UNDOING] = N_ ("It is being put back as it was before"),
};

static const char *
describe_state (PlProgramRow *self)
{
  PlProgramStage stage = pl_program_job_get_stage (self->job);

  if (stage == PL_PROGRAM_DONE &&
      pl_export_plan_get_live_steps (pl_program_job_get_plan (self->job)) != NULL)
    /* Translators: of a mail program in a list: it runs and was given the account */
    return _ ("Handed over: go on there");
  if (stage < G_N_ELEMENTS (stage_words) && stage_words[stage] != NULL)
    return _ (stage_words[stage]);
  if (is_unusable (self))
    /* Translators: of a mail program in a list */
    return _ ("Cannot take the account yet");
  if (pl_program_job_is_open (self->job))
    /* Translators: of a mail program in a list */
    return _ ("Open now");
  /* Translators: of a mail program in a list */
  return _ ("Found on this computer");
}

static void
update_head (PlProgramRow *self)
{
  gboolean done = pl_program_job_get_stage (self->job) == PL_PROGRAM_DONE;
  gboolean chosen = gtk_toggle_button_get_active (self->toggle);
  const char *state = describe_state (self);

  gtk_label_set_label (self->state, state);
  pl_mark_set_kind (self->mark, done ? "check" : chosen ? "disc" : "circle");
  if (done)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pl-done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pl-done");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_export_place_get_title (get_place (self)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state, -1);
}

/* What shows is derived anew at every change. While something is under way that ends in a moment, what stands there stays, and cannot be used. */
static void
derive (PlProgramRow *self)
{
  gboolean busy = pl_program_job_is_busy (self->job);
  gboolean take_focus = has_focus_inside (self);

  update_head (self);
  if (busy && take_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->toggle));
  gtk_widget_set_sensitive (GTK_WIDGET (self->panel), !busy);
  if (busy)
    return;

  if (take_focus && gtk_widget_get_mapped (GTK_WIDGET (self->panel)))
    gtk_widget_grab_focus (GTK_WIDGET (self->toggle)); /* what goes must not have it */
  fill_panel (self);
  if (gtk_toggle_button_get_active (self->toggle))
    speak (self, take_focus);
}

static void
update (PlProgramRow *self)
{
  derive (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggled_cb (PlProgramRow *self)
{
  PlProgramStage stage = pl_program_job_get_stage (self->job);
  gboolean chosen = gtk_toggle_button_get_active (self->toggle);
  gboolean settled =
      stage == PL_PROGRAM_WAITING || stage == PL_PROGRAM_DONE || pl_program_job_is_busy (self->job);

  /* Whoever presses it is here, also where an assistive technology has pressed it from afar. */
  gtk_widget_grab_focus (GTK_WIDGET (self->toggle));
  if (chosen && !settled && !is_unusable (self))
    pl_program_job_plan (self->job);
  else if (!chosen && (stage == PL_PROGRAM_WAITING || stage == PL_PROGRAM_PLANNING))
    pl_program_job_stop (self->job);
  else if (pl_program_job_is_busy (self->job))
    update_head (self);
  else
    derive (self);
  if (!chosen)
    gtk_widget_set_visible (GTK_WIDGET (self->panel), FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Construction --- */

static GtkWidget *
make_words (void)
{
  return g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign",
                       0.0, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static void
add_toggle (PlProgramRow *self)
{
  GtkWidget *row = pl_row_new (12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = make_words ();

  self->mark = PL_MARK (pl_mark_new ("circle"));
  self->state = GTK_LABEL (make_words ());
  gtk_label_set_label (GTK_LABEL (title), pl_export_place_get_title (get_place (self)));
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "pl-mark");
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "pl-hint");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->state));
  pl_row_append (PL_ROW (row), GTK_WIDGET (self->mark));
  pl_row_append (PL_ROW (row), words);
  self->toggle = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", row, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->toggle), GTK_WIDGET (self));
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
pl_program_row_dispose (GObject *object)
{
  PlProgramRow *self = PL_PROGRAM_ROW (object);
  GtkWidget *child;

  if (self->job != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->job, self);
      pl_program_job_stop (self->job);
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (pl_program_row_parent_class)->dispose (object);
}

static void
pl_program_row_class_init (PlProgramRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_program_row_dispose;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_PROGRAM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "program");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
pl_program_row_init (PlProgramRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

/**
 * pl_program_row_new:
 * @job: shared
 */
GtkWidget *
pl_program_row_new (PlProgramJob *job)
{
  PlProgramRow *self = g_object_new (PL_TYPE_PROGRAM_ROW, NULL);

  self->job = g_object_ref (job);
  add_toggle (self);
  self->panel = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->panel), "pl-panel");
  gtk_widget_set_visible (GTK_WIDGET (self->panel), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->panel), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pl_export_place_get_title (get_place (self)), -1);
  g_signal_connect_object (job, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update_head (self);
  return GTK_WIDGET (self);
}

PlProgramJob *
pl_program_row_get_job (PlProgramRow *self)
{
  return self->job;
}

/* A plan that can be carried out, and was not yet. */
static gboolean
is_offered (PlProgramRow *self)
{
  PlExportPlan *plan = pl_program_job_get_plan (self->job);

  return pl_program_job_get_stage (self->job) == PL_PROGRAM_PLANNED &&
         pl_export_plan_get_refusal (plan) == NULL && pl_export_plan_changes_anything (plan) &&
         !pl_setup_is_practice (pl_program_job_get_setup (self->job));
}

/**
 * pl_program_row_is_undecided:
 *
 * Returns: whether the person was asked here and has neither said yes nor closed it, or it is under way
 */
gboolean
pl_program_row_is_undecided (PlProgramRow *self)
{
  return gtk_toggle_button_get_active (self->toggle) &&
         (is_offered (self) || pl_program_job_is_busy (self->job) ||
          pl_program_job_get_stage (self->job) == PL_PROGRAM_WAITING);
}
