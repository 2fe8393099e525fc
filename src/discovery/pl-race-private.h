// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-source-private.h"

G_BEGIN_DECLS

/* A source that is preferred to an equally trustworthy one which has answered gets a quarter longer
 * than that took, within these bounds: both go the same way through the network. */
#define PL_RACE_LEAST_GRACE_MS 20
#define PL_RACE_MOST_GRACE_MS 250

#define PL_RACE_MOST_PROPOSALS 16 /* of one source */

void pl_race_run (const PlSourceRow *rows,
                  guint n_rows,
                  const PlSourceContext *context,
                  GPtrArray *found);

G_END_DECLS
