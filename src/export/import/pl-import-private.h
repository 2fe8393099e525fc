// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/import/pl-import.h"

G_BEGIN_DECLS

/* Of one profile. Nobody has as many, and a file that was made to has one line for thousands: each takes
 * a row in the window. */
#define PL_IMPORT_MOST_ACCOUNTS 200

/**
 * PlImportReading:
 * @program: static: its own name
 * @incoming: what is known of the incoming server; host %NULL when there is none
 * @outgoing: likewise
 * @obstacle: (nullable): static, translated: why it cannot be checked, whatever else is known
 *
 * One account while it is read: words as they stand in the file, not judged yet. All borrowed.
 */
typedef struct
{
  const char *program;
  const char *key;
  const char *address;
  const char *name;
  const char *display_name;
  PlServerFields incoming;
  PlServerFields outgoing;
  guint pop3_removal;
  gboolean accepts_any_certificate[2];
  const char *obstacle;
} PlImportReading;

/* pl-import.c */
PlImportAccount *pl_import_judge (const PlImportReading *reading);

/* pl-import-thunderbird.c */
GPtrArray *pl_import_read_prefs (const char *prefs, gsize length, GBytes *overrides);
GPtrArray *pl_import_read_thunderbird (PlExportPlace *place, GError **error);

/* pl-import-mailspring.c */
GPtrArray *pl_import_read_config (const char *text, gsize length);
GPtrArray *pl_import_read_mailspring (PlExportPlace *place, GError **error);
PlSecret *pl_import_look_up_mailspring (PlExportPlace *place,
                                        PlImportAccount *account,
                                        PlDirection direction);

G_END_DECLS
