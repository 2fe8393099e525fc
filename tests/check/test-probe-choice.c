// SPDX-License-Identifier: GPL-3.0-or-later
/* Which names of a certificate are asked. The network here has the hosts, but every port that is
 * asked is closed: a host shows in the evidence, and nothing else happens. */
#include "check/pl-probes-private.h"

typedef struct
{
  const char *path;
  const char *names; /* in the certificate */
  const char *asked; /* in the order in which they are */
} Row;

static const Row rows[] = {
  { "/choice/neighbour", "imap.example.org", "imap.example.org" },
  { "/choice/not-the-host-itself", "mail.example.net", "" },
  { "/choice/foreign-domain", "imap.example.com mail.example.com", "" },
  { "/choice/wildcard", "*.example.org", "mail.example.org" },
  { "/choice/wildcard-of-foreign-domain", "*.example.com", "" },
  { "/choice/at-most-three", "a.example.org b.example.org c.example.org d.example.org",
    "a.example.org b.example.org c.example.org" },
  { "/choice/promising-first", "www.example.org shop.example.org smtp.example.org imap.example.org",
    "smtp.example.org imap.example.org www.example.org" },
  { "/choice/nonsense", "127.0.0.1 localhost .. *. *.*.example.org a..example.org", "" },
  { "/choice/provider-only", "imap.gmx.net", "" },
};

#define N_HOSTS 12
static const char *const hosts[N_HOSTS] = {
  "imap.example.org", "mail.example.org", "smtp.example.org", "a.example.org",
  "b.example.org",    "c.example.org",    "d.example.org",    "www.example.org",
  "shop.example.org", "imap.example.com", "mail.example.com", "imap.gmx.net",
};

static void
sink_cb (PlObservation *observation, gpointer data)
{
}

static void
note_mismatch (PlRecorder *recorder, const char *names)
{
  pl_recorder_enter_stage (recorder, PL_STAGE_TLS);
  pl_recorder_note (recorder, PL_SIGHT_TLS, PL_OUTCOME_ESTABLISHED, PL_FACT_END);
  pl_recorder_note (recorder, PL_SIGHT_CERTIFICATE, PL_OUTCOME_FOUND, PL_FACT_INDEX, "0",
                    PL_FACT_NAMES, names, PL_FACT_END);
  pl_recorder_note (recorder, PL_SIGHT_CERTIFICATE, PL_OUTCOME_FOUND, PL_FACT_INDEX, "1",
                    PL_FACT_NAMES, "ca.example.org", PL_FACT_END);
  pl_recorder_note (recorder, PL_SIGHT_TRUST, PL_OUTCOME_REJECTED, PL_FACT_WORDS,
                    "expired host-mismatch", PL_FACT_END);
  pl_recorder_leave_stage (recorder, PL_STAGE_STATE_FAILED);
}

/* The summaries stand in the order in which the probes were added. */
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

static PlNetwork *
make_network (void)
{
  PlRoute routes[N_HOSTS];

  for (guint i = 0; i < N_HOSTS; i++)
    routes[i] = (PlRoute){ hosts[i], 1, 1 };
  return pl_network_new_practice (routes, N_HOSTS, "");
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PlNetwork) network = make_network ();
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  PlServerFields fields = { .service = PL_SERVICE_IMAP,
                            .host = "mail.example.net",
                            .port = 993,
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

  note_mismatch (recorder, row->names);
  view = (PlProbeView){ .proposal = proposal,
                        .settings = settings,
                        .stage = PL_STAGE_TLS,
                        .observations = pl_recorder_peek (recorder) };
  pl_probes_start (&view, set);
  pl_probe_set_collect (set, recorder, raw);
  asked = list_asked (recorder);
  g_assert_cmpstr (asked, ==, row->asked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_row);
  return g_test_run ();
}
