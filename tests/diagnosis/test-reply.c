// SPDX-License-Identifier: GPL-3.0-or-later
/* The classifier of servers' words, measured on replies of real servers. */
#include "diagnosis/pl-reply-private.h"

#include <string.h>

#define LEAST_SCORE 0.92 /* an accepted alternative counts half */

static const struct
{
  const char *name;
  PlStage stage;
} stages[] = {
  { "greeting", PL_STAGE_GREETING },       { "starttls", PL_STAGE_STARTTLS },
  { "capability", PL_STAGE_CAPABILITIES }, { "auth", PL_STAGE_SIGN_IN },
  { "select", PL_STAGE_MAILBOX },          { "mail-from", PL_STAGE_SENDER },
  { "rcpt-to", PL_STAGE_RECIPIENT },       { "data", PL_STAGE_MESSAGE },
  { "handshake", PL_STAGE_TLS },
};

static PlStage
find_stage (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (strcmp (stages[i].name, name) == 0)
      return stages[i].stage;

  g_assert_not_reached ();
}

static char *
join (GArray *causes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < causes->len && i < 4; i++)
    g_string_append_printf (text, " %s", g_array_index (causes, PlReplyCause, i).code);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One line of the table: id, protocol, stage, server, reply, code, alternatives … */
static double
score_line (const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  g_autoptr (GString) text = NULL;
  g_autoptr (GArray) causes = NULL;
  g_auto (GStrv) alternatives = NULL;
  g_autofree char *got = NULL;
  PlServerReply reply = { .service = PL_SERVICE_ACCOUNT };
  const char *first;

  g_assert_cmpuint (g_strv_length (fields), >=, 7);
  pl_service_from_nick (fields[1], &reply.service);
  reply.stage = find_stage (fields[2]);
  text = g_string_new (fields[4]);
  g_string_replace (text, "\\n", "\n", 0);
  reply.text = text->str;

  causes = pl_server_reply_classify (&reply);
  first = causes->len > 0 ? g_array_index (causes, PlReplyCause, 0).code : "nothing";
  if (strcmp (first, fields[5]) == 0)
    return 1;

  alternatives = g_strsplit (fields[6], ",", -1);
  got = join (causes);
  g_test_message ("%s/%s, %s: %s instead of %s: %s", fields[1], fields[2], fields[3], got,
                  fields[5], fields[4]);
  return g_strv_contains ((const char *const *) alternatives, first) ? 0.5 : 0;
}

static void
measure (gconstpointer name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "diagnosis", "data", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  double score = 0;
  guint n = 0;

  g_file_get_contents (path, &table, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      {
        score += score_line (lines[i]);
        n++;
      }

  g_test_message ("%s: %.1f of %u replies, %.1f %%", (const char *) name, score, n,
                  100 * score / n);
  g_assert_cmpfloat (score, >=, LEAST_SCORE * n);
}

/* No row may know a reply by heart: none of its phrases is longer than a few words. */
static void
test_no_sentences (void)
{
  for (guint i = 0; i < pl_reply_phrases_length; i++)
    {
      const char *words = pl_reply_phrases[i].words;
      g_auto (GStrv) phrases = g_strsplit_set (words != NULL ? words : "", "|&", -1);

      for (guint k = 0; phrases[k] != NULL; k++)
        {
          g_auto (GStrv) single = g_strsplit (g_strstrip (phrases[k]), " ", -1);
          g_autofree char *normal = pl_server_reply_normalize (phrases[k]);
          g_autofree char *padded = g_strdup_printf (" %s ", phrases[k]);

          g_assert_cmpuint (g_strv_length (single), <=, 9);
          /* As texts are looked at, or it never matches. */
          if (strpbrk (phrases[k], "*_") == NULL && *phrases[k] != '\0')
            g_assert_cmpstr (padded, ==, normal);
        }
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
    for (guint k = 0; k < G_N_ELEMENTS (stages); k++)
      {
        const PlServerReply reply = { PL_SERVICE_ACCOUNT, stages[k].stage, NULL, NULL, texts[i] };
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
  g_test_add_func ("/reply/protocols", test_protocols);
  g_test_add_func ("/reply/forms", test_forms);
  g_test_add_func ("/reply/strip", test_strip);
  g_test_add_func ("/reply/hostile", test_hostile);
  g_test_add_data_func ("/reply/measured", "server-replies.tsv", measure);
  g_test_add_data_func ("/reply/measured-more", "more-replies.tsv", measure);

  return g_test_run ();
}
