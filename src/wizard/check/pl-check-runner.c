// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-check-runner.h"

#include "wizard/check/pl-attempt-question.h"
#include "wizard/servers/pl-foreign-question.h"

struct _PlCheckRunner
{
  GObject parent_instance;

  GtkWidget *page; /* borrowed, nullable: above whose window the questions appear */
  PlSetup *setup; /* owned */

  PlDirections waiting; /* to be checked once all questions are answered */
  PlTestMessage message; /* to be sent then */
  gboolean loading; /* what other runs know of refused sign-ins is being read */
  gboolean loaded; /* that has been read */
  char **asked_hosts; /* owned, nullable: which the question about foreign servers showed */
  char *declined; /* owned, nullable: what that question said when the answer was no */
};

G_DEFINE_FINAL_TYPE (PlCheckRunner, pl_check_runner, G_TYPE_OBJECT)

enum
{
  BEGIN,
  REFUSED,
  DECLINED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_running (PlCheckRunner *self)
{
  return pl_setup_get_stage (self->setup) == PL_SETUP_STAGE_CHECKING;
}

static GtkWindow *
get_window (PlCheckRunner *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->page));
}

/* A discovery comes before a check where no server is known. */
static gboolean
is_under_way (PlCheckRunner *self)
{
  return is_running (self) || pl_setup_get_stage (self->setup) == PL_SETUP_STAGE_DISCOVERING;
}

/* A later check sends nothing: a message goes out only when somebody has just asked for it. */
static void
run (PlCheckRunner *self)
{
  if (is_running (self) || self->page == NULL)
    return;

  g_signal_emit (self, signals[BEGIN], 0, (guint) self->waiting);
  pl_setup_set_send_test (self->setup, self->message != PL_TEST_MESSAGE_NONE);
  pl_setup_set_delete_test (self->setup, self->message == PL_TEST_MESSAGE_GOES);
  pl_setup_check_async (self->setup, self->waiting, NULL, NULL, NULL);
  pl_setup_set_send_test (self->setup, FALSE);
  /* Something else has not quite ended yet, or no thread could be had. */
  if (!is_under_way (self))
    g_signal_emit (self, signals[REFUSED], 0);
}

/* --- Sign-ins that were refused before --- */

static void
attempt_answered_cb (PlCheckRunner *self, gboolean agreed)
{
  if (agreed)
    run (self);
  else
    g_signal_emit (self, signals[DECLINED], 0);
}

static void
ask_about_attempts (PlCheckRunner *self)
{
  PlQuestion *window = NULL;

  if (self->page == NULL)
    return;
  if (!is_running (self))
    window = pl_attempt_question_ask (get_window (self), self->setup, self->waiting);

  if (window == NULL)
    run (self);
  else
    g_signal_connect_object (window, "answered", G_CALLBACK (attempt_answered_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlCheckRunner) self = user_data;

  /* Where they could not be read nothing is known of refusals, and the check says more. */
  pl_setup_load_attempts_finish (PL_SETUP (source), result, NULL);
  self->loaded = TRUE;
  if (!self->loading)
    return;

  self->loading = FALSE;
  ask_about_attempts (self);
}

/* Other runs may have been refused, too: what they know is read before the first check. Later ones
 * read it themselves. */
static void
prepare (PlCheckRunner *self)
{
  if (self->loaded)
    ask_about_attempts (self);
  else if (!self->loading)
    {
      self->loading = TRUE;
      pl_setup_load_attempts_async (self->setup, loaded_cb, g_object_ref (self));
    }
}

/* --- Servers of other domains --- */

/* Exactly those that the question has shown. */
static void
hosts_answered_cb (PlCheckRunner *self, gboolean agreed)
{
  g_auto (GStrv) hosts = g_steal_pointer (&self->asked_hosts);

  g_clear_pointer (&self->declined, g_free);
  for (guint i = 0; agreed && hosts != NULL && hosts[i] != NULL; i++)
    pl_setup_approve_host (self->setup, hosts[i]);
  if (!agreed)
    self->declined = pl_foreign_question_describe (self->setup);
  prepare (self);
}

/**
 * pl_check_runner_start:
 * @directions: what is to be checked
 *
 * Before the password goes to a server of another domain, the person agrees, or it does not go. The
 * answer no holds until the question is another one: the finding has a button for changing it.
 */
void
pl_check_runner_start (PlCheckRunner *self, PlDirections directions, PlTestMessage message)
{
  g_autofree char *question = NULL;
  PlQuestion *window;

  if (is_running (self) || self->page == NULL)
    return;

  self->waiting = directions;
  self->message = message;
  question = pl_foreign_question_describe (self->setup);
  if (question == NULL || g_strcmp0 (question, self->declined) == 0)
    {
      prepare (self);
      return;
    }

  g_strfreev (self->asked_hosts);
  self->asked_hosts = pl_setup_dup_foreign_hosts (self->setup);
  window = pl_foreign_question_ask (get_window (self), self->setup);
  g_signal_connect_object (window, "answered", G_CALLBACK (hosts_answered_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * pl_check_runner_forget_answers:
 *
 * The person goes back: what was about to begin does not, and whoever comes again is asked again.
 */
void
pl_check_runner_forget_answers (PlCheckRunner *self)
{
  g_clear_pointer (&self->declined, g_free);
  self->loading = FALSE;
}

/**
 * pl_check_runner_detach:
 *
 * The page is gone, and no question can appear any more.
 */
void
pl_check_runner_detach (PlCheckRunner *self)
{
  self->page = NULL;
  self->loading = FALSE;
}

static void
pl_check_runner_finalize (GObject *object)
{
  PlCheckRunner *self = PL_CHECK_RUNNER (object);

  g_clear_object (&self->setup);
  g_strfreev (self->asked_hosts);
  g_free (self->declined);
  G_OBJECT_CLASS (pl_check_runner_parent_class)->finalize (object);
}

static void
pl_check_runner_class_init (PlCheckRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_check_runner_finalize;
  signals[BEGIN] = g_signal_new ("begin", PL_TYPE_CHECK_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REFUSED] = g_signal_new ("refused", PL_TYPE_CHECK_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DECLINED] = g_signal_new ("declined", PL_TYPE_CHECK_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
pl_check_runner_init (PlCheckRunner *self)
{
}

/**
 * pl_check_runner_new:
 * @page: borrowed, until pl_check_runner_detach()
 *
 * Returns: (transfer full):
 */
PlCheckRunner *
pl_check_runner_new (GtkWidget *page, PlSetup *setup)
{
  PlCheckRunner *self = g_object_new (PL_TYPE_CHECK_RUNNER, NULL);

  self->page = page;
  self->setup = g_object_ref (setup);
  return self;
}
