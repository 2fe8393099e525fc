// SPDX-License-Identifier: GPL-3.0-or-later
/* The mail exchangers: asked for once, and who they belong to. */
#include "discovery/pl-known-private.h"
#include "source-lab.h"

#include <arpa/nameser.h>

static void
add_mx (SourceLab *lab, const char *record)
{
  name_server_add_record (lab->server, "example.org", ns_t_mx, record);
}

static char *
get_hosts (SourceLab *lab, PlOutcome wanted)
{
  g_autoptr (GPtrArray) hosts = NULL;
  g_autoptr (GPtrArray) copy = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (pl_outcome_to_nick (pl_source_get_mx (&lab->context, &hosts, &error)), ==,
                   pl_outcome_to_nick (wanted));
  g_assert_no_error (error);
  g_assert_cmpint (hosts != NULL, ==, wanted == PL_OUTCOME_FOUND);
  for (guint i = 0; hosts != NULL && i < hosts->len; i++)
    g_ptr_array_add (copy, hosts->pdata[i]);
  g_ptr_array_add (copy, NULL);
  return g_strjoinv (" ", (char **) copy->pdata);
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *records[4];
    int trouble;
    PlOutcome outcome;
    const char *hosts;
    const char *answers; /* as the evidence has them */
  } rows[] = {
    { { "10 mx.example.org" }, 0, PL_OUTCOME_FOUND, "mx.example.org", "10 mx.example.org" },
    { { "20 b.example.org", "10 c.example.org", "10 A.example.org" },
      0,
      PL_OUTCOME_FOUND,
      "a.example.org c.example.org b.example.org",
      NULL },
    { { "10 mx.example.org", "20 mx.example.org" }, 0, PL_OUTCOME_FOUND, "mx.example.org", NULL },
    { { "0 ." }, 0, PL_OUTCOME_FOUND, "", "0 ." },
    { { NULL }, 0, PL_OUTCOME_NO_SUCH_NAME, "", NULL },
    { { NULL }, ns_r_servfail, PL_OUTCOME_SERVER_FAILURE, "", NULL },
    { { NULL }, -1, PL_OUTCOME_SILENT, "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SourceLab) lab = { 0 };
      g_autofree char *hosts = NULL;
      PlObservation *seen;

      source_lab_set_up (&lab);
      lab.deadline = pl_deadline_in (rows[i].trouble < 0 ? 200 : 20000);
      for (guint j = 0; j < 4 && rows[i].records[j] != NULL; j++)
        add_mx (&lab, rows[i].records[j]);
      name_server_set_trouble (lab.server, rows[i].trouble);
      hosts = get_hosts (&lab, rows[i].outcome);
      g_assert_cmpstr (hosts, ==, rows[i].hosts);

      seen = pl_observations_find_last (pl_recorder_peek (lab.recorder), PL_SIGHT_NAME);
      g_assert_cmpint (pl_observation_get_outcome (seen), ==, rows[i].outcome);
      g_assert_cmpstr (pl_observation_get (seen, PL_FACT_NAME), ==, "example.org");
      g_assert_cmpstr (pl_observation_get (seen, PL_FACT_RECORD), ==, "mx");
      if (rows[i].answers != NULL)
        g_assert_cmpstr (pl_observation_get (seen, PL_FACT_ANSWERS), ==, rows[i].answers);
    }
}

/* A domain that has other records, and no mail exchanger. */
static void
test_no_data (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autofree char *hosts = NULL;

  source_lab_set_up (&lab);
  name_server_add_record (lab.server, "example.org", ns_t_a, "192.0.2.1");
  hosts = get_hosts (&lab, PL_OUTCOME_NO_DATA);
}

static gint n_questions; /* atomic */

static void
run_get_mx (gpointer data)
{
  SourceLab *lab = data;
  g_autoptr (GPtrArray) hosts = NULL;
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  PlSourceContext context = lab->context;

  context.recorder = recorder;
  g_assert_cmpint (pl_source_get_mx (&context, &hosts, NULL), ==, PL_OUTCOME_FOUND);
  g_assert_cmpuint (hosts->len, ==, 1);
  if (pl_observations_find_last (pl_recorder_peek (recorder), PL_SIGHT_NAME) != NULL)
    g_atomic_int_inc (&n_questions);
}

static void
test_asked_once (void)
{
  g_auto (SourceLab) lab = { 0 };
  PlWorker *workers[8];

  source_lab_set_up (&lab);
  add_mx (&lab, "10 mx.example.org");
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    workers[i] = pl_worker_start ("get-mx", run_get_mx, &lab, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    pl_worker_join (workers[i]);
  g_assert_cmpint (g_atomic_int_get (&n_questions), ==, 1);
}

/* Whoever asked is called off; whoever waits asks in its place. */
typedef struct
{
  SourceLab *lab;
  PlOutcome outcome;
} Asker;

static void
run_asker (gpointer data)
{
  Asker *asker = data;
  g_autoptr (GPtrArray) hosts = NULL;

  asker->outcome = pl_source_get_mx (&asker->lab->context, &hosts, NULL);
}

static void
test_taken_over (void)
{
  g_auto (SourceLab) lab = { 0 };
  Asker asker = { &lab, PL_OUTCOME_NONE };
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  g_autoptr (GPtrArray) hosts = NULL;
  PlSourceContext second;
  PlWorker *worker;

  source_lab_set_up (&lab);
  add_mx (&lab, "10 mx.example.org");
  name_server_set_trouble (lab.server, -1);
  worker = pl_worker_start ("asker", run_asker, &asker, NULL);
  while (name_server_get_n_asked (lab.server) == 0)
    g_usleep (1000);
  name_server_set_trouble (lab.server, 0);
  g_cancellable_cancel (lab.cancellable);

  second = lab.context;
  second.recorder = recorder;
  second.cancellable = NULL;
  g_assert_cmpint (pl_source_get_mx (&second, &hosts, NULL), ==, PL_OUTCOME_FOUND);
  pl_worker_join (worker);
  g_assert_cmpint (asker.outcome, ==, PL_OUTCOME_CANCELLED);
}

static void
test_provider (void)
{
  g_auto (SourceLab) lab = { 0 };
  const PlProvider *provider = pl_provider_find_by_id ("mailbox-org");
  g_autofree char *record = g_strdup_printf ("20 mx1.%s", provider->mx[0]);
  PlProposal *proposal;
  PlServerSettings *incoming;

  source_lab_set_up (&lab);
  add_mx (&lab, "10 filter.example.org");
  add_mx (&lab, record);
  g_assert_cmpint (pl_source_mx (&lab.context, lab.proposals, NULL), ==, PL_OUTCOME_FOUND);
  g_assert_cmpuint (lab.proposals->len, ==, 1);
  proposal = lab.proposals->pdata[0];
  incoming = pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING);
  g_assert_cmpstr (pl_proposal_get_provider_id (proposal), ==, "mailbox-org");
  g_assert_cmpint (pl_proposal_get_source (proposal), ==, PL_SOURCE_MX);
  g_assert_cmpint (pl_proposal_get_trust (proposal), ==, PL_TRUST_DNS);
  g_assert_cmpint (pl_server_settings_get_source (incoming), ==, PL_SOURCE_MX);
  g_assert_cmpstr (pl_server_settings_get_host (incoming), ==, "imap.mailbox.org");
  g_assert_cmpstr (pl_server_settings_get_username (incoming), ==, "Anna@example.org");
}

/* The servers are named after the mail exchanger, as far as it is the provider's. */
static void
test_named_after_mx (void)
{
  g_auto (SourceLab) lab = { 0 };
  const PlProvider *provider = pl_provider_find_by_id ("all-inkl");
  g_autoptr (PlProposal) chosen = NULL;
  g_autoptr (PlProposal) without = NULL;
  g_autoptr (PlProposal) wrong = NULL;
  g_autofree char *text = NULL;

  source_lab_set_up (&lab);
  add_mx (&lab, "10 w01a2b3c.kasserver.com");
  g_assert_cmpint (pl_source_mx (&lab.context, lab.proposals, NULL), ==, PL_OUTCOME_FOUND);
  text = source_lab_describe (lab.proposals);
  g_assert_cmpstr (text, ==,
                   "imap w01a2b3c.kasserver.com:993 tls, smtp w01a2b3c.kasserver.com:465 tls");
  /* Customers have names below it as well: the facts do not vouch for this one. */
  g_assert_true (pl_proposal_is_foreign (lab.proposals->pdata[0], PL_DIRECTION_INCOMING));
  g_assert_true (pl_proposal_is_foreign (lab.proposals->pdata[0], PL_DIRECTION_OUTGOING));

  g_assert_true (pl_known_wants_mx (provider));
  chosen = pl_known_propose (provider, lab.address, PL_SERVICE_IMAP, "w01a2b3c.kasserver.com");
  g_assert_cmpint (pl_proposal_get_source (chosen), ==, PL_SOURCE_PROVIDER);
  g_assert_cmpint (pl_proposal_get_trust (chosen), ==, PL_TRUST_DNS);
  g_assert_true (pl_proposal_is_foreign (chosen, PL_DIRECTION_INCOMING));
  without = pl_known_propose (provider, lab.address, PL_SERVICE_IMAP, NULL);
  g_assert_null (pl_proposal_get_server (without, PL_DIRECTION_INCOMING));
  g_assert_cmpstr (pl_proposal_get_provider_id (without), ==, "all-inkl");
  wrong = pl_known_propose (provider, lab.address, PL_SERVICE_IMAP, "mx.evil.net");
  g_assert_null (pl_proposal_get_server (wrong, PL_DIRECTION_INCOMING));
}

static void
test_nobody_known (void)
{
  g_auto (SourceLab) lab = { 0 };

  source_lab_set_up (&lab);
  add_mx (&lab, "10 mx.example.org");
  g_assert_cmpint (pl_source_mx (&lab.context, lab.proposals, NULL), ==, PL_OUTCOME_NO_DATA);
  g_assert_cmpuint (lab.proposals->len, ==, 0);
}

static void
test_cancel (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlWorker) worker = NULL;

  source_lab_set_up (&lab);
  name_server_set_trouble (lab.server, -1);
  worker = source_lab_cancel_when_asked (&lab);
  g_assert_cmpint (pl_source_mx (&lab.context, lab.proposals, &error), ==, PL_OUTCOME_CANCELLED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mx/hosts", test_hosts);
  g_test_add_func ("/mx/no-data", test_no_data);
  g_test_add_func ("/mx/asked-once", test_asked_once);
  g_test_add_func ("/mx/taken-over", test_taken_over);
  g_test_add_func ("/mx/provider", test_provider);
  g_test_add_func ("/mx/named-after-mx", test_named_after_mx);
  g_test_add_func ("/mx/nobody-known", test_nobody_known);
  g_test_add_func ("/mx/cancel", test_cancel);
  return g_test_run ();
}
