// SPDX-License-Identifier: GPL-3.0-or-later
#include "config-text.h"

char *
config_to_text (const PlConfig *config)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < config->servers->len; i++)
    {
      const PlConfigServer *server = &g_array_index (config->servers, PlConfigServer, i);

      g_string_append_printf (text, "%s %s:%u %s %s%s%s\n", pl_service_to_nick (server->service),
                              server->host, server->port, pl_security_to_nick (server->security),
                              server->username != NULL ? server->username : "-",
                              server->takes_password ? " password" : "",
                              server->takes_oauth2 ? " oauth2" : "");
    }
  for (guint i = 0; i < config->links->len; i++)
    g_string_append_printf (text, "link %s\n", g_array_index (config->links, PlLink, i).url);
  if (config->redirect != NULL)
    g_string_append_printf (text, "redirect %s\n", config->redirect);

  return g_string_free (text, FALSE);
}

static void
add_server (GString *text, PlServerSettings *server)
{
  const char *username = pl_server_settings_get_username (server);
  const char *auth = pl_server_settings_get_auth (server);

  g_string_append_printf (
      text, "%s%s %s:%u %s %s%s%s", text->len > 0 ? " | " : "",
      pl_service_to_nick (pl_server_settings_get_service (server)),
      pl_server_settings_get_host (server), pl_server_settings_get_port (server),
      pl_security_to_nick (pl_server_settings_get_security (server)),
      username != NULL ? username : "-", auth != NULL ? " " : "", auth != NULL ? auth : "");
}

char *
proposal_to_text (PlProposal *proposal)
{
  GString *text = g_string_new (NULL);
  const char *const *foreign = pl_proposal_get_foreign_hosts (proposal);
  const char *provider = pl_proposal_get_provider_id (proposal);
  guint n_links;
  const PlLink *links = pl_proposal_get_links (proposal, &n_links);

  for (PlDirection d = PL_DIRECTION_INCOMING; d <= PL_DIRECTION_OUTGOING; d++)
    if (pl_proposal_get_server (proposal, d) != NULL)
      add_server (text, pl_proposal_get_server (proposal, d));
  for (guint i = 0; foreign[i] != NULL; i++)
    g_string_append_printf (text, " | foreign %s", foreign[i]);
  if (provider != NULL)
    g_string_append_printf (text, " | provider %s", provider);
  for (guint i = 0; i < n_links; i++)
    g_string_append_printf (text, " | link %s", links[i].url);

  return g_string_free (text, FALSE);
}
