// SPDX-License-Identifier: GPL-3.0-or-later
/* How mail is received: what becomes of the copies on the server. */
#include "setup/pl-setup.h"

static void
count_cb (guint *n_notified)
{
  *n_notified += 1;
}

static guint
get_proposed_removal (PlSetup *setup)
{
  return pl_proposal_get_pop3_remove_after_days (pl_setup_get_proposal (setup));
}

static void
test_removal (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlServerSettings) server = NULL;
  PlServerFields fields;
  guint n_notified = 0;

  g_signal_connect_swapped (setup, "notify::pop3-removal", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpuint (pl_setup_get_pop3_removal (setup), ==, PL_POP3_KEEP);
  pl_setup_set_pop3_removal (setup, 14);
  pl_setup_set_pop3_removal (setup, 14);
  g_assert_cmpuint (n_notified, ==, 1);

  /* IMAP removes nothing, whatever was chosen for POP3. */
  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpuint (get_proposed_removal (setup), ==, PL_POP3_KEEP);

  pl_setup_set_incoming_service (setup, PL_SERVICE_POP3);
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpuint (get_proposed_removal (setup), ==, 14);

  /* It stays when a setting or the address changes, and changes when it is changed. */
  pl_server_settings_peek_fields (pl_setup_get_server (setup, PL_DIRECTION_INCOMING), &fields);
  fields.username = "anna.b@gmx.de";
  fields.source = PL_SOURCE_USER;
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
  g_assert_cmpuint (get_proposed_removal (setup), ==, 14);
  pl_setup_set_address (setup, "anna@web.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_cmpuint (get_proposed_removal (setup), ==, 14);
  pl_setup_set_pop3_removal (setup, PL_POP3_REMOVE_AT_ONCE);
  g_assert_cmpuint (get_proposed_removal (setup), ==, PL_POP3_REMOVE_AT_ONCE);
}

static const char *
get_host (PlSetup *setup)
{
  PlServerSettings *server = pl_setup_get_server (setup, PL_DIRECTION_INCOMING);

  return server != NULL ? pl_server_settings_get_host (server) : NULL;
}

static void
test_services (void)
{
  static const struct
  {
    const char *address;
    guint services;
  } rows[] = {
    { "anna@gmx.de", 1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3 },
    { "anna@nifty.com", 1u << PL_SERVICE_POP3 },
    { "anna@hispeed.ch", 1u << PL_SERVICE_IMAP },
    { "anna@tuta.com", 0 },
    { "anna@nobody-knows.example", 1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3 },
    { "no address", 1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3 },
  };
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlSetup) setup = pl_setup_new (network);

      pl_setup_set_address (setup, rows[i].address);
      g_assert_cmpuint (pl_setup_get_receiving_services (setup), ==, rows[i].services);
    }
}

/* The person's own server for the one way is there again when they come back to it. */
static void
test_there_and_back (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  const PlServerFields own = { .service = PL_SERVICE_IMAP,
                               .host = "mail.anna.example",
                               .port = 143,
                               .security = PL_SECURITY_STARTTLS,
                               .username = "anna",
                               .source = PL_SOURCE_USER };

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  pl_setup_receive_by (setup, PL_SERVICE_POP3);
  g_assert_cmpstr (get_host (setup), ==, "pop.gmx.net");
  g_assert_cmpint (pl_setup_get_incoming_service (setup), ==, PL_SERVICE_POP3);
  pl_setup_receive_by (setup, PL_SERVICE_IMAP);
  g_assert_cmpstr (get_host (setup), ==, "imap.gmx.net");

  g_assert_true (pl_setup_set_server (setup, &own, NULL));
  pl_setup_receive_by (setup, PL_SERVICE_POP3);
  g_assert_cmpstr (get_host (setup), ==, "pop.gmx.net");
  pl_setup_receive_by (setup, PL_SERVICE_IMAP);
  g_assert_cmpstr (get_host (setup), ==, "mail.anna.example");
  g_assert_cmpstr (pl_server_settings_get_host (pl_proposal_get_server (
                       pl_setup_get_proposal (setup), PL_DIRECTION_INCOMING)),
                   ==, "mail.anna.example");

  /* Not in another domain. */
  pl_setup_receive_by (setup, PL_SERVICE_POP3);
  pl_setup_set_address (setup, "anna@web.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  pl_setup_receive_by (setup, PL_SERVICE_IMAP);
  g_assert_cmpstr (get_host (setup), ==, "imap.web.de");
}

/* Nobody knows a server for POP3: there is none, and no IMAP server in its place. */
static void
test_unknown_way (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@hispeed.ch");
  g_assert_true (pl_setup_propose (setup, NULL));
  pl_setup_receive_by (setup, PL_SERVICE_POP3);
  g_assert_null (get_host (setup));
  pl_setup_receive_by (setup, PL_SERVICE_IMAP);
  g_assert_nonnull (get_host (setup));
}

static void
test_known_servers (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GPtrArray) incoming = NULL;
  g_autoptr (GPtrArray) outgoing = NULL;
  g_autoptr (GPtrArray) none = NULL;

  pl_setup_set_address (setup, "anna@gmx.de");
  incoming = pl_setup_list_known_servers (setup, PL_SERVICE_IMAP);
  g_assert_cmpuint (incoming->len, ==, 2);
  g_assert_cmpstr (pl_server_settings_get_host (incoming->pdata[0]), ==, "imap.gmx.net");
  g_assert_cmpuint (pl_server_settings_get_port (incoming->pdata[0]), ==, 993);
  g_assert_cmpstr (pl_server_settings_get_username (incoming->pdata[0]), ==, "anna@gmx.de");
  outgoing = pl_setup_list_known_servers (setup, PL_SERVICE_SMTP);
  g_assert_cmpuint (outgoing->len, >=, 2);

  pl_setup_set_address (setup, "anna@nobody-knows.example");
  none = pl_setup_list_known_servers (setup, PL_SERVICE_IMAP);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup/receiving/removal", test_removal);
  g_test_add_func ("/setup/receiving/services", test_services);
  g_test_add_func ("/setup/receiving/there-and-back", test_there_and_back);
  g_test_add_func ("/setup/receiving/unknown-way", test_unknown_way);
  g_test_add_func ("/setup/receiving/known-servers", test_known_servers);
  return g_test_run ();
}
