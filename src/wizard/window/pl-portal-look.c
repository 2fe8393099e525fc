// SPDX-License-Identifier: GPL-3.0-or-later
/* The look that the person chose for the whole desktop, as the settings portal tells it
 * (org.freedesktop.portal.Settings, namespace org.freedesktop.appearance). GTK 4.8 does not ask for
 * it. Where there is no portal, GTK's own settings hold: the theme's name, and what settings.ini or
 * XSETTINGS say about dark themes.
 *
 * Nothing waits for the answer. Where a portal runs already, it comes before the first frame. */
#include "wizard/window/pl-portal-look.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define APPEARANCE "org.freedesktop.appearance"

#define CONTRAST_THEME "HighContrast" /* comes with GTK, in light and dark */

/* What a value of the portal means to GTK; a value that is not listed leaves GTK's setting alone. */
typedef struct
{
  const char *key;
  guint32 value;
  const char *property;
  const char *text; /* for gtk-theme-name */
  gboolean truth; /* for the others */
} Meaning;

static const Meaning meanings[] = {
  { "color-scheme", 1, "gtk-application-prefer-dark-theme", NULL, TRUE },
  { "color-scheme", 2, "gtk-application-prefer-dark-theme", NULL, FALSE },
  { "contrast", 1, "gtk-theme-name", CONTRAST_THEME, FALSE },
  { "reduced-motion", 1, "gtk-enable-animations", NULL, FALSE },
};

typedef struct
{
  GtkSettings *settings; /* owned */
  GDBusConnection *connection; /* owned: without a reference nothing is heard on it */
  gboolean set[G_N_ELEMENTS (meanings)]; /* the setting is ours now */
} Follower;

static void
set (Follower *self, guint i)
{
  if (meanings[i].text != NULL)
    g_object_set (self->settings, meanings[i].property, meanings[i].text, NULL);
  else
    g_object_set (self->settings, meanings[i].property, meanings[i].truth, NULL);
  self->set[i] = TRUE;
}

/* Given back only where it was taken: each change of a theme makes GTK read it anew. */
static void
give_back (Follower *self, guint i)
{
  if (self->set[i])
    gtk_settings_reset_property (self->settings, meanings[i].property);
  self->set[i] = FALSE;
}

static void
take (Follower *self, const char *key, GVariant *value)
{
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].key, key) && meanings[i].value != g_variant_get_uint32 (value))
      give_back (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].key, key) && meanings[i].value == g_variant_get_uint32 (value))
      set (self, i);
}

static void
changed_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *parameters,
            gpointer self)
{
  g_autoptr (GVariant) value = NULL;
  const char *key = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;

  g_variant_get (parameters, "(&s&sv)", NULL, &key, &value);
  take (self, key, value);
}

static void
read_all_cb (GObject *connection, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (connection), result, NULL);
  g_autoptr (GVariant) all = NULL;
  g_autoptr (GVariant) appearance = NULL;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  /* No portal, or one without these settings: nothing is to be said about it. */
  if (answer == NULL)
    return;

  all = g_variant_get_child_value (answer, 0);
  appearance = g_variant_lookup_value (all, APPEARANCE, G_VARIANT_TYPE_VARDICT);
  if (appearance == NULL)
    return;

  g_variant_iter_init (&iter, appearance);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    take (data, key, value);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  static const char *const namespaces[] = { APPEARANCE, NULL };
  Follower *self = data;

  self->connection = g_bus_get_finish (result, NULL);
  if (self->connection == NULL)
    return;

  /* Listening first, so that no change falls into the gap. It goes on as long as the program. */
  g_dbus_connection_signal_subscribe (self->connection, PORTAL_NAME, PORTAL_INTERFACE,
                                      "SettingChanged", PORTAL_PATH, APPEARANCE,
                                      G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, self, NULL);
  g_dbus_connection_call (self->connection, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "ReadAll",
                          g_variant_new ("(^as)", namespaces), G_VARIANT_TYPE ("(a{sa{sv}})"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, read_all_cb, self);
}

/**
 * pl_portal_look_follow:
 *
 * Gives @settings what the settings portal says about dark and light, contrast and motion, now and
 * whenever it changes, until the program ends. Returns at once.
 */
void
pl_portal_look_follow (GtkSettings *settings)
{
  Follower *self = g_new0 (Follower, 1);

  self->settings = g_object_ref (settings);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, self);
}
