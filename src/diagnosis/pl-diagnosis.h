// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-evidence.h"
#include "model/pl-finding.h"

G_BEGIN_DECLS

GPtrArray *pl_diagnosis_run (PlEvidence *evidence);
PlFinding *pl_diagnosis_judge_address (const char *typed);

/**
 * PlCauseText:
 * @code: as in the catalogue; static
 *
 * What the catalogue says about a cause without an account at hand, in the person's language;
 * placeholders are filled with plain words ("the server").
 */
typedef struct
{
  const char *code;
  PlSeverity severity;
  char *title; /* owned */
  char *explanation; /* owned */
  char **steps; /* owned */
} PlCauseText;

const char *const *pl_catalogue_get_codes (void);
PlCauseText *pl_catalogue_describe (const char *code);
void pl_cause_text_free (PlCauseText *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlCauseText, pl_cause_text_free)

G_END_DECLS
