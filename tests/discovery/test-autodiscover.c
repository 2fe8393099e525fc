// SPDX-License-Identifier: GPL-3.0-or-later
/* Microsoft's plain XML answers: good, odd and hostile ones. */
#include "document-rows.h"

#include <string.h>

#define BEGIN                                                                                 \
  "<?xml version='1.0' encoding='utf-8'?><Autodiscover "                                      \
  "xmlns='http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'><Response " \
  "xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'>"
#define END "</Response></Autodiscover>"
#define ACCOUNT(inner) \
  BEGIN "<Account><AccountType>email</AccountType><Action>settings</Action>" inner "</Account>" END
#define IMAP(inner) \
  "<Protocol><Type>IMAP</Type><Server>imap.example.org</Server>" inner "</Protocol>"
#define SMTP(inner) \
  "<Protocol><Type>SMTP</Type><Server>smtp.example.org</Server>" inner "</Protocol>"

static const DocumentRow rows[] = {
  { "whole",
    ACCOUNT ("<Protocol>\r\n<Type>IMAP</Type>\r\n<Server>imap.example.org</Server><Port>993</Port>"
             "<DomainRequired>off</DomainRequired><LoginName>made-up@example.org</LoginName>"
             "<SPA>off</SPA><SSL>on</SSL><AuthRequired>on</AuthRequired></Protocol>"
             "<Protocol><Type>POP3</Type><Server>pop.example.org</Server><Port>995</Port>"
             "<LoginName>made-up</LoginName><SPA>off</SPA><SSL>on</SSL></Protocol>"
             "<Protocol><Type>SMTP</Type><Server>smtp.example.org</Server><Port>587</Port>"
             "<LoginName>made-up@example.org</LoginName><SPA>off</SPA><Encryption>TLS</Encryption>"
             "<AuthRequired>on</AuthRequired><UsePOPAuth>off</UsePOPAuth></Protocol>"),
    "imap imap.example.org:993 tls made-up@example.org password\n"
    "pop3 pop.example.org:995 tls made-up password\n"
    "smtp smtp.example.org:587 starttls made-up@example.org password\n" },
  { "type as attribute",
    ACCOUNT ("<Protocol Type='IMAP'><Server>imap.example.org</Server><Port>993</Port></Protocol>"),
    "imap imap.example.org:993 tls - password\n" },
  { "lower case words",
    ACCOUNT ("<Protocol><Type>imap</Type><Server>a.example.org</Server><Port>143</Port>"
             "<SSL>OFF</SSL></Protocol>"),
    "imap a.example.org:143 none - password\n" },
  { "ssl on at starttls ports", ACCOUNT (IMAP ("<Port>143</Port><SSL>on</SSL>")),
    "imap imap.example.org:143 starttls - password\n" },
  { "ssl off", ACCOUNT (IMAP ("<Port>143</Port><SSL>off</SSL>")),
    "imap imap.example.org:143 none - password\n" },
  { "encryption before ssl",
    ACCOUNT (IMAP ("<Port>993</Port><SSL>off</SSL><Encryption>SSL</Encryption>")
                 SMTP ("<Port>587</Port><SSL>on</SSL><Encryption>None</Encryption>")),
    "imap imap.example.org:993 tls - password\nsmtp smtp.example.org:587 none - password\n" },
  { "tls at 465", ACCOUNT (SMTP ("<Port>465</Port><Encryption>TLS</Encryption>")),
    "smtp smtp.example.org:465 tls - password\n" },
  { "odd ports",
    ACCOUNT (IMAP ("<Port>10993</Port>") IMAP ("<Port>10143</Port><Encryption>TLS</Encryption>")
                 IMAP ("<Port>10143</Port><Encryption>Auto</Encryption>")),
    "imap imap.example.org:10993 tls - password\nimap imap.example.org:10143 starttls - password\n"
    "imap imap.example.org:10143 tls - password\n" },
  { "no port",
    ACCOUNT (IMAP ("") IMAP ("<SSL>off</SSL>") SMTP ("<Encryption>TLS</Encryption>") SMTP ("")),
    "imap imap.example.org:993 tls - password\nimap imap.example.org:143 none - password\n"
    "smtp smtp.example.org:587 starttls - password\nsmtp smtp.example.org:465 tls - password\n" },
  { "bad port", ACCOUNT (IMAP ("<Port>0</Port>") IMAP ("<Port>99999</Port>")), "" },
  { "no sign-in", ACCOUNT (SMTP ("<Port>25</Port><AuthRequired>off</AuthRequired>")),
    "smtp smtp.example.org:25 starttls -\n" },
  { "receiving always signs in", ACCOUNT (IMAP ("<AuthRequired>off</AuthRequired>")),
    "imap imap.example.org:993 tls - password\n" },
  { "nothing carried over",
    ACCOUNT (IMAP ("<Port>143</Port><LoginName>a</LoginName>") "<Protocol><Type>IMAP</Type>"
                                                               "</Protocol>" SMTP ("")),
    "imap imap.example.org:143 starttls a password\nsmtp smtp.example.org:465 tls - password\n" },
  { "exchange alone",
    ACCOUNT (
        "<Protocol><Type>EXCH</Type><Server>ex.example.org</Server></Protocol>"
        "<Protocol Type='mapiHttp'><MailStore><InternalUrl>https://x/</InternalUrl></MailStore>"
        "</Protocol>"
        "<Protocol><Type>WEB</Type><External><Protocol><Type>IMAP</Type>"
        "<Server>inner.example.org</Server></Protocol></External></Protocol>"),
    "" },
  { "error",
    BEGIN
    "<Error Time='07:37:10' Id='1'><ErrorCode>500</ErrorCode><Message>The e-mail address cannot be "
    "found.</Message><DebugData/></Error>" END,
    "" },
  { "redirect url",
    BEGIN "<Account><Action>redirectUrl</Action><RedirectUrl>https://auto.example.net/a/b.xml"
          "</RedirectUrl></Account>" END,
    "redirect https://auto.example.net/a/b.xml\n" },
  { "redirect to http", ACCOUNT ("<RedirectUrl>http://auto.example.net/a/b.xml</RedirectUrl>"),
    "" },
  { "redirect address", ACCOUNT ("<RedirectAddr>Made-Up@EXAMPLE.net</RedirectAddr>"),
    "redirect @example.net\n" },
  { "bad redirect addresses",
    ACCOUNT ("<RedirectAddr>example.net</RedirectAddr><RedirectAddr>a@localhost</RedirectAddr>"
             "<RedirectAddr>a@127.0.0.1</RedirectAddr><RedirectAddr>a@</RedirectAddr>"
             "<RedirectAddr>a@x y.net</RedirectAddr><RedirectAddr>a@b/c.net</RedirectAddr>"),
    "" },
  { "the first redirect",
    ACCOUNT ("<RedirectAddr>a@example.net</RedirectAddr><RedirectUrl>https://example.com/"
             "</RedirectUrl>"),
    "redirect @example.net\n" },
  { "control characters", ACCOUNT (IMAP ("<LoginName>a&#x1b;b</LoginName>")), "" },

  { "empty", "", NULL },
  { "a page", "<html><body>Welcome</body></html>", NULL },
  { "question", "<Autodiscover><Request><EMailAddress>a@b</EMailAddress></Request></Autodiscover>",
    NULL },
  { "document type", "<!DOCTYPE a>" ACCOUNT (IMAP ("")), NULL },
  { "not closed", BEGIN "<Account>", NULL },
};

/* Only what follows from the made-up local part can be true of anybody else. */
static void
test_generalize (void)
{
  static const struct
  {
    const char *login;
    const char *pattern;
  } logins[] = {
    { "made-up@example.org", "%EMAILADDRESS%" },
    { "Made-Up@Example.ORG", "%EMAILADDRESS%" },
    { "made-up", "%EMAILLOCALPART%" },
    { "made-up@example.net", NULL },
    { "made-up@example.org.net", NULL },
    { "made-up2", NULL },
    { "EXAMPLE\\made-up", NULL },
    { "p12345", NULL },
    { "info@example.org", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr (PlConfig) config = pl_config_new ();
      const PlConfigServer server = { .host = (char *) "a.example.org",
                                      .port = 1,
                                      .username = (char *) logins[i].login };

      g_assert_true (pl_config_add_server (config, &server));
      pl_autodiscover_generalize (config, "made-up", "example.org");
      g_assert_cmpstr (g_array_index (config->servers, PlConfigServer, 0).username, ==,
                       logins[i].pattern);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  document_rows_add ("autodiscover", rows, G_N_ELEMENTS (rows), pl_autodiscover_parse);
  g_test_add_func ("/autodiscover/generalize", test_generalize);
  return g_test_run ();
}
