// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-proposal.h"

struct _PlProposal
{
  GObject parent_instance;

  PlAddress *address; /* shared */
  PlServerSettings *servers[2]; /* shared, by PlDirection, nullable */
  char *provider_id; /* owned, nullable */
  PlSource source;
  PlTrust trust;
  guint32 verified[2]; /* bits 1 << PlStage, by PlDirection */
  char **foreign_hosts; /* owned */
  GArray *links; /* owned: PlLink, its strings are owned */
  guint pop3_remove_after_days; /* or PL_POP3_KEEP, PL_POP3_REMOVE_AT_ONCE */
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
  g_strfreev (self->foreign_hosts);
  g_array_unref (self->links);
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
 * @provider_id: (nullable): the provider in the built-in facts, where one is known
 *
 * Settings that nobody has to vouch for: the person's own.
 *
 * Returns: (transfer full):
 */
PlProposal *
pl_proposal_new (PlAddress *address,
                 PlServerSettings *incoming,
                 PlServerSettings *outgoing,
                 const char *provider_id)
{
  const PlProposalFields fields = {
    .address = address,
    .incoming = incoming,
    .outgoing = outgoing,
    .provider_id = provider_id,
    .source = PL_SOURCE_USER,
    .trust = PL_TRUST_PERSON,
  };

  return pl_proposal_new_from_fields (&fields);
}

/**
 * pl_proposal_new_from_fields:
 * @fields: copied; address and servers are shared
 *
 * Returns: (transfer full):
 */
PlProposal *
pl_proposal_new_from_fields (const PlProposalFields *fields)
{
  static const char *const none[] = { NULL };
  PlProposal *self;

  g_return_val_if_fail (PL_IS_ADDRESS (fields->address), NULL);

  self = g_object_new (PL_TYPE_PROPOSAL, NULL);
  self->address = g_object_ref (fields->address);
  g_set_object (&self->servers[PL_DIRECTION_INCOMING], fields->incoming);
  g_set_object (&self->servers[PL_DIRECTION_OUTGOING], fields->outgoing);
  self->provider_id = g_strdup (fields->provider_id);
  self->source = fields->source;
  self->trust = fields->trust;
  self->verified[PL_DIRECTION_INCOMING] = fields->verified[PL_DIRECTION_INCOMING];
  self->verified[PL_DIRECTION_OUTGOING] = fields->verified[PL_DIRECTION_OUTGOING];
  self->foreign_hosts =
      g_strdupv ((char **) (fields->foreign_hosts != NULL ? fields->foreign_hosts : none));
  self->links = pl_links_copy (fields->links, fields->n_links);
  self->pop3_remove_after_days = fields->pop3_remove_after_days;
  return self;
}

/**
 * pl_proposal_peek_fields:
 * @fields: (out caller-allocates): lent by @self
 *
 * To make another proposal that differs in some of them.
 */
void
pl_proposal_peek_fields (PlProposal *self, PlProposalFields *fields)
{
  *fields = (PlProposalFields){
    .address = self->address,
    .incoming = self->servers[PL_DIRECTION_INCOMING],
    .outgoing = self->servers[PL_DIRECTION_OUTGOING],
    .provider_id = self->provider_id,
    .source = self->source,
    .trust = self->trust,
    .verified = { self->verified[0], self->verified[1] },
    .foreign_hosts = (const char *const *) self->foreign_hosts,
    .links = (const PlLink *) (gpointer) self->links->data,
    .n_links = self->links->len,
    .pop3_remove_after_days = self->pop3_remove_after_days,
  };
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
 * pl_proposal_has_servers:
 *
 * Returns: %FALSE for a proposal that only names the address, and perhaps the provider
 */
gboolean
pl_proposal_has_servers (PlProposal *self)
{
  return self->servers[PL_DIRECTION_INCOMING] != NULL ||
         self->servers[PL_DIRECTION_OUTGOING] != NULL;
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

PlSource
pl_proposal_get_source (PlProposal *self)
{
  return self->source;
}

PlTrust
pl_proposal_get_trust (PlProposal *self)
{
  return self->trust;
}

/**
 * pl_proposal_get_verified:
 *
 * Returns: the stages that discovery itself saw pass at that server, as bits `1 << PlStage`
 */
guint32
pl_proposal_get_verified (PlProposal *self, PlDirection direction)
{
  return self->verified[direction];
}

/**
 * pl_proposal_get_foreign_hosts:
 *
 * Returns: (transfer none) (array zero-terminated=1): servers that no rule allows to have the
 *   password: the person has to agree to them
 */
const char *const *
pl_proposal_get_foreign_hosts (PlProposal *self)
{
  return (const char *const *) self->foreign_hosts;
}

/**
 * pl_proposal_is_foreign:
 *
 * Returns: whether the server of that direction is one of pl_proposal_get_foreign_hosts()
 */
gboolean
pl_proposal_is_foreign (PlProposal *self, PlDirection direction)
{
  PlServerSettings *server = self->servers[direction];

  return server != NULL && g_strv_contains ((const char *const *) self->foreign_hosts,
                                            pl_server_settings_get_host (server));
}

/**
 * pl_proposal_get_links:
 * @n_links: (out):
 *
 * Returns: (transfer none) (array length=n_links): pages of the provider that came along
 */
const PlLink *
pl_proposal_get_links (PlProposal *self, guint *n_links)
{
  *n_links = self->links->len;
  return (const PlLink *) (gpointer) self->links->data;
}

/**
 * pl_proposal_get_pop3_remove_after_days:
 *
 * Returns: what the mail program is to do with the copies on the server once it has fetched them:
 *   %PL_POP3_KEEP, %PL_POP3_REMOVE_AT_ONCE, or after how many days it removes them. Of no meaning
 *   unless mail is received by POP3; PlSetup then says %PL_POP3_KEEP
 */
guint
pl_proposal_get_pop3_remove_after_days (PlProposal *self)
{
  return self->pop3_remove_after_days;
}
