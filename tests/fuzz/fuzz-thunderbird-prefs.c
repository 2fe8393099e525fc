// SPDX-License-Identifier: GPL-3.0-or-later
/* Anything for prefs.js: nothing changes when nothing is set, and what is set is there when it is read
 * again, beside all that was there before. */
#include "export/thunderbird/pl-thunderbird-prefs-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static PlThunderbirdPrefs *
parse_bytes (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return pl_thunderbird_prefs_parse (text != NULL ? text : "", length);
}

/* The name itself is the value: whatever it holds has to survive both. */
static void
set_something (PlThunderbirdPrefs *prefs, const char *word)
{
  pl_thunderbird_prefs_set_string (prefs, "mail.smtpservers", word);
  pl_thunderbird_prefs_set_int (prefs, "mail.account.lastKey", (int) strlen (word));
  pl_thunderbird_prefs_set_bool (prefs, "mail.server.server1.leave_on_server", TRUE);
  pl_thunderbird_prefs_set_string (prefs, word, word);
}

static void
check_all (const PlThunderbirdPrefs *prefs, const PlThunderbirdPrefs *before, const char *word)
{
  g_autoptr (GPtrArray) names = pl_thunderbird_prefs_list (before, "");
  gboolean leave = FALSE;

  g_assert_cmpstr (pl_thunderbird_prefs_get_string (prefs, word), ==, word);
  g_assert_true (
      g_str_equal (word, "mail.server.server1.leave_on_server") ||
      (pl_thunderbird_prefs_get_bool (prefs, "mail.server.server1.leave_on_server", &leave) &&
       leave));
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      const char *value = pl_thunderbird_prefs_get_string (before, name);

      if (value != NULL && !g_str_equal (name, word) && !g_str_has_prefix (name, "mail."))
        g_assert_cmpstr (pl_thunderbird_prefs_get_string (prefs, name), ==, value);
    }
}

static void
count_cb (const char *before, const char *after, gpointer data)
{
  guint *n_changes = data;

  g_assert_true (g_str_has_prefix (after, "user_pref("));
  g_assert_true (before == NULL || g_utf8_validate (before, -1, NULL));
  (*n_changes)++;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) given = g_bytes_new (data, size);
  g_autoptr (PlThunderbirdPrefs) prefs = parse_bytes (given);
  g_autoptr (PlThunderbirdPrefs) before = parse_bytes (given);
  g_autoptr (PlThunderbirdPrefs) again = NULL;
  g_autoptr (GBytes) same = pl_thunderbird_prefs_to_bytes (prefs);
  g_autoptr (GBytes) changed = NULL;
  g_autofree char *word = g_utf8_make_valid ((const char *) data, (gssize) MIN (size, 40));
  guint n_changes = 0;

  g_assert_true (g_bytes_equal (given, same));
  if (!pl_thunderbird_prefs_is_whole (prefs))
    return 0;

  set_something (prefs, word);
  pl_thunderbird_prefs_each_change (prefs, count_cb, &n_changes);
  changed = pl_thunderbird_prefs_to_bytes (prefs);
  g_assert_true ((n_changes == 0) == g_bytes_equal (given, changed));
  again = parse_bytes (changed);
  g_assert_true (pl_thunderbird_prefs_is_whole (again));
  check_all (again, before, word);
  return 0;
}
