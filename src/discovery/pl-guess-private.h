// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-source-private.h"
#include "model/pl-proposal.h"

G_BEGIN_DECLS

#define PL_GUESS_MOST_CONNECTIONS 12 /* for one address, both directions together */

/* Probes of the guess are numbered from here, so that the check's own are told apart from them. */
#define PL_GUESS_FIRST_PROBE 1000

/**
 * PlGuessName:
 * @services: as bits `1 << PlService`: for what a host of that name may be meant
 * @addresses: (element-type GInetAddress): never empty
 * @is_wild: the domain answers with the same address for any name at all, so that this one means
 *   nothing
 *
 * A name that exists, and might be a mail server.
 */
typedef struct
{
  char *host; /* owned */
  guint services;
  GPtrArray *addresses; /* shared */
  gboolean is_wild;
} PlGuessName;

GPtrArray *pl_guess_names_new (void);
void pl_guess_names_add (GPtrArray *names, const char *host, guint services, GPtrArray *addresses);
void pl_guess_names_mark_wild (GPtrArray *names, const char *domain, GPtrArray *wild_addresses);
GPtrArray *pl_guess_names_find_places (GPtrArray *names, PlService service);
GPtrArray *pl_guess_names_resolve (const PlSourceContext *context, const char *mx_host);

/**
 * PlGuessLimits:
 * @n_left: atomic: connections that may still be opened
 * @n_probes: atomic: probes so far
 *
 * What both directions share.
 */
typedef struct
{
  gint n_left;
  gint n_probes;
} PlGuessLimits;

/**
 * PlGuessLane:
 * @names: (element-type PlGuessName): borrowed
 * @services: looked for in this order, until one is found
 * @limits: borrowed
 * @recorder: owned: a branch of the source's
 * @server: (nullable): owned: what was found
 * @verified: what was seen to work there, as in #PlProposalFields
 *
 * The search for the server of one direction. Used by one thread at a time.
 */
typedef struct
{
  const PlSourceContext *context; /* borrowed */
  GPtrArray *names;
  PlService services[2];
  guint n_services;
  PlGuessLimits *limits;
  PlRecorder *recorder;
  PlServerSettings *server;
  guint32 verified;
} PlGuessLane;

void pl_guess_lane_run (PlGuessLane *lane);

G_END_DECLS
