// SPDX-License-Identifier: GPL-3.0-or-later
/* The look follows the desktop: dark and light, contrast and motion as a settings portal tells them,
 * live; and GTK's own settings where there is no portal. The portal is played in here, on a connection
 * of its own. */
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-portal-look.h"

#define WAIT_S 20 /* for anything that has to happen */

static const char xml[] =
    "<node><interface name='org.freedesktop.portal.Settings'>"
    "<method name='ReadAll'><arg type='as' direction='in'/>"
    "<arg type='a{sa{sv}}' direction='out'/></method>"
    "<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
    "</interface></node>";

/* --- The portal --- */

static guint32 scheme = 1;

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  GVariantBuilder settings;
  GVariantBuilder all;

  g_variant_builder_init (&settings, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&settings, "{sv}", "color-scheme", g_variant_new_uint32 (scheme));
  /* What nobody knows, and what is not of the type that it should be. */
  g_variant_builder_add (&settings, "{sv}", "contrast", g_variant_new_string ("high"));
  g_variant_builder_add (&settings, "{sv}", "smell", g_variant_new_uint32 (1));
  g_variant_builder_init (&all, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_variant_builder_add (&all, "{sa{sv}}", "org.freedesktop.appearance", &settings);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{sa{sv}})", &all));
}

static GDBusConnection *
open_portal (void)
{
  static const GDBusInterfaceVTable table = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) owned = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);

  g_assert_nonnull (connection);
  g_dbus_connection_register_object (connection, "/org/freedesktop/portal/desktop",
                                     info->interfaces[0], &table, NULL, NULL, NULL);
  owned = g_dbus_connection_call_sync (
      connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0),
      G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (owned);
  return connection;
}

static void
change (GDBusConnection *portal, const char *key, guint32 value)
{
  g_assert_true (g_dbus_connection_emit_signal (
      portal, NULL, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings",
      "SettingChanged",
      g_variant_new ("(ssv)", "org.freedesktop.appearance", key, g_variant_new_uint32 (value)),
      NULL));
}

/* --- What GTK and the window make of it --- */

static gboolean
give_up_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_set (const char *property)
{
  gboolean value = FALSE;

  g_object_get (gtk_settings_get_default (), property, &value, NULL);
  return value;
}

static void
wait_for (const char *property, gboolean wanted)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, give_up_cb, &late);

  while (!late && is_set (property) != wanted)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

static void
wait_for_class (GtkWidget *window, const char *name, gboolean wanted)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (WAIT_S, give_up_cb, &late);

  while (!late && gtk_widget_has_css_class (window, name) != wanted)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

/* As on a desktop of its own, before anybody speaks for the portal. */
static void
test_without_portal (void)
{
  GtkWidget *window = gtk_window_new ();

  pl_appearance_follow (window);
  g_assert_false (gtk_widget_has_css_class (window, "dark"));
  g_assert_false (gtk_widget_has_css_class (window, "contrast"));
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "Adwaita-dark", NULL);
  wait_for_class (window, "dark", TRUE);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", "HighContrastInverse", NULL);
  wait_for_class (window, "contrast", TRUE);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-theme-name");
  wait_for_class (window, "contrast", FALSE);
  wait_for_class (window, "dark", FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_portal (void)
{
  GtkWidget *window = gtk_window_new ();
  GDBusConnection *portal = open_portal ();
  g_autofree char *theme_before = NULL;
  g_autofree char *theme = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme_before, NULL);
  pl_appearance_follow (window);
  pl_portal_look_follow (gtk_settings_get_default ());
  wait_for ("gtk-application-prefer-dark-theme", TRUE);
  wait_for_class (window, "dark", TRUE);
  g_assert_false (gtk_widget_has_css_class (window, "contrast"));

  change (portal, "color-scheme", 2);
  wait_for ("gtk-application-prefer-dark-theme", FALSE);
  wait_for_class (window, "dark", FALSE);

  change (portal, "contrast", 1);
  wait_for_class (window, "contrast", TRUE);
  change (portal, "color-scheme", 1);
  wait_for_class (window, "dark", TRUE);
  g_assert_true (gtk_widget_has_css_class (window, "contrast"));
  change (portal, "contrast", 0);
  wait_for_class (window, "contrast", FALSE);
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  g_assert_cmpstr (theme, ==, theme_before);

  /* No opinion: what GTK's own settings say holds again. */
  change (portal, "color-scheme", 0);
  wait_for ("gtk-application-prefer-dark-theme", FALSE);
  change (portal, "reduced-motion", 1);
  wait_for ("gtk-enable-animations", FALSE);
  change (portal, "reduced-motion", 0);
  wait_for ("gtk-enable-animations", TRUE);

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (portal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/appearance/without-portal", test_without_portal);
  g_test_add_func ("/appearance/portal", test_portal);
  return g_test_run ();
}
