// SPDX-License-Identifier: GPL-3.0-or-later
/* The D-Bus contract over a real bus: small clients on one side, a window that is none on the other. */
#include "launch-lab.h"

#include "service/pl-launch-caller-private.h"

#include <string.h>
#include <unistd.h>

#define PASSWORD "Mondschein 7! \"ä\""
#define ACCOUNT "0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f"

static PlSetupHandover *
make_handover (const char *outgoing)
{
  g_autoptr (PlSecret) password = pl_secret_new (PASSWORD, -1);
  g_autoptr (PlSecret) other = outgoing != NULL ? pl_secret_new (outgoing, -1) : NULL;

  return pl_setup_handover_new_from_parts ("{}\n", ACCOUNT, password, other);
}

static void
await_response (LaunchClient *client)
{
  while (client->n_responses == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_result (LaunchClient *client, const char *key, const char *value)
{
  const char *text = NULL;

  g_variant_lookup (client->results, key, "&s", &text);
  g_assert_cmpstr (text, ==, value);
}

static void
test_done (void)
{
  LaunchLab lab;
  PlLaunchOptions options;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autoptr (LaunchClient) other = launch_client_new (&lab);
    g_autoptr (PlSetupHandover) handover = make_handover (NULL);
    g_autofree char *path = NULL;
    g_autofree char *wanted = NULL;
    g_autofree char *sender = g_strdelimit (
        g_strdup (g_dbus_connection_get_unique_name (client->connection) + 1), ".", '_');
    PlLaunchRequest *request = launch_client_set_up (
        client,
        "{'handle_token': <'my_1'>, 'address': <'anna@example.org'>, 'name': <'Anna'>,"
        " 'protocols': <['imap']>, 'secret': <'service'>, 'modal': <false>,"
        " 'activation_token': <'t'>, 'existing': <['b@example.org']>, 'later': <7>}",
        &path);

    wanted = g_strdup_printf ("/org/postlotse/request/%s/my_1", sender);
    g_assert_cmpstr (path, ==, wanted);
    pl_launch_request_peek_options (request, &options);
    g_assert_cmpstr (options.address, ==, "anna@example.org");
    g_assert_cmpstr (options.name, ==, "Anna");
    g_assert_cmpstr (options.activation_token, ==, "t");
    g_assert_cmpstr (options.existing[0], ==, "b@example.org");
    g_assert_cmpint (options.secret, ==, PL_SETUP_SECRET_SERVICE);
    g_assert_false (options.modal);
    g_assert_true (pl_launch_request_takes (request, PL_SERVICE_IMAP));
    g_assert_false (pl_launch_request_takes (request, PL_SERVICE_POP3));
    /* Whose window it is says the kernel, not the caller. */
    g_assert_cmpstr (options.caller, ==, "test-launch-service");
    g_assert_true (pl_launch_service_is_busy (lab.service));

    pl_launch_request_finish (request, handover);
    await_response (client);
    g_assert_cmpuint (client->response, ==, 0);
    g_assert_cmpstr (client->path, ==, path);
    assert_result (client, "json", "{}\n");
    assert_result (client, "account_id", ACCOUNT);
    launch_client_settle (other);
    g_assert_cmpuint (other->n_responses, ==, 0);
  }
  launch_lab_end (&lab);
}

static void
test_cancelled_and_failed (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    const char *json = NULL;

    pl_launch_request_cancel (launch_client_set_up (client, "{}", NULL));
    await_response (client);
    g_assert_cmpuint (client->response, ==, 1);
    g_variant_lookup (client->results, "json", "&s", &json);
    g_assert_nonnull (strstr (json, "\"cancelled\""));
    assert_result (client, "error_code", NULL);

    client->n_responses = 0;
    pl_launch_request_fail (launch_client_set_up (client, "{}", NULL), "some-code", "Worte.",
                            "EIO");
    await_response (client);
    g_assert_cmpuint (client->response, ==, 2);
    assert_result (client, "error_code", "some-code");
    assert_result (client, "error_message", "Worte.");
    g_variant_lookup (client->results, "json", "&s", &json);
    g_assert_nonnull (strstr (json, "\"error\""));
    g_assert_nonnull (strstr (json, "\"EIO\""));
    assert_result (client, "account_id", NULL);
    g_assert_false (pl_launch_service_is_busy (lab.service));
    g_assert_cmpuint (lab.n_busy_changes, ==, 4);
  }
  launch_lab_end (&lab);
}

static void
closed_cb (PlLaunchRequest *request, gpointer data)
{
  (*(guint *) data)++;
  pl_launch_request_cancel (request);
}

static void
test_close (void)
{
  LaunchLab lab;
  guint n_closed = 0;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autoptr (LaunchClient) other = launch_client_new (&lab);
    g_autofree char *path = NULL;
    g_autofree char *name = NULL;
    g_autofree char *refused = NULL;
    PlLaunchRequest *request = launch_client_set_up (client, "{'handle_token': <'t'>}", &path);
    g_autoptr (GVariant) hostile =
        launch_client_call (other, path, "org.postlotse.Request1", "Close", NULL, NULL, &refused);
    g_autoptr (GVariant) answer = NULL;

    g_signal_connect (request, "closed", G_CALLBACK (closed_cb), &n_closed);
    g_assert_null (hostile);
    g_assert_cmpstr (refused, ==, "org.postlotse.Error.NotAllowed");
    g_assert_false (pl_launch_request_is_closed (request));

    answer =
        launch_client_call (client, path, "org.postlotse.Request1", "Close", NULL, NULL, &name);
    g_assert_nonnull (answer);
    g_assert_cmpuint (n_closed, ==, 1);
    launch_client_settle (client);
    g_assert_cmpuint (client->n_responses, ==, 0);
    g_assert_false (pl_launch_service_is_busy (lab.service));
    /* The same token is free again. */
    launch_client_set_up (client, "{'handle_token': <'t'>}", NULL);
  }
  launch_lab_end (&lab);
}

static void
test_vanished (void)
{
  LaunchLab lab;
  guint n_closed = 0;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    LaunchClient *client = launch_client_new (&lab);
    PlLaunchRequest *request = launch_client_set_up (client, "{}", NULL);

    g_signal_connect (request, "closed", G_CALLBACK (closed_cb), &n_closed);
    launch_client_free (client);
    while (n_closed == 0)
      g_main_context_iteration (NULL, TRUE);
    g_assert_false (pl_launch_service_is_busy (lab.service));
  }
  launch_lab_end (&lab);
}

static void
test_several_callers (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) one = launch_client_new (&lab);
    g_autoptr (LaunchClient) two = launch_client_new (&lab);
    g_autoptr (PlSetupHandover) handover = make_handover (NULL);
    PlLaunchRequest *first = launch_client_set_up (one, "{}", NULL);
    PlLaunchRequest *second = launch_client_set_up (two, "{}", NULL);

    launch_client_assert_error (one, "SetUpAccount", launch_make_call ("", "{}"), "Busy");
    pl_launch_request_finish (second, handover);
    await_response (two);
    launch_client_settle (one);
    g_assert_cmpuint (one->n_responses, ==, 0);
    g_assert_cmpint (pl_launch_request_get_state (first), ==, PL_LAUNCH_OPEN);
    pl_launch_request_cancel (first);
    await_response (one);
    g_assert_cmpuint (one->response, ==, 1);
  }
  launch_lab_end (&lab);
}

/* A flood of callers gets so many windows and no more. */
static void
test_flood (void)
{
  LaunchLab lab;
  LaunchClient *clients[20];
  guint n_refused = 0;

  launch_lab_begin (&lab, launch_lab_start_cb);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) answer = NULL;

      clients[i] = launch_client_new (&lab);
      answer = launch_client_call (clients[i], OBJECT, INTERFACE, "SetUpAccount",
                                   launch_make_call ("", "{}"), NULL, &name);
      if (answer == NULL)
        n_refused++;
      g_assert_true (answer != NULL || g_str_equal (name, "org.postlotse.Error.Busy"));
    }
  g_assert_cmpuint (n_refused, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    launch_client_free (clients[i]);
  launch_lab_end (&lab);
}

static char *
read_all (GUnixFDList *fds)
{
  char buffer[256] = { 0 };
  int fd = g_unix_fd_list_get (fds, 0, NULL);
  gssize n = read (fd, buffer, sizeof buffer - 1);

  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (read (fd, buffer + n, sizeof buffer - 1 - (gsize) n), ==, 0);
  close (fd);
  return g_strdup (buffer);
}

static char *
take (LaunchClient *client, const char *entry)
{
  g_autoptr (GUnixFDList) fds = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) answer = launch_client_call (
      client, OBJECT, INTERFACE, "TakeSecret", g_variant_new ("(ss)", ACCOUNT, entry), &fds, &name);

  g_assert_cmpstr (name, ==, NULL);
  return read_all (fds);
}

static GVariant *
make_taking (const char *account, const char *entry)
{
  return g_variant_new ("(ss)", account, entry);
}

static void
test_take_secret (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autoptr (LaunchClient) other = launch_client_new (&lab);
    g_autoptr (PlSetupHandover) handover = make_handover ("anderes");
    g_autofree char *incoming = NULL;
    g_autofree char *outgoing = NULL;

    launch_client_assert_error (client, "TakeSecret", make_taking (ACCOUNT, "incoming.0"),
                                "NotFound");
    pl_launch_request_finish (launch_client_set_up (client, "{'secret': <'fd'>}", NULL), handover);
    await_response (client);
    g_assert_true (pl_launch_service_is_busy (lab.service));

    launch_client_assert_error (other, "TakeSecret", make_taking (ACCOUNT, "incoming.0"),
                                "NotAllowed");
    launch_client_assert_error (client, "TakeSecret", make_taking (ACCOUNT, "incoming.1"),
                                "NotFound");
    launch_client_assert_error (client, "TakeSecret", make_taking ("", ""), "NotFound");
    incoming = take (client, "incoming.0");
    g_assert_cmpstr (incoming, ==, PASSWORD);
    launch_client_assert_error (client, "TakeSecret", make_taking (ACCOUNT, "incoming.0"),
                                "NotFound");
    outgoing = take (client, "outgoing.0");
    g_assert_cmpstr (outgoing, ==, "anderes");
    g_assert_false (pl_launch_service_is_busy (lab.service));
  }
  launch_lab_end (&lab);
}

static void
test_secret_expires (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  pl_launch_service_set_secret_lifetime (lab.service, 20);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autoptr (PlSetupHandover) handover = make_handover (NULL);

    pl_launch_request_finish (launch_client_set_up (client, "{'secret': <'fd'>}", NULL), handover);
    await_response (client);
    while (pl_launch_service_is_busy (lab.service))
      g_main_context_iteration (NULL, TRUE);
    launch_client_assert_error (client, "TakeSecret", make_taking (ACCOUNT, "incoming.0"),
                                "NotFound");
  }
  launch_lab_end (&lab);
}

/* Who comes after the caller that has left gets nothing of it. */
static void
test_secret_goes_with_caller (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    LaunchClient *client = launch_client_new (&lab);
    g_autoptr (LaunchClient) other = launch_client_new (&lab);
    g_autoptr (PlSetupHandover) handover = make_handover (NULL);

    pl_launch_request_finish (launch_client_set_up (client, "{'secret': <'fd'>}", NULL), handover);
    await_response (client);
    launch_client_free (client);
    while (pl_launch_service_is_busy (lab.service))
      g_main_context_iteration (NULL, TRUE);
    launch_client_assert_error (other, "TakeSecret", make_taking (ACCOUNT, "incoming.0"),
                                "NotFound");
  }
  launch_lab_end (&lab);
}

static void
test_hostile_options (void)
{
  static const char *const rows[] = {
    "{'handle_token': <''>}",
    "{'handle_token': <'../etc'>}",
    "{'handle_token': <'a/b'>}",
    "{'handle_token': <'ä'>}",
    "{'handle_token': <7>}",
    "{'handle_token': <'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>}",
    "{'address': <'anna\\n@example.org'>}",
    "{'address': <1>}",
    "{'name': <'a\\u202eb'>}",
    "{'protocols': <['smtp']>}",
    "{'protocols': <['http']>}",
    "{'protocols': <'imap'>}",
    "{'secret': <'file'>}",
    "{'modal': <'yes'>}",
    "{'existing': <['a\\u0007']>}",
  };
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autofree char *huge = g_strnfill (2 * 1024 * 1024, 'x');
    g_autofree char *huge_option = g_strdup_printf ("{'address': <'%s'>}", huge);

    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      {
        g_test_message ("%s", rows[i]);
        launch_client_assert_error (client, "SetUpAccount", launch_make_call ("", rows[i]),
                                    "InvalidArgument");
      }
    launch_client_assert_error (client, "SetUpAccount", launch_make_call (huge, "{}"),
                                "InvalidArgument");
    launch_client_assert_error (client, "SetUpAccount", launch_make_call ("", huge_option),
                                "InvalidArgument");
    launch_client_assert_error (client, "RepairAccount",
                                g_variant_new ("(ss@a{sv})", "", huge, launch_parse_options ("{}")),
                                "InvalidArgument");
    launch_client_assert_error (client, "RepairAccount",
                                g_variant_new ("(ss@a{sv})", "", "{}", launch_parse_options ("{}")),
                                "InvalidArgument");
    g_assert_cmpuint (lab.requests->len, ==, 0);
    g_assert_false (pl_launch_service_is_busy (lab.service));
    /* And is none the worse for it. */
    launch_client_set_up (client, "{}", NULL);
  }
  launch_lab_end (&lab);
}

static const char description[] =
    "{\"format\":\"postlotse-handover\",\"version\":1,\"status\":\"done\",\"account\":{"
    "\"id\":\"" ACCOUNT "\",\"identity\":{\"address\":\"anna@example.org\"},"
    "\"incoming\":[{\"protocol\":\"imap\",\"host\":\"imap.example.org\",\"port\":993,"
    "\"security\":\"tls\",\"username\":\"anna\",\"auth\":{\"kind\":\"password\"},"
    "\"verified\":{\"state\":\"ok\",\"source\":\"user\"}}],\"outgoing\":[]}}";

static void
test_repair (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autofree char *name = NULL;
    g_autoptr (GVariant) answer = launch_client_call (
        client, OBJECT, INTERFACE, "RepairAccount",
        g_variant_new ("(ss@a{sv})", "x11:1f", description, launch_parse_options ("{}")), NULL,
        &name);
    PlLaunchOptions options;

    g_assert_cmpstr (name, ==, NULL);
    while (lab.requests->len == 0)
      g_main_context_iteration (NULL, TRUE);
    pl_launch_request_peek_options (lab.requests->pdata[0], &options);
    g_assert_cmpstr (options.description, ==, description);
    g_assert_cmpstr (options.parent_window, ==, "x11:1f");
    g_assert_true (options.modal);
  }
  launch_lab_end (&lab);
}

/* What stands in the root of a process is anybody's. */
static void
test_sandboxed_caller (void)
{
  static const char *const rows[][2] = {
    { "[Application]\nname=org.mozilla.Thunderbird\nruntime=x\n", "org.mozilla.Thunderbird" },
    { "[Application]\n", NULL },
    { "name=x\n", NULL },
    { "", NULL },
  };
  g_autofree char *folder = g_dir_make_tmp ("postlotse-caller-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, ".flatpak-info", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = NULL;

      g_assert_true (g_file_set_contents (file, rows[i][0], -1, NULL));
      name = pl_launch_caller_read_sandbox (file);
      g_assert_cmpstr (name, ==, rows[i][1]);
    }

  g_assert_true (g_file_set_contents (file, rows[0][0], -1, NULL));
  g_assert_cmpint (symlink (file, link), ==, 0);
  g_assert_null (pl_launch_caller_read_sandbox (link));
  g_assert_null (pl_launch_caller_read_sandbox (folder));
  unlink (link);
  unlink (file);
  rmdir (folder);
}

static void
test_no_display (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, NULL);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);

    launch_client_assert_error (client, "SetUpAccount", launch_make_call ("", "{}"), "NoDisplay");
    launch_client_settle (client);
  }
  launch_lab_end (&lab);
}

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP there is no dbus-daemon\n");
      return 0;
    }

  g_test_add_func ("/service/done", test_done);
  g_test_add_func ("/service/cancelled-and-failed", test_cancelled_and_failed);
  g_test_add_func ("/service/close", test_close);
  g_test_add_func ("/service/vanished", test_vanished);
  g_test_add_func ("/service/several-callers", test_several_callers);
  g_test_add_func ("/service/flood", test_flood);
  g_test_add_func ("/service/take-secret", test_take_secret);
  g_test_add_func ("/service/secret-expires", test_secret_expires);
  g_test_add_func ("/service/secret-goes-with-caller", test_secret_goes_with_caller);
  g_test_add_func ("/service/hostile-options", test_hostile_options);
  g_test_add_func ("/service/repair", test_repair);
  g_test_add_func ("/service/sandboxed-caller", test_sandboxed_caller);
  g_test_add_func ("/service/no-display", test_no_display);
  return g_test_run ();
}
