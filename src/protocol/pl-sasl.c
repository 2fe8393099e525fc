// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-sasl.h"

#include <gsasl.h>
#include <string.h>

/* The server sets how long SCRAM's key derivation takes. RFC 7677 wants 4096 rounds, the most in use
 * is some 600000 (half a second of work); a hostile number would keep us busy for hours. */
#define MOST_SCRAM_ROUNDS 1000000

#define LONGEST_CHALLENGE (16 * 1024)

struct _PlSasl
{
  const PlMechanism *mechanism; /* borrowed, static */
  Gsasl_session *session; /* owned; NULL with a mechanism for tokens */
  PlSecret *message; /* owned; NULL with a mechanism for passwords */
  PlBearerRefusal *refusal; /* owned, nullable: what the server said to the token */
  guint n_steps;
  gboolean complete;
};

/* One for the process: nothing in it changes once it is made, so the lanes share it. */
static Gsasl *
get_library (void)
{
  static gsize once;
  static Gsasl *library;

  if (g_once_init_enter (&once))
    {
      int result = gsasl_init (&library);

      if (result != GSASL_OK)
        g_error ("GNU SASL does not start: %s", gsasl_strerror (result));
      g_once_init_leave (&once, 1);
    }
  return library;
}

static PlSecret *
make_message (PlBearer bearer, const PlSaslIdentity *identity)
{
  PlBearerMessage parts = { identity->username, identity->token, identity->host, identity->port };
  g_autoptr (PlSecretString) message = pl_bearer_make_message (bearer, &parts);

  return pl_secret_new (message, -1);
}

/**
 * pl_sasl_new:
 * @mechanism: no command; the password or token is one that it can carry
 *
 * Returns: (transfer full) (nullable): %NULL where GNU SASL was built without this mechanism
 */
PlSasl *
pl_sasl_new (const PlMechanism *mechanism, const PlSaslIdentity *identity)
{
  g_autoptr (PlSasl) sasl = g_new0 (PlSasl, 1);

  sasl->mechanism = mechanism;
  if (mechanism->bearer != PL_BEARER_NONE)
    {
      sasl->message = make_message (mechanism->bearer, identity);
      return g_steal_pointer (&sasl);
    }
  if (gsasl_client_start (get_library (), mechanism->name, &sasl->session) != GSASL_OK)
    return NULL;

  gsasl_property_set (sasl->session, GSASL_AUTHID, identity->username);
  gsasl_property_set (sasl->session, GSASL_PASSWORD, pl_secret_peek (identity->password));
  gsasl_property_set (sasl->session, GSASL_SERVICE, identity->service);
  gsasl_property_set (sasl->session, GSASL_HOSTNAME, identity->host);
  return g_steal_pointer (&sasl);
}

/* GNU SASL frees its copies without wiping them. It lends them out, and the session that owns the
 * memory ends here. */
static void
wipe_property (Gsasl_session *session, Gsasl_property property)
{
  const char *value = gsasl_property_fast (session, property);

  if (value != NULL)
    pl_secret_wipe ((gpointer) value, strlen (value));
}

void
pl_sasl_free (PlSasl *sasl)
{
  if (sasl->session != NULL)
    {
      wipe_property (sasl->session, GSASL_PASSWORD);
      wipe_property (sasl->session, GSASL_SCRAM_SALTED_PASSWORD);
      gsasl_finish (sasl->session);
    }
  g_clear_pointer (&sasl->message, pl_secret_unref);
  g_clear_pointer (&sasl->refusal, pl_bearer_refusal_free);
  g_free (sasl);
}

/* "r=...,s=...,i=4096" (RFC 5802 5.1) */
static gboolean
asks_for_too_many_rounds (const char *challenge)
{
  const char *rounds = strstr (challenge, ",i=");

  return rounds != NULL && g_ascii_strtoull (rounds + 3, NULL, 10) > MOST_SCRAM_ROUNDS;
}

/* Out of base64; %NULL when it is none. */
static char *
decode_base64 (const char *challenge, gsize *length)
{
  char *raw = NULL;
  char *decoded;

  if (strlen (challenge) > LONGEST_CHALLENGE ||
      gsasl_base64_from (challenge, strlen (challenge), &raw, length) != GSASL_OK)
    return NULL;

  decoded = g_strndup (raw, *length);
  gsasl_free (raw);
  return decoded;
}

static char *
decode (const PlMechanism *mechanism, const char *challenge, gsize *length)
{
  char *decoded;

  /* LOGIN's questions differ from server to server and mean nothing ("VXNlcm5hbWU6", "User Name"). */
  if (g_str_equal (mechanism->name, "LOGIN"))
    challenge = "";

  decoded = decode_base64 (challenge, length);
  if (decoded != NULL && mechanism->proves_server && asks_for_too_many_rounds (decoded))
    g_clear_pointer (&decoded, g_free);
  return decoded;
}

static PlSaslState
judge (PlSasl *sasl, int result, const char *challenge)
{
  if (result == GSASL_OK || result == GSASL_NEEDS_MORE)
    {
      sasl->complete = result == GSASL_OK;
      return sasl->complete ? PL_SASL_COMPLETE : PL_SASL_MORE;
    }

  if (!sasl->mechanism->proves_server || challenge == NULL)
    return PL_SASL_BROKEN;

  if (g_str_has_prefix (challenge, "e="))
    return PL_SASL_REFUSED;
  /* Our third step looks at the server's signature. */
  return sasl->n_steps > 2 && result == GSASL_AUTHENTICATION_ERROR ? PL_SASL_UNPROVEN
                                                                   : PL_SASL_BROKEN;
}

/* One message is all there is to say. A challenge behind it can only be a refusal, and ends when the
 * client has said its last word (RFC 7628 3.2.3); one more is none of this mechanism's. */
static PlSaslState
step_with_token (PlSasl *sasl, const char *challenge, char **response)
{
  g_autofree char *payload = NULL;
  gsize length = 0;

  if (challenge == NULL || sasl->n_steps == 0)
    {
      sasl->n_steps++;
      *response = g_base64_encode ((const guchar *) pl_secret_peek (sasl->message),
                                   pl_secret_get_length (sasl->message));
      return PL_SASL_COMPLETE;
    }

  payload = sasl->refusal == NULL ? decode_base64 (challenge, &length) : NULL;
  if (payload == NULL)
    return PL_SASL_BROKEN;
  sasl->refusal = pl_bearer_refusal_parse (payload, length);
  *response = g_strdup (pl_bearer_get_last_word (sasl->mechanism->bearer));
  return PL_SASL_REFUSED;
}

/**
 * pl_sasl_step:
 * @challenge: (nullable): in base64 as the server sent it; %NULL for our initial response
 * @response: (out) (transfer full): what to send, in base64; a #PlSecretString. %NULL unless
 *   the state is %PL_SASL_MORE or %PL_SASL_COMPLETE, or %PL_SASL_REFUSED where the mechanism has an
 *   answer to that.
 */
PlSaslState
pl_sasl_step (PlSasl *sasl, const char *challenge, char **response)
{
  gsize length = 0;
  g_autofree char *input = NULL;
  char *output = NULL;
  size_t output_length = 0;
  int result;

  *response = NULL;
  if (sasl->message != NULL)
    return step_with_token (sasl, challenge, response);
  if (sasl->complete)
    return PL_SASL_BROKEN;
  if (challenge != NULL)
    {
      input = decode (sasl->mechanism, challenge, &length);
      if (input == NULL)
        return PL_SASL_BROKEN;
    }

  sasl->n_steps++;
  result = gsasl_step (sasl->session, input, length, &output, &output_length);
  if (result == GSASL_OK || result == GSASL_NEEDS_MORE)
    *response = g_base64_encode ((const guchar *) output, output_length);
  pl_secret_wipe (output, output_length);
  gsasl_free (output);
  return judge (sasl, result, input);
}

/**
 * pl_sasl_get_refusal:
 *
 * Returns: (transfer none) (nullable): what the server said against a token inside the exchange
 */
const PlBearerRefusal *
pl_sasl_get_refusal (PlSasl *sasl)
{
  return sasl->refusal;
}

/**
 * pl_sasl_can_carry:
 * @password: may hold any bytes
 *
 * Returns: %FALSE when the mechanism has no way to send it: a NUL, or what SASLprep forbids
 */
gboolean
pl_sasl_can_carry (const PlMechanism *mechanism, const PlSecret *password)
{
  const char *bytes = pl_secret_peek (password);
  char *prepared = NULL;
  int result;

  if (memchr (bytes, '\0', pl_secret_get_length (password)) != NULL)
    return FALSE;
  if (!mechanism->prepares)
    return TRUE;

  result = gsasl_saslprep (bytes, 0, &prepared, NULL);
  if (prepared != NULL)
    pl_secret_wipe (prepared, strlen (prepared));
  gsasl_free (prepared);
  return result == GSASL_OK;
}
