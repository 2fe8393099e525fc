// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-plan.h"

G_BEGIN_DECLS

/**
 * PlExportTarget:
 * @id: what `--to` takes
 * @name: the program's own name, not translated
 * @takes_password: an export puts the password where the program keeps its own; otherwise the program
 *   asks, and nobody needs to know it here
 * @find: adds the target's places, the preferred one first, to an array of #PlExportPlace; none where
 *   it is not installed. Never fails: what cannot be read is a place with a problem, or none.
 * @plan: reads files and writes none; must not take the lock. Planning what was applied yields nothing
 *   to change: that is how an export is proven.
 * @lock: (nullable): keeps the program out while files are written; %NULL with
 *   %PL_EXPORT_ERROR_RUNNING when it runs. Held for milliseconds.
 * @unlock: (nullable): undoes @lock
 * @is_running: (nullable): whether the program runs on this place now
 * @bring: (nullable): hands the account to the program while it runs, where a plan has offered that; it
 *   ends in moments, and what follows happens in the program, with the person's consent
 * @make_import: (nullable): a file that the program's own import takes, for one that runs or whose
 *   folder is out of reach
 * @import_suffix: (nullable): such as `.zip`
 * @import_steps: (nullable): what a person does with that file, as N_() sentences
 * @desktop_ids: (nullable): what its desktop files are called, in all packages that there are
 *
 * A mail program that accounts can be exported to, as a constant; all stand in pl-export-targets.c.
 * All functions block and belong on a thread.
 */
struct _PlExportTarget
{
  const char *id;
  const char *name;
  gboolean takes_password;
  void (*find) (const PlExportTarget *target, GPtrArray *places);
  PlExportPlan *(*plan) (PlExportPlace *place, PlExportAccount *account, GError **error);
  gpointer (*lock) (PlExportPlace *place, GError **error);
  void (*unlock) (gpointer lock);
  gboolean (*is_running) (PlExportPlace *place);
  gboolean (*bring) (PlExportPlace *place,
                     PlExportAccount *account,
                     GCancellable *cancellable,
                     GError **error);
  GBytes *(*make_import) (PlExportAccount *account, GError **error);
  const char *import_suffix;
  const char *const *import_steps;
  const char *const *desktop_ids;
};

const PlExportTarget *const *pl_export_get_targets (guint *n_targets);
const PlExportTarget *pl_export_find_target (const char *id);

GPtrArray *pl_export_find_places (const PlExportTarget *target, GCancellable *cancellable);
PlExportPlan *pl_export_plan (PlExportPlace *place,
                              PlExportAccount *account,
                              GCancellable *cancellable,
                              GError **error);
gboolean pl_export_wait_for_end (PlExportPlace *place, GCancellable *cancellable, GError **error);
GBytes *
pl_export_make_import (const PlExportTarget *target, PlExportAccount *account, GError **error);

G_END_DECLS
