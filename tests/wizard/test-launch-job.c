// SPDX-License-Identifier: GPL-3.0-or-later
/* An account for the program that opened the window: what is said where it cannot be handed over. */
#include "wizard/launch/pl-launch-job.h"

#include <string.h>

static PlLaunchJob *
make_job (PlSetupSecret secret)
{
  const PlLaunchOptions options = { .caller = "Mailprogramm", .secret = secret };
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (PlLaunchRequest) request = pl_launch_request_new (&options);

  return pl_launch_job_new (setup, request);
}

static void
hand_over (PlLaunchJob *job)
{
  pl_launch_job_hand_over (job, TRUE);
  g_assert_true (pl_launch_job_is_busy (job));
  while (pl_launch_job_is_busy (job))
    g_main_context_iteration (NULL, TRUE);
}

/* Nothing could be begun, here because nothing was checked: as where no thread can be had, nobody has said
 * why. The person is told all the same, can try again, and the password is not given up. */
static void
test_words (void)
{
  static const PlSetupSecret secrets[] = { PL_SETUP_SECRET_NONE, PL_SETUP_SECRET_SERVICE,
                                           PL_SETUP_SECRET_FD };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (PlLaunchJob) job = make_job (secrets[i]);

      g_assert_null (pl_launch_job_get_problem (job));
      for (guint n = 0; n < 2; n++)
        {
          hand_over (job);
          g_assert_nonnull (strstr (pl_launch_job_get_problem (job), "was not handed over"));
          g_assert_false (pl_launch_job_is_secret_refused (job));
          g_assert_cmpint (pl_launch_request_get_state (pl_launch_job_get_request (job)), ==,
                           PL_LAUNCH_OPEN);
        }
    }
}

/* Whoever has gone is told nothing; the caller is. */
static void
test_left (void)
{
  g_autoptr (PlLaunchJob) job = make_job (PL_SETUP_SECRET_SERVICE);

  pl_launch_job_hand_over (job, TRUE);
  pl_launch_job_leave (job);
  while (pl_launch_job_is_busy (job))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pl_launch_job_get_problem (job));
  g_assert_cmpint (pl_launch_request_get_state (pl_launch_job_get_request (job)), ==,
                   PL_LAUNCH_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch-job/words", test_words);
  g_test_add_func ("/launch-job/left", test_left);
  return g_test_run ();
}
