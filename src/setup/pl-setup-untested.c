// SPDX-License-Identifier: GPL-3.0-or-later
/* What the person chooses to leave out or to leave untested. Both are choices about settings alone: no
 * server gets the password by them. */
#include "setup/pl-setup-private.h"

/* What the checks have shown of what is proposed now. Of a password that was entered since they have
 * shown nothing.
 * Returns: (transfer full): for a proposal that has never been tried it is empty */
static PlEvidence *
make_evidence (PlSetup *self)
{
  gboolean is_fresh = self->checks != NULL && self->n_changes == self->n_changes_checked;
  gint64 began_at =
      is_fresh ? pl_evidence_get_began_at (self->checks) : g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (PlEvidence) nothing = pl_evidence_new (
      pl_setup_get_proposal (self), began_at, g_ptr_array_new_with_free_func (g_object_unref));

  return pl_setup_merge_evidence (is_fresh ? self->checks : NULL, nothing, 0);
}

/**
 * pl_setup_accept_untested:
 * @directions: which may leave although no check has shown that they work
 *
 * The person's explicit choice to take these settings as they are: failed, never tried, or tried with
 * something that was changed since. pl_setup_get_checked_settings() then has them, with
 * %PL_CHECK_STATE_NOT_TESTED there; a direction that was not named still has to have passed. The stage
 * stays what it was: nothing has been proven. Any change of what was entered takes it back, and so does
 * the next check.
 *
 * Also a server whose certificate was refused, or one of a foreign domain that nobody has approved, can
 * be taken: as settings, never with the password, see pl_setup_may_have_password().
 */
void
pl_setup_accept_untested (PlSetup *self, PlDirections directions)
{
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (PlCheckedSettings) checked = NULL;

  directions &= pl_setup_get_directions (self);
  if (pl_setup_is_busy (self) || directions == 0 || pl_setup_get_proposal (self) == NULL)
    return;

  evidence = make_evidence (self);
  checked = pl_check_conclude (evidence, directions);
  if (checked == NULL)
    return;

  g_set_object (&self->checked, checked);
  self->untested = directions;
  pl_setup_note_untested (self);
}

/**
 * pl_setup_get_untested:
 *
 * Returns: the directions that the person has taken untested; none after any change
 */
PlDirections
pl_setup_get_untested (PlSetup *self)
{
  return self->untested;
}

/* On whichever port: the host is what the password would go to. */
static gboolean
was_refused (PlSetup *self, PlServerSettings *server)
{
  PlDirection direction = pl_server_settings_get_direction (server);
  PlServerSettings *tried =
      self->checks != NULL
          ? pl_proposal_get_server (pl_evidence_get_proposal (self->checks), direction)
          : NULL;
  PlObservation *trust;

  if (tried == NULL ||
      !g_str_equal (pl_server_settings_get_host (tried), pl_server_settings_get_host (server)))
    return FALSE;

  trust =
      pl_evidence_find_last (self->checks, pl_server_settings_get_service (tried), PL_SIGHT_TRUST);
  return trust != NULL && pl_observation_get_outcome (trust) != PL_OUTCOME_ACCEPTED;
}

/**
 * pl_setup_may_have_password:
 *
 * Returns: whether the password may be handed on together with the settings of this direction, or be
 *   kept for its server: not where the last check has seen a certificate there that was refused, nor
 *   for a foreign server that the person has not agreed to, nor where it lies in a mail program's store
 *   for another server
 */
gboolean
pl_setup_may_have_password (PlSetup *self, PlDirection direction)
{
  PlServerSettings *server = self->servers[direction];
  PlProposal *proposal = pl_setup_get_proposal (self);

  return server != NULL && proposal != NULL && !pl_proposal_is_foreign (proposal, direction) &&
         !was_refused (self, server) &&
         !pl_setup_is_of_other_server (self, direction, pl_setup_get_password (self, direction));
}

/* What the checks have shown of the other direction still holds. */
static void
judge_the_rest (PlSetup *self, PlEvidence *rest)
{
  gboolean has_error;

  g_set_object (&self->checks, rest);
  self->n_changes_checked = self->n_changes;
  g_clear_object (&self->evidence);
  self->evidence = pl_setup_add_discovery (self->discovery, self->sign_in_seen, self->checks);
  g_list_store_remove_all (self->findings);
  has_error = pl_setup_judge (self);
  if (!has_error)
    self->checked = pl_check_conclude (self->checks, 0);
  pl_setup_set_stage (self, self->checked != NULL && pl_checked_settings_is_verified (self->checked)
                                ? PL_SETUP_STAGE_VERIFIED
                                : PL_SETUP_STAGE_TROUBLE);
}

/**
 * pl_setup_leave_out:
 * @direction: which has a server now, as the other one has
 *
 * Receive only, or send only: by the person's choice there is no server for @direction. That can be
 * undone, and it holds until then, until a server is entered there, or until the address moves to
 * another domain: no proposal fills the place again. What the last check has shown of the other
 * direction stays as it is.
 *
 * Returns: %FALSE when there is nothing to leave out or nothing would be left, or a discovery or check
 *   is under way
 */
gboolean
pl_setup_leave_out (PlSetup *self, PlDirection direction)
{
  g_autoptr (PlProposal) before = NULL;
  g_autoptr (PlEvidence) rest = NULL;
  gboolean is_fresh = self->checks != NULL && self->n_changes == self->n_changes_checked;

  if (pl_setup_is_busy (self) || pl_setup_get_directions (self) != PL_DIRECTIONS_BOTH ||
      pl_setup_get_proposal (self) == NULL)
    return FALSE;

  before = g_object_ref (pl_setup_get_proposal (self));
  g_ptr_array_add (self->undo, g_steal_pointer (&before));
  pl_setup_take_server (self, direction, NULL);
  self->left_out |= 1u << direction;
  g_clear_object (&self->proposal);
  if (is_fresh)
    rest = make_evidence (self);
  pl_setup_note_change (self, TRUE);
  pl_setup_note_undo (self);
  if (rest != NULL)
    judge_the_rest (self, rest);
  return TRUE;
}

/**
 * pl_setup_get_left_out:
 *
 * Returns: the directions that the person wants no server for
 */
PlDirections
pl_setup_get_left_out (PlSetup *self)
{
  return self->left_out;
}
