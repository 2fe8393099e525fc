// SPDX-License-Identifier: GPL-3.0-or-later
/* The ua-auto-config draft: documents, and the record that vouches for them. */
#include "document-rows.h"

#include <string.h>

#define DIGEST "q9YmWwIHtF4kpSF+WeVew46J1GKcZePsmJwKSQKrJmU="

static const DocumentRow rows[] = {
  { "whole",
    "{\"protocols\": {\"jmap\": {\"url\": \"https://jmap.example.org/\"},"
    " \"imap\": {\"host\": \"imap.example.org\"}, \"pop3\": {\"host\": \"pop.example.org\"},"
    " \"smtp\": {\"host\": \"smtp.example.org\"}, \"managesieve\": {\"host\": \"s.example.org\"}},"
    " \"authentication\": {\"oauth-public\": {\"issuer\": \"https://id.example.org\"},"
    " \"password\": true},"
    " \"info\": {\"provider\": {\"name\": \"Example\", \"logo\": [{\"width\": 1}]},"
    " \"help\": {\"documentation\": \"https://example.org/help\"}}}",
    "imap imap.example.org:993 tls %EMAILADDRESS% password oauth2\n"
    "pop3 pop.example.org:995 tls %EMAILADDRESS% password oauth2\n"
    "smtp smtp.example.org:465 tls %EMAILADDRESS% password oauth2\n"
    "link https://example.org/help\n" },
  { "another name for sending", "{\"protocols\": {\"submit\": {\"host\": \"smtp.example.org\"}}}",
    "smtp smtp.example.org:465 tls %EMAILADDRESS% password\n" },
  { "browser only",
    "{\"protocols\": {\"imap\": {\"host\": \"a.example.org\"}},"
    " \"authentication\": {\"oauth-public\": {}, \"password\": false}}",
    "imap a.example.org:993 tls %EMAILADDRESS% oauth2\n" },
  { "no sign-in known",
    "{\"protocols\": {\"imap\": {\"host\": \"a.example.org\"}}, \"authentication\": {\"x\": true}}",
    "imap a.example.org:993 tls %EMAILADDRESS%\n" },
  { "nothing", "{\"protocols\": {}}", "" },
  { "other kinds of values",
    "{\"protocols\": {\"imap\": \"a.example.org\", \"pop3\": {\"host\": 1}, \"smtp\": {\"host\":"
    " [\"a.example.org\"]}, \"submit\": null}, \"authentication\": [], \"info\": {\"help\":"
    " {\"documentation\": {}}}}",
    "" },
  { "http help",
    "{\"protocols\": {}, \"info\": {\"help\": {\"documentation\": \"http://example.org/\"}}}", "" },
  { "control characters", "{\"protocols\": {\"imap\": {\"host\": \"a\\u0007.example.org\"}}}", "" },

  { "empty", "", NULL },
  { "array", "[]", NULL },
  { "string", "\"a\"", NULL },
  { "null", "null", NULL },
  { "no protocols", "{}", NULL },
  { "protocols are an array", "{\"protocols\": []}", NULL },
  { "cut", "{\"protocols\": {\"imap\"", NULL },
  { "page", "<html></html>", NULL },
  { "not utf-8", "{\"protocols\": {\"imap\": {\"host\": \"\xfc\"}}}", NULL },
};

/* However it is hidden from a scanner that knows strings, depth ends before the stack does. */
static void
test_deep (void)
{
  static const char *const begins[] = { "{\"protocols\":", "{\"protocols\": /* \" */ ",
                                        "{\"protocols\": // \"\n" };

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      g_autoptr (GString) document = g_string_new (begins[i]);
      g_autoptr (PlConfig) config = NULL;

      for (guint n = 0; n < 200000; n++)
        g_string_append_c (document, '[');
      config = document_parse (pl_pacc_parse, document->str, document->len);
      g_assert_null (config);
    }
}

/* The digest is that of `{"protocols": {}}`. */
static void
test_vouched (void)
{
  static const char document[] = "{\"protocols\": {}}";
  static const struct
  {
    const char *record;
    gboolean is_vouched;
  } records[] = {
    { "v=UAAC1; a=sha256; d=@DIGEST@", TRUE },
    { " a = SHA256 ;v=uaac1;d=@DIGEST@;", TRUE },
    { "v=UAAC1; a=sha256; x=y; d=@DIGEST@", TRUE },
    { "v=UAAC2; a=sha256; d=@DIGEST@", FALSE },
    { "v=UAAC1; a=sha1; d=@DIGEST@", FALSE },
    { "v=UAAC1; d=@DIGEST@", FALSE },
    { "a=sha256; d=@DIGEST@", FALSE },
    { "v=UAAC1; a=sha256", FALSE },
    { "v=UAAC1; a=sha256; d=", FALSE },
    { "v=UAAC1; a=sha256; d=@DIGEST@x", FALSE },
    { "v=UAAC1; a=sha256; d=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", FALSE },
    { "v=spf1 -all", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GString) record = g_string_new (records[i].record);

      g_string_replace (record, "@DIGEST@", DIGEST, 0);
      g_assert_cmpint (pl_pacc_is_vouched (record->str, document, strlen (document)), ==,
                       records[i].is_vouched);
      g_assert_false (pl_pacc_is_vouched (record->str, document, strlen (document) - 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  document_rows_add ("pacc", rows, G_N_ELEMENTS (rows), pl_pacc_parse);
  g_test_add_func ("/pacc/deep", test_deep);
  g_test_add_func ("/pacc/vouched", test_vouched);
  return g_test_run ();
}
