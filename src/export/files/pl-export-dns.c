// SPDX-License-Identifier: GPL-3.0-or-later
/* What a domain's name service says of its mail servers (RFC 6186, RFC 8314). Only what was checked: of
 * services that this account does not use it is not known whether they are offered. */
#include "export/frame/pl-export-document-private.h"

#include "base/pl-hostname.h"

#include <glib/gi18n.h>

/* By service and by security: with encryption from the start the names of RFC 8314 */
static const struct
{
  PlService service;
  PlSecurity security;
  const char *name;
} services[] = {
  { PL_SERVICE_IMAP, PL_SECURITY_TLS, "_imaps" },
  { PL_SERVICE_IMAP, PL_SECURITY_STARTTLS, "_imap" },
  { PL_SERVICE_POP3, PL_SECURITY_TLS, "_pop3s" },
  { PL_SERVICE_POP3, PL_SECURITY_STARTTLS, "_pop3" },
  { PL_SERVICE_SMTP, PL_SECURITY_TLS, "_submissions" },
  { PL_SERVICE_SMTP, PL_SECURITY_STARTTLS, "_submission" },
};

static const char *
find_name (PlServerSettings *server)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (services[i].service == pl_server_settings_get_service (server) &&
        services[i].security == pl_server_settings_get_security (server))
      return services[i].name;
  return NULL;
}

static char *
make (PlExportAccount *account, GError **error)
{
  GString *zone = g_string_new (NULL);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (account, (PlDirection) i);

      if (server != NULL)
        g_string_append_printf (zone, "%s._tcp.%s. IN SRV 0 1 %u %s.\n", find_name (server),
                                pl_export_get_domain (account),
                                pl_server_settings_get_port (server),
                                pl_server_settings_get_host (server));
    }
  return g_string_free (zone, FALSE);
}

static char *
refuse (PlExportAccount *account)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (account, (PlDirection) i);

      if (server != NULL && pl_hostname_is_address (pl_server_settings_get_host (server)))
        return g_strdup (
            /* Translators: why there are no DNS records for an account */
            _ ("A service record names a server by its name, and here it is only a number."));
      if (server != NULL && find_name (server) == NULL)
        return g_strdup (
            /* Translators: why there are no DNS records for an account */
            _ ("There is no service record for a server without encryption."));
    }
  return NULL;
}

static const char *const steps[] = {
  /* Translators: what an administrator does with lines for a name server */
  N_ ("Put the lines into the zone of the domain. “_imap”, “_pop3” and “_submission” mean STARTTLS."),
  NULL,
};

const PlExportDocument pl_export_dns = {
  .id = "dns",
  /* Translators: what a file is, for administrators; SRV is the kind of the records */
  .title = N_ ("Service records for a whole domain (SRV)"),
  .suffix = ".zone",
  .refuse = refuse,
  .make = make,
  .steps = steps,
};
