// SPDX-License-Identifier: GPL-3.0-or-later
/* Explains what others say: a server's reply, another program's message, lines of a log. There is no
 * account, no check and no network: what the text supports is told in the catalogue's words, and how
 * sure that is. */
#include "diagnosis/pl-explain.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-explain-private.h"
#include "diagnosis/pl-page-private.h"

#include "base/pl-hostname.h"
#include "base/pl-scrub.h"
#include "base/pl-text.h"
#include "model/pl-words.h"
#include "provider/pl-provider.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ALTERNATIVES 4
#define MOST_LINKS 4
#define MOST_EVIDENCE 1000 /* characters */
#define MOST_QUOTED 240 /* of them inside a sentence */

/* What a finding is made of. */
typedef struct
{
  const PlReading *reading; /* borrowed */
  const PlProvider *provider; /* static, nullable */
  char *host; /* owned, nullable: the server that the text names */
} Explanation;

static void
explanation_clear (Explanation *self)
{
  g_clear_pointer (&self->host, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Explanation, explanation_clear)

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

static const PlProvider *
find_provider (const char *server, const char *host)
{
  guint n;
  const PlProvider *all = pl_provider_get_all (&n);

  for (guint i = 0; server != NULL && i < n; i++)
    if (g_ascii_strcasecmp (all[i].id, server) == 0 ||
        g_ascii_strcasecmp (all[i].name, server) == 0)
      return &all[i];
  if (server != NULL && pl_provider_find_by_domain (server) != NULL)
    return pl_provider_find_by_domain (server);

  return host != NULL ? pl_provider_find_by_host (host) : NULL;
}

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

/* --- words --- */

static char *
get_reply (const PlReading *reading)
{
  g_autofree char *said = pl_server_reply_strip (reading->line);

  if (g_utf8_strlen (said, -1) > MOST_QUOTED)
    {
      g_autofree char *cut = g_utf8_substring (said, 0, MOST_QUOTED);

      return g_strconcat (cut, "…", NULL);
    }

  return g_steal_pointer (&said);
}

static char *
lookup (const char *name, gpointer data)
{
  const Explanation *self = data;

  if (g_str_equal (name, "host") && self->host != NULL)
    return g_strdup (self->host);
  if (g_str_equal (name, "provider") && self->provider != NULL)
    return g_strdup (self->provider->name);
  if (g_str_equal (name, "reply") && self->reading->line != NULL)
    return get_reply (self->reading);
  if (g_str_equal (name, "service") && self->reading->service != PL_SERVICE_ACCOUNT)
    return g_strdup (pl_case_words_describe_service (self->reading->service));
  if (g_str_equal (name, "protocol") && self->reading->service != PL_SERVICE_ACCOUNT)
    return g_strdup (pl_service_to_words (self->reading->service));

  return pl_case_words_lookup_plain (name, NULL);
}

static char *
fill (const Explanation *self, const char *text)
{
  return pl_text_fill (_ (text), lookup, (gpointer) self);
}

/* --- what the provider's facts add --- */

/* A refusal without a reason means something else where the provider wants something first. */
static const struct
{
  PlRequirementKind kind;
  PlService service; /* %PL_SERVICE_ACCOUNT: any */
  const char *cause;
} demands[] = {
  { PL_REQUIREMENT_OAUTH2_ONLY, PL_SERVICE_ACCOUNT, "oauth-required" },
  { PL_REQUIREMENT_ENABLE_THIRD_PARTY, PL_SERVICE_IMAP, "imap-disabled" },
  { PL_REQUIREMENT_ENABLE_THIRD_PARTY, PL_SERVICE_POP3, "pop-disabled" },
  { PL_REQUIREMENT_ENABLE_THIRD_PARTY, PL_SERVICE_SMTP, "smtp-disabled" },
  { PL_REQUIREMENT_APP_PASSWORD, PL_SERVICE_ACCOUNT, "app-password-required" },
  { PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD, PL_SERVICE_ACCOUNT, "separate-mail-password" },
  { PL_REQUIREMENT_ENABLE_IMAP, PL_SERVICE_IMAP, "imap-disabled" },
  { PL_REQUIREMENT_ENABLE_POP, PL_SERVICE_POP3, "pop-disabled" },
  { PL_REQUIREMENT_ENABLE_SMTP, PL_SERVICE_SMTP, "smtp-disabled" },
  { PL_REQUIREMENT_PAID_PLAN, PL_SERVICE_ACCOUNT, "subscription-required" },
  { PL_REQUIREMENT_USERNAME_DIFFERS, PL_SERVICE_ACCOUNT, "username-format" },
};

static void
add_cause (GArray *causes, const char *code, int strength)
{
  PlReplyCause cause = { code, strength };

  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (g_array_index (causes, PlReplyCause, i).code, code))
      return;

  if (pl_catalogue_find (code) != NULL)
    g_array_append_val (causes, cause);
}

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

static void
add_demands (const Explanation *self, GArray *causes, gboolean conditional)
{
  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      const PlProviderRequirement *demand =
          pl_provider_get_requirement (self->provider, demands[i].kind);
      gboolean fits =
          demands[i].service == PL_SERVICE_ACCOUNT || demands[i].service == self->reading->service;

      if (demand != NULL && fits && !demand->conditional == !conditional)
        add_cause (causes, demands[i].cause,
                   conditional ? PL_STRENGTH_GUESS : PL_STRENGTH_PROVIDER);
    }
}

/* Every cause, the likeliest first: what must be done at the provider comes before a mistake of the
 * person's, what only may have to be done behind it. */
static GArray *
weigh (const Explanation *self)
{
  const PlReading *reading = self->reading;
  GArray *causes = g_array_new (FALSE, FALSE, sizeof (PlReplyCause));
  gboolean generic = self->provider != NULL && is_generic_refusal (reading);

  if (generic)
    {
      add_demands (self, causes, FALSE);
      add_cause (causes, "credentials-rejected", PL_STRENGTH_FALLBACK);
      add_demands (self, causes, TRUE);
    }
  for (guint i = 0; reading->causes != NULL && i < reading->causes->len; i++)
    {
      const PlReplyCause *cause = &g_array_index (reading->causes, PlReplyCause, i);

      add_cause (causes, cause->code, cause->strength);
    }
  if (causes->len == 0)
    add_cause (causes, "unexplained", PL_STRENGTH_FALLBACK);

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

/* --- links --- */

static void
add_link (GArray *links, const char *label, const char *url)
{
  PlLink link = { NULL, NULL };

  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (g_array_index (links, PlLink, i).url, url))
      return;
  if (links->len >= MOST_LINKS)
    return;

  link.label = g_strdup (label);
  link.url = g_strdup (url);
  g_array_append_val (links, link);
}

static void
add_links_of_text (GArray *links, const char *text)
{
  for (const char *p = text; p != NULL && (p = strstr (p, "https://")) != NULL; p += 8)
    {
      gsize length = strcspn (p, " \t\n<>\"'[](){}|\\^`");
      g_autofree char *url = NULL;
      g_autofree char *host = NULL;

      while (length > 0 && strchr (".,;:!?", p[length - 1]) != NULL)
        length--;
      url = g_strndup (p, length);
      host = pl_page_dup_host (url);
      /* What was taken out of it makes an address lead elsewhere. */
      if (host != NULL && strstr (url, PL_SCRUBBED) == NULL)
        add_link (links, host, url);
    }
}

static void
add_links_of_provider (GArray *links, const PlProvider *provider, const char *cause)
{
  const PlProviderPages *pages = &provider->help;
  const char *url;

  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      const PlProviderRequirement *demand = pl_provider_get_requirement (provider, demands[i].kind);

      if (demand != NULL && g_str_equal (demands[i].cause, cause) &&
          pl_provider_pages_choose (&demand->pages) != NULL)
        pages = &demand->pages;
    }
  url = pl_provider_pages_choose (pages);
  if (url != NULL)
    {
      g_autofree char *host = pl_page_dup_host (url);
      g_autofree char *label = pl_page_label (pages, url, host != NULL ? host : provider->name);

      add_link (links, label, url);
    }
}

/* --- the finding --- */

static char *
dup_evidence (const PlReading *reading)
{
  if (reading->line == NULL)
    return NULL;

  return g_utf8_substring (reading->line, 0,
                           MIN (g_utf8_strlen (reading->line, -1), MOST_EVIDENCE));
}

static char **
make_steps (const Explanation *self, const PlWording *wording)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; wording->steps[i] != NULL; i++)
    g_ptr_array_add (steps, fill (self, wording->steps[i]));
  g_ptr_array_add (steps, NULL);
  return (char **) g_ptr_array_free (steps, FALSE);
}

static void
list_alternatives (const Explanation *self, GArray *causes, GPtrArray *codes, GPtrArray *titles)
{
  for (guint i = 1; i < causes->len && codes->len < MOST_ALTERNATIVES; i++)
    {
      const PlCause *cause = pl_catalogue_find (g_array_index (causes, PlReplyCause, i).code);

      g_ptr_array_add (codes, (gpointer) cause->code);
      g_ptr_array_add (titles, fill (self, cause->wordings[0].title));
    }
  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (titles, NULL);
}

static PlFinding *
make_finding (const Explanation *self, GArray *causes)
{
  const PlReplyCause *first = &g_array_index (causes, PlReplyCause, 0);
  const PlCause *cause = pl_catalogue_find (first->code);
  const PlWording *wording = &cause->wordings[0];
  g_autofree char *title = fill (self, wording->title);
  g_autofree char *explanation = fill (self, wording->explanation);
  g_autofree char *evidence = dup_evidence (self->reading);
  g_auto (GStrv) steps = make_steps (self, wording);
  g_autoptr (GArray) links = pl_links_copy (NULL, 0);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fixes = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const checked[] = {
    /* Translators: under "What was checked", when a pasted text is explained */
    _ ("Only the text was read. No server was asked."),
    NULL,
  };

  add_links_of_text (links, self->reading->line);
  if (self->provider != NULL)
    add_links_of_provider (links, self->provider, cause->code);
  list_alternatives (self, causes, codes, titles);

  return pl_finding_new (&(PlFindingFields){
      .code = cause->code,
      .service = self->reading->service,
      .stage = self->reading->stage,
      .severity = cause->severity,
      .certainty = get_certainty (self->reading, first),
      .title = title,
      .explanation = explanation,
      .steps = (const char *const *) steps,
      .links = (const PlLink *) (gpointer) links->data,
      .n_links = links->len,
      .evidence = evidence,
      .checked = checked,
      .alternatives = (const char *const *) codes->pdata,
      .alternative_titles = (const char *const *) titles->pdata,
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
  g_auto (Explanation) self = { .reading = reading };
  g_autoptr (GArray) causes = NULL;
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  keep_text (reading, scrubbed);
  self.host = find_host (reading->line);
  self.provider = find_provider (request->server, self.host);
  causes = weigh (&self);
  g_ptr_array_add (findings, make_finding (&self, causes));

  return findings;
}
