// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-application.h"

#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "service/pl-launch-service.h"
#include "service/pl-launch-spawn.h"
#include "setup/pl-setup.h"
#include "wizard/check/pl-explain-window.h"
#include "wizard/launch/pl-launched-window.h"
#include "wizard/window/pl-appearance.h"
#include "wizard/window/pl-wizard-options.h"
#include "wizard/window/pl-wizard-window.h"

#include <glib/gi18n.h>

#define NO_PRACTICE "practice-unavailable" /* error code in the hand-over */

struct _PlApplication
{
  GtkApplication parent_instance;

  PlNetwork *network; /* owned, nullable until first needed */
  PlConnectivity *connectivity; /* owned, nullable until first needed: never with --practice */
  PlPractice *practice; /* owned, nullable: only with --practice */
  char *practised; /* owned, nullable: the practice account for callers on the bus */
  PlLaunchService *service; /* owned, nullable: the door on the session bus */
  PlLaunchSpawn *spawn; /* owned, nullable: the door of the program that waits for the result */
  PlLaunchRequest *spawned; /* owned, nullable: its request, until there is a window for it */
  gboolean options_read; /* the command line could be understood */
  int exit_status;
};

G_DEFINE_FINAL_TYPE (PlApplication, pl_application, GTK_TYPE_APPLICATION)

static gboolean
pl_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  gboolean handled;

  pl_wizard_options_prepare (*arguments);
  handled = G_APPLICATION_CLASS (pl_application_parent_class)
                ->local_command_line (application, arguments, status);
  /* GApplication's own status for options that it does not know would pass for a cancel. */
  if (handled && *status != 0 && !PL_APPLICATION (application)->options_read)
    *status = PL_LAUNCH_EXIT_USAGE;
  return handled;
}

/* The result belongs to this very process, so it is never left to a wizard that runs already. */
static int
begin_spawned (PlApplication *self, const PlLaunchArguments *arguments)
{
  int result_fd =
      arguments->result_fd >= 0 ? arguments->result_fd : pl_launch_spawn_claim_stdout ();

  if (!gtk_init_check ())
    {
      /* Translators: answer on the command line: there is no graphical desktop */
      g_printerr (_ ("postlotse: there is no screen to open the window on.\n"));
      return PL_LAUNCH_EXIT_NO_DISPLAY;
    }

  self->spawned = pl_launch_request_new (&arguments->options);
  self->spawn = pl_launch_spawn_new (self->spawned, result_fd, arguments->secret_fd);
  g_application_set_flags (G_APPLICATION (self), g_application_get_flags (G_APPLICATION (self)) |
                                                     G_APPLICATION_NON_UNIQUE);
  return -1;
}

static gboolean
is_service (GApplication *application)
{
  return (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0;
}

static gboolean
read_practice (GApplication *application, GVariantDict *given)
{
  const char *practice = NULL;

  if (!g_variant_dict_lookup (given, "practice", "&s", &practice))
    return TRUE;
  if (*practice != '\0' && pl_practice_find_account (practice) == NULL &&
      pl_practice_find_scenario (practice) == NULL)
    {
      /* Translators: answer on the command line; %s is what was typed */
      g_printerr (_ ("There is no practice account “%s”.\n"), practice);
      return FALSE;
    }
  /* Its network is not the one of a wizard that may be open already. A service with it is for who writes a
   * mail program and wants to try the calls. */
  if (is_service (application))
    PL_APPLICATION (application)->practised = g_strdup (practice);
  else
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return TRUE;
}

static int
pl_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  PlApplication *self = PL_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  PlLaunchArguments arguments;

  self->options_read = TRUE;
  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("postlotse-wizard %s\n", PL_VERSION);
      return 0;
    }

  if (!pl_wizard_options_read (given, &arguments, &error))
    {
      g_printerr ("postlotse: %s\n", error->message);
      return PL_LAUNCH_EXIT_USAGE;
    }
  if (!read_practice (application, given))
    return PL_LAUNCH_EXIT_USAGE;

  if (arguments.wanted && is_service (application))
    {
      g_autofree char *message =
          /* Translators: answer on the command line; %s is an option such as --result-fd */
          g_strdup_printf (_ ("%s cannot be used like this."), "--gapplication-service");

      g_printerr ("postlotse: %s\n", message);
      return PL_LAUNCH_EXIT_USAGE;
    }

  return arguments.wanted ? begin_spawned (self, &arguments) : -1;
}

/* @id: of a practice account, of a scenario, or empty */
static gboolean
start_practice (PlApplication *self, const char *id, GError **error)
{
  const PlRoute *routes;
  guint n_routes = 0;

  self->practice = pl_practice_start_for (id, error);
  if (self->practice == NULL)
    return FALSE;

  routes = pl_practice_get_routes (self->practice, &n_routes);
  self->network =
      pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (self->practice));
  return TRUE;
}

/* Returns: %FALSE when the practice servers do not start, for which the system may have no sockets */
static gboolean
ensure_network (PlApplication *self, const char *practice, GError **error)
{
  if (self->network != NULL)
    return TRUE;

  if (practice != NULL)
    return start_practice (self, practice, error);
  self->network = pl_network_new ();
  return TRUE;
}

/* What the system calls the person, as a first proposal. */
static const char *
guess_name (void)
{
  const char *name = g_get_real_name ();

  return g_str_equal (name, "Unknown") || g_str_equal (name, g_get_user_name ()) ||
                 g_str_equal (name, "root")
             ? ""
             : name;
}

/* Returns: (transfer none): a window with one account, not shown yet; there has to be a network */
static GtkWidget *
make_window (PlApplication *self, const char *address, const char *name, const char *practice)
{
  g_autoptr (PlSetup) setup = NULL;
  GtkWidget *window;

  setup = pl_setup_new (self->network);
  if (practice == NULL)
    {
      if (self->connectivity == NULL)
        self->connectivity = pl_connectivity_new ();
      pl_setup_set_connectivity (setup, self->connectivity);
    }
  pl_setup_set_address (setup, address);
  pl_setup_set_display_name (setup, name != NULL ? name : guess_name ());
  window = pl_wizard_window_new (GTK_APPLICATION (self), setup);
  if (practice != NULL)
    pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), *practice != '\0' ? practice : NULL);
  return window;
}

static void
over_cb (PlApplication *self)
{
  if (self->spawn != NULL)
    self->exit_status = pl_launch_spawn_get_exit_status (self->spawn);
  g_application_release (G_APPLICATION (self));
}

static const char *
get_failure_words (void)
{
  /* Translators: the accounts to practise with need servers on this computer */
  return _ ("The practice servers do not start.");
}

/* There is no window for it; the program stays until its caller has been told why. */
static void
refuse_launch (PlApplication *self, PlLaunchRequest *request, const GError *error)
{
  g_application_hold (G_APPLICATION (self));
  g_signal_connect_object (request, "delivered", G_CALLBACK (over_cb), self, G_CONNECT_SWAPPED);
  pl_launch_request_fail (request, NO_PRACTICE, get_failure_words (), error->message);
}

/* Opens a window for another program. What is stored or written may outlast the window. */
static void
open_launched_window (PlApplication *self, PlLaunchRequest *request, const char *practice)
{
  PlLaunchOptions wanted;
  g_autoptr (GError) error = NULL;
  PlLaunchJob *job;
  GtkWidget *window;

  if (!ensure_network (self, practice, &error))
    {
      refuse_launch (self, request, error);
      return;
    }

  pl_launch_request_peek_options (request, &wanted);
  window = make_window (self, wanted.address, wanted.name, practice);
  job = pl_launched_window_attach (PL_WIZARD_WINDOW (window), request);
  g_application_hold (G_APPLICATION (self));
  g_signal_connect_object (job, "over", G_CALLBACK (over_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* A window for the person; without the network for it, words in the terminal. */
static int
open_own_window (PlApplication *self, GVariantDict *given, const char *practice)
{
  g_autoptr (GError) error = NULL;
  const char *address = "";
  const char *name = NULL;
  GtkWidget *window;

  if (!ensure_network (self, practice, &error))
    {
      g_printerr ("postlotse: %s (%s)\n", get_failure_words (), error->message);
      return PL_LAUNCH_EXIT_FAILED;
    }

  g_variant_dict_lookup (given, "address", "&s", &address);
  g_variant_dict_lookup (given, "name", "&s", &name);
  window = make_window (self, address, name, practice);
  gtk_window_present (GTK_WINDOW (window));
  /* Made-up accounts are in no mail program. */
  if (practice == NULL && g_variant_dict_contains (given, "existing"))
    pl_wizard_window_check_existing (PL_WIZARD_WINDOW (window));
  return 0;
}

/* Returns: the exit status, where no window keeps the program */
static int
open_window (PlApplication *self, GVariantDict *given)
{
  const char *practice = NULL;

  g_variant_dict_lookup (given, "practice", "&s", &practice);
  if (self->spawned != NULL)
    {
      g_autoptr (PlLaunchRequest) request = g_steal_pointer (&self->spawned);

      open_launched_window (self, request, practice);
      return 0;
    }

  if (g_variant_dict_contains (given, "explain"))
    {
      gtk_application_add_window (GTK_APPLICATION (self),
                                  GTK_WINDOW (pl_explain_window_new (NULL)));
      return 0;
    }

  return open_own_window (self, given, practice);
}

static int
pl_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  return open_window (PL_APPLICATION (application),
                      g_application_command_line_get_options_dict (line));
}

static void
pl_application_activate (GApplication *application)
{
  g_autoptr (GVariantDict) none = g_variant_dict_new (NULL);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_window (PL_APPLICATION (application), none);
}

/* --- The door on the session bus --- */

static void
start_cb (PlLaunchRequest *request, gpointer data)
{
  open_launched_window (data, request, PL_APPLICATION (data)->practised);
}

/* The program stays while somebody expects something of it: a window, or a password to be fetched. */
static void
busy_cb (PlApplication *self)
{
  if (pl_launch_service_is_busy (self->service))
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static gboolean
pl_application_dbus_register (GApplication *application,
                              GDBusConnection *connection,
                              const char *path,
                              GError **error)
{
  PlApplication *self = PL_APPLICATION (application);

  if (!G_APPLICATION_CLASS (pl_application_parent_class)
           ->dbus_register (application, connection, path, error))
    return FALSE;
  if (g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE)
    return TRUE;

  self->service = pl_launch_service_new (start_cb, self);
  g_signal_connect_object (self->service, "notify::busy", G_CALLBACK (busy_cb), self,
                           G_CONNECT_SWAPPED);
  return pl_launch_service_export (self->service, connection, error);
}

static void
pl_application_dbus_unregister (GApplication *application,
                                GDBusConnection *connection,
                                const char *path)
{
  PlApplication *self = PL_APPLICATION (application);

  if (self->service != NULL)
    pl_launch_service_withdraw (self->service);
  g_clear_object (&self->service);
  G_APPLICATION_CLASS (pl_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

/* --- */

/* How long the program stays on the bus after the last request. */
static guint
get_idle_ms (void)
{
  const char *text = g_getenv ("POSTLOTSE_IDLE_MS");
  guint64 ms = 0;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 60000, &ms, NULL))
    return (guint) ms;
  return PL_LAUNCH_IDLE_MS;
}

static void
pl_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (pl_application_parent_class)->startup (application);
  pl_appearance_install (gdk_display_get_default ());
  if (is_service (application))
    g_application_set_inactivity_timeout (application, get_idle_ms ());
}

/* The windows are gone by then, and with them every check that used the network. */
static void
pl_application_shutdown (GApplication *application)
{
  PlApplication *self = PL_APPLICATION (application);

  G_APPLICATION_CLASS (pl_application_parent_class)->shutdown (application);
  g_clear_pointer (&self->spawn, pl_launch_spawn_free);
  g_clear_object (&self->spawned);
  g_clear_pointer (&self->practised, g_free);
  g_clear_pointer (&self->network, pl_network_unref);
  g_clear_object (&self->connectivity);
  g_clear_pointer (&self->practice, pl_practice_stop);
}

static void
pl_application_class_init (PlApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->local_command_line = pl_application_local_command_line;
  application_class->handle_local_options = pl_application_handle_local_options;
  application_class->command_line = pl_application_command_line;
  application_class->activate = pl_application_activate;
  application_class->startup = pl_application_startup;
  application_class->shutdown = pl_application_shutdown;
  application_class->dbus_register = pl_application_dbus_register;
  application_class->dbus_unregister = pl_application_dbus_unregister;
}

static void
pl_application_init (PlApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), pl_wizard_option_entries);
  g_application_add_main_option_entries (G_APPLICATION (self), pl_launch_argument_entries);
  g_application_set_option_context_summary (
      G_APPLICATION (self),
      /* Translators: help on the command line */
      _ ("Sets up an e-mail account and checks that it works."));
}

GApplication *
pl_application_new (void)
{
  return g_object_new (PL_TYPE_APPLICATION, "application-id", PL_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/org/postlotse/Postlotse", NULL);
}

/**
 * pl_application_get_exit_status:
 *
 * Returns: of a program whose result another one waits for; else 0
 */
int
pl_application_get_exit_status (PlApplication *self)
{
  return self->exit_status;
}
