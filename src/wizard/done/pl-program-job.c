// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-program-job.h"

#include <glib/gi18n.h>

struct _PlProgramJob
{
  GObject parent_instance;

  PlSetup *setup; /* owned */
  PlExportPlace *place; /* owned */
  PlProgramStage stage;
  gboolean is_open; /* the program runs, as far as is known */
  gboolean after_wait; /* the plan under way is carried out if it is the one that was agreed to */
  PlExportPlan *plan; /* owned, nullable */
  PlExportReceipt *receipt; /* owned, nullable: there is something to undo */
  char *message; /* owned, nullable: for the person */
  GCancellable *cancellable; /* owned: of what is under way */
};

G_DEFINE_FINAL_TYPE (PlProgramJob, pl_program_job, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_stage (PlProgramJob *self, PlProgramStage stage)
{
  self->stage = stage;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_message (PlProgramJob *self, const char *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
}

static void
begin (PlProgramJob *self, PlProgramStage stage)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_message (self, NULL);
  set_stage (self, stage);
}

/* Whether an answer is still wanted: it may be on its way when the person has stopped it, or the window is
 * closed, and what comes of it would be written. A task keeps what it was begun with. */
static gboolean
is_wanted (PlProgramJob *self, GAsyncResult *result, PlProgramStage stage)
{
  GCancellable *own = g_task_get_cancellable (G_TASK (result));

  return self->stage == stage && own == self->cancellable && !g_cancellable_is_cancelled (own);
}

/* The window may go while files are written; the program then stays until they are. */
static void
hold_program (void)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_hold (application);
}

static void
release_program (void)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_release (application);
}

/* --- Carrying it out --- */

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlProgramJob) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportReceipt) receipt = pl_setup_export_finish (PL_SETUP (source), result, &error);

  release_program ();
  if (receipt != NULL)
    {
      if (pl_export_receipt_changed_anything (receipt))
        g_set_object (&self->receipt, receipt);
      set_stage (self, PL_PROGRAM_DONE);
      return;
    }

  set_message (self, error->message);
  self->is_open = g_error_matches (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING);
  set_stage (self, self->is_open ? PL_PROGRAM_PLANNED : PL_PROGRAM_FAILED);
}

/**
 * pl_program_job_apply:
 *
 * Carries out the plan that was shown.
 */
void
pl_program_job_apply (PlProgramJob *self)
{
  g_return_if_fail (self->plan != NULL && pl_export_plan_get_refusal (self->plan) == NULL);

  hold_program ();
  begin (self, PL_PROGRAM_APPLYING);
  pl_setup_export_async (self->setup, self->plan, NULL, applied_cb, g_object_ref (self));
}

/* --- Planning --- */

static gboolean
says_the_same (const char *const *before, const char *const *after)
{
  static const char *const nothing[] = { NULL };

  return g_strv_equal (before != NULL ? before : nothing, after != NULL ? after : nothing);
}

/* Whether carrying out @after is what the person has agreed to on seeing @before: a program writes
 * at its end, and lines may stand elsewhere then. */
static gboolean
is_agreed (PlExportPlan *before, PlExportPlan *after)
{
  return before != NULL && pl_export_plan_get_refusal (after) == NULL &&
         pl_export_plan_changes_anything (after) &&
         says_the_same (pl_export_plan_get_summary (before), pl_export_plan_get_summary (after)) &&
         says_the_same (pl_export_plan_get_warnings (before), pl_export_plan_get_warnings (after));
}

static void
take_plan (PlProgramJob *self, PlExportPlan *plan)
{
  gboolean agreed = self->after_wait && is_agreed (self->plan, plan);

  g_set_object (&self->plan, plan);
  if (agreed)
    {
      pl_program_job_apply (self);
      return;
    }
  if (self->after_wait && pl_export_plan_changes_anything (plan))
    set_message (
        self,
        /* Translators: a mail program was closed, and an account was to be put into it */
        _ ("Something has changed there in the meantime, and nothing was written. Look at it once "
           "more."));
  set_stage (self, PL_PROGRAM_PLANNED);
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlProgramJob) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlExportPlan) plan = pl_setup_plan_export_finish (PL_SETUP (source), result, &error);

  if (!is_wanted (self, result, PL_PROGRAM_PLANNING))
    return;
  if (plan != NULL)
    {
      take_plan (self, plan);
      return;
    }
  set_message (self, error->message);
  set_stage (self, PL_PROGRAM_FAILED);
}

static void
plan (PlProgramJob *self, gboolean after_wait)
{
  self->after_wait = after_wait;
  begin (self, PL_PROGRAM_PLANNING);
  pl_setup_plan_export_async (self->setup, self->place, self->cancellable, planned_cb,
                              g_object_ref (self));
}

/**
 * pl_program_job_plan:
 *
 * Finds out what would change. Changes nothing.
 */
void
pl_program_job_plan (PlProgramJob *self)
{
  plan (self, FALSE);
}

/* --- Waiting --- */

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlProgramJob) self = user_data;
  gboolean ended = pl_setup_wait_for_program_finish (PL_SETUP (source), result, NULL);

  /* Who has stopped it, or turned to something else, is told nothing. */
  if (!ended || !is_wanted (self, result, PL_PROGRAM_WAITING))
    return;

  self->is_open = FALSE;
  plan (self, TRUE);
}

/**
 * pl_program_job_wait:
 *
 * Waits for the program's end, and then carries the plan out: if it is still the same.
 */
void
pl_program_job_wait (PlProgramJob *self)
{
  begin (self, PL_PROGRAM_WAITING);
  pl_setup_wait_for_program_async (self->setup, self->place, self->cancellable, ended_cb,
                                   g_object_ref (self));
}

/**
 * pl_program_job_stop:
 *
 * Ends the waiting, or forgets a plan. What is being written goes on.
 */
void
pl_program_job_stop (PlProgramJob *self)
{
  if (self->stage == PL_PROGRAM_WAITING)
    {
      g_cancellable_cancel (self->cancellable);
      set_stage (self, PL_PROGRAM_PLANNED);
    }
  else if (self->stage == PL_PROGRAM_PLANNING)
    {
      g_cancellable_cancel (self->cancellable);
      set_stage (self, PL_PROGRAM_IDLE);
    }
}

/* --- The way back --- */

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlProgramJob) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean undone = pl_setup_undo_export_finish (PL_SETUP (source), result, &error);

  release_program ();
  if (undone)
    {
      g_clear_object (&self->receipt);
      g_clear_object (&self->plan);
      set_stage (self, PL_PROGRAM_UNDONE);
      return;
    }
  set_message (self, error->message);
  set_stage (self, PL_PROGRAM_FAILED);
}

/**
 * pl_program_job_undo:
 *
 * Makes all files what they were before pl_program_job_apply().
 */
void
pl_program_job_undo (PlProgramJob *self)
{
  g_return_if_fail (self->receipt != NULL);

  hold_program ();
  begin (self, PL_PROGRAM_UNDOING);
  pl_setup_undo_export_async (self->setup, self->receipt, NULL, undone_cb, g_object_ref (self));
}

/* --- What is known --- */

PlSetup *
pl_program_job_get_setup (PlProgramJob *self)
{
  return self->setup;
}

PlExportPlace *
pl_program_job_get_place (PlProgramJob *self)
{
  return self->place;
}

/**
 * pl_program_job_set_place:
 *
 * The same place, as it was found anew: whether the program runs may have changed. Where nothing has,
 * nothing on view changes, and the focus stays.
 */
void
pl_program_job_set_place (PlProgramJob *self, PlExportPlace *place)
{
  gboolean is_open = pl_export_place_get_state (place) == PL_EXPORT_PLACE_RUNNING;
  gboolean is_same =
      is_open == self->is_open && g_strcmp0 (pl_export_place_get_problem (place),
                                             pl_export_place_get_problem (self->place)) == 0;

  g_set_object (&self->place, place);
  self->is_open = is_open;
  if (!is_same)
    g_signal_emit (self, signals[CHANGED], 0);
}

PlProgramStage
pl_program_job_get_stage (PlProgramJob *self)
{
  return self->stage;
}

/**
 * pl_program_job_is_busy:
 *
 * Returns: whether the next stage comes by itself, in a moment
 */
gboolean
pl_program_job_is_busy (PlProgramJob *self)
{
  return self->stage == PL_PROGRAM_PLANNING || self->stage == PL_PROGRAM_APPLYING ||
         self->stage == PL_PROGRAM_UNDOING;
}

gboolean
pl_program_job_is_open (PlProgramJob *self)
{
  return self->is_open;
}

/**
 * pl_program_job_get_plan:
 *
 * Returns: (transfer none) (nullable):
 */
PlExportPlan *
pl_program_job_get_plan (PlProgramJob *self)
{
  return self->plan;
}

/**
 * pl_program_job_get_receipt:
 *
 * Returns: (transfer none) (nullable): what was done, as long as it is not undone
 */
PlExportReceipt *
pl_program_job_get_receipt (PlProgramJob *self)
{
  return self->receipt;
}

/**
 * pl_program_job_get_message:
 *
 * Returns: (transfer none) (nullable): a sentence on what came in between
 */
const char *
pl_program_job_get_message (PlProgramJob *self)
{
  return self->message;
}

/* --- Construction --- */

static void
pl_program_job_dispose (GObject *object)
{
  PlProgramJob *self = PL_PROGRAM_JOB (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->place);
  g_clear_object (&self->plan);
  g_clear_object (&self->receipt);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->message, g_free);
  G_OBJECT_CLASS (pl_program_job_parent_class)->dispose (object);
}

static void
pl_program_job_class_init (PlProgramJobClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pl_program_job_dispose;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_PROGRAM_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pl_program_job_init (PlProgramJob *self)
{
}

PlProgramJob *
pl_program_job_new (PlSetup *setup, PlExportPlace *place)
{
  PlProgramJob *self = g_object_new (PL_TYPE_PROGRAM_JOB, NULL);

  self->setup = g_object_ref (setup);
  self->place = g_object_ref (place);
  self->is_open = pl_export_place_get_state (place) == PL_EXPORT_PLACE_RUNNING;
  return self;
}
