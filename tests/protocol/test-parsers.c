// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-capability-list.h"
#include "protocol/pl-dialogue.h"
#include "protocol/pl-imap-list.h"
#include "protocol/pl-imap-response.h"
#include "protocol/pl-pop3-response.h"
#include "protocol/pl-smtp-reply.h"

#include <string.h>

typedef struct
{
  const char *bytes;
  PlImapKind kind;
  PlImapStatus status;
  const char *tag;
  const char *name;
  const char *code;
  const char *argument;
  const char *text;
} ImapCase;

static const ImapCase imap_cases[] = {
  { "* OK ready", PL_IMAP_UNTAGGED, PL_IMAP_OK, .text = "ready" },
  { "* OK", PL_IMAP_UNTAGGED, PL_IMAP_OK, .text = "" },
  { "* ok [capability IMAP4rev1 AUTH=PLAIN] hi", PL_IMAP_UNTAGGED, PL_IMAP_OK, .code = "CAPABILITY",
    .argument = "IMAP4rev1 AUTH=PLAIN", .text = "hi" },
  { "* PREAUTH hello", PL_IMAP_UNTAGGED, PL_IMAP_PREAUTH, .text = "hello" },
  { "* BYE [UNAVAILABLE] later", PL_IMAP_UNTAGGED, PL_IMAP_BYE, .code = "UNAVAILABLE",
    .text = "later" },
  { "* NO [WEBALERT https://example.org/a?b=1] Web login required.", PL_IMAP_UNTAGGED, PL_IMAP_NO,
    .code = "WEBALERT", .argument = "https://example.org/a?b=1", .text = "Web login required." },
  { "A1 NO [AUTHENTICATIONFAILED] wrong", PL_IMAP_TAGGED, PL_IMAP_NO, .tag = "A1",
    .code = "AUTHENTICATIONFAILED", .text = "wrong" },
  { "A12 BAD", PL_IMAP_TAGGED, PL_IMAP_BAD, .tag = "A12", .text = "" },
  { "A1 NO [SYS/TEMP] x", PL_IMAP_TAGGED, PL_IMAP_NO, .tag = "A1", .code = "SYS/TEMP",
    .text = "x" },
  { "A1 NO [] x", PL_IMAP_TAGGED, PL_IMAP_NO, .tag = "A1", .text = "[] x" },
  { "A1 NO [unfinished x", PL_IMAP_TAGGED, PL_IMAP_NO, .tag = "A1", .text = "[unfinished x" },
  { "A1 NO [mx@host] x", PL_IMAP_TAGGED, PL_IMAP_NO, .tag = "A1", .text = "[mx@host] x" },
  { "+", PL_IMAP_CONTINUATION, .text = "" },
  { "+ ", PL_IMAP_CONTINUATION, .text = "" },
  { "+ cj1h", PL_IMAP_CONTINUATION, .text = "cj1h" },
  { "+cj1h", PL_IMAP_CONTINUATION, .text = "cj1h" },
  { "* 23 EXISTS", PL_IMAP_UNTAGGED, .name = "EXISTS", .text = "" },
  { "* list () \"/\" INBOX", PL_IMAP_UNTAGGED, .name = "LIST", .text = "() \"/\" INBOX" },
  { "* CAPABILITY IMAP4rev1", PL_IMAP_UNTAGGED, .name = "CAPABILITY", .text = "IMAP4rev1" },
};

static const char *const no_imap[] = {
  "",         "*",         "* ",       "*OK",          "* 23",           "* \x01\x02",
  "A1",       "A1 MAYBE",  "A1 BYE x", "A1 PREAUTH x", "220 host ESMTP", "A+1 OK",
  "\"A\" OK", "A1 NOT OK",
};

static void
test_imap_response (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (imap_cases); i++)
    {
      const ImapCase *wanted = &imap_cases[i];
      g_autoptr (PlImapResponse) got =
          pl_imap_response_parse (wanted->bytes, strlen (wanted->bytes));

      g_test_message ("%s", wanted->bytes);
      g_assert_nonnull (got);
      g_assert_cmpint (got->kind, ==, wanted->kind);
      g_assert_cmpint (got->status, ==, wanted->status);
      g_assert_cmpstr (got->tag, ==, wanted->tag);
      g_assert_cmpstr (got->name, ==, wanted->name);
      g_assert_cmpstr (got->code, ==, wanted->code);
      g_assert_cmpstr (got->code_argument, ==, wanted->argument);
      g_assert_cmpstr (got->text, ==, wanted->text);
    }

  for (guint i = 0; i < G_N_ELEMENTS (no_imap); i++)
    {
      g_autoptr (PlImapResponse) got = pl_imap_response_parse (no_imap[i], strlen (no_imap[i]));

      g_test_message ("%s", no_imap[i]);
      g_assert_null (got);
    }
}

static void
test_imap_literal (void)
{
  static const struct
  {
    const char *bytes;
    gint64 literal; /* -1: none */
  } cases[] = {
    { "* LIST () \"/\" {5}", 5 },
    { "* LIST () \"/\" {0}", 0 },
    { "* X ~{12}", 12 },
    { "* LIST () \"/\" {5}\r\nInbox {7}", 7 },
    { "* LIST () \"/\" {}", -1 },
    { "* LIST () \"/\" 5}", -1 },
    { "* LIST () \"/\" {99999999999999999999}", -1 },
    { "* OK greetings {5}", -1 },
    { "A1 NO sorry {5}", -1 },
    { "+ {5}", -1 },
    { "{5}", -1 },
    { "}", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 literal = 0;
      gboolean found =
          pl_imap_response_ends_in_literal (cases[i].bytes, strlen (cases[i].bytes), &literal);

      g_test_message ("%s", cases[i].bytes);
      g_assert_cmpint (found ? (gint64) literal : -1, ==, cases[i].literal);
    }
}

static void
test_imap_list (void)
{
  static const struct
  {
    const char *bytes;
    const char *uses; /* NULL: no item */
    const char *delimiter;
    const char *name;
  } cases[] = {
    { "(\\HasNoChildren \\Sent) \"/\" \"Sent Items\"", "sent", "/", "Sent Items" },
    { "(\\Junk \\trash) \".\" INBOX.Spam", "junk trash", ".", "INBOX.Spam" },
    { "() NIL INBOX", "", NULL, "INBOX" },
    { "() \"/\" NIL", "", "/", "NIL" },
    { "() \"\\\\\" \"a\\\"b\\\\c\"", "", "\\", "a\"b\\c" },
    { "(\\Noselect) \"/\" \"\"", "", "/", "" },
    { "() \"/\" {4}\r\nSent", "", "/", "Sent" },
    { "() \"/\" {0}\r\n", "", "/", "" },
    { "(\\Archive) \"/\" Old (\"CHILDINFO\" (\"SUBSCRIBED\"))", "archive", "/", "Old" },
    { "() \"/\" {5}\r\nSent" },
    { "() \"/\" {4}Sent" },
    { "() \"/\" {99999999999}\r\nSent" },
    { "() \"/\" \"open" },
    { "() \"/\" \"open\\" },
    { "() \"/\"" },
    { "(\\Sent \"/\" Sent" },
    { "(\"x\") \"/\" Sent" },
    { "INBOX" },
    { "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlImapListItem) item =
          pl_imap_list_item_parse (cases[i].bytes, strlen (cases[i].bytes));

      g_test_message ("%s", cases[i].bytes);
      g_assert_true ((item != NULL) == (cases[i].uses != NULL));
      if (item == NULL)
        continue;
      g_assert_cmpstr (item->uses, ==, cases[i].uses);
      g_assert_cmpstr (item->delimiter, ==, cases[i].delimiter);
      g_assert_cmpstr (item->name, ==, cases[i].name);
    }
}

static void
test_imap_list_with_nul (void)
{
  static const char bytes[] = "() \"/\" {3}\r\na\0b";

  g_assert_null (pl_imap_list_item_parse (bytes, sizeof bytes - 1));
}

static void
test_pop3_response (void)
{
  static const struct
  {
    const char *line;
    int status; /* -1: no answer */
    const char *code;
    const char *text;
  } cases[] = {
    { "+OK", PL_POP3_OK, NULL, "" },
    { "+ok ready <1@host>", PL_POP3_OK, NULL, "ready <1@host>" },
    { "+OK [XCLIENT] ready", PL_POP3_OK, NULL, "[XCLIENT] ready" },
    { "-ERR [AUTH] wrong", PL_POP3_ERR, "AUTH", "wrong" },
    { "-ERR [sys/temp]  later", PL_POP3_ERR, "SYS/TEMP", "later" },
    { "-ERR [IN-USE]", PL_POP3_ERR, "IN-USE", "" },
    { "-ERR [not a code] x", PL_POP3_ERR, NULL, "[not a code] x" },
    { "-ERR [open", PL_POP3_ERR, NULL, "[open" },
    { "-ERR", PL_POP3_ERR, NULL, "" },
    { "+ cj1h", PL_POP3_CONTINUATION, NULL, "cj1h" },
    { "+", PL_POP3_CONTINUATION, NULL, "" },
    { "+OKAY", -1 },
    { "+cj1h", -1 },
    { "-ERROR", -1 },
    { "OK", -1 },
    { "", -1 },
    { "* OK IMAP", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlPop3Response) got = pl_pop3_response_parse (cases[i].line);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (got != NULL ? (int) got->status : -1, ==, cases[i].status);
      if (got == NULL)
        continue;
      g_assert_cmpstr (got->code, ==, cases[i].code);
      g_assert_cmpstr (got->text, ==, cases[i].text);
    }
}

static void
test_pop3_details (void)
{
  guint64 n = 0;

  g_assert_cmpstr (pl_pop3_unstuff ("UIDL"), ==, "UIDL");
  g_assert_cmpstr (pl_pop3_unstuff ("..x"), ==, ".x");
  g_assert_cmpstr (pl_pop3_unstuff (".x"), ==, "x");
  g_assert_null (pl_pop3_unstuff ("."));

  g_assert_true (pl_pop3_parse_stat ("12 3400", &n));
  g_assert_cmpuint (n, ==, 12);
  g_assert_true (pl_pop3_parse_stat ("0 0 and more", &n));
  g_assert_false (pl_pop3_parse_stat ("12", &n));
  g_assert_false (pl_pop3_parse_stat ("", &n));
  g_assert_false (pl_pop3_parse_stat ("many 12", &n));
  g_assert_false (pl_pop3_parse_stat ("99999999999999 1", &n));
}

static void
test_smtp_reply (void)
{
  static const struct
  {
    const char *lines; /* separated by | */
    PlSmtpLine last;
    guint code;
    const char *enhanced;
  } cases[] = {
    { "220 host ESMTP", PL_SMTP_LINE_LAST, 220, NULL },
    { "250", PL_SMTP_LINE_LAST, 250, NULL },
    { "250-host|250-SIZE 1000|250 HELP", PL_SMTP_LINE_LAST, 250, NULL },
    { "535-5.7.8 Username and Password not accepted. Learn more at|535 5.7.8 https://example.org",
      PL_SMTP_LINE_LAST, 535, "5.7.8" },
    { "550-Requested action not taken: mailbox unavailable|550 5.7.1 Sender is not allowed.",
      PL_SMTP_LINE_LAST, 550, "5.7.1" },
    { "535 5.7.139 Authentication unsuccessful", PL_SMTP_LINE_LAST, 535, "5.7.139" },
    { "454 4.7.0", PL_SMTP_LINE_LAST, 454, "4.7.0" },
    { "550 192.0.2.1 is not allowed", PL_SMTP_LINE_LAST, 550, NULL },
    { "550 5.7.1.9 x", PL_SMTP_LINE_LAST, 550, NULL },
    { "550 5.7 x", PL_SMTP_LINE_LAST, 550, NULL },
    { "550 5.7777.1 x", PL_SMTP_LINE_LAST, 550, NULL },
    { "550 3.7.1 x", PL_SMTP_LINE_LAST, 550, NULL },
    { "250-one|251 two", PL_SMTP_LINE_LAST, 251, NULL },
    { "250-one|550 two", PL_SMTP_LINE_BROKEN, 250, NULL },
    { "250-and", PL_SMTP_LINE_MORE, 250, NULL },
    { "250-host|garbage", PL_SMTP_LINE_BROKEN, 250, NULL },
    { "2500 x", PL_SMTP_LINE_BROKEN, 0, NULL },
    { "25", PL_SMTP_LINE_BROKEN, 0, NULL },
    { "199 x", PL_SMTP_LINE_BROKEN, 0, NULL },
    { "650 x", PL_SMTP_LINE_BROKEN, 0, NULL },
    { "", PL_SMTP_LINE_BROKEN, 0, NULL },
    { "* OK IMAP", PL_SMTP_LINE_BROKEN, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlSmtpReply) reply = pl_smtp_reply_new ();
      g_auto (GStrv) lines = g_strsplit (cases[i].lines, "|", -1);
      g_autofree char *enhanced = NULL;
      g_autofree char *whole = g_strjoinv ("\n", lines);
      PlSmtpLine last = PL_SMTP_LINE_MORE;

      g_test_message ("%s", cases[i].lines);
      for (guint k = 0; lines[k] != NULL; k++)
        {
          g_assert_cmpint (last, ==, PL_SMTP_LINE_MORE);
          last = pl_smtp_reply_add_line (reply, lines[k]);
        }
      if (*cases[i].lines == '\0')
        last = pl_smtp_reply_add_line (reply, "");
      enhanced = pl_smtp_reply_dup_enhanced_code (reply);
      g_assert_cmpint (last, ==, cases[i].last);
      g_assert_cmpuint (reply->code, ==, cases[i].code);
      g_assert_cmpstr (enhanced, ==, cases[i].enhanced);
      if (last != PL_SMTP_LINE_BROKEN)
        g_assert_cmpstr (reply->verbatim->str, ==, whole);
    }
}

static void
test_smtp_reply_is_bounded (void)
{
  g_autoptr (PlSmtpReply) reply = pl_smtp_reply_new ();
  guint n = 0;

  while (n < 100000 && pl_smtp_reply_add_line (reply, "250-more") == PL_SMTP_LINE_MORE)
    n++;
  g_assert_cmpuint (n, >=, 50);
  g_assert_cmpuint (n, <, 1000);
}

static void
test_capabilities (void)
{
  g_autoptr (PlCapabilityList) imap = pl_capability_list_new ();
  g_autoptr (PlCapabilityList) pop3 = pl_capability_list_new ();
  g_autoptr (PlCapabilityList) smtp = pl_capability_list_new ();
  g_autofree char *imap_words = NULL;
  g_autofree char *pop3_words = NULL;
  g_autofree char *smtp_words = NULL;
  g_autofree char *mechanisms = NULL;

  pl_capability_list_add_words (imap, "IMAP4rev1 sasl-ir  auth=plain AUTH=PLAIN LITERAL+ b\x80"
                                      "d");
  imap_words = pl_capability_list_join (imap);
  g_assert_cmpstr (imap_words, ==, "IMAP4REV1 SASL-IR AUTH=PLAIN LITERAL+");
  g_assert_true (pl_capability_list_has (imap, "LITERAL+"));
  g_assert_false (pl_capability_list_has (imap, "LITERAL"));
  g_assert_true (pl_capability_list_has_mechanism (imap, "PLAIN"));
  g_assert_false (pl_capability_list_has_mechanism (imap, "PLAI"));

  pl_capability_list_add_line (pop3, "SASL PLAIN LOGIN");
  pl_capability_list_add_line (pop3, "LOGIN-DELAY 900");
  pl_capability_list_add_line (pop3, "UIDL");
  pop3_words = pl_capability_list_join (pop3);
  g_assert_cmpstr (pop3_words, ==, "SASL AUTH=PLAIN AUTH=LOGIN LOGIN-DELAY LOGIN-DELAY=900 UIDL");

  pl_capability_list_add_line (smtp, "SIZE 1000");
  pl_capability_list_add_line (smtp, "AUTH=LOGIN PLAIN");
  pl_capability_list_add_line (smtp, "AUTH LOGIN  CRAM-MD5");
  smtp_words = pl_capability_list_join (smtp);
  mechanisms = pl_capability_list_join_mechanisms (smtp);
  g_assert_cmpstr (smtp_words, ==, "SIZE SIZE=1000 AUTH=LOGIN AUTH=PLAIN AUTH AUTH=CRAM-MD5");
  g_assert_cmpstr (mechanisms, ==, "LOGIN PLAIN CRAM-MD5");

  g_assert_false (pl_capability_list_has (NULL, "SIZE"));
  g_assert_true (pl_capability_list_is_empty (NULL));
  g_assert_false (pl_capability_list_is_empty (smtp));
}

static void
test_capabilities_are_bounded (void)
{
  g_autoptr (PlCapabilityList) list = pl_capability_list_new ();
  g_autofree char *words = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *line = g_strdup_printf ("WORD%u", i);

      pl_capability_list_add_line (list, line);
    }
  words = pl_capability_list_join (list);
  g_assert_cmpuint (strlen (words), <, 10000);
}

static void
test_recognition (void)
{
  static const struct
  {
    const char *line;
    const char *protocol;
  } cases[] = {
    { "* OK Dovecot ready.", "imap" },
    { "* BYE too busy", "imap" },
    { "* PREAUTH hi", "imap" },
    { "+OK Dovecot ready.", "pop3" },
    { "-ERR [SYS/TEMP] later", "pop3" },
    { "220 mail.example.org ESMTP Postfix", "smtp" },
    { "220-mail.example.org", "smtp" },
    { "220 ftp.example.org ESMTP", "smtp" },
    { "220 ftp.example.org Mail Service ready", "smtp" },
    { "220", "smtp" },
    { "554 no service", "smtp" },
    { "421 4.7.0 try again", "smtp" },
    { "220 (vsFTPd 3.0.3)", "ftp" },
    { "220-FileZilla Server 1.0", "ftp" },
    { "220 ProFTPD Server ready", "ftp" },
    { "SSH-2.0-OpenSSH_9.2", "ssh" },
    { "HTTP/1.1 400 Bad Request", "http" },
    { "\x15\x03\x01", "tls" },
    { "200 news.example.org", "unknown" },
    { "\"IMPLEMENTATION\" \"Sieve\"", "unknown" },
    { "* OKAY", "unknown" },
    { "+OKAY", "unknown" },
    { "* hello", "unknown" },
    { "", "unknown" },
    { "2", "unknown" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (pl_protocol_recognize (cases[i].line), ==, cases[i].protocol);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parsers/imap/response", test_imap_response);
  g_test_add_func ("/parsers/imap/literal", test_imap_literal);
  g_test_add_func ("/parsers/imap/list", test_imap_list);
  g_test_add_func ("/parsers/imap/list-with-nul", test_imap_list_with_nul);
  g_test_add_func ("/parsers/pop3/response", test_pop3_response);
  g_test_add_func ("/parsers/pop3/details", test_pop3_details);
  g_test_add_func ("/parsers/smtp/reply", test_smtp_reply);
  g_test_add_func ("/parsers/smtp/bounded", test_smtp_reply_is_bounded);
  g_test_add_func ("/parsers/capabilities", test_capabilities);
  g_test_add_func ("/parsers/capabilities/bounded", test_capabilities_are_bounded);
  g_test_add_func ("/parsers/recognition", test_recognition);
  return g_test_run ();
}
