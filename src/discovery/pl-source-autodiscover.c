// SPDX-License-Identifier: GPL-3.0-or-later
/* Microsoft's Autodiscover in plain XML ([MS-OXDSCLI] 3.1.5), without credentials. The protocol wants an
 * address: it gets one with a made-up local part, which is enough for servers that describe IMAP, POP3
 * and SMTP. Exchange itself wants a sign-in first, and ends it there. */
#include "discovery/pl-document-private.h"

#include "base/pl-worker.h"

#define MADE_UP "postlotse"
#define MOST_POINTERS 2
#define GRACE_MS 250 /* for the first place, once the second has answered */

#define SCHEMA "http://schemas.microsoft.com/exchange/autodiscover/outlook/"
#define QUESTION                                                                        \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                                        \
  "<Autodiscover xmlns=\"" SCHEMA "requestschema/2006\"><Request>"                      \
  "<EMailAddress>" MADE_UP "@%s</EMailAddress>"                                         \
  "<AcceptableResponseSchema>" SCHEMA "responseschema/2006a</AcceptableResponseSchema>" \
  "</Request></Autodiscover>\n"

/* The address's domain, and where else it may be served. */
static const char *const places[] = {
  "https://autodiscover.%s/autodiscover/autodiscover.xml",
  "https://%s/autodiscover/autodiscover.xml",
};

static char *
fill_in (const char *pattern, const char *domain)
{
  g_auto (GStrv) pieces = g_strsplit (pattern, "%s", 2);

  return g_strjoinv (domain, pieces);
}

/* Asks at one place, and where that points to. */
static PlOutcome
ask_at (const PlSourceContext *context, const char *place, GPtrArray *proposals, GError **error)
{
  g_autofree char *domain = g_strdup (context->domain);
  g_autofree char *url = fill_in (place, domain);
  g_autoptr (PlConfig) config = NULL;
  PlOutcome outcome = PL_OUTCOME_NO_DATA;

  for (guint n = 0; n <= MOST_POINTERS && url != NULL; n++)
    {
      g_autofree char *question = fill_in (QUESTION, domain);
      const PlHttpsRequest request = { url, question, "text/xml; charset=utf-8" };

      g_clear_pointer (&config, pl_config_free);
      outcome = pl_document_fetch (context, &request, pl_autodiscover_parse, &config, error);
      if (outcome != PL_OUTCOME_FOUND || config->redirect == NULL)
        break;

      g_free (url);
      url = g_strdup (config->redirect);
      if (*config->redirect == '@')
        {
          g_free (domain);
          g_free (url);
          domain = g_strdup (config->redirect + 1);
          url = fill_in (places[0], domain);
        }
    }

  if (outcome != PL_OUTCOME_FOUND)
    return outcome;
  pl_autodiscover_generalize (config, MADE_UP, context->domain);
  return pl_document_propose (context, config, PL_SOURCE_AUTODISCOVER, PL_TRUST_DOMAIN, proposals);
}

/* --- Two places at once --- */

typedef struct _Race Race;

typedef struct
{
  Race *race; /* borrowed: joins both before it goes */
  const char *pattern; /* constant */
  PlSourceContext context; /* borrowed parts, and those below */
  PlRecorder *recorder; /* owned; the runner's until it is joined */
  GCancellable *cancellable; /* owned */
  GPtrArray *proposals; /* owned: PlProposal; the runner's until it is joined */
  const char *reason; /* constant text; the runner's */
  PlOutcome outcome;
  GError *error; /* owned, nullable */
} Place;

struct _Race
{
  Place places[G_N_ELEMENTS (places)];
  GMutex lock;
  GCond changed;
  gboolean first_is_done; /* under lock */
};

static void
place_init (Place *place, Race *race, const char *pattern, const PlSourceContext *context)
{
  place->race = race;
  place->pattern = pattern;
  place->recorder = pl_recorder_branch (context->recorder, PL_SERVICE_ACCOUNT);
  place->cancellable = g_cancellable_new ();
  place->proposals = g_ptr_array_new_with_free_func (g_object_unref);
  place->context = *context;
  place->context.recorder = place->recorder;
  place->context.cancellable = place->cancellable;
  place->context.reason = &place->reason;
}

static void
place_clear (Place *place, PlRecorder *recorder)
{
  pl_recorder_take_branch (recorder, g_steal_pointer (&place->recorder));
  g_object_unref (place->cancellable);
  g_clear_pointer (&place->proposals, g_ptr_array_unref);
  g_clear_error (&place->error);
}

static void
run_place (Place *place)
{
  place->outcome = ask_at (&place->context, place->pattern, place->proposals, &place->error);
}

/* Both are as good, but settings that are written down should be the same each time: so the first is
 * waited for a moment, and then called off. */
static void
run_second (gpointer data)
{
  Place *place = data;
  Race *race = place->race;
  gint64 until;

  run_place (place);
  if (place->outcome != PL_OUTCOME_FOUND)
    return;

  until = g_get_monotonic_time () + GRACE_MS * 1000;
  g_mutex_lock (&race->lock);
  while (!race->first_is_done && g_cond_wait_until (&race->changed, &race->lock, until))
    continue;
  g_mutex_unlock (&race->lock);
  g_cancellable_cancel (race->places[0].cancellable);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Race *race = data;

  for (guint i = 0; i < G_N_ELEMENTS (race->places); i++)
    g_cancellable_cancel (race->places[i].cancellable);
}

/* The first place on this thread, the second beside it. */
static void
run_both (Race *race)
{
  g_autoptr (PlWorker) worker =
      pl_worker_start ("pl-autodiscover", run_second, &race->places[1], NULL);

  run_place (&race->places[0]);
  g_mutex_lock (&race->lock);
  race->first_is_done = TRUE;
  g_cond_broadcast (&race->changed);
  g_mutex_unlock (&race->lock);

  if (race->places[0].outcome == PL_OUTCOME_FOUND)
    g_cancellable_cancel (race->places[1].cancellable);
  else if (worker == NULL) /* no thread to be had: one after the other, then */
    run_place (&race->places[1]);
}

/* Returns: what both came to: what was found, else what the first came to that could be reached */
static Place *
choose (Race *race)
{
  for (guint i = 0; i < G_N_ELEMENTS (race->places); i++)
    if (race->places[i].outcome == PL_OUTCOME_FOUND)
      return &race->places[i];

  return race->places[0].outcome == PL_OUTCOME_NO_SUCH_NAME ? &race->places[1] : &race->places[0];
}

/**
 * pl_source_autodiscover:
 *
 * Asks both places at once; of two answers the first place's is taken.
 *
 * Returns: %PL_OUTCOME_FOUND; else what the first place came to that could be reached, as pl_https_ask()
 *   and pl_document_propose()
 */
PlOutcome
pl_source_autodiscover (const PlSourceContext *context, GPtrArray *proposals, GError **error)
{
  Race race = { .first_is_done = FALSE };
  gulong handler = 0;
  PlOutcome outcome;
  Place *chosen;

  g_mutex_init (&race.lock);
  g_cond_init (&race.changed);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    place_init (&race.places[i], &race, places[i], context);
  if (context->cancellable != NULL)
    handler = g_cancellable_connect (context->cancellable, G_CALLBACK (cancelled_cb), &race, NULL);

  run_both (&race);
  g_cancellable_disconnect (context->cancellable, handler);
  chosen = choose (&race);
  outcome = chosen->outcome;
  if (context->reason != NULL)
    *context->reason = chosen->reason;
  if (chosen->error != NULL)
    g_propagate_error (error, g_steal_pointer (&chosen->error));
  if (outcome == PL_OUTCOME_FOUND)
    g_ptr_array_extend_and_steal (proposals, g_steal_pointer (&chosen->proposals));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    place_clear (&race.places[i], context->recorder);
  g_mutex_clear (&race.lock);
  g_cond_clear (&race.changed);
  return outcome;
}
