// SPDX-License-Identifier: GPL-3.0-or-later
/* Whatever a mail program's files hold, what is made of it can be shown, and no server of it may have a
 * password in clear. */
#include "export/import/pl-import-private.h"

#include "base/pl-text.h"

#include <stdint.h>

static void
assert_showable (const char *text)
{
  g_assert_true (text == NULL || !pl_text_has_control_characters (text));
}

/* @accounts: (transfer full) (nullable): */
static void
look_at (GPtrArray *accounts)
{
  g_autoptr (GPtrArray) all = accounts;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      PlImportAccount *account = all->pdata[i];

      assert_showable (pl_import_account_get_title (account));
      assert_showable (pl_import_account_get_name (account));
      assert_showable (pl_import_account_get_display_name (account));
      for (int k = PL_DIRECTION_INCOMING; k <= PL_DIRECTION_OUTGOING; k++)
        {
          PlServerSettings *server = pl_import_account_get_server (account, (PlDirection) k);

          g_assert_true (server == NULL || !pl_server_settings_get_allow_cleartext (server));
        }
    }
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) overrides = g_bytes_new (data, size);
  const char *text = (const char *) data;

  look_at (pl_import_read_prefs (text, size, overrides));
  look_at (pl_import_read_config (text, size));
  return 0;
}
