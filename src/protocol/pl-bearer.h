// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

G_BEGIN_DECLS

/**
 * PlBearer:
 * @PL_BEARER_XOAUTH2: as Google and Microsoft describe it: developers.google.com, “XOAUTH2
 *   Mechanism”; learn.microsoft.com, “SASL XOAUTH2”. Older, and offered by all who offer either.
 * @PL_BEARER_OAUTHBEARER: RFC 7628
 *
 * The two mechanisms that carry an access token (RFC 6750) in place of a password. GNU SASL has
 * neither.
 */
typedef enum
{
  PL_BEARER_NONE,
  PL_BEARER_XOAUTH2,
  PL_BEARER_OAUTHBEARER,
} PlBearer;

/**
 * PlBearerMessage:
 * @host: with @port, for OAUTHBEARER: the server's own, as they were dialled
 *
 * What the one message of the client says. All of it is borrowed.
 */
typedef struct
{
  const char *username;
  const PlSecret *token;
  const char *host;
  guint16 port;
} PlBearerMessage;

/**
 * PlBearerRefusal:
 * @status: (nullable): `invalid_token` and the like (RFC 6750 3.1), or a number of HTTP
 * @scope: (nullable): what a token would have to be good for
 * @text: all that was said, made showable
 *
 * A server's reason for refusing a token. Strings are owned, bounded, and fit to be shown.
 */
typedef struct
{
  char *status;
  char *scope;
  char *text;
} PlBearerRefusal;

gboolean pl_bearer_can_carry (const char *username, const PlSecret *token);
char *pl_bearer_make_message (PlBearer bearer, const PlBearerMessage *message);
const char *pl_bearer_get_last_word (PlBearer bearer);

PlBearerRefusal *pl_bearer_refusal_parse (const char *payload, gsize length);
void pl_bearer_refusal_free (PlBearerRefusal *refusal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlBearerRefusal, pl_bearer_refusal_free)

G_END_DECLS
