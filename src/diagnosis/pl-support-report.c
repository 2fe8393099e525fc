// SPDX-License-Identifier: GPL-3.0-or-later
/* The report for support: one page for somebody who knows mail and was not there. Everything in it comes
 * from the evidence and the findings, where secrets were masked when they were written; what the person
 * typed is here for its host names only. */
#include "diagnosis/pl-support-report.h"

#include "diagnosis/pl-report-parts-private.h"

#include "model/pl-asked-words.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_REPLIES 8 /* of a server's answers that refuse */

/* --- When, and which account --- */

/* With its zone: whoever reads this compares it with the log of a server elsewhere. */
static char *
format_time (gint64 unix_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_s);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S %z (%Z)") : g_strdup ("?");
}

static PlFinding *
get_finding (const PlSupportReport *report, guint i)
{
  /* The list keeps it. */
  PlFinding *finding = g_list_model_get_item (report->findings, i);

  g_object_unref (finding);
  return finding;
}

static const char *
get_verdict (const PlSupportReport *report)
{
  guint n = g_list_model_get_n_items (report->findings);

  for (guint i = 0; i < n; i++)
    if (pl_finding_get_severity (get_finding (report, i)) == PL_SEVERITY_ERROR)
      return pl_finding_get_title (get_finding (report, i));

  /* Translators: in a report, where else the title of the cause stands */
  return _ ("No cause was found that keeps the account from working.");
}

static void
write_beginning (const PlSupportReport *report, PlReportPage *page)
{
  g_autofree char *made = format_time (report->made_at);
  g_autofree char *began = NULL;
  PlAddress *address = NULL;

  if (report->evidence != NULL)
    {
      address = pl_proposal_get_address (pl_evidence_get_proposal (report->evidence));
      began = format_time (pl_evidence_get_began_at (report->evidence));
    }

  /* Translators: first line of a text for the support of a mail provider */
  pl_report_page_heading (page, _ ("Report on an e-mail account, for support"));
  pl_report_page_pair (page, 0, _ ("Account"),
                       address != NULL ? pl_address_get_text (address) : report->typed);
  /* Translators: in a report: when the check began; a date and time follows */
  pl_report_page_pair (page, 0, _ ("Checked"), began);
  /* Translators: in a report: when the report was made; a date and time follows */
  pl_report_page_pair (page, 0, _ ("Report made"), made);
  /* Translators: in a report: the title of the cause follows */
  pl_report_page_pair (page, 0, _ ("Result"), get_verdict (report));
}

/* --- Settings and stages --- */

static void
write_server (PlReportPage *page, PlServerSettings *server)
{
  PlServerFields fields;
  g_autofree char *place = NULL;

  pl_server_settings_peek_fields (server, &fields);
  place = g_strdup_printf (
      /* Translators: in a report: server, port, encryption, where these come from */
      _ ("%s, port %u, %s, %s"), fields.host, fields.port, pl_security_to_words (fields.security),
      pl_source_to_words (fields.source));
  pl_report_page_pair (page, 2, pl_service_to_words (fields.service), place);
  pl_report_page_pair (page, 4, _ ("User name"), fields.username);
  if (fields.username == NULL)
    pl_report_page_fixed (page, 4, _ ("Without sign-in"));
  /* Translators: in a report: the technical name of a way to sign in follows */
  pl_report_page_pair (page, 4, _ ("Sign-in method"), fields.auth);
  /* Translators: in a report: the fingerprint of a certificate that was accepted by hand follows */
  pl_report_page_pair (page, 4, _ ("Exception for the certificate"), fields.trust_fingerprint);
}

static void
write_settings (const PlSupportReport *report, PlReportPage *page)
{
  PlProposal *proposal = pl_evidence_get_proposal (report->evidence);

  /* Translators: heading in a report */
  pl_report_page_heading (page, _ ("Settings"));
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_proposal_get_server (proposal, (PlDirection) i) != NULL)
      write_server (page, pl_proposal_get_server (proposal, (PlDirection) i));
  if (!pl_proposal_has_servers (proposal))
    /* Translators: in a report, where else settings stand */
    pl_report_page_fixed (page, 2, _ ("No server is known."));
}

static void
write_stage (const PlSupportReport *report, PlReportPage *page, PlService service, PlStage stage)
{
  PlStageState state;
  double ms = 0;
  g_autofree char *duration = NULL;
  g_autofree char *line = NULL;

  if (!pl_evidence_get_stage_state (report->evidence, service, stage, &state, &ms))
    return;

  duration = pl_duration_to_words (ms);
  if (state == PL_STAGE_STATE_SKIPPED || state == PL_STAGE_STATE_RUNNING)
    line = g_strdup_printf ("%s: %s", pl_stage_to_words (stage, state),
                            pl_stage_state_to_words (state));
  else
    line = g_strdup_printf ("%s: %s, %s", pl_stage_to_words (stage, state),
                            pl_stage_state_to_words (state), duration);
  pl_report_page_fixed (page, 4, line);
}

static gboolean
has_stage (const PlSupportReport *report, PlService service)
{
  PlStageState state;

  for (int stage = 0; stage < PL_N_STAGES; stage++)
    if (pl_evidence_get_stage_state (report->evidence, service, (PlStage) stage, &state, NULL))
      return TRUE;

  return FALSE;
}

static gboolean
is_of (PlObservation *seen, PlSight sight, PlService service)
{
  return pl_observation_get_sight (seen) == sight && pl_observation_get_probe (seen) == 0 &&
         pl_observation_get_service (seen) == service;
}

/* Which machines were really dialled: behind one name stand many. */
static void
write_dialled (const PlSupportReport *report, PlReportPage *page, PlService service)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < pl_evidence_get_n_observations (report->evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (report->evidence, i);
      const char *address = pl_observation_get (seen, PL_FACT_ADDRESS);

      if (is_of (seen, PL_SIGHT_DIAL, service) && address != NULL)
        g_string_append_printf (list, "%s%s (%s)", list->len > 0 ? ", " : "", address,
                                pl_outcome_to_nick (pl_observation_get_outcome (seen)));
    }

  /* Translators: in a report: internet addresses of a server follow, each with a technical word for
   * what came of it */
  pl_report_page_pair (page, 4, _ ("Addresses"), list->str);
}

static void
write_offered (const PlSupportReport *report, PlReportPage *page, PlService service)
{
  PlObservation *seen = pl_evidence_find_last (report->evidence, service, PL_SIGHT_CAPABILITIES);
  PlObservation *sign_in = pl_evidence_find_last (report->evidence, service, PL_SIGHT_SIGN_IN);

  if (seen != NULL)
    /* Translators: in a report: what a server says it can do, in technical words, follows */
    pl_report_page_pair (page, 4, _ ("Offered"), pl_observation_get (seen, PL_FACT_WORDS));
  if (sign_in != NULL)
    /* Translators: in a report: the technical name of the way to sign in that was used follows */
    pl_report_page_pair (page, 4, _ ("Sign-in tried by"),
                         pl_observation_get (sign_in, PL_FACT_MECHANISM));
}

static void
write_stages (const PlSupportReport *report, PlReportPage *page)
{
  /* Translators: heading in a report, above a list of the steps of a check */
  pl_report_page_heading (page, _ ("What was tried"));
  for (int service = PL_SERVICE_ACCOUNT; service <= PL_SERVICE_SMTP; service++)
    {
      if (!has_stage (report, (PlService) service))
        continue;
      pl_report_page_fixed (page, 2, pl_service_to_words ((PlService) service));
      for (int stage = 0; stage < PL_N_STAGES; stage++)
        write_stage (report, page, (PlService) service, (PlStage) stage);
      write_dialled (report, page, (PlService) service);
      write_offered (report, page, (PlService) service);
    }
}

/* --- Findings --- */

static void
write_finding (PlReportPage *page, PlFinding *finding)
{
  g_autofree char *title = g_strdup_printf (
      "%s: %s (%s, %s)", pl_severity_to_words (pl_finding_get_severity (finding)),
      pl_finding_get_title (finding), pl_certainty_to_words (pl_finding_get_certainty (finding)),
      pl_finding_get_code (finding));
  const char *const *checked = pl_finding_get_checked (finding);
  g_autofree char *also = g_strjoinv (", ", (char **) pl_finding_get_alternatives (finding));

  pl_report_page_line (page, 2, title);
  pl_report_page_line (page, 4, pl_finding_get_explanation (finding));
  for (guint i = 0; checked[i] != NULL; i++)
    pl_report_page_line (page, 4, checked[i]);
  /* Translators: in a report: codes of other causes follow */
  pl_report_page_pair (page, 4, _ ("Also possible"), also);
}

static void
write_findings (const PlSupportReport *report, PlReportPage *page)
{
  guint n = g_list_model_get_n_items (report->findings);

  if (n == 0)
    return;

  /* Translators: heading in a report, above causes and notes */
  pl_report_page_heading (page, _ ("What was found"));
  for (guint i = 0; i < n; i++)
    write_finding (page, get_finding (report, i));
}

/* --- What the servers said --- */

static gboolean
is_own (PlObservation *seen, PlSight sight)
{
  return pl_observation_get_sight (seen) == sight && pl_observation_get_probe (seen) == 0;
}

/* To the second: whoever runs the server finds it in the log by that. */
static char *
format_moment (const PlSupportReport *report, PlObservation *seen)
{
  gint64 at = pl_evidence_get_began_at (report->evidence) +
              pl_observation_get_at_us (seen) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("?");
}

static void
write_words (const PlSupportReport *report,
             PlReportPage *page,
             PlObservation *seen,
             const char *about)
{
  g_autofree char *moment = format_moment (report, seen);
  g_autofree char *name = g_strdup_printf (
      "%s %s, %s", moment, pl_service_to_words (pl_observation_get_service (seen)), about);
  g_autofree char *words = g_strdup_printf ("“%s”", pl_observation_get (seen, PL_FACT_TEXT));

  pl_report_page_pair (page, 2, name, words);
}

static gboolean
is_worth_telling (PlObservation *seen)
{
  if (pl_observation_get (seen, PL_FACT_TEXT) == NULL)
    return FALSE;
  if (is_own (seen, PL_SIGHT_REPLY) || is_own (seen, PL_SIGHT_STARTTLS))
    return pl_observation_get_outcome (seen) != PL_OUTCOME_ACCEPTED;
  return is_own (seen, PL_SIGHT_GREETING) || is_own (seen, PL_SIGHT_TOKEN) ||
         is_own (seen, PL_SIGHT_VIOLATION) || is_own (seen, PL_SIGHT_TLS);
}

static const char *
get_about (PlObservation *seen)
{
  const char *command = pl_observation_get (seen, PL_FACT_COMMAND);

  if (command != NULL)
    return command;
  return pl_stage_to_nick (pl_observation_get_stage (seen));
}

static void
write_replies (const PlSupportReport *report, PlReportPage *page)
{
  guint n = 0;

  for (guint i = 0; i < pl_evidence_get_n_observations (report->evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (report->evidence, i);

      if (!is_worth_telling (seen) || n == MOST_REPLIES)
        continue;
      if (n++ == 0)
        /* Translators: heading in a report, above quotations */
        pl_report_page_heading (page, _ ("The servers' own words"));
      write_words (report, page, seen, get_about (seen));
    }
}

static void
write_own_address (const PlSupportReport *report, PlReportPage *page)
{
  g_autofree char *address = pl_report_find_own_address (report->evidence);

  /* Translators: in a report: the internet address from which the outgoing server was reached, as the
   * server said, follows */
  pl_report_page_pair (page, 2, _ ("The outgoing server sees this computer as"), address);
}

/* --- The end --- */

static void
write_hosts (const PlSupportReport *report, PlReportPage *page)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) hosts = g_string_new (NULL);

  for (guint i = 0; i < pl_evidence_get_n_observations (report->evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (report->evidence, i);
      char *host;

      if (pl_observation_get_sight (seen) != PL_SIGHT_HOST_ASKED)
        continue;
      host = g_strdup_printf ("%s:%s (%s)", pl_observation_get (seen, PL_FACT_HOST),
                              pl_observation_get (seen, PL_FACT_PORT),
                              pl_observation_get (seen, PL_FACT_PROTOCOL));
      if (!g_hash_table_contains (said, host))
        g_string_append_printf (hosts, "%s%s", hosts->len > 0 ? ", " : "", host);
      g_hash_table_add (said, host);
    }

  /* Translators: heading above a list of hosts in the network */
  pl_report_page_heading (page, _ ("Whom did we ask?"));
  pl_report_page_fixed (page, 2,
                        hosts->len > 0 ? hosts->str : pl_nobody_asked_to_words (report->evidence));
}

static void
write_software (const PlSupportReport *report, PlReportPage *page)
{
  g_auto (GStrv) lines = g_strsplit (report->software, "\n", -1);

  /* Translators: heading in a report, above a list of programs and their versions */
  pl_report_page_heading (page, _ ("Made with"));
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      pl_report_page_fixed (page, 2, lines[i]);
  /* Translators: last line of a report */
  pl_report_page_heading (page, _ ("No password is in this report."));
}

/* Under whichever names the person signs in. */
static void
mask_names (const PlSupportReport *report, PlReportPage *page)
{
  PlProposal *proposal =
      report->evidence != NULL ? pl_evidence_get_proposal (report->evidence) : NULL;

  if (proposal == NULL)
    return;

  pl_report_page_mask_also (page, pl_address_get_text (pl_proposal_get_address (proposal)));
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      if (server != NULL)
        pl_report_page_mask_also (page, pl_server_settings_get_username (server));
    }
}

/**
 * pl_support_report_write:
 *
 * Nothing is asked and nothing is read for it: the same report twice is the same text.
 *
 * Returns: (transfer full): plain text in the person's language
 */
char *
pl_support_report_write (const PlSupportReport *report)
{
  PlReportPage *page = pl_report_page_new (report->typed, report->with_address);

  mask_names (report, page);
  write_beginning (report, page);
  write_findings (report, page);
  if (report->evidence != NULL)
    {
      write_settings (report, page);
      write_stages (report, page);
      write_replies (report, page);
      write_own_address (report, page);
      pl_report_certificates_write (page, report->evidence);
      write_hosts (report, page);
    }
  write_software (report, page);
  return pl_report_page_free_to_text (page);
}
