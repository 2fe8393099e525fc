// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-native-message.h"

#include "base/pl-json-object.h"
#include "base/pl-json.h"

#include <string.h>

/**
 * pl_native_parse_request:
 * @text: (array length=length): JSON from the add-on
 */
PlNativeRequest
pl_native_parse_request (const char *text, gsize length)
{
  g_autoptr (PlJsonObject) object = pl_json_object_parse (text, length);
  const char *request = object != NULL ? pl_json_object_get_string (object, "request") : NULL;

  return g_strcmp0 (request, "add") == 0 ? PL_NATIVE_ADD : PL_NATIVE_UNKNOWN;
}

/* One `ENTRY LENGTH\n` and that many bytes (handover.md 2.1). Returns: what is behind it, or %NULL */
static const char *
read_secret (const char *at, const char *end, char **entry, PlSecret **secret)
{
  const char *line_end = memchr (at, '\n', (gsize) (end - at));
  const char *blank = line_end != NULL ? memchr (at, ' ', (gsize) (line_end - at)) : NULL;
  g_autofree char *digits = NULL;
  guint64 length;

  if (blank == NULL)
    return NULL;
  digits = g_strndup (blank + 1, (gsize) (line_end - blank - 1));
  if (!g_ascii_string_to_unsigned (digits, 10, 0, (guint64) (end - line_end - 1), &length, NULL))
    return NULL;

  *entry = g_strndup (at, (gsize) (blank - at));
  *secret = pl_secret_new (line_end + 1, (gssize) length);
  return line_end + 1 + length;
}

/* @text with `"entry":"secret"` behind it; the old text is wiped. */
static char *
add_secret (char *text, const char *entry, const PlSecret *secret)
{
  g_autofree char *quoted_entry = pl_json_quote (entry);
  g_autoptr (PlSecretString) quoted = pl_json_quote (pl_secret_peek (secret));
  char *longer = g_strconcat (text, *text != '\0' ? "," : "", quoted_entry, ":", quoted, NULL);

  pl_secret_free_string (text);
  return longer;
}

/**
 * pl_native_make_reply:
 * @answer: what Postlotse wrote to its result descriptor; "" when it ended without
 * @secrets: (array length=length): what it wrote to the other
 *
 * Returns: (transfer full) (nullable): `{"answer": "…", "secrets": {"incoming.0": "…"}}`, to be freed by
 *   pl_secret_free_string(); %NULL when the secrets are malformed
 */
char *
pl_native_make_reply (const char *answer, const char *secrets, gsize length)
{
  g_autofree char *quoted_answer = pl_json_quote (answer);
  g_autoptr (PlSecretString) members = g_strdup ("");
  const char *end = secrets + length;

  for (const char *at = secrets; at < end;)
    {
      g_autofree char *entry = NULL;
      g_autoptr (PlSecret) secret = NULL;

      at = read_secret (at, end, &entry, &secret);
      if (at == NULL || !g_utf8_validate (entry, -1, NULL) ||
          !g_utf8_validate_len (pl_secret_peek (secret), pl_secret_get_length (secret), NULL))
        return NULL;
      members = add_secret (g_steal_pointer (&members), entry, secret);
    }
  return g_strconcat ("{\"answer\":", quoted_answer, ",\"secrets\":{", members, "}}", NULL);
}
