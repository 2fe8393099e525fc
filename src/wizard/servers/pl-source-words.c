// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: who says so, and how far that can be believed. */
#include "wizard/servers/pl-source-words.h"

#include "model/pl-words.h"

#include <glib/gi18n.h>

/**
 * pl_source_words_describe:
 *
 * Returns: (transfer full): such as "from the domain's name service, not secured"
 */
char *
pl_source_words_describe (PlSource source, PlTrust trust)
{
  const char *words = pl_source_to_words (source);

  /* Whoever reads the answer on the way can change it, or cannot. */
  if (source != PL_SOURCE_USER && (trust == PL_TRUST_DOMAIN || trust == PL_TRUST_DIRECTORY))
    /* Translators: where a server setting came from; %s is such as "published by the domain" */
    return g_strdup_printf (_ ("%s, fetched over an encrypted connection"), words);
  if (source != PL_SOURCE_USER && trust == PL_TRUST_DNS)
    /* Translators: where a server setting came from; %s is such as "from the domain's name
     * service" */
    return g_strdup_printf (_ ("%s, not secured"), words);

  return g_strdup (words);
}

/**
 * pl_source_words_describe_server:
 * @proposal: (nullable): of which @server is a part
 *
 * Returns: (transfer full): where the settings of @server came from
 */
char *
pl_source_words_describe_server (PlServerSettings *server, PlProposal *proposal)
{
  PlTrust trust = proposal != NULL ? pl_proposal_get_trust (proposal) : PL_TRUST_PERSON;

  return pl_source_words_describe (pl_server_settings_get_source (server), trust);
}
