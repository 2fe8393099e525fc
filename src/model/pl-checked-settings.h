// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlCheckedSettings:
 *
 * Settings with what a check has shown of them; immutable. Only check/ can make them (see
 * pl-checked-settings-maker.h), and only they can be handed to a mail program. Those that were read
 * back from a hand-over file carry what the file claims of an earlier check: see
 * pl_checked_settings_is_claimed().
 */
#define PL_TYPE_CHECKED_SETTINGS (pl_checked_settings_get_type ())
G_DECLARE_FINAL_TYPE (PlCheckedSettings, pl_checked_settings, PL, CHECKED_SETTINGS, GObject)

/**
 * PlCheckedServer:
 * @state: never %PL_CHECK_STATE_FAILED for a direction that leaves
 * @mechanism: (nullable): the one that worked, as in #PlServerFields
 * @tls_version: (nullable): `TLS1.3`; %NULL without encryption
 * @trust: `system`, `pinned` or `none`
 * @faults: (nullable): what is wrong with a certificate that is trusted only because the person made an
 *   exception, in the words of %PL_SIGHT_TRUST
 * @sha256: (nullable): fingerprint of the server's certificate, 64 lower-case hexadecimal digits
 * @spki_sha256: (nullable): of its public key, base64
 * @not_after: (nullable): end of its validity, RFC 3339
 * @capabilities: (nullable): what the server offers after the sign-in, separated by blanks
 * @folders: (nullable): `sent=Sent…`, as in %PL_SIGHT_FOLDERS
 * @folder_delimiter: (nullable):
 * @stages: stages passed, their nicks separated by blanks
 *
 * What was shown for one direction.
 */
typedef struct
{
  PlCheckState state;
  const char *mechanism;
  const char *tls_version;
  const char *trust;
  const char *faults;
  const char *sha256;
  const char *spki_sha256;
  const char *not_after;
  const char *capabilities;
  const char *folders;
  const char *folder_delimiter;
  const char *stages;
} PlCheckedServer;

PlProposal *pl_checked_settings_get_proposal (PlCheckedSettings *settings);
const PlCheckedServer *
pl_checked_settings_get_server (PlCheckedSettings *settings, PlDirection direction);
gint64 pl_checked_settings_get_verified_at (PlCheckedSettings *settings);
gboolean pl_checked_settings_is_verified (PlCheckedSettings *settings);
gboolean pl_checked_settings_is_claimed (PlCheckedSettings *settings);

G_END_DECLS
