// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-dialogue.h"

#include <string.h>

/* How a first line begins, in the order of asking. The word behind it ends there or at a blank. */
typedef struct
{
  const char *begins;
  const char *protocol;
} FirstWord;

static const FirstWord first_words[] = {
  { "* OK", "imap" }, { "* PREAUTH", "imap" }, { "* BYE", "imap" },
  { "+OK", "pop3" },  { "-ERR", "pop3" },
};

static gboolean
begins_with_word (const char *line, const char *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (line, word, length) == 0 && !g_ascii_isalnum (line[length]);
}

/* TLS records begin with their kind and the version 3.x (RFC 8446 5.1): an alert, a handshake. */
static gboolean
is_tls_record (const char *line)
{
  return (line[0] == 0x15 || line[0] == 0x16) && line[1] == 0x03;
}

/* SMTP and FTP both greet with 220. SMTP wants the word SMTP in no place, and a host may be called
 * ftp.example.org: only the name of the protocol in capitals, as FTP servers write it, decides. */
static gboolean
speaks_of_ftp (const char *line)
{
  return (strstr (line, "FTP") != NULL || strstr (line, "FileZilla") != NULL) &&
         strstr (line, "SMTP") == NULL;
}

/* RFC 5321 3.1: 220, or 554 for no service; 421 and its like when overloaded (RFC 5321 3.8). */
static gboolean
has_greeting_code (const char *line)
{
  return (g_str_has_prefix (line, "220") || *line == '4' || *line == '5') &&
         g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2]) && strchr ("- ", line[3]) != NULL;
}

/**
 * pl_protocol_recognize:
 * @first_line: what a server said first, without the line end
 *
 * Returns: `imap`, `pop3`, `smtp`, `http`, `ssh`, `ftp`, `tls` or `unknown`
 */
const char *
pl_protocol_recognize (const char *first_line)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_words); i++)
    {
      if (begins_with_word (first_line, first_words[i].begins))
        return first_words[i].protocol;
    }

  if (g_str_has_prefix (first_line, "HTTP/"))
    return "http";
  if (g_str_has_prefix (first_line, "SSH-"))
    return "ssh";
  if (is_tls_record (first_line))
    return "tls";
  if (has_greeting_code (first_line))
    return speaks_of_ftp (first_line) ? "ftp" : "smtp";
  return "unknown";
}
