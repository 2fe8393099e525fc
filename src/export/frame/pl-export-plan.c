// SPDX-License-Identifier: GPL-3.0-or-later
/* What an export would change; pl-export-apply.c carries it out. */
#include "export/frame/pl-export-plan.h"

struct _PlExportPlan
{
  GObject parent_instance;

  PlExportPlace *place; /* shared */
  PlExportAccount *account; /* shared */
  gboolean lacks_password;
  char *refusal; /* owned, nullable */
  GPtrArray *summary; /* owned: char *, NULL at the end */
  GPtrArray *warnings; /* owned: likewise */
  GPtrArray *afterwards; /* owned: likewise */
  char **live_steps; /* owned, nullable: it can be brought while the program runs */
  GPtrArray *lines; /* owned: PlExportLine */
  GPtrArray *edits; /* owned: PlExportEdit */
};

G_DEFINE_FINAL_TYPE (PlExportPlan, pl_export_plan, G_TYPE_OBJECT)

static void
free_line (gpointer data)
{
  PlExportLine *line = data;

  g_free (line->file);
  g_free (line->before);
  g_free (line->after);
  g_free (line);
}

static void
free_edit (gpointer data)
{
  PlExportEdit *edit = data;

  pl_export_file_unref (edit->file);
  g_bytes_unref (edit->contents);
  g_free (edit);
}

static void
pl_export_plan_finalize (GObject *object)
{
  PlExportPlan *self = PL_EXPORT_PLAN (object);

  g_clear_object (&self->place);
  g_clear_object (&self->account);
  g_free (self->refusal);
  g_ptr_array_unref (self->summary);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->afterwards);
  g_strfreev (self->live_steps);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->edits);
  G_OBJECT_CLASS (pl_export_plan_parent_class)->finalize (object);
}

static void
pl_export_plan_class_init (PlExportPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_export_plan_finalize;
}

static GPtrArray *
new_sentences (void)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (sentences, NULL);
  return sentences;
}

static void
pl_export_plan_init (PlExportPlan *self)
{
  self->summary = new_sentences ();
  self->warnings = new_sentences ();
  self->afterwards = new_sentences ();
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->edits = g_ptr_array_new_with_free_func (free_edit);
}

/**
 * pl_export_plan_new:
 *
 * Returns: (transfer full): a plan that changes nothing yet
 */
PlExportPlan *
pl_export_plan_new (PlExportPlace *place, PlExportAccount *account)
{
  PlExportPlan *self = g_object_new (PL_TYPE_EXPORT_PLAN, NULL);

  self->place = g_object_ref (place);
  self->account = g_object_ref (account);
  return self;
}

/**
 * pl_export_plan_refuse:
 * @reason: a sentence: why this program cannot have this account, and what can be done instead
 *
 * The plan then changes nothing, and cannot be applied.
 */
void
pl_export_plan_refuse (PlExportPlan *self, const char *reason)
{
  g_free (self->refusal);
  self->refusal = g_strdup (reason);
  g_clear_pointer (&self->live_steps, g_strfreev);
  g_ptr_array_set_size (self->edits, 0);
  g_ptr_array_set_size (self->lines, 0);
}

static void
add_sentence (GPtrArray *sentences, const char *sentence)
{
  g_ptr_array_insert (sentences, (gint) sentences->len - 1, g_strdup (sentence));
}

/**
 * pl_export_plan_set_lacks_password:
 *
 * The plan is refused for nothing but a password that was not given.
 */
void
pl_export_plan_set_lacks_password (PlExportPlan *self)
{
  self->lacks_password = TRUE;
}

gboolean
pl_export_plan_lacks_password (PlExportPlan *self)
{
  return self->lacks_password;
}

/**
 * pl_export_plan_add_summary:
 *
 * What will be changed, in a person's words.
 */
void
pl_export_plan_add_summary (PlExportPlan *self, const char *sentence)
{
  add_sentence (self->summary, sentence);
}

/**
 * pl_export_plan_add_warning:
 *
 * What a person should know before they agree.
 */
void
pl_export_plan_add_warning (PlExportPlan *self, const char *sentence)
{
  add_sentence (self->warnings, sentence);
}

/**
 * pl_export_plan_add_afterwards:
 *
 * What the program will ask, and what to do then.
 */
void
pl_export_plan_add_afterwards (PlExportPlan *self, const char *sentence)
{
  add_sentence (self->afterwards, sentence);
}

/**
 * pl_export_plan_offer_live:
 * @steps: what the person does then in the program, as sentences
 *
 * The program runs and takes the account as it is: pl_export_plan_apply() then brings it there and writes
 * no file.
 */
void
pl_export_plan_offer_live (PlExportPlan *self, const char *const *steps)
{
  g_strfreev (self->live_steps);
  self->live_steps = g_strdupv ((char **) steps);
}

/**
 * pl_export_plan_add_line:
 * @before: (nullable):
 * @after: (nullable):
 */
void
pl_export_plan_add_line (PlExportPlan *self,
                         const char *file,
                         const char *before,
                         const char *after)
{
  PlExportLine *line = g_new0 (PlExportLine, 1);

  line->file = g_strdup (file);
  line->before = g_strdup (before);
  line->after = g_strdup (after);
  g_ptr_array_add (self->lines, line);
}

/**
 * pl_export_plan_add_edit:
 *
 * Edits are carried out in the order in which they are added. One that changes nothing is none.
 */
void
pl_export_plan_add_edit (PlExportPlan *self, PlExportFile *file, GBytes *contents)
{
  PlExportEdit *edit;

  if (g_bytes_equal (pl_export_file_get_contents (file), contents) &&
      (pl_export_file_exists (file) || g_bytes_get_size (contents) == 0))
    return;

  edit = g_new0 (PlExportEdit, 1);
  edit->file = pl_export_file_ref (file);
  edit->contents = g_bytes_ref (contents);
  g_ptr_array_add (self->edits, edit);
}

PlExportPlace *
pl_export_plan_get_place (PlExportPlan *self)
{
  return self->place;
}

PlExportAccount *
pl_export_plan_get_account (PlExportPlan *self)
{
  return self->account;
}

/**
 * pl_export_plan_get_refusal:
 *
 * Returns: (nullable): why this program cannot have this account
 */
const char *
pl_export_plan_get_refusal (PlExportPlan *self)
{
  return self->refusal;
}

gboolean
pl_export_plan_changes_anything (PlExportPlan *self)
{
  return self->edits->len > 0 || self->live_steps != NULL;
}

/**
 * pl_export_plan_get_live_steps:
 *
 * Returns: (nullable): what comes after pl_export_plan_apply() has brought the account to the program,
 *   which runs; %NULL: its files are written
 */
const char *const *
pl_export_plan_get_live_steps (PlExportPlan *self)
{
  return (const char *const *) self->live_steps;
}

const char *const *
pl_export_plan_get_summary (PlExportPlan *self)
{
  return (const char *const *) self->summary->pdata;
}

const char *const *
pl_export_plan_get_warnings (PlExportPlan *self)
{
  return (const char *const *) self->warnings->pdata;
}

const char *const *
pl_export_plan_get_afterwards (PlExportPlan *self)
{
  return (const char *const *) self->afterwards->pdata;
}

/**
 * pl_export_plan_get_lines:
 *
 * Returns: (transfer none) (element-type PlExportLine):
 */
GPtrArray *
pl_export_plan_get_lines (PlExportPlan *self)
{
  return self->lines;
}

/**
 * pl_export_plan_visit_lines:
 * @func: is given each row, ready to be shown
 *
 * All that changes, as a list: whoever shows it decides only how a row looks.
 */
void
pl_export_plan_visit_lines (PlExportPlan *self, PlExportRowFunc func, gpointer data)
{
  const char *file = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const PlExportLine *line = self->lines->pdata[i];

      if (g_strcmp0 (file, line->file) != 0)
        {
          g_autofree char *shown = g_filename_display_name (line->file);

          file = line->file;
          func (PL_EXPORT_ROW_FILE, shown, data);
        }
      if (line->before != NULL)
        func (PL_EXPORT_ROW_BEFORE, line->before, data);
      if (line->after != NULL)
        func (PL_EXPORT_ROW_AFTER, line->after, data);
    }
}

/**
 * pl_export_plan_get_edits:
 *
 * Returns: (transfer none) (element-type PlExportEdit):
 */
GPtrArray *
pl_export_plan_get_edits (PlExportPlan *self)
{
  return self->edits;
}
