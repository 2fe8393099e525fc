// SPDX-License-Identifier: GPL-3.0-or-later
/* A hand-over that was read. Its strings stay where they are, in the JSON. */
#include "export/handover/pl-handover-private.h"

#include "base/pl-json-object.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlHandover
{
  GObject parent_instance;

  JsonNode *root; /* owned */
  PlCheckedSettings *settings; /* owned, nullable */
  PlHandoverStatus status;
  PlHandoverFields fields; /* borrowed from @root and @settings */
};

G_DEFINE_FINAL_TYPE (PlHandover, pl_handover, G_TYPE_OBJECT)

const char *const pl_handover_statuses[] = {
  [PL_HANDOVER_DONE] = "done",
  [PL_HANDOVER_CANCELLED] = "cancelled",
  [PL_HANDOVER_ERROR] = "error",
  NULL,
};

const char *const pl_handover_folders[] = { "sent", "drafts", "trash", "junk", "archive", NULL };

const PlHandoverException pl_handover_exceptions[] = {
  { "self-signed", "self-signed" },
  { "unknown-issuer", "unknown-ca" },
  { "incomplete-chain", "unknown-ca" },
  { "host-mismatch", "host-mismatch" },
  { "expired", "expired" },
  { "not-yet-valid", "expired" },
  { NULL, NULL },
};

static const char *const secret_stores[] = {
  [PL_SECRET_STORE_NONE] = "none",
  [PL_SECRET_STORE_SERVICE] = "secret-service",
  [PL_SECRET_STORE_SAME_AS] = "same-as",
  [PL_SECRET_STORE_FD] = "fd",
};

static const char *const auth_kinds[] = {
  [PL_AUTH_KIND_NONE] = "none",
  [PL_AUTH_KIND_PASSWORD] = "password",
  [PL_AUTH_KIND_APP_PASSWORD] = "app-password",
  [PL_AUTH_KIND_OAUTH2] = "oauth2",
};

const char *
pl_secret_store_to_nick (PlSecretStore store)
{
  return secret_stores[store];
}

const char *
pl_auth_kind_to_nick (PlAuthKind kind)
{
  return auth_kinds[kind];
}

gboolean
pl_handover_auth_kind_from_nick (const char *nick, PlAuthKind *kind)
{
  int found = pl_nick_find (auth_kinds, G_N_ELEMENTS (auth_kinds), nick);

  *kind = found >= 0 ? (PlAuthKind) found : PL_AUTH_KIND_NONE;
  return found >= 0;
}

static void
pl_handover_finalize (GObject *object)
{
  PlHandover *self = PL_HANDOVER (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->root, json_node_unref);
  G_OBJECT_CLASS (pl_handover_parent_class)->finalize (object);
}

static void
pl_handover_class_init (PlHandoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_handover_finalize;
}

static void
pl_handover_init (PlHandover *self)
{
}

/* --- Reading --- */

/* The item is ours, and for the very server: otherwise there is none, whatever the text says. */
static gboolean
names_own_item (PlHandoverReader *reader, JsonObject *secret, PlServerSettings *server)
{
  JsonObject *attributes = pl_handover_get_object (reader, secret, "attributes");
  const char *service = pl_service_to_nick (pl_server_settings_get_service (server));

  return attributes != NULL &&
         g_strcmp0 (pl_handover_get_text (reader, secret, "schema"), PL_SECRET_SCHEMA) == 0 &&
         g_strcmp0 (pl_handover_get_text (reader, attributes, "host"),
                    pl_server_settings_get_host (server)) == 0 &&
         g_strcmp0 (pl_handover_get_text (reader, attributes, "service"), service) == 0 &&
         pl_server_settings_get_username (server) != NULL &&
         g_strcmp0 (pl_handover_get_text (reader, attributes, "user"),
                    pl_server_settings_get_username (server)) == 0;
}

static void
read_secret (PlHandoverReader *reader,
             JsonObject *entry,
             PlServerSettings *server,
             PlHandoverServer *result)
{
  JsonObject *secret = pl_handover_get_object (reader, entry, "secret");
  const char *nick = secret != NULL ? pl_handover_need_text (reader, secret, "store") : NULL;
  int store = pl_nick_find (secret_stores, G_N_ELEMENTS (secret_stores), nick);
  JsonObject *attributes;

  if (secret != NULL && store < 0)
    pl_handover_fail (reader, "store");
  if (store == PL_SECRET_STORE_SAME_AS &&
      (pl_server_settings_get_direction (server) != PL_DIRECTION_OUTGOING ||
       pl_handover_get_int (reader, secret, "incoming", 0, -1) != 0))
    pl_handover_fail (reader, "incoming");

  result->store = store > 0 ? (PlSecretStore) store : PL_SECRET_STORE_NONE;
  if (store != PL_SECRET_STORE_SERVICE)
    return;

  attributes = pl_handover_get_object (reader, secret, "attributes");
  result->secret_account =
      attributes != NULL ? pl_handover_get_text (reader, attributes, "account") : NULL;
  if (!names_own_item (reader, secret, server) || result->secret_account == NULL ||
      !g_uuid_string_is_valid (result->secret_account))
    *result = (PlHandoverServer){ .auth_kind = result->auth_kind, .oauth2 = result->oauth2 };
}

static void
read_auth (PlHandoverReader *reader, JsonObject *entry, PlHandoverServer *result)
{
  JsonObject *auth = pl_handover_get_object (reader, entry, "auth");
  JsonObject *oauth2 = auth != NULL ? pl_handover_get_object (reader, auth, "oauth2") : NULL;

  if (auth == NULL || !pl_handover_auth_kind_from_nick (
                          pl_handover_need_text (reader, auth, "kind"), &result->auth_kind))
    {
      pl_handover_fail (reader, "auth");
      return;
    }
  if (oauth2 == NULL || result->auth_kind != PL_AUTH_KIND_OAUTH2)
    return;

  result->oauth2 = (PlHandoverOAuth2){
    .issuer = pl_handover_get_text (reader, oauth2, "issuer"),
    .auth_url = pl_handover_get_text (reader, oauth2, "auth_url"),
    .token_url = pl_handover_get_text (reader, oauth2, "token_url"),
    .scope = pl_handover_get_text (reader, oauth2, "scope"),
    .client_id = pl_handover_get_text (reader, oauth2, "client_id"),
  };
}

static void
read_servers (PlHandover *self, PlHandoverReader *reader, JsonObject *account)
{
  static const char *const names[] = {
    [PL_DIRECTION_INCOMING] = "incoming",
    [PL_DIRECTION_OUTGOING] = "outgoing",
  };
  PlProposal *proposal = pl_checked_settings_get_proposal (self->settings);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);
      JsonArray *entries = pl_handover_get_array (reader, account, names[i]);

      if (server == NULL || entries == NULL)
        continue;
      read_auth (reader, json_array_get_object_element (entries, 0), &self->fields.servers[i]);
      read_secret (reader, json_array_get_object_element (entries, 0), server,
                   &self->fields.servers[i]);
    }
}

static void
read_account (PlHandover *self, PlHandoverReader *reader, JsonObject *root)
{
  PlHandoverFields *fields = &self->fields;
  JsonObject *account = pl_handover_get_object (reader, root, "account");
  JsonObject *identity =
      account != NULL ? pl_handover_get_object (reader, account, "identity") : NULL;
  JsonObject *provider =
      account != NULL ? pl_handover_get_object (reader, account, "provider") : NULL;

  if (identity == NULL)
    {
      pl_handover_fail (reader, "account");
      return;
    }

  fields->account_id = pl_handover_need_text (reader, account, "id");
  if (fields->account_id != NULL && !g_uuid_string_is_valid (fields->account_id))
    pl_handover_fail (reader, "id");
  fields->label = pl_handover_get_text (reader, account, "label");
  fields->display_name = pl_handover_get_text (reader, identity, "name");
  if (provider != NULL)
    {
      fields->provider_name = pl_handover_get_text (reader, provider, "name");
      fields->provider_domain = pl_handover_get_text (reader, provider, "domain");
      fields->provider_help_url = pl_handover_get_text (reader, provider, "help_url");
    }
  if (fields->provider_help_url != NULL &&
      !g_str_has_prefix (fields->provider_help_url, "https://"))
    fields->provider_help_url = NULL;

  self->settings = pl_handover_read_settings (reader, account);
  fields->settings = self->settings;
  if (self->settings != NULL)
    read_servers (self, reader, account);
}

static void
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
}

/* The whole text in the strict grammar first: json-glib would take comments, a second value behind the
 * first, and any depth. */
static JsonNode *
parse_text (const char *json, gsize length)
{
  g_autoptr (PlJsonObject) strict = pl_json_object_parse (json, length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (strict == NULL || !json_parser_load_from_data (parser, json, (gssize) length, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;

  return json_parser_steal_root (parser);
}

static gboolean
check_format (PlHandoverReader *reader, JsonObject *root, GError **error)
{
  gint64 version = pl_handover_get_int (reader, root, "version", G_MAXINT, 0);

  if (g_strcmp0 (pl_handover_get_text (reader, root, "format"), PL_HANDOVER_FORMAT) != 0)
    {
      set_invalid (error,
                   /* Translators: about a file or text with the settings of an account */
                   _ ("These are no account settings from Postlotse."));
      return FALSE;
    }
  if (version != PL_HANDOVER_VERSION)
    {
      set_invalid (error,
                   /* Translators: about a file or text with the settings of an account */
                   _ ("These account settings were written by another version of Postlotse, which "
                      "this one does not understand."));
      return FALSE;
    }
  return TRUE;
}

/**
 * pl_handover_parse:
 * @json: hostile; need not be NUL-terminated
 * @length: bytes, or -1 when NUL-terminated
 *
 * Members that are unknown are passed over; of several servers in one direction the first counts.
 * What else is not as it should be makes all of it unusable.
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_DATA and words for people
 */
PlHandover *
pl_handover_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (PlHandover) self = g_object_new (PL_TYPE_HANDOVER, NULL);
  PlHandoverReader reader = { 0 };
  g_autofree char *fault = NULL;
  JsonObject *root;
  int status;

  self->root = parse_text (json, length < 0 ? strlen (json) : (gsize) length);
  if (self->root == NULL)
    {
      set_invalid (error,
                   /* Translators: about a file or text with the settings of an account */
                   _ ("These are no account settings from Postlotse."));
      return NULL;
    }
  root = json_node_get_object (self->root);
  if (!check_format (&reader, root, error))
    {
      g_free (reader.fault);
      return NULL;
    }

  status = pl_nick_find (pl_handover_statuses, g_strv_length ((char **) pl_handover_statuses),
                         pl_handover_need_text (&reader, root, "status"));
  if (status < 0)
    pl_handover_fail (&reader, "status");
  self->status = (PlHandoverStatus) MAX (status, 0);
  self->fields.created_at = pl_handover_get_time (&reader, root, "created");
  if (status == PL_HANDOVER_DONE)
    read_account (self, &reader, root);

  fault = reader.fault;
  if (fault == NULL)
    return g_steal_pointer (&self);

  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
      /* Translators: about a file or text with the settings of an account; %s is the name of
                * an entry, such as “port” */
      _ ("The account settings are damaged: “%s” is not as it should be."), fault);
  return NULL;
}

PlHandoverStatus
pl_handover_get_status (PlHandover *self)
{
  return self->status;
}

/**
 * pl_handover_get_settings:
 *
 * Returns: (transfer none) (nullable): claims, see pl_checked_settings_is_claimed(); %NULL unless the
 *   status is %PL_HANDOVER_DONE
 */
PlCheckedSettings *
pl_handover_get_settings (PlHandover *self)
{
  return self->settings;
}

/**
 * pl_handover_peek_fields:
 * @fields: (out caller-allocates): all of it belongs to @self
 *
 * A server's store is %PL_SECRET_STORE_SERVICE only for an item under our schema whose host, service
 * and user are those of that very server.
 */
void
pl_handover_peek_fields (PlHandover *self, PlHandoverFields *fields)
{
  *fields = self->fields;
}
