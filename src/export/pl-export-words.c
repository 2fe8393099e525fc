// SPDX-License-Identifier: GPL-3.0-or-later
/* What a plan says of the account itself, the same for every mail program. */
#include "export/pl-export-words-private.h"

#include "model/pl-words.h"

#include <glib/gi18n.h>

static void
add_direction (PlExportPlan *plan, PlDirection direction)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);
  g_autofree char *server = NULL;
  g_autofree char *state = NULL;
  g_autofree char *sentence = NULL;

  if (pl_export_account_get_server (account, direction) == NULL)
    return;

  server = pl_export_account_describe_server (account, direction);
  state = pl_export_account_describe_state (account, direction);
  sentence =
      direction == PL_DIRECTION_INCOMING
          /* Translators: a server with port, encryption and user name; then whether it works */
          ? g_strdup_printf (_ ("Receiving: %s (%s)"), server, state)
          /* Translators: a server with port, encryption and user name; then whether it works */
          : g_strdup_printf (_ ("Sending: %s (%s)"), server, state);
  pl_export_plan_add_summary (plan, sentence);
}

static void
add_copies (PlExportPlan *plan)
{
  PlExportAccount *account = pl_export_plan_get_account (plan);
  guint days = pl_proposal_get_pop3_remove_after_days (pl_export_account_get_proposal (account));
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);
  g_autofree char *sentence = NULL;

  if (server == NULL || pl_server_settings_get_service (server) != PL_SERVICE_POP3)
    return;

  if (days == PL_POP3_KEEP)
    /* Translators: what becomes of mail that was fetched by POP3 */
    sentence = g_strdup (_ ("Mail that was fetched stays on the server."));
  else if (days == PL_POP3_REMOVE_AT_ONCE)
    /* Translators: what becomes of mail that was fetched by POP3 */
    sentence = g_strdup (_ ("Mail is deleted from the server as soon as it was fetched."));
  else
    sentence = g_strdup_printf (
        /* Translators: what becomes of mail that was fetched by POP3 */
        ngettext ("Mail that was fetched is deleted from the server after %u day.",
                  "Mail that was fetched is deleted from the server after %u days.", days),
        days);
  pl_export_plan_add_summary (plan, sentence);
}

/**
 * pl_export_plan_describe_account:
 *
 * Adds to the summary which servers the program will use, what is known of them and who says so.
 */
void
pl_export_plan_describe_account (PlExportPlan *plan)
{
  PlCheckedSettings *settings = pl_export_account_get_settings (pl_export_plan_get_account (plan));
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_local (pl_checked_settings_get_verified_at (settings));
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
  g_autofree char *date = pl_date_to_words (day);
  g_autofree char *sentence = NULL;

  add_direction (plan, PL_DIRECTION_INCOMING);
  add_copies (plan);
  add_direction (plan, PL_DIRECTION_OUTGOING);
  if (pl_checked_settings_get_verified_at (settings) <= 0)
    return;

  sentence = pl_checked_settings_is_claimed (settings)
                 /* Translators: %s is a date */
                 ? g_strdup_printf (_ ("Checked on %s, according to the file"), date)
                 /* Translators: %s is a date */
                 : g_strdup_printf (_ ("Checked on %s"), date);
  pl_export_plan_add_summary (plan, sentence);
}
