// SPDX-License-Identifier: GPL-3.0-or-later
/* The administrator's configuration: postlotse/oauth2.conf in the person's and in the system's
 * configuration directories (XDG Base Directory Specification). A group is named after a provider of
 * the built-in facts or after an issuer:
 *
 *   [outlook-com]
 *   ClientId=…
 *
 *   [login.example.org]
 *   ClientId=…
 *   AuthorizationUrl=https://login.example.org/authorize
 *   TokenUrl=https://login.example.org/token
 *   Scope=mail offline_access
 *   Hosts=imap.example.org;smtp.example.org
 *
 * A client secret in it is readable by everybody on this computer, and nobody is warned of that: of
 * a program on people's desktops it is no secret (RFC 8252 8.5), and each of them has to be able to
 * read it. What counts is who can write, see pl-oauth-file.c. */
#include "oauth/pl-oauth-client-private.h"
#include "oauth/pl-oauth-file-private.h"

#include "base/pl-hostname.h"
#include "oauth/pl-oauth.h"
#include "provider/pl-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#define CONFIG_FILE "postlotse/oauth2.conf"
#define DEFAULT_REDIRECT_URI "http://127.0.0.1"

static const char *const known_keys[] = {
  "ClientId", "ClientSecret", "Issuer", "AuthorizationUrl",
  "TokenUrl", "Scope",        "Hosts",  "RedirectUri",
};

/* One file, read, and where it was. */
typedef struct
{
  GKeyFile *keys; /* owned */
  char *path; /* owned */
} ConfigFile;

static void
config_file_free (ConfigFile *file)
{
  g_key_file_unref (file->keys);
  g_free (file->path);
  g_free (file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfigFile, config_file_free)

void
pl_oauth_client_free (PlOAuthClient *client)
{
  g_free (client->provider_id);
  g_strfreev (client->hosts);
  g_free (client->issuer);
  g_free (client->authorization_url);
  g_free (client->token_url);
  g_free (client->scope);
  g_free (client->client_id);
  g_clear_pointer (&client->client_secret, pl_secret_unref);
  g_free (client->redirect_uri);
  g_clear_object (&client->trust);
  g_free (client);
}

/* --- Reading a file --- */

static gboolean
refuse_file (const char *path, GError **error)
{
  g_set_error (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_CONFIGURATION,
               /* Translators: %s: path of a configuration file */
               _ ("%s is no configuration file that can be read."), path);
  return FALSE;
}

static ConfigFile *
read_file (const char *directory, GError **error)
{
  g_autofree char *path = g_build_filename (directory, CONFIG_FILE, NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  gsize length = 0;
  g_autofree char *text = pl_oauth_file_read (path, &length, error);
  ConfigFile *file;

  if (text == NULL)
    return NULL;
  /* Why not, GLib would say with the line itself, which may hold the client secret. */
  if (!g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, NULL))
    {
      refuse_file (path, error);
      return NULL;
    }

  file = g_new0 (ConfigFile, 1);
  file->keys = g_steal_pointer (&keys);
  file->path = g_steal_pointer (&path);
  return file;
}

/* --- Understanding a group --- */

static gboolean
refuse (const ConfigFile *file, const char *group, const char *key, GError **error)
{
  g_set_error (
      error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_CONFIGURATION,
      /* Translators: first %s: path of a configuration file; second: name of a group in it;
                * third: name of a key in that group, such as ClientId */
      _ ("%s: in the group “%s”, %s is missing or cannot be used."), file->path, group, key);
  return FALSE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost") ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/* https, or within this computer. */
static gboolean
is_safe_url (const char *text)
{
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;

  return g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (g_uri_get_host (uri));
}

/* RFC 8252 7.3; the port is ours to add. A name other than these could lead elsewhere (8.3). */
static gboolean
is_redirect_uri (const char *text)
{
  static const char *const hosts[] = { "127.0.0.1", "::1", "localhost", NULL };
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
         g_strv_contains (hosts, g_uri_get_host (uri)) && g_uri_get_port (uri) == -1 &&
         g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
         g_uri_get_userinfo (uri) == NULL;
}

/* @fallback: (nullable): what the built-in facts say */
static char *
get_string (const ConfigFile *file, const char *group, const char *key, const char *fallback)
{
  g_autofree char *value = g_key_file_get_string (file->keys, group, key, NULL);

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : g_strdup (fallback);
}

static gboolean
take_hosts (const ConfigFile *file, const char *group, PlOAuthClient *client, GError **error)
{
  g_auto (GStrv) written = g_key_file_get_string_list (file->keys, group, "Hosts", NULL, NULL);
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; written != NULL && written[i] != NULL; i++)
    {
      char *host = pl_hostname_to_ascii (g_strstrip (written[i]), NULL);

      if (host == NULL)
        return refuse (file, group, "Hosts", error);
      g_ptr_array_add (hosts, host);
    }

  g_ptr_array_add (hosts, NULL);
  client->hosts = (char **) g_ptr_array_steal (hosts, NULL);
  return TRUE;
}

/* A key with a slip of the pen would be passed over in silence, and with it what was meant. */
static gboolean
check_keys (const ConfigFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (known_keys); k++)
        known = known || g_str_equal (keys[i], known_keys[k]);
      if (!known)
        return refuse (file, group, keys[i], error);
    }

  return TRUE;
}

static gboolean
check_client (const ConfigFile *file,
              const char *group,
              const PlOAuthClient *client,
              GError **error)
{
  if (client->client_id == NULL)
    return refuse (file, group, "ClientId", error);
  if (!is_safe_url (client->authorization_url))
    return refuse (file, group, "AuthorizationUrl", error);
  if (!is_safe_url (client->token_url))
    return refuse (file, group, "TokenUrl", error);
  if (!is_redirect_uri (client->redirect_uri))
    return refuse (file, group, "RedirectUri", error);
  /* A token that belongs to no server would be asked for in vain. */
  if (client->provider_id == NULL && client->hosts[0] == NULL)
    return refuse (file, group, "Hosts", error);

  return TRUE;
}

static PlOAuthClient *
read_group (const ConfigFile *file, const char *group, const PlProvider *provider, GError **error)
{
  g_autoptr (PlOAuthClient) client = g_new0 (PlOAuthClient, 1);
  const PlProviderOAuth2 *facts = provider != NULL ? provider->oauth2 : NULL;
  g_autofree char *scopes = facts != NULL ? g_strjoinv (" ", (char **) facts->scopes) : NULL;
  g_autoptr (PlSecretString) secret = get_string (file, group, "ClientSecret", NULL);

  if (!check_keys (file, group, error) || !take_hosts (file, group, client, error))
    return NULL;

  client->provider_id = provider != NULL ? g_strdup (provider->id) : NULL;
  client->issuer = get_string (file, group, "Issuer", facts != NULL ? facts->issuer : group);
  client->authorization_url =
      get_string (file, group, "AuthorizationUrl", facts != NULL ? facts->authorization_url : NULL);
  client->token_url = get_string (file, group, "TokenUrl", facts != NULL ? facts->token_url : NULL);
  client->scope = get_string (file, group, "Scope", scopes);
  client->client_id = get_string (file, group, "ClientId", NULL);
  client->client_secret = secret != NULL ? pl_secret_new (secret, -1) : NULL;
  client->redirect_uri = get_string (file, group, "RedirectUri", DEFAULT_REDIRECT_URI);
  return check_client (file, group, client, error) ? g_steal_pointer (&client) : NULL;
}

/* --- Finding the group --- */

static gboolean
names_host (const ConfigFile *file, const char *group, const char *host)
{
  g_auto (GStrv) hosts = g_key_file_get_string_list (file->keys, group, "Hosts", NULL, NULL);

  for (guint i = 0; hosts != NULL && hosts[i] != NULL; i++)
    {
      g_autofree char *ascii = pl_hostname_to_ascii (g_strstrip (hosts[i]), NULL);

      if (g_strcmp0 (ascii, host) == 0)
        return TRUE;
    }

  return FALSE;
}

/* @provider: (inout) (nullable): becomes the one whose group it is
 *
 * Returns: the group that stands for @provider or for @host */
static const char *
find_group (const ConfigFile *file,
            const PlProvider **provider,
            const char *host,
            const GStrv groups)
{
  const char *const names[] = {
    *provider != NULL ? (*provider)->id : NULL,
    *provider != NULL && (*provider)->oauth2 != NULL ? (*provider)->oauth2->issuer : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; names[i] != NULL && groups[k] != NULL; k++)
      if (g_str_equal (groups[k], names[i]))
        return groups[k];

  for (guint k = 0; host != NULL && groups[k] != NULL; k++)
    if (names_host (file, groups[k], host))
      {
        *provider = pl_provider_find_by_id (groups[k]);
        return groups[k];
      }

  return NULL;
}

/* Returns whether the search ends here: with a client, or with @error set. */
static gboolean
look_in (const char *directory,
         const PlProvider *provider,
         const char *host,
         PlOAuthClient **client,
         GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ConfigFile) file = read_file (directory, &local);
  g_auto (GStrv) groups = file != NULL ? g_key_file_get_groups (file->keys, NULL) : NULL;
  const char *group;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return FALSE;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return TRUE;
    }

  group = find_group (file, &provider, host, groups);
  if (group == NULL)
    return FALSE;
  *client = read_group (file, group, provider, error);
  return TRUE;
}

/**
 * pl_oauth_client_load:
 * @provider_id: (nullable): of the built-in facts
 * @host: (nullable): the server to sign in to, ASCII, for groups that name it
 *
 * The person's own configuration comes before the system's. Reads files: not on a main loop.
 *
 * Returns: (transfer full) (nullable): %NULL with %G_IO_ERROR_NOT_FOUND when nobody has configured a
 *   client for it, with %PL_OAUTH_ERROR_CONFIGURATION when the configuration is at fault
 */
PlOAuthClient *
pl_oauth_client_load (const char *provider_id, const char *host, GError **error)
{
  const PlProvider *provider = provider_id != NULL ? pl_provider_find_by_id (provider_id) : NULL;
  const char *const *system_directories = g_get_system_config_dirs ();
  PlOAuthClient *client = NULL;

  if (look_in (g_get_user_config_dir (), provider, host, &client, error))
    return client;
  for (guint i = 0; system_directories[i] != NULL; i++)
    if (look_in (system_directories[i], provider, host, &client, error))
      return client;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       "No client id is configured for this provider");
  return NULL;
}

static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/**
 * pl_oauth_client_dup_hosts_to_ask:
 *
 * Returns: (transfer full) (array zero-terminated=1): the hosts that a sign-in contacts: the one
 *   whose page the browser opens, and the one that gives the token
 */
char **
pl_oauth_client_dup_hosts_to_ask (const PlOAuthClient *client)
{
  const char *const urls[] = { client->authorization_url, client->token_url };
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *host = dup_host (urls[i]);

      if (host != NULL && !g_ptr_array_find_with_equal_func (hosts, host, g_str_equal, NULL))
        g_ptr_array_add (hosts, g_steal_pointer (&host));
    }

  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_steal (hosts, NULL);
}

/**
 * pl_oauth_client_dup_issuer_name:
 *
 * Returns: (transfer full): who signs in, as a person may read it
 */
char *
pl_oauth_client_dup_issuer_name (const PlOAuthClient *client)
{
  return dup_host (client->authorization_url);
}
