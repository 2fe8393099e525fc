// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird: prefs.js and cert_override.txt of a closed profile. Passwords stay out of it: its store
 * depends on the version of NSS and may have a primary password, and who types the password once in
 * Thunderbird has it in the right place. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "base/pl-hostname.h"
#include "export/files/pl-export-zip-private.h"
#include "export/frame/pl-export-words-private.h"

#include <glib/gi18n.h>
#include <string.h>

static PlExportFile *
read_file (PlExportPlace *place, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), name, NULL);

  return pl_export_file_read (path, error);
}

static PlThunderbirdPrefs *
parse (PlExportFile *file)
{
  gsize length;
  const char *text = g_bytes_get_data (pl_export_file_get_contents (file), &length);

  return pl_thunderbird_prefs_parse (text != NULL ? text : "", length);
}

static PlThunderbirdPrefs *
parse_whole (PlExportFile *file, GError **error)
{
  g_autoptr (PlThunderbirdPrefs) prefs = parse (file);

  if (pl_thunderbird_prefs_is_whole (prefs))
    return g_steal_pointer (&prefs);

  g_set_error (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
      /* Translators: %s is a file of Thunderbird */
      _ ("“%s” ends in the middle, so nothing was changed. Start Thunderbird and close it again; "
         "it then writes the file again."),
      pl_export_file_get_path (file));
  return NULL;
}

/* Who keeps the list of accounts in user.js gets it back at every start. */
static gboolean
is_fixed_by_user_js (PlExportPlace *place)
{
  static const char *const lists[] = { "mail.accountmanager.accounts", "mail.smtpservers" };
  g_autoptr (PlExportFile) file = read_file (place, "user.js", NULL);
  g_autoptr (PlThunderbirdPrefs) prefs = file != NULL ? parse (file) : NULL;

  for (guint i = 0; prefs != NULL && i < G_N_ELEMENTS (lists); i++)
    if (pl_thunderbird_prefs_get_string (prefs, lists[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* --- Certificates --- */

/* Returns: (nullable): the fingerprint; none for an address with colons, which could not be told from
 * its port in that file: Thunderbird then asks */
static const char *
get_exception (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);

  if (server == NULL || strchr (pl_server_settings_get_host (server), ':') != NULL)
    return NULL;
  return pl_export_account_get_exception (account, direction);
}

static GBytes *
put_exception (PlExportPlan *plan, PlExportFile *file, GBytes *overrides, PlDirection direction)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  const char *exception = get_exception (account, direction);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GBytes *longer;

  if (exception == NULL)
    return g_bytes_ref (overrides);

  longer = pl_thunderbird_put_override (overrides, pl_server_settings_get_host (server),
                                        pl_server_settings_get_port (server), exception, &before,
                                        &after);
  if (after != NULL)
    pl_export_plan_add_line (plan, pl_export_file_get_path (file), before, after);
  return longer;
}

/* Before prefs.js, so that no account ever comes without its exception. */
static gboolean
plan_exceptions (PlExportPlan *plan, GError **error)
{
  g_autoptr (PlExportFile) file =
      read_file (pl_export_plan_get_place (plan), "cert_override.txt", error);
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;

  if (file == NULL)
    return FALSE;

  once = put_exception (plan, file, pl_export_file_get_contents (file), PL_DIRECTION_INCOMING);
  twice = put_exception (plan, file, once, PL_DIRECTION_OUTGOING);
  pl_export_plan_add_edit (plan, file, twice);
  return TRUE;
}

/* --- What a person is told --- */

static void
add_line_cb (const char *before, const char *after, gpointer data)
{
  gpointer *both = data;

  pl_export_plan_add_line (both[0], both[1], before, after);
}

static void
tell_exceptions (PlExportPlan *plan)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (account, (PlDirection) i);
      g_autofree char *host = NULL;
      g_autofree char *sentence = NULL;

      if (get_exception (account, (PlDirection) i) == NULL)
        continue;
      host = pl_hostname_to_display (pl_server_settings_get_host (server));
      sentence = g_strdup_printf (
          /* Translators: a server, then its port */
          _ ("Thunderbird accepts the certificate of %s, port %u, that you have accepted, and no other."),
          host, pl_server_settings_get_port (server));
      pl_export_plan_add_summary (plan, sentence);
    }
}

static void
tell_what (PlExportPlan *plan, PlThunderbirdFound found)
{
  static const char *const sentences[] = {
    /* Translators: %s is an e-mail address; something is about to be done */
    [PL_THUNDERBIRD_NEW] = N_ ("The account %s is added to Thunderbird."),
    /* Translators: %s is an e-mail address; something is about to be done */
    [PL_THUNDERBIRD_CHANGED] = N_ ("The account %s that is already in Thunderbird is corrected."),
    /* Translators: %s is an e-mail address */
    [PL_THUNDERBIRD_SAME] = N_ ("The account %s is already in Thunderbird with these settings."),
  };
  const char *address = pl_export_account_get_address (pl_export_plan_get_account (plan));
  g_autofree char *sentence = pl_words_fill (_ (sentences[found]), address);

  pl_export_plan_add_summary (plan, sentence);
  pl_export_plan_describe_account (plan);
  tell_exceptions (plan);
}

static void
warn_of_exceptions (PlExportPlan *plan)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      g_autofree char *host = NULL;
      g_autofree char *sentence = NULL;

      if (!pl_export_account_has_open_exception (account, (PlDirection) i))
        continue;
      host = pl_hostname_to_display (
          pl_server_settings_get_host (pl_export_account_get_server (account, (PlDirection) i)));
      sentence = g_strdup_printf (
          /* Translators: %s is a server */
          _ ("The file speaks of an exception for the certificate of %s. It is not taken over, because "
             "anybody can write a file. Thunderbird will ask about the certificate."),
          host);
      pl_export_plan_add_warning (plan, sentence);
    }
}

static void
warn (PlExportPlan *plan, const PlThunderbirdPrefs *prefs)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);

  if (pl_thunderbird_has_other_account (prefs, account))
    pl_export_plan_add_warning (
        plan,
        /* Translators: before an account is added to Thunderbird */
        _ ("Thunderbird has another account with this address and other servers. It stays as it is."));
  if (pl_export_account_get_server (account, PL_DIRECTION_OUTGOING) == NULL)
    pl_export_plan_add_warning (
        plan,
        /* Translators: of an account that was checked for receiving only */
        _ ("There is no server for sending. Thunderbird sends with its default one, if it has one."));
  warn_of_exceptions (plan);
}

static void
tell_afterwards (PlExportPlan *plan, PlThunderbirdFound found)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);
  gboolean sends = pl_export_account_get_server (account, PL_DIRECTION_OUTGOING) != NULL;

  if (pl_thunderbird_uses_oauth (account, PL_DIRECTION_INCOMING))
    {
      pl_export_plan_add_afterwards (
          plan,
          /* Translators: what happens when Thunderbird is started with its new account */
          _ ("Thunderbird opens your provider's sign-in page when it first fetches mail. Sign in there."));
      return;
    }
  /* It remembers passwords by server and user name, which stay the same. */
  if (found != PL_THUNDERBIRD_NEW)
    {
      pl_export_plan_add_afterwards (
          plan,
          /* Translators: what happens when Thunderbird is started with an account that was corrected; the
           * words in quotes are Thunderbird's own, as it has them in your language */
          _ ("Thunderbird goes on with the password that it remembers. If it asks for one, tick the box "
             "“Use Password Manager to remember this password” there."));
      return;
    }

  pl_export_plan_add_afterwards (
      plan,
      /* Translators: what happens when Thunderbird is started with its new account; the words in quotes
       * are Thunderbird's own, as it has them in your language */
      _ ("Thunderbird asks for the password once when it starts. Tick the box “Use Password Manager to "
         "remember this password” there, or it asks again every time."));
  if (!sends)
    return;

  pl_export_plan_add_afterwards (
      plan,
      pl_export_account_has_sending_password (account)
          /* Translators: what happens in Thunderbird with its new account, which has two passwords */
          ? _ ("When you first send a message it asks for the password for sending, in the same way.")
          /* Translators: what happens in Thunderbird with its new account */
          : _ ("When you first send a message it asks once more, in the same way."));
}

/* --- The target --- */

static gboolean
plan_prefs (PlExportPlan *plan, PlThunderbirdFound *found, GError **error)
{
  g_autoptr (PlExportFile) file = read_file (pl_export_plan_get_place (plan), "prefs.js", error);
  g_autoptr (PlThunderbirdPrefs) prefs = file != NULL ? parse_whole (file, error) : NULL;
  g_autoptr (GBytes) contents = NULL;
  gpointer both[2];

  if (prefs == NULL)
    return FALSE;

  warn (plan, prefs);
  *found = pl_thunderbird_put_account (prefs, pl_export_plan_get_account (plan));
  tell_what (plan, *found);
  both[0] = plan;
  both[1] = (gpointer) pl_export_file_get_path (file);
  pl_thunderbird_prefs_each_change (prefs, add_line_cb, both);
  contents = pl_thunderbird_prefs_to_bytes (prefs);
  pl_export_plan_add_edit (plan, file, contents);
  return TRUE;
}

static PlExportPlan *
make_plan (PlExportPlace *place, PlExportAccount *account, GError **error)
{
  g_autoptr (PlExportPlan) plan = pl_export_plan_new (place, account);
  g_autofree char *refusal = pl_thunderbird_refuse (account);
  PlThunderbirdFound found = PL_THUNDERBIRD_NEW;

  if (refusal == NULL && is_fixed_by_user_js (place))
    refusal = g_strdup (
        /* Translators: why an account cannot be written into a profile; user.js is a file */
        _ ("The file user.js in this profile fixes the list of accounts: Thunderbird would "
           "drop the new one at its next start."));
  if (refusal != NULL)
    {
      pl_export_plan_refuse (plan, refusal);
      return g_steal_pointer (&plan);
    }

  if (!plan_exceptions (plan, error) || !plan_prefs (plan, &found, error))
    return NULL;
  if (pl_export_plan_changes_anything (plan))
    {
      tell_afterwards (plan, found);
      pl_thunderbird_offer_link (plan);
    }
  return g_steal_pointer (&plan);
}

/* Thunderbird takes such an archive as the backup of a profile, and puts the account with new keys
 * beside those it has. It takes over whatever else is in it, so there is nothing else. The profile lies
 * in a folder, as in a backup that Thunderbird makes: up to 140 the first part of each name is dropped,
 * whatever it is; 153 takes it with or without. */
static GBytes *
make_import (PlExportAccount *account, GError **error)
{
  g_autoptr (PlThunderbirdPrefs) prefs = pl_thunderbird_prefs_parse ("", 0);
  g_autofree char *refusal = pl_thunderbird_refuse (account);
  g_autoptr (GBytes) contents = NULL;

  if (refusal != NULL)
    {
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED, refusal);
      return NULL;
    }

  (void) pl_thunderbird_put_account (prefs, account);
  contents = pl_thunderbird_prefs_to_bytes (prefs);
  return pl_export_zip_file ("Thunderbird/prefs.js", contents);
}

static const char *const import_steps[] = {
  /* Translators: steps in Thunderbird; the words in quotes are Thunderbird's own, as it has them in your
   * language */
  N_ ("In Thunderbird, open “Tools”, then “Import…”."),
  /* Translators: a step in Thunderbird; the words in quotes are Thunderbird's own */
  N_ ("Choose “Import from a file” and “Continue”, then “Import Backed-up Profile” and “Continue”, and "
      "pick the ZIP file."),
  /* Translators: a step in Thunderbird; the words in quotes are Thunderbird's own */
  N_ ("Press “Continue”, “Start Import”, and at its end “Finish”."),
  /* Translators: a step in Thunderbird */
  N_ ("Thunderbird restarts and asks for the password."),
  NULL,
};

/* Debian, Arch and tar balls; Fedora and openSUSE; Flatpak, by all its names; Snap. */
static const char *const desktop_ids[] = {
  "thunderbird.desktop",
  "thunderbird-esr.desktop",
  "mozilla-thunderbird.desktop",
  "net.thunderbird.Thunderbird.desktop",
  "org.mozilla.Thunderbird.desktop",
  "org.mozilla.thunderbird.desktop",
  "org.mozilla.thunderbird_esr.desktop",
  "thunderbird_thunderbird.desktop",
  NULL,
};

const PlExportTarget pl_export_thunderbird = {
  .id = "thunderbird",
  .name = "Thunderbird",
  .find = pl_thunderbird_find_places,
  .plan = make_plan,
  .lock = pl_thunderbird_lock,
  .unlock = pl_thunderbird_unlock,
  .is_running = pl_thunderbird_is_running,
  .bring = pl_thunderbird_bring,
  .make_import = make_import,
  .import_suffix = ".zip",
  .import_steps = import_steps,
  .desktop_ids = desktop_ids,
};
