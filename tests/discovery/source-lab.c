// SPDX-License-Identifier: GPL-3.0-or-later
#include "source-lab.h"

#include "model/pl-proposal.h"
#include "net/pl-network-name-server.h"

static void
cancel_when_asked (gpointer data)
{
  SourceLab *lab = data;

  while (name_server_get_n_asked (lab->server) == 0)
    g_usleep (1000);
  g_cancellable_cancel (lab->cancellable);
}

PlWorker *
source_lab_cancel_when_asked (SourceLab *lab)
{
  PlWorker *worker = pl_worker_start ("cancel", cancel_when_asked, lab, NULL);

  g_assert_nonnull (worker);
  return worker;
}

void
source_lab_set_up (SourceLab *lab)
{
  lab->server = name_server_start ();
  lab->resolver = mock_resolver_new ();
  g_resolver_set_default (G_RESOLVER (lab->resolver));
  lab->network = pl_network_new ();
  pl_network_set_name_server (lab->network, name_server_get_address (lab->server));
  lab->address = pl_address_parse ("Anna@Example.org", NULL);
  lab->mx = pl_mx_answer_new ();
  lab->recorder = pl_recorder_new (PL_SERVICE_ACCOUNT, g_get_monotonic_time ());
  lab->cancellable = g_cancellable_new ();
  lab->deadline = pl_deadline_in (20000);
  lab->proposals = g_ptr_array_new_with_free_func (g_object_unref);
  lab->context = (PlSourceContext){
    .network = lab->network,
    .address = lab->address,
    .domain = pl_address_get_domain (lab->address),
    .incoming = PL_SERVICE_IMAP,
    .mx = lab->mx,
    .recorder = lab->recorder,
    .deadline = &lab->deadline,
    .cancellable = lab->cancellable,
  };
}

void
source_lab_tear_down (SourceLab *lab)
{
  g_ptr_array_unref (lab->proposals);
  g_object_unref (lab->cancellable);
  pl_recorder_free (lab->recorder);
  pl_mx_answer_free (lab->mx);
  g_object_unref (lab->address);
  pl_network_unref (lab->network);
  g_object_unref (lab->resolver);
  name_server_stop (lab->server);
}

void
source_lab_use_network (SourceLab *lab, PlNetwork *network)
{
  pl_network_unref (lab->network);
  lab->network = network;
  lab->context.network = network;
}

guint
source_lab_count (SourceLab *lab, PlSight sight, PlOutcome outcome)
{
  const GPtrArray *seen = pl_recorder_peek (lab->recorder);
  guint n = 0;

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == sight &&
        pl_observation_get_outcome (seen->pdata[i]) == outcome)
      n++;
  return n;
}

static char *
describe_server (PlServerSettings *server)
{
  if (server == NULL)
    return g_strdup ("-");

  return g_strdup_printf (
      "%s %s:%u %s", pl_service_to_nick (pl_server_settings_get_service (server)),
      pl_server_settings_get_host (server), pl_server_settings_get_port (server),
      pl_security_to_nick (pl_server_settings_get_security (server)));
}

char *
source_lab_describe (GPtrArray *proposals)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < proposals->len; i++)
    {
      PlProposal *proposal = proposals->pdata[i];
      g_autofree char *incoming =
          describe_server (pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING));
      g_autofree char *outgoing =
          describe_server (pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING));

      g_string_append_printf (text, "%s%s, %s", i > 0 ? "; " : "", incoming, outgoing);
    }
  return g_string_free (text, FALSE);
}
