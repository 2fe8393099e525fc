// SPDX-License-Identifier: GPL-3.0-or-later
/* A profile for Mail on iPhone, iPad and Mac: a property list with the payload com.apple.mail.managed.
 * Without passwords, which Apple wants in encrypted profiles only: the device asks for them. The same
 * account gives the same file: a profile with the same identifiers replaces the one before. */
#include "export/frame/pl-export-document-private.h"
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <glib/gi18n.h>

#define INDENT 6

static const char *const authentications[PL_THUNDERBIRD_N_AUTHS] = {
  [PL_THUNDERBIRD_AUTH_NONE] = "EmailAuthNone",
  [PL_THUNDERBIRD_AUTH_PASSWORD] = "EmailAuthPassword",
  [PL_THUNDERBIRD_AUTH_ENCRYPTED] = "EmailAuthCRAMMD5",
  [PL_THUNDERBIRD_AUTH_NTLM] = "EmailAuthNTLM",
};

static const char *
find_authentication (PlExportAccount *account, PlDirection direction)
{
  return pl_thunderbird_name_auth_method (account, direction, authentications);
}

/* A UUID of our own kind (RFC 9562, version 8), made of the address and @part: always the same. */
static char *
make_uuid (PlExportAccount *account, const char *part)
{
  g_autofree char *seed =
      g_strdup_printf ("postlotse:%s:%s", part, pl_export_account_get_address (account));
  g_autofree char *digits = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);

  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", digits, digits + 8, digits + 12,
                          digits + 15, digits + 18);
}

static void
add_string (GString *xml, guint indent, const char *key, const char *value)
{
  pl_xml_add (xml, indent, "key", key);
  pl_xml_add (xml, indent, "string", value);
}

/* What every payload has. */
static void
add_payload (GString *xml, guint indent, const char *type, const char *uuid, const char *name)
{
  g_autofree char *identifier = g_strconcat ("org.postlotse.", uuid, NULL);

  add_string (xml, indent, "PayloadType", type);
  pl_xml_add (xml, indent, "key", "PayloadVersion");
  pl_xml_add (xml, indent, "integer", "1");
  add_string (xml, indent, "PayloadIdentifier", identifier);
  add_string (xml, indent, "PayloadUUID", uuid);
  add_string (xml, indent, "PayloadDisplayName", name);
}

static void
add_server (GString *xml, PlExportAccount *account, PlDirection direction)
{
  const char *which = direction == PL_DIRECTION_INCOMING ? "Incoming" : "Outgoing";
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  const char *user = pl_server_settings_get_username (server);
  const struct
  {
    const char *key;
    const char *value;
  } strings[] = {
    { "HostName", pl_server_settings_get_host (server) },
    { "Authentication", find_authentication (account, direction) },
    { "Username", user },
  };
  g_autofree char *port = g_strdup_printf ("%u", pl_server_settings_get_port (server));

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      g_autofree char *key = g_strdup_printf ("%sMailServer%s", which, strings[i].key);

      if (strings[i].value != NULL)
        add_string (xml, INDENT, key, strings[i].value);
    }
  g_string_append_printf (xml,
                          "%*s<key>%sMailServerPortNumber</key>\n%*s<integer>%s</integer>\n"
                          "%*s<key>%sMailServerUseSSL</key>\n%*s<%s/>\n",
                          INDENT, "", which, INDENT, "", port, INDENT, "", which, INDENT, "",
                          pl_server_settings_get_security (server) != PL_SECURITY_NONE ? "true"
                                                                                       : "false");
}

static void
add_account (GString *xml, PlExportAccount *account)
{
  g_autofree char *uuid = make_uuid (account, "account");
  const char *address = pl_export_account_get_address (account);
  const char *name = pl_export_account_get_display_name (account);
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);

  g_string_append (xml, "    <dict>\n");
  add_payload (xml, INDENT, "com.apple.mail.managed", uuid, address);
  add_string (xml, INDENT, "EmailAccountDescription", address);
  if (*name != '\0')
    add_string (xml, INDENT, "EmailAccountName", name);
  add_string (xml, INDENT, "EmailAddress", address);
  add_string (xml, INDENT, "EmailAccountType",
              pl_server_settings_get_service (server) == PL_SERVICE_POP3 ? "EmailTypePOP"
                                                                         : "EmailTypeIMAP");
  add_server (xml, account, PL_DIRECTION_INCOMING);
  add_server (xml, account, PL_DIRECTION_OUTGOING);
  g_string_append (xml, "    </dict>\n");
}

static char *
make (PlExportAccount *account, GError **error)
{
  g_autofree char *uuid = make_uuid (account, "profile");
  const char *address = pl_export_account_get_address (account);
  GString *xml = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
      "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n");

  add_payload (xml, 2, "Configuration", uuid, address);
  add_string (xml, 2, "PayloadDescription",
              /* Translators: what a device says of the profile before it is installed */
              _ ("An e-mail account, without its password"));
  g_string_append (xml, "  <key>PayloadRemovalDisallowed</key>\n  <false/>\n"
                        "  <key>PayloadContent</key>\n  <array>\n");
  add_account (xml, account);
  g_string_append (xml, "  </array>\n</dict>\n</plist>\n");
  return g_string_free (xml, FALSE);
}

static char *
refuse (PlExportAccount *account)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if (pl_export_account_get_server (account, (PlDirection) i) == NULL)
        return g_strdup (
            /* Translators: why a file with settings cannot be made */
            _ ("Such a file has to name both servers, for receiving and for sending."));
      if (find_authentication (account, (PlDirection) i) == NULL)
        return g_strdup (
            /* Translators: why there is no profile for Apple's devices */
            _ ("Such a profile knows passwords only, and this account signs in in another way."));
    }
  return NULL;
}

static const char *const steps[] = {
  /* Translators: what is done with a profile for Apple's devices; Mail, Safari and Settings are programs
   * there */
  N_ ("On iPhone or iPad, open the file in Mail or Safari, then confirm it in Settings; on a Mac, open it. "
      "It is shown as not signed."),
  /* Translators: what is done with a profile for Apple's devices */
  N_ ("The device asks for the password: it is not in the file."),
  NULL,
};

const PlExportDocument pl_export_mobileconfig = {
  .id = "mobileconfig",
  /* Translators: what a file is */
  .title = N_ ("Profile for iPhone, iPad and Mac"),
  .suffix = ".mobileconfig",
  .refuse = refuse,
  .make = make,
  .steps = steps,
};
