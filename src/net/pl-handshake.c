// SPDX-License-Identifier: GPL-3.0-or-later
/* How a plain connection becomes an encrypted one, and what is thought of the peer then. */
#include "net/pl-connection-private.h"

#include "base/pl-text.h"
#include "net/pl-network-private.h"
#include "net/pl-trust-private.h"

#include <gnutls/ocsp.h>
#include <time.h>

#define TEXT_PATIENCE_MS 300 /* for the rest of a line that stands where TLS should */

/* What the stapled answer of the certificate authority says (RFC 6066 8, RFC 6960). Whether it may
 * be believed, GnuTLS has decided: its word is in the verification status. */
static const char *
get_ocsp_word (gnutls_session_t session, const PlCertificates *chain)
{
  const char *word = "none";
  gnutls_datum_t der = { 0 };
  gnutls_ocsp_resp_t answer;
  guint status = GNUTLS_OCSP_CERT_UNKNOWN;

  if (gnutls_ocsp_status_request_get (session, &der) < 0)
    return word;

  gnutls_ocsp_resp_init (&answer);
  if (gnutls_ocsp_resp_import (answer, &der) >= 0 &&
      gnutls_ocsp_resp_check_crt (answer, 0, chain->list[0]) >= 0 &&
      gnutls_ocsp_resp_get_single (answer, 0, NULL, NULL, NULL, NULL, &status, NULL, NULL, NULL,
                                   NULL) >= 0)
    {
      if (status == GNUTLS_OCSP_CERT_GOOD)
        word = "good";
      else if (status == GNUTLS_OCSP_CERT_REVOKED)
        word = "revoked";
    }
  gnutls_ocsp_resp_deinit (answer);
  return word;
}

/* Notes what the handshake came to, short of an alert. */
static void
note_tls (PlConnection *self,
          PlOutcome outcome,
          int result,
          const char *text,
          const char *ocsp,
          const char *ms)
{
  gnutls_session_t session = pl_tls_get_session (self->tls);
  gboolean is_up = outcome == PL_OUTCOME_ESTABLISHED;
  g_autofree char *number = result < 0 ? g_strdup_printf ("%d", result) : NULL;
  const char *version =
      is_up ? gnutls_protocol_get_name (gnutls_protocol_get_version (session)) : NULL;
  const char *cipher = is_up ? gnutls_cipher_get_name (gnutls_cipher_get (session)) : NULL;

  pl_recorder_note (self->recorder, PL_SIGHT_TLS, outcome, PL_FACT_VERSION, version, PL_FACT_CIPHER,
                    cipher, PL_FACT_ERROR, number, PL_FACT_TEXT, text, PL_FACT_OCSP, ocsp,
                    PL_FACT_MS, ms, PL_FACT_END);
}

/* Runs the handshake to its end. Returns GnuTLS's last number; %GNUTLS_E_AGAIN with @error when the
 * wait for the peer has ended first. */
static int
run_handshake (PlConnection *self,
               PlWaitClock *clock,
               const PlDeadline *deadline,
               GCancellable *cancellable,
               GError **error)
{
  int result;

  while ((result = pl_tls_handshake (self->tls)) == GNUTLS_E_AGAIN)
    if (!pl_wait_clock_wait_socket (clock, self->socket, pl_tls_get_condition (self->tls), deadline,
                                    cancellable, error))
      break;
  return result;
}

/* The plain text that stands where TLS should: its first line, or as much of it as comes soon. */
static char *
read_text (PlConnection *self, const PlDeadline *deadline, GCancellable *cancellable)
{
  PlDeadline soon = pl_deadline_sooner (deadline, TEXT_PATIENCE_MS);
  PlWaitClock clock = pl_wait_clock_start (NULL, self->recorder);
  g_autoptr (PlTls) unused = g_steal_pointer (&self->tls); /* reading goes below it now */
  char *line = NULL;

  while (pl_line_buffer_take_line (self->input, &line) == PL_LINE_PARTIAL &&
         pl_line_buffer_get_length (self->input) < PL_LONGEST_LINE &&
         pl_connection_receive (self, &clock, &soon, cancellable, NULL))
    continue;
  if (line == NULL)
    line = pl_line_buffer_dup_start (self->input);
  if (line != NULL)
    pl_recorder_note_line (self->recorder, FALSE, line);

  self->tls = g_steal_pointer (&unused);
  return line;
}

static PlOutcome
end_met_by_text (PlConnection *self,
                 const char *ms,
                 const PlDeadline *deadline,
                 GCancellable *cancellable)
{
  g_autofree char *text = read_text (self, deadline, cancellable);

  self->ended = TRUE;
  note_tls (self, PL_OUTCOME_NOT_TLS, 0, text, NULL, ms);
  return PL_OUTCOME_NOT_TLS;
}

/* The wait for the peer has ended: cancelled, silent for too long, or the run's time is over. */
static PlOutcome
end_waiting (PlConnection *self,
             const PlWaitClock *clock,
             const char *ms,
             GError *failure,
             GError **error)
{
  g_autoptr (GError) owned = failure;

  self->ended = TRUE;
  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return PL_OUTCOME_CANCELLED;
    }

  note_tls (self, PL_OUTCOME_SILENT, 0, NULL, NULL, ms);
  if (clock->over)
    return PL_OUTCOME_SILENT;
  g_propagate_error (error, g_steal_pointer (&owned));
  return PL_OUTCOME_FAILED;
}

static PlOutcome
end_failed (PlConnection *self, int result, const char *ms, GError **error)
{
  int number = pl_tls_get_errno (self->tls);

  if (result == GNUTLS_E_FATAL_ALERT_RECEIVED)
    {
      pl_connection_note_alert (self, ms);
      return PL_OUTCOME_ALERT;
    }
  if (result == GNUTLS_E_PREMATURE_TERMINATION || number != 0)
    {
      pl_connection_note_closed (self, number);
      note_tls (self, PL_OUTCOME_CLOSED, result, NULL, NULL, ms);
      return PL_OUTCOME_CLOSED;
    }

  self->ended = TRUE;
  note_tls (self, PL_OUTCOME_FAILED, result, NULL, NULL, ms);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The TLS handshake failed: %s",
               gnutls_strerror (result));
  return PL_OUTCOME_FAILED;
}

static guint
verify_once (gnutls_session_t session)
{
  gnutls_typed_vdata_st purpose = { .type = GNUTLS_DT_KEY_PURPOSE_OID,
                                    .data = (guchar *) GNUTLS_KP_TLS_WWW_SERVER };
  guint status = 0;

  if (gnutls_certificate_verify_peers (session, &purpose, 1, &status) < 0)
    return GNUTLS_CERT_INVALID;
  return status;
}

/* GnuTLS's verdict, without the name, which is looked at in pl-trust.c. GnuTLS stops at the first
 * fault: behind a date that has passed it looks once more, without the clock, for what else is wrong.
 * The flags of a session can only be set together with a function that verifies during a handshake;
 * that is over, so the function is never called. */
static guint
verify_chain (gnutls_session_t session)
{
  guint status = verify_once (session);

  if ((status & (GNUTLS_CERT_EXPIRED | GNUTLS_CERT_NOT_ACTIVATED)) == 0)
    return status;

  gnutls_session_set_verify_cert (session, NULL,
                                  GNUTLS_VERIFY_DISABLE_TIME_CHECKS |
                                      GNUTLS_VERIFY_DISABLE_TRUSTED_TIME_CHECKS);
  status |= verify_once (session);
  /* What a clock that is wrong makes of a fresh stapled answer. */
  return status & ~(guint) (GNUTLS_CERT_REVOCATION_DATA_SUPERSEDED |
                            GNUTLS_CERT_REVOCATION_DATA_ISSUED_IN_FUTURE);
}

/* Judges the peer, and notes the judgement. */
static PlOutcome
judge (PlConnection *self, const PlCertificates *chain, const PlTlsTarget *target)
{
  guint status = verify_chain (pl_tls_get_session (self->tls));
  PlFaults faults = pl_trust_find_faults (chain, status, target->host, time (NULL));
  gboolean is_pinned = faults != 0 && pl_trust_is_pinned (chain, faults, target->trust_fingerprint);
  g_autofree char *words = pl_trust_faults_to_words (faults);
  g_autofree char *fingerprint = pl_certificate_dup_fingerprint (chain->list[0]);
  g_autofree char *flags = NULL;

  if (faults & PL_FAULT_HOST_MISMATCH)
    status |= GNUTLS_CERT_UNEXPECTED_OWNER;
  flags = g_strdup_printf ("0x%x", status);
  self->trusted = faults == 0 || is_pinned;
  self->dated =
      target->any_date && (faults & ~(guint) (PL_FAULT_EXPIRED | PL_FAULT_NOT_YET_VALID)) == 0;
  pl_recorder_note (self->recorder, PL_SIGHT_TRUST,
                    self->trusted ? PL_OUTCOME_ACCEPTED : PL_OUTCOME_REJECTED, PL_FACT_STATUS,
                    flags, PL_FACT_WORDS, words, PL_FACT_TRUST,
                    faults == 0 ? "system" : (is_pinned ? "pinned" : "none"), PL_FACT_SHA256,
                    fingerprint, PL_FACT_END);
  return self->trusted || self->dated ? PL_OUTCOME_ACCEPTED : PL_OUTCOME_REJECTED;
}

static PlOutcome
end_established (PlConnection *self, const PlTlsTarget *target, const char *ms, GError **error)
{
  gnutls_session_t session = pl_tls_get_session (self->tls);
  g_auto (PlCertificates) chain = { 0 };
  guint n_ders = 0;
  const gnutls_datum_t *ders = gnutls_certificate_get_peers (session, &n_ders);

  if (ders == NULL || !pl_certificates_load (&chain, ders, n_ders))
    return end_failed (self, GNUTLS_E_NO_CERTIFICATE_FOUND, ms, error);

  note_tls (self, PL_OUTCOME_ESTABLISHED, 0, NULL, get_ocsp_word (session, &chain), ms);
  pl_certificates_note (&chain, self->recorder);
  return target->any_version ? PL_OUTCOME_ESTABLISHED : judge (self, &chain, target);
}

/* Bytes that came with the answer to STARTTLS were sent before the handshake, by anybody: read
 * behind it they would count as the server's protected word (CVE-2011-0411, RFC 3207 6). */
static gboolean
refuse_injected (PlConnection *self)
{
  g_autofree char *text = NULL;

  if (pl_line_buffer_get_total (self->input) == 0 || !pl_connection_has_buffered_input (self))
    return FALSE;

  text = pl_line_buffer_dup_start (self->input);
  pl_recorder_note (self->recorder, PL_SIGHT_STARTTLS, PL_OUTCOME_INJECTED, PL_FACT_TEXT, text,
                    PL_FACT_END);
  pl_connection_close (self);
  return TRUE;
}

/**
 * pl_connection_start_tls:
 * @target: whom to expect; not kept
 *
 * The handshake, within the patience for a first byte, on a new connection or after the answer to
 * STARTTLS or STLS; then the judgement on the peer. Notes %PL_SIGHT_TLS, each %PL_SIGHT_CERTIFICATE
 * and %PL_SIGHT_TRUST. A certificate that was revoked is not accepted by its fingerprint either.
 *
 * Returns:
 *   %PL_OUTCOME_ACCEPTED: encrypted, and the peer is the one expected; or its certificate is @target's; or,
 *     because of @any_date, would be at another date: see pl_connection_is_trusted();
 *   %PL_OUTCOME_REJECTED: encrypted, for somebody else perhaps: nothing can be written any more;
 *   %PL_OUTCOME_ESTABLISHED: encrypted and, because of @any_version, not judged: as rejected;
 *   %PL_OUTCOME_INJECTED: bytes had come that belong behind the handshake; the connection is closed;
 *   %PL_OUTCOME_NOT_TLS, %PL_OUTCOME_ALERT, %PL_OUTCOME_CLOSED, %PL_OUTCOME_SILENT: as they say;
 *   with @error %PL_OUTCOME_FAILED (also when @deadline has passed) and %PL_OUTCOME_CANCELLED
 */
PlOutcome
pl_connection_start_tls (PlConnection *self,
                         const PlTlsTarget *target,
                         const PlDeadline *deadline,
                         GCancellable *cancellable,
                         GError **error)
{
  PlWaitClock clock;
  PlTrustStore *store = pl_network_get_trust_store (self->network);
  g_autoptr (GError) local = NULL;
  g_autofree char *ms = NULL;
  int result;

  g_return_val_if_fail (self->tls == NULL, PL_OUTCOME_FAILED);

  if (!pl_deadline_check (deadline, cancellable, error))
    return g_cancellable_is_cancelled (cancellable) ? PL_OUTCOME_CANCELLED : PL_OUTCOME_FAILED;
  if (self->ended)
    return PL_OUTCOME_CLOSED; /* as noted when it ended */
  if (refuse_injected (self))
    return PL_OUTCOME_INJECTED;

  self->tls = pl_tls_new (self->socket, pl_trust_store_get_credentials (store), target);
  clock = pl_wait_clock_start (&pl_patience_first_byte, self->recorder);
  result = run_handshake (self, &clock, deadline, cancellable, &local);
  ms = pl_wait_format_ms (pl_wait_clock_get_spent_us (&clock));

  if (local != NULL)
    return end_waiting (self, &clock, ms, g_steal_pointer (&local), error);
  if (pl_tls_was_met_by_text (self->tls))
    return end_met_by_text (self, ms, deadline, cancellable);
  if (result != GNUTLS_E_SUCCESS)
    return end_failed (self, result, ms, error);
  return end_established (self, target, ms, error);
}
