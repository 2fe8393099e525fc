// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_POP3_OK,
  PL_POP3_ERR,
  PL_POP3_CONTINUATION, /* of a SASL exchange, RFC 5034 4 */
} PlPop3Status;

/**
 * PlPop3Response:
 * @code: (nullable): extended response code, upper case (RFC 2449 8, RFC 3206)
 * @text: what follows; of a continuation, the challenge
 *
 * The first line of an answer (RFC 1939 3).
 */
typedef struct
{
  PlPop3Status status;
  char *code; /* owned */
  char *text; /* owned */
} PlPop3Response;

PlPop3Response *pl_pop3_response_parse (const char *line);
void pl_pop3_response_free (PlPop3Response *response);

const char *pl_pop3_unstuff (const char *line);
gboolean pl_pop3_parse_stat (const char *text, guint64 *n_messages);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlPop3Response, pl_pop3_response_free)

G_END_DECLS
