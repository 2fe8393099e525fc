// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlIntegration:
 * @id: what `postlotse integrate` takes
 * @name: the mail program's own name, not translated
 * @install: puts our entry into the program's menus wherever it is installed, and tells of each place
 *   in a sentence
 * @remove: takes it out again; what is not ours stays
 *
 * A mail program from whose menus Postlotse can be opened, as a constant. The functions block. What is
 * as it should be already is left alone and told of as well.
 */
typedef struct
{
  const char *id;
  const char *name;
  gboolean (*install) (GPtrArray *told, GError **error);
  gboolean (*remove) (GPtrArray *told, GError **error);
} PlIntegration;

const PlIntegration *const *pl_integration_get_all (guint *n_integrations);
const PlIntegration *pl_integration_find (const char *id);
char **pl_integration_install (const PlIntegration *integration, GError **error);
char **pl_integration_remove (const PlIntegration *integration, GError **error);

G_END_DECLS
