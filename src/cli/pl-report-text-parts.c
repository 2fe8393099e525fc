// SPDX-License-Identifier: GPL-3.0-or-later
/* What the text of several subcommands has in common. */
#include "cli/pl-report-text-parts.h"

#include "cli/pl-progress.h"
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

/**
 * pl_report_text_write_steps:
 *
 * Numbered, in the order in which to do them.
 */
void
pl_report_text_write_steps (PlPaper *paper, const char *const *steps)
{
  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%3u ", i + 1);

      pl_paper_write_wrapped (paper, 4, number, steps[i]);
    }
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
  pl_report_text_write_steps (paper, fields.steps);
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
                              : _ ("The test message is in “%s”; you can delete it."),
                          folder != NULL ? folder : "INBOX");
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, PL_INK_PLAIN, text);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}
