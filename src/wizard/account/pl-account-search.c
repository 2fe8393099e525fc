// SPDX-License-Identifier: GPL-3.0-or-later
/* From the address to its servers: what is proposed, and when others have to be asked. */
#include "wizard/account/pl-account-search.h"

PlAccountState
pl_account_search_derive_state (const PlAccountSearch *self, PlSetup *setup)
{
  return pl_account_derive_state (setup, self->looked_up_for, self->stopping);
}

/* Servers that the person has set stay with a new address of the same domain; where their user name
 * was the old address, it follows. */
static void
move_username (PlSetup *setup, PlDirection direction, const char *before, const char *now)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);
  PlServerFields fields;

  if (server == NULL || g_strcmp0 (pl_server_settings_get_username (server), before) != 0)
    return;

  pl_server_settings_peek_fields (server, &fields);
  fields.username = now;
  pl_setup_set_server (setup, &fields, NULL);
}

/**
 * pl_account_search_propose:
 *
 * Proposes servers for a new address; what is already entered for this one stays.
 */
void
pl_account_search_propose (PlAccountSearch *self, PlSetup *setup, PlAddress *address)
{
  g_autofree char *before = g_steal_pointer (&self->proposed_for);

  self->proposed_for = g_strdup (pl_address_get_text (address));
  if (g_strcmp0 (before, self->proposed_for) == 0)
    return;

  /* An unknown domain is no mistake: its servers are looked for. */
  pl_setup_propose (setup, NULL);
  if (before == NULL)
    return;
  move_username (setup, PL_DIRECTION_INCOMING, before, self->proposed_for);
  move_username (setup, PL_DIRECTION_OUTGOING, before, self->proposed_for);
}

/**
 * pl_account_search_must_look_up:
 *
 * Returns: whether somebody else has to be asked before the way goes on; offline, nobody can be
 */
gboolean
pl_account_search_must_look_up (const PlAccountSearch *self, PlSetup *setup)
{
  PlAccountState state = pl_account_search_derive_state (self, setup);

  return (state == PL_ACCOUNT_UNKNOWN || state == PL_ACCOUNT_KNOWN) && pl_setup_can_work (setup) &&
         pl_setup_get_network_available (setup) &&
         pl_setup_get_server (setup, PL_DIRECTION_INCOMING) == NULL &&
         pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) == NULL &&
         g_strcmp0 (self->looked_up_for, self->proposed_for) != 0;
}

/**
 * pl_account_search_begin:
 *
 * Returns: whether a look-up runs now; %FALSE where there is no address
 */
gboolean
pl_account_search_begin (PlAccountSearch *self, PlSetup *setup)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);

  if (address == NULL)
    return FALSE;

  g_free (self->looked_up_for);
  self->looked_up_for = g_strdup (pl_address_get_text (address));
  self->looking = TRUE;
  self->stopping = FALSE;
  pl_setup_discover_async (setup, NULL, NULL, NULL);
  return TRUE;
}

/**
 * pl_account_search_stop:
 *
 * Stops the look-up, if one runs.
 */
void
pl_account_search_stop (PlAccountSearch *self, PlSetup *setup)
{
  if (!self->looking)
    return;

  self->stopping = TRUE;
  pl_setup_cancel (setup);
}

/**
 * pl_account_search_finish:
 *
 * The look-up is over. What was found until it was stopped is good enough to go on with.
 *
 * Returns: whether its result is about the address that is entered
 */
gboolean
pl_account_search_finish (PlAccountSearch *self, PlSetup *setup)
{
  self->looking = FALSE;
  if (self->stopping)
    pl_setup_propose (setup, NULL);
  return self->looked_up_for != NULL;
}

/**
 * pl_account_search_forget:
 *
 * What was found is not what is wanted any more.
 */
void
pl_account_search_forget (PlAccountSearch *self)
{
  g_clear_pointer (&self->looked_up_for, g_free);
  g_clear_pointer (&self->proposed_for, g_free);
}

/**
 * pl_account_search_settle:
 *
 * The servers of @address are settled: none are proposed for it.
 */
void
pl_account_search_settle (PlAccountSearch *self, const char *address)
{
  pl_account_search_forget (self);
  self->proposed_for = g_strdup (address);
}
