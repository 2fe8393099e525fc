// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "check/pl-check.h"
#include "model/pl-chain.h"
#include "model/pl-discovery.h"
#include "model/pl-finding.h"
#include "model/pl-requirement.h"
#include "setup/pl-connectivity.h"

G_BEGIN_DECLS

/**
 * PlSetupStage:
 * @PL_SETUP_STAGE_ENTERING: the person enters or changes something; nothing is under way
 * @PL_SETUP_STAGE_DISCOVERING: the servers are being found out
 * @PL_SETUP_STAGE_CHECKING: a check runs
 * @PL_SETUP_STAGE_TROUBLE: the last check found a cause of severity error, or was stopped
 * @PL_SETUP_STAGE_VERIFIED: the last check showed that both directions work, and nothing was
 *   changed since
 */
typedef enum
{
  PL_SETUP_STAGE_ENTERING,
  PL_SETUP_STAGE_DISCOVERING,
  PL_SETUP_STAGE_CHECKING,
  PL_SETUP_STAGE_TROUBLE,
  PL_SETUP_STAGE_VERIFIED,
} PlSetupStage;

/**
 * PlProviderChoice:
 *
 * One provider to choose from, by name; constant strings.
 */
typedef struct
{
  const char *id;
  const char *name;
} PlProviderChoice;

/**
 * PlSetup:
 *
 * One account being set up: what was entered, what is proposed, what was seen, what is proven. The
 * only object that the programs know; lives on the main loop, never blocks it.
 *
 * Properties: `stage` (#PlSetupStage as int, read), `address`, `display-name` (strings, read and
 * write), `incoming-service` (#PlService as int), `pop3-removal` (uint), `network-available`
 * (boolean, read), `proposal` (#PlProposal, read; notified at every change of a setting), `can-undo`
 * (boolean, read), `discovery` (#PlDiscovery, read), `untested` (#PlDirections as int, read),
 * `finding-secret` (boolean, read).
 *
 * Signals: `observed` (#PlObservation): seen by the running discovery, check or sign-in, in order;
 * `sign-in-page` (string): a page that the person has to see in the browser now.
 */
#define PL_TYPE_SETUP (pl_setup_get_type ())
G_DECLARE_FINAL_TYPE (PlSetup, pl_setup, PL, SETUP, GObject)

PlSetup *pl_setup_new (PlNetwork *network);
void pl_setup_set_connectivity (PlSetup *setup, PlConnectivity *connectivity);
void pl_setup_watch_network (PlSetup *setup);
gboolean pl_setup_get_network_available (PlSetup *setup);

/* What was entered */
void pl_setup_set_address (PlSetup *setup, const char *text);
const char *pl_setup_get_address (PlSetup *setup);
PlAddress *pl_setup_parse_address (PlSetup *setup, GError **error);
void pl_setup_set_display_name (PlSetup *setup, const char *name);
const char *pl_setup_get_display_name (PlSetup *setup);
void pl_setup_set_password (PlSetup *setup, PlDirection direction, PlSecret *password);
PlSecret *pl_setup_get_password (PlSetup *setup, PlDirection direction);
gboolean pl_setup_takes_sending_password (PlSetup *setup);
void pl_setup_set_has_sending_password (PlSetup *setup, gboolean has);
gboolean pl_setup_has_sending_password (PlSetup *setup);
gboolean pl_setup_lacks_sending_password (PlSetup *setup);
void pl_setup_set_incoming_service (PlSetup *setup, PlService service);
PlService pl_setup_get_incoming_service (PlSetup *setup);
void pl_setup_set_pop3_removal (PlSetup *setup, guint days);
guint pl_setup_get_pop3_removal (PlSetup *setup);
guint pl_setup_get_receiving_services (PlSetup *setup);
void pl_setup_receive_by (PlSetup *setup, PlService service);
GPtrArray *pl_setup_list_known_servers (PlSetup *setup, PlService service);
void pl_setup_set_send_test (PlSetup *setup, gboolean send_test);
void pl_setup_set_delete_test (PlSetup *setup, gboolean delete_test);
void pl_setup_set_deadline (PlSetup *setup, gint64 deadline_ms);

/* Who the provider is, without asking anybody: the person's choice, else by the address's domain,
 * else by what discovery found */
gboolean pl_setup_choose_provider (PlSetup *setup, const char *provider_id);
const char *pl_setup_get_provider_id (PlSetup *setup);
const char *pl_setup_get_provider_name (PlSetup *setup);
const char *pl_setup_get_chosen_provider_id (PlSetup *setup);
GPtrArray *pl_setup_search_providers (PlSetup *setup, const char *text);
char *pl_setup_dup_corrected_address (PlSetup *setup);
GPtrArray *pl_setup_dup_requirements (PlSetup *setup);
PlPasswordKind pl_setup_get_password_kind (PlSetup *setup);
gboolean pl_setup_can_work (PlSetup *setup);

/* Discovery */
void pl_setup_set_discovery_deadline (PlSetup *setup, gint64 deadline_ms);
void pl_setup_set_offline_discovery (PlSetup *setup, gboolean offline);
gboolean pl_setup_get_offline_discovery (PlSetup *setup);
char **pl_setup_dup_hosts_to_ask (PlSetup *setup);
char **pl_setup_dup_hosts_beyond (PlSetup *setup);
void pl_setup_discover_async (PlSetup *setup,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean pl_setup_discover_finish (PlSetup *setup, GAsyncResult *result, GError **error);
PlDiscovery *pl_setup_get_discovery (PlSetup *setup);
gboolean pl_setup_take_proposal (PlSetup *setup, PlProposal *proposal);

/* What is proposed */
gboolean pl_setup_propose (PlSetup *setup, GError **error);
gboolean pl_setup_set_server (PlSetup *setup, const PlServerFields *fields, GError **error);
void pl_setup_remove_server (PlSetup *setup, PlDirection direction);
PlServerSettings *pl_setup_get_server (PlSetup *setup, PlDirection direction);
PlProposal *pl_setup_get_proposal (PlSetup *setup);
char **pl_setup_dup_foreign_hosts (PlSetup *setup);
void pl_setup_approve_host (PlSetup *setup, const char *host);

/* Signing in through the browser, where passwords are not taken */
gboolean pl_setup_can_sign_in_in_browser (PlSetup *setup);
char **pl_setup_dup_sign_in_hosts (PlSetup *setup);
void pl_setup_sign_in_browser_async (PlSetup *setup,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean pl_setup_sign_in_browser_finish (PlSetup *setup, GAsyncResult *result, GError **error);
gboolean pl_setup_has_tokens (PlSetup *setup);

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
PlObservation *pl_setup_find_delivery (PlSetup *setup);
GListModel *pl_setup_get_findings (PlSetup *setup);
PlChain *pl_setup_dup_chain (PlSetup *setup, PlDirection direction);
PlCheckedSettings *pl_setup_get_checked_settings (PlSetup *setup);

/* What the person leaves out, or takes untested */
gboolean pl_setup_leave_out (PlSetup *setup, PlDirection direction);
PlDirections pl_setup_get_left_out (PlSetup *setup);
void pl_setup_accept_untested (PlSetup *setup, PlDirections directions);
PlDirections pl_setup_get_untested (PlSetup *setup);
gboolean pl_setup_may_have_password (PlSetup *setup, PlDirection direction);

/* What another attempt can do, and what support should know */
void pl_setup_load_attempts (PlSetup *setup);
void
pl_setup_load_attempts_async (PlSetup *setup, GAsyncReadyCallback callback, gpointer user_data);
gboolean pl_setup_load_attempts_finish (PlSetup *setup, GAsyncResult *result, GError **error);
guint pl_setup_count_attempts (PlSetup *setup, PlDirection direction, guint *forgotten_in_s);
char *pl_setup_dup_attempt_warning (PlSetup *setup, PlDirections directions);
char *pl_setup_dup_report (PlSetup *setup, gboolean with_address);

/* Fixes */
gboolean pl_setup_may_apply_unasked (PlSetup *setup, PlFix *fix);
PlDirections pl_setup_apply_fix (PlSetup *setup, PlFix *fix, GError **error);
gboolean pl_setup_get_can_undo (PlSetup *setup);
PlDirections pl_setup_undo (PlSetup *setup);

G_END_DECLS
