// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-answers-private.h"

/* How long an answer is remembered. A name that is missing may be put right any moment, and the
 * person presses "try again"; one that is there stays. */
#define FOUND_LASTS_US (120 * G_USEC_PER_SEC)
#define MISSING_LASTS_US (5 * G_USEC_PER_SEC)

/* What a look-up said. */
typedef struct
{
  PlOutcome outcome;
  GPtrArray *addresses; /* shared, nullable: GInetAddress, never changed once it is here */
  gint64 valid_until; /* monotonic µs */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->addresses, g_ptr_array_unref);
  g_free (answer);
}

struct _PlAnswers
{
  GMutex lock;
  GHashTable *by_host; /* owned: host name to Answer; under lock */
};

PlAnswers *
pl_answers_new (void)
{
  PlAnswers *self = g_new0 (PlAnswers, 1);

  g_mutex_init (&self->lock);
  self->by_host = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  return self;
}

void
pl_answers_free (PlAnswers *self)
{
  g_hash_table_unref (self->by_host);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * pl_answers_recall:
 * @addresses: (out) (transfer full) (nullable) (element-type GInetAddress): never to be changed
 *
 * Returns: what was answered, as long as that is still good; %PL_OUTCOME_NONE when there is nothing
 */
PlOutcome
pl_answers_recall (PlAnswers *self, const char *host, GPtrArray **addresses)
{
  PlOutcome outcome = PL_OUTCOME_NONE;
  Answer *answer;

  g_mutex_lock (&self->lock);
  answer = g_hash_table_lookup (self->by_host, host);
  if (answer != NULL && answer->valid_until > g_get_monotonic_time ())
    {
      outcome = answer->outcome;
      *addresses = answer->addresses != NULL ? g_ptr_array_ref (answer->addresses) : NULL;
    }
  g_mutex_unlock (&self->lock);

  return outcome;
}

/**
 * pl_answers_remember:
 * @addresses: (nullable) (element-type GInetAddress): shared from now on
 *
 * Silence and trouble of a name server say nothing about the name: the next one asks again.
 */
void
pl_answers_remember (PlAnswers *self, const char *host, PlOutcome outcome, GPtrArray *addresses)
{
  gint64 lasts = outcome == PL_OUTCOME_FOUND ? FOUND_LASTS_US : MISSING_LASTS_US;
  Answer *answer;

  if (outcome != PL_OUTCOME_FOUND && outcome != PL_OUTCOME_NO_DATA &&
      outcome != PL_OUTCOME_NO_SUCH_NAME)
    return;

  answer = g_new0 (Answer, 1);
  answer->outcome = outcome;
  answer->addresses = addresses != NULL ? g_ptr_array_ref (addresses) : NULL;
  answer->valid_until = g_get_monotonic_time () + lasts;
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->by_host, g_strdup (host), answer);
  g_mutex_unlock (&self->lock);
}
