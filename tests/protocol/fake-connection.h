// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/pl-connection.h"

/* In place of a turn's answer: what happens instead */
#define FAKE_CLOSED "\x01"
#define FAKE_SILENT "\x02"
#define FAKE_CANCELLED "\x03"

/* A connection that speaks from a table, linked in place of net/'s own: no socket and no thread, so
 * that a test sees exactly which bytes went out together and what each wait was for. */

/**
 * FakeTurn:
 * @expects: all that the client has to have written since the last turn when it begins to wait
 * @answers: what it then finds
 * @answer_func: (nullable): makes the answer instead, from what was written; @expects is ignored
 *
 * One round trip.
 */
typedef struct
{
  const char *expects;
  const char *answers;
  char *(*answer_func) (const char *written);
} FakeTurn;

/**
 * FakePeer:
 * @turns: up to one without @answers and @answer_func
 * @trusted: encrypted from the first byte
 * @tls_outcome: what the handshake comes to
 * @secret: (nullable): must not be in what is shown
 */
typedef struct
{
  const FakeTurn *turns;
  gboolean trusted;
  PlOutcome tls_outcome;
  const char *secret;
} FakePeer;

PlConnection *fake_connection_new (const FakePeer *peer, PlRecorder *recorder);
void fake_connection_assert_played (PlConnection *connection);
guint fake_connection_get_round_trips (PlConnection *connection);
const char *fake_connection_peek_unread (PlConnection *connection);
