// SPDX-License-Identifier: GPL-3.0-or-later
/* The passwords in Mailspring's config.json, as they are to be. */
#include "export/mailspring/pl-mailspring-making-private.h"
#include "export/mailspring/pl-mailspring-names-private.h"
#include "export/mailspring/pl-mailspring-private.h"

#include "base/pl-secret.h"

#include <glib/gi18n.h>

/* The sentence for each state of the key in which nothing is written. */
static const char *const key_words[] = {
  [PL_MAILSPRING_KEY_NONE] =
      /* Translators: why an account cannot go into Mailspring yet */
  N_ ("Mailspring has not made the key for its passwords yet. Start it once, quit it, and try again."),
  [PL_MAILSPRING_KEY_LOCKED] =
      /* Translators: why an account cannot go into Mailspring now */
  N_ ("The password store of this desktop is locked, and Mailspring's key lies in it. Unlock it, and try "
      "again."),
  [PL_MAILSPRING_KEY_SEVERAL] =
      /* Translators: why an account cannot go into Mailspring */
  N_ ("There are several keys for Mailspring's passwords. So that none of your passwords gets lost, "
      "nothing is written."),
  [PL_MAILSPRING_KEY_NO_STORE] =
      /* Translators: why an account cannot go into Mailspring */
  N_ ("The password store in which Mailspring keeps its key cannot be reached from here. Add the "
      "account in Mailspring itself: “File”, then “Add Account…”. Or type “postlotse integrate "
      "mailspring” in a terminal, start Mailspring, and come back here."),
};

/* The sentence where there is a key and no password. */
static const char no_password[] =
    /* Translators: why an account cannot go into Mailspring */
    N_ ("Mailspring needs the password together with the account, and it is not known here.");

/* Returns: whether the account that is there signs in to this very server as this very user */
static gboolean
has_this_sign_in (PlMailspringMaking *making, PlServerSettings *server)
{
  const char *address = pl_export_account_get_address (making->account);
  PlJsonView star;
  PlJsonView accounts;
  PlJsonView account;

  pl_mailspring_making_view (making, &star);
  return pl_json_view_get_member (&star, "accounts", &accounts) &&
         pl_mailspring_find_account (&accounts, address, &account) &&
         pl_mailspring_is_sign_in (&account, server);
}

/* Changes the one password in @passwords. Where none is given, the one that is there stays, but only
 * for the server that had it; and none stands in for the other, since it may have been kept back. */
static gboolean
put_password (PlMailspringMaking *making, PlSecretString **passwords, PlDirection direction)
{
  const char *service = pl_mailspring_names[direction].credential;
  PlServerSettings *server = pl_export_account_get_server (making->account, direction);
  const char *address = pl_export_account_get_address (making->account);
  PlSecret *given = pl_export_account_get_password (making->account, direction);
  g_autoptr (PlSecretString) old = pl_mailspring_get_password (*passwords, address, service);
  gboolean signs_in = pl_server_settings_get_username (server) != NULL;
  const char *wanted = !signs_in                           ? ""
                       : given != NULL                     ? pl_secret_peek (given)
                       : has_this_sign_in (making, server) ? old
                                                           : NULL;
  char *changed;

  if (wanted == NULL || !g_utf8_validate (wanted, -1, NULL))
    return FALSE;
  if (g_strcmp0 (old, wanted) == 0)
    return TRUE;
  changed = pl_mailspring_set_password (*passwords, address, service, wanted);
  pl_secret_free_string (*passwords);
  *passwords = changed;
  return TRUE;
}

/* The passwords that are there; "{}" where Mailspring has none at all. %NULL: there is a doubt */
static char *
read_passwords (PlMailspringMaking *making, const PlSecret *key)
{
  PlJsonView star;
  PlJsonView accounts;
  PlJsonView credentials;
  PlJsonView element = { NULL, 0 };

  pl_mailspring_making_view (making, &star);
  if (pl_json_view_get_member (&star, "credentials", &credentials))
    return pl_mailspring_decipher (&credentials, key);

  /* Versions before 1.12 kept them elsewhere. */
  if (pl_json_view_get_member (&star, "accounts", &accounts) &&
      pl_json_view_next_element (&accounts, &element))
    return NULL;
  return g_strdup ("{}");
}

/**
 * pl_mailspring_plan_passwords:
 *
 * Enciphers the account's passwords together with all that are there. Plans nothing where there is a
 * doubt: a password store written with another key would lose the passwords of every account.
 *
 * Returns: (nullable): why not, static
 */
const char *
pl_mailspring_plan_passwords (PlMailspringMaking *making)
{
  g_autoptr (PlSecret) key = NULL;
  PlMailspringKeyState state = pl_mailspring_look_up_key (&key);
  g_autoptr (PlSecretString) before = NULL;
  g_autoptr (PlSecretString) passwords = NULL;
  g_autofree char *credentials = NULL;

  if (state != PL_MAILSPRING_KEY_FOUND)
    return _ (key_words[state]);
  before = read_passwords (making, key);
  if (before == NULL)
    /* Translators: why an account cannot go into Mailspring */
    return _ ("Mailspring's stored passwords cannot be read with its key. So that none of "
              "them gets lost, nothing is written.");

  passwords = g_strdup (before);
  if (!put_password (making, &passwords, PL_DIRECTION_INCOMING) ||
      !put_password (making, &passwords, PL_DIRECTION_OUTGOING))
    {
      pl_export_plan_set_lacks_password (making->plan);
      return _ (no_password);
    }
  if (g_str_equal (passwords, before))
    return NULL;

  credentials = pl_mailspring_encipher (passwords, key);
  if (credentials == NULL)
    return _ (key_words[PL_MAILSPRING_KEY_NO_STORE]);
  pl_mailspring_making_set_member (making, "credentials", credentials, TRUE);
  making->new_password = TRUE;
  return NULL;
}
