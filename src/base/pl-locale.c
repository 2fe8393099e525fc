// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-locale.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

/* gettext looks at LANGUAGE only where the locale is another one than "C": small systems that have
 * no German locale installed, only C.UTF-8, would never speak German. */
static void
keep_wanted_language (void)
{
  const char *wanted = g_getenv ("LC_ALL");

  if (wanted == NULL || *wanted == '\0')
    wanted = g_getenv ("LC_MESSAGES");
  if (wanted == NULL || *wanted == '\0')
    wanted = g_getenv ("LANG");

  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    return;

  if (wanted != NULL && *wanted != '\0' && g_getenv ("LANGUAGE") == NULL)
    {
      g_autofree char *language = g_strndup (wanted, strcspn (wanted, ".@"));

      g_setenv ("LANGUAGE", language, TRUE);
    }
}

/**
 * pl_locale_init:
 *
 * Sets the locale and the message catalogue from the environment; called first in main(), while
 * there is one thread. Run from the build folder, POSTLOTSE_LOCALEDIR names the catalogues.
 */
void
pl_locale_init (void)
{
  const char *folder = g_getenv ("POSTLOTSE_LOCALEDIR");

  if (setlocale (LC_ALL, "") == NULL)
    keep_wanted_language ();

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : PL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
