// SPDX-License-Identifier: GPL-3.0-or-later
/* The JSON contract of `postlotse discover`; data/schemas/discover.schema.json describes it. */
#include "cli/pl-discovery-json.h"

#include "base/pl-json.h"
#include "cli/pl-report-json-parts.h"

/* Whether whoever said so was proven to be who it is: by a certificate, or by being this program.
 * What follows from DNS, which nobody has signed, is not, nor is a guess. */
static gboolean
is_authenticated (PlTrust trust)
{
  return trust < PL_TRUST_DNS;
}

static void
add_verified (JsonBuilder *builder, guint32 verified)
{
  json_builder_set_member_name (builder, "verified");
  json_builder_begin_array (builder);
  for (int stage = 0; stage < PL_N_STAGES; stage++)
    if (verified & (1u << stage))
      json_builder_add_string_value (builder, pl_stage_to_nick ((PlStage) stage));
  json_builder_end_array (builder);
}

static void
add_server (JsonBuilder *builder, PlProposal *proposal, PlDirection direction)
{
  PlServerSettings *server = pl_proposal_get_server (proposal, direction);
  PlServerFields fields;

  json_builder_set_member_name (builder, pl_direction_to_nick (direction));
  if (server == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  pl_server_settings_peek_fields (server, &fields);
  json_builder_begin_object (builder);
  pl_json_add_string (builder, "protocol", pl_service_to_nick (fields.service));
  pl_json_add_string (builder, "host", fields.host);
  pl_json_add_int (builder, "port", fields.port);
  pl_json_add_string (builder, "security", pl_security_to_nick (fields.security));
  pl_json_add_string (builder, "username", fields.username);
  pl_json_add_string (builder, "auth", fields.auth);
  pl_json_add_string (builder, "source", pl_source_to_nick (fields.source));
  add_verified (builder, pl_proposal_get_verified (proposal, direction));
  json_builder_end_object (builder);
}

static void
add_proposal (JsonBuilder *builder, PlProposal *proposal)
{
  guint n_links;
  const PlLink *links = pl_proposal_get_links (proposal, &n_links);
  PlTrust trust = pl_proposal_get_trust (proposal);

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "source", pl_source_to_nick (pl_proposal_get_source (proposal)));
  pl_json_add_string (builder, "trust", pl_trust_to_nick (trust));
  pl_json_add_boolean (builder, "authenticated", is_authenticated (trust));
  pl_json_add_string (builder, "provider", pl_proposal_get_provider_id (proposal));
  pl_json_add_strv (builder, "needs_approval", pl_proposal_get_foreign_hosts (proposal));
  add_server (builder, proposal, PL_DIRECTION_INCOMING);
  add_server (builder, proposal, PL_DIRECTION_OUTGOING);
  pl_report_json_add_links (builder, links, n_links);
  json_builder_end_object (builder);
}

static void
add_proposals (JsonBuilder *builder, PlDiscovery *discovery)
{
  guint n = discovery != NULL ? pl_discovery_get_n_proposals (discovery) : 0;

  json_builder_set_member_name (builder, "proposals");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    if (pl_proposal_has_servers (pl_discovery_get_proposal (discovery, i)))
      add_proposal (builder, pl_discovery_get_proposal (discovery, i));
  json_builder_end_array (builder);
}

static void
add_source (JsonBuilder *builder, PlObservation *seen)
{
  const char *ms = pl_observation_get (seen, PL_FACT_MS);

  json_builder_begin_object (builder);
  pl_json_add_string (builder, "source", pl_observation_get (seen, PL_FACT_NAME));
  pl_json_add_string (builder, "outcome", pl_outcome_to_nick (pl_observation_get_outcome (seen)));
  pl_json_add_string (builder, "host", pl_observation_get (seen, PL_FACT_HOST));
  json_builder_set_member_name (builder, "ms");
  json_builder_add_double_value (builder, ms != NULL ? g_ascii_strtod (ms, NULL) : 0);
  json_builder_end_object (builder);
}

static void
add_sources (JsonBuilder *builder, PlEvidence *evidence)
{
  guint n = evidence != NULL ? pl_evidence_get_n_observations (evidence) : 0;

  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_SOURCE)
        add_source (builder, seen);
    }
  json_builder_end_array (builder);
}

/**
 * pl_discovery_json:
 * @ms: milliseconds that all of it took
 *
 * Returns: (transfer full): one JSON object, with a line end
 */
char *
pl_discovery_json (PlSetup *setup, double ms)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);
  g_autoptr (GPtrArray) requirements = pl_setup_dup_requirements (setup);
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  pl_json_add_int (builder, "format", 1);
  pl_json_add_string (builder, "email", pl_setup_get_address (setup));
  pl_json_add_string (builder, "domain", address != NULL ? pl_address_get_domain (address) : NULL);
  add_proposals (builder, pl_setup_get_discovery (setup));
  pl_report_json_add_requirements (builder, requirements);
  pl_report_json_add_findings (builder, pl_setup_get_findings (setup));
  add_sources (builder, evidence);
  pl_report_json_add_hosts_asked (builder, evidence);
  json_builder_set_member_name (builder, "ms");
  json_builder_add_double_value (builder, ms);
  json_builder_end_object (builder);

  text = pl_json_finish (builder, TRUE);
  return g_strconcat (text, "\n", NULL);
}
