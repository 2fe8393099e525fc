// SPDX-License-Identifier: GPL-3.0-or-later
/* The accounts in prefs.js, as Thunderbird would use them: what is not set there has Thunderbird's own
 * default (defaults/pref/mailnews.js), which for POP3 is to delete mail from the server. */
#include "export/import/pl-import-private.h"

#include "base/pl-hostname.h"
#include "export/frame/pl-export-file.h"
#include "export/thunderbird/pl-thunderbird-tree-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define ACCOUNT "mail.account."
#define SERVER "mail.server."
#define IDENTITY "mail.identity."
#define SMTP "mail.smtpserver."
#define LONGEST_HOST 255 /* of a line in cert_override.txt that can be meant */

/* What is looked at. */
typedef struct
{
  const PlThunderbirdPrefs *prefs; /* borrowed */
  GStrv overrides; /* borrowed: the lines of cert_override.txt */
} Profile;

/* `type` of a server. Those that are not here hold no mail, as Local Folders and feeds. */
typedef struct
{
  const char *type;
  PlService service;
  const char *obstacle; /* nullable: why it cannot be checked */
} Kind;

static const Kind kinds[] = {
  { "imap", PL_SERVICE_IMAP, NULL },
  { "pop3", PL_SERVICE_POP3, NULL },
  /* Translators: why an account of a mail program cannot be checked */
  { "ews", PL_SERVICE_IMAP, N_ ("It uses Exchange, which Postlotse cannot test.") },
  { "graph", PL_SERVICE_IMAP, N_ ("It uses Exchange, which Postlotse cannot test.") },
};

/* `authMethod`. 3, the plain password, is any mechanism that sends it: which one the server has. */
typedef struct
{
  int method;
  const char *mechanism; /* nullable: the best that the server offers */
  gboolean is_impossible;
} Method;

static const Method methods[] = {
  { 3, NULL, FALSE }, { 4, "CRAM-MD5", FALSE }, { 5, NULL, TRUE },
  { 6, NULL, TRUE },  { 7, NULL, TRUE },        { 10, "XOAUTH2", FALSE },
};

#define METHOD_NONE 1
#define METHOD_PASSWORD 3
#define METHOD_ENCRYPTED 4

static int
get_int (const Profile *profile,
         const char *branch,
         const char *key,
         const char *leaf,
         int fallback)
{
  g_autofree char *name = g_strconcat (branch, key, ".", leaf, NULL);
  int value = fallback;

  return pl_thunderbird_prefs_get_int (profile->prefs, name, &value) ? value : fallback;
}

static gboolean
get_bool (const Profile *profile, const char *key, const char *leaf)
{
  g_autofree char *name = g_strconcat (SERVER, key, ".", leaf, NULL);
  gboolean value = FALSE;

  return pl_thunderbird_prefs_get_bool (profile->prefs, name, &value) && value;
}

static const char *
get_string (const Profile *profile, const char *branch, const char *key, const char *leaf)
{
  return pl_thunderbird_get_string (profile->prefs, branch, key, leaf);
}

/* --- Servers --- */

/* 1, encryption where there happens to be some, is of old: today it is demanded (2). */
static PlSecurity
get_security (int socket_type)
{
  return socket_type == 3   ? PL_SECURITY_TLS
         : socket_type == 0 ? PL_SECURITY_NONE
                            : PL_SECURITY_STARTTLS;
}

static void
read_port (int port, PlServerFields *fields)
{
  /* 25 is not what an account is sent by: 587, unless it is encrypted from the first byte. */
  fields->port =
      port > 0 && port <= G_MAXUINT16
          ? (guint16) port
          : pl_service_get_usual_port (fields->service, fields->service == PL_SERVICE_SMTP &&
                                                                fields->security == PL_SECURITY_NONE
                                                            ? PL_SECURITY_STARTTLS
                                                            : fields->security);
}

/* Returns: whether it can be tested */
static gboolean
read_method (int method, PlServerFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (methods[i].method == method)
      {
        fields->auth = methods[i].mechanism;
        /* For POP3 it may be APOP as well. */
        if (method == METHOD_ENCRYPTED && fields->service == PL_SERVICE_POP3)
          fields->auth = NULL;
        return !methods[i].is_impossible;
      }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the fingerprint of the certificate that is accepted for that very
 *   port of that very host */
static char *
find_exception (const Profile *profile, const PlServerFields *fields)
{
  g_autofree char *host = fields->host != NULL ? pl_hostname_to_ascii (fields->host, NULL) : NULL;
  g_autofree char *key = NULL;

  if (host == NULL || strchr (host, ':') != NULL || strlen (host) > LONGEST_HOST)
    return NULL;

  key = g_strdup_printf ("%s:%u", host, fields->port);
  for (guint i = 0; profile->overrides[i] != NULL; i++)
    {
      g_auto (GStrv) columns = NULL;

      if (g_ascii_strncasecmp (profile->overrides[i], key, strlen (key)) != 0)
        continue;
      columns = g_strsplit (profile->overrides[i], "\t", 4);
      if (g_strv_length (columns) < 3 || !g_str_equal (columns[1], "OID.2.16.840.1.101.3.4.2.1"))
        continue;
      /* Newer files have the origin's attributes behind another colon: mail has none. */
      if (g_str_has_suffix (columns[0], ":"))
        columns[0][strlen (columns[0]) - 1] = '\0';
      if (g_ascii_strcasecmp (columns[0], key) == 0)
        return pl_fingerprint_normalize (columns[2]);
    }
  return NULL;
}

static void
read_pop3_options (const Profile *profile, const char *key, PlImportReading *reading)
{
  int days = get_int (profile, SERVER, key, "num_days_to_leave_on_server", 7);

  if (!get_bool (profile, key, "leave_on_server"))
    reading->pop3_removal = PL_POP3_REMOVE_AT_ONCE;
  else if (get_bool (profile, key, "delete_by_age_from_server") && days > 0)
    reading->pop3_removal = (guint) days;
  else
    reading->pop3_removal = PL_POP3_KEEP;
}

/* Translators: why an account of a mail program cannot be checked */
#define NO_PASSWORD \
  _ ("It signs in by Kerberos, NTLM or a certificate, which cannot be tested here.")

static void
read_incoming (const Profile *profile, const char *key, const Kind *kind, PlImportReading *reading)
{
  PlServerFields *fields = &reading->incoming;

  reading->name = get_string (profile, SERVER, key, "name");
  fields->service = kind->service;
  fields->host = get_string (profile, SERVER, key, "hostname");
  fields->username = get_string (profile, SERVER, key, "userName");
  fields->security = get_security (get_int (profile, SERVER, key, "socketType", 0));
  read_port (get_int (profile, SERVER, key, "port", 0), fields);
  if (!read_method (get_int (profile, SERVER, key, "authMethod", METHOD_PASSWORD), fields))
    reading->obstacle = NO_PASSWORD;
  if (kind->service == PL_SERVICE_POP3)
    read_pop3_options (profile, key, reading);
  if (kind->obstacle != NULL)
    reading->obstacle = _ (kind->obstacle);
}

/* Returns: (transfer full): the first key of a list such as `id1,id2`; "" where there is none */
static char *
dup_first (const Profile *profile, const char *list)
{
  const char *value = pl_thunderbird_prefs_get_string (profile->prefs, list);
  const char *first = value != NULL ? value + strspn (value, ", \t\n\v\f\r") : "";

  return g_strstrip (g_strndup (first, strcspn (first, ",")));
}

/* The identity's own, else the default one, else the first. */
static char *
dup_smtp (const Profile *profile, const char *identity)
{
  const char *key = get_string (profile, IDENTITY, identity, "smtpServer");

  if (key == NULL || *key == '\0')
    key = pl_thunderbird_prefs_get_string (profile->prefs, "mail.smtp.defaultserver");
  if (key != NULL && *key != '\0')
    return g_strdup (key);
  return dup_first (profile, "mail.smtpservers");
}

static void
read_outgoing (const Profile *profile, const char *key, PlImportReading *reading)
{
  PlServerFields *fields = &reading->outgoing;
  const char *type = get_string (profile, SMTP, key, "type");
  int method = get_int (profile, SMTP, key, "authMethod", METHOD_PASSWORD);

  if (type != NULL && !g_str_equal (type, "smtp"))
    return;
  fields->service = PL_SERVICE_SMTP;
  fields->host = get_string (profile, SMTP, key, "hostname");
  if (method != METHOD_NONE)
    fields->username = get_string (profile, SMTP, key, "username");
  fields->security = get_security (get_int (profile, SMTP, key, "try_ssl", 0));
  read_port (get_int (profile, SMTP, key, "port", 0), fields);
  if (!read_method (method, fields) && reading->obstacle == NULL)
    reading->obstacle = NO_PASSWORD;
}

/* --- Accounts --- */

static const Kind *
find_kind (const char *type)
{
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      return &kinds[i];

  return NULL;
}

static void
read_account (const Profile *profile, const char *key, GPtrArray *accounts)
{
  const char *server = get_string (profile, ACCOUNT, key, "server");
  const Kind *kind =
      server != NULL ? find_kind (get_string (profile, SERVER, server, "type")) : NULL;
  g_autofree char *list = g_strconcat (ACCOUNT, key, ".identities", NULL);
  g_autofree char *identity = dup_first (profile, list);
  g_autofree char *smtp = dup_smtp (profile, identity);
  g_autofree char *exception = NULL;
  g_autofree char *other_exception = NULL;
  PlImportReading reading = { .program = "Thunderbird", .key = key };

  if (kind == NULL)
    return;

  read_incoming (profile, server, kind, &reading);
  reading.address = get_string (profile, IDENTITY, identity, "useremail");
  reading.display_name = get_string (profile, IDENTITY, identity, "fullName");
  if (*smtp != '\0')
    read_outgoing (profile, smtp, &reading);
  reading.incoming.trust_fingerprint = exception = find_exception (profile, &reading.incoming);
  reading.outgoing.trust_fingerprint = other_exception =
      find_exception (profile, &reading.outgoing);
  g_ptr_array_add (accounts, pl_import_judge (&reading));
}

/**
 * pl_import_read_prefs:
 * @prefs: the text of prefs.js
 * @overrides: the text of cert_override.txt; may be empty
 *
 * Returns: (transfer full) (element-type PlImportAccount) (nullable): at most
 *   %PL_IMPORT_MOST_ACCOUNTS; %NULL where the text breaks off in the middle
 */
GPtrArray *
pl_import_read_prefs (const char *prefs, gsize length, GBytes *overrides)
{
  g_autoptr (PlThunderbirdPrefs) parsed = pl_thunderbird_prefs_parse (prefs, length);
  gsize size = 0;
  const char *text = g_bytes_get_data (overrides, &size);
  g_autofree char *whole = g_strndup (text != NULL ? text : "", size);
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);
  const Profile profile = { parsed, lines };
  g_auto (GStrv) keys = pl_thunderbird_get_list (parsed, "mail.accountmanager.accounts");
  GPtrArray *accounts;

  if (!pl_thunderbird_prefs_is_whole (parsed))
    return NULL;

  accounts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; keys[i] != NULL && accounts->len < PL_IMPORT_MOST_ACCOUNTS; i++)
    read_account (&profile, keys[i], accounts);
  return accounts;
}

static PlExportFile *
read_file (PlExportPlace *place, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), name, NULL);

  return pl_export_file_read (path, error);
}

GPtrArray *
pl_import_read_thunderbird (PlExportPlace *place, GError **error)
{
  g_autoptr (PlExportFile) file = read_file (place, "prefs.js", error);
  g_autoptr (PlExportFile) overrides =
      file != NULL ? read_file (place, "cert_override.txt", error) : NULL;
  GPtrArray *accounts;
  const char *text;
  gsize length = 0;

  if (overrides == NULL)
    return NULL;

  text = g_bytes_get_data (pl_export_file_get_contents (file), &length);
  accounts = pl_import_read_prefs (text != NULL ? text : "", length,
                                   pl_export_file_get_contents (overrides));
  if (accounts == NULL)
    g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
                 /* Translators: %s is a file of Thunderbird */
                 _ ("“%s” ends in the middle. Start Thunderbird and close it again; it then writes "
                    "the file again."),
                 pl_export_file_get_path (file));
  return accounts;
}
