// SPDX-License-Identifier: GPL-3.0-or-later
/* What the provider wants done before a mail program can work, as cards, in the order in which the
 * person should do it. Pure: no network, no clock. */
#include "diagnosis/pl-requirements.h"

#include "diagnosis/pl-page-private.h"
#include "diagnosis/pl-provider-words-private.h"
#include "diagnosis/pl-requirement-notes-private.h"
#include "diagnosis/pl-requirement-words-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "base/pl-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LINKS 6

/* One card being made. All borrowed. */
typedef struct
{
  const PlProvider *provider; /* nullable */
  PlProposal *proposal; /* nullable */
  PlService incoming;
  const PlProviderRequirement *requirement; /* nullable */
  const PlRequirementWording *wording;
} Card;

/* First whether it can work at all and is paid for, then the program that has to run, then the
 * switches, then the password that can be made only behind them, then what belongs to the servers. */
static const PlRequirementKind order[] = {
  PL_REQUIREMENT_NO_PROTOCOLS,
  PL_REQUIREMENT_PAID_PLAN,
  PL_REQUIREMENT_BRIDGE,
  PL_REQUIREMENT_ENABLE_THIRD_PARTY,
  PL_REQUIREMENT_ENABLE_IMAP,
  PL_REQUIREMENT_ENABLE_POP,
  PL_REQUIREMENT_ENABLE_SMTP,
  PL_REQUIREMENT_APP_PASSWORD,
  PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD,
  PL_REQUIREMENT_OAUTH2_ONLY,
  PL_REQUIREMENT_USERNAME_DIFFERS,
  PL_REQUIREMENT_CERTIFICATE_HOST,
};

static gboolean
concerns (const PlProviderRequirement *requirement, PlService service)
{
  return requirement->services == 0 || (requirement->services & (1u << service)) != 0;
}

/* Whether the requirement matters for what the person wants to set up. */
static gboolean
matters (const Card *card)
{
  const PlProviderRequirement *requirement = card->requirement;

  switch ((int) requirement->kind)
    {
    case PL_REQUIREMENT_ENABLE_IMAP:
      return card->incoming == PL_SERVICE_IMAP;
    case PL_REQUIREMENT_ENABLE_POP:
      return card->incoming == PL_SERVICE_POP3;
    case PL_REQUIREMENT_PAID_PLAN:
      return concerns (requirement, card->incoming) || concerns (requirement, PL_SERVICE_SMTP);
    default:
      return TRUE;
    }
}

/* The server's name that is to be used: the proposal's, unless it lies under the person's own
 * domain, else the provider's, unless it follows from the domain's. */
static const char *
find_host (const Card *card)
{
  PlServerSettings *server = card->proposal != NULL
                                 ? pl_proposal_get_server (card->proposal, PL_DIRECTION_INCOMING)
                                 : NULL;
  const PlProviderServer *known = card->provider != NULL ? card->provider->servers : NULL;

  if (server != NULL)
    {
      const char *host = pl_server_settings_get_host (server);
      PlAddress *address = pl_proposal_get_address (card->proposal);

      return pl_domain_is_same_registrable (host, pl_address_get_domain (address)) ? NULL : host;
    }
  for (; known != NULL && known->host != NULL; known++)
    if (known->service == card->incoming)
      return strchr (known->host, '%') == NULL ? known->host : NULL;

  return NULL;
}

static PlRequirementVariant
choose_variant (const Card *card)
{
  const PlProviderRequirement *requirement = card->requirement;

  if (requirement->kind == PL_REQUIREMENT_CERTIFICATE_HOST)
    return find_host (card) != NULL ? PL_REQUIREMENT_VARIANT_PLAIN
                                    : PL_REQUIREMENT_VARIANT_NAME_UNKNOWN;
  if (requirement->kind == PL_REQUIREMENT_PAID_PLAN)
    {
      if (!concerns (requirement, PL_SERVICE_SMTP))
        return PL_REQUIREMENT_VARIANT_RECEIVING;
      if (!concerns (requirement, card->incoming))
        return PL_REQUIREMENT_VARIANT_SENDING;
      return PL_REQUIREMENT_VARIANT_PLAIN;
    }

  return requirement->conditional ? PL_REQUIREMENT_VARIANT_CONDITIONAL
                                  : PL_REQUIREMENT_VARIANT_PLAIN;
}

static const char *
get_protocol (const Card *card)
{
  if (card->requirement->kind == PL_REQUIREMENT_ENABLE_SMTP)
    return "SMTP";

  return card->incoming == PL_SERVICE_POP3 ? "POP3" : "IMAP";
}

static char *
lookup (const char *name, gpointer data)
{
  const Card *card = data;

  if (card->requirement == NULL)
    return NULL;
  if (g_str_equal (name, "provider"))
    return pl_provider_words_get_name (card->provider);
  if (g_str_equal (name, "protocol"))
    return g_strdup (get_protocol (card));
  if (g_str_equal (name, "maybe"))
    return g_strdup (pl_requirement_notes_get_maybe (card->requirement->certainty));
  if (g_str_equal (name, "bridge"))
    return pl_provider_words_get_bridge (card->provider);
  if (g_str_equal (name, "host") && find_host (card) != NULL)
    return pl_hostname_to_display (find_host (card));

  return NULL;
}

static char *
fill (const Card *card, const char *text)
{
  return pl_text_fill (_ (text), lookup, (gpointer) card);
}

/* What is known of all such providers, then of this one, then how sure it is. */
static char *
make_explanation (const Card *card)
{
  const PlProviderRequirement *requirement = card->requirement;
  g_autofree char *text = fill (card, card->wording->explanation);
  const char *more[2] = { NULL, NULL };
  GString *explanation = g_string_new (text);

  if (requirement != NULL)
    {
      more[0] = pl_requirement_notes_find (card->provider->id, requirement->kind);
      more[1] = pl_requirement_notes_get_doubt (requirement->certainty);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *sentence = more[i] != NULL ? fill (card, more[i]) : NULL;

      if (sentence != NULL)
        g_string_append_printf (explanation, " %s", sentence);
    }

  return g_string_free (explanation, FALSE);
}

static char **
make_steps (const Card *card)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; card->wording->steps[i] != NULL; i++)
    g_ptr_array_add (steps, fill (card, card->wording->steps[i]));
  g_ptr_array_add (steps, NULL);
  return (char **) g_ptr_array_free (steps, FALSE);
}

/* The provider's page on this very matter, else the one with its server settings. */
static void
make_link (const Card *card, PlLink *link)
{
  /* Translators: label of a link to the provider's help. {provider}: name of the mail provider */
  const char *general = N_ ("{provider}'s page on the server settings");
  const PlProviderPages *pages = &card->requirement->pages;
  const char *url = pl_provider_pages_choose (pages);
  const char *text = card->wording->link;
  g_autofree char *label = NULL;

  if (url == NULL)
    {
      pages = &card->provider->help;
      url = pl_provider_pages_choose (pages);
      text = general;
    }
  if (url == NULL)
    return;

  label = fill (card, text);
  link->label = pl_page_label (pages, url, label);
  link->url = url;
}

static void
add_card (const Card *card, const PlLink *links, guint n_links, GPtrArray *cards)
{
  const PlProviderRequirement *requirement = card->requirement;
  gboolean sure = requirement == NULL || requirement->certainty == PL_CERTAINTY_PROVEN;
  g_autofree char *title = fill (card, sure ? card->wording->title : card->wording->unsure_title);
  g_autofree char *explanation = make_explanation (card);
  g_auto (GStrv) steps = make_steps (card);
  const PlRequirementFields fields = {
    .kind = requirement != NULL ? requirement->kind : PL_REQUIREMENT_DOCUMENTATION,
    .blocking = requirement != NULL && requirement->kind == PL_REQUIREMENT_NO_PROTOCOLS,
    .conditional = requirement == NULL || requirement->conditional,
    .certainty = requirement != NULL ? requirement->certainty : PL_CERTAINTY_POSSIBLE,
    .confirmed = requirement != NULL ? requirement->confirmed : NULL,
    .title = title,
    .explanation = explanation,
    .steps = (const char *const *) steps,
    .links = links,
    .n_links = n_links,
  };

  g_ptr_array_add (cards, pl_requirement_new (&fields));
}

static void
add_requirement (Card *card, GPtrArray *cards)
{
  PlLink link = { NULL, NULL };

  card->wording = pl_requirement_words_find (card->requirement->kind, choose_variant (card));
  if (card->wording == NULL)
    return;

  make_link (card, &link);
  add_card (card, &link, link.url != NULL ? 1 : 0, cards);
  g_free ((char *) link.label);
}

/* A page that settings out of the network name: only where they came from a source that could be
 * told apart from an impostor, or where the page belongs to the address, a server or the provider. */
static gboolean
may_link (const Card *card, const char *host)
{
  if (pl_proposal_get_trust (card->proposal) <= PL_TRUST_DIRECTORY ||
      pl_page_is_of_provider (card->provider, host) ||
      pl_domain_is_same_registrable (
          host, pl_address_get_domain (pl_proposal_get_address (card->proposal))))
    return TRUE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (!pl_proposal_is_foreign (card->proposal, (PlDirection) i) &&
        pl_proposal_get_server (card->proposal, (PlDirection) i) != NULL &&
        pl_domain_is_same_registrable (host, pl_server_settings_get_host (pl_proposal_get_server (
                                                 card->proposal, (PlDirection) i))))
      return TRUE;

  return FALSE;
}

static gboolean
is_taken (const PlLink *links, guint n_links, const char *url)
{
  for (guint i = 0; i < n_links; i++)
    if (g_str_equal (links[i].url, url))
      return TRUE;

  return FALSE;
}

/* Whether another page is on the same host. */
static gboolean
is_shared (GPtrArray *hosts, guint index)
{
  for (guint i = 0; i < hosts->len; i++)
    if (i != index && g_str_equal (hosts->pdata[i], hosts->pdata[index]))
      return TRUE;

  return FALSE;
}

/* Under the name of its host; where several pages have the same, each with its path. */
static char *
make_page_label (GPtrArray *hosts, guint index, const char *url)
{
  g_autofree char *address = is_shared (hosts, index) ? pl_page_dup_address (url) : NULL;

  if (!is_shared (hosts, index))
    return g_strdup (hosts->pdata[index]);
  return address != NULL ? g_steal_pointer (&address)
                         : g_strdup_printf ("%s (%u)", (char *) hosts->pdata[index], index + 1);
}

/* The pages that came along with the settings. */
static void
add_documentation (Card *card, GPtrArray *cards)
{
  guint n_offered = 0;
  const PlLink *offered = pl_proposal_get_links (card->proposal, &n_offered);
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  PlLink links[MOST_LINKS];
  guint n_links = 0;

  for (guint i = 0; i < n_offered && n_links < MOST_LINKS; i++)
    {
      g_autofree char *host = pl_page_dup_host (offered[i].url);

      if (host == NULL || !may_link (card, host) || is_taken (links, n_links, offered[i].url))
        continue;
      g_ptr_array_add (hosts, pl_hostname_to_display (host));
      links[n_links++].url = offered[i].url;
    }
  if (n_links == 0)
    return;

  for (guint i = 0; i < n_links; i++)
    {
      g_ptr_array_add (labels, make_page_label (hosts, i, links[i].url));
      links[i].label = labels->pdata[i];
    }
  card->requirement = NULL;
  card->wording =
      pl_requirement_words_find (PL_REQUIREMENT_DOCUMENTATION, PL_REQUIREMENT_VARIANT_PLAIN);
  add_card (card, links, n_links, cards);
}

/**
 * pl_requirements_describe:
 * @provider: (nullable): what is known of the provider
 * @proposal: (nullable): the settings found so far, which may name pages and the server
 * @incoming: which service the person wants for receiving
 *
 * What the person has to do at the provider, or to know, before a password is asked for: one card
 * for each requirement that matters. Where no mail program can work at all, that is the only card.
 *
 * Returns: (transfer full) (element-type PlRequirement): in the order in which to do it; empty where
 *   nothing is known to be wanted
 */
GPtrArray *
pl_requirements_describe (const PlProvider *provider, PlProposal *proposal, PlService incoming)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_object_unref);
  Card card = { .provider = provider, .proposal = proposal, .incoming = incoming };

  for (guint i = 0; provider != NULL && i < G_N_ELEMENTS (order); i++)
    {
      card.requirement = pl_provider_get_requirement (provider, order[i]);
      if (card.requirement == NULL || !matters (&card))
        continue;
      add_requirement (&card, cards);
      if (order[i] == PL_REQUIREMENT_NO_PROTOCOLS)
        return cards;
    }

  if (proposal != NULL)
    add_documentation (&card, cards);
  return cards;
}
