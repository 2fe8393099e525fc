// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlSrvName:
 * @label: the first part of the name that is asked for
 * @security: what RFC 6186 3 and RFC 8314 5.1 mean by it
 */
typedef struct
{
  const char *label;
  PlService service;
  PlSecurity security;
} PlSrvName;

#define PL_N_SRV_NAMES 6

extern const PlSrvName pl_srv_names[PL_N_SRV_NAMES];

/* The reason beside %PL_OUTCOME_NO_DATA where the domain itself denies every service. */
#define PL_SRV_NOT_OFFERED "not-offered"

void pl_srv_propose (GPtrArray *const answers[PL_N_SRV_NAMES],
                     PlAddress *address,
                     PlService incoming,
                     GPtrArray *proposals);

G_END_DECLS
