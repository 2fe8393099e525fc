// SPDX-License-Identifier: GPL-3.0-or-later
#include "web-peer.h"

#include "base/pl-worker.h"

#include <glib/gstdio.h>
#include <string.h>

struct _WebPeer
{
  GTlsCertificate *certificate; /* owned */
  WebManner manner;
  const WebPage *pages; /* borrowed, ended by one without an answer */
  GSocketListener *listener; /* owned */
  guint16 port;
  GCancellable *cancellable; /* owned: ends everything */
  PlWorker *worker; /* owned */

  GMutex lock;
  GPtrArray *questions; /* owned: texts; under lock */
  guint n_connections; /* under lock */
  char *protocol; /* owned, nullable; under lock */
  GTlsProtocolVersion tls_version; /* under lock */
};

static char *
dup_key_pem (Identity *identity)
{
  gnutls_datum_t pem = { 0 };
  char *text;

  g_assert_cmpint (gnutls_x509_privkey_export2 (identity->key, GNUTLS_X509_FMT_PEM, &pem), ==, 0);
  text = g_strndup ((const char *) pem.data, pem.size);
  gnutls_free (pem.data);
  return text;
}

static GTlsCertificate *
make_certificate (Identity *identity)
{
  g_autofree char *certificate = identity_dup_pem (identity);
  g_autofree char *key = dup_key_pem (identity);
  g_autofree char *pem = g_strconcat (certificate, key, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *made = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  return made;
}

/* Head and body of one question; NULL when the client has gone. */
static char *
read_question (WebPeer *self, GInputStream *stream)
{
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (stream);
  g_autoptr (GString) question = g_string_new (NULL);
  guint64 length = 0;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (input), FALSE);
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, self->cancellable, NULL);

      if (line == NULL)
        return NULL;
      g_string_append_printf (question, "%s\n", line);
      if (*line == '\0')
        break;
      if (g_str_has_prefix (line, "Content-Length: "))
        length = g_ascii_strtoull (line + strlen ("Content-Length: "), NULL, 10);
    }

  for (; length > 0; length--)
    g_string_append_c (question,
                       (char) g_data_input_stream_read_byte (input, self->cancellable, NULL));
  return g_string_free (g_steal_pointer (&question), FALSE);
}

/* Whether the question is for this host and path. */
static gboolean
is_meant (const WebPage *page, const char *question)
{
  g_autofree char *host =
      page->host != NULL ? g_strdup_printf ("\nHost: %s:", page->host) : g_strdup ("");
  g_autofree char *path =
      page->path != NULL ? g_strdup_printf (" %s HTTP/1.1\n", page->path) : g_strdup ("");

  return strstr (question, host) != NULL && strstr (question, path) != NULL;
}

static gboolean
say_bytes (WebPeer *self, GOutputStream *stream, const char *bytes, gsize length)
{
  return g_output_stream_write_all (stream, bytes, length, NULL, self->cancellable, NULL);
}

static gboolean
say (WebPeer *self, GOutputStream *stream, const char *text)
{
  return say_bytes (self, stream, text, strlen (text));
}

static void
wait_for_end (WebPeer *self, GInputStream *stream)
{
  char bytes[256];

  while (g_input_stream_read (stream, bytes, sizeof bytes, self->cancellable, NULL) > 0)
    continue;
}

static void
answer (WebPeer *self, GIOStream *stream, const WebPage *page)
{
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  g_autoptr (GString) text = g_string_new (page->answer);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  gboolean goes_on;

  g_string_replace (text, "@PORT@", port, 0);
  goes_on = page->length > 0 ? say_bytes (self, output, page->answer, page->length)
                             : say (self, output, text->str);
  for (guint i = 0; goes_on && i < page->n_more; i++)
    goes_on = say (self, output, page->more);

  while (goes_on && page->then == WEB_DRIPS)
    {
      g_usleep (20 * 1000);
      goes_on = say (self, output, "x") && !g_cancellable_is_cancelled (self->cancellable);
    }
  if (page->then == WEB_HANGS)
    wait_for_end (self, g_io_stream_get_input_stream (stream));
}

static void
serve (WebPeer *self, GIOStream *stream)
{
  g_autofree char *question = read_question (self, g_io_stream_get_input_stream (stream));

  if (question == NULL)
    return;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->questions, g_strdup (question));
  g_mutex_unlock (&self->lock);
  for (const WebPage *page = self->pages; page->answer != NULL; page++)
    if (is_meant (page, question))
      {
        answer (self, stream, page);
        return;
      }
  say (self, g_io_stream_get_output_stream (stream),
       "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

/* HTTP/2 is on offer: whether the client takes it is up to the client. */
static void
serve_tls (WebPeer *self, GSocketConnection *connection)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  g_autoptr (GIOStream) tls =
      g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);

  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (tls), protocols);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->cancellable, NULL))
    return;

  g_mutex_lock (&self->lock);
  g_free (self->protocol);
  self->protocol = g_strdup (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (tls)));
  self->tls_version = g_tls_connection_get_protocol_version (G_TLS_CONNECTION (tls));
  g_mutex_unlock (&self->lock);
  serve (self, tls);
  g_io_stream_close (tls, self->cancellable, NULL);
}

static void
handle (WebPeer *self, GSocketConnection *connection)
{
  GIOStream *stream = G_IO_STREAM (connection);

  g_mutex_lock (&self->lock);
  self->n_connections++;
  g_mutex_unlock (&self->lock);
  switch (self->manner)
    {
    case WEB_TLS:
      serve_tls (self, connection);
      break;
    case WEB_SILENT:
      wait_for_end (self, g_io_stream_get_input_stream (stream));
      break;
    case WEB_PLAIN:
      say (self, g_io_stream_get_output_stream (stream), "220 ready\r\n");
      wait_for_end (self, g_io_stream_get_input_stream (stream));
      break;
    case WEB_HANGS_UP:
    default:
      break;
    }
  g_io_stream_close (stream, NULL, NULL);
}

static void
run (gpointer data)
{
  WebPeer *self = data;

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GSocketConnection) connection =
          g_socket_listener_accept (self->listener, NULL, self->cancellable, NULL);

      if (connection != NULL)
        handle (self, connection);
    }
}

WebPeer *
web_peer_start (Identity *identity, WebManner manner, const WebPage *pages)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;
  WebPeer *self = g_new0 (WebPeer, 1);

  g_mutex_init (&self->lock);
  self->questions = g_ptr_array_new_with_free_func (g_free);
  self->certificate = make_certificate (identity);
  self->manner = manner;
  self->pages = pages;
  self->cancellable = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->worker = pl_worker_start ("web-peer", run, self, &error);
  g_assert_no_error (error);
  return self;
}

void
web_peer_stop (WebPeer *self)
{
  g_cancellable_cancel (self->cancellable);
  pl_worker_join (self->worker);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_object_unref (self->certificate);
  g_ptr_array_unref (self->questions);
  g_free (self->protocol);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
web_peer_get_port (WebPeer *self)
{
  return self->port;
}

char *
web_peer_dup_question (WebPeer *self, guint index)
{
  char *question;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (index, <, self->questions->len);
  question = g_strdup (self->questions->pdata[index]);
  g_mutex_unlock (&self->lock);
  return question;
}

guint
web_peer_count_questions (WebPeer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->questions->len;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
web_peer_count_connections (WebPeer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_connections;
  g_mutex_unlock (&self->lock);
  return n;
}

char *
web_peer_dup_protocol (WebPeer *self)
{
  char *protocol;

  g_mutex_lock (&self->lock);
  protocol = g_strdup (self->protocol);
  g_mutex_unlock (&self->lock);
  return protocol;
}

GTlsProtocolVersion
web_peer_get_tls_version (WebPeer *self)
{
  GTlsProtocolVersion version;

  g_mutex_lock (&self->lock);
  version = self->tls_version;
  g_mutex_unlock (&self->lock);
  return version;
}

char *
web_peer_trust (Identity *authority)
{
  g_autofree char *pem = identity_dup_pem (authority);
  g_autofree char *path = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("postlotse-XXXXXX.pem", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, pem, -1, &error);
  g_assert_no_error (error);
  database = G_TLS_DATABASE (g_tls_file_database_new (path, &error));
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
  return g_steal_pointer (&path);
}
