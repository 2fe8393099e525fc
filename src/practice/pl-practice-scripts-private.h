// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_PRACTICE_NONE,
  PL_PRACTICE_IMAP,
  PL_PRACTICE_POP3,
  PL_PRACTICE_SMTP,
  PL_PRACTICE_WEB, /* a web server that lost its patience */
  PL_PRACTICE_SLOW, /* accepts the connection and says nothing */
  PL_PRACTICE_DROPPED, /* accepts the connection and hangs up */
  PL_PRACTICE_CLOSED, /* refuses connections */
  PL_PRACTICE_UNREACHED, /* answers nothing at all */
  PL_PRACTICE_OWN, /* what the role's lets say, and nothing else */
} PlPracticeScript;

/**
 * PlPracticeRole:
 * @host: how the server calls itself
 * @username: who may sign in
 * @password: (nullable): with what; %NULL for anything
 * @security: `tls`, `starttls` (takes no password before it) or `none` (takes it in clear)
 * @lets: (nullable): LET lines that change what the script does; see pl-practice-scripts.c
 *
 * What one practice server is told about itself.
 */
typedef struct
{
  const char *host;
  const char *username;
  const char *password;
  const char *security;
  const char *lets;
} PlPracticeRole;

extern const char pl_practice_imap_defaults[];
extern const char pl_practice_imap_conversation[];
extern const char pl_practice_pop3_defaults[];
extern const char pl_practice_pop3_conversation[];
extern const char pl_practice_smtp_defaults[];
extern const char pl_practice_smtp_conversation[];

char *pl_practice_script_write (PlPracticeScript script, const PlPracticeRole *role);

G_END_DECLS
