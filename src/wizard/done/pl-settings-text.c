// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: checked settings -> words and lines, for the last page and for the clipboard. */
#include "wizard/done/pl-settings-text.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

static void
clear_line (gpointer line)
{
  g_free (((PlSettingsLine *) line)->value);
}

static void
add_line (GArray *lines, const char *name, char *value)
{
  PlSettingsLine line = { name, value };

  if (value != NULL)
    g_array_append_val (lines, line);
}

static char *
describe_trust (PlServerSettings *settings, const PlCheckedServer *checked)
{
  if (checked->tls_version == NULL)
    return NULL;
  if (g_strcmp0 (checked->trust, "pinned") == 0)
    /* Translators: why the server's certificate is trusted */
    return g_strdup (_ ("exception made by you for this one certificate"));
  /* Translators: why the server's certificate is trusted */
  return g_strdup (_ ("confirmed by an authority this computer trusts"));
}

static char *
describe_security (PlServerSettings *settings, const PlCheckedServer *checked)
{
  const char *words = pl_security_to_words (pl_server_settings_get_security (settings));
  const char *version = checked->tls_version;

  if (version == NULL)
    return g_strdup (words);
  if (g_str_has_prefix (version, "TLS") && g_ascii_isdigit (version[3]))
    return g_strdup_printf ("%s (TLS %s)", words, version + 3);
  return g_strdup_printf ("%s (%s)", words, version);
}

/**
 * pl_settings_make_lines:
 * @checked: what the check has shown of @settings
 *
 * Returns: (transfer full) (element-type PlSettingsLine):
 */
GArray *
pl_settings_make_lines (PlServerSettings *settings, const PlCheckedServer *checked)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (PlSettingsLine));
  const char *auth = pl_server_settings_get_auth (settings);

  g_array_set_clear_func (lines, clear_line);
  /* Translators: name of a setting in a list */
  add_line (lines, _ ("Server"), pl_hostname_to_display (pl_server_settings_get_host (settings)));
  /* Translators: name of a setting in a list */
  add_line (lines, _ ("Port"), g_strdup_printf ("%u", pl_server_settings_get_port (settings)));
  /* Translators: name of a setting in a list */
  add_line (lines, _ ("Encryption"), describe_security (settings, checked));
  /* Translators: name of a setting in a list */
  add_line (lines, _ ("Certificate"), describe_trust (settings, checked));
  /* Translators: name of a setting in a list */
  add_line (lines, _ ("User name"), g_strdup (pl_server_settings_get_username (settings)));
  /* Translators: name of a setting in a list */
  add_line (lines, _ ("Sign-in method"), g_strdup (auth != NULL ? auth : checked->mechanism));
  return lines;
}

/**
 * pl_settings_describe_state:
 *
 * Returns: (transfer full): what was really tested, as a sentence
 */
char *
pl_settings_describe_state (PlDirection direction, const PlCheckedServer *checked)
{
  switch (checked->state)
    {
    case PL_CHECK_STATE_OK:
      return g_strdup (direction == PL_DIRECTION_INCOMING
                           /* Translators: what the check has shown for receiving */
                           ? _ ("Tested: signed in and opened the inbox.")
                           /* Translators: what the check has shown for sending */
                           : _ ("Tested: signed in, and your address may send."));
    case PL_CHECK_STATE_PARTIAL:
      /* Translators: what the check has shown */
      return g_strdup (_ ("Tested up to the sign-in: your mail program signs in later."));
    case PL_CHECK_STATE_NOT_TESTED:
    case PL_CHECK_STATE_FAILED:
    default:
      /* Translators: what the check has shown: nothing, and the person wanted it so */
      return g_strdup (_ ("Not tested, by your choice. It may not work."));
    }
}

/**
 * pl_settings_format_time:
 *
 * Returns: (transfer full): date and time here
 */
char *
pl_settings_format_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_time);

  /* Translators: date and time, see g_date_time_format(): "21 November 2026 at 16:30"; in numbers where
   * names of months would not be translated everywhere */
  return g_date_time_format (time, _ ("%-d %B %Y at %H:%M"));
}

static void
append_server (GString *text, PlCheckedSettings *settings, PlDirection direction)
{
  PlServerSettings *server =
      pl_proposal_get_server (pl_checked_settings_get_proposal (settings), direction);
  const PlCheckedServer *checked = pl_checked_settings_get_server (settings, direction);
  g_autoptr (GArray) lines = NULL;
  g_autofree char *state = NULL;

  if (server == NULL || checked == NULL)
    return;

  lines = pl_settings_make_lines (server, checked);
  state = pl_settings_describe_state (direction, checked);
  g_string_append_printf (text, "\n%s\n%s\n",
                          pl_service_to_words (pl_server_settings_get_service (server)), state);
  for (guint i = 0; i < lines->len; i++)
    {
      const PlSettingsLine *line = &g_array_index (lines, PlSettingsLine, i);

      g_string_append_printf (text, "%s: %s\n", line->name, line->value);
    }
}

/**
 * pl_settings_make_text:
 *
 * Returns: (transfer full): all settings, one a line, without the password
 */
char *
pl_settings_make_text (PlCheckedSettings *settings)
{
  PlAddress *address = pl_proposal_get_address (pl_checked_settings_get_proposal (settings));
  g_autofree char *time = pl_settings_format_time (pl_checked_settings_get_verified_at (settings));
  GString *text = g_string_new (pl_address_get_text (address));

  /* Translators: a line of the text that is copied, above date and time */
  g_string_append_printf (text, "\n%s\n", _ ("Checked with Postlotse"));
  g_string_append_printf (text, "%s\n", time);
  append_server (text, settings, PL_DIRECTION_INCOMING);
  append_server (text, settings, PL_DIRECTION_OUTGOING);
  return g_string_free (text, FALSE);
}
