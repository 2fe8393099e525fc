// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake-connection.h"
#include "protocol/pl-dialogue.h"

/* A dialogue with a fake peer, and what the evidence says of it. */
typedef struct
{
  PlRecorder *recorder; /* owned */
  PlConnection *connection; /* owned */
  PlDialogue *dialogue; /* owned */
  GError *error; /* owned; nullable: of the last step */
} Talk;

void talk_begin (Talk *talk, PlService service, const FakePeer *peer);
void talk_clear (Talk *talk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

PlOutcome talk_greet (Talk *talk);
PlOutcome talk_start_tls (Talk *talk);
PlOutcome talk_ask (Talk *talk);
PlOutcome talk_use (Talk *talk, const PlEnvelope *envelope);
PlOutcome talk_sign_in (Talk *talk, const char *username, const char *password);
PlOutcome talk_sign_in_by (Talk *talk, const char *mechanism, const char *password);
PlOutcome talk_sign_in_with (Talk *talk, const PlSignIn *sign_in);
PlOutcome talk_sign_in_openly (Talk *talk, const char *password);

PlObservation *talk_find (Talk *talk, PlSight sight);
PlObservation *talk_find_reply (Talk *talk, const char *command);
char *talk_list_stages (Talk *talk);
char *talk_list_sent_lines (Talk *talk);

#define talk_assert_outcome(got, wanted) \
  g_assert_cmpstr (pl_outcome_to_nick (got), ==, pl_outcome_to_nick (wanted))
#define talk_assert_fact(observation, fact, wanted) \
  g_assert_cmpstr (pl_observation_get (observation, fact), ==, wanted)
