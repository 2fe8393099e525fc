// SPDX-License-Identifier: GPL-3.0-or-later
/* The classifier of servers' words, measured on replies of real servers. An accepted alternative
 * counts half. */
#include "diagnosis/pl-explain.h"
#include "diagnosis/pl-reply-private.h"

#include <string.h>

enum
{
  PROTOCOL = 1,
  STAGE,
  SERVER,
  REPLY,
  CODE,
  ALTERNATIVES,
  SOURCE,
  CERTAINTY,
  N_FIELDS,
};

/* The tables of real replies, each with the cause that was written down before it was tried. The
 * first score tells how well the rows carried over to replies that nobody had worked with; from then
 * on a table is worked with, and @least, what it reached, guards what was learnt. */
static const struct
{
  const char *name;
  double first; /* per cent; 0 when it was not kept */
  double least;
} tables[] = {
  { "server-replies.tsv", 0, 98 },       { "more-replies.tsv", 0, 98 },
  { "unseen-replies-2.tsv", 88, 96 },    { "unseen-replies-3.tsv", 77, 96 },
  { "unseen-replies-4.tsv", 85.9, 99 },  { "unseen-replies-5.tsv", 79.8, 96 },
  { "unseen-replies-6.tsv", 85.2, 97 },  { "unseen-replies-7.tsv", 82, 95 },
  { "unseen-replies-8.tsv", 89, 96 },    { "unseen-replies-9.tsv", 87.9, 96 },
  { "unseen-replies-10.tsv", 86.9, 93 }, { "unseen-replies-11.tsv", 83.8, 89 },
};

/* What a mail program says is read by explain, what a server says by the classifier. */
static gboolean
is_of_program (char **fields)
{
  return strcmp (fields[PROTOCOL], "other") == 0 && strstr (fields[REPLY], "HTTP/") == NULL &&
         strstr (fields[REPLY], "FTP") == NULL;
}

static char *
explain (const char *text)
{
  const PlExplainRequest request = { .text = text, .length = -1, .protocol = PL_EXPLAIN_OTHER };
  g_autoptr (GPtrArray) findings = pl_explain_text (&request);

  return g_strdup (pl_finding_get_code (findings->pdata[0]));
}

static char *
classify (char **fields, const char *text)
{
  PlServerReply reply = { .service = PL_SERVICE_ACCOUNT, .text = text };
  g_autoptr (GArray) causes = NULL;

  pl_service_from_nick (fields[PROTOCOL], &reply.service);
  g_assert_true (pl_explain_stage_from_nick (fields[STAGE], &reply.stage));
  causes = pl_server_reply_classify (&reply);
  return g_strdup (causes->len > 0 ? g_array_index (causes, PlReplyCause, 0).code : "nothing");
}

static double
score_line (char **fields, GHashTable *confusions)
{
  g_auto (GStrv) alternatives = g_strsplit (fields[ALTERNATIVES], ",", -1);
  g_autoptr (GString) text = g_string_new (fields[REPLY]);
  g_autofree char *first = NULL;

  g_string_replace (text, "\\n", "\n", 0);
  first = is_of_program (fields) ? explain (text->str) : classify (fields, text->str);
  if (strcmp (first, fields[CODE]) == 0)
    return 1;

  g_hash_table_add (confusions, g_strdup_printf ("%s taken for %s: %s/%s, %s: %s", fields[CODE],
                                                 first, fields[PROTOCOL], fields[STAGE],
                                                 fields[SERVER], fields[REPLY]));
  return g_strv_contains ((const char *const *) alternatives, first) ? 0.5 : 0;
}

static void
print_confusions (GHashTable *confusions)
{
  GList *sorted = g_list_sort (g_hash_table_get_keys (confusions), (GCompareFunc) strcmp);

  for (GList *l = sorted; l != NULL; l = l->next)
    g_test_message ("%s", (const char *) l->data);
  g_list_free (sorted);
}

static void
measure (gconstpointer number)
{
  const guint k = GPOINTER_TO_UINT (number);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "diagnosis", "data", tables[k].name, NULL);
  g_autoptr (GHashTable) confusions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  double score = 0;
  guint n = 0;

  g_file_get_contents (path, &table, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
      g_assert_cmpuint (strlen (fields[SOURCE]), >, 0);
      score += score_line (fields, confusions);
      n++;
    }

  print_confusions (confusions);
  g_test_message ("%s: %.1f of %u replies, %.1f %%; when it was new %.1f %%", tables[k].name, score,
                  n, 100 * score / n, tables[k].first);
  g_assert_cmpuint (n, >=, 60);
  g_assert_cmpfloat (100 * score, >=, tables[k].least * n);
}

/* No row may know a reply by heart: none of its phrases is longer than a few words. */
static void
check_phrases (const char *words)
{
  g_auto (GStrv) phrases = g_strsplit_set (words != NULL ? words : "", "|&", -1);

  for (guint i = 0; phrases[i] != NULL; i++)
    {
      g_auto (GStrv) single = g_strsplit (g_strstrip (phrases[i]), " ", -1);
      g_autofree char *normal = pl_server_reply_normalize (phrases[i]);
      g_autofree char *padded = g_strdup_printf (" %s ", phrases[i]);

      g_assert_cmpuint (g_strv_length (single), <=, 6);
      /* As texts are looked at, or it never matches. */
      if (strpbrk (phrases[i], "*_") == NULL && *phrases[i] != '\0')
        g_assert_cmpstr (padded, ==, normal);
    }
}

static void
test_no_sentences (void)
{
  for (guint i = 0; pl_reply_tables[i] != NULL; i++)
    for (guint k = 0; k < pl_reply_tables[i]->length; k++)
      {
        check_phrases (pl_reply_tables[i]->rows[k].words);
        check_phrases (pl_reply_tables[i]->rows[k].without);
      }
}

/* Broad words must not win where the sentence says something else, or nothing. */
static void
test_broad_words (void)
{
  static const struct
  {
    PlStage stage;
    const char *text;
    const char *cause;
  } replies[] = {
    { PL_STAGE_SIGN_IN, "A1 NO LOGIN failed.", "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "A1 NO [AUTHENTICATIONFAILED] Authentication failed.",
      "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "A1 NO Authentication failed for the network of friends",
      "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "A1 NO [AUTHENTICATIONFAILED] mail.country.example: wrong password",
      "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "-ERR Password supplied for \"expired@example.org\" is incorrect.",
      "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "535 5.7.8 Error: authentication failed: see https://token.example/locked",
      "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "535 5.7.8 Error: authentication failed: generic failure",
      "credentials-rejected" },
    { PL_STAGE_SIGN_IN, "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6",
      "credentials-rejected" },
    { PL_STAGE_RECIPIENT, "550 5.1.1 <spam@example.org>: Recipient address rejected: User unknown",
      "recipient-rejected" },
    { PL_STAGE_RECIPIENT, "550 5.1.1 <virus@relay.example>: user unknown", "recipient-rejected" },
    { PL_STAGE_RECIPIENT, "554 5.7.1 <auth@example.org>: Relay access denied", "relay-denied" },
    { PL_STAGE_RECIPIENT, "552 5.2.2 <limit@example.org>: mailbox full", "mailbox-full" },
    { PL_STAGE_SENDER, "553 5.7.1 <tls@example.org>: Sender address rejected: not owned by user",
      "sender-rejected" },
    { PL_STAGE_SENDER, "530 5.7.0 Authentication required", "auth-required" },
    { PL_STAGE_SENDER, "451 4.3.0 Temporary lookup failure", "server-unavailable" },
    { PL_STAGE_MESSAGE, "550 5.7.1 Message rejected: contains the word password",
      "message-rejected" },
    { PL_STAGE_MESSAGE, "554 5.6.0 Message refused, it holds a login page", "message-rejected" },
    { PL_STAGE_MAILBOX, "A1 NO Mailbox doesn't exist: INBOX", "mailbox-not-accessible" },
    { PL_STAGE_GREETING, "421 mail.rate.example Service not available", "server-unavailable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      const PlServerReply reply = { .stage = replies[i].stage, .text = replies[i].text };
      g_autoptr (GArray) causes = pl_server_reply_classify (&reply);

      g_test_message ("%s", replies[i].text);
      g_assert_cmpuint (causes->len, >, 0);
      g_assert_cmpstr (g_array_index (causes, PlReplyCause, 0).code, ==, replies[i].cause);
    }
}

static void
test_patterns (void)
{
  g_autofree char *words = pl_server_reply_normalize ("The service isn't available (IMAP).");

  g_assert_cmpstr (words, ==, " the service isnt available imap ");
  g_assert_true (pl_server_reply_words_match (words, "imap"));
  g_assert_true (pl_server_reply_words_match (words, "pop|imap & isnt available"));
  g_assert_true (pl_server_reply_words_match (words, "avail*"));
  g_assert_false (pl_server_reply_words_match (words, "avail"));
  g_assert_false (pl_server_reply_words_match (words, "imap & pop|smtp"));
  g_assert_false (pl_server_reply_words_match (words, "ice"));
}

/* Accents are written or not; Chinese sets no blanks; umlauts stay. */
static void
test_languages (void)
{
  g_autofree char *french = pl_server_reply_normalize ("Identification ÉCHOUÉE");
  g_autofree char *german = pl_server_reply_normalize ("Kennwort ungültig");
  g_autofree char *chinese = pl_server_reply_normalize ("POP3服务未开启");

  g_assert_cmpstr (french, ==, " identification echouee ");
  g_assert_cmpstr (german, ==, " kennwort ungültig ");
  g_assert_true (pl_server_reply_words_match (chinese, "pop3 & 未开启"));
  g_assert_false (pl_server_reply_words_match (chinese, "已关闭"));
}

/* A code decides alone when the words say nothing. */
static void
test_codes_alone (void)
{
  static const struct
  {
    PlStage stage;
    const char *text;
    const char *cause;
  } replies[] = {
    { PL_STAGE_SIGN_IN, "A1 NO [OVERQUOTA] no", "mailbox-full" },
    { PL_STAGE_SIGN_IN, "A1 NO [CONTACTADMIN] no", "account-locked" },
    { PL_STAGE_SIGN_IN, "A1 NO [LIMIT] no", "too-many-connections" },
    { PL_STAGE_SENDER, "452 no", "server-unavailable" },
    { PL_STAGE_RECIPIENT, "552 5.2.2 no", "mailbox-full" },
    { PL_STAGE_GREETING, "554 no", "ip-not-allowed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      const PlServerReply reply = { .stage = replies[i].stage, .text = replies[i].text };
      g_autoptr (GArray) causes = pl_server_reply_classify (&reply);

      g_assert_cmpuint (causes->len, >, 0);
      g_assert_cmpstr (g_array_index (causes, PlReplyCause, 0).code, ==, replies[i].cause);
    }
}

static void
test_protocols (void)
{
  g_assert_cmpstr (pl_server_reply_recognize_protocol ("* OK ready"), ==, "imap");
  g_assert_cmpstr (pl_server_reply_recognize_protocol ("+OK ready"), ==, "pop3");
  g_assert_cmpstr (pl_server_reply_recognize_protocol ("220 mail ESMTP"), ==, "smtp");
  g_assert_cmpstr (pl_server_reply_recognize_protocol ("220 (vsFTPd 3.0.3)"), ==, "ftp");
  g_assert_cmpstr (pl_server_reply_recognize_protocol ("HTTP/1.1 400 Bad"), ==, "http");
  g_assert_cmpstr (pl_server_reply_recognize_protocol ("SSH-2.0-OpenSSH"), ==, "ssh");
  g_assert_null (pl_server_reply_recognize_protocol ("hello"));
  g_assert_null (pl_server_reply_recognize_protocol (""));
}

/* One number of Exchange's has several causes. Where its words tell which, the others are not named. */
static void
test_number_with_several_causes (void)
{
  static const struct
  {
    const char *text;
    const char *causes; /* all of them, the first one first */
  } replies[] = {
    { "535 5.7.139 Authentication unsuccessful",
      "credentials-rejected smtp-disabled oauth-required" },
    { "535 5.7.3 Authentication unsuccessful",
      "credentials-rejected smtp-disabled oauth-required" },
    { "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
      "Visit https://aka.ms/smtp_auth_disabled for more information.",
      "smtp-disabled credentials-rejected" },
    { "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
      "oauth-required credentials-rejected" },
    { "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.",
      "credentials-rejected" },
    { "535 5.7.8 Authentication unsuccessful", "credentials-rejected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      const PlServerReply reply = { .service = PL_SERVICE_SMTP,
                                    .stage = PL_STAGE_SIGN_IN,
                                    .text = replies[i].text };
      g_autoptr (GArray) causes = pl_server_reply_classify (&reply);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint k = 0; k < causes->len; k++)
        g_string_append_printf (found, "%s%s", k > 0 ? " " : "",
                                g_array_index (causes, PlReplyCause, k).code);
      g_assert_cmpstr (found->str, ==, replies[i].causes);
    }
}

/* Status and code may stand in the text or apart from it: the verdict is the same. */
static void
test_forms (void)
{
  const PlServerReply apart = { PL_SERVICE_IMAP, PL_STAGE_SIGN_IN, "NO", "EXPIRED", "Go away" };
  const PlServerReply whole = { PL_SERVICE_IMAP, PL_STAGE_SIGN_IN, NULL, NULL,
                                "A7 NO [EXPIRED] Go away" };
  const PlServerReply lines = { PL_SERVICE_SMTP, PL_STAGE_SIGN_IN, NULL, NULL,
                                "538-Go away\r\n538 now" };
  g_autoptr (GArray) a = pl_server_reply_classify (&apart);
  g_autoptr (GArray) b = pl_server_reply_classify (&whole);
  g_autoptr (GArray) c = pl_server_reply_classify (&lines);

  g_assert_cmpstr (g_array_index (a, PlReplyCause, 0).code, ==, "password-expired");
  g_assert_cmpstr (g_array_index (b, PlReplyCause, 0).code, ==, "password-expired");
  g_assert_cmpstr (g_array_index (c, PlReplyCause, 0).code, ==, "plaintext-refused");
}

static void
test_strip (void)
{
  g_autofree char *imap = pl_server_reply_strip ("* BYE Good night\nA7 NO [EXPIRED] Go away");
  g_autofree char *web = pl_server_reply_strip ("A7 NO [WEBALERT https://example.org/] Go");
  g_autofree char *smtp = pl_server_reply_strip ("535-5.7.8 Go\r\n535 5.7.8 away");
  g_autofree char *pop3 = pl_server_reply_strip ("-ERR [SYS/TEMP] Later");

  g_assert_cmpstr (imap, ==, "Good night Go away");
  g_assert_cmpstr (web, ==, "[WEBALERT https://example.org/] Go");
  g_assert_cmpstr (smtp, ==, "Go away");
  g_assert_cmpstr (pop3, ==, "Later");
}

/* Hostile texts: empty, endless, no UTF-8, nothing but codes. */
static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (1 << 20, '5');
  const char *const texts[] = { "",     " ",      "[",        "[]",      "535",
                                "535-", "* ",     "\xff\xfe", "(#",      "(#5.",
                                "5.7.", "5.....", "-ERR",     "A1 NO [", endless };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (PlStage stage = PL_STAGE_GREETING; stage <= PL_STAGE_MESSAGE; stage++)
      {
        const PlServerReply reply = { PL_SERVICE_ACCOUNT, stage, NULL, NULL, texts[i] };
        g_autoptr (GArray) causes = pl_server_reply_classify (&reply);

        g_autofree char *words = pl_server_reply_strip (texts[i]);

        g_assert_nonnull (causes);
        g_assert_cmpuint (strlen (words), <=, strlen (texts[i]));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reply/patterns", test_patterns);
  g_test_add_func ("/reply/languages", test_languages);
  g_test_add_func ("/reply/codes-alone", test_codes_alone);
  g_test_add_func ("/reply/no-sentences", test_no_sentences);
  g_test_add_func ("/reply/broad-words", test_broad_words);
  g_test_add_func ("/reply/protocols", test_protocols);
  g_test_add_func ("/reply/number-with-several-causes", test_number_with_several_causes);
  g_test_add_func ("/reply/forms", test_forms);
  g_test_add_func ("/reply/strip", test_strip);
  g_test_add_func ("/reply/hostile", test_hostile);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = g_strdup_printf ("/reply/measured/%s", tables[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), measure);
    }

  return g_test_run ();
}
