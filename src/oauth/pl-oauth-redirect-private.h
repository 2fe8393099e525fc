// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

G_BEGIN_DECLS

#define PL_OAUTH_LARGEST_REQUEST \
  (16 * 1024) /* bytes: a code, and what browsers say of themselves */

/**
 * PlOAuthExpected:
 * @authority: host and port as the browser names them, `127.0.0.1:40123`
 * @path: begins with a slash
 * @state: drawn for this one sign-in
 *
 * Which request belongs to the sign-in under way. All of it is borrowed.
 */
typedef struct
{
  const char *authority;
  const char *path;
  const char *state;
} PlOAuthExpected;

/**
 * PlOAuthAnswer:
 * @code: (nullable): to be exchanged for a token; owned
 * @error: (nullable): why there is none; owned
 *
 * What the browser brings back (RFC 6749 4.1.2); exactly one of both is there.
 */
typedef struct
{
  PlSecret *code;
  char *error;
} PlOAuthAnswer;

typedef enum
{
  PL_OAUTH_REQUEST_MORE, /* the request is not yet complete */
  PL_OAUTH_REQUEST_FOREIGN, /* it is none, or not the one that is waited for */
  PL_OAUTH_REQUEST_EXPECTED,
} PlOAuthRequest;

PlOAuthRequest pl_oauth_redirect_parse (const char *request,
                                        gsize length,
                                        const PlOAuthExpected *expected,
                                        PlOAuthAnswer *answer);
void pl_oauth_answer_clear (PlOAuthAnswer *answer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlOAuthAnswer, pl_oauth_answer_clear)

G_END_DECLS
