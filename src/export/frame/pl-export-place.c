// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-export-place.h"

struct _PlExportPlace
{
  GObject parent_instance;

  PlExportPlaceFields fields; /* its strings are owned, its target is static */
};

G_DEFINE_FINAL_TYPE (PlExportPlace, pl_export_place, G_TYPE_OBJECT)

/**
 * pl_packaging_to_nick:
 *
 * Returns: `native`, `flatpak` or `snap`
 */
const char *
pl_packaging_to_nick (PlPackaging packaging)
{
  static const char *const nicks[] = { "native", "flatpak", "snap" };

  g_return_val_if_fail ((guint) packaging < G_N_ELEMENTS (nicks), "");
  return nicks[packaging];
}

/**
 * pl_export_place_state_to_nick:
 *
 * Returns: `ready`, `running` or `unusable`
 */
const char *
pl_export_place_state_to_nick (PlExportPlaceState state)
{
  static const char *const nicks[] = { "ready", "running", "unusable" };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (nicks), "");
  return nicks[state];
}

static void
pl_export_place_finalize (GObject *object)
{
  PlExportPlace *self = PL_EXPORT_PLACE (object);

  g_free ((char *) self->fields.title);
  g_free ((char *) self->fields.profile);
  g_free ((char *) self->fields.path);
  g_free ((char *) self->fields.problem);
  G_OBJECT_CLASS (pl_export_place_parent_class)->finalize (object);
}

static void
pl_export_place_class_init (PlExportPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_export_place_finalize;
}

static void
pl_export_place_init (PlExportPlace *self)
{
}

/**
 * pl_export_place_new:
 * @fields: copied
 *
 * Returns: (transfer full):
 */
PlExportPlace *
pl_export_place_new (const PlExportPlaceFields *fields)
{
  PlExportPlace *self = g_object_new (PL_TYPE_EXPORT_PLACE, NULL);

  self->fields = *fields;
  self->fields.title = g_strdup (fields->title);
  self->fields.profile = g_strdup (fields->profile);
  self->fields.path = g_strdup (fields->path);
  self->fields.problem = g_strdup (fields->problem);
  return self;
}

const PlExportTarget *
pl_export_place_get_target (PlExportPlace *self)
{
  return self->fields.target;
}

const char *
pl_export_place_get_title (PlExportPlace *self)
{
  return self->fields.title;
}

/**
 * pl_export_place_get_profile:
 *
 * Returns: (nullable):
 */
const char *
pl_export_place_get_profile (PlExportPlace *self)
{
  return self->fields.profile;
}

/**
 * pl_export_place_get_path:
 *
 * Returns: (nullable) (type filename):
 */
const char *
pl_export_place_get_path (PlExportPlace *self)
{
  return self->fields.path;
}

PlPackaging
pl_export_place_get_packaging (PlExportPlace *self)
{
  return self->fields.packaging;
}

PlExportPlaceState
pl_export_place_get_state (PlExportPlace *self)
{
  return self->fields.state;
}

gboolean
pl_export_place_get_preferred (PlExportPlace *self)
{
  return self->fields.preferred;
}

/**
 * pl_export_place_get_problem:
 *
 * Returns: (nullable): why it cannot be written, and what to do about it
 */
const char *
pl_export_place_get_problem (PlExportPlace *self)
{
  return self->fields.problem;
}
