// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-finding.h"

G_BEGIN_DECLS

/**
 * PlFindingPlace:
 * @page: (nullable): id of a page, see pl-pages.h; static; %NULL: there is nothing to change
 * @field: (nullable): name of a field there, see pl_page_go_to_field(); static
 * @label: what a button says that leads there, in the person's language; %NULL without a page
 *
 * Where a person can change what a finding is about.
 */
typedef struct
{
  const char *page;
  const char *field;
  const char *label;
} PlFindingPlace;

/* The field of a password that is for sending alone; on the page with the servers */
#define PL_FIELD_SENDING_PASSWORD "outgoing-password"

PlFindingPlace pl_finding_place_find (PlFinding *finding);

G_END_DECLS
