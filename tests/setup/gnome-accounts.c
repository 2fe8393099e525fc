// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/gnome-accounts.h"

#define SERVICE "org.gnome.OnlineAccounts"
#define ROOT "/org/gnome/OnlineAccounts"
#define LIFETIME_S 3000

struct _GnomeAccounts
{
  GTestDBus *bus; /* owned */
  GDBusConnection *connection; /* owned */
  guint filter;
  char *address; /* owned */
  char *imap_host; /* owned */
  char *smtp_host; /* owned */
  char *token; /* owned */
  gint n_tokens; /* atomic: how often the token was given */
};

static GVariant *
list_objects (GnomeAccounts *self)
{
  return g_variant_new_parsed (
      "({objectpath '" ROOT "/Accounts/a1': {"
      "'" SERVICE ".Account': {'Identity': <%s>, 'PresentationIdentity': <%s>},"
      "'" SERVICE ".Mail': {'EmailAddress': <%s>, 'ImapSupported': <true>, 'ImapHost': <%s>,"
      " 'SmtpSupported': <true>, 'SmtpHost': <%s>},"
      "'" SERVICE ".OAuth2Based': @a{sv} {}}},)",
      self->address, self->address, self->address, self->imap_host, self->smtp_host);
}

static GVariant *
answer (GnomeAccounts *self, const char *method)
{
  if (g_str_equal (method, "GetManagedObjects"))
    return list_objects (self);
  if (g_str_equal (method, "EnsureCredentials"))
    return g_variant_new ("(i)", LIFETIME_S);

  g_assert_cmpstr (method, ==, "GetAccessToken");
  g_atomic_int_inc (&self->n_tokens);
  return g_variant_new ("(si)", self->token, LIFETIME_S);
}

/* In a thread of GDBus's. */
static GDBusMessage *
filter_cb (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  const char *path = g_dbus_message_get_path (message);
  g_autoptr (GDBusMessage) reply = NULL;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL ||
      path == NULL || !g_str_has_prefix (path, ROOT))
    return message;

  reply = g_dbus_message_new_method_reply (message);
  g_dbus_message_set_body (reply, answer (data, g_dbus_message_get_member (message)));
  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);
  return NULL;
}

GnomeAccounts *
gnome_accounts_new (const char *address,
                    const char *imap_host,
                    const char *smtp_host,
                    const char *token)
{
  GnomeAccounts *self = g_new0 (GnomeAccounts, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) owned = NULL;

  self->address = g_strdup (address);
  self->imap_host = g_strdup (imap_host);
  self->smtp_host = g_strdup (smtp_host);
  self->token = g_strdup (token);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->filter = g_dbus_connection_add_filter (self->connection, filter_cb, self, NULL);
  owned = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", SERVICE, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  return self;
}

void
gnome_accounts_free (GnomeAccounts *self)
{
  g_dbus_connection_remove_filter (self->connection, self->filter);
  g_assert_true (g_dbus_connection_close_sync (self->connection, NULL, NULL));
  g_object_unref (self->connection);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_free (self->address);
  g_free (self->imap_host);
  g_free (self->smtp_host);
  g_free (self->token);
  g_free (self);
}

guint
gnome_accounts_get_n_tokens (GnomeAccounts *self)
{
  return (guint) g_atomic_int_get (&self->n_tokens);
}
