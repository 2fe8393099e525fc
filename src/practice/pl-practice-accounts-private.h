// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-practice-ca.h"
#include "practice/pl-practice-scripts-private.h"
#include "practice/pl-practice.h"

G_BEGIN_DECLS

#define PL_MOST_PRACTICE_SERVERS 4 /* of one account */

/**
 * PlPracticeServer:
 * @script: %PL_PRACTICE_NONE ends an account's list
 * @certificate: of the account's host
 * @certificate_host: (nullable): whose certificate it shows instead
 * @lets: (nullable): see #PlPracticeRole
 *
 * One door of an account, and who answers there.
 */
typedef struct
{
  PlPracticeScript script;
  const char *host;
  guint16 port;
  const char *security;
  PlPracticeCertificate certificate;
  const char *certificate_host;
  const char *lets;
} PlPracticeServer;

/**
 * PlPracticeAccountRow:
 * @account: its title is untranslated, `{password}` in it stands for the right one
 */
typedef struct
{
  PlPracticeAccount account;
  PlPracticeServer servers[PL_MOST_PRACTICE_SERVERS];
} PlPracticeAccountRow;

const PlPracticeAccountRow *pl_practice_accounts_get_rows (guint *n_rows);

G_END_DECLS
