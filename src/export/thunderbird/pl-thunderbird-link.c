// SPDX-License-Identifier: GPL-3.0-or-later
/* The way into a Thunderbird that runs with our add-on: a link of the add-on's own scheme, given to the
 * program, which asks whether to open it and shows the servers before anything is made. Arguments can be
 * read by everybody on this computer, so no password is in it; Thunderbird asks for that. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "base/pl-deadline.h"
#include "export/frame/pl-export-live-private.h"
#include "export/frame/pl-json-view-private.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define ADDONS "extensions.json"
#define LARGEST_ADDONS (16 * 1024 * 1024) /* bytes */
#define LINK "ext+postlotse:add?settings="
#define LARGEST_LINK (16 * 1024) /* characters, as the add-on takes */
#define PROGRAM "thunderbird"
#define PATIENCE_MS 10000
#define LOOK_EVERY_MS 50

/* --- Whether it can be done --- */

static gboolean
is_active_addon (const PlJsonView *addon)
{
  g_autofree char *id = pl_json_view_dup_member_string (addon, "id");

  return g_strcmp0 (id, PL_THUNDERBIRD_ADDON) == 0 && pl_json_view_is_member_true (addon, "active");
}

/**
 * pl_thunderbird_has_addon:
 *
 * By Thunderbird's own list: that the file of the add-on is there does not mean that it is switched on.
 *
 * Returns: whether our add-on is at work in the profile
 */
gboolean
pl_thunderbird_has_addon (PlExportPlace *place)
{
  g_autofree char *path = g_build_filename (pl_export_place_get_path (place), ADDONS, NULL);
  g_autoptr (PlExportFile) file = pl_export_file_read (path, NULL);
  PlJsonView root;
  PlJsonView addons;
  PlJsonView addon = { NULL, 0 };
  const char *text;
  gsize length = 0;

  if (file == NULL)
    return FALSE;
  text = g_bytes_get_data (pl_export_file_get_contents (file), &length);
  if (length == 0 || length > LARGEST_ADDONS || !pl_json_view_open (&root, text, length) ||
      !pl_json_view_is_object (&root) || !pl_json_view_get_member (&root, "addons", &addons) ||
      !pl_json_view_is_array (&addons))
    return FALSE;

  while (pl_json_view_next_element (&addons, &addon))
    if (is_active_addon (&addon))
      return TRUE;
  return FALSE;
}

/* What a link cannot bring: an exception for a certificate, and a server without encryption. */
static gboolean
is_plain (PlExportAccount *account)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_export_account_get_server (account, (PlDirection) i);

      if (server != NULL && (pl_server_settings_get_security (server) == PL_SECURITY_NONE ||
                             pl_export_account_get_exception (account, (PlDirection) i) != NULL))
        return FALSE;
    }
  return pl_export_account_get_server (account, PL_DIRECTION_INCOMING) != NULL;
}

/**
 * pl_thunderbird_takes_link:
 *
 * Returns: whether the Thunderbird that runs on @place would take @account by our add-on; in a sandbox none
 *   can be there
 */
gboolean
pl_thunderbird_takes_link (PlExportPlace *place, PlExportAccount *account)
{
  return pl_export_place_get_packaging (place) == PL_PACKAGING_NATIVE && is_plain (account) &&
         pl_thunderbird_is_running (place) && pl_thunderbird_has_addon (place);
}

/* --- Doing it --- */

static char *
make_link (PlExportAccount *account)
{
  g_autofree char *handover = pl_export_live_make_handover (account);
  g_autofree char *encoded = g_base64_encode ((const guchar *) handover, strlen (handover));

  /* RFC 4648, section 5, without padding */
  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "/", '_');
  encoded[strcspn (encoded, "=")] = '\0';
  return g_strconcat (LINK, encoded, NULL);
}

/* The very program that runs, which need not be the one in the path. */
static char *
find_program (PlExportPlace *place)
{
  g_autofree char *link = g_strdup_printf (
      "/proc/%d/exe", pl_thunderbird_find_holder (pl_export_place_get_path (place)));
  g_autofree char *program = g_file_read_link (link, NULL);
  g_autofree char *name = program != NULL ? g_path_get_basename (program) : NULL;

  if (name != NULL && g_str_has_prefix (name, PROGRAM) && access (program, X_OK) == 0)
    return g_steal_pointer (&program);
  return g_find_program_in_path (PROGRAM);
}

static gboolean
set_failed (GError **error)
{
  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED,
      /* Translators: an account was to be handed to Thunderbird while that runs */
      _ ("Thunderbird has not taken the account. Close it, and try once more; the account is then written "
         "into its files."));
  return FALSE;
}

/* The one that is started gives the link to the one that runs and ends. Where none runs any more it becomes
 * the one itself, and is let go. Returns: FALSE when it has ended badly */
static gboolean
await_delivery (GSubprocess *process, GCancellable *cancellable)
{
  PlDeadline deadline = pl_deadline_in (PATIENCE_MS);

  while (g_subprocess_get_identifier (process) != NULL && pl_deadline_left_ms (&deadline) > 0 &&
         !g_cancellable_is_cancelled (cancellable))
    g_usleep (LOOK_EVERY_MS * G_TIME_SPAN_MILLISECOND);
  return g_subprocess_get_identifier (process) != NULL || g_subprocess_get_successful (process);
}

/**
 * pl_thunderbird_bring:
 *
 * Gives @account, without its password, to the Thunderbird that runs on @place.
 *
 * Returns: %FALSE with #PlExportError; nothing was changed then
 */
gboolean
pl_thunderbird_bring (PlExportPlace *place,
                      PlExportAccount *account,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *program = find_program (place);
  g_autofree char *link = make_link (account);
  const char *const words[] = { program, "--profile", pl_export_place_get_path (place), link,
                                NULL };
  g_autoptr (GSubprocess) process = NULL;

  if (program == NULL || strlen (link) > LARGEST_LINK)
    return set_failed (error);
  process = g_subprocess_newv (
      words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  return (process != NULL && await_delivery (process, cancellable)) || set_failed (error);
}

/**
 * pl_thunderbird_offer_link:
 *
 * Says in @plan that Thunderbird takes the account as it runs, where it does.
 */
void
pl_thunderbird_offer_link (PlExportPlan *plan)
{
  const char *const steps[] = {
    /* Translators: what comes after an account was handed to Thunderbird while that runs; the words in
     * quotes are Thunderbird's own, as it has them in your language */
    _ ("Go to Thunderbird: it asks whether a link may be opened with Postlotse. Choose “Open Link”."),
    /* Translators: what comes after an account was handed to Thunderbird while that runs; the words in
     * quotes are a button of our add-on */
    _ ("Its page “Postlotse” shows the account and its servers. Press “Add account” there."),
    /* Translators: what comes after an account was handed to Thunderbird while that runs; the words in
     * quotes are Thunderbird's own, as it has them in your language */
    _ ("Thunderbird asks for the password once. Tick the box “Use Password Manager to remember this "
       "password” there, or it asks again every time."),
    NULL,
  };

  if (pl_thunderbird_takes_link (pl_export_plan_get_place (plan),
                                 pl_export_plan_get_account (plan)))
    pl_export_plan_offer_live (plan, steps);
}
