// SPDX-License-Identifier: GPL-3.0-or-later
/* Passwords for mail programs that take them: from a file, else from the keyring where the settings say
 * that it is there, else from the person. */
#include "cli/pl-export-passwords.h"

#include "base/pl-hostname.h"
#include "cli/pl-password-input.h"
#include "export/keyring/pl-keyring.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Only the item that is for this very server is found, whatever a file says. */
static PlSecret *
look_up (const PlHandoverFields *said, PlDirection direction, PlServerSettings *server)
{
  const PlHandoverServer *stored = &said->servers[direction];
  PlKeyringOutcome outcome;

  if (stored->store != PL_SECRET_STORE_SERVICE)
    return NULL;
  return pl_keyring_look_up (stored->secret_account != NULL ? stored->secret_account
                                                            : said->account_id,
                             server, &outcome, NULL, NULL);
}

static PlSecret *
ask (const PlHandoverFields *said, GError **error)
{
  const char *address = pl_address_get_text (
      pl_proposal_get_address (pl_checked_settings_get_proposal (said->settings)));
  g_autofree char *question = NULL;

  /* Translators: asked in the terminal; %s is an e-mail address */
  question = g_strdup_printf (_ ("Password for %s: "), address);
  return pl_password_input_ask (question, error);
}

static gboolean
takes_password (const PlHandoverFields *said, PlDirection direction)
{
  PlServerSettings *server =
      pl_proposal_get_server (pl_checked_settings_get_proposal (said->settings), direction);

  return server != NULL && pl_server_settings_get_username (server) != NULL &&
         said->servers[direction].auth_kind != PL_AUTH_KIND_OAUTH2;
}

/* @password: (out): nothing where there is none.
 * @from_keyring: (out): nobody has given it for these settings */
static gboolean
load (const PlExportOptions *options,
      const PlHandoverFields *said,
      PlDirection direction,
      PlSecret **password,
      gboolean *from_keyring,
      GError **error)
{
  PlServerSettings *server =
      pl_proposal_get_server (pl_checked_settings_get_proposal (said->settings), direction);

  if (options->password_files[direction] != NULL)
    {
      *password = pl_password_input_read_file (options->password_files[direction], error);
      return *password != NULL;
    }
  if (!takes_password (said, direction))
    return TRUE;

  *password = look_up (said, direction, server);
  *from_keyring = *password != NULL;
  if (*password != NULL || direction == PL_DIRECTION_OUTGOING || !isatty (STDIN_FILENO))
    return TRUE;

  *password = ask (said, error);
  return *password != NULL;
}

/* The password for receiving mostly is the one for sending. But one out of the keyring was stored for its
 * server alone, and which server sends is only what a file says: unless it is the same one, the person
 * is asked. */
static gboolean
share (const PlHandoverFields *said, PlSecret *passwords[2], gboolean from_keyring, GError **error)
{
  PlProposal *proposal = pl_checked_settings_get_proposal (said->settings);
  PlServerSettings *incoming = pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING);
  PlServerSettings *outgoing = pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING);
  g_autofree char *host = NULL;
  g_autofree char *question = NULL;

  if (passwords[PL_DIRECTION_OUTGOING] != NULL || passwords[PL_DIRECTION_INCOMING] == NULL ||
      !takes_password (said, PL_DIRECTION_OUTGOING))
    return TRUE;
  if (!from_keyring || (incoming != NULL && g_str_equal (pl_server_settings_get_host (incoming),
                                                         pl_server_settings_get_host (outgoing))))
    {
      passwords[PL_DIRECTION_OUTGOING] = pl_secret_ref (passwords[PL_DIRECTION_INCOMING]);
      return TRUE;
    }
  if (!isatty (STDIN_FILENO))
    return TRUE;

  host = pl_hostname_to_display (pl_server_settings_get_host (outgoing));
  /* Translators: asked in the terminal; %s is a server */
  question = g_strdup_printf (_ ("Password for sending, at %s: "), host);
  passwords[PL_DIRECTION_OUTGOING] = pl_password_input_ask (question, error);
  return passwords[PL_DIRECTION_OUTGOING] != NULL;
}

/**
 * pl_export_passwords_load:
 * @said: of the settings' file
 * @passwords: (array fixed-size=2) (out): by #PlDirection; given, and %NULL where there is none
 *
 * Returns: %FALSE with @error when one could not be read
 */
gboolean
pl_export_passwords_load (const PlExportOptions *options,
                          const PlHandoverFields *said,
                          PlSecret *passwords[2],
                          GError **error)
{
  gboolean from_keyring[2] = { FALSE, FALSE };

  if (options->target == NULL || !options->target->takes_password || options->undo ||
      options->import_file != NULL)
    return TRUE;
  if (load (options, said, PL_DIRECTION_INCOMING, &passwords[PL_DIRECTION_INCOMING],
            &from_keyring[PL_DIRECTION_INCOMING], error) &&
      load (options, said, PL_DIRECTION_OUTGOING, &passwords[PL_DIRECTION_OUTGOING],
            &from_keyring[PL_DIRECTION_OUTGOING], error) &&
      share (said, passwords, from_keyring[PL_DIRECTION_INCOMING], error))
    return TRUE;

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&passwords[i], pl_secret_unref);
  return FALSE;
}
