// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"

#define PL_EVIDENCE_MAGIC "postlotse-evidence 1"
#define PL_EVIDENCE_AT_ONCE "at-once" /* in place of a number of days */
