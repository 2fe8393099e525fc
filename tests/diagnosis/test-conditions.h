// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"
#include "model/pl-finding.h"

/* What evidence has to hold before a cause may be said, told once more and more simply than in
 * src/diagnosis: a verdict that breaks its condition is one that the evidence excludes. */

/* Returns: (nullable): which condition is broken, static */
const char *condition_find_broken (PlEvidence *evidence, PlFinding *finding);
