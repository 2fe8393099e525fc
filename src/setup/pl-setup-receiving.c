// SPDX-License-Identifier: GPL-3.0-or-later
/* How mail is received: the same on all devices (IMAP), or fetched to one computer (POP3). */
#include "setup/pl-setup-private.h"

#define BIT(service) (1u << (service))

/* Returns: bits of the services that the facts name, for receiving and sending */
static guint
list_services (const PlProvider *provider)
{
  guint services = 0;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    services |= BIT (server->service);
  return services;
}

/**
 * pl_setup_get_receiving_services:
 *
 * Returns: by which services mail can be received there, as bits `1 << PlService`: those of the
 *   provider where one is known, and of a server that is entered; both where nobody knows. 0 for a
 *   provider that hands no mail to mail programs
 */
guint
pl_setup_get_receiving_services (PlSetup *self)
{
  const guint both = BIT (PL_SERVICE_IMAP) | BIT (PL_SERVICE_POP3);
  const PlProvider *provider = pl_setup_find_provider (self);
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];
  guint services = provider != NULL ? list_services (provider) & both : both;

  if (incoming != NULL)
    services |= BIT (pl_server_settings_get_service (incoming));
  return services;
}

/* Whether @server may come back: it was set for the domain that is still the one. */
static gboolean
is_of_this_domain (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  return address != NULL && g_strcmp0 (self->aside_domain, pl_address_get_domain (address)) == 0;
}

/* What the person has set for the other service is kept: they may come back to it. */
static void
put_aside (PlSetup *self, PlServerSettings *server)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  g_clear_object (&self->aside);
  if (server == NULL || address == NULL || pl_server_settings_get_source (server) != PL_SOURCE_USER)
    return;

  self->aside = g_object_ref (server);
  g_free (self->aside_domain);
  self->aside_domain = g_strdup (pl_address_get_domain (address));
  g_free (self->aside_named_after);
  self->aside_named_after = g_strdup (self->named_after[PL_DIRECTION_INCOMING]);
}

/* As it was, but for the address that may have become another one meanwhile. */
static void
take_back (PlSetup *self, PlServerSettings *server, const char *named_after)
{
  pl_setup_take_server (self, PL_DIRECTION_INCOMING, server);
  g_free (self->named_after[PL_DIRECTION_INCOMING]);
  self->named_after[PL_DIRECTION_INCOMING] = g_strdup (named_after);
  pl_setup_follow_address (self);
}

/**
 * pl_setup_receive_by:
 * @service: %PL_SERVICE_IMAP or %PL_SERVICE_POP3
 *
 * The person's choice. Proposes the servers that belong to it, as pl_setup_propose(); what they have set
 * by hand for the other service comes back when they go back to that. Where no server is known for
 * @service there is none then: it has to be discovered, or entered.
 */
void
pl_setup_receive_by (PlSetup *self, PlService service)
{
  g_autoptr (PlServerSettings) former = NULL;
  g_autoptr (PlServerSettings) kept = NULL;
  g_autofree char *named_after = g_strdup (self->aside_named_after);

  if (self->incoming_service == service)
    return;

  g_set_object (&former, self->servers[PL_DIRECTION_INCOMING]);
  if (self->aside != NULL && is_of_this_domain (self) &&
      pl_server_settings_get_service (self->aside) == service)
    kept = g_steal_pointer (&self->aside);
  put_aside (self, former);

  pl_setup_set_incoming_service (self, service);
  if (kept != NULL)
    take_back (self, kept, named_after);
  (void) pl_setup_propose (self, NULL);
  if (kept == NULL)
    return;
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
}

static gboolean
is_same_place (PlServerSettings *a, PlServerSettings *b)
{
  return g_str_equal (pl_server_settings_get_host (a), pl_server_settings_get_host (b)) &&
         pl_server_settings_get_port (a) == pl_server_settings_get_port (b) &&
         pl_server_settings_get_security (a) == pl_server_settings_get_security (b);
}

static void
add_server (GPtrArray *servers, PlServerSettings *server, PlService service)
{
  if (server == NULL || pl_server_settings_get_service (server) != service)
    return;
  for (guint i = 0; i < servers->len; i++)
    if (is_same_place (servers->pdata[i], server))
      return;

  g_ptr_array_add (servers, g_object_ref (server));
}

static void
add_facts (GPtrArray *servers, const PlProvider *provider, PlAddress *address, PlService service)
{
  for (const PlProviderServer *fact = provider->servers; fact->host != NULL; fact++)
    {
      g_autofree char *host = pl_provider_server_make_host (fact, address, NULL);
      g_autofree char *username = pl_provider_server_make_username (fact, address);
      g_autoptr (PlServerSettings) server =
          host == NULL ? NULL
                       : pl_server_settings_new (&(PlServerFields){ .service = fact->service,
                                                                    .host = host,
                                                                    .port = fact->port,
                                                                    .security = fact->security,
                                                                    .username = username,
                                                                    .source = PL_SOURCE_PROVIDER },
                                                 NULL);

      add_server (servers, server, service);
    }
}

/**
 * pl_setup_list_known_servers:
 *
 * Returns: (transfer full) (element-type PlServerSettings): every server for @service that the
 *   built-in facts or the last discovery know for this account, the best first; to choose from, and to
 *   complete what is typed
 */
GPtrArray *
pl_setup_list_known_servers (PlSetup *self, PlService service)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);
  const PlProvider *provider = pl_setup_find_provider (self);
  guint n = self->discovery != NULL ? pl_discovery_get_n_proposals (self->discovery) : 0;

  for (guint i = 0; i < n; i++)
    add_server (servers,
                pl_proposal_get_server (pl_discovery_get_proposal (self->discovery, i),
                                        pl_service_get_direction (service)),
                service);
  if (address != NULL && provider != NULL)
    add_facts (servers, provider, address, service);
  return servers;
}
