// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"
#include "model/pl-checked-settings.h"

G_BEGIN_DECLS

/**
 * PlExportAccountFields:
 * @settings: what was checked, or what a file claims was
 * @display_name: (nullable): the person's name; control characters become blanks
 * @id: (nullable): the account's UUID, see handover.md
 * @provider_name: (nullable): as people know it
 * @password_kind: which password belongs to the account
 * @passwords: (array fixed-size=2): nullable, by #PlDirection; only for targets that can take one, and
 *   for no other purpose
 * @uses_oauth: (array fixed-size=2): by #PlDirection: signed in to by an access token, even where no
 *   mechanism says so
 * @accept_exceptions: (array fixed-size=2): by #PlDirection: the person has just agreed to the pinned
 *   certificate of these settings. Needed only where they are claimed: a file's word does not make an
 *   exception.
 * @accept_cleartext: likewise, for settings without encryption
 *
 * The parts of a #PlExportAccount, as arguments with names.
 */
typedef struct
{
  PlCheckedSettings *settings;
  const char *display_name;
  const char *id;
  const char *provider_name;
  PlPasswordKind password_kind;
  PlSecret *passwords[2];
  gboolean uses_oauth[2];
  gboolean accept_exceptions[2];
  gboolean accept_cleartext;
} PlExportAccountFields;

/**
 * PlExportAccount:
 *
 * An account on its way into a mail program: checked settings, and what does not come from a check;
 * immutable.
 */
#define PL_TYPE_EXPORT_ACCOUNT (pl_export_account_get_type ())
G_DECLARE_FINAL_TYPE (PlExportAccount, pl_export_account, PL, EXPORT_ACCOUNT, GObject)

PlExportAccount *pl_export_account_new (const PlExportAccountFields *fields);

PlCheckedSettings *pl_export_account_get_settings (PlExportAccount *account);
PlProposal *pl_export_account_get_proposal (PlExportAccount *account);
PlServerSettings *pl_export_account_get_server (PlExportAccount *account, PlDirection direction);
const char *pl_export_account_get_address (PlExportAccount *account);
const char *pl_export_account_get_display_name (PlExportAccount *account);
const char *pl_export_account_get_id (PlExportAccount *account);
const char *pl_export_account_get_provider_name (PlExportAccount *account);
PlPasswordKind pl_export_account_get_password_kind (PlExportAccount *account);
PlSecret *pl_export_account_get_password (PlExportAccount *account, PlDirection direction);
gboolean pl_export_account_has_sending_password (PlExportAccount *account);

const char *pl_export_account_get_mechanism (PlExportAccount *account, PlDirection direction);
gboolean pl_export_account_check_real (PlExportAccount *account, GError **error);
gboolean pl_export_account_is_oauth (PlExportAccount *account, PlDirection direction);
const char *pl_export_account_get_exception (PlExportAccount *account, PlDirection direction);
gboolean pl_export_account_has_open_exception (PlExportAccount *account, PlDirection direction);
gboolean pl_export_account_has_open_cleartext (PlExportAccount *account);

char *pl_export_account_describe_server (PlExportAccount *account, PlDirection direction);
char *pl_export_account_describe_state (PlExportAccount *account, PlDirection direction);

G_END_DECLS
