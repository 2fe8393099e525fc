// SPDX-License-Identifier: GPL-3.0-or-later
/* A domain of one's own at a provider that the built-in facts know: its mail exchangers show it. The
 * servers stand in the facts; that they are this domain's is all that DNS says, unsigned. */
#include "discovery/pl-known-private.h"

/**
 * pl_source_mx:
 *
 * The first mail exchanger that belongs to a known provider decides; an exchanger before it may be a
 * filter that only passes the mail on.
 *
 * Returns: %PL_OUTCOME_FOUND; %PL_OUTCOME_NO_DATA when the exchangers are nobody's that is known;
 *   else as pl_source_get_mx()
 */
PlOutcome
pl_source_mx (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  g_autoptr (GPtrArray) hosts = NULL;
  PlOutcome outcome = pl_source_get_mx (context, &hosts, error);

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;

  for (guint i = 0; i < hosts->len; i++)
    {
      const char *host = hosts->pdata[i];
      const PlProvider *provider = pl_provider_find_by_mx (host);
      g_autoptr (PlProposal) known = NULL;

      if (provider == NULL)
        continue;
      known = pl_known_propose (provider, context->address, context->incoming, host);
      g_ptr_array_add (proposals, pl_known_relabel (known, PL_SOURCE_MX, PL_TRUST_DNS));
      return PL_OUTCOME_FOUND;
    }

  return PL_OUTCOME_NO_DATA;
}
