// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlImportAccountFields:
 * @program: the mail program's own name
 * @key: what the program itself calls the account by: a key, or the address
 * @title: what a person knows it by, mostly the address
 * @name: (nullable): what the account is called in the program's list of accounts
 * @display_name: (nullable): the person's name
 * @proposal: (nullable): the settings, each server from %PL_SOURCE_USER; %NULL with @problem
 * @accepts_any_certificate: (array fixed-size=2): by #PlDirection: the program checks none there
 * @problem: (nullable): why it cannot be checked, a sentence in the person's language
 *
 * The parts of a #PlImportAccount, as arguments with names.
 */
typedef struct
{
  const char *program;
  const char *key;
  const char *title;
  const char *name;
  const char *display_name;
  PlProposal *proposal;
  gboolean accepts_any_certificate[2];
  const char *problem;
} PlImportAccountFields;

/**
 * PlImportAccount:
 *
 * One account as a mail program has it, without any password; immutable.
 */
#define PL_TYPE_IMPORT_ACCOUNT (pl_import_account_get_type ())
G_DECLARE_FINAL_TYPE (PlImportAccount, pl_import_account, PL, IMPORT_ACCOUNT, GObject)

PlImportAccount *pl_import_account_new (const PlImportAccountFields *fields);

const char *pl_import_account_get_program (PlImportAccount *account);
const char *pl_import_account_get_key (PlImportAccount *account);
const char *pl_import_account_get_title (PlImportAccount *account);
const char *pl_import_account_get_name (PlImportAccount *account);
const char *pl_import_account_get_display_name (PlImportAccount *account);
PlProposal *pl_import_account_get_proposal (PlImportAccount *account);
PlServerSettings *pl_import_account_get_server (PlImportAccount *account, PlDirection direction);
gboolean pl_import_account_get_accepts_any (PlImportAccount *account, PlDirection direction);
const char *pl_import_account_get_problem (PlImportAccount *account);
guint pl_import_account_get_removal (PlImportAccount *account);

G_END_DECLS
