// SPDX-License-Identifier: GPL-3.0-or-later
/* Whom a failed check asks beyond the servers themselves. Known beforehand and always the same, so
 * that it can be told before anybody is asked. */
#include "check/pl-outlook-targets-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "provider/pl-provider.h"

#define HTTPS_PORT 443
#define MOST_OTHERS 2

/* Large, steady, unrelated to each other, and with every usual port between them. */
static const char *const others[] = { "gmx", "posteo", "gmail", "fastmail" };

static void
target_free (gpointer data)
{
  PlOutlookTarget *target = data;

  g_free (target->host);
  g_free (target);
}

/* @host: (transfer full) (nullable): */
static void
add (GPtrArray *targets, const PlOutlookTarget *like, char *host)
{
  PlOutlookTarget *target = g_memdup2 (like, sizeof *like);

  target->host = host;
  if (host == NULL || pl_hostname_is_address (host))
    target_free (target);
  else
    g_ptr_array_add (targets, target);
}

/* The host of the provider's pages: there is one for each provider, and it is up when the web is. */
static char *
make_web_host (const PlProvider *provider)
{
  const char *const pages[] = { provider->help.en, provider->help.de, provider->help.other };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GUri) uri =
          pages[i] != NULL ? g_uri_parse (pages[i], G_URI_FLAGS_NONE, NULL) : NULL;

      if (uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 &&
          g_uri_get_host (uri) != NULL)
        return pl_hostname_to_ascii (g_uri_get_host (uri), NULL);
    }

  return NULL;
}

static void
add_web (GPtrArray *targets, char *host, gboolean foreign)
{
  PlOutlookTarget target = {
    .service = PL_SERVICE_ACCOUNT,
    .port = HTTPS_PORT,
    .security = PL_SECURITY_TLS,
    .is_web = TRUE,
    .foreign = foreign,
  };

  add (targets, &target, host);
}

/* The same port where the provider has it, else its first of that service. */
static void
add_mail (GPtrArray *targets, const PlProvider *provider, PlServerSettings *settings)
{
  PlService service = pl_server_settings_get_service (settings);
  const PlProviderServer *best = NULL;

  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (server->service == service && strchr (server->host, '%') == NULL &&
        (best == NULL || (server->port == pl_server_settings_get_port (settings) &&
                          best->port != pl_server_settings_get_port (settings))))
      best = server;

  if (best != NULL)
    {
      PlOutlookTarget target = {
        .service = service,
        .port = best->port,
        .security = best->security,
        .foreign = TRUE,
      };

      add (targets, &target, g_strdup (best->host));
    }
}

static const PlProvider *
find_own_provider (PlProposal *proposal, PlServerSettings *settings)
{
  const PlProvider *provider = pl_provider_find_by_id (pl_proposal_get_provider_id (proposal));

  if (provider == NULL)
    provider =
        pl_provider_find_by_domain (pl_address_get_domain (pl_proposal_get_address (proposal)));
  if (provider == NULL)
    provider = pl_provider_find_by_host (pl_server_settings_get_host (settings));
  return provider;
}

/**
 * pl_outlook_targets_choose:
 * @settings: the server that gives trouble
 * @offline: ask nobody but the provider or the domain of the address
 *
 * Returns: (transfer full) (element-type PlOutlookTarget): whom to ask, the own web server first
 */
GPtrArray *
pl_outlook_targets_choose (PlProposal *proposal, PlServerSettings *settings, gboolean offline)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (target_free);
  const PlProvider *own = find_own_provider (proposal, settings);
  const char *domain = pl_address_get_domain (pl_proposal_get_address (proposal));
  guint n = 0;

  add_web (targets, own != NULL ? make_web_host (own) : g_strdup (domain), FALSE);
  for (guint i = 0; !offline && i < G_N_ELEMENTS (others) && n < MOST_OTHERS; i++)
    {
      const PlProvider *other = pl_provider_find_by_id (others[i]);

      if (other == NULL || other == own)
        continue;
      add_web (targets, make_web_host (other), TRUE);
      add_mail (targets, other, settings);
      n++;
    }

  return targets;
}

/**
 * pl_outlook_target_is_within:
 *
 * Returns: whether so small a reason is enough to ask there; with %PL_OUTLOOK_NAMES only its name is
 *   looked up
 */
gboolean
pl_outlook_target_is_within (const PlOutlookTarget *target, PlOutlookReach reach)
{
  return reach == PL_OUTLOOK_ALL || (reach == PL_OUTLOOK_NAMES && target->is_web);
}

const char *
pl_outlook_target_get_protocol (const PlOutlookTarget *target)
{
  return target->is_web ? "https" : pl_service_to_nick (target->service);
}

static gboolean
is_listed (GPtrArray *hosts, const char *host)
{
  for (guint i = 0; i < hosts->len; i++)
    if (g_str_equal (hosts->pdata[i], host))
      return TRUE;

  return FALSE;
}

/**
 * pl_check_dup_hosts_beyond:
 * @offline: as in #PlCheckRequest
 *
 * Returns: (transfer full) (array zero-terminated=1): the hosts beyond its own servers that a check of
 *   @proposal asks when it fails, to be named before
 */
char **
pl_check_dup_hosts_beyond (PlProposal *proposal, gboolean offline)
{
  GPtrArray *hosts = g_ptr_array_new ();

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *settings = pl_proposal_get_server (proposal, (PlDirection) i);
      g_autoptr (GPtrArray) targets =
          settings != NULL ? pl_outlook_targets_choose (proposal, settings, offline) : NULL;

      for (guint k = 0; targets != NULL && k < targets->len; k++)
        {
          const PlOutlookTarget *target = targets->pdata[k];

          if (!is_listed (hosts, target->host))
            g_ptr_array_add (hosts, g_strdup (target->host));
        }
    }

  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_free (hosts, FALSE);
}
