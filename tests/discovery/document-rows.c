// SPDX-License-Identifier: GPL-3.0-or-later
#include "document-rows.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  const DocumentRow *row; /* static */
  DocumentParser parse;
} Case;

PlConfig *
document_parse (DocumentParser parse, const char *document, gsize length)
{
  g_autofree char *exact = g_memdup2 (document, MAX (length, 1)); /* without the NUL behind it */
  g_autoptr (GError) error = NULL;
  PlConfig *config = parse (exact, length, &error);

  if (config == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  else
    g_assert_no_error (error);
  return config;
}

static void
test_row (gconstpointer data)
{
  const Case *one = data;
  const DocumentRow *row = one->row;
  g_autoptr (PlConfig) config = document_parse (one->parse, row->document, strlen (row->document));
  g_autofree char *text = config != NULL ? config_to_text (config) : NULL;

  g_assert_cmpstr (text, ==, row->text);
}

void
document_rows_add (const char *group, const DocumentRow *rows, guint n_rows, DocumentParser parse)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s", group, rows[i].name);
      Case *one = g_new (Case, 1);

      *one = (Case){ &rows[i], parse };
      g_test_add_data_func_full (path, one, test_row, g_free);
    }
}
