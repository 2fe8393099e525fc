// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib/gi18n.h>
#include <locale.h>

/* From now on in German, out of the built catalogue; last in a program, as nobody changes it back.
 * Returns: %FALSE where it is not built, and the test has failed */
static inline gboolean
speak_german (void)
{
  const char *folder = g_getenv ("POSTLOTSE_LOCALEDIR");
  g_autofree char *built =
      g_build_filename (folder != NULL ? folder : "", "de", "LC_MESSAGES", "postlotse.mo", NULL);

  if (!g_file_test (built, G_FILE_TEST_EXISTS))
    {
      g_test_fail_printf ("the German catalogue is not built: %s", built);
      return FALSE;
    }

  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "de", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return TRUE;
}
