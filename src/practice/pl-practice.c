// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-practice.h"

#include "practice/pl-practice-accounts-private.h"
#include "practice/pl-practice-scenarios-private.h"
#include "practice/pl-script-server-private.h"

#include <string.h>

struct _PlPractice
{
  PlPracticeCa *ca; /* owned */
  GHashTable *issued; /* owned: kind and host, Issued; a host shows one certificate on all ports */
  GPtrArray *servers; /* owned, of PlScriptServer, in the order of doors */
  GArray *doors; /* owned, of PlRoute; its hosts are constants */
  PlScriptAcceptor *acceptor; /* owned, NULL until all is ready */
};

typedef struct
{
  char *chain_pem; /* owned */
  char *key_pem; /* owned */
} Issued;

static void
issued_free (gpointer data)
{
  Issued *issued = data;

  g_free (issued->chain_pem);
  g_free (issued->key_pem);
  g_free (issued);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Issued, issued_free)

static const Issued *
get_certificate (PlPractice *practice, const PlPracticeServer *server, GError **error)
{
  const char *host = server->certificate_host != NULL ? server->certificate_host : server->host;
  g_autofree char *key = g_strdup_printf ("%d %s", server->certificate, host);
  Issued *found = g_hash_table_lookup (practice->issued, key);
  g_autoptr (Issued) issued = NULL;

  if (found != NULL)
    return found;

  issued = g_new0 (Issued, 1);
  if (!pl_practice_ca_issue (practice->ca, server->certificate, host, &issued->chain_pem,
                             &issued->key_pem, error))
    return NULL;

  found = issued;
  g_hash_table_insert (practice->issued, g_steal_pointer (&key), g_steal_pointer (&issued));
  return found;
}

static const char *
find_password (const PlPracticeAccount *account, const PlPracticeServer *server)
{
  if (server->script == PL_PRACTICE_SMTP && account->sending_password != NULL)
    return account->sending_password;
  return account->right_password != NULL ? account->right_password : account->password;
}

static PlScriptServer *
make_server (PlPractice *practice,
             const PlPracticeAccount *account,
             const PlPracticeServer *server,
             gboolean any_password,
             GError **error)
{
  PlPracticeRole role = { .host = server->host,
                          .username = account->address,
                          .password = any_password ? NULL : find_password (account, server),
                          .security = server->security,
                          .lets = server->lets };
  g_autofree char *script = pl_practice_script_write (server->script, &role);
  g_autoptr (PlScriptServer) made = pl_script_server_new (script, error);
  const Issued *issued = get_certificate (practice, server, error);

  if (made == NULL || issued == NULL ||
      !pl_script_server_set_certificate (made, "good", issued->chain_pem, issued->key_pem, error))
    return NULL;

  pl_script_server_set_discreet (made);
  return g_steal_pointer (&made);
}

static gboolean
open_door (PlPractice *practice,
           PlScriptServer *made,
           const PlPracticeServer *server,
           GError **error)
{
  PlRoute door = { .host = server->host,
                   .port = server->port,
                   .loopback_port = pl_script_server_get_port (made) };

  g_ptr_array_add (practice->servers, made);
  g_array_append_val (practice->doors, door);

  /* A port that is taken but not listened on refuses connections. */
  if (server->script == PL_PRACTICE_CLOSED)
    return TRUE;
  if (server->script == PL_PRACTICE_UNREACHED)
    return pl_script_server_fill_up (made, error);
  return pl_script_server_join (made, practice->acceptor, error);
}

static gboolean
open_account (PlPractice *practice,
              const PlPracticeAccountRow *row,
              gboolean any_password,
              GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->servers); i++)
    {
      PlScriptServer *made;

      if (row->servers[i].script == PL_PRACTICE_NONE)
        return TRUE;

      made = make_server (practice, &row->account, &row->servers[i], any_password, error);
      if (made == NULL || !open_door (practice, made, &row->servers[i], error))
        return FALSE;
    }

  return TRUE;
}

/* @scenario: (nullable): %NULL for all accounts */
static PlPractice *
start (const PlPracticeAccountRow *scenario, GError **error)
{
  g_autoptr (PlPractice) practice = g_new0 (PlPractice, 1);
  guint n_rows = 1;
  const PlPracticeAccountRow *rows =
      scenario != NULL ? scenario : pl_practice_accounts_get_rows (&n_rows);

  practice->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_script_server_free);
  practice->doors = g_array_new (FALSE, FALSE, sizeof (PlRoute));
  practice->issued = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, issued_free);
  practice->acceptor = pl_script_acceptor_new (pl_script_server_let_in);
  practice->ca = pl_practice_ca_new (error);
  if (practice->ca == NULL)
    return NULL;

  for (guint i = 0; i < n_rows; i++)
    if (!open_account (practice, &rows[i], scenario != NULL, error))
      return NULL;

  if (!pl_script_acceptor_start (practice->acceptor, error))
    return NULL;
  return g_steal_pointer (&practice);
}

/**
 * pl_practice_start:
 *
 * The servers of all accounts. Takes some ten milliseconds, most of them for the certificates.
 *
 * Returns: (transfer full): %NULL when the system gives no sockets or no thread, or GnuTLS no
 *   certificates
 */
PlPractice *
pl_practice_start (GError **error)
{
  return start (NULL, error);
}

/**
 * pl_practice_start_for:
 * @id_or_address: of whichever account or scenario
 *
 * The servers of the scenario that is named; where none is, those of all accounts.
 *
 * Returns: (transfer full): as pl_practice_start()
 */
PlPractice *
pl_practice_start_for (const char *id_or_address, GError **error)
{
  return start (pl_practice_find_scenario_row (id_or_address), error);
}

/**
 * pl_practice_stop:
 * @practice: (transfer full) (nullable):
 *
 * At once, whatever the connections are waiting for; no thread is left.
 */
void
pl_practice_stop (PlPractice *practice)
{
  if (practice == NULL)
    return;

  g_clear_pointer (&practice->acceptor, pl_script_acceptor_stop);
  g_clear_pointer (&practice->servers, g_ptr_array_unref);
  g_clear_pointer (&practice->doors, g_array_unref);
  g_clear_pointer (&practice->issued, g_hash_table_unref);
  g_clear_pointer (&practice->ca, pl_practice_ca_free);
  g_free (practice);
}

/**
 * pl_practice_get_routes:
 * @n_routes: (out): how many there are
 *
 * Returns: (array length=n_routes) (transfer none): until the practice is stopped
 */
const PlRoute *
pl_practice_get_routes (PlPractice *practice, guint *n_routes)
{
  *n_routes = practice->doors->len;
  return (const PlRoute *) practice->doors->data;
}

/**
 * pl_practice_get_ca_pem:
 *
 * Returns: (transfer none): the root certificate, to be trusted for practice only
 */
const char *
pl_practice_get_ca_pem (PlPractice *practice)
{
  return pl_practice_ca_get_root_pem (practice->ca);
}
