// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/existing/pl-existing-write-back-part.h"

#include "wizard/done/pl-program-row.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

struct _PlExistingWriteBackPart
{
  GtkWidget parent_instance;

  /* All borrowed: children */
  PlHeading *heading;
  GtkLabel *words;
  PlProgramRow *row; /* nullable: while there is nothing to write */

  GCancellable *finding; /* owned, nullable: while it is found out whether the program runs */
};

G_DEFINE_FINAL_TYPE (PlExistingWriteBackPart, pl_existing_write_back_part, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Whether the program runs by now --- */

static gboolean
is_same_place (PlExportPlace *a, PlExportPlace *b)
{
  return pl_export_place_get_target (a) == pl_export_place_get_target (b) &&
         pl_export_place_get_packaging (a) == pl_export_place_get_packaging (b) &&
         g_strcmp0 (pl_export_place_get_path (a), pl_export_place_get_path (b)) == 0;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlExistingWriteBackPart) self = user_data;
  g_autoptr (GPtrArray) places = pl_setup_find_programs_finish (PL_SETUP (source), result, NULL);
  PlProgramJob *job;

  if (places == NULL)
    return;
  g_clear_object (&self->finding);
  if (self->row == NULL)
    return;

  job = pl_program_row_get_job (self->row);
  for (guint i = 0; i < places->len; i++)
    if (is_same_place (pl_program_job_get_place (job), places->pdata[i]))
      {
        pl_program_job_set_place (job, places->pdata[i]);
        return;
      }
}

static void
look (PlExistingWriteBackPart *self, PlSetup *setup)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  pl_setup_find_programs_async (setup, self->finding, found_cb, g_object_ref (self));
}

/* --- The view --- */

static void
drop_row (PlExistingWriteBackPart *self)
{
  if (self->row != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->row));
  self->row = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->words), TRUE);
}

/* What is written is said by the row. */
static void
row_changed_cb (PlExistingWriteBackPart *self, PlProgramRow *row)
{
  gtk_widget_set_visible (GTK_WIDGET (self->words),
                          pl_program_job_get_stage (pl_program_row_get_job (row)) !=
                              PL_PROGRAM_DONE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ensure_row (PlExistingWriteBackPart *self, PlSetup *setup)
{
  g_autoptr (PlProgramJob) job = NULL;

  if (self->row == NULL)
    {
      job = pl_program_job_new (setup, pl_setup_get_import_place (setup));
      self->row = PL_PROGRAM_ROW (pl_program_row_new (job));
      gtk_widget_set_parent (GTK_WIDGET (self->row), GTK_WIDGET (self));
      g_signal_connect_object (self->row, "changed", G_CALLBACK (row_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  look (self, setup);
}

static char *
describe (PlSetup *setup)
{
  PlImportAccount *account = pl_setup_get_import (setup);

  if (!pl_setup_may_write_back (setup))
    return pl_setup_describe_no_write_back (account);
  return g_strdup_printf (
      /* Translators: an address, then a mail program */
      _ ("What was changed here for %s is not in %s yet. Look first at what will be written there; "
         "the old files are kept beside the new ones."),
      pl_import_account_get_title (account), pl_import_account_get_program (account));
}

static void
show (PlExistingWriteBackPart *self, PlSetup *setup)
{
  g_autofree char *words = describe (setup);
  g_autofree char *heading =
      /* Translators: heading on the last page; %s is a mail program that has the account already */
      g_strdup_printf (_ ("Write the correction back into %s"),
                       pl_import_account_get_program (pl_setup_get_import (setup)));

  pl_heading_set_label (self->heading, heading);
  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
}

/**
 * pl_existing_write_back_part_update:
 * @renew: the settings are others now: whatever was planned or done does not concern them
 *
 * Derives the view from the account as it is now.
 */
void
pl_existing_write_back_part_update (PlExistingWriteBackPart *self, PlSetup *setup, gboolean renew)
{
  gboolean shown = pl_setup_get_import_place (setup) != NULL &&
                   pl_setup_is_import_changed (setup) &&
                   pl_setup_get_checked_settings (setup) != NULL;

  if (renew)
    drop_row (self);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;

  show (self, setup);
  if (renew && pl_setup_may_write_back (setup))
    ensure_row (self, setup);
}

/**
 * pl_existing_write_back_part_get_place:
 *
 * Returns: (transfer none) (nullable): whose row stands here, and need not stand elsewhere
 */
PlExportPlace *
pl_existing_write_back_part_get_place (PlExistingWriteBackPart *self)
{
  return self->row != NULL ? pl_program_job_get_place (pl_program_row_get_job (self->row)) : NULL;
}

/**
 * pl_existing_write_back_part_is_undecided:
 *
 * Returns: whether its row waits for the person's yes, or is under way
 */
gboolean
pl_existing_write_back_part_is_undecided (PlExistingWriteBackPart *self)
{
  return self->row != NULL && pl_program_row_is_undecided (self->row);
}

/**
 * pl_existing_write_back_part_is_waiting:
 *
 * Returns: whether the settings go into the program as soon as that is closed
 */
gboolean
pl_existing_write_back_part_is_waiting (PlExistingWriteBackPart *self)
{
  return self->row != NULL &&
         pl_program_job_get_stage (pl_program_row_get_job (self->row)) == PL_PROGRAM_WAITING;
}

/* --- Construction --- */

static void
pl_existing_write_back_part_dispose (GObject *object)
{
  PlExistingWriteBackPart *self = PL_EXISTING_WRITE_BACK_PART (object);
  GtkWidget *child;

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->row = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_existing_write_back_part_parent_class)->dispose (object);
}

static void
pl_existing_write_back_part_class_init (PlExistingWriteBackPartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_existing_write_back_part_dispose;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_EXISTING_WRITE_BACK_PART, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "writeback");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_existing_write_back_part_init (PlExistingWriteBackPart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->heading = g_object_new (PL_TYPE_HEADING, "label", "", NULL);
  self->words = GTK_LABEL (pl_label_new ("", NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
}
