// SPDX-License-Identifier: GPL-3.0-or-later
/* The file in which a domain tells mail programs its settings: Mozilla's config-v1.1.xml
 * (draft-ietf-mailmaint-autoconfig). From one account that was checked to all of its domain: only what is
 * made of the address can hold for them. */
#include "export/frame/pl-export-document-private.h"
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define INDENT 6

static const char *const socket_types[] = {
  [PL_SECURITY_TLS] = "SSL",
  [PL_SECURITY_STARTTLS] = "STARTTLS",
  [PL_SECURITY_NONE] = "plain",
};
/* `none` is known for sending only, and Thunderbird knows no certificates here. */
static const char *const authentications[PL_THUNDERBIRD_N_AUTHS] = {
  [PL_THUNDERBIRD_AUTH_NONE] = "none",
  [PL_THUNDERBIRD_AUTH_PASSWORD] = "password-cleartext",
  [PL_THUNDERBIRD_AUTH_ENCRYPTED] = "password-encrypted",
  [PL_THUNDERBIRD_AUTH_KERBEROS] = "GSSAPI",
  [PL_THUNDERBIRD_AUTH_NTLM] = "NTLM",
  [PL_THUNDERBIRD_AUTH_OAUTH2] = "OAuth2",
};

/**
 * pl_export_get_domain:
 *
 * Returns: the account's domain, in ASCII
 */
const char *
pl_export_get_domain (PlExportAccount *account)
{
  return pl_address_get_domain (pl_proposal_get_address (pl_export_account_get_proposal (account)));
}

static const char *
find_authentication (PlExportAccount *account, PlDirection direction)
{
  return pl_thunderbird_name_auth_method (account, direction, authentications);
}

/* Returns: (transfer full) (nullable): the user name of everybody, or %NULL where this one is not made of
 * the address. A server without sign-in has to have one nevertheless: without, it is passed over. */
static char *
generalize_user (PlExportAccount *account, PlDirection direction)
{
  PlAddress *address = pl_proposal_get_address (pl_export_account_get_proposal (account));
  const char *local = pl_address_get_local_part (address);
  const char *user =
      pl_server_settings_get_username (pl_export_account_get_server (account, direction));

  if (user == NULL || g_ascii_strcasecmp (user, pl_address_get_text (address)) == 0)
    return g_strdup ("%EMAILADDRESS%");
  if (g_str_equal (user, local))
    return g_strdup ("%EMAILLOCALPART%");
  if (g_str_has_prefix (user, local) && user[strlen (local)] == '@' && strchr (user, '%') == NULL)
    return g_strconcat ("%EMAILLOCALPART%", user + strlen (local), NULL);
  return NULL;
}

static void
add_server (GString *xml, PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  PlService service = pl_server_settings_get_service (server);
  const char *element = direction == PL_DIRECTION_INCOMING ? "incomingServer" : "outgoingServer";
  g_autofree char *port = g_strdup_printf ("%u", pl_server_settings_get_port (server));
  g_autofree char *user = generalize_user (account, direction);

  g_string_append_printf (xml, "    <%s type=\"%s\">\n", element, pl_service_to_nick (service));
  pl_xml_add (xml, INDENT, "hostname", pl_server_settings_get_host (server));
  pl_xml_add (xml, INDENT, "port", port);
  pl_xml_add (xml, INDENT, "socketType", socket_types[pl_server_settings_get_security (server)]);
  pl_xml_add (xml, INDENT, "username", user);
  pl_xml_add (xml, INDENT, "authentication", find_authentication (account, direction));
  g_string_append_printf (xml, "    </%s>\n", element);
}

static char *
make (PlExportAccount *account, GError **error)
{
  const char *domain = pl_export_get_domain (account);
  const char *provider = pl_export_account_get_provider_name (account);
  const char *name = *provider != '\0' ? provider : domain;
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<clientConfig version=\"1.1\">\n");
  g_autofree char *id = g_markup_escape_text (domain, -1);

  g_string_append_printf (xml, "  <emailProvider id=\"%s\">\n", id);
  pl_xml_add (xml, 4, "domain", domain);
  pl_xml_add (xml, 4, "displayName", name);
  pl_xml_add (xml, 4, "displayShortName", name);
  add_server (xml, account, PL_DIRECTION_INCOMING);
  add_server (xml, account, PL_DIRECTION_OUTGOING);
  g_string_append (xml, "  </emailProvider>\n</clientConfig>\n");
  return g_string_free (xml, FALSE);
}

static char *
refuse_direction (PlExportAccount *account, PlDirection direction)
{
  g_autofree char *user = generalize_user (account, direction);
  const char *word = find_authentication (account, direction);

  if (user == NULL)
    return g_strdup (
        /* Translators: why there is no file that tells a whole domain's settings */
        _ ("The user name of this account is not made of its address. So nothing can be written that is "
           "right for every address of the domain."));
  if (word == NULL || (direction == PL_DIRECTION_INCOMING && g_str_equal (word, "none")))
    return g_strdup (
        /* Translators: why there is no file that tells a whole domain's settings */
        _ ("Mail programs that read such a file cannot sign in in the way that was checked here."));
  return NULL;
}

static char *
refuse (PlExportAccount *account)
{
  char *reason;

  if (pl_export_account_get_server (account, PL_DIRECTION_INCOMING) == NULL ||
      pl_export_account_get_server (account, PL_DIRECTION_OUTGOING) == NULL)
    return g_strdup (
        /* Translators: why a file with settings cannot be made */
        _ ("Such a file has to name both servers, for receiving and for sending."));

  reason = refuse_direction (account, PL_DIRECTION_INCOMING);
  return reason != NULL ? reason : refuse_direction (account, PL_DIRECTION_OUTGOING);
}

static const char *const steps[] = {
  /* Translators: what an administrator does with a file; the addresses stay as they are, DOMAIN stands
   * for the own one */
  N_ ("Put the file at https://autoconfig.DOMAIN/mail/config-v1.1.xml or at "
      "https://DOMAIN/.well-known/autoconfig/mail/config-v1.1.xml, as text/xml and without a sign-in."),
  /* Translators: what an administrator does then; “postlotse discover” is a command */
  N_ ("Look with “postlotse discover” whether it is found."),
  NULL,
};

const PlExportDocument pl_export_autoconfig = {
  .id = "autoconfig",
  /* Translators: what a file is, for administrators; config-v1.1.xml is its name */
  .title = N_ ("Autoconfig file for a whole domain (config-v1.1.xml)"),
  .suffix = ".xml",
  .refuse = refuse,
  .make = make,
  .steps = steps,
};
