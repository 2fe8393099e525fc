// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-recorder.h"

/* What tests ask of a recorder. */
PlRecorder *evidence_new (void);
PlObservation *evidence_find (PlRecorder *recorder, PlSight sight, guint index);
guint evidence_count (PlRecorder *recorder, PlSight sight);
gboolean evidence_mentions (PlRecorder *recorder, const char *text);

#define evidence_assert(recorder, sight, index, outcome) \
  g_assert_cmpstr (evidence_outcome_nick (recorder, sight, index), ==, pl_outcome_to_nick (outcome))
#define evidence_assert_fact(recorder, sight, index, fact, text) \
  g_assert_cmpstr (evidence_fact (recorder, sight, index, fact), ==, text)

const char *evidence_outcome_nick (PlRecorder *recorder, PlSight sight, guint index);
const char *evidence_fact (PlRecorder *recorder, PlSight sight, guint index, PlFact fact);
