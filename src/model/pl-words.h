// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"

G_BEGIN_DECLS

const char *pl_stage_to_words (PlStage stage, PlStageState state);
const char *pl_stage_state_to_words (PlStageState state);
const char *pl_direction_to_words (PlDirection direction);
const char *pl_service_to_words (PlService service);
const char *pl_security_to_words (PlSecurity security);
const char *pl_severity_to_words (PlSeverity severity);
const char *pl_certainty_to_words (PlCertainty certainty);
const char *pl_source_to_words (PlSource source);
const char *pl_trust_to_words (PlTrust trust);
char *pl_duration_to_words (double ms);
char *pl_date_to_words (const char *date);

G_END_DECLS
