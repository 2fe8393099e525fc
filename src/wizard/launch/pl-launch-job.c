// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/launch/pl-launch-job.h"

#include "base/pl-hostname.h"

#include <glib/gi18n.h>

#define NOT_REMOVED "password-not-removed" /* error code in the hand-over */

struct _PlLaunchJob
{
  GObject parent_instance;

  PlSetup *setup; /* owned: it outlives its window while something is stored or taken back */
  PlLaunchRequest *request; /* owned */
  GCancellable *search; /* owned: of the password of an account to repair */
  GCancellable *storing; /* owned, nullable: while the account is being handed over */
  gboolean busy; /* that, or what was stored is being taken back */
  gboolean left; /* the window is gone */
  const char *problem; /* static, nullable */
  gboolean secret_refused; /* the problem is that the keyring does not take the password */
};

G_DEFINE_FINAL_TYPE (PlLaunchJob, pl_launch_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_PROBLEM,
  N_PROPERTIES,
};

enum
{
  FILLED,
  CLOSE,
  OVER,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
set_busy (PlLaunchJob *self, gboolean busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* @problem: (nullable): static; @refused: it is the keyring's, so that it would say the same again */
static void
set_problem (PlLaunchJob *self, const char *problem, gboolean refused)
{
  self->problem = problem;
  self->secret_refused = refused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* --- An account to repair --- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlLaunchJob) self = data;

  pl_setup_find_secret_finish (PL_SETUP (source), result, NULL);
  if (!self->left)
    g_signal_emit (self, signals[FILLED], 0);
}

/**
 * pl_launch_job_fill:
 *
 * Fills in the account that the caller describes, where it does, with the password that we have stored
 * for it.
 */
void
pl_launch_job_fill (PlLaunchJob *self)
{
  PlLaunchOptions options;

  pl_launch_request_peek_options (self->request, &options);
  if (options.description != NULL &&
      pl_setup_take_handover (self->setup, options.description, NULL))
    pl_setup_find_secret_async (self->setup, self->search, found_cb, g_object_ref (self));
}

/* --- Taking back --- */

static const char *
get_left_behind_words (void)
{
  /* Translators: somebody has broken off after the password was saved, and it cannot be removed; the name in
   * quotes begins as “E-mail: %s at %s” is translated */
  return _ ("The password is still in the password store, which does not give it back. You can "
            "delete it there: its entry begins with “E-mail:”.");
}

/* A request is called cancelled only when nothing is left of it. */
static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlLaunchJob) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = pl_setup_take_back_finish (PL_SETUP (source), result, &error);

  set_busy (self, FALSE);
  if (pl_launch_request_get_state (self->request) != PL_LAUNCH_OPEN)
    g_signal_emit (self, signals[OVER], 0);
  else if (self->left && done)
    pl_launch_request_cancel (self->request);
  else if (self->left)
    pl_launch_request_fail (self->request, NOT_REMOVED, get_left_behind_words (), error->message);
  else if (!done)
    set_problem (self, get_left_behind_words (), FALSE);
}

static void
take_back (PlLaunchJob *self)
{
  set_busy (self, TRUE);
  pl_setup_take_back_async (self->setup, taken_back_cb, g_object_ref (self));
}

/* What reached nobody goes again: the caller will not tell anybody where it lies. */
static void
delivered_cb (PlLaunchJob *self, gboolean delivered)
{
  if (!delivered && pl_launch_request_get_state (self->request) == PL_LAUNCH_DONE)
    take_back (self);
  else
    g_signal_emit (self, signals[OVER], 0);
}

static void
closed_cb (PlLaunchJob *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

/* --- Handing over --- */

static void
end (PlLaunchJob *self, PlSetupHandover *handover)
{
  pl_launch_request_finish (self->request, handover);
  g_signal_emit (self, signals[CLOSE], 0);
}

static const char *
describe (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    /* Translators: on the last page: an account was to be handed to the program that opened the window */
    return _ ("The account was not handed over: the password store is still busy. Press the "
              "button once more in a moment.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Translators: on the last page: an account was to be handed to the program that opened the window */
    return _ ("The account was not handed over: its settings have changed in the meantime. "
              "Nothing was saved.");
  /* Translators: on the last page: an account was to be handed to the program that opened the window, and
   * this computer could not begin with it */
  return _ ("The account was not handed over: this computer is too busy at the moment. "
            "Nothing was saved. Wait a little, and press the button once more.");
}

/* Whoever has gone back, or closed the window, wants nothing of it, even where it was done by then. */
static void
handed_over_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PlLaunchJob) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlSetupHandover) handover =
      pl_setup_hand_over_finish (PL_SETUP (source), result, &error);

  gboolean stopped = g_cancellable_is_cancelled (self->storing);

  g_clear_object (&self->storing);
  if (stopped || self->left || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      take_back (self);
      return;
    }

  set_busy (self, FALSE);
  if (handover == NULL)
    set_problem (self, describe (error), FALSE);
  else if (pl_setup_handover_get_problem (handover) != NULL)
    set_problem (self, pl_setup_handover_get_problem (handover), TRUE);
  else
    end (self, handover);
}

/**
 * pl_launch_job_hand_over:
 * @with_secret: the person agrees to what the caller wants done with the password
 *
 * Stores the password where that is wanted, and then ends the request with the account. A keyring
 * that does not take it is a `problem`, and that nothing could be begun with; the request then stays open.
 */
void
pl_launch_job_hand_over (PlLaunchJob *self, gboolean with_secret)
{
  PlLaunchOptions options;

  if (self->busy || self->left)
    return;

  pl_launch_request_peek_options (self->request, &options);
  set_problem (self, NULL, FALSE);
  self->storing = g_cancellable_new ();
  set_busy (self, TRUE);
  pl_setup_hand_over_async (self->setup, with_secret ? options.secret : PL_SETUP_SECRET_NONE,
                            self->storing, handed_over_cb, g_object_ref (self));
}

/**
 * pl_launch_job_stop:
 *
 * The person goes back: what is being handed over is not, and leaves nothing in the keyring. The request
 * stays open.
 */
void
pl_launch_job_stop (PlLaunchJob *self)
{
  g_cancellable_cancel (self->storing);
}

/**
 * pl_launch_job_leave:
 *
 * The window is gone. Unless the account was handed over, the request is cancelled: at once, or when
 * what is being stored is out of the keyring again.
 */
void
pl_launch_job_leave (PlLaunchJob *self)
{
  if (self->left)
    return;

  self->left = TRUE;
  g_cancellable_cancel (self->search);
  if (self->busy)
    pl_launch_job_stop (self);
  else if (pl_launch_request_get_state (self->request) == PL_LAUNCH_OPEN &&
           pl_setup_has_stored (self->setup))
    take_back (self);
  else
    pl_launch_request_cancel (self->request);
}

/* --- Words --- */

static char *
list_hosts (PlSetup *setup)
{
  g_autoptr (GString) hosts = g_string_new (NULL);

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);
      g_autofree char *name =
          server != NULL ? pl_hostname_to_display (pl_server_settings_get_host (server)) : NULL;

      if (name != NULL && g_strcmp0 (hosts->str, name) != 0)
        g_string_append_printf (hosts, "%s%s", hosts->len > 0 ? ", " : "", name);
    }
  return g_strdup (hosts->str);
}

/**
 * pl_launch_job_dup_caller_words:
 *
 * Returns: (transfer full): who opened this window, and with an account to repair, what it says of
 *   it
 */
char *
pl_launch_job_dup_caller_words (PlLaunchJob *self)
{
  PlLaunchOptions options;
  g_autofree char *hosts = NULL;

  pl_launch_request_peek_options (self->request, &options);
  if (options.description == NULL)
    return options.caller != NULL
               /* Translators: at the top of the window; %s is the program that opened it */
               ? g_strdup_printf (_ ("Opened by %s."), options.caller)
               /* Translators: at the top of the window */
               : g_strdup (_ ("Opened by another program."));

  hosts = list_hosts (self->setup);
  return options.caller != NULL
             /* Translators: at the top of the window, for an account that stopped working; a program,
              * then server names */
             ? g_strdup_printf (_ ("Opened by %s. The servers it names: %s."), options.caller,
                                hosts)
             /* Translators: at the top of the window, for an account that stopped working; %s are
              * server names */
             : g_strdup_printf (_ ("Opened by another program. The servers it names: %s."), hosts);
}

PlLaunchRequest *
pl_launch_job_get_request (PlLaunchJob *self)
{
  return self->request;
}

gboolean
pl_launch_job_is_busy (PlLaunchJob *self)
{
  return self->busy;
}

/**
 * pl_launch_job_get_problem:
 *
 * Returns: (transfer none) (nullable): why the account was not handed over, or what is left of that in
 *   the keyring; for the person
 */
const char *
pl_launch_job_get_problem (PlLaunchJob *self)
{
  return self->problem;
}

/**
 * pl_launch_job_is_secret_refused:
 *
 * Returns: whether there is a problem because the keyring does not take the password: without it, the account
 *   can be handed over
 */
gboolean
pl_launch_job_is_secret_refused (PlLaunchJob *self)
{
  return self->secret_refused;
}

static void
pl_launch_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlLaunchJob *self = PL_LAUNCH_JOB (object);

  if (id == PROP_BUSY)
    g_value_set_boolean (value, self->busy);
  else if (id == PROP_PROBLEM)
    g_value_set_string (value, self->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pl_launch_job_finalize (GObject *object)
{
  PlLaunchJob *self = PL_LAUNCH_JOB (object);

  g_object_unref (self->setup);
  g_object_unref (self->request);
  g_object_unref (self->search);
  g_clear_object (&self->storing);
  G_OBJECT_CLASS (pl_launch_job_parent_class)->finalize (object);
}

static void
pl_launch_job_class_init (PlLaunchJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pl_launch_job_get_property;
  object_class->finalize = pl_launch_job_finalize;

  properties[PROP_BUSY] =
      g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[FILLED] = g_signal_new ("filled", PL_TYPE_LAUNCH_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", PL_TYPE_LAUNCH_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[OVER] = g_signal_new ("over", PL_TYPE_LAUNCH_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
pl_launch_job_init (PlLaunchJob *self)
{
  self->search = g_cancellable_new ();
}

/**
 * pl_launch_job_new:
 * @setup: shared
 * @request: shared
 *
 * Returns: (transfer full):
 */
PlLaunchJob *
pl_launch_job_new (PlSetup *setup, PlLaunchRequest *request)
{
  PlLaunchJob *self = g_object_new (PL_TYPE_LAUNCH_JOB, NULL);

  self->setup = g_object_ref (setup);
  self->request = g_object_ref (request);
  g_signal_connect_object (request, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "delivered", G_CALLBACK (delivered_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
