// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pl-check-context-private.h"
#include "check/pl-outlook-targets-private.h"
#include "check/pl-probes-private.h"

G_BEGIN_DECLS

/**
 * PlOutlook:
 *
 * The follow-up probes of a whole check that look beyond its servers: is it the server, or this
 * computer, or the network? Both lanes share it, because the answer is the same for both; it begins
 * with the first of them that has a reason, and its own threads do the work. Thread-safe.
 */
typedef struct _PlOutlook PlOutlook;

PlOutlook *pl_outlook_new (PlCheckContext *context);
void pl_outlook_free (PlOutlook *outlook);

gboolean pl_outlook_is_wanted (const PlProbeView *view, PlOutlookReach *reach);
void pl_outlook_want (PlOutlook *outlook, PlServerSettings *settings, PlOutlookReach reach);
void pl_outlook_drop (PlOutlook *outlook, PlServerSettings *settings);
void pl_outlook_collect (PlOutlook *outlook, GPtrArray *observations);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlOutlook, pl_outlook_free)

G_END_DECLS
