// SPDX-License-Identifier: GPL-3.0-or-later
/* What the JSON of several subcommands has in common. Keys and codes never depend on the language. */
#include "cli/pl-report-json-parts.h"

#include "cli/pl-fix-loop.h"

#include "base/pl-json.h"

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

/**
 * pl_report_json_add_applied:
 * @applied: (nullable) (element-type PlFixApplied):
 */
void
pl_report_json_add_applied (JsonBuilder *builder, GPtrArray *applied)
{
  json_builder_set_member_name (builder, "applied");
  json_builder_begin_array (builder);
  for (guint i = 0; applied != NULL && i < applied->len; i++)
    {
      const PlFixApplied *one = applied->pdata[i];
      PlFixFields fields;

      pl_fix_peek_fields (one->fix, &fields);
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "code", one->code);
      pl_json_add_string (builder, "label", fields.label);
      pl_json_add_string (builder, "service", pl_service_to_nick (fields.values.service));
      add_changed_keys (builder, &fields);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * pl_report_json_add_links:
 * @links: (array length=n_links): a page that came without words of ours has no label
 */
void
pl_report_json_add_links (JsonBuilder *builder, const PlLink *links, guint n_links)
{
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
  guint n_links;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

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
  pl_report_json_add_links (builder, links, n_links);
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

/**
 * pl_report_json_add_findings:
 * @findings: of #PlFinding
 */
void
pl_report_json_add_findings (JsonBuilder *builder, GListModel *findings)
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

/**
 * pl_report_json_add_hosts_asked:
 * @evidence: (nullable):
 *
 * Whom we asked: each door once for each purpose, in the order of time.
 */
void
pl_report_json_add_hosts_asked (JsonBuilder *builder, PlEvidence *evidence)
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

/**
 * pl_report_json_add_requirements:
 * @requirements: (element-type PlRequirement):
 */
void
pl_report_json_add_requirements (JsonBuilder *builder, GPtrArray *requirements)
{
  json_builder_set_member_name (builder, "requirements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < requirements->len; i++)
    {
      PlRequirementFields fields;

      pl_requirement_peek_fields (requirements->pdata[i], &fields);
      json_builder_begin_object (builder);
      pl_json_add_string (builder, "kind", pl_requirement_kind_to_nick (fields.kind));
      pl_json_add_string (builder, "title", fields.title);
      pl_json_add_string (builder, "explanation", fields.explanation);
      pl_json_add_strv (builder, "steps", fields.steps);
      pl_report_json_add_links (builder, fields.links, fields.n_links);
      pl_json_add_boolean (builder, "blocking", fields.blocking);
      pl_json_add_boolean (builder, "conditional", fields.conditional);
      pl_json_add_string (builder, "certainty", pl_certainty_to_nick (fields.certainty));
      pl_json_add_string (builder, "confirmed", fields.confirmed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const char *
get_arrival_state (PlObservation *delivery) /* nullable */
{
  if (delivery == NULL)
    return "not-looked";

  switch ((int) pl_observation_get_outcome (delivery))
    {
    case PL_OUTCOME_FOUND:
      return pl_observation_has_word (delivery, PL_FACT_REASON, "junk") ? "junk" : "arrived";
    case PL_OUTCOME_SILENT:
    case PL_OUTCOME_CANCELLED:
      return "not-seen";
    default:
      return "not-looked";
    }
}

/**
 * pl_report_json_add_test_message:
 * @sent: whether a message was sent
 * @delivery: (nullable): %PL_SIGHT_DELIVERY; %NULL where it was not looked for
 */
void
pl_report_json_add_test_message (JsonBuilder *builder, gboolean sent, PlObservation *delivery)
{
  gboolean found = delivery != NULL && pl_observation_get_outcome (delivery) == PL_OUTCOME_FOUND;
  const char *ms = delivery != NULL ? pl_observation_get (delivery, PL_FACT_MS) : NULL;

  json_builder_set_member_name (builder, "test_message");
  if (!sent && delivery == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "state", get_arrival_state (delivery));
  pl_json_add_string (builder, "folder",
                      found ? pl_observation_get (delivery, PL_FACT_TEXT) : NULL);
  pl_json_add_boolean (builder, "deleted",
                       delivery != NULL &&
                           pl_observation_has_word (delivery, PL_FACT_WORDS, "deleted"));
  json_builder_set_member_name (builder, "ms");
  json_builder_add_double_value (builder, ms != NULL ? g_ascii_strtod (ms, NULL) : 0);
  json_builder_end_object (builder);
}
