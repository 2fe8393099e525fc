// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/pl-launch-desk-private.h"

#define REQUEST_INTERFACE "org.postlotse.Request1"
#define REQUESTS_PATH "/org/postlotse/request"

#define MOST_CALLERS 16

struct _PlLaunchDesk
{
  GDBusConnection *connection; /* owned */
  GDBusInterfaceInfo *interface; /* borrowed */
  PlLaunchOffers *offers; /* borrowed: where secrets go that may be fetched */
  void (*changed) (gpointer data);
  gpointer data; /* borrowed */
  /* Owned: unique name -> Caller with an open request. It owns the Caller, and the name is a part of that. */
  GHashTable *callers;
  GHashTable *watches; /* owned: unique name -> id of its watch */
  guint n_made; /* requests, ever: for tokens of our own */
};

/* The open request of one caller. */
typedef struct
{
  PlLaunchDesk *desk; /* borrowed: whose table this is in */
  char *sender; /* owned */
  char *path; /* owned */
  guint object; /* id */
  PlLaunchRequest *request; /* owned */
  gulong handler; /* on @request */
} Caller;

static void
caller_free (gpointer data)
{
  Caller *caller = data;

  if (caller->object != 0)
    g_dbus_connection_unregister_object (caller->desk->connection, caller->object);
  g_clear_signal_handler (&caller->handler, caller->request);
  g_object_unref (caller->request);
  g_free (caller->sender);
  g_free (caller->path);
  g_free (caller);
}

/* --- Who leaves --- */

/* Nobody is there to be told. */
static void
unheard_cb (PlLaunchRequest *request)
{
  pl_launch_request_note_delivered (request, FALSE);
}

/* Ends a request for which nobody waits any more. */
static void
drop_caller (PlLaunchDesk *self, const char *sender)
{
  Caller *caller = g_hash_table_lookup (self->callers, sender);
  g_autoptr (PlLaunchRequest) request = NULL;

  if (caller == NULL)
    return;

  request = g_object_ref (caller->request);
  g_clear_signal_handler (&caller->handler, caller->request);
  g_hash_table_remove (self->callers, sender);
  g_signal_connect (request, "ended", G_CALLBACK (unheard_cb), NULL);
  pl_launch_request_close (request);
  self->changed (self->data);
}

static void
vanished_cb (GDBusConnection *connection, const char *sender, gpointer data)
{
  PlLaunchDesk *self = data;
  g_autofree char *name = g_strdup (sender);

  drop_caller (self, name);
  pl_launch_offers_withdraw (self->offers, name);
  g_hash_table_remove (self->watches, name);
}

static void
watch (PlLaunchDesk *self, const char *sender)
{
  if (!g_hash_table_contains (self->watches, sender))
    g_hash_table_insert (self->watches, g_strdup (sender),
                         GUINT_TO_POINTER (g_bus_watch_name_on_connection (
                             self->connection, sender, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                             vanished_cb, self, NULL)));
}

static void
unwatch (gpointer id)
{
  g_bus_unwatch_name (GPOINTER_TO_UINT (id));
}

/* --- The answer --- */

static void
add_result (GVariantBuilder *results, const char *name, const char *text)
{
  if (text != NULL)
    g_variant_builder_add (results, "{sv}", name, g_variant_new_string (text));
}

/* Done, cancelled, ended otherwise: the numbers of the portals. */
static guint
get_response (PlLaunchState state)
{
  if (state == PL_LAUNCH_DONE)
    return 0;
  return state == PL_LAUNCH_CANCELLED ? 1 : 2;
}

static void
send_response (Caller *caller)
{
  PlLaunchState state = pl_launch_request_get_state (caller->request);
  PlSetupHandover *handover = pl_launch_request_get_handover (caller->request);
  g_autofree char *json = pl_launch_request_dup_json (caller->request);
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  add_result (&results, "json", json);
  if (handover != NULL)
    add_result (&results, "account_id", pl_setup_handover_get_account_id (handover));
  add_result (&results, "error_code", pl_launch_request_get_error_code (caller->request));
  add_result (&results, "error_message", pl_launch_request_get_error_message (caller->request));
  (void) g_dbus_connection_emit_signal (
      caller->desk->connection, caller->sender, caller->path, REQUEST_INTERFACE, "Response",
      g_variant_new ("(ua{sv})", get_response (state), &results), NULL);
}

static void
ended_cb (Caller *caller)
{
  PlLaunchDesk *self = caller->desk;
  g_autoptr (PlLaunchRequest) request = g_object_ref (caller->request);
  PlSetupHandover *handover = pl_launch_request_get_handover (request);

  if (handover != NULL)
    pl_launch_offers_add (self->offers, caller->sender, handover);
  send_response (caller);
  g_hash_table_remove (self->callers, caller->sender);
  pl_launch_request_note_delivered (request, TRUE);
  self->changed (self->data);
}

/* --- The object: Close is its only method --- */

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer data)
{
  Caller *caller = data;

  if (!g_str_equal (sender, caller->sender))
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.postlotse.Error.NotAllowed",
                                                  "This request is somebody else's");
      return;
    }

  g_dbus_method_invocation_return_value (invocation, NULL);
  drop_caller (caller->desk, caller->sender);
}

static const GDBusInterfaceVTable vtable = { .method_call = method_cb };

static char *
make_path (PlLaunchDesk *self, const char *sender, const char *token)
{
  g_autofree char *element = g_strdelimit (g_strdup (sender + 1), ".", '_');

  if (token != NULL)
    return g_strdup_printf (REQUESTS_PATH "/%s/%s", element, token);
  return g_strdup_printf (REQUESTS_PATH "/%s/postlotse%u", element, self->n_made);
}

/**
 * pl_launch_desk_open:
 * @sender: unique name
 * @token: (nullable): checked; the last element of the object's path
 * @request: shared
 *
 * Returns: (transfer none) (nullable): the path of the new object; %NULL with %G_IO_ERROR_BUSY, or with
 *   another error when there cannot be such an object
 */
const char *
pl_launch_desk_open (PlLaunchDesk *self,
                     const char *sender,
                     const char *token,
                     PlLaunchRequest *request,
                     GError **error)
{
  Caller *caller;

  if (g_hash_table_contains (self->callers, sender) ||
      g_hash_table_size (self->callers) >= MOST_CALLERS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "There is an open request already");
      return NULL;
    }

  self->n_made++;
  caller = g_new0 (Caller, 1);
  caller->desk = self;
  caller->sender = g_strdup (sender);
  caller->path = make_path (self, sender, token);
  caller->request = g_object_ref (request);
  caller->object = g_dbus_connection_register_object (
      self->connection, caller->path, self->interface, &vtable, caller, NULL, error);
  if (caller->object == 0)
    {
      caller_free (caller);
      return NULL;
    }

  caller->handler = g_signal_connect_swapped (request, "ended", G_CALLBACK (ended_cb), caller);
  g_hash_table_insert (self->callers, caller->sender, caller);
  watch (self, sender);
  self->changed (self->data);
  return caller->path;
}

gboolean
pl_launch_desk_is_empty (PlLaunchDesk *self)
{
  return g_hash_table_size (self->callers) == 0;
}

/**
 * pl_launch_desk_new:
 * @interface: lent; of a request object
 * @offers: lent
 * @changed: called when the first request was opened or the last one has gone, and at other times
 */
PlLaunchDesk *
pl_launch_desk_new (GDBusConnection *connection,
                    GDBusInterfaceInfo *interface,
                    PlLaunchOffers *offers,
                    void (*changed) (gpointer data),
                    gpointer data)
{
  PlLaunchDesk *self = g_new0 (PlLaunchDesk, 1);

  self->connection = g_object_ref (connection);
  self->interface = interface;
  self->offers = offers;
  self->changed = changed;
  self->data = data;
  self->callers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, caller_free);
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unwatch);
  return self;
}

/**
 * pl_launch_desk_free:
 *
 * Closes what is open; nobody is told.
 */
void
pl_launch_desk_free (PlLaunchDesk *self)
{
  g_autoptr (GList) senders = g_hash_table_get_keys (self->callers);

  for (GList *l = senders; l != NULL; l = l->next)
    {
      g_autofree char *sender = g_strdup (l->data);

      drop_caller (self, sender);
    }
  g_hash_table_unref (self->watches);
  g_hash_table_unref (self->callers);
  g_object_unref (self->connection);
  g_free (self);
}
