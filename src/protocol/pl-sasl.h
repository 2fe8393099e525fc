// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "protocol/pl-mechanism.h"

G_BEGIN_DECLS

typedef enum
{
  PL_SASL_MORE, /* send the response; the server has something to say yet */
  PL_SASL_COMPLETE, /* send the response; from our side that is all, the server proved what it had to */
  PL_SASL_UNPROVEN, /* the server does not know the password (RFC 5802 3: wrong signature) */
  /* the server says inside the exchange that it refuses (RFC 5802 7: e=...; RFC 7628 3.2.2), and is
   * to end it once it got the response, if there is one */
  PL_SASL_REFUSED,
  PL_SASL_BROKEN, /* what it sent is no challenge of this mechanism */
} PlSaslState;

/**
 * PlSasl:
 *
 * One exchange of one mechanism (RFC 4422), by GNU SASL or, for tokens, by ourselves, without any
 * input or output of its own. The variants bound to the TLS channel (-PLUS) are not offered: inside
 * TLS that was proven they add nothing that a check could tell.
 */
typedef struct _PlSasl PlSasl;

/**
 * PlSaslIdentity:
 * @username: UTF-8
 * @password: (nullable): borrowed; for mechanisms that take one
 * @service: `imap`, `pop`, `smtp`
 * @host: the server's name
 * @port: the server's
 * @token: (nullable): borrowed; for mechanisms that carry one
 *
 * Who signs in where.
 */
typedef struct
{
  const char *username;
  const PlSecret *password;
  const char *service;
  const char *host;
  guint16 port;
  const PlSecret *token;
} PlSaslIdentity;

PlSasl *pl_sasl_new (const PlMechanism *mechanism, const PlSaslIdentity *identity);
void pl_sasl_free (PlSasl *sasl);

PlSaslState pl_sasl_step (PlSasl *sasl, const char *challenge, char **response);
const PlBearerRefusal *pl_sasl_get_refusal (PlSasl *sasl);
gboolean pl_sasl_can_carry (const PlMechanism *mechanism, const PlSecret *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSasl, pl_sasl_free)

G_END_DECLS
