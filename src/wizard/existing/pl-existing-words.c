// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: what is said of the accounts that mail programs already have. */
#include "wizard/existing/pl-existing-words.h"

#include "base/pl-hostname.h"
#include "model/pl-words.h"
#include "setup/pl-setup-handover.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- The list of accounts --- */

/**
 * pl_existing_words_get_title:
 *
 * Returns: (transfer none): what the account is called in its program, mostly its address
 */
const char *
pl_existing_words_get_title (PlImportAccount *account)
{
  const char *name = pl_import_account_get_name (account);

  return name != NULL && *name != '\0' ? name : pl_import_account_get_title (account);
}

static const char *
get_protocol (PlImportAccount *account)
{
  PlServerSettings *incoming = pl_import_account_get_server (account, PL_DIRECTION_INCOMING);

  return incoming == NULL                                               ? NULL
         : pl_server_settings_get_service (incoming) == PL_SERVICE_POP3 ? "POP3"
                                                                        : "IMAP";
}

/**
 * pl_existing_words_describe_place:
 *
 * Returns: (transfer full): the program, perhaps its profile, and how the account receives
 */
char *
pl_existing_words_describe_place (PlImportAccount *account, PlExportPlace *place)
{
  const char *protocol = get_protocol (account);
  const char *title = pl_export_place_get_title (place);

  return protocol != NULL ? g_strdup_printf ("%s · %s", title, protocol) : g_strdup (title);
}

/**
 * pl_existing_words_name:
 *
 * Returns: (transfer full): all that a row shows, for a screen reader
 */
char *
pl_existing_words_name (PlImportAccount *account, PlExportPlace *place)
{
  const char *title = pl_existing_words_get_title (account);
  const char *address = pl_import_account_get_title (account);
  g_autofree char *where = pl_existing_words_describe_place (account, place);

  return g_str_equal (title, address) ? g_strdup_printf ("%s, %s", address, where)
                                      : g_strdup_printf ("%s, %s, %s", title, address, where);
}

/**
 * pl_existing_words_match:
 * @search: what the person types
 *
 * Returns: whether all of its words occur in what the row shows
 */
gboolean
pl_existing_words_match (PlImportAccount *account, PlExportPlace *place, const char *search)
{
  g_autofree char *name = pl_existing_words_name (account, place);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *wanted = g_utf8_casefold (search, -1);
  g_auto (GStrv) words = g_strsplit_set (wanted, " \t,", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_open (PlImportProfile *profile)
{
  return pl_import_profile_get_accounts (profile)->len > 0 &&
         pl_export_place_get_state (pl_import_profile_get_place (profile)) ==
             PL_EXPORT_PLACE_RUNNING;
}

/**
 * pl_existing_words_describe_open:
 *
 * Returns: (transfer full) (nullable): that a program runs, which does no harm
 */
char *
pl_existing_words_describe_open (GPtrArray *profiles)
{
  for (guint i = 0; i < profiles->len; i++)
    if (is_open (profiles->pdata[i]))
      return g_strdup_printf (
          /* Translators: above a list of accounts; %s is a mail program that runs */
          _ ("%s is open. That does no harm: its accounts are only read here."),
          pl_export_place_get_target (pl_import_profile_get_place (profiles->pdata[i]))->name);

  return NULL;
}

/**
 * pl_existing_words_describe_problem:
 *
 * Returns: (transfer full) (nullable): why the accounts of a profile are not in the list
 */
char *
pl_existing_words_describe_problem (PlImportProfile *profile)
{
  const char *problem = pl_import_profile_get_problem (profile);

  return problem != NULL
             ? g_strdup_printf ("%s: %s",
                                pl_export_place_get_title (pl_import_profile_get_place (profile)),
                                problem)
             : NULL;
}

/**
 * pl_existing_words_describe_nothing:
 *
 * Returns: (transfer full): where was looked, in a list that is empty, and what else can be done
 */
char *
pl_existing_words_describe_nothing (GPtrArray *profiles)
{
  g_autoptr (GString) text = g_string_new (
      /* Translators: where was looked for accounts, and none was found */
      _ ("Postlotse looked for Thunderbird and Mailspring, also as Flatpak or Snap, in the home "
         "folder of whoever is signed in to this computer."));

  for (guint i = 0; i < profiles->len; i++)
    if (pl_import_profile_get_problem (profiles->pdata[i]) == NULL)
      {
        g_string_append_c (text, '\n');
        g_string_append_printf (
            text,
            /* Translators: %s is a mail program, perhaps with its profile */
            _ ("%s has no account yet."),
            pl_export_place_get_title (pl_import_profile_get_place (profiles->pdata[i])));
      }
  g_string_append (text, "\n\n");
  g_string_append (
      text,
      /* Translators: what can be done where no account was found */
      _ ("Is your account in another mail program or on another computer? Then close this window and type "
         "your address: it is tested just as well."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- The account that was chosen --- */

static const char *
get_program (PlSetup *setup)
{
  PlExportPlace *place = pl_setup_get_import_place (setup);

  if (pl_setup_is_repair (setup))
    /* Translators: stands in for a mail program's name in "The settings are those of %s." */
    return _ ("the program that opened this window");
  return place != NULL ? pl_export_place_get_title (place)
                       : pl_import_account_get_program (pl_setup_get_import (setup));
}

static gboolean
is_changed (PlSetup *setup)
{
  if (pl_setup_is_repair (setup))
    return !pl_setup_is_as_imported (setup, PL_DIRECTION_INCOMING) ||
           !pl_setup_is_as_imported (setup, PL_DIRECTION_OUTGOING);
  return pl_setup_is_import_changed (setup);
}

/**
 * pl_existing_words_describe_origin:
 * @setup: with an account that was taken over
 *
 * Returns: (transfer full): whose settings they are
 */
char *
pl_existing_words_describe_origin (PlSetup *setup)
{
  const char *program = get_program (setup);

  if (!is_changed (setup))
    /* Translators: %s is a mail program, perhaps with its profile */
    return g_strdup_printf (_ ("The settings are those of %s."), program);
  /* Translators: %s is a mail program, perhaps with its profile */
  return g_strdup_printf (_ ("The settings are those of %s, but for what was changed here."),
                          program);
}

/**
 * pl_existing_words_describe_server:
 *
 * Returns: (transfer full): where it is, in one line
 */
char *
pl_existing_words_describe_server (PlServerSettings *server)
{
  g_autofree char *host = pl_hostname_to_display (pl_server_settings_get_host (server));

  return g_strdup_printf ("%s: %s · %u · %s",
                          pl_service_to_words (pl_server_settings_get_service (server)), host,
                          pl_server_settings_get_port (server),
                          pl_security_to_words (pl_server_settings_get_security (server)));
}

static void
add_line (GString *text, char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

/**
 * pl_existing_words_describe_remarks:
 *
 * Returns: (transfer full) (nullable): what is special about the account, a sentence a line
 */
char *
pl_existing_words_describe_remarks (PlSetup *setup)
{
  PlImportAccount *account = pl_setup_get_current_import (setup);
  g_autoptr (GString) text = g_string_new (NULL);

  if (account != NULL ? pl_import_account_get_server (account, PL_DIRECTION_OUTGOING) == NULL
                      : pl_setup_get_server (setup, PL_DIRECTION_OUTGOING) == NULL)
    /* Translators: of an account in a mail program */
    add_line (text, g_strdup (_ ("It has no server for sending; receiving alone is tested.")));
  for (int i = PL_DIRECTION_INCOMING; account != NULL && i <= PL_DIRECTION_OUTGOING; i++)
    if (pl_import_account_get_accepts_any (account, (PlDirection) i))
      {
        PlServerSettings *server = pl_import_account_get_server (account, (PlDirection) i);

        add_line (text,
                  g_strdup_printf (
                      /* Translators: a mail program, then a server */
                      _ ("%s accepts any certificate of %s. That protects from nothing, and is not "
                         "done here."),
                      pl_import_account_get_program (account),
                      pl_server_settings_get_host (server)));
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Whose store is not read. */
static gboolean
keeps_passwords_to_itself (PlSetup *setup)
{
  PlExportPlace *place = pl_setup_get_import_place (setup);

  return place == NULL || !pl_import_can_look_up_passwords (pl_export_place_get_target (place));
}

/* Of an account that has two.
 * Returns: (transfer full) (nullable): which of them are used, and which is asked for; %NULL where nothing
 *   of that lies in a store */
static char *
describe_two_passwords (PlSetup *setup, const char *program)
{
  PlSecret *outgoing = pl_setup_get_password (setup, PL_DIRECTION_OUTGOING);

  if (pl_setup_uses_stored_passwords (setup))
    return g_strdup_printf (
        /* Translators: of an account with two passwords; %s is a mail program */
        _ ("%s has stored two passwords, one for receiving and one for sending. Both are used."),
        program);
  if (pl_setup_is_first_password_stored (setup))
    return g_strdup_printf (
        /* Translators: of an account with two passwords; %s is a mail program */
        _ ("The password for receiving is the one that %s has stored. Sending has one of its own."),
        program);
  if (pl_setup_is_stored_password (setup, outgoing))
    return g_strdup_printf (
        /* Translators: below the password field, of an account with two passwords; %s is a mail program */
        _ ("This is the password for receiving. For sending, the one that %s has stored stays."),
        program);
  return NULL;
}

/* Of an account that another program describes: what lies in its own store is none of our business. */
static const char *
describe_repair_password (PlSetup *setup)
{
  if (pl_setup_uses_stored_passwords (setup))
    /* Translators: of an account that stopped working: which password is used */
    return _ ("The password is the one that Postlotse has stored for these servers.");
  if (pl_setup_get_password_kind (setup) == PL_PASSWORD_KIND_NONE)
    /* Translators: of an account that stopped working */
    return _ ("No password is needed: mail programs sign in through the browser. Servers and "
              "encryption are tested.");
  if (!pl_setup_needs_password (setup))
    /* Translators: of an account in a mail program */
    return _ ("It signs in nowhere, so no password is needed.");
  if (pl_setup_is_finding_secret (setup))
    /* Translators: below the password field, while the keyring opens a window of its own */
    return _ ("Waiting for the password store. It may ask for its own password.");
  /* Translators: below the password field, why it is asked for; of an account that stopped working */
  return _ ("Postlotse has stored no password for these servers, so you are asked for it here.");
}

/**
 * pl_existing_words_describe_password:
 *
 * Returns: (transfer full): which password is used, or why one is asked for
 */
char *
pl_existing_words_describe_password (PlSetup *setup)
{
  const char *program;
  char *both;

  program = pl_setup_is_repair (setup)
                ? "Postlotse"
                : pl_import_account_get_program (pl_setup_get_import (setup));
  both = pl_setup_has_sending_password (setup) ? describe_two_passwords (setup, program) : NULL;
  if (both != NULL)
    return both;
  if (pl_setup_is_repair (setup))
    return g_strdup (describe_repair_password (setup));

  if (pl_setup_uses_stored_passwords (setup))
    /* Translators: %s is a mail program */
    return g_strdup_printf (_ ("The password is the one that %s has stored."), program);
  if (pl_setup_get_password_kind (setup) == PL_PASSWORD_KIND_NONE)
    return g_strdup_printf (
        /* Translators: of an account without a password; %s is a mail program */
        _ ("No password is needed: %s signs in through the browser. Servers and encryption are tested."),
        program);
  if (!pl_setup_needs_password (setup))
    /* Translators: of an account in a mail program */
    return g_strdup (_ ("It signs in nowhere, so no password is needed."));
  if (keeps_passwords_to_itself (setup))
    return g_strdup_printf (
        /* Translators: below the password field, why it is asked for; %s is Thunderbird, in whose settings
         * these are the names, as in its translation */
        _ ("%s keeps its passwords to itself; it shows them under Settings › Privacy & Security › "
           "Saved Passwords."),
        program);
  return g_strdup_printf (
      /* Translators: below the password field, why it is asked for; %s is a mail program */
      _ ("The password that %s has stored could not be read without a question, so you are asked "
         "for it here."),
      program);
}
