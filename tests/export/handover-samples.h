// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/handover/pl-handover.h"

G_BEGIN_DECLS

#define SAMPLE_ID "0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f"
#define SAMPLE_OTHER_ID "11111111-2222-4333-8444-555555555555"
#define SAMPLE_AT 1795294798 /* 2026-11-21T20:59:58Z */

/**
 * Sample:
 *
 * One account to hand over, with all that its fields point to.
 */
typedef struct
{
  const char *name;
  PlHandoverFields fields;
} Sample;

GPtrArray *samples_new (void);
Sample *samples_find (GPtrArray *samples, const char *name);

G_END_DECLS
