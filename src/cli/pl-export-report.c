// SPDX-License-Identifier: GPL-3.0-or-later
/* What `postlotse export` prints, for people and for programs. */
#include "cli/pl-export-report.h"

#include "base/pl-json.h"

#include <glib/gi18n.h>

static void
write_line (PlPaper *paper, PlInk ink, const char *text)
{
  pl_paper_write (paper, ink, text);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static char *
get_shown_path (PlExportPlace *place)
{
  const char *path = pl_export_place_get_path (place);

  return path != NULL ? g_filename_display_name (path) : NULL;
}

/* --- Places --- */

static const char *
describe_state (PlExportPlace *place)
{
  switch (pl_export_place_get_state (place))
    {
    case PL_EXPORT_PLACE_RUNNING:
      /* Translators: of a mail program in the list of “postlotse export --list” */
      return _ ("It is open: close it before an account is added.");
    case PL_EXPORT_PLACE_UNUSABLE:
      return pl_export_place_get_problem (place);
    case PL_EXPORT_PLACE_READY:
    default:
      return NULL;
    }
}

static void
write_place (PlPaper *paper, PlExportPlace *place)
{
  g_autofree char *path = get_shown_path (place);
  const char *state = describe_state (place);

  pl_paper_write_padded (paper, PL_INK_STRONG, pl_export_place_get_target (place)->id, 14);
  pl_paper_write (paper, PL_INK_STRONG, pl_export_place_get_title (place));
  if (pl_export_place_get_preferred (place))
    /* Translators: behind the one of several profiles that is taken unless another is named; one blank
     * before it */
    pl_paper_write (paper, PL_INK_GOOD, _ (" (preselected)"));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  if (path != NULL)
    pl_paper_write_wrapped (paper, 14, NULL, path);
  if (state != NULL)
    pl_paper_write_wrapped (paper, 14, NULL, state);
}

/**
 * pl_export_report_write_places:
 * @places: (element-type PlExportPlace):
 */
void
pl_export_report_write_places (PlPaper *paper, GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    write_place (paper, places->pdata[i]);
  if (places->len == 0)
    pl_paper_write_wrapped (
        paper, 0, NULL,
        /* Translators: “postlotse export --list” has found nothing */
        _ ("None of the mail programs that an account can be handed to was found on this computer."));
}

/**
 * pl_export_report_write_documents:
 * @document: (nullable): that one alone
 *
 * The files that an account can be put into.
 */
void
pl_export_report_write_documents (PlPaper *paper, const PlExportDocument *document)
{
  guint n_documents = 0;
  const PlExportDocument *const *documents = pl_export_get_documents (&n_documents);

  for (guint i = 0; i < n_documents; i++)
    {
      if (document != NULL && document != documents[i])
        continue;
      pl_paper_write_padded (paper, PL_INK_STRONG, documents[i]->id, 14);
      write_line (paper, PL_INK_PLAIN, _ (documents[i]->title));
    }
}

static void
add_documents (JsonBuilder *builder, gboolean files, const PlExportDocument *document)
{
  guint n_documents = 0;
  const PlExportDocument *const *documents = pl_export_get_documents (&n_documents);

  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; files && i < n_documents; i++)
    {
      if (document != NULL && document != documents[i])
        continue;
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "file", documents[i]->id);
      pl_json_add_string (builder, "title", _ (documents[i]->title));
      pl_json_add_string (builder, "suffix", documents[i]->suffix);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * pl_export_report_json:
 * @places: (element-type PlExportPlace):
 * @files: with the files that an account can be put into
 * @document: (nullable): that one alone
 *
 * Returns: (transfer full): one JSON object, with a line end
 */
char *
pl_export_report_json (GPtrArray *places, gboolean files, const PlExportDocument *document)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", 1);
  json_builder_set_member_name (builder, "programs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    {
      PlExportPlace *place = places->pdata[i];
      g_autofree char *path = get_shown_path (place);

      json_builder_begin_object (builder);
      pl_json_add_string (builder, "program", pl_export_place_get_target (place)->id);
      pl_json_add_string (builder, "title", pl_export_place_get_title (place));
      pl_json_add_string (builder, "packaging",
                          pl_packaging_to_nick (pl_export_place_get_packaging (place)));
      pl_json_add_string (builder, "profile", pl_export_place_get_profile (place));
      pl_json_add_string (builder, "path", path);
      pl_json_add_boolean (builder, "preferred", pl_export_place_get_preferred (place));
      pl_json_add_string (builder, "state",
                          pl_export_place_state_to_nick (pl_export_place_get_state (place)));
      pl_json_add_string (builder, "problem", pl_export_place_get_problem (place));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_documents (builder, files, document);
  json_builder_end_object (builder);
  text = pl_json_finish (builder, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* --- Plans --- */

/**
 * pl_export_report_write_sentences:
 *
 * A numbered list.
 */
void
pl_export_report_write_sentences (PlPaper *paper, const char *const *sentences)
{
  for (guint i = 0; sentences != NULL && sentences[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%3u ", i + 1);

      pl_paper_write_wrapped (paper, 4, number, sentences[i]);
    }
}

/* Every line under the file it stands in, as it is and as it will be. */
static void
write_row (PlExportRow row, const char *text, gpointer data)
{
  static const struct
  {
    const char *sign;
    PlInk ink;
  } looks[] = {
    [PL_EXPORT_ROW_FILE] = { "\n", PL_INK_STRONG },
    [PL_EXPORT_ROW_BEFORE] = { "- ", PL_INK_BAD },
    [PL_EXPORT_ROW_AFTER] = { "+ ", PL_INK_GOOD },
  };

  pl_paper_write (data, looks[row].ink, looks[row].sign);
  write_line (data, looks[row].ink, text);
}

/**
 * pl_export_report_write_plan:
 * @exact: with every line that changes
 */
void
pl_export_report_write_plan (PlPaper *paper, PlExportPlan *plan, gboolean exact)
{
  const char *const *summary = pl_export_plan_get_summary (plan);
  const char *const *warnings = pl_export_plan_get_warnings (plan);

  write_line (paper, PL_INK_STRONG, pl_export_place_get_title (pl_export_plan_get_place (plan)));
  for (guint i = 0; summary[i] != NULL; i++)
    pl_paper_write_wrapped (paper, 2, "  ", summary[i]);
  for (guint i = 0; warnings[i] != NULL; i++)
    pl_paper_write_wrapped (paper, 2, "! ", warnings[i]);
  if (exact)
    pl_export_plan_visit_lines (plan, write_row, paper);
}

/* --- What was done --- */

/**
 * pl_export_report_write_receipt:
 *
 * Where the files as they were are kept.
 */
void
pl_export_report_write_receipt (PlPaper *paper, PlExportReceipt *receipt)
{
  g_auto (GStrv) backups = pl_export_receipt_describe_backups (receipt);

  for (guint i = 0; backups[i] != NULL; i++)
    pl_paper_write_wrapped (paper, 2, "  ", backups[i]);
}

/**
 * pl_export_report_write_return:
 *
 * What an undo makes of each file.
 */
void
pl_export_report_write_return (PlPaper *paper, PlExportReceipt *receipt)
{
  GPtrArray *written = pl_export_receipt_get_written (receipt);

  write_line (paper, PL_INK_STRONG,
              pl_export_place_get_title (pl_export_receipt_get_place (receipt)));
  for (guint i = 0; i < written->len; i++)
    {
      const PlExportWritten *file = written->pdata[i];
      g_autofree char *shown = g_filename_display_name (file->path);
      g_autofree char *sentence =
          file->backup != NULL
              /* Translators: %s is a file; a change is undone */
              ? g_strdup_printf (_ ("%s becomes what it was before."), shown)
              /* Translators: %s is a file; a change is undone */
              : g_strdup_printf (_ ("%s did not exist before and is deleted."), shown);

      pl_paper_write_wrapped (paper, 2, "  ", sentence);
    }
}
