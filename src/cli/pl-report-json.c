// SPDX-License-Identifier: GPL-3.0-or-later
/* The JSON contract of `postlotse check` (product.md); data/schemas/check.schema.json describes it.
 * Keys and codes never depend on the language, texts do. */
#include "cli/pl-report-json.h"

#include "base/pl-json.h"

#include <string.h>

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
  pl_json_add_string (builder, "version",
                      get_fact (evidence, service, PL_SIGHT_TLS, PL_FACT_VERSION));
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

static void
add_changed_keys (JsonBuilder *builder, const PlFixFields *fix)
{
  const PlServerFields *values = &fix->values;

  if (fix->keys & PL_FIX_KEY_HOST)
    pl_json_add_string (builder, "host", values->host);
  if (fix->keys & PL_FIX_KEY_PORT)
    pl_json_add_int (builder, "port", values->port);
  if (fix->keys & PL_FIX_KEY_SECURITY)
    pl_json_add_string (builder, "security", pl_security_to_nick (values->security));
  if (fix->keys & PL_FIX_KEY_USERNAME)
    pl_json_add_string (builder, "username", values->username);
  if (fix->keys & PL_FIX_KEY_AUTH)
    pl_json_add_string (builder, "auth", values->auth);
  if (fix->keys & PL_FIX_KEY_TRUST_FINGERPRINT)
    pl_json_add_string (builder, "trust_fingerprint", values->trust_fingerprint);
  if (fix->keys & PL_FIX_KEY_ALLOW_CLEARTEXT)
    pl_json_add_boolean (builder, "allow_cleartext", values->allow_cleartext);
}

static void
add_fix (JsonBuilder *builder, PlFix *fix)
{
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "label", fields.label);
  pl_json_add_boolean (builder, "proven", fields.proven);
  pl_json_add_string (builder, "service", pl_service_to_nick (fields.values.service));
  if (fields.consent != NULL)
    pl_json_add_string (builder, "consent", fields.consent);
  if (fields.kind == PL_FIX_SETTINGS)
    add_changed_keys (builder, &fields);
  if (fields.kind == PL_FIX_PAGE)
    pl_json_add_string (builder, "url", fields.url);
  if (fields.kind == PL_FIX_RETRY)
    pl_json_add_int (builder, "retry_after_seconds", fields.retry_after_s);
  if (fields.kind == PL_FIX_ADDRESS)
    pl_json_add_string (builder, "email", fields.address);
  json_builder_end_object (builder);
}

static void
add_links (JsonBuilder *builder, PlFinding *finding)
{
  guint n_links;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_links; i++)
    {
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "label", links[i].label);
      pl_json_add_string (builder, "url", links[i].url);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_finding (JsonBuilder *builder, PlFinding *finding)
{
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "code", pl_finding_get_code (finding));
  pl_json_add_string (builder, "service", pl_service_to_nick (pl_finding_get_service (finding)));
  pl_json_add_string (builder, "stage", pl_stage_to_nick (pl_finding_get_stage (finding)));
  pl_json_add_string (builder, "severity", pl_severity_to_nick (pl_finding_get_severity (finding)));
  pl_json_add_string (builder, "certainty",
                      pl_certainty_to_nick (pl_finding_get_certainty (finding)));
  pl_json_add_string (builder, "title", pl_finding_get_title (finding));
  pl_json_add_string (builder, "explanation", pl_finding_get_explanation (finding));
  pl_json_add_strv (builder, "steps", pl_finding_get_steps (finding));
  add_links (builder, finding);
  pl_json_add_string (builder, "evidence", pl_finding_get_evidence (finding));
  pl_json_add_strv (builder, "checked", pl_finding_get_checked (finding));
  pl_json_add_strv (builder, "alternatives", pl_finding_get_alternatives (finding));
  json_builder_set_member_name (builder, "fixes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    add_fix (builder, pl_finding_get_fix (finding, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_findings (JsonBuilder *builder, GListModel *findings)
{
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (PlFinding) finding = g_list_model_get_item (findings, i);

      add_finding (builder, finding);
    }
  json_builder_end_array (builder);
}

static void
add_host_asked (JsonBuilder *builder, PlObservation *asked, GHashTable *said)
{
  const char *host = pl_observation_get (asked, PL_FACT_HOST);
  gint64 port = pl_observation_get_int (asked, PL_FACT_PORT, 0);
  const char *protocol = pl_observation_get (asked, PL_FACT_PROTOCOL);
  const char *purpose = pl_observation_get (asked, PL_FACT_PURPOSE);
  char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s %s", host, port, protocol, purpose);

  if (!g_hash_table_add (said, key))
    return;

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "host", host);
  pl_json_add_int (builder, "port", port);
  pl_json_add_string (builder, "protocol", protocol);
  pl_json_add_string (builder, "purpose", purpose);
  json_builder_end_object (builder);
}

static void
add_hosts_asked (JsonBuilder *builder, PlEvidence *evidence)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = evidence != NULL ? pl_evidence_get_n_observations (evidence) : 0;

  json_builder_set_member_name (builder, "hosts_asked");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      PlObservation *observation = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (observation) == PL_SIGHT_HOST_ASKED)
        add_host_asked (builder, observation, said);
    }
  json_builder_end_array (builder);
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
 *
 * Returns: (transfer full): one JSON object, with a line end
 */
char *
pl_report_json (PlSetup *setup, gboolean verified)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", 1);
  pl_json_add_string (builder, "email", pl_setup_get_address (setup));
  add_verdict (builder, setup, verified);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  add_server (builder, setup, PL_DIRECTION_INCOMING);
  add_server (builder, setup, PL_DIRECTION_OUTGOING);
  json_builder_end_object (builder);
  add_stages (builder, evidence);
  add_findings (builder, pl_setup_get_findings (setup));
  add_hosts_asked (builder, evidence);
  json_builder_end_object (builder);

  text = pl_json_finish (builder, TRUE);
  return g_strconcat (text, "\n", NULL);
}
