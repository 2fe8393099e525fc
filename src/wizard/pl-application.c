// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/pl-application.h"

#include "net/pl-network.h"
#include "practice/pl-practice.h"
#include "setup/pl-setup.h"
#include "wizard/pl-appearance.h"
#include "wizard/pl-launch.h"
#include "wizard/pl-wizard-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlApplication
{
  GtkApplication parent_instance;

  PlNetwork *network; /* owned, nullable until first needed */
  PlPractice *practice; /* owned, nullable: only with --practice */
};

G_DEFINE_FINAL_TYPE (PlApplication, pl_application, GTK_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "address", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Fill in this e-mail address"),
    /* Translators: help on the command line: stands for an e-mail address */
    N_ ("ADDRESS") },
  { "name", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Fill in this name"),
    /* Translators: help on the command line: stands for a person's name */
    N_ ("NAME") },
  { "practice", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Practise with made-up accounts on this computer"),
    /* Translators: help on the command line: stands for the name of a practice account; it may be
     * left out */
    N_ ("ACCOUNT") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL,
    /* Translators: help on the command line */
    N_ ("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
    /* Translators: help on the command line: stands for an address such as x-postlotse:add, or a file
     * with one in it */
    N_ ("[LINK]") },
  { NULL },
};

/* --practice may stand alone. GOption knows optional values only through callbacks, and those do not
 * reach the process that has the window; so the bare form gets an empty value. */
static gboolean
pl_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  for (char **argument = *arguments; *argument != NULL; argument++)
    if (g_str_equal (*argument, "--practice"))
      {
        g_free (*argument);
        *argument = g_strdup ("--practice=");
      }

  return G_APPLICATION_CLASS (pl_application_parent_class)
      ->local_command_line (application, arguments, status);
}

/* Puts what the link holds where the options put it, which go before. */
static gboolean
take_link (GVariantDict *given, GError **error)
{
  g_autofree const char **words = NULL;
  g_auto (PlLaunch) launch = { 0 };

  if (!g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&ay", &words))
    return TRUE;
  if (words[1] != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   /* Translators: answer on the command line; %s is what was typed too much */
                   _ ("“%s” is one word too many"), words[1]);
      return FALSE;
    }
  if (!pl_launch_open (words[0], &launch, error))
    return FALSE;

  g_variant_dict_remove (given, G_OPTION_REMAINING);
  if (launch.address != NULL && !g_variant_dict_contains (given, "address"))
    g_variant_dict_insert (given, "address", "s", launch.address);
  if (launch.name != NULL && !g_variant_dict_contains (given, "name"))
    g_variant_dict_insert (given, "name", "s", launch.name);
  return TRUE;
}

/* What fills in the fields comes from other programs, and from any web page. */
static gboolean
check_fields (GVariantDict *given, GError **error)
{
  static const char *const fields[] = { "address", "name" };
  const char *value;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_variant_dict_lookup (given, fields[i], "&s", &value) &&
        !pl_launch_check_field (value, error))
      return FALSE;

  return TRUE;
}

static int
pl_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  g_autoptr (GError) error = NULL;
  const char *practice = NULL;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("postlotse-wizard %s\n", PL_VERSION);
      return 0;
    }

  if (!take_link (given, &error) || !check_fields (given, &error))
    {
      g_printerr ("postlotse: %s\n", error->message);
      return 2;
    }
  if (!g_variant_dict_lookup (given, "practice", "&s", &practice))
    return -1;

  if (*practice != '\0' && pl_practice_find_account (practice) == NULL)
    {
      /* Translators: answer on the command line; %s is what was typed */
      g_printerr (_ ("There is no practice account “%s”.\n"), practice);
      return 2;
    }
  /* Its network is not the one of a wizard that may be open already. */
  g_application_set_flags (application,
                           g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
start_practice (PlApplication *self)
{
  g_autoptr (GError) error = NULL;
  const PlRoute *routes;
  guint n_routes = 0;

  self->practice = pl_practice_start (&error);
  if (self->practice == NULL)
    g_error ("The practice servers do not start: %s", error->message);

  routes = pl_practice_get_routes (self->practice, &n_routes);
  self->network =
      pl_network_new_practice (routes, n_routes, pl_practice_get_ca_pem (self->practice));
}

static void
ensure_network (PlApplication *self, gboolean practice)
{
  if (self->network != NULL)
    return;

  if (practice)
    start_practice (self);
  else
    self->network = pl_network_new ();
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

static void
open_window (PlApplication *self, GVariantDict *given)
{
  g_autoptr (PlSetup) setup = NULL;
  const char *practice = NULL;
  const char *address = "";
  const char *name = guess_name ();
  GtkWidget *window;

  g_variant_dict_lookup (given, "practice", "&s", &practice);
  g_variant_dict_lookup (given, "address", "&s", &address);
  g_variant_dict_lookup (given, "name", "&s", &name);
  ensure_network (self, practice != NULL);

  setup = pl_setup_new (self->network);
  pl_setup_set_address (setup, address);
  pl_setup_set_display_name (setup, name);
  window = pl_wizard_window_new (GTK_APPLICATION (self), setup);
  if (practice != NULL)
    pl_wizard_window_set_practice (PL_WIZARD_WINDOW (window), *practice != '\0' ? practice : NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static int
pl_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  open_window (PL_APPLICATION (application), g_application_command_line_get_options_dict (line));
  return 0;
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

static void
pl_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (pl_application_parent_class)->startup (application);
  pl_appearance_install (gdk_display_get_default ());
}

/* The windows are gone by then, and with them every check that used the network. */
static void
pl_application_shutdown (GApplication *application)
{
  PlApplication *self = PL_APPLICATION (application);

  G_APPLICATION_CLASS (pl_application_parent_class)->shutdown (application);
  g_clear_pointer (&self->network, pl_network_unref);
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
}

static void
pl_application_init (PlApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
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
