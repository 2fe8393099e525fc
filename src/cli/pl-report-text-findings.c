// SPDX-License-Identifier: GPL-3.0-or-later
/* Findings as text: what is wrong, what to do, and what stands behind it. */
#include "cli/pl-report-chain.h"
#include "cli/pl-report-text-parts.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

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

/* What it is, and what to do. */
static void
write_card (PlPaper *paper, PlFinding *finding)
{
  guint n_links;
  const PlLink *links = pl_finding_get_links (finding, &n_links);

  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  write_heading (paper, finding);
  pl_paper_write_wrapped (paper, 0, NULL, pl_finding_get_explanation (finding));

  pl_report_text_write_steps (paper, pl_finding_get_steps (finding));
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
