// SPDX-License-Identifier: GPL-3.0-or-later
/* The person's keyring: what goes in replaces what is there, and can be taken back. */
#include "export/keyring/pl-keyring-items-private.h"

#include <glib/gi18n.h>

/* One item that was changed. */
typedef struct
{
  SecretItem *item; /* owned, nullable: one that was there before */
  SecretValue *former; /* shared, with @item: what it held, as it was */
  PlServerSettings *server; /* shared: with @account_id, one that is new */
  char *account_id; /* owned */
} Change;

struct _PlKeyringReceipt
{
  PlKeyringOutcome outcome;
  SecretService *service; /* shared, nullable */
  GPtrArray *changes; /* owned: Change, in order */
  PlSecretStore stores[2]; /* by PlDirection */
  char *accounts[2]; /* owned, nullable */
};

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->item);
  g_clear_pointer (&change->former, secret_value_unref);
  g_object_unref (change->server);
  g_free (change->account_id);
  g_free (change);
}

void
pl_keyring_receipt_free (PlKeyringReceipt *receipt)
{
  g_ptr_array_unref (receipt->changes);
  g_clear_object (&receipt->service);
  g_free (receipt->accounts[PL_DIRECTION_INCOMING]);
  g_free (receipt->accounts[PL_DIRECTION_OUTGOING]);
  g_free (receipt);
}

static Change *
add_change (PlKeyringReceipt *receipt, PlServerSettings *server, const char *account_id)
{
  Change *change = g_new0 (Change, 1);

  change->server = g_object_ref (server);
  change->account_id = g_strdup (account_id);
  g_ptr_array_add (receipt->changes, change);
  return change;
}

/* The new password goes into every item for this very sign-in: two accounts with one mailbox share it,
 * and a program that takes the first match would stay with the old one. One that cannot be read could not
 * be put back, so it is left alone, and with it everything else. */
static PlKeyringOutcome
replace_all (PlKeyringReceipt *receipt,
             PlKeyringItems *items,
             PlServerSettings *server,
             PlSecret *secret,
             GCancellable *cancellable,
             GError **error)
{
  PlKeyringOutcome outcome = PL_KEYRING_OK;

  for (GList *l = items; l != NULL && outcome == PL_KEYRING_OK; l = l->next)
    {
      g_autoptr (SecretValue) value = pl_keyring_make_value (secret);
      SecretValue *former = secret_item_get_secret (l->data);

      outcome = former != NULL ? pl_keyring_replace (l->data, value, cancellable, error)
                               : PL_KEYRING_UNREADABLE;
      if (outcome == PL_KEYRING_OK)
        {
          Change *change = add_change (receipt, server, NULL);

          change->item = g_object_ref (l->data);
          change->former = g_steal_pointer (&former);
        }
      g_clear_pointer (&former, secret_value_unref);
    }

  return outcome;
}

/* The wanted account where one of the items is its, else that of the first. */
static char *
dup_account (PlKeyringItems *items, const char *wanted)
{
  char *account = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) attributes = NULL;
      const char *own = pl_keyring_get_item_account (l->data, &attributes);

      if (g_strcmp0 (own, wanted) == 0)
        {
          g_free (account);
          return g_strdup (wanted);
        }
      if (account == NULL)
        account = g_strdup (own);
    }

  return account;
}

/* @always: make an item where there is none. */
static PlKeyringOutcome
store_one (PlKeyringReceipt *receipt,
           PlDirection direction,
           PlServerSettings *server,
           PlSecret *secret,
           const char *account_id,
           gboolean always,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (PlKeyringItems) items = NULL;
  PlKeyringOutcome outcome =
      pl_keyring_find (receipt->service, server, NULL, &items, cancellable, error);
  g_autofree char *account = NULL;

  if (outcome != PL_KEYRING_OK)
    return outcome;

  account = dup_account (items, account_id);
  outcome = replace_all (receipt, items, server, secret, cancellable, error);
  if (outcome == PL_KEYRING_OK && account == NULL && always)
    {
      outcome =
          pl_keyring_create (receipt->service, server, account_id, secret, cancellable, error);
      if (outcome == PL_KEYRING_OK)
        add_change (receipt, server, account_id);
      account = g_strdup (account_id);
    }
  if (outcome == PL_KEYRING_OK && always)
    {
      receipt->stores[direction] = PL_SECRET_STORE_SERVICE;
      receipt->accounts[direction] = g_steal_pointer (&account);
    }
  return outcome;
}

static gboolean
is_wanted (const PlKeyringRequest *request, PlDirection direction)
{
  return request->servers[direction] != NULL && request->secrets[direction] != NULL &&
         pl_server_settings_get_username (request->servers[direction]) != NULL;
}

static PlKeyringOutcome
store_both (PlKeyringReceipt *receipt,
            const PlKeyringRequest *request,
            GCancellable *cancellable,
            GError **error)
{
  gboolean incoming = is_wanted (request, PL_DIRECTION_INCOMING);
  gboolean outgoing = is_wanted (request, PL_DIRECTION_OUTGOING);
  gboolean same = incoming && outgoing &&
                  pl_secret_equal (request->secrets[PL_DIRECTION_INCOMING],
                                   request->secrets[PL_DIRECTION_OUTGOING]);
  PlKeyringOutcome outcome = pl_keyring_open (&receipt->service, cancellable, error);
  const char *account = request->account_id;

  if (outcome == PL_KEYRING_OK && incoming)
    {
      outcome =
          store_one (receipt, PL_DIRECTION_INCOMING, request->servers[PL_DIRECTION_INCOMING],
                     request->secrets[PL_DIRECTION_INCOMING], account, TRUE, cancellable, error);
      if (receipt->accounts[PL_DIRECTION_INCOMING] != NULL)
        account = receipt->accounts[PL_DIRECTION_INCOMING];
    }

  /* An item that is there for sending is renewed even where it would not be made: its old password is
   * wrong from now on. */
  if (outcome == PL_KEYRING_OK && outgoing)
    outcome =
        store_one (receipt, PL_DIRECTION_OUTGOING, request->servers[PL_DIRECTION_OUTGOING],
                   request->secrets[PL_DIRECTION_OUTGOING], account, !same, cancellable, error);
  if (outcome == PL_KEYRING_OK && same)
    receipt->stores[PL_DIRECTION_OUTGOING] = PL_SECRET_STORE_SAME_AS;
  return outcome;
}

static void
forget_places (PlKeyringReceipt *receipt)
{
  for (guint i = 0; i < 2; i++)
    {
      receipt->stores[i] = PL_SECRET_STORE_NONE;
      g_clear_pointer (&receipt->accounts[i], g_free);
    }
}

/**
 * pl_keyring_store:
 *
 * One item for both directions, two where the passwords differ. What is there already for the same
 * server and user is renewed and keeps its account. Either all of it is stored or nothing.
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_CANCELLED, and nothing is stored
 */
PlKeyringReceipt *
pl_keyring_store (const PlKeyringRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (PlKeyringReceipt) receipt = g_new0 (PlKeyringReceipt, 1);
  GError *cancelled = NULL;

  receipt->changes = g_ptr_array_new_with_free_func (change_free);
  receipt->outcome = store_both (receipt, request, cancellable, &cancelled);
  if (receipt->outcome == PL_KEYRING_OK && cancelled == NULL)
    return g_steal_pointer (&receipt);

  pl_keyring_undo (receipt, NULL, NULL);
  forget_places (receipt);
  if (cancelled == NULL)
    return g_steal_pointer (&receipt);

  g_propagate_error (error, cancelled);
  return NULL;
}

static gboolean
undo_one (PlKeyringReceipt *receipt, Change *change, GCancellable *cancellable, GError **error)
{
  PlKeyringOutcome outcome;

  if (change->item == NULL)
    return pl_keyring_remove (receipt->service, change->server, change->account_id, cancellable,
                              error);

  outcome = pl_keyring_replace (change->item, change->former, cancellable, error);
  if (outcome == PL_KEYRING_LOCKED &&
      pl_keyring_unlock (receipt->service, change->item, cancellable, error))
    outcome = pl_keyring_replace (change->item, change->former, cancellable, error);
  return outcome == PL_KEYRING_OK;
}

/**
 * pl_keyring_undo:
 *
 * Items that were made go, those that were there before hold again what they held. The person may be
 * asked to open the keyring.
 *
 * Returns: whether all of it could be taken back; what could not stays in @receipt, for another time.
 *   There is an error only when cancelled.
 */
gboolean
pl_keyring_undo (PlKeyringReceipt *receipt, GCancellable *cancellable, GError **error)
{
  gboolean done = TRUE;

  for (guint i = receipt->changes->len; i > 0; i--)
    {
      g_autoptr (GError) fault = NULL;

      if (undo_one (receipt, receipt->changes->pdata[i - 1], cancellable, &fault))
        {
          g_ptr_array_remove_index (receipt->changes, i - 1);
          continue;
        }
      done = FALSE;
      if (error != NULL && *error == NULL && fault != NULL)
        g_propagate_error (error, g_steal_pointer (&fault));
    }
  if (done)
    forget_places (receipt);
  return done;
}

/**
 * pl_keyring_look_up:
 * @account_id: of the hand-over that says that there is an item
 * @server: the server about to be contacted: the secret is used there alone
 * @outcome: (out): %PL_KEYRING_OK also where there is no such item
 *
 * Returns: (transfer full) (nullable): what we stored for this account, server and user; %NULL with
 *   an error only when cancelled
 */
PlSecret *
pl_keyring_look_up (const char *account_id,
                    PlServerSettings *server,
                    PlKeyringOutcome *outcome,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (SecretService) service = NULL;
  g_autoptr (PlKeyringItems) items = NULL;
  GError *cancelled = NULL;

  *outcome = PL_KEYRING_OK;
  if (pl_server_settings_get_username (server) == NULL)
    return NULL;

  *outcome = pl_keyring_open (&service, cancellable, &cancelled);
  if (*outcome == PL_KEYRING_OK)
    *outcome = pl_keyring_find (service, server, account_id, &items, cancellable, &cancelled);
  if (cancelled != NULL)
    g_propagate_error (error, cancelled);

  return items != NULL ? pl_keyring_read (items->data) : NULL;
}

PlKeyringOutcome
pl_keyring_receipt_get_outcome (const PlKeyringReceipt *receipt)
{
  return receipt->outcome;
}

PlSecretStore
pl_keyring_receipt_get_store (const PlKeyringReceipt *receipt, PlDirection direction)
{
  return receipt->stores[direction];
}

/**
 * pl_keyring_receipt_get_account:
 *
 * Returns: (transfer none) (nullable): the account of that direction's item
 */
const char *
pl_keyring_receipt_get_account (const PlKeyringReceipt *receipt, PlDirection direction)
{
  return receipt->accounts[direction];
}

/**
 * pl_keyring_receipt_changed_anything:
 *
 * Returns: whether there is something that could be taken back
 */
gboolean
pl_keyring_receipt_changed_anything (const PlKeyringReceipt *receipt)
{
  return receipt->changes->len > 0;
}

/* XDG_CURRENT_DESKTOP is a list (Desktop Entry Specification, OnlyShowIn). */
static gboolean
is_plasma (void)
{
  const char *desktops = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto (GStrv) names = g_strsplit (desktops != NULL ? desktops : "", ":", -1);

  return g_strv_contains ((const char *const *) names, "KDE");
}

/**
 * pl_keyring_outcome_to_words:
 *
 * Returns: (transfer none): for the person, in whole sentences
 */
const char *
pl_keyring_outcome_to_words (PlKeyringOutcome outcome)
{
  static const char kwallet[] =
      /* Translators: after saving a password, on Plasma, KDE's desktop; the names in quotes are entries
       * of its System Settings, as they are called in your language */
      N_ ("KDE Wallet does not offer itself to other programs here. Switch on “KDE Wallet” in the System "
          "Settings, and there “Use KWallet for the Secret Service interface”; KDE Frameworks 5.97 or "
          "newer have it. Nothing was saved; the mail program will ask for the password.");
  static const char *const words[] = {
    /* Translators: after saving a password in the keyring */
    [PL_KEYRING_OK] = N_ ("The password is in this computer's password store."),
    /* Translators: after saving a password in the keyring */
    [PL_KEYRING_ABSENT] =
        N_ ("No password store is running on this desktop. Nothing was saved; the "
            "mail program will ask for the password."),
    /* Translators: after saving a password in the keyring */
    [PL_KEYRING_LOCKED] = N_ ("The password store is locked and could not be opened. Nothing was "
                              "saved; the mail program will ask for the password."),
    /* Translators: after saving a password in the keyring; the person has closed its window */
    [PL_KEYRING_DISMISSED] =
        N_ ("The password store stayed locked, because its own password was not "
            "entered. Nothing was saved; the mail program will ask for the "
            "password."),
    /* Translators: after saving a password in the keyring */
    [PL_KEYRING_UNREADABLE] = N_ (
        "The password store already has an entry for this server that it does not let us read. So "
        "that nothing gets lost, it stays as it is, and nothing was saved; the mail program will ask "
        "for the password."),
    /* Translators: after saving a password in the keyring */
    [PL_KEYRING_FAILED] =
        N_ ("The password store did not take the password. Nothing was saved; the "
            "mail program will ask for it."),
  };

  if (outcome == PL_KEYRING_ABSENT && is_plasma ())
    return _ (kwallet);
  return _ (words[outcome]);
}
