// SPDX-License-Identifier: GPL-3.0-or-later
/* Files of ours, which lie within this program, as files or a folder within a mail program's own. */
#include "export/integration/pl-integration-private.h"

#include "export/frame/pl-export-error.h"
#include "export/frame/pl-export-owner-private.h"
#include "export/pl-integration-resources.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define ROOT "/org/postlotse/integrations/"

/* Registered by hand: a library's linker would leave out what registers itself. */
static GResource *
get_resource (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      pl_integration_register_resource ();
      g_once_init_leave (&once, 1);
    }
  return pl_integration_get_resource ();
}

/**
 * pl_integration_look_up:
 * @path: below data/integrations
 *
 * Returns: (transfer full): the file; one that is not there is a mistake in the program
 */
GBytes *
pl_integration_look_up (const char *path)
{
  g_autofree char *whole = g_strconcat (ROOT, path, NULL);
  GBytes *bytes =
      g_resource_lookup_data (get_resource (), whole, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return bytes;
}

/* All files below @prefix, which ends in a slash, without it. */
static void
list_files (const char *prefix, const char *below, GPtrArray *files)
{
  g_autofree char *path = g_strconcat (ROOT, prefix, below, NULL);
  g_auto (GStrv) children =
      g_resource_enumerate_children (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (char **child = children; child != NULL && *child != NULL; child++)
    {
      g_autofree char *name = g_strconcat (below, *child, NULL);

      if (g_str_has_suffix (name, "/"))
        list_files (prefix, name, files);
      else
        g_ptr_array_add (files, g_steal_pointer (&name));
    }
}

static GPtrArray *
dup_files (const char *prefix)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  list_files (prefix, "", files);
  g_assert (files->len > 0);
  return files;
}

static gboolean
has_contents (const char *path, GBytes *contents)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) found = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  found = g_bytes_new_take (g_steal_pointer (&text), length);
  return g_bytes_equal (found, contents);
}

/**
 * pl_integration_write_file:
 * @changed: (inout): becomes %TRUE when the file was not there or was different
 */
gboolean
pl_integration_write_file (const char *path, GBytes *contents, gboolean *changed, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  const char *bytes = g_bytes_get_data (contents, &length);

  if (has_contents (path, contents))
    return TRUE;

  *changed = TRUE;
  if (!pl_export_check_owner (path, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      pl_export_set_error_from_errno (error, errno, folder);
      return FALSE;
    }
  return g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   0644, error);
}

/**
 * pl_integration_remove_file:
 * @removed: (inout): becomes %TRUE when there was such a file
 */
gboolean
pl_integration_remove_file (const char *path, gboolean *removed, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  if (!pl_export_check_owner (path, error))
    return FALSE;
  if (g_unlink (path) != 0)
    {
      pl_export_set_error_from_errno (error, errno, path);
      return FALSE;
    }

  *removed = TRUE;
  return TRUE;
}

/* Who works on the files keeps them elsewhere and links to them; that is not ours to write. */
static gboolean
check_folder (const char *folder, GError **error)
{
  if (!g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED,
               /* Translators: %s is a folder */
               _ ("“%s” leads to another folder, so it is left as it is."), folder);
  return FALSE;
}

/* @path: of one of our files in the mail program's folder, @name: of the same below data/integrations */
typedef gboolean (*FileFunc) (const char *path,
                              const char *name,
                              gboolean *changed,
                              GError **error);

static gboolean
for_each_file (const char *folder,
               const char *prefix,
               FileFunc func,
               gboolean *changed,
               GError **error)
{
  g_autoptr (GPtrArray) files = dup_files (prefix);

  *changed = FALSE;
  if (!check_folder (folder, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, files->pdata[i], NULL);
      g_autofree char *name = g_strconcat (prefix, files->pdata[i], NULL);

      if (!func (path, name, changed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_one (const char *path, const char *name, gboolean *changed, GError **error)
{
  g_autoptr (GBytes) contents = pl_integration_look_up (name);

  return pl_integration_write_file (path, contents, changed, error);
}

/**
 * pl_integration_write_folder:
 * @prefix: the files' place below data/integrations, with a slash at the end
 * @changed: (out): whether anything was not there or was different
 */
gboolean
pl_integration_write_folder (const char *folder,
                             const char *prefix,
                             gboolean *changed,
                             GError **error)
{
  return for_each_file (folder, prefix, write_one, changed, error);
}

/* The folder within ours, too, that is empty then; one is not, or is ours itself, which goes last. */
static gboolean
remove_one (const char *path, const char *name, gboolean *changed, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!pl_integration_remove_file (path, changed, error))
    return FALSE;
  (void) g_rmdir (folder);
  return TRUE;
}

/**
 * pl_integration_remove_folder:
 * @whole: (out): whether the folder is gone; %FALSE where somebody else's files lie in it
 *
 * Removes the files of these names and nothing else.
 */
gboolean
pl_integration_remove_folder (const char *folder,
                              const char *prefix,
                              gboolean *whole,
                              GError **error)
{
  gboolean changed;

  if (!for_each_file (folder, prefix, remove_one, &changed, error))
    return FALSE;
  (void) g_rmdir (folder);
  *whole = !g_file_test (folder, G_FILE_TEST_EXISTS);
  return TRUE;
}
