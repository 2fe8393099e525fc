// SPDX-License-Identifier: GPL-3.0-or-later
/* What `postlotse export` writes into a file of its own, instead of a mail program's. */
#include "cli/pl-export-files.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Never over a file that is there; and whom a name and an address concern is decided by the person. */
static gboolean
write_new_file (const char *name, GBytes *contents, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);
  gsize length;
  const void *bytes = g_bytes_get_data (contents, &length);

  if (stream == NULL)
    return FALSE;
  if (g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, NULL, error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    return TRUE;

  /* Half a file is worse than none, and stands in the way of the next try. */
  (void) g_file_delete (file, NULL, NULL);
  return FALSE;
}

static void
write_steps (PlPaper *paper, const char *const *steps)
{
  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%3u ", i + 1);

      pl_paper_write_wrapped (paper, 4, number, _ (steps[i]));
    }
}

/**
 * pl_export_files_write_import:
 *
 * Writes the file for a mail program's own import, and what is done with it onto @paper.
 */
gboolean
pl_export_files_write_import (const PlExportOptions *options,
                              PlExportAccount *account,
                              PlPaper *paper,
                              GError **error)
{
  g_autoptr (GBytes) contents = pl_export_make_import (options->target, account, error);

  if (contents == NULL || !write_new_file (options->import_file, contents, error))
    return FALSE;

  write_steps (paper, options->target->import_steps);
  return TRUE;
}

/* A picture out of letters needs its own black and white. */
static gboolean
understands_colours (void)
{
  return isatty (STDOUT_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

static gboolean
print_document (const PlExportDocument *document,
                PlExportAccount *account,
                PlPaper *paper,
                GError **error)
{
  gboolean terminal = isatty (STDOUT_FILENO);
  g_autofree char *text =
      pl_export_document_show (document, account, understands_colours (), error);

  if (text == NULL)
    return FALSE;

  pl_paper_write (paper, PL_INK_PLAIN, text);
  if (!terminal)
    return TRUE; /* it goes into a file or to a program: nothing but itself */
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  write_steps (paper, document->steps);
  return TRUE;
}

/**
 * pl_export_files_write_document:
 *
 * Writes the document into the file that was named, and what is done with it onto @paper; without a
 * name prints the document itself.
 */
gboolean
pl_export_files_write_document (const PlExportOptions *options,
                                PlExportAccount *account,
                                PlPaper *paper,
                                GError **error)
{
  const PlExportDocument *document = options->document;
  g_autoptr (GBytes) contents = NULL;
  char *text;

  if (options->output == NULL)
    return print_document (document, account, paper, error);

  text = pl_export_document_make (document, account, error);
  if (text == NULL)
    return FALSE;
  contents = g_bytes_new_take (text, strlen (text));
  if (!write_new_file (options->output, contents, error))
    return FALSE;

  write_steps (paper, document->steps);
  return TRUE;
}
