// SPDX-License-Identifier: GPL-3.0-or-later
/* What was typed behind `postlotse export`, and what it means. */
#include "cli/pl-export-options.h"

#include "cli/pl-export-passwords.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static char *
list_targets (const char *between)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_targets = 0;
  guint n_documents = 0;
  const PlExportTarget *const *targets = pl_export_get_targets (&n_targets);
  const PlExportDocument *const *documents = pl_export_get_documents (&n_documents);

  for (guint i = 0; i < n_targets; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? between : "", targets[i]->id);
  for (guint i = 0; i < n_documents; i++)
    g_string_append_printf (names, "%s%s", between, documents[i]->id);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
check_target (PlExportOptions *options, GError **error)
{
  g_autofree char *names = list_targets (", ");
  g_autofree char *message = NULL;

  options->target = options->to != NULL ? pl_export_find_target (options->to) : NULL;
  options->document = options->to != NULL ? pl_export_find_document (options->to) : NULL;
  if (options->target != NULL || options->document != NULL ||
      (options->to == NULL && options->list))
    return TRUE;

  message =
      options->to == NULL
          /* Translators: --to and --list are options and stay; %s are words that --to takes */
          ? g_strdup_printf (_ ("Name a mail program or a file with --to (%s), or use --list"),
                             names)
          /* Translators: what was typed, then words that --to takes */
          : g_strdup_printf (_ ("--to takes one of these, not “%s”: %s"), options->to, names);
  return fail (error, message);
}

static gboolean
is_standard_input (const char *name)
{
  return g_strcmp0 (name, "-") == 0;
}

/* A password that nobody needs is not asked for, nor read. */
static gboolean
check_passwords (PlExportOptions *options, GError **error)
{
  g_autofree char *message = NULL;

  if (is_standard_input (options->settings) +
          is_standard_input (options->password_files[PL_DIRECTION_INCOMING]) +
          is_standard_input (options->password_files[PL_DIRECTION_OUTGOING]) >
      1)
    /* Translators: of options that take the name of a file, or - */
    return fail (error, _ ("Only one file can be standard input"));

  if ((options->password_files[PL_DIRECTION_INCOMING] == NULL &&
       options->password_files[PL_DIRECTION_OUTGOING] == NULL) ||
      (options->target != NULL && options->target->takes_password && !options->undo))
    return TRUE;

  message = g_strdup_printf (
      /* Translators: options of “postlotse export”, as they are typed */
      _ ("A password goes only with a program that takes it, such as %s"), "--to=mailspring");
  return fail (error, message);
}

/* A file is only written; a program is not written into a file. */
static gboolean
check_kind (PlExportOptions *options, GError **error)
{
  gboolean for_programs = options->profile != NULL || options->undo || options->wait ||
                          options->dry_run || options->import_file != NULL;

  if (options->document != NULL && for_programs)
    /* Translators: options of “postlotse export” stay as they are */
    return fail (error, _ ("A file goes only with --settings and --output"));
  if (options->document == NULL && options->output != NULL)
    return fail (error,
                 /* Translators: options of “postlotse export” stay as they are */
                 _ ("--output is for files; --import-file writes one for a mail program"));
  return TRUE;
}

/* What goes with what. */
static gboolean
check (PlExportOptions *options, GError **error)
{
  gboolean writes = options->settings != NULL || options->undo;

  if (!check_target (options, error) || !check_passwords (options, error) ||
      !check_kind (options, error))
    return FALSE;
  if (options->list && (writes || options->import_file != NULL || options->output != NULL))
    /* Translators: options of “postlotse export” stay as they are */
    return fail (error, _ ("--list only lists; it goes with --to and --json alone"));
  if (options->json && !options->list)
    /* Translators: options of “postlotse export” stay as they are */
    return fail (error, _ ("--json goes with --list"));
  if (!options->list && !writes)
    /* Translators: options of “postlotse export” stay as they are; FILE stands for what is typed */
    return fail (error, _ ("Name the settings with --settings=FILE"));
  if (options->import_file != NULL && (options->undo || options->wait || options->dry_run))
    return fail (
        error,
        /* Translators: options of “postlotse export” stay as they are */
        _ ("--import-file changes nothing in the program: it goes with --to and --settings alone"));

  for (guint i = 0; i < G_N_ELEMENTS (options->fingerprints); i++)
    {
      g_autofree char *digits = options->fingerprints[i] != NULL
                                    ? pl_fingerprint_normalize (options->fingerprints[i])
                                    : NULL;

      if (options->fingerprints[i] != NULL && digits == NULL)
        return fail (error,
                     /* Translators: an option was given something else */
                     _ ("A fingerprint is the SHA-256 of a certificate: 64 hexadecimal digits"));
      g_free (options->fingerprints[i]);
      options->fingerprints[i] = g_steal_pointer (&digits);
    }
  return TRUE;
}

static void
add_entries (PlExportOptions *options, GOptionContext *context, const char *targets)
{
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse export” */
    { "to", 0, 0, G_OPTION_ARG_STRING, &options->to, N_ ("The mail program, or the file"),
      targets },
    { "settings", 0, 0, G_OPTION_ARG_FILENAME, &options->settings,
      N_ ("Checked settings as Postlotse has saved them; - reads standard input"), N_ ("FILE") },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &options->profile,
      N_ ("Another profile than the one in use: its name or its folder"),
      /* Translators: stands for a profile behind an option, in the help */
      N_ ("PROFILE") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run,
      N_ ("Show what would be changed, and change nothing"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &options->undo,
      N_ ("Undo the last change, where the program has not written since"), NULL },
    { "wait", 0, 0, G_OPTION_ARG_NONE, &options->wait,
      N_ ("If the program is open, wait until it is closed"), NULL },
    { "import-file", 0, 0, G_OPTION_ARG_FILENAME, &options->import_file,
      N_ ("Write a file for the program's own import instead"), N_ ("FILE") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
      N_ ("Write the file there instead of printing it"), N_ ("FILE") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->password_files[PL_DIRECTION_INCOMING],
      N_ ("Read the password from FILE, “-” for standard input; without it, ask"), N_ ("FILE") },
    { "outgoing-password-file", 0, 0, G_OPTION_ARG_FILENAME,
      &options->password_files[PL_DIRECTION_OUTGOING],
      N_ ("The same for sending, if it is another password"), N_ ("FILE") },
    { "incoming-trust-fingerprint", 0, 0, G_OPTION_ARG_STRING,
      &options->fingerprints[PL_DIRECTION_INCOMING],
      N_ ("Hand over the exception for this certificate when receiving"), N_ ("SHA256") },
    { "outgoing-trust-fingerprint", 0, 0, G_OPTION_ARG_STRING,
      &options->fingerprints[PL_DIRECTION_OUTGOING],
      N_ ("Hand over the exception for this certificate when sending"), N_ ("SHA256") },
    { "allow-cleartext", 0, 0, G_OPTION_ARG_NONE, &options->allow_cleartext,
      N_ ("Hand over settings that send the password unencrypted"), NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options->list,
      N_ ("List the mail programs found here, their profiles, and the files"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * pl_export_options_parse:
 * @options: all zero
 */
gboolean
pl_export_options_parse (PlExportOptions *options, int argc, char **argv, GError **error)
{
  g_autofree char *targets = list_targets ("|");
  g_autoptr (GOptionContext) context =
      /* Translators: what stands behind “postlotse export” in its help */
      g_option_context_new (_ ("– hand an account to a mail program, or put it into a file"));

  add_entries (options, context, targets);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (argc > 1)
    /* Translators: of a command that takes options only */
    return fail (error, _ ("Only options are taken here"));
  return check (options, error);
}

void
pl_export_options_clear (PlExportOptions *options)
{
  g_free (options->to);
  g_free (options->settings);
  g_free (options->profile);
  g_free (options->import_file);
  g_free (options->output);
  g_free (options->password_files[PL_DIRECTION_INCOMING]);
  g_free (options->password_files[PL_DIRECTION_OUTGOING]);
  g_free (options->fingerprints[PL_DIRECTION_INCOMING]);
  g_free (options->fingerprints[PL_DIRECTION_OUTGOING]);
}

/* --- The account --- */

static char *
read_settings (const char *name, gsize *length, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *text = g_malloc (PL_HANDOVER_LARGEST + 1);

  if (g_str_equal (name, "-"))
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
    }
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);

      stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
    }
  if (stream == NULL ||
      !g_input_stream_read_all (stream, text, PL_HANDOVER_LARGEST + 1, length, NULL, error))
    return NULL;

  return g_steal_pointer (&text);
}

/* An exception is agreed to by naming the very certificate. */
static gboolean
take_exceptions (const PlExportOptions *options, PlExportAccountFields *fields, GError **error)
{
  PlProposal *proposal = pl_checked_settings_get_proposal (fields->settings);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);
      const char *pin = server != NULL ? pl_server_settings_get_trust_fingerprint (server) : NULL;

      if (options->fingerprints[i] == NULL)
        continue;
      if (g_strcmp0 (options->fingerprints[i], pin) != 0)
        return fail (
            error,
            /* Translators: two texts that had to be the same are not */
            _ ("The settings have no exception for the certificate with that fingerprint"));
      fields->accept_exceptions[i] = TRUE;
    }
  fields->accept_cleartext = options->allow_cleartext;
  return TRUE;
}

/* A file knows less of this than a set-up. */
static PlPasswordKind
find_password_kind (const PlHandoverFields *said)
{
  return said->servers[PL_DIRECTION_INCOMING].auth_kind == PL_AUTH_KIND_APP_PASSWORD ||
                 said->servers[PL_DIRECTION_OUTGOING].auth_kind == PL_AUTH_KIND_APP_PASSWORD
             ? PL_PASSWORD_KIND_APP
             : PL_PASSWORD_KIND_USUAL;
}

/**
 * pl_export_options_load_account:
 *
 * Returns: (transfer full): the account of the settings' file, with what was agreed to by options; or
 *   %NULL with @error
 */
PlExportAccount *
pl_export_options_load_account (const PlExportOptions *options, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_settings (options->settings, &length, error);
  g_autoptr (PlHandover) handover =
      text != NULL ? pl_handover_parse (text, (gssize) length, error) : NULL;
  PlHandoverFields said;
  PlExportAccountFields fields = { 0 };
  PlExportAccount *account;

  if (handover == NULL)
    return NULL;
  if (pl_handover_get_settings (handover) == NULL)
    {
      /* Translators: of a file with settings */
      fail (error, _ ("The set-up in this file was not finished: it has no settings"));
      return NULL;
    }

  pl_handover_peek_fields (handover, &said);
  fields.settings = said.settings;
  fields.display_name = said.display_name;
  fields.id = said.account_id;
  fields.provider_name = said.provider_name;
  fields.password_kind = find_password_kind (&said);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    fields.uses_oauth[i] = said.servers[i].auth_kind == PL_AUTH_KIND_OAUTH2;
  if (!take_exceptions (options, &fields, error) ||
      !pl_export_passwords_load (options, &said, fields.passwords, error))
    return NULL;

  account = pl_export_account_new (&fields);
  for (guint i = 0; i < G_N_ELEMENTS (fields.passwords); i++)
    g_clear_pointer (&fields.passwords[i], pl_secret_unref);
  return account;
}

/* --- The place --- */

static gboolean
is_called (PlExportPlace *place, const char *profile)
{
  const char *path = pl_export_place_get_path (place);
  g_autofree char *folder = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *wanted = g_canonicalize_filename (profile, NULL);
  g_autofree char *full = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;

  return g_strcmp0 (pl_export_place_get_profile (place), profile) == 0 ||
         g_strcmp0 (folder, profile) == 0 || g_strcmp0 (full, wanted) == 0;
}

static PlExportPlace *
find_profile (GPtrArray *places, const char *profile, GError **error)
{
  g_autofree char *shown = g_filename_display_name (profile);
  g_autofree char *message = NULL;
  PlExportPlace *found = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      if (!is_called (places->pdata[i], profile))
        continue;
      if (found != NULL)
        {
          message = g_strdup_printf (
              /* Translators: %s is a profile of a mail program; --list is an option */
              _ ("There is more than one profile “%s”; name its folder, as --list shows it"),
              shown);
          fail (error, message);
          return NULL;
        }
      found = places->pdata[i];
    }
  if (found != NULL)
    return found;

  /* Translators: %s is a profile of a mail program; --list is an option */
  message = g_strdup_printf (_ ("There is no profile “%s”; --list shows all of them"), shown);
  fail (error, message);
  return NULL;
}

/**
 * pl_export_options_choose_place:
 *
 * Returns: (transfer none): the place that was named, else the one in use; or %NULL with @error, which
 *   is of #GOptionError where something else has to be typed
 */
PlExportPlace *
pl_export_options_choose_place (const PlExportOptions *options, GPtrArray *places, GError **error)
{
  if (places->len == 0)
    {
      g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE,
                   /* Translators: %s is a mail program */
                   _ ("%s was not found on this computer."), options->target->name);
      return NULL;
    }
  if (options->profile != NULL)
    return find_profile (places, options->profile, error);
  return places->pdata[0];
}

/**
 * pl_export_options_find_place:
 * @profile: (nullable): its name or its folder; %NULL for the one in use
 *
 * For commands that have no list of profiles of their own.
 *
 * Returns: (transfer full): or %NULL with @error, as from pl_export_options_choose_place()
 */
PlExportPlace *
pl_export_options_find_place (const PlExportTarget *target, const char *profile, GError **error)
{
  const PlExportOptions choice = { .target = target, .profile = (char *) profile };
  g_autoptr (GPtrArray) places = pl_export_find_places (target, NULL);
  g_autoptr (GError) reason = NULL;
  PlExportPlace *place = pl_export_options_choose_place (&choice, places, &reason);
  g_autofree char *shown = profile != NULL ? g_filename_display_name (profile) : NULL;

  if (place != NULL)
    return g_object_ref (place);

  if (reason->domain == G_OPTION_ERROR)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* Translators: %s is a profile of a mail program; the command stays */
                 _ ("There is not one profile “%s”; “postlotse export --list” shows all of them"),
                 shown);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
