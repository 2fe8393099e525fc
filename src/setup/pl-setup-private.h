// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include "export/frame/pl-export-place.h"
#include "export/import/pl-import-account.h"
#include "oauth/pl-oauth.h"
#include "provider/pl-provider.h"
#include "setup/pl-setup-handover.h"
#include "setup/pl-setup-job-private.h"

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

typedef struct _PlSetupStored PlSetupStored;

struct _PlSetup
{
  GObject parent_instance;

  PlNetwork *network; /* shared */
  PlConnectivity *connectivity; /* shared, nullable: the network is taken for granted */
  PlSetupStage stage; /* changed by pl_setup_set_stage() alone */

  /* What was entered */
  char *address; /* owned: as typed */
  char *display_name; /* owned */
  PlSecret *passwords[2]; /* shared, by PlDirection, nullable */
  gboolean has_sending_password; /* of its own: nothing stands in for it */
  PlOAuthTokens *tokens; /* owned, nullable: of a sign-in in the browser */
  PlOAuthClient *client; /* owned, nullable: as what this program is registered */
  PlProposal *client_proposal; /* shared, nullable: for which the client was looked up */
  char *tokens_address; /* owned, nullable: whose they are */
  PlService incoming_service;
  guint pop3_removal; /* days, PL_POP3_KEEP or PL_POP3_REMOVE_AT_ONCE */
  PlServerSettings *aside; /* shared, nullable: the person's own, for the service not chosen now */
  char *aside_domain; /* owned, nullable: of the address then */
  char *aside_named_after; /* owned, nullable: as of the servers below */
  const PlProvider *chosen; /* static, nullable: by the person */
  gboolean send_test;
  gboolean delete_test;
  gboolean offline_discovery;
  gint64 deadline_ms;
  gint64 discovery_deadline_ms;

  /* What was found out */
  PlDiscovery *discovery; /* shared, nullable: of the address as it is */
  PlProposal *taken; /* shared, nullable: where the servers came from */
  GHashTable *foreign; /* owned: hosts that no rule allows to have the password; char */
  GHashTable *approved; /* owned: hosts that the person named or agreed to; char */

  /* What is proposed */
  PlServerSettings *servers[2]; /* shared, by PlDirection, nullable */
  char *named_after[2]; /* owned, by PlDirection, nullable: the address when each of them was set */
  char *proposed_domain; /* owned, nullable: for which the servers were proposed */
  PlProposal *proposal; /* shared, nullable: made of the above, see pl_setup_get_proposal() */
  GPtrArray *undo; /* owned: PlProposal, or PlSetupFormer for an address; the last fix's last */
  PlDirections left_out; /* the person wants no server there; see pl_setup_leave_out() */

  /* What was seen and proven */
  PlEvidence *checks; /* shared, nullable: of the checks alone */
  GPtrArray *sign_in_seen; /* owned, nullable: PlObservation, of the sign-in in the browser */
  PlEvidence *evidence; /* shared, nullable: with that of discovery and sign-in in front */
  GListStore *findings; /* owned: PlFinding */
  PlCheckedSettings *checked; /* shared, nullable */
  PlSetupVerdict accepted; /* what the incoming server has accepted */
  PlSetupVerdict refused; /* what it has refused */
  PlDirections untested; /* the person takes these as they are; see pl_setup_accept_untested() */
  guint n_changes_checked; /* of n_changes when the last check began that was taken */

  /* What was handed over */
  char *account_id; /* owned, nullable: of the account, from the first hand-over on */
  char *secret_account; /* owned, nullable: under which its passwords may lie in the keyring */
  PlSetupHandover *handover; /* shared, nullable: the last one */
  PlSetupStored *stored; /* shared, nullable: what the last one has put into the keyring */

  /* What was taken over from a mail program */
  PlImportAccount *import; /* shared, nullable: as it was read there */
  PlExportPlace *import_place; /* shared, nullable: where that was */
  PlSecret *stored_passwords[2]; /* shared, by PlDirection, nullable: that were taken from there */
  PlProposal *described; /* shared, nullable: what another program wants to have repaired */

  /* What is under way */
  PlSetupJob *job; /* shared, nullable */
  PlSetupJob *search; /* shared, nullable: beside it, of the keyring */
  PlSetupJob *keyring; /* shared, nullable: beside it, that stores there or takes back */
  PlSetupJob *take_back; /* shared, nullable: comes after @keyring */
  guint n_checks; /* that have begun, ever */
  guint n_changes; /* of what was entered or proposed, ever */
};

/* pl-setup-stored.c */
void pl_setup_stored_unref (PlSetupStored *stored);
void pl_setup_begin_take_back (PlSetup *setup);

/* pl-setup.c */
void pl_setup_set_stage (PlSetup *setup, PlSetupStage stage);
gboolean pl_setup_is_busy (PlSetup *setup);
gboolean pl_setup_has_job (PlSetup *setup, PlSetupJob *job);
void pl_setup_forget_job (PlSetup *setup, PlSetupJob *job);
PlSetupJob *pl_setup_begin_job (PlSetup *setup,
                                gpointer tag,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void pl_setup_note_change (PlSetup *setup, gboolean of_servers);
void pl_setup_note_service (PlSetup *setup);
void pl_setup_note_removal (PlSetup *setup);
void pl_setup_note_address (PlSetup *setup);
void pl_setup_note_display_name (PlSetup *setup);
void pl_setup_note_discovery (PlSetup *setup);
void pl_setup_note_observed (PlSetup *setup, PlObservation *observation);
void pl_setup_note_page (PlSetup *setup, const char *url);
void pl_setup_note_search (PlSetup *setup);
void pl_setup_note_undo (PlSetup *setup);
void pl_setup_note_untested (PlSetup *setup);
void pl_setup_forget_untested (PlSetup *setup);
void pl_setup_forget_undo (PlSetup *setup);
void pl_setup_forget_undo_of_settings (PlSetup *setup);
gboolean pl_setup_judge (PlSetup *setup);
void pl_setup_judge_address (PlSetup *setup);

/* pl-setup-proposal.c */
void pl_setup_take_server (PlSetup *setup, PlDirection direction, PlServerSettings *server);
void pl_setup_take_servers (PlSetup *setup, PlAddress *address, PlProposal *proposal);
void pl_setup_drop_proposed (PlSetup *setup);
void pl_setup_follow_address (PlSetup *setup);

/* pl-setup-foreign.c */
void pl_setup_note_foreign (PlSetup *setup, PlProposal *proposal);
void pl_setup_withdraw_approval (PlSetup *setup, const char *const *hosts);
void pl_setup_forget_hosts (PlSetup *setup);

/* pl-setup-provider.c */
const PlProvider *pl_setup_find_provider (PlSetup *setup);
gboolean pl_setup_wants_password (PlSetup *setup, PlDirection direction);

/* pl-setup-discovery.c */
void pl_setup_begin_discovery (PlSetup *setup, PlSetupJob *job, PlDirections then_check);
void pl_setup_set_discovery (PlSetup *setup, PlDiscovery *discovery);
void pl_setup_forget_discovery (PlSetup *setup);
void pl_setup_void_discovery (PlSetup *setup);

/* pl-setup-check.c */
PlDirections pl_setup_get_directions (PlSetup *setup);
void pl_setup_begin_check (PlSetup *setup, PlSetupJob *job, PlDirections directions);

/* pl-setup-sign-in.c */
PlOAuthClient *pl_setup_load_client (PlProposal *proposal, GError **error);
void pl_setup_take_client (PlSetup *setup, PlProposal *proposal, PlOAuthClient *client);
void pl_setup_void_tokens (PlSetup *setup);

/* pl-setup-sending-password.c */
gboolean pl_setup_is_password_needed (PlSetup *setup, PlDirection direction);
void pl_setup_void_sending_password (PlSetup *setup);

/* pl-setup-import.c */
gboolean pl_setup_is_of_other_server (PlSetup *setup, PlDirection direction, PlSecret *password);
PlEvidence *pl_setup_add_import (PlSetup *setup, PlEvidence *evidence);
void pl_setup_note_import (PlSetup *setup);

/* pl-setup-evidence.c */
PlEvidence *pl_setup_merge_evidence (PlEvidence *former, PlEvidence *latter, PlDirections checked);
PlEvidence *
pl_setup_add_discovery (PlDiscovery *discovery, GPtrArray *sign_in_seen, PlEvidence *evidence);

G_END_DECLS
