// SPDX-License-Identifier: GPL-3.0-or-later
/* What a server says to a search: SEARCH of IMAP4rev1, ESEARCH of IMAP4rev2, and nonsense. */
#include "protocol/pl-imap-look-private.h"

static const struct
{
  const char *name;
  const char *text;
  guint32 uid; /* 0: nothing was found */
} cases[] = {
  { "SEARCH", "", 0 },
  { "SEARCH", " ", 0 },
  { "SEARCH", "7", 7 },
  { "SEARCH", " 12 14", 12 },
  { "SEARCH", "4294967295", G_MAXUINT32 },
  { "SEARCH", "4294967296", 0 },
  { "SEARCH", "99999999999999999999", 0 },
  { "SEARCH", "0", 0 },
  { "SEARCH", "-1", 0 },
  { "SEARCH", "+7", 0 },
  { "SEARCH", "seven", 0 },
  { "ESEARCH", "(TAG \"A7\") UID", 0 },
  { "ESEARCH", "(TAG \"A7\") UID ALL 4:6", 4 },
  { "ESEARCH", "(TAG \"A7\") UID ALL 9", 9 },
  { "ESEARCH", "(TAG \"A7\") UID ALL ", 0 },
  { "EXISTS", "7", 0 },
};

static void
test_search (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 uid = 0;

      g_test_message ("%s “%s”", cases[i].name, cases[i].text);
      g_assert_cmpint (pl_imap_look_parse_search (cases[i].name, cases[i].text, &uid), ==,
                       cases[i].uid != 0);
      g_assert_cmpuint (uid, ==, cases[i].uid);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imap/look/search", test_search);
  return g_test_run ();
}
