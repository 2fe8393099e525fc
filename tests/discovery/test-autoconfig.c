// SPDX-License-Identifier: GPL-3.0-or-later
/* Thunderbird's configuration file: good, odd and hostile ones. */
#include "document-rows.h"

#include <string.h>

#define BEGIN "<clientConfig version='1.1'><emailProvider id='example.org'>"
#define END "</emailProvider></clientConfig>"
#define IMAP(inner)                                                                   \
  "<incomingServer type='imap'><hostname>imap.example.org</hostname><port>993</port>" \
  "<socketType>SSL</socketType>" inner "</incomingServer>"
#define ADDRESS "<username>%EMAILADDRESS%</username>"
#define PASSWORD "<authentication>password-cleartext</authentication>"

static const DocumentRow rows[] = {
  { "whole",
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    "<clientConfig version='1.1'>\n"
    "  <emailProvider id='example.org'>\n"
    "    <domain>example.org</domain>\n"
    "    <displayName>Example</displayName>\n"
    "    <incomingServer type='imap'>\n"
    "      <hostname> imap.example.org </hostname>\n"
    "      <port>143</port>\n"
    "      <socketType>STARTTLS</socketType>\n"
    "      <username>%EMAILLOCALPART%</username>\n"
    "      <authentication>OAuth2</authentication>\n"
    "      <authentication>password-encrypted</authentication>\n"
    "    </incomingServer>\n"
    "    <incomingServer type='pop3'>\n"
    "      <hostname>pop.example.org</hostname><port>110</port><socketType>plain</socketType>\n"
    "      <username>%EMAILADDRESS%</username><authentication>secure</authentication>\n"
    "      <pop3><leaveMessagesOnServer>true</leaveMessagesOnServer></pop3>\n"
    "    </incomingServer>\n"
    "    <outgoingServer type='smtp'>\n"
    "      <hostname>smtp.example.org</hostname><port>465</port><socketType>SSL</socketType>\n"
    "      <username>%EMAILADDRESS%</username><authentication>plain</authentication>\n"
    "      <restriction>client-IP-address</restriction>\n"
    "    </outgoingServer>\n"
    "    <enable visiturl='https://example.org/settings?a=1&amp;b=2'>\n"
    "      <instruction>Switch it on</instruction>\n"
    "    </enable>\n"
    "    <documentation url='https://example.org/help'><descr lang='en'>Help</descr></documentation>\n"
    "  </emailProvider>\n"
    "  <webMail><loginPage url='https://example.org/web'/></webMail>\n"
    "</clientConfig>\n",
    "imap imap.example.org:143 starttls %EMAILLOCALPART% password oauth2\n"
    "pop3 pop.example.org:110 none %EMAILADDRESS% password\n"
    "smtp smtp.example.org:465 tls %EMAILADDRESS% password\n"
    "link https://example.org/settings?a=1&b=2\n"
    "link https://example.org/help\n" },
  { "byte-order-mark", "\xef\xbb\xbf" BEGIN IMAP (ADDRESS PASSWORD) END,
    "imap imap.example.org:993 tls %EMAILADDRESS% password\n" },
  { "namespace",
    "<a:clientConfig xmlns:a='urn:x'><a:emailProvider><a:domain>x</a:domain></a:emailProvider>"
    "</a:clientConfig>",
    "" },
  { "cdata", BEGIN IMAP ("<username><![CDATA[a<b]]></username>" PASSWORD) END,
    "imap imap.example.org:993 tls a<b password\n" },
  { "comments", "<!-- x --><?pi?>" BEGIN "<!-- <!DOCTYPE x> -->" IMAP (ADDRESS PASSWORD) END,
    "imap imap.example.org:993 tls %EMAILADDRESS% password\n" },
  { "no username", BEGIN IMAP (PASSWORD) END, "imap imap.example.org:993 tls - password\n" },
  { "no authentication", BEGIN IMAP (ADDRESS) END,
    "imap imap.example.org:993 tls %EMAILADDRESS% password\n" },
  { "unknown authentication", BEGIN IMAP (ADDRESS "<authentication>GSSAPI</authentication>") END,
    "imap imap.example.org:993 tls %EMAILADDRESS%\n" },
  { "oauth2 only", BEGIN IMAP (ADDRESS "<authentication>OAuth2</authentication>") END,
    "imap imap.example.org:993 tls %EMAILADDRESS% oauth2\n" },
  { "first counts",
    BEGIN "<incomingServer type='imap'><hostname/><hostname>a.example.org</hostname>"
          "<hostname>b.example.org</hostname><port>x</port><port>143</port><port>993</port>"
          "<socketType>TLS13</socketType><socketType>STARTTLS</socketType>"
          "<socketType>SSL</socketType></incomingServer>" END,
    "imap a.example.org:143 starttls - password\n" },
  { "nothing carried over",
    BEGIN IMAP (ADDRESS PASSWORD) "<incomingServer type='pop3'><port>995</port>"
                                  "<socketType>SSL</socketType></incomingServer>" END,
    "imap imap.example.org:993 tls %EMAILADDRESS% password\n" },
  { "other kinds",
    BEGIN "<incomingServer type='exchange'><hostname>x.example.org</hostname><port>443</port>"
          "<socketType>SSL</socketType></incomingServer>"
          "<incomingServer type='smtp'><hostname>x.example.org</hostname><port>465</port>"
          "<socketType>SSL</socketType></incomingServer>"
          "<incomingServer><hostname>x.example.org</hostname><port>993</port>"
          "<socketType>SSL</socketType></incomingServer>"
          "<outgoingServer type='imap'><hostname>x.example.org</hostname><port>993</port>"
          "<socketType>SSL</socketType></outgoingServer>" END,
    "" },
  { "no port",
    BEGIN "<incomingServer type='imap'><hostname>a.example.org</hostname>"
          "<socketType>SSL</socketType></incomingServer>" END,
    "" },
  { "ports out of range",
    BEGIN "<incomingServer type='imap'><hostname>a.example.org</hostname><port>0</port>"
          "<port>65536</port><port>-1</port><port>+993</port><port>9 93</port>"
          "<socketType>SSL</socketType></incomingServer>" END,
    "" },
  { "no protection",
    BEGIN "<incomingServer type='imap'><hostname>a.example.org</hostname><port>993</port>"
          "</incomingServer>" END,
    "" },
  { "fields elsewhere",
    "<clientConfig><emailProvider><hostname>a.example.org</hostname><incomingServer type='imap'>"
    "<sub><hostname>b.example.org</hostname></sub><port>993</port><socketType>SSL</socketType>"
    "</incomingServer></emailProvider></clientConfig>",
    "" },
  { "control characters", BEGIN IMAP ("<username>a&#1;b</username>") END, "" },
  { "bidirectional characters", BEGIN IMAP ("<username>a\u202e-b</username>") END, "" },
  { "line end inside", BEGIN IMAP ("<username>a\nb</username>") END, "" },
  { "bad links",
    BEGIN "<documentation url='http://example.org/'/><documentation url='javascript:alert(1)'/>"
          "<documentation url='https://'/><documentation url='https:///x'/>"
          "<documentation url='https://user@example.org/'/><documentation url=''/>"
          "<documentation url='https://example.org/&#10;x'/><documentation/>"
          "<enable visiturl='/relative'/><enable url='https://example.org/wrong-attribute'/>"
          "<documentation url=' https://example.org/good '/>"
          "<documentation url='https://example.org/good'/>" END,
    "link https://example.org/good\n" },

  { "empty", "", NULL },
  { "blank", " \n", NULL },
  { "a page", "<!DOCTYPE html><html><head><title>404</title></head></html>", NULL },
  { "a page without type", "<html><head><title>404</title></head></html>", NULL },
  { "json", "{\"a\": 1}", NULL },
  { "no provider", "<clientConfig version='1.1'/>", NULL },
  { "document type", "<!DOCTYPE clientConfig>" BEGIN IMAP (ADDRESS PASSWORD) END, NULL },
  { "external reference",
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" BEGIN IMAP (ADDRESS PASSWORD) END, NULL },
  { "entities",
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>" BEGIN IMAP (
        "<username>&b;</username>") END,
    NULL },
  { "document type inside", BEGIN "<!ENTITY a 'b'>" IMAP (ADDRESS PASSWORD) END, NULL },
  { "unknown entity", BEGIN IMAP ("<username>&nbsp;</username>") END, NULL },
  { "not closed", BEGIN IMAP (ADDRESS PASSWORD), NULL },
  { "crossed", "<clientConfig><emailProvider></clientConfig></emailProvider>", NULL },
  { "control character raw", BEGIN IMAP ("<username>a\001</username>") END, NULL },
  { "not utf-8", BEGIN IMAP ("<username>M\xfcller</username>") END, NULL },
  { "text behind", BEGIN END "<", NULL },
};

static void
test_nul (void)
{
  static const char document[] = BEGIN "\0" END;
  g_autoptr (PlConfig) config = document_parse (pl_autoconfig_parse, document, sizeof document - 1);

  g_assert_null (config);
}

static char *
repeat (const char *piece, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free (text, FALSE);
}

/* What is too much for a configuration, and what is just enough. */
static void
test_bounds (void)
{
  static const struct
  {
    const char *begin;
    const char *piece;
    guint n;
    const char *end;
    int n_servers; /* -1: refused */
    guint n_links;
  } bounds[] = {
    { BEGIN, IMAP (""), PL_CONFIG_MOST_SERVERS, END, PL_CONFIG_MOST_SERVERS, 0 },
    { BEGIN, IMAP (""), PL_CONFIG_MOST_SERVERS + 1, END, PL_CONFIG_MOST_SERVERS, 0 },
    { BEGIN, "<x/>", 4000, END, 0, 0 },
    { BEGIN, "<x/>", 4200, END, -1, 0 },
    { BEGIN, "<x>", 14, "</x></x></x></x></x></x></x></x></x></x></x></x></x></x>" END, 0, 0 },
    { BEGIN, "<x>", 15, "</x></x></x></x></x></x></x></x></x></x></x></x></x></x></x>" END, -1, 0 },
    { BEGIN "<x ", " a='b'", 16, "/>" END, 0, 0 },
    { BEGIN "<x ", " a='b'", 17, "/>" END, -1, 0 },
    { BEGIN "<incomingServer type='imap'><port>993</port><socketType>SSL</socketType><hostname>",
      "a", 512, "</hostname></incomingServer>" END, 1, 0 },
    { BEGIN "<incomingServer type='imap'><port>993</port><socketType>SSL</socketType><hostname>",
      "a", 513, "</hostname></incomingServer>" END, 0, 0 },
    { BEGIN "<incomingServer type='imap'><port>993</port><socketType>SSL</socketType><hostname>",
      "a", 5000, "</hostname></incomingServer>" END, 0, 0 },
    { BEGIN "<documentation url='https://example.org/", "a", 2000, "'/>" END, 0, 1 },
    { BEGIN "<documentation url='https://example.org/", "a", 2100, "'/>" END, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autofree char *middle = repeat (bounds[i].piece, bounds[i].n);
      g_autofree char *document = g_strconcat (bounds[i].begin, middle, bounds[i].end, NULL);
      g_autoptr (PlConfig) config =
          document_parse (pl_autoconfig_parse, document, strlen (document));

      g_assert_cmpint (config != NULL ? (int) config->servers->len : -1, ==, bounds[i].n_servers);
      if (config != NULL)
        g_assert_cmpuint (config->links->len, ==, bounds[i].n_links);
    }
}

static void
test_many_links (void)
{
  g_autoptr (GString) document = g_string_new (BEGIN);
  g_autoptr (PlConfig) config = NULL;

  for (guint i = 0; i < 2 * PL_CONFIG_MOST_LINKS; i++)
    g_string_append_printf (document, "<documentation url='https://example.org/%u'/>", i);
  g_string_append (document, END);
  config = document_parse (pl_autoconfig_parse, document->str, document->len);
  g_assert_cmpuint (config->links->len, ==, PL_CONFIG_MOST_LINKS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  document_rows_add ("autoconfig", rows, G_N_ELEMENTS (rows), pl_autoconfig_parse);
  g_test_add_func ("/autoconfig/nul", test_nul);
  g_test_add_func ("/autoconfig/bounds", test_bounds);
  g_test_add_func ("/autoconfig/many-links", test_many_links);
  return g_test_run ();
}
