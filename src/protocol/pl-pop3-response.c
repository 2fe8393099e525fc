// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-pop3-response.h"

#include <string.h>

#define LONGEST_CODE 64

void
pl_pop3_response_free (PlPop3Response *response)
{
  g_free (response->code);
  g_free (response->text);
  g_free (response);
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " \t");
}

/* "[SYS/TEMP] text". Behind +OK brackets are words for people: only -ERR has codes in use, and
 * Dovecot's greeting is "+OK [XCLIENT] ..." to some. */
static char *
take_code (const char **text)
{
  const char *close = **text == '[' ? strchr (*text, ']') : NULL;
  gsize length = close != NULL ? (gsize) (close - *text - 1) : 0;
  char *code;

  if (length == 0 || length > LONGEST_CODE)
    return NULL;

  for (gsize i = 1; i <= length; i++)
    {
      if (!g_ascii_isgraph ((*text)[i]))
        return NULL;
    }

  code = g_ascii_strup (*text + 1, (gssize) length);
  *text = skip_blanks (close + 1);
  return code;
}

static const char *
match_word (const char *line, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (line, word, length) != 0)
    return NULL;
  return line[length] == '\0' || g_ascii_isspace (line[length]) ? line + length : NULL;
}

/**
 * pl_pop3_response_parse:
 * @line: without its line end
 *
 * Returns: (transfer full) (nullable): %NULL when it is no answer
 */
PlPop3Response *
pl_pop3_response_parse (const char *line)
{
  PlPop3Response *response;
  PlPop3Status status = PL_POP3_OK;
  const char *text = match_word (line, "+OK");
  g_autofree char *code = NULL;

  if (text == NULL)
    {
      status = PL_POP3_ERR;
      text = match_word (line, "-ERR");
    }
  if (text == NULL && *line == '+' && (line[1] == '\0' || line[1] == ' '))
    {
      status = PL_POP3_CONTINUATION;
      text = line + 1;
    }
  if (text == NULL)
    return NULL;

  text = skip_blanks (text);
  if (status == PL_POP3_ERR)
    code = take_code (&text);

  response = g_new0 (PlPop3Response, 1);
  response->status = status;
  response->code = g_steal_pointer (&code);
  response->text = g_strdup (text);
  return response;
}

/**
 * pl_pop3_unstuff:
 * @line: of a multi-line answer, without its line end
 *
 * Returns: (transfer none) (nullable): the line without the byte that was stuffed before a dot
 *   (RFC 1939 3), %NULL for the dot that ends the answer
 */
const char *
pl_pop3_unstuff (const char *line)
{
  if (*line != '.')
    return line;

  return line[1] != '\0' ? line + 1 : NULL;
}

/**
 * pl_pop3_parse_stat:
 * @text: behind `+OK` of the answer to STAT (RFC 1939 5)
 * @n_messages: (out):
 */
gboolean
pl_pop3_parse_stat (const char *text, guint64 *n_messages)
{
  gsize digits = strspn (text, "0123456789");
  g_autofree char *number = g_strndup (text, digits);
  const char *size = skip_blanks (text + digits);

  return size > text + digits && g_ascii_isdigit (*size) &&
         g_ascii_string_to_unsigned (number, 10, 0, G_MAXUINT32, n_messages, NULL);
}
