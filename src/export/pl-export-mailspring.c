// SPDX-License-Identifier: GPL-3.0-or-later
/* Mailspring: the list of accounts and the enciphered passwords in config.json, while it does not run.
 * Both or nothing: with an account but no password it would only say that it cannot sync. */
#include "export/pl-mailspring-places-private.h"
#include "export/pl-mailspring-private.h"

#include "base/pl-secret.h"
#include "export/pl-export-words-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_IDS 100 /* tries to find one that no other account has */

/* A plan in the making. */
typedef struct
{
  PlExportPlan *plan; /* borrowed */
  PlExportAccount *account; /* borrowed */
  const char *file; /* borrowed: the path of config.json */
  char *star; /* owned: the text of the object under "*", as it is so far */
  gboolean new_password;
} Making;

static gboolean
set_damaged (const char *file, GError **error)
{
  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
               /* Translators: %s is a file of Mailspring */
               _ ("“%s” is not as Mailspring writes it, so nothing was changed."), file);
  return FALSE;
}

/* Puts @value, as it is, or indented where it is @fresh. */
static void
set_star_member (Making *making, const char *name, const char *value, gboolean fresh)
{
  PlJsonView star;
  g_autofree char *indented = NULL;
  char *text;

  if (!pl_json_view_open (&star, making->star, strlen (making->star)))
    g_assert_not_reached ();
  indented = fresh ? pl_json_indent (&star, value) : g_strdup (value);
  text = pl_json_view_set_member (&star, name, indented);
  g_free (making->star);
  making->star = text;
}

/* --- The list of accounts --- */

static char *
dup_member_string (const PlJsonView *object, const char *name)
{
  PlJsonView value;

  return pl_json_view_get_member (object, name, &value) ? pl_json_view_dup_string (&value) : NULL;
}

/* The account of this very address. Mailspring compares byte for byte. */
static gboolean
find_account (const PlJsonView *accounts, const char *address, PlJsonView *found)
{
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (accounts, &element))
    {
      g_autofree char *other = dup_member_string (&element, "emailAddress");

      if (g_strcmp0 (other, address) != 0)
        continue;
      *found = element;
      return TRUE;
    }
  return FALSE;
}

static void
warn_of_other_case (Making *making, const PlJsonView *accounts)
{
  const char *address = pl_export_account_get_address (making->account);
  g_autofree char *folded = g_utf8_casefold (address, -1);
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (accounts, &element))
    {
      g_autofree char *other = dup_member_string (&element, "emailAddress");
      g_autofree char *other_folded = other != NULL ? g_utf8_casefold (other, -1) : NULL;
      g_autofree char *sentence = NULL;

      if (g_strcmp0 (other_folded, folded) != 0 || g_str_equal (other, address))
        continue;
      sentence = g_strdup_printf (
          /* Translators: %s is an e-mail address */
          _ ("Mailspring already has %s, which differs only in capital letters. It stays as it is."),
          other);
      pl_export_plan_add_warning (making->plan, sentence);
    }
}

static gboolean
has_id (const PlJsonView *accounts, const char *id)
{
  PlJsonView element = { NULL, 0 };

  while (pl_json_view_next_element (accounts, &element))
    {
      g_autofree char *other = dup_member_string (&element, "id");

      if (g_strcmp0 (other, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
make_free_id (PlExportAccount *account, const PlJsonView *accounts)
{
  char *id = pl_mailspring_make_id (account, 0);

  for (guint attempt = 1; has_id (accounts, id) && attempt < MOST_IDS; attempt++)
    {
      g_free (id);
      id = pl_mailspring_make_id (account, attempt);
    }
  return id;
}

/* Tells the windows of a running Mailspring that the list has changed; a stopped one keeps it in order. */
static gboolean
raise_version (Making *making, GError **error)
{
  g_autofree char *next = NULL;
  guint64 version = 0;
  PlJsonView star;
  PlJsonView value;

  if (!pl_json_view_open (&star, making->star, strlen (making->star)))
    g_assert_not_reached ();
  if (pl_json_view_get_member (&star, "accountsVersion", &value) &&
      !pl_json_view_get_uint (&value, &version))
    return set_damaged (making->file, error);

  next = g_strdup_printf ("%" G_GUINT64_FORMAT, version + 1);
  set_star_member (making, "accountsVersion", next, FALSE);
  return TRUE;
}

/* The list with the account in it. %NULL: it is there already, just so */
static char *
write_list (Making *making, const PlJsonView *accounts)
{
  PlJsonView old;
  gboolean had = find_account (accounts, pl_export_account_get_address (making->account), &old);
  g_autofree char *id = make_free_id (making->account, accounts);
  g_autofree char *object = pl_mailspring_write_account (making->account, had ? &old : NULL, id,
                                                         making->plan, making->file);
  g_autofree char *indented = NULL;

  if (!had)
    {
      indented = pl_json_indent (accounts, object);
      return pl_json_view_append (accounts, indented);
    }
  if (strlen (object) == old.length && memcmp (object, old.text, old.length) == 0)
    return NULL;
  return pl_json_view_replace (accounts, &old, object);
}

static void
tell_what (Making *making, gboolean had, gboolean changed)
{
  const char *pattern =
      /* Translators: %s is an e-mail address; something is about to be done */
      !had ? _ ("The account %s is added to Mailspring.")
      /* Translators: %s is an e-mail address; something is about to be done */
      : changed ? _ ("The account %s that is already in Mailspring is corrected.")
                /* Translators: %s is an e-mail address */
                : _ ("The account %s is already in Mailspring with these settings.");
  g_auto (GStrv) halves = g_strsplit (pattern, "%s", 2);
  g_autofree char *sentence = g_strjoinv (pl_export_account_get_address (making->account), halves);

  pl_export_plan_add_summary (making->plan, sentence);
  pl_export_plan_describe_account (making->plan);
}

static gboolean
plan_list (Making *making, GError **error)
{
  static const char none[] = "[]";
  g_autofree char *star_text = g_strdup (making->star);
  g_autofree char *list = NULL;
  PlJsonView star;
  PlJsonView accounts = { none, sizeof none - 1 };
  PlJsonView old;
  gboolean had;

  if (!pl_json_view_open (&star, star_text, strlen (star_text)))
    g_assert_not_reached ();
  if (pl_json_view_get_member (&star, "accounts", &accounts) && !pl_json_view_is_array (&accounts))
    return set_damaged (making->file, error);

  had = find_account (&accounts, pl_export_account_get_address (making->account), &old);
  warn_of_other_case (making, &accounts);
  list = write_list (making, &accounts);
  tell_what (making, had, list != NULL);
  if (making->new_password)
    pl_export_plan_add_summary (making->plan,
                                /* Translators: something is about to be done */
                                _ ("The password is put among Mailspring's own, enciphered."));
  if (list == NULL)
    return TRUE;
  set_star_member (making, "accounts", list, FALSE);
  return raise_version (making, error);
}

/* --- The passwords --- */

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

/* The names in Mailspring's files, by direction. */
static const struct
{
  const char *service;
  const char *host;
  const char *username;
} names[] = {
  [PL_DIRECTION_INCOMING] = { "imap", "imap_host", "imap_username" },
  [PL_DIRECTION_OUTGOING] = { "smtp", "smtp_host", "smtp_username" },
};

/* Returns: whether the account that is there signs in to this very server as this very user */
static gboolean
is_same_sign_in (Making *making, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (making->account, direction);
  g_autofree char *host = NULL;
  g_autofree char *username = NULL;
  PlJsonView star;
  PlJsonView accounts;
  PlJsonView account;
  PlJsonView settings;

  if (!pl_json_view_open (&star, making->star, strlen (making->star)) ||
      !pl_json_view_get_member (&star, "accounts", &accounts) ||
      !pl_json_view_is_array (&accounts) ||
      !find_account (&accounts, pl_export_account_get_address (making->account), &account) ||
      !pl_json_view_get_member (&account, "settings", &settings))
    return FALSE;

  host = dup_member_string (&settings, names[direction].host);
  username = dup_member_string (&settings, names[direction].username);
  return host != NULL && username != NULL &&
         g_ascii_strcasecmp (host, pl_server_settings_get_host (server)) == 0 &&
         g_strcmp0 (username, pl_server_settings_get_username (server)) == 0;
}

/* Changes the one password in @passwords. Where none is given, the one that is there stays, but only
 * for the server that had it; and none stands in for the other, since it may have been kept back. */
static gboolean
put_password (Making *making, PlSecretString **passwords, PlDirection direction)
{
  const char *service = names[direction].service;
  PlServerSettings *server = pl_export_account_get_server (making->account, direction);
  const char *address = pl_export_account_get_address (making->account);
  PlSecret *given = pl_export_account_get_password (making->account, direction);
  g_autoptr (PlSecretString) old = pl_mailspring_get_password (*passwords, address, service);
  gboolean signs_in = pl_server_settings_get_username (server) != NULL;
  const char *wanted = !signs_in                             ? ""
                       : given != NULL                       ? pl_secret_peek (given)
                       : is_same_sign_in (making, direction) ? old
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
read_passwords (Making *making, const PlSecret *key)
{
  PlJsonView star;
  PlJsonView accounts;
  PlJsonView credentials;
  PlJsonView element = { NULL, 0 };

  if (!pl_json_view_open (&star, making->star, strlen (making->star)))
    g_assert_not_reached ();
  if (pl_json_view_get_member (&star, "credentials", &credentials))
    return pl_mailspring_decipher (&credentials, key);

  /* Versions before 1.12 kept them elsewhere. */
  if (pl_json_view_get_member (&star, "accounts", &accounts) &&
      pl_json_view_next_element (&accounts, &element))
    return NULL;
  return g_strdup ("{}");
}

/* Returns: (nullable): why not, static */
static const char *
plan_passwords (Making *making)
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
  set_star_member (making, "credentials", credentials, TRUE);
  making->new_password = TRUE;
  return NULL;
}

/* --- The target --- */

/* Whether it is a settings file of Mailspring that it would start with. */
static gboolean
find_star (const PlJsonView *root, PlJsonView *star)
{
  PlJsonView environment;

  return pl_json_view_get_member (root, "*", star) && pl_json_view_is_object (star) &&
         pl_json_view_get_member (star, "env", &environment) && *environment.text == '"';
}

static gboolean
plan_file (PlExportPlan *plan, PlExportFile *file, GError **error)
{
  const char *path = pl_export_file_get_path (file);
  GBytes *contents = pl_export_file_get_contents (file);
  gsize length = 0;
  const char *text = g_bytes_get_data (contents, &length);
  Making making = { plan, pl_export_plan_get_account (plan), path, NULL, FALSE };
  g_autoptr (GBytes) changed = NULL;
  g_autofree char *whole = NULL;
  const char *refusal;
  PlJsonView root;
  PlJsonView view = { text, length };
  PlJsonView star;
  gboolean done;

  if (length == 0 || !pl_json_view_open (&root, text, length) || !find_star (&root, &star))
    return set_damaged (path, error);

  making.star = pl_json_view_dup (&star);
  refusal = plan_passwords (&making);
  done = refusal != NULL || plan_list (&making, error);
  if (refusal != NULL)
    pl_export_plan_refuse (plan, refusal);
  else if (done)
    {
      whole = pl_json_view_replace (&view, &star, making.star);
      changed = g_bytes_new (whole, strlen (whole));
      pl_export_plan_add_edit (plan, file, changed);
    }
  g_free (making.star);
  return done;
}

static PlExportPlan *
plan_written (PlExportPlace *place, PlExportAccount *account, GError **error)
{
  g_autoptr (PlExportPlan) plan = pl_export_plan_new (place, account);
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), "config.json", NULL);
  g_autoptr (PlExportFile) file = pl_export_file_read (path, error);

  if (file == NULL || !plan_file (plan, file, error))
    return NULL;
  if (pl_export_plan_changes_anything (plan))
    pl_export_plan_add_afterwards (
        plan,
        /* Translators: what happens when Mailspring is started; the folder's name stays */
        _ ("Start Mailspring. It makes a folder “Mailspring” in your mailbox for its own use."));
  return g_steal_pointer (&plan);
}

/* It runs with our plugin, which opens the set-up window with all of it filled in. No key and no password
 * are needed here for that. */
static PlExportPlan *
plan_live (PlExportPlace *place, PlExportAccount *account)
{
  const char *const steps[] = {
    /* Translators: what comes after an account was handed to Mailspring while that runs */
    _ ("Go to Mailspring: its window for a new account is open, with everything filled in. Type the "
       "password where it is missing, and press the button below."),
    /* Translators: what comes after an account was handed to Mailspring while that runs; the folder's name
     * stays */
    _ ("Mailspring tests the servers once more itself, sends you a message for that, and makes a folder "
       "“Mailspring” in your mailbox for its own use."),
    /* Translators: what comes after an account was handed to Mailspring while that runs */
    _ ("If such a window was open there before, the new account is not in it: close it, and hand the "
       "account over again."),
    NULL,
  };
  PlExportPlan *plan = pl_export_plan_new (place, account);
  g_auto (GStrv) halves = g_strsplit (
      /* Translators: %s is an e-mail address; something is about to be done */
      _ ("Mailspring is open and gets the account %s now: its own window for a new account opens, filled "
         "in. Nothing is kept there before you agree."),
      "%s", 2);
  g_autofree char *sentence = g_strjoinv (pl_export_account_get_address (account), halves);

  pl_export_plan_add_summary (plan, sentence);
  pl_export_plan_describe_account (plan);
  pl_export_plan_offer_live (plan, steps);
  return plan;
}

static gboolean
has_it_already (PlExportPlan *plan)
{
  return plan != NULL && pl_export_plan_get_refusal (plan) == NULL &&
         !pl_export_plan_changes_anything (plan);
}

static PlExportPlan *
make_plan (PlExportPlace *place, PlExportAccount *account, GError **error)
{
  g_autoptr (PlExportPlan) plan = NULL;
  const char *refusal = pl_mailspring_find_reason_against (account);
  gboolean live = pl_mailspring_door_is_open (place);

  if (refusal != NULL)
    {
      plan = pl_export_plan_new (place, account);
      pl_export_plan_refuse (plan, refusal);
      return g_steal_pointer (&plan);
    }
  plan = plan_written (place, account, live ? NULL : error);
  return !live || has_it_already (plan) ? g_steal_pointer (&plan) : plan_live (place, account);
}

const PlExportTarget pl_export_mailspring = {
  .id = "mailspring",
  .name = "Mailspring",
  .takes_password = TRUE,
  .find = pl_mailspring_find_places,
  .plan = make_plan,
  .lock = pl_mailspring_lock,
  .unlock = pl_mailspring_unlock,
  .is_running = pl_mailspring_is_running,
  .bring = pl_mailspring_bring,
};
