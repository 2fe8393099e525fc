// SPDX-License-Identifier: GPL-3.0-or-later
/* The result of a spawned wizard: what stands in the pipes, and which exit status follows. */
#include "service/pl-launch-spawn.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PASSWORD "Mondschein 7! \"ä\""
#define ACCOUNT "0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f"

/* One wizard, and the caller at the other ends. */
typedef struct
{
  PlLaunchRequest *request; /* owned */
  PlLaunchSpawn *spawn; /* owned */
  int result; /* read end */
  int secrets; /* read end; -1 */
  int spare; /* another write end of the secrets; -1 */
  gboolean over;
  gboolean delivered;
  guint n_closed;
} Run;

static void
delivered_cb (PlLaunchRequest *request, gboolean delivered, gpointer data)
{
  Run *run = data;

  run->over = TRUE;
  run->delivered = delivered;
}

static void
closed_cb (PlLaunchRequest *request, gpointer data)
{
  ((Run *) data)->n_closed++;
  pl_launch_request_cancel (request);
}

static void
begin (Run *run, gboolean with_secrets)
{
  const PlLaunchOptions options = { .secret = PL_SETUP_SECRET_FD };
  int result[2];
  int secrets[2] = { -1, -1 };

  g_assert_true (g_unix_open_pipe (result, FD_CLOEXEC, NULL));
  if (with_secrets)
    g_assert_true (g_unix_open_pipe (secrets, FD_CLOEXEC, NULL));
  *run = (Run){ .request = pl_launch_request_new (&options),
                .result = result[0],
                .secrets = secrets[0],
                .spare = with_secrets ? dup (secrets[1]) : -1 };
  g_signal_connect (run->request, "delivered", G_CALLBACK (delivered_cb), run);
  g_signal_connect (run->request, "closed", G_CALLBACK (closed_cb), run);
  run->spawn = pl_launch_spawn_new (run->request, result[1], secrets[1]);
}

static void
close_spare (Run *run)
{
  if (run->spare >= 0)
    close (run->spare);
  run->spare = -1;
}

/* Until nothing goes into the pipe any more. */
static void
fill (int fd)
{
  const char bytes[4096] = { 0 };
  int flags = fcntl (fd, F_GETFL);

  g_assert_cmpint (fcntl (fd, F_SETFL, flags | O_NONBLOCK), ==, 0);
  while (write (fd, bytes, sizeof bytes) > 0)
    ;
  g_assert_cmpint (fcntl (fd, F_SETFL, flags), ==, 0);
}

static void
end (Run *run)
{
  close_spare (run);
  pl_launch_spawn_free (run->spawn);
  g_object_unref (run->request);
  if (run->result >= 0)
    close (run->result);
  if (run->secrets >= 0)
    close (run->secrets);
}

static void
await (Run *run)
{
  while (!run->over)
    g_main_context_iteration (NULL, TRUE);
  close_spare (run);
}

static char *
read_rest (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  g_assert_cmpint (n, ==, 0);
  return g_strdup (text->str);
}

static void
finish (Run *run, const char *json, const char *outgoing)
{
  g_autoptr (PlSecret) password = pl_secret_new (PASSWORD, -1);
  g_autoptr (PlSecret) other = outgoing != NULL ? pl_secret_new (outgoing, -1) : NULL;
  g_autoptr (PlSetupHandover) handover =
      pl_setup_handover_new_from_parts (json, ACCOUNT, password, other);

  pl_launch_request_finish (run->request, handover);
}

static void
test_done (void)
{
  Run run;
  g_autofree char *result = NULL;
  g_autofree char *secrets = NULL;

  begin (&run, TRUE);
  finish (&run, "{}\n", "anderes");
  await (&run);
  result = read_rest (run.result);
  secrets = read_rest (run.secrets);
  g_assert_cmpstr (result, ==, "{}\n");
  g_assert_cmpstr (secrets, ==, "incoming.0 18\n" PASSWORD "outgoing.0 7\nanderes");
  g_assert_cmpuint (strlen (PASSWORD), ==, 18);
  g_assert_true (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 0);
  end (&run);
}

/* Without the second descriptor a secret goes nowhere. */
static void
test_no_secrets (void)
{
  Run run;
  g_autofree char *result = NULL;

  begin (&run, FALSE);
  finish (&run, "{}\n", NULL);
  await (&run);
  result = read_rest (run.result);
  g_assert_cmpstr (result, ==, "{}\n");
  end (&run);
}

/* More than a pipe holds: it waits for the reader, and the main loop runs on meanwhile. */
static void
test_slow_reader (void)
{
  Run run;
  g_autofree char *json = g_strnfill (300000, 'j');
  g_autoptr (GString) result = g_string_new (NULL);

  begin (&run, FALSE);
  finish (&run, json, NULL);
  for (guint i = 0; i < 1000; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (run.over);
  while (!run.over)
    {
      char buffer[10000];
      gssize n = read (run.result, buffer, sizeof buffer);

      g_string_append_len (result, buffer, MAX (n, 0));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  {
    g_autofree char *rest = read_rest (run.result);

    g_string_append (result, rest);
  }
  g_assert_cmpstr (result->str, ==, json);
  end (&run);
}

static void
test_cancelled_and_failed (void)
{
  Run run;

  begin (&run, TRUE);
  pl_launch_request_cancel (run.request);
  await (&run);
  {
    g_autofree char *result = read_rest (run.result);
    g_autofree char *secrets = read_rest (run.secrets);

    g_assert_nonnull (strstr (result, "\"status\" : \"cancelled\""));
    g_assert_true (g_str_has_suffix (result, "}\n"));
    g_assert_cmpstr (secrets, ==, "");
  }
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
  end (&run);

  begin (&run, FALSE);
  pl_launch_request_fail (run.request, "some-code", "Worte.", "EIO");
  await (&run);
  {
    g_autofree char *result = read_rest (run.result);

    g_assert_nonnull (strstr (result, "\"status\" : \"error\""));
    g_assert_nonnull (strstr (result, "\"some-code\""));
    g_assert_nonnull (strstr (result, "\"Worte.\""));
    g_assert_nonnull (strstr (result, "\"EIO\""));
  }
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 2);
  end (&run);
}

static void
test_signals (void)
{
  static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Run run;

      begin (&run, FALSE);
      kill (getpid (), signals[i]);
      await (&run);
      g_assert_cmpuint (run.n_closed, ==, 1);
      g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
      end (&run);
    }
}

/* The caller thinks better of it before the program is ready to hear it. */
static void
test_early_signals (void)
{
  static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Run run;

      pl_launch_spawn_hold_signals ();
      kill (getpid (), signals[i]);
      begin (&run, FALSE);
      await (&run);
      g_assert_cmpuint (run.n_closed, ==, 1);
      g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
      end (&run);
    }
}

static gboolean
heard_cb (gpointer heard)
{
  *(gboolean *) heard = TRUE;
  return G_SOURCE_REMOVE;
}

/* Returns once the signal has come through, or the next window would be the one to hear it. */
static void
send_and_hear (int number)
{
  gboolean heard = FALSE;

  g_unix_signal_add (number, heard_cb, &heard);
  kill (getpid (), number);
  while (!heard)
    g_main_context_iteration (NULL, TRUE);
}

/* The caller reads slowly and then wants it no more: what was stored must not stay behind because the
 * program dies over it, neither while it writes nor while it takes back. */
static void
test_signal_while_writing (void)
{
  static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
  g_autofree char *json = g_strnfill (300000, 'j');

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Run run;

      begin (&run, TRUE);
      finish (&run, json, NULL);
      for (guint j = 0; j < 1000; j++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_false (run.over);
      kill (getpid (), signals[i]);
      await (&run);
      g_assert_false (run.delivered);
      g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
      /* No further word, and no secret. */
      {
        g_autofree char *result = read_rest (run.result);
        g_autofree char *secrets = read_rest (run.secrets);

        g_assert_cmpuint (strlen (result), <, strlen (json));
        g_assert_cmpstr (secrets, ==, "");
      }
      send_and_hear (signals[i]);
      end (&run);
    }
}

/* The result is through, and nobody reads the secrets. */
static void
test_signal_before_secrets (void)
{
  Run run;
  g_autofree char *result = NULL;

  begin (&run, TRUE);
  fill (run.spare);
  finish (&run, "{}\n", NULL);
  for (guint i = 0; i < 1000; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (run.over);
  result = read_rest (run.result);
  g_assert_cmpstr (result, ==, "{}\n");
  kill (getpid (), SIGTERM);
  await (&run);
  g_assert_false (run.delivered);
  end (&run);
}

static void
test_reader_gone (void)
{
  Run run;

  begin (&run, FALSE);
  close (run.result);
  run.result = -1;
  await (&run);
  g_assert_cmpuint (run.n_closed, ==, 1);
  g_assert_false (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
  end (&run);
}

/* Gone at the very end: what was done reached nobody. */
static void
test_reader_gone_late (void)
{
  Run run;

  begin (&run, FALSE);
  finish (&run, "{}\n", NULL);
  close (run.result);
  run.result = -1;
  await (&run);
  g_assert_cmpuint (run.n_closed, ==, 0);
  g_assert_false (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
  end (&run);
}

/* Into descriptors that no reader is behind. */
static void
begin_into (Run *run, int result, int secrets)
{
  const PlLaunchOptions options = { .secret = PL_SETUP_SECRET_FD };

  g_assert_cmpint (result, >=, 0);
  *run = (Run){
    .request = pl_launch_request_new (&options), .result = -1, .secrets = -1, .spare = -1
  };
  g_signal_connect (run->request, "delivered", G_CALLBACK (delivered_cb), run);
  g_signal_connect (run->request, "closed", G_CALLBACK (closed_cb), run);
  run->spawn = pl_launch_spawn_new (run->request, result, secrets);
}

static int
open_full (void)
{
  return open ("/dev/full", O_WRONLY | O_CLOEXEC);
}

/* Nobody has cancelled when the device takes no more. */
static void
test_unwritable (void)
{
  Run run;

  begin_into (&run, open_full (), -1);
  finish (&run, "{}\n", NULL);
  await (&run);
  g_assert_false (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 2);
  end (&run);

  /* Who has cancelled, has. */
  begin_into (&run, open_full (), -1);
  pl_launch_request_cancel (run.request);
  await (&run);
  g_assert_false (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 1);
  end (&run);
}

static void
test_unwritable_secrets (void)
{
  Run run;
  int ends[2];
  g_autofree char *result = NULL;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  begin_into (&run, ends[1], open_full ());
  run.result = ends[0];
  finish (&run, "{}\n", NULL);
  await (&run);
  result = read_rest (run.result);
  g_assert_cmpstr (result, ==, "{}\n");
  g_assert_false (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 2);
  end (&run);
}

/* It takes a part of it. */
static void
test_file_that_does_not_grow (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("postlotse-XXXXXX", &path, NULL);
  struct rlimit limit;
  struct rlimit small;
  Run run;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = (struct rlimit){ .rlim_cur = 2, .rlim_max = limit.rlim_max };
  begin_into (&run, fd, -1);
  finish (&run, "{}\n", NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  await (&run);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (run.delivered);
  g_assert_cmpint (pl_launch_spawn_get_exit_status (run.spawn), ==, 2);
  end (&run);
  unlink (path);
}

static void
test_descriptors (void)
{
  int ends[2];
  int closed;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_true (pl_launch_spawn_is_open_for_writing (ends[1]));
  g_assert_false (pl_launch_spawn_is_open_for_writing (ends[0]));
  closed = ends[1];
  close (ends[0]);
  close (ends[1]);
  g_assert_false (pl_launch_spawn_is_open_for_writing (closed));
  g_assert_false (pl_launch_spawn_is_open_for_writing (-1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spawn/done", test_done);
  g_test_add_func ("/spawn/no-secrets", test_no_secrets);
  g_test_add_func ("/spawn/slow-reader", test_slow_reader);
  g_test_add_func ("/spawn/cancelled-and-failed", test_cancelled_and_failed);
  g_test_add_func ("/spawn/signals", test_signals);
  g_test_add_func ("/spawn/early-signals", test_early_signals);
  g_test_add_func ("/spawn/signal-while-writing", test_signal_while_writing);
  g_test_add_func ("/spawn/signal-before-secrets", test_signal_before_secrets);
  g_test_add_func ("/spawn/reader-gone", test_reader_gone);
  g_test_add_func ("/spawn/reader-gone-late", test_reader_gone_late);
  g_test_add_func ("/spawn/unwritable", test_unwritable);
  g_test_add_func ("/spawn/unwritable-secrets", test_unwritable_secrets);
  g_test_add_func ("/spawn/file-that-does-not-grow", test_file_that_does_not_grow);
  g_test_add_func ("/spawn/descriptors", test_descriptors);
  return g_test_run ();
}
