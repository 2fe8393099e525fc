// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"
#include "protocol/pl-bearer.h"
#include "protocol/pl-capability-list.h"

G_BEGIN_DECLS

/**
 * PlMechanism:
 * @name: SASL name, or `LOGIN-COMMAND`, `USER-PASS` for the commands of IMAP and POP3
 * @is_command: no SASL exchange
 * @client_first: the client speaks first, so an initial response can save a round trip (RFC 4959)
 * @proves_server: the server has to prove that it knows the password, too (RFC 5802 5)
 * @prepares: the password goes through SASLprep (RFC 4013) and may fail there
 * @bearer: it carries an access token, never a password
 *
 * A way to sign in.
 */
typedef struct
{
  const char *name;
  gboolean is_command;
  gboolean client_first;
  gboolean proves_server;
  gboolean prepares;
  PlBearer bearer;
} PlMechanism;

/**
 * PlMechanismChoice:
 * @capabilities: (nullable): borrowed
 * @trusted: over encryption with an accepted certificate
 * @forced: (nullable): the only one that may be used
 * @by_token: with an access token, which no other mechanism may see, as none for tokens may see a
 *   password
 * @plain_is_quick: PLAIN takes one round trip here
 * @command_is_quick: LOGIN, or USER and PASS, takes one round trip here
 *
 * All that decides how to sign in.
 */
typedef struct
{
  PlService service;
  const PlCapabilityList *capabilities;
  gboolean trusted;
  const char *forced;
  gboolean by_token;
  gboolean plain_is_quick;
  gboolean command_is_quick;
} PlMechanismChoice;

const PlMechanism *pl_mechanism_find (const char *name);
gboolean pl_mechanism_wants_token (const char *name);
const PlMechanism *pl_mechanism_choose (const PlMechanismChoice *choice);

G_END_DECLS
