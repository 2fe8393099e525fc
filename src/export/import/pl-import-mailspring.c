// SPDX-License-Identifier: GPL-3.0-or-later
/* The accounts in Mailspring's config.json, and the passwords beside them where this desktop's password
 * store gives their key without a question. */
#include "export/import/pl-import-private.h"

#include "export/frame/pl-export-file.h"
#include "export/mailspring/pl-mailspring-names-private.h"
#include "export/mailspring/pl-mailspring-private.h"

#include <glib/gi18n.h>

/* Providers that Mailspring signs in to through the browser only. */
static const char *const browser_providers[] = { "gmail", "office365", "outlook" };

/* Numbers in older files are strings. */
static guint16
get_port (const PlJsonView *settings, const PlMailspringNames *names)
{
  g_autofree char *text = pl_json_view_dup_member_string (settings, names->port);
  PlJsonView value;
  guint64 number = 0;

  if (text != NULL)
    (void) g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL);
  else if (pl_json_view_get_member (settings, names->port, &value))
    (void) pl_json_view_get_uint (&value, &number);
  return number <= G_MAXUINT16 ? (guint16) number : 0;
}

static gboolean
signs_in_by_browser (const PlJsonView *account, const PlJsonView *settings)
{
  g_autofree char *provider = pl_json_view_dup_member_string (account, "provider");
  g_autofree char *host = pl_json_view_dup_member_string (settings, "imap_host");
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
             const PlMailspringNames *names,
             PlServerFields *fields,
             GPtrArray *words)
{
  char *host = pl_json_view_dup_member_string (settings, names->host);
  char *username = pl_json_view_dup_member_string (settings, names->username);
  g_autofree char *security = pl_json_view_dup_member_string (settings, names->security);

  g_ptr_array_add (words, host);
  g_ptr_array_add (words, username);
  fields->service = names->service;
  fields->host = host;
  fields->username = username;
  fields->security = pl_mailspring_security_from_name (security);
  fields->port = get_port (settings, names);
}

static void
read_account (const PlJsonView *account, GPtrArray *accounts)
{
  g_autofree char *address = pl_json_view_dup_member_string (account, "emailAddress");
  g_autofree char *name = pl_json_view_dup_member_string (account, "label");
  g_autofree char *display_name = pl_json_view_dup_member_string (account, "name");
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

      read_server (&settings, &pl_mailspring_names[i], fields, words);
      reading.accepts_any_certificate[i] =
          pl_json_view_is_member_true (&settings, pl_mailspring_names[i].insecure);
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
 * Returns: (transfer full) (element-type PlImportAccount) (nullable): at most
 *   %PL_IMPORT_MOST_ACCOUNTS; %NULL where it is no such file
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
  while (accounts->len < PL_IMPORT_MOST_ACCOUNTS && pl_json_view_next_element (&list, &element))
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
  PlJsonView found;

  text = file != NULL ? g_bytes_get_data (pl_export_file_get_contents (file), &length) : NULL;
  if (!find_accounts (text, length, &star, &list) ||
      !pl_mailspring_find_account (&list, address, &found) ||
      !pl_mailspring_is_sign_in (&found, pl_import_account_get_server (account, direction)))
    return NULL;
  return decipher (&star, address, pl_mailspring_names[direction].credential);
}
