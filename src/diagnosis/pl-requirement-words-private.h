// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provider/pl-provider.h"

G_BEGIN_DECLS

#define PL_MOST_REQUIREMENT_STEPS 4

/* Which of a requirement's wordings fits; the numbers belong to the kind beside them. */
typedef enum
{
  PL_REQUIREMENT_VARIANT_PLAIN = 0,
  PL_REQUIREMENT_VARIANT_CONDITIONAL = 1, /* app-password, enable-… */
  PL_REQUIREMENT_VARIANT_RECEIVING = 1, /* paid-plan: not for sending */
  PL_REQUIREMENT_VARIANT_SENDING = 2, /* paid-plan: not for receiving */
  PL_REQUIREMENT_VARIANT_NAME_UNKNOWN = 1, /* certificate-host: the server's name is not known */
} PlRequirementVariant;

/**
 * PlRequirementWording:
 * @unsure_title: in place of @title where the fact is not confirmed; has the placeholder {maybe}
 * @link: label of the provider's page about it
 *
 * What one kind of requirement says, with the placeholders {provider}, {protocol}, {host},
 * {bridge} and {maybe}; all marked for translation.
 */
typedef struct
{
  PlRequirementKind kind;
  PlRequirementVariant variant;
  const char *title;
  const char *unsure_title;
  const char *explanation;
  const char *steps[PL_MOST_REQUIREMENT_STEPS + 1];
  const char *link;
} PlRequirementWording;

const PlRequirementWording *
pl_requirement_words_find (PlRequirementKind kind, PlRequirementVariant variant);
const PlRequirementWording *pl_requirement_words_get_all (guint *n_wordings);

G_END_DECLS
