// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-json.h"
#include "base/pl-text.h"
#include "export/handover/pl-handover-private.h"
#include "model/pl-tls-version.h"

#include <glib/gi18n.h>
#include <string.h>

/* Mechanisms that are the protocol's own command and no SASL. */
static const char *const own_commands[] = { "LOGIN-COMMAND", "USER-PASS", NULL };

/* What came from a server goes out only where it can do no harm on a screen. */
static void
add_text (JsonBuilder *builder, const char *key, const char *text)
{
  gboolean fit = text != NULL && *text != '\0' && strlen (text) <= PL_HANDOVER_LONGEST_TEXT &&
                 g_utf8_validate (text, -1, NULL) && !pl_text_has_control_characters (text);

  pl_json_add_string (builder, key, fit ? text : NULL);
}

static void
add_time (JsonBuilder *builder, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  pl_json_add_string (builder, key, text);
}

static void
open_object (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
}

static void
add_auth (JsonBuilder *builder, const PlHandoverServer *server, const PlCheckedServer *checked)
{
  const char *sasl[] = { checked->mechanism, NULL };
  gboolean own = checked->mechanism != NULL && g_strv_contains (own_commands, checked->mechanism);

  open_object (builder, "auth");
  pl_json_add_string (builder, "kind", pl_auth_kind_to_nick (server->auth_kind));
  pl_json_add_strv (builder, "sasl", own || checked->state != PL_CHECK_STATE_OK ? NULL : sasl);
  if (server->auth_kind == PL_AUTH_KIND_OAUTH2)
    {
      open_object (builder, "oauth2");
      add_text (builder, "issuer", server->oauth2.issuer);
      add_text (builder, "auth_url", server->oauth2.auth_url);
      add_text (builder, "token_url", server->oauth2.token_url);
      add_text (builder, "scope", server->oauth2.scope);
      add_text (builder, "client_id", server->oauth2.client_id);
      json_builder_end_object (builder);
    }
  else
    pl_json_add_string (builder, "oauth2", NULL);
  json_builder_end_object (builder);
}

static void
add_secret (JsonBuilder *builder,
            const PlHandoverFields *fields,
            const PlHandoverServer *server,
            PlServerSettings *settings)
{
  const char *user = pl_server_settings_get_username (settings);
  PlSecretStore store = user != NULL ? server->store : PL_SECRET_STORE_NONE;

  open_object (builder, "secret");
  pl_json_add_string (builder, "store", pl_secret_store_to_nick (store));
  if (store == PL_SECRET_STORE_SAME_AS)
    pl_json_add_int (builder, "incoming", 0);
  if (store == PL_SECRET_STORE_SERVICE)
    {
      pl_json_add_string (builder, "schema", PL_SECRET_SCHEMA);
      open_object (builder, "attributes");
      pl_json_add_string (builder, "account",
                          server->secret_account != NULL ? server->secret_account
                                                         : fields->account_id);
      pl_json_add_string (builder, "host", pl_server_settings_get_host (settings));
      pl_json_add_string (builder, "service",
                          pl_service_to_nick (pl_server_settings_get_service (settings)));
      pl_json_add_string (builder, "user", user);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_exceptions (JsonBuilder *builder, const PlCheckedServer *checked)
{
  g_auto (GStrv) faults = g_strsplit (checked->faults != NULL ? checked->faults : "", " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (const PlHandoverException *known = pl_handover_exceptions; known->fault != NULL; known++)
    if (g_strv_contains ((const char *const *) faults, known->fault) &&
        !g_ptr_array_find_with_equal_func (words, known->word, g_str_equal, NULL))
      g_ptr_array_add (words, (char *) known->word);
  g_ptr_array_add (words, NULL);
  pl_json_add_strv (builder, "exceptions", (const char *const *) words->pdata);
}

static void
add_tls (JsonBuilder *builder, const PlCheckedServer *checked)
{
  open_object (builder, "tls");
  add_text (builder, "version", pl_tls_version_to_nick (checked->tls_version));
  pl_json_add_string (builder, "trust", checked->trust != NULL ? checked->trust : "none");
  if (g_strcmp0 (checked->trust, "pinned") == 0)
    add_exceptions (builder, checked);
  add_text (builder, "sha256", checked->sha256);
  add_text (builder, "spki_sha256", checked->spki_sha256);
  add_text (builder, "not_after", checked->not_after);
  json_builder_end_object (builder);
}

/* @word: `SIZE=1000`, a capability with one of its arguments */
static void
join_capability (GPtrArray *lines, const char *word)
{
  const char *argument = strchr (word, '=');
  gsize length = argument != NULL ? (gsize) (argument - word) : strlen (word);
  GString *line = NULL;

  for (guint i = 0; line == NULL && i < lines->len; i++)
    {
      GString *other = lines->pdata[i];

      if (strncmp (other->str, word, length) == 0 &&
          (other->str[length] == '\0' || other->str[length] == ' '))
        line = other;
    }
  if (line == NULL)
    {
      line = g_string_new_len (word, (gssize) length);
      g_ptr_array_add (lines, line);
    }
  if (argument != NULL)
    g_string_append_printf (line, " %s", argument + 1);
}

static void
free_line (gpointer line)
{
  g_string_free (line, TRUE);
}

/* As the server tells them: IMAP in words, SMTP and POP3 in lines of a name and its arguments (RFC 5321
 * 4.1.1.1, RFC 2449 5), such as `AUTH PLAIN LOGIN`. */
static void
add_capabilities (JsonBuilder *builder, PlService service, const char *capabilities)
{
  g_auto (GStrv) words =
      g_strsplit (capabilities != NULL ? capabilities : "", " ", PL_HANDOVER_MOST_CAPABILITIES);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || strlen (words[i]) > PL_HANDOVER_LONGEST_CAPABILITY ||
          strchr (words[i], ' ') != NULL || pl_text_has_control_characters (words[i]))
        continue;
      if (service == PL_SERVICE_IMAP)
        g_ptr_array_add (lines, g_string_new (words[i]));
      else
        join_capability (lines, words[i]);
    }

  json_builder_set_member_name (builder, "capabilities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const GString *line = lines->pdata[i];

      if (line->len > 0 && line->len <= PL_HANDOVER_LONGEST_TEXT)
        json_builder_add_string_value (builder, line->str);
    }
  json_builder_end_array (builder);
}

/* A folder in letters that people read: servers spell them in a UTF-7 of their own (RFC 3501 5.1.3), and
 * new ones in UTF-8 (RFC 9051). */
static char *
dup_folder (char **words, const char *use)
{
  g_autofree char *key = g_strconcat (use, "=", NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], key))
      {
        g_autofree char *spelt = g_uri_unescape_string (words[i] + strlen (key), NULL);
        char *name =
            spelt != NULL ? g_convert (spelt, -1, "UTF-8", "UTF-7-IMAP", NULL, NULL, NULL) : NULL;

        return name != NULL ? name : g_steal_pointer (&spelt);
      }

  return NULL;
}

static void
add_folders (JsonBuilder *builder, const PlCheckedServer *checked)
{
  g_auto (GStrv) words = g_strsplit (checked->folders != NULL ? checked->folders : "", " ", -1);

  open_object (builder, "folders");
  for (guint i = 0; pl_handover_folders[i] != NULL; i++)
    {
      g_autofree char *name = dup_folder (words, pl_handover_folders[i]);

      add_text (builder, pl_handover_folders[i], name);
    }
  add_text (builder, "delimiter", checked->folder_delimiter);
  json_builder_end_object (builder);
}

static void
add_options (JsonBuilder *builder, PlProposal *proposal, PlService service)
{
  guint days = pl_proposal_get_pop3_remove_after_days (proposal);

  open_object (builder, "options");
  if (service != PL_SERVICE_POP3 || days == PL_POP3_KEEP)
    pl_json_add_string (builder, "leave_on_server_days", NULL);
  else
    pl_json_add_int (builder, "leave_on_server_days", days == PL_POP3_REMOVE_AT_ONCE ? 0 : days);
  json_builder_end_object (builder);
}

static void
add_verified (JsonBuilder *builder,
              const PlHandoverFields *fields,
              const PlCheckedServer *checked,
              PlServerSettings *settings)
{
  g_auto (GStrv) stages = g_strsplit (checked->stages != NULL ? checked->stages : "", " ", -1);
  gboolean tested = checked->state != PL_CHECK_STATE_NOT_TESTED;

  open_object (builder, "verified");
  pl_json_add_string (builder, "state", pl_check_state_to_nick (checked->state));
  add_time (builder, "at", tested ? pl_checked_settings_get_verified_at (fields->settings) : 0);
  pl_json_add_strv (builder, "stages",
                    stages[0] != NULL && *stages[0] != '\0' ? (const char *const *) stages : NULL);
  pl_json_add_string (builder, "source",
                      pl_source_to_nick (pl_server_settings_get_source (settings)));
  json_builder_end_object (builder);
}

static void
add_server (JsonBuilder *builder, const PlHandoverFields *fields, PlDirection direction)
{
  PlProposal *proposal = pl_checked_settings_get_proposal (fields->settings);
  PlServerSettings *settings = pl_proposal_get_server (proposal, direction);
  const PlCheckedServer *checked = pl_checked_settings_get_server (fields->settings, direction);
  const PlHandoverServer *server = &fields->servers[direction];
  PlService service = pl_server_settings_get_service (settings);

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "protocol", pl_service_to_nick (service));
  pl_json_add_string (builder, "host", pl_server_settings_get_host (settings));
  pl_json_add_int (builder, "port", pl_server_settings_get_port (settings));
  pl_json_add_string (builder, "security",
                      pl_security_to_nick (pl_server_settings_get_security (settings)));
  pl_json_add_string (builder, "username", pl_server_settings_get_username (settings));
  add_auth (builder, server, checked);
  add_secret (builder, fields, server, settings);
  add_tls (builder, checked);
  add_capabilities (builder, service, checked->capabilities);
  if (service == PL_SERVICE_IMAP)
    add_folders (builder, checked);
  if (direction == PL_DIRECTION_INCOMING)
    add_options (builder, proposal, service);
  add_verified (builder, fields, checked, settings);
  json_builder_end_object (builder);
}

static void
add_direction (JsonBuilder *builder,
               const PlHandoverFields *fields,
               PlDirection direction,
               const char *key)
{
  PlProposal *proposal = pl_checked_settings_get_proposal (fields->settings);

  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  if (pl_proposal_get_server (proposal, direction) != NULL)
    add_server (builder, fields, direction);
  json_builder_end_array (builder);
}

/* Who does not look for the key reads it in the name under which the account would be shown. */
static char *
make_label (const PlHandoverFields *fields, const char *address)
{
  const char *label = fields->label != NULL && *fields->label != '\0' ? fields->label : address;

  /* Translators: what an account is called that is made up, for practice; %s is its address */
  return fields->practice ? g_strdup_printf (_ ("Practice: %s"), label) : g_strdup (label);
}

static void
add_account (JsonBuilder *builder, const PlHandoverFields *fields)
{
  PlProposal *proposal = pl_checked_settings_get_proposal (fields->settings);
  const char *address = pl_address_get_text (pl_proposal_get_address (proposal));
  g_autofree char *label = make_label (fields, address);

  open_object (builder, "account");
  pl_json_add_string (builder, "id", fields->account_id);
  add_text (builder, "label", label);
  if (fields->practice)
    pl_json_add_boolean (builder, "practice", TRUE);
  open_object (builder, "identity");
  pl_json_add_string (builder, "address", address);
  add_text (builder, "name", fields->display_name);
  pl_json_add_string (builder, "reply_to", NULL);
  pl_json_add_strv (builder, "aliases", NULL);
  json_builder_end_object (builder);
  if (fields->provider_name != NULL)
    {
      open_object (builder, "provider");
      add_text (builder, "name", fields->provider_name);
      add_text (builder, "domain", fields->provider_domain);
      add_text (builder, "help_url", fields->provider_help_url);
      json_builder_end_object (builder);
    }
  else
    pl_json_add_string (builder, "provider", NULL);
  add_direction (builder, fields, PL_DIRECTION_INCOMING, "incoming");
  add_direction (builder, fields, PL_DIRECTION_OUTGOING, "outgoing");
  json_builder_end_object (builder);
}

/* What every hand-over begins with. */
static JsonBuilder *
begin (gint64 created_at, PlHandoverStatus status)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "format", PL_HANDOVER_FORMAT);
  pl_json_add_int (builder, "version", PL_HANDOVER_VERSION);
  add_time (builder, "created", MAX (created_at, 1));
  open_object (builder, "generator");
  pl_json_add_string (builder, "name", "Postlotse");
  pl_json_add_string (builder, "version", PL_VERSION);
  json_builder_end_object (builder);
  pl_json_add_string (builder, "status", pl_handover_statuses[status]);
  return builder;
}

static char *
finish (JsonBuilder *builder)
{
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  text = pl_json_finish (builder, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/**
 * pl_handover_to_json:
 * @fields: with settings
 *
 * Returns: (transfer full): the hand-over of a set-up that is done, without any secret
 */
char *
pl_handover_to_json (const PlHandoverFields *fields)
{
  g_autoptr (JsonBuilder) builder = begin (fields->created_at, PL_HANDOVER_DONE);

  add_account (builder, fields);
  pl_json_add_string (builder, "error", NULL);
  return finish (builder);
}

/**
 * pl_handover_to_line:
 *
 * Returns: (transfer full): as pl_handover_to_json(), on one line and without its end
 */
char *
pl_handover_to_line (const PlHandoverFields *fields)
{
  g_autoptr (JsonBuilder) builder = begin (fields->created_at, PL_HANDOVER_DONE);

  add_account (builder, fields);
  pl_json_add_string (builder, "error", NULL);
  json_builder_end_object (builder);
  return pl_json_finish (builder, FALSE);
}

/**
 * pl_handover_cancelled_to_json:
 * @created_at: seconds since 1970
 *
 * Returns: (transfer full): the hand-over of a set-up that the person, or the caller, has broken off
 */
char *
pl_handover_cancelled_to_json (gint64 created_at)
{
  g_autoptr (JsonBuilder) builder = begin (created_at, PL_HANDOVER_CANCELLED);

  pl_json_add_string (builder, "account", NULL);
  pl_json_add_string (builder, "error", NULL);
  return finish (builder);
}

/**
 * pl_handover_error_to_json:
 * @created_at: seconds since 1970
 * @code: which does not depend on the language
 * @message: in the person's language
 * @detail: (nullable): for the log of the mail program
 *
 * Returns: (transfer full): the hand-over of a set-up that could not be carried out
 */
char *
pl_handover_error_to_json (gint64 created_at,
                           const char *code,
                           const char *message,
                           const char *detail)
{
  g_autoptr (JsonBuilder) builder = begin (created_at, PL_HANDOVER_ERROR);

  pl_json_add_string (builder, "account", NULL);
  open_object (builder, "error");
  pl_json_add_string (builder, "code", code);
  pl_json_add_string (builder, "message", message);
  add_text (builder, "detail", detail);
  json_builder_end_object (builder);
  return finish (builder);
}
