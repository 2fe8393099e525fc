// SPDX-License-Identifier: GPL-3.0-or-later
/* The one text form of evidence: golden files, support reports and replay without a network.
 *
 *   postlotse-evidence 1
 *   address anna@example.org
 *   began 2026-11-21T21:00:00Z
 *   proposal source=srv trust=dns foreign=imap.hoster.example%20smtp.hoster.example
 *   incoming imap host=imap.hoster.example port=993 security=tls username=anna source=srv
 *   outgoing smtp host=...
 *   0.153 imap resolve name found name=imap.example.org record=address addresses=192.0.2.1
 *
 * An observation line: milliseconds since the beginning, service, stage, kind, outcome, `probe=N`
 * where a probe saw it, then its facts as key=value. Values are percent-encoded where they hold
 * blanks, control characters or `%`, so that a line stays a line and splits at blanks. A proposal of
 * the person's own needs no line; servers are missing where none was found. `pop3-remove` is `at-once`
 * or days, where copies do not stay on the server. */
#include "model/pl-evidence-text-private.h"

static void
append_value (GString *text, const char *key, const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (text, " %s=", key);
  for (const guchar *p = (const guchar *) value; *p != '\0'; p++)
    {
      if (*p <= ' ' || *p == '%' || *p == 0x7f)
        g_string_append_printf (text, "%%%02X", *p);
      else
        g_string_append_c (text, (char) *p);
    }
}

static void
append_server (GString *text, PlServerSettings *server)
{
  g_autofree char *port = NULL;

  if (server == NULL)
    return;

  port = g_strdup_printf ("%u", pl_server_settings_get_port (server));
  g_string_append_printf (text, "%s %s",
                          pl_direction_to_nick (pl_server_settings_get_direction (server)),
                          pl_service_to_nick (pl_server_settings_get_service (server)));
  append_value (text, "host", pl_server_settings_get_host (server));
  append_value (text, "port", port);
  append_value (text, "security", pl_security_to_nick (pl_server_settings_get_security (server)));
  append_value (text, "username", pl_server_settings_get_username (server));
  append_value (text, "auth", pl_server_settings_get_auth (server));
  append_value (text, "source", pl_source_to_nick (pl_server_settings_get_source (server)));
  append_value (text, "trust-fingerprint", pl_server_settings_get_trust_fingerprint (server));
  append_value (text, "allow-cleartext",
                pl_server_settings_get_allow_cleartext (server) ? "yes" : NULL);
  g_string_append_c (text, '\n');
}

/* What becomes of the copies on the server.
 * Returns: (nullable): %NULL where they stay */
static char *
describe_removal (guint days)
{
  if (days == PL_POP3_KEEP)
    return NULL;

  return days == PL_POP3_REMOVE_AT_ONCE ? g_strdup (PL_EVIDENCE_AT_ONCE)
                                        : g_strdup_printf ("%u", days);
}

/* Who proposed the servers, and what of it has to be approved. */
static void
append_proposal (GString *text, PlProposal *proposal)
{
  const char *const *foreign = pl_proposal_get_foreign_hosts (proposal);
  guint n_links = 0;
  const PlLink *links = pl_proposal_get_links (proposal, &n_links);
  PlSource source = pl_proposal_get_source (proposal);
  PlTrust trust = pl_proposal_get_trust (proposal);
  g_autofree char *hosts = g_strjoinv (" ", (char **) foreign);
  g_autofree char *removal = describe_removal (pl_proposal_get_pop3_remove_after_days (proposal));

  if (source == PL_SOURCE_USER && trust == PL_TRUST_PERSON && foreign[0] == NULL && n_links == 0 &&
      removal == NULL)
    return;

  g_string_append (text, "proposal");
  append_value (text, "source", pl_source_to_nick (source));
  append_value (text, "trust", pl_trust_to_nick (trust));
  append_value (text, "foreign", foreign[0] != NULL ? hosts : NULL);
  for (guint i = 0; i < n_links; i++)
    append_value (text, "link", links[i].url);
  append_value (text, "pop3-remove", removal);
  g_string_append_c (text, '\n');
}

static void
append_observation (GString *text, PlObservation *observation)
{
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  guint probe = pl_observation_get_probe (observation);

  g_ascii_formatd (ms, sizeof ms, "%.3f", (double) pl_observation_get_at_us (observation) / 1000);
  g_string_append_printf (text, "%s %s %s %s %s", ms,
                          pl_service_to_nick (pl_observation_get_service (observation)),
                          pl_stage_to_nick (pl_observation_get_stage (observation)),
                          pl_sight_to_nick (pl_observation_get_sight (observation)),
                          pl_outcome_to_nick (pl_observation_get_outcome (observation)));
  if (probe > 0)
    g_string_append_printf (text, " probe=%u", probe);
  for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
    append_value (text, pl_fact_to_nick ((PlFact) fact),
                  pl_observation_get (observation, (PlFact) fact));
  g_string_append_c (text, '\n');
}

/**
 * pl_evidence_to_text:
 *
 * Returns: (transfer full): the text form, which pl_evidence_from_text() reads back
 */
char *
pl_evidence_to_text (PlEvidence *evidence)
{
  GString *text = g_string_new (PL_EVIDENCE_MAGIC "\n");
  PlProposal *proposal = pl_evidence_get_proposal (evidence);
  g_autoptr (GDateTime) began = g_date_time_new_from_unix_utc (pl_evidence_get_began_at (evidence));
  g_autofree char *began_text = g_date_time_format_iso8601 (began);

  g_string_append_printf (text, "address %s\n",
                          pl_address_get_text (pl_proposal_get_address (proposal)));
  g_string_append_printf (text, "began %s\n", began_text);
  if (pl_proposal_get_provider_id (proposal) != NULL)
    g_string_append_printf (text, "provider %s\n", pl_proposal_get_provider_id (proposal));
  append_proposal (text, proposal);
  append_server (text, pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING));
  append_server (text, pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING));

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    append_observation (text, pl_evidence_get_observation (evidence, i));

  return g_string_free (text, FALSE);
}
