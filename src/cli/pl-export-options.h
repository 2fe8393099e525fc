// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-document.h"
#include "export/frame/pl-export-target.h"

G_BEGIN_DECLS

/**
 * PlExportOptions:
 *
 * The options of `postlotse export` as they were given; strings are owned and nullable.
 */
typedef struct
{
  char *to;
  char *settings;
  char *profile;
  char *import_file;
  char *output;
  char *password_files[2]; /* by PlDirection */
  char *fingerprints[2]; /* by PlDirection */
  gboolean allow_cleartext;
  gboolean list;
  gboolean json;
  gboolean dry_run;
  gboolean undo;
  gboolean wait;

  /* What @to means: one of them; both static */
  const PlExportTarget *target;
  const PlExportDocument *document;
} PlExportOptions;

gboolean pl_export_options_parse (PlExportOptions *options, int argc, char **argv, GError **error);
void pl_export_options_clear (PlExportOptions *options);

PlExportAccount *pl_export_options_load_account (const PlExportOptions *options, GError **error);
PlExportPlace *
pl_export_options_choose_place (const PlExportOptions *options, GPtrArray *places, GError **error);
PlExportPlace *
pl_export_options_find_place (const PlExportTarget *target, const char *profile, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlExportOptions, pl_export_options_clear)

G_END_DECLS
