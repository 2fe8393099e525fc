// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-account.h"

G_BEGIN_DECLS

/**
 * PlSheetLine:
 * @name: what mail programs call it
 * @value: one line
 * @verbatim: to be copied letter by letter
 */
typedef struct
{
  char *name;
  char *value;
  gboolean verbatim;
} PlSheetLine;

/**
 * PlSheetPart:
 * @state: (nullable): what a check has shown of it, as a sentence
 * @sign: (nullable): the same as one character, for whoever looks only for that
 * @lines: (element-type PlSheetLine):
 */
typedef struct
{
  char *heading;
  char *state;
  const char *sign;
  GPtrArray *lines;
} PlSheetPart;

/**
 * PlSheet:
 * @subtitle: (nullable): when it was checked
 * @parts: (element-type PlSheetPart): in the order in which set-up dialogs ask for it
 * @note: what is not on it
 *
 * All settings of an account on one page, as words: for a mail program that nothing is written into, and
 * to be kept. Never a password. All strings are owned, and can be shown.
 */
typedef struct
{
  char *title;
  char *subtitle;
  GPtrArray *parts;
  char *note;
} PlSheet;

PlSheet *pl_sheet_new (PlExportAccount *account);
void pl_sheet_free (PlSheet *sheet);

char *pl_sheet_to_html (const PlSheet *sheet);
char *pl_sheet_to_text (const PlSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSheet, pl_sheet_free)

G_END_DECLS
