// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/silent-keyring.h"

static const char silent_xml[] =
    "<node><interface name='org.freedesktop.Secret.Service'><method name='OpenSession'>"
    "<arg type='s' direction='in'/><arg type='v' direction='in'/>"
    "<arg type='v' direction='out'/><arg type='o' direction='out'/></method></interface></node>";

struct _SilentKeyring
{
  GDBusConnection *bus; /* owned */
  guint number;
  guint name;
  GDBusMethodInvocation *asked; /* owned, nullable: not answered */
};

static void
silent_call_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation,
                gpointer data)
{
  SilentKeyring *self = data;

  g_assert_null (self->asked);
  self->asked = invocation;
}

static void
acquired_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* On the session bus, which has none yet. */
SilentKeyring *
silent_keyring_new (void)
{
  static const GDBusInterfaceVTable table = { .method_call = silent_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (silent_xml, NULL);
  SilentKeyring *self = g_new0 (SilentKeyring, 1);
  gboolean acquired = FALSE;
  g_autoptr (GError) error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->number = g_dbus_connection_register_object (
      self->bus, "/org/freedesktop/secrets", node->interfaces[0], &table, self, NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (self->bus, "org.freedesktop.secrets",
                                             G_BUS_NAME_OWNER_FLAGS_NONE, acquired_cb, NULL,
                                             &acquired, NULL);
  while (!acquired)
    g_main_context_iteration (NULL, TRUE);
  return self;
}

gboolean
silent_keyring_was_asked (SilentKeyring *self)
{
  return self->asked != NULL;
}

void
silent_keyring_free (SilentKeyring *self)
{
  if (self->asked != NULL)
    g_dbus_method_invocation_return_dbus_error (self->asked, "org.freedesktop.DBus.Error.Failed",
                                                "Too late");
  g_bus_unown_name (self->name);
  g_assert_true (g_dbus_connection_unregister_object (self->bus, self->number));
  g_assert_true (g_dbus_connection_flush_sync (self->bus, NULL, NULL));
  g_object_unref (self->bus);
  g_free (self);
}
