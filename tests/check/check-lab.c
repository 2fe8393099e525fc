// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check-lab.h"

#include "base/pl-worker.h"

#include <string.h>

#define SETTLE_MS 5000 /* for a script to be played to its end, on a busy machine */

struct _CheckLab
{
  PlPracticeCa *ca; /* owned */
  char *user; /* owned */
  char *address; /* owned */
  GPtrArray *servers; /* owned: PlScriptServer */
  GPtrArray *silent; /* owned: GSocket: listeners whose queue is full, and those that fill it */
  GArray *routes; /* owned: PlRoute, their hosts are static */
  PlNetwork *network; /* owned, nullable */
};

CheckLab *
check_lab_new (void)
{
  static gint n_labs;
  g_autoptr (GError) error = NULL;
  CheckLab *lab = g_new0 (CheckLab, 1);

  lab->ca = pl_practice_ca_new (&error);
  g_assert_no_error (error);
  lab->user = g_strdup_printf ("anna%d", g_atomic_int_add (&n_labs, 1));
  lab->address = g_strdup_printf ("%s@example.org", lab->user);
  lab->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_script_server_free);
  lab->silent = g_ptr_array_new_with_free_func (g_object_unref);
  lab->routes = g_array_new (FALSE, FALSE, sizeof (PlRoute));
  return lab;
}

void
check_lab_free (CheckLab *lab)
{
  g_clear_pointer (&lab->network, pl_network_unref);
  g_array_unref (lab->routes);
  g_ptr_array_unref (lab->silent);
  g_ptr_array_unref (lab->servers);
  g_free (lab->address);
  g_free (lab->user);
  pl_practice_ca_free (lab->ca);
  g_free (lab);
}

static void
add_route (CheckLab *lab, const char *host, guint16 port, guint16 loopback_port)
{
  PlRoute route = { host, port, loopback_port };

  g_assert_null (lab->network);
  g_array_append_val (lab->routes, route);
}

/* @host: static. Returns a server that belongs to the lab. */
PlScriptServer *
check_lab_serve (CheckLab *lab, const char *host, guint16 port, const char *script)
{
  g_autoptr (GError) error = NULL;
  PlScriptServer *server = pl_practice_ca_serve (lab->ca, host, script, &error);

  g_assert_no_error (error);
  g_ptr_array_add (lab->servers, server);
  add_route (lab, host, port, pl_script_server_get_port (server));
  return server;
}

static GSocket *
make_socket (CheckLab *lab)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (socket, FALSE);
  g_ptr_array_add (lab->silent, socket);
  return socket;
}

/* A port at which nobody answers, not even with a refusal: its queue is full, so that Linux drops
 * every further request for a connection. */
void
check_lab_serve_nobody (CheckLab *lab, const char *host, guint16 port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) local = NULL;
  GSocket *listener = make_socket (lab);

  g_socket_set_listen_backlog (listener, 0);
  g_socket_bind (listener, any, FALSE, &error);
  g_assert_no_error (error);
  g_socket_listen (listener, &error);
  g_assert_no_error (error);
  local = g_socket_get_local_address (listener, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < 4; i++)
    (void) g_socket_connect (make_socket (lab), local, NULL, NULL);
  add_route (lab, host, port, g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)));
}

/* A server notices a little later that its guest has left. Waits until the threads that still run are those
 * that wait for the next one; there must be no other lab. Returns: how many they are */
guint
check_lab_settle (CheckLab *lab)
{
  while (pl_worker_count_running () > lab->servers->len)
    g_usleep (1000);
  return lab->servers->len;
}

void
check_lab_expect_played (PlScriptServer *server)
{
  g_autofree char *complaint = NULL;

  if (!pl_script_server_finish (server, SETTLE_MS, &complaint))
    {
      g_autofree char *transcript = pl_script_server_dup_transcript (server);

      g_error ("%s\n%s", complaint, transcript);
    }
}

/* To be called once everything is served. */
PlNetwork *
check_lab_get_network (CheckLab *lab)
{
  if (lab->network == NULL)
    lab->network =
        pl_network_new_practice ((PlRoute *) (gpointer) lab->routes->data, lab->routes->len,
                                 pl_practice_ca_get_root_pem (lab->ca));
  return lab->network;
}

const char *
check_lab_get_address (CheckLab *lab)
{
  return lab->address;
}

PlServerSettings *
check_lab_make_server (CheckLab *lab,
                       PlService service,
                       const char *host,
                       guint16 port,
                       PlSecurity security)
{
  g_autoptr (GError) error = NULL;
  PlServerFields fields = {
    .service = service,
    .host = host,
    .port = port,
    .security = security,
    .username = lab->user,
  };
  PlServerSettings *server = pl_server_settings_new (&fields, &error);

  g_assert_no_error (error);
  return server;
}

/* @incoming: (transfer full) (nullable): @outgoing: (transfer full) (nullable): */
PlProposal *
check_lab_make_proposal (CheckLab *lab, PlServerSettings *incoming, PlServerSettings *outgoing)
{
  g_autoptr (PlServerSettings) in = incoming;
  g_autoptr (PlServerSettings) out = outgoing;
  g_autoptr (PlAddress) address = pl_address_parse (lab->address, NULL);

  return pl_proposal_new (address, in, out, NULL);
}

PlEvidence *
check_lab_check (CheckLab *lab, PlProposal *proposal)
{
  return check_lab_check_with (lab, proposal, LAB_PASSWORD, PL_DIRECTIONS_BOTH);
}

PlEvidence *
check_lab_check_with (CheckLab *lab,
                      PlProposal *proposal,
                      const char *password,
                      PlDirections directions)
{
  g_autoptr (PlSecret) secret = password != NULL ? pl_secret_new (password, -1) : NULL;
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { secret, secret },
    .directions = directions,
    .deadline_ms = PL_CHECK_DEADLINE_MS,
  };

  return pl_check_run (&request, NULL, NULL, NULL);
}

/* Fails the test when the stage was never told of. */
PlStageState
check_lab_get_stage (PlEvidence *evidence, PlService service, PlStage stage)
{
  PlStageState state = PL_STAGE_STATE_RUNNING;

  if (!pl_evidence_get_stage_state (evidence, service, stage, &state, NULL))
    {
      g_autofree char *text = pl_evidence_to_text (evidence);

      g_error ("No word of stage %s in\n%s", pl_stage_to_nick (stage), text);
    }
  return state;
}

/* Returns: (transfer none) (nullable): the sum of the probe that went there */
PlObservation *
check_lab_find_probe (PlEvidence *evidence, const char *host, guint16 port, PlSecurity security)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *probe = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (probe) == PL_SIGHT_PROBE &&
          g_str_equal (pl_observation_get (probe, PL_FACT_HOST), host) &&
          pl_observation_get_int (probe, PL_FACT_PORT, 0) == port &&
          g_str_equal (pl_observation_get (probe, PL_FACT_SECURITY),
                       pl_security_to_nick (security)))
        return probe;
    }

  return NULL;
}

gboolean
check_lab_is_withheld (PlEvidence *evidence, PlService service, const char *reason)
{
  PlObservation *sign_in = pl_evidence_find_last (evidence, service, PL_SIGHT_SIGN_IN);

  return sign_in != NULL && pl_observation_get_outcome (sign_in) == PL_OUTCOME_WITHHELD &&
         g_strcmp0 (pl_observation_get (sign_in, PL_FACT_REASON), reason) == 0;
}

/* In none of the forms in which it could have crossed the wire. */
void
check_lab_expect_no_secret (PlEvidence *evidence, const char *password)
{
  g_autofree char *text = pl_evidence_to_text (evidence);
  g_autofree char *encoded = g_base64_encode ((const guchar *) password, strlen (password));

  g_assert_null (strstr (text, password));
  g_assert_null (strstr (text, encoded));
}
