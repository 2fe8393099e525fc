// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-text.h"
#include "export/handover/pl-handover-private.h"

#include <string.h>

/* Keeps the first fault. Returns: %FALSE */
gboolean
pl_handover_fail (PlHandoverReader *reader, const char *place)
{
  if (reader->fault == NULL)
    reader->fault = g_strdup (place);
  return FALSE;
}

/* The member, unless it is missing or null, which is the same here. */
static JsonNode *
get_member (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return reader->fault != NULL || node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

JsonObject *
pl_handover_get_object (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (reader, object, name);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    pl_handover_fail (reader, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
pl_handover_get_array (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (reader, object, name);

  if (node != NULL && !JSON_NODE_HOLDS_ARRAY (node))
    pl_handover_fail (reader, name);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Everything may end up on a screen or in a mail program's settings. */
const char *
pl_handover_get_text (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (reader, object, name);
  const char *text = NULL;

  if (node == NULL)
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  if (text != NULL && strlen (text) <= PL_HANDOVER_LONGEST_TEXT &&
      !pl_text_has_control_characters (text))
    return text;

  pl_handover_fail (reader, name);
  return NULL;
}

const char *
pl_handover_need_text (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  const char *text = pl_handover_get_text (reader, object, name);

  if (text == NULL)
    pl_handover_fail (reader, name);
  return text;
}

/* A whole number from 0 to @most; @otherwise where it is missing or null. */
gint64
pl_handover_get_int (PlHandoverReader *reader,
                     JsonObject *object,
                     const char *name,
                     gint64 most,
                     gint64 otherwise)
{
  JsonNode *node = get_member (reader, object, name);
  gint64 number;

  if (node == NULL)
    return otherwise;

  number = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;
  if (number >= 0 && number <= most)
    return number;

  pl_handover_fail (reader, name);
  return otherwise;
}

/* RFC 3339, in seconds since 1970; 0 where it is missing or null. */
gint64
pl_handover_get_time (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  const char *text = pl_handover_get_text (reader, object, name);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (text != NULL && time == NULL)
    pl_handover_fail (reader, name);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}
