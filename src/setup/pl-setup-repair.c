// SPDX-License-Identifier: GPL-3.0-or-later
/* An account that stopped working, as a mail program describes it. The description is hostile: nothing
 * of it counts as the person's word. */
#include "setup/pl-setup-handover-private.h"

#include "base/pl-domain.h"
#include "setup/pl-setup-private.h"

#include <glib/gi18n.h>

/* Without an account there is nothing to repair. */
static PlHandover *
parse (const char *json, GError **error)
{
  g_autoptr (PlHandover) handover = pl_handover_parse (json, -1, error);

  if (handover == NULL || pl_handover_get_settings (handover) != NULL)
    return g_steal_pointer (&handover);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       /* Translators: about a file or text with the settings of an account */
                       _ ("There is no account in these settings."));
  return NULL;
}

/**
 * pl_setup_check_handover:
 *
 * Returns: whether pl_setup_take_handover() can take it; else the error is for people
 */
gboolean
pl_setup_check_handover (const char *json, GError **error)
{
  g_autoptr (PlHandover) handover = parse (json, error);

  return handover != NULL;
}

/* As if the person had set it, so that discovery leaves it as it is; but an exception for a certificate
 * is theirs to make, and no program's. */
static PlServerSettings *
make_server (PlServerSettings *described)
{
  PlServerFields fields;

  if (described == NULL)
    return NULL;

  pl_server_settings_peek_fields (described, &fields);
  fields.source = PL_SOURCE_USER;
  fields.trust_fingerprint = NULL;
  fields.allow_cleartext = FALSE;
  fields.auth = NULL;
  return pl_server_settings_new (&fields, NULL);
}

/* Rule 2 of product.md, Safety: the address's own domain, or the built-in facts. */
static gboolean
is_foreign (PlSetup *self, PlAddress *address, PlServerSettings *server)
{
  const char *host = server != NULL ? pl_server_settings_get_host (server) : NULL;

  return host != NULL && !pl_domain_is_same_registrable (host, pl_address_get_domain (address)) &&
         !pl_provider_owns_host (pl_setup_find_provider (self), host);
}

static void
take_servers (PlSetup *self, PlProposal *described)
{
  PlAddress *address = pl_proposal_get_address (described);
  g_autoptr (PlServerSettings) incoming =
      make_server (pl_proposal_get_server (described, PL_DIRECTION_INCOMING));
  g_autoptr (PlServerSettings) outgoing =
      make_server (pl_proposal_get_server (described, PL_DIRECTION_OUTGOING));
  const char *foreign[3] = { NULL };
  guint n_foreign = 0;
  PlProposalFields fields = { .address = address,
                              .incoming = incoming,
                              .outgoing = outgoing,
                              .source = PL_SOURCE_USER,
                              .trust = PL_TRUST_GUESS,
                              .foreign_hosts = foreign };
  g_autoptr (PlProposal) proposal = NULL;

  if (is_foreign (self, address, incoming))
    foreign[n_foreign++] = pl_server_settings_get_host (incoming);
  if (is_foreign (self, address, outgoing))
    foreign[n_foreign++] = pl_server_settings_get_host (outgoing);
  fields.pop3_remove_after_days = pl_proposal_get_pop3_remove_after_days (described);
  proposal = pl_proposal_new_from_fields (&fields);
  g_set_object (&self->described, proposal);
  pl_setup_set_pop3_removal (self, fields.pop3_remove_after_days);
  pl_setup_take_servers (self, address, proposal);
  /* One without a server for sending is meant to be so. */
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_proposal_get_server (proposal, (PlDirection) i) == NULL)
      self->left_out |= 1u << i;
}

/**
 * pl_setup_take_handover:
 * @json: the account as another program describes it; hostile
 *
 * Fills in address, name and servers. Servers outside the address's domain get no password before the
 * person agrees; exceptions for certificates are not taken over.
 *
 * Returns: %FALSE with an error for people, and nothing is changed
 */
gboolean
pl_setup_take_handover (PlSetup *self, const char *json, GError **error)
{
  g_autoptr (PlHandover) handover = parse (json, error);
  PlHandoverFields fields;
  PlProposal *described;

  if (handover == NULL)
    return FALSE;

  pl_handover_peek_fields (handover, &fields);
  described = pl_checked_settings_get_proposal (fields.settings);
  pl_setup_set_address (self, pl_address_get_text (pl_proposal_get_address (described)));
  if (fields.display_name != NULL)
    pl_setup_set_display_name (self, fields.display_name);
  take_servers (self, described);

  g_free (self->account_id);
  self->account_id = g_strdup (fields.account_id);
  g_free (self->secret_account);
  self->secret_account = g_strdup (fields.servers[PL_DIRECTION_INCOMING].secret_account);
  if (self->secret_account == NULL)
    self->secret_account = g_strdup (fields.servers[PL_DIRECTION_OUTGOING].secret_account);
  return TRUE;
}

/**
 * pl_setup_is_repair:
 *
 * Returns: whether the account is one that another program has described, because it stopped working
 *   there; as long as its address is the one that is entered
 */
gboolean
pl_setup_is_repair (PlSetup *self)
{
  return self->described != NULL &&
         g_str_equal (pl_address_get_text (pl_proposal_get_address (self->described)),
                      self->address);
}
