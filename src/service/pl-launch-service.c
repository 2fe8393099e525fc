// SPDX-License-Identifier: GPL-3.0-or-later
/* Requests of other programs over D-Bus, in the manner of the desktop portals. Every caller is hostile
 * until shown otherwise: it sees and closes its own requests only, has one at a time, and what it hands
 * over is checked before anything is made of it. */
#include "service/pl-launch-service.h"

#include "service/pl-launch-caller-private.h"
#include "service/pl-launch-dictionary-private.h"
#include "service/pl-launch-offers-private.h"
#include "service/pl-service-resources.h"

#include <gio/gunixfdlist.h>
#include <string.h>

#define INTERFACES "/org/postlotse/Service/org.postlotse.Setup1.xml"
#define SETUP_INTERFACE "org.postlotse.Setup1"
#define REQUEST_INTERFACE "org.postlotse.Request1"
#define REQUESTS_PATH "/org/postlotse/request"
#define ERRORS "org.postlotse.Error."

#define VERSION 1
#define MOST_CALLERS 16
#define SECRETS_STAND_MS (60 * 1000)

struct _PlLaunchService
{
  GObject parent_instance;

  PlLaunchStart start; /* nullable: there is no screen */
  gpointer data; /* borrowed */
  GDBusConnection *connection; /* owned, nullable while not exported */
  GDBusNodeInfo *interfaces; /* owned */
  guint object; /* id */
  GHashTable *callers; /* owned: unique name -> Caller with an open request */
  GHashTable *watches; /* owned: unique name -> id of its watch */
  PlLaunchOffers *offers; /* owned */
  guint secret_lifetime_ms;
  guint n_made; /* requests, ever: for tokens of our own */
  gboolean was_busy;
};

G_DEFINE_FINAL_TYPE (PlLaunchService, pl_launch_service, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* The open request of one caller. */
typedef struct
{
  PlLaunchService *service; /* borrowed: whose table this is in */
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

  g_dbus_connection_unregister_object (caller->service->connection, caller->object);
  g_clear_signal_handler (&caller->handler, caller->request);
  g_object_unref (caller->request);
  g_free (caller->sender);
  g_free (caller->path);
  g_free (caller);
}

/* --- Who is there --- */

/**
 * pl_launch_service_is_busy:
 *
 * Returns: whether somebody still expects something of this program
 */
gboolean
pl_launch_service_is_busy (PlLaunchService *self)
{
  return g_hash_table_size (self->callers) > 0 || !pl_launch_offers_is_empty (self->offers);
}

static void
update_busy (gpointer data)
{
  PlLaunchService *self = data;
  gboolean busy = pl_launch_service_is_busy (self);

  if (busy == self->was_busy)
    return;

  self->was_busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Nobody is there to be told. */
static void
unheard_cb (PlLaunchRequest *request)
{
  pl_launch_request_note_delivered (request, FALSE);
}

/* Ends a request for which nobody waits any more. */
static void
drop_caller (PlLaunchService *self, const char *sender)
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
  update_busy (self);
}

static void
vanished_cb (GDBusConnection *connection, const char *sender, gpointer data)
{
  PlLaunchService *self = data;
  g_autofree char *name = g_strdup (sender);

  drop_caller (self, name);
  pl_launch_offers_withdraw (self->offers, name);
  g_hash_table_remove (self->watches, name);
}

static void
watch (PlLaunchService *self, const char *sender)
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

/* --- Requests --- */

static void
refuse (GDBusMethodInvocation *invocation, const char *name, const char *message)
{
  g_autofree char *whole = g_strconcat (ERRORS, name, NULL);

  g_dbus_method_invocation_return_dbus_error (invocation, whole, message);
}

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
      caller->service->connection, caller->sender, caller->path, REQUEST_INTERFACE, "Response",
      g_variant_new ("(ua{sv})", get_response (state), &results), NULL);
}

static void
ended_cb (Caller *caller)
{
  PlLaunchService *self = caller->service;
  g_autoptr (PlLaunchRequest) request = g_object_ref (caller->request);
  PlSetupHandover *handover = pl_launch_request_get_handover (request);

  if (handover != NULL)
    pl_launch_offers_add (self->offers, caller->sender, handover);
  send_response (caller);
  g_hash_table_remove (self->callers, caller->sender);
  pl_launch_request_note_delivered (request, TRUE);
  update_busy (self);
}

static void
request_method_cb (GDBusConnection *connection,
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
      refuse (invocation, "NotAllowed", "This request is somebody else's");
      return;
    }

  g_dbus_method_invocation_return_value (invocation, NULL);
  drop_caller (caller->service, caller->sender);
}

static const GDBusInterfaceVTable request_vtable = { .method_call = request_method_cb };

static char *
make_path (PlLaunchService *self, const char *sender, const char *token)
{
  g_autofree char *element = g_strdelimit (g_strdup (sender + 1), ".", '_');

  if (token != NULL)
    return g_strdup_printf (REQUESTS_PATH "/%s/%s", element, token);
  return g_strdup_printf (REQUESTS_PATH "/%s/postlotse%u", element, self->n_made);
}

/* The window opens when it is known whose it is; by then the request may be gone. */
typedef struct
{
  PlLaunchService *service; /* owned */
  PlLaunchRequest *request; /* owned */
} Opening;

static void
identified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (PlLaunchService) self = opening->service;
  g_autoptr (PlLaunchRequest) request = opening->request;
  g_autofree char *program = pl_launch_caller_find_finish (G_DBUS_CONNECTION (source), result);

  g_free (opening);
  if (pl_launch_request_is_closed (request))
    return;

  pl_launch_request_set_caller (request, program);
  self->start (request, self->data);
}

static Caller *
add_caller (PlLaunchService *self,
            const char *sender,
            const PlLaunchDictionary *dictionary,
            GError **error)
{
  Caller *caller = g_new0 (Caller, 1);
  GDBusInterfaceInfo *interface =
      g_dbus_node_info_lookup_interface (self->interfaces, REQUEST_INTERFACE);

  self->n_made++;
  caller->service = self;
  caller->sender = g_strdup (sender);
  caller->path = make_path (self, sender, dictionary->token);
  caller->request = pl_launch_request_new (&dictionary->options);
  caller->object = g_dbus_connection_register_object (self->connection, caller->path, interface,
                                                      &request_vtable, caller, NULL, error);
  if (caller->object == 0)
    {
      caller_free (caller);
      return NULL;
    }

  caller->handler =
      g_signal_connect_swapped (caller->request, "ended", G_CALLBACK (ended_cb), caller);
  g_hash_table_insert (self->callers, caller->sender, caller);
  watch (self, sender);
  update_busy (self);
  return caller;
}

static void
open_request (PlLaunchService *self,
              const char *sender,
              const PlLaunchDictionary *dictionary,
              GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  Caller *caller;
  Opening *opening;

  if (g_hash_table_contains (self->callers, sender) ||
      g_hash_table_size (self->callers) >= MOST_CALLERS)
    {
      refuse (invocation, "Busy", "There is an open request already");
      return;
    }

  caller = add_caller (self, sender, dictionary, &error);
  if (caller == NULL)
    {
      refuse (invocation, "InvalidArgument", error->message);
      return;
    }

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", caller->path));
  opening = g_new0 (Opening, 1);
  opening->service = g_object_ref (self);
  opening->request = g_object_ref (caller->request);
  pl_launch_caller_find_async (self->connection, sender, identified_cb, opening);
}

/* --- The methods --- */

/* @description: (nullable): of the account to repair */
static void
take_call (PlLaunchService *self,
           const char *sender,
           const char *parent_window,
           const char *description,
           GVariant *options,
           GDBusMethodInvocation *invocation)
{
  g_auto (PlLaunchDictionary) dictionary = { 0 };
  g_autoptr (GError) error = NULL;

  if (self->start == NULL)
    {
      refuse (invocation, "NoDisplay", "There is no screen to open the window on");
      return;
    }

  dictionary.options.parent_window = *parent_window != '\0' ? parent_window : NULL;
  dictionary.options.description = description;
  if (pl_launch_dictionary_read (&dictionary, options, &error) &&
      pl_launch_options_check (&dictionary.options, &error))
    open_request (self, sender, &dictionary, invocation);
  else
    refuse (invocation, "InvalidArgument", error->message);
}

static void
set_up_account (PlLaunchService *self,
                const char *sender,
                GVariant *parameters,
                GDBusMethodInvocation *invocation)
{
  const char *parent_window;
  g_autoptr (GVariant) options = NULL;

  g_variant_get (parameters, "(&s@a{sv})", &parent_window, &options);
  take_call (self, sender, parent_window, NULL, options, invocation);
}

static void
repair_account (PlLaunchService *self,
                const char *sender,
                GVariant *parameters,
                GDBusMethodInvocation *invocation)
{
  const char *parent_window;
  const char *description;
  g_autoptr (GVariant) options = NULL;

  g_variant_get (parameters, "(&s&s@a{sv})", &parent_window, &description, &options);
  take_call (self, sender, parent_window, description, options, invocation);
}

static void
take_secret (PlLaunchService *self,
             const char *sender,
             GVariant *parameters,
             GDBusMethodInvocation *invocation)
{
  const char *account_id;
  const char *entry;
  g_autoptr (PlSecret) secret = NULL;
  g_autoptr (GUnixFDList) list = NULL;
  PlLaunchOfferResult result;
  int fd;

  g_variant_get (parameters, "(&s&s)", &account_id, &entry);
  result = pl_launch_offers_take (self->offers, sender, account_id, entry, &secret);
  if (result == PL_LAUNCH_OFFER_NOT_ALLOWED)
    refuse (invocation, "NotAllowed", "This secret is for somebody else");
  else if (result == PL_LAUNCH_OFFER_NOT_FOUND || !pl_launch_offers_fill_pipe (secret, &fd))
    refuse (invocation, "NotFound", "There is no such secret, or it was fetched already");
  else
    {
      list = g_unix_fd_list_new_from_array (&fd, 1);
      g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                               list);
    }
}

static const struct
{
  const char *name;
  void (*call) (PlLaunchService *self,
                const char *sender,
                GVariant *parameters,
                GDBusMethodInvocation *invocation);
} methods[] = {
  { "SetUpAccount", set_up_account },
  { "RepairAccount", repair_account },
  { "TakeSecret", take_secret },
};

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
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (method, methods[i].name))
      methods[i].call (data, sender, parameters, invocation);
}

static GVariant *
property_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *property,
             GError **error,
             gpointer data)
{
  return g_variant_new_uint32 (VERSION);
}

static const GDBusInterfaceVTable setup_vtable = { .method_call = method_cb,
                                                   .get_property = property_cb };

/* --- The object --- */

/**
 * pl_launch_service_export:
 *
 * From here on it can be called.
 */
gboolean
pl_launch_service_export (PlLaunchService *self, GDBusConnection *connection, GError **error)
{
  self->connection = g_object_ref (connection);
  self->object = g_dbus_connection_register_object (
      connection, PL_LAUNCH_PATH,
      g_dbus_node_info_lookup_interface (self->interfaces, SETUP_INTERFACE), &setup_vtable, self,
      NULL, error);
  if (self->object == 0)
    g_clear_object (&self->connection);
  return self->object != 0;
}

/**
 * pl_launch_service_withdraw:
 *
 * Closes what is open; nobody is told.
 */
void
pl_launch_service_withdraw (PlLaunchService *self)
{
  g_autoptr (GList) senders = NULL;

  if (self->connection == NULL)
    return;

  g_dbus_connection_unregister_object (self->connection, self->object);
  senders = g_hash_table_get_keys (self->callers);
  for (GList *l = senders; l != NULL; l = l->next)
    {
      g_autofree char *sender = g_strdup (l->data);

      drop_caller (self, sender);
    }
  g_hash_table_remove_all (self->watches);
  g_clear_object (&self->connection);
}

static void
pl_launch_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, pl_launch_service_is_busy (PL_LAUNCH_SERVICE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_launch_service_dispose (GObject *object)
{
  pl_launch_service_withdraw (PL_LAUNCH_SERVICE (object));
  G_OBJECT_CLASS (pl_launch_service_parent_class)->dispose (object);
}

static void
pl_launch_service_finalize (GObject *object)
{
  PlLaunchService *self = PL_LAUNCH_SERVICE (object);

  g_hash_table_unref (self->callers);
  g_hash_table_unref (self->watches);
  pl_launch_offers_free (self->offers);
  g_dbus_node_info_unref (self->interfaces);
  G_OBJECT_CLASS (pl_launch_service_parent_class)->finalize (object);
}

static void
pl_launch_service_class_init (PlLaunchServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pl_launch_service_get_property;
  object_class->dispose = pl_launch_service_dispose;
  object_class->finalize = pl_launch_service_finalize;

  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

/* The contract is the file that is published. */
static GDBusNodeInfo *
load_interfaces (void)
{
  g_autoptr (GBytes) xml = g_resource_lookup_data (pl_service_get_resource (), INTERFACES,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GDBusNodeInfo *interfaces = g_dbus_node_info_new_for_xml (g_bytes_get_data (xml, NULL), NULL);

  g_assert (interfaces != NULL);
  return interfaces;
}

static void
pl_launch_service_init (PlLaunchService *self)
{
  self->callers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, caller_free);
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unwatch);
  self->offers = pl_launch_offers_new (SECRETS_STAND_MS, update_busy, self);
  self->interfaces = load_interfaces ();
}

/**
 * pl_launch_service_new:
 * @start: (nullable): opens a window; %NULL where there is no screen, which callers are then told
 *
 * Returns: (transfer full):
 */
PlLaunchService *
pl_launch_service_new (PlLaunchStart start, gpointer data)
{
  PlLaunchService *self = g_object_new (PL_TYPE_LAUNCH_SERVICE, NULL);

  self->start = start;
  self->data = data;
  return self;
}

/**
 * pl_launch_service_set_secret_lifetime:
 * @lifetime_ms: how long secrets can be fetched, for tests; 60 s by default
 */
void
pl_launch_service_set_secret_lifetime (PlLaunchService *self, guint lifetime_ms)
{
  pl_launch_offers_free (self->offers);
  self->offers = pl_launch_offers_new (lifetime_ms, update_busy, self);
}
