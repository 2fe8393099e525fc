// SPDX-License-Identifier: GPL-3.0-or-later
/* Mailspring: the list of accounts and the enciphered passwords in config.json, while it does not run.
 * Both or nothing: with an account but no password it would only say that it cannot sync. */
#include "export/mailspring/pl-mailspring-making-private.h"
#include "export/mailspring/pl-mailspring-places-private.h"
#include "export/mailspring/pl-mailspring-private.h"

#include "export/frame/pl-export-words-private.h"

#include <glib/gi18n.h>
#include <string.h>

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
  PlMailspringMaking making = { plan, pl_export_plan_get_account (plan), path, NULL, FALSE };
  g_autoptr (GBytes) changed = NULL;
  g_autofree char *whole = NULL;
  const char *refusal;
  PlJsonView root;
  PlJsonView view = { text, length };
  PlJsonView star;
  gboolean done;

  if (length == 0 || !pl_json_view_open (&root, text, length) || !find_star (&root, &star))
    return pl_mailspring_set_damaged (path, error);

  making.star = pl_json_view_dup (&star);
  refusal = pl_mailspring_plan_passwords (&making);
  done = refusal != NULL || pl_mailspring_plan_list (&making, error);
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
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: %s is an e-mail address; something is about to be done */
      _ ("Mailspring is open and gets the account %s now: its own window for a new account opens, filled "
         "in. Nothing is kept there before you agree."),
      pl_export_account_get_address (account));

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

/* Its own packages, Flatpak, Snap. */
static const char *const desktop_ids[] = {
  "Mailspring.desktop",
  "mailspring.desktop",
  "com.getmailspring.Mailspring.desktop",
  "mailspring_mailspring.desktop",
  NULL,
};

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
  .desktop_ids = desktop_ids,
};
