// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-conditions.h"

#include <string.h>

/* One direction, as its finding sees it. */
typedef struct
{
  PlEvidence *evidence; /* borrowed */
  PlService service;
  PlServerFields server; /* borrowed; host %NULL where there is none */
} View;

#define ANY ((PlOutcome) -1)

static gboolean
fits (PlObservation *seen, PlSight sight, PlOutcome outcome)
{
  return pl_observation_get_sight (seen) == sight &&
         (outcome == ANY || pl_observation_get_outcome (seen) == outcome);
}

/* The check's own connection saw it, or it is the sum of a probe. */
static gboolean
saw (const View *view, PlSight sight, PlOutcome outcome)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (view->evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (view->evidence, i);

      if (pl_observation_get_service (seen) == view->service && fits (seen, sight, outcome) &&
          (pl_observation_get_probe (seen) == 0 || sight == PL_SIGHT_PROBE))
        return TRUE;
    }

  return FALSE;
}

/* Anybody saw it, be it beyond the servers or for the account. */
static gboolean
anybody_saw (const View *view, PlSight sight, PlOutcome outcome)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (view->evidence); i++)
    if (fits (pl_evidence_get_observation (view->evidence, i), sight, outcome))
      return TRUE;

  return FALSE;
}

static PlObservation *
find (const View *view, PlSight sight)
{
  return pl_evidence_find_last (view->evidence, view->service, sight);
}

static gboolean
has_word (const View *view, PlSight sight, PlFact fact, const char *word)
{
  PlObservation *seen = find (view, sight);

  return seen != NULL && pl_observation_has_word (seen, fact, word);
}

static gboolean
has_failed (const View *view, PlStage stage)
{
  PlStageState state;

  return pl_evidence_get_stage_state (view->evidence, view->service, stage, &state, NULL) &&
         state == PL_STAGE_STATE_FAILED;
}

/* A mail program has these settings, and nothing failed with them. */
static gboolean
is_taken_over (const View *view)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (view->evidence); i++)
    if (g_strcmp0 (
            pl_observation_get (pl_evidence_get_observation (view->evidence, i), PL_FACT_STATE),
            "failed") == 0 &&
        pl_observation_get_stage (pl_evidence_get_observation (view->evidence, i)) !=
            PL_STAGE_ARRIVAL)
      return FALSE;
  return anybody_saw (view, PL_SIGHT_CLIENT, PL_OUTCOME_FOUND);
}

static gboolean
has_failed_anywhere (const View *view)
{
  for (int stage = 0; stage < PL_N_STAGES; stage++)
    if (has_failed (view, (PlStage) stage))
      return TRUE;

  return FALSE;
}

/* --- Conditions --- */

static gboolean
is_not_connected (const View *view)
{
  return !saw (view, PL_SIGHT_DIAL, PL_OUTCOME_CONNECTED) && !has_failed (view, PL_STAGE_TLS) &&
         !has_failed (view, PL_STAGE_SIGN_IN);
}

static gboolean
is_refused (const View *view)
{
  return is_not_connected (view) && saw (view, PL_SIGHT_DIAL, PL_OUTCOME_REFUSED);
}

static gboolean
is_connect_silent (const View *view)
{
  return is_not_connected (view) &&
         (saw (view, PL_SIGHT_DIAL, PL_OUTCOME_SILENT) ||
          saw (view, PL_SIGHT_DIAL, PL_OUTCOME_UNREACHABLE) || saw (view, PL_SIGHT_SILENCE, ANY));
}

static gboolean
has_probe_answer (const View *view)
{
  return saw (view, PL_SIGHT_PROBE, PL_OUTCOME_SPOKEN);
}

static gboolean
is_not_signed_in (const View *view)
{
  return !saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_ACCEPTED);
}

static gboolean
is_wrong_port (const View *view)
{
  return has_probe_answer (view) && is_not_signed_in (view);
}

static gboolean
is_blocked (const View *view)
{
  return is_not_connected (view) && !saw (view, PL_SIGHT_DIAL, PL_OUTCOME_REFUSED) &&
         (saw (view, PL_SIGHT_DIAL, ANY) || has_failed (view, PL_STAGE_CONNECT));
}

static gboolean
is_mail_blocked (const View *view)
{
  return is_not_connected (view) && anybody_saw (view, PL_SIGHT_ELSEWHERE, PL_OUTCOME_SPOKEN);
}

static gboolean
has_no_server (const View *view)
{
  return !pl_proposal_has_servers (pl_evidence_get_proposal (view->evidence));
}

static gboolean
is_offline (const View *view)
{
  return has_no_server (view) || !anybody_saw (view, PL_SIGHT_DIAL, PL_OUTCOME_CONNECTED);
}

static gboolean
is_name_troubled (const View *view)
{
  return has_failed (view, PL_STAGE_RESOLVE) && !saw (view, PL_SIGHT_NAME, PL_OUTCOME_FOUND);
}

static gboolean
is_without_names (const View *view)
{
  return has_no_server (view) || is_name_troubled (view);
}

static gboolean
is_host_unknown (const View *view)
{
  return is_name_troubled (view) && (saw (view, PL_SIGHT_NAME, PL_OUTCOME_NO_SUCH_NAME) ||
                                     saw (view, PL_SIGHT_NAME, PL_OUTCOME_NO_DATA));
}

static gboolean
is_captive (const View *view)
{
  return is_not_signed_in (view) && (anybody_saw (view, PL_SIGHT_ELSEWHERE, PL_OUTCOME_SPOKEN) ||
                                     anybody_saw (view, PL_SIGHT_NETWORK, PL_OUTCOME_FOUND));
}

static gboolean
is_dropped (const View *view)
{
  return saw (view, PL_SIGHT_CLOSED, ANY) || saw (view, PL_SIGHT_GREETING, PL_OUTCOME_CLOSED) ||
         saw (view, PL_SIGHT_TLS, PL_OUTCOME_CLOSED) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_CLOSED);
}

static gboolean
is_slow (const View *view)
{
  return saw (view, PL_SIGHT_SILENCE, ANY) || saw (view, PL_SIGHT_GREETING, PL_OUTCOME_SILENT) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_SILENT) ||
         saw (view, PL_SIGHT_TLS, PL_OUTCOME_SILENT);
}

static gboolean
is_other_protocol (const View *view)
{
  PlObservation *greeting = find (view, PL_SIGHT_GREETING);
  const char *protocol = greeting != NULL ? pl_observation_get (greeting, PL_FACT_PROTOCOL) : NULL;

  return (protocol != NULL && strcmp (protocol, pl_service_to_nick (view->service)) != 0) ||
         saw (view, PL_SIGHT_TLS, PL_OUTCOME_NOT_TLS) ||
         saw (view, PL_SIGHT_PROBE, PL_OUTCOME_OTHER_PROTOCOL);
}

/* A probe has shown it, or the port is the usual one for TLS and nothing readable came. */
static gboolean
needs_tls (const View *view)
{
  gboolean usual =
      view->server.port == pl_service_get_usual_port (view->service, PL_SECURITY_TLS) &&
      has_failed (view, PL_STAGE_GREETING);

  return view->server.security != PL_SECURITY_TLS && is_not_signed_in (view) &&
         (has_probe_answer (view) || usual);
}

static gboolean
needs_starttls (const View *view)
{
  return view->server.security == PL_SECURITY_TLS &&
         !saw (view, PL_SIGHT_TLS, PL_OUTCOME_ESTABLISHED) &&
         (saw (view, PL_SIGHT_TLS, PL_OUTCOME_NOT_TLS) || has_probe_answer (view));
}

static gboolean
lacks_starttls (const View *view)
{
  return (view->server.security != PL_SECURITY_NONE || saw (view, PL_SIGHT_STARTTLS, ANY)) &&
         !saw (view, PL_SIGHT_STARTTLS, PL_OUTCOME_ACCEPTED) &&
         !saw (view, PL_SIGHT_TLS, PL_OUTCOME_ESTABLISHED);
}

static gboolean
is_stripped (const View *view)
{
  return saw (view, PL_SIGHT_STARTTLS, ANY) && !saw (view, PL_SIGHT_TLS, PL_OUTCOME_ESTABLISHED);
}

static gboolean
refuses_plaintext (const View *view)
{
  return view->server.security != PL_SECURITY_TLS &&
         !saw (view, PL_SIGHT_TLS, PL_OUTCOME_ESTABLISHED);
}

static gboolean
lacks_auth (const View *view)
{
  PlObservation *words = find (view, PL_SIGHT_CAPABILITIES);

  if (words == NULL)
    return saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_NOT_OFFERED);

  return view->service == PL_SERVICE_SMTP &&
         !pl_observation_has_word (words, PL_FACT_WORDS, "AUTH=PLAIN") &&
         !pl_observation_has_word (words, PL_FACT_WORDS, "AUTH=LOGIN");
}

static gboolean
is_certificate_refused (const View *view)
{
  return saw (view, PL_SIGHT_CERTIFICATE, ANY) && saw (view, PL_SIGHT_TRUST, PL_OUTCOME_REJECTED);
}

static gboolean
is_expired (const View *view)
{
  return is_certificate_refused (view) && has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "expired");
}

static gboolean
is_early (const View *view)
{
  return is_certificate_refused (view) &&
         has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "not-yet-valid");
}

static gboolean
is_clock_wrong (const View *view)
{
  const View incoming = { view->evidence, PL_SERVICE_IMAP, { 0 } };
  const View pop3 = { view->evidence, PL_SERVICE_POP3, { 0 } };
  const View outgoing = { view->evidence, PL_SERVICE_SMTP, { 0 } };

  return (is_expired (&incoming) || is_early (&incoming) || is_expired (&pop3) ||
          is_early (&pop3) || is_expired (&outgoing) || is_early (&outgoing)) &&
         anybody_saw (view, PL_SIGHT_ELSEWHERE, PL_OUTCOME_SPOKEN);
}

static gboolean
is_self_signed (const View *view)
{
  return is_certificate_refused (view) &&
         has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "self-signed");
}

static gboolean
is_unknown_issuer (const View *view)
{
  return is_certificate_refused (view) &&
         has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "unknown-issuer") &&
         !has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "self-signed");
}

static gboolean
is_incomplete (const View *view)
{
  return is_certificate_refused (view) &&
         has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "incomplete-chain");
}

static gboolean
is_mismatch (const View *view)
{
  return is_certificate_refused (view) &&
         has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "host-mismatch");
}

static gboolean
is_revoked (const View *view)
{
  return saw (view, PL_SIGHT_CERTIFICATE, ANY) &&
         (has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "revoked") ||
          has_word (view, PL_SIGHT_TLS, PL_FACT_OCSP, "revoked"));
}

static gboolean
is_weak (const View *view)
{
  return is_certificate_refused (view) && has_word (view, PL_SIGHT_TRUST, PL_FACT_WORDS, "weak");
}

static gboolean
is_intercepted (const View *view)
{
  return is_certificate_refused (view);
}

static gboolean
is_handshake_broken (const View *view)
{
  return has_failed (view, PL_STAGE_TLS) && !saw (view, PL_SIGHT_TLS, PL_OUTCOME_ESTABLISHED);
}

/* The server was asked to let somebody in, and did not. */
static gboolean
is_sign_in_refused (const View *view)
{
  return is_not_signed_in (view) && (saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_REJECTED) ||
                                     saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_TEMPORARY) ||
                                     saw (view, PL_SIGHT_REPLY, PL_OUTCOME_REJECTED) ||
                                     saw (view, PL_SIGHT_REPLY, PL_OUTCOME_TEMPORARY));
}

static gboolean
is_refused_for_good (const View *view)
{
  return is_not_signed_in (view) && (saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_REJECTED) ||
                                     saw (view, PL_SIGHT_REPLY, PL_OUTCOME_REJECTED));
}

/* A greeting can refuse as well. */
static gboolean
has_any_refusal (const View *view)
{
  return (saw (view, PL_SIGHT_GREETING, PL_OUTCOME_SPOKEN) &&
          has_failed (view, PL_STAGE_GREETING)) ||
         saw (view, PL_SIGHT_REPLY, PL_OUTCOME_REJECTED) ||
         saw (view, PL_SIGHT_REPLY, PL_OUTCOME_TEMPORARY) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_REJECTED) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_TEMPORARY);
}

static gboolean
is_withheld_or_refused (const View *view)
{
  return saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_WITHHELD) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_NOT_OFFERED) || has_any_refusal (view);
}

static gboolean
has_too_many (const View *view)
{
  return anybody_saw (view, PL_SIGHT_ATTEMPTS, ANY) || has_any_refusal (view) ||
         has_failed_anywhere (view);
}

static gboolean
is_mailbox_closed (const View *view)
{
  return saw (view, PL_SIGHT_REPLY, PL_OUTCOME_REJECTED) ||
         saw (view, PL_SIGHT_REPLY, PL_OUTCOME_TEMPORARY);
}

static gboolean
is_violated (const View *view)
{
  return saw (view, PL_SIGHT_VIOLATION, ANY) ||
         saw (view, PL_SIGHT_GREETING, PL_OUTCOME_VIOLATION) ||
         saw (view, PL_SIGHT_REPLY, PL_OUTCOME_VIOLATION);
}

static gboolean
is_sending_refused (const View *view)
{
  return view->service == PL_SERVICE_SMTP && has_any_refusal (view);
}

static gboolean
is_bad_password (const View *view)
{
  return saw (view, PL_SIGHT_PASSWORD, ANY) || is_withheld_or_refused (view);
}

static gboolean
has_provider (const View *view)
{
  return pl_proposal_get_provider_id (pl_evidence_get_proposal (view->evidence)) != NULL;
}

static gboolean
is_awaiting_approval (const View *view)
{
  return saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_WITHHELD);
}

static gboolean
is_imap_refused (const View *view)
{
  return view->service == PL_SERVICE_IMAP && has_any_refusal (view);
}

static gboolean
is_pop_refused (const View *view)
{
  return view->service == PL_SERVICE_POP3 && has_any_refusal (view);
}

static gboolean
is_old_version (const View *view)
{
  return is_handshake_broken (view);
}

static gboolean
is_on_our_side (const View *view)
{
  return saw (view, PL_SIGHT_REPLY, ANY);
}

static const struct
{
  const char *code;
  gboolean (*holds) (const View *view);
} conditions[] = {
  { "domain-typo", has_no_server },
  { "domain-unknown", has_no_server },
  { "domain-no-mail", has_no_server },
  { "no-servers-found", has_no_server },
  { "bridge-required", has_provider },
  { "server-not-approved", is_awaiting_approval },
  { "offline", is_offline },
  { "dns-failure", is_without_names },
  { "host-unknown", is_host_unknown },
  { "connection-refused", is_refused },
  { "connection-timeout", is_connect_silent },
  { "wrong-port", is_wrong_port },
  { "port-blocked", is_blocked },
  { "network-blocks-mail", is_mail_blocked },
  { "captive-portal", is_captive },
  { "connection-dropped", is_dropped },
  { "server-too-slow", is_slow },
  { "wrong-protocol", is_other_protocol },
  { "not-a-mail-server", is_other_protocol },
  { "needs-implicit-tls", needs_tls },
  { "needs-starttls", needs_starttls },
  { "starttls-unavailable", lacks_starttls },
  { "starttls-stripped", is_stripped },
  { "plaintext-refused", refuses_plaintext },
  { "smtp-auth-not-offered", lacks_auth },
  { "certificate-expired", is_expired },
  { "certificate-not-yet-valid", is_early },
  { "clock-wrong", is_clock_wrong },
  { "certificate-self-signed", is_self_signed },
  { "certificate-unknown-issuer", is_unknown_issuer },
  { "certificate-incomplete-chain", is_incomplete },
  { "certificate-host-mismatch", is_mismatch },
  { "certificate-revoked", is_revoked },
  { "certificate-weak", is_weak },
  { "tls-version-too-old", is_old_version },
  { "tls-handshake-failed", is_handshake_broken },
  { "tls-intercepted", is_intercepted },
  { "credentials-rejected", is_refused_for_good },
  { "app-password-required", is_refused_for_good },
  { "oauth-required", is_withheld_or_refused },
  { "imap-disabled", is_imap_refused },
  { "pop-disabled", is_pop_refused },
  { "smtp-disabled", is_sending_refused },
  { "auth-required", has_any_refusal },
  { "oauth-token-rejected", is_refused_for_good },
  { "client-rejected", is_on_our_side },
  { "username-format", is_refused_for_good },
  { "separate-mail-password", is_refused_for_good },
  { "account-unknown", has_any_refusal },
  { "account-locked", is_sign_in_refused },
  { "password-expired", is_sign_in_refused },
  { "web-login-required", is_sign_in_refused },
  { "too-many-attempts", has_too_many },
  { "rate-limited", has_any_refusal },
  { "too-many-connections", has_any_refusal },
  { "ip-not-allowed", has_any_refusal },
  { "auth-mechanism-unsupported", is_withheld_or_refused },
  { "password-characters", is_bad_password },
  { "server-unavailable", has_any_refusal },
  { "mailbox-not-accessible", is_mailbox_closed },
  { "mailbox-in-use", is_mailbox_closed },
  { "mailbox-full", is_mailbox_closed },
  { "protocol-violation", is_violated },
  { "sender-rejected", is_sending_refused },
  { "relay-denied", is_sending_refused },
  { "recipient-rejected", is_sending_refused },
  { "greylisted", is_sending_refused },
  { "message-rejected", is_sending_refused },
  { "send-limit-reached", is_sending_refused },
  { "client-at-fault", is_taken_over },
  { "unexplained", has_failed_anywhere },
};

static gboolean
make_view (PlEvidence *evidence, PlService service, View *view)
{
  PlServerSettings *server;

  *view = (View){ evidence, service, { 0 } };
  if (service == PL_SERVICE_ACCOUNT)
    return TRUE;

  server = pl_proposal_get_server (pl_evidence_get_proposal (evidence),
                                   pl_service_get_direction (service));
  if (server == NULL || pl_server_settings_get_service (server) != service)
    return FALSE;
  pl_server_settings_peek_fields (server, &view->server);
  return TRUE;
}

/* About the network, told for the account: whichever direction may have shown it. */
static gboolean
holds_somewhere (PlEvidence *evidence, gboolean (*holds) (const View *view))
{
  static const PlService services[] = { PL_SERVICE_ACCOUNT, PL_SERVICE_IMAP, PL_SERVICE_POP3,
                                        PL_SERVICE_SMTP };
  View view;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (make_view (evidence, services[i], &view) && holds (&view))
      return TRUE;

  return FALSE;
}

/* --- What is said --- */

/* A token is no password. */
static gboolean
has_sent_password (const View *view)
{
  PlObservation *sign_in = find (view, PL_SIGHT_SIGN_IN);
  const char *mechanism = sign_in != NULL ? pl_observation_get (sign_in, PL_FACT_MECHANISM) : NULL;

  if (g_strcmp0 (mechanism, "XOAUTH2") == 0 || g_strcmp0 (mechanism, "OAUTHBEARER") == 0)
    return FALSE;

  return saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_ACCEPTED) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_REJECTED) ||
         saw (view, PL_SIGHT_SIGN_IN, PL_OUTCOME_TEMPORARY);
}

/* A fix that calls itself proven rests on a probe that reached that place, trusted. */
static gboolean
is_proven_by_probe (PlEvidence *evidence, PlFix *fix, const PlServerFields *server)
{
  PlFixFields fields;
  const char *host;
  guint16 port;

  pl_fix_peek_fields (fix, &fields);
  host = (fields.keys & PL_FIX_KEY_HOST) ? fields.values.host : server->host;
  port = (fields.keys & PL_FIX_KEY_PORT) ? fields.values.port : server->port;
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (fits (seen, PL_SIGHT_PROBE, PL_OUTCOME_SPOKEN) &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_HOST), host) == 0 &&
          pl_observation_get_int (seen, PL_FACT_PORT, 0) == port &&
          g_strcmp0 (pl_observation_get (seen, PL_FACT_TRUST), "system") == 0)
        return TRUE;
    }

  return FALSE;
}

static const char *
judge_fixes (const View *view, PlFinding *finding)
{
  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    {
      PlFix *fix = pl_finding_get_fix (finding, i);

      if (pl_fix_get_proven (fix) && !is_proven_by_probe (view->evidence, fix, &view->server))
        return "a fix calls itself proven, and no probe has proven it";
    }

  return NULL;
}

static const char *
judge_words (const View *view, PlFinding *finding)
{
  const char *const *steps = pl_finding_get_steps (finding);

  if (strchr (pl_finding_get_explanation (finding), '{') != NULL ||
      strchr (pl_finding_get_title (finding), '{') != NULL)
    return "a placeholder is left";
  for (guint i = 0; steps[i] != NULL; i++)
    if (strchr (steps[i], '{') != NULL)
      return "a placeholder is left";
  if (has_sent_password (view) &&
      strstr (pl_finding_get_explanation (finding), "password was not sent") != NULL)
    return "the password was sent";

  return NULL;
}

static const char *
judge_condition (const View *view, PlFinding *finding)
{
  const char *code = pl_finding_get_code (finding);

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if (strcmp (conditions[i].code, code) == 0 &&
        (view->service == PL_SERVICE_ACCOUNT
             ? !holds_somewhere (view->evidence, conditions[i].holds)
             : !conditions[i].holds (view)))
      return "its condition does not hold";

  return NULL;
}

const char *
condition_find_broken (PlEvidence *evidence, PlFinding *finding)
{
  const char *broken;
  View view;

  if (!make_view (evidence, pl_finding_get_service (finding), &view))
    return "it is about a server that there is not";

  broken = judge_words (&view, finding);
  if (broken == NULL)
    broken = judge_fixes (&view, finding);
  if (broken == NULL && pl_finding_get_severity (finding) == PL_SEVERITY_ERROR)
    broken = judge_condition (&view, finding);
  return broken;
}
