// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: from a finding to the button that stands out. No cause is known here by name. */
#include "wizard/check/pl-suggestion.h"

#include "wizard/check/pl-finding-place.h"
#include "wizard/window/pl-pages.h"

/**
 * pl_suggestion_is_check_again:
 *
 * Returns: whether @fix does what the button below the page does: checks again, at once
 */
gboolean
pl_suggestion_is_check_again (PlFix *fix)
{
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  return fields.kind == PL_FIX_RETRY && fields.retry_after_s == 0;
}

/* Nobody has been reached, and no other server is known: name and port are what can be put right. */
static gboolean
is_server_to_change (PlFinding *finding)
{
  return pl_finding_get_n_fixes (finding) == 0 &&
         pl_finding_get_severity (finding) == PL_SEVERITY_ERROR &&
         pl_finding_get_stage (finding) <= PL_STAGE_CONNECT &&
         g_strcmp0 (pl_finding_place_find (finding).page, PL_PAGE_ID_SERVERS) == 0;
}

/* Where no button helps for certain, the person's own entry is what can be put right. A password is to be
 * typed anew only where it is what is doubted: else it would only be refused once more. */
static gboolean
is_entry_to_change (PlFinding *finding)
{
  PlFindingPlace place = pl_finding_place_find (finding);
  gboolean password = g_strcmp0 (place.field, "password") == 0 ||
                      g_strcmp0 (place.field, PL_FIELD_SENDING_PASSWORD) == 0;
  gboolean certain = pl_finding_get_n_fixes (finding) > 0 &&
                     pl_finding_get_certainty (finding) == PL_CERTAINTY_PROVEN;

  return !certain && pl_finding_get_severity (finding) == PL_SEVERITY_ERROR &&
         (password || g_strcmp0 (place.page, PL_PAGE_ID_ACCOUNT) == 0) &&
         (!password || pl_finding_get_password_doubt (finding) == PL_PASSWORD_DOUBT_STRONG);
}

/**
 * pl_suggestion_find:
 *
 * What needs consent is never suggested. To check again is, only where that is what the finding offers
 * first: by itself, a check that is run once more ends as the last one did.
 */
PlSuggestion
pl_suggestion_find (PlFinding *finding)
{
  PlFix *first = pl_finding_get_n_fixes (finding) > 0 ? pl_finding_get_fix (finding, 0) : NULL;

  if (first != NULL && pl_suggestion_is_check_again (first))
    /* What nobody here understands the provider has to be asked about. */
    return pl_finding_get_report_step (finding) == 1 ? PL_SUGGESTION_NONE
                                                     : PL_SUGGESTION_CHECK_AGAIN;
  if (first != NULL && pl_fix_get_consent (first) == NULL)
    return PL_SUGGESTION_FIX;

  return is_server_to_change (finding) || is_entry_to_change (finding) ? PL_SUGGESTION_CHANGE
                                                                       : PL_SUGGESTION_NONE;
}
