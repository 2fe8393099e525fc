// SPDX-License-Identifier: GPL-3.0-or-later
/* How Thunderbird will sign in, and the accounts with which it could not. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include "base/pl-hostname.h"

#include <glib/gi18n.h>
#include <string.h>

/* SASL names to what Thunderbird makes of them; what is not here it cannot do. SCRAM is not: there it
 * is the plain password that has to be offered as well. */
static const struct
{
  const char *mechanism;
  PlThunderbirdAuth method;
} methods[] = {
  { "PLAIN", PL_THUNDERBIRD_AUTH_PASSWORD },         { "LOGIN", PL_THUNDERBIRD_AUTH_PASSWORD },
  { "LOGIN-COMMAND", PL_THUNDERBIRD_AUTH_PASSWORD }, { "USER-PASS", PL_THUNDERBIRD_AUTH_PASSWORD },
  { "CRAM-MD5", PL_THUNDERBIRD_AUTH_ENCRYPTED },     { "APOP", PL_THUNDERBIRD_AUTH_ENCRYPTED },
  { "GSSAPI", PL_THUNDERBIRD_AUTH_KERBEROS },        { "NTLM", PL_THUNDERBIRD_AUTH_NTLM },
  { "EXTERNAL", PL_THUNDERBIRD_AUTH_CERTIFICATE },
};

/* Hosts for which Thunderbird has the data of a sign-in in the browser; it looks for a host and for
 * each of its parent domains. Its list also has hosts for calendars, which are left out. */
static const char *const oauth_hosts[] = {
  "googlemail.com",    "gmail.com",        "imap.mail.ru",      "smtp.mail.ru",
  "imap.yandex.com",   "smtp.yandex.com",  "yahoo.com",         "att.net",
  "aol.com",           "office365.com",    "outlook.com",       "hotmail.com",
  "imap.fastmail.com", "pop.fastmail.com", "smtp.fastmail.com", "imap.comcast.net",
  "pop.comcast.net",   "smtp.comcast.net", "thundermail.com",
};

static gboolean
knows_oauth_of (const char *host)
{
  for (const char *domain = host; domain != NULL; domain = strchr (domain, '.'))
    {
      domain += *domain == '.';
      for (guint i = 0; i < G_N_ELEMENTS (oauth_hosts); i++)
        if (g_ascii_strcasecmp (domain, oauth_hosts[i]) == 0)
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_to_sign_in_later (PlExportAccount *account, PlDirection direction)
{
  return pl_checked_settings_get_server (pl_export_account_get_settings (account), direction)
                 ->state == PL_CHECK_STATE_PARTIAL &&
         pl_export_account_get_mechanism (account, direction) == NULL;
}

/**
 * pl_thunderbird_uses_oauth:
 *
 * Returns: whether it will sign in through the browser in that direction: the settings say so, or
 *   nobody has signed in with a password and Thunderbird has a browser sign-in for that host
 */
gboolean
pl_thunderbird_uses_oauth (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);

  if (server == NULL || pl_server_settings_get_username (server) == NULL)
    return FALSE;
  return pl_export_account_is_oauth (account, direction) ||
         (is_to_sign_in_later (account, direction) &&
          knows_oauth_of (pl_server_settings_get_host (server)));
}

/**
 * pl_thunderbird_get_auth_method:
 *
 * Returns: what `authMethod` has to be
 */
PlThunderbirdAuth
pl_thunderbird_get_auth_method (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  const char *mechanism = pl_export_account_get_mechanism (account, direction);

  if (pl_server_settings_get_username (server) == NULL)
    return PL_THUNDERBIRD_AUTH_NONE;
  if (pl_thunderbird_uses_oauth (account, direction))
    return PL_THUNDERBIRD_AUTH_OAUTH2;
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].mechanism, mechanism) == 0)
      return methods[i].method;
  return PL_THUNDERBIRD_AUTH_PASSWORD;
}

/**
 * pl_thunderbird_name_auth_method:
 * @names: by #PlThunderbirdAuth; %NULL for those that a kind of file has no word for
 *
 * Returns: (nullable): what the sign-in is called in files for other programs, which know the same ways;
 *   SCRAM has no word in any
 */
const char *
pl_thunderbird_name_auth_method (PlExportAccount *account,
                                 PlDirection direction,
                                 const char *const names[PL_THUNDERBIRD_N_AUTHS])
{
  return pl_thunderbird_offers_scram_only (account, direction)
             ? NULL
             : names[pl_thunderbird_get_auth_method (account, direction)];
}

/* Whether @words names what @mechanism needs, in any of the ways in which servers write it: AUTH=PLAIN
 * (IMAP), AUTH PLAIN LOGIN (SMTP), SASL PLAIN (POP3). */
static gboolean
offers (char *const *words, const char *mechanism)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];

      if (g_ascii_strncasecmp (word, "AUTH=", 5) == 0)
        word += 5;
      if (g_ascii_strcasecmp (word, mechanism) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * pl_thunderbird_offers_scram_only:
 *
 * Returns: whether the server takes no password but by SCRAM, which few mail programs know. What it
 *   offers may be known from after the sign-in only, when most no longer say how to.
 */
gboolean
pl_thunderbird_offers_scram_only (PlExportAccount *account, PlDirection direction)
{
  const char *mechanism = pl_export_account_get_mechanism (account, direction);
  const PlCheckedServer *checked =
      pl_checked_settings_get_server (pl_export_account_get_settings (account), direction);
  g_auto (GStrv) words =
      g_strsplit_set (checked->capabilities != NULL ? checked->capabilities : "", " ,", -1);

  return mechanism != NULL && g_str_has_prefix (mechanism, "SCRAM-") && offers (words, mechanism) &&
         !offers (words, "PLAIN") && !offers (words, "LOGIN");
}

static char *
refuse_direction (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  g_autofree char *host = NULL;

  if (server == NULL)
    return NULL;

  host = pl_hostname_to_display (pl_server_settings_get_host (server));
  if (pl_thunderbird_uses_oauth (account, direction) &&
      !knows_oauth_of (pl_server_settings_get_host (server)))
    return g_strdup_printf (
        /* Translators: %s is a server */
        _ ("%s signs programs in through the browser only, and Thunderbird does not know how to do that "
           "there. Nothing that could be written would make it work."),
        host);
  if (pl_thunderbird_offers_scram_only (account, direction))
    return g_strdup_printf (
        /* Translators: a server, then a technical name such as SCRAM-SHA-256 */
        _ ("%s offers only %s for the sign-in, which Thunderbird cannot do."), host,
        pl_export_account_get_mechanism (account, direction));
  return NULL;
}

/**
 * pl_thunderbird_refuse:
 *
 * Returns: (transfer full) (nullable): why Thunderbird cannot have this account, as a sentence
 */
char *
pl_thunderbird_refuse (PlExportAccount *account)
{
  PlServerSettings *incoming = pl_export_account_get_server (account, PL_DIRECTION_INCOMING);
  char *reason;

  if (incoming == NULL || pl_server_settings_get_username (incoming) == NULL)
    return g_strdup (
        /* Translators: why an account cannot be handed to Thunderbird */
        _ ("Thunderbird has no account without a server to sign in to for receiving."));
  if (pl_export_account_has_open_cleartext (account))
    return g_strdup (
        /* Translators: why an account of a file is not handed to a mail program */
        _ ("The password would be sent without encryption, and nobody has agreed to that here."));

  reason = refuse_direction (account, PL_DIRECTION_INCOMING);
  return reason != NULL ? reason : refuse_direction (account, PL_DIRECTION_OUTGOING);
}
