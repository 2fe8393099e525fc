// SPDX-License-Identifier: GPL-3.0-or-later
/* What is proposed: the servers, and where they come from. */
#include "setup/pl-setup-private.h"

#include "provider/pl-provider.h"

static const PlProvider *
find_provider (PlAddress *address)
{
  return address != NULL ? pl_provider_find_by_domain (pl_address_get_domain (address)) : NULL;
}

/**
 * pl_setup_get_provider_name:
 *
 * Recognised from the built-in facts, without asking anybody.
 *
 * Returns: (transfer none) (nullable): whose address it is, as people call it
 */
const char *
pl_setup_get_provider_name (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_address_parse (self->address, NULL);
  const PlProvider *provider = find_provider (address);

  return provider != NULL ? provider->name : NULL;
}

/* What the person has set stays, as long as it is for the same domain and the service wanted. */
static gboolean
is_kept (PlSetup *self, PlServerSettings *server, PlAddress *address)
{
  if (server == NULL || pl_server_settings_get_source (server) != PL_SOURCE_USER)
    return FALSE;
  if (self->proposed_domain != NULL &&
      !g_str_equal (self->proposed_domain, pl_address_get_domain (address)))
    return FALSE;

  return pl_server_settings_get_service (server) == PL_SERVICE_SMTP ||
         pl_server_settings_get_service (server) == self->incoming_service;
}

static gboolean
is_same (PlServerSettings *a, PlServerSettings *b)
{
  return a == b || (a != NULL && b != NULL && pl_server_settings_equal (a, b));
}

/* @proposal: (nullable): where nothing is proposed, what was proposed before goes as well */
static void
take_proposal (PlSetup *self, PlAddress *address, PlProposal *proposal)
{
  gboolean changed = FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server =
          proposal != NULL ? pl_proposal_get_server (proposal, (PlDirection) i) : NULL;

      if (is_kept (self, self->servers[i], address) || is_same (self->servers[i], server))
        continue;
      pl_setup_take_server (self, (PlDirection) i, server);
      changed = TRUE;
    }

  g_free (self->proposed_domain);
  self->proposed_domain = g_strdup (pl_address_get_domain (address));
  if (!changed)
    return;
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
}

/**
 * pl_setup_propose:
 *
 * Fills in the servers that belong to the address. Servers that the person has set stay, until the
 * address moves to another domain or another incoming service is wanted. Asks nobody.
 *
 * Returns: %TRUE when the provider is known; %FALSE with %G_IO_ERROR_INVALID_ARGUMENT for what is no
 *   address and %G_IO_ERROR_NOT_FOUND where no settings are known: the person has to name them
 */
gboolean
pl_setup_propose (PlSetup *self, GError **error)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, error);
  const PlProvider *provider = find_provider (address);
  g_autoptr (PlProposal) proposal = NULL;

  if (address == NULL)
    return FALSE;

  if (provider != NULL)
    proposal = pl_provider_propose (provider, address, self->incoming_service, NULL);
  take_proposal (self, address, proposal);
  if (proposal != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No servers are known for “%s”",
               pl_address_get_domain (address));
  return FALSE;
}

/**
 * pl_setup_set_server:
 * @fields: copied
 *
 * Takes the place of the server of that direction.
 *
 * Returns: %FALSE with %G_IO_ERROR_INVALID_ARGUMENT, and nothing changed
 */
gboolean
pl_setup_set_server (PlSetup *self, const PlServerFields *fields, GError **error)
{
  g_autoptr (PlServerSettings) server = pl_server_settings_new (fields, error);
  PlDirection direction;

  if (server == NULL)
    return FALSE;

  direction = pl_server_settings_get_direction (server);
  if (is_same (self->servers[direction], server))
    return TRUE;

  pl_setup_take_server (self, direction, server);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
  return TRUE;
}

/**
 * pl_setup_remove_server:
 *
 * Receive only, or send only.
 */
void
pl_setup_remove_server (PlSetup *self, PlDirection direction)
{
  if (self->servers[direction] == NULL)
    return;

  pl_setup_take_server (self, direction, NULL);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
}

/**
 * pl_setup_get_server:
 *
 * Returns: (transfer none) (nullable):
 */
PlServerSettings *
pl_setup_get_server (PlSetup *self, PlDirection direction)
{
  return self->servers[direction];
}

/**
 * pl_setup_get_proposal:
 *
 * Returns: (transfer none) (nullable): address and servers as they are now; %NULL while the address
 *   is none or no server is known
 */
PlProposal *
pl_setup_get_proposal (PlSetup *self)
{
  g_autoptr (PlAddress) address = NULL;
  const PlProvider *provider;

  if (self->proposal != NULL || (self->servers[PL_DIRECTION_INCOMING] == NULL &&
                                 self->servers[PL_DIRECTION_OUTGOING] == NULL))
    return self->proposal;

  address = pl_address_parse (self->address, NULL);
  provider = find_provider (address);
  if (address != NULL)
    self->proposal = pl_proposal_new (address, self->servers[PL_DIRECTION_INCOMING],
                                      self->servers[PL_DIRECTION_OUTGOING],
                                      provider != NULL ? provider->id : NULL);
  return self->proposal;
}
