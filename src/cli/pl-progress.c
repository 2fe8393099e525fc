// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-progress.h"

#include "model/pl-words.h"

#include <glib/gi18n.h>

#define NAME_COLUMNS 34

static PlInk
get_ink (PlStageState state)
{
  switch (state)
    {
    case PL_STAGE_STATE_PASSED:
      return PL_INK_GOOD;
    case PL_STAGE_STATE_FAILED:
      return PL_INK_BAD;
    case PL_STAGE_STATE_WARNING:
      return PL_INK_CAREFUL;
    case PL_STAGE_STATE_RUNNING:
    case PL_STAGE_STATE_SKIPPED:
    default:
      return PL_INK_FAINT;
    }
}

static const char *
get_mark (PlStageState state)
{
  static const char *const marks[] = {
    [PL_STAGE_STATE_RUNNING] = "…", [PL_STAGE_STATE_PASSED] = "✓",  [PL_STAGE_STATE_FAILED] = "✗",
    [PL_STAGE_STATE_SKIPPED] = "–", [PL_STAGE_STATE_WARNING] = "!",
  };

  return marks[state];
}

static void
write_direction (PlPaper *paper, PlObservation *observation)
{
  PlService service = pl_observation_get_service (observation);
  const char *words = service == PL_SERVICE_ACCOUNT
                          ? pl_service_to_words (service)
                          : pl_direction_to_words (pl_service_get_direction (service));

  pl_paper_write_padded (paper, PL_INK_PLAIN, words, PL_DIRECTION_COLUMNS);
}

static void
write_duration (PlPaper *paper, const char *ms)
{
  g_autofree char *duration = pl_duration_to_words (g_ascii_strtod (ms, NULL));
  g_autofree char *line =
      g_strdup_printf ("%*s%s", (int) MAX (8 - g_utf8_strlen (duration, -1), 0), "", duration);

  pl_paper_write (paper, PL_INK_PLAIN, line);
}

static void
write_stage (PlPaper *paper, PlObservation *observation, PlStageState state)
{
  const char *ms = pl_observation_get (observation, PL_FACT_MS);
  const char *name = pl_stage_to_words (pl_observation_get_stage (observation), state);

  write_direction (paper, observation);
  pl_paper_write_padded (paper, get_ink (state), get_mark (state), 2);
  if (state == PL_STAGE_STATE_SKIPPED)
    /* Translators: shown instead of "Signed in" where the check did not come to the sign-in */
    pl_paper_write (paper, PL_INK_FAINT, _ ("Not signed in"));
  else
    pl_paper_write_padded (paper, PL_INK_PLAIN, name, NAME_COLUMNS);
  if (ms != NULL)
    write_duration (paper, ms);
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/* A wait has passed its soft limit: say so, because silence makes people doubt. */
static void
write_patience (PlPaper *paper, PlObservation *observation)
{
  gboolean signing_in = g_strcmp0 (pl_observation_get (observation, PL_FACT_REASON), "auth") == 0;

  if (g_strcmp0 (pl_observation_get (observation, PL_FACT_LIMIT), "soft") != 0)
    return;

  write_direction (paper, observation);
  pl_paper_write (paper, PL_INK_FAINT, "… ");
  pl_paper_write (paper, PL_INK_FAINT,
                  signing_in
                      /* Translators: shown while the sign-in takes longer than usual */
                      ? _ ("The server is still checking the sign-in")
                      /* Translators: shown while a server takes longer than usual */
                      : _ ("Still waiting for the server"));
  pl_paper_write (paper, PL_INK_PLAIN, "\n");
}

/* Where the stages are written; lives as long as the signal's connection. */
typedef struct
{
  PlPaper *paper; /* owned */
  int fd; /* borrowed */
} Progress;

static void
progress_free (gpointer data, GClosure *closure)
{
  Progress *progress = data;

  pl_paper_free (progress->paper);
  g_free (progress);
}

/* Of the stages that were left out only the sign-in is named: that nothing was sent matters. Of what
 * concerns no server only the search for servers takes time. */
static gboolean
is_worth_a_line (PlObservation *observation, PlStageState state)
{
  if (pl_observation_get_service (observation) == PL_SERVICE_ACCOUNT &&
      pl_observation_get_stage (observation) != PL_STAGE_DISCOVERY)
    return FALSE;
  if (state == PL_STAGE_STATE_SKIPPED)
    return pl_observation_get_stage (observation) == PL_STAGE_SIGN_IN;

  return state != PL_STAGE_STATE_RUNNING;
}

static void
observed_cb (PlSetup *setup, PlObservation *observation, gpointer user_data)
{
  Progress *progress = user_data;
  PlStageState state;

  if (pl_observation_get_probe (observation) != 0)
    return;

  if (pl_observation_get_sight (observation) == PL_SIGHT_SILENCE)
    write_patience (progress->paper, observation);
  else if (pl_observation_get_sight (observation) == PL_SIGHT_STAGE &&
           pl_stage_state_from_nick (pl_observation_get (observation, PL_FACT_STATE), &state) &&
           is_worth_a_line (observation, state))
    write_stage (progress->paper, observation, state);

  pl_paper_print (progress->paper, progress->fd);
}

/**
 * pl_progress_follow:
 * @fd: where to print
 *
 * Prints each stage of the setup's discoveries and checks as it ends, as long as the setup lives.
 */
void
pl_progress_follow (PlSetup *setup, int fd)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->paper = pl_paper_new (fd);
  progress->fd = fd;
  g_signal_connect_data (setup, "observed", G_CALLBACK (observed_cb), progress, progress_free,
                         G_CONNECT_DEFAULT);
}
