// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads what a server says: takes status and codes out of it, makes plain words of the rest, and
 * runs the families of wordings over them. Pure; the text may be anything. */
#include "diagnosis/pl-reply-private.h"

#include "base/pl-text.h"

#include <string.h>

#define MOST_BYTES 8192 /* of a reply; the reason never stands behind so much */

/* A reply taken apart. */
typedef struct
{
  PlService service;
  PlStage stage;
  char *status; /* owned: upper case, empty when unknown */
  char *code; /* owned: response code, upper case, empty when none */
  char *enhanced; /* owned: x.y.z, empty when none */
  char *words; /* owned: see pl_server_reply_normalize(); without addresses */
  char *all_words; /* owned: with them */
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->status, g_free);
  g_clear_pointer (&parts->code, g_free);
  g_clear_pointer (&parts->enhanced, g_free);
  g_clear_pointer (&parts->words, g_free);
  g_clear_pointer (&parts->all_words, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* Whether one of the wanted codes is among those of the reply. */
static gboolean
has_code (const Parts *parts, const char *wanted, gsize length)
{
  const char *const have[] = { parts->status, parts->code, parts->enhanced };
  gboolean open_ended = length > 0 && wanted[length - 1] == '*';
  gsize compared = open_ended ? length - 1 : length;

  for (guint i = 0; i < G_N_ELEMENTS (have); i++)
    if (*have[i] != '\0' && strncmp (have[i], wanted, compared) == 0 &&
        (open_ended || have[i][compared] == '\0'))
      return TRUE;

  return FALSE;
}

static gboolean
has_code_in (gconstpointer where, const char *what, gsize length)
{
  return has_code (where, what, length);
}

/**
 * pl_server_reply_recognize_protocol:
 * @text: the first bytes that a server sent
 *
 * Returns: (transfer none) (nullable): `imap`, `pop3`, `smtp`, `http`, `ssh`, `ftp`; %NULL when it
 *   is none of them
 */
const char *
pl_server_reply_recognize_protocol (const char *text)
{
  static const struct
  {
    const char *prefix;
    const char *protocol;
  } beginnings[] = {
    { "* OK", "imap" }, { "* PREAUTH", "imap" }, { "* BYE", "imap" }, { "+OK", "pop3" },
    { "-ERR", "pop3" }, { "HTTP/", "http" },     { "<html", "http" }, { "<!DOCTYPE", "http" },
    { "SSH-", "ssh" },  { "220", "smtp" },       { "421", "smtp" },   { "554", "smtp" },
  };
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      if (g_ascii_strncasecmp (text, beginnings[i].prefix, strlen (beginnings[i].prefix)) != 0)
        continue;
      if (!g_str_equal (beginnings[i].protocol, "smtp"))
        return beginnings[i].protocol;
      /* SMTP and FTP greet alike, but FTP servers like to say so (RFC 5321 4.2, RFC 959 5.4). */
      words = pl_server_reply_normalize (text);
      return pl_server_reply_words_match (words,
                                          "ftp|ftpd|vsftpd|proftpd|pureftpd|pure ftpd|filezilla")
                 ? "ftp"
                 : "smtp";
    }

  return NULL;
}

static gboolean
is_smtp_status (const char *word)
{
  return g_ascii_isdigit (word[0]) && g_ascii_isdigit (word[1]) && g_ascii_isdigit (word[2]) &&
         (word[3] == '\0' || word[3] == ' ' || word[3] == '-');
}

static gboolean
is_status_word (const char *word, gsize length)
{
  static const char *const known[] = { "OK", "NO", "BAD", "BYE", "PREAUTH", "+OK", "-ERR", "+ERR" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == length && g_ascii_strncasecmp (word, known[i], length) == 0)
      return TRUE;

  return FALSE;
}

/* What stands behind tag and status, and the status. IMAP: `A1 NO …`, `* BYE …`; POP3: `-ERR …`;
 * SMTP: `535-…`. */
static const char *
skip_status (const char *line, char **status)
{
  gsize first = strcspn (line, " ");
  const char *second = line + first + strspn (line + first, " ");
  gsize second_length = strcspn (second, " ");

  if (is_smtp_status (line))
    {
      *status = g_strndup (line, 3);
      return line + (line[3] != '\0' ? 4 : 3);
    }
  if (is_status_word (line, first))
    {
      *status = g_ascii_strup (line, (gssize) first);
      return second;
    }
  if (first > 0 && first < 16 && is_status_word (second, second_length))
    {
      *status = g_ascii_strup (second, (gssize) second_length);
      return second + second_length + strspn (second + second_length, " ");
    }

  return line;
}

/* `[CODE arguments]` at the beginning (RFC 5530, RFC 3206). */
static char *
take_response_code (const char *text)
{
  gsize length;

  if (*text != '[')
    return NULL;

  length = strspn (text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/");
  if (length == 0 || (text[length + 1] != ']' && text[length + 1] != ' '))
    return NULL;
  return g_ascii_strup (text + 1, (gssize) length);
}

/* An enhanced status code (RFC 3463) at the beginning, or behind a `#` as qmail writes it. */
static char *
take_enhanced_code (const char *text)
{
  const char *start = strstr (text, "(#");
  const char *p = start != NULL ? start + 2 : text;
  gsize length = strspn (p, "0123456789.");
  guint dots = 0;

  for (gsize i = 0; i < length; i++)
    dots += p[i] == '.';
  if (length > 0 && p[length - 1] == '.')
    {
      length--;
      dots--;
    }
  if (length < 5 || length > 9 || dots != 2 || strchr ("245", p[0]) == NULL || p[1] != '.')
    return NULL;

  return g_strndup (p, length);
}

static void
read_line (Parts *parts, GString *rest, const char *line)
{
  g_autofree char *status = NULL;
  g_autofree char *code = NULL;
  g_autofree char *enhanced = NULL;
  const char *text = skip_status (line, &status);

  if (*parts->status == '\0' && status != NULL)
    {
      g_free (parts->status);
      parts->status = g_steal_pointer (&status);
    }
  code = take_response_code (text);
  if (*parts->code == '\0' && code != NULL)
    {
      g_free (parts->code);
      parts->code = g_steal_pointer (&code);
    }
  enhanced = take_enhanced_code (text);
  if (*parts->enhanced == '\0' && enhanced != NULL)
    {
      g_free (parts->enhanced);
      parts->enhanced = g_steal_pointer (&enhanced);
    }

  g_string_append (rest, text);
  g_string_append_c (rest, '\n');
}

/* Behind the response code or the enhanced code: what is meant for people. */
static const char *
skip_codes (const char *text)
{
  g_autofree char *enhanced = take_enhanced_code (text);
  const char *close = strchr (text, ']');

  /* A code with arguments, such as the address in WEBALERT, is part of what is said. */
  if (*text == '[' && close != NULL && memchr (text, ' ', close - text) == NULL)
    text = close + 1;
  else if (enhanced != NULL && g_str_has_prefix (text, enhanced))
    text += strlen (enhanced);

  return text + strspn (text, " ");
}

/**
 * pl_server_reply_strip:
 * @text: every line, verbatim
 *
 * Returns: (transfer full): the words for people in one line, without tags, status and codes
 */
char *
pl_server_reply_strip (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *status = NULL;
      const char *said = skip_codes (skip_status (g_strstrip (lines[i]), &status));

      if (*said != '\0')
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", said);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static PlService
guess_service (const Parts *parts)
{
  /* Of a handshake libraries speak, in sentences: "No …" is no status there. */
  if (parts->service != PL_SERVICE_ACCOUNT || *parts->status == '\0' ||
      parts->stage == PL_STAGE_TLS)
    return parts->service;
  if (g_ascii_isdigit (parts->status[0]))
    return PL_SERVICE_SMTP;

  return strchr ("+-", parts->status[0]) != NULL ? PL_SERVICE_POP3 : PL_SERVICE_IMAP;
}

static void
take_apart (const PlServerReply *reply, Parts *parts)
{
  g_autofree char *bounded = g_strndup (reply->text != NULL ? reply->text : "", MOST_BYTES);
  g_autofree char *showable = pl_text_make_showable (bounded, -1);
  g_auto (GStrv) lines = g_strsplit (showable, "\n", -1);
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autofree char *said = NULL;
  gboolean code_is_enhanced = reply->code != NULL && g_ascii_isdigit (reply->code[0]);

  parts->service = reply->service;
  parts->stage = reply->stage;
  parts->status = g_ascii_strup (reply->status != NULL ? reply->status : "", -1);
  parts->code = g_ascii_strup (reply->code != NULL && !code_is_enhanced ? reply->code : "", -1);
  parts->enhanced = g_strdup (code_is_enhanced ? reply->code : "");
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (parts, rest, g_strstrip (lines[i]));
  said = pl_reply_drop_addresses (rest->str);
  parts->words = pl_server_reply_normalize (said);
  parts->all_words = pl_server_reply_normalize (rest->str);
  parts->service = guess_service (parts);
}

static gboolean
phrase_matches (const PlReplyPhrase *phrase, const Parts *parts, const char *words)
{
  guint service = parts->service == PL_SERVICE_ACCOUNT ? ~0u : PL_REPLY_SERVICE (parts->service);

  return (phrase->services & service) != 0 &&
         (phrase->stages & PL_REPLY_STAGE (parts->stage)) != 0 &&
         (phrase->codes == NULL || pl_reply_match_pattern (phrase->codes, has_code_in, parts)) &&
         (phrase->words == NULL || pl_server_reply_words_match (words, phrase->words)) &&
         (phrase->without == NULL || !pl_server_reply_words_match (words, phrase->without));
}

static const char *
resolve_cause (const char *cause, PlService service)
{
  static const char *const disabled[] = {
    [PL_SERVICE_ACCOUNT] = "imap-disabled",
    [PL_SERVICE_IMAP] = "imap-disabled",
    [PL_SERVICE_POP3] = "pop-disabled",
    [PL_SERVICE_SMTP] = "smtp-disabled",
  };

  return g_str_equal (cause, "*-disabled") ? disabled[service] : cause;
}

static void
add_cause (GArray *causes, const char *code, PlStrength strength)
{
  PlReplyCause cause = { code, (int) strength - (int) causes->len };

  for (guint i = 0; i < causes->len; i++)
    if (g_str_equal (g_array_index (causes, PlReplyCause, i).code, code))
      return;

  g_array_append_val (causes, cause);
}

/* A greeting that belongs to another protocol says so by its first bytes, not by words. */
static void
add_cause_of_greeting (GArray *causes, const PlServerReply *reply)
{
  const char *spoken = pl_server_reply_recognize_protocol (reply->text);
  PlService service;

  if (reply->stage != PL_STAGE_GREETING || spoken == NULL)
    return;
  if (!pl_service_from_nick (spoken, &service))
    add_cause (causes, "not-a-mail-server", PL_STRENGTH_LITERAL);
  else if (reply->service != PL_SERVICE_ACCOUNT && service != reply->service)
    add_cause (causes, "wrong-protocol", PL_STRENGTH_LITERAL);
}

static void
add_causes_of_words (GArray *causes, const Parts *parts, const char *words)
{
  for (guint i = 0; pl_reply_tables[i] != NULL; i++)
    for (guint k = 0; k < pl_reply_tables[i]->length; k++)
      {
        const PlReplyPhrase *phrase = &pl_reply_tables[i]->rows[k];

        if (phrase_matches (phrase, parts, words))
          add_cause (causes, resolve_cause (phrase->cause, parts->service), phrase->strength);
      }
}

/**
 * pl_server_reply_classify:
 *
 * Which causes a server's words support. The rows of the tables are asked in their order, the more
 * particular first, so that a sentence which names several causes gives all of them. The letters of
 * addresses count only where the words beside them and the codes say nothing.
 *
 * Returns: (transfer full) (element-type PlReplyCause): the first is the likeliest; empty when
 *   nothing is known
 */
GArray *
pl_server_reply_classify (const PlServerReply *reply)
{
  GArray *causes = g_array_new (FALSE, FALSE, sizeof (PlReplyCause));
  g_auto (Parts) parts = { 0 };

  take_apart (reply, &parts);
  if (reply->text != NULL)
    add_cause_of_greeting (causes, reply);
  add_causes_of_words (causes, &parts, parts.words);
  if (causes->len == 0)
    add_causes_of_words (causes, &parts, parts.all_words);

  return causes;
}
