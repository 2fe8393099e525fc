// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Address and discovery" of the catalogue. */
#include "diagnosis/pl-cause-private.h"

#include <glib/gi18n.h>

static PlMatch
match_address_invalid (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  if (facts->bad_address == NULL)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
}

static const PlCause causes[] = {
  {
    .code = "address-invalid",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS | PL_CAUSE_ACCOUNT,
    .match = match_address_invalid,
    .wordings = {
      {
        /* Translators: address-invalid, title of a finding. {typed}: what was typed */
        .title = N_ ("“{typed}” is not a complete e-mail address"),
        /* Translators: address-invalid, explanation. */
        .explanation = N_ ("An address consists of a name, the @ and a domain, as in "
                           "anna@example.org. Nothing has been looked up or sent yet."),
        .steps = {
          /* Translators: address-invalid, step. */
          N_ ("Type the whole address, with everything after the @."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_address = { causes, G_N_ELEMENTS (causes) };
