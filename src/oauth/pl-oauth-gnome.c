// SPDX-License-Identifier: GPL-3.0-or-later
/* GNOME Online Accounts over D-Bus (org.gnome.OnlineAccounts). Their library would bring GObjects for
 * every interface; two calls and a look at some properties need none of it. */
#include "oauth/pl-oauth-tokens-private.h"
#include "oauth/pl-oauth-wait-private.h"

#include "base/pl-hostname.h"

#include <glib/gi18n.h>
#include <string.h>

#define SERVICE "org.gnome.OnlineAccounts"
#define ROOT "/org/gnome/OnlineAccounts"
#define ACCOUNT SERVICE ".Account"
#define MAIL SERVICE ".Mail"
#define OAUTH2 SERVICE ".OAuth2Based"
#define NOT_AUTHORIZED SERVICE ".Error.NotAuthorized"
#define MOST_HOSTS 2

/* --- What an account says of itself --- */

/* An object's interfaces, as its object manager tells them: a{sa{sv}} */
static GVariant *
look_up_properties (GVariant *interfaces, const char *name)
{
  return g_variant_lookup_value (interfaces, name, G_VARIANT_TYPE_VARDICT);
}

/* Returns: (transfer full): an empty string where there is none */
static char *
dup_property (GVariant *properties, const char *name)
{
  char *value = NULL;

  if (properties == NULL || !g_variant_lookup (properties, name, "s", &value))
    return g_strdup ("");
  return value;
}

static gboolean
has_flag (GVariant *properties, const char *name)
{
  gboolean value = FALSE;

  return g_variant_lookup (properties, name, "b", &value) && value;
}

/* The part before the @ is the provider's matter and compared as it is (RFC 5321 2.4). */
static gboolean
is_same_address (const char *one, const char *other)
{
  const char *at = strrchr (one, '@');
  const char *other_at = strrchr (other, '@');
  g_autofree char *domain = at != NULL ? pl_hostname_to_ascii (at + 1, NULL) : NULL;
  g_autofree char *other_domain =
      other_at != NULL ? pl_hostname_to_ascii (other_at + 1, NULL) : NULL;

  return domain != NULL && other_domain != NULL && at - one == other_at - other &&
         strncmp (one, other, (gsize) (at - one)) == 0 && g_str_equal (domain, other_domain);
}

/* The address of the mailbox counts; how the account is called only where there is none. */
static gboolean
is_account_of (GVariant *account, GVariant *mail, const char *address)
{
  g_autofree char *mailbox = dup_property (mail, "EmailAddress");
  g_autofree char *identity = dup_property (account, "Identity");
  g_autofree char *shown = dup_property (account, "PresentationIdentity");

  if (*mailbox != '\0')
    return is_same_address (mailbox, address);

  return is_same_address (identity, address) || is_same_address (shown, address);
}

/* “host”, or “host:port” */
static char *
dup_host (GVariant *mail, const char *property)
{
  g_autofree char *written = dup_property (mail, property);
  g_autoptr (GSocketConnectable) place =
      *written != '\0' ? g_network_address_parse (written, 0, NULL) : NULL;

  return place != NULL ? pl_hostname_to_ascii (
                             g_network_address_get_hostname (G_NETWORK_ADDRESS (place)), NULL)
                       : NULL;
}

/* Returns: (transfer full) (nullable): those of @wanted at which the account has its mail */
static char **
find_common_hosts (GVariant *mail, const char *const *wanted)
{
  static const char *const properties[MOST_HOSTS][2] = {
    { "ImapSupported", "ImapHost" },
    { "SmtpSupported", "SmtpHost" },
  };
  g_autoptr (GPtrArray) common = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MOST_HOSTS; i++)
    {
      g_autofree char *host =
          has_flag (mail, properties[i][0]) ? dup_host (mail, properties[i][1]) : NULL;

      if (host != NULL && g_strv_contains (wanted, host) &&
          !g_ptr_array_find_with_equal_func (common, host, g_str_equal, NULL))
        g_ptr_array_add (common, g_steal_pointer (&host));
    }
  if (common->len == 0)
    return NULL;

  g_ptr_array_add (common, NULL);
  return (char **) g_ptr_array_steal (common, NULL);
}

/* @objects: a{oa{sa{sv}}}
 * @hosts: (out) (transfer full): where the account's token may go
 * Returns: (transfer full) (nullable): the object's path */
static char *
find_account (GVariant *objects, const char *address, const char *const *wanted, char ***hosts)
{
  GVariantIter iter;
  const char *path;
  GVariant *interfaces;

  g_variant_iter_init (&iter, objects);
  while (g_variant_iter_next (&iter, "{&o@a{sa{sv}}}", &path, &interfaces))
    {
      g_autoptr (GVariant) own = interfaces;
      g_autoptr (GVariant) account = look_up_properties (own, ACCOUNT);
      g_autoptr (GVariant) mail = look_up_properties (own, MAIL);
      g_autoptr (GVariant) oauth2 = look_up_properties (own, OAUTH2);

      if (account == NULL || mail == NULL || oauth2 == NULL ||
          !is_account_of (account, mail, address))
        continue;
      *hosts = find_common_hosts (mail, wanted);
      if (*hosts != NULL)
        return g_strdup (path);
    }

  return NULL;
}

/* --- Calls --- */

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       "GNOME Online Accounts hold no such account");
}

/* A connection of its own: the shared one may end the program when the bus goes away. */
static GDBusConnection *
connect_to_bus (PlOAuthWait *wait, GError **error)
{
  g_autofree char *address =
      g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, wait->cancellable, error);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (address == NULL)
    return NULL;

  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, wait->cancellable, pl_oauth_wait_store_cb, &slot);
  result = pl_oauth_wait_for (wait, &slot);
  return g_dbus_connection_new_for_address_finish (result, error);
}

/* The wait's deadline bounds it, not D-Bus's own 25 s: GNOME may have to ask the provider. */
static GVariant *
call (GDBusConnection *bus,
      const char *path,
      const char *interface,
      const char *method,
      const char *type,
      PlOAuthWait *wait,
      GError **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (bus, SERVICE, path, interface, method, NULL, G_VARIANT_TYPE (type),
                          G_DBUS_CALL_FLAGS_NONE, G_MAXINT, wait->cancellable,
                          pl_oauth_wait_store_cb, &slot);
  result = pl_oauth_wait_for (wait, &slot);
  return g_dbus_connection_call_finish (bus, result, error);
}

static void
explain_refusal (GError **error, const GError *reason)
{
  g_autofree char *name = g_dbus_error_get_remote_error (reason);

  if (g_strcmp0 (name, NOT_AUTHORIZED) == 0)
    g_set_error_literal (error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_EXPIRED,
                         /* Translators: “Online Accounts”: the panel of that name in the settings
                          * of GNOME */
                         _ ("The account is in GNOME's Online Accounts, but signed out there. Sign "
                            "in again in GNOME's settings."));
  else
    g_set_error_literal (
        error, PL_OAUTH_ERROR, PL_OAUTH_ERROR_UNREACHABLE,
        /* Translators: “Online Accounts”: the panel of that name in the settings
                          * of GNOME */
        _ ("The account is in GNOME's Online Accounts, but they cannot give access "
           "to it at the moment."));
}

static PlOAuthTokens *
get_tokens (GDBusConnection *bus, const char *path, PlOAuthWait *wait, GError **error)
{
  g_autoptr (PlOAuthTokens) tokens = g_new0 (PlOAuthTokens, 1);
  g_autoptr (GVariant) ensured = NULL;
  g_autoptr (GVariant) given = NULL;
  const char *token = NULL;
  int lifetime_s = 0;

  ensured = call (bus, path, ACCOUNT, "EnsureCredentials", "(i)", wait, error);
  if (ensured == NULL)
    return NULL;
  given = call (bus, path, OAUTH2, "GetAccessToken", "(si)", wait, error);
  if (given == NULL)
    return NULL;

  g_variant_get (given, "(&si)", &token, &lifetime_s);
  if (!pl_oauth_is_token (token))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "No token");
      return NULL;
    }
  tokens->access_token = pl_secret_new (token, -1);
  tokens->lifetime_s = (guint) MAX (lifetime_s, 0);
  return g_steal_pointer (&tokens);
}

static PlOAuthTokens *
ask (const char *address, const char *const *wanted, PlOAuthWait *wait, GError **error)
{
  g_autoptr (GDBusConnection) bus = connect_to_bus (wait, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) objects = NULL;
  g_auto (GStrv) hosts = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) reason = NULL;
  PlOAuthTokens *tokens;

  if (bus != NULL)
    answer = call (bus, ROOT, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects",
                   "(a{oa{sa{sv}}})", wait, NULL);
  if (answer != NULL)
    {
      objects = g_variant_get_child_value (answer, 0);
      path = find_account (objects, address, wanted, &hosts);
    }
  if (path == NULL)
    {
      set_not_found (error);
      return NULL;
    }

  tokens = get_tokens (bus, path, wait, &reason);
  if (tokens != NULL)
    tokens->hosts = g_steal_pointer (&hosts);
  else
    explain_refusal (error, reason);
  return tokens;
}

/**
 * pl_oauth_find_gnome_account:
 * @address: has to be the account's own, to the letter
 * @hosts: (array zero-terminated=1): ASCII names of the servers about to be contacted; the account
 *   has to have its mail at one of them, and its token is for those alone that it has
 * @cancellable: (nullable): ends it at once
 *
 * Returns: (transfer full) (nullable): %NULL with %G_IO_ERROR_NOT_FOUND where GNOME Online Accounts
 *   hold no such account or do not run, with an error of #PlOAuthError where they hold it and give
 *   no token
 */
PlOAuthTokens *
pl_oauth_find_gnome_account (const char *address,
                             const char *const *hosts,
                             const PlDeadline *deadline,
                             GCancellable *cancellable,
                             GError **error)
{
  g_auto (PlOAuthWait) wait = { 0 };
  PlOAuthTokens *tokens;

  pl_oauth_wait_begin (&wait, deadline, cancellable);
  tokens = pl_oauth_wait_is_over (&wait, NULL) ? NULL : ask (address, hosts, &wait, error);
  if (tokens == NULL)
    (void) pl_oauth_wait_is_over (&wait, error);
  return tokens;
}
