// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-strength-private.h"
#include "model/pl-terms.h"

G_BEGIN_DECLS

/**
 * PlServerReply:
 * @service: %PL_SERVICE_ACCOUNT when it is not known what was spoken
 * @stage: where the reply came
 * @status: (nullable): as in %PL_SIGHT_REPLY; %NULL to take it from @text
 * @code: (nullable): response code or enhanced status code; %NULL to take it from @text
 * @text: every line, with or without tag, status and code; any bytes
 *
 * What a server said.
 */
typedef struct
{
  PlService service;
  PlStage stage;
  const char *status;
  const char *code;
  const char *text;
} PlServerReply;

/**
 * PlReplyCause:
 * @code: as in the catalogue; static
 * @strength: smaller with every place in the row
 */
typedef struct
{
  const char *code;
  int strength;
} PlReplyCause;

GArray *pl_server_reply_classify (const PlServerReply *reply);
const char *pl_server_reply_recognize_protocol (const char *text);
char *pl_server_reply_normalize (const char *text);
char *pl_server_reply_strip (const char *text);
gboolean pl_server_reply_words_match (const char *normalized, const char *pattern);

/* Whether @what, of @length bytes, is among what there is. */
typedef gboolean (*PlReplyHasOne) (gconstpointer where, const char *what, gsize length);

gboolean pl_reply_match_pattern (const char *pattern, PlReplyHasOne has_one, gconstpointer where);
char *pl_reply_drop_addresses (const char *text);

/* The services and stages to which a row of the table applies, as bits. */
#define PL_REPLY_SERVICE(service) (1u << (service))
#define PL_REPLY_STAGE(stage) (1u << (stage))

/**
 * PlReplyPhrase:
 * @cause: code of the catalogue; `*-disabled` stands for the one of the service
 * @services: bits of the services it applies to
 * @stages: bits of the stages it applies to
 * @codes: (nullable): status, response code or enhanced code that it needs: alternatives by `|`,
 *   all of several groups by `&`; a final `*` stands for any rest
 * @words: (nullable): words that it needs, in the same form; lower case, no punctuation
 * @without: (nullable): words that exclude it, alternatives by `|`
 *
 * One family of wordings. Never a whole sentence: it has to carry over to servers not yet seen.
 */
typedef struct
{
  const char *cause;
  guint services;
  guint stages;
  const char *codes;
  const char *words;
  const char *without;
  PlStrength strength;
} PlReplyPhrase;

/**
 * PlReplyTable:
 *
 * Rows of one family. The tables are asked in their order, and in each the rows in theirs.
 */
typedef struct
{
  const PlReplyPhrase *rows;
  guint length;
} PlReplyTable;

/* Ends with %NULL. */
extern const PlReplyTable *const pl_reply_tables[];

G_END_DECLS
