// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-route.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlPracticeAccount:
 * @id: name on the command line, such as `all-well` or `wrong-port`
 * @code: (nullable): the cause that the check is to find first; %NULL when all is well
 * @title: what it shows, in the person's language
 * @password: made up, works nowhere else
 * @right_password: (nullable): what the servers want when @password is not it; @title names it
 * @security: `tls`, `starttls` or `none`
 *
 * An account that works or fails in an instructive way. Its settings are the ones to begin with;
 * where a fix exists, it leads to settings that work.
 */
typedef struct
{
  const char *id;
  const char *code;
  const char *title;
  const char *address;
  const char *password;
  const char *right_password;
  const char *incoming_service; /* `imap` or `pop3` */
  const char *incoming_host;
  guint16 incoming_port;
  const char *incoming_security;
  const char *outgoing_host;
  guint16 outgoing_port;
  const char *outgoing_security;
} PlPracticeAccount;

/**
 * PlPractice:
 *
 * Practice servers on 127.0.0.1, ports chosen by the system, in threads of this process. Their
 * certificate authority is made anew at each start and lives in memory only. What is typed at them
 * is neither kept nor written anywhere. A host without a door does not exist; a door that refuses
 * connections, or never answers them, does both for real.
 */
typedef struct _PlPractice PlPractice;

PlPractice *pl_practice_start (GError **error);
void pl_practice_stop (PlPractice *practice);

const PlPracticeAccount *pl_practice_get_accounts (guint *n_accounts);
const PlPracticeAccount *pl_practice_find_account (const char *id_or_address);
const PlRoute *pl_practice_get_routes (PlPractice *practice, guint *n_routes);
const char *pl_practice_get_ca_pem (PlPractice *practice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlPractice, pl_practice_stop)

G_END_DECLS
