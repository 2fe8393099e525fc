// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/pl-practice-scripts-private.h"

/* Each server is its role (host, user, password, security, as LET lines), then the defaults of its
 * protocol, then what its account changes of them, then the conversation. */

/*  capabilities   of IMAP, before TLS           safe       the same behind TLS, or without it
 *  mechanisms     of POP3 and SMTP              refusal    the answer to a sign-in that fails
 *  auth           `no`: SMTP offers no sign-in  farewell   the greeting when then is `close`:
 *  open           `no`: refuses everybody,                 the server hangs up after it
 *                 `any`: takes any password     welcome    what an accepted sign-in is told by IMAP
 *  end            when the server hangs up without a word: `greeting` (at the first command),
 *                 `capability`, `starttls`, `sign_in`, `signed_in`, `mailbox`, `sender`; at a
 *                 sign-in `reset` does it with RST, and `silence` never answers
 *  echo           `plain` or `base64`: the refusal of a sign-in repeats the password
 *  starttls, mailbox, hello, sender, recipient, message
 *                 the answer to that instead of the good one
 */

/* RFC 9110 15.5.9: what a web server says to somebody who waits for it to speak first. */
static const char web_conversation[] = "S: HTTP/1.1 408 Request Timeout\n"
                                       "S: Content-Type: text/plain\n"
                                       "S: Content-Length: 0\n"
                                       "S: Connection: close\n"
                                       "S:\n"
                                       "CLOSE\n";

static const struct
{
  const char *defaults;
  const char *conversation;
} templates[] = {
  [PL_PRACTICE_NONE] = { "", "CLOSE\n" },
  [PL_PRACTICE_IMAP] = { pl_practice_imap_defaults, pl_practice_imap_conversation },
  [PL_PRACTICE_POP3] = { pl_practice_pop3_defaults, pl_practice_pop3_conversation },
  [PL_PRACTICE_SMTP] = { pl_practice_smtp_defaults, pl_practice_smtp_conversation },
  [PL_PRACTICE_WEB] = { "", web_conversation },
  [PL_PRACTICE_SLOW] = { "", "SILENT\n" },
  [PL_PRACTICE_DROPPED] = { "", "CLOSE\n" },
  [PL_PRACTICE_CLOSED] = { "", "CLOSE\n" },
  [PL_PRACTICE_UNREACHED] = { "", "CLOSE\n" },
  [PL_PRACTICE_OWN] = { "", "" },
};

/**
 * pl_practice_script_write:
 *
 * Returns: (transfer full): a script for pl_script_server_new(); its certificate is called `good`,
 *   whatever it is
 */
char *
pl_practice_script_write (PlPracticeScript script, const PlPracticeRole *role)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "LET host %s\nLET security %s\n", role->host, role->security);
  g_string_append_printf (text, "LET user %s\n", role->username);
  g_string_append (text, "LET good \\x00");
  g_string_append (text, role->username);
  g_string_append (text, "\\x00");
  g_string_append (text, role->password != NULL ? role->password : "");
  g_string_append_printf (text, "\nLET state out\nLET open %s\n",
                          role->password != NULL ? "yes" : "any");
  g_string_append (text, "LET then go_on\nLET farewell none\nLET end never\nLET echo no\n");
  g_string_append (text, templates[script].defaults);
  g_string_append (text, role->lets != NULL ? role->lets : "");
  g_string_append (text, templates[script].conversation);
  return g_string_free (text, FALSE);
}
