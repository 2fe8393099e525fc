// SPDX-License-Identifier: GPL-3.0-or-later
/* The accounts in Mailspring's config.json, and the passwords beside them where this desktop's password
 * store gives their key without a question. */
#include "export/pl-import-private.h"

#include "export/pl-export-file.h"
#include "export/pl-mailspring-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The settings of one direction. */
typedef struct
{
  PlService service;
  const char *host;
  const char *port;
  const char *username;
  const char *security;
  const char *insecure;
  const char *credential; /* what its password is called by, behind the address */
} Names;

static const Names names[] = {
  [PL_DIRECTION_INCOMING] = { PL_SERVICE_IMAP, "imap_host", "imap_port", "imap_username",
                              "imap_security", "imap_allow_insecure_ssl", "imap" },
  [PL_DIRECTION_OUTGOING] = { PL_SERVICE_SMTP, "smtp_host", "smtp_port", "smtp_username",
                              "smtp_security", "smtp_allow_insecure_ssl", "smtp" },
};

/* Providers that Mailspring signs in to through the browser only. */
static const char *const browser_providers[] = { "gmail", "office365", "outlook" };

static char *
dup_string (const PlJsonView *object, const char *name)
{
  PlJsonView value;

  return pl_json_view_get_member (object, name, &value) ? pl_json_view_dup_string (&value) : NULL;
}

/* Numbers in older files are strings. */
static guint16
get_port (const PlJsonView *settings, const Names *name)
{
  g_autofree char *text = dup_string (settings, name->port);
  PlJsonView value;
  guint64 number = 0;

  if (text != NULL)
    (void) g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL);
  else if (pl_json_view_get_member (settings, name->port, &value))
    (void) pl_json_view_get_uint (&value, &number);
  return number <= G_MAXUINT16 ? (guint16) number : 0;
}

/* Mailspring's own words; anything else is plain text to its engine. */
static PlSecurity
get_security (const PlJsonView *settings, const Names *name)
{
  g_autofree char *text = dup_string (settings, name->security);

  return g_strcmp0 (text, "SSL / TLS") == 0  ? PL_SECURITY_TLS
         : g_strcmp0 (text, "STARTTLS") == 0 ? PL_SECURITY_STARTTLS
                                             : PL_SECURITY_NONE;
}

static gboolean
is_true (const PlJsonView *object, const char *name)
{
  PlJsonView value;

  return pl_json_view_get_member (object, name, &value) && value.length == strlen ("true") &&
         memcmp (value.text, "true", value.length) == 0;
}

static gboolean
signs_in_by_browser (const PlJsonView *account, const PlJsonView *settings)
{
  g_autofree char *provider = dup_string (account, "provider");
  g_autofree char *host = dup_string (settings, "imap_host");
  PlJsonView value;

  if (pl_json_view_get_member (settings, "refresh_client_id", &value) ||
      pl_json_view_get_member (settings, "refresh_token", &value))
    return TRUE;
  for (guint i = 0; provider != NULL && host == NULL && i < G_N_ELEMENTS (browser_providers); i++)
    if (g_str_equal (browser_providers[i], provider))
      return TRUE;
  return FALSE;
}

/* --- Accounts --- */

/* @words: owns what @fields points to */
static void
read_server (const PlJsonView *settings,
             const Names *name,
             PlServerFields *fields,
             GPtrArray *words)
{
  char *host = dup_string (settings, name->host);
  char *username = dup_string (settings, name->username);

  g_ptr_array_add (words, host);
  g_ptr_array_add (words, username);
  fields->service = name->service;
  fields->host = host;
  fields->username = username;
  fields->security = get_security (settings, name);
  fields->port = get_port (settings, name);
}

static void
read_account (const PlJsonView *account, GPtrArray *accounts)
{
  g_autofree char *address = dup_string (account, "emailAddress");
  g_autofree char *name = dup_string (account, "label");
  g_autofree char *display_name = dup_string (account, "name");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  PlImportReading reading = { .program = "Mailspring",
                              .key = address != NULL ? address : "?",
                              .address = address,
                              .name = name,
                              .display_name = display_name };
  static const char empty[] = "{}";
  PlJsonView settings = { empty, sizeof empty - 1 };

  (void) pl_json_view_get_member (account, "settings", &settings);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerFields *fields = i == PL_DIRECTION_INCOMING ? &reading.incoming : &reading.outgoing;

      read_server (&settings, &names[i], fields, words);
      reading.accepts_any_certificate[i] = is_true (&settings, names[i].insecure);
    }
  if (signs_in_by_browser (account, &settings))
    reading.obstacle =
        /* Translators: why an account of a mail program cannot be checked */
        _ ("Mailspring signs in to it through the browser, and only Mailspring can do that.");
  g_ptr_array_add (accounts, pl_import_judge (&reading));
}

static gboolean
find_accounts (const char *text, gsize length, PlJsonView *star, PlJsonView *accounts)
{
  static const char none[] = "[]";
  PlJsonView root;

  *accounts = (PlJsonView){ none, sizeof none - 1 };
  if (length == 0 || !pl_json_view_open (&root, text, length) ||
      !pl_json_view_get_member (&root, "*", star) || !pl_json_view_is_object (star))
    return FALSE;
  return !pl_json_view_get_member (star, "accounts", accounts) || pl_json_view_is_array (accounts);
}

/**
 * pl_import_read_config:
 * @text: of config.json
 *
 * Returns: (transfer full) (element-type PlImportAccount) (nullable): %NULL where it is no such file
 */
GPtrArray *
pl_import_read_config (const char *text, gsize length)
{
  PlJsonView star;
  PlJsonView list;
  PlJsonView element = { NULL, 0 };
  GPtrArray *accounts;

  if (!find_accounts (text, length, &star, &list))
    return NULL;

  accounts = g_ptr_array_new_with_free_func (g_object_unref);
  while (pl_json_view_next_element (&list, &element))
    read_account (&element, accounts);
  return accounts;
}

static PlExportFile *
read_file (PlExportPlace *place, GError **error)
{
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), "config.json", NULL);

  return pl_export_file_read (path, error);
}

GPtrArray *
pl_import_read_mailspring (PlExportPlace *place, GError **error)
{
  g_autoptr (PlExportFile) file = read_file (place, error);
  GPtrArray *accounts;
  const char *text;
  gsize length = 0;

  if (file == NULL)
    return NULL;
  if (!pl_export_file_exists (file))
    {
      /* Translators: of the folder of a mail program */
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE,
                           _ ("There is no profile yet."));
      return NULL;
    }

  text = g_bytes_get_data (pl_export_file_get_contents (file), &length);
  accounts = pl_import_read_config (text, length);
  if (accounts == NULL)
    g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
                 /* Translators: %s is a file of Mailspring */
                 _ ("“%s” is not as Mailspring writes it."), pl_export_file_get_path (file));
  return accounts;
}

/* --- Passwords --- */

/* Whether the account is still there with that server: the password that lies there is for the server
 * that stands there, and for no other. */
static gboolean
is_still_there (const PlJsonView *list, const char *address, PlServerSettings *server)
{
  const Names *name = &names[pl_server_settings_get_direction (server)];
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (list, &element))
    {
      g_autofree char *other = dup_string (&element, "emailAddress");
      PlJsonView settings;
      g_autofree char *host = NULL;
      g_autofree char *username = NULL;

      if (g_strcmp0 (other, address) != 0 ||
          !pl_json_view_get_member (&element, "settings", &settings))
        continue;
      host = dup_string (&settings, name->host);
      username = dup_string (&settings, name->username);
      return host != NULL && g_ascii_strcasecmp (host, pl_server_settings_get_host (server)) == 0 &&
             g_strcmp0 (username, pl_server_settings_get_username (server)) == 0;
    }
  return FALSE;
}

static PlSecret *
decipher (const PlJsonView *star, const char *address, const char *credential)
{
  g_autoptr (PlSecret) key = NULL;
  g_autoptr (PlSecretString) passwords = NULL;
  g_autoptr (PlSecretString) password = NULL;
  PlJsonView credentials;

  if (!pl_json_view_get_member (star, "credentials", &credentials) ||
      pl_mailspring_look_up_key (&key) != PL_MAILSPRING_KEY_FOUND)
    return NULL;

  passwords = pl_mailspring_decipher (&credentials, key);
  if (passwords != NULL)
    password = pl_mailspring_get_password (passwords, address, credential);
  return password != NULL && *password != '\0' ? pl_secret_new (password, -1) : NULL;
}

PlSecret *
pl_import_look_up_mailspring (PlExportPlace *place, PlImportAccount *account, PlDirection direction)
{
  g_autoptr (PlExportFile) file = read_file (place, NULL);
  const char *address = pl_import_account_get_key (account);
  const char *text;
  gsize length = 0;
  PlJsonView star;
  PlJsonView list;

  text = file != NULL ? g_bytes_get_data (pl_export_file_get_contents (file), &length) : NULL;
  if (!find_accounts (text, length, &star, &list) ||
      !is_still_there (&list, address, pl_import_account_get_server (account, direction)))
    return NULL;
  return decipher (&star, address, names[direction].credential);
}
