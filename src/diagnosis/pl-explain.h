// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-finding.h"

G_BEGIN_DECLS

/* So much of a text is read; what stands behind it is left out. */
#define PL_EXPLAIN_MOST_BYTES (256 * 1024)

/* What was spoken, as far as it is known: `imap`, `pop3`, `smtp`, `tls`, `other` */
typedef enum
{
  PL_EXPLAIN_UNKNOWN,
  PL_EXPLAIN_IMAP,
  PL_EXPLAIN_POP3,
  PL_EXPLAIN_SMTP,
  PL_EXPLAIN_TLS,
  PL_EXPLAIN_OTHER, /* a program's own words */
} PlExplainProtocol;

/**
 * PlExplainRequest:
 * @text: (not nullable): a server's reply, another program's message, lines of a log; any bytes
 * @length: in bytes, -1 when NUL-terminated; see %PL_EXPLAIN_MOST_BYTES
 * @protocol: %PL_EXPLAIN_UNKNOWN to find it out
 * @stage_known: whether @stage counts; %FALSE to find it out
 * @server: (nullable): a provider's id or name, or a server's software
 *
 * What somebody wants explained.
 */
typedef struct
{
  const char *text;
  gssize length;
  PlExplainProtocol protocol;
  gboolean stage_known;
  PlStage stage;
  const char *server;
} PlExplainRequest;

gboolean pl_explain_protocol_from_nick (const char *nick, PlExplainProtocol *protocol);
gboolean pl_explain_stage_from_nick (const char *nick, PlStage *stage);
GPtrArray *pl_explain_text (const PlExplainRequest *request);

G_END_DECLS
