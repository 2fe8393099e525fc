// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-observation.h"

G_BEGIN_DECLS

/**
 * PlOutlookReport:
 *
 * What a failed check saw beyond its servers, digested once so that the rows of the catalogue stay
 * small.
 */
typedef struct
{
  PlObservation *network; /* borrowed, nullable: %PL_SIGHT_NETWORK */
  GPtrArray *looks; /* owned, elements borrowed: %PL_SIGHT_ELSEWHERE */
} PlOutlookReport;

void pl_outlook_report_init (PlOutlookReport *self);
void pl_outlook_report_clear (PlOutlookReport *self);
void pl_outlook_report_note (PlOutlookReport *self, PlObservation *observation);

gboolean pl_outlook_report_lacks_route (const PlOutlookReport *self);
gboolean pl_outlook_report_says (const PlOutlookReport *self, const char *word);
PlObservation *pl_outlook_report_find_genuine_web (const PlOutlookReport *self);

gboolean pl_look_is_web (PlObservation *look);
gboolean pl_look_is_genuine (PlObservation *look);
gboolean pl_look_is_reached (PlObservation *look);
gboolean pl_look_has_name (PlObservation *look);

G_END_DECLS
