// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-account-options.h"

#include <glib/gi18n.h>

#define LONGEST_DEADLINE_S 3600
#define MOST_SUGGESTIONS 8

void
pl_account_options_init (PlAccountOptions *options)
{
  *options = (PlAccountOptions){ 0 };
}

void
pl_account_options_clear (PlAccountOptions *options)
{
  g_free (options->email);
  g_free (options->protocol);
  g_free (options->provider);
  g_free (options->deadline);
}

/**
 * pl_account_options_add_entries:
 *
 * Adds all but the address, which `check` takes as an option and `discover` as a word.
 */
void
pl_account_options_add_entries (PlAccountOptions *options, GOptionContext *context)
{
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse check” and “postlotse discover”; what stands in
     * capitals takes the place of what a person types */
    { "protocol", 0, 0, G_OPTION_ARG_STRING, &options->protocol,
      N_ ("How to receive: IMAP (the same on all devices) or POP3"), "imap|pop3" },
    /* Translators: help of an option: who keeps the mail, as "gmx" or "strato" */
    { "provider", 0, 0, G_OPTION_ARG_STRING, &options->provider,
      N_ ("Who keeps the mail, where the domain does not tell"), N_ ("ID") },
    { "offline-discovery", 0, 0, G_OPTION_ARG_NONE, &options->offline_discovery,
      N_ ("Look for settings on this computer only"), NULL },
    /* Translators: help of an option */
    { "deadline", 0, 0, G_OPTION_ARG_STRING, &options->deadline,
      N_ ("Stop after so many seconds (a check: 45, looking for settings: 3)"), N_ ("SECONDS") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print one JSON object"), NULL },
    { "practice", 0, 0, G_OPTION_ARG_NONE, &options->practice,
      N_ ("Use the practice servers on this computer"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

gboolean
pl_account_options_is_one_of (const char *option,
                              const char *value,
                              const char *first,
                              const char *second,
                              GError **error)
{
  if (value == NULL || g_str_equal (value, first) || g_str_equal (value, second))
    return TRUE;

  g_set_error (
      error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
      /* Translators: the %s are an option, what was given, and the two values it can have */
      _ ("%s cannot be “%s”, only “%s” or “%s”"), option, value, first, second);
  return FALSE;
}

/**
 * pl_account_options_check:
 *
 * Returns: whether they can be meant; then @options have the deadline as a number, too. %FALSE with a
 *   #GOptionError
 */
gboolean
pl_account_options_check (PlAccountOptions *options, GError **error)
{
  guint64 seconds = 0;

  if (options->deadline != NULL &&
      !g_ascii_string_to_unsigned (options->deadline, 10, 1, LONGEST_DEADLINE_S, &seconds, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: --deadline is an option and stays */
                   _ ("--deadline is a whole number of seconds, from 1 to %d"), LONGEST_DEADLINE_S);
      return FALSE;
    }
  options->deadline_ms = (gint64) seconds * 1000;

  return pl_account_options_is_one_of ("--protocol", options->protocol, "imap", "pop3", error);
}

/* Says which ones there are, where the word names several. */
static void
set_provider_error (const PlAccountOptions *options, PlSetup *setup, GError **error)
{
  g_autoptr (GPtrArray) choices = pl_setup_search_providers (setup, options->provider);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < choices->len && i < MOST_SUGGESTIONS; i++)
    {
      const PlProviderChoice *choice = choices->pdata[i];

      g_string_append_printf (ids, "%s%s (%s)", i > 0 ? ", " : "", choice->id, choice->name);
    }

  if (ids->len > 0)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* Translators: the first %s is what was given as provider, the second a list of
                  * such as "gmx (GMX)" */
                 _ ("--provider does not know “%s”; perhaps one of these: %s"), options->provider,
                 ids->str);
  else
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 /* Translators: %s is what was given as provider */
                 _ ("--provider does not know “%s”"), options->provider);
}

/**
 * pl_account_options_apply:
 *
 * Puts what was given into @setup. An address that cannot be one is left for the result to explain.
 *
 * Returns: %FALSE with a #GOptionError
 */
gboolean
pl_account_options_apply (const PlAccountOptions *options, PlSetup *setup, GError **error)
{
  if (g_strcmp0 (options->protocol, "pop3") == 0)
    pl_setup_set_incoming_service (setup, PL_SERVICE_POP3);
  pl_setup_set_address (setup, options->email);
  pl_setup_set_offline_discovery (setup, options->offline_discovery);
  pl_setup_set_deadline (setup, options->deadline_ms);
  if (options->provider == NULL || pl_setup_choose_provider (setup, options->provider))
    return TRUE;

  set_provider_error (options, setup, error);
  return FALSE;
}

/**
 * pl_account_options_is_protocol:
 *
 * Returns: whether @service is how the person has said that they want to receive; also where they have
 *   not said it
 */
gboolean
pl_account_options_is_protocol (const PlAccountOptions *options, PlService service)
{
  return options->protocol == NULL || g_str_equal (options->protocol, pl_service_to_nick (service));
}
