// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-recorder.h"

#include "base/pl-secret-mask.h"
#include "base/pl-text.h"

/* Bounds what a talkative peer can make us keep; stages, names and judgements are few and never
 * come near it. */
#define MOST_OBSERVATIONS 4000
#define MOST_LINES 400

struct _PlRecorder
{
  PlService service;
  gint64 began_at; /* monotonic µs */
  guint probe;
  PlStage stage;
  gint64 stage_began_at; /* monotonic µs; 0 between stages */
  guint n_lines;
  PlSecretMask *mask; /* owned */
  GPtrArray *observations; /* owned: PlObservation */
  PlObservationFunc sink;
  gpointer sink_data; /* borrowed: has to outlive the recorder */
};

/**
 * pl_recorder_new:
 * @began_at: monotonic µs at which the whole check began; observations are timed from it
 *
 * Returns: (transfer full):
 */
PlRecorder *
pl_recorder_new (PlService service, gint64 began_at)
{
  PlRecorder *self = g_new0 (PlRecorder, 1);

  self->service = service;
  self->began_at = began_at;
  self->stage = PL_STAGE_ADDRESS;
  self->mask = pl_secret_mask_new ();
  self->observations = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/**
 * pl_recorder_branch:
 *
 * For a thread beside, which writes there while @recorder goes on: the same clock, sink and stage.
 * It knows no secrets, so it is for those who never have one.
 *
 * Returns: (transfer full): to be given back with pl_recorder_take_branch()
 */
PlRecorder *
pl_recorder_branch (PlRecorder *self, PlService service)
{
  PlRecorder *branch = pl_recorder_new (service, self->began_at);

  branch->stage = self->stage;
  pl_recorder_set_sink (branch, self->sink, self->sink_data);
  return branch;
}

/**
 * pl_recorder_take_branch:
 * @branch: (transfer full): no thread writes there any more
 *
 * Adds what was recorded there to what was recorded here; the sink was told of it already.
 */
void
pl_recorder_take_branch (PlRecorder *self, PlRecorder *branch)
{
  g_ptr_array_extend_and_steal (self->observations, pl_recorder_steal (branch));
  pl_recorder_free (branch);
}

void
pl_recorder_free (PlRecorder *self)
{
  pl_secret_mask_free (self->mask);
  g_ptr_array_unref (self->observations);
  g_free (self);
}

/**
 * pl_recorder_set_sink:
 * @func: (nullable):
 */
void
pl_recorder_set_sink (PlRecorder *self, PlObservationFunc func, gpointer data)
{
  self->sink = func;
  self->sink_data = data;
}

/**
 * pl_recorder_set_probe:
 * @probe: 1 and up; marks all that follows as seen by that follow-up probe
 */
void
pl_recorder_set_probe (PlRecorder *self, guint probe)
{
  self->probe = probe;
}

/**
 * pl_recorder_add_secret:
 *
 * From here on, every form of @secret is masked in everything that is recorded.
 */
void
pl_recorder_add_secret (PlRecorder *self, const PlSecret *secret)
{
  pl_secret_mask_add (self->mask, secret);
}

PlService
pl_recorder_get_service (PlRecorder *self)
{
  return self->service;
}

PlStage
pl_recorder_get_stage (PlRecorder *self)
{
  return self->stage;
}

static void
add_observation (PlRecorder *self, PlObservationFields *fields)
{
  g_autoptr (PlObservation) observation = NULL;

  fields->at_us = g_get_monotonic_time () - self->began_at;
  fields->service = self->service;
  fields->stage = self->stage;
  fields->probe = self->probe;
  observation = pl_observation_new (fields);

  if (self->observations->len < MOST_OBSERVATIONS || fields->sight == PL_SIGHT_STAGE)
    g_ptr_array_add (self->observations, g_object_ref (observation));
  if (self->sink != NULL)
    self->sink (observation, self->sink_data);
}

static void
note_stage (PlRecorder *self, PlStageState state)
{
  PlObservationFields fields = { .sight = PL_SIGHT_STAGE };
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  gint64 spent = self->stage_began_at != 0 ? g_get_monotonic_time () - self->stage_began_at : 0;

  fields.facts[PL_FACT_STATE] = pl_stage_state_to_nick (state);
  if (state != PL_STAGE_STATE_RUNNING && state != PL_STAGE_STATE_SKIPPED)
    fields.facts[PL_FACT_MS] = g_ascii_formatd (ms, sizeof ms, "%.1f", (double) spent / 1000);
  add_observation (self, &fields);
}

/**
 * pl_recorder_enter_stage:
 *
 * All that follows belongs to @stage, which is over with pl_recorder_leave_stage().
 */
void
pl_recorder_enter_stage (PlRecorder *self, PlStage stage)
{
  self->stage = stage;
  self->stage_began_at = g_get_monotonic_time ();
  note_stage (self, PL_STAGE_STATE_RUNNING);
}

/**
 * pl_recorder_leave_stage:
 * @state: how the stage ended; nothing happens when none is running
 */
void
pl_recorder_leave_stage (PlRecorder *self, PlStageState state)
{
  if (self->stage_began_at == 0)
    return;

  note_stage (self, state);
  self->stage_began_at = 0;
}

void
pl_recorder_skip_stage (PlRecorder *self, PlStage stage)
{
  self->stage = stage;
  self->stage_began_at = 0;
  note_stage (self, PL_STAGE_STATE_SKIPPED);
}

/* Masked before and after: a blank in the place of an invisible character would hide a secret from the
 * mask, and what is left when it is taken out may be one. */
static char *
make_fact (PlRecorder *self, const char *text)
{
  g_autoptr (PlSecretString) masked = pl_secret_mask_apply (self->mask, text);
  g_autoptr (PlSecretString) showable = pl_text_make_showable (masked, -1);

  return pl_secret_mask_apply (self->mask, showable);
}

/**
 * pl_recorder_note:
 * @...: pairs of a #PlFact and its text (nullable: left out), ended by %PL_FACT_END
 *
 * Writes an observation in the present stage. Texts may come from the network as they are: they are
 * made showable and secrets are masked.
 */
void
pl_recorder_note (PlRecorder *self, PlSight sight, PlOutcome outcome, ...)
{
  PlObservationFields fields = { .sight = sight, .outcome = outcome };
  va_list facts;

  va_start (facts, outcome);
  for (int fact = va_arg (facts, int); fact != PL_FACT_END; fact = va_arg (facts, int))
    {
      const char *text = va_arg (facts, const char *);

      g_free ((char *) fields.facts[fact]);
      fields.facts[fact] = text != NULL ? make_fact (self, text) : NULL;
    }
  va_end (facts);

  add_observation (self, &fields);
  for (guint i = 0; i < PL_N_FACTS; i++)
    g_free ((char *) fields.facts[i]);
}

/**
 * pl_recorder_note_asked:
 * @protocol: and @purpose: the words of %PL_SIGHT_HOST_ASKED
 *
 * Notes that a host of the network is asked, for the list that every person may see.
 */
void
pl_recorder_note_asked (PlRecorder *self,
                        const char *host,
                        guint16 port,
                        const char *protocol,
                        const char *purpose)
{
  g_autofree char *number = g_strdup_printf ("%u", port);

  pl_recorder_note (self, PL_SIGHT_HOST_ASKED, PL_OUTCOME_NONE, PL_FACT_HOST, host, PL_FACT_PORT,
                    number, PL_FACT_PROTOCOL, protocol, PL_FACT_PURPOSE, purpose, PL_FACT_END);
}

/**
 * pl_recorder_note_line:
 * @sent: whether we sent it; else it was received
 * @line: without its line end. A caller that sends a secret passes a line that has none: masking is
 *   the second safeguard, not the first.
 */
void
pl_recorder_note_line (PlRecorder *self, gboolean sent, const char *line)
{
  if (++self->n_lines > MOST_LINES)
    return;

  pl_recorder_note (self, PL_SIGHT_LINE, PL_OUTCOME_NONE, PL_FACT_DIRECTION,
                    sent ? "sent" : "received", PL_FACT_TEXT, line, PL_FACT_END);
}

/**
 * pl_recorder_peek:
 *
 * Returns: (transfer none) (element-type PlObservation): what was recorded so far
 */
const GPtrArray *
pl_recorder_peek (PlRecorder *self)
{
  return self->observations;
}

/**
 * pl_recorder_steal:
 *
 * Returns: (transfer full) (element-type PlObservation): all of it; the recorder begins anew
 */
GPtrArray *
pl_recorder_steal (PlRecorder *self)
{
  GPtrArray *observations = self->observations;

  self->observations = g_ptr_array_new_with_free_func (g_object_unref);
  return observations;
}
