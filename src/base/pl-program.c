// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-program.h"

#include <gio/gio.h>

/* Where another program is from the folder of the one that runs: beside it, or in its own room of the
 * folder in which both were built. */
static const char *const rooms[] = { ".", "../cli", "../wizard" };

/**
 * pl_program_find:
 * @name: of another program of ours, or of this one
 * @installed_in: the folder in which it is when installed
 *
 * Returns: (transfer full): its path: where it was built together with the program that runs, or where it
 *   is installed
 */
char *
pl_program_find (const char *name, const char *installed_in)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (rooms); i++)
    {
      g_autofree char *built = g_build_filename (folder, rooms[i], name, NULL);

      if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (built, "/");
    }
  return g_build_filename (installed_in, name, NULL);
}
