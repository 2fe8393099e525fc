// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-discover-private.h"

/* Sources that do what a test says. Each ends when its time has come, another source has ended, the
 * deadline has passed, or it is called off. */

#define FAKE_NEVER G_MAXINT

typedef enum
{
  FAKE_GOOD,
  FAKE_DEAF_TO_DEADLINE, /* only being called off ends it */
  FAKE_STUBBORN, /* answers although it was called off */
  FAKE_LYING, /* claims to be the person */
  FAKE_EMPTY, /* says that it has found something */
  FAKE_TALKATIVE, /* ten times as many proposals as anybody needs */
} FakeManner;

/**
 * Fake:
 * @answer_after: (nullable): the name of the source whose end in the evidence is waited for
 * @wait_ms: besides
 * @outcome: NONE: FOUND with @incoming and @outgoing, or NO_DATA with neither
 * @incoming: (nullable): host of IMAP, port 993; with `pop3:` before it POP3, port 995; with `open:`
 *   IMAP without encryption
 * @outgoing: (nullable): host of SMTP, port 465
 */
typedef struct
{
  const char *name;
  PlSource source;
  PlTrust trust;
  const char *answer_after;
  int wait_ms;
  FakeManner manner;
  PlOutcome outcome;
  const char *reason;
  const char *incoming;
  const char *outgoing;
  const char *provider_id;
} Fake;

/* Runs them all; @fakes ends with an entry without name. */
PlDiscovery *fake_discover (const Fake *fakes,
                            const PlDiscoveryRequest *request,
                            PlObservationFunc observed,
                            gpointer data,
                            GCancellable *cancellable);
gboolean fake_has_run (const char *name);

/* `autoconfig imap.example.org smtp.example.org` */
char *fake_describe (PlDiscovery *discovery, guint index);
PlObservation *fake_find_end (PlDiscovery *discovery, const char *source);
