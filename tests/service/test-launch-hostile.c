// SPDX-License-Identifier: GPL-3.0-or-later
/* Programs on a real bus that mean harm, or are broken: options of every type and size, several at once,
 * gone in the middle. Whatever they do, each call is answered in a way that the contract knows, nobody
 * sees what is not theirs, and in the end nothing is left open. */
#include "launch-lab.h"

#include "service/pl-launch-caller-private.h"

#include <string.h>

#define ROUNDS 600
#define CALLERS 6
#define PASSWORD "Mondschein 7!"
#define ACCOUNT "0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f"

/* --- Calls made at random --- */

static char *
make_text (GRand *rand)
{
  static const char *const pieces[] = {
    "",
    "a",
    "anna@example.org",
    "/",
    "..",
    "\n",
    "\u202e",
    "ä",
    "\a",
    "imap",
    "pop3",
    "smtp",
    "fd",
    "service",
    "none",
    "x11:1",
    "wayland:",
    "%s%n",
    "'\"\\;|`$(id)",
    "\xef\xbb\xbf",
    "{}",
    "[",
    "_1",
    ":1.1",
    "true",
    "a.b_c",
    "\t",
    "\x7f",
    "0",
    "-1",
    "file:///",
    " ",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, 5);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  if (g_rand_int_range (rand, 0, 40) == 0)
    for (guint i = 0; i < 70000; i++)
      g_string_append_c (text, 'x');
  return g_strdup (text->str);
}

static GVariant *make_value (GRand *rand, guint depth);

static GVariant *
make_list (GRand *rand)
{
  GVariantBuilder builder;
  int n = g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 20) == 0 ? 300 : 4);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = make_text (rand);

      g_variant_builder_add (&builder, "s", text);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
make_value (GRand *rand, guint depth)
{
  g_autofree char *text = make_text (rand);

  switch (g_rand_int_range (rand, 0, depth < 8 ? 8 : 6))
    {
    case 0:
      return g_variant_new_boolean (g_rand_boolean (rand));
    case 1:
      return g_variant_new_int64 ((gint64) ((guint64) g_rand_int (rand) << 32));
    case 2:
      return g_variant_new_double (g_rand_double (rand));
    case 3:
      return make_list (rand);
    case 6:
      return g_variant_new_variant (make_value (rand, depth + 1));
    case 7:
      return g_variant_new_tuple ((GVariant *[]){ make_value (rand, depth + 1) }, 1);
    default:
      return g_variant_new_string (text);
    }
}

static GVariant *
make_options (GRand *rand)
{
  static const char *const names[] = {
    "handle_token", "address", "name",  "protocols", "secret",        "modal",
    "existing",     "",        "other", "caller",    "parent_window", "activation_token",
  };
  GVariantBuilder builder;
  int n = g_rand_int_range (rand, 0, 6);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (int i = 0; i < n; i++)
    g_variant_builder_add (&builder, "{sv}",
                           names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))],
                           make_value (rand, 0));
  return g_variant_builder_end (&builder);
}

static GVariant *
make_parameters (GRand *rand, const char **method)
{
  g_autofree char *one = make_text (rand);
  g_autofree char *two = make_text (rand);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      *method = "RepairAccount";
      return g_variant_new ("(ss@a{sv})", one, two, make_options (rand));
    case 1:
      *method = "TakeSecret";
      return g_variant_new ("(ss)", one, two);
    default:
      *method = "SetUpAccount";
      return g_variant_new ("(s@a{sv})", one, make_options (rand));
    }
}

static void
assert_known (const char *name)
{
  static const char *const known[] = { "InvalidArgument", "Busy", "NotFound", "NotAllowed" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *whole = g_strconcat ("org.postlotse.Error.", known[i], NULL);

      if (g_strcmp0 (name, whole) == 0)
        return;
    }
  g_error ("An answer that the contract does not know: %s", name);
}

/* Makes one call; sometimes leaves while it is under way. */
static void
bother (LaunchLab *lab, LaunchClient **client, GRand *rand)
{
  const char *method;
  GVariant *parameters = make_parameters (rand, &method);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) answer = NULL;

  if (g_rand_int_range (rand, 0, 8) == 0)
    {
      g_dbus_connection_call (
          (*client)->connection, g_dbus_connection_get_unique_name (lab->connection), OBJECT,
          INTERFACE, method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
      g_dbus_connection_flush_sync ((*client)->connection, NULL, NULL);
      launch_client_free (*client);
      *client = launch_client_new (lab);
      return;
    }

  answer = launch_client_call (*client, OBJECT, INTERFACE, method, parameters, NULL, &name);
  if (answer == NULL)
    assert_known (name);
  else
    g_assert_cmpstr (method, !=, "TakeSecret");
}

static void
end_some (LaunchLab *lab, GRand *rand)
{
  g_autoptr (PlSecret) password = pl_secret_new (PASSWORD, -1);
  g_autoptr (PlSetupHandover) handover =
      pl_setup_handover_new_from_parts ("{}\n", ACCOUNT, password, NULL);

  for (guint i = 0; i < lab->requests->len; i++)
    switch (g_rand_int_range (rand, 0, 4))
      {
      case 0:
        pl_launch_request_finish (lab->requests->pdata[i], handover);
        break;
      case 1:
        pl_launch_request_cancel (lab->requests->pdata[i]);
        break;
      default:
        break;
      }
}

static void
test_fuzz (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  LaunchClient *clients[CALLERS];
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  pl_launch_service_set_secret_lifetime (lab.service, 20);
  for (guint i = 0; i < CALLERS; i++)
    clients[i] = launch_client_new (&lab);

  for (guint i = 0; i < ROUNDS; i++)
    {
      bother (&lab, &clients[g_rand_int_range (rand, 0, CALLERS)], rand);
      if (i % 7 == 0)
        end_some (&lab, rand);
    }
  for (guint i = 0; i < CALLERS; i++)
    launch_client_free (clients[i]);

  /* Who is gone leaves nothing behind, neither a request nor a secret. */
  while (pl_launch_service_is_busy (lab.service))
    g_main_context_iteration (NULL, TRUE);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);

    launch_client_set_up (client, "{}", NULL);
  }
  launch_lab_end (&lab);
}

/* A body that is not what the interface says never comes to our code. */
static void
test_wrong_signature (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) client = launch_client_new (&lab);
    g_autofree char *name = NULL;
    g_autoptr (GVariant) answer = launch_client_call (client, OBJECT, INTERFACE, "SetUpAccount",
                                                      g_variant_new ("(u)", 7), NULL, &name);

    g_assert_null (answer);
    g_assert_cmpstr (name, ==, "org.freedesktop.DBus.Error.InvalidArgs");
    g_assert_cmpuint (lab.requests->len, ==, 0);
  }
  launch_lab_end (&lab);
}

/* Twice the same token, by two callers, and the other's path for Close: each has its own object. */
static void
test_others_paths (void)
{
  LaunchLab lab;

  launch_lab_begin (&lab, launch_lab_start_cb);
  {
    g_autoptr (LaunchClient) one = launch_client_new (&lab);
    g_autoptr (LaunchClient) two = launch_client_new (&lab);
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *name = NULL;
    g_autoptr (GVariant) answer = NULL;

    launch_client_set_up (one, "{'handle_token': <'t'>}", &first);
    launch_client_set_up (two, "{'handle_token': <'t'>}", &second);
    g_assert_cmpstr (first, !=, second);
    answer = launch_client_call (one, second, "org.postlotse.Request1", "Close", NULL, NULL, &name);
    g_assert_null (answer);
    g_assert_cmpstr (name, ==, "org.postlotse.Error.NotAllowed");
    g_assert_false (pl_launch_request_is_closed (lab.requests->pdata[1]));
  }
  launch_lab_end (&lab);
}

/* --- A process whose root does not answer --- */

static GMutex gate; /* held: reading hangs */

static char *
read_hanging (guint32 pid)
{
  g_mutex_lock (&gate);
  g_mutex_unlock (&gate);
  return g_strdup_printf ("program %u", pid);
}

static char *
read_at_once (guint32 pid)
{
  return g_strdup_printf ("program %u", pid);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char **found = data;

  *found = pl_launch_caller_find_finish (result);
  if (*found == NULL)
    *found = g_strdup ("not known");
}

static void
look (PlLaunchCallerRead read, guint limit_ms, char **found)
{
  *found = NULL;
  pl_launch_caller_look (g_task_new (NULL, NULL, looked_cb, found), 7, read, limit_ms);
}

static char *
await (char **found)
{
  while (*found == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (found);
}

static void
test_hanging_root (void)
{
  char *found[PL_LAUNCH_CALLER_MOST_LOOKS + 1];
  g_autofree char *quick = NULL;
  g_autofree char *after = NULL;

  look (read_at_once, 60000, &found[0]);
  quick = await (&found[0]);
  g_assert_cmpstr (quick, ==, "program 7");

  /* The main loop runs on and gives up; and however many do it, so many threads hang and no more. */
  g_mutex_lock (&gate);
  for (guint i = 0; i < PL_LAUNCH_CALLER_MOST_LOOKS; i++)
    look (read_hanging, 10, &found[i]);
  look (read_at_once, 60000, &found[PL_LAUNCH_CALLER_MOST_LOOKS]);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *name = await (&found[i]);

      g_assert_cmpstr (name, ==, "not known");
    }
  g_mutex_unlock (&gate);

  /* When they are through, there is room again. */
  while (after == NULL || !g_str_equal (after, "program 7"))
    {
      g_free (after);
      look (read_at_once, 60000, &found[0]);
      after = await (&found[0]);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/hanging-root", test_hanging_root);
  if (daemon != NULL)
    {
      g_test_add_func ("/hostile/fuzz", test_fuzz);
      g_test_add_func ("/hostile/wrong-signature", test_wrong_signature);
      g_test_add_func ("/hostile/others-paths", test_others_paths);
    }
  return g_test_run ();
}
