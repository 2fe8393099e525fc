// SPDX-License-Identifier: GPL-3.0-or-later
/* The states of an account that a mail program has already: the list of them, the first page with one, its
 * result, and the last page with the way back. */
#include "check-layout.h"

#include "check/check-lab.h"
#include "setup/pl-setup-import.h"
#include "wizard/existing/pl-existing-window.h"
#include "wizard/launch/pl-launched-window.h"
#include "wizard/parts/pl-page.h"
#include "wizard/window/pl-wizard-window.h"

#include <glib/gstdio.h>

#define ADDRESS "anneliese.mustermann@buchhaltung.example.org"

/* What stands in prefs.js of one account. */
#define ACCOUNT(n, type, name, address)                                  \
  "user_pref(\"mail.account.account" n ".server\", \"server" n "\");\n"  \
  "user_pref(\"mail.account.account" n ".identities\", \"id" n "\");\n"  \
  "user_pref(\"mail.server.server" n ".type\", \"" type "\");\n"         \
  "user_pref(\"mail.server.server" n ".name\", \"" name "\");\n"         \
  "user_pref(\"mail.server.server" n ".hostname\", \"" LAB_POP3 "\");\n" \
  "user_pref(\"mail.server.server" n ".socketType\", 3);\n"              \
  "user_pref(\"mail.server.server" n ".userName\", \"" address "\");\n"  \
  "user_pref(\"mail.identity.id" n ".useremail\", \"" address "\");\n"   \
  "user_pref(\"mail.identity.id" n ".smtpServer\", \"smtp1\");\n"

static const char prefs[] =
    "user_pref(\"mail.accountmanager.accounts\", \"account1,account2,account3\");\n"
    "user_pref(\"mail.smtpservers\", \"smtp1\");\n"
    "user_pref(\"mail.smtpserver.smtp1.hostname\", \"" LAB_SMTP "\");\n"
    "user_pref(\"mail.smtpserver.smtp1.port\", 465);\n"
    "user_pref(\"mail.smtpserver.smtp1.try_ssl\", 3);\n"
    "user_pref(\"mail.smtpserver.smtp1.username\", \"" ADDRESS "\");\n" //
    ACCOUNT ("1", "pop3", "Buchhaltung und Rechnungswesen", ADDRESS) //
    ACCOUNT ("2", "imap", "bernd@example.org", "bernd@example.org") //
    ACCOUNT ("3", "ews", "Schule", "lehrkraft@schule.example");

static const char profiles_ini[] =
    "[Profile0]\nName=default-esr\nIsRelative=1\nPath=abc.default-esr\nDefault=1\n"
    "[Profile1]\nName=Ehrenamt\nIsRelative=1\nPath=def.Ehrenamt\n";

/* The home folder is this run's own. Other states look for mail programs in it, too. */
static const struct
{
  const char *name;
  const char *text;
  gsize length;
} files[] = {
  { ".thunderbird/profiles.ini", profiles_ini, sizeof profiles_ini - 1 },
  { ".thunderbird/abc.default-esr/prefs.js", prefs, sizeof prefs - 1 },
  { ".thunderbird/def.Ehrenamt/prefs.js", prefs, sizeof prefs - 20 }, /* breaks off */
};

static void
make_profiles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (g_get_home_dir (), files[i].name, NULL);
      g_autofree char *folder = g_path_get_dirname (path);

      g_mkdir_with_parents (folder, 0700);
      g_assert_true (g_file_set_contents (path, files[i].text, (gssize) files[i].length, NULL));
    }
}

static void
remove_profiles (void)
{
  for (guint i = G_N_ELEMENTS (files); i > 0; i--)
    {
      g_autofree char *path = g_build_filename (g_get_home_dir (), files[i - 1].name, NULL);
      g_autofree char *folder = g_path_get_dirname (path);

      (void) g_unlink (path);
      (void) g_rmdir (folder);
    }
}

/* --- The list --- */

static gboolean
is_done_looking (GtkWidget *window, gpointer data)
{
  return find (window, data, NULL) != NULL;
}

static gboolean
is_shown_label (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         gtk_label_get_wrap (GTK_LABEL (widget)) &&
         *gtk_label_get_text (GTK_LABEL (widget)) != '\0';
}

static void
look_at_list (const char *state)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_window (setup, NULL);
  GtkWidget *list = GTK_WIDGET (pl_existing_window_new (GTK_WINDOW (window), setup));

  wait_until (list, is_mapped, NULL);
  if (!wait_until (list, is_done_looking, is_shown_label))
    complain (state, list, "nothing is found out");
  settle (list);
  look (state, list, "light", 0);
  look (state, list, "dark", 320);
  gtk_window_close (GTK_WINDOW (list));
  close_window (window);
}

/* --- The pages --- */

/* With the network of this computer, which nobody uses here: practice does not offer it. */
static void
look_at_entry (void)
{
  g_autoptr (PlNetwork) own = pl_network_new ();
  g_autoptr (PlSetup) setup = pl_setup_new (own);
  GtkWidget *window = pl_wizard_window_new (NULL, setup);

  gtk_window_present (GTK_WINDOW (window));
  wait_until (window, is_mapped, NULL);
  look_at ("account-ways", window);
  close_window (window);
}

static void
take_account (PlSetup *setup)
{
  g_autoptr (GPtrArray) profiles = pl_import_list_profiles (NULL);
  PlImportProfile *profile = profiles->len > 0 ? profiles->pdata[0] : NULL;

  g_assert_nonnull (profile);
  g_assert_true (pl_setup_take_import_from (setup,
                                            pl_import_profile_get_accounts (profile)->pdata[0],
                                            pl_import_profile_get_place (profile)));
}

static void
serve (CheckLab *lab)
{
  check_lab_serve (lab, LAB_POP3, 995,
                   "TLS good\n"
                   "S: +OK ready\n"
                   "LABEL use\n"
                   "IF C CAPA GOTO capa\n"
                   "IF C AUTH PLAIN {answer} GOTO in\n"
                   "IF C STAT GOTO stat\n"
                   "C: QUIT\nCLOSE\n"
                   "LABEL capa\nANY\nS: +OK\nS: SASL PLAIN\nS: TOP\nS: .\nGOTO use\n"
                   "LABEL in\nANY\nS: +OK\nGOTO use\n"
                   "LABEL stat\nANY\nS: +OK 2 999\nGOTO use\n");
  check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WELL);
}

static gboolean
is_button (GtkWidget *widget, gpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_notice (GtkWidget *widget, gpointer data)
{
  return g_str_equal (gtk_widget_get_css_name (widget), "existing") &&
         gtk_widget_get_mapped (widget) && find (widget, is_button, NULL) != NULL;
}

/* It works, and deletes mail from the server: the notice is answered, which the last page writes back. */
static void
look_at_result (GtkWidget *window, PlSetup *setup)
{
  GtkWidget *notice;

  gtk_widget_activate_action (window, "wizard.forward", NULL);
  if (!wait_until (window, is_checked, setup))
    complain ("check-existing", window, "the check does not end");
  settle (window);
  look_at ("check-existing-end", window);
  notice = find (window, is_notice, NULL);
  if (notice == NULL)
    {
      complain ("check-existing", window, "has no notice");
      return;
    }
  g_signal_emit_by_name (find (notice, is_button, NULL), "clicked");
  settle (window);
  look_at ("check-existing-kept-end", window);
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  settle (window);
  look_at ("done-existing", window);
}

static void
look_at_pages (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  GtkWidget *window;

  serve (lab);
  setup = pl_setup_new (check_lab_get_network (lab));
  take_account (setup);
  window = open_window (setup, NULL);
  look_at ("account-existing", window);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  pl_page_update (PL_PAGE (find (window, is_page, NULL)));
  look_at_result (window, setup);
  close_window (window);
}

/* --- Repair --- */

static const char described[] =
    "{\"format\": \"postlotse-handover\", \"version\": 1, \"created\": \"2026-11-21T21:00:00Z\","
    " \"status\": \"done\", \"account\": {\"id\": \"0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f\","
    " \"identity\": {\"address\": \"" ADDRESS "\", \"name\": \"Anneliese Mustermann\"},"
    " \"incoming\": [{\"protocol\": \"imap\", \"host\": \"" LAB_IMAP "\", \"port\": 993,"
    " \"security\": \"tls\", \"username\": \"anna\","
    " \"auth\": {\"kind\": \"password\", \"sasl\": [], \"oauth2\": null},"
    " \"secret\": {\"store\": \"none\"},"
    " \"verified\": {\"state\": \"ok\", \"stages\": [], \"source\": \"user\"}}],"
    " \"outgoing\": [{\"protocol\": \"smtp\", \"host\": \"" LAB_SMTP "\", \"port\": 465,"
    " \"security\": \"tls\", \"username\": \"anna\","
    " \"auth\": {\"kind\": \"password\", \"sasl\": [], \"oauth2\": null},"
    " \"secret\": {\"store\": \"none\"},"
    " \"verified\": {\"state\": \"ok\", \"stages\": [], \"source\": \"user\"}}]}}";

/* What another program calls us for, without a password of ours and with one. */
static void
look_at_repair (void)
{
  const PlLaunchOptions options = { .caller = "Mailspring", .description = described };
  g_autoptr (PlLaunchRequest) request = pl_launch_request_new (&options);
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSecret) password = pl_secret_new (LAB_PASSWORD, -1);
  GtkWidget *window = pl_wizard_window_new (NULL, setup);

  pl_launched_window_attach (PL_WIZARD_WINDOW (window), request);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (window, is_mapped, NULL);
  look_at ("account-repair", window);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    g_assert_true (pl_setup_use_stored_password (setup, (PlDirection) i, password));
  pl_page_update (PL_PAGE (find (window, is_page, NULL)));
  settle (window);
  look_at ("account-repair-stored", window);
  close_window (window);
}

void
look_at_existing (void)
{
  look_at_repair ();
  look_at_list ("existing-nothing");
  look_at_entry ();
  make_profiles ();
  look_at_list ("existing-list");
  look_at_pages ();
  remove_profiles ();
}
