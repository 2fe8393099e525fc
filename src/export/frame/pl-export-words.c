// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said of an account and its export, the same for every mail program and file. */
#include "export/frame/pl-export-words-private.h"

#include "export/frame/pl-export-receipt.h"
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

/**
 * pl_export_account_describe_copies:
 *
 * Returns: (transfer full) (nullable): what becomes of mail that was fetched by POP3; %NULL with IMAP
 */
char *
pl_export_account_describe_copies (PlExportAccount *account)
{
  guint days = pl_proposal_get_pop3_remove_after_days (pl_export_account_get_proposal (account));
  PlServerSettings *server = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);

  if (server == NULL || pl_server_settings_get_service (server) != PL_SERVICE_POP3)
    return NULL;

  if (days == PL_POP3_KEEP)
    /* Translators: what becomes of mail that was fetched by POP3 */
    return g_strdup (_ ("Mail that was fetched stays on the server."));
  if (days == PL_POP3_REMOVE_AT_ONCE)
    /* Translators: what becomes of mail that was fetched by POP3 */
    return g_strdup (_ ("Mail is deleted from the server as soon as it was fetched."));
  return g_strdup_printf (
      /* Translators: what becomes of mail that was fetched by POP3 */
      ngettext ("Mail that was fetched is deleted from the server after %u day.",
                "Mail that was fetched is deleted from the server after %u days.", days),
      days);
}

/* What was taken untested has the time of that, which is none of a check. */
static gboolean
was_checked (PlExportAccount *account)
{
  PlCheckedSettings *settings = pl_export_account_get_settings (account);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_export_account_get_server (account, (PlDirection) i) != NULL &&
        pl_checked_settings_get_server (settings, (PlDirection) i)->state !=
            PL_CHECK_STATE_NOT_TESTED)
      return TRUE;

  return FALSE;
}

/**
 * pl_export_account_describe_time:
 *
 * Returns: (transfer full) (nullable): when it was checked, and who says so; %NULL where it was not
 */
char *
pl_export_account_describe_time (PlExportAccount *account)
{
  PlCheckedSettings *settings = pl_export_account_get_settings (account);
  gint64 at = pl_checked_settings_get_verified_at (settings);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
  g_autofree char *date = pl_date_to_words (day);

  if (at <= 0 || !was_checked (account))
    return NULL;
  return pl_checked_settings_is_claimed (settings)
             /* Translators: %s is a date */
             ? g_strdup_printf (_ ("Checked on %s, according to the file"), date)
             /* Translators: %s is a date */
             : g_strdup_printf (_ ("Checked on %s"), date);
}

/**
 * pl_words_fill:
 * @format: out of a table, and its translation: with one %s
 *
 * Returns: (transfer full): a format out of a table is none that the compiler could check
 */
char *
pl_words_fill (const char *format, const char *word)
{
  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);

  return g_strjoinv (word, halves);
}

static void
add_sentence (PlExportPlan *plan, const char *sentence)
{
  if (sentence != NULL)
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
  PlExportAccount *account = pl_export_plan_get_account (plan);
  g_autofree char *copies = pl_export_account_describe_copies (account);
  g_autofree char *time = pl_export_account_describe_time (account);

  add_direction (plan, PL_DIRECTION_INCOMING);
  add_sentence (plan, copies);
  add_direction (plan, PL_DIRECTION_OUTGOING);
  add_sentence (plan, time);
}

/**
 * pl_export_receipt_describe_backups:
 *
 * Returns: (transfer full): a sentence for each file that is kept as it was before
 */
char **
pl_export_receipt_describe_backups (PlExportReceipt *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  GPtrArray *written = pl_export_receipt_get_written (self);

  for (guint i = 0; i < written->len; i++)
    {
      const PlExportWritten *file = written->pdata[i];
      g_autofree char *shown = file->backup != NULL ? g_filename_display_name (file->backup) : NULL;
      g_autofree char *sentence = NULL;

      if (shown == NULL)
        continue;
      /* Translators: %s is a file */
      sentence = g_strdup_printf (_ ("As it was before: %s"), shown);
      g_strv_builder_add (sentences, sentence);
    }
  return g_strv_builder_end (sentences);
}
