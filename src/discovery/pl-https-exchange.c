// SPDX-License-Identifier: GPL-3.0-or-later
/* One question to one web server, by libsoup. It runs on a main context of its own with the deadline as
 * a source beside it: libsoup's blocking calls dial one address after the other and know no deadline. */
#include "discovery/pl-https-exchange-private.h"

#include "discovery/pl-https-address-private.h"

#define HTTPS_PORT 443
#define PIECE (16 * 1024) /* bytes */

/**
 * pl_https_get_port:
 *
 * Returns: the port to connect to
 */
guint16
pl_https_get_port (GUri *uri)
{
  return (guint16) (g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : HTTPS_PORT);
}

/* On the stack of the thread that waits for it. */
typedef struct
{
  SoupSession *session; /* owned */
  SoupMessage *message; /* owned */
  GInputStream *stream; /* owned, nullable: of the body */
  GCancellable *cancellable; /* owned: ends it, for either reason */
  GByteArray *body; /* owned */
  GError *error; /* owned */
  gboolean is_too_large;
  gboolean done;
} Exchange;

static void
exchange_clear (Exchange *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static gboolean
time_over_cb (gpointer inner)
{
  g_cancellable_cancel (inner);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer context)
{
  g_main_context_wakeup (context);
}

/* HTTP/2 would save nothing for one question, and is a much larger door. */
static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

static void read_piece (Exchange *self);

static void
piece_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *self = data;
  g_autoptr (GBytes) piece =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &self->error);
  gsize size = 0;
  const guint8 *bytes = piece != NULL ? g_bytes_get_data (piece, &size) : NULL;

  self->is_too_large = self->body->len + size > PL_HTTPS_LARGEST_BODY;
  self->done = size == 0 || self->is_too_large;
  if (self->done)
    return;

  g_byte_array_append (self->body, bytes, (guint) size);
  read_piece (self);
}

static void
read_piece (Exchange *self)
{
  g_input_stream_read_bytes_async (self->stream, PIECE, G_PRIORITY_DEFAULT, self->cancellable,
                                   piece_read_cb, self);
}

/* A body is read only where it is the document; one that promises to be too large is not begun. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *self = data;
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &self->error);
  self->is_too_large =
      soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > PL_HTTPS_LARGEST_BODY;
  self->done = self->stream == NULL || self->is_too_large ||
               soup_message_get_status (self->message) != SOUP_STATUS_OK;
  if (!self->done)
    read_piece (self);
}

/* Credentials, decompression (a small answer could become an endless one) and whatever else libsoup
 * brings along by itself stays out; cookies and a cache do not come without being asked for. */
static SoupSession *
make_session (GUri *uri, GPtrArray *addresses)
{
  g_autoptr (GSocketConnectable) where =
      pl_https_address_new (g_uri_get_host (uri), pl_https_get_port (uri), addresses);
  SoupSession *session = soup_session_new_with_options (
      "remote-connectable", where, "proxy-resolver", NULL, "user-agent", "Postlotse/" PL_VERSION,
      "timeout", 0, "idle-timeout", 0, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

static SoupMessage *
make_message (const PlHttpsRequest *request, GUri *uri)
{
  SoupMessage *message =
      soup_message_new_from_uri (request->post != NULL ? SOUP_METHOD_POST : SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (headers, "Accept", "*/*");
  soup_message_headers_append (headers, "Accept-Encoding", "identity");
  if (request->post != NULL)
    {
      g_autoptr (GBytes) post = g_bytes_new (request->post, strlen (request->post));

      soup_message_set_request_body_from_bytes (message, request->content_type, post);
    }
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), NULL);
  return message;
}

/* The caller's cancel is passed on in this thread: in GLib 2.74 the source of a cancellable leaks when
 * another thread cancels it while it ends. */
static void
run (Exchange *self, const PlSourceContext *source)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) time_over =
      g_timeout_source_new ((guint) pl_deadline_left_ms (source->deadline));
  gulong handler = 0;

  g_source_set_callback (time_over, time_over_cb, self->cancellable, NULL);
  g_source_attach (time_over, context);
  if (source->cancellable != NULL)
    handler =
        g_cancellable_connect (source->cancellable, G_CALLBACK (cancelled_cb),
                               g_main_context_ref (context), (GDestroyNotify) g_main_context_unref);

  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           answered_cb, self);
  while (!self->done)
    {
      g_main_context_iteration (context, TRUE);
      if (g_cancellable_is_cancelled (source->cancellable))
        g_cancellable_cancel (self->cancellable);
    }

  g_cancellable_disconnect (source->cancellable, handler);
  g_source_destroy (time_over);

  /* What is left of an answer that was not read to its end goes with its connection. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->stream);
  soup_session_abort (self->session);
  while (g_main_context_iteration (context, FALSE))
    continue;
}

/* Why there was no answer. What stands nowhere here broke off: a handshake, a connection. */
static const struct
{
  GQuark (*domain) (void);
  int code;
  PlOutcome outcome;
  const char *reason;
} failures[] = {
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, PL_OUTCOME_REFUSED, NULL },
  { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, PL_OUTCOME_UNREACHABLE, NULL },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, PL_OUTCOME_UNREACHABLE, NULL },
  { g_io_error_quark, G_IO_ERROR_PERMISSION_DENIED, PL_OUTCOME_UNREACHABLE, NULL },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, PL_OUTCOME_SILENT, NULL },
  { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, PL_OUTCOME_VIOLATION, "http" },
  { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, PL_OUTCOME_REJECTED, "certificate" },
  { soup_session_error_quark, SOUP_SESSION_ERROR_PARSING, PL_OUTCOME_VIOLATION, "http" },
  { soup_session_error_quark, SOUP_SESSION_ERROR_ENCODING, PL_OUTCOME_VIOLATION, "http" },
};

static PlOutcome
judge_failure (const Exchange *self, const PlSourceContext *context, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (context->cancellable, error))
    return PL_OUTCOME_CANCELLED;
  if (pl_deadline_left_us (context->deadline) == 0)
    return PL_OUTCOME_SILENT;

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_error_matches (self->error, failures[i].domain (), failures[i].code))
      {
        if (context->reason != NULL)
          *context->reason = failures[i].reason;
        return failures[i].outcome;
      }

  return PL_OUTCOME_FAILED;
}

static PlOutcome
judge_answer (Exchange *self, const PlSourceContext *context, GBytes **body, char **next)
{
  guint status = soup_message_get_status (self->message);
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");

  if (SOUP_STATUS_IS_REDIRECTION (status))
    *next = g_strdup (location);
  if (SOUP_STATUS_IS_SERVER_ERROR (status))
    return PL_OUTCOME_SERVER_FAILURE;
  if (status != SOUP_STATUS_OK)
    return PL_OUTCOME_NO_DATA;

  if (self->is_too_large)
    {
      if (context->reason != NULL)
        *context->reason = "too-large";
      return PL_OUTCOME_VIOLATION;
    }

  *body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  return PL_OUTCOME_FOUND;
}

/**
 * pl_https_exchange:
 * @uri: from pl_https_resolve()
 * @addresses: (element-type GInetAddress): of its host
 * @body: (out) (transfer full): with %PL_OUTCOME_FOUND only
 * @next: (out) (transfer full) (nullable): where the answer leads, if it is a redirect
 *
 * Asks once; see pl_https_ask().
 */
PlOutcome
pl_https_exchange (const PlSourceContext *context,
                   const PlHttpsRequest *request,
                   GUri *uri,
                   GPtrArray *addresses,
                   GBytes **body,
                   char **next,
                   GError **error)
{
  g_autoptr (GMainContext) main_context = g_main_context_new ();
  g_auto (Exchange) self = { .cancellable = g_cancellable_new (), .body = g_byte_array_new () };

  *body = NULL;
  *next = NULL;
  g_main_context_push_thread_default (main_context);
  self.session = make_session (uri, addresses);
  self.message = make_message (request, uri);
  run (&self, context);
  g_clear_object (&self.session);
  g_main_context_pop_thread_default (main_context);

  return self.error != NULL ? judge_failure (&self, context, error)
                            : judge_answer (&self, context, body, next);
}
