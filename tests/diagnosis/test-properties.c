// SPDX-License-Identifier: GPL-3.0-or-later
/* No verdict that the evidence excludes: every golden file is spoilt in many ways, and whatever is said
 * then has to hold for what is left. */
#include "evidence-files.h"

#include "provider/pl-provider.h"
#include "test-conditions.h"

#include <locale.h>

#define MOST_COMPLAINTS 40

static GHashTable *complaints; /* owned; char */

static void
complain (const char *file, const char *how, PlFinding *finding, const char *why)
{
  const char *code = finding != NULL ? pl_finding_get_code (finding) : "none";
  char *line = g_strdup_printf (
      "%s: %s (%s), in %s", code, why,
      finding != NULL ? pl_service_to_nick (pl_finding_get_service (finding)) : "-", file);

  if (g_hash_table_add (complaints, line) && g_hash_table_size (complaints) < MOST_COMPLAINTS)
    g_test_message ("%s, first when %s", line, how);
}

static gboolean
is_withheld (PlEvidence *evidence, PlService service)
{
  PlObservation *sign_in = pl_evidence_find_last (evidence, service, PL_SIGHT_SIGN_IN);

  return sign_in != NULL && pl_observation_get_outcome (sign_in) == PL_OUTCOME_WITHHELD;
}

/* Of one of the servers; the test message is no part of the account, and what is held back on purpose
 * is told elsewhere. */
static gboolean
is_failure (PlEvidence *evidence, PlObservation *seen)
{
  PlService service = pl_observation_get_service (seen);
  PlServerSettings *server = service != PL_SERVICE_ACCOUNT
                                 ? pl_proposal_get_server (pl_evidence_get_proposal (evidence),
                                                           pl_service_get_direction (service))
                                 : NULL;

  return server != NULL && pl_server_settings_get_service (server) == service &&
         pl_observation_get_sight (seen) == PL_SIGHT_STAGE &&
         pl_observation_get_stage (seen) != PL_STAGE_ARRIVAL &&
         pl_observation_get_probe (seen) == 0 && !is_withheld (evidence, service) &&
         g_strcmp0 (pl_observation_get (seen, PL_FACT_STATE), "failed") == 0;
}

static gboolean
has_failed_stage (PlEvidence *evidence)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    if (is_failure (evidence, pl_evidence_get_observation (evidence, i)))
      return TRUE;

  return FALSE;
}

static void
judge_text (const char *file, const char *how, const char *text)
{
  g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, NULL);
  g_autoptr (GPtrArray) findings = NULL;

  /* Without its address it is no evidence. */
  if (evidence == NULL)
    return;

  findings = pl_diagnosis_run (evidence);
  for (guint i = 0; i < findings->len; i++)
    {
      PlFinding *finding = findings->pdata[i];
      const char *why = condition_find_broken (evidence, finding);

      if (why != NULL)
        complain (file, how, finding, why);
    }
  if (has_failed_stage (evidence) && findings->len == 0)
    complain (file, how, NULL, "something failed, and nothing is said of it");
}

static gboolean
is_observation (const char *line)
{
  return g_ascii_isdigit (*line) != 0;
}

static void
for_each_file (void (*spoil) (const char *file, const char *text))
{
  complaints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autofree char *text = evidence_file_read (*code);

      spoil (*code, text);
    }
  if (g_hash_table_size (complaints) > 0)
    g_test_fail_printf ("%u verdicts that the evidence excludes", g_hash_table_size (complaints));
  g_hash_table_unref (complaints);
}

/* --- As it is --- */

static void
spoil_nothing (const char *file, const char *text)
{
  judge_text (file, "left as it is", text);
}

static void
test_untouched (void)
{
  for_each_file (spoil_nothing);
}

/* --- Something was not seen --- */

static void
spoil_lines (const char *file, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *how = NULL;
      g_autofree char *rest = NULL;
      char *dropped = lines[i];

      if (!is_observation (dropped))
        continue;
      how = g_strdup_printf ("“%.60s” is missing", dropped);
      lines[i] = (char *) "";
      rest = g_strjoinv ("\n", lines);
      lines[i] = dropped;
      judge_text (file, how, rest);
    }
}

static void
test_one_line_missing (void)
{
  for_each_file (spoil_lines);
}

/* The check was stopped there. */
static void
spoil_end (const char *file, const char *text)
{
  for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (end + 1, '\n'))
    {
      g_autofree char *start = g_strndup (text, (gsize) (end - text + 1));

      judge_text (file, "it ended early", start);
    }
}

static void
test_ended_early (void)
{
  for_each_file (spoil_end);
}

/* --- Somebody else's account --- */

static char *
replace (const char *text, const char *const *pairs)
{
  GString *changed = g_string_new (text);

  for (; pairs[0] != NULL; pairs += 2)
    g_string_replace (changed, pairs[0], pairs[1], 0);
  return g_string_free (changed, FALSE);
}

static void
spoil_provider (const char *file, const char *text)
{
  guint n;
  const PlProvider *providers = pl_provider_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *how = g_strdup_printf ("the provider is %s", providers[i].id);
      g_autofree char *line = g_strdup_printf ("\nprovider %s\nbegan ", providers[i].id);
      const char *const pairs[] = { "\nprovider ", "\n# ", "\nbegan ", line, NULL };
      g_autofree char *changed = replace (text, pairs);

      judge_text (file, how, changed);
    }
}

static void
test_other_provider (void)
{
  for_each_file (spoil_provider);
}

static void
spoil_hosts (const char *file, const char *text)
{
  static const char *const pairs[] = {
    "imap.example.org",
    "eingang.xn--bcher-kva.example",
    "smtp.example.org",
    "192.0.2.77",
    "@example.org",
    "@web.dee",
    NULL,
  };
  g_autofree char *changed = replace (text, pairs);

  judge_text (file, "the hosts have other names", changed);
}

static void
test_other_hosts (void)
{
  for_each_file (spoil_hosts);
}

/* --- The other way round --- */

/* Word by word, so that nothing is swapped twice. */
static char *
swap_word (const char *word)
{
  static const char *const pairs[][2] = {
    { "imap", "smtp" },
    { "pop3", "smtp" },
    { "smtp", "imap" },
    { "port=993", "port=465" },
    { "port=465", "port=993" },
    { "port=143", "port=587" },
    { "port=587", "port=143" },
    { "protocol=imap", "protocol=smtp" },
    { "protocol=smtp", "protocol=imap" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (word, pairs[i][0]))
      return g_strdup (pairs[i][1]);

  return g_strdup (word);
}

static void
append_swapped (GString *text, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  gboolean is_server = g_str_has_prefix (line, "incoming ") || g_str_has_prefix (line, "outgoing ");

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = swap_word (words[i]);

      if (is_server && i == 0)
        g_string_append (text, *word == 'i' ? "outgoing" : "incoming");
      else
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "", word);
    }
  g_string_append_c (text, '\n');
}

static void
spoil_direction (const char *file, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) changed = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    append_swapped (changed, lines[i]);
  judge_text (file, "the directions are swapped", changed->str);
}

static void
test_swapped_directions (void)
{
  for_each_file (spoil_direction);
}

static void
spoil_protocol (const char *file, const char *text)
{
  static const char *const pairs[] = {
    " imap ",   " pop3 ", "protocol=imap", "protocol=pop3", "port=993", "port=995", "port=143",
    "port=110", NULL,
  };
  g_autofree char *changed = replace (text, pairs);

  judge_text (file, "IMAP is POP3", changed);
}

static void
test_other_protocol (void)
{
  for_each_file (spoil_protocol);
}

static void
spoil_security (const char *file, const char *text)
{
  static const char *const kinds[] = { "tls", "starttls", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *server = g_strdup_printf ("security=%s username=", kinds[i]);
      g_autofree char *how = g_strdup_printf ("%s is set", kinds[i]);
      const char *const pairs[] = { "security=tls username=",
                                    server,
                                    "security=starttls username=",
                                    server,
                                    "security=none username=",
                                    server,
                                    NULL };
      g_autofree char *changed = replace (text, pairs);

      judge_text (file, how, changed);
    }
}

static void
test_other_security (void)
{
  for_each_file (spoil_security);
}

/* --- Twice --- */

/* What another check of the other direction saw is there as well. */
static void
spoil_mix (const char *file, const char *text)
{
  for (const char *const *code = pl_catalogue_get_codes (); *code != NULL; code++)
    {
      g_autofree char *other = evidence_file_read (*code);
      g_auto (GStrv) mine = g_strsplit (text, "\n", -1);
      g_auto (GStrv) others = g_strsplit (other, "\n", -1);
      g_autofree char *how = g_strdup_printf ("sending is that of %s", *code);
      g_autoptr (GString) mixed = g_string_new (NULL);

      for (guint i = 0; mine[i] != NULL; i++)
        if (strstr (mine[i], " smtp ") == NULL)
          g_string_append_printf (mixed, "%s\n", mine[i]);
      for (guint i = 0; others[i] != NULL; i++)
        if (strstr (others[i], " smtp ") != NULL)
          g_string_append_printf (mixed, "%s\n", others[i]);
      judge_text (file, how, mixed->str);
    }
}

static void
test_mixed (void)
{
  for_each_file (spoil_mix);
}

/* --- More than there was --- */

/* What would exclude many a verdict was seen as well. */
static void
spoil_success (const char *file, const char *text)
{
  static const char *const seen[] = {
    "connect dial connected address=192.0.2.10 family=ipv4 port=993",
    "tls tls established version=TLS1.3",
    "tls trust accepted trust=system",
    "greeting greeting spoken protocol=%s text=ready",
    "sign-in sign-in accepted mechanism=PLAIN",
  };
  static const char *const services[] = { "imap", "pop3", "smtp" };

  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    for (guint k = 0; k < G_N_ELEMENTS (services); k++)
      {
        const char *const pairs[] = { "%s", services[k], NULL };
        g_autofree char *what = replace (seen[i], pairs);
        g_autofree char *how = g_strdup_printf ("%s saw “%s” as well", services[k], what);
        g_autofree char *server = g_strdup_printf ("%s host=", services[k]);
        g_autofree char *line = g_strdup_printf ("%s99999.000 %s %s\n", text, services[k], what);

        if (strstr (text, server) != NULL)
          judge_text (file, how, line);
      }
}

static void
test_success_as_well (void)
{
  for_each_file (spoil_success);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/properties/" path, test)
  ADD ("untouched", test_untouched);
  ADD ("one-line-missing", test_one_line_missing);
  ADD ("ended-early", test_ended_early);
  ADD ("other-provider", test_other_provider);
  ADD ("other-hosts", test_other_hosts);
  ADD ("swapped-directions", test_swapped_directions);
  ADD ("other-protocol", test_other_protocol);
  ADD ("other-security", test_other_security);
  ADD ("mixed", test_mixed);
  ADD ("success-as-well", test_success_as_well);
  return g_test_run ();
}
