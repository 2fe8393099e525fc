// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a password must not go although it would be asked for. */
#include "check/pl-check.h"

#include "base/pl-domain.h"
#include "protocol/pl-mechanism.h"
#include "provider/pl-provider.h"

/* One of the provider's own servers, or a neighbour: providers have more names for them than any
 * list. */
static gboolean
is_at (const PlProvider *provider, const char *host)
{
  if (pl_provider_owns_host (provider, host))
    return TRUE;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (pl_domain_is_same_registrable (server->host, host))
      return TRUE;

  return FALSE;
}

/* By the server alone, not by the address: whoever runs a gateway of their own in front of such a
 * provider (DavMail and the like) signs in there as the gateway wants it. */
static gboolean
takes_tokens_only (const char *host)
{
  guint n_all = 0;
  const PlProvider *all = pl_provider_get_all (&n_all);

  for (guint i = 0; i < n_all; i++)
    {
      const PlProviderRequirement *only =
          pl_provider_get_requirement (&all[i], PL_REQUIREMENT_OAUTH2_ONLY);

      if (only != NULL && !only->conditional && is_at (&all[i], host))
        return TRUE;
    }

  return FALSE;
}

/**
 * pl_check_wants_token:
 *
 * Returns: whether that direction is signed in to by an access token and by nothing else: its
 *   settings say so, or its provider takes no passwords
 */
gboolean
pl_check_wants_token (PlProposal *proposal, PlDirection direction)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);

  if (server == NULL || pl_server_settings_get_username (server) == NULL)
    return FALSE;

  return pl_mechanism_wants_token (pl_server_settings_get_auth (server)) ||
         takes_tokens_only (pl_server_settings_get_host (server));
}
