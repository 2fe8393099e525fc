// SPDX-License-Identifier: GPL-3.0-or-later
/* An account in Thunderbird's settings: an account that names a server and identities, each with settings
 * of its own. What Thunderbird fills in by itself (folders, stores) is left to it. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "export/thunderbird/pl-thunderbird-tree-private.h"

#include <string.h>

#define ACCOUNT "mail.account."
#define SERVER "mail.server."
#define IDENTITY "mail.identity."
#define ACCOUNTS "mail.accountmanager.accounts"
#define DEFAULT_ACCOUNT "mail.accountmanager.defaultaccount"
#define LAST_KEY "mail.account.lastKey"

static const char *
get_type (PlServerSettings *server)
{
  return pl_server_settings_get_service (server) == PL_SERVICE_POP3 ? "pop3" : "imap";
}

/* --- Finding --- */

/* By what makes a mailbox: kind, host and user name. The port may be what was wrong. */
static gboolean
is_same_server (const PlThunderbirdPrefs *prefs, const char *key, PlServerSettings *server)
{
  return g_strcmp0 (pl_thunderbird_get_string (prefs, SERVER, key, "type"), get_type (server)) ==
             0 &&
         pl_thunderbird_is_same_host (pl_thunderbird_get_string (prefs, SERVER, key, "hostname"),
                                      pl_server_settings_get_host (server)) &&
         pl_thunderbird_is_same_user (pl_thunderbird_get_string (prefs, SERVER, key, "userName"),
                                      pl_server_settings_get_username (server));
}

static char *
find_account (const PlThunderbirdPrefs *prefs, PlServerSettings *server)
{
  g_auto (GStrv) keys = pl_thunderbird_get_list (prefs, ACCOUNTS);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *key = pl_thunderbird_get_string (prefs, ACCOUNT, keys[i], "server");

      if (key != NULL && is_same_server (prefs, key, server))
        return g_strdup (keys[i]);
    }
  return NULL;
}

static char **
get_identities (const PlThunderbirdPrefs *prefs, const char *account_key)
{
  g_autofree char *name = g_strconcat (ACCOUNT, account_key, ".identities", NULL);

  return pl_thunderbird_get_list (prefs, name);
}

static char *
find_identity (const PlThunderbirdPrefs *prefs, const char *account_key, const char *address)
{
  g_auto (GStrv) keys = get_identities (prefs, account_key);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *theirs = pl_thunderbird_get_string (prefs, IDENTITY, keys[i], "useremail");

      if (theirs != NULL && pl_thunderbird_is_same_user (theirs, address))
        return g_strdup (keys[i]);
    }
  return NULL;
}

/**
 * pl_thunderbird_has_other_account:
 *
 * Returns: whether an account with the same address is there that is not the same account
 */
gboolean
pl_thunderbird_has_other_account (const PlThunderbirdPrefs *prefs, PlExportAccount *account)
{
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);
  g_auto (GStrv) keys = pl_thunderbird_get_list (prefs, ACCOUNTS);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *key = pl_thunderbird_get_string (prefs, ACCOUNT, keys[i], "server");
      g_autofree char *identity =
          find_identity (prefs, keys[i], pl_export_account_get_address (account));

      if (identity != NULL && key != NULL && !is_same_server (prefs, key, server))
        return TRUE;
    }
  return FALSE;
}

/* --- The incoming server --- */

static void
note_last_key (PlThunderbirdPrefs *prefs, const char *account_key)
{
  int number = (int) g_ascii_strtoll (account_key + strlen ("account"), NULL, 10);
  int last = 0;

  if (!pl_thunderbird_prefs_get_int (prefs, LAST_KEY, &last) || last < number)
    pl_thunderbird_prefs_set_int (prefs, LAST_KEY, number);
}

static char *
add_account (PlThunderbirdPrefs *prefs, PlExportAccount *account, PlServerSettings *server)
{
  g_autofree char *server_key = pl_thunderbird_next_key (prefs, SERVER, "server");
  g_autofree char *key = pl_thunderbird_next_key (prefs, ACCOUNT, "account");
  const char *first = pl_thunderbird_prefs_get_string (prefs, DEFAULT_ACCOUNT);

  pl_thunderbird_add_to_list (prefs, ACCOUNTS, key);
  if (first == NULL || *first == '\0')
    pl_thunderbird_prefs_set_string (prefs, DEFAULT_ACCOUNT, key);
  note_last_key (prefs, key);
  pl_thunderbird_set_string (prefs, ACCOUNT, key, "server", server_key);

  pl_thunderbird_set_string (prefs, SERVER, server_key, "type", get_type (server));
  pl_thunderbird_set_string (prefs, SERVER, server_key, "hostname",
                             pl_server_settings_get_host (server));
  pl_thunderbird_set_string (prefs, SERVER, server_key, "userName",
                             pl_server_settings_get_username (server));
  pl_thunderbird_set_string (prefs, SERVER, server_key, "name",
                             pl_export_account_get_address (account));
  pl_thunderbird_set_bool (prefs, SERVER, server_key, "login_at_startup", TRUE);
  pl_thunderbird_set_bool (prefs, SERVER, server_key, "check_new_mail", TRUE);
  pl_thunderbird_set_bool (prefs, SERVER, server_key, "valid", TRUE);
  return g_steal_pointer (&key);
}

static gboolean
leaves_on_server (const PlThunderbirdPrefs *prefs, const char *key)
{
  g_autofree char *name = g_strconcat (SERVER, key, ".leave_on_server", NULL);
  gboolean leaves = FALSE;

  (void) pl_thunderbird_prefs_get_bool (prefs, name, &leaves);
  return leaves;
}

/* All of them, always: what Thunderbird does without them is to delete mail from the server. But whether mail
 * that is deleted in Thunderbird goes from the server, too, stays as it is where that is in force: nobody was
 * asked about it, and no check is about it. */
static void
put_pop3_options (PlThunderbirdPrefs *prefs, const char *key, guint days, gboolean is_new)
{
  gboolean keep = days != PL_POP3_REMOVE_AT_ONCE;
  gboolean by_age = keep && days != PL_POP3_KEEP;
  gboolean is_decided = !is_new && leaves_on_server (prefs, key);

  pl_thunderbird_set_bool (prefs, SERVER, key, "leave_on_server", keep);
  pl_thunderbird_set_bool (prefs, SERVER, key, "delete_by_age_from_server", by_age);
  if (by_age)
    pl_thunderbird_set_int (prefs, SERVER, key, "num_days_to_leave_on_server",
                            (int) MIN (days, (guint) G_MAXINT16));
  if (!is_decided)
    pl_thunderbird_set_bool (prefs, SERVER, key, "delete_mail_left_on_server",
                             days != PL_POP3_KEEP);
  if (is_new)
    pl_thunderbird_set_bool (prefs, SERVER, key, "download_on_biff", TRUE);
}

static void
put_incoming (PlThunderbirdPrefs *prefs, PlExportAccount *account, const char *key, gboolean is_new)
{
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);

  pl_thunderbird_set_int (prefs, SERVER, key, "port", pl_server_settings_get_port (server));
  pl_thunderbird_set_int (
      prefs, SERVER, key, "socketType",
      pl_thunderbird_get_socket_type (pl_server_settings_get_security (server)));
  pl_thunderbird_set_int (prefs, SERVER, key, "authMethod",
                          pl_thunderbird_get_auth_method (account, PL_DIRECTION_INCOMING));
  if (pl_server_settings_get_service (server) == PL_SERVICE_POP3)
    put_pop3_options (
        prefs, key,
        pl_proposal_get_pop3_remove_after_days (pl_export_account_get_proposal (account)), is_new);
}

/* --- The identity --- */

/* A name of which nobody can be in doubt how Thunderbird writes it in the address of a folder. */
static gboolean
is_plain (const char *text, const char *also)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (also, *p) == NULL)
      return FALSE;
  return *text != '\0';
}

/* Returns: (transfer full) (nullable): the folder for @use as an address; %NULL where the server has
 *   named none, or its name is not plain: Thunderbird then finds it out by itself */
static char *
make_folder_uri (PlExportAccount *account, const char *use)
{
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);
  const PlCheckedServer *checked = pl_checked_settings_get_server (
      pl_export_account_get_settings (account), PL_DIRECTION_INCOMING);
  g_auto (GStrv) uses = g_strsplit (checked->folders != NULL ? checked->folders : "", " ", -1);
  g_autofree char *prefix = g_strconcat (use, "=", NULL);
  const char *user = pl_server_settings_get_username (server);
  const char *delimiter = checked->folder_delimiter != NULL ? checked->folder_delimiter : "";

  if (pl_server_settings_get_service (server) != PL_SERVICE_IMAP)
    return NULL;

  for (guint i = 0; uses[i] != NULL; i++)
    {
      g_autofree char *name = g_str_has_prefix (uses[i], prefix)
                                  ? g_uri_unescape_string (uses[i] + strlen (prefix), NULL)
                                  : NULL;
      g_autofree char *escaped_user = NULL;

      if (name == NULL || !is_plain (name, *delimiter != '\0' ? delimiter : "-") ||
          !is_plain (user, "@.-_"))
        continue;
      if (strlen (delimiter) == 1)
        g_strdelimit (name, delimiter, '/');
      escaped_user = g_uri_escape_string (user, NULL, FALSE);
      return g_strdup_printf ("imap://%s@%s/%s", escaped_user, pl_server_settings_get_host (server),
                              name);
    }
  return NULL;
}

static void
put_folder (PlThunderbirdPrefs *prefs,
            PlExportAccount *account,
            const char *key,
            const char *use,
            const char *leaf,
            const char *mode_leaf)
{
  g_autofree char *uri = make_folder_uri (account, use);

  if (uri == NULL)
    return;
  pl_thunderbird_set_string (prefs, IDENTITY, key, leaf, uri);
  pl_thunderbird_set_string (prefs, IDENTITY, key, mode_leaf, "0");
}

/* As Thunderbird's own set-up does it: the first identity answers above what it quotes, later ones as
 * the first one does. */
static void
put_reply_position (PlThunderbirdPrefs *prefs, const char *key)
{
  const char *account = pl_thunderbird_prefs_get_string (prefs, DEFAULT_ACCOUNT);
  g_auto (GStrv) others = account != NULL ? get_identities (prefs, account) : NULL;
  g_autofree char *name = NULL;
  int position = 1;

  if (others != NULL && others[0] != NULL && !g_str_equal (others[0], key))
    {
      name = g_strconcat (IDENTITY, others[0], ".reply_on_top", NULL);
      if (!pl_thunderbird_prefs_get_int (prefs, name, &position))
        return;
    }
  pl_thunderbird_set_int (prefs, IDENTITY, key, "reply_on_top", position);
}

static char *
add_identity (PlThunderbirdPrefs *prefs, PlExportAccount *account, const char *account_key)
{
  g_autofree char *key = pl_thunderbird_next_key (prefs, IDENTITY, "id");
  g_autofree char *list = g_strconcat (ACCOUNT, account_key, ".identities", NULL);

  pl_thunderbird_add_to_list (prefs, list, key);
  pl_thunderbird_set_string (prefs, IDENTITY, key, "useremail",
                             pl_export_account_get_address (account));
  pl_thunderbird_set_bool (prefs, IDENTITY, key, "valid", TRUE);
  put_reply_position (prefs, key);
  put_folder (prefs, account, key, "sent", "fcc_folder", "fcc_folder_picker_mode");
  put_folder (prefs, account, key, "drafts", "draft_folder", "drafts_folder_picker_mode");
  return g_steal_pointer (&key);
}

/* A name that the person has given themselves in Thunderbird stays. */
static void
put_identity (PlThunderbirdPrefs *prefs, PlExportAccount *account, const char *account_key)
{
  g_autofree char *found =
      find_identity (prefs, account_key, pl_export_account_get_address (account));
  g_autofree char *key =
      found != NULL ? g_strdup (found) : add_identity (prefs, account, account_key);
  const char *name = pl_thunderbird_get_string (prefs, IDENTITY, key, "fullName");
  g_autofree char *used_now =
      g_strdup (pl_thunderbird_get_string (prefs, IDENTITY, key, "smtpServer"));
  g_autofree char *smtp = NULL;

  if ((name == NULL || *name == '\0') && *pl_export_account_get_display_name (account) != '\0')
    pl_thunderbird_set_string (prefs, IDENTITY, key, "fullName",
                               pl_export_account_get_display_name (account));
  if (pl_export_account_get_server (account, PL_DIRECTION_OUTGOING) == NULL)
    return;

  smtp = pl_thunderbird_put_smtp (prefs, account, used_now);
  pl_thunderbird_set_string (prefs, IDENTITY, key, "smtpServer", smtp);
}

static void
count_change (const char *before, const char *after, gpointer data)
{
  guint *n_changes = data;

  (*n_changes)++;
}

/**
 * pl_thunderbird_put_account:
 * @account: one that pl_thunderbird_refuse() lets pass
 *
 * Adds the account, or corrects the one that is there: only what the check is about, so that names and
 * folders that the person has chosen stay.
 */
PlThunderbirdFound
pl_thunderbird_put_account (PlThunderbirdPrefs *prefs, PlExportAccount *account)
{
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);
  g_autofree char *found = find_account (prefs, server);
  g_autofree char *key = found != NULL ? g_strdup (found) : add_account (prefs, account, server);
  g_autofree char *server_key =
      g_strdup (pl_thunderbird_get_string (prefs, ACCOUNT, key, "server"));
  guint n_changes = 0;

  put_incoming (prefs, account, server_key, found == NULL);
  put_identity (prefs, account, key);
  if (found == NULL)
    return PL_THUNDERBIRD_NEW;

  pl_thunderbird_prefs_each_change (prefs, count_change, &n_changes);
  return n_changes > 0 ? PL_THUNDERBIRD_CHANGED : PL_THUNDERBIRD_SAME;
}
