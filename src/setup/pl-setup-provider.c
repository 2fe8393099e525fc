// SPDX-License-Identifier: GPL-3.0-or-later
/* Who the provider is and what it wants: all of it out of the built-in facts and of what was found
 * already, so that it can be asked at every key that is typed. */
#include "setup/pl-setup-private.h"

#include "diagnosis/pl-requirements.h"

/* The person's choice, else by the address's domain, else as discovery found.
 * Returns: (nullable): static */
const PlProvider *
pl_setup_find_provider (PlSetup *self)
{
  g_autoptr (PlAddress) address = NULL;
  const PlProvider *provider;

  if (self->chosen != NULL)
    return self->chosen;

  address = pl_setup_parse_address (self, NULL);
  if (address == NULL)
    return NULL;

  provider = pl_provider_find_by_domain (pl_address_get_domain (address));
  if (provider == NULL && self->taken != NULL)
    provider = pl_provider_find_by_id (pl_proposal_get_provider_id (self->taken));
  return provider;
}

/**
 * pl_setup_choose_provider:
 * @provider_id: (nullable): one of pl_setup_search_providers(), for an address whose domain does not
 *   tell; %NULL to take the choice back
 *
 * The choice stays until it is taken back, whatever address is typed. What was discovered and
 * proposed for another provider goes.
 *
 * Returns: %FALSE when there is no such provider, and nothing changed
 */
gboolean
pl_setup_choose_provider (PlSetup *self, const char *provider_id)
{
  const PlProvider *provider = pl_provider_find_by_id (provider_id);

  if (provider == NULL && provider_id != NULL)
    return FALSE;
  if (provider == self->chosen)
    return TRUE;

  self->chosen = provider;
  pl_setup_forget_discovery (self);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
  return TRUE;
}

/**
 * pl_setup_get_provider_id:
 *
 * Returns: (transfer none) (nullable): of the provider chosen, else the one that the address's domain
 *   belongs to, else the one that discovery found
 */
const char *
pl_setup_get_provider_id (PlSetup *self)
{
  const PlProvider *provider = pl_setup_find_provider (self);

  return provider != NULL ? provider->id : NULL;
}

/**
 * pl_setup_get_provider_name:
 *
 * Returns: (transfer none) (nullable): that provider's name, as people know it
 */
const char *
pl_setup_get_provider_name (PlSetup *self)
{
  const PlProvider *provider = pl_setup_find_provider (self);

  return provider != NULL ? provider->name : NULL;
}

/**
 * pl_setup_get_chosen_provider_id:
 *
 * Returns: (transfer none) (nullable): the provider that the person has chosen by name
 */
const char *
pl_setup_get_chosen_provider_id (PlSetup *self)
{
  return self->chosen != NULL ? self->chosen->id : NULL;
}

/**
 * pl_setup_search_providers:
 * @text: (nullable): what was typed into the search; all providers where that is nothing
 *
 * Returns: (transfer full) (element-type PlProviderChoice): the best match first
 */
GPtrArray *
pl_setup_search_providers (PlSetup *self, const char *text)
{
  g_autoptr (GPtrArray) providers = pl_provider_search (text != NULL ? text : "");
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < providers->len; i++)
    {
      const PlProvider *provider = providers->pdata[i];
      PlProviderChoice *choice = g_new0 (PlProviderChoice, 1);

      choice->id = provider->id;
      choice->name = provider->name;
      g_ptr_array_add (choices, choice);
    }

  return choices;
}

/**
 * pl_setup_dup_corrected_address:
 *
 * A mere question while typing: whether a well-known provider was meant. Not asked about a domain
 * for which servers were found.
 *
 * Returns: (transfer full) (nullable): the address that was probably meant
 */
char *
pl_setup_dup_corrected_address (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);
  g_autofree char *domain = NULL;
  gboolean sure;

  if (address == NULL || pl_setup_find_provider (self) != NULL ||
      pl_setup_get_directions (self) != 0)
    return NULL;

  domain = pl_provider_correct_domain (pl_address_get_domain (address), &sure);
  if (domain == NULL)
    return NULL;

  return g_strconcat (pl_address_get_local_part (address), "@", domain, NULL);
}

/**
 * pl_setup_dup_requirements:
 *
 * Returns: (transfer full) (element-type PlRequirement): what the provider wants done before a mail
 *   program can work, in the order in which to show it; empty where nothing is known
 */
GPtrArray *
pl_setup_dup_requirements (PlSetup *self)
{
  return pl_requirements_describe (pl_setup_find_provider (self), pl_setup_get_proposal (self),
                                   self->incoming_service);
}

/* Whether the server of that direction takes passwords, as far as is known. Whose server it is decides:
 * in front of a provider that signs in through the browser only, the person can have put a program of
 * their own that takes one. */
gboolean
pl_setup_wants_password (PlSetup *self, PlDirection direction)
{
  PlServerSettings *server = self->servers[direction];
  PlProposal *proposal = pl_setup_get_proposal (self);

  if (server == NULL || proposal == NULL || pl_check_wants_token (proposal, direction))
    return FALSE;

  return pl_server_settings_get_source (server) == PL_SOURCE_USER ||
         pl_provider_get_password_kind (pl_setup_find_provider (self)) != PL_PASSWORD_KIND_NONE;
}

/**
 * pl_setup_get_password_kind:
 *
 * Returns: which password to ask for, so that the question has its right name;
 *   %PL_PASSWORD_KIND_NONE where none may be asked for, as none is ever sent
 */
PlPasswordKind
pl_setup_get_password_kind (PlSetup *self)
{
  PlPasswordKind kind = pl_provider_get_password_kind (pl_setup_find_provider (self));

  if (pl_setup_get_proposal (self) == NULL)
    return kind;
  if (!pl_setup_wants_password (self, PL_DIRECTION_INCOMING) &&
      !pl_setup_wants_password (self, PL_DIRECTION_OUTGOING))
    return PL_PASSWORD_KIND_NONE;

  return kind != PL_PASSWORD_KIND_NONE ? kind : PL_PASSWORD_KIND_USUAL;
}

/**
 * pl_setup_can_work:
 *
 * Returns: %FALSE where no mail program can work with this account, whatever is done
 */
gboolean
pl_setup_can_work (PlSetup *self)
{
  return pl_provider_can_work (pl_setup_find_provider (self));
}
