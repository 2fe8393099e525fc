// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands on the sheet: checked settings -> words, pure. */
#include "export/files/pl-export-sheet.h"

#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "export/frame/pl-export-words-private.h"
#include "model/pl-fingerprint.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

/* --- The parts --- */

static void
line_free (gpointer data)
{
  PlSheetLine *line = data;

  g_free (line->name);
  g_free (line->value);
  g_free (line);
}

static void
part_free (gpointer data)
{
  PlSheetPart *part = data;

  g_free (part->heading);
  g_free (part->state);
  g_ptr_array_unref (part->lines);
  g_free (part);
}

void
pl_sheet_free (PlSheet *sheet)
{
  g_free (sheet->title);
  g_free (sheet->subtitle);
  g_ptr_array_unref (sheet->parts);
  g_free (sheet->note);
  g_free (sheet);
}

static PlSheetPart *
add_part (PlSheet *sheet, const char *heading)
{
  PlSheetPart *part = g_new0 (PlSheetPart, 1);

  part->heading = g_strdup (heading);
  part->lines = g_ptr_array_new_with_free_func (line_free);
  g_ptr_array_add (sheet->parts, part);
  return part;
}

/* A line for what is known; nothing can break out of it. */
static void
add_line (PlSheetPart *part, const char *name, const char *value, gboolean verbatim)
{
  g_autofree char *shown = value != NULL ? pl_text_make_showable (value, -1) : NULL;
  PlSheetLine *line;

  if (shown == NULL || *shown == '\0')
    return;

  line = g_new0 (PlSheetLine, 1);
  line->name = g_strdup (name);
  line->value = g_strdelimit (g_steal_pointer (&shown), "\n", ' ');
  line->verbatim = verbatim;
  g_ptr_array_add (part->lines, line);
}

/* --- The account --- */

static const char *
describe_password (PlPasswordKind kind)
{
  static const char *const words[] = {
    /* Translators: on the sheet, which password a mail program has to be given */
    [PL_PASSWORD_KIND_USUAL] = N_ ("the password of the e-mail account"),
    /* Translators: on the sheet, which password a mail program has to be given */
    [PL_PASSWORD_KIND_APP] = N_ ("an app password, made at the provider"),
    /* Translators: on the sheet, which password a mail program has to be given */
    [PL_PASSWORD_KIND_MAIL] = N_ ("the e-mail password, not the customer password"),
    /* Translators: on the sheet, which password a mail program has to be given */
    [PL_PASSWORD_KIND_BRIDGE] = N_ ("the password that the Bridge shows"),
    /* Translators: on the sheet: no password, but a page of the provider */
    [PL_PASSWORD_KIND_NONE] = N_ ("none: the provider's page opens in the browser"),
  };

  return _ (words[MIN ((guint) kind, G_N_ELEMENTS (words) - 1)]);
}

static gboolean
wants_password (PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);

  return server != NULL && pl_server_settings_get_username (server) != NULL &&
         !pl_export_account_is_oauth (account, direction);
}

static void
add_account (PlSheet *sheet, PlExportAccount *account)
{
  /* Translators: heading on the sheet, above name and address */
  PlSheetPart *part = add_part (sheet, _ ("Account"));
  gboolean password = wants_password (account, PL_DIRECTION_INCOMING) ||
                      wants_password (account, PL_DIRECTION_OUTGOING);
  PlPasswordKind kind = pl_export_account_get_password_kind (account);

  /* Translators: name of a setting in a list: the person's name */
  add_line (part, _ ("Name"), pl_export_account_get_display_name (account), FALSE);
  /* Translators: name of a setting in a list */
  add_line (part, _ ("E-mail address"), pl_export_account_get_address (account), TRUE);
  /* Translators: name of a setting in a list: who keeps the mail */
  add_line (part, _ ("Provider"), pl_export_account_get_provider_name (account), FALSE);
  /* Translators: name of a setting in a list */
  add_line (part, _ ("Password"), describe_password (password ? kind : PL_PASSWORD_KIND_NONE),
            FALSE);
}

/* --- The servers --- */

static const char *
describe_security (PlSecurity security)
{
  static const char *const words[] = {
    /* Translators: how a connection is protected, on the sheet */
    [PL_SECURITY_TLS] = N_ ("SSL/TLS (encrypted from the start)"),
    /* Translators: how a connection is protected, on the sheet */
    [PL_SECURITY_STARTTLS] = N_ ("STARTTLS (always required)"),
    /* Translators: how a connection is protected, on the sheet: not at all */
    [PL_SECURITY_NONE] = N_ ("none: everyone on the way can read the password"),
  };

  return _ (words[security]);
}

/* What mail programs call it, the technical name in brackets */
static const struct
{
  const char *mechanism;
  const char *words;
} methods[] = {
  /* Translators: a sign-in method on the sheet; %s is a technical name */
  { "PLAIN", N_ ("normal password (%s)") },
  { "LOGIN", N_ ("normal password (%s)") },
  /* Translators: a sign-in method on the sheet; %s is a technical name */
  { "CRAM-MD5", N_ ("encrypted password (%s)") },
  { "APOP", N_ ("encrypted password (%s)") },
  { "SCRAM-SHA-1", N_ ("encrypted password (%s)") },
  { "SCRAM-SHA-256", N_ ("encrypted password (%s)") },
  /* Translators: a sign-in method on the sheet; %s is a technical name */
  { "XOAUTH2", N_ ("in the browser, OAuth2 (%s)") },
  { "OAUTHBEARER", N_ ("in the browser, OAuth2 (%s)") },
};

static char *
describe_method (PlExportAccount *account, PlDirection direction)
{
  const char *mechanism = pl_export_account_get_mechanism (account, direction);

  if (pl_server_settings_get_username (pl_export_account_get_server (account, direction)) == NULL)
    /* Translators: a sign-in method on the sheet: there is none */
    return g_strdup (_ ("none"));
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].mechanism, mechanism) == 0)
      return pl_words_fill (_ (methods[i].words), mechanism);
  if (pl_export_account_is_oauth (account, direction))
    /* Translators: a sign-in method on the sheet */
    return g_strdup (_ ("in the browser (OAuth2)"));
  if (mechanism == NULL || g_str_equal (mechanism, "LOGIN-COMMAND") ||
      g_str_equal (mechanism, "USER-PASS"))
    /* Translators: a sign-in method on the sheet */
    return g_strdup (_ ("normal password"));
  return g_strdup (mechanism);
}

static void
add_trust (PlSheetPart *part, PlServerSettings *server, const PlCheckedServer *checked)
{
  const char *pin = pl_server_settings_get_trust_fingerprint (server);
  g_autofree char *fingerprint = pin != NULL ? pl_fingerprint_format (pin) : NULL;

  if (pin == NULL || g_strcmp0 (checked->trust, "pinned") != 0)
    return;
  /* Translators: name of a setting in a list */
  add_line (
      part, _ ("Certificate"),
      /* Translators: on the sheet; the fingerprint of the certificate stands below */
      _ ("exception for one certificate: compare its fingerprint (SHA-256) before you accept it"),
      FALSE);
  /* Translators: name of a setting in a list: of a certificate */
  add_line (part, _ ("Fingerprint"), fingerprint, TRUE);
}

/* What was shown, for whoever looks only for a mark */
static const char *const signs[] = {
  [PL_CHECK_STATE_OK] = "✓",
  [PL_CHECK_STATE_PARTIAL] = "–",
  [PL_CHECK_STATE_NOT_TESTED] = "?",
  [PL_CHECK_STATE_FAILED] = "?",
};

static void
add_server (PlSheet *sheet, PlExportAccount *account, PlDirection direction)
{
  PlServerSettings *server = pl_export_account_get_server (account, direction);
  const PlCheckedServer *checked =
      pl_checked_settings_get_server (pl_export_account_get_settings (account), direction);
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  g_autofree char *method = NULL;
  g_autofree char *copies = NULL;
  PlSheetPart *part;

  if (server == NULL)
    return;

  host = pl_hostname_to_display (pl_server_settings_get_host (server));
  port = g_strdup_printf ("%u", pl_server_settings_get_port (server));
  method = describe_method (account, direction);
  copies = direction == PL_DIRECTION_INCOMING ? pl_export_account_describe_copies (account) : NULL;
  part = add_part (sheet, pl_service_to_words (pl_server_settings_get_service (server)));
  part->state = pl_export_account_describe_state (account, direction);
  part->sign = signs[checked->state];
  /* Translators: name of a setting in a list */
  add_line (part, _ ("Server"), host, TRUE);
  /* Translators: name of a setting in a list */
  add_line (part, _ ("Port"), port, TRUE);
  /* Translators: name of a setting in a list */
  add_line (part, _ ("Encryption"), describe_security (pl_server_settings_get_security (server)),
            FALSE);
  /* Translators: name of a setting in a list */
  add_line (part, _ ("Sign-in method"), method, FALSE);
  /* Translators: name of a setting in a list */
  add_line (part, _ ("User name"), pl_server_settings_get_username (server), TRUE);
  if (direction == PL_DIRECTION_OUTGOING && pl_export_account_has_sending_password (account))
    /* Translators: name of a setting in a list */
    add_line (
        part, _ ("Password"),
        /* Translators: on the sheet, of the server for sending: which password it has to be given */
        _ ("another one than for receiving"), FALSE);
  add_trust (part, server, checked);
  /* Translators: name of a setting in a list: what becomes of mail on the server */
  add_line (part, _ ("Copies"), copies, FALSE);
}

/**
 * pl_sheet_new:
 *
 * Returns: (transfer full):
 */
PlSheet *
pl_sheet_new (PlExportAccount *account)
{
  PlSheet *sheet = g_new0 (PlSheet, 1);

  sheet->title = g_strdup_printf (
      /* Translators: title of the sheet; %s is an e-mail address */
      _ ("Settings for %s"), pl_export_account_get_address (account));
  sheet->subtitle = pl_export_account_describe_time (account);
  sheet->parts = g_ptr_array_new_with_free_func (part_free);
  add_account (sheet, account);
  add_server (sheet, account, PL_DIRECTION_INCOMING);
  add_server (sheet, account, PL_DIRECTION_OUTGOING);
  sheet->note =
      g_strdup (pl_export_account_has_sending_password (account)
                    /* Translators: at the end of the sheet, of an account with two passwords */
                    ? _ ("The passwords are not on this sheet. The mail program asks for them.")
                    /* Translators: at the end of the sheet */
                    : _ ("The password is not on this sheet. The mail program asks for it."));
  return sheet;
}
