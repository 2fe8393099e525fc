// SPDX-License-Identifier: GPL-3.0-or-later
/* Accounts, servers, identities and outgoing servers have numbered keys: server3, id2. Their numbers
 * have nothing to do with each other, and those that are gone leave crumbs. */
#include "export/thunderbird/pl-thunderbird-tree-private.h"

#include "base/pl-hostname.h"

#include <string.h>

#define HIGHEST_NUMBER 1000000 /* beyond it somebody plays with us */

/* The number in @text behind @stem, which ends at @end_char; 0 where there is none. */
static guint
read_number (const char *text, const char *stem, char end_char)
{
  const char *p = text + strlen (stem);
  guint number = 0;

  if (!g_str_has_prefix (text, stem) || !g_ascii_isdigit (*p))
    return 0;
  for (; g_ascii_isdigit (*p); p++)
    number = MIN (number * 10 + (guint) g_ascii_digit_value (*p), HIGHEST_NUMBER + 1);
  return *p == end_char && number <= HIGHEST_NUMBER ? number : 0;
}

/**
 * pl_thunderbird_get_list:
 *
 * Returns: (transfer full): the keys of a list such as `account1,account2`
 */
char **
pl_thunderbird_get_list (const PlThunderbirdPrefs *prefs, const char *name)
{
  const char *value = pl_thunderbird_prefs_get_string (prefs, name);
  g_auto (GStrv) keys = g_strsplit (value != NULL ? value : "", ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    if (*g_strstrip (keys[i]) != '\0')
      g_strv_builder_add (builder, keys[i]);
  return g_strv_builder_end (builder);
}

/**
 * pl_thunderbird_add_to_list:
 *
 * Puts @key at the end of a list, where it is not in it yet.
 */
void
pl_thunderbird_add_to_list (PlThunderbirdPrefs *prefs, const char *name, const char *key)
{
  g_auto (GStrv) keys = pl_thunderbird_get_list (prefs, name);
  const char *value = pl_thunderbird_prefs_get_string (prefs, name);
  g_autofree char *longer = NULL;

  if (g_strv_contains ((const char *const *) keys, key))
    return;

  longer = keys[0] != NULL ? g_strconcat (value, ",", key, NULL) : g_strdup (key);
  pl_thunderbird_prefs_set_string (prefs, name, longer);
}

/* Keys can be named by others before or after anything is set for them. */
static guint
find_highest_named (const PlThunderbirdPrefs *prefs, const char *stem)
{
  g_autoptr (GPtrArray) names = pl_thunderbird_prefs_list (prefs, "mail.");
  guint highest = 0;

  for (guint i = 0; i < names->len; i++)
    {
      g_auto (GStrv) keys = pl_thunderbird_get_list (prefs, names->pdata[i]);

      for (guint j = 0; keys[j] != NULL; j++)
        highest = MAX (highest, read_number (keys[j], stem, '\0'));
    }
  return highest;
}

static gboolean
is_used (const PlThunderbirdPrefs *prefs, const char *branch, const char *key)
{
  g_autofree char *prefix = g_strconcat (branch, key, ".", NULL);
  g_autoptr (GPtrArray) names = pl_thunderbird_prefs_list (prefs, prefix);

  return names->len > 0;
}

/**
 * pl_thunderbird_next_key:
 * @branch: such as `mail.server.`
 * @stem: such as `server`
 *
 * Returns: (transfer full): a key that stands nowhere in @prefs: behind the highest one, not in a gap,
 *   as folders and passwords of a removed account may still be there
 */
char *
pl_thunderbird_next_key (const PlThunderbirdPrefs *prefs, const char *branch, const char *stem)
{
  g_autofree char *prefix = g_strconcat (branch, stem, NULL);
  g_autoptr (GPtrArray) names = pl_thunderbird_prefs_list (prefs, prefix);
  guint highest = find_highest_named (prefs, stem);
  g_autofree char *key = NULL;
  int last = 0;

  for (guint i = 0; i < names->len; i++)
    highest = MAX (highest, read_number (names->pdata[i], prefix, '.'));
  if (g_str_equal (stem, "account") &&
      pl_thunderbird_prefs_get_int (prefs, "mail.account.lastKey", &last) && last > 0 &&
      last <= HIGHEST_NUMBER)
    highest = MAX (highest, (guint) last);

  do
    {
      g_free (key);
      key = g_strdup_printf ("%s%u", stem, ++highest);
    }
  while (is_used (prefs, branch, key));
  return g_steal_pointer (&key);
}

/**
 * pl_thunderbird_get_string:
 *
 * Returns: (nullable): the string at @branch @key . @leaf
 */
const char *
pl_thunderbird_get_string (const PlThunderbirdPrefs *prefs,
                           const char *branch,
                           const char *key,
                           const char *leaf)
{
  g_autofree char *name = g_strconcat (branch, key, ".", leaf, NULL);

  return pl_thunderbird_prefs_get_string (prefs, name);
}

void
pl_thunderbird_set_string (PlThunderbirdPrefs *prefs,
                           const char *branch,
                           const char *key,
                           const char *leaf,
                           const char *value)
{
  g_autofree char *name = g_strconcat (branch, key, ".", leaf, NULL);

  pl_thunderbird_prefs_set_string (prefs, name, value);
}

void
pl_thunderbird_set_int (PlThunderbirdPrefs *prefs,
                        const char *branch,
                        const char *key,
                        const char *leaf,
                        int value)
{
  g_autofree char *name = g_strconcat (branch, key, ".", leaf, NULL);

  pl_thunderbird_prefs_set_int (prefs, name, value);
}

void
pl_thunderbird_set_bool (PlThunderbirdPrefs *prefs,
                         const char *branch,
                         const char *key,
                         const char *leaf,
                         gboolean value)
{
  g_autofree char *name = g_strconcat (branch, key, ".", leaf, NULL);

  pl_thunderbird_prefs_set_bool (prefs, name, value);
}

/* --- What is the same --- */

/**
 * pl_thunderbird_is_same_host:
 * @theirs: (nullable): as a person has typed it, in any script
 * @ours: ASCII
 */
gboolean
pl_thunderbird_is_same_host (const char *theirs, const char *ours)
{
  g_autofree char *ascii = theirs != NULL ? pl_hostname_to_ascii (theirs, NULL) : NULL;

  return ascii != NULL && g_ascii_strcasecmp (ascii, ours) == 0;
}

/**
 * pl_thunderbird_is_same_user:
 * @theirs: (nullable): none, or empty, for a server without sign-in
 * @ours: (nullable): likewise
 */
gboolean
pl_thunderbird_is_same_user (const char *theirs, const char *ours)
{
  g_autofree char *x = g_utf8_casefold (theirs != NULL ? theirs : "", -1);
  g_autofree char *y = g_utf8_casefold (ours != NULL ? ours : "", -1);

  return g_str_equal (x, y);
}

/**
 * pl_thunderbird_get_socket_type:
 *
 * Returns: `socketType` and `try_ssl`. 1, encryption if there happens to be some, is never written.
 */
int
pl_thunderbird_get_socket_type (PlSecurity security)
{
  static const int types[] = {
    [PL_SECURITY_TLS] = 3,
    [PL_SECURITY_STARTTLS] = 2,
    [PL_SECURITY_NONE] = 0,
  };

  g_return_val_if_fail ((guint) security < G_N_ELEMENTS (types), 3);
  return types[security];
}
