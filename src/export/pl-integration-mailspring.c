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

static gboolean
install (GPtrArray *told, GError **error)
{
  g_autoptr (GPtrArray) folders = find_folders ();

  for (guint i = 0; i < folders->len; i++)
    {
      gboolean changed;

      if (!pl_integration_write_folder (folders->pdata[i], PREFIX, &changed, error))
        return FALSE;
      g_ptr_array_add (
          told, changed
                    /* Translators: the first %s is the entry's name, the second a folder */
                    ? g_strdup_printf (
                          _ ("From its next start, Mailspring has “%s” in its File menu (%s)."),
                          /* Translators: an entry in Mailspring's File menu; the same as in the
                                  * plugin itself */
                          _ ("Add Account (Postlotse)…"), (char *) folders->pdata[i])
                    /* Translators: the first %s is the entry's name, the second a folder */
                    : g_strdup_printf (_ ("Mailspring has “%s” in its File menu already (%s)."),
                                       _ ("Add Account (Postlotse)…"), (char *) folders->pdata[i]));
    }
  return TRUE;
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
      g_ptr_array_add (
          told, !there
                    /* Translators: %s is a folder */
                    ? g_strdup_printf (_ ("Nothing of Postlotse is in Mailspring (%s)."), folder)
                    : whole
                          /* Translators: %s is a folder */
                          ? g_strdup_printf (
                                _ ("Removed. Mailspring forgets the entry at its next start (%s)."),
                                folder)
                          /* Translators: %s is a folder */
                          : g_strdup_printf (_ ("Removed, but for files of somebody else in %s."),
                                             folder));
    }
  return TRUE;
}

const PlIntegration pl_integration_mailspring = {
  .id = "mailspring",
  .name = "Mailspring",
  .install = install,
  .remove = remove_plugin,
};
