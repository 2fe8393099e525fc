// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pl-check-options.h"

#include "cli/pl-password-input.h"

#include <glib/gi18n.h>

void
pl_check_options_free (PlCheckOptions *options)
{
  pl_account_options_clear (&options->account);
  pl_check_from_clear_options (&options->from);
  g_free (options->password_file);
  g_free (options->outgoing_password_file);
  pl_server_options_clear (&options->servers[PL_DIRECTION_INCOMING]);
  pl_server_options_clear (&options->servers[PL_DIRECTION_OUTGOING]);
  g_free (options->only);
  g_free (options->report);
  g_free (options->save);
  g_free (options);
}

static void
add_general_entries (GOptionContext *context, PlCheckOptions *options)
{
  const GOptionEntry entries[] = {
    /* Translators: help of the options of “postlotse check”; what stands in capitals takes the
     * place of what a person types */
    { "email", 0, 0, G_OPTION_ARG_STRING, &options->account.email,
      N_ ("E-mail address of the account"), N_ ("ADDRESS") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->password_file,
      N_ ("Read the password from FILE, “-” for standard input; without it, ask"), N_ ("FILE") },
    { "outgoing-password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->outgoing_password_file,
      N_ ("The same for sending, if it is another password"), N_ ("FILE") },
    { "allow-cleartext", 0, 0, G_OPTION_ARG_NONE, &options->allow_cleartext,
      N_ ("Allow the password to be sent unencrypted, where security is “none”"), NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &options->only, N_ ("Test one direction only"),
      "incoming|outgoing" },
    { "send-test", 0, 0, G_OPTION_ARG_NONE, &options->send_test,
      N_ ("Send a real test message to the own address, and see it arrive"), NULL },
    /* Translators: help of an option */
    { "delete-test", 0, 0, G_OPTION_ARG_NONE, &options->delete_test,
      N_ ("Delete the test message once it was seen; else it stays"), NULL },
    /* Translators: help of an option */
    { "sign-in-browser", 0, 0, G_OPTION_ARG_NONE, &options->sign_in_browser,
      N_ ("Sign in on the provider's page in the browser, where that is set up"), NULL },
    /* Translators: help of an option */
    { "apply-fixes", 0, 0, G_OPTION_ARG_NONE, &options->apply_fixes,
      N_ ("Apply what a test has shown to work, where nothing about trust changes"), NULL },
    /* Translators: help of an option */
    { "yes", 0, 0, G_OPTION_ARG_NONE, &options->yes,
      N_ ("Sign in without a question, also after refused sign-ins"), NULL },
    /* Translators: help of an option */
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options->report,
      N_ ("Write a report for support into FILE, which must not exist"), N_ ("FILE") },
    /* Translators: help of an option */
    { "report-address", 0, 0, G_OPTION_ARG_NONE, &options->report_address,
      N_ ("Name the whole e-mail address in the report"), NULL },
    /* Translators: help of an option */
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options->save,
      N_ ("Save what was checked into FILE, for “postlotse export”"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/* What would be passed over in silence. */
static gboolean
check_combination (const PlCheckOptions *options, GError **error)
{
  gboolean tests = options->send_test || options->delete_test;

  if (tests && g_strcmp0 (options->only, "incoming") == 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           /* Translators: options of “postlotse check”, which stay */
                           _ ("--only incoming sends nothing, so there is no test message"));
      return FALSE;
    }
  if (options->delete_test && options->only != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           /* Translators: options of “postlotse check”, which stay */
                           _ ("--delete-test has to receive, too: it does not go with --only"));
      return FALSE;
    }
  if (options->report_address && options->report == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           /* Translators: options of “postlotse check”, which stay */
                           _ ("--report-address goes with --report only"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_options (PlCheckOptions *options, int argc, char **argv, GError **error)
{
  if (argc > 1)
    {
      /* Translators: %s is what was typed too much */
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("“%s” is one word too many"),
                   argv[1]);
      return FALSE;
    }
  if (!pl_check_from_check_options (&options->from, options->account.email, error))
    return FALSE;
  if (options->account.email == NULL && options->from.program == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   /* Translators: --email is an option and stays */
                   _ ("Which account? Give its address with --email ADDRESS"));
      return FALSE;
    }
  if (g_strcmp0 (options->password_file, "-") == 0 &&
      g_strcmp0 (options->outgoing_password_file, "-") == 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                   /* Translators: both options are meant to read the standard input */
                   _ ("Only one password can come from standard input"));
      return FALSE;
    }

  return pl_account_options_check (&options->account, error) &&
         pl_account_options_is_one_of ("--only", options->only, "incoming", "outgoing", error) &&
         pl_server_options_check (&options->servers[PL_DIRECTION_INCOMING], PL_DIRECTION_INCOMING,
                                  error) &&
         pl_server_options_check (&options->servers[PL_DIRECTION_OUTGOING], PL_DIRECTION_OUTGOING,
                                  error) &&
         check_combination (options, error) &&
         pl_password_input_can_read (options->password_file, error) &&
         pl_password_input_can_read (options->outgoing_password_file, error);
}

/**
 * pl_check_options_parse:
 *
 * `--help` prints and ends the program, as GOption does.
 *
 * Returns: (transfer full): or %NULL with a #GOptionError
 */
PlCheckOptions *
pl_check_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (PlCheckOptions) options = g_new0 (PlCheckOptions, 1);
  /* Translators: what stands behind “postlotse check” in its help */
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("– test an e-mail account"));
  g_auto (GStrv) arguments = g_new0 (char *, argc + 1);
  g_autofree char **shifted = NULL;
  gboolean understood;

  pl_account_options_init (&options->account);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  add_general_entries (context, options);
  pl_check_from_add_entries (&options->from, context);
  pl_account_options_add_entries (&options->account, context);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      pl_server_options_init (&options->servers[i]);
      pl_server_options_add_entries (&options->servers[i], (PlDirection) i, context);
    }

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  /* GOption takes words out of the list it is given; the copy of the list keeps them freeable. */
  shifted = g_memdup2 (arguments, (argc + 1) * sizeof (char *));
  understood = g_option_context_parse (context, &argc, &shifted, error);

  if (!understood || !check_options (options, argc, shifted, error))
    return NULL;
  return g_steal_pointer (&options);
}

PlDirections
pl_check_options_get_directions (const PlCheckOptions *options)
{
  if (options->only == NULL)
    return PL_DIRECTIONS_BOTH;

  return g_str_equal (options->only, "incoming") ? PL_DIRECTIONS_INCOMING : PL_DIRECTIONS_OUTGOING;
}

/**
 * pl_check_options_take_account:
 * @account: from the mail program that was named
 *
 * From now on that account is meant, as if its address had been typed.
 *
 * Returns: %FALSE where a direction is wanted that the account does not have
 */
gboolean
pl_check_options_take_account (PlCheckOptions *options, PlImportAccount *account)
{
  PlProposal *proposal = pl_import_account_get_proposal (account);
  gboolean sends = pl_import_account_get_server (account, PL_DIRECTION_OUTGOING) != NULL ||
                   options->servers[PL_DIRECTION_OUTGOING].host != NULL;

  options->account.email = g_strdup (pl_address_get_text (pl_proposal_get_address (proposal)));
  if (sends)
    return TRUE;
  if (options->only == NULL)
    options->only = g_strdup ("incoming");
  return g_str_equal (options->only, "incoming");
}

/* The protection that belongs to a port where it is a usual one; encrypted from the first byte
 * where nothing is known. */
static PlSecurity
find_security (PlService service, guint16 port)
{
  guint n_ports;
  const PlUsualPort *ports = pl_service_get_usual_ports (service, &n_ports);

  for (guint i = 0; i < n_ports; i++)
    if (ports[i].port == port)
      return ports[i].security;

  return PL_SECURITY_TLS;
}

static void
fill_fields (const PlServerOptions *given, PlServerFields *fields)
{
  if (given->host != NULL)
    {
      fields->host = given->host;
      fields->source = PL_SOURCE_USER;
      fields->trust_fingerprint = NULL;
    }
  if (given->security != NULL)
    pl_security_from_nick (given->security, &fields->security);
  else if (given->port != 0)
    fields->security = find_security (fields->service, (guint16) given->port);
  if (given->port != 0)
    fields->port = (guint16) given->port;
  else if (given->security != NULL || fields->port == 0)
    fields->port = pl_service_get_usual_port (fields->service, fields->security);
  if (given->port != 0 || given->security != NULL)
    fields->source = PL_SOURCE_USER;
  if (given->username != NULL)
    fields->username = given->username;
  if (given->auth != NULL && g_ascii_strcasecmp (given->auth, "none") == 0)
    fields->username = NULL;
  else if (given->auth != NULL)
    fields->auth = given->auth;
  if (given->trust_fingerprint != NULL)
    fields->trust_fingerprint = given->trust_fingerprint;
}

/* What is proposed for that direction. Where the provider has no IMAP, POP3 is proposed in its place:
 * never against the person's word, and their own server speaks what they say that it does.
 * Returns: %FALSE where only the other protocol is there */
static gboolean
find_proposed (const PlCheckOptions *options,
               PlSetup *setup,
               PlDirection direction,
               PlServerSettings **proposed,
               GError **error)
{
  PlServerSettings *server = pl_setup_get_server (setup, direction);
  gboolean is_wanted =
      server == NULL || direction == PL_DIRECTION_OUTGOING ||
      pl_account_options_is_protocol (&options->account, pl_server_settings_get_service (server));
  const char *other;

  *proposed = is_wanted ? server : NULL;
  if (is_wanted || options->servers[direction].host != NULL ||
      (pl_check_options_get_directions (options) & PL_DIRECTIONS_INCOMING) == 0)
    return TRUE;

  other = pl_service_to_nick (pl_server_settings_get_service (server));
  g_set_error (
      error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
      /* Translators: the first, second and last %s are imap or pop3, values of the option --protocol,
       * the third is a server; the options stay */
      _ ("--protocol %s: only %s is known here, at %s; give --protocol %s, or name a server with "
         "--incoming-host"),
      options->account.protocol, other, pl_server_settings_get_host (server), other);
  return FALSE;
}

static PlService
get_service (const PlCheckOptions *options, PlSetup *setup, PlDirection direction)
{
  PlService service = pl_setup_get_incoming_service (setup);

  if (direction == PL_DIRECTION_OUTGOING)
    return PL_SERVICE_SMTP;
  if (options->account.protocol != NULL)
    (void) pl_service_from_nick (options->account.protocol, &service);
  return service;
}

static gboolean
apply_server (const PlCheckOptions *options,
              PlSetup *setup,
              PlDirection direction,
              PlAddress *address,
              GError **error)
{
  PlServerSettings *proposed;
  PlServerOptions given = options->servers[direction];
  PlServerFields fields = { 0 };

  if (!find_proposed (options, setup, direction, &proposed, error))
    return FALSE;
  if (given.username == NULL)
    given.username = options->servers[PL_DIRECTION_INCOMING].username;

  if (proposed != NULL)
    pl_server_settings_peek_fields (proposed, &fields);
  else
    fields = (PlServerFields){
      .service = get_service (options, setup, direction),
      .username = pl_address_get_text (address),
    };
  if (fields.host == NULL && given.host == NULL)
    return TRUE;

  fill_fields (&given, &fields);
  fields.allow_cleartext = options->allow_cleartext;
  return pl_setup_set_server (setup, &fields, error);
}

static gboolean
require_servers (PlSetup *setup, PlDirections directions, PlAddress *address, GError **error)
{
  gboolean lacking_in = (directions & PL_DIRECTIONS_INCOMING) &&
                        pl_setup_get_server (setup, PL_DIRECTION_INCOMING) == NULL;
  gboolean lacking_out = (directions & PL_DIRECTIONS_OUTGOING) &&
                         pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) == NULL;

  if (!lacking_in && !lacking_out)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               /* Translators: the first %s is a domain, the second names options, which stay */
               _ ("The servers of %s are not known here; name them with %s"),
               pl_address_get_domain (address),
               lacking_in && lacking_out ? "--incoming-host, --outgoing-host"
               : lacking_in              ? "--incoming-host"
                                         : "--outgoing-host");
  return FALSE;
}

/**
 * pl_check_options_apply_account:
 *
 * Puts into @setup what was given about the account.
 *
 * Returns: %FALSE with an error that means wrong usage
 */
gboolean
pl_check_options_apply_account (const PlCheckOptions *options, PlSetup *setup, GError **error)
{
  if (!pl_account_options_apply (&options->account, setup, error))
    return FALSE;

  pl_setup_set_send_test (setup, options->send_test || options->delete_test);
  pl_setup_set_delete_test (setup, options->delete_test);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (options->servers[i].host != NULL)
      pl_setup_approve_host (setup, options->servers[i].host);
  return TRUE;
}

/**
 * pl_check_options_need_discovery:
 *
 * Returns: whether a server is wanted that was not named
 */
gboolean
pl_check_options_need_discovery (const PlCheckOptions *options, PlSetup *setup)
{
  PlDirections directions = pl_check_options_get_directions (options);
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);

  for (int i = PL_DIRECTION_INCOMING; address != NULL && i <= PL_DIRECTION_OUTGOING; i++)
    if ((directions & (1u << i)) != 0 && options->servers[i].host == NULL)
      return TRUE;

  return FALSE;
}

/**
 * pl_check_options_apply_servers:
 *
 * Puts into @setup what was given about the servers, on top of what is known of them by now. An
 * address that cannot be one is left for the check to explain.
 *
 * Returns: %FALSE with an error that means wrong usage
 */
gboolean
pl_check_options_apply_servers (const PlCheckOptions *options, PlSetup *setup, GError **error)
{
  g_autoptr (PlAddress) address = pl_setup_parse_address (setup, NULL);

  if (address == NULL)
    return TRUE;

  return apply_server (options, setup, PL_DIRECTION_INCOMING, address, error) &&
         apply_server (options, setup, PL_DIRECTION_OUTGOING, address, error) &&
         require_servers (setup, pl_check_options_get_directions (options), address, error);
}
