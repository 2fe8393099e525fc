// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands below a mail program that was chosen: what would change, what has changed, what stands in the
 * way; each with what can be done then. */
#include "wizard/done/pl-program-panel.h"

#include "setup/pl-setup-draft.h"
#include "wizard/done/pl-export-preview.h"
#include "wizard/done/pl-import-part.h"
#include "wizard/done/pl-start-part.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-heading.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkBox *box; /* borrowed */
  PlProgramJob *job; /* borrowed */
} Panel;

/* @format: with one %s for the mail program */
static char *
name_program (Panel *self, const char *format)
{
  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);

  return g_strjoinv (pl_export_place_get_title (pl_program_job_get_place (self->job)), halves);
}

static void
add_heading (Panel *self, const char *format)
{
  g_autofree char *label = name_program (self, format);
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label", label, NULL);

  gtk_box_append (self->box, heading);
}

static void
add_message (Panel *self)
{
  const char *message = pl_program_job_get_message (self->job);

  if (message != NULL)
    pl_export_preview_add_text (self->box, message, NULL);
}

static GtkWidget *
add_button (Panel *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  pl_button_let_wrap (GTK_BUTTON (button));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", callback, self->job, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);
  return button;
}

static void
add_look_again (Panel *self)
{
  /* Translators: button: finds out anew what would change in a mail program */
  add_button (self, _ ("Show the changes again"), G_CALLBACK (pl_program_job_plan));
}

static void
add_undo (Panel *self)
{
  if (pl_program_job_get_receipt (self->job) != NULL)
    /* Translators: button: makes a mail program's files what they were before */
    add_button (self, _ ("Undo"), G_CALLBACK (pl_program_job_undo));
}

static void
add_import (Panel *self)
{
  const PlExportTarget *target = pl_export_place_get_target (pl_program_job_get_place (self->job));

  if (target->make_import != NULL)
    gtk_box_append (self->box, pl_import_part_new (pl_program_job_get_setup (self->job), target));
}

/* What is left to do now, where it does not run already. */
static void
add_start (Panel *self)
{
  if (!pl_program_job_is_open (self->job) &&
      !pl_setup_is_practice (pl_program_job_get_setup (self->job)))
    gtk_box_append (self->box, pl_start_part_new (pl_program_job_get_setup (self->job),
                                                  pl_program_job_get_place (self->job)));
}

/* It runs, and takes the account as it is. Who would rather have it written, where that is possible, can. */
static void
add_live_ways (Panel *self)
{
  PlExportPlan *plan = pl_program_job_get_plan (self->job);
  g_autofree char *label =
      /* Translators: button: gives the account to a mail program that runs; %s is the program */
      name_program (self, _ ("Hand it over to %s now"));

  pl_export_preview_add_text (
      self->box,
      /* Translators: of a mail program that runs, and takes an account meanwhile */
      _ ("It is open now and takes the account as it is. It asks you there before it does."), NULL);
  gtk_widget_add_css_class (add_button (self, label, G_CALLBACK (pl_program_job_apply)),
                            "suggested-action");
  if (pl_export_plan_get_edits (plan)->len > 0)
    /* Translators: button: puts the account into a mail program as soon as that is closed */
    add_button (self, _ ("Write it once the program is closed"), G_CALLBACK (pl_program_job_wait));
}

static void
add_ways (Panel *self)
{
  if (pl_setup_is_practice (pl_program_job_get_setup (self->job)))
    {
      pl_export_preview_add_text (
          self->box,
          /* Translators: instead of the button that puts an account into a mail program */
          _ ("This account is made up, for practice. It is not written into mail programs."), NULL);
      return;
    }
  if (pl_export_plan_get_live_steps (pl_program_job_get_plan (self->job)) != NULL)
    {
      add_live_ways (self);
      return;
    }
  if (!pl_program_job_is_open (self->job))
    {
      g_autofree char *label =
          /* Translators: button: puts the account into a mail program; %s is the program */
          name_program (self, _ ("Put these settings into %s"));

      /* What the page is about as long as this is asked: the button at its end is not, then. */
      gtk_widget_add_css_class (add_button (self, label, G_CALLBACK (pl_program_job_apply)),
                                "suggested-action");
      return;
    }
  pl_export_preview_add_text (
      self->box,
      /* Translators: of a mail program that runs, before an account is put into it */
      _ ("It is open now and would overwrite the change. So nothing is written until you close it."),
      NULL);
  /* Translators: button: puts the account into a mail program as soon as that is closed */
  add_button (self, _ ("Write it once the program is closed"), G_CALLBACK (pl_program_job_wait));
  add_import (self);
}

static void
show_plan (Panel *self)
{
  PlExportPlan *plan = pl_program_job_get_plan (self->job);
  const char *refusal = pl_export_plan_get_refusal (plan);

  if (refusal != NULL)
    {
      /* Translators: heading; %s is a mail program */
      add_heading (self, _ ("%s cannot take this account"));
      pl_export_preview_add_text (self->box, refusal, NULL);
      return;
    }

  add_heading (self, pl_export_plan_changes_anything (plan)
                         /* Translators: heading above a list; %s is a mail program */
                         ? _ ("What will change in %s")
                         /* Translators: heading; %s is a mail program */
                         : _ ("%s has this account already"));
  add_message (self);
  pl_export_preview_add_summary (self->box, plan);
  if (pl_export_plan_changes_anything (plan))
    add_ways (self);
  else
    add_undo (self);
  pl_export_preview_add_details (self->box, plan);
}

static void
show_waiting (Panel *self)
{
  /* Translators: heading, while a mail program is waited for; %s is the program */
  add_heading (self, _ ("Waiting until %s is closed"));
  pl_export_preview_add_text (
      self->box,
      /* Translators: while a mail program is waited for */
      _ ("Close it, and the account is put into it. You can use this window meanwhile."), NULL);
  /* Translators: button: ends the waiting for a mail program's end */
  add_button (self, _ ("Stop waiting"), G_CALLBACK (pl_program_job_stop));
}

/* The program has the account in front of the person, and nothing of it was written here. */
static void
show_handed (Panel *self, const char *const *steps)
{
  /* Translators: heading: an account was given to a mail program that runs; %s is the program */
  add_heading (self, _ ("%s has it now: go on there"));
  pl_export_preview_add_steps (self->box, steps);
  add_look_again (self);
}

static void
show_done (Panel *self)
{
  PlExportPlan *plan = pl_program_job_get_plan (self->job);

  if (pl_export_plan_get_live_steps (plan) != NULL)
    {
      show_handed (self, pl_export_plan_get_live_steps (plan));
      return;
    }
  /* Translators: heading: the account was put into a mail program; %s is the program */
  add_heading (self, _ ("%s has the account now"));
  pl_export_preview_add_steps (self->box, pl_export_plan_get_afterwards (plan));
  add_start (self);
  pl_export_preview_add_backups (self->box, pl_program_job_get_receipt (self->job));
  add_undo (self);
}

static void
show_undone (Panel *self)
{
  /* Translators: heading: an export was undone; %s is a mail program */
  add_heading (self, _ ("%s is as it was before"));
  add_look_again (self);
}

static void
show_failed (Panel *self)
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
show_unusable (Panel *self)
{
  /* Translators: heading; %s is a mail program that was found but cannot be written to */
  add_heading (self, _ ("%s cannot take the account yet"));
  pl_export_preview_add_text (
      self->box, pl_export_place_get_problem (pl_program_job_get_place (self->job)), NULL);
  if (!pl_setup_is_practice (pl_program_job_get_setup (self->job)))
    add_import (self);
}

static void (*const show_stage[]) (Panel *self) = {
  [PL_PROGRAM_PLANNED] = show_plan,  [PL_PROGRAM_WAITING] = show_waiting,
  [PL_PROGRAM_DONE] = show_done,     [PL_PROGRAM_UNDONE] = show_undone,
  [PL_PROGRAM_FAILED] = show_failed,
};

/**
 * pl_program_panel_fill:
 * @box: empty; it stays so where there is nothing to say
 *
 * A heading, which says what it is, and what belongs to it.
 */
void
pl_program_panel_fill (GtkBox *box, PlProgramJob *job)
{
  PlProgramStage stage = pl_program_job_get_stage (job);
  Panel panel = { box, job };

  if (pl_export_place_get_state (pl_program_job_get_place (job)) == PL_EXPORT_PLACE_UNUSABLE)
    show_unusable (&panel);
  else if (stage < G_N_ELEMENTS (show_stage) && show_stage[stage] != NULL)
    show_stage[stage](&panel);
}
