// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "discovery/pl-config.h"

#include <stdint.h>

/* Whatever the document, nothing that is proposed leads to this computer, names a host that is none, or
 * has characters that cannot be shown; and nothing is unbounded. */
static void
fuzz_proposal (PlProposal *proposal)
{
  guint n_links;
  const PlLink *links = pl_proposal_get_links (proposal, &n_links);

  for (PlDirection d = PL_DIRECTION_INCOMING; d <= PL_DIRECTION_OUTGOING; d++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, d);
      const char *host = server != NULL ? pl_server_settings_get_host (server) : NULL;
      const char *username = server != NULL ? pl_server_settings_get_username (server) : NULL;
      g_autofree char *ascii = host != NULL ? pl_hostname_to_ascii (host, NULL) : NULL;

      g_assert_cmpstr (ascii, ==, host);
      g_assert_true (host == NULL || pl_config_is_public_name (host));
      g_assert_true (username == NULL || !pl_text_has_control_characters (username));
    }
  for (guint i = 0; i < n_links; i++)
    g_assert_true (g_str_has_prefix (links[i].url, "https://"));
}

static void
fuzz_config (PlConfig *parsed)
{
  g_autoptr (PlConfig) config = parsed;
  g_autoptr (PlAddress) address = pl_address_parse ("ann@example.org", NULL);
  g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
  const PlSourceContext context = { .address = address,
                                    .domain = "example.org",
                                    .incoming = PL_SERVICE_IMAP };

  if (config == NULL)
    return;

  g_assert_cmpuint (config->servers->len, <=, PL_CONFIG_MOST_SERVERS);
  g_assert_cmpuint (config->links->len, <=, PL_CONFIG_MOST_LINKS);
  pl_config_propose (config, &context, PL_SOURCE_ISPDB, PL_TRUST_DIRECTORY, proposals);
  g_assert_cmpuint (proposals->len, <=, 2);
  for (guint i = 0; i < proposals->len; i++)
    fuzz_proposal (proposals->pdata[i]);
}
