// SPDX-License-Identifier: GPL-3.0-or-later
/* Requests of other programs over D-Bus, in the manner of the desktop portals. Every caller is hostile
 * until shown otherwise: it sees and closes its own requests only, has one at a time, and what it hands
 * over is checked before anything is made of it. */
#include "service/pl-launch-service.h"

#include "service/pl-launch-caller-private.h"
#include "service/pl-launch-desk-private.h"
#include "service/pl-launch-dictionary-private.h"
#include "service/pl-launch-offers-private.h"
#include "service/pl-service-resources.h"

#include <gio/gunixfdlist.h>
#include <string.h>

#define INTERFACES "/org/postlotse/Service/org.postlotse.Setup1.xml"
#define SETUP_INTERFACE "org.postlotse.Setup1"
#define REQUEST_INTERFACE "org.postlotse.Request1"
#define ERRORS "org.postlotse.Error."

#define VERSION 1
#define SECRETS_STAND_MS (60 * 1000)

struct _PlLaunchService
{
  GObject parent_instance;

  PlLaunchStart start; /* nullable: there is no screen */
  gpointer data; /* borrowed */
  GDBusConnection *connection; /* owned, nullable while not exported */
  GDBusNodeInfo *interfaces; /* owned */
  guint object; /* id */
  PlLaunchOffers *offers; /* owned */
  PlLaunchDesk *desk; /* owned, nullable while not exported */
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

/**
 * pl_launch_service_is_busy:
 *
 * Returns: whether somebody still expects something of this program
 */
gboolean
pl_launch_service_is_busy (PlLaunchService *self)
{
  return (self->desk != NULL && !pl_launch_desk_is_empty (self->desk)) ||
         !pl_launch_offers_is_empty (self->offers);
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

/* --- Requests --- */

static void
refuse (GDBusMethodInvocation *invocation, const char *name, const char *message)
{
  g_autofree char *whole = g_strconcat (ERRORS, name, NULL);

  g_dbus_method_invocation_return_dbus_error (invocation, whole, message);
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
  g_autofree char *program = pl_launch_caller_find_finish (result);

  g_free (opening);
  if (pl_launch_request_is_closed (request))
    return;

  pl_launch_request_set_caller (request, program);
  self->start (request, self->data);
}

static void
open_request (PlLaunchService *self,
              const char *sender,
              const PlLaunchDictionary *dictionary,
              GDBusMethodInvocation *invocation)
{
  g_autoptr (PlLaunchRequest) request = pl_launch_request_new (&dictionary->options);
  g_autoptr (GError) error = NULL;
  const char *path = pl_launch_desk_open (self->desk, sender, dictionary->token, request, &error);
  Opening *opening;

  if (path == NULL)
    {
      refuse (invocation,
              g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY) ? "Busy" : "InvalidArgument",
              error->message);
      return;
    }

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  opening = g_new0 (Opening, 1);
  opening->service = g_object_ref (self);
  opening->request = g_steal_pointer (&request);
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
    {
      g_clear_object (&self->connection);
      return FALSE;
    }
  self->desk = pl_launch_desk_new (
      connection, g_dbus_node_info_lookup_interface (self->interfaces, REQUEST_INTERFACE),
      self->offers, update_busy, self);
  return TRUE;
}

/**
 * pl_launch_service_withdraw:
 *
 * Closes what is open; nobody is told.
 */
void
pl_launch_service_withdraw (PlLaunchService *self)
{
  if (self->connection == NULL)
    return;

  g_dbus_connection_unregister_object (self->connection, self->object);
  pl_launch_desk_free (g_steal_pointer (&self->desk));
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
  pl_launch_offers_set_lifetime (self->offers, lifetime_ms);
}
