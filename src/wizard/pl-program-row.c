// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/pl-program-row.h"

#include "setup/pl-setup-draft.h"
#include "wizard/pl-announce.h"
#include "wizard/pl-button.h"
#include "wizard/pl-export-preview.h"
#include "wizard/pl-heading.h"
#include "wizard/pl-import-part.h"
#include "wizard/pl-mark.h"
#include "wizard/pl-result.h"

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

/* --- What stands in the panel --- */

/* @format: with one %s for the mail program */
static char *
name_program (PlProgramRow *self, const char *format)
{
  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);

  return g_strjoinv (pl_export_place_get_title (get_place (self)), halves);
}

static void
add_heading (PlProgramRow *self, const char *format)
{
  g_autofree char *label = name_program (self, format);
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label", label, NULL);

  gtk_box_append (self->panel, heading);
}

static void
add_message (PlProgramRow *self)
{
  const char *message = pl_program_job_get_message (self->job);

  if (message != NULL)
    pl_export_preview_add_text (self->panel, message, NULL);
}

static void
add_button (PlProgramRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  pl_button_let_wrap (GTK_BUTTON (button));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", callback, self->job, G_CONNECT_SWAPPED);
  gtk_box_append (self->panel, button);
}

static void
add_look_again (PlProgramRow *self)
{
  /* Translators: button: finds out anew what would change in a mail program */
  add_button (self, _ ("Look again"), G_CALLBACK (pl_program_job_plan));
}

static void
add_undo (PlProgramRow *self)
{
  if (pl_program_job_get_receipt (self->job) != NULL)
    /* Translators: button: makes a mail program's files what they were before */
    add_button (self, _ ("Undo"), G_CALLBACK (pl_program_job_undo));
}

static void
add_import (PlProgramRow *self)
{
  const PlExportTarget *target = pl_export_place_get_target (get_place (self));

  if (target->make_import != NULL)
    gtk_box_append (self->panel, pl_import_part_new (pl_program_job_get_setup (self->job), target));
}

static void
add_ways (PlProgramRow *self)
{
  if (pl_setup_is_practice (pl_program_job_get_setup (self->job)))
    {
      pl_export_preview_add_text (
          self->panel,
          /* Translators: instead of the button that puts an account into a mail program */
          _ ("This account is made up, for practice. It is not written into mail programs."), NULL);
      return;
    }
  if (!pl_program_job_is_open (self->job))
    {
      g_autofree char *label =
          /* Translators: button: puts the account into a mail program; %s is the program */
          name_program (self, _ ("Put these settings into %s"));

      add_button (self, label, G_CALLBACK (pl_program_job_apply));
      return;
    }
  pl_export_preview_add_text (
      self->panel,
      /* Translators: of a mail program that runs, before an account is put into it */
      _ ("It is open now and would overwrite the change. So nothing is written until you close it."),
      NULL);
  /* Translators: button: puts the account into a mail program as soon as that is closed */
  add_button (self, _ ("Write it once the program is closed"), G_CALLBACK (pl_program_job_wait));
  add_import (self);
}

static void
show_plan (PlProgramRow *self)
{
  PlExportPlan *plan = pl_program_job_get_plan (self->job);
  const char *refusal = pl_export_plan_get_refusal (plan);

  if (refusal != NULL)
    {
      /* Translators: heading; %s is a mail program */
      add_heading (self, _ ("%s cannot take this account"));
      pl_export_preview_add_text (self->panel, refusal, NULL);
      return;
    }

  add_heading (self, pl_export_plan_changes_anything (plan)
                         /* Translators: heading above a list; %s is a mail program */
                         ? _ ("What will change in %s")
                         /* Translators: heading; %s is a mail program */
                         : _ ("%s has this account already"));
  add_message (self);
  pl_export_preview_add_summary (self->panel, plan);
  if (pl_export_plan_changes_anything (plan))
    add_ways (self);
  else
    add_undo (self);
  pl_export_preview_add_details (self->panel, plan);
}

static void
show_waiting (PlProgramRow *self)
{
  /* Translators: heading, while a mail program is waited for; %s is the program */
  add_heading (self, _ ("Waiting until %s is closed"));
  pl_export_preview_add_text (
      self->panel,
      /* Translators: while a mail program is waited for */
      _ ("Close it, and the account is put into it. You can use this window meanwhile."), NULL);
  /* Translators: button: ends the waiting for a mail program's end */
  add_button (self, _ ("Stop waiting"), G_CALLBACK (pl_program_job_stop));
}

static void
show_done (PlProgramRow *self)
{
  /* Translators: heading: the account was put into a mail program; %s is the program */
  add_heading (self, _ ("%s has the account now"));
  pl_export_preview_add_steps (self->panel,
                               pl_export_plan_get_afterwards (pl_program_job_get_plan (self->job)));
  pl_export_preview_add_backups (self->panel, pl_program_job_get_receipt (self->job));
  add_undo (self);
}

static void
show_undone (PlProgramRow *self)
{
  /* Translators: heading: an export was undone; %s is a mail program */
  add_heading (self, _ ("%s is as it was before"));
  add_look_again (self);
}

static void
show_failed (PlProgramRow *self)
{
  gboolean undoing = pl_program_job_get_receipt (self->job) != NULL;

  add_heading (self,
               undoing
                   /* Translators: heading: an export could not be undone; %s is a mail program */
                   ? _ ("%s stays as it is")
                   /* Translators: heading: an export did not succeed; %s is a mail program */
                   : _ ("%s was not changed"));
  add_message (self);
  if (undoing)
    add_undo (self);
  else
    add_look_again (self);
}

static void
show_unusable (PlProgramRow *self)
{
  /* Translators: heading; %s is a mail program that was found but cannot be written to */
  add_heading (self, _ ("%s cannot take the account yet"));
  pl_export_preview_add_text (self->panel, pl_export_place_get_problem (get_place (self)), NULL);
  if (!pl_setup_is_practice (pl_program_job_get_setup (self->job)))
    add_import (self);
}

static void (*const show_stage[]) (PlProgramRow *self) = {
  [PL_PROGRAM_PLANNED] = show_plan,  [PL_PROGRAM_WAITING] = show_waiting,
  [PL_PROGRAM_DONE] = show_done,     [PL_PROGRAM_UNDONE] = show_undone,
  [PL_PROGRAM_FAILED] = show_failed,
};

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
  PlProgramStage stage = pl_program_job_get_stage (self->job);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->panel))) != NULL)
    gtk_box_remove (self->panel, child);
  if (is_unusable (self))
    show_unusable (self);
  else if (stage < G_N_ELEMENTS (show_stage) && show_stage[stage] != NULL)
    show_stage[stage](self);
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
  [PL_PROGRAM_UNDOING] = N_ ("It is being made what it was before"),
};

static const char *
describe_state (PlProgramRow *self)
{
  PlProgramStage stage = pl_program_job_get_stage (self->job);

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
update (PlProgramRow *self)
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
  else if (!chosen && stage == PL_PROGRAM_WAITING)
    pl_program_job_stop (self->job);
  else if (pl_program_job_is_busy (self->job))
    update_head (self);
  else
    update (self);
  if (!chosen)
    gtk_widget_set_visible (GTK_WIDGET (self->panel), FALSE);
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
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
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
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (row), words);
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
