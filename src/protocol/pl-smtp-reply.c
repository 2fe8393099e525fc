// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-smtp-reply.h"

#include <string.h>

#define MOST_LINES 100

PlSmtpReply *
pl_smtp_reply_new (void)
{
  PlSmtpReply *reply = g_new0 (PlSmtpReply, 1);

  reply->lines = g_ptr_array_new_with_free_func (g_free);
  reply->verbatim = g_string_new (NULL);
  return reply;
}

void
pl_smtp_reply_free (PlSmtpReply *reply)
{
  g_ptr_array_unref (reply->lines);
  g_string_free (reply->verbatim, TRUE);
  g_free (reply);
}

static gboolean
has_code (const char *line)
{
  return line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2]);
}

/**
 * pl_smtp_reply_add_line:
 * @line: without its line end
 *
 * Returns: whether the reply is whole now
 */
PlSmtpLine
pl_smtp_reply_add_line (PlSmtpReply *reply, const char *line)
{
  guint code;

  if (!has_code (line) || strchr ("- \t", line[3]) == NULL || reply->lines->len >= MOST_LINES)
    return PL_SMTP_LINE_BROKEN;

  code = (guint) (line[0] - '0') * 100 + (guint) (line[1] - '0') * 10 + (guint) (line[2] - '0');
  /* RFC 5321 4.2.1 wants the same code on each line. One that says yes and no means neither. */
  if (reply->lines->len > 0 && code / 100 != reply->code / 100)
    return PL_SMTP_LINE_BROKEN;

  reply->code = code;
  g_ptr_array_add (reply->lines, g_strdup (line[3] != '\0' ? line + 4 : ""));
  if (reply->verbatim->len > 0)
    g_string_append_c (reply->verbatim, '\n');
  g_string_append (reply->verbatim, line);

  return line[3] == '-' ? PL_SMTP_LINE_MORE : PL_SMTP_LINE_LAST;
}

/* "5.7.8" and then a blank or nothing: class, subject and detail of RFC 3463 2. */
static gsize
measure_enhanced_code (const char *text)
{
  gsize at = 1;

  if (strchr ("245", *text) == NULL || *text == '\0')
    return 0;

  for (guint part = 0; part < 2; part++)
    {
      gsize digits;

      if (text[at] != '.')
        return 0;
      digits = strspn (text + at + 1, "0123456789");
      if (digits < 1 || digits > 3)
        return 0;
      at += 1 + digits;
    }
  return text[at] == '\0' || g_ascii_isspace (text[at]) ? at : 0;
}

/**
 * pl_smtp_reply_dup_enhanced_code:
 *
 * Returns: (transfer full) (nullable): the first enhanced status code (RFC 2034, RFC 3463)
 */
char *
pl_smtp_reply_dup_enhanced_code (const PlSmtpReply *reply)
{
  for (guint i = 0; i < reply->lines->len; i++)
    {
      const char *line = g_ptr_array_index (reply->lines, i);
      gsize length = measure_enhanced_code (line);

      if (length > 0)
        return g_strndup (line, length);
    }
  return NULL;
}
