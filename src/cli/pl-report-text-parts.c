// SPDX-License-Identifier: GPL-3.0-or-later
/* What the text of several subcommands has in common. */
#include "cli/pl-report-text-parts.h"

#include "cli/pl-progress.h"
#include "cli/pl-report-chain.h"
#include "model/pl-asked-words.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

/**
 * pl_report_text_write_server:
 * @with_source: say who named it
 *
 * One line: what for, where, how protected.
 */
void
pl_report_text_write_server (PlPaper *paper, PlServerSettings *server, gboolean with_source)
{
  PlServerFields fields;
  g_autofree char *line = NULL;

  pl_server_settings_peek_fields (server, &fields);
  pl_paper_write_padded (paper, PL_INK_PLAIN,
                         pl_direction_to_words (pl_service_get_direction (fields.service)),
                         PL_DIRECTION_COLUMNS);
  line = g_strdup_printf ("%s · %u · %s", fields.host, fields.port,
                          pl_security_to_words (fields.security));
  pl_paper_write (paper, PL_INK_PLAIN, line);
  if (with_source)
    {
      pl_paper_write (paper, PL_INK_FAINT, " · ");
      pl_paper_write (paper, PL_INK_FAINT, pl_source_to_words (fields.source));
    }
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/* The options that put a fix into the next call. */
static char *
describe_fix_options (PlFix *fix)
{
  PlFixFields fields;
  GString *options = g_string_new (NULL);
  const char *prefix;

  pl_fix_peek_fields (fix, &fields);
  prefix = pl_direction_to_nick (pl_service_get_direction (fields.values.service));

  if (fields.kind == PL_FIX_ADDRESS)
    {
      g_autofree char *quoted = g_shell_quote (fields.address);

      g_string_append_printf (options, " --email %s", quoted);
    }
  if (fields.keys & PL_FIX_KEY_HOST)
    g_string_append_printf (options, " --%s-host %s", prefix, fields.values.host);
  if (fields.keys & PL_FIX_KEY_PORT)
    g_string_append_printf (options, " --%s-port %u", prefix, fields.values.port);
  if (fields.keys & PL_FIX_KEY_SECURITY)
    g_string_append_printf (options, " --%s-security %s", prefix,
                            pl_security_to_nick (fields.values.security));
  if (fields.keys & PL_FIX_KEY_USERNAME)
    {
      g_autofree char *quoted = g_shell_quote (fields.values.username);

      g_string_append_printf (options, " --%s %s",
                              g_str_equal (prefix, "incoming") ? "username" : "outgoing-username",
                              quoted);
    }
  if (fields.keys & PL_FIX_KEY_AUTH)
    g_string_append_printf (options, " --%s-auth %s", prefix, fields.values.auth);
  if (fields.keys & PL_FIX_KEY_TRUST_FINGERPRINT)
    g_string_append_printf (options, " --%s-trust-fingerprint %s", prefix,
                            fields.values.trust_fingerprint);
  if (fields.keys & PL_FIX_KEY_ALLOW_CLEARTEXT)
    g_string_append (options, " --allow-cleartext");

  return g_string_free (options, FALSE);
}

static void
write_fix (PlPaper *paper, PlFix *fix)
{
  g_autofree char *options = NULL;
  g_autoptr (GString) line = g_string_new (pl_fix_get_label (fix));
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  if (fields.proven)
    /* Translators: stands behind a remedy that a test has already shown to work */
    g_string_append_printf (line, " %s", _ ("(tested, answers)"));
  pl_paper_write_wrapped (paper, 4, "  → ", line->str);

  if (fields.consent != NULL)
    pl_paper_write_wrapped (paper, 4, NULL, fields.consent);
  if (fields.kind == PL_FIX_PAGE)
    pl_paper_write_wrapped (paper, 4, NULL, fields.url);
  if (fields.kind == PL_FIX_SETTINGS || fields.kind == PL_FIX_ADDRESS)
    {
      options = describe_fix_options (fix);
      pl_paper_write (paper, PL_INK_FAINT, "   ");
      pl_paper_write (paper, PL_INK_FAINT, options);
      pl_paper_write (paper, PL_INK_PLAIN, "\n");
    }
}

static void
write_heading (PlPaper *paper, PlFinding *finding)
{
  PlSeverity severity = pl_finding_get_severity (finding);
  g_autofree char *sure =
      g_strdup_printf (" (%s) ", pl_certainty_to_words (pl_finding_get_certainty (finding)));
  PlInk ink = severity == PL_SEVERITY_ERROR     ? PL_INK_BAD
              : severity == PL_SEVERITY_WARNING ? PL_INK_CAREFUL
                                                : PL_INK_STRONG;

  pl_paper_write (paper, ink, pl_severity_to_words (severity));
  pl_paper_write (paper, PL_INK_FAINT, sure);
  pl_paper_write (paper, PL_INK_FAINT, pl_finding_get_code (finding));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, PL_INK_STRONG, pl_finding_get_title (finding));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static void
write_list (PlPaper *paper, const char *heading, const char *const *lines)
{
  if (lines[0] == NULL)
    return;

  pl_paper_write (paper, PL_INK_FAINT, heading);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  for (guint i = 0; lines[i] != NULL; i++)
    pl_paper_write_wrapped (paper, 4, "  · ", lines[i]);
}

/**
 * pl_report_text_write_links:
 * @links: (array length=n_links):
 */
void
pl_report_text_write_links (PlPaper *paper, const PlLink *links, guint n_links)
{
  for (guint i = 0; i < n_links; i++)
    {
      g_autofree char *line = links[i].label != NULL
                                  ? g_strdup_printf ("%s: %s", links[i].label, links[i].url)
                                  : g_strdup (links[i].url);

      pl_paper_write_wrapped (paper, 4, "  → ", line);
    }
}

static void
write_alternatives (PlPaper *paper, PlFinding *finding)
{
  const char *const *codes = pl_finding_get_alternatives (finding);
  g_autofree char *joined = NULL;
  g_autofree char *line = NULL;

  if (codes[0] == NULL)
    return;

  joined = g_strjoinv (", ", (char **) codes);
  /* Translators: %s are codes of causes, such as "imap-disabled"; the command in “” stays */
  line = g_strdup_printf (_ ("Also possible: %s (“postlotse explain CODE” says more)"), joined);
  pl_paper_write_wrapped (paper, 0, NULL, line);
}

static void
write_steps (PlPaper *paper, const char *const *steps)
{
  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%3u ", i + 1);

      pl_paper_write_wrapped (paper, 4, number, steps[i]);
    }
}

/* What it is, and what to do. */
static void
write_card (PlPaper *paper, PlFinding *finding)
{
  guint n_links;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  write_heading (paper, finding);
  pl_paper_write_wrapped (paper, 0, NULL, pl_finding_get_explanation (finding));

  write_steps (paper, pl_finding_get_steps (finding));
  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    write_fix (paper, pl_finding_get_fix (finding, i));
  pl_report_text_write_links (paper, links, n_links);
  write_alternatives (paper, finding);
}

static void
write_evidence (PlPaper *paper, PlFinding *finding)
{
  const char *evidence = pl_finding_get_evidence (finding);

  if (evidence == NULL || *evidence == '\0')
    return;

  /* Translators: heading above the server's own words */
  pl_paper_write (paper, PL_INK_FAINT, _ ("What was said:"));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write_wrapped (paper, 4, NULL, evidence);
}

static void
write_checked (PlPaper *paper, PlFinding *finding)
{
  /* Translators: heading above a list of what was tried to find the cause */
  write_list (paper, _ ("What was checked:"), pl_finding_get_checked (finding));
}

/**
 * pl_report_text_write_finding:
 *
 * The card of a finding, with an empty line above.
 */
void
pl_report_text_write_finding (PlPaper *paper, PlFinding *finding)
{
  write_card (paper, finding);
  write_evidence (paper, finding);
  write_checked (paper, finding);
}

/* In place of a server's words its certificates, where the connection ended at those: once for each
 * server, under the first finding about them.
 * @shown: the directions of which they stand there already */
static void
write_finding_of (PlPaper *paper, PlSetup *setup, PlFinding *finding, PlDirections *shown)
{
  g_autoptr (PlChain) chain = pl_report_chain_find (setup, finding);
  PlDirections direction = 1u << pl_service_get_direction (pl_finding_get_service (finding));

  write_card (paper, finding);
  if (chain == NULL)
    write_evidence (paper, finding);
  else if ((*shown & direction) == 0)
    pl_report_chain_write (paper, chain);
  if (chain != NULL)
    *shown |= direction;
  write_checked (paper, finding);
}

/* What a person chooses and enters in the window, has options here. */
static void
write_options_for_servers (PlPaper *paper, PlSetup *setup)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);

  if (address == NULL || pl_setup_get_proposal (setup) != NULL || !pl_setup_can_work (setup))
    return;

  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write_wrapped (
      paper, 0, NULL,
      /* Translators: stands below the steps where no servers were found; the options, and the command
       * in “”, stay */
      _ ("In the terminal, --provider=ID chooses the provider (“postlotse discover --list-providers” "
         "is the list), and --incoming-host and --outgoing-host enter the servers."));
}

/**
 * pl_report_text_write_findings:
 *
 * All cards, the cause first; and how its steps are done in a terminal where that is another way.
 */
void
pl_report_text_write_findings (PlPaper *paper, PlSetup *setup)
{
  GListModel *findings = pl_setup_get_findings (setup);
  guint n = g_list_model_get_n_items (findings);
  PlDirections shown = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlFinding) finding = g_list_model_get_item (findings, i);

      write_finding_of (paper, setup, finding, &shown);
    }
  if (n > 0)
    write_options_for_servers (paper, setup);
}

/* How sure the fact is, and since when. */
static void
write_certainty (PlPaper *paper, const PlRequirementFields *fields)
{
  const char *certainty = pl_certainty_to_words (fields->certainty);
  g_autofree char *date = fields->confirmed != NULL ? pl_date_to_words (fields->confirmed) : NULL;
  g_autofree char *sure = NULL;

  if (date != NULL)
    /* Translators: how sure a fact about a provider is ("certain", "likely") and the date on which it
     * was last confirmed, such as "21 November 2026" */
    sure = g_strdup_printf (_ ("(%s, as of %s)"), certainty, date);
  else
    sure = g_strdup_printf ("(%s)", certainty);
  pl_paper_write (paper, PL_INK_FAINT, sure);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/**
 * pl_report_text_write_requirement:
 *
 * The card of what a provider wants first, with an empty line above.
 */
void
pl_report_text_write_requirement (PlPaper *paper, PlRequirement *requirement)
{
  PlRequirementFields fields;

  pl_requirement_peek_fields (requirement, &fields);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, fields.blocking ? PL_INK_BAD : PL_INK_STRONG, fields.title);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write_wrapped (paper, 0, NULL, fields.explanation);
  write_steps (paper, fields.steps);
  pl_report_text_write_links (paper, fields.links, fields.n_links);
  write_certainty (paper, &fields);
}

/**
 * pl_report_text_write_hosts_to_ask:
 * @hosts: (array zero-terminated=1): nothing is written where there are none
 *
 * Whom a discovery will ask, before it does.
 */
void
pl_report_text_write_hosts_to_ask (PlPaper *paper, const char *const *hosts)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) hosts);
  g_autofree char *line = NULL;

  if (hosts[0] == NULL)
    return;

  line = g_strdup_printf (
      /* Translators: said before servers are looked up; %s is a list of hosts */
      _ ("Besides the name service, these will be asked, and servers that the answers name. They "
         "are told the domain only: %s"),
      joined);
  pl_paper_write_wrapped (paper, 0, NULL, line);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/**
 * pl_report_text_write_hosts_beyond:
 * @hosts: (array zero-terminated=1): nothing is written where there are none
 *
 * Whom a check will ask besides its servers if it fails, before it begins.
 */
void
pl_report_text_write_hosts_beyond (PlPaper *paper, const char *const *hosts)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) hosts);
  g_autofree char *line = NULL;

  if (hosts[0] == NULL)
    return;

  line = g_strdup_printf (
      /* Translators: said before a check; %s is a list of hosts */
      _ ("If the check fails, these are asked as well, to see whether it is the server or this "
         "network. They learn nothing about you: %s"),
      joined);
  pl_paper_write_wrapped (paper, 0, NULL, line);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/**
 * pl_report_text_write_heading:
 *
 * With an empty line above.
 */
void
pl_report_text_write_heading (PlPaper *paper, const char *heading)
{
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, PL_INK_STRONG, heading);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static gboolean
add_host (PlObservation *seen, GHashTable *said, GString *line)
{
  const char *host = pl_observation_get (seen, PL_FACT_HOST);
  const char *protocol = pl_observation_get (seen, PL_FACT_PROTOCOL);
  char *text = g_strdup_printf ("%s (%s)", host, protocol);

  if (g_hash_table_contains (said, text))
    {
      g_free (text);
      return FALSE;
    }
  g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", text);
  return g_hash_table_add (said, text);
}

/**
 * pl_report_text_write_hosts_asked:
 *
 * Whom we asked, each host once for each protocol.
 */
void
pl_report_text_write_hosts_asked (PlPaper *paper, PlEvidence *evidence)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_HOST_ASKED)
        add_host (seen, said, line);
    }

  /* Translators: heading above a list of hosts in the network */
  pl_report_text_write_heading (paper, _ ("Whom did we ask?"));
  if (line->len == 0)
    g_string_append (line, pl_nobody_asked_to_words (evidence));
  pl_paper_write_wrapped (paper, 2, "  ", line->str);
}

static PlObservation *
find_delivery (PlEvidence *evidence)
{
  PlServerSettings *incoming =
      pl_proposal_get_server (pl_evidence_get_proposal (evidence), PL_DIRECTION_INCOMING);

  if (incoming == NULL)
    return NULL;
  return pl_evidence_find_last (evidence, pl_server_settings_get_service (incoming),
                                PL_SIGHT_DELIVERY);
}

/**
 * pl_report_text_write_test_message:
 *
 * Where the test message lies now, if it was seen; what is wrong with it stands in a finding.
 */
void
pl_report_text_write_test_message (PlPaper *paper, PlEvidence *evidence)
{
  PlObservation *delivery = find_delivery (evidence);
  const char *folder;
  g_autofree char *text = NULL;

  if (delivery == NULL || pl_observation_get_outcome (delivery) != PL_OUTCOME_FOUND)
    return;

  folder = pl_observation_get (delivery, PL_FACT_TEXT);
  text = g_strdup_printf (pl_observation_has_word (delivery, PL_FACT_WORDS, "deleted")
                              /* Translators: end of a check; %s is a mail folder, such as INBOX */
                              ? _ ("The test message arrived in “%s” and was deleted again.")
                              /* Translators: end of a check; %s is a mail folder, such as INBOX */
                              : _ ("The test message lies in “%s”; you can delete it."),
                          folder != NULL ? folder : "INBOX");
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, PL_INK_PLAIN, text);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}
