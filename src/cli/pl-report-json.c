// SPDX-License-Identifier: GPL-3.0-or-later
/* The JSON contract of `postlotse check` (product.md); data/schemas/check.schema.json describes it.
 * Keys and codes never depend on the language, texts do. */
#include "cli/pl-report-json.h"

#include "base/pl-json.h"
#include "cli/pl-report-chain.h"
#include "cli/pl-report-json-parts.h"
#include "model/pl-tls-version.h"
#include "setup/pl-setup-import.h"

static const char *
get_fact (PlEvidence *evidence, PlService service, PlSight sight, PlFact fact)
{
  PlObservation *observation =
      evidence != NULL ? pl_evidence_find_last (evidence, service, sight) : NULL;

  return observation != NULL ? pl_observation_get (observation, fact) : NULL;
}

/* The server's own certificate comes first in its chain, so it is the last one with index 0. */
static const char *
get_leaf_fact (PlEvidence *evidence, PlService service, PlFact fact)
{
  for (guint i = pl_evidence_get_n_observations (evidence); i > 0; i--)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i - 1);

      if (pl_observation_get_sight (seen) == PL_SIGHT_CERTIFICATE &&
          pl_observation_get_service (seen) == service && pl_observation_get_probe (seen) == 0 &&
          pl_observation_get_int (seen, PL_FACT_INDEX, -1) == 0)
        return pl_observation_get (seen, fact);
    }

  return NULL;
}

static void
add_tls (JsonBuilder *builder, PlEvidence *evidence, PlService service)
{
  const char *trust = get_fact (evidence, service, PL_SIGHT_TRUST, PL_FACT_TRUST);

  json_builder_set_member_name (builder, "tls");
  if (trust == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  pl_json_add_string (
      builder, "version",
      pl_tls_version_to_nick (get_fact (evidence, service, PL_SIGHT_TLS, PL_FACT_VERSION)));
  pl_json_add_string (builder, "trust", trust);
  pl_json_add_string (builder, "sha256", get_leaf_fact (evidence, service, PL_FACT_SHA256));
  pl_json_add_string (builder, "not_after", get_leaf_fact (evidence, service, PL_FACT_NOT_AFTER));
  json_builder_end_object (builder);
}

static void
add_server (JsonBuilder *builder, PlSetup *setup, PlDirection direction)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  PlServerFields fields;
  const char *mechanism;

  json_builder_set_member_name (builder, pl_direction_to_nick (direction));
  if (server == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  pl_server_settings_peek_fields (server, &fields);
  mechanism = get_fact (evidence, fields.service, PL_SIGHT_SIGN_IN, PL_FACT_MECHANISM);
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "protocol", pl_service_to_nick (fields.service));
  pl_json_add_string (builder, "host", fields.host);
  pl_json_add_int (builder, "port", fields.port);
  pl_json_add_string (builder, "security", pl_security_to_nick (fields.security));
  pl_json_add_string (builder, "username", fields.username);
  pl_json_add_string (builder, "auth", fields.auth != NULL ? fields.auth : mechanism);
  pl_json_add_string (builder, "source", pl_source_to_nick (fields.source));
  pl_json_add_string (builder, "state",
                      evidence != NULL
                          ? pl_check_state_to_nick (pl_check_get_state (evidence, direction))
                          : "not-tested");
  add_tls (builder, evidence, fields.service);
  json_builder_end_object (builder);
}

static void
add_stage (JsonBuilder *builder, PlEvidence *evidence, PlService service, PlStage stage)
{
  PlStageState state;
  double ms = 0;

  if (!pl_evidence_get_stage_state (evidence, service, stage, &state, &ms))
    return;
  /* A stage that a stopped check left half done was neither passed nor failed. */
  if (state == PL_STAGE_STATE_RUNNING)
    state = PL_STAGE_STATE_SKIPPED;

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "service", pl_service_to_nick (service));
  pl_json_add_string (builder, "stage", pl_stage_to_nick (stage));
  pl_json_add_string (builder, "state", pl_stage_state_to_nick (state));
  json_builder_set_member_name (builder, "ms");
  json_builder_add_double_value (builder, ms);
  json_builder_end_object (builder);
}

static void
add_stages (JsonBuilder *builder, PlEvidence *evidence)
{
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_array (builder);
  for (int service = PL_SERVICE_ACCOUNT; evidence != NULL && service <= PL_SERVICE_SMTP; service++)
    for (int stage = 0; stage < PL_N_STAGES; stage++)
      add_stage (builder, evidence, (PlService) service, (PlStage) stage);
  json_builder_end_array (builder);
}

static gboolean
is_message_sent (PlEvidence *evidence)
{
  PlStageState state;
  double ms;

  return evidence != NULL &&
         pl_evidence_get_stage_state (evidence, PL_SERVICE_SMTP, PL_STAGE_MESSAGE, &state, &ms) &&
         state == PL_STAGE_STATE_PASSED;
}

/* Refused sign-ins that are remembered, where there are any. */
static void
add_attempts (JsonBuilder *builder, PlSetup *setup)
{
  json_builder_set_member_name (builder, "attempts");
  json_builder_begin_array (builder);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);
      guint left_s;
      guint n = pl_setup_count_attempts (setup, (PlDirection) i, &left_s);

      if (n == 0)
        continue;
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "service",
                          pl_service_to_nick (pl_server_settings_get_service (server)));
      pl_json_add_string (builder, "host", pl_server_settings_get_host (server));
      pl_json_add_int (builder, "refused", n);
      pl_json_add_int (builder, "forgotten_in_seconds", left_s);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The account of a mail program that was tested, where it was one. */
static void
add_taken_from (JsonBuilder *builder, PlSetup *setup)
{
  PlImportAccount *account = pl_setup_get_import (setup);
  guint days = account != NULL ? pl_import_account_get_removal (account) : PL_POP3_KEEP;

  if (account == NULL)
    return;

  json_builder_set_member_name (builder, "taken_from");
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "program", pl_import_account_get_program (account));
  pl_json_add_boolean (builder, "unchanged",
                       pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING) &&
                           pl_setup_is_as_imported (setup, PL_DIRECTION_OUTGOING));
  json_builder_set_member_name (builder, "removes_after_days");
  if (days == PL_POP3_KEEP)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, days == PL_POP3_REMOVE_AT_ONCE ? 0 : (gint64) days);
  json_builder_end_object (builder);
}

static void
add_verdict (JsonBuilder *builder, PlSetup *setup, gboolean verified)
{
  PlCheckedSettings *checked = pl_setup_get_checked_settings (setup);
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *at_text = NULL;

  if (verified && checked != NULL)
    at = g_date_time_new_from_unix_utc (pl_checked_settings_get_verified_at (checked));
  if (at != NULL)
    at_text = g_date_time_format_iso8601 (at);

  pl_json_add_boolean (builder, "verified", verified);
  pl_json_add_string (builder, "verified_at", at_text);
}

/**
 * pl_report_json:
 * @verified: all that was asked for works
 * @applied: (nullable) (element-type PlFixApplied): what was changed on the way
 *
 * Returns: (transfer full): one JSON object, with a line end
 */
char *
pl_report_json (PlSetup *setup, gboolean verified, GPtrArray *applied)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", 1);
  pl_json_add_string (builder, "email", pl_setup_get_address (setup));
  add_verdict (builder, setup, verified);
  add_taken_from (builder, setup);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  add_server (builder, setup, PL_DIRECTION_INCOMING);
  add_server (builder, setup, PL_DIRECTION_OUTGOING);
  json_builder_end_object (builder);
  add_stages (builder, evidence);
  pl_report_json_add_test_message (builder, is_message_sent (evidence),
                                   pl_setup_find_delivery (setup));
  pl_report_json_add_findings (builder, pl_setup_get_findings (setup));
  pl_report_json_add_applied (builder, applied);
  add_attempts (builder, setup);
  pl_report_chain_add_json (builder, setup);
  pl_report_json_add_hosts_asked (builder, evidence);
  json_builder_end_object (builder);

  text = pl_json_finish (builder, TRUE);
  return g_strconcat (text, "\n", NULL);
}
