// SPDX-License-Identifier: GPL-3.0-or-later
/* Single items of the Secret Service. Each call here blocks; errors that come out are a cancel alone,
 * everything else is an outcome. */
#include "export/keyring/pl-keyring-items-private.h"

#include <glib/gi18n.h>

static const SecretSchema schema = {
  PL_SECRET_SCHEMA,
  SECRET_SCHEMA_NONE,
  {
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "service", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

void
pl_keyring_items_free (PlKeyringItems *items)
{
  g_list_free_full (items, g_object_unref);
}

/* From an error to what it means here. Takes @fault; hands on a cancel. */
static PlKeyringOutcome
judge (GError *fault, PlKeyringOutcome otherwise, GError **error)
{
  PlKeyringOutcome outcome = otherwise;

  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, fault);
      return PL_KEYRING_FAILED;
    }

  if (g_error_matches (fault, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    outcome = PL_KEYRING_LOCKED;
  else
    /* What the service says is no secret, and the one trace of an outcome that is not foreseen. */
    g_debug ("Secret Service: %s", fault->message);
  g_error_free (fault);
  return outcome;
}

/* For pl_keyring_find(): without @account_id whichever account it is. */
static GHashTable *
make_attributes (PlServerSettings *server, const char *account_id)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  if (account_id != NULL)
    g_hash_table_insert (attributes, (char *) "account", (char *) account_id);
  g_hash_table_insert (attributes, (char *) "host", (char *) pl_server_settings_get_host (server));
  g_hash_table_insert (attributes, (char *) "service",
                       (char *) pl_service_to_nick (pl_server_settings_get_service (server)));
  g_hash_table_insert (attributes, (char *) "user",
                       (char *) pl_server_settings_get_username (server));
  return attributes;
}

/**
 * pl_keyring_open:
 * @service: (out) (transfer full): %NULL unless the outcome is %PL_KEYRING_OK
 */
PlKeyringOutcome
pl_keyring_open (SecretService **service, GCancellable *cancellable, GError **error)
{
  GError *fault = NULL;

  *service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, cancellable, &fault);
  return *service != NULL ? PL_KEYRING_OK : judge (fault, PL_KEYRING_ABSENT, error);
}

static gboolean
is_any_locked (PlKeyringItems *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      return TRUE;

  return FALSE;
}

/**
 * pl_keyring_find:
 * @account_id: (nullable): only this account's
 * @items: (out): ours for this very server and user, with their secrets; perhaps none
 *
 * Asks the person to open what is locked.
 */
PlKeyringOutcome
pl_keyring_find (SecretService *service,
                 PlServerSettings *server,
                 const char *account_id,
                 PlKeyringItems **items,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (server, account_id);
  GError *fault = NULL;

  *items = secret_service_search_sync (
      service, &schema, attributes,
      SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, cancellable, &fault);
  if (fault != NULL)
    return judge (fault, PL_KEYRING_FAILED, error);
  if (!is_any_locked (*items))
    return PL_KEYRING_OK;

  g_clear_pointer (items, pl_keyring_items_free);
  return PL_KEYRING_DISMISSED;
}

/* Opens the default collection, where a new item goes. One that is not there yet is made by storing. */
static PlKeyringOutcome
unlock_default (SecretService *service, GCancellable *cancellable, GError **error)
{
  GError *fault = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_sync (
      service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, cancellable, &fault);
  g_autoptr (GList) locked = NULL;
  GList *unlocked = NULL;
  int n;

  if (fault != NULL)
    return judge (fault, PL_KEYRING_FAILED, error);
  if (collection == NULL || !secret_collection_get_locked (collection))
    return PL_KEYRING_OK;

  locked = g_list_prepend (NULL, collection);
  n = secret_service_unlock_sync (service, locked, cancellable, &unlocked, &fault);
  g_list_free_full (unlocked, g_object_unref);
  if (fault != NULL)
    return judge (fault, PL_KEYRING_LOCKED, error);
  return n > 0 ? PL_KEYRING_OK : PL_KEYRING_DISMISSED;
}

/* Whether there is a default collection now. Where there is none after storing, the person was asked to
 * make one and did not. */
static gboolean
has_default (SecretService *service)
{
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_sync (
      service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, NULL);

  return collection != NULL;
}

/**
 * pl_keyring_make_value:
 *
 * Returns: (transfer full): a copy in memory that is not swapped, and wiped in the end
 */
SecretValue *
pl_keyring_make_value (const PlSecret *secret)
{
  return secret_value_new (pl_secret_peek (secret), (gssize) pl_secret_get_length (secret),
                           "text/plain");
}

PlKeyringOutcome
pl_keyring_create (SecretService *service,
                   PlServerSettings *server,
                   const char *account_id,
                   const PlSecret *secret,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (server, account_id);
  g_autoptr (SecretValue) value = pl_keyring_make_value (secret);
  PlKeyringOutcome outcome = unlock_default (service, cancellable, error);
  GError *fault = NULL;
  g_autofree char *label =
      /* Translators: the name of an entry in the password store; the first %s is a user name, the
       * second a server */
      g_strdup_printf (_ ("E-mail: %s at %s"), pl_server_settings_get_username (server),
                       pl_server_settings_get_host (server));

  if (outcome != PL_KEYRING_OK)
    return outcome;
  if (secret_service_store_sync (service, &schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                                 value, cancellable, &fault))
    return PL_KEYRING_OK;
  if (fault == NULL)
    return PL_KEYRING_DISMISSED;
  return judge (fault, has_default (service) ? PL_KEYRING_FAILED : PL_KEYRING_DISMISSED, error);
}

PlKeyringOutcome
pl_keyring_replace (SecretItem *item, SecretValue *value, GCancellable *cancellable, GError **error)
{
  GError *fault = NULL;

  if (secret_item_set_secret_sync (item, value, cancellable, &fault))
    return PL_KEYRING_OK;
  return judge (fault, PL_KEYRING_FAILED, error);
}

/**
 * pl_keyring_unlock:
 *
 * Asks the person to open what @item lies in.
 */
gboolean
pl_keyring_unlock (SecretService *service,
                   SecretItem *item,
                   GCancellable *cancellable,
                   GError **error)
{
  GList one = { .data = item };
  GList *unlocked = NULL;
  GError *fault = NULL;
  int n = secret_service_unlock_sync (service, &one, cancellable, &unlocked, &fault);

  g_list_free_full (unlocked, g_object_unref);
  if (fault != NULL)
    judge (fault, PL_KEYRING_LOCKED, error);
  return n > 0;
}

/**
 * pl_keyring_remove:
 *
 * Asks the person to open what is locked: secret_service_clear_sync() would pass it over.
 *
 * Returns: whether there is no such item any more
 */
gboolean
pl_keyring_remove (SecretService *service,
                   PlServerSettings *server,
                   const char *account_id,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (PlKeyringItems) items = NULL;
  gboolean removed =
      pl_keyring_find (service, server, account_id, &items, cancellable, error) == PL_KEYRING_OK;

  for (GList *l = items; l != NULL && removed; l = l->next)
    {
      GError *fault = NULL;

      removed = secret_item_delete_sync (l->data, cancellable, &fault);
      if (fault != NULL)
        judge (fault, PL_KEYRING_FAILED, error);
    }
  return removed;
}

/**
 * pl_keyring_read:
 * @item: with its secret loaded
 *
 * Returns: (transfer full) (nullable): %NULL for what is no password, such as one with a NUL in it
 */
PlSecret *
pl_keyring_read (SecretItem *item)
{
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  gsize length = 0;
  const char *bytes = value != NULL ? secret_value_get (value, &length) : NULL;

  if (bytes == NULL || length == 0 || memchr (bytes, '\0', length) != NULL)
    return NULL;

  return pl_secret_new (bytes, (gssize) length);
}

/**
 * pl_keyring_get_item_account:
 * @attributes: (out) (transfer full): holds what is returned
 *
 * Returns: (nullable): the account that the item says it belongs to
 */
const char *
pl_keyring_get_item_account (SecretItem *item, GHashTable **attributes)
{
  const char *account;

  *attributes = secret_item_get_attributes (item);
  account = g_hash_table_lookup (*attributes, "account");
  return account != NULL && g_uuid_string_is_valid (account) ? account : NULL;
}
