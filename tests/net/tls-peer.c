// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls-peer.h"

#include <string.h>
#include <sys/socket.h>

static int
staple_cb (gnutls_session_t session, void *data, gnutls_datum_t *answer)
{
  const TlsPeer *peer = data;
  gsize size;
  const guint8 *bytes;

  if (peer->ocsp_answer == NULL)
    return GNUTLS_E_NO_CERTIFICATE_STATUS;

  bytes = g_bytes_get_data (peer->ocsp_answer, &size);
  answer->data = gnutls_malloc (size);
  memcpy (answer->data, bytes, size);
  answer->size = (guint) size;
  return 0;
}

static gnutls_certificate_credentials_t
make_credentials (TlsPeer *peer)
{
  gnutls_certificate_credentials_t credentials;
  gnutls_x509_crt_t chain[G_N_ELEMENTS (peer->chain)];
  int n = 0;

  while (n < (int) G_N_ELEMENTS (peer->chain) && peer->chain[n] != NULL)
    {
      chain[n] = peer->chain[n]->certificate;
      n++;
    }
  g_assert_cmpint (gnutls_certificate_allocate_credentials (&credentials), ==, 0);
  g_assert_cmpint (gnutls_certificate_set_x509_key (credentials, chain, n, peer->chain[0]->key), >=,
                   0);
  gnutls_certificate_set_ocsp_status_request_function (credentials, staple_cb, peer);
  return credentials;
}

/* Reads the line after which the plain part says its word: the client's STARTTLS. */
static void
take_plain_line (int fd)
{
  char byte = '\0';

  while (byte != '\n' && recv (fd, &byte, 1, 0) == 1)
    continue;
}

static void
serve (gnutls_session_t session, const TlsPeer *peer)
{
  char bytes[256];
  gssize n;

  if (peer->pester != NULL)
    peer->pester (session);
  if (peer->after != NULL)
    gnutls_record_send (session, peer->after, strlen (peer->after));
  do
    {
      n = gnutls_record_recv (session, bytes, sizeof bytes);
      if (n > 0)
        gnutls_record_send (session, bytes, (gsize) n); /* an echo of what the client says */
    }
  while (n > 0);
}

/* A PeerFunc: the handshake as a server, then an echo. */
void
tls_peer_run (int fd, gpointer data)
{
  TlsPeer *peer = data;
  gnutls_certificate_credentials_t credentials = make_credentials (peer);
  gnutls_session_t session;
  int result;

  if (peer->before != NULL)
    {
      take_plain_line (fd);
      peer_say (fd, peer->before);
    }

  gnutls_init (&session, GNUTLS_SERVER | GNUTLS_NO_SIGNAL);
  g_assert_cmpint (gnutls_priority_set_direct (
                       session, peer->priority != NULL ? peer->priority : "NORMAL", NULL),
                   ==, 0);
  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, credentials);
  if (peer->demands_certificate)
    gnutls_certificate_server_set_request (session, GNUTLS_CERT_REQUIRE);
  gnutls_transport_set_int (session, fd);

  do
    result = gnutls_handshake (session);
  while (result < 0 && !gnutls_error_is_fatal (result));
  if (result == 0)
    serve (session, peer);
  else
    gnutls_alert_send_appropriate (session, result);

  if (result < 0 || peer->pester != NULL)
    peer_wait_for_end (fd); /* or what was said last would be lost in a reset */
  gnutls_deinit (session);
  gnutls_certificate_free_credentials (credentials);
}
