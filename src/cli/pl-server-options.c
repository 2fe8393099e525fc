// SPDX-License-Identifier: GPL-3.0-or-later
/* What was typed about one server behind `postlotse check`. */
#include "cli/pl-server-options.h"

#include "base/pl-hostname.h"
#include "model/pl-server-settings.h"

#include <glib/gi18n.h>

#define NOT_GIVEN G_MININT /* of a port; 0 and -1 can be typed */

/* The ways to sign in that can be asked for, as the man page lists them. The commands are those of IMAP
 * and POP3; without a sign-in one can only send. */
static const struct
{
  const char *name;
  gboolean incoming;
  gboolean outgoing;
} methods[] = {
  { "PLAIN", TRUE, TRUE },       { "LOGIN", TRUE, TRUE },          { "CRAM-MD5", TRUE, TRUE },
  { "SCRAM-SHA-1", TRUE, TRUE }, { "SCRAM-SHA-256", TRUE, TRUE },  { "XOAUTH2", TRUE, TRUE },
  { "OAUTHBEARER", TRUE, TRUE }, { "LOGIN-COMMAND", TRUE, FALSE }, { "USER-PASS", TRUE, FALSE },
  { "none", FALSE, TRUE },
};

void
pl_server_options_init (PlServerOptions *options)
{
  *options = (PlServerOptions){ .port = NOT_GIVEN };
}

void
pl_server_options_clear (PlServerOptions *options)
{
  g_free (options->host);
  g_free (options->security);
  g_free (options->username);
  g_free (options->auth);
  g_free (options->trust_fingerprint);
}

void
pl_server_options_add_entries (PlServerOptions *options,
                               PlDirection direction,
                               GOptionContext *context)
{
  const GOptionEntry in[] = {
    /* Translators: help of the options of “postlotse check” */
    { "incoming-host", 0, 0, G_OPTION_ARG_STRING, &options->host, N_ ("Incoming server"),
      N_ ("HOST") },
    { "incoming-port", 0, 0, G_OPTION_ARG_INT, &options->port, N_ ("Its port"), N_ ("PORT") },
    { "incoming-security", 0, 0, G_OPTION_ARG_STRING, &options->security,
      N_ ("How the connection is protected"), "tls|starttls|none" },
    { "username", 0, 0, G_OPTION_ARG_STRING, &options->username,
      N_ ("User name, if it is not the address; also for sending"), N_ ("USER") },
    { "incoming-auth", 0, 0, G_OPTION_ARG_STRING, &options->auth,
      N_ ("Use only this sign-in method"), N_ ("METHOD") },
    { "incoming-trust-fingerprint", 0, 0, G_OPTION_ARG_STRING, &options->trust_fingerprint,
      N_ ("Accept exactly this certificate of the incoming server"), "SHA256" },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry out[] = {
    /* Translators: help of the options of “postlotse check”, as above for the incoming server */
    { "outgoing-host", 0, 0, G_OPTION_ARG_STRING, &options->host, N_ ("Outgoing server"),
      N_ ("HOST") },
    { "outgoing-port", 0, 0, G_OPTION_ARG_INT, &options->port, N_ ("Its port"), N_ ("PORT") },
    { "outgoing-security", 0, 0, G_OPTION_ARG_STRING, &options->security,
      N_ ("How the connection is protected"), "tls|starttls|none" },
    { "outgoing-username", 0, 0, G_OPTION_ARG_STRING, &options->username,
      N_ ("User name for sending, if it is another one"), N_ ("USER") },
    { "outgoing-auth", 0, 0, G_OPTION_ARG_STRING, &options->auth,
      N_ ("Use only this sign-in method; “none” to send without sign-in"), N_ ("METHOD") },
    { "outgoing-trust-fingerprint", 0, 0, G_OPTION_ARG_STRING, &options->trust_fingerprint,
      N_ ("Accept exactly this certificate of the outgoing server"), "SHA256" },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, direction == PL_DIRECTION_INCOMING ? in : out,
                                     GETTEXT_PACKAGE);
}

static gboolean
fail (GError **error, char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  g_free (message);
  return FALSE;
}

static gboolean
is_method (PlDirection direction, guint index)
{
  return direction == PL_DIRECTION_INCOMING ? methods[index].incoming : methods[index].outgoing;
}

static gboolean
check_method (const char *auth, PlDirection direction, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (!is_method (direction, i))
        continue;
      if (auth == NULL || g_ascii_strcasecmp (auth, methods[i].name) == 0)
        return TRUE;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", methods[i].name);
    }

  /* Translators: the first %s is “incoming” or “outgoing”, the second what was given; a list of names
   * follows, which stay */
  return fail (error, g_strdup_printf (_ ("--%s-auth cannot be “%s”, only one of these: %s"),
                                       pl_direction_to_nick (direction), auth, names->str));
}

/* Its option has the name of its direction only where it is for sending. */
static gboolean
check_username (const char *username, PlDirection direction, GError **error)
{
  if (username == NULL || *username != '\0')
    return TRUE;

  /* Translators: %s is an option, such as --username, that was given an empty text */
  return fail (error, g_strdup_printf (_ ("%s needs a user name; leave it out to use the address"),
                                       direction == PL_DIRECTION_INCOMING ? "--username"
                                                                          : "--outgoing-username"));
}

static gboolean
check_fingerprint (const char *given, PlDirection direction, GError **error)
{
  g_autofree char *digits = given != NULL ? pl_fingerprint_normalize (given) : NULL;

  if (given == NULL || digits != NULL)
    return TRUE;

  return fail (
      error,
      g_strdup_printf (
          /* Translators: the first %s is “incoming” or “outgoing”, the second what was given */
          _ ("--%s-trust-fingerprint is the SHA-256 of a certificate, 64 hexadecimal "
             "digits, not “%s”"),
          pl_direction_to_nick (direction), given));
}

/**
 * pl_server_options_check:
 *
 * Returns: whether they can be meant; %FALSE with a #GOptionError
 */
gboolean
pl_server_options_check (PlServerOptions *options, PlDirection direction, GError **error)
{
  const char *prefix = pl_direction_to_nick (direction);
  g_autofree char *host = options->host != NULL ? pl_hostname_to_ascii (options->host, NULL) : NULL;
  PlSecurity security;

  if (options->host != NULL && host == NULL)
    return fail (error, g_strdup_printf (
                            /* Translators: %s are “incoming” or “outgoing”, and what was given */
                            _ ("--%s-host cannot be “%s”: that is no name of a server"), prefix,
                            options->host));
  if (options->port == NOT_GIVEN)
    options->port = 0;
  else if (options->port < 1 || options->port > G_MAXUINT16)
    return fail (error,
                 /* Translators: %s is “incoming” or “outgoing”, %d what was given */
                 g_strdup_printf (_ ("--%s-port is 1 to 65535, not %d"), prefix, options->port));
  if (options->security != NULL && !pl_security_from_nick (options->security, &security))
    return fail (error, g_strdup_printf (
                            /* Translators: %s are “incoming” or “outgoing”, and what was given */
                            _ ("--%s-security is tls, starttls or none, not “%s”"), prefix,
                            options->security));

  return check_username (options->username, direction, error) &&
         check_method (options->auth, direction, error) &&
         check_fingerprint (options->trust_fingerprint, direction, error);
}
