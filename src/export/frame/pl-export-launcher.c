// SPDX-License-Identifier: GPL-3.0-or-later
/* How a mail program is started in which an account was put: as the person starts it, by the desktop file of
 * its package. A program found by its name alone could be another one than the one whose files were
 * written: Flatpak's and the distribution's can be there side by side. */
#include "export/frame/pl-export-launcher.h"

#include "export/frame/pl-export-session.h"

#include <gio/gdesktopappinfo.h>
#include <string.h>

/* Flatpak and Snap mark the desktop files that they bring. */
static PlPackaging
get_packaging (GDesktopAppInfo *info)
{
  if (g_desktop_app_info_has_key (info, "X-Flatpak"))
    return PL_PACKAGING_FLATPAK;
  if (g_desktop_app_info_has_key (info, "X-SnapInstanceName") ||
      g_desktop_app_info_has_key (info, "X-SnapAppName"))
    return PL_PACKAGING_SNAP;
  return PL_PACKAGING_NATIVE;
}

/* There can be several Flatpaks of one program, each with a folder of its own. */
static gboolean
has_folder_of (PlExportPlace *place, GDesktopAppInfo *info)
{
  g_autofree char *id = g_desktop_app_info_get_string (info, "X-Flatpak");
  g_autofree char *folder = id != NULL ? g_strconcat ("/.var/app/", id, "/", NULL) : NULL;
  const char *path = pl_export_place_get_path (place);

  return folder == NULL || (path != NULL && strstr (path, folder) != NULL);
}

static gboolean
belongs_to (PlExportPlace *place, GDesktopAppInfo *info)
{
  return get_packaging (info) == pl_export_place_get_packaging (place) &&
         has_folder_of (place, info);
}

/* The desktop file opens the profile that is in use, and no other. */
static gboolean
is_opened_by_default (PlExportPlace *place)
{
  return pl_export_place_get_preferred (place) || pl_export_place_get_profile (place) == NULL;
}

/* Whoever has become root in the session of another user is somebody else on this screen. */
static gboolean
is_for_somebody_else (void)
{
  PlExportSession session;

  pl_export_session_look (&session);
  return !pl_export_session_is_own (&session);
}

/**
 * pl_export_find_launcher:
 *
 * Looks for the desktop file that starts the program of @place on it. Reads files; blocks.
 *
 * Returns: (transfer full) (nullable): %NULL where there is none that is sure to open this place, and
 *   for an administrator who acts for somebody else: a mail program is nothing to run as root
 */
GAppInfo *
pl_export_find_launcher (PlExportPlace *place)
{
  const char *const *ids = pl_export_place_get_target (place)->desktop_ids;

  if (ids == NULL || !is_opened_by_default (place) || is_for_somebody_else ())
    return NULL;

  for (; *ids != NULL; ids++)
    {
      g_autoptr (GDesktopAppInfo) info = g_desktop_app_info_new (*ids);

      if (info != NULL && belongs_to (place, info))
        return G_APP_INFO (g_steal_pointer (&info));
    }
  return NULL;
}
