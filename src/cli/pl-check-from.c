// SPDX-License-Identifier: GPL-3.0-or-later
/* `postlotse check --from`: an account that a mail program already has. */
#include "cli/pl-check-from.h"

#include "cli/pl-export-options.h"

#include <glib/gi18n.h>

struct _PlCheckFrom
{
  PlExportPlace *place; /* owned */
  PlImportAccount *account; /* owned */
};

/* --- Options --- */

void
pl_check_from_add_entries (PlFromOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    /* Translators: help of an option */
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->program,
      N_ ("Test an account that this mail program already has"), "thunderbird|mailspring" },
    /* Translators: help of an option */
    { "account", 0, 0, G_OPTION_ARG_STRING, &options->account,
      N_ ("With --from: which account, by its number in the list or its address"), N_ ("ACCOUNT") },
    /* Translators: help of an option */
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &options->profile,
      N_ ("With --from: the profile, by its name or folder; else the one in use"), N_ ("PROFILE") },
    /* Translators: help of an option */
    { "write-back", 0, 0, G_OPTION_ARG_NONE, &options->write_back,
      N_ ("With --from: write settings that were changed and work into the mail program"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

void
pl_check_from_clear_options (PlFromOptions *options)
{
  g_free (options->program);
  g_free (options->account);
  g_free (options->profile);
}

static const PlExportTarget *
find_target (const char *program)
{
  const PlExportTarget *target = pl_export_find_target (program);

  return target != NULL && pl_import_is_possible (target) ? target : NULL;
}

/**
 * pl_check_from_check_options:
 * @email: (nullable): what was given as the address
 *
 * Returns: whether they can be meant; %FALSE with a #GOptionError
 */
gboolean
pl_check_from_check_options (const PlFromOptions *options, const char *email, GError **error)
{
  if (options->program == NULL &&
      (options->account != NULL || options->profile != NULL || options->write_back))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   /* Translators: all of these are options and stay */
                   _ ("--account, --profile and --write-back go with --from only"));
      return FALSE;
    }
  if (options->program != NULL && find_target (options->program) == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: %s is what was given; --from and the names stay */
                   _ ("--from is thunderbird or mailspring, not “%s”"), options->program);
      return FALSE;
    }
  if (options->program != NULL && email != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   /* Translators: all of these are options and stay */
                   _ ("With --from, choose an account by --account, not by --email"));
      return FALSE;
    }
  return TRUE;
}

/* --- Choosing --- */

/* One account a line, numbered; those that cannot be checked with the reason. */
static char *
list_accounts (GPtrArray *accounts)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < accounts->len; i++)
    {
      PlImportAccount *account = accounts->pdata[i];
      PlServerSettings *server = pl_import_account_get_server (account, PL_DIRECTION_INCOMING);
      const char *problem = pl_import_account_get_problem (account);

      g_string_append_printf (list, "\n%4u  %s  (%s)", i + 1, pl_import_account_get_title (account),
                              problem != NULL ? problem : pl_server_settings_get_host (server));
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static PlImportAccount *
find_named (const char *wanted, PlExportPlace *place, GPtrArray *accounts, GError **error)
{
  g_autofree char *list = list_accounts (accounts);
  int found = pl_import_find (accounts, wanted);

  if (found >= 0)
    return accounts->pdata[found];

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: a mail program, then what was given as account; a list follows */
               _ ("%s has no account “%s”, or more than one. It has:%s"),
               pl_export_place_get_title (place), wanted, list);
  return NULL;
}

static PlImportAccount *
find_only (PlExportPlace *place, GPtrArray *accounts, GError **error)
{
  g_autofree char *list = list_accounts (accounts);

  if (accounts->len == 1)
    return accounts->pdata[0];

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               /* Translators: %s is a mail program; a list follows; --account is an option */
               _ ("%s has several accounts. Choose one with --account and its number:%s"),
               pl_export_place_get_title (place), list);
  return NULL;
}

static PlImportAccount *
choose_account (const PlFromOptions *options, PlExportPlace *place, GError **error)
{
  g_autoptr (GPtrArray) accounts = pl_import_read (place, error);
  PlImportAccount *account;

  if (accounts == NULL)
    return NULL;
  if (accounts->len == 0)
    {
      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE,
                   /* Translators: %s is a mail program, perhaps with its profile */
                   _ ("%s has no account yet."), pl_export_place_get_title (place));
      return NULL;
    }

  account = options->account != NULL ? find_named (options->account, place, accounts, error)
                                     : find_only (place, accounts, error);
  if (account != NULL && pl_import_account_get_problem (account) != NULL)
    {
      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED, "%s: %s",
                   pl_import_account_get_title (account), pl_import_account_get_problem (account));
      return NULL;
    }
  return account != NULL ? g_object_ref (account) : NULL;
}

/**
 * pl_check_from_new:
 * @options: with a program
 *
 * Reads the accounts of that program, and chooses one.
 *
 * Returns: (transfer full): or %NULL with an error, a #GOptionError where something else has to be typed
 */
PlCheckFrom *
pl_check_from_new (const PlFromOptions *options, GError **error)
{
  g_autoptr (PlExportPlace) place =
      pl_export_options_find_place (find_target (options->program), options->profile, error);
  g_autoptr (PlImportAccount) account =
      place != NULL ? choose_account (options, place, error) : NULL;
  PlCheckFrom *self;

  if (account == NULL)
    return NULL;

  self = g_new0 (PlCheckFrom, 1);
  self->place = g_steal_pointer (&place);
  self->account = g_steal_pointer (&account);
  return self;
}

void
pl_check_from_free (PlCheckFrom *self)
{
  g_object_unref (self->place);
  g_object_unref (self->account);
  g_free (self);
}

PlExportPlace *
pl_check_from_get_place (PlCheckFrom *self)
{
  return self->place;
}

PlImportAccount *
pl_check_from_get_account (PlCheckFrom *self)
{
  return self->account;
}

/* --- What is said --- */

static void
write_any_certificate (PlCheckFrom *self, PlPaper *paper)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      g_autofree char *sentence = NULL;

      if (!pl_import_account_get_accepts_any (self->account, (PlDirection) i))
        continue;
      sentence = g_strdup_printf (
          /* Translators: a mail program, then a server */
          _ ("%s accepts any certificate of %s. That protects from nothing, and is not done here."),
          pl_import_account_get_program (self->account),
          pl_server_settings_get_host (
              pl_import_account_get_server (self->account, (PlDirection) i)));
      pl_paper_write_wrapped (paper, 2, "! ", sentence);
    }
}

/**
 * pl_check_from_write_remarks:
 *
 * Where the account comes from, and what should be known of it whether it works or not.
 */
void
pl_check_from_write_remarks (PlCheckFrom *self, PlPaper *paper)
{
  g_autofree char *removal = pl_setup_describe_removal (self->account);
  g_autofree char *advice = pl_setup_describe_removal_advice (self->account);
  g_autofree char *origin = g_strdup_printf (
      /* Translators: %s is a mail program, perhaps with its profile */
      _ ("The settings are those of %s."), pl_export_place_get_title (self->place));

  pl_paper_write_wrapped (paper, 0, NULL, origin);
  if (removal != NULL)
    pl_paper_write_wrapped (paper, 2, "! ", removal);
  if (advice != NULL)
    pl_paper_write_wrapped (paper, 2, "  ", advice);
  if (pl_import_account_get_server (self->account, PL_DIRECTION_OUTGOING) == NULL)
    pl_paper_write_wrapped (paper, 2, "! ",
                            /* Translators: of an account in a mail program */
                            _ ("It has no server for sending; receiving alone is tested."));
  write_any_certificate (self, paper);
}

/* --- Passwords --- */

static gboolean
needs_password (PlSetup *setup, PlDirections directions, PlDirection direction)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);

  return (directions & (1u << direction)) != 0 && server != NULL &&
         pl_server_settings_get_username (server) != NULL;
}

/**
 * pl_check_from_use_passwords:
 *
 * Takes the passwords that the mail program has stored, each for its own server: all that are needed,
 * or none, since one that is asked for serves both directions.
 *
 * Returns: whether they were taken; else a password has to be asked for
 */
gboolean
pl_check_from_use_passwords (PlCheckFrom *self, PlSetup *setup, PlDirections directions)
{
  gboolean all = TRUE;

  for (int i = PL_DIRECTION_INCOMING; all && i <= PL_DIRECTION_OUTGOING; i++)
    {
      g_autoptr (PlSecret) password = NULL;

      if (!needs_password (setup, directions, (PlDirection) i))
        continue;
      password = pl_import_look_up_password (self->place, self->account, (PlDirection) i);
      all = password != NULL && pl_setup_use_stored_password (setup, (PlDirection) i, password);
    }
  for (int i = PL_DIRECTION_INCOMING; !all && i <= PL_DIRECTION_OUTGOING; i++)
    pl_setup_set_password (setup, (PlDirection) i, NULL);
  return all;
}

/**
 * pl_check_from_write_password:
 *
 * Says whose password is used.
 */
void
pl_check_from_write_password (PlCheckFrom *self, PlPaper *paper)
{
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: %s is a mail program */
      _ ("The password is the one that %s has stored."),
      pl_import_account_get_program (self->account));

  pl_paper_write_wrapped (paper, 0, NULL, sentence);
}
