// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"

#include "base/pl-secret.h"

#include <string.h>

/**
 * pl_json_add_string:
 * @value: (nullable): %NULL writes null
 */
void
pl_json_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
pl_json_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

void
pl_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/**
 * pl_json_add_strv:
 * @values: (nullable) (array zero-terminated=1): %NULL writes an empty array
 */
void
pl_json_add_strv (JsonBuilder *builder, const char *key, const char *const *values)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

/**
 * pl_json_finish:
 * @pretty: several lines with an indent of two, or all on one line
 *
 * Returns: (transfer full): the text of what @builder holds
 */
char *
pl_json_finish (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  return json_generator_to_data (generator, NULL);
}

/* The bytes that stand for @character in a JSON string; a control character always takes an escape. */
static gsize
escape (char character, char *to)
{
  static const char hard[] = "\"\\\b\f\n\r\t";
  static const char shorts[] = "\"\\bfnrt";
  const char *found = character != '\0' ? strchr (hard, character) : NULL;

  if (found != NULL)
    {
      to[0] = '\\';
      to[1] = shorts[found - hard];
      return 2;
    }
  if ((guchar) character < 0x20)
    return (gsize) g_snprintf (to, 7, "\\u%04x", (guint) character);
  to[0] = character;
  return 1;
}

/**
 * pl_json_quote:
 * @text: UTF-8; it may be a secret: no copy stays behind
 *
 * Returns: (transfer full): @text as a JSON string with its quotation marks, written as JSON.stringify()
 *   writes it: characters outside ASCII stay as they are
 */
char *
pl_json_quote (const char *text)
{
  char escaped[8];
  gsize length = 2;
  char *quoted;
  char *to;

  for (const char *at = text; *at != '\0'; at++)
    length += escape (*at, escaped);
  quoted = to = g_malloc (length + 1);
  *to++ = '"';
  for (const char *at = text; *at != '\0'; at++)
    {
      gsize n = escape (*at, escaped);

      memcpy (to, escaped, n);
      to += n;
    }
  *to++ = '"';
  *to = '\0';
  pl_secret_wipe (escaped, sizeof escaped);
  return quoted;
}
