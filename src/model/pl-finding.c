// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-finding.h"

struct _PlFinding
{
  GObject parent_instance;

  const char *code; /* static */
  PlService service;
  PlStage stage;
  PlSeverity severity;
  PlCertainty certainty;
  char *title; /* owned */
  char *explanation; /* owned */
  char *evidence; /* owned, nullable */
  char **steps; /* owned */
  guint report_step;
  PlPasswordDoubt password_doubt;
  PlPasswordUse password_use;
  gboolean is_of_certificate;
  char **checked; /* owned */
  char **alternatives; /* owned */
  char **alternative_titles; /* owned */
  char **alternative_explanations; /* owned */
  GArray *links; /* owned: PlLink, its strings are owned */
  GPtrArray *fixes; /* owned: PlFix */
};

G_DEFINE_FINAL_TYPE (PlFinding, pl_finding, G_TYPE_OBJECT)

static void
pl_finding_finalize (GObject *object)
{
  PlFinding *self = PL_FINDING (object);

  g_free (self->title);
  g_free (self->explanation);
  g_free (self->evidence);
  g_strfreev (self->steps);
  g_strfreev (self->checked);
  g_strfreev (self->alternatives);
  g_strfreev (self->alternative_titles);
  g_strfreev (self->alternative_explanations);
  g_array_unref (self->links);
  g_ptr_array_unref (self->fixes);
  G_OBJECT_CLASS (pl_finding_parent_class)->finalize (object);
}

static void
pl_finding_class_init (PlFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_finding_finalize;
}

static void
pl_finding_init (PlFinding *self)
{
  self->fixes = g_ptr_array_new_with_free_func (g_object_unref);
}

static char **
copy_strv (const char *const *strv)
{
  static const char *const none[] = { NULL };

  return g_strdupv ((char **) (strv != NULL ? strv : none));
}

/**
 * pl_finding_new:
 * @fields: copied, but for the static code; fixes are shared
 *
 * Returns: (transfer full):
 */
PlFinding *
pl_finding_new (const PlFindingFields *fields)
{
  PlFinding *self = g_object_new (PL_TYPE_FINDING, NULL);

  self->code = fields->code;
  self->service = fields->service;
  self->stage = fields->stage;
  self->severity = fields->severity;
  self->certainty = fields->certainty;
  self->title = g_strdup (fields->title);
  self->explanation = g_strdup (fields->explanation);
  self->evidence = g_strdup (fields->evidence);
  self->steps = copy_strv (fields->steps);
  self->report_step = fields->report_step;
  self->password_doubt = fields->password_doubt;
  self->password_use = fields->password_use;
  self->is_of_certificate = fields->is_of_certificate;
  self->checked = copy_strv (fields->checked);
  self->alternatives = copy_strv (fields->alternatives);
  self->alternative_titles = copy_strv (fields->alternative_titles);
  self->alternative_explanations = copy_strv (fields->alternative_explanations);

  self->links = pl_links_copy (fields->links, fields->n_links);
  for (guint i = 0; fields->fixes != NULL && i < fields->fixes->len; i++)
    g_ptr_array_add (self->fixes, g_object_ref (fields->fixes->pdata[i]));

  return self;
}

const char *
pl_finding_get_code (PlFinding *self)
{
  return self->code;
}

PlService
pl_finding_get_service (PlFinding *self)
{
  return self->service;
}

PlStage
pl_finding_get_stage (PlFinding *self)
{
  return self->stage;
}

PlSeverity
pl_finding_get_severity (PlFinding *self)
{
  return self->severity;
}

PlCertainty
pl_finding_get_certainty (PlFinding *self)
{
  return self->certainty;
}

const char *
pl_finding_get_title (PlFinding *self)
{
  return self->title;
}

const char *
pl_finding_get_explanation (PlFinding *self)
{
  return self->explanation;
}

/**
 * pl_finding_get_evidence:
 *
 * Returns: (transfer none) (nullable): from the network, made showable, may have several lines
 */
const char *
pl_finding_get_evidence (PlFinding *self)
{
  return self->evidence;
}

const char *const *
pl_finding_get_steps (PlFinding *self)
{
  return (const char *const *) self->steps;
}

guint
pl_finding_get_report_step (PlFinding *self)
{
  return self->report_step;
}

PlPasswordDoubt
pl_finding_get_password_doubt (PlFinding *self)
{
  return self->password_doubt;
}

PlPasswordUse
pl_finding_get_password_use (PlFinding *self)
{
  return self->password_use;
}

gboolean
pl_finding_is_of_certificate (PlFinding *self)
{
  return self->is_of_certificate;
}

const char *const *
pl_finding_get_checked (PlFinding *self)
{
  return (const char *const *) self->checked;
}

const char *const *
pl_finding_get_alternatives (PlFinding *self)
{
  return (const char *const *) self->alternatives;
}

const char *const *
pl_finding_get_alternative_titles (PlFinding *self)
{
  return (const char *const *) self->alternative_titles;
}

/**
 * pl_finding_get_alternative_explanations:
 *
 * Returns: (transfer none): one for each of the alternatives, in their order, ended by %NULL
 */
const char *const *
pl_finding_get_alternative_explanations (PlFinding *self)
{
  return (const char *const *) self->alternative_explanations;
}

/**
 * pl_finding_get_links:
 * @n_links: (out):
 *
 * Returns: (transfer none) (array length=n_links):
 */
const PlLink *
pl_finding_get_links (PlFinding *self, guint *n_links)
{
  *n_links = self->links->len;
  return (const PlLink *) (gpointer) self->links->data;
}

guint
pl_finding_get_n_fixes (PlFinding *self)
{
  return self->fixes->len;
}

/**
 * pl_finding_get_fix:
 *
 * Returns: (transfer none):
 */
PlFix *
pl_finding_get_fix (PlFinding *self, guint index)
{
  g_return_val_if_fail (index < self->fixes->len, NULL);
  return self->fixes->pdata[index];
}
