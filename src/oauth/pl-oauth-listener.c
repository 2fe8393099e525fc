// SPDX-License-Identifier: GPL-3.0-or-later
/* A few sockets and one request: SoupServer would read whole bodies before anybody looks at them,
 * and serve whoever comes. */
#include "oauth/pl-oauth-listener-private.h"

#include "oauth/pl-oauth-page-private.h"

#include <gio/gio.h>
#include <string.h>

/* Browsers open connections in advance and leave them silent; a flood ends the oldest ones. */
#define MOST_VISITORS 16
#define VISITOR_MS 10000 /* for the whole request; it is made in one piece on the same computer */
#define MOST_DOORS 2

/* One connection. */
typedef struct
{
  PlOAuthListener *listener; /* borrowed */
  GSocket *socket; /* owned */
  GSource *readable; /* owned */
  GSource *alarm; /* owned */
  char *request; /* owned, wiped: PL_OAUTH_LARGEST_REQUEST bytes */
  gsize length; /* bytes read */
} Visitor;

struct _PlOAuthListener
{
  GSocket *doors[MOST_DOORS]; /* owned: listening; NULL where there is no such address family */
  GSource *sources[MOST_DOORS]; /* owned, nullable */
  GPtrArray *visitors; /* owned: Visitor, the oldest first */
  char *redirect_uri; /* owned: with the port */
  char *authority; /* owned */
  char *path; /* owned */
  char *state; /* owned */
  PlOAuthWait *wait; /* borrowed, while waiting */
  PlOAuthAnswer *answer; /* borrowed, while waiting */
  gboolean answered;
};

static void
visitor_free (gpointer data)
{
  Visitor *self = data;

  g_source_destroy (self->readable);
  g_source_unref (self->readable);
  g_source_destroy (self->alarm);
  g_source_unref (self->alarm);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->socket);
  pl_secret_wipe (self->request, PL_OAUTH_LARGEST_REQUEST);
  g_free (self->request);
  g_free (self);
}

static gboolean
dismiss (Visitor *self)
{
  g_ptr_array_remove (self->listener->visitors, self);
  return G_SOURCE_REMOVE;
}

/* A page fits into any socket's buffer; a browser that is gone by now need not be told. */
static void
reply (Visitor *self, PlOAuthPage page)
{
  g_autofree char *response = pl_oauth_page_make (page);

  (void) g_socket_send_with_blocking (self->socket, response, strlen (response), FALSE, NULL, NULL);
  (void) g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
}

static gboolean
expire_cb (gpointer user_data)
{
  return dismiss (user_data);
}

/* Returns whether the visitor may go on. */
static gboolean
look_at_request (Visitor *self)
{
  PlOAuthListener *listener = self->listener;
  PlOAuthExpected expected = { listener->authority, listener->path, listener->state };

  switch (pl_oauth_redirect_parse (self->request, self->length, &expected, listener->answer))
    {
    case PL_OAUTH_REQUEST_MORE:
      return TRUE;
    case PL_OAUTH_REQUEST_EXPECTED:
      listener->answered = TRUE;
      reply (self,
             listener->answer->code != NULL ? PL_OAUTH_PAGE_RECEIVED : PL_OAUTH_PAGE_DECLINED);
      return FALSE;
    case PL_OAUTH_REQUEST_FOREIGN:
    default:
      reply (self, PL_OAUTH_PAGE_FOREIGN);
      return FALSE;
    }
}

static gboolean
read_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Visitor *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize received;

  /* One request is accepted, and no other is looked at. */
  if (self->listener->answered)
    return dismiss (self);

  received =
      g_socket_receive_with_blocking (socket, self->request + self->length,
                                      PL_OAUTH_LARGEST_REQUEST - self->length, FALSE, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return G_SOURCE_CONTINUE;
  if (received <= 0)
    return dismiss (self);

  self->length += (gsize) received;
  return look_at_request (self) ? G_SOURCE_CONTINUE : dismiss (self);
}

static void
welcome (PlOAuthListener *self, GSocket *socket)
{
  Visitor *visitor = g_new0 (Visitor, 1);

  visitor->listener = self;
  visitor->socket = socket;
  visitor->request = g_malloc0 (PL_OAUTH_LARGEST_REQUEST);
  visitor->readable = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (visitor->readable, G_SOURCE_FUNC (read_cb), visitor, NULL);
  visitor->alarm = g_timeout_source_new (VISITOR_MS);
  g_source_set_callback (visitor->alarm, expire_cb, visitor, NULL);

  if (self->visitors->len == MOST_VISITORS)
    g_ptr_array_remove_index (self->visitors, 0);
  g_ptr_array_add (self->visitors, visitor);
  g_source_attach (visitor->readable, self->wait->context);
  g_source_attach (visitor->alarm, self->wait->context);
}

static gboolean
knock_cb (GSocket *door, GIOCondition condition, gpointer user_data)
{
  PlOAuthListener *self = user_data;
  GSocket *socket = g_socket_accept (door, NULL, NULL);

  if (socket != NULL)
    welcome (self, socket);
  return G_SOURCE_CONTINUE;
}

static GSocket *
open_door (const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (place),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  if (!g_socket_bind (socket, place, FALSE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);

  return local != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)) : 0;
}

/* A name can mean either address, and only the browser knows which it tries: both are opened, at
 * the same port. A literal address is just that. */
static gboolean
open_doors (PlOAuthListener *self, const char *host, guint16 *port, GError **error)
{
  gboolean by_name = g_str_equal (host, "localhost");
  const char *first = by_name ? "127.0.0.1" : host;

  self->doors[0] = open_door (first, 0, by_name ? NULL : error);
  if (self->doors[0] == NULL && by_name)
    self->doors[0] = open_door ("::1", 0, error);
  else if (by_name)
    self->doors[1] = open_door ("::1", get_port (self->doors[0]), NULL);
  if (self->doors[0] == NULL)
    return FALSE;

  *port = get_port (self->doors[0]);
  return TRUE;
}

/**
 * pl_oauth_listener_new:
 * @redirect_uri: as in #PlOAuthClient
 * @state: what the request has to carry
 *
 * Returns: (transfer full) (nullable):
 */
PlOAuthListener *
pl_oauth_listener_new (const char *redirect_uri, const char *state, GError **error)
{
  g_autoptr (PlOAuthListener) self = g_new0 (PlOAuthListener, 1);
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, error);
  gboolean ipv6 = uri != NULL && strchr (g_uri_get_host (uri), ':') != NULL;
  guint16 port = 0;

  self->visitors = g_ptr_array_new_with_free_func (visitor_free);
  self->state = g_strdup (state);
  if (uri == NULL || !open_doors (self, g_uri_get_host (uri), &port, error))
    return NULL;

  self->authority = g_strdup_printf (ipv6 ? "[%s]:%u" : "%s:%u", g_uri_get_host (uri), port);
  /* An authorization server compares the text: without a path it stays without one. */
  self->redirect_uri = g_strconcat ("http://", self->authority, g_uri_get_path (uri), NULL);
  self->path = g_strdup (*g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/");
  return g_steal_pointer (&self);
}

static void
close_doors (PlOAuthListener *self)
{
  for (guint i = 0; i < MOST_DOORS; i++)
    {
      if (self->sources[i] != NULL)
        g_source_destroy (self->sources[i]);
      g_clear_pointer (&self->sources[i], g_source_unref);
      if (self->doors[i] != NULL)
        g_socket_close (self->doors[i], NULL);
      g_clear_object (&self->doors[i]);
    }
  g_ptr_array_set_size (self->visitors, 0);
}

void
pl_oauth_listener_free (PlOAuthListener *self)
{
  close_doors (self);
  g_ptr_array_unref (self->visitors);
  g_free (self->redirect_uri);
  g_free (self->authority);
  g_free (self->path);
  g_free (self->state);
  g_free (self);
}

/**
 * pl_oauth_listener_get_redirect_uri:
 *
 * Returns: where the browser is to be sent, with the port
 */
const char *
pl_oauth_listener_get_redirect_uri (PlOAuthListener *self)
{
  return self->redirect_uri;
}

/**
 * pl_oauth_listener_wait:
 * @answer: (out): to be cleared
 *
 * Waits for the one request that belongs to this sign-in, answers it with a page, and listens no
 * more. Everything else that comes gets 400 and changes nothing.
 */
gboolean
pl_oauth_listener_wait (PlOAuthListener *self,
                        PlOAuthWait *wait,
                        PlOAuthAnswer *answer,
                        GError **error)
{
  *answer = (PlOAuthAnswer){ 0 };
  self->wait = wait;
  self->answer = answer;
  for (guint i = 0; i < MOST_DOORS; i++)
    if (self->doors[i] != NULL)
      {
        self->sources[i] = g_socket_create_source (self->doors[i], G_IO_IN, NULL);
        g_source_set_callback (self->sources[i], G_SOURCE_FUNC (knock_cb), self, NULL);
        g_source_attach (self->sources[i], wait->context);
      }

  while (!self->answered && !g_cancellable_is_cancelled (wait->cancellable))
    g_main_context_iteration (wait->context, TRUE);

  close_doors (self);
  self->wait = NULL;
  self->answer = NULL;
  return self->answered || !pl_oauth_wait_is_over (wait, error);
}
