// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-fix.h"
#include "model/pl-link.h"

G_BEGIN_DECLS

/* How much speaks for it that the password, as it was entered, is the fault. */
typedef enum
{
  PL_PASSWORD_DOUBT_SOME, /* it may be */
  PL_PASSWORD_DOUBT_STRONG, /* to enter it anew is what helps */
  PL_PASSWORD_DOUBT_NONE, /* it is something else */
} PlPasswordDoubt;

/* Whose the password is that the server was given. */
typedef enum
{
  PL_PASSWORD_USE_COMMON, /* the account's, as far as can be told */
  PL_PASSWORD_USE_OWN, /* sending has one of its own */
  PL_PASSWORD_USE_TAKEN_ELSEWHERE, /* the account's, which the server for receiving has accepted */
} PlPasswordUse;

/**
 * PlFindingFields:
 * @code: as in the catalogue of causes; a static string
 * @title: one sentence, in the person's language, as are @explanation, @steps and @checked
 * @evidence: (nullable): the server's own words, or what was seen, verbatim
 * @steps: (nullable) (array zero-terminated=1): what to do, in order
 * @report_step: which of @steps says to send the report, from 1; 0: none does
 * @is_of_certificate: the certificate of the server is what is wrong
 * @links: (nullable) (array length=n_links):
 * @checked: (nullable) (array zero-terminated=1): what was tried to know this
 * @alternatives: (nullable) (array zero-terminated=1): codes of other causes that fit as well
 * @alternative_titles: (nullable) (array zero-terminated=1): their titles, in the same order
 * @alternative_explanations: (nullable) (array zero-terminated=1): what each would mean
 * @fixes: (nullable) (element-type PlFix):
 *
 * The parts of a #PlFinding, as arguments with names.
 */
typedef struct
{
  const char *code;
  PlService service;
  PlStage stage;
  PlSeverity severity;
  PlCertainty certainty;
  const char *title;
  const char *explanation;
  const char *const *steps;
  guint report_step;
  PlPasswordDoubt password_doubt;
  PlPasswordUse password_use;
  gboolean is_of_certificate;
  const PlLink *links;
  guint n_links;
  const char *evidence;
  const char *const *checked;
  const char *const *alternatives;
  const char *const *alternative_titles;
  const char *const *alternative_explanations;
  GPtrArray *fixes;
} PlFindingFields;

/**
 * PlFinding:
 *
 * What is wrong, how we know, and what to do next; immutable.
 */
#define PL_TYPE_FINDING (pl_finding_get_type ())
G_DECLARE_FINAL_TYPE (PlFinding, pl_finding, PL, FINDING, GObject)

PlFinding *pl_finding_new (const PlFindingFields *fields);

const char *pl_finding_get_code (PlFinding *finding);
PlService pl_finding_get_service (PlFinding *finding);
PlStage pl_finding_get_stage (PlFinding *finding);
PlSeverity pl_finding_get_severity (PlFinding *finding);
PlCertainty pl_finding_get_certainty (PlFinding *finding);
const char *pl_finding_get_title (PlFinding *finding);
const char *pl_finding_get_explanation (PlFinding *finding);
const char *pl_finding_get_evidence (PlFinding *finding);
const char *const *pl_finding_get_steps (PlFinding *finding);
guint pl_finding_get_report_step (PlFinding *finding);
PlPasswordDoubt pl_finding_get_password_doubt (PlFinding *finding);
PlPasswordUse pl_finding_get_password_use (PlFinding *finding);
gboolean pl_finding_is_of_certificate (PlFinding *finding);
const char *const *pl_finding_get_checked (PlFinding *finding);
const char *const *pl_finding_get_alternatives (PlFinding *finding);
const char *const *pl_finding_get_alternative_titles (PlFinding *finding);
const char *const *pl_finding_get_alternative_explanations (PlFinding *finding);
const PlLink *pl_finding_get_links (PlFinding *finding, guint *n_links);
guint pl_finding_get_n_fixes (PlFinding *finding);
PlFix *pl_finding_get_fix (PlFinding *finding, guint index);

G_END_DECLS
