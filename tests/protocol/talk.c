// SPDX-License-Identifier: GPL-3.0-or-later
#include "talk.h"

#include <string.h>

static const PlDeadline never = { .at = G_MAXINT64 };

void
talk_begin (Talk *talk, PlService service, const FakePeer *peer)
{
  *talk = (Talk){ .recorder = pl_recorder_new (service, g_get_monotonic_time ()) };
  talk->connection = fake_connection_new (peer, talk->recorder);
  talk->dialogue = pl_dialogue_new (service, talk->connection, talk->recorder);
}

void
talk_clear (Talk *talk)
{
  pl_dialogue_free (talk->dialogue);
  pl_connection_free (talk->connection);
  pl_recorder_free (talk->recorder);
  g_clear_error (&talk->error);
}

/* The promise of #PlDialogue: an error with FAILED and CANCELLED, and with nothing else. */
static PlOutcome
keep_promise (Talk *talk, PlOutcome outcome)
{
  gboolean is_error = outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_CANCELLED;

  g_assert_true (is_error == (talk->error != NULL));
  return outcome;
}

PlOutcome
talk_greet (Talk *talk)
{
  g_clear_error (&talk->error);
  return keep_promise (talk,
                       pl_dialogue_read_greeting (talk->dialogue, &never, NULL, &talk->error));
}

PlOutcome
talk_start_tls (Talk *talk)
{
  PlTlsTarget target = { .host = "mail.example.org" };

  g_clear_error (&talk->error);
  return keep_promise (talk,
                       pl_dialogue_start_tls (talk->dialogue, &target, &never, NULL, &talk->error));
}

PlOutcome
talk_ask (Talk *talk)
{
  g_clear_error (&talk->error);
  return keep_promise (talk,
                       pl_dialogue_ask_capabilities (talk->dialogue, &never, NULL, &talk->error));
}

PlOutcome
talk_use (Talk *talk, const PlEnvelope *envelope)
{
  g_clear_error (&talk->error);
  return keep_promise (talk,
                       pl_dialogue_use (talk->dialogue, envelope, &never, NULL, &talk->error));
}

PlOutcome
talk_sign_in_with (Talk *talk, const PlSignIn *sign_in)
{
  g_clear_error (&talk->error);
  return keep_promise (talk,
                       pl_dialogue_sign_in (talk->dialogue, sign_in, &never, NULL, &talk->error));
}

static PlOutcome
sign_in (Talk *talk, PlSignIn sign_in, const char *password)
{
  g_autoptr (PlSecret) secret = password != NULL ? pl_secret_new (password, -1) : NULL;

  sign_in.password = secret;
  sign_in.host = "mail.example.org";
  return talk_sign_in_with (talk, &sign_in);
}

PlOutcome
talk_sign_in (Talk *talk, const char *username, const char *password)
{
  return sign_in (talk, (PlSignIn){ .username = username }, password);
}

PlOutcome
talk_sign_in_by (Talk *talk, const char *mechanism, const char *password)
{
  return sign_in (talk, (PlSignIn){ .username = "anna", .mechanism = mechanism }, password);
}

PlOutcome
talk_sign_in_openly (Talk *talk, const char *password)
{
  return sign_in (talk, (PlSignIn){ .username = "anna", .allow_cleartext = TRUE }, password);
}

PlObservation *
talk_find (Talk *talk, PlSight sight)
{
  const GPtrArray *seen = pl_recorder_peek (talk->recorder);

  for (guint i = seen->len; i > 0; i--)
    {
      PlObservation *observation = g_ptr_array_index (seen, i - 1);

      if (pl_observation_get_sight (observation) == sight)
        return observation;
    }
  return NULL;
}

PlObservation *
talk_find_reply (Talk *talk, const char *command)
{
  const GPtrArray *seen = pl_recorder_peek (talk->recorder);

  for (guint i = seen->len; i > 0; i--)
    {
      PlObservation *observation = g_ptr_array_index (seen, i - 1);

      if (pl_observation_get_sight (observation) == PL_SIGHT_REPLY &&
          g_strcmp0 (pl_observation_get (observation, PL_FACT_COMMAND), command) == 0)
        return observation;
    }
  return NULL;
}

/* "greeting passed, sign-in failed" */
char *
talk_list_stages (Talk *talk)
{
  const GPtrArray *seen = pl_recorder_peek (talk->recorder);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < seen->len; i++)
    {
      PlObservation *observation = g_ptr_array_index (seen, i);
      const char *state = pl_observation_get (observation, PL_FACT_STATE);

      if (pl_observation_get_sight (observation) != PL_SIGHT_STAGE ||
          g_str_equal (state, "running"))
        continue;
      g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "",
                              pl_stage_to_nick (pl_observation_get_stage (observation)), state);
    }
  return g_string_free (list, FALSE);
}

char *
talk_list_sent_lines (Talk *talk)
{
  const GPtrArray *seen = pl_recorder_peek (talk->recorder);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < seen->len; i++)
    {
      PlObservation *observation = g_ptr_array_index (seen, i);

      if (pl_observation_get_sight (observation) == PL_SIGHT_LINE &&
          g_strcmp0 (pl_observation_get (observation, PL_FACT_DIRECTION), "sent") == 0)
        g_string_append_printf (list, "%s|", pl_observation_get (observation, PL_FACT_TEXT));
    }
  return g_string_free (list, FALSE);
}
