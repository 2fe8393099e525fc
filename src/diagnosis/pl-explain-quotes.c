// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds replies of servers in lines of logs and messages. Pure. */
#include "diagnosis/pl-explain-private.h"

#include <string.h>

static gboolean
begins_token (const char *line, const char *p)
{
  return p == line || strchr (" \t\"'([:,;>=<|", p[-1]) != NULL;
}

/**
 * pl_explain_is_smtp_refusal:
 *
 * Whether @p is a code (RFC 5321 4.2) with something of its form behind it; ports, years and other
 * numbers have not.
 */
gboolean
pl_explain_is_smtp_refusal (const char *p)
{
  const char *rest;

  if ((p[0] != '4' && p[0] != '5') || !g_ascii_isdigit (p[1]) || !g_ascii_isdigit (p[2]) ||
      g_ascii_isdigit (p[3]) || strchr ("68", p[1]) != NULL || strncmp (p, "443", 3) == 0)
    return FALSE;

  rest = p + 3 + strspn (p + 3, " -,:)b'\"");
  return p[3] == '\0' || (strchr (" -,:)", p[3]) != NULL && *rest != '\0' && *rest != '(' &&
                          strncmp (rest, "ms", 2) != 0 && strncmp (rest, "bytes", 5) != 0);
}

/* An enhanced code alone (RFC 3463), as programs quote it that drop the other one; the number of a
 * section has more parts. */
static gboolean
is_enhanced_code (const char *p)
{
  gsize detail;

  if ((p[0] != '4' && p[0] != '5') || p[1] != '.' || p[2] == '\0' ||
      strchr ("01234567", p[2]) == NULL || p[3] != '.')
    return FALSE;

  detail = strspn (p + 4, "0123456789");
  return detail > 0 && !(p[4 + detail] == '.' && g_ascii_isdigit (p[5 + detail]));
}

static gboolean
is_word (const char *p, const char *word)
{
  gsize length = strlen (word);

  return strncmp (p, word, length) == 0 && (p[length] == ' ' || p[length] == '\0');
}

static gboolean
is_response_code (const char *p)
{
  gsize length = *p == '[' ? strspn (p + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-/") : 0;

  return length >= 4 && (p[length + 1] == ']' || strncmp (p, "[WEBALERT ", 10) == 0);
}

/**
 * pl_explain_take_reply:
 * @p: somewhere in @line
 *
 * Returns: (transfer full) (nullable): what begins at @p, as a reply of its own protocol
 */
char *
pl_explain_take_reply (const char *line, const char *p, PlService *service)
{
  const char *rest;

  if (!begins_token (line, p))
    return NULL;
  if (pl_explain_is_smtp_refusal (p))
    {
      *service = PL_SERVICE_SMTP;
      rest = p + 3 + strspn (p + 3, " -,:)");
      rest += rest[0] == 'b' && rest[1] == '\'' ? 2 : rest[0] == '\'' || rest[0] == '"';
      return g_strdup_printf ("%.3s %s", p, rest);
    }
  if (is_enhanced_code (p))
    {
      *service = PL_SERVICE_SMTP;
      return g_strdup_printf ("%c50 %s", p[0], p);
    }
  if (is_word (p, "-ERR") || is_word (p, "+ERR"))
    {
      *service = PL_SERVICE_POP3;
      return g_strdup_printf ("-ERR%s", p + 4);
    }
  if (is_word (p, "NO") || is_word (p, "BAD"))
    {
      *service = PL_SERVICE_IMAP;
      return g_strdup_printf ("A1 %s", p);
    }
  if (is_word (p, "BYE") || is_word (p, "* BYE"))
    {
      *service = PL_SERVICE_IMAP;
      return g_strdup_printf ("* %s", p + (*p == '*' ? 2 : 0));
    }
  if (is_response_code (p))
    {
      *service = PL_SERVICE_IMAP;
      return g_strdup_printf ("A1 NO %s", p);
    }

  return NULL;
}
