// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-account.h"
#include "export/frame/pl-export-error.h"

G_BEGIN_DECLS

/**
 * PlExportDocument:
 * @id: what `--to` takes
 * @title: what it is, an N_() text
 * @suffix: of a file's name, such as `.html`
 * @is_for_people: it only tells what was checked. All others make a program sign in by it: they are
 *   refused where nobody has agreed to send a password unencrypted, and for accounts made up for practice.
 * @refuse: (nullable): (transfer full) (nullable): why there can be none for that account, as a
 *   sentence
 * @make: the whole contents of the file, for an account that is not refused
 * @show: (nullable): the same for a terminal, where the file itself would not be readable there;
 *   @colours: escape sequences are understood
 * @steps: (nullable): what a person does with it, as N_() sentences
 *
 * A file that an account can be put into, for a person or a device elsewhere, as a constant; all stand
 * in pl-export-targets.c. Pure functions: nothing is read and nothing is written. There is never a
 * password in it.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *suffix;
  gboolean is_for_people;
  char *(*refuse) (PlExportAccount *account);
  char *(*make) (PlExportAccount *account, GError **error);
  char *(*show) (PlExportAccount *account, gboolean colours, GError **error);
  const char *const *steps;
} PlExportDocument;

/* The QR code for Thunderbird on Android, and the sheet: what the wizard shows besides as it is */
extern const PlExportDocument pl_export_qr;
extern const PlExportDocument pl_export_sheet;

const PlExportDocument *const *pl_export_get_documents (guint *n_documents);
const PlExportDocument *pl_export_find_document (const char *id);

char *pl_export_document_refuse (const PlExportDocument *document, PlExportAccount *account);
char *pl_export_document_make (const PlExportDocument *document,
                               PlExportAccount *account,
                               GError **error);
char *pl_export_document_show (const PlExportDocument *document,
                               PlExportAccount *account,
                               gboolean colours,
                               GError **error);

char *pl_export_qr_make_text (PlExportAccount *account);

G_END_DECLS
