// SPDX-License-Identifier: GPL-3.0-or-later
/* Where Mailspring keeps its settings (browser/main.js), and whether it runs. */
#include "export/mailspring/pl-mailspring-places-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define PROCESS "mailspring" /* its name in /proc */

typedef struct
{
  PlPackaging packaging;
  const char *title; /* where there are several, they must differ */
  const char *below_home; /* NULL: in the person's configuration folder */
} Place;

/* The preferred one first. */
static const Place places[] = {
  { PL_PACKAGING_NATIVE, "Mailspring", NULL },
  { PL_PACKAGING_FLATPAK, "Mailspring (Flatpak)",
    ".var/app/com.getmailspring.Mailspring/config/Mailspring" },
  { PL_PACKAGING_SNAP, "Mailspring (Snap)", "snap/mailspring/common" },
};

static gboolean
is_mailspring (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "comm", NULL);
  g_autofree char *name = NULL;

  return g_file_get_contents (path, &name, NULL, NULL) &&
         g_ascii_strncasecmp (name, PROCESS, strlen (PROCESS)) == 0;
}

/* In a sandbox it has a number of its own there, which says nothing here. */
static gboolean
runs_anywhere (void)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    if (g_ascii_isdigit (*name) && is_mailspring (name))
      return TRUE;
  return FALSE;
}

/**
 * pl_mailspring_is_running:
 *
 * Chromium's lock is a symbolic link to "HOST-PID" in the folder; it stays behind after a crash. A lock
 * of another computer counts as held: its folder is shared, and who holds it cannot be seen from here.
 * Whatever the lock says: where our plugin answers, Mailspring runs.
 */
gboolean
pl_mailspring_is_running (PlExportPlace *place)
{
  g_autofree char *lock =
      g_build_filename (pl_export_place_get_path (place), "SingletonLock", NULL);
  g_autofree char *holder = g_file_read_link (lock, NULL);
  const char *dash = holder != NULL ? strrchr (holder, '-') : NULL;
  g_autofree char *host = NULL;

  if (pl_mailspring_door_is_open (place))
    return TRUE;
  if (dash == NULL)
    return FALSE;
  host = g_strndup (holder, (gsize) (dash - holder));
  if (!g_str_equal (host, g_get_host_name ()))
    return TRUE;
  return is_mailspring (dash + 1) ||
         (pl_export_place_get_packaging (place) != PL_PACKAGING_NATIVE && runs_anywhere ());
}

/**
 * pl_mailspring_lock:
 *
 * Mailspring cannot be kept out: whoever made its lock would be ended by it. It reads the file when it
 * starts and writes it whole later, so all that can be done is to look at the last moment.
 */
gpointer
pl_mailspring_lock (PlExportPlace *place, GError **error)
{
  if (!pl_mailspring_is_running (place))
    return place;

  g_set_error_literal (
      error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING,
      /* Translators: why an account cannot be written now */
      _ ("Mailspring is running and would overwrite the change. Quit it, also in the "
         "notification area, and try again."));
  return NULL;
}

void
pl_mailspring_unlock (gpointer lock)
{
  (void) lock;
}

static PlExportPlace *
make_place (const PlExportTarget *target, const Place *row, const char *path, gboolean first)
{
  g_autofree char *settings = g_build_filename (path, "config.json", NULL);
  PlExportPlaceFields fields = {
    .target = target,
    .title = row->title,
    .path = path,
    .packaging = row->packaging,
    .preferred = first,
  };
  g_autoptr (PlExportPlace) place = NULL;

  if (!g_file_test (settings, G_FILE_TEST_EXISTS))
    {
      fields.state = PL_EXPORT_PLACE_UNUSABLE;
      fields.preferred = FALSE;
      /* Translators: why an account cannot go into Mailspring yet */
      fields.problem = _ ("Mailspring was never started. Start it once, quit it, and try again.");
      return pl_export_place_new (&fields);
    }
  place = pl_export_place_new (&fields);
  if (!pl_mailspring_is_running (place))
    return g_steal_pointer (&place);
  fields.state = PL_EXPORT_PLACE_RUNNING;
  return pl_export_place_new (&fields);
}

/**
 * pl_mailspring_find_places:
 *
 * Adds the folders that there are. The first that can be used is preferred: which of several installed ones a
 * person uses cannot be told.
 */
void
pl_mailspring_find_places (const PlExportTarget *target, GPtrArray *found)
{
  gboolean first = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (PlExportPlace) place = NULL;
      g_autofree char *path = places[i].below_home != NULL
                                  ? g_build_filename (g_get_home_dir (), places[i].below_home, NULL)
                                  : g_build_filename (g_get_user_config_dir (), "Mailspring", NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        continue;
      place = make_place (target, &places[i], path, first);
      first = first && !pl_export_place_get_preferred (place);
      g_ptr_array_add (found, g_steal_pointer (&place));
    }
}
