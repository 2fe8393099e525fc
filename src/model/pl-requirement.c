// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-requirement.h"

struct _PlRequirement
{
  GObject parent_instance;

  PlRequirementFields fields; /* what it points to is owned */
  GArray *links; /* owned: PlLink, its strings are owned */
};

G_DEFINE_FINAL_TYPE (PlRequirement, pl_requirement, G_TYPE_OBJECT)

static void
pl_requirement_finalize (GObject *object)
{
  PlRequirement *self = PL_REQUIREMENT (object);

  g_free ((char *) self->fields.confirmed);
  g_free ((char *) self->fields.title);
  g_free ((char *) self->fields.explanation);
  g_strfreev ((char **) self->fields.steps);
  g_array_unref (self->links);
  G_OBJECT_CLASS (pl_requirement_parent_class)->finalize (object);
}

static void
pl_requirement_class_init (PlRequirementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_requirement_finalize;
}

static void
pl_requirement_init (PlRequirement *self)
{
}

/**
 * pl_requirement_new:
 * @fields: copied
 *
 * Returns: (transfer full):
 */
PlRequirement *
pl_requirement_new (const PlRequirementFields *fields)
{
  static const char *const none[] = { NULL };
  PlRequirement *self = g_object_new (PL_TYPE_REQUIREMENT, NULL);

  self->fields = *fields;
  self->fields.confirmed = g_strdup (fields->confirmed);
  self->fields.title = g_strdup (fields->title);
  self->fields.explanation = g_strdup (fields->explanation);
  self->fields.steps =
      (const char *const *) g_strdupv ((char **) (fields->steps != NULL ? fields->steps : none));
  self->links = pl_links_copy (fields->links, fields->n_links);
  self->fields.links = (const PlLink *) (gpointer) self->links->data;
  return self;
}

/**
 * pl_requirement_peek_fields:
 * @fields: (out caller-allocates): lent by @self
 */
void
pl_requirement_peek_fields (PlRequirement *self, PlRequirementFields *fields)
{
  *fields = self->fields;
}
