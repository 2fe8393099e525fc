// SPDX-License-Identifier: GPL-3.0-or-later
/* What was put right goes back into the mail program that the account came from. */
#include "setup/pl-setup-import.h"

#include "setup/pl-setup-private.h"

/**
 * pl_setup_is_import_changed:
 *
 * Returns: whether something is other than in the mail program that the account was taken over from
 */
gboolean
pl_setup_is_import_changed (PlSetup *self)
{
  PlImportAccount *account = pl_setup_get_current_import (self);
  PlProposal *proposal = pl_setup_get_proposal (self);

  if (account == NULL || proposal == NULL)
    return FALSE;
  return !pl_setup_is_as_imported (self, PL_DIRECTION_INCOMING) ||
         !pl_setup_is_as_imported (self, PL_DIRECTION_OUTGOING) ||
         pl_import_account_get_removal (account) !=
             pl_proposal_get_pop3_remove_after_days (proposal);
}

/**
 * pl_setup_may_write_back:
 *
 * Returns: whether it is still the same mailbox: mail programs keep folders by server and user, and with
 *   another one it would be a second account
 */
gboolean
pl_setup_may_write_back (PlSetup *self)
{
  PlImportAccount *account = pl_setup_get_current_import (self);
  PlServerSettings *theirs =
      account != NULL ? pl_import_account_get_server (account, PL_DIRECTION_INCOMING) : NULL;
  PlServerSettings *ours = self->servers[PL_DIRECTION_INCOMING];

  return theirs != NULL && ours != NULL &&
         pl_server_settings_get_service (theirs) == pl_server_settings_get_service (ours) &&
         g_str_equal (pl_server_settings_get_host (theirs), pl_server_settings_get_host (ours)) &&
         g_strcmp0 (pl_server_settings_get_username (theirs),
                    pl_server_settings_get_username (ours)) == 0;
}

static gboolean
was_stopped (PlSetup *self)
{
  return pl_evidence_find_last (self->checks, PL_SERVICE_ACCOUNT, PL_SIGHT_END) != NULL;
}

/* The same observations, of settings in which nothing is other that a check depends on. */
static PlEvidence *
carry_over (PlSetup *self)
{
  GPtrArray *observations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < pl_evidence_get_n_observations (self->checks); i++)
    g_ptr_array_add (observations, g_object_ref (pl_evidence_get_observation (self->checks, i)));
  return pl_evidence_new (pl_setup_get_proposal (self), pl_evidence_get_began_at (self->checks),
                          observations);
}

static void
judge_again (PlSetup *self, PlEvidence *checks)
{
  g_autoptr (PlEvidence) whole = NULL;
  gboolean has_error;

  g_set_object (&self->checks, checks);
  self->n_changes_checked = self->n_changes;
  whole = pl_setup_add_discovery (self->discovery, self->sign_in_seen, self->checks);
  g_clear_object (&self->evidence);
  self->evidence = pl_setup_add_import (self, whole);
  g_list_store_remove_all (self->findings);
  has_error = pl_setup_judge (self);
  if (!has_error && !was_stopped (self))
    self->checked = pl_check_conclude (self->checks, 0);
  pl_setup_set_stage (self, self->checked != NULL && pl_checked_settings_is_verified (self->checked)
                                ? PL_SETUP_STAGE_VERIFIED
                                : PL_SETUP_STAGE_TROUBLE);
}

/**
 * pl_setup_keep_on_server:
 * @keep: whether mail that was fetched by POP3 stays on the server; else what the mail program did with
 *   it that the account was taken over from
 *
 * No check depends on that, so what the last one has shown still holds.
 *
 * Returns: %FALSE where there is no such account, or a discovery or check is under way
 */
gboolean
pl_setup_keep_on_server (PlSetup *self, gboolean keep)
{
  PlImportAccount *account = pl_setup_get_current_import (self);
  gboolean is_fresh = self->checks != NULL && self->n_changes == self->n_changes_checked;
  g_autoptr (PlEvidence) checks = NULL;

  if (account == NULL || pl_setup_is_busy (self))
    return FALSE;

  self->pop3_removal = keep ? PL_POP3_KEEP : pl_import_account_get_removal (account);
  g_clear_object (&self->proposal);
  if (is_fresh && pl_setup_get_proposal (self) != NULL)
    checks = carry_over (self);
  pl_setup_note_removal (self);
  pl_setup_note_change (self, TRUE);
  if (checks != NULL)
    judge_again (self, checks);
  return TRUE;
}
