// SPDX-License-Identifier: GPL-3.0-or-later
/* Servers that were learnt from the network and that no rule allows to have the password (product.md,
 * Safety 2). They are remembered by name for as long as the account stays in its domain: a port that
 * the person changes does not make a host theirs, and neither does a second discovery that has
 * forgotten it. What they typed, or agreed to, is approved; another host asks again. */
#include "setup/pl-setup-private.h"

#include "base/pl-hostname.h"

void
pl_setup_note_foreign (PlSetup *self, PlProposal *proposal)
{
  const char *const *hosts = pl_proposal_get_foreign_hosts (proposal);

  for (guint i = 0; hosts[i] != NULL; i++)
    g_hash_table_add (self->foreign, g_strdup (hosts[i]));
}

/**
 * pl_setup_approve_host:
 * @host: in any script
 *
 * The person has named this host, or agreed to it: it may have the password. Naming one by
 * pl_setup_set_server() or by a fix is as good.
 */
void
pl_setup_approve_host (PlSetup *self, const char *host)
{
  char *ascii = pl_hostname_to_ascii (host, NULL);

  if (ascii == NULL || !g_hash_table_add (self->approved, ascii) ||
      !g_hash_table_contains (self->foreign, ascii))
    return;

  pl_setup_note_change (self, TRUE);
}

/* What was agreed to by a fix ends with the fix; the caller notes the change. */
void
pl_setup_withdraw_approval (PlSetup *self, const char *const *hosts)
{
  for (guint i = 0; hosts[i] != NULL; i++)
    g_hash_table_remove (self->approved, hosts[i]);
}

/* Consent given for one domain says nothing of another. A server that the person has merely changed goes
 * with it: without the names that are forgotten here, its host would pass for one that they named. The
 * caller notes the change. */
void
pl_setup_forget_hosts (PlSetup *self)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (self->servers[i] != NULL &&
        g_hash_table_contains (self->foreign, pl_server_settings_get_host (self->servers[i])))
      pl_setup_take_server (self, (PlDirection) i, NULL);

  g_hash_table_remove_all (self->foreign);
  g_hash_table_remove_all (self->approved);
}

/**
 * pl_setup_dup_foreign_hosts:
 *
 * Returns: (transfer full) (array zero-terminated=1): servers of what is proposed now that were
 *   found outside the address's own domain and outside the built-in facts, and that the person has
 *   not agreed to. The check reaches them and looks at their certificate, but no password goes
 *   there.
 */
char **
pl_setup_dup_foreign_hosts (PlSetup *self)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  const char *former = NULL;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      const char *host =
          self->servers[i] != NULL ? pl_server_settings_get_host (self->servers[i]) : NULL;

      if (host == NULL || g_strcmp0 (host, former) == 0 ||
          !g_hash_table_contains (self->foreign, host) ||
          g_hash_table_contains (self->approved, host))
        continue;
      g_strv_builder_add (hosts, host);
      former = host;
    }

  return g_strv_builder_end (hosts);
}
