// SPDX-License-Identifier: GPL-3.0-or-later
/* Takes secrets out of text that a person pastes: logs and error messages of other programs. Here
 * nobody knows the secret, so it is found by where it stands: behind LOGIN, PASS, AUTH, `password=`,
 * in an address, after a server's question, or because it looks like base64. In doubt it goes: a
 * word too few is explained less well, a word too many is a password on a support page. */
#include "base/pl-scrub.h"

#include "base/pl-text.h"

#include <string.h>

/* Longer lines are cut: no reason stands so far behind, and expressions stay cheap. */
#define LONGEST_LINE 4096

/* Words that stand in these places when nobody gave a secret away: "LOGIN failed". */
#define COMMON                                                                           \
  "(?!(?:failed|fail(?:ure)?|error|invalid|incorrect|wrong|bad|not|no|is|was|isn't|are|" \
  "has|have|for|to|from|of|on|at|in|or|and|with|by|the|an?|your|this|that|first|only|"   \
  "available|disabled|enabled|denied|rejected|refused|required|requires|expired|"        \
  "missing|unknown|command|commands|method|methods|mechanism|mechanisms|type|extension|" \
  "login|logins|plain|credentials?|password|user(?:name)?|name|server|account|"          \
  "authenticat\\w*|supplied|accepted|unsuccessful|because|before|must|should|please|"    \
  "unsupported|supported|mismatch|too|must|cram-md5|digest-md5|ntlm|xoauth2?|"           \
  "oauthbearer|gssapi|external|anonymous|scram-sha-\\S+|falsch|nicht|ist|wird|wurde|"    \
  "ung\\x{fc}ltig|abgelaufen|fehlgeschlagen|abgelehnt|und|oder|f\\x{fc}r|des|der|die|"   \
  "das|zum|zur|auf|tokens?|string|data|response|timed|timeout)[.,;:!?)\\]\"']*(?:\\s|"   \
  "$))"

#define KEYS                                                                                    \
  "(?:pass(?:word|wort|wd|phrase|code)?|kennwort|pwd|pw|secret|token|api[_-]?key|xoauth2?|auth" \
  "_?data|credentials?)"

/* Addresses of pages are to become buttons. */
#define NO_ADDRESS "https://\\S+(*SKIP)(*FAIL)|"

/* What is taken out, and what stays of it. */
static const struct
{
  const char *pattern;
  GRegexCompileFlags flags;
  const char *kept;
} rules[] = {
  /* user:password@ in an address; to the last @, a password may hold one */
  { "((?<![a-z0-9])[a-z][a-z0-9+.-]{0,15}://)\\S*@", G_REGEX_CASELESS, "\\1" PL_SCRUBBED "@" },
  { "(\\bauthorization[\"']?\\s*[:=]).*", G_REGEX_CASELESS, "\\1 " PL_SCRUBBED },
  { "(\\bbearer)\\s+" COMMON "\\S+", G_REGEX_CASELESS, "\\1 " PL_SCRUBBED },
  { "((?<![\\w-])[\\w-]*" KEYS "[\"']?\\s*(?:=>|[:=]))\\s*" COMMON "\\S.*", G_REGEX_CASELESS,
    "\\1 " PL_SCRUBBED },
  { "(\\b(?:password|passwort|kennwort|passphrase)\\s+(?:is|was|ist|war|lautet)[:\\s]+)" COMMON
    "\\S.*",
    G_REGEX_CASELESS, "\\1" PL_SCRUBBED },
  /* RFC 9051 6.2.3; typed by hand in small letters */
  { "((?<!AUTH=)(?<!NO )(?<!BAD )\\bLOGIN)\\s+(?i)" COMMON "\\S.*", 0, "\\1 " PL_SCRUBBED },
  { "(^\\s*\\S{1,12}\\s+login)\\s+" COMMON "\\S+\\s+\\S.*", G_REGEX_CASELESS, "\\1 " PL_SCRUBBED },
  /* RFC 9051 6.2.2, RFC 4954 4, RFC 5034 4 */
  { "(\\bAUTH(?:ENTICATE)?\\s+(?!command|extension)[A-Za-z0-9_-]+)\\s+(?i)" COMMON "\\S.*", 0,
    "\\1 " PL_SCRUBBED },
  { "(\\bauth(?:enticate)?\\s+(?:plain|login|xoauth2|oauthbearer|cram-md5|external))\\s+" COMMON
    "\\S.*",
    G_REGEX_CASELESS, "\\1 " PL_SCRUBBED },
  /* RFC 1939 7 */
  { "(\\b(?:USER|PASS|APOP))\\s+(?i)" COMMON "\\S.*", 0, "\\1 " PL_SCRUBBED },
  { "(^\\W*(?:[A-Za-z]+:\\s*)?pass)\\s+" COMMON "\\S.*", G_REGEX_CASELESS, "\\1 " PL_SCRUBBED },
  /* What looks like base64; of a token its kind stays, which is no secret. */
  { NO_ADDRESS "(?<![\\w./+-])(eyJ)?(?=[^\\s\"']*[a-z])(?=[^\\s\"']*[A-Z])(?=[^\\s\"']*[0-9+=])"
               "[A-Za-z0-9+/_.-]{20,}={0,2}(?![\\w/=])",
    0, "\\1" PL_SCRUBBED },
  { NO_ADDRESS "(?<![\\w./+-])(eyJ)?[A-Za-z0-9+/]{6,}={1,2}(?![\\w=])", 0, "\\1" PL_SCRUBBED },
  { "(?<=^|[\\s>:])(?!Error)(eyJ)?(?=\\S*[a-z])(?=\\S+[A-Z]|\\S*[0-9])(?:[A-Za-z0-9+/]{4}){2,}(?=\\s*$)"
    "(?<!Password|password)",
    0, "\\1" PL_SCRUBBED },
};

/* After these lines the other side sends nothing but a secret: a sign-in whose data follows, and a
 * server's question. */
#define ASKS                                                                                \
  "(?:\\bAUTH(?:ENTICATE)?\\s+[A-Za-z0-9_-]+|\\{[0-9]+\\+?\\}|^\\W*(?:[A-Z]\\W+)?334\\b.*|" \
  "^\\W*?(?:[A-Z]: *)?\\+(?: .*)?)\\s*$"

/* What a server says stays: it is what is to be explained. It begins a line or a word, at most behind the mark
 * of who speaks; in the middle of a word the same signs are part of a password. */
#define ANSWERS                                                                                          \
  "(?:^|\\s)(?:(?:[A-Za-z0-9]|(?:[Ss]erver|SERVER|[Rr]ecv|RECV))?[:<>]{1,2}|b?[\"'])?(?:[2-5][0-9][0-9]" \
  "(?:[ -]|$)|-ERR\\b|\\+OK\\b|\\+(?: |$)|\\* |\\S+ (?:OK|NO|BAD)\\b)"

/* And what is marked as the other side's is none of it. */
#define SPEAKS "(?:^|\\s)(?:C|client): "

enum
{
  N_RULES = G_N_ELEMENTS (rules),
};

typedef struct
{
  GRegex *rules[N_RULES];
  GRegex *asks;
  GRegex *answers;
  GRegex *speaks;
} Patterns;

static GRegex *
compile (const char *pattern, GRegexCompileFlags flags)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, flags, 0, &error);

  if (regex == NULL)
    g_error ("%s: %s", pattern, error->message);
  return regex;
}

static const Patterns *
get_patterns (void)
{
  static gsize ready;
  static Patterns patterns; /* owned by the process */

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < N_RULES; i++)
        patterns.rules[i] = compile (rules[i].pattern, rules[i].flags);
      patterns.asks = compile (ASKS, 0);
      patterns.answers = compile (ANSWERS, 0);
      patterns.speaks = compile (SPEAKS, G_REGEX_CASELESS);
      g_once_init_leave (&ready, 1);
    }

  return &patterns;
}

/* An expression that gives up takes the whole line with it. */
static char *
scrub_line (const Patterns *patterns, const char *line)
{
  char *text = g_strdup (line);

  for (guint i = 0; i < N_RULES && *line != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      char *scrubbed = g_regex_replace (patterns->rules[i], text, -1, 0, rules[i].kept, 0, &error);

      g_free (text);
      if (scrubbed == NULL)
        return g_strdup (PL_SCRUBBED);
      text = scrubbed;
    }

  return text;
}

static char *
cut_line (const char *line)
{
  const char *end = line + MIN (strlen (line), LONGEST_LINE);

  if (*end != '\0')
    end = g_utf8_find_prev_char (line, end + 1);
  return g_strndup (line, end - line);
}

/**
 * pl_scrub_text:
 * @bytes: anything
 * @length: in bytes, -1 when NUL-terminated
 *
 * Returns: (transfer full): showable text (see pl_text_make_showable()) without what looks like a
 *   secret; lines are kept, none is longer than 4 KiB and what replaces secrets
 */
char *
pl_scrub_text (const char *bytes, gssize length)
{
  const Patterns *patterns = get_patterns ();
  g_autofree char *showable = pl_text_make_showable (bytes, length);
  g_auto (GStrv) lines = g_strsplit (showable, "\n", -1);
  GString *text = g_string_new (NULL);
  gboolean asked = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = cut_line (lines[i]);
      gboolean answers = *line != '\0' && g_regex_match (patterns->answers, line, 0, NULL) &&
                         !g_regex_match (patterns->speaks, line, 0, NULL);
      g_autofree char *scrubbed = asked && !answers && *g_strstrip (lines[i]) != '\0'
                                      ? g_strdup (PL_SCRUBBED)
                                      : scrub_line (patterns, line);

      asked = *line != '\0' && g_regex_match (patterns->asks, line, 0, NULL);
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", scrubbed);
    }

  return g_string_free (text, FALSE);
}
