// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether the test message comes back: looks for it where mail comes in, again and again, for a while.
 * No IDLE: not every server has it, it tells of one folder only, and half a minute is soon over. */
#include "check/pl-arrival-private.h"

#include "check/pl-visit-private.h"
#include "net/pl-wait.h"

/* Mail to oneself mostly takes a second or two; greylisting can take many minutes, which nobody waits
 * for at a button. */
#define WATCH_MS 30000
/* Left of the check's own time, so that an arrival that is late does not look like a check that is. */
#define LEFT_MS 500

/* From one look to the next, in ms; the last one again and again. A session of IMAP stays open; one of
 * POP3 sees only what was there when it began, and servers count sign-ins. */
static const gint64 open_pauses[] = { 300, 700, 1000, 2000, 3000 };
static const gint64 closed_pauses[] = { 1000, 2000, 4000, 8000 };

/* One watch. */
typedef struct
{
  PlCheckContext *context; /* borrowed */
  PlServerSettings *settings; /* borrowed */
  const char *id; /* borrowed */
  PlRecorder *recorder; /* borrowed */
  PlDeadline deadline;
  PlVisit *visit; /* owned, nullable: a session that is still of use */
  char *refusal; /* owned, nullable: the server's last words against it */
  guint n_looks;
  gint64 began_at; /* monotonic µs */
} Watch;

static void
watch_clear (Watch *self)
{
  g_clear_pointer (&self->visit, pl_visit_free);
  g_free (self->refusal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

static gboolean
is_imap (Watch *self)
{
  return pl_server_settings_get_service (self->settings) == PL_SERVICE_IMAP;
}

static PlOutcome
enter (Watch *self)
{
  g_autoptr (GError) error = NULL;
  PlOutcome outcome;

  pl_recorder_note_asked (self->recorder, pl_server_settings_get_host (self->settings),
                          pl_server_settings_get_port (self->settings),
                          pl_service_to_nick (pl_server_settings_get_service (self->settings)),
                          "check");
  self->visit = pl_visit_new (self->context, self->settings);
  outcome = pl_visit_enter (self->visit, &self->deadline, &error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    return outcome;

  g_free (self->refusal);
  self->refusal = pl_visit_dup_refusal (self->visit);
  if (self->refusal == NULL && error != NULL)
    self->refusal = g_strdup (error->message);
  g_clear_pointer (&self->visit, pl_visit_free);
  return outcome;
}

static PlOutcome
look (Watch *self, PlMessageSeen *seen)
{
  gboolean then_delete = self->context->request->delete_test;
  PlOutcome outcome = self->visit != NULL ? PL_OUTCOME_ACCEPTED : enter (self);

  if (outcome != PL_OUTCOME_ACCEPTED)
    return outcome;

  self->n_looks++;
  outcome =
      pl_dialogue_look_for_message (pl_visit_get_dialogue (self->visit), self->id, then_delete,
                                    seen, &self->deadline, self->context->cancellable, NULL);
  if (!is_imap (self) || outcome != PL_OUTCOME_NO_DATA)
    g_clear_pointer (&self->visit, pl_visit_free);
  return outcome;
}

/* Not there yet, or a server that asks to come back: the next look may bring it. A sign-in that is
 * refused now is not repeated. */
static gboolean
is_worth_another_look (Watch *self, PlOutcome outcome)
{
  return (outcome == PL_OUTCOME_NO_DATA || outcome == PL_OUTCOME_TEMPORARY ||
          (outcome == PL_OUTCOME_FAILED && self->n_looks > 0)) &&
         pl_deadline_left_ms (&self->deadline) > 0;
}

static void
pause_after (Watch *self, guint n)
{
  gboolean is_open = self->visit != NULL;
  const gint64 *pauses = is_open ? open_pauses : closed_pauses;
  guint n_pauses = is_open ? G_N_ELEMENTS (open_pauses) : G_N_ELEMENTS (closed_pauses);
  PlDeadline next = pl_deadline_sooner (&self->deadline, pauses[MIN (n, n_pauses - 1)]);

  (void) pl_wait_for_any (NULL, 0, &next, self->context->cancellable, NULL);
}

static void
note (Watch *self, PlOutcome outcome, const PlMessageSeen *seen)
{
  gboolean found = outcome == PL_OUTCOME_FOUND;
  g_autofree char *count = g_strdup_printf ("%u", self->n_looks);
  char ms[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (ms, sizeof ms, "%.1f",
                   (double) (g_get_monotonic_time () - self->began_at) / 1000);
  pl_recorder_note (
      self->recorder, PL_SIGHT_DELIVERY, outcome, PL_FACT_NAME, self->id, PL_FACT_REASON,
      found            ? (seen->junk ? "junk" : "inbox")
      : is_imap (self) ? NULL
                       : "inbox-only",
      PL_FACT_TEXT, found ? seen->folder : self->refusal, PL_FACT_WORDS,
      found && seen->deleted ? "deleted" : NULL, PL_FACT_COUNT, count, PL_FACT_MS, ms, PL_FACT_END);
}

/* What it came to, once nothing more is to be expected. A look that failed after others that did not
 * is one more that has not seen it. */
static PlOutcome
judge (Watch *self, PlOutcome last)
{
  if (last == PL_OUTCOME_FOUND || last == PL_OUTCOME_NOT_OFFERED || last == PL_OUTCOME_WITHHELD)
    return last;
  if (g_cancellable_is_cancelled (self->context->cancellable))
    return PL_OUTCOME_CANCELLED;
  return self->n_looks > 0 ? PL_OUTCOME_SILENT : PL_OUTCOME_FAILED;
}

static PlStageState
get_state (PlOutcome outcome)
{
  if (outcome == PL_OUTCOME_FOUND)
    return PL_STAGE_STATE_PASSED;
  return outcome == PL_OUTCOME_CANCELLED || outcome == PL_OUTCOME_WITHHELD ? PL_STAGE_STATE_SKIPPED
                                                                           : PL_STAGE_STATE_FAILED;
}

/**
 * pl_arrival_watch:
 * @id: Message-ID of the test message
 * @recorder: of the incoming service
 *
 * Stage `arrival`: blocks until the message was seen, half a minute is over, or the check is
 * cancelled. Never a reason for the account not to work: what was accepted for sending may come later.
 */
void
pl_arrival_watch (PlCheckContext *context, const char *id, PlRecorder *recorder)
{
  PlDeadline end = { .at = context->deadline.at - LEFT_MS * 1000 };
  g_auto (PlMessageSeen) seen = { 0 };
  g_auto (Watch) self = {
    .context = context,
    .settings = pl_proposal_get_server (context->request->proposal, PL_DIRECTION_INCOMING),
    .id = id,
    .recorder = recorder,
    .deadline = pl_deadline_sooner (&end, WATCH_MS),
    .began_at = g_get_monotonic_time (),
  };
  PlOutcome outcome;
  guint n = 0;

  pl_recorder_enter_stage (recorder, PL_STAGE_ARRIVAL);
  outcome = look (&self, &seen);
  while (is_worth_another_look (&self, outcome) &&
         !g_cancellable_is_cancelled (context->cancellable))
    {
      pause_after (&self, n++);
      outcome = look (&self, &seen);
    }

  outcome = judge (&self, outcome);
  note (&self, outcome, &seen);
  pl_recorder_leave_stage (recorder, get_state (outcome));
}

/**
 * pl_arrival_skip:
 * @recorder: of the incoming service
 *
 * There is nothing to look for, or nobody may look.
 */
void
pl_arrival_skip (PlRecorder *recorder)
{
  pl_recorder_skip_stage (recorder, PL_STAGE_ARRIVAL);
}
