// SPDX-License-Identifier: GPL-3.0-or-later
/* The mail programs whose accounts can be read, and what is the same for all of them. */
#include "export/import/pl-import-private.h"

#include "base/pl-hostname.h"
#include "export/mailspring/pl-mailspring-private.h"
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <glib/gi18n.h>

/**
 * Source:
 * @read: the accounts at a place that exists
 * @look_up: (nullable): a password of one of them; %NULL where the program's store is not read
 *
 * One mail program, as a constant.
 */
typedef struct
{
  const PlExportTarget *target;
  GPtrArray *(*read) (PlExportPlace *place, GError **error);
  PlSecret *(*look_up) (PlExportPlace *place, PlImportAccount *account, PlDirection direction);
} Source;

/* Thunderbird's passwords lie in a store that only its own library reads, perhaps behind a primary
 * password; they are asked for. */
static const Source sources[] = {
  { &pl_export_thunderbird, pl_import_read_thunderbird, NULL },
  { &pl_export_mailspring, pl_import_read_mailspring, pl_import_look_up_mailspring },
};

static const Source *
find_source (const PlExportTarget *target)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i].target == target)
      return &sources[i];

  return NULL;
}

/**
 * pl_import_is_possible:
 *
 * Returns: whether accounts of that program can be read
 */
gboolean
pl_import_is_possible (const PlExportTarget *target)
{
  return find_source (target) != NULL;
}

/**
 * pl_import_can_look_up_passwords:
 *
 * Returns: whether that program's store may give a password; else it always has to be asked for
 */
gboolean
pl_import_can_look_up_passwords (const PlExportTarget *target)
{
  const Source *source = find_source (target);

  return source != NULL && source->look_up != NULL;
}

/**
 * pl_import_read:
 * @place: of a program that pl_import_is_possible()
 *
 * Returns: (transfer full) (element-type PlImportAccount): in the program's own order, those that
 *   cannot be checked as well; or %NULL with #PlExportError
 */
GPtrArray *
pl_import_read (PlExportPlace *place, GError **error)
{
  const Source *source = find_source (pl_export_place_get_target (place));

  g_return_val_if_fail (source != NULL, NULL);

  if (pl_export_place_get_path (place) == NULL)
    {
      g_set_error_literal (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE,
                           pl_export_place_get_problem (place) != NULL
                               ? pl_export_place_get_problem (place)
                               /* Translators: of the folder of a mail program */
                               : _ ("There is no profile yet."));
      return NULL;
    }
  return source->read (place, error);
}

/**
 * pl_import_look_up_password:
 *
 * The password that lies in the program's own store for that server of @account, which was read there.
 * It may be used for no other host, service and user (product.md, Safety 5). Never unlocks anything.
 *
 * Returns: (transfer full) (nullable): %NULL where none can be had: then it has to be asked for
 */
PlSecret *
pl_import_look_up_password (PlExportPlace *place, PlImportAccount *account, PlDirection direction)
{
  const Source *source = find_source (pl_export_place_get_target (place));
  PlServerSettings *server = pl_import_account_get_server (account, direction);

  if (source == NULL || source->look_up == NULL || server == NULL ||
      pl_server_settings_get_username (server) == NULL)
    return NULL;
  return source->look_up (place, account, direction);
}

static gboolean
is_called (PlImportAccount *account, const char *folded)
{
  g_autofree char *title = g_utf8_casefold (pl_import_account_get_title (account), -1);

  return g_str_equal (title, folded);
}

/**
 * pl_import_find:
 * @wanted: a number, counted from 1, or an address
 *
 * Returns: the place in @accounts, or -1 where no account, or more than one, is called so
 */
int
pl_import_find (GPtrArray *accounts, const char *wanted)
{
  g_autofree char *folded =
      g_utf8_validate (wanted, -1, NULL) ? g_utf8_casefold (wanted, -1) : NULL;
  guint64 number;
  int found = -1;

  if (g_ascii_string_to_unsigned (wanted, 10, 1, MAX (accounts->len, 1), &number, NULL))
    return number <= accounts->len ? (int) number - 1 : -1;

  for (guint i = 0; folded != NULL && i < accounts->len; i++)
    {
      if (!is_called (accounts->pdata[i], folded))
        continue;
      if (found >= 0)
        return -1;
      found = (int) i;
    }
  return found;
}

/* --- From what stands in a file to what can be checked --- */

/* Returns: whether there is none, or one that can be */
static gboolean
make_server (const PlServerFields *read, PlServerSettings **server)
{
  PlServerFields fields = *read;
  g_autofree char *ascii = NULL;

  if (fields.host == NULL || *fields.host == '\0')
    return TRUE;

  ascii = pl_hostname_to_ascii (fields.host, NULL);
  if (ascii == NULL)
    return FALSE;
  fields.host = ascii;
  fields.source = PL_SOURCE_USER;
  if (fields.username != NULL && *fields.username == '\0')
    fields.username = NULL;
  *server = pl_server_settings_new (&fields, NULL);
  return *server != NULL;
}

static const char *
find_problem (const PlImportReading *reading, PlAddress *address, gboolean sound)
{
  if (reading->obstacle != NULL)
    return reading->obstacle;
  if (address == NULL)
    /* Translators: why an account of a mail program cannot be checked */
    return _ ("It has no e-mail address.");
  if (!sound)
    /* Translators: why an account of a mail program cannot be checked */
    return _ ("A server, a port or a user name in its settings cannot be one.");
  if (reading->incoming.host == NULL || *reading->incoming.host == '\0')
    /* Translators: why an account of a mail program cannot be checked */
    return _ ("It has no server for receiving.");
  return NULL;
}

/**
 * pl_import_judge:
 *
 * Returns: (transfer full): the account, with a problem where it cannot be checked
 */
PlImportAccount *
pl_import_judge (const PlImportReading *reading)
{
  g_autoptr (PlAddress) address =
      reading->address != NULL ? pl_address_parse (reading->address, NULL) : NULL;
  g_autoptr (PlServerSettings) incoming = NULL;
  g_autoptr (PlServerSettings) outgoing = NULL;
  gboolean sound =
      make_server (&reading->incoming, &incoming) && make_server (&reading->outgoing, &outgoing);
  const char *problem = find_problem (reading, address, sound);
  g_autoptr (PlProposal) proposal = NULL;
  const PlProposalFields proposed = { .address = address,
                                      .incoming = incoming,
                                      .outgoing = outgoing,
                                      .source = PL_SOURCE_USER,
                                      .pop3_remove_after_days = reading->pop3_removal };
  PlImportAccountFields fields = {
    .program = reading->program,
    .key = reading->key,
    .title = reading->address != NULL ? reading->address : reading->key,
    .name = reading->name,
    .display_name = reading->display_name,
    .accepts_any_certificate = { reading->accepts_any_certificate[0],
                                 reading->accepts_any_certificate[1] },
    .problem = problem,
  };

  if (problem == NULL)
    proposal = pl_proposal_new_from_fields (&proposed);
  fields.proposal = proposal;
  return pl_import_account_new (&fields);
}
