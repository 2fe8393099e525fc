// SPDX-License-Identifier: GPL-3.0-or-later
/* The command line of the wizard, before there is a window. */
#include "wizard/window/pl-wizard-options.h"

#include "wizard/launch/pl-launch.h"

#include <glib/gi18n.h>

const GOptionEntry pl_wizard_option_entries[] = {
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
  { "existing", 0, 0, G_OPTION_ARG_NONE, NULL,
    /* Translators: help on the command line */
    N_ ("Choose an account that a mail program has, and check it"), NULL },
  { "explain", 0, 0, G_OPTION_ARG_NONE, NULL,
    /* Translators: help on the command line */
    N_ ("Open the window that explains an error message"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL,
    /* Translators: help on the command line */
    N_ ("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL,
    /* Translators: help on the command line: stands for an address such as x-postlotse:add, or a file
     * with one in it */
    N_ ("[LINK]") },
  { NULL },
};

/**
 * pl_wizard_options_prepare:
 * @arguments: of the command line, changed in place
 *
 * `--practice` may stand alone. GOption knows optional values only through callbacks, and those do not
 * reach the process that has the window; so the bare form gets an empty value.
 */
void
pl_wizard_options_prepare (char **arguments)
{
  for (char **argument = arguments; *argument != NULL; argument++)
    if (g_str_equal (*argument, "--practice"))
      {
        g_free (*argument);
        *argument = g_strdup ("--practice=");
      }
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

/**
 * pl_wizard_options_read:
 * @given: what the command line holds; a link in it is replaced by what it says
 * @arguments: (out caller-allocates): lent by @given
 *
 * Returns: %FALSE with an error for people when something cannot be used
 */
gboolean
pl_wizard_options_read (GVariantDict *given, PlLaunchArguments *arguments, GError **error)
{
  return take_link (given, error) && check_fields (given, error) &&
         pl_launch_arguments_read (given, arguments, error);
}
