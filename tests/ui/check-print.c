// SPDX-License-Identifier: GPL-3.0-or-later
/* Prints the sheet into a file and reads it back with a reader of such files: every value is there, the
 * long ones whole, on the one page that it is meant to be. */
#include "model/pl-checked-settings-maker.h"
#include "wizard/done/pl-print-sheet.h"

#include <glib/gstdio.h>
#include <string.h>

#define PIN "00aa11bb22cc33dd44ee55ff00aa11bb22cc33dd44ee55ff00aa11bb22cc33dd"
#define LONG_NAME "Anna-Friederike </html> %s Mustermann-Überlingen von und zu Hohenlohe"

static PlExportAccount *
make_account (void)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@bücher.example", NULL);
  g_autoptr (PlServerSettings) in = pl_server_settings_new (
      &(PlServerFields){ .service = PL_SERVICE_IMAP,
                         .host = "a-rather-long-name-of-a-server.imap.example.org",
                         .port = 993,
                         .username = "anna",
                         .trust_fingerprint = PIN },
      NULL);
  g_autoptr (PlServerSettings) out =
      pl_server_settings_new (&(PlServerFields){ .service = PL_SERVICE_SMTP,
                                                 .host = "smtp.example.org",
                                                 .port = 587,
                                                 .security = PL_SECURITY_STARTTLS,
                                                 .username = "anna" },
                              NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, in, out, NULL);
  const PlCheckedServer seen[] = {
    { .state = PL_CHECK_STATE_OK, .mechanism = "PLAIN", .trust = "pinned" },
    { .state = PL_CHECK_STATE_NOT_TESTED, .trust = "none" },
  };
  g_autoptr (PlCheckedSettings) settings =
      pl_checked_settings_new (proposal, &seen[0], &seen[1], 1795294798);
  g_autoptr (PlSecret) password = pl_secret_new ("hunter2", -1);

  return pl_export_account_new (&(PlExportAccountFields){ .settings = settings,
                                                          .display_name = LONG_NAME,
                                                          .provider_name = "Example & Co",
                                                          .passwords = { password, password } });
}

/* Returns: the words of the file, single blanks between them; or NULL where nothing can read it */
static char *
read_back (const char *path)
{
  const char *command[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GRegex) blanks = g_regex_new ("[ \n]+", 0, 0, NULL);

  if (!g_spawn_sync (NULL, (char **) command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL,
                     NULL, NULL))
    return NULL;
  return g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
}

static guint
count_pages (const char *text)
{
  guint n = 0;

  for (const char *p = strchr (text, '\f'); p != NULL; p = strchr (p + 1, '\f'))
    n++;
  return n;
}

static void
print_to (PlSheet *sheet, const char *path)
{
  g_autoptr (GtkPrintOperation) operation = pl_print_sheet_new_operation (sheet);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
}

static char *
print_and_read (PlSheet *sheet)
{
  g_autofree char *folder = g_dir_make_tmp ("postlotse-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  char *text;

  print_to (sheet, path);
  text = read_back (path);
  g_unlink (path);
  g_rmdir (folder);
  return text;
}

static void
test_print (void)
{
  static const char *const wanted[] = {
    "Settings for anna@xn--bcher-kva.example",
    "Checked on 21 November 2026",
    LONG_NAME,
    "Example & Co",
    "Incoming server (IMAP)",
    "✓ checked: it works",
    "993",
    "SSL/TLS (encrypted from the start)",
    "normal password (PLAIN)",
    "Outgoing server (SMTP)",
    "? not checked",
    "smtp.example.org",
    "587",
    "STARTTLS (always required)",
    "The password is not on this sheet.",
  };
  g_autoptr (PlExportAccount) account = make_account ();
  g_autofree char *text = print_and_read (pl_sheet_new (account));
  g_autofree char *squeezed = NULL;
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (text, wanted[i]) == NULL)
      g_error ("“%s” is not in “%s”", wanted[i], text);
  g_assert_cmpuint (count_pages (text), ==, 1);
  g_assert_null (strstr (text, "hunter2"));

  /* Broken into lines, and nothing put between. */
  words = g_strsplit (text, " ", -1);
  squeezed = g_strjoinv ("", words);
  g_assert_nonnull (strstr (squeezed, "a-rather-long-name-of-a-server.imap.example.org"));
  g_assert_nonnull (strstr (squeezed, "00:AA:11:BB:22:CC:33:DD:44:EE:55:FF:00:AA:11:BB:22:CC:33:DD:"
                                      "44:EE:55:FF:00:AA:11:BB:22:CC:33:DD"));
}

/* More than fits on one goes on, on the next. */
static void
test_pages (void)
{
  g_autoptr (PlExportAccount) account = make_account ();
  PlSheet *sheet = pl_sheet_new (account);
  PlSheetPart *part = sheet->parts->pdata[2];
  g_autofree char *text = NULL;

  for (guint i = 0; i < 30; i++)
    {
      PlSheetLine *line = g_new0 (PlSheetLine, 1);

      line->name = g_strdup_printf ("name%u", i);
      line->value = g_strdup_printf ("value%u", i);
      g_ptr_array_add (part->lines, line);
    }
  text = print_and_read (sheet);
  if (text == NULL)
    {
      g_test_skip ("no pdftotext");
      return;
    }
  g_assert_cmpuint (count_pages (text), ==, 2);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *line = g_strdup_printf ("name%u value%u", i, i);

      g_assert_nonnull (strstr (text, line));
    }
}

int
main (int argc, char **argv)
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/values", test_print);
  g_test_add_func ("/print/pages", test_pages);
  return g_test_run ();
}
