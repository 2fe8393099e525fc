// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-route.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlPracticeGroup:
 *
 * What an account or scenario is about; lists are in this order.
 */
typedef enum
{
  PL_PRACTICE_GROUP_WELL,
  PL_PRACTICE_GROUP_SIGN_IN,
  PL_PRACTICE_GROUP_SENDING,
  PL_PRACTICE_GROUP_PORT,
  PL_PRACTICE_GROUP_CERTIFICATE,
  PL_PRACTICE_GROUP_SERVER,
  PL_PRACTICE_GROUP_HOSTILE,
} PlPracticeGroup;

/**
 * PlPracticeAccount:
 * @id: name on the command line, such as `all-well` or `wrong-port`
 * @code: (nullable): the cause that the check is to find first; %NULL when all is well
 * @group: accounts of one group stand together
 * @title: (nullable): what it shows, in the person's language; scenarios have none
 * @password: made up, works nowhere else
 * @right_password: (nullable): what the servers want when @password is not it; @title names it
 * @sending_password: (nullable): what the server for sending wants in its place; @title names it
 * @incoming_security: `tls`, `starttls` or `none`, as @outgoing_security
 * @provider: (nullable): who keeps the mail, as an id of the table of providers
 * @username: (nullable): %NULL for the address
 * @auth: (nullable): the only mechanism to use, of both servers
 * @only: (nullable): `incoming` or `outgoing`, where only that is to be checked
 * @allow_cleartext: the person has agreed to a password in clear text
 * @send_test: a test message is sent
 *
 * An account that works or fails in an instructive way. Its settings are the ones to begin with;
 * where a fix exists, it leads to settings that work.
 *
 * A scenario is the same with one fault of the many that servers have: for tests, and for whoever
 * wants to see a certain card. Its servers take any password, or none.
 */
typedef struct
{
  const char *id;
  const char *code;
  PlPracticeGroup group;
  const char *title;
  const char *address;
  const char *password;
  const char *right_password;
  const char *sending_password;
  const char *incoming_service; /* `imap` or `pop3` */
  const char *incoming_host;
  guint16 incoming_port;
  const char *incoming_security;
  const char *outgoing_host;
  guint16 outgoing_port;
  const char *outgoing_security;
  const char *provider;
  const char *username;
  const char *auth;
  const char *only;
  gboolean allow_cleartext;
  gboolean send_test;
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
PlPractice *pl_practice_start_for (const char *id_or_address, GError **error);
void pl_practice_stop (PlPractice *practice);

const PlPracticeAccount *pl_practice_get_accounts (guint *n_accounts);
const PlPracticeAccount *pl_practice_find_account (const char *id_or_address);
const PlPracticeAccount *pl_practice_get_scenarios (guint *n_scenarios);
const PlPracticeAccount *pl_practice_find_scenario (const char *id_or_address);
const char *pl_practice_group_to_nick (PlPracticeGroup group);
const char *pl_practice_group_to_words (PlPracticeGroup group);
const PlRoute *pl_practice_get_routes (PlPractice *practice, guint *n_routes);
const char *pl_practice_get_ca_pem (PlPractice *practice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlPractice, pl_practice_stop)

G_END_DECLS
