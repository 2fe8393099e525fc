// SPDX-License-Identifier: GPL-3.0-or-later
/* Which mail exchangers are asked where a server's name does not exist. Every port that is asked is
 * closed: a host shows in the evidence, and nothing else happens. */
#include "check/pl-exchangers-private.h"

#include "net/mock-resolver.h"
#include "net/name-server.h"
#include "net/pl-network-name-server.h"

#include <arpa/nameser.h>

typedef struct
{
  const char *path;
  PlOutcome name; /* what became of the server's own */
  const char *exchangers[5];
  const char *asked; /* in the order in which they are */
} Row;

static const Row rows[] = {
  { "/exchangers/own", PL_OUTCOME_NO_SUCH_NAME, { "10 mx1.example.org" }, "mx1.example.org" },
  { "/exchangers/no-address", PL_OUTCOME_NO_DATA, { "10 mx1.example.org" }, "mx1.example.org" },
  { "/exchangers/of-server", PL_OUTCOME_NO_SUCH_NAME, { "10 mx.example.net" }, "mx.example.net" },
  { "/exchangers/foreign", PL_OUTCOME_NO_SUCH_NAME, { "10 mx.example.com" }, "" },
  { "/exchangers/best-three",
    PL_OUTCOME_NO_SUCH_NAME,
    { "40 d.example.org", "10 a.example.org", "30 c.example.org", "20 mx.example.com" },
    "a.example.org c.example.org" },
  { "/exchangers/none-taken", PL_OUTCOME_NO_SUCH_NAME, { "0 ." }, "" },
  { "/exchangers/none", PL_OUTCOME_NO_SUCH_NAME, { NULL }, "" },
  { "/exchangers/trouble", PL_OUTCOME_SERVER_FAILURE, { "10 mx1.example.org" }, "" },
};

static void
sink_cb (PlObservation *observation, gpointer data)
{
}

static char *
list_asked (PlRecorder *recorder)
{
  const GPtrArray *seen = pl_recorder_peek (recorder);
  GString *asked = g_string_new (NULL);

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_PROBE)
      g_string_append_printf (asked, "%s%s", asked->len > 0 ? " " : "",
                              pl_observation_get (seen->pdata[i], PL_FACT_HOST));
  return g_string_free (asked, FALSE);
}

static guint
count_questions (GPtrArray *observations)
{
  guint n = 0;

  for (guint i = 0; i < observations->len; i++)
    n += pl_observation_get_sight (observations->pdata[i]) == PL_SIGHT_NAME &&
         pl_observation_get_service (observations->pdata[i]) == PL_SERVICE_ACCOUNT;
  return n;
}

static PlNetwork *
make_network (NameServer *server, const Row *row)
{
  PlNetwork *network = pl_network_new ();

  for (guint i = 0; row->exchangers[i] != NULL; i++)
    name_server_add_record (server, "example.org", ns_t_mx, row->exchangers[i]);
  pl_network_set_name_server (network, name_server_get_address (server));
  return network;
}

static void
run (const Row *row, PlNetwork *network)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  PlServerFields fields = { .service = PL_SERVICE_IMAP,
                            .host = "imap.example.net",
                            .port = 1, /* nobody is there */
                            .security = PL_SECURITY_TLS,
                            .username = "anna" };
  g_autoptr (PlServerSettings) settings = pl_server_settings_new (&fields, NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, settings, NULL, NULL);
  PlCheckRequest request = { .network = network, .proposal = proposal };
  PlCheckContext context = { .request = &request, .deadline = PL_DEADLINE_NEVER, .sink = sink_cb };
  g_autoptr (PlRecorder) recorder = pl_recorder_new (PL_SERVICE_IMAP, 0);
  g_autoptr (PlProbeSet) set = pl_probe_set_new (&context, settings);
  g_autoptr (GPtrArray) raw = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *asked = NULL;
  PlProbeView view;

  pl_recorder_enter_stage (recorder, PL_STAGE_RESOLVE);
  pl_recorder_note (recorder, PL_SIGHT_NAME, row->name, PL_FACT_NAME, fields.host, PL_FACT_END);
  pl_recorder_leave_stage (recorder, PL_STAGE_STATE_FAILED);
  view = (PlProbeView){ .proposal = proposal,
                        .settings = settings,
                        .stage = PL_STAGE_RESOLVE,
                        .observations = pl_recorder_peek (recorder) };
  pl_exchangers_probe (&view, &context, set, raw);
  g_assert_cmpuint (count_questions (raw), ==, row->name != PL_OUTCOME_SERVER_FAILURE);
  pl_probe_set_collect (set, recorder, raw);
  asked = list_asked (recorder);
  g_assert_cmpstr (asked, ==, row->asked);
}

static void
test_row (gconstpointer data)
{
  g_autoptr (NameServer) server = name_server_start ();
  g_autoptr (MockResolver) resolver = mock_resolver_new ();
  g_autoptr (PlNetwork) network = make_network (server, data);

  mock_resolver_set_addresses (resolver, "127.0.0.1");
  g_resolver_set_default (G_RESOLVER (resolver));
  run (data, network);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_row);
  return g_test_run ();
}
