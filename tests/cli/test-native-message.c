// SPDX-License-Identifier: GPL-3.0-or-later
/* What Thunderbird's add-on asks, and what it is answered. */
#include "cli/pl-native-message.h"

#include <string.h>

static void
test_requests (void)
{
  static const struct
  {
    const char *text;
    PlNativeRequest request;
  } rows[] = {
    { "{\"request\":\"add\"}", PL_NATIVE_ADD },
    { "{ \"more\": [1], \"request\": \"add\" }", PL_NATIVE_ADD },
    { "{\"request\":\"remove\"}", PL_NATIVE_UNKNOWN },
    { "{\"request\":1}", PL_NATIVE_UNKNOWN },
    { "\"add\"", PL_NATIVE_UNKNOWN },
    { "{", PL_NATIVE_UNKNOWN },
    { "", PL_NATIVE_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (pl_native_parse_request (rows[i].text, strlen (rows[i].text)), ==,
                     rows[i].request);
}

static void
test_replies (void)
{
  static const struct
  {
    const char *answer;
    const char *secrets;
    const char *reply; /* NULL: malformed */
  } rows[] = {
    { "{\"a\":1}\n", "", "{\"answer\":\"{\\\"a\\\":1}\\n\",\"secrets\":{}}" },
    { "", "incoming.0 5\np\"\\\nxoutgoing.0 2\n\xc3\xa4",
      "{\"answer\":\"\",\"secrets\":{\"incoming.0\":\"p\\\"\\\\\\nx\",\"outgoing.0\":\"\xc3\xa4\"}}" },
    { "", "incoming.0 0\n", "{\"answer\":\"\",\"secrets\":{\"incoming.0\":\"\"}}" },
    { "", "incoming.0 6\nshort", NULL },
    { "", "incoming.0 -1\nx", NULL },
    { "", "incoming.0 x\nx", NULL },
    { "", "incoming.0\nx", NULL },
    { "", "x", NULL },
    { "", "incoming.0 1\n\xff", NULL },
    { "", "incoming.0 99999999999999999999\nx", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlSecretString) reply =
          pl_native_make_reply (rows[i].answer, rows[i].secrets, strlen (rows[i].secrets));

      g_assert_cmpstr (reply, ==, rows[i].reply);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/native-message/requests", test_requests);
  g_test_add_func ("/native-message/replies", test_replies);
  return g_test_run ();
}
