// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pl-locale.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#define PLAIN_LOCALE "C.UTF-8"
#define PLAIN_LOCALE_FOLDER "/usr/lib/locale/C.utf8" /* where glibc keeps it */

/* Returns the language a person asked for, as gettext would understand it: the first of LANGUAGE,
 * else that of the locale, which need not be installed. */
static char *
dup_wanted_language (void)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return g_strndup (value, strcspn (value, ":.@"));
    }

  return NULL;
}

static gboolean
is_language (const char *name)
{
  return g_ascii_isalpha (name[0]) && g_ascii_isalpha (name[1]) &&
         strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == strlen (name);
}

/* gettext translates nothing in a locale called "C" or, since glibc 2.39, "C.UTF-8". Small systems
 * have no other, and would never speak German. So the plain locale is loaded under the name of the
 * language, from a folder that exists only for that moment; it changes nothing but the name. */
static void
call_plain_locale (const char *language)
{
  g_autofree char *folder = g_dir_make_tmp ("postlotse-locale-XXXXXX", NULL);
  g_autofree char *name = g_strconcat (language, ".UTF-8", NULL);
  g_autofree char *link = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *usual_path = g_strdup (g_getenv ("LOCPATH"));

  if (link == NULL)
    return;

  if (symlink (PLAIN_LOCALE_FOLDER, link) == 0)
    {
      g_setenv ("LOCPATH", folder, TRUE);
      setlocale (LC_MESSAGES, name);
      if (usual_path != NULL)
        g_setenv ("LOCPATH", usual_path, TRUE);
      else
        g_unsetenv ("LOCPATH");
      g_unlink (link);
    }
  g_rmdir (folder);
}

/* "C" alone is what scripts ask for that want to read English. */
static gboolean
is_plain (const char *locale)
{
  return locale != NULL && g_ascii_strncasecmp (locale, "C.", 2) == 0;
}

/**
 * pl_locale_init:
 *
 * Sets the locale and the message catalogue from the environment; called first in main(), while
 * there is one thread. A program with GTK calls gtk_disable_setlocale() as well. Run from the build
 * folder, POSTLOTSE_LOCALEDIR names the catalogues.
 */
void
pl_locale_init (void)
{
  const char *folder = g_getenv ("POSTLOTSE_LOCALEDIR");
  g_autofree char *language = dup_wanted_language ();

  if (setlocale (LC_ALL, "") == NULL)
    setlocale (LC_ALL, PLAIN_LOCALE);

  if (language != NULL && is_language (language) && is_plain (setlocale (LC_MESSAGES, NULL)))
    {
      call_plain_locale (language);
      /* gettext prefers it to the locale's name; where it is set it stays as it is. */
      if (g_getenv ("LANGUAGE") == NULL || *g_getenv ("LANGUAGE") == '\0')
        g_setenv ("LANGUAGE", language, TRUE);
    }

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : PL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
