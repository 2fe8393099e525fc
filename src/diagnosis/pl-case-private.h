// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-domain-report-private.h"
#include "diagnosis/pl-outlook-report-private.h"
#include "diagnosis/pl-reply-private.h"
#include "model/pl-evidence.h"
#include "provider/pl-provider.h"

G_BEGIN_DECLS

/* How the addresses of a server answered when they were dialled. */
typedef struct
{
  guint all;
  guint connected;
  guint refused;
  guint silent;
  guint unreachable;
  guint denied;
} PlDials;

/* The place of what concerns no server, but the address and its domain; see PlCase.lanes. */
#define PL_LANE_ACCOUNT 2
#define PL_N_LANES 3

/**
 * PlLane:
 *
 * What the check saw of one direction, digested once so that the rows of the catalogue stay small.
 * Of each kind the last observation of the check's own connection counts; probes stand apart.
 */
typedef struct
{
  guint place; /* in the case */
  PlDirection direction;
  gboolean used; /* this direction was checked */
  PlServerFields server; /* borrowed from the proposal; host %NULL when there is none */
  PlProviderServer listed; /* the provider's facts about this very port; host %NULL when none */

  gboolean failed;
  PlStage stage; /* where it failed, else the last one reached */
  gboolean signed_in;
  gboolean contradicts; /* what was seen excludes that it failed there: nothing can be concluded */

  PlDials dials[2]; /* IPv4, IPv6 */
  PlDials dialled; /* both together */

  /* borrowed from the evidence, nullable */
  PlObservation *name;
  PlObservation *dial;
  PlObservation *greeting;
  PlObservation *plain_capabilities; /* before encryption */
  PlObservation *capabilities; /* the last ones */
  PlObservation *starttls;
  PlObservation *tls;
  PlObservation *trust;
  PlObservation *certificate; /* the server's own */
  PlObservation *reply; /* the first that refused in the last stage */
  PlObservation *sign_in;
  PlObservation *silence;
  PlObservation *closed;
  PlObservation *violation;
  PlObservation *password;
  PlObservation *attempts; /* refused lately, before this check */
  PlObservation *token; /* why a token was refused */
  PlObservation *delivery; /* whether the test message has come back; of receiving only */

  GPtrArray *probes; /* owned, elements borrowed */
  GArray *said; /* owned: PlReplyCause, what the server's words support */
} PlLane;

/**
 * PlCase:
 *
 * All the evidence of one check, digested. The lane behind the two directions has no server: there
 * the causes are told that concern the address and its domain. It is used where no server is known.
 */
typedef struct
{
  PlEvidence *evidence; /* borrowed */
  PlProposal *proposal; /* borrowed from the evidence */
  PlAddress *address; /* borrowed from the proposal */
  const PlProvider *provider; /* static, nullable */
  PlObservation *bad_address; /* borrowed, nullable: what was typed is no address */
  PlObservation *client; /* borrowed, nullable: the mail program that has these settings */
  PlDomainReport domain; /* of the domain; only where no server is known */
  PlOutlookReport outlook; /* of what lies beyond the servers */
  PlLane lanes[PL_N_LANES]; /* by PlDirection, and PL_LANE_ACCOUNT */
} PlCase;

PlCase *pl_case_new (PlEvidence *evidence);
void pl_case_free (PlCase *self);

PlLane *pl_case_get_other (PlCase *self, const PlLane *lane);
gboolean pl_case_is_accepted_elsewhere (PlCase *self, const PlLane *lane);
gboolean pl_case_lacks_servers (PlCase *self);
char *pl_case_get_provider_host (PlCase *self, const PlLane *lane);
gboolean pl_lane_is_of_account (const PlLane *lane);
gboolean pl_lane_failed_at (const PlLane *lane, PlStage stage);
gboolean pl_lane_is_encrypted (const PlLane *lane);
int pl_lane_says (const PlLane *lane, const char *code);
gboolean pl_lane_is_by_token (const PlLane *lane);
gboolean pl_lane_is_generic_refusal (const PlLane *lane);
gboolean pl_lane_has_own_password (const PlLane *lane);
gboolean pl_lane_can (const PlLane *lane, const char *word);
PlObservation *pl_lane_find_words (const PlLane *lane);
const char *pl_lane_get_words (const PlLane *lane);
const char *pl_lane_get_answering_protocol (const PlLane *lane);

PlObservation *pl_lane_find_good (const PlLane *lane);
PlObservation *pl_lane_find_good_port (const PlLane *lane);
PlObservation *pl_lane_find_same_port (const PlLane *lane, PlSecurity security);
PlObservation *pl_lane_find_good_host (const PlLane *lane);
gboolean pl_lane_probes_silent (const PlLane *lane);
gboolean pl_lane_is_found_shut (const PlLane *lane, guint16 port, PlSecurity security);
gboolean pl_probe_get_security (PlObservation *probe, PlSecurity *security);
guint16 pl_probe_get_port (PlObservation *probe);
gboolean pl_probe_is_proven (PlObservation *probe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlCase, pl_case_free)

G_END_DECLS
