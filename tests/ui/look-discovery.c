// SPDX-License-Identifier: GPL-3.0-or-later
/* The states in which the servers are looked for, the provider wants something first, or the password
 * is not for everybody. */
#include "check-layout.h"

#include "check/check-lab.h"
#include "wizard/account/pl-provider-chooser.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-field.h"
#include "wizard/parts/pl-page.h"
#include "wizard/parts/pl-question.h"
#include "wizard/servers/pl-look-up-panel.h"

static GtkWidget *
open_for (PlSetup *setup, const char *address)
{
  pl_setup_set_address (setup, address);
  return open_window (setup, NULL);
}

static void
go_on (GtkWidget *window)
{
  gtk_widget_activate_action (window, "wizard.forward", NULL);
  settle (window);
}

static gboolean
is_entering (GtkWidget *window, gpointer setup)
{
  return pl_setup_get_stage (setup) != PL_SETUP_STAGE_DISCOVERING;
}

static GtkWidget *
find_dialog (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_visible (l->data))
      return l->data;

  return NULL;
}

static void
look_at_dialog (const char *state, GtkWidget *window, GType type)
{
  GtkWidget *dialog = find_dialog (type);

  if (dialog == NULL)
    {
      complain (state, window, "no window has opened");
      return;
    }
  wait_until (dialog, is_mapped, NULL);
  look (state, dialog, "light", 0);
  look (state, dialog, "dark", 0);
  gtk_window_close (GTK_WINDOW (dialog));
  settle (window);
}

static gboolean
is_panel (GtkWidget *widget, gpointer data)
{
  return PL_IS_LOOK_UP_PANEL (widget);
}

static gboolean
is_plain_button (GtkWidget *widget, gpointer data)
{
  return GTK_IS_BUTTON (widget) && !GTK_IS_TOGGLE_BUTTON (widget);
}

/* Nobody knows this domain: before the look-up, with whom it asks; and after it. */
static void
look_at_unknown (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_for (setup, "anna.mustermann@eine-unbekannte-domain.example");
  GtkWidget *panel;

  pl_disclosure_set_expanded (PL_DISCLOSURE (find (window, is_disclosure, NULL)), TRUE);
  look_at ("account-unknown", window);
  panel = find (window, is_panel, NULL);
  g_signal_emit_by_name (find (panel, is_plain_button, NULL), "clicked");
  settle (window);
  look_at_dialog ("chooser", window, PL_TYPE_PROVIDER_CHOOSER);
  go_on (window);
  wait_until (window, is_entering, setup);
  settle (window);
  look_at ("account-nothing", window);
  pl_setup_choose_provider (setup, "strato");
  settle (window);
  look_at ("account-chosen", window);
  close_window (window);
}

static void
look_at_typo (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  GtkWidget *window = open_for (setup, "anna.mustermann@gmial.com");

  look_at ("account-typo", window);
  close_window (window);
}

/* First the page with the address, then what the provider wants. */
static void
look_at_provider (const char *name, const char *address)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSecret) password = pl_secret_new ("made up", -1);
  g_autofree char *account = g_strconcat ("account-", name, NULL);
  g_autofree char *before = g_strconcat ("before-", name, NULL);
  g_autofree char *end = g_strconcat ("before-", name, "-end", NULL);
  GtkWidget *window;

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  window = open_for (setup, address);
  look_at (account, window);
  go_on (window);
  look_at (before, window);
  look_at (end, window);
  close_window (window);
}

/* --- Servers of another domain --- */

static PlServerSettings *
make_server (PlService service, const char *host, guint16 port)
{
  const PlServerFields fields = {
    .service = service,
    .host = host,
    .port = port,
    .username = "anna@example.org",
    .source = PL_SOURCE_SRV,
  };

  return pl_server_settings_new (&fields, NULL);
}

static void
take_foreign (PlSetup *setup)
{
  static const char *const hosts[] = { "imap.webhost.example", "smtp.webhost.example", NULL };
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) incoming = make_server (PL_SERVICE_IMAP, hosts[0], 993);
  g_autoptr (PlServerSettings) outgoing = make_server (PL_SERVICE_SMTP, hosts[1], 465);
  const PlProposalFields fields = {
    .address = address,
    .incoming = incoming,
    .outgoing = outgoing,
    .source = PL_SOURCE_SRV,
    .trust = PL_TRUST_DNS,
    .foreign_hosts = hosts,
  };
  g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&fields);

  pl_setup_take_proposal (setup, proposal);
}

static void
look_at_foreign (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlSecret) password = pl_secret_new ("made up", -1);
  GtkWidget *window;

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  pl_setup_set_address (setup, "anna@example.org");
  take_foreign (setup);
  window = open_window (setup, NULL);
  pl_page_go_to (PL_PAGE (find (window, is_page, NULL)), "servers");
  settle (window);
  look_at ("servers-found", window);
  go_on (window);
  look_at_dialog ("foreign-question", window, PL_TYPE_QUESTION);
  wait_until (window, is_checked, setup);
  close_window (window);
}

/* --- Fields to which a failed check has led --- */

static gboolean
is_mark (GtkWidget *widget, gpointer words)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), words);
}

static void
look_at_pointed (void)
{
  static const char *const fields[] = { "host", "port", "security", "username", "auth" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (PlSetup) setup = pl_setup_new (network);
      g_autofree char *field = g_strconcat ("incoming-", fields[i], NULL);
      g_autofree char *state = g_strconcat ("servers-failed-", fields[i], NULL);
      GtkWidget *window = open_window (setup, "all-well");

      pl_page_go_to_field (PL_PAGE (find (window, is_page, NULL)), "servers", field);
      settle (window);
      if (find (window, is_mark, (gpointer) pl_field_get_failed_words ()) == NULL)
        complain (state, window, "the field is not marked");
      look (state, window, "light", 900);
      look (state, window, "dark", 360);
      close_window (window);
    }
}

/* --- Without a network --- */

static void
look_at_offline (void)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlConnectivity) connectivity = pl_connectivity_new_for_test (FALSE);
  g_autoptr (PlSecret) password = pl_secret_new ("made up", -1);
  GtkWidget *window;

  pl_setup_set_connectivity (setup, connectivity);
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  window = open_for (setup, "anna@example.org");
  take_foreign (setup);
  pl_page_go_to (PL_PAGE (find (window, is_page, NULL)), "check");
  settle (window);
  look_at ("check-offline", window);
  close_window (window);
}

/* --- Tested up to the sign-in --- */

static void
look_at_partial (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlSetup) setup = NULL;
  GtkWidget *window;

  check_lab_serve (lab, "outlook.office365.com", 993,
                   "TLS good\n"
                   "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] ready\n"
                   "C: {tag} LOGOUT\nCLOSE\n");
  check_lab_serve (lab, "smtp-mail.outlook.com", 587,
                   "S: 220 smtp-mail.outlook.com ready\n"
                   "C: EHLO *\nS: 250-smtp-mail.outlook.com\nS: 250 STARTTLS\n"
                   "C: STARTTLS\nS: 220 go on\nTLS good\n"
                   "C: EHLO *\nS: 250-smtp-mail.outlook.com\nS: 250 AUTH LOGIN XOAUTH2\n"
                   "C: QUIT\nCLOSE\n");
  setup = pl_setup_new (check_lab_get_network (lab));
  window = open_for (setup, "anna@outlook.com");
  go_on (window);
  go_on (window);
  look_at ("receiving", window);
  pl_setup_receive_by (setup, PL_SERVICE_POP3);
  pl_setup_set_pop3_removal (setup, 14);
  look_at ("receiving-pop3-end", window);
  pl_setup_receive_by (setup, PL_SERVICE_IMAP);
  go_on (window);
  if (!wait_until (window, is_checked, setup))
    complain ("check-partial", window, "the check does not end");
  settle (window);
  look_at ("check-partial", window);
  go_on (window);
  look_at ("done-partial", window);
  if (pl_setup_get_checked_settings (setup) == NULL)
    complain ("done-partial", window, "there are no checked settings");
  close_window (window);
}

void
look_at_discovery (void)
{
  look_at_unknown ();
  look_at_typo ();
  look_at_provider ("gmx", "anna.muster@gmx.de");
  look_at_provider ("gmail", "anna.muster@gmail.com");
  look_at_provider ("outlook", "anna.muster@outlook.com");
  look_at_provider ("tuta", "anna.muster@tuta.com");
  look_at_provider ("proton", "anna.muster@proton.me");
  look_at_foreign ();
  look_at_pointed ();
  look_at_offline ();
  look_at_partial ();
}
