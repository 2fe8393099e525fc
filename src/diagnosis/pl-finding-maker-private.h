// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-cause-private.h"

G_BEGIN_DECLS

/* Other causes that fit as well, side by side; each array ends with %NULL. */
typedef struct
{
  const char *const *codes;
  const char *const *titles;
  const char *const *explanations;
} PlAlternatives;

PlFinding *pl_finding_maker_make (PlCase *facts,
                                  const PlLane *lane,
                                  const PlCause *cause,
                                  const PlMatch *match,
                                  const PlAlternatives *alternatives);
char *pl_finding_maker_make_title (PlCase *facts,
                                   const PlLane *lane,
                                   const PlCause *cause,
                                   const PlMatch *match);
char *pl_finding_maker_make_explanation (PlCase *facts,
                                         const PlLane *lane,
                                         const PlCause *cause,
                                         const PlMatch *match);

G_END_DECLS
