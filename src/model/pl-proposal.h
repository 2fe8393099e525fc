// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-address.h"
#include "model/pl-link.h"
#include "model/pl-server-settings.h"

G_BEGIN_DECLS

/* What a mail program does with the copies on the server, once it has fetched them by POP3: they stay
 * there (the default), go at once, or go after so many days. */
#define PL_POP3_KEEP 0u
#define PL_POP3_REMOVE_AT_ONCE G_MAXUINT

/**
 * PlProposalFields:
 * @incoming: (nullable): IMAP or POP3
 * @outgoing: (nullable): SMTP
 * @provider_id: (nullable): the provider in the built-in facts, where one is known
 * @source: who says so; each server has a source of its own besides
 * @trust: how far that can be believed
 * @verified: (array fixed-size=2): by #PlDirection, the stages that discovery itself saw pass there,
 *   as bits `1 << PlStage`; 0 where nothing was tried
 * @foreign_hosts: (nullable) (array zero-terminated=1): servers outside the address's registrable
 *   domain and outside the built-in facts. No password goes there before the person agreed.
 * @links: (nullable) (array length=n_links): pages of the provider that came along
 * @pop3_remove_after_days: %PL_POP3_KEEP, %PL_POP3_REMOVE_AT_ONCE or days; of no meaning with IMAP
 *
 * The parts of a #PlProposal, as arguments with names.
 */
typedef struct
{
  PlAddress *address;
  PlServerSettings *incoming;
  PlServerSettings *outgoing;
  const char *provider_id;
  PlSource source;
  PlTrust trust;
  guint32 verified[2];
  const char *const *foreign_hosts;
  const PlLink *links;
  guint n_links;
  guint pop3_remove_after_days;
} PlProposalFields;

/**
 * PlProposal:
 *
 * Settings of both directions that may or may not work; immutable. Either direction may be missing
 * (receive only, send only); with neither it only names the address, for which nothing was found.
 */
#define PL_TYPE_PROPOSAL (pl_proposal_get_type ())
G_DECLARE_FINAL_TYPE (PlProposal, pl_proposal, PL, PROPOSAL, GObject)

PlProposal *pl_proposal_new (PlAddress *address,
                             PlServerSettings *incoming,
                             PlServerSettings *outgoing,
                             const char *provider_id);
PlProposal *pl_proposal_new_from_fields (const PlProposalFields *fields);
void pl_proposal_peek_fields (PlProposal *proposal, PlProposalFields *fields);

PlAddress *pl_proposal_get_address (PlProposal *proposal);
PlServerSettings *pl_proposal_get_server (PlProposal *proposal, PlDirection direction);
gboolean pl_proposal_has_servers (PlProposal *proposal);
const char *pl_proposal_get_provider_id (PlProposal *proposal);
PlSource pl_proposal_get_source (PlProposal *proposal);
PlTrust pl_proposal_get_trust (PlProposal *proposal);
guint32 pl_proposal_get_verified (PlProposal *proposal, PlDirection direction);
const char *const *pl_proposal_get_foreign_hosts (PlProposal *proposal);
gboolean pl_proposal_is_foreign (PlProposal *proposal, PlDirection direction);
const PlLink *pl_proposal_get_links (PlProposal *proposal, guint *n_links);
guint pl_proposal_get_pop3_remove_after_days (PlProposal *proposal);

G_END_DECLS
