// SPDX-License-Identifier: GPL-3.0-or-later
/* What the built-in facts have to say about an address, once its provider is known. */
#include "discovery/pl-known-private.h"

#include "discovery/pl-config.h"

#include <string.h>

/**
 * pl_known_wants_mx:
 *
 * Returns: whether the provider's servers are named after the domain's mail exchanger, which has to
 *   be asked for
 */
gboolean
pl_known_wants_mx (const PlProvider *provider)
{
  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (strstr (server->host, "%MXHOST%") != NULL)
      return TRUE;

  return FALSE;
}

static PlServerSettings *
relabel_server (PlServerSettings *server, PlSource source)
{
  PlServerFields fields;

  if (server == NULL)
    return NULL;

  pl_server_settings_peek_fields (server, &fields);
  fields.source = source;
  return pl_server_settings_new (&fields, NULL);
}

/**
 * pl_known_relabel:
 * @source: how it was really come by, which its servers say as well
 *
 * Returns: (transfer full): the same proposal otherwise
 */
PlProposal *
pl_known_relabel (PlProposal *proposal, PlSource source, PlTrust trust)
{
  g_autoptr (PlServerSettings) incoming = NULL;
  g_autoptr (PlServerSettings) outgoing = NULL;
  PlProposalFields fields;

  pl_proposal_peek_fields (proposal, &fields);
  incoming = relabel_server (fields.incoming, source);
  outgoing = relabel_server (fields.outgoing, source);
  fields.incoming = incoming;
  fields.outgoing = outgoing;
  fields.source = source;
  fields.trust = trust;
  return pl_proposal_new_from_fields (&fields);
}

static gboolean
uses_host (PlProposal *proposal, const char *host)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      if (server != NULL && g_strcmp0 (pl_server_settings_get_host (server), host) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Of a server that is named after the mail exchanger the facts know no more than how its name ends, and
 * below that name customers may have hosts of their own, with certificates that are good for them. So
 * it is a name learnt from DNS like any other: outside the address's domain it needs consent.
 * Returns: (transfer full): */
static PlProposal *
mark_named_by_dns (PlProposal *proposal)
{
  g_autoptr (PlProposal) of_dns = pl_known_relabel (proposal, PL_SOURCE_PROVIDER, PL_TRUST_DNS);
  g_auto (GStrv) foreign = NULL;
  PlProposalFields fields;

  pl_proposal_peek_fields (of_dns, &fields);
  foreign = pl_config_find_foreign_hosts (fields.address, fields.incoming, fields.outgoing);
  fields.foreign_hosts = (const char *const *) foreign;
  return pl_proposal_new_from_fields (&fields);
}

/* Names the provider and nothing else: its requirements say why there is nothing to try. */
static PlProposal *
propose_nothing (const PlProvider *provider, PlAddress *address)
{
  const PlProposalFields fields = {
    .address = address,
    .provider_id = provider->id,
    .source = PL_SOURCE_PROVIDER,
    .trust = PL_TRUST_BUILT_IN,
  };

  return pl_proposal_new_from_fields (&fields);
}

/**
 * pl_known_propose:
 * @incoming: what is wanted for receiving; the other service where the provider has no such one
 * @mx_host: (nullable): the domain's first mail exchanger. Used only when it is one of the
 *   provider's own by the built-in facts: the name comes out of DNS, and might be anybody's.
 *
 * What to try at a provider that is known for sure: of source `provider`. Where a server is named
 * after the mail exchanger the trust is that of DNS, and the person has to agree to it, else the
 * trust is that of the built-in facts.
 *
 * Returns: (transfer full): without servers where no mail program can work, or where they are named
 *   after a mail exchanger that is not known
 */
PlProposal *
pl_known_propose (const PlProvider *provider,
                  PlAddress *address,
                  PlService incoming,
                  const char *mx_host)
{
  PlService other = incoming == PL_SERVICE_IMAP ? PL_SERVICE_POP3 : PL_SERVICE_IMAP;
  g_autoptr (PlProposal) proposal = NULL;

  if (mx_host != NULL && pl_provider_find_by_mx (mx_host) != provider)
    mx_host = NULL;

  proposal = pl_provider_propose (provider, address, incoming, mx_host);
  if (proposal == NULL)
    proposal = pl_provider_propose (provider, address, other, mx_host);
  if (proposal == NULL)
    return propose_nothing (provider, address);

  if (mx_host != NULL && pl_known_wants_mx (provider) && uses_host (proposal, mx_host))
    return mark_named_by_dns (proposal);
  return g_steal_pointer (&proposal);
}
