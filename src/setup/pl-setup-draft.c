// SPDX-License-Identifier: GPL-3.0-or-later
/* An unfinished account as text, one flat JSON object, and back. What is read may have been written by
 * anybody: each value has to be one that could have been typed, or the whole is refused. */
#include "setup/pl-setup-draft.h"

#include "base/pl-json-object.h"
#include "base/pl-json.h"
#include "base/pl-text.h"
#include "discovery/pl-config.h"
#include "setup/pl-setup-import.h"
#include "setup/pl-setup-private.h"

#include <string.h>

#define FORMAT 1
#define MOST_FIELD 320 /* bytes: 64 + @ + 255, RFC 5321 4.5.3.1 */
#define MOST_DAYS 999

struct _PlDraft
{
  PlJsonObject *object; /* owned: what the strings below are in */
  const char *address; /* borrowed */
  const char *name; /* borrowed */
  const char *provider_id; /* borrowed, nullable */
  PlServerSettings *servers[2]; /* owned, by PlDirection, nullable */
  PlService incoming_service;
  guint pop3_removal;
  gboolean offline_discovery;
  gboolean has_sending_password; /* of its own */
  guint saved_at; /* seconds since 1970 */
};

static const char *const prefixes[] = { "incoming", "outgoing" };

/* --- To text --- */

static void
add_field (JsonBuilder *builder, const char *prefix, const char *key, const char *value)
{
  g_autofree char *name = g_strdup_printf ("%s_%s", prefix, key);

  if (value != NULL)
    pl_json_add_string (builder, name, value);
}

/* Only what the person has set by hand: all else is proposed anew. */
static void
add_server (JsonBuilder *builder, PlServerSettings *server)
{
  const char *prefix;
  g_autofree char *port_name = NULL;

  if (server == NULL || pl_server_settings_get_source (server) != PL_SOURCE_USER)
    return;

  prefix = prefixes[pl_server_settings_get_direction (server)];
  port_name = g_strdup_printf ("%s_port", prefix);
  add_field (builder, prefix, "host", pl_server_settings_get_host (server));
  pl_json_add_int (builder, port_name, pl_server_settings_get_port (server));
  add_field (builder, prefix, "security",
             pl_security_to_nick (pl_server_settings_get_security (server)));
  add_field (builder, prefix, "username", pl_server_settings_get_username (server));
  add_field (builder, prefix, "auth", pl_server_settings_get_auth (server));
}

/**
 * pl_setup_dup_draft:
 * @saved_at: seconds since 1970
 *
 * Returns: (transfer full) (nullable): what was entered, without passwords; %NULL while there is no
 *   address to remember it by
 */
char *
pl_setup_dup_draft (PlSetup *self, gint64 saved_at)
{
  g_autoptr (JsonBuilder) builder = NULL;

  /* What stands in a mail program is chosen there again, and nobody has begun anything. */
  if (pl_setup_get_current_import (self) != NULL && !pl_setup_is_import_changed (self))
    return NULL;
  if (*self->address == '\0' || strlen (self->address) > MOST_FIELD ||
      strlen (self->display_name) > MOST_FIELD)
    return NULL;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", FORMAT);
  pl_json_add_int (builder, "saved_at", saved_at);
  pl_json_add_string (builder, "address", self->address);
  pl_json_add_string (builder, "name", self->display_name);
  if (self->chosen != NULL)
    pl_json_add_string (builder, "provider", self->chosen->id);
  pl_json_add_string (builder, "service", pl_service_to_nick (self->incoming_service));
  if (self->pop3_removal == PL_POP3_REMOVE_AT_ONCE)
    pl_json_add_string (builder, "pop3_removal", "at-once");
  else
    pl_json_add_int (builder, "pop3_removal_days", self->pop3_removal);
  pl_json_add_int (builder, "offline", self->offline_discovery ? 1 : 0);
  if (pl_setup_has_sending_password (self))
    pl_json_add_int (builder, "sending_password", 1);
  add_server (builder, self->servers[PL_DIRECTION_INCOMING]);
  add_server (builder, self->servers[PL_DIRECTION_OUTGOING]);
  json_builder_end_object (builder);
  return pl_json_finish (builder, TRUE);
}

/* --- From text --- */

static gboolean
is_entry (const char *text)
{
  return text != NULL && strlen (text) <= MOST_FIELD && !pl_text_has_control_characters (text);
}

static const char *
get_field (const PlDraft *draft, const char *prefix, const char *key)
{
  g_autofree char *name = g_strdup_printf ("%s_%s", prefix, key);

  return pl_json_object_get_string (draft->object, name);
}

/* Written only where there is one. */
static gboolean
read_sending_password (PlDraft *draft)
{
  guint has = 0;

  draft->has_sending_password = pl_json_object_get_uint (draft->object, "sending_password", &has);
  return (!draft->has_sending_password || has == 1) &&
         pl_json_object_get_string (draft->object, "sending_password") == NULL;
}

/* Returns: %FALSE for what no server can be; none at all is right */
static gboolean
read_server (PlDraft *draft, PlDirection direction)
{
  const char *prefix = prefixes[direction];
  g_autofree char *port_name = g_strdup_printf ("%s_port", prefix);
  const char *security = get_field (draft, prefix, "security");
  guint port = 0;
  PlServerFields fields = {
    .service = direction == PL_DIRECTION_OUTGOING ? PL_SERVICE_SMTP : draft->incoming_service,
    .host = get_field (draft, prefix, "host"),
    .username = get_field (draft, prefix, "username"),
    .auth = get_field (draft, prefix, "auth"),
    .source = PL_SOURCE_USER,
  };

  if (fields.host == NULL)
    return TRUE;
  if (!is_entry (fields.host) || (fields.username != NULL && !is_entry (fields.username)) ||
      (fields.auth != NULL && !is_entry (fields.auth)) || security == NULL ||
      !pl_security_from_nick (security, &fields.security) ||
      !pl_json_object_get_uint (draft->object, port_name, &port) || port == 0 || port > G_MAXUINT16)
    return FALSE;

  fields.port = (guint16) port;
  draft->servers[direction] = pl_server_settings_new (&fields, NULL);
  return draft->servers[direction] != NULL;
}

static gboolean
read_removal (PlDraft *draft)
{
  const char *text = pl_json_object_get_string (draft->object, "pop3_removal");

  if (text != NULL)
    {
      draft->pop3_removal = PL_POP3_REMOVE_AT_ONCE;
      return g_str_equal (text, "at-once");
    }

  return pl_json_object_get_uint (draft->object, "pop3_removal_days", &draft->pop3_removal) &&
         draft->pop3_removal <= MOST_DAYS;
}

static gboolean
read_draft (PlDraft *draft)
{
  const char *service = pl_json_object_get_string (draft->object, "service");
  guint format = 0;
  guint offline = 0;

  draft->address = pl_json_object_get_string (draft->object, "address");
  draft->name = pl_json_object_get_string (draft->object, "name");
  draft->provider_id = pl_json_object_get_string (draft->object, "provider");
  if (!pl_json_object_get_uint (draft->object, "format", &format) || format != FORMAT ||
      !pl_json_object_get_uint (draft->object, "saved_at", &draft->saved_at) ||
      !pl_json_object_get_uint (draft->object, "offline", &offline) || offline > 1 ||
      !is_entry (draft->address) || *draft->address == '\0' || !is_entry (draft->name) ||
      service == NULL || !pl_service_from_nick (service, &draft->incoming_service) ||
      (draft->incoming_service != PL_SERVICE_IMAP && draft->incoming_service != PL_SERVICE_POP3) ||
      !read_removal (draft) || !read_sending_password (draft))
    return FALSE;

  draft->offline_discovery = offline == 1;
  return read_server (draft, PL_DIRECTION_INCOMING) && read_server (draft, PL_DIRECTION_OUTGOING);
}

/**
 * pl_draft_parse:
 * @text: of @length bytes
 *
 * Returns: (transfer full) (nullable): %NULL for what pl_setup_dup_draft() cannot have written
 */
PlDraft *
pl_draft_parse (const char *text, gsize length)
{
  g_autoptr (PlDraft) draft = g_new0 (PlDraft, 1);

  draft->object = pl_json_object_parse (text, length);
  return draft->object != NULL && read_draft (draft) ? g_steal_pointer (&draft) : NULL;
}

void
pl_draft_free (PlDraft *draft)
{
  g_clear_pointer (&draft->object, pl_json_object_free);
  g_clear_object (&draft->servers[PL_DIRECTION_INCOMING]);
  g_clear_object (&draft->servers[PL_DIRECTION_OUTGOING]);
  g_free (draft);
}

const char *
pl_draft_get_address (const PlDraft *draft)
{
  return draft->address;
}

/**
 * pl_draft_get_saved_at:
 *
 * Returns: seconds since 1970
 */
gint64
pl_draft_get_saved_at (const PlDraft *draft)
{
  return draft->saved_at;
}

/**
 * pl_draft_has_sending_password:
 *
 * Returns: whether sending had a password of its own, entered or not
 */
gboolean
pl_draft_has_sending_password (const PlDraft *draft)
{
  return draft->has_sending_password;
}

/* Who once named a host may not have been the person: it has to be approved anew where no rule allows
 * it to have the password. */
static void
note_foreign (PlSetup *self, PlAddress *address)
{
  g_auto (GStrv) hosts = pl_config_find_foreign_hosts (
      address, self->servers[PL_DIRECTION_INCOMING], self->servers[PL_DIRECTION_OUTGOING]);

  for (guint i = 0; hosts[i] != NULL; i++)
    g_hash_table_add (self->foreign, g_strdup (hosts[i]));
}

/* What was typed, or signed in to, was for another account: no server of this one is to get it. */
static void
forget_secrets (PlSetup *self)
{
  pl_setup_set_password (self, PL_DIRECTION_INCOMING, NULL);
  pl_setup_set_password (self, PL_DIRECTION_OUTGOING, NULL);
  g_clear_pointer (&self->tokens, pl_oauth_tokens_free);
  g_clear_pointer (&self->tokens_address, g_free);
}

/**
 * pl_setup_take_draft:
 *
 * Takes up what was begun, in place of what is entered; the password has to be typed again. Asks
 * nobody.
 *
 * Returns: %FALSE while a discovery or check is under way
 */
gboolean
pl_setup_take_draft (PlSetup *self, const PlDraft *draft)
{
  g_autoptr (PlAddress) address = pl_address_parse (draft->address, NULL);

  if (pl_setup_is_busy (self))
    return FALSE;

  forget_secrets (self);
  pl_setup_set_address (self, draft->address);
  pl_setup_set_display_name (self, draft->name);
  if (draft->provider_id != NULL)
    pl_setup_choose_provider (self, draft->provider_id);
  pl_setup_set_incoming_service (self, draft->incoming_service);
  pl_setup_set_pop3_removal (self, draft->pop3_removal);
  pl_setup_set_offline_discovery (self, draft->offline_discovery);
  pl_setup_set_has_sending_password (self, draft->has_sending_password);
  if (address == NULL)
    return TRUE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (draft->servers[i] != NULL)
      pl_setup_take_server (self, (PlDirection) i, draft->servers[i]);
  note_foreign (self, address);
  (void) pl_setup_propose (self, NULL);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
  return TRUE;
}

/**
 * pl_setup_is_practice:
 *
 * Returns: whether nothing of this account is real
 */
gboolean
pl_setup_is_practice (PlSetup *self)
{
  return pl_network_is_practice (self->network);
}
