// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-account.h"
#include "export/frame/pl-export-file.h"
#include "export/frame/pl-export-place.h"
#include "export/frame/pl-export-receipt.h"

G_BEGIN_DECLS

/**
 * PlExportLine:
 * @file: path of the file it stands in
 * @before: (nullable): the line or value as it is now; %NULL: it is new
 * @after: (nullable): as it will be; %NULL: it goes
 *
 * One exact change, for `--dry-run` and “Details”. Never a secret, neither in clear nor enciphered.
 */
typedef struct
{
  char *file;
  char *before;
  char *after;
} PlExportLine;

/**
 * PlExportEdit:
 * @file: as it is
 * @contents: as it will be
 *
 * One file to be replaced or made.
 */
typedef struct
{
  PlExportFile *file;
  GBytes *contents;
} PlExportEdit;

/**
 * PlExportPlan:
 *
 * What an export would change, computed without changing anything; safe between threads. Made by a
 * target, which fills it by the functions below before it lets it out.
 */
#define PL_TYPE_EXPORT_PLAN (pl_export_plan_get_type ())
G_DECLARE_FINAL_TYPE (PlExportPlan, pl_export_plan, PL, EXPORT_PLAN, GObject)

/* For whoever shows it. All lists are lent; sentences are in the person's language. */
PlExportPlace *pl_export_plan_get_place (PlExportPlan *plan);
PlExportAccount *pl_export_plan_get_account (PlExportPlan *plan);
const char *pl_export_plan_get_refusal (PlExportPlan *plan);
gboolean pl_export_plan_lacks_password (PlExportPlan *plan);
gboolean pl_export_plan_changes_anything (PlExportPlan *plan);
const char *const *pl_export_plan_get_summary (PlExportPlan *plan);
const char *const *pl_export_plan_get_warnings (PlExportPlan *plan);
const char *const *pl_export_plan_get_afterwards (PlExportPlan *plan);
const char *const *pl_export_plan_get_live_steps (PlExportPlan *plan);
GPtrArray *pl_export_plan_get_lines (PlExportPlan *plan);
GPtrArray *pl_export_plan_get_edits (PlExportPlan *plan);

/* What stands in a list of all that changes: a file, and below it each line as it is and as it will be */
typedef enum
{
  PL_EXPORT_ROW_FILE,
  PL_EXPORT_ROW_BEFORE,
  PL_EXPORT_ROW_AFTER,
} PlExportRow;

typedef void (*PlExportRowFunc) (PlExportRow row, const char *text, gpointer data);
void pl_export_plan_visit_lines (PlExportPlan *plan, PlExportRowFunc func, gpointer data);

/* pl-export-apply.c */
PlExportReceipt *
pl_export_plan_apply (PlExportPlan *plan, GCancellable *cancellable, GError **error);

/* For targets */
PlExportPlan *pl_export_plan_new (PlExportPlace *place, PlExportAccount *account);
void pl_export_plan_refuse (PlExportPlan *plan, const char *reason);
void pl_export_plan_set_lacks_password (PlExportPlan *plan);
void pl_export_plan_add_summary (PlExportPlan *plan, const char *sentence);
void pl_export_plan_add_warning (PlExportPlan *plan, const char *sentence);
void pl_export_plan_add_afterwards (PlExportPlan *plan, const char *sentence);
void pl_export_plan_offer_live (PlExportPlan *plan, const char *const *steps);
void pl_export_plan_add_line (PlExportPlan *plan,
                              const char *file,
                              const char *before,
                              const char *after);
void pl_export_plan_add_edit (PlExportPlan *plan, PlExportFile *file, GBytes *contents);

G_END_DECLS
