// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "check/pl-check.h"
#include "model/pl-finding.h"

G_BEGIN_DECLS

/**
 * PlSetupStage:
 * @PL_SETUP_STAGE_ENTERING: the person enters or changes something; nothing is under way
 * @PL_SETUP_STAGE_CHECKING: a check runs
 * @PL_SETUP_STAGE_TROUBLE: the last check found a cause of severity error, or was stopped
 * @PL_SETUP_STAGE_VERIFIED: the last check showed that both directions work, and nothing was
 *   changed since
 */
typedef enum
{
  PL_SETUP_STAGE_ENTERING,
  PL_SETUP_STAGE_CHECKING,
  PL_SETUP_STAGE_TROUBLE,
  PL_SETUP_STAGE_VERIFIED,
} PlSetupStage;

/**
 * PlSetup:
 *
 * One account being set up: what was entered, what is proposed, what was seen, what is proven. The
 * only object that the programs know; lives on the main loop, never blocks it.
 *
 * Properties: `stage` (#PlSetupStage as int, read), `address`, `display-name` (strings, read and
 * write), `incoming-service` (#PlService as int), `proposal` (#PlProposal, read; notified at every
 * change of a setting), `can-undo` (boolean, read).
 *
 * Signals: `observed` (#PlObservation): seen by the running check, in order.
 */
#define PL_TYPE_SETUP (pl_setup_get_type ())
G_DECLARE_FINAL_TYPE (PlSetup, pl_setup, PL, SETUP, GObject)

PlSetup *pl_setup_new (PlNetwork *network);

/* What was entered */
void pl_setup_set_address (PlSetup *setup, const char *text);
const char *pl_setup_get_address (PlSetup *setup);
PlAddress *pl_setup_parse_address (PlSetup *setup, GError **error);
void pl_setup_set_display_name (PlSetup *setup, const char *name);
const char *pl_setup_get_display_name (PlSetup *setup);
void pl_setup_set_password (PlSetup *setup, PlDirection direction, PlSecret *password);
PlSecret *pl_setup_get_password (PlSetup *setup, PlDirection direction);
void pl_setup_set_incoming_service (PlSetup *setup, PlService service);
PlService pl_setup_get_incoming_service (PlSetup *setup);
void pl_setup_set_send_test (PlSetup *setup, gboolean send_test);
void pl_setup_set_deadline (PlSetup *setup, gint64 deadline_ms);

/* What is proposed */
const char *pl_setup_get_provider_name (PlSetup *setup);
gboolean pl_setup_propose (PlSetup *setup, GError **error);
gboolean pl_setup_set_server (PlSetup *setup, const PlServerFields *fields, GError **error);
void pl_setup_remove_server (PlSetup *setup, PlDirection direction);
PlServerSettings *pl_setup_get_server (PlSetup *setup, PlDirection direction);
PlProposal *pl_setup_get_proposal (PlSetup *setup);

/* The check */
PlSetupStage pl_setup_get_stage (PlSetup *setup);
void pl_setup_check_async (PlSetup *setup,
                           PlDirections directions,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean pl_setup_check_finish (PlSetup *setup, GAsyncResult *result, GError **error);
void pl_setup_cancel (PlSetup *setup);
PlEvidence *pl_setup_get_evidence (PlSetup *setup);
GListModel *pl_setup_get_findings (PlSetup *setup);
PlCheckedSettings *pl_setup_get_checked_settings (PlSetup *setup);

/* Fixes */
PlDirections pl_setup_apply_fix (PlSetup *setup, PlFix *fix, GError **error);
gboolean pl_setup_get_can_undo (PlSetup *setup);
PlDirections pl_setup_undo (PlSetup *setup);

G_END_DECLS
