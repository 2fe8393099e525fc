// SPDX-License-Identifier: GPL-3.0-or-later
/* A plan, and the one way in which any plan is carried out. */
#include "export/pl-export-plan.h"

#include "export/pl-export-owner-private.h"
#include "export/pl-export-receipt-private.h"
#include "export/pl-export-target.h"

#include <glib/gi18n.h>

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

/* --- Carrying it out --- */

static gboolean
check_unchanged (PlExportPlan *self, GError **error)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      const PlExportEdit *edit = self->edits->pdata[i];

      if (!pl_export_file_check_unchanged (edit->file, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
back_up (PlExportPlan *self, PlExportReceipt *receipt, GError **error)
{
  gint64 at = pl_export_receipt_get_at (receipt);

  for (guint i = 0; i < self->edits->len; i++)
    {
      const PlExportEdit *edit = self->edits->pdata[i];
      g_autofree char *digest = pl_export_digest (edit->contents);
      g_autofree char *backup = NULL;

      if (pl_export_file_exists (edit->file))
        {
          backup = pl_export_file_back_up (edit->file, at, error);
          if (backup == NULL)
            return FALSE;
        }
      pl_export_receipt_add (receipt, pl_export_file_get_path (edit->file), backup, digest);
    }
  return TRUE;
}

/* Makes the first @n files what they were, the last one first. Where that fails @receipt keeps the copies,
 * and the error, which spoke of files that are as they were, says so.
 * Returns: %FALSE */
static gboolean
take_back (PlExportPlan *self, PlExportReceipt *receipt, guint n, GError **error)
{
  gboolean done = TRUE;

  while (n-- > 0)
    done &= pl_export_file_restore (((const PlExportEdit *) self->edits->pdata[n])->file, NULL);
  if (done)
    {
      pl_export_receipt_discard (receipt);
      return FALSE;
    }

  g_clear_error (error);
  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
      /* Translators: after an account was written into a mail program's files; the letters in quotes stay */
      _ ("Writing failed, and not every file could be made what it was. The copies of the files as they "
         "were lie beside them; “.postlotse-” stands in their names."));
  return FALSE;
}

/* All files or none: those before the one that failed become what they were. */
static gboolean
replace_all (PlExportPlan *self, PlExportReceipt *receipt, GError **error)
{
  for (guint i = 0; i < self->edits->len; i++)
    {
      const PlExportEdit *edit = self->edits->pdata[i];

      if (!pl_export_file_replace (edit->file, edit->contents, error))
        return take_back (self, receipt, i, error);
    }
  return TRUE;
}

/* What was written is read again as the program will read it: planning the same once more must find
 * nothing to do. */
static gboolean
prove (PlExportPlan *self, PlExportReceipt *receipt, GError **error)
{
  g_autoptr (PlExportPlan) again =
      pl_export_place_get_target (self->place)->plan (self->place, self->account, error);

  if (again != NULL && !pl_export_plan_changes_anything (again))
    return TRUE;

  if (again != NULL)
    g_set_error_literal (
        error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
        /* Translators: after an account was written into a mail program's files */
        _ ("What was written could not be read back as it should be. All files are "
           "as they were."));
  return take_back (self, receipt, self->edits->len, error);
}

/* With the lock held. */
static gboolean
carry_out (PlExportPlan *self, PlExportReceipt *receipt, GError **error)
{
  if (!check_unchanged (self, error) || !back_up (self, receipt, error) ||
      !pl_export_receipt_remember (receipt, error))
    {
      pl_export_receipt_discard (receipt);
      return FALSE;
    }
  return replace_all (self, receipt, error) && prove (self, receipt, error);
}

/* Returns: FALSE with @error when nobody may carry this out here */
static gboolean
check_allowed (PlExportPlan *self, GError **error)
{
  if (self->refusal != NULL)
    {
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED, self->refusal);
      return FALSE;
    }
  return pl_export_account_check_real (self->account, error) &&
         pl_export_check_owner (pl_export_place_get_path (self->place), error);
}

/**
 * pl_export_plan_apply:
 *
 * Carries the plan out: keeps the program out, looks whether the files are as they were planned for,
 * copies them, notes the way back, writes, and reads again. Cannot be cancelled once it writes. Where the
 * plan offers it the account is brought to the program that runs instead; the receipt is empty then.
 *
 * Returns: (transfer full): or %NULL with #PlExportError or %G_IO_ERROR_CANCELLED, and nothing changed
 */
PlExportReceipt *
pl_export_plan_apply (PlExportPlan *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (PlExportReceipt) receipt =
      pl_export_receipt_new (self->place, pl_export_account_get_address (self->account),
                             g_get_real_time () / G_USEC_PER_SEC);
  const PlExportTarget *target = pl_export_place_get_target (self->place);
  gpointer lock = NULL;
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_allowed (self, error))
    return NULL;
  if (self->live_steps != NULL)
    return target->bring (self->place, self->account, cancellable, error)
               ? g_steal_pointer (&receipt)
               : NULL;
  if (self->edits->len == 0)
    return g_steal_pointer (&receipt);

  if (target->lock != NULL)
    {
      lock = target->lock (self->place, error);
      if (lock == NULL)
        return NULL;
    }
  done = carry_out (self, receipt, error);
  if (lock != NULL)
    target->unlock (lock);
  return done ? g_steal_pointer (&receipt) : NULL;
}
