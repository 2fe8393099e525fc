// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-proposal.h"

struct _PlProposal
{
  GObject parent_instance;

  PlAddress *address; /* shared */
  PlServerSettings *servers[2]; /* shared, by PlDirection, nullable */
  char *provider_id; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (PlProposal, pl_proposal, G_TYPE_OBJECT)

static void
pl_proposal_finalize (GObject *object)
{
  PlProposal *self = PL_PROPOSAL (object);

  g_clear_object (&self->address);
  g_clear_object (&self->servers[PL_DIRECTION_INCOMING]);
  g_clear_object (&self->servers[PL_DIRECTION_OUTGOING]);
  g_free (self->provider_id);
  G_OBJECT_CLASS (pl_proposal_parent_class)->finalize (object);
}

static void
pl_proposal_class_init (PlProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_proposal_finalize;
}

static void
pl_proposal_init (PlProposal *self)
{
}

/**
 * pl_proposal_new:
 * @incoming: (nullable): IMAP or POP3
 * @outgoing: (nullable): SMTP
 * @provider_id: (nullable): the provider in the built-in table, where one is known
 *
 * Returns: (transfer full):
 */
PlProposal *
pl_proposal_new (PlAddress *address,
                 PlServerSettings *incoming,
                 PlServerSettings *outgoing,
                 const char *provider_id)
{
  PlProposal *self;

  g_return_val_if_fail (PL_IS_ADDRESS (address), NULL);
  g_return_val_if_fail (incoming != NULL || outgoing != NULL, NULL);

  self = g_object_new (PL_TYPE_PROPOSAL, NULL);
  self->address = g_object_ref (address);
  g_set_object (&self->servers[PL_DIRECTION_INCOMING], incoming);
  g_set_object (&self->servers[PL_DIRECTION_OUTGOING], outgoing);
  self->provider_id = g_strdup (provider_id);
  return self;
}

/**
 * pl_proposal_with_server:
 * @server: takes the place of the one of its direction
 *
 * Returns: (transfer full): a new proposal, otherwise the same
 */
PlProposal *
pl_proposal_with_server (PlProposal *self, PlServerSettings *server)
{
  gboolean incoming = pl_server_settings_get_direction (server) == PL_DIRECTION_INCOMING;

  return pl_proposal_new (self->address, incoming ? server : self->servers[PL_DIRECTION_INCOMING],
                          incoming ? self->servers[PL_DIRECTION_OUTGOING] : server,
                          self->provider_id);
}

PlAddress *
pl_proposal_get_address (PlProposal *self)
{
  return self->address;
}

/**
 * pl_proposal_get_server:
 *
 * Returns: (transfer none) (nullable):
 */
PlServerSettings *
pl_proposal_get_server (PlProposal *self, PlDirection direction)
{
  return self->servers[direction];
}

/**
 * pl_proposal_get_provider_id:
 *
 * Returns: (transfer none) (nullable):
 */
const char *
pl_proposal_get_provider_id (PlProposal *self)
{
  return self->provider_id;
}
