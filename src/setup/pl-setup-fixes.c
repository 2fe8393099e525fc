// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-setup-former-private.h"
#include "setup/pl-setup-private.h"

#include "base/pl-domain.h"

/* Whether the outgoing sign-in was never tried, because the incoming one had failed. */
static gboolean
is_outgoing_held_back (PlSetup *self)
{
  PlObservation *sign_in =
      self->evidence != NULL
          ? pl_evidence_find_last (self->evidence, PL_SERVICE_SMTP, PL_SIGHT_SIGN_IN)
          : NULL;

  return sign_in != NULL && pl_observation_get_outcome (sign_in) == PL_OUTCOME_WITHHELD &&
         pl_observation_has_word (sign_in, PL_FACT_REASON, "incoming-failed");
}

/* What to check again when something changed about @service. */
static PlDirections
get_touched (PlSetup *self, PlService service)
{
  PlDirections touched = PL_DIRECTIONS_BOTH;

  if (service == PL_SERVICE_SMTP)
    touched = PL_DIRECTIONS_OUTGOING;
  else if (service != PL_SERVICE_ACCOUNT && !is_outgoing_held_back (self))
    touched = PL_DIRECTIONS_INCOMING;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] == NULL)
      touched &= ~(1u << i);
  return touched;
}

/* A host that a fix names is one that the person has agreed to.
 * Returns: the directions that were waiting for that */
static PlDirections
approve (PlSetup *self, const char *host)
{
  g_auto (GStrv) foreign_hosts = pl_setup_dup_foreign_hosts (self);
  PlDirections waiting = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] != NULL &&
        g_str_equal (pl_server_settings_get_host (self->servers[i]), host) &&
        g_strv_contains ((const char *const *) foreign_hosts, host))
      waiting |= 1u << i;

  pl_setup_approve_host (self, host);
  return waiting;
}

static PlDirections
apply_settings (PlSetup *self, PlFix *fix, GError **error)
{
  PlService service = pl_fix_get_service (fix);
  PlDirection direction = pl_service_get_direction (service);
  g_autoptr (PlProposal) before = NULL;
  g_autoptr (PlServerSettings) changed = NULL;
  PlDirections waiting = 0;
  PlFixFields fields;

  if (pl_setup_get_proposal (self) == NULL || service == PL_SERVICE_ACCOUNT ||
      self->servers[direction] == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no server to change");
      return 0;
    }

  changed = pl_fix_apply (fix, self->servers[direction], error);
  if (changed == NULL)
    return 0;

  before = g_object_ref (pl_setup_get_proposal (self));
  pl_fix_peek_fields (fix, &fields);
  if (fields.keys & PL_FIX_KEY_HOST)
    waiting = approve (self, pl_server_settings_get_host (changed));
  g_ptr_array_add (self->undo, g_steal_pointer (&before));
  pl_setup_take_server (self, direction, changed);
  pl_setup_note_change (self, TRUE);
  pl_setup_note_undo (self);
  return get_touched (self, service) | waiting;
}

static gboolean
is_same_domain (const char *former, const char *latter)
{
  g_autoptr (PlAddress) before = pl_address_parse (former, NULL);
  g_autoptr (PlAddress) now = pl_address_parse (latter, NULL);

  return before != NULL && now != NULL &&
         pl_domain_is_same_registrable (pl_address_get_domain (before),
                                        pl_address_get_domain (now));
}

/* Another domain is another account: even what the person has set by hand does not belong to it, least
 * of all a password. They may have meant it for this one, but it goes nowhere before they have entered it
 * there. */
static PlDirections
apply_address (PlSetup *self, PlFix *fix)
{
  GPtrArray *undo = g_steal_pointer (&self->undo);
  PlSetupFormer *former = pl_setup_former_new (self);
  gboolean is_other = !is_same_domain (self->address, pl_fix_get_address (fix));

  /* Whatever the address voids, it leaves a way back to all that was before. */
  self->undo = g_ptr_array_new_with_free_func (g_object_unref);
  pl_setup_set_address (self, pl_fix_get_address (fix));
  if (is_other)
    pl_setup_void_sending_password (self);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING && is_other; i++)
    {
      pl_setup_set_password (self, (PlDirection) i, NULL);
      pl_setup_take_server (self, (PlDirection) i, NULL);
    }
  (void) pl_setup_propose (self, NULL);
  g_ptr_array_unref (self->undo);
  self->undo = undo;
  g_ptr_array_add (self->undo, former);
  pl_setup_note_undo (self);
  return PL_DIRECTIONS_BOTH;
}

/**
 * pl_setup_apply_fix:
 * @fix: of one of the findings. One with a consent may come here only when the person was asked its
 *   question and agreed: nothing here asks again.
 *
 * Changes the settings as the fix says; the change can be undone. A fix that is another address
 * begins anew with that: a password entered so far is set aside, and comes back with the former address
 * if that does. Nothing is checked by this.
 *
 * Returns: what is to be checked now: both directions when the outgoing sign-in had been waiting for
 *   the incoming one. None with @error set when the fix does not fit, and without for one that only
 *   opens a page.
 */
PlDirections
pl_setup_apply_fix (PlSetup *self, PlFix *fix, GError **error)
{
  if (pl_setup_is_busy (self))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PENDING, "A discovery or check is under way");
      return 0;
    }

  switch (pl_fix_get_kind (fix))
    {
    case PL_FIX_SETTINGS:
      return apply_settings (self, fix, error);
    case PL_FIX_RETRY:
      return get_touched (self, pl_fix_get_service (fix));
    case PL_FIX_ADDRESS:
      return apply_address (self, fix);
    case PL_FIX_PAGE:
    default:
      return 0;
    }
}

/* A password that was refused there is not tried on a new port of the same host. */
static gboolean
was_refused (PlSetup *self, PlService service)
{
  PlObservation *sign_in = self->evidence != NULL
                               ? pl_evidence_find_last (self->evidence, service, PL_SIGHT_SIGN_IN)
                               : NULL;

  return sign_in != NULL && pl_observation_get_outcome (sign_in) == PL_OUTCOME_REJECTED;
}

/**
 * pl_setup_may_apply_unasked:
 *
 * Whether @fix is one that a program may apply by itself: proven by a probe, without a question of its
 * own, and it touches only host, port and protection, in such a way that the password stays as well
 * protected and in the same hands: it never leads to clear text, and never to another registrable
 * domain, not even the provider's other one. What signs in once more after a refusal is for a person.
 */
gboolean
pl_setup_may_apply_unasked (PlSetup *self, PlFix *fix)
{
  const PlFixKeys allowed = PL_FIX_KEY_HOST | PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY;
  PlServerSettings *server;
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  if (fields.kind != PL_FIX_SETTINGS || !fields.proven || fields.consent != NULL ||
      fields.keys == 0 || (fields.keys & ~allowed) != 0 ||
      fields.values.service == PL_SERVICE_ACCOUNT)
    return FALSE;

  server = self->servers[pl_service_get_direction (fields.values.service)];
  if (server == NULL || pl_server_settings_get_service (server) != fields.values.service ||
      pl_server_settings_get_trust_fingerprint (server) != NULL ||
      was_refused (self, fields.values.service))
    return FALSE;
  if ((fields.keys & PL_FIX_KEY_SECURITY) && fields.values.security == PL_SECURITY_NONE)
    return FALSE;

  return (fields.keys & PL_FIX_KEY_HOST) == 0 ||
         pl_domain_is_same_registrable (fields.values.host, pl_server_settings_get_host (server));
}

gboolean
pl_setup_get_can_undo (PlSetup *self)
{
  return self->undo->len > 0;
}

static PlDirections
undo_settings (PlSetup *self, PlProposal *before)
{
  PlDirections changed = 0;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (before, (PlDirection) i);

      if (server == self->servers[i])
        continue;
      pl_setup_take_server (self, (PlDirection) i, server);
      changed |= 1u << i;
    }

  pl_setup_withdraw_approval (self, pl_proposal_get_foreign_hosts (before));
  return changed;
}

/**
 * pl_setup_undo:
 *
 * Takes the last fix back.
 *
 * Returns: the directions whose settings are others now: both for another address; none when there was
 *   nothing to undo, or a discovery or check is under way
 */
PlDirections
pl_setup_undo (PlSetup *self)
{
  g_autoptr (GObject) before = NULL;
  PlDirections changed = PL_DIRECTIONS_BOTH;

  if (self->undo->len == 0 || pl_setup_is_busy (self))
    return 0;

  before = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  if (PL_IS_SETUP_FORMER (before))
    pl_setup_former_restore (PL_SETUP_FORMER (before), self);
  else
    changed = undo_settings (self, PL_PROPOSAL (before));

  pl_setup_note_change (self, TRUE);
  pl_setup_note_undo (self);
  return changed;
}
