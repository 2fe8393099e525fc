// SPDX-License-Identifier: GPL-3.0-or-later
/* Challenges, one a line, to every mechanism. A SCRAM server's first words have to continue our nonce:
 * "~" stands for it. */
#include "protocol/pl-sasl.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char *const names[] = { "PLAIN",         "LOGIN",   "CRAM-MD5",   "SCRAM-SHA-1",
                                     "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER" };

/* What we said first, as far as the server repeats it. */
static char *
find_nonce (const char *first64)
{
  gsize length = 0;
  g_autofree guchar *decoded =
      first64 != NULL ? g_base64_decode (first64, &length) : (guchar *) g_strdup ("");
  g_autofree char *text = g_strndup ((const char *) decoded, length);
  const char *nonce = strstr (text, "r=");

  return g_strdup (nonce != NULL ? nonce : "");
}

/* Lines that begin with "=" are base64 already, others are put into it. */
static char *
make_challenge (const char *line, const char *nonce)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;

  if (*line == '=')
    return g_strdup (line + 1);

  /* What a hostile number costs is tested elsewhere; here it would only cost rounds. */
  if (strstr (line, ",i=") != NULL && strlen (strstr (line, ",i=")) > strlen (",i=999") &&
      strlen (strstr (line, ",i=")) < strlen (",i=99999999"))
    return g_strdup ("");
  parts = g_strsplit (line, "~", 3);
  text = g_strjoinv (nonce, parts);
  return g_base64_encode ((const guchar *) text, strlen (text));
}

static void
talk (const char *name, const GStrv lines)
{
  const PlMechanism *mechanism = pl_mechanism_find (name);
  g_autoptr (PlSecret) password = pl_secret_new ("pencil", -1);
  PlSaslIdentity identity = { "anna", password, "imap", "mail.example.org", 993, password };
  g_autoptr (PlSasl) sasl = pl_sasl_new (mechanism, &identity);
  g_autoptr (PlSecretString) first = NULL;
  g_autofree char *nonce = NULL;
  PlSaslState state = PL_SASL_MORE;
  /* Behind its only message a token's mechanism hears a refusal, or nothing. */
  gboolean by_token = mechanism->bearer != PL_BEARER_NONE;

  g_assert_true (by_token || pl_sasl_can_carry (mechanism, password));
  if (mechanism->client_first)
    state = pl_sasl_step (sasl, NULL, &first);
  nonce = find_nonce (first);

  for (guint i = 0; lines[i] != NULL && (state == PL_SASL_MORE || by_token); i++)
    {
      g_autofree char *challenge = make_challenge (lines[i], nonce);
      g_autoptr (PlSecretString) response = NULL;

      state = pl_sasl_step (sasl, challenge, &response);
      g_assert_cmpint ((response != NULL), ==,
                       (state == PL_SASL_MORE || state == PL_SASL_COMPLETE ||
                        (by_token && state == PL_SASL_REFUSED)));
      g_assert_false (by_token && state == PL_SASL_COMPLETE);
      /* Nobody who does not know the password proves that they do. */
      g_assert_false (mechanism->proves_server && state == PL_SASL_COMPLETE);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    talk (names[i], lines);
  return 0;
}
