// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether a mail program may be started from here. Whoever has become root in the session of another user
 * would have it run as root there: with all rights for what comes by mail, and leaving files behind that
 * their owner can no longer open. */
#include "export/frame/pl-export-session.h"

#include <sys/stat.h>
#include <unistd.h>

#define ROOT 0

static void
note_owner (PlExportSession *session, const char *path)
{
  struct stat status;

  if (path != NULL && *path != '\0' && session->n_owners < G_N_ELEMENTS (session->owners) &&
      stat (path, &status) == 0)
    session->owners[session->n_owners++] = status.st_uid;
}

static void
note_number (PlExportSession *session, const char *uid)
{
  gint64 owner = 0;

  if (uid != NULL && session->n_owners < G_N_ELEMENTS (session->owners) &&
      g_ascii_string_to_signed (uid, 10, 0, G_MAXUINT32, &owner, NULL))
    session->owners[session->n_owners++] = owner;
}

/**
 * pl_export_session_look:
 * @session: (out): what is seen here
 *
 * `su` leaves the folder of the session as it is, and `sudo` and `pkexec` say who has called them.
 */
void
pl_export_session_look (PlExportSession *session)
{
  *session = (PlExportSession){ .uid = geteuid () };
  note_owner (session, g_getenv ("XDG_RUNTIME_DIR"));
  note_owner (session, g_getenv ("XAUTHORITY"));
  note_owner (session, g_getenv ("HOME"));
  note_number (session, g_getenv ("SUDO_UID"));
  note_number (session, g_getenv ("PKEXEC_UID"));
}

/**
 * pl_export_session_is_own:
 *
 * Returns: whether a program that is started from here runs as the user whose desktop this is. Only root is
 *   doubted: another user can open no session but their own, or was let in.
 */
gboolean
pl_export_session_is_own (const PlExportSession *session)
{
  for (guint i = 0; session->uid == ROOT && i < session->n_owners; i++)
    if (session->owners[i] != ROOT)
      return FALSE;

  return TRUE;
}
