// SPDX-License-Identifier: GPL-3.0-or-later
/* Explains what others say: a server's reply, another program's message, lines of a log. There is no
 * account, no check and no network: what the text supports is told in the catalogue's words, and how
 * sure that is. */
#include "diagnosis/pl-explain.h"

#include "diagnosis/pl-explain-provider-private.h"
#include "diagnosis/pl-explain-words-private.h"

#include "base/pl-hostname.h"
#include "base/pl-scrub.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ALTERNATIVES 4
#define MOST_EVIDENCE 1000 /* characters */

/**
 * pl_explain_protocol_from_nick:
 *
 * Returns: whether @nick is one
 */
gboolean
pl_explain_protocol_from_nick (const char *nick, PlExplainProtocol *protocol)
{
  static const char *const nicks[] = {
    [PL_EXPLAIN_IMAP] = "imap", [PL_EXPLAIN_POP3] = "pop3",   [PL_EXPLAIN_SMTP] = "smtp",
    [PL_EXPLAIN_TLS] = "tls",   [PL_EXPLAIN_OTHER] = "other",
  };

  for (guint i = PL_EXPLAIN_IMAP; i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (nicks[i], nick))
      {
        *protocol = (PlExplainProtocol) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * pl_explain_stage_from_nick:
 * @nick: a command's name, as people know it, or a stage of the contract
 *
 * Returns: whether @nick is one
 */
gboolean
pl_explain_stage_from_nick (const char *nick, PlStage *stage)
{
  static const struct
  {
    const char *nick;
    PlStage stage;
  } known[] = {
    { "capability", PL_STAGE_CAPABILITIES }, { "auth", PL_STAGE_SIGN_IN },
    { "select", PL_STAGE_MAILBOX },          { "mail-from", PL_STAGE_SENDER },
    { "rcpt-to", PL_STAGE_RECIPIENT },       { "data", PL_STAGE_MESSAGE },
    { "handshake", PL_STAGE_TLS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].nick, nick))
      {
        *stage = known[i].stage;
        return TRUE;
      }

  return pl_stage_from_nick (nick, stage) && *stage >= PL_STAGE_GREETING;
}

/* --- what is known of the server --- */

/* The first name in the text that a mail server would have. */
static char *
find_host (const char *line)
{
  static const char *const beginnings[] = { "imap", "pop",  "smtp",    "mail",
                                            "mx",   "post", "outlook", "securesmtp" };
  g_auto (GStrv) words = g_strsplit_set (line, " \t\"'<>()[],;:/=@„“", 200);

  for (guint i = 0; words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (beginnings); k++)
      {
        g_autofree char *host = NULL;
        gsize length = strlen (words[i]);

        if (length > 0 && words[i][length - 1] == '.')
          words[i][length - 1] = '\0';
        if (g_ascii_strncasecmp (words[i], beginnings[k], strlen (beginnings[k])) != 0 ||
            strchr (words[i], '.') == NULL)
          continue;
        host = pl_hostname_to_ascii (words[i], NULL);
        if (host != NULL && g_ascii_isalpha (host[strlen (host) - 1]))
          return pl_hostname_to_display (host);
      }

  return NULL;
}

/* --- causes --- */

static gboolean
is_generic_refusal (const PlReading *reading)
{
  const PlReplyCause *first;

  if (reading->causes == NULL || reading->causes->len == 0)
    return FALSE;
  first = &g_array_index (reading->causes, PlReplyCause, 0);
  return g_str_equal (first->code, "credentials-rejected") &&
         (first->strength <= PL_STRENGTH_PROVIDER || !reading->quoted);
}

/* Every cause, the likeliest first: what must be done at the provider comes before a mistake of the
 * person's, what only may have to be done behind it. */
static GArray *
weigh (const PlReading *reading, const PlProvider *provider)
{
  GArray *causes = g_array_new (FALSE, FALSE, sizeof (PlReplyCause));
  gboolean generic = provider != NULL && is_generic_refusal (reading);

  if (generic)
    {
      pl_explain_add_demands (causes, provider, reading->service, FALSE);
      pl_explain_add_cause (causes, "credentials-rejected", PL_STRENGTH_FALLBACK);
      pl_explain_add_demands (causes, provider, reading->service, TRUE);
    }
  for (guint i = 0; reading->causes != NULL && i < reading->causes->len; i++)
    {
      const PlReplyCause *cause = &g_array_index (reading->causes, PlReplyCause, i);

      pl_explain_add_cause (causes, cause->code, cause->strength);
    }
  if (causes->len == 0)
    pl_explain_add_cause (causes, "unexplained", PL_STRENGTH_FALLBACK);

  return causes;
}

static PlCertainty
get_certainty (const PlReading *reading, const PlReplyCause *cause)
{
  /* A list counts down from its first, so fifty below a step still belong to it. */
  if (cause->strength > PL_STRENGTH_STAGE && reading->quoted)
    return PL_CERTAINTY_PROVEN;
  if (cause->strength > PL_STRENGTH_GUESS)
    return PL_CERTAINTY_LIKELY;

  return PL_CERTAINTY_POSSIBLE;
}

/* --- the finding --- */

static char *
dup_evidence (const PlReading *reading)
{
  if (reading->line == NULL || reading->line[0] == '\0')
    return NULL;

  return g_utf8_substring (reading->line, 0,
                           MIN (g_utf8_strlen (reading->line, -1), MOST_EVIDENCE));
}

static char **
make_steps (const PlExplanation *self, const PlWording *wording)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; wording->steps[i] != NULL; i++)
    g_ptr_array_add (steps, pl_explain_words_fill (self, wording->steps[i]));
  g_ptr_array_add (steps, NULL);
  return (char **) g_ptr_array_free (steps, FALSE);
}

static void
list_alternatives (const PlExplanation *self,
                   GArray *causes,
                   GPtrArray *codes,
                   GPtrArray *titles,
                   GPtrArray *explanations)
{
  for (guint i = 1; i < causes->len && codes->len < MOST_ALTERNATIVES; i++)
    {
      const PlCause *cause = pl_catalogue_find (g_array_index (causes, PlReplyCause, i).code);
      const PlWording *wording = pl_explain_words_find (cause->code, self->line);

      g_ptr_array_add (codes, (gpointer) cause->code);
      g_ptr_array_add (titles, pl_explain_words_fill (self, wording->title));
      g_ptr_array_add (explanations, pl_explain_words_fill (self, wording->explanation));
    }
  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (titles, NULL);
  g_ptr_array_add (explanations, NULL);
}

static PlFinding *
make_finding (const PlReading *reading, const PlExplanation *self, GArray *causes)
{
  const PlReplyCause *first = &g_array_index (causes, PlReplyCause, 0);
  const PlCause *cause = pl_catalogue_find (first->code);
  const PlWording *wording = pl_explain_words_find (cause->code, self->line);
  g_autofree char *title = pl_explain_words_fill (self, wording->title);
  g_autofree char *explanation = pl_explain_words_fill (self, wording->explanation);
  g_autofree char *evidence = dup_evidence (reading);
  g_auto (GStrv) steps = make_steps (self, wording);
  g_autoptr (GArray) links = pl_links_copy (NULL, 0);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) explanations = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fixes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const checked[] = {
    /* Translators: under "What was checked", when a pasted text is explained */
    _ ("Only the text was read. No server was asked."),
    NULL,
  };

  pl_explain_add_links_of_text (links, self->line);
  if (self->provider != NULL)
    pl_explain_add_links_of_provider (links, self->provider, cause->code);
  list_alternatives (self, causes, codes, titles, explanations);

  return pl_finding_new (&(PlFindingFields){
      .code = cause->code,
      .service = reading->service,
      .stage = reading->stage,
      .severity = cause->severity,
      .certainty = get_certainty (reading, first),
      .title = title,
      .explanation = explanation,
      .steps = (const char *const *) steps,
      .links = (const PlLink *) (gpointer) links->data,
      .n_links = links->len,
      .evidence = evidence,
      .checked = checked,
      .alternatives = (const char *const *) codes->pdata,
      .alternative_titles = (const char *const *) titles->pdata,
      .alternative_explanations = (const char *const *) explanations->pdata,
      .fixes = fixes,
  });
}

/* What is left when nothing was understood: the text itself, in one line. */
static void
keep_text (PlReading *reading, const char *scrubbed)
{
  g_autofree char *text =
      g_utf8_substring (scrubbed, 0, MIN (g_utf8_strlen (scrubbed, -1), MOST_EVIDENCE));

  if (reading->line == NULL)
    reading->line = g_strdup (g_strstrip (text));
}

/**
 * pl_explain_text:
 *
 * What a text means: one finding, with the other causes that fit as its alternatives. Secrets are
 * taken out first (see pl_scrub_text()); no part of the finding holds them. Pure.
 *
 * Returns: (transfer full) (element-type PlFinding): never empty; `unexplained` where the text
 *   supports no cause
 */
GPtrArray *
pl_explain_text (const PlExplainRequest *request)
{
  gsize length = request->length >= 0 ? (gsize) request->length : strlen (request->text);
  gsize bounded = MIN (length, (gsize) PL_EXPLAIN_MOST_BYTES);
  g_autofree char *scrubbed = pl_scrub_text (request->text, (gssize) bounded);
  g_autoptr (PlReading) reading = pl_reading_new (scrubbed, request);
  g_autofree char *host = NULL;
  g_autoptr (GArray) causes = NULL;
  PlExplanation self = { 0 };
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  keep_text (reading, scrubbed);
  host = find_host (reading->line);
  self.line = reading->line;
  self.host = host;
  self.provider = pl_explain_find_provider (request->server, host);
  causes = weigh (reading, self.provider);
  g_ptr_array_add (findings, make_finding (reading, &self, causes));

  return findings;
}
