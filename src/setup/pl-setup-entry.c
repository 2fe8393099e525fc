// SPDX-License-Identifier: GPL-3.0-or-later
/* What the person enters. */
#include "setup/pl-setup-private.h"

#include "discovery/pl-discover.h"

/**
 * pl_setup_set_address:
 * @text: (nullable): as typed, valid or not
 *
 * Another address voids what was discovered and proposed for the one before; what the person has set
 * by hand stays while the domain is the same, with a user name that follows the address where it was made
 * of it.
 */
void
pl_setup_set_address (PlSetup *self, const char *text)
{
  text = text != NULL ? text : "";
  if (g_str_equal (self->address, text))
    return;

  g_free (self->address);
  self->address = g_strdup (text);
  pl_setup_note_address (self);
  pl_setup_void_discovery (self);
  pl_setup_note_import (self);
  pl_setup_follow_address (self);
  pl_setup_void_tokens (self);
  pl_setup_forget_undo (self);
  pl_setup_note_change (self, TRUE);
}

const char *
pl_setup_get_address (PlSetup *self)
{
  return self->address;
}

/**
 * pl_setup_parse_address:
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_ARGUMENT
 */
PlAddress *
pl_setup_parse_address (PlSetup *self, GError **error)
{
  return pl_address_parse (self->address, error);
}

/**
 * pl_setup_set_display_name:
 * @name: (nullable): the person's name, for mail programs; no check depends on it
 */
void
pl_setup_set_display_name (PlSetup *self, const char *name)
{
  name = name != NULL ? name : "";
  if (g_str_equal (self->display_name, name))
    return;

  g_free (self->display_name);
  self->display_name = g_strdup (name);
  pl_setup_note_display_name (self);
}

const char *
pl_setup_get_display_name (PlSetup *self)
{
  return self->display_name;
}

/**
 * pl_setup_set_password:
 * @password: (nullable): shared. For outgoing, %NULL means the same as for incoming.
 */
void
pl_setup_set_password (PlSetup *self, PlDirection direction, PlSecret *password)
{
  PlSecret *former = self->passwords[direction];

  if (former == password ||
      (former != NULL && password != NULL && pl_secret_equal (former, password)))
    return;

  g_clear_pointer (&self->passwords[direction], pl_secret_unref);
  self->passwords[direction] = password != NULL ? pl_secret_ref (password) : NULL;
  pl_setup_note_change (self, FALSE);
}

/**
 * pl_setup_get_password:
 *
 * Returns: (transfer none) (nullable): the one that is used: for outgoing the incoming one, unless
 *   another was set or is still to be entered, see pl_setup_set_has_sending_password()
 */
PlSecret *
pl_setup_get_password (PlSetup *self, PlDirection direction)
{
  if (self->passwords[direction] != NULL ||
      (direction == PL_DIRECTION_OUTGOING && self->has_sending_password))
    return self->passwords[direction];

  return self->passwords[PL_DIRECTION_INCOMING];
}

/**
 * pl_setup_set_incoming_service:
 * @service: %PL_SERVICE_IMAP or %PL_SERVICE_POP3: for the next pl_setup_propose() or discovery; a
 *   server that is there stays
 */
void
pl_setup_set_incoming_service (PlSetup *self, PlService service)
{
  g_return_if_fail (service == PL_SERVICE_IMAP || service == PL_SERVICE_POP3);

  if (self->incoming_service == service)
    return;

  self->incoming_service = service;
  pl_setup_note_service (self);
}

PlService
pl_setup_get_incoming_service (PlSetup *self)
{
  return self->incoming_service;
}

/**
 * pl_setup_set_pop3_removal:
 * @days: %PL_POP3_KEEP, %PL_POP3_REMOVE_AT_ONCE, or after how many days the mail program removes what
 *   it has fetched from the server. No check depends on it, but checked settings carry it.
 */
void
pl_setup_set_pop3_removal (PlSetup *self, guint days)
{
  PlServerSettings *incoming = self->servers[PL_DIRECTION_INCOMING];

  if (self->pop3_removal == days)
    return;

  self->pop3_removal = days;
  pl_setup_note_removal (self);
  if (incoming != NULL && pl_server_settings_get_service (incoming) == PL_SERVICE_POP3)
    pl_setup_note_change (self, TRUE);
}

/**
 * pl_setup_get_pop3_removal:
 *
 * Returns: as set; proposals carry it only where mail is received by POP3
 */
guint
pl_setup_get_pop3_removal (PlSetup *self)
{
  return self->pop3_removal;
}

/**
 * pl_setup_set_send_test:
 * @send_test: whether the next checks send a message to the person's own address, and wait for half a
 *   minute to see it come in
 */
void
pl_setup_set_send_test (PlSetup *self, gboolean send_test)
{
  self->send_test = send_test;
}

/**
 * pl_setup_set_delete_test:
 * @delete_test: whether the test message is deleted where it was seen to come in; else it stays there
 */
void
pl_setup_set_delete_test (PlSetup *self, gboolean delete_test)
{
  self->delete_test = delete_test;
}

/**
 * pl_setup_set_deadline:
 * @deadline_ms: milliseconds for a whole check, with the discovery in front of it
 *   where there is one; 0 for the usual %PL_CHECK_DEADLINE_MS
 */
void
pl_setup_set_deadline (PlSetup *self, gint64 deadline_ms)
{
  self->deadline_ms = deadline_ms > 0 ? deadline_ms : PL_CHECK_DEADLINE_MS;
}

/**
 * pl_setup_set_discovery_deadline:
 * @deadline_ms: milliseconds for a discovery; 0 for the usual %PL_DISCOVERY_DEADLINE_MS
 */
void
pl_setup_set_discovery_deadline (PlSetup *self, gint64 deadline_ms)
{
  self->discovery_deadline_ms = deadline_ms > 0 ? deadline_ms : PL_DISCOVERY_DEADLINE_MS;
}

/**
 * pl_setup_set_offline_discovery:
 * @offline: whether discovery asks nobody and takes what is built in alone
 */
void
pl_setup_set_offline_discovery (PlSetup *self, gboolean offline)
{
  self->offline_discovery = offline;
}

gboolean
pl_setup_get_offline_discovery (PlSetup *self)
{
  return self->offline_discovery;
}
