// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-program.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <unistd.h>

/* Where another program is from the folder of the one that runs: beside it, or in its own room of the
 * folder in which both were built. */
static const char *const rooms[] = { ".", "../cli", "../wizard" };

/**
 * pl_program_occupy_standard_descriptors:
 *
 * Who starts a program may have closed its standard input, output or error. The next socket or file
 * would then get that number, and what is meant for a person would go to a mail server. So each that is
 * missing is occupied, by something that can neither be read nor written: what is lost is noticed. To be
 * called first of all.
 */
void
pl_program_occupy_standard_descriptors (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
      /* The lowest number that is free is the missing one. It is meant to outlive an exec. */
      (void) open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

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
