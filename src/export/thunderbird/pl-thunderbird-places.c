// SPDX-License-Identifier: GPL-3.0-or-later
/* Where Thunderbird keeps its profiles, and which of them is really in use. The one that profiles.ini
 * calls the default is often an empty one: it is the section of the installation that names it. */
#include "export/thunderbird/pl-export-thunderbird-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_PROFILES 100
#define LARGEST_INI (1024 * 1024) /* bytes */

/* Folders below the home folder, one for each way of installing it. */
typedef struct
{
  const char *folder;
  PlPackaging packaging;
  const char *app; /* how the package is called there */
} Root;

static const Root roots[] = {
  { ".thunderbird", PL_PACKAGING_NATIVE, "thunderbird" },
  { ".var/app/org.mozilla.thunderbird/.thunderbird", PL_PACKAGING_FLATPAK,
    "org.mozilla.thunderbird" },
  { ".var/app/org.mozilla.thunderbird_esr/.thunderbird", PL_PACKAGING_FLATPAK,
    "org.mozilla.thunderbird_esr" },
  { ".var/app/org.mozilla.Thunderbird/.thunderbird", PL_PACKAGING_FLATPAK,
    "org.mozilla.Thunderbird" },
  { "snap/thunderbird/common/.thunderbird", PL_PACKAGING_SNAP, "thunderbird" },
};

/* Where a package shows that it is there. */
static const struct
{
  PlPackaging packaging;
  gboolean at_home;
  const char *folder;
} package_folders[] = {
  { PL_PACKAGING_FLATPAK, TRUE, ".local/share/flatpak/app" },
  { PL_PACKAGING_FLATPAK, FALSE, "/var/lib/flatpak/app" },
  { PL_PACKAGING_SNAP, FALSE, "/snap" },
  { PL_PACKAGING_SNAP, FALSE, "/var/lib/snapd/snap" },
};

/* One profile on the way to a place. */
typedef struct
{
  const Root *root; /* static */
  char *name; /* owned */
  char *path; /* owned */
  gboolean is_named_by_installation;
  gboolean is_default;
  gint64 used_at; /* when its prefs.js was written; 0 without one */
} Profile;

static void
free_profile (gpointer data)
{
  Profile *profile = data;

  g_free (profile->name);
  g_free (profile->path);
  g_free (profile);
}

static gboolean
is_installed (const Root *root)
{
  g_autofree char *program =
      root->packaging == PL_PACKAGING_NATIVE ? g_find_program_in_path (root->app) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (package_folders); i++)
    {
      g_autofree char *folder =
          g_build_filename (package_folders[i].at_home ? g_get_home_dir () : "/",
                            package_folders[i].folder, root->app, NULL);

      if (package_folders[i].packaging == root->packaging &&
          g_file_test (folder, G_FILE_TEST_IS_DIR))
        return TRUE;
    }
  return program != NULL;
}

/* Returns: (transfer full): empty where there is none */
static GKeyFile *
load_ini (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GKeyFile *ini = g_key_file_new ();
  GStatBuf status;

  if (g_stat (path, &status) == 0 && status.st_size <= LARGEST_INI)
    (void) g_key_file_load_from_file (ini, path, G_KEY_FILE_NONE, NULL);
  return ini;
}

static gint64
get_written_at (const char *profile, const char *name)
{
  g_autofree char *path = g_build_filename (profile, name, NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_mtime : 0;
}

/* As it stands there: paths need not be UTF-8, and nothing is escaped. */
static char *
read_path (GKeyFile *ini, const char *group, const char *key, const char *folder)
{
  g_autofree char *path = g_key_file_get_value (ini, group, key, NULL);

  if (path == NULL || *path == '\0')
    return NULL;
  return g_path_is_absolute (path) ? g_steal_pointer (&path)
                                   : g_build_filename (folder, path, NULL);
}

/* The profiles that installations name; most say it in both files. */
static GHashTable *
read_installations (GKeyFile *profiles, const char *folder)
{
  g_autoptr (GKeyFile) installs = load_ini (folder, "installs.ini");
  GHashTable *named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GKeyFile *const files[] = { profiles, installs };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (GStrv) groups = g_key_file_get_groups (files[i], NULL);

      for (guint j = 0; groups[j] != NULL; j++)
        {
          char *path = files[i] == installs || g_str_has_prefix (groups[j], "Install")
                           ? read_path (files[i], groups[j], "Default", folder)
                           : NULL;

          if (path != NULL)
            g_hash_table_add (named, path);
        }
    }
  return named;
}

static Profile *
read_profile (const Root *root,
              GKeyFile *ini,
              const char *group,
              const char *folder,
              GHashTable *named)
{
  g_autofree char *path = read_path (ini, group, "Path", folder);
  Profile *profile;

  if (!g_str_has_prefix (group, "Profile") || path == NULL ||
      !g_file_test (path, G_FILE_TEST_IS_DIR))
    return NULL;

  profile = g_new0 (Profile, 1);
  profile->root = root;
  profile->name = g_key_file_get_string (ini, group, "Name", NULL);
  if (profile->name == NULL || *profile->name == '\0')
    {
      g_free (profile->name);
      profile->name = g_filename_display_basename (path);
    }
  profile->is_default = g_key_file_get_boolean (ini, group, "Default", NULL);
  profile->is_named_by_installation = g_hash_table_contains (named, path);
  profile->used_at = get_written_at (path, "prefs.js");
  profile->path = g_steal_pointer (&path);
  return profile;
}

/* First what an installation names, then the default, then what was used last; and what was never used
 * behind all that was. */
static int
compare_profiles (gconstpointer a, gconstpointer b)
{
  const Profile *x = *(const Profile *const *) a;
  const Profile *y = *(const Profile *const *) b;

  if ((x->used_at > 0) != (y->used_at > 0))
    return x->used_at > 0 ? -1 : 1;
  if (x->is_named_by_installation != y->is_named_by_installation)
    return x->is_named_by_installation ? -1 : 1;
  if (!x->is_named_by_installation && x->is_default != y->is_default)
    return x->is_default ? -1 : 1;
  if (x->used_at != y->used_at)
    return x->used_at > y->used_at ? -1 : 1;
  return strcmp (x->path, y->path);
}

/* Returns: (transfer full): the best one first; those never used only where no other is there */
static GPtrArray *
read_profiles (const Root *root, const char *folder)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (free_profile);
  g_autoptr (GKeyFile) ini = load_ini (folder, "profiles.ini");
  g_autoptr (GHashTable) named = read_installations (ini, folder);
  g_auto (GStrv) groups = g_key_file_get_groups (ini, NULL);

  for (guint i = 0; groups[i] != NULL && profiles->len < MOST_PROFILES; i++)
    {
      Profile *profile = read_profile (root, ini, groups[i], folder, named);

      if (profile != NULL)
        g_ptr_array_add (profiles, profile);
    }
  g_ptr_array_sort (profiles, compare_profiles);
  while (profiles->len > 1 && ((Profile *) profiles->pdata[0])->used_at > 0 &&
         ((Profile *) profiles->pdata[profiles->len - 1])->used_at == 0)
    g_ptr_array_set_size (profiles, (gint) profiles->len - 1);
  return profiles;
}

/* --- Places --- */

static char *
make_title (const PlExportTarget *target, const Root *root, const char *profile)
{
  static const char *const packages[] = { NULL, "Flatpak", "Snap" };
  const char *package = packages[root->packaging];

  if (package != NULL && profile != NULL)
    /* Translators: a mail program, how it was installed, its profile */
    return g_strdup_printf (_ ("%s (%s), profile “%s”"), target->name, package, profile);
  if (package != NULL)
    return g_strdup_printf ("%s (%s)", target->name, package);
  if (profile != NULL)
    /* Translators: a mail program, its profile */
    return g_strdup_printf (_ ("%s, profile “%s”"), target->name, profile);
  return g_strdup (target->name);
}

static void
add_profile (const PlExportTarget *target,
             GPtrArray *places,
             const Profile *profile,
             gboolean alone)
{
  g_autofree char *title = make_title (target, profile->root, alone ? NULL : profile->name);
  g_autofree char *shown = g_filename_display_name (profile->path);
  g_autofree char *problem = NULL;
  PlExportPlaceState state =
      pl_thunderbird_is_locked (profile->path) ? PL_EXPORT_PLACE_RUNNING : PL_EXPORT_PLACE_READY;

  if (access (profile->path, R_OK | W_OK | X_OK) != 0)
    {
      state = PL_EXPORT_PLACE_UNUSABLE;
      /* Translators: %s is a folder */
      problem = g_strdup_printf (_ ("You have no right to change “%s”."), shown);
    }
  g_ptr_array_add (places, pl_export_place_new (&(PlExportPlaceFields){
                               .target = target,
                               .title = title,
                               .profile = profile->name,
                               .path = profile->path,
                               .packaging = profile->root->packaging,
                               .state = state,
                               .preferred = places->len == 0 && state != PL_EXPORT_PLACE_UNUSABLE,
                               .problem = problem,
                           }));
}

static void
add_unused (const PlExportTarget *target, GPtrArray *places, const Root *root)
{
  g_autofree char *title = make_title (target, root, NULL);
  g_autofree char *problem = g_strdup_printf (
      /* Translators: a mail program, twice */
      _ ("%s has not been started yet, so it has no place for accounts. Start it once, close it, "
         "and come back; or save a file that %s can import."),
      title, target->name);

  g_ptr_array_add (places, pl_export_place_new (&(PlExportPlaceFields){
                               .target = target,
                               .title = title,
                               .packaging = root->packaging,
                               .state = PL_EXPORT_PLACE_UNUSABLE,
                               .problem = problem,
                           }));
}

/* What has the freshest best profile first. */
static int
compare_roots (gconstpointer a, gconstpointer b)
{
  const GPtrArray *x = *(const GPtrArray *const *) a;
  const GPtrArray *y = *(const GPtrArray *const *) b;
  gint64 x_at = ((const Profile *) x->pdata[0])->used_at;
  gint64 y_at = ((const Profile *) y->pdata[0])->used_at;

  return x_at == y_at ? 0 : x_at > y_at ? -1 : 1;
}

/* A folder that is a link to another package's is the same folder. */
static gboolean
take_folder (GHashTable *seen, const char *folder)
{
  char *real = realpath (folder, NULL);

  return real != NULL && g_hash_table_add (seen, real);
}

/**
 * pl_thunderbird_find_places:
 *
 * The profile that is really in use first, then the others that were ever used; and a place without
 * profile for a Thunderbird that was never started.
 */
void
pl_thunderbird_find_places (const PlExportTarget *target, GPtrArray *places)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) mine = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *folder = g_build_filename (g_get_home_dir (), roots[i].folder, NULL);
      g_autoptr (GPtrArray) profiles = NULL;

      if (take_folder (seen, folder))
        profiles = read_profiles (&roots[i], folder);
      if (profiles != NULL && profiles->len > 0)
        g_ptr_array_add (found, g_steal_pointer (&profiles));
    }
  g_ptr_array_sort (found, compare_roots);

  for (guint i = 0; i < found->len; i++)
    {
      const GPtrArray *profiles = found->pdata[i];

      for (guint j = 0; j < profiles->len; j++)
        add_profile (target, mine, profiles->pdata[j], profiles->len == 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (roots) && found->len == 0; i++)
    if (is_installed (&roots[i]))
      add_unused (target, mine, &roots[i]);
  g_ptr_array_extend_and_steal (places, g_steal_pointer (&mine));
}
