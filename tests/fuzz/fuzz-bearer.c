// SPDX-License-Identifier: GPL-3.0-or-later
/* What a server says against a token: as the payload itself, and as challenges, one a line, to the
 * mechanisms. */
#include "protocol/pl-sasl.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MOST_TEXT 4096 /* bytes: far above what is kept, with room for characters made valid */

static void
expect_showable (const char *text)
{
  if (text == NULL)
    return;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <, MOST_TEXT);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (*p == '\n' || !g_unichar_iscntrl (g_utf8_get_char (p)));
}

static void
expect_showable_refusal (const PlBearerRefusal *refusal)
{
  g_assert_nonnull (refusal->text);
  expect_showable (refusal->text);
  expect_showable (refusal->status);
  expect_showable (refusal->scope);
}

static void
talk (const char *name, const GStrv lines)
{
  const PlMechanism *mechanism = pl_mechanism_find (name);
  g_autoptr (PlSecret) token = pl_secret_new ("token", -1);
  PlSaslIdentity identity = {
    .username = "anna", .service = "imap", .host = "mail.example.org", .port = 993, .token = token
  };
  g_autoptr (PlSasl) sasl = pl_sasl_new (mechanism, &identity);
  g_autoptr (PlSecretString) first = NULL;

  g_assert_cmpint (pl_sasl_step (sasl, NULL, &first), ==, PL_SASL_COMPLETE);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (PlSecretString) response = NULL;
      PlSaslState state = pl_sasl_step (sasl, lines[i], &response);

      /* Nothing that a server says gets a second look at the token. */
      g_assert_true (state == PL_SASL_REFUSED || state == PL_SASL_BROKEN);
      g_assert_cmpint ((response != NULL), ==, (state == PL_SASL_REFUSED));
      g_assert_true (response == NULL || strlen (response) <= strlen ("AQ=="));
    }
  if (pl_sasl_get_refusal (sasl) != NULL)
    expect_showable_refusal (pl_sasl_get_refusal (sasl));
}

/* Whatever the name, the message has its parts and no more. */
static void
address (const char *username)
{
  g_autoptr (PlSecret) token = pl_secret_new ("token", -1);
  PlBearerMessage parts = { username, token, "mail.example.org", 993 };

  if (!pl_bearer_can_carry (username, token))
    return;

  for (int bearer = PL_BEARER_XOAUTH2; bearer <= PL_BEARER_OAUTHBEARER; bearer++)
    {
      g_autoptr (PlSecretString) message = pl_bearer_make_message ((PlBearer) bearer, &parts);
      g_auto (GStrv) fields = g_strsplit (message, "\x01", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, bearer == PL_BEARER_XOAUTH2 ? 4 : 6);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (PlBearerRefusal) refusal = pl_bearer_refusal_parse ((const char *) data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);

  expect_showable_refusal (refusal);
  address (text);
  talk ("XOAUTH2", lines);
  talk ("OAUTHBEARER", lines);
  return 0;
}
