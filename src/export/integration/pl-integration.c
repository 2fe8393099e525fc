// SPDX-License-Identifier: GPL-3.0-or-later
/* The mail programs from whose menus Postlotse can be opened. A new one costs a row here. */
#include "export/integration/pl-integration-private.h"

#include "export/frame/pl-export-error.h"

#include <glib/gi18n.h>

static const PlIntegration *const integrations[] = {
  &pl_integration_thunderbird,
  &pl_integration_mailspring,
};

/**
 * pl_integration_get_all:
 *
 * Returns: (transfer none) (array length=n_integrations):
 */
const PlIntegration *const *
pl_integration_get_all (guint *n_integrations)
{
  *n_integrations = G_N_ELEMENTS (integrations);
  return integrations;
}

/**
 * pl_integration_find:
 *
 * Returns: (transfer none) (nullable):
 */
const PlIntegration *
pl_integration_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (integrations); i++)
    if (g_strcmp0 (integrations[i]->target->id, id) == 0)
      return integrations[i];

  return NULL;
}

/**
 * pl_integration_find_places:
 * @named: (nullable): the only one, where the person has named it
 *
 * Returns: (transfer full) (element-type PlExportPlace): where the program keeps its data
 */
GPtrArray *
pl_integration_find_places (const PlIntegration *integration, PlExportPlace *named)
{
  GPtrArray *places;

  if (named == NULL)
    return pl_export_find_places (integration->target, NULL);

  places = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (places, g_object_ref (named));
  return places;
}

static char **
run (const PlIntegration *integration,
     gboolean (*step) (PlExportPlace *named, GPtrArray *told, GError **error),
     PlExportPlace *named,
     GError **error)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);

  if (!step (named, told, error))
    return NULL;
  if (told->len == 0)
    {
      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE,
                   /* Translators: %s is a mail program */
                   _ ("%s was not found on this computer, or was never started."),
                   integration->target->name);
      return NULL;
    }
  g_ptr_array_add (told, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&told), FALSE);
}

/**
 * pl_integration_install:
 * @named: (nullable): the one of the program's places that the person has named
 *
 * Returns: (transfer full): sentences in the person's language on what was done, at least one; %NULL
 *   with #PlExportError
 */
char **
pl_integration_install (const PlIntegration *integration, PlExportPlace *named, GError **error)
{
  return run (integration, integration->install, named, error);
}

/**
 * pl_integration_remove:
 * @named: (nullable): as for pl_integration_install()
 *
 * Returns: (transfer full): as for pl_integration_install()
 */
char **
pl_integration_remove (const PlIntegration *integration, PlExportPlace *named, GError **error)
{
  return run (integration, integration->remove, named, error);
}
