// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch-lab.h"

void
launch_lab_start_cb (PlLaunchRequest *request, gpointer data)
{
  LaunchLab *lab = data;

  g_ptr_array_add (lab->requests, g_object_ref (request));
}

static GDBusConnection *
connect_to (LaunchLab *lab)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (lab->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
busy_cb (LaunchLab *lab)
{
  lab->n_busy_changes++;
}

void
launch_lab_begin (LaunchLab *lab, PlLaunchStart start)
{
  g_autoptr (GError) error = NULL;

  *lab = (LaunchLab){ .bus = g_test_dbus_new (G_TEST_DBUS_NONE),
                      .requests = g_ptr_array_new_with_free_func (g_object_unref) };
  g_test_dbus_up (lab->bus);
  lab->connection = connect_to (lab);
  lab->service = pl_launch_service_new (start, lab);
  g_signal_connect_swapped (lab->service, "notify::busy", G_CALLBACK (busy_cb), lab);
  g_assert_true (pl_launch_service_export (lab->service, lab->connection, &error));
  g_assert_no_error (error);
}

void
launch_lab_end (LaunchLab *lab)
{
  pl_launch_service_withdraw (lab->service);
  g_object_unref (lab->service);
  g_ptr_array_unref (lab->requests);
  g_dbus_connection_close_sync (lab->connection, NULL, NULL);
  g_object_unref (lab->connection);
  g_test_dbus_down (lab->bus);
  g_object_unref (lab->bus);
}

static void
response_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  LaunchClient *client = data;

  client->n_responses++;
  g_clear_pointer (&client->results, g_variant_unref);
  g_variant_get (parameters, "(u@a{sv})", &client->response, &client->results);
  g_free (client->path);
  client->path = g_strdup (path);
}

LaunchClient *
launch_client_new (LaunchLab *lab)
{
  LaunchClient *client = g_new0 (LaunchClient, 1);

  client->lab = lab;
  client->connection = connect_to (lab);
  client->subscription = g_dbus_connection_signal_subscribe (
      client->connection, NULL, "org.postlotse.Request1", "Response", NULL, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, response_cb, client, NULL);
  return client;
}

void
launch_client_free (LaunchClient *client)
{
  g_dbus_connection_signal_unsubscribe (client->connection, client->subscription);
  g_dbus_connection_close_sync (client->connection, NULL, NULL);
  g_object_unref (client->connection);
  g_clear_pointer (&client->results, g_variant_unref);
  g_free (client->path);
  g_free (client);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Returns: (transfer full) (nullable): the answer; the name of the error in @name otherwise */
GVariant *
launch_client_call (LaunchClient *client,
                    const char *path,
                    const char *interface,
                    const char *method,
                    GVariant *parameters,
                    GUnixFDList **fds,
                    char **name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *answer;

  g_dbus_connection_call_with_unix_fd_list (
      client->connection, g_dbus_connection_get_unique_name (client->lab->connection), path,
      interface, method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL, keep_cb,
      &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer =
      g_dbus_connection_call_with_unix_fd_list_finish (client->connection, fds, result, &error);
  *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;
  return answer;
}

void
launch_client_assert_error (LaunchClient *client,
                            const char *method,
                            GVariant *parameters,
                            const char *wanted)
{
  g_autofree char *name = NULL;
  g_autofree char *whole = g_strconcat ("org.postlotse.Error.", wanted, NULL);
  g_autoptr (GVariant) answer =
      launch_client_call (client, OBJECT, INTERFACE, method, parameters, NULL, &name);

  g_assert_null (answer);
  g_assert_cmpstr (name, ==, whole);
}

GVariant *
launch_parse_options (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *options = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return options;
}

GVariant *
launch_make_call (const char *parent, const char *options)
{
  return g_variant_new ("(s@a{sv})", parent, launch_parse_options (options));
}

/* A call that succeeds, and its window. */
PlLaunchRequest *
launch_client_set_up (LaunchClient *client, const char *options, char **path)
{
  guint n = client->lab->requests->len;
  g_autofree char *name = NULL;
  g_autofree char *handle = NULL;
  g_autoptr (GVariant) answer = launch_client_call (client, OBJECT, INTERFACE, "SetUpAccount",
                                                    launch_make_call ("", options), NULL, &name);

  g_assert_cmpstr (name, ==, NULL);
  g_variant_get (answer, "(o)", &handle);
  while (client->lab->requests->len == n)
    g_main_context_iteration (NULL, TRUE);
  if (path != NULL)
    *path = g_steal_pointer (&handle);
  return client->lab->requests->pdata[n];
}

/* Everything that was said is in by then: the bus keeps the order. */
void
launch_client_settle (LaunchClient *client)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) answer =
      launch_client_call (client, OBJECT, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", INTERFACE, "version"), NULL, &name);
  g_autoptr (GVariant) version = NULL;

  g_assert_cmpstr (name, ==, NULL);
  g_variant_get (answer, "(v)", &version);
  g_assert_cmpuint (g_variant_get_uint32 (version), ==, 1);
}
