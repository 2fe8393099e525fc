// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"

G_BEGIN_DECLS

/**
 * PlIntegration:
 * @target: the mail program, static; what `postlotse integrate` takes is its id
 * @install: puts our entry into the program's menus at @named, else wherever it belongs, and tells of
 *   each place in a sentence
 * @remove: takes it out again at @named, else wherever it is; what is not ours stays
 *
 * A mail program from whose menus Postlotse can be opened, as a constant. The functions block. What is
 * as it should be already is left alone and told of as well.
 */
typedef struct
{
  const PlExportTarget *target;
  gboolean (*install) (PlExportPlace *named, GPtrArray *told, GError **error);
  gboolean (*remove) (PlExportPlace *named, GPtrArray *told, GError **error);
} PlIntegration;

const PlIntegration *const *pl_integration_get_all (guint *n_integrations);
const PlIntegration *pl_integration_find (const char *id);
char **
pl_integration_install (const PlIntegration *integration, PlExportPlace *named, GError **error);
char **
pl_integration_remove (const PlIntegration *integration, PlExportPlace *named, GError **error);

G_END_DECLS
