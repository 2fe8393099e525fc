// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-bearer.h"

#include "base/pl-json-object.h"
#include "base/pl-text.h"

#include <string.h>

#define KVSEP "\x01" /* RFC 7628 3.1 */

/* Of what a server says, in bytes: more than any reason needs. */
#define MOST_SHOWN 500
#define MOST_STATUS 64

/* RFC 6750 2.1, “b64token”, would be stricter; RFC 6749 A.12 lets a token have any visible
 * character, and what an authorization server has made is not ours to refuse. */
static gboolean
is_token (const PlSecret *token)
{
  const char *bytes = pl_secret_peek (token);
  gsize length = pl_secret_get_length (token);

  for (gsize i = 0; i < length; i++)
    if (bytes[i] <= ' ' || bytes[i] >= 0x7f)
      return FALSE;

  return length > 0;
}

/**
 * pl_bearer_can_carry:
 *
 * Returns: %FALSE when either would break the message's form
 */
gboolean
pl_bearer_can_carry (const char *username, const PlSecret *token)
{
  return *username != '\0' && !pl_text_has_control_characters (username) && is_token (token);
}

/* “=” and “,” have a meaning in the header (RFC 5801 4, saslname). */
static char *
escape_name (const char *username)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = username; *p != '\0'; p++)
    {
      if (*p == '=')
        g_string_append (escaped, "=3D");
      else if (*p == ',')
        g_string_append (escaped, "=2C");
      else
        g_string_append_c (escaped, *p);
    }
  return g_string_free (escaped, FALSE);
}

/**
 * pl_bearer_make_message:
 * @message: of which pl_bearer_can_carry() says yes
 *
 * Returns: (transfer full): a #PlSecretString, not yet in base64
 */
char *
pl_bearer_make_message (PlBearer bearer, const PlBearerMessage *message)
{
  const char *token = pl_secret_peek (message->token);
  g_autofree char *name = NULL;
  char port[G_ASCII_DTOSTR_BUF_SIZE];

  /* g_strconcat() measures first, so that no half of a token is left behind by growing. */
  if (bearer == PL_BEARER_XOAUTH2)
    return g_strconcat ("user=", message->username, KVSEP "auth=Bearer ", token, KVSEP KVSEP, NULL);

  name = escape_name (message->username);
  g_snprintf (port, sizeof port, "%u", message->port);
  return g_strconcat ("n,a=", name, "," KVSEP "host=", message->host, KVSEP "port=", port,
                      KVSEP "auth=Bearer ", token, KVSEP KVSEP, NULL);
}

/**
 * pl_bearer_get_last_word:
 *
 * Returns: what the client says to a refusal, so that the server ends the exchange, in base64:
 *   nothing in XOAUTH2, one separator in OAUTHBEARER (RFC 7628 3.2.3)
 */
const char *
pl_bearer_get_last_word (PlBearer bearer)
{
  return bearer == PL_BEARER_OAUTHBEARER ? "AQ==" : "";
}

static char *
make_showable (const char *text, gsize length, gsize most)
{
  return text != NULL ? pl_text_make_showable (text, (gssize) MIN (length, most)) : NULL;
}

static char *
dup_member (const PlJsonObject *object, const char *name, gsize most)
{
  const char *text = pl_json_object_get_string (object, name);
  guint number = 0;

  /* Some write the number of HTTP as one. */
  if (text == NULL && pl_json_object_get_uint (object, name, &number))
    return g_strdup_printf ("%u", number);
  return text != NULL && *text != '\0' ? make_showable (text, strlen (text), most) : NULL;
}

/**
 * pl_bearer_refusal_parse:
 * @payload: out of its base64; any bytes
 *
 * What is no JSON is a refusal all the same, only without a reason that a program could read.
 *
 * Returns: (transfer full):
 */
PlBearerRefusal *
pl_bearer_refusal_parse (const char *payload, gsize length)
{
  g_autoptr (PlJsonObject) object = pl_json_object_parse (payload, length);
  PlBearerRefusal *refusal = g_new0 (PlBearerRefusal, 1);

  refusal->text = make_showable (payload, length, MOST_SHOWN);
  if (object != NULL)
    {
      refusal->status = dup_member (object, "status", MOST_STATUS);
      refusal->scope = dup_member (object, "scope", MOST_SHOWN);
    }
  return refusal;
}

void
pl_bearer_refusal_free (PlBearerRefusal *refusal)
{
  g_free (refusal->status);
  g_free (refusal->scope);
  g_free (refusal->text);
  g_free (refusal);
}
