// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/mailspring/pl-mailspring-names-private.h"

const PlMailspringNames pl_mailspring_names[] = {
  [PL_DIRECTION_INCOMING] = { PL_SERVICE_IMAP, "imap_host", "imap_port", "imap_username",
                              "imap_security", "imap_allow_insecure_ssl", "imap" },
  [PL_DIRECTION_OUTGOING] = { PL_SERVICE_SMTP, "smtp_host", "smtp_port", "smtp_username",
                              "smtp_security", "smtp_allow_insecure_ssl", "smtp" },
};

static const char *const securities[] = {
  [PL_SECURITY_TLS] = "SSL / TLS",
  [PL_SECURITY_STARTTLS] = "STARTTLS",
  [PL_SECURITY_NONE] = "none",
};

/**
 * pl_mailspring_name_security:
 *
 * Returns: Mailspring's own word
 */
const char *
pl_mailspring_name_security (PlSecurity security)
{
  return securities[security];
}

/**
 * pl_mailspring_security_from_name:
 * @name: (nullable): as it stands in the file
 *
 * Returns: what Mailspring's engine makes of it: a word that it does not know is plain text to it
 */
PlSecurity
pl_mailspring_security_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (g_strcmp0 (name, securities[i]) == 0)
      return (PlSecurity) i;

  return PL_SECURITY_NONE;
}

/**
 * pl_mailspring_find_account:
 * @accounts: the list
 * @found: (out): left as it is when there is none
 *
 * Returns: whether there is an account of this very address; Mailspring compares byte for byte
 */
gboolean
pl_mailspring_find_account (const PlJsonView *accounts, const char *address, PlJsonView *found)
{
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (accounts, &element))
    {
      g_autofree char *other = pl_json_view_dup_member_string (&element, "emailAddress");

      if (g_strcmp0 (other, address) != 0)
        continue;
      *found = element;
      return TRUE;
    }
  return FALSE;
}

/**
 * pl_mailspring_is_sign_in:
 * @account: of Mailspring's list
 *
 * The password that lies there is for the server and the user name that stand there, and for no other.
 *
 * Returns: whether @account signs in to @server's host as its user
 */
gboolean
pl_mailspring_is_sign_in (const PlJsonView *account, PlServerSettings *server)
{
  const PlMailspringNames *names = &pl_mailspring_names[pl_server_settings_get_direction (server)];
  g_autofree char *host = NULL;
  g_autofree char *username = NULL;
  PlJsonView settings;

  if (!pl_json_view_get_member (account, "settings", &settings))
    return FALSE;
  host = pl_json_view_dup_member_string (&settings, names->host);
  username = pl_json_view_dup_member_string (&settings, names->username);
  return host != NULL && g_ascii_strcasecmp (host, pl_server_settings_get_host (server)) == 0 &&
         g_strcmp0 (username, pl_server_settings_get_username (server)) == 0;
}
