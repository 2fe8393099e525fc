// SPDX-License-Identifier: GPL-3.0-or-later
/* Mailspring's plugin: a folder in `packages`, which Mailspring looks through when it starts. */
#include "export/pl-integration-private.h"

#include "export/pl-mailspring-private.h"

#include <glib/gi18n.h>

#define PREFIX "mailspring/"
#define FOLDER "packages/postlotse"

/* Each of the folders of an installed Mailspring. */
static GPtrArray *
find_folders (void)
{
  g_autoptr (GPtrArray) places = pl_export_find_places (&pl_export_mailspring, NULL);
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (folders,
                     g_build_filename (pl_export_place_get_path (places->pdata[i]), FOLDER, NULL));
  return folders;
}

static char *
say_installed (const char *folder, gboolean changed)
{
  /* Translators: an entry in Mailspring's File menu; the same as in the plugin itself */
  const char *entry = _ ("Add Account (Postlotse)…");

  if (changed)
    return g_strdup_printf (
        /* Translators: the first %s is the entry's name, the second a folder */
        _ ("From its next start, Mailspring has “%s” in its File menu (%s)."), entry, folder);

  return g_strdup_printf (
      /* Translators: the first %s is the entry's name, the second a folder */
      _ ("Mailspring has “%s” in its File menu already (%s)."), entry, folder);
}

static gboolean
install (GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) folders = find_folders ();

  for (guint i = 0; i < folders->len; i++)
    {
      gboolean changed;

      if (!pl_integration_write_folder (folders->pdata[i], PREFIX, &changed, error))
        return FALSE;
      g_ptr_array_add (told, say_installed (folders->pdata[i], changed));
    }
  return TRUE;
}

static char *
say_removed (const char *folder, gboolean was_there, gboolean whole)
{
  if (!was_there)
    return g_strdup_printf (
        /* Translators: %s is a folder */
        _ ("Nothing of Postlotse is in Mailspring (%s)."), folder);
  if (!whole)
    return g_strdup_printf (
        /* Translators: %s is a folder */
        _ ("Removed, but for files of somebody else in %s."), folder);

  return g_strdup_printf (
      /* Translators: %s is a folder */
      _ ("Removed. Mailspring forgets the entry at its next start (%s)."), folder);
}

static gboolean
remove_plugin (GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) folders = find_folders ();

  for (guint i = 0; i < folders->len; i++)
    {
      const char *folder = folders->pdata[i];
      gboolean there = g_file_test (folder, G_FILE_TEST_IS_DIR);
      gboolean whole = TRUE;

      if (there && !pl_integration_remove_folder (folder, PREFIX, &whole, error))
        return FALSE;
      g_ptr_array_add (told, say_removed (folder, there, whole));
    }
  return TRUE;
}

const PlIntegration pl_integration_mailspring = {
  .id = "mailspring",
  .name = "Mailspring",
  .install = install,
  .remove = remove_plugin,
};
