// SPDX-License-Identifier: GPL-3.0-or-later
/* GNOME Online Accounts, played by this test on a bus of its own. */
#include "oauth/pl-oauth.h"

#include <string.h>

#define SERVICE "org.gnome.OnlineAccounts"
#define TOKEN "ya29.of-gnome"
#define LONG_MS 20000 /* far above what a call takes */

/* One account, as GNOME tells of it. */
typedef struct
{
  const char *name; /* of the object */
  const char *identity;
  const char *presentation;
  const char *mailbox; /* NULL: it has no mail */
  const char *imap_host;
  const char *smtp_host;
  gboolean no_oauth2; /* it signs in with a password */
  gboolean no_smtp;
  const char *refusal; /* D-Bus error of EnsureCredentials */
  const char *token; /* NULL: TOKEN */
  gboolean silent; /* it never answers */
} Account;

/* The daemon: answers calls in a thread of GDBus's. */
typedef struct
{
  const Account *accounts; /* borrowed: up to one without a name */
  GTestDBus *bus; /* owned */
  GDBusConnection *connection; /* owned */
  guint filter;
  GMutex lock;
  GString *calls; /* owned: methods in order, with the object's name */
  GCancellable *when_called; /* borrowed, nullable */
} Daemon;

static void
add_interface (GVariantBuilder *interfaces, const char *name, GVariant *properties)
{
  g_autofree char *full = g_strconcat (SERVICE, ".", name, NULL);

  g_variant_builder_add (interfaces, "{s@a{sv}}", full, properties);
}

static void
add_account (GVariantBuilder *objects, const Account *account)
{
  g_autofree char *path = g_strconcat ("/org/gnome/OnlineAccounts/Accounts/", account->name, NULL);
  GVariantBuilder interfaces;

  g_variant_builder_init (&interfaces, G_VARIANT_TYPE ("a{sa{sv}}"));
  add_interface (&interfaces, "Account",
                 g_variant_new_parsed ("{'Identity': <%s>, 'PresentationIdentity': <%s>}",
                                       account->identity, account->presentation));
  if (account->mailbox != NULL)
    add_interface (&interfaces, "Mail",
                   g_variant_new_parsed ("{'EmailAddress': <%s>, 'ImapSupported': <true>, "
                                         "'ImapHost': <%s>, 'SmtpSupported': <%b>, "
                                         "'SmtpHost': <%s>}",
                                         account->mailbox, account->imap_host, !account->no_smtp,
                                         account->smtp_host));
  if (!account->no_oauth2)
    add_interface (&interfaces, "OAuth2Based", g_variant_new_parsed ("@a{sv} {}"));
  g_variant_builder_add (objects, "{oa{sa{sv}}}", path, &interfaces);
}

static GVariant *
list_objects (Daemon *self)
{
  GVariantBuilder objects;

  g_variant_builder_init (&objects, G_VARIANT_TYPE ("a{oa{sa{sv}}}"));
  g_variant_builder_add_parsed (&objects, "{objectpath '/org/gnome/OnlineAccounts/Manager', "
                                          "{'org.gnome.OnlineAccounts.Manager': @a{sv} {}}}");
  for (const Account *account = self->accounts; account->name != NULL; account++)
    add_account (&objects, account);
  return g_variant_new ("(a{oa{sa{sv}}})", &objects);
}

static const Account *
find_account (Daemon *self, const char *path)
{
  for (const Account *account = self->accounts; account->name != NULL; account++)
    if (g_str_has_suffix (path, account->name))
      return account;

  return NULL;
}

static void
reply (Daemon *self, GDBusMessage *message, GVariant *body)
{
  g_autoptr (GDBusMessage) answer = g_dbus_message_new_method_reply (message);

  g_dbus_message_set_body (answer, body);
  g_dbus_connection_send_message (self->connection, answer, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL,
                                  NULL);
}

static void
serve (Daemon *self, GDBusMessage *message)
{
  const char *method = g_dbus_message_get_member (message);
  const Account *account = find_account (self, g_dbus_message_get_path (message));

  g_mutex_lock (&self->lock);
  g_string_append_printf (self->calls, "%s%s%s ", method, account != NULL ? ":" : "",
                          account != NULL ? account->name : "");
  g_mutex_unlock (&self->lock);
  if (account != NULL && account->silent)
    {
      if (self->when_called != NULL)
        g_cancellable_cancel (self->when_called);
      return;
    }

  if (g_str_equal (method, "GetManagedObjects"))
    reply (self, message, list_objects (self));
  else if (account->refusal != NULL)
    {
      g_autoptr (GDBusMessage) answer =
          g_dbus_message_new_method_error (message, account->refusal, "no");

      g_dbus_connection_send_message (self->connection, answer, G_DBUS_SEND_MESSAGE_FLAGS_NONE,
                                      NULL, NULL);
    }
  else if (g_str_equal (method, "EnsureCredentials"))
    reply (self, message, g_variant_new ("(i)", 3000));
  else
    reply (self, message,
           g_variant_new ("(si)", account->token != NULL ? account->token : TOKEN, 3000));
}

static GDBusMessage *
filter_cb (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer data)
{
  const char *path = g_dbus_message_get_path (message);

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL ||
      path == NULL || !g_str_has_prefix (path, "/org/gnome/OnlineAccounts"))
    return message;

  serve (data, message);
  g_object_unref (message);
  return NULL;
}

/* @accounts: (nullable): %NULL: no such daemon on the bus */
static void
daemon_start (Daemon *self, const Account *accounts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) owned = NULL;

  *self = (Daemon){ .accounts = accounts, .calls = g_string_new (NULL) };
  g_mutex_init (&self->lock);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  if (accounts == NULL)
    return;

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
}

static void
daemon_stop (Daemon *self)
{
  if (self->connection != NULL)
    {
      g_dbus_connection_remove_filter (self->connection, self->filter);
      g_assert_true (g_dbus_connection_close_sync (self->connection, NULL, NULL));
    }
  g_clear_object (&self->connection);
  g_test_dbus_down (self->bus);
  g_clear_object (&self->bus);
  g_string_free (self->calls, TRUE);
  g_mutex_clear (&self->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Daemon, daemon_stop)

static const char *const wanted_hosts[] = { "imap.gmail.com", "smtp.gmail.com", NULL };

static PlOAuthTokens *
find (const char *address, GError **error)
{
  PlDeadline deadline = pl_deadline_in (LONG_MS);

  return pl_oauth_find_gnome_account (address, wanted_hosts, &deadline, NULL, error);
}

#define GMAIL "imap.gmail.com", "smtp.gmail.com"

static void
test_found (void)
{
  static const Account accounts[] = {
    { "a1", "berta@gmail.com", "berta@gmail.com", "berta@gmail.com", GMAIL },
    { "a2", "anna@gmail.com", "anna@gmail.com", "anna@gmail.com", GMAIL },
    { NULL },
  };
  g_auto (Daemon) daemon;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlOAuthTokens) tokens = NULL;
  g_autoptr (PlSecret) for_imap = NULL;

  daemon_start (&daemon, accounts);
  tokens = find ("anna@gmail.com", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pl_secret_peek (tokens->access_token), ==, TOKEN);
  g_assert_null (tokens->refresh_token);
  g_assert_cmpuint (tokens->lifetime_s, ==, 3000);
  /* The credentials are ensured first, and nobody else's are touched. */
  g_assert_cmpstr (daemon.calls->str, ==,
                   "GetManagedObjects EnsureCredentials:a2 GetAccessToken:a2 ");

  for_imap = pl_oauth_tokens_dup_for_host (tokens, "imap.gmail.com");
  g_assert_nonnull (for_imap);
  g_assert_null (pl_oauth_tokens_dup_for_host (tokens, "pop.gmail.com"));
}

typedef struct
{
  Account account;
  const char *address;
  const char *hosts; /* where the token may go, joined by blanks; NULL: it is not found */
} MatchCase;

static const MatchCase matches[] = {
  /* The address, to the letter; only the domain may be written otherwise. */
  { { "m", "anna@gmail.com", "anna@gmail.com", "anna@GMail.com", GMAIL },
    "anna@gmail.com",
    "imap.gmail.com smtp.gmail.com" },
  { { "m", "Anna@gmail.com", "Anna@gmail.com", "Anna@gmail.com", GMAIL }, "anna@gmail.com", NULL },
  { { "m", "x", "x", "an.na@gmail.com", GMAIL }, "anna@gmail.com", NULL },
  { { "m", "x", "x", "anna@gmail.com.example", GMAIL }, "anna@gmail.com", NULL },
  { { "m", "x", "x", "nna@gmail.com", GMAIL }, "anna@gmail.com", NULL },
  { { "m", "x", "x", "anna@gmail.com", GMAIL }, "anna", NULL },
  { { "m", "x", "x", "jörg@müller.example", GMAIL },
    "jörg@xn--mller-kva.example",
    "imap.gmail.com smtp.gmail.com" },
  /* The mailbox's address counts, not the account's name; that only where there is no other. */
  { { "m", "anna@gmail.com", "anna@gmail.com", "other@gmail.com", GMAIL }, "anna@gmail.com", NULL },
  { { "m", "0815", "anna@gmail.com", "", GMAIL },
    "anna@gmail.com",
    "imap.gmail.com smtp.gmail.com" },
  { { "m", "anna@gmail.com", "Anna", "", GMAIL },
    "anna@gmail.com",
    "imap.gmail.com smtp.gmail.com" },
  /* The servers, to the letter. */
  { { "m", "x", "x", "anna@gmail.com", "imap.gmail.com:993", "smtp.example.org:465" },
    "anna@gmail.com",
    "imap.gmail.com" },
  { { "m", "x", "x", "anna@gmail.com", "imap.example.org", "SMTP.gmail.com" },
    "anna@gmail.com",
    "smtp.gmail.com" },
  { { "m", "x", "x", "anna@gmail.com", "imap.gmail.com.example", "gmail.com" },
    "anna@gmail.com",
    NULL },
  { { "m", "x", "x", "anna@gmail.com", "", "" }, "anna@gmail.com", NULL },
  { { "m", "x", "x", "anna@gmail.com", "pop.gmail.com", "smtp.gmail.com", .no_smtp = TRUE },
    "anna@gmail.com",
    NULL },
  /* No mail, or no token. */
  { { "m", "anna@gmail.com", "anna@gmail.com", NULL, GMAIL }, "anna@gmail.com", NULL },
  { { "m", "x", "x", "anna@gmail.com", GMAIL, .no_oauth2 = TRUE }, "anna@gmail.com", NULL },
};

static void
test_matches (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      const Account accounts[] = { matches[i].account, { NULL } };
      g_auto (Daemon) daemon;
      g_autoptr (GError) error = NULL;
      g_autoptr (PlOAuthTokens) tokens = NULL;
      g_autofree char *hosts = NULL;

      g_test_message ("%u", i);
      daemon_start (&daemon, accounts);
      tokens = find (matches[i].address, &error);
      if (matches[i].hosts == NULL)
        {
          g_assert_null (tokens);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
          g_assert_cmpstr (daemon.calls->str, ==, "GetManagedObjects ");
          continue;
        }
      g_assert_no_error (error);
      hosts = g_strjoinv (" ", tokens->hosts);
      g_assert_cmpstr (hosts, ==, matches[i].hosts);
    }
}

/* The account is there, but gives nothing. */
static void
test_refused (void)
{
  static const struct
  {
    Account account;
    PlOAuthError code;
  } rows[] = {
    { { "r", "x", "x", "anna@gmail.com", GMAIL, .refusal = SERVICE ".Error.NotAuthorized" },
      PL_OAUTH_ERROR_EXPIRED },
    { { "r", "x", "x", "anna@gmail.com", GMAIL, .refusal = SERVICE ".Error.Failed" },
      PL_OAUTH_ERROR_UNREACHABLE },
    { { "r", "x", "x", "anna@gmail.com", GMAIL, .token = "" }, PL_OAUTH_ERROR_UNREACHABLE },
    { { "r", "x", "x", "anna@gmail.com", GMAIL, .token = "a\r\nb" }, PL_OAUTH_ERROR_UNREACHABLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Account accounts[] = { rows[i].account, { NULL } };
      g_auto (Daemon) daemon;
      g_autoptr (GError) error = NULL;

      daemon_start (&daemon, accounts);
      g_assert_null (find ("anna@gmail.com", &error));
      g_assert_error (error, PL_OAUTH_ERROR, (int) rows[i].code);
    }
}

static void
test_not_running (void)
{
  g_auto (Daemon) daemon;
  g_autoptr (GError) error = NULL;

  daemon_start (&daemon, NULL);
  g_assert_null (find ("anna@gmail.com", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_no_bus (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_assert_null (find ("anna@gmail.com", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static const Account silent_accounts[] = {
  { "s", "x", "x", "anna@gmail.com", GMAIL, .silent = TRUE },
  { NULL },
};

static void
test_deadline (void)
{
  g_auto (Daemon) daemon;
  PlDeadline deadline;
  g_autoptr (GError) error = NULL;

  daemon_start (&daemon, silent_accounts);
  deadline = pl_deadline_in (300);
  g_assert_null (
      pl_oauth_find_gnome_account ("anna@gmail.com", wanted_hosts, &deadline, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_cancel (void)
{
  g_auto (Daemon) daemon;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PlDeadline never = PL_DEADLINE_NEVER;
  g_autoptr (GError) error = NULL;

  daemon_start (&daemon, silent_accounts);
  daemon.when_called = cancellable;
  g_assert_null (
      pl_oauth_find_gnome_account ("anna@gmail.com", wanted_hosts, &never, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_autofree char *dbus_daemon = g_find_program_in_path ("dbus-daemon");

  if (dbus_daemon == NULL)
    {
      g_print ("1..0 # SKIP there is no dbus-daemon\n");
      return 0;
    }

  /* Before anything else: the bus of whoever runs this is not to be asked. */
  g_test_dbus_unset ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oauth/gnome/found", test_found);
  g_test_add_func ("/oauth/gnome/matches", test_matches);
  g_test_add_func ("/oauth/gnome/refused", test_refused);
  g_test_add_func ("/oauth/gnome/not-running", test_not_running);
  g_test_add_func ("/oauth/gnome/no-bus", test_no_bus);
  g_test_add_func ("/oauth/gnome/deadline", test_deadline);
  g_test_add_func ("/oauth/gnome/cancel", test_cancel);
  return g_test_run ();
}
