// SPDX-License-Identifier: GPL-3.0-or-later
/* All accounts that the mail programs of this computer have. */
#include "export/import/pl-import-profile.h"

struct _PlImportProfile
{
  GObject parent_instance;

  PlExportPlace *place; /* owned */
  GPtrArray *accounts; /* owned: PlImportAccount */
  char *problem; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (PlImportProfile, pl_import_profile, G_TYPE_OBJECT)

static void
pl_import_profile_finalize (GObject *object)
{
  PlImportProfile *self = PL_IMPORT_PROFILE (object);

  g_clear_object (&self->place);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->problem);
  G_OBJECT_CLASS (pl_import_profile_parent_class)->finalize (object);
}

static void
pl_import_profile_class_init (PlImportProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_import_profile_finalize;
}

static void
pl_import_profile_init (PlImportProfile *self)
{
}

/* A program that was never started has no account; that is no problem of anybody's. */
static PlImportProfile *
read_profile (PlExportPlace *place)
{
  PlImportProfile *self = g_object_new (PL_TYPE_IMPORT_PROFILE, NULL);
  g_autoptr (GError) error = NULL;

  self->place = g_object_ref (place);
  self->accounts = pl_import_read (place, &error);
  if (self->accounts == NULL)
    self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  if (error != NULL && !g_error_matches (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE))
    self->problem = g_strdup (error->message);
  return self;
}

/**
 * pl_import_list_profiles:
 *
 * Looks into every profile that is found here, also while its program runs. Writes nothing, asks
 * nobody; blocks.
 *
 * Returns: (transfer full) (element-type PlImportProfile): of each program the one that is really in
 *   use first; empty where no program is found
 */
GPtrArray *
pl_import_list_profiles (GCancellable *cancellable)
{
  g_autoptr (GPtrArray) places = pl_export_find_places (NULL, cancellable);
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < places->len && !g_cancellable_is_cancelled (cancellable); i++)
    if (pl_import_is_possible (pl_export_place_get_target (places->pdata[i])))
      g_ptr_array_add (profiles, read_profile (places->pdata[i]));
  return profiles;
}

PlExportPlace *
pl_import_profile_get_place (PlImportProfile *self)
{
  return self->place;
}

/**
 * pl_import_profile_get_accounts:
 *
 * Returns: (transfer none) (element-type PlImportAccount): in the program's own order, those that cannot
 *   be checked as well
 */
GPtrArray *
pl_import_profile_get_accounts (PlImportProfile *self)
{
  return self->accounts;
}

/**
 * pl_import_profile_get_problem:
 *
 * Returns: (transfer none) (nullable): why the accounts could not be read, a sentence in the person's
 *   language
 */
const char *
pl_import_profile_get_problem (PlImportProfile *self)
{
  return self->problem;
}
