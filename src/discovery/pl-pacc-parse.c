// SPDX-License-Identifier: GPL-3.0-or-later
/* A provider's configuration in JSON (draft-ietf-mailmaint-pacc): hosts without ports, since it knows
 * only encryption from the first byte. Its digest stands in DNS. */
#include "discovery/pl-config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MOST_OPENED 128 /* objects and arrays */

/* Drafts and their first users are not at one about the name of sending. */
static const struct
{
  const char *name;
  PlService service;
} protocols[] = {
  { "imap", PL_SERVICE_IMAP },
  { "pop3", PL_SERVICE_POP3 },
  { "smtp", PL_SERVICE_SMTP },
  { "submit", PL_SERVICE_SMTP },
};

/* json-glib reads what is nested by calling itself, without end. Nothing is nested deeper than it opens,
 * and brackets inside of strings may be counted as well: telling them apart would have to be done just as
 * json-glib does it, comments and all. */
static gboolean
is_shallow (const char *document, gsize length)
{
  guint n_opened = 0;

  for (gsize i = 0; i < length; i++)
    if (document[i] == '{' || document[i] == '[')
      n_opened++;

  return n_opened <= MOST_OPENED;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
is_true (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

static void
add_servers (PlConfig *config, JsonObject *root)
{
  JsonObject *offered = get_object (root, "protocols");
  JsonObject *authentication = get_object (root, "authentication");

  for (guint i = 0; i < G_N_ELEMENTS (protocols); i++)
    {
      PlConfigServer server = {
        .service = protocols[i].service,
        .host = (char *) get_string (get_object (offered, protocols[i].name), "host"),
        .port = pl_service_get_usual_port (protocols[i].service, PL_SECURITY_TLS),
        .security = PL_SECURITY_TLS,
        .username = (char *) "%EMAILADDRESS%",
        .takes_password = authentication == NULL || is_true (authentication, "password"),
        .takes_oauth2 = get_object (authentication, "oauth-public") != NULL,
      };

      pl_config_add_server (config, &server);
    }
}

/**
 * pl_pacc_parse:
 * @document: as it came from the network; need not be NUL-terminated
 * @length: in bytes
 *
 * Reads a provider's configuration. Members that are unknown, or of an unknown kind, are passed over:
 * the draft still changes.
 *
 * Returns: (transfer full): perhaps without any server; %NULL with %G_IO_ERROR_INVALID_DATA for what is
 *   no such document
 */
PlConfig *
pl_pacc_parse (const char *document, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (PlConfig) config = pl_config_new ();
  JsonNode *root;
  const char *help;

  if (!g_utf8_validate_len (document, length, NULL) || !is_shallow (document, length) ||
      !json_parser_load_from_data (parser, document, (gssize) length, NULL) ||
      (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      get_object (json_node_get_object (root), "protocols") == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The document is no configuration");
      return NULL;
    }

  add_servers (config, json_node_get_object (root));
  help = get_string (get_object (get_object (json_node_get_object (root), "info"), "help"),
                     "documentation");
  if (help != NULL)
    pl_config_add_link (config, help);
  return g_steal_pointer (&config);
}

/* The value of a tag in `v=UAAC1; a=sha256; d=...`, NULL when it is not there. */
static char *
find_tag (char **tags, const char *name)
{
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *equals = strchr (tags[i], '=');
      g_autofree char *key =
          equals != NULL ? g_strstrip (g_strndup (tags[i], (gsize) (equals - tags[i]))) : NULL;

      if (key != NULL && g_ascii_strcasecmp (key, name) == 0)
        return g_strstrip (g_strdup (equals + 1));
    }

  return NULL;
}

/**
 * pl_pacc_is_vouched:
 * @record: text of a TXT record of `_ua-auto-config.DOMAIN`
 * @document: the configuration as it came
 * @length: in bytes
 *
 * Returns: whether the record has the digest of this very document: a configuration without is not to
 *   be used
 */
gboolean
pl_pacc_is_vouched (const char *record, const char *document, gsize length)
{
  g_auto (GStrv) tags = g_strsplit (record, ";", 16);
  g_autofree char *version = find_tag (tags, "v");
  g_autofree char *algorithm = find_tag (tags, "a");
  g_autofree char *digest = find_tag (tags, "d");
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *wanted = NULL;
  guint8 bytes[32];
  gsize size = sizeof bytes;

  if (version == NULL || algorithm == NULL || digest == NULL ||
      g_ascii_strcasecmp (version, "UAAC1") != 0 || g_ascii_strcasecmp (algorithm, "sha256") != 0)
    return FALSE;

  g_checksum_update (sum, (const guchar *) document, (gssize) length);
  g_checksum_get_digest (sum, bytes, &size);
  wanted = g_base64_encode (bytes, size);
  return g_str_equal (digest, wanted);
}
