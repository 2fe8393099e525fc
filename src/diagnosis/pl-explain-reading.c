// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds in a pasted text the line that matters, and what it means. A line can hold a server's reply
 * (as it is, in a log, or quoted by a program), the words of a TLS library, or a program's own. Each
 * is read in each way it could be meant; what is best supported wins, of equals the first. Pure. */
#include "diagnosis/pl-explain-private.h"

#include <string.h>

#define MOST_LINES 160 /* that are looked at: the first half and the last */
#define MOST_REPLY 1000 /* characters of a line that are looked at */
#define SHORT_TEXT 12 /* lines: may be one message, broken somewhere */

/* How much a way of reading counts beside the strength of what it finds. */
#define BONUS_TOLD 300 /* the person said what it is */
#define BONUS_QUOTED 150 /* a server's refusal, not a program's opinion */
/* The same at a stage where it hardly came: a guess there loses even to a refusal without reason. */
#define BONUS_ELSEWHERE 30

typedef struct
{
  const PlExplainRequest *request; /* borrowed */
  PlReading *best; /* borrowed */
  int best_score;
} Reader;

static const PlService services[] = {
  [PL_EXPLAIN_UNKNOWN] = PL_SERVICE_ACCOUNT, [PL_EXPLAIN_IMAP] = PL_SERVICE_IMAP,
  [PL_EXPLAIN_POP3] = PL_SERVICE_POP3,       [PL_EXPLAIN_SMTP] = PL_SERVICE_SMTP,
  [PL_EXPLAIN_TLS] = PL_SERVICE_ACCOUNT,     [PL_EXPLAIN_OTHER] = PL_SERVICE_ACCOUNT,
};

void
pl_reading_free (PlReading *reading)
{
  g_free (reading->line);
  g_clear_pointer (&reading->causes, g_array_unref);
  g_free (reading);
}

/* Takes @causes. */
static void
offer (Reader *reader, const PlReading *found, GArray *causes, int bonus)
{
  PlReading *best = reader->best;
  int score = causes->len > 0 ? g_array_index (causes, PlReplyCause, 0).strength + bonus : 0;

  if (score <= reader->best_score)
    {
      g_array_unref (causes);
      return;
    }

  reader->best_score = score;
  g_free (best->line);
  g_clear_pointer (&best->causes, g_array_unref);
  *best = *found;
  best->line = g_strdup (found->line);
  best->causes = causes;
}

static void
read_reply (Reader *reader,
            const char *text,
            const char *line,
            PlService service,
            PlStage stage,
            int bonus)
{
  const PlReading found = { (char *) line, service, stage, NULL, stage != PL_STAGE_TLS };
  const PlServerReply reply = { .service = service, .stage = stage, .text = text };

  offer (reader, &found, pl_server_reply_classify (&reply), bonus);
}

/* --- stages --- */

/* Words around a reply that tell when it came. */
static const struct
{
  const char *words;
  PlStage stage;
} hints[] = {
  { "reply to rcpt to|rcpt from|reply to rcpt|after rcpt|rcpt to", PL_STAGE_RECIPIENT },
  { "reply to mail from|mail from|after mail", PL_STAGE_SENDER },
  { "end of data|after data|data command|message body|reply to data", PL_STAGE_MESSAGE },
  { "auth|authenticate|authentication|login|password|anmeldung|credentials|eauth|invalid login|"
    "after auth|authorization|authenticated|token",
    PL_STAGE_SIGN_IN },
  { "select|examine|inbox|mailbox|stat|folder", PL_STAGE_MAILBOX },
  { "greeting|banner|expected 220|initial connection", PL_STAGE_GREETING },
  { "starttls|stls", PL_STAGE_STARTTLS },
  { "sender|absender|from address|sender address", PL_STAGE_SENDER },
  { "recipient|rcpt|empfänger|user unknown|relay|relaying", PL_STAGE_RECIPIENT },
  { "message|nachricht|content|spam|attachment", PL_STAGE_MESSAGE },
};

/* Where SMTP's codes usually come (RFC 5321 4.3.2, RFC 4954 6). */
static const struct
{
  const char *code;
  PlStage stage;
} usual_stages[] = {
  { "535", PL_STAGE_SIGN_IN },  { "534", PL_STAGE_SIGN_IN },   { "538", PL_STAGE_SIGN_IN },
  { "432", PL_STAGE_SIGN_IN },  { "454", PL_STAGE_SIGN_IN },   { "504", PL_STAGE_SIGN_IN },
  { "502", PL_STAGE_SIGN_IN },  { "503", PL_STAGE_SIGN_IN },   { "500", PL_STAGE_SIGN_IN },
  { "530", PL_STAGE_SENDER },   { "421", PL_STAGE_GREETING },  { "45", PL_STAGE_RECIPIENT },
  { "552", PL_STAGE_MESSAGE },  { "554", PL_STAGE_RECIPIENT }, { "571", PL_STAGE_MESSAGE },
  { "55", PL_STAGE_RECIPIENT }, { "5", PL_STAGE_SIGN_IN },     { "4", PL_STAGE_SENDER },
};

static PlStage
guess_stage (PlService service, const char *reply, const char *normalized)
{
  for (guint i = 0; service == PL_SERVICE_SMTP && i < 3; i++)
    if (pl_server_reply_words_match (normalized, hints[i].words))
      return hints[i].stage;
  if (service == PL_SERVICE_SMTP && reply[0] == '5' && reply[1] == '3')
    return reply[2] == '0' ? PL_STAGE_SENDER : PL_STAGE_SIGN_IN;

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if ((service == PL_SERVICE_SMTP || hints[i].stage < PL_STAGE_SENDER) &&
        !(service == PL_SERVICE_SMTP && hints[i].stage == PL_STAGE_MAILBOX) &&
        pl_server_reply_words_match (normalized, hints[i].words))
      return hints[i].stage;

  for (guint i = 0; service == PL_SERVICE_SMTP && i < G_N_ELEMENTS (usual_stages); i++)
    if (g_str_has_prefix (reply, usual_stages[i].code))
      return usual_stages[i].stage;

  return PL_STAGE_SIGN_IN;
}

static gboolean
is_possible (PlService service, PlStage stage)
{
  return service == PL_SERVICE_SMTP ? stage != PL_STAGE_MAILBOX : stage < PL_STAGE_SENDER;
}

/* SMTP's and IMAP's codes for that (RFC 4954 6, RFC 5530 3) leave no doubt when it was. */
static gboolean
is_about_sign_in (const char *reply)
{
  return g_str_has_prefix (reply, "535") || g_str_has_prefix (reply, "534") ||
         g_str_has_prefix (reply, "538") || strstr (reply, "[AUTHENTICATIONFAILED]") != NULL ||
         strstr (reply, "[AUTHORIZATIONFAILED]") != NULL;
}

/* The likeliest stage counts fully; another only if the words leave no doubt. */
static void
read_at_stages (Reader *reader, const char *reply, const char *line, PlService service)
{
  static const PlStage others[] = { PL_STAGE_SIGN_IN, PL_STAGE_SENDER,   PL_STAGE_RECIPIENT,
                                    PL_STAGE_MESSAGE, PL_STAGE_GREETING, PL_STAGE_MAILBOX,
                                    PL_STAGE_STARTTLS };
  g_autofree char *normalized = pl_server_reply_normalize (line);
  PlStage usual = guess_stage (service, reply, normalized);
  int before = reader->best_score;

  if (reader->request->stage_known)
    {
      read_reply (reader, reply, line, service, reader->request->stage, BONUS_QUOTED);
      return;
    }

  read_reply (reader, reply, line, service, usual, BONUS_QUOTED);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gboolean doubtful =
          reader->best_score <= PL_STRENGTH_FALLBACK + BONUS_QUOTED || reader->best_score == before;

      if (others[i] != usual && doubtful && is_possible (service, others[i]) &&
          !is_about_sign_in (reply))
        read_reply (reader, reply, line, service, others[i], BONUS_ELSEWHERE);
    }
}

/* --- replies inside lines --- */

/* The first reply in a line; further ones belong to its text. */
static gboolean
read_quoted (Reader *reader, const char *line)
{
  PlService told = services[reader->request->protocol];

  for (const char *p = line; *p != '\0'; p++)
    {
      PlService service = PL_SERVICE_ACCOUNT;
      g_autofree char *reply = pl_explain_take_reply (line, p, &service);

      if (reply == NULL)
        continue;
      if (told != PL_SERVICE_ACCOUNT)
        service = told;
      read_at_stages (reader, reply, line, service);
      return TRUE;
    }

  return FALSE;
}

/* --- words without a reply --- */

static void
read_tls (Reader *reader, const char *line, const char *normalized, int bonus)
{
  if (bonus > 0 || pl_server_reply_words_match (
                       normalized, "ssl|tls|certificate|x509|handshake|gnutls*|verify error|"
                                   "verify return code|cert|sslhandshakeexception|alert"))
    read_reply (reader, line, line, PL_SERVICE_ACCOUNT, PL_STAGE_TLS, bonus);
}

static PlService
find_service (const char *normalized, PlExplainProtocol told)
{
  if (services[told] != PL_SERVICE_ACCOUNT)
    return services[told];
  if (pl_server_reply_words_match (normalized, "smtp|outgoing|postausgang|postausgangs*|sending|"
                                               "senden|versenden|gesendet|smtpd"))
    return PL_SERVICE_SMTP;
  if (pl_server_reply_words_match (normalized, "pop|pop3|pop3s"))
    return PL_SERVICE_POP3;

  return pl_server_reply_words_match (normalized, "imap|imaps|imap4*") ? PL_SERVICE_IMAP
                                                                       : PL_SERVICE_ACCOUNT;
}

static PlStage
find_stage (const char *cause)
{
  static const struct
  {
    const char *cause;
    PlStage stage;
  } known[] = {
    { "offline", PL_STAGE_CONNECT },
    { "dns-failure", PL_STAGE_RESOLVE },
    { "host-unknown", PL_STAGE_RESOLVE },
    { "connection-", PL_STAGE_CONNECT },
    { "port-blocked", PL_STAGE_CONNECT },
    { "certificate-", PL_STAGE_TLS },
    { "tls-", PL_STAGE_TLS },
    { "needs-", PL_STAGE_TLS },
    { "starttls-", PL_STAGE_STARTTLS },
    { "sender-", PL_STAGE_SENDER },
    { "relay-", PL_STAGE_RECIPIENT },
    { "recipient-", PL_STAGE_RECIPIENT },
    { "message-", PL_STAGE_MESSAGE },
    { "auth-required", PL_STAGE_SENDER },
    { "send-limit-", PL_STAGE_MESSAGE },
    { "mailbox-", PL_STAGE_MAILBOX },
    { "server-unavailable", PL_STAGE_CONNECT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (cause, known[i].cause))
      return known[i].stage;

  return PL_STAGE_SIGN_IN;
}

static gboolean
is_known (GArray *causes, const char *code)
{
  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (g_array_index (causes, PlReplyCause, i).code, code))
      return TRUE;

  return FALSE;
}

static void
add_causes_of_table (GArray *causes, const PlProgramTable *table, const char *normalized)
{
  for (guint i = 0; i < table->length; i++)
    {
      const PlProgramPhrase *phrase = &table->rows[i];
      PlReplyCause cause = { phrase->cause, (int) phrase->strength - (int) causes->len };

      if (!is_known (causes, phrase->cause) &&
          pl_server_reply_words_match (normalized, phrase->words) &&
          (phrase->without == NULL || !pl_server_reply_words_match (normalized, phrase->without)))
        g_array_append_val (causes, cause);
    }
}

static void
read_program (Reader *reader, const char *line, const char *normalized)
{
  g_autoptr (GArray) causes = g_array_new (FALSE, FALSE, sizeof (PlReplyCause));
  PlReading found = { .line = (char *) line };

  add_causes_of_table (causes, &pl_program_phrases, normalized);
  add_causes_of_table (causes, &pl_program_codes, normalized);
  if (causes->len == 0)
    return;

  found.service = find_service (normalized, reader->request->protocol);
  found.stage = find_stage (g_array_index (causes, PlReplyCause, 0).code);
  offer (reader, &found, g_steal_pointer (&causes), 0);
}

/* A server's words of which a program left out the code, where nothing else was understood. Only a
 * reason counts: every text would be a refusal without one. */
static void
read_bare (Reader *reader, const char *line)
{
  g_autofree char *normalized = pl_server_reply_normalize (line);
  PlService service = find_service (normalized, reader->request->protocol);
  GArray *causes = NULL;
  PlReading found = { .line = (char *) line };
  PlServerReply reply = { .text = line };

  if (service == PL_SERVICE_ACCOUNT)
    service = pl_server_reply_words_match (normalized, "helo|ehlo|mail from|rcpt to|message|relay|"
                                                       "recipient|sender|spam")
                  ? PL_SERVICE_SMTP
                  : PL_SERVICE_IMAP;
  found.service = reply.service = service;
  found.stage = reply.stage = guess_stage (service, line, normalized);
  causes = pl_server_reply_classify (&reply);
  if (causes->len > 0 && g_array_index (causes, PlReplyCause, 0).strength <= PL_STRENGTH_PROVIDER)
    g_array_set_size (causes, 0);
  for (guint i = 0; i < causes->len; i++)
    g_array_index (causes, PlReplyCause, i).strength = PL_STRENGTH_GUESS - (int) i;
  offer (reader, &found, causes, 0);
}

/* What a server says that works is no reason. */
static gboolean
is_success (const char *normalized)
{
  return g_str_has_prefix (normalized, " ok ") || g_str_has_prefix (normalized, " 250 ") ||
         g_str_has_prefix (normalized, " 220 ") || g_str_has_prefix (normalized, " 334 ") ||
         g_str_has_prefix (normalized, " s ok ") || g_str_has_prefix (normalized, " s 250 ") ||
         g_str_has_prefix (normalized, " capability ");
}

/* The first words of a server that is none for mail. */
static gboolean
is_foreign (const char *line)
{
  const char *spoken = pl_server_reply_recognize_protocol (line);
  PlService service;

  return spoken != NULL && !pl_service_from_nick (spoken, &service);
}

static void
read_line (Reader *reader, const char *line)
{
  g_autofree char *normalized = pl_server_reply_normalize (line);
  PlExplainProtocol protocol = reader->request->protocol;

  if (*line == '\0' || (is_success (normalized) && !is_foreign (line)))
    return;
  if (is_foreign (line))
    read_reply (reader, line, line, PL_SERVICE_ACCOUNT, PL_STAGE_GREETING, BONUS_QUOTED);
  if (protocol != PL_EXPLAIN_TLS && protocol != PL_EXPLAIN_OTHER && read_quoted (reader, line))
    return;

  read_program (reader, line, normalized);
  if (protocol == PL_EXPLAIN_OTHER && read_quoted (reader, line))
    return;
  read_tls (reader, line, normalized, 0);
}

/* Lines of one reply (`535-…`, RFC 5321 4.2.1) become one. */
static GPtrArray *
split_lines (const char *text)
{
  g_auto (GStrv) raw = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (raw);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      char *line = g_strstrip (raw[i]);
      char *last = lines->len > 0 ? lines->pdata[lines->len - 1] : NULL;

      if (n > MOST_LINES && i >= MOST_LINES / 2 && i < n - MOST_LINES / 2)
        continue;
      if (last != NULL && pl_explain_is_smtp_refusal (last) && last[3] == '-' &&
          strncmp (last, line, 3) == 0)
        {
          char *rest = line + 3 + (line[3] != '\0');

          lines->pdata[lines->len - 1] = g_strdup_printf ("%.4s%s %s", line, last + 4, rest);
          g_free (last);
        }
      else
        {
          g_ptr_array_add (lines,
                           g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), MOST_REPLY)));
        }
    }

  return lines;
}

static char *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) lines->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Where the person said what it is, the text is that. */
static void
read_as_told (Reader *reader, const char *text)
{
  const PlExplainRequest *request = reader->request;
  PlService service = services[request->protocol];

  if (request->protocol == PL_EXPLAIN_TLS ||
      (request->stage_known && request->stage == PL_STAGE_TLS))
    read_reply (reader, text, text, PL_SERVICE_ACCOUNT, PL_STAGE_TLS, BONUS_TOLD);
  else if (request->stage_known)
    read_reply (reader, text, text, service, request->stage, BONUS_TOLD);
}

/**
 * pl_reading_new:
 * @scrubbed: from pl_scrub_text()
 *
 * Returns: (transfer full):
 */
PlReading *
pl_reading_new (const char *scrubbed, const PlExplainRequest *request)
{
  PlReading *reading = g_new0 (PlReading, 1);
  Reader reader = { .request = request, .best = reading };
  g_autoptr (GPtrArray) lines = split_lines (scrubbed);
  g_autofree char *joined = lines->len <= SHORT_TEXT ? join_lines (lines) : NULL;

  if (joined != NULL)
    read_as_told (&reader, scrubbed);
  for (guint i = 0; i < lines->len; i++)
    read_line (&reader, lines->pdata[i]);
  /* A message that was broken into lines says together what none of them says alone. */
  if (joined != NULL && lines->len > 1 && reader.best_score <= PL_STRENGTH_GUESS)
    read_line (&reader, joined);
  if (joined != NULL && reader.best_score == 0)
    read_bare (&reader, joined);

  return reading;
}
