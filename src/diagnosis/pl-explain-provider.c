// SPDX-License-Identifier: GPL-3.0-or-later
/* What a provider's facts add to an explained text: what it wants first, and its pages. */
#include "diagnosis/pl-explain-provider-private.h"

#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-page-private.h"

#include "base/pl-scrub.h"

#include <string.h>

#define MOST_LINKS 4

/* A refusal without a reason means something else where the provider wants something first. */
static const struct
{
  PlRequirementKind kind;
  PlService service; /* %PL_SERVICE_ACCOUNT: any */
  const char *cause;
} demands[] = {
  { PL_REQUIREMENT_OAUTH2_ONLY, PL_SERVICE_ACCOUNT, "oauth-required" },
  { PL_REQUIREMENT_ENABLE_THIRD_PARTY, PL_SERVICE_IMAP, "imap-disabled" },
  { PL_REQUIREMENT_ENABLE_THIRD_PARTY, PL_SERVICE_POP3, "pop-disabled" },
  { PL_REQUIREMENT_ENABLE_THIRD_PARTY, PL_SERVICE_SMTP, "smtp-disabled" },
  { PL_REQUIREMENT_APP_PASSWORD, PL_SERVICE_ACCOUNT, "app-password-required" },
  { PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD, PL_SERVICE_ACCOUNT, "separate-mail-password" },
  { PL_REQUIREMENT_ENABLE_IMAP, PL_SERVICE_IMAP, "imap-disabled" },
  { PL_REQUIREMENT_ENABLE_POP, PL_SERVICE_POP3, "pop-disabled" },
  { PL_REQUIREMENT_ENABLE_SMTP, PL_SERVICE_SMTP, "smtp-disabled" },
  { PL_REQUIREMENT_PAID_PLAN, PL_SERVICE_ACCOUNT, "subscription-required" },
  { PL_REQUIREMENT_USERNAME_DIFFERS, PL_SERVICE_ACCOUNT, "username-format" },
};

/**
 * pl_explain_find_provider:
 * @server: (nullable): an id, a name or a domain
 * @host: (nullable): a server's name
 *
 * Returns: (transfer none) (nullable):
 */
const PlProvider *
pl_explain_find_provider (const char *server, const char *host)
{
  guint n;
  const PlProvider *all = pl_provider_get_all (&n);

  for (guint i = 0; server != NULL && i < n; i++)
    if (g_ascii_strcasecmp (all[i].id, server) == 0 ||
        g_ascii_strcasecmp (all[i].name, server) == 0)
      return &all[i];
  if (server != NULL && pl_provider_find_by_domain (server) != NULL)
    return pl_provider_find_by_domain (server);

  return host != NULL ? pl_provider_find_by_host (host) : NULL;
}

/**
 * pl_explain_add_cause:
 * @causes: (element-type PlReplyCause): gets @code unless it is there or no cause of the catalogue
 */
void
pl_explain_add_cause (GArray *causes, const char *code, int strength)
{
  PlReplyCause cause = { code, strength };

  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (g_array_index (causes, PlReplyCause, i).code, code))
      return;

  if (pl_catalogue_find (code) != NULL)
    g_array_append_val (causes, cause);
}

/**
 * pl_explain_add_demands:
 * @conditional: %TRUE for what the provider wants of some accounts only
 *
 * What a refusal without a reason can mean at @provider.
 */
void
pl_explain_add_demands (GArray *causes,
                        const PlProvider *provider,
                        PlService service,
                        gboolean conditional)
{
  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      const PlProviderRequirement *demand = pl_provider_get_requirement (provider, demands[i].kind);
      gboolean fits = demands[i].service == PL_SERVICE_ACCOUNT || demands[i].service == service;

      if (demand != NULL && fits && !demand->conditional == !conditional)
        pl_explain_add_cause (causes, demands[i].cause,
                              conditional ? PL_STRENGTH_GUESS : PL_STRENGTH_PROVIDER);
    }
}

static void
add_link (GArray *links, const char *label, const char *url)
{
  PlLink link = { NULL, NULL };

  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (g_array_index (links, PlLink, i).url, url))
      return;
  if (links->len >= MOST_LINKS)
    return;

  link.label = g_strdup (label);
  link.url = g_strdup (url);
  g_array_append_val (links, link);
}

/**
 * pl_explain_add_links_of_text:
 *
 * Adds the pages that a text names; only encrypted ones, and each under its host.
 */
void
pl_explain_add_links_of_text (GArray *links, const char *text)
{
  for (const char *p = text; p != NULL && (p = strstr (p, "https://")) != NULL; p += 8)
    {
      gsize length = strcspn (p, " \t\n<>\"'[](){}|\\^`");
      g_autofree char *url = NULL;
      g_autofree char *host = NULL;

      while (length > 0 && strchr (".,;:!?", p[length - 1]) != NULL)
        length--;
      url = g_strndup (p, length);
      host = pl_page_dup_host (url);
      /* What was taken out of it makes an address lead elsewhere. */
      if (host != NULL && strstr (url, PL_SCRUBBED) == NULL)
        {
          g_autofree char *label = pl_page_label_by_host (host);

          add_link (links, label, url);
        }
    }
}

/**
 * pl_explain_add_links_of_provider:
 *
 * Adds the page where @provider tells of @cause, or its help.
 */
void
pl_explain_add_links_of_provider (GArray *links, const PlProvider *provider, const char *cause)
{
  const PlProviderPages *pages = &provider->help;
  const char *url;

  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      const PlProviderRequirement *demand = pl_provider_get_requirement (provider, demands[i].kind);

      if (demand != NULL && g_str_equal (demands[i].cause, cause) &&
          pl_provider_pages_choose (&demand->pages) != NULL)
        pages = &demand->pages;
    }
  url = pl_provider_pages_choose (pages);
  if (url != NULL)
    {
      g_autofree char *host = pl_page_dup_host (url);
      g_autofree char *page = pl_page_label_by_host (host != NULL ? host : provider->name);
      g_autofree char *label = pl_page_label (pages, url, page);

      add_link (links, label, url);
    }
}
