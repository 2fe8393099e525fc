// SPDX-License-Identifier: GPL-3.0-or-later
/* What is the same for all files that an account can be put into. */
#include "export/frame/pl-export-document.h"

#include <glib/gi18n.h>

/**
 * pl_export_document_refuse:
 *
 * Returns: (transfer full) (nullable): why @account cannot be put into such a file, as a sentence
 */
char *
pl_export_document_refuse (const PlExportDocument *document, PlExportAccount *account)
{
  g_autoptr (GError) made_up = NULL;

  if (!document->is_for_people && !pl_export_account_check_real (account, &made_up))
    return g_strdup (made_up->message);
  if (!document->is_for_people && pl_export_account_has_open_cleartext (account))
    return g_strdup (
        /* Translators: why an account of a file is not handed to a mail program */
        _ ("The password would be sent without encryption, and nobody has agreed to that here."));
  return document->refuse != NULL ? document->refuse (account) : NULL;
}

static gboolean
check (const PlExportDocument *document, PlExportAccount *account, GError **error)
{
  g_autofree char *reason = pl_export_document_refuse (document, account);

  if (reason != NULL)
    g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED, reason);
  return reason == NULL;
}

/**
 * pl_export_document_make:
 *
 * Returns: (transfer full): the file's contents, UTF-8, or %NULL with #PlExportError
 */
char *
pl_export_document_make (const PlExportDocument *document, PlExportAccount *account, GError **error)
{
  return check (document, account, error) ? document->make (account, error) : NULL;
}

/**
 * pl_export_document_show:
 * @colours: the terminal understands escape sequences
 *
 * Returns: (transfer full): as pl_export_document_make(), for a terminal
 */
char *
pl_export_document_show (const PlExportDocument *document,
                         PlExportAccount *account,
                         gboolean colours,
                         GError **error)
{
  if (document->show == NULL)
    return pl_export_document_make (document, account, error);
  return check (document, account, error) ? document->show (account, colours, error) : NULL;
}
