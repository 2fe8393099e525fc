// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw-client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct _RawClient
{
  int fd;
  gnutls_session_t session; /* owned, NULL before TLS */
  gnutls_certificate_credentials_t credentials; /* owned, NULL before TLS */
};

RawClient *
raw_client_connect (guint16 port)
{
  RawClient *client = g_new0 (RawClient, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  struct timeval patience = { .tv_sec = 10 };
  int one = 1;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  client->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (client->fd, >=, 0);
  setsockopt (client->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt (client->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  setsockopt (client->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  g_assert_cmpint (connect (client->fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return client;
}

void
raw_client_free (RawClient *client)
{
  if (client == NULL)
    return;

  if (client->session != NULL)
    gnutls_deinit (client->session);
  if (client->credentials != NULL)
    gnutls_certificate_free_credentials (client->credentials);
  close (client->fd);
  g_free (client);
}

/* The handshake, without any judgement: see raw_client_verify(). */
void
raw_client_start_tls (RawClient *client, const char *host)
{
  int status;

  g_assert_cmpint (gnutls_certificate_allocate_credentials (&client->credentials), ==, 0);
  g_assert_cmpint (gnutls_init (&client->session, GNUTLS_CLIENT | GNUTLS_NO_SIGNAL), ==, 0);
  gnutls_priority_set_direct (client->session, "NORMAL:+VERS-TLS1.1:+VERS-TLS1.0", NULL);
  gnutls_credentials_set (client->session, GNUTLS_CRD_CERTIFICATE, client->credentials);
  gnutls_server_name_set (client->session, GNUTLS_NAME_DNS, host, strlen (host));
  gnutls_transport_set_int (client->session, client->fd);

  do
    status = gnutls_handshake (client->session);
  while (status == GNUTLS_E_INTERRUPTED);
  if (status != 0)
    g_error ("The handshake with %s failed: %s", host, gnutls_strerror (status));
}

/* The verification status of GnuTLS for @host, with @ca_pem as the only authority trusted. */
guint
raw_client_verify (RawClient *client, const char *host, const char *ca_pem)
{
  gnutls_datum_t pem = { .data = (guint8 *) ca_pem, .size = strlen (ca_pem) };
  guint status = 0;

  g_assert_cmpint (
      gnutls_certificate_set_x509_trust_mem (client->credentials, &pem, GNUTLS_X509_FMT_PEM), ==,
      1);
  g_assert_cmpint (gnutls_certificate_verify_peers3 (client->session, host, &status), ==, 0);
  return status;
}

const char *
raw_client_get_tls_version (RawClient *client)
{
  return gnutls_protocol_get_name (gnutls_protocol_get_version (client->session));
}

void
raw_client_write (RawClient *client, const char *bytes)
{
  gsize length = strlen (bytes);
  gssize n = client->session != NULL ? gnutls_record_send (client->session, bytes, length)
                                     : send (client->fd, bytes, length, MSG_NOSIGNAL);

  g_assert_cmpint (n, ==, length);
}

/* One byte, 0 at the end, negative when it went wrong. */
static gssize
read_byte (RawClient *client, char *byte)
{
  return client->session != NULL ? gnutls_record_recv (client->session, byte, 1)
                                 : recv (client->fd, byte, 1, 0);
}

/* A line without its CRLF; NULL at the end. */
char *
raw_client_read_line (RawClient *client)
{
  GString *line = g_string_new (NULL);
  char byte;
  gssize n;

  while ((n = read_byte (client, &byte)) == 1)
    {
      if (byte == '\n')
        {
          g_assert_true (g_str_has_suffix (line->str, "\r"));
          g_string_truncate (line, line->len - 1);
          return g_string_free (line, FALSE);
        }
      g_string_append_c (line, byte);
    }

  g_assert_cmpint (n, ==, 0);
  g_assert_cmpstr (line->str, ==, "");
  g_string_free (line, TRUE);
  return NULL;
}

void
raw_client_expect (RawClient *client, const char *line)
{
  g_autofree char *came = raw_client_read_line (client);

  g_assert_cmpstr (came, ==, line);
}

void
raw_client_expect_end (RawClient *client)
{
  g_autofree char *came = raw_client_read_line (client);

  g_assert_null (came);
}

void
raw_client_expect_reset (RawClient *client)
{
  char byte;

  g_assert_cmpint (recv (client->fd, &byte, 1, 0), ==, -1);
  g_assert_cmpint (errno, ==, ECONNRESET);
}
