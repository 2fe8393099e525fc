// SPDX-License-Identifier: GPL-3.0-or-later
/* What `postlotse discover` says to a person. */
#include "cli/pl-discovery-text.h"

#include "cli/pl-report-text-parts.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define SOURCE_COLUMNS 32
#define OUTCOME_COLUMNS 34

/* --- Before --- */

/**
 * pl_discovery_text_begin:
 *
 * Which account, and whom it will ask.
 */
void
pl_discovery_text_begin (PlPaper *paper, PlSetup *setup)
{
  g_auto (GStrv) hosts = pl_setup_dup_hosts_to_ask (setup);

  pl_paper_write (paper, PL_INK_STRONG, pl_setup_get_address (setup));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_report_text_write_hosts_to_ask (paper, (const char *const *) hosts);
}

/* --- Proposals --- */

static void
write_username (PlPaper *paper, PlServerSettings *server)
{
  const char *username = pl_server_settings_get_username (server);
  g_autofree char *line = NULL;

  if (username != NULL)
    /* Translators: %s is the user name at a server */
    line = g_strdup_printf (_ ("User name: %s"), username);
  else
    /* Translators: of a server that takes mail without user name and password */
    line = g_strdup (_ ("Without sign-in"));
  pl_paper_write_wrapped (paper, 4, NULL, line);
}

static void
write_verified (PlPaper *paper, guint32 verified)
{
  g_autoptr (GString) stages = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (int stage = 0; stage < PL_N_STAGES; stage++)
    if (verified & (1u << stage))
      g_string_append_printf (stages, "%s%s", stages->len > 0 ? ", " : "",
                              pl_stage_to_words ((PlStage) stage, PL_STAGE_STATE_PASSED));
  if (stages->len == 0)
    return;

  /* Translators: what was already seen to work at a server; %s is a list such as "Server found,
   * Connected" */
  line = g_strdup_printf (_ ("Tried already: %s"), stages->str);
  pl_paper_write_wrapped (paper, 4, NULL, line);
}

static void
write_foreign_hosts (PlPaper *paper, PlProposal *proposal)
{
  const char *const *hosts = pl_proposal_get_foreign_hosts (proposal);

  for (guint i = 0; hosts[i] != NULL; i++)
    {
      g_autofree char *line = NULL;

      /* Translators: the first %s is a server, the second the domain of the address */
      line = g_strdup_printf (_ ("%s does not belong to %s. It gets the password only when you "
                                 "agree to that."),
                              hosts[i], pl_address_get_domain (pl_proposal_get_address (proposal)));
      pl_paper_write_wrapped (paper, 4, "  ! ", line);
    }
}

static gboolean
is_open (PlServerSettings *server)
{
  return server != NULL && pl_server_settings_get_security (server) == PL_SECURITY_NONE;
}

/* What a password at such a server is worth. */
static void
write_openness (PlPaper *paper, PlProposal *proposal)
{
  if (is_open (pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING)) ||
      is_open (pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING)))
    pl_paper_write_wrapped (
        paper, 4, "  ! ",
        /* Translators: below servers without encryption; --allow-cleartext is an option and stays */
        _ ("Without encryption, everybody on the way can read your password. A check sends it only "
           "with --allow-cleartext."));
}

/* @number: 1 for the best */
static void
write_proposal (PlPaper *paper, PlProposal *proposal, guint number)
{
  guint n_links;
  const PlLink *links = pl_proposal_get_links (proposal, &n_links);
  g_autofree char *heading = NULL;

  /* Translators: heading above found servers. %u: a number, the best is 1; the first %s: where they
   * come from, such as "from Mozilla's list"; the second %s: how far that can be believed */
  heading = g_strdup_printf (_ ("%u. %s (%s)"), number,
                             pl_source_to_words (pl_proposal_get_source (proposal)),
                             pl_trust_to_words (pl_proposal_get_trust (proposal)));

  pl_report_text_write_heading (paper, heading);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);

      if (server == NULL)
        continue;
      /* Two halves of an account can come from two sources: the heading names the first alone. */
      pl_report_text_write_server (paper, server,
                                   pl_server_settings_get_source (server) !=
                                       pl_proposal_get_source (proposal));
      write_username (paper, server);
      write_verified (paper, pl_proposal_get_verified (proposal, (PlDirection) i));
    }
  write_openness (paper, proposal);
  write_foreign_hosts (paper, proposal);
  pl_report_text_write_links (paper, links, n_links);
}

/* --- Who was asked --- */

static const char *
get_source_words (const char *name)
{
  static const struct
  {
    const char *name;
    const char *words;
  } sources[] = {
    /* Translators: a place where settings are looked for, in a table */
    { "provider", N_ ("Built-in facts") },
    /* Translators: a place where settings are looked for: the domain's mail exchangers, and whether
     * the built-in facts know them */
    { "mx", N_ ("Mail exchangers (MX)") },
    /* Translators: a place where settings are looked for: SRV records of the name service */
    { "srv", N_ ("Name service (SRV)") },
    /* Translators: a place where settings are looked for: a file of the domain */
    { "autoconfig", N_ ("Autoconfig host") },
    /* Translators: a place where settings are looked for: a file of the domain */
    { "well-known", N_ ("Autoconfig on the web site") },
    /* Translators: a place where settings are looked for: a new JSON file of the domain */
    { "pacc", N_ ("JSON on the web site") },
    /* Translators: a place where settings are looked for: Mozilla keeps a list of providers */
    { "ispdb", N_ ("Mozilla's list") },
    /* Translators: a place where settings are looked for: Mozilla's list again, with the name of the
     * mail exchanger */
    { "ispdb-mx", N_ ("Mozilla's list, by exchanger") },
    /* Translators: a place where settings are looked for: Microsoft's protocol */
    { "autodiscover", N_ ("Microsoft Autodiscover") },
    /* Translators: a place where settings are looked for: usual server names are tried */
    { "guess", N_ ("Usual server names") },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].name, name))
      return _ (sources[i].words);

  return name != NULL ? name : "";
}

static const char *
get_outcome_words (PlObservation *seen)
{
  switch ((int) pl_observation_get_outcome (seen))
    {
    case PL_OUTCOME_FOUND:
      /* Translators: what became of looking for settings at one place */
      return _ ("found something");
    case PL_OUTCOME_NO_DATA:
    case PL_OUTCOME_NO_SUCH_NAME:
      /* Translators: what became of looking for settings at one place */
      return _ ("knows nothing");
    case PL_OUTCOME_SILENT:
      /* Translators: what became of looking for settings at one place */
      return _ ("did not answer in time");
    case PL_OUTCOME_ABANDONED:
      /* Translators: what became of looking for settings at one place: another one was faster */
      return _ ("not needed any more");
    case PL_OUTCOME_REJECTED:
      return pl_observation_has_word (seen, PL_FACT_REASON, "redirect")
                 /* Translators: what became of looking for settings at one place: it points to an
                  * address that is not asked */
                 ? _ ("led somewhere unsafe")
                 /* Translators: what became of looking for settings at one place: its certificate
                  * is not in order */
                 : _ ("not trusted");
    case PL_OUTCOME_SERVER_FAILURE:
      /* Translators: what became of looking for settings at one place: it answered that something is
       * broken there */
      return _ ("reported a fault of its own");
    case PL_OUTCOME_VIOLATION:
      /* Translators: what became of looking for settings at one place */
      return _ ("answered nonsense");
    default:
      /* Translators: what became of looking for settings at one place */
      return _ ("could not be asked");
    }
}

static void
write_source (PlPaper *paper, PlObservation *seen)
{
  const char *ms = pl_observation_get (seen, PL_FACT_MS);
  g_autofree char *took = pl_duration_to_words (ms != NULL ? g_ascii_strtod (ms, NULL) : 0);

  pl_paper_write (paper, PL_INK_PLAIN, "  ");
  pl_paper_write_padded (paper, PL_INK_PLAIN,
                         get_source_words (pl_observation_get (seen, PL_FACT_NAME)),
                         SOURCE_COLUMNS);
  pl_paper_write_padded (
      paper, pl_observation_get_outcome (seen) == PL_OUTCOME_FOUND ? PL_INK_GOOD : PL_INK_FAINT,
      get_outcome_words (seen), OUTCOME_COLUMNS);
  pl_paper_write (paper, PL_INK_FAINT, took);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static void
write_sources (PlPaper *paper, PlEvidence *evidence)
{
  /* Translators: heading above a table of the places where settings were looked for */
  pl_report_text_write_heading (paper, _ ("Where we looked"));
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_SOURCE)
        write_source (paper, seen);
    }
}

/* --- After --- */

static void
write_proposals (PlPaper *paper, PlDiscovery *discovery)
{
  guint n = discovery != NULL ? pl_discovery_get_n_proposals (discovery) : 0;
  guint number = 0;

  for (guint i = 0; i < n; i++)
    if (pl_proposal_has_servers (pl_discovery_get_proposal (discovery, i)))
      write_proposal (paper, pl_discovery_get_proposal (discovery, i), ++number);
  if (number == 0)
    /* Translators: the result of looking for the settings of an account */
    pl_paper_write (paper, PL_INK_STRONG, _ ("No servers were found.\n"));
}

static void
write_requirements (PlPaper *paper, GPtrArray *requirements)
{
  for (guint i = 0; i < requirements->len; i++)
    pl_report_text_write_requirement (paper, requirements->pdata[i]);
}

/**
 * pl_discovery_text_end:
 * @ms: milliseconds that all of it took
 *
 * What was found, best first, what the provider wants, and who was asked. A finding says the same as
 * the requirement that it is about.
 */
void
pl_discovery_text_end (PlPaper *paper, PlSetup *setup, double ms)
{
  g_autoptr (GPtrArray) requirements = pl_setup_dup_requirements (setup);
  GListModel *findings = pl_setup_get_findings (setup);
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  g_autofree char *took = pl_duration_to_words (ms);
  g_autofree char *line = NULL;

  write_proposals (paper, pl_setup_get_discovery (setup));
  pl_report_text_write_findings (paper, setup);
  if (g_list_model_get_n_items (findings) == 0)
    write_requirements (paper, requirements);
  if (evidence != NULL)
    {
      write_sources (paper, evidence);
      pl_report_text_write_hosts_asked (paper, evidence);
    }

  /* Translators: %s is a duration such as "310 ms" */
  line = g_strdup_printf (_ ("That took %s."), took);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, PL_INK_FAINT, line);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}
