// SPDX-License-Identifier: GPL-3.0-or-later
/* An account as a mail program has it, tested just so: where that works, the fault is in the program. */
#include "setup/pl-setup-import.h"

#include "setup/pl-setup-private.h"

/* The settings are the person's own: they use them every day. */
static gboolean
take_server (PlSetup *self, PlServerSettings *server)
{
  PlServerFields fields;

  if (server == NULL)
    return TRUE;

  pl_server_settings_peek_fields (server, &fields);
  pl_setup_approve_host (self, fields.host);
  return pl_setup_set_server (self, &fields, NULL);
}

/* The program has no server there, and that is how its person uses it. */
static void
leave_out (PlSetup *self, PlDirection direction)
{
  pl_setup_remove_server (self, direction);
  self->left_out |= 1u << direction;
}

/* A password that was typed before was meant for another account. */
static void
forget_passwords (PlSetup *self)
{
  self->has_sending_password = FALSE;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      pl_setup_set_password (self, (PlDirection) i, NULL);
      g_clear_pointer (&self->stored_passwords[i], pl_secret_unref);
    }
}

/**
 * pl_setup_take_import:
 * @account: one without a problem
 *
 * Fills in address, name, servers and POP3 options as if the person had entered them. A direction that
 * the program does not have is left out; passwords that were entered before go.
 *
 * Returns: %FALSE where the account has a problem, and nothing is changed
 */
gboolean
pl_setup_take_import (PlSetup *self, PlImportAccount *account)
{
  PlProposal *proposal = pl_import_account_get_proposal (account);
  g_autoptr (PlImportAccount) kept = g_object_ref (account);

  if (proposal == NULL)
    return FALSE;

  forget_passwords (self);
  pl_setup_forget_undo (self);
  pl_setup_set_address (self, pl_address_get_text (pl_proposal_get_address (proposal)));
  g_free (self->proposed_domain);
  self->proposed_domain = g_strdup (pl_address_get_domain (pl_proposal_get_address (proposal)));
  pl_setup_set_display_name (self, pl_import_account_get_display_name (account));
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if (pl_import_account_get_server (account, (PlDirection) i) == NULL)
        leave_out (self, (PlDirection) i);
      else if (!take_server (self, pl_import_account_get_server (account, (PlDirection) i)))
        return FALSE;
    }
  pl_setup_set_pop3_removal (self, pl_proposal_get_pop3_remove_after_days (proposal));
  g_set_object (&self->import, kept);
  g_clear_object (&self->import_place);
  return TRUE;
}

/**
 * pl_setup_take_import_from:
 * @place: where @account was read
 *
 * As pl_setup_take_import(), and what is put right can be written back to @place.
 */
gboolean
pl_setup_take_import_from (PlSetup *self, PlImportAccount *account, PlExportPlace *place)
{
  if (!pl_setup_take_import (self, account))
    return FALSE;

  g_set_object (&self->import_place, place);
  return TRUE;
}

/**
 * pl_setup_get_import:
 *
 * Returns: (transfer none) (nullable): the account that was taken over, as it was then
 */
PlImportAccount *
pl_setup_get_import (PlSetup *self)
{
  return self->import;
}

/**
 * pl_setup_get_import_place:
 *
 * Returns: (transfer none) (nullable): where the account was read that was taken over
 */
PlExportPlace *
pl_setup_get_import_place (PlSetup *self)
{
  return self->import_place;
}

/* As it was taken over: from a mail program's files, or from what a program says that wants it repaired. */
static PlServerSettings *
get_imported (PlSetup *self, PlDirection direction)
{
  if (self->import != NULL)
    return pl_import_account_get_server (self->import, direction);
  return self->described != NULL ? pl_proposal_get_server (self->described, direction) : NULL;
}

/* What a stored password is bound to: service, host and user. */
static gboolean
is_same_place (PlServerSettings *a, PlServerSettings *b)
{
  return a != NULL && b != NULL &&
         pl_server_settings_get_service (a) == pl_server_settings_get_service (b) &&
         g_str_equal (pl_server_settings_get_host (a), pl_server_settings_get_host (b)) &&
         g_strcmp0 (pl_server_settings_get_username (a), pl_server_settings_get_username (b)) == 0;
}

/**
 * pl_setup_use_stored_password:
 * @password: as it lies in a store for that server: the mail program's, or ours
 *
 * Takes it for the next checks, if the server is still the one it belongs to: same service, host and
 * user. Should that change later, it does not get the password.
 *
 * Returns: whether it was taken; else it has to be asked for
 */
gboolean
pl_setup_use_stored_password (PlSetup *self, PlDirection direction, PlSecret *password)
{
  if (!is_same_place (get_imported (self, direction), self->servers[direction]))
    return FALSE;

  pl_setup_set_password (self, direction, password);
  g_clear_pointer (&self->stored_passwords[direction], pl_secret_unref);
  self->stored_passwords[direction] = pl_secret_ref (password);
  return TRUE;
}

/* Whether the account that is set up is the one that was taken over: another address can have its servers,
 * where the person has changed something about them. */
static gboolean
is_account_imported (PlSetup *self)
{
  return self->import == NULL || pl_setup_get_current_import (self) != NULL;
}

/* Returns: whether @password was taken from a mail program's store, for another account or another server
 * than that of @direction is now. One that the person types is another secret, be it the same word. */
gboolean
pl_setup_is_of_other_server (PlSetup *self, PlDirection direction, PlSecret *password)
{
  gboolean stored = FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if (password == NULL || self->stored_passwords[i] != password)
        continue;
      stored = TRUE;
      if (i == (int) direction && is_account_imported (self) &&
          is_same_place (get_imported (self, direction), self->servers[direction]))
        return FALSE;
    }
  return stored;
}

/**
 * pl_setup_is_as_imported:
 *
 * Returns: whether the server is reached and signed in to just as the mail program does it
 */
gboolean
pl_setup_is_as_imported (PlSetup *self, PlDirection direction)
{
  PlServerFields theirs = { 0 };
  PlServerFields ours = { 0 };

  if (get_imported (self, direction) == NULL || self->servers[direction] == NULL)
    return get_imported (self, direction) == self->servers[direction];

  pl_server_settings_peek_fields (get_imported (self, direction), &theirs);
  pl_server_settings_peek_fields (self->servers[direction], &ours);
  return theirs.service == ours.service && g_str_equal (theirs.host, ours.host) &&
         theirs.port == ours.port && theirs.security == ours.security &&
         g_strcmp0 (theirs.username, ours.username) == 0 &&
         g_strcmp0 (theirs.auth, ours.auth) == 0 &&
         g_strcmp0 (theirs.trust_fingerprint, ours.trust_fingerprint) == 0;
}

/**
 * pl_setup_get_current_import:
 *
 * Returns: (transfer none) (nullable): the account that was taken over, as long as its address is the one
 *   that is entered
 */
PlImportAccount *
pl_setup_get_current_import (PlSetup *self)
{
  PlProposal *proposal =
      self->import != NULL ? pl_import_account_get_proposal (self->import) : NULL;

  return proposal != NULL && g_str_equal (pl_address_get_text (pl_proposal_get_address (proposal)),
                                          self->address)
             ? self->import
             : NULL;
}

/**
 * pl_setup_note_import:
 *
 * To be called when the address is another one. What a mail program has, down to the user name, is for
 * its own account only: with another address its servers go, unless the person has changed them, and with
 * the old one they are back. The caller notes the change.
 */
void
pl_setup_note_import (PlSetup *self)
{
  gboolean current = pl_setup_get_current_import (self) != NULL;

  for (int i = PL_DIRECTION_INCOMING; self->import != NULL && i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *theirs = pl_import_account_get_server (self->import, (PlDirection) i);

      if (current && theirs == NULL && self->servers[i] == NULL)
        self->left_out |= 1u << i;
      else if (current && theirs != NULL && self->servers[i] == NULL)
        take_server (self, theirs);
      else if (!current && pl_setup_is_as_imported (self, (PlDirection) i))
        {
          self->left_out &= ~(1u << i);
          g_clear_object (&self->servers[i]);
        }
    }
}

/**
 * pl_setup_is_stored_password:
 *
 * Returns: whether @password was taken from a mail program's store; it is never shown
 */
gboolean
pl_setup_is_stored_password (PlSetup *self, PlSecret *password)
{
  return password != NULL && (password == self->stored_passwords[PL_DIRECTION_INCOMING] ||
                              password == self->stored_passwords[PL_DIRECTION_OUTGOING]);
}

static gboolean
uses_stored (PlSetup *self, PlDirection direction)
{
  PlSecret *used = pl_setup_get_password (self, direction);

  return self->stored_passwords[direction] != NULL && used != NULL &&
         pl_secret_equal (self->stored_passwords[direction], used) &&
         !pl_setup_is_of_other_server (self, direction, used);
}

/**
 * pl_setup_uses_stored_passwords:
 *
 * Returns: whether the sign-ins are those of the mail program. A server that is another one by now does
 *   not get the password that is stored.
 */
gboolean
pl_setup_uses_stored_passwords (PlSetup *self)
{
  gboolean any = FALSE;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if (self->servers[i] == NULL || pl_server_settings_get_username (self->servers[i]) == NULL)
        continue;
      if (!uses_stored (self, (PlDirection) i))
        return FALSE;
      any = TRUE;
    }
  return any;
}

/**
 * pl_setup_is_first_password_stored:
 *
 * Returns: whether there is nothing to ask for but perhaps a password for sending of its own: the one for
 *   receiving, or for both, comes from a store
 */
gboolean
pl_setup_is_first_password_stored (PlSetup *self)
{
  return pl_setup_has_sending_password (self) ? uses_stored (self, PL_DIRECTION_INCOMING)
                                              : pl_setup_uses_stored_passwords (self);
}

/**
 * pl_setup_add_import:
 * @evidence: of a check of the settings as they are
 *
 * Returns: (transfer full): with the note in front that a mail program has just these settings, where
 *   it has
 */
PlEvidence *
pl_setup_add_import (PlSetup *self, PlEvidence *evidence)
{
  PlObservationFields fields = {
    .service = PL_SERVICE_ACCOUNT,
    .stage = PL_STAGE_DISCOVERY,
    .sight = PL_SIGHT_CLIENT,
    .outcome = PL_OUTCOME_FOUND,
  };
  GPtrArray *observations;

  if (pl_setup_get_current_import (self) == NULL ||
      !pl_setup_is_as_imported (self, PL_DIRECTION_INCOMING) ||
      !pl_setup_is_as_imported (self, PL_DIRECTION_OUTGOING))
    return g_object_ref (evidence);

  fields.facts[PL_FACT_NAME] = pl_import_account_get_program (self->import);
  if (pl_setup_uses_stored_passwords (self))
    fields.facts[PL_FACT_WORDS] = "password";
  observations = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (observations, pl_observation_new (&fields));
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    g_ptr_array_add (observations, g_object_ref (pl_evidence_get_observation (evidence, i)));
  return pl_evidence_new (pl_evidence_get_proposal (evidence), pl_evidence_get_began_at (evidence),
                          observations);
}
