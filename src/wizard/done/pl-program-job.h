// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

G_BEGIN_DECLS

/**
 * PlProgramStage:
 * @PL_PROGRAM_IDLE: nothing was asked for
 * @PL_PROGRAM_PLANNING: what would change is being found out
 * @PL_PROGRAM_PLANNED: the plan is there, which may refuse or have nothing to change
 * @PL_PROGRAM_WAITING: for the program's end; then the plan is carried out
 * @PL_PROGRAM_APPLYING: files are being written
 * @PL_PROGRAM_DONE: they are written
 * @PL_PROGRAM_UNDOING: they are being put back
 * @PL_PROGRAM_UNDONE: all is as it was
 * @PL_PROGRAM_FAILED: the message says why; nothing was changed
 */
typedef enum
{
  PL_PROGRAM_IDLE,
  PL_PROGRAM_PLANNING,
  PL_PROGRAM_PLANNED,
  PL_PROGRAM_WAITING,
  PL_PROGRAM_APPLYING,
  PL_PROGRAM_DONE,
  PL_PROGRAM_UNDOING,
  PL_PROGRAM_UNDONE,
  PL_PROGRAM_FAILED,
} PlProgramStage;

/**
 * PlProgramJob:
 *
 * The checked account on its way into one mail program: planned, carried out, undone. Nothing is
 * written before pl_program_job_apply() or pl_program_job_wait().
 *
 * Signals: `changed`: it stands elsewhere now.
 */
#define PL_TYPE_PROGRAM_JOB (pl_program_job_get_type ())
G_DECLARE_FINAL_TYPE (PlProgramJob, pl_program_job, PL, PROGRAM_JOB, GObject)

PlProgramJob *pl_program_job_new (PlSetup *setup, PlExportPlace *place);
PlSetup *pl_program_job_get_setup (PlProgramJob *job);
PlExportPlace *pl_program_job_get_place (PlProgramJob *job);
void pl_program_job_set_place (PlProgramJob *job, PlExportPlace *place);

PlProgramStage pl_program_job_get_stage (PlProgramJob *job);
gboolean pl_program_job_is_busy (PlProgramJob *job);
gboolean pl_program_job_is_open (PlProgramJob *job);
PlExportPlan *pl_program_job_get_plan (PlProgramJob *job);
PlExportReceipt *pl_program_job_get_receipt (PlProgramJob *job);
const char *pl_program_job_get_message (PlProgramJob *job);

void pl_program_job_plan (PlProgramJob *job);
void pl_program_job_apply (PlProgramJob *job);
void pl_program_job_wait (PlProgramJob *job);
void pl_program_job_undo (PlProgramJob *job);
void pl_program_job_stop (PlProgramJob *job);

G_END_DECLS
