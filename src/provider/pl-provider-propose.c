// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes settings of a provider's facts and an address. */
#include "provider/pl-provider.h"

#include <string.h>

#define MX_HOST "%MXHOST%"

static char *
fill (const char *template, PlAddress *address)
{
  GString *text = g_string_new (template);

  g_string_replace (text, "%EMAILDOMAIN%", pl_address_get_domain (address), 0);
  /* Last: what a person chose as local part may look like a placeholder, and stays as it is. */
  if (strstr (template, "%EMAILADDRESS%") != NULL)
    g_string_replace (text, "%EMAILADDRESS%", pl_address_get_text (address), 0);
  else
    g_string_replace (text, "%EMAILLOCALPART%", pl_address_get_local_part (address), 0);
  return g_string_free (text, FALSE);
}

/**
 * pl_provider_server_make_host:
 * @mx_host: (nullable): the first mail exchanger of the address's domain
 *
 * Returns: (transfer full) (nullable): the server's name for this address; %NULL where that is the
 *   mail exchanger and none is given
 */
char *
pl_provider_server_make_host (const PlProviderServer *server,
                              PlAddress *address,
                              const char *mx_host)
{
  if (g_str_equal (server->host, MX_HOST))
    return g_strdup (mx_host);

  return fill (server->host, address);
}

/**
 * pl_provider_server_make_username:
 *
 * Returns: (transfer full) (nullable): what the server takes as user name for this address; %NULL
 *   where the person has to look it up at the provider
 */
char *
pl_provider_server_make_username (const PlProviderServer *server, PlAddress *address)
{
  return server->username != NULL ? fill (server->username, address) : NULL;
}

static PlServerSettings *
make_settings (const PlProviderServer *server, PlAddress *address, const char *mx_host)
{
  g_autofree char *host = pl_provider_server_make_host (server, address, mx_host);
  g_autofree char *username = pl_provider_server_make_username (server, address);
  PlServerFields fields = {
    .service = server->service,
    .host = host,
    .port = server->port,
    .security = server->security,
    .source = PL_SOURCE_PROVIDER,
  };

  if (host == NULL)
    return NULL;

  /* Nobody signs in where the facts name no way to. Where the name has to be looked up, the address
   * is a first try that the person can correct. */
  if (server->auth != 0)
    fields.username = username != NULL ? username : pl_address_get_text (address);
  return pl_server_settings_new (&fields, NULL);
}

/* The first server of @service that can be named for this address. */
static PlServerSettings *
propose_server (const PlProvider *provider,
                PlService service,
                PlAddress *address,
                const char *mx_host)
{
  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (server->service == service)
      {
        PlServerSettings *settings = make_settings (server, address, mx_host);

        if (settings != NULL)
          return settings;
      }

  return NULL;
}

/**
 * pl_provider_propose:
 * @incoming: %PL_SERVICE_IMAP or %PL_SERVICE_POP3
 * @mx_host: (nullable): the first mail exchanger of the address's domain, which is the mail server
 *   itself at some providers
 *
 * The provider's preferred servers, with the names that belong to @address. Where IMAP is wanted and
 * the provider has POP3 only, that is proposed: there is no other way to the mail. Where POP3 is
 * wanted and not there, nothing is: IMAP would be the opposite of what the person chose.
 *
 * The caller lowers the trust when the provider itself was found in a less trustworthy way than by
 * the address's domain.
 *
 * Returns: (transfer full) (nullable): %NULL when nothing is known that could be tried
 */
PlProposal *
pl_provider_propose (const PlProvider *provider,
                     PlAddress *address,
                     PlService incoming,
                     const char *mx_host)
{
  g_autoptr (PlServerSettings) receiving = propose_server (provider, incoming, address, mx_host);
  g_autoptr (PlServerSettings) sending =
      propose_server (provider, PL_SERVICE_SMTP, address, mx_host);
  PlProposalFields fields = {
    .address = address,
    .provider_id = provider->id,
    .source = PL_SOURCE_PROVIDER,
    .trust = PL_TRUST_BUILT_IN,
  };

  if (receiving == NULL && incoming == PL_SERVICE_IMAP)
    receiving = propose_server (provider, PL_SERVICE_POP3, address, mx_host);
  if (receiving == NULL || sending == NULL)
    return NULL;

  fields.incoming = receiving;
  fields.outgoing = sending;
  return pl_proposal_new_from_fields (&fields);
}
