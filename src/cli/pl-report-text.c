// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-report-text.h"

#include "cli/pl-report-text-parts.h"

#include <glib/gi18n.h>

/**
 * pl_report_text_begin:
 *
 * Which account.
 */
void
pl_report_text_begin (PlPaper *paper, PlSetup *setup)
{
  pl_paper_write (paper, PL_INK_STRONG, pl_setup_get_address (setup));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/**
 * pl_report_text_servers:
 *
 * Which servers, and who says so: before the password goes anywhere.
 */
void
pl_report_text_servers (PlPaper *paper, PlSetup *setup, PlDirections directions)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);

      if ((directions & (1u << i)) && server != NULL)
        pl_report_text_write_server (paper, server, TRUE);
    }
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

static const char *
get_verdict (PlSetup *setup, PlExit status)
{
  /* Reached, encrypted, trusted: good enough to be handed on, and said to be no more than that. */
  if (status == PL_EXIT_NOT_WORKING && pl_setup_get_checked_settings (setup) != NULL)
    /* Translators: the verdict of a check in which no password could be tried */
    return _ ("The servers are in order. Your mail program signs in later.");

  switch (status)
    {
    case PL_EXIT_DONE:
      /* Translators: the verdict of a check */
      return _ ("This account works.");
    case PL_EXIT_STOPPED:
      /* Translators: the verdict of a check that was interrupted or ran out of time */
      return _ ("The check was stopped before its end. What is known so far is above.");
    case PL_EXIT_NOT_WORKING:
    case PL_EXIT_USAGE:
    default:
      /* Translators: the verdict of a check */
      return _ ("This account does not work yet.");
    }
}

/* Refused sign-ins that count for the next one, and until when: a host that bans counts, too. */
static void
write_attempts (PlPaper *paper, PlSetup *setup)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);
      guint left_s;
      guint n = pl_setup_count_attempts (setup, (PlDirection) i, &left_s);
      guint minutes = (left_s + 59) / 60;
      g_autofree char *refused = NULL;
      g_autofree char *until = NULL;
      g_autofree char *line = NULL;

      if (n == 0)
        continue;

      refused = g_strdup_printf (
          /* Translators: %s is a server, %u how many sign-ins it has refused; a second sentence
           * follows */
          ngettext ("%s has refused %u sign-in lately.", "%s has refused %u sign-ins lately.", n),
          pl_server_settings_get_host (server), n);
      until = g_strdup_printf (
          /* Translators: what Postlotse remembers of refused sign-ins, and for how long */
          ngettext ("That is forgotten in %u minute.", "That is forgotten in %u minutes.", minutes),
          minutes);
      line = g_strdup_printf ("%s %s", refused, until);
      pl_paper_write (paper, PL_INK_PLAIN, "\n");
      pl_paper_write_wrapped (paper, 0, NULL, line);
    }
}

/**
 * pl_report_text_end:
 *
 * What was found, the cause first, whom we asked, and the verdict.
 */
void
pl_report_text_end (PlPaper *paper, PlSetup *setup, PlExit status)
{
  pl_report_text_write_findings (paper, setup);
  write_attempts (paper, setup);
  if (pl_setup_get_evidence (setup) != NULL)
    pl_report_text_write_test_message (paper, pl_setup_get_evidence (setup));
  if (pl_setup_get_evidence (setup) != NULL)
    pl_report_text_write_hosts_asked (paper, pl_setup_get_evidence (setup));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
  pl_paper_write (paper, status == PL_EXIT_DONE ? PL_INK_GOOD : PL_INK_STRONG,
                  get_verdict (setup, status));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}
