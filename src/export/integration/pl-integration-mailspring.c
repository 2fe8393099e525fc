// SPDX-License-Identifier: GPL-3.0-or-later
/* Mailspring's plugin: a folder in `packages`, which Mailspring looks through when it starts. */
#include "export/integration/pl-integration-private.h"

#include "export/mailspring/pl-mailspring-private.h"

#include <glib/gi18n.h>

#define PREFIX "mailspring/"
#define FOLDER "packages/postlotse"

static char *
find_folder (PlExportPlace *place)
{
  return g_build_filename (pl_export_place_get_path (place), FOLDER, NULL);
}

/* In a sandbox it cannot start a program, so the entry is not what the plugin is for there. */
static char *
say_sandboxed (PlExportPlace *place)
{
  return g_strdup_printf (
      /* Translators: %s is Mailspring with how it was installed, such as Mailspring (Flatpak) */
      _ ("%s runs in a sandbox and cannot open Postlotse. But from its next start on, it takes accounts "
         "from Postlotse while it is open."),
      pl_export_place_get_title (place));
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
install (PlExportPlace *named, GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) places = pl_integration_find_places (&pl_integration_mailspring, named);

  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *folder = find_folder (places->pdata[i]);
      gboolean changed;

      if (!pl_integration_write_folder (folder, PREFIX, &changed, error))
        return FALSE;
      g_ptr_array_add (told, say_installed (folder, changed));
      if (pl_export_place_get_packaging (places->pdata[i]) != PL_PACKAGING_NATIVE)
        g_ptr_array_add (told, say_sandboxed (places->pdata[i]));
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
remove_plugin (PlExportPlace *named, GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) places = pl_integration_find_places (&pl_integration_mailspring, named);

  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *folder = find_folder (places->pdata[i]);
      gboolean there = g_file_test (folder, G_FILE_TEST_IS_DIR);
      gboolean whole = TRUE;

      if (there && !pl_integration_remove_folder (folder, PREFIX, &whole, error))
        return FALSE;
      g_ptr_array_add (told, say_removed (folder, there, whole));
    }
  if (places->len == 0)
    /* Translators: of the plugin in Mailspring, which is not on this computer */
    g_ptr_array_add (told, g_strdup (_ ("Nothing of Postlotse is in Mailspring.")));
  return TRUE;
}

const PlIntegration pl_integration_mailspring = {
  .target = &pl_export_mailspring,
  .install = install,
  .remove = remove_plugin,
};
