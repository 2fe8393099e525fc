// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check.h"

G_BEGIN_DECLS

/* How far a failure lets one look around. */
typedef enum
{
  PL_OUTLOOK_HERE, /* at this computer alone: nobody is asked */
  PL_OUTLOOK_NAMES, /* does the name service find anything else? */
  PL_OUTLOOK_ALL, /* what do web servers and other mail servers show? */
} PlOutlookReach;

/**
 * PlOutlookTarget:
 * @host: lower-case ASCII name
 * @is_web: a web server, by HTTPS; else a mail server, of @service
 * @foreign: neither the provider's nor the domain's own: under the switch of look-ups
 *
 * One place to look at.
 */
typedef struct
{
  PlService service;
  char *host; /* owned */
  guint16 port;
  PlSecurity security;
  gboolean is_web;
  gboolean foreign;
} PlOutlookTarget;

GPtrArray *
pl_outlook_targets_choose (PlProposal *proposal, PlServerSettings *settings, gboolean offline);
gboolean pl_outlook_target_is_within (const PlOutlookTarget *target, PlOutlookReach reach);
const char *pl_outlook_target_get_protocol (const PlOutlookTarget *target);

G_END_DECLS
