// SPDX-License-Identifier: GPL-3.0-or-later
/* Microsoft's Autodiscover in plain XML ([MS-OXDSCLI] 3.1.5), without credentials. The protocol wants an
 * address: it gets one with a made-up local part, which is enough for servers that describe IMAP, POP3
 * and SMTP. Exchange itself wants a sign-in first, and ends it there. */
#include "discovery/pl-document-private.h"

#define MADE_UP "postlotse"
#define MOST_POINTERS 2

#define SCHEMA "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
#define QUESTION                                                                        \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                                        \
  "<Autodiscover xmlns=\"" SCHEMA "requestschema/2006\"><Request>"                      \
  "<EMailAddress>" MADE_UP "@%s</EMailAddress>"                                         \
  "<AcceptableResponseSchema>" SCHEMA "responseschema/2006a</AcceptableResponseSchema>" \
  "</Request></Autodiscover>\n"

/* The address's domain, and where else it may be served. */
static const char *const places[] = {
  "https://autodiscover.%s/autodiscover/autodiscover.xml",
  "https://%s/autodiscover/autodiscover.xml",
};

static char *
fill_in (const char *pattern, const char *domain)
{
  g_auto (GStrv) pieces = g_strsplit (pattern, "%s", 2);

  return g_strjoinv (domain, pieces);
}

/* Asks at one place, and where that points to. */
static PlOutcome
ask_at (const PlSourceContext *context, const char *place, GPtrArray *proposals, GError **error)
{
  g_autofree char *domain = g_strdup (context->domain);
  g_autofree char *url = fill_in (place, domain);
  g_autoptr (PlConfig) config = NULL;
  PlOutcome outcome = PL_OUTCOME_NO_DATA;

  for (guint n = 0; n <= MOST_POINTERS && url != NULL; n++)
    {
      g_autofree char *question = fill_in (QUESTION, domain);
      const PlHttpsRequest request = { url, question, "text/xml; charset=utf-8" };

      g_clear_pointer (&config, pl_config_free);
      outcome = pl_document_fetch (context, &request, pl_autodiscover_parse, &config, error);
      if (outcome != PL_OUTCOME_FOUND || config->redirect == NULL)
        break;

      g_free (url);
      url = g_strdup (config->redirect);
      if (*config->redirect == '@')
        {
          g_free (domain);
          g_free (url);
          domain = g_strdup (config->redirect + 1);
          url = fill_in (places[0], domain);
        }
    }

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;
  pl_autodiscover_generalize (config, MADE_UP, context->domain);
  return pl_document_propose (context, config, PL_SOURCE_AUTODISCOVER, PL_TRUST_DOMAIN, proposals);
}

/**
 * pl_source_autodiscover:
 *
 * Asks one place after the other; a silent one gets half of the time.
 *
 * Returns: %PL_OUTCOME_FOUND; else what the first place came to that could be reached, as pl_https_ask()
 *   and pl_document_propose()
 */
PlOutcome
pl_source_autodiscover (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  PlOutcome first = PL_OUTCOME_NO_SUCH_NAME;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gint64 left_ms = pl_deadline_left_ms (context->deadline);
      PlDeadline own =
          pl_deadline_sooner (context->deadline, left_ms / (gint64) (G_N_ELEMENTS (places) - i));
      PlSourceContext inner = *context;
      const char *reason = NULL;
      PlOutcome outcome;

      inner.deadline = &own;
      inner.reason = &reason;
      outcome = ask_at (&inner, places[i], proposals, error);
      if (outcome == PL_OUTCOME_FOUND || outcome == PL_OUTCOME_CANCELLED)
        return outcome;
      if (first != PL_OUTCOME_NO_SUCH_NAME)
        continue;

      first = outcome;
      if (context->reason != NULL)
        *context->reason = reason;
    }

  return first;
}
