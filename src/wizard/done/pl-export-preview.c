// SPDX-License-Identifier: GPL-3.0-or-later
/* What an export will change and has changed, in words, and line by line for who wants it exactly. */
#include "wizard/done/pl-export-preview.h"

#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-label.h"
#include "wizard/parts/pl-mark.h"

#include <glib/gi18n.h>

#define LINES_HEIGHT 220 /* pixels */

/**
 * pl_export_preview_add_text:
 * @style: (nullable): a class of style.css
 */
void
pl_export_preview_add_text (GtkBox *box, const char *text, const char *style)
{
  gtk_box_append (box, pl_label_new (text, style));
}

static void
add_marked (GtkBox *box, const char *sign, const char *text, const char *style)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = pl_mark_new (sign);

  gtk_widget_add_css_class (row, style);
  gtk_widget_add_css_class (mark, "pl-mark");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), pl_label_new (text, NULL));
  gtk_box_append (box, row);
}

/**
 * pl_export_preview_add_steps:
 * @steps: (nullable): sentences, translated; numbered where there are several
 */
void
pl_export_preview_add_steps (GtkBox *box, const char *const *steps)
{
  gboolean many = steps != NULL && steps[0] != NULL && steps[1] != NULL;

  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%u. %s", i + 1, steps[i]);

      pl_export_preview_add_text (box, many ? numbered : steps[i], NULL);
    }
}

/* --- Exactly --- */

static void
append_row (PlExportRow row, const char *line, gpointer data)
{
  static const char *const signs[] = {
    [PL_EXPORT_ROW_FILE] = "",
    [PL_EXPORT_ROW_BEFORE] = "− ",
    [PL_EXPORT_ROW_AFTER] = "+ ",
  };
  GString *text = data;

  if (text->len > 0)
    g_string_append (text, row == PL_EXPORT_ROW_FILE ? "\n\n" : "\n");
  g_string_append_printf (text, "%s%s", signs[row], line);
}

static char *
make_lines (PlExportPlan *plan)
{
  GString *text = g_string_new (NULL);

  pl_export_plan_visit_lines (plan, append_row, text);
  return g_string_free (text, FALSE);
}

/**
 * pl_export_preview_add_details:
 *
 * The exact lines that change, behind a button.
 */
void
pl_export_preview_add_details (GtkBox *box, PlExportPlan *plan)
{
  g_autofree char *lines = make_lines (plan);
  GtkWidget *disclosure;
  GtkWidget *label;
  GtkWidget *scrolled;

  if (*lines == '\0')
    return;

  label = pl_label_new (lines, "pl-verbatim");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                           "min-content-height", 80, "max-content-height", LINES_HEIGHT,
                           "propagate-natural-height", TRUE, "child", label,
                           /* It takes the focus, and only what has a role can have a name. */
                           "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  /* Translators: name of a box with the lines of files that an
                                   * export changes */
                                  _ ("The lines that change"), -1);
  gtk_widget_add_css_class (scrolled, "pl-log");
  /* Translators: button that shows which lines of which files an export changes */
  disclosure = g_object_new (PL_TYPE_DISCLOSURE, "label", _ ("_Details"), NULL);
  pl_disclosure_set_child (PL_DISCLOSURE (disclosure), scrolled);
  gtk_box_append (box, disclosure);
}

/**
 * pl_export_preview_add_summary:
 * @box: where it goes
 *
 * What @plan would change: sentences and warnings.
 */
void
pl_export_preview_add_summary (GtkBox *box, PlExportPlan *plan)
{
  const char *const *summary = pl_export_plan_get_summary (plan);
  const char *const *warnings = pl_export_plan_get_warnings (plan);
  GtkWidget *sentences = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; summary != NULL && summary[i] != NULL; i++)
    pl_export_preview_add_text (GTK_BOX (sentences), summary[i], NULL);
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    add_marked (GTK_BOX (sentences), "warning", warnings[i], "pl-unsafe");
  gtk_box_append (box, sentences);
}

/**
 * pl_export_preview_add_backups:
 *
 * Where the files as they were are kept.
 */
void
pl_export_preview_add_backups (GtkBox *box, PlExportReceipt *receipt)
{
  g_auto (GStrv) backups = pl_export_receipt_describe_backups (receipt);

  for (guint i = 0; backups[i] != NULL; i++)
    pl_export_preview_add_text (box, backups[i], "pl-hint");
}
