// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "model/pl-checked-settings.h"
#include "model/pl-evidence.h"
#include "model/pl-recorder.h"
#include "net/pl-network.h"

G_BEGIN_DECLS

/**
 * PlAttemptBudget:
 *
 * Counts refused sign-ins per host and user, in one place for the whole program: at most two in one
 * check, and those of the last 15 minutes are remembered across checks and runs. Thread-safe.
 */
typedef struct _PlAttemptBudget PlAttemptBudget;

/* From this many refusals on a person is warned before the next attempt. */
#define PL_ATTEMPTS_TO_WARN 3
#define PL_ATTEMPTS_MEMORY_S (15 * 60) /* seconds for which a refusal is remembered */

PlAttemptBudget *pl_attempt_budget_get (PlNetwork *network);
void pl_attempt_budget_load (PlAttemptBudget *budget);
gboolean pl_attempt_budget_may_try (PlAttemptBudget *budget,
                                    const char *host,
                                    const char *username,
                                    const PlSecret *password);
void pl_attempt_budget_note_refusal (PlAttemptBudget *budget,
                                     const char *host,
                                     const char *username,
                                     const PlSecret *password);
void
pl_attempt_budget_note_success (PlAttemptBudget *budget, const char *host, const char *username);
guint
pl_attempt_budget_count_refusals (PlAttemptBudget *budget, const char *host, const char *username);

guint pl_attempt_budget_look_up (PlAttemptBudget *budget,
                                 const char *host,
                                 const char *username,
                                 guint *forgotten_in_s);

typedef enum
{
  PL_DIRECTIONS_INCOMING = 1 << PL_DIRECTION_INCOMING,
  PL_DIRECTIONS_OUTGOING = 1 << PL_DIRECTION_OUTGOING,
  PL_DIRECTIONS_BOTH = PL_DIRECTIONS_INCOMING | PL_DIRECTIONS_OUTGOING,
} PlDirections;

/**
 * PlCheckRequest:
 * @network: borrowed
 * @proposal: borrowed: what to check
 * @passwords: (array fixed-size=2): borrowed, by #PlDirection; %NULL: that direction is checked up
 *   to the sign-in. Never sent where only a token may be: see pl_check_wants_token().
 * @tokens: (array fixed-size=2): borrowed, by #PlDirection, nullable: access tokens for XOAUTH2 and
 *   OAUTHBEARER, each only for the very server of that direction
 * @directions: what is to be checked now; a direction that is left out but was accepted before
 *   (@incoming_accepted) does not hold the outgoing sign-in back
 * @incoming_accepted: the incoming server has accepted the password or token in an earlier check
 * @incoming_refused: the incoming server has refused the password in an earlier check, and is left
 *   out of this one: the outgoing sign-in stays held back, because one verdict is enough
 * @send_test: send a message to the person's own address, and look for it where mail comes in
 * @delete_test: delete it there once it was seen; else it stays
 * @look_for: (nullable): borrowed: Message-ID of an earlier test message that was not seen then, to be
 *   looked for now; passed over with @send_test
 * @offline: nobody is asked who has nothing to do with the account: a failed check looks at the own
 *   provider's or domain's web server only, see pl_check_dup_hosts_beyond()
 * @deadline_ms: for all of it, 45000 by default
 *
 * What a check needs to know. All of it is immutable while the check runs.
 */
typedef struct
{
  PlNetwork *network;
  PlProposal *proposal;
  PlSecret *passwords[2];
  PlSecret *tokens[2];
  PlDirections directions;
  gboolean incoming_accepted;
  gboolean incoming_refused;
  gboolean send_test;
  gboolean delete_test;
  const char *look_for;
  gboolean offline;
  gint64 deadline_ms;
} PlCheckRequest;

#define PL_CHECK_DEADLINE_MS 45000

PlEvidence *pl_check_run (const PlCheckRequest *request,
                          PlObservationFunc observed,
                          gpointer data,
                          GCancellable *cancellable);

char **pl_check_dup_hosts_beyond (PlProposal *proposal, gboolean offline);
gboolean pl_check_wants_token (PlProposal *proposal, PlDirection direction);
PlCheckState pl_check_get_state (PlEvidence *evidence, PlDirection direction);
PlCheckedSettings *pl_check_conclude (PlEvidence *evidence, PlDirections untested);

G_END_DECLS
