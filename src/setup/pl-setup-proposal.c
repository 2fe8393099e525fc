// SPDX-License-Identifier: GPL-3.0-or-later
/* What is proposed: the servers, and where they come from. */
#include "setup/pl-setup-private.h"

/* @server: (nullable): %NULL to have none; the caller notes the change */
void
pl_setup_take_server (PlSetup *self, PlDirection direction, PlServerSettings *server)
{
  g_set_object (&self->servers[direction], server);
  g_free (self->named_after[direction]);
  self->named_after[direction] = server != NULL ? g_strdup (self->address) : NULL;
  if (server != NULL)
    self->left_out &= ~(1u << direction);
  if (server == NULL || direction != PL_DIRECTION_INCOMING ||
      pl_server_settings_get_service (server) == self->incoming_service)
    return;

  self->incoming_service = pl_server_settings_get_service (server);
  pl_setup_note_service (self);
}

static gboolean
is_persons_own (PlServerSettings *server)
{
  return server != NULL && pl_server_settings_get_source (server) == PL_SOURCE_USER;
}

/* Returns: (transfer none) (nullable): %NULL where @username has nothing to do with the address */
static const char *
find_username (const char *username, PlAddress *former, PlAddress *address)
{
  if (g_strcmp0 (username, pl_address_get_text (former)) == 0)
    return pl_address_get_text (address);
  if (g_strcmp0 (username, pl_address_get_local_part (former)) == 0)
    return pl_address_get_local_part (address);
  return NULL;
}

static void
follow_address (PlSetup *self, PlDirection direction, PlAddress *address)
{
  PlServerSettings *server = self->servers[direction];
  g_autoptr (PlAddress) former = self->named_after[direction] != NULL
                                     ? pl_address_parse (self->named_after[direction], NULL)
                                     : NULL;
  g_autoptr (PlServerSettings) renamed = NULL;
  PlServerFields fields;

  if (!is_persons_own (server) || former == NULL ||
      !g_str_equal (pl_address_get_domain (former), pl_address_get_domain (address)))
    return;

  pl_server_settings_peek_fields (server, &fields);
  fields.username = find_username (fields.username, former, address);
  renamed = fields.username != NULL ? pl_server_settings_new (&fields, NULL) : NULL;
  if (renamed != NULL)
    pl_setup_take_server (self, direction, renamed);
}

/**
 * pl_setup_follow_address:
 *
 * To be called when the address is another one: what the person has set by hand stays for the same domain, but
 * a user name that was the address, or what stands before its @, is that of the new one then. One that has
 * nothing to do with the address stays. What was typed in between does not count. The caller notes the change.
 */
void
pl_setup_follow_address (PlSetup *self)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  for (int i = PL_DIRECTION_INCOMING; address != NULL && i <= PL_DIRECTION_OUTGOING; i++)
    follow_address (self, (PlDirection) i, address);
}

/* What the person has set stays, as long as it is for the same domain and the service wanted. */
static gboolean
is_kept (PlSetup *self, PlServerSettings *server, PlAddress *address)
{
  if (!is_persons_own (server))
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

static PlServerSettings *
get_proposed (PlProposal *proposal, PlDirection direction)
{
  return proposal != NULL ? pl_proposal_get_server (proposal, direction) : NULL;
}

/**
 * pl_setup_take_servers:
 * @proposal: (nullable): where nothing is proposed, what was proposed before goes as well
 *
 * Takes what the person has not set by hand.
 */
void
pl_setup_take_servers (PlSetup *self, PlAddress *address, PlProposal *proposal)
{
  gboolean changed = FALSE;

  if (g_strcmp0 (self->proposed_domain, pl_address_get_domain (address)) != 0)
    self->left_out = 0;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = get_proposed (proposal, (PlDirection) i);

      if ((self->left_out & (1u << i)) != 0 || is_kept (self, self->servers[i], address) ||
          is_same (self->servers[i], server))
        continue;
      pl_setup_take_server (self, (PlDirection) i, server);
      changed = TRUE;
    }

  g_free (self->proposed_domain);
  self->proposed_domain = g_strdup (pl_address_get_domain (address));
  g_clear_object (&self->proposal);
  g_set_object (&self->taken, proposal);
  if (proposal != NULL)
    pl_setup_note_foreign (self, proposal);
  if (!changed)
    return;
  pl_setup_forget_undo_of_settings (self);
  pl_setup_note_change (self, TRUE);
}

/* What was proposed for another address or provider goes; the caller notes the change. */
void
pl_setup_drop_proposed (PlSetup *self)
{
  g_clear_object (&self->taken);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (!is_persons_own (self->servers[i]))
      pl_setup_take_server (self, (PlDirection) i, NULL);
}

/* A proposal can be a provider's name and no more. */
static gboolean
is_wanted (PlSetup *self, PlProposal *proposal)
{
  PlServerSettings *incoming = get_proposed (proposal, PL_DIRECTION_INCOMING);

  return proposal != NULL && pl_proposal_has_servers (proposal) &&
         (incoming == NULL || pl_server_settings_get_service (incoming) == self->incoming_service);
}

/* What was taken already, else the best of what discovery found. */
static PlProposal *
find_known (PlSetup *self)
{
  guint n = self->discovery != NULL ? pl_discovery_get_n_proposals (self->discovery) : 0;

  if (is_wanted (self, self->taken))
    return self->taken;

  for (guint i = 0; i < n; i++)
    if (is_wanted (self, pl_discovery_get_proposal (self->discovery, i)))
      return pl_discovery_get_proposal (self->discovery, i);

  return NULL;
}

/* The built-in facts, of a provider that needs no look-up to be known. */
static PlProposal *
look_up (PlSetup *self, PlAddress *address)
{
  const PlProvider *provider = self->chosen;

  if (provider == NULL)
    provider = pl_provider_find_by_domain (pl_address_get_domain (address));
  if (provider == NULL)
    return NULL;

  return pl_provider_propose (provider, address, self->incoming_service, NULL);
}

/**
 * pl_setup_propose:
 *
 * Fills in the servers that belong to the address, out of the built-in facts and of what an earlier
 * discovery has found. Servers that the person has set stay, until the address moves to another
 * domain or another incoming service is wanted. Asks nobody.
 *
 * Returns: %TRUE when servers are known; %FALSE with %G_IO_ERROR_INVALID_ARGUMENT for what is no
 *   address and %G_IO_ERROR_NOT_FOUND where none are: they have to be discovered, or the person has
 *   to name them
 */
gboolean
pl_setup_propose (PlSetup *self, GError **error)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, error);
  g_autoptr (PlProposal) proposal = NULL;

  if (address == NULL)
    return FALSE;

  if (!g_set_object (&proposal, find_known (self)))
    proposal = look_up (self, address);
  pl_setup_take_servers (self, address, proposal);
  if (proposal != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No servers are known for “%s”",
               pl_address_get_domain (address));
  return FALSE;
}

/**
 * pl_setup_take_proposal:
 * @proposal: one of those in pl_setup_get_discovery()
 *
 * The person's choice among what was found: takes the place of both servers, their own as well.
 *
 * Returns: %FALSE when it is for another address, or a discovery or check is under way
 */
gboolean
pl_setup_take_proposal (PlSetup *self, PlProposal *proposal)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (self, NULL);

  if (address == NULL || pl_setup_is_busy (self) ||
      !g_str_equal (pl_address_get_text (address),
                    pl_address_get_text (pl_proposal_get_address (proposal))))
    return FALSE;

  g_clear_object (&self->servers[PL_DIRECTION_INCOMING]);
  g_clear_object (&self->servers[PL_DIRECTION_OUTGOING]);
  self->left_out = 0;
  pl_setup_take_servers (self, address, proposal);
  return TRUE;
}

/**
 * pl_setup_set_server:
 * @fields: copied. A host that differs from the one before is the person's own word: it is not
 *   among pl_setup_dup_foreign_hosts().
 *
 * Takes the place of the server of that direction.
 *
 * Returns: %FALSE with %G_IO_ERROR_INVALID_ARGUMENT, and nothing changed
 */
gboolean
pl_setup_set_server (PlSetup *self, const PlServerFields *fields, GError **error)
{
  g_autoptr (PlServerSettings) server = pl_server_settings_new (fields, error);
  PlServerSettings *former;
  PlDirection direction;

  if (server == NULL)
    return FALSE;

  direction = pl_server_settings_get_direction (server);
  former = self->servers[direction];
  if (is_same (former, server))
    return TRUE;

  if (is_persons_own (server) &&
      (former == NULL ||
       !g_str_equal (pl_server_settings_get_host (former), pl_server_settings_get_host (server))))
    pl_setup_approve_host (self, pl_server_settings_get_host (server));
  pl_setup_take_server (self, direction, server);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
  return TRUE;
}

/**
 * pl_setup_remove_server:
 *
 * The person has emptied the place. Unlike pl_setup_leave_out() this is no choice against one: what is
 * proposed next fills it again.
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

/* Only where mail is received by POP3 does anything go from the server. */
static guint
get_removal (PlSetup *self)
{
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];

  return incoming != NULL && pl_server_settings_get_service (incoming) == PL_SERVICE_POP3
             ? self->pop3_removal
             : PL_POP3_KEEP;
}

static PlProposal *
make_proposal (PlSetup *self, PlAddress *address)
{
  PlProposalFields fields = { .source = PL_SOURCE_USER, .trust = PL_TRUST_PERSON };
  const PlProvider *provider = pl_setup_find_provider (self);
  g_auto (GStrv) foreign_hosts = pl_setup_dup_foreign_hosts (self);
  gboolean is_taken = FALSE;

  if (self->taken != NULL)
    pl_proposal_peek_fields (self->taken, &fields);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] != NULL &&
        is_same (self->servers[i], get_proposed (self->taken, (PlDirection) i)))
      is_taken = TRUE;
    else
      fields.verified[i] = 0;

  /* As much to be believed as the part of it that the person has not entered. */
  if (!is_taken)
    {
      fields.source = PL_SOURCE_USER;
      fields.trust = PL_TRUST_PERSON;
    }
  fields.address = address;
  fields.incoming = self->servers[PL_DIRECTION_INCOMING];
  fields.outgoing = self->servers[PL_DIRECTION_OUTGOING];
  fields.provider_id = provider != NULL ? provider->id : NULL;
  fields.foreign_hosts = (const char *const *) foreign_hosts;
  fields.pop3_remove_after_days = get_removal (self);
  return pl_proposal_new_from_fields (&fields);
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

  if (self->proposal != NULL || (self->servers[PL_DIRECTION_INCOMING] == NULL &&
                                 self->servers[PL_DIRECTION_OUTGOING] == NULL))
    return self->proposal;

  address = pl_setup_parse_address (self, NULL);
  if (address != NULL)
    self->proposal = make_proposal (self, address);
  return self->proposal;
}
