// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/account/pl-account-words.h"

G_BEGIN_DECLS

/**
 * PlAccountSearch:
 * @proposed_for: (nullable): the address whose servers were proposed last
 * @looked_up_for: (nullable): the address for which the last look-up began
 * @looking: a look-up runs whose end is not yet on view
 * @stopping: the person stopped it
 *
 * How far the way from the address to its servers has come; part of the first page.
 */
typedef struct
{
  char *proposed_for; /* owned */
  char *looked_up_for; /* owned */
  gboolean looking;
  gboolean stopping;
} PlAccountSearch;

PlAccountState pl_account_search_derive_state (const PlAccountSearch *search, PlSetup *setup);
void pl_account_search_propose (PlAccountSearch *search, PlSetup *setup, PlAddress *address);
gboolean pl_account_search_must_look_up (const PlAccountSearch *search, PlSetup *setup);
gboolean pl_account_search_begin (PlAccountSearch *search, PlSetup *setup);
void pl_account_search_stop (PlAccountSearch *search, PlSetup *setup);
gboolean pl_account_search_finish (PlAccountSearch *search, PlSetup *setup);
void pl_account_search_forget (PlAccountSearch *search);
void pl_account_search_settle (PlAccountSearch *search, const char *address);

G_END_DECLS
