// SPDX-License-Identifier: GPL-3.0-or-later
/* Signs in in the browser, as the administrator's configuration has it, and checks the account with
 * what that brings: every step is the program's own, only the person is missing. Prints one JSON
 * object.
 *
 *   token-check ADDRESS HOST imap|pop3 [MECHANISM [old|fresh]]
 *
 * Without a mechanism there is no sign-in, and a password that must not leave. `fresh`: the access
 * token is the second one, out of a refresh. */
#include "check/pl-check.h"
#include "diagnosis/pl-diagnosis.h"
#include "oauth/pl-oauth.h"

#include "base/pl-json.h"

#include <libsoup/soup.h>
#include <string.h>

#define PATIENCE_MS 30000
#define PASSWORD "Sommerwind-42"

/* The browser goes where it is led; nobody reads the last page. */
static gpointer
browse (gpointer data)
{
  g_autofree char *url = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) page = NULL;

  g_main_context_push_thread_default (context);
  session = soup_session_new ();
  message = soup_message_new (SOUP_METHOD_GET, url);
  page = soup_session_send_and_read (session, message, NULL, NULL);
  soup_session_abort (session);
  g_clear_object (&message);
  g_clear_object (&session);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
open_cb (const char *url, gpointer data)
{
  GThread **thread = data;

  *thread = g_thread_new ("browser", browse, g_strdup (url));
}

static PlOAuthTokens *
sign_in (const char *address, const char *host, gboolean fresh, GError **error)
{
  g_autoptr (PlOAuthClient) client = pl_oauth_client_load (NULL, host, error);
  PlDeadline deadline = pl_deadline_in (PATIENCE_MS);
  g_autoptr (PlOAuthTokens) tokens = NULL;
  GThread *browser = NULL;

  if (client == NULL)
    return NULL;
  tokens = pl_oauth_sign_in (client, address, open_cb, &browser, NULL, &deadline, NULL, error);
  g_clear_pointer (&browser, g_thread_join);
  if (tokens == NULL || !fresh)
    return g_steal_pointer (&tokens);

  return pl_oauth_refresh (client, tokens->refresh_token, NULL, &deadline, NULL, error);
}

static PlServerSettings *
make_server (PlService service, const char *host, const char *address, const char *mechanism)
{
  PlServerFields fields = {
    .service = service,
    .host = host,
    .port = pl_service_get_usual_port (service, PL_SECURITY_TLS),
    .security = PL_SECURITY_TLS,
    .username = address,
    .auth = mechanism != NULL ? mechanism : "XOAUTH2",
  };

  return pl_server_settings_new (&fields, NULL);
}

static PlEvidence *
check (PlProposal *proposal, const char *host, const PlOAuthTokens *tokens)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSecret) token = tokens != NULL ? pl_oauth_tokens_dup_for_host (tokens, host) : NULL;
  g_autoptr (PlSecret) password = pl_secret_new (PASSWORD, -1);
  PlCheckRequest request = {
    .network = network,
    .proposal = proposal,
    .passwords = { password, password },
    .tokens = { token, token },
    .directions = PL_DIRECTIONS_BOTH,
  };

  return pl_check_run (&request, NULL, NULL, NULL);
}

static void
add_finding (JsonBuilder *json, PlFinding *finding)
{
  json_builder_begin_object (json);
  pl_json_add_string (json, "code", pl_finding_get_code (finding));
  pl_json_add_string (json, "severity", pl_severity_to_nick (pl_finding_get_severity (finding)));
  pl_json_add_string (json, "title", pl_finding_get_title (finding));
  json_builder_end_object (json);
}

static char *
tell (PlEvidence *evidence)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray) findings = pl_diagnosis_run (evidence);
  g_autofree char *text = pl_evidence_to_text (evidence);

  json_builder_begin_object (json);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    pl_json_add_string (json, pl_direction_to_nick ((PlDirection) i),
                        pl_check_state_to_nick (pl_check_get_state (evidence, (PlDirection) i)));
  json_builder_set_member_name (json, "findings");
  json_builder_begin_array (json);
  for (guint i = 0; i < findings->len; i++)
    add_finding (json, findings->pdata[i]);
  json_builder_end_array (json);
  pl_json_add_string (json, "evidence", text);
  json_builder_end_object (json);
  return pl_json_finish (json, FALSE);
}

int
main (int argc, char **argv)
{
  const char *mechanism = argc > 4 ? argv[4] : NULL;
  gboolean fresh = argc > 5 && g_str_equal (argv[5], "fresh");
  PlService service = PL_SERVICE_IMAP;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthTokens) tokens = NULL;
  g_autoptr (PlAddress) address = argc > 3 ? pl_address_parse (argv[1], &error) : NULL;
  g_autoptr (PlServerSettings) incoming = NULL;
  g_autoptr (PlServerSettings) outgoing = NULL;
  g_autoptr (PlProposal) proposal = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  g_autofree char *told = NULL;

  if (address == NULL || !pl_service_from_nick (argv[3], &service))
    return 2;
  if (mechanism != NULL)
    tokens = sign_in (argv[1], argv[2], fresh, &error);
  if (error != NULL)
    {
      g_print ("{\"error\": \"%s %d\"}\n", g_quark_to_string (error->domain), error->code);
      return 1;
    }

  incoming = make_server (service, argv[2], argv[1], mechanism);
  outgoing = make_server (PL_SERVICE_SMTP, argv[2], argv[1], mechanism);
  proposal = pl_proposal_new (address, incoming, outgoing, NULL);
  evidence = check (proposal, argv[2], tokens);
  told = tell (evidence);
  g_print ("%s\n", told);
  return 0;
}
