// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/launch/pl-launch-arguments.h"

#include "service/pl-launch-spawn.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Numbers are read here: GApplication passes over those that are 0. */
const GOptionEntry pl_launch_argument_entries[] = {
  { "for", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Name of the program that opens this window"),
    /* Translators: help on the command line: stands for a program's name */
    N_ ("CLIENT") },
  { "output", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Print the account to standard output when it is set up"), "json" },
  { "result-fd", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Write it to this descriptor instead"),
    /* Translators: help on the command line: stands for a number */
    N_ ("NUMBER") },
  { "secret", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line; the words in the brackets stay */
    N_ ("Where the password goes (service, fd, none)"), "service|fd|none" },
  { "secret-fd", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line; --secret=fd stays */
    N_ ("Descriptor for the password, with --secret=fd"),
    /* Translators: help on the command line: stands for a number */
    N_ ("NUMBER") },
  { "parent-window", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Window that this one belongs to"),
    /* Translators: help on the command line: stands for x11: or wayland: and a number or name */
    N_ ("HANDLE") },
  { "protocol", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("What the program can receive mail with"), "imap|pop3|any" },
  { "activation-token", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Lets the window take the focus"),
    /* Translators: help on the command line: stands for a word that the desktop has given */
    N_ ("TOKEN") },
  { "contract", 0, 0, G_OPTION_ARG_STRING, NULL,
    /* Translators: help on the command line */
    N_ ("Version of these options and of the result"), "1" },
  { NULL },
};

static gboolean
refuse (GError **error, const char *option)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               /* Translators: answer on the command line; %s is an option such as --result-fd */
               _ ("%s cannot be used like this."), option);
  return FALSE;
}

static gboolean
is_any_given (GVariantDict *given)
{
  for (const GOptionEntry *entry = pl_launch_argument_entries; entry->long_name != NULL; entry++)
    if (g_variant_dict_contains (given, entry->long_name))
      return TRUE;

  return FALSE;
}

/* @number: (out): left as it is when the option is not given */
static gboolean
read_number (GVariantDict *given, const char *option, int *number)
{
  const char *text;
  gint64 value;

  if (!g_variant_dict_lookup (given, option, "&s", &text))
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &value, NULL))
    return FALSE;

  *number = (int) value;
  return TRUE;
}

/* @fd: (out): left as it is when the option is not given */
static gboolean
read_descriptor (GVariantDict *given, const char *option, int *fd)
{
  if (!g_variant_dict_contains (given, option))
    return TRUE;

  return read_number (given, option, fd) && *fd >= 3 && pl_launch_spawn_is_open_for_writing (*fd);
}

static gboolean
read_protocol (GVariantDict *given, guint *services)
{
  const char *nick = "any";
  PlService service;

  g_variant_dict_lookup (given, "protocol", "&s", &nick);
  if (g_str_equal (nick, "any"))
    return TRUE;
  if (!pl_service_from_nick (nick, &service) ||
      (service != PL_SERVICE_IMAP && service != PL_SERVICE_POP3))
    return FALSE;

  *services = 1u << service;
  return TRUE;
}

static gboolean
read_secret (GVariantDict *given, PlLaunchArguments *arguments)
{
  const char *nick = "none";

  g_variant_dict_lookup (given, "secret", "&s", &nick);
  return pl_setup_secret_from_nick (nick, &arguments->options.secret);
}

/* A descriptor for secrets and --secret=fd belong together, and it is not the result's. */
static gboolean
is_secret_fd_fit (const PlLaunchArguments *arguments)
{
  gboolean wanted = arguments->options.secret == PL_SETUP_SECRET_FD;

  return wanted == (arguments->secret_fd >= 0) &&
         (arguments->secret_fd < 0 || arguments->secret_fd != arguments->result_fd);
}

static void
read_texts (GVariantDict *given, PlLaunchOptions *options)
{
  g_variant_dict_lookup (given, "for", "&s", &options->caller);
  g_variant_dict_lookup (given, "parent-window", "&s", &options->parent_window);
  g_variant_dict_lookup (given, "activation-token", "&s", &options->activation_token);
  g_variant_dict_lookup (given, "address", "&s", &options->address);
  g_variant_dict_lookup (given, "name", "&s", &options->name);
}

/**
 * pl_launch_arguments_read:
 * @given: what the command line holds
 * @arguments: (out caller-allocates):
 *
 * Returns: %FALSE with an error for people when the options do not go together
 */
gboolean
pl_launch_arguments_read (GVariantDict *given, PlLaunchArguments *arguments, GError **error)
{
  const char *output = NULL;
  int contract = 1;

  *arguments =
      (PlLaunchArguments){ .result_fd = -1, .secret_fd = -1, .options = { .modal = TRUE } };
  if (!is_any_given (given))
    return TRUE;

  g_variant_dict_lookup (given, "output", "&s", &output);
  if (g_strcmp0 (output, "json") != 0)
    return refuse (error, "--output");
  if (!read_number (given, "contract", &contract) || contract != 1)
    return refuse (error, "--contract");
  if (!read_descriptor (given, "result-fd", &arguments->result_fd))
    return refuse (error, "--result-fd");
  if (arguments->result_fd < 0 && !pl_launch_spawn_is_open_for_writing (STDOUT_FILENO))
    return refuse (error, "--output");
  if (!read_protocol (given, &arguments->options.services))
    return refuse (error, "--protocol");
  if (!read_secret (given, arguments))
    return refuse (error, "--secret");
  if (!read_descriptor (given, "secret-fd", &arguments->secret_fd) || !is_secret_fd_fit (arguments))
    return refuse (error, "--secret-fd");

  arguments->wanted = TRUE;
  read_texts (given, &arguments->options);
  return pl_launch_options_check (&arguments->options, error);
}
