// SPDX-License-Identifier: GPL-3.0-or-later
/* A password for sending that is another one than that for receiving. */
#include "setup/pl-setup-import.h"
#include "setup/pl-setup-private.h"

/**
 * pl_setup_is_password_needed:
 *
 * Returns: whether that server is signed in to with a password
 */
gboolean
pl_setup_is_password_needed (PlSetup *self, PlDirection direction)
{
  return self->servers[direction] != NULL &&
         pl_server_settings_get_username (self->servers[direction]) != NULL &&
         pl_setup_wants_password (self, direction);
}

static gboolean
are_two (PlSetup *self)
{
  PlSecret *incoming = self->passwords[PL_DIRECTION_INCOMING];
  PlSecret *outgoing = self->passwords[PL_DIRECTION_OUTGOING];

  return incoming != NULL && outgoing != NULL && !pl_secret_equal (incoming, outgoing);
}

/**
 * pl_setup_needs_password:
 *
 * Returns: whether a server is signed in to with a password
 */
gboolean
pl_setup_needs_password (PlSetup *self)
{
  return pl_setup_is_password_needed (self, PL_DIRECTION_INCOMING) ||
         pl_setup_is_password_needed (self, PL_DIRECTION_OUTGOING);
}

/**
 * pl_setup_takes_sending_password:
 *
 * Returns: whether there can be two passwords. Where one server alone is signed in to with one, that is
 *   the account's
 */
gboolean
pl_setup_takes_sending_password (PlSetup *self)
{
  return pl_setup_is_password_needed (self, PL_DIRECTION_OUTGOING) &&
         (self->has_sending_password || pl_setup_is_password_needed (self, PL_DIRECTION_INCOMING));
}

/**
 * pl_setup_has_sending_password:
 *
 * Returns: whether sending has a password of its own, perhaps one that is not entered yet
 */
gboolean
pl_setup_has_sending_password (PlSetup *self)
{
  return pl_setup_is_password_needed (self, PL_DIRECTION_OUTGOING) &&
         (self->has_sending_password || are_two (self));
}

/**
 * pl_setup_lacks_sending_password:
 *
 * Returns: whether that password is still to be entered
 */
gboolean
pl_setup_lacks_sending_password (PlSetup *self)
{
  return pl_setup_has_sending_password (self) && self->passwords[PL_DIRECTION_OUTGOING] == NULL;
}

/**
 * pl_setup_set_has_sending_password:
 *
 * The person says whether sending has a password of its own. Until that is entered, by
 * pl_setup_set_password(), the sending server gets none: the other one is not meant for it. If it has
 * none, the one that was entered is forgotten. Where the one for receiving comes from a store, which is
 * for that server alone, it goes as well: the one for both has to be entered.
 */
void
pl_setup_set_has_sending_password (PlSetup *self, gboolean has)
{
  gboolean had = self->has_sending_password || are_two (self);

  self->has_sending_password = has;
  if (has == had)
    return;

  pl_setup_set_password (self, PL_DIRECTION_OUTGOING, NULL);
  if (has)
    g_clear_pointer (&self->stored_passwords[PL_DIRECTION_OUTGOING], pl_secret_unref);
  else
    pl_setup_forget_stored_passwords (self);
  pl_setup_note_change (self, FALSE);
}

/**
 * pl_setup_void_sending_password:
 *
 * To be called when the account is another one by now: unlike the first password, this one is not on
 * view where the address is entered. One that comes from a store is for its own account alone anyway,
 * and is back with that. The caller notes the change.
 */
void
pl_setup_void_sending_password (PlSetup *self)
{
  PlSecret *outgoing = self->passwords[PL_DIRECTION_OUTGOING];

  self->has_sending_password = FALSE;
  if (!pl_setup_is_stored_password (self, outgoing))
    g_clear_pointer (&self->passwords[PL_DIRECTION_OUTGOING], pl_secret_unref);
}

static void
forget_stored (PlSetup *self, PlDirection direction)
{
  g_autoptr (PlSecret) stored = g_steal_pointer (&self->stored_passwords[direction]);

  if (stored != NULL && self->passwords[direction] == stored)
    pl_setup_set_password (self, direction, NULL);
}

/**
 * pl_setup_forget_stored_passwords:
 *
 * The person would rather type one, for receiving and for sending.
 */
void
pl_setup_forget_stored_passwords (PlSetup *self)
{
  forget_stored (self, PL_DIRECTION_INCOMING);
  forget_stored (self, PL_DIRECTION_OUTGOING);
}

/**
 * pl_setup_forget_stored_password:
 *
 * The person would rather type the one of that direction. Where there are two, the other one stays, and
 * there are two from now on, be they the same word while one is typed; where one is for both, it goes.
 */
void
pl_setup_forget_stored_password (PlSetup *self, PlDirection direction)
{
  self->has_sending_password = self->has_sending_password || are_two (self);
  if (self->has_sending_password)
    forget_stored (self, direction);
  else
    pl_setup_forget_stored_passwords (self);
}
