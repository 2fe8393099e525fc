// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

G_BEGIN_DECLS

/**
 * PlAccountState:
 * @PL_ACCOUNT_NO_ADDRESS: what is entered is no address, or not yet
 * @PL_ACCOUNT_EXISTING: it is there, with its servers: taken over from a mail program, or described by
 *   one that wants it repaired
 * @PL_ACCOUNT_KNOWN: provider or servers are known, and nobody needs to be asked
 * @PL_ACCOUNT_UNKNOWN: nobody was asked yet who may know the servers
 * @PL_ACCOUNT_LOOKING: they are being asked
 * @PL_ACCOUNT_FOUND: servers were found
 * @PL_ACCOUNT_NOTHING: nobody knew any
 * @PL_ACCOUNT_STOPPED: the person stopped the look-up before any were found
 *
 * What is known about where the mail of the address is.
 */
typedef enum
{
  PL_ACCOUNT_NO_ADDRESS,
  PL_ACCOUNT_EXISTING,
  PL_ACCOUNT_KNOWN,
  PL_ACCOUNT_UNKNOWN,
  PL_ACCOUNT_LOOKING,
  PL_ACCOUNT_FOUND,
  PL_ACCOUNT_NOTHING,
  PL_ACCOUNT_STOPPED,
} PlAccountState;

PlAccountState
pl_account_derive_state (PlSetup *setup, const char *looked_up_for, gboolean stopped);
const char *pl_account_words_get_heading (PlSetup *setup);
char *pl_account_words_dup_subtitle (PlSetup *setup);
char *pl_account_words_describe (PlSetup *setup, PlAccountState state);
const char *pl_account_words_get_action (PlAccountState state);
const char *pl_account_words_get_existing (PlAccountState state);
char *pl_account_words_dup_provider (PlSetup *setup);
char *pl_account_words_why_no_password (PlSetup *setup);

G_END_DECLS
