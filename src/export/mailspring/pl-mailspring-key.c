// SPDX-License-Identifier: GPL-3.0-or-later
/* The key of Mailspring's passwords in the Secret Service, where Chromium puts it
 * (components/os_crypt/sync/key_storage_libsecret.cc). Read, never written, and nobody is asked to
 * unlock anything: looking what could be exported must not open a question. */
#include "export/mailspring/pl-mailspring-private.h"

#include "base/pl-secret.h"

#include <libsecret/secret.h>

static const SecretSchema schema = {
  "chrome_libsecret_os_crypt_password_v2",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static PlSecret *
load_secret (GList *items)
{
  gboolean loaded = secret_item_load_secrets_sync (items, NULL, NULL);
  g_autoptr (SecretValue) value = loaded ? secret_item_get_secret (items->data) : NULL;
  gsize length = 0;
  const char *bytes = value != NULL ? secret_value_get (value, &length) : NULL;

  return bytes != NULL && length > 0 ? pl_secret_new (bytes, (gssize) length) : NULL;
}

/**
 * pl_mailspring_look_up_key:
 * @key: (out) (transfer full): %NULL unless it was found
 */
PlMailspringKeyState
pl_mailspring_look_up_key (PlSecret **key)
{
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem) items = NULL;

  *key = NULL;
  g_hash_table_insert (attributes, (char *) "application", (char *) "Mailspring");
  items = secret_service_search_sync (NULL, &schema, attributes, SECRET_SEARCH_ALL, NULL, &error);
  if (error != NULL)
    return PL_MAILSPRING_KEY_NO_STORE;
  if (items == NULL)
    return PL_MAILSPRING_KEY_NONE;
  if (items->next != NULL)
    return PL_MAILSPRING_KEY_SEVERAL;
  if (secret_item_get_locked (items->data))
    return PL_MAILSPRING_KEY_LOCKED;

  *key = load_secret (items);
  return *key != NULL ? PL_MAILSPRING_KEY_FOUND : PL_MAILSPRING_KEY_NONE;
}
