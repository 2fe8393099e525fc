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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setup/receiving/removal", test_removal);
  return g_test_run ();
}
