// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-export-target.h"
#include "export/thunderbird/pl-thunderbird-prefs-private.h"

G_BEGIN_DECLS

extern const PlExportTarget pl_export_thunderbird;

/* pl-thunderbird-places.c */
void pl_thunderbird_find_places (const PlExportTarget *target, GPtrArray *places);

/* pl-thunderbird-lock.c */
gpointer pl_thunderbird_lock (PlExportPlace *place, GError **error);
void pl_thunderbird_unlock (gpointer lock);
gboolean pl_thunderbird_is_running (PlExportPlace *place);
gboolean pl_thunderbird_is_locked (const char *profile);
int pl_thunderbird_find_holder (const char *profile);

/* pl-thunderbird-link.c */
#define PL_THUNDERBIRD_ADDON "thunderbird@postlotse.org"
gboolean pl_thunderbird_has_addon (PlExportPlace *place);
gboolean pl_thunderbird_takes_link (PlExportPlace *place, PlExportAccount *account);
gboolean pl_thunderbird_bring (PlExportPlace *place,
                               PlExportAccount *account,
                               GCancellable *cancellable,
                               GError **error);
void pl_thunderbird_offer_link (PlExportPlan *plan);

/* pl-thunderbird-sign-in.c */

/* `authMethod`, of incoming and outgoing servers alike */
typedef enum
{
  PL_THUNDERBIRD_AUTH_NONE = 1,
  PL_THUNDERBIRD_AUTH_PASSWORD = 3, /* in clear, inside the encryption */
  PL_THUNDERBIRD_AUTH_ENCRYPTED = 4, /* CRAM-MD5, APOP */
  PL_THUNDERBIRD_AUTH_KERBEROS = 5,
  PL_THUNDERBIRD_AUTH_NTLM = 6,
  PL_THUNDERBIRD_AUTH_CERTIFICATE = 7,
  PL_THUNDERBIRD_AUTH_OAUTH2 = 10,
} PlThunderbirdAuth;

#define PL_THUNDERBIRD_N_AUTHS (PL_THUNDERBIRD_AUTH_OAUTH2 + 1)

char *pl_thunderbird_refuse (PlExportAccount *account);
gboolean pl_thunderbird_offers_scram_only (PlExportAccount *account, PlDirection direction);
gboolean pl_thunderbird_uses_oauth (PlExportAccount *account, PlDirection direction);
PlThunderbirdAuth pl_thunderbird_get_auth_method (PlExportAccount *account, PlDirection direction);
const char *pl_thunderbird_name_auth_method (PlExportAccount *account,
                                             PlDirection direction,
                                             const char *const names[PL_THUNDERBIRD_N_AUTHS]);

/**
 * PlThunderbirdFound:
 * @PL_THUNDERBIRD_NEW: the account was not there
 * @PL_THUNDERBIRD_CHANGED: it was there with other settings
 * @PL_THUNDERBIRD_SAME: it was there just like that
 */
typedef enum
{
  PL_THUNDERBIRD_NEW,
  PL_THUNDERBIRD_CHANGED,
  PL_THUNDERBIRD_SAME,
} PlThunderbirdFound;

/* pl-thunderbird-account.c */
PlThunderbirdFound pl_thunderbird_put_account (PlThunderbirdPrefs *prefs, PlExportAccount *account);
gboolean
pl_thunderbird_has_other_account (const PlThunderbirdPrefs *prefs, PlExportAccount *account);

/* pl-thunderbird-smtp.c */
char *
pl_thunderbird_put_smtp (PlThunderbirdPrefs *prefs, PlExportAccount *account, const char *used_now);

/* pl-thunderbird-overrides.c */
GBytes *pl_thunderbird_put_override (GBytes *overrides,
                                     const char *host,
                                     guint16 port,
                                     const char *sha256,
                                     char **before,
                                     char **after);

G_END_DECLS
