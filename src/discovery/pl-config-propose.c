// SPDX-License-Identifier: GPL-3.0-or-later
/* From what a document says to what may be proposed for one address. */
#include "discovery/pl-config.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "provider/pl-provider.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *(*get) (PlAddress *address);
} placeholders[] = {
  { "%EMAILADDRESS%", pl_address_get_text },
  { "%EMAILLOCALPART%", pl_address_get_local_part },
  { "%EMAILDOMAIN%", pl_address_get_domain },
};

/* Without an address the placeholders only go. */
static char *
fill (const char *pattern, PlAddress *address)
{
  GString *filled = g_string_new (pattern);
  gsize at = 0;

  while (at < filled->len)
    {
      const char *value = NULL;

      for (guint i = 0; value == NULL && i < G_N_ELEMENTS (placeholders); i++)
        if (g_str_has_prefix (filled->str + at, placeholders[i].name))
          {
            value = address != NULL ? placeholders[i].get (address) : "";
            g_string_erase (filled, (gssize) at, (gssize) strlen (placeholders[i].name));
            g_string_insert (filled, (gssize) at, value);
          }
      at += value != NULL ? strlen (value) : 1; /* never into what was filled in */
    }

  return g_string_free (filled, FALSE);
}

/**
 * pl_config_is_public_name:
 * @host: lower-case ASCII name (see pl_hostname_to_ascii())
 *
 * Returns: whether it can be the name of a server somewhere in the world. What this leaves out would lead
 *   to this computer or its own network, where no document from outside has any business, and could not
 *   have a certificate anyway: addresses of any kind (also `127.1` and `0x7f.1`, which getaddrinfo()
 *   takes for one, so a last label never begins with a digit), `localhost` and whatever has no dot
 */
gboolean
pl_config_is_public_name (const char *host)
{
  const char *last = strrchr (host, '.');

  return last != NULL && g_ascii_isalpha (last[1]) && !g_str_equal (last, ".localhost") &&
         !pl_hostname_is_address (host);
}

/* The host may depend on the domain only: a name with the local part in it would be looked up, and with
 * that the address told to name servers. */
static char *
make_host (const PlConfigServer *server, PlAddress *address)
{
  g_autofree char *filled = NULL;
  g_autofree char *host = NULL;

  if (strstr (server->host, "%EMAILADDRESS%") != NULL ||
      strstr (server->host, "%EMAILLOCALPART%") != NULL)
    return NULL;

  filled = fill (server->host, address);
  host = pl_hostname_to_ascii (filled, NULL);
  return host != NULL && pl_config_is_public_name (host) ? g_steal_pointer (&host) : NULL;
}

/* Where no name is given, or one with a placeholder that nobody knows, the address is the best guess. */
static char *
make_username (const PlConfigServer *server, PlAddress *address)
{
  g_autofree char *known = server->username != NULL ? fill (server->username, NULL) : NULL;

  if (known == NULL || strchr (known, '%') != strrchr (known, '%'))
    return g_strdup (pl_address_get_text (address));
  return fill (server->username, address);
}

/* NULL for what cannot be used: no server can be named, or it takes no sign-in that is known. Only
 * sending goes without one. */
static PlServerSettings *
make_settings (const PlConfigServer *server, PlAddress *address, PlSource source)
{
  gboolean signs_in = server->takes_password || server->takes_oauth2;
  g_autofree char *host = make_host (server, address);
  g_autofree char *username = signs_in ? make_username (server, address) : NULL;
  const PlServerFields fields = {
    .service = server->service,
    .host = host,
    .port = server->port,
    .security = server->security,
    .username = username,
    .auth = signs_in && !server->takes_password ? "XOAUTH2" : NULL,
    .source = source,
  };

  if (host == NULL || (!signs_in && server->service != PL_SERVICE_SMTP))
    return NULL;
  return pl_server_settings_new (&fields, NULL);
}

/* The best server of a service: the first that encrypts, else the first of all. */
static PlServerSettings *
find_server (const PlConfig *config, PlAddress *address, PlService service, PlSource source)
{
  g_autoptr (PlServerSettings) unencrypted = NULL;

  for (guint i = 0; i < config->servers->len; i++)
    {
      const PlConfigServer *server = &g_array_index (config->servers, PlConfigServer, i);
      g_autoptr (PlServerSettings) settings =
          server->service == service ? make_settings (server, address, source) : NULL;

      if (settings != NULL && server->security != PL_SECURITY_NONE)
        return g_steal_pointer (&settings);
      if (settings != NULL && unencrypted == NULL)
        unencrypted = g_steal_pointer (&settings);
    }

  return g_steal_pointer (&unencrypted);
}

static PlProposal *
make_proposal (const PlConfig *config,
               PlAddress *address,
               PlServerSettings *incoming,
               PlServerSettings *outgoing,
               PlSource source,
               PlTrust trust)
{
  g_auto (GStrv) foreign = pl_config_find_foreign_hosts (address, incoming, outgoing);
  const PlProvider *provider = pl_provider_find_by_host (pl_server_settings_get_host (incoming));
  const PlProposalFields fields = {
    .address = address,
    .incoming = incoming,
    .outgoing = outgoing,
    .provider_id = provider != NULL ? provider->id : NULL,
    .source = source,
    .trust = trust,
    .foreign_hosts = (const char *const *) foreign,
    .links = (const PlLink *) (gpointer) config->links->data,
    .n_links = config->links->len,
  };

  return pl_proposal_new_from_fields (&fields);
}

static gboolean
is_unencrypted (PlProposal *proposal)
{
  return pl_server_settings_get_security (
             pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING)) == PL_SECURITY_NONE;
}

/**
 * pl_config_propose:
 * @source: and @trust: what the proposals will say of themselves
 * @proposals: (element-type PlProposal): they are added here
 *
 * Makes proposals of it for this address, the best first: one for each service of receiving, the wanted
 * one before the other, but encrypted before not. Each goes with the best server for sending, if there is
 * any. A document that only says how to send makes none.
 */
void
pl_config_propose (const PlConfig *config,
                   const PlSourceContext *context,
                   PlSource source,
                   PlTrust trust,
                   GPtrArray *proposals)
{
  PlService wanted = context->incoming;
  const PlService services[] = { wanted,
                                 wanted == PL_SERVICE_POP3 ? PL_SERVICE_IMAP : PL_SERVICE_POP3 };
  g_autoptr (PlServerSettings) outgoing =
      find_server (config, context->address, PL_SERVICE_SMTP, source);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr (PlServerSettings) incoming =
          find_server (config, context->address, services[i], source);

      if (incoming != NULL)
        g_ptr_array_add (
            made, make_proposal (config, context->address, incoming, outgoing, source, trust));
    }

  if (made->len == 2 && is_unencrypted (made->pdata[0]) && !is_unencrypted (made->pdata[1]))
    g_ptr_array_insert (made, 0, g_ptr_array_steal_index (made, 1));
  g_ptr_array_extend_and_steal (proposals, g_steal_pointer (&made));
}

static gboolean
is_foreign (PlAddress *address, const char *host)
{
  return !pl_domain_is_same_registrable (host, pl_address_get_domain (address)) &&
         pl_provider_find_by_host (host) == NULL;
}

/**
 * pl_config_find_foreign_hosts:
 * @incoming: (nullable):
 * @outgoing: (nullable):
 *
 * Which servers no rule allows to have the password: outside the address's registrable domain, and
 * nobody's in the built-in facts.
 *
 * Returns: (transfer full) (array zero-terminated=1): each host once
 */
char **
pl_config_find_foreign_hosts (PlAddress *address,
                              PlServerSettings *incoming,
                              PlServerSettings *outgoing)
{
  PlServerSettings *const servers[] = { incoming, outgoing };
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  const char *last = "";

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      const char *host = servers[i] != NULL ? pl_server_settings_get_host (servers[i]) : last;

      if (!g_str_equal (host, last) && is_foreign (address, host))
        g_strv_builder_add (hosts, host);
      last = host;
    }

  return g_strv_builder_end (hosts);
}
