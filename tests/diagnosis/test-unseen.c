// SPDX-License-Identifier: GPL-3.0-or-later
/* The classifier of servers' words, measured on replies that were written down, each with its code,
 * before it was tried on them. The first score of a table tells how well the rows carry over; from
 * then on it is worked with, and guards what was learnt. First scores: 88 % of the third of the
 * second table that nobody looked at, 77 % of the third table. */
#include "diagnosis/pl-reply-private.h"

#include <string.h>

#define LEAST_SCORE 0.95 /* an accepted alternative counts half */

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

static PlStage
find_stage (const char *name)
{
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

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (strcmp (stages[i].name, name) == 0)
      return stages[i].stage;

  g_assert_not_reached ();
}

static double
score_line (char **fields)
{
  PlServerReply reply = { .service = PL_SERVICE_ACCOUNT, .stage = find_stage (fields[STAGE]) };
  g_auto (GStrv) alternatives = g_strsplit (fields[ALTERNATIVES], ",", -1);
  g_autoptr (GString) text = g_string_new (fields[REPLY]);
  g_autoptr (GArray) causes = NULL;
  const char *first;

  pl_service_from_nick (fields[PROTOCOL], &reply.service);
  g_string_replace (text, "\\n", "\n", 0);
  reply.text = text->str;
  causes = pl_server_reply_classify (&reply);
  first = causes->len > 0 ? g_array_index (causes, PlReplyCause, 0).code : "nothing";
  if (strcmp (first, fields[CODE]) == 0)
    return 1;

  g_test_message ("%s/%s, %s: %s instead of %s (or %s): %s", fields[PROTOCOL], fields[STAGE],
                  fields[SERVER], first, fields[CODE], fields[ALTERNATIVES], fields[REPLY]);
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
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
      g_assert_cmpuint (strlen (fields[SOURCE]), >, 0);
      score += score_line (fields);
      n++;
    }

  g_test_message ("%s: %.1f of %u replies, %.1f %%", (const char *) name, score, n,
                  100 * score / n);
  g_assert_cmpuint (n, >=, 100);
  g_assert_cmpfloat (score, >=, LEAST_SCORE * n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/unseen/measured-2", "unseen-replies-2.tsv", measure);
  g_test_add_data_func ("/unseen/measured-3", "unseen-replies-3.tsv", measure);

  return g_test_run ();
}
