// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-https-private.h"
#include "net/mock-resolver.h"
#include "web-peer.h"

#define OK "HTTP/1.1 200 OK\r\n"
#define DOCUMENT OK "Content-Length: 5\r\n\r\nhello"

/**
 * HttpsLab:
 * @peer: the only web server there is
 * @reason: and @body, @error: of the last question
 *
 * One web server on loopback, to which every name leads, and what its questions need.
 */
typedef struct
{
  MockResolver *resolver; /* owned */
  PlNetwork *network; /* owned */
  PlRecorder *recorder; /* owned */
  WebPeer *peer; /* owned */
  PlDeadline deadline;
  GCancellable *cancellable; /* owned */
  const char *reason;
  GBytes *body; /* owned, nullable */
  GError *error; /* owned, nullable */
} HttpsLab;

/* @identity: (nullable): the server's, %NULL for one that is good for *.example.test */
void https_lab_set_up (HttpsLab *lab, Identity *identity, WebManner manner, const WebPage *pages);
void https_lab_tear_down (HttpsLab *lab);

/* Asks for `host/path` at the server's port. */
PlOutcome https_lab_ask (HttpsLab *lab, const char *host_and_path);
PlOutcome
https_lab_post (HttpsLab *lab, const char *host_and_path, const char *text, const char *type);

#define assert_outcome(outcome, wanted) \
  g_assert_cmpstr (pl_outcome_to_nick (outcome), ==, pl_outcome_to_nick (wanted))
void https_lab_assert_body (HttpsLab *lab, const char *text);

/* Runs the tests with an authority that is made and trusted for them: keys take their time. */
int https_lab_run (void);
Identity *https_lab_get_authority (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpsLab, https_lab_tear_down)
