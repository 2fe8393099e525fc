// SPDX-License-Identifier: GPL-3.0-or-later
/* Outgoing servers: Thunderbird has one list of them for all accounts. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "export/thunderbird/pl-thunderbird-tree-private.h"

#define BRANCH "mail.smtpserver."
#define LIST "mail.smtpservers"
#define DEFAULT "mail.smtp.defaultserver"

static gboolean
is_same_server (const PlThunderbirdPrefs *prefs, const char *key, PlServerSettings *server)
{
  return pl_thunderbird_is_same_host (pl_thunderbird_get_string (prefs, BRANCH, key, "hostname"),
                                      pl_server_settings_get_host (server)) &&
         pl_thunderbird_is_same_user (pl_thunderbird_get_string (prefs, BRANCH, key, "username"),
                                      pl_server_settings_get_username (server));
}

static gboolean
has_port (const PlThunderbirdPrefs *prefs, const char *key, guint16 port)
{
  g_autofree char *name = g_strconcat (BRANCH, key, ".port", NULL);
  int value = -1;

  return pl_thunderbird_prefs_get_int (prefs, name, &value) && value == port;
}

/* The identity's own one may get another port; of the others, the one that is just the same is taken
 * instead of a second one of its kind. */
static char *
find (const PlThunderbirdPrefs *prefs, PlServerSettings *server, const char *used_now)
{
  g_auto (GStrv) keys = pl_thunderbird_get_list (prefs, LIST);

  if (used_now != NULL && g_strv_contains ((const char *const *) keys, used_now) &&
      is_same_server (prefs, used_now, server))
    return g_strdup (used_now);

  for (guint i = 0; keys[i] != NULL; i++)
    if (is_same_server (prefs, keys[i], server) &&
        has_port (prefs, keys[i], pl_server_settings_get_port (server)))
      return g_strdup (keys[i]);

  return NULL;
}

static char *
add (PlThunderbirdPrefs *prefs, PlExportAccount *account, PlServerSettings *server)
{
  g_autofree char *key = pl_thunderbird_next_key (prefs, BRANCH, "smtp");
  const char *user = pl_server_settings_get_username (server);
  const char *first = pl_thunderbird_prefs_get_string (prefs, DEFAULT);

  pl_thunderbird_set_string (prefs, BRANCH, key, "hostname", pl_server_settings_get_host (server));
  pl_thunderbird_set_string (prefs, BRANCH, key, "type", "smtp");
  pl_thunderbird_set_string (prefs, BRANCH, key, "description",
                             pl_export_account_get_address (account));
  if (user != NULL)
    pl_thunderbird_set_string (prefs, BRANCH, key, "username", user);
  pl_thunderbird_add_to_list (prefs, LIST, key);
  if (first == NULL || *first == '\0')
    pl_thunderbird_prefs_set_string (prefs, DEFAULT, key);
  return g_steal_pointer (&key);
}

/**
 * pl_thunderbird_put_smtp:
 * @account: has a server for sending
 * @used_now: (nullable): the key that the identity has
 *
 * Returns: (transfer full): the key of the outgoing server, added where there is none like it
 */
char *
pl_thunderbird_put_smtp (PlThunderbirdPrefs *prefs, PlExportAccount *account, const char *used_now)
{
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_OUTGOING);
  char *key = find (prefs, server, used_now);

  if (key == NULL)
    key = add (prefs, account, server);
  pl_thunderbird_set_int (prefs, BRANCH, key, "port", pl_server_settings_get_port (server));
  pl_thunderbird_set_int (
      prefs, BRANCH, key, "try_ssl",
      pl_thunderbird_get_socket_type (pl_server_settings_get_security (server)));
  pl_thunderbird_set_int (prefs, BRANCH, key, "authMethod",
                          pl_thunderbird_get_auth_method (account, PL_DIRECTION_OUTGOING));
  return key;
}
