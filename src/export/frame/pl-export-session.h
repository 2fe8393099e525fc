// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlExportSession:
 * @uid: as whom this program runs
 * @owners: (array length=n_owners): whose the session seems to be, one for each sign of it that is there
 *
 * What tells whether the desktop belongs to the user as whom a program would be started from here.
 */
typedef struct
{
  gint64 uid;
  gint64 owners[8];
  guint n_owners;
} PlExportSession;

void pl_export_session_look (PlExportSession *session);
gboolean pl_export_session_is_own (const PlExportSession *session);

G_END_DECLS
