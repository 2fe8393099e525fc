// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-program.h"

#include <gio/gio.h>

/**
 * pl_program_find:
 * @name: of another program of ours
 * @installed_in: the folder in which it is when installed
 *
 * Returns: (transfer full): its path: beside the program that runs, where both were built, or where it
 *   is installed
 */
char *
pl_program_find (const char *name, const char *installed_in)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (installed_in, name, NULL);
}
