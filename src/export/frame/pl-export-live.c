// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/frame/pl-export-live-private.h"

#include "base/pl-json.h"
#include "export/handover/pl-handover.h"

static PlAuthKind
find_auth_kind (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);

  if (server == NULL || pl_server_settings_get_username (server) == NULL)
    return PL_AUTH_KIND_NONE;
  return pl_export_account_is_oauth (account, direction) ? PL_AUTH_KIND_OAUTH2
                                                         : PL_AUTH_KIND_PASSWORD;
}

static gboolean
is_shared (PlExportAccount *account)
{
  PlSecret *incoming = pl_export_account_get_password (account, PL_DIRECTION_INCOMING);
  PlSecret *outgoing = pl_export_account_get_password (account, PL_DIRECTION_OUTGOING);

  return incoming != NULL && outgoing != NULL && pl_secret_equal (incoming, outgoing);
}

/**
 * pl_export_live_make_handover:
 *
 * Returns: (transfer full): one JSON object on one line, without any secret
 */
char *
pl_export_live_make_handover (PlExportAccount *account)
{
  g_autofree char *id = g_uuid_string_random ();
  PlHandoverFields fields = { .settings = pl_export_account_get_settings (account),
                              .account_id = pl_export_account_get_id (account),
                              .display_name = pl_export_account_get_display_name (account),
                              .created_at = g_get_real_time () / G_USEC_PER_SEC };

  if (fields.account_id == NULL)
    fields.account_id = id;
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      fields.servers[i].auth_kind = find_auth_kind (account, (PlDirection) i);
      if (pl_export_account_get_password (account, (PlDirection) i) != NULL)
        fields.servers[i].store = PL_SECRET_STORE_FD;
    }
  if (is_shared (account))
    fields.servers[PL_DIRECTION_OUTGOING].store = PL_SECRET_STORE_SAME_AS;
  return pl_handover_to_line (&fields);
}

/**
 * pl_export_live_make_secrets:
 *
 * Returns: (transfer full): `{"incoming.0":"…","outgoing.0":"…"}` with those that there are; to be freed by
 *   pl_secret_free_string()
 */
char *
pl_export_live_make_secrets (PlExportAccount *account)
{
  static const char *const entries[] = {
    [PL_DIRECTION_INCOMING] = "incoming.0",
    [PL_DIRECTION_OUTGOING] = "outgoing.0",
  };
  PlSecretString *members[2] = { NULL, NULL };
  char *secrets;

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlSecret *secret = pl_export_account_get_password (account, (PlDirection) i);
      g_autoptr (PlSecretString) quoted =
          secret != NULL && g_utf8_validate (pl_secret_peek (secret), -1, NULL)
              ? pl_json_quote (pl_secret_peek (secret))
              : NULL;

      if (quoted != NULL)
        members[i] = g_strconcat ("\"", entries[i], "\":", quoted, NULL);
    }
  secrets = g_strconcat ("{", members[0] != NULL ? members[0] : "",
                         members[0] != NULL && members[1] != NULL ? "," : "",
                         members[1] != NULL ? members[1] : "", "}", NULL);
  g_clear_pointer (&members[0], pl_secret_free_string);
  g_clear_pointer (&members[1], pl_secret_free_string);
  return secrets;
}
