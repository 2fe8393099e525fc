// SPDX-License-Identifier: GPL-3.0-or-later
/* A receipt as it is remembered. Paths are file: addresses, as they need not be UTF-8. */
#include "export/frame/pl-export-receipt-private.h"

#include "base/pl-json.h"
#include "export/frame/pl-export-file.h"
#include "export/frame/pl-export-target.h"

#include <string.h>

#define FORMAT 1
#define DIGEST_LENGTH 64

static void
add_path (JsonBuilder *builder, const char *key, const char *path)
{
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  pl_json_add_string (builder, key, uri);
}

/**
 * pl_export_receipt_to_json:
 *
 * Returns: (transfer full):
 */
char *
pl_export_receipt_to_json (PlExportReceipt *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  PlExportPlace *place = pl_export_receipt_get_place (self);
  GPtrArray *written = pl_export_receipt_get_written (self);

  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", FORMAT);
  pl_json_add_string (builder, "target", pl_export_place_get_target (place)->id);
  add_path (builder, "place", pl_export_place_get_path (place));
  pl_json_add_string (builder, "address", pl_export_receipt_get_address (self));
  pl_json_add_int (builder, "at", pl_export_receipt_get_at (self));
  json_builder_set_member_name (builder, "written");
  json_builder_begin_array (builder);
  for (guint i = 0; i < written->len; i++)
    {
      const PlExportWritten *file = written->pdata[i];

      json_builder_begin_object (builder);
      add_path (builder, "path", file->path);
      add_path (builder, "backup", file->backup);
      pl_json_add_string (builder, "sha256", file->digest);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return pl_json_finish (builder, TRUE);
}

static const char *
read_string (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
read_int (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : -1;
}

static char *
read_path (JsonObject *object, const char *key)
{
  const char *uri = read_string (object, key);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

/* A copy goes when it is not needed any more: it has to be one of those that pl_export_file_back_up()
 * makes. */
static gboolean
is_copy (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return strstr (name, PL_EXPORT_FILE_COPY) != NULL;
}

static gboolean
read_written (PlExportReceipt *receipt, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *path = object != NULL ? read_path (object, "path") : NULL;
  g_autofree char *backup = object != NULL ? read_path (object, "backup") : NULL;
  const char *digest = object != NULL ? read_string (object, "sha256") : NULL;

  if (path == NULL || digest == NULL || strlen (digest) != DIGEST_LENGTH)
    return FALSE;
  if (backup == NULL && !json_object_get_null_member (object, "backup"))
    return FALSE;
  if (backup != NULL && !is_copy (backup))
    return FALSE;

  pl_export_receipt_add (receipt, path, backup, digest);
  return TRUE;
}

static gboolean
is_of_place (JsonObject *object, PlExportPlace *place)
{
  g_autofree char *path = read_path (object, "place");

  return read_int (object, "format") == FORMAT &&
         g_strcmp0 (read_string (object, "target"), pl_export_place_get_target (place)->id) == 0 &&
         g_strcmp0 (path, pl_export_place_get_path (place)) == 0;
}

/**
 * pl_export_receipt_from_json:
 *
 * Returns: (transfer full) (nullable): %NULL where the text is none, or of another place
 */
PlExportReceipt *
pl_export_receipt_from_json (const char *json, gssize length, PlExportPlace *place)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (PlExportReceipt) receipt = NULL;
  JsonNode *root;
  JsonNode *written;
  JsonObject *object;
  const char *address;

  if (!json_parser_load_from_data (parser, json, length, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  object = json_node_get_object (root);
  address = read_string (object, "address");
  written = json_object_get_member (object, "written");
  if (!is_of_place (object, place) || address == NULL || written == NULL ||
      !JSON_NODE_HOLDS_ARRAY (written))
    return NULL;

  receipt = pl_export_receipt_new (place, address, read_int (object, "at"));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (written)); i++)
    if (!read_written (receipt, json_array_get_element (json_node_get_array (written), i)))
      return NULL;

  return g_steal_pointer (&receipt);
}
