// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-link.h"
#include "model/pl-terms.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PlRequirementFields:
 * @blocking: no mail program can work with this account, whatever is done
 * @conditional: it holds for some accounts only, such as those with two-step sign-in, or is
 *   normally in place already
 * @certainty: how sure the fact is
 * @confirmed: (nullable): when it was last confirmed, YYYY-MM-DD
 * @title: one sentence, in the person's language, as are @explanation and @steps
 * @steps: (nullable) (array zero-terminated=1): what to do, in order
 * @links: (nullable) (array length=n_links): the provider's own pages for it
 *
 * The parts of a #PlRequirement, as arguments with names.
 */
typedef struct
{
  PlRequirementKind kind;
  gboolean blocking;
  gboolean conditional;
  PlCertainty certainty;
  const char *confirmed;
  const char *title;
  const char *explanation;
  const char *const *steps;
  const PlLink *links;
  guint n_links;
} PlRequirementFields;

/**
 * PlRequirement:
 *
 * What the provider wants done before a mail program can work, as a card; immutable.
 */
#define PL_TYPE_REQUIREMENT (pl_requirement_get_type ())
G_DECLARE_FINAL_TYPE (PlRequirement, pl_requirement, PL, REQUIREMENT, GObject)

PlRequirement *pl_requirement_new (const PlRequirementFields *fields);
void pl_requirement_peek_fields (PlRequirement *requirement, PlRequirementFields *fields);

G_END_DECLS
