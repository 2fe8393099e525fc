// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * PlSetupVerdict:
 * @server: (nullable): shared
 * @password: (nullable): shared
 *
 * What a server has said yes or no to, so that it is not asked the same again.
 */
typedef struct
{
  PlServerSettings *server;
  PlSecret *password;
} PlSetupVerdict;

struct _PlSetup
{
  GObject parent_instance;

  PlNetwork *network; /* shared */
  PlSetupStage stage; /* changed by pl_setup_set_stage() alone */

  /* What was entered */
  char *address; /* owned: as typed */
  char *display_name; /* owned */
  PlSecret *passwords[2]; /* shared, by PlDirection, nullable */
  PlService incoming_service;
  gboolean send_test;
  gint64 deadline_ms;

  /* What is proposed */
  PlServerSettings *servers[2]; /* shared, by PlDirection, nullable */
  char *proposed_domain; /* owned, nullable: for which the servers were proposed */
  PlProposal *proposal; /* shared, nullable: made of the above, see pl_setup_get_proposal() */
  GPtrArray *undo; /* owned: PlProposal, the last fix's beginning last */

  /* What was seen and proven */
  PlEvidence *evidence; /* shared, nullable */
  GListStore *findings; /* owned: PlFinding */
  PlCheckedSettings *checked; /* shared, nullable */
  PlSetupVerdict accepted; /* what the incoming server has accepted */
  PlSetupVerdict refused; /* what it has refused */

  /* The check under way */
  GCancellable *cancellable; /* owned; NULL when none is */
  guint n_changes; /* of what was entered or proposed, ever */
};

void pl_setup_set_stage (PlSetup *setup, PlSetupStage stage);
void pl_setup_note_change (PlSetup *setup, gboolean of_servers);
void pl_setup_take_server (PlSetup *setup, PlDirection direction, PlServerSettings *server);
void pl_setup_note_observed (PlSetup *setup, PlObservation *observation);
void pl_setup_note_undo (PlSetup *setup);
void pl_setup_forget_undo (PlSetup *setup);

PlEvidence *pl_setup_merge_evidence (PlEvidence *former, PlEvidence *latter, PlDirections checked);

G_END_DECLS
