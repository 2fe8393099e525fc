// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_IMAP_UNTAGGED,
  PL_IMAP_TAGGED,
  PL_IMAP_CONTINUATION,
} PlImapKind;

typedef enum
{
  PL_IMAP_NO_STATUS, /* untagged data, or a continuation */
  PL_IMAP_OK,
  PL_IMAP_NO,
  PL_IMAP_BAD,
  PL_IMAP_BYE,
  PL_IMAP_PREAUTH,
} PlImapStatus;

/**
 * PlImapResponse:
 * @tag: (nullable): of a tagged response
 * @name: (nullable): what untagged data it is, upper case: `CAPABILITY`, `LIST`, `EXISTS`
 * @code: (nullable): response code of a status, upper case (RFC 9051 7.1, RFC 5530)
 * @code_argument: (nullable): what stood behind the code in its brackets
 * @text: a status: the words for people; a continuation: the challenge; data: what follows the name
 * @text_length: in bytes: data may hold literals
 *
 * One response of an IMAP server (RFC 9051 7, RFC 3501 7).
 */
typedef struct
{
  PlImapKind kind;
  PlImapStatus status;
  char *tag; /* owned */
  char *name; /* owned */
  char *code; /* owned */
  char *code_argument; /* owned */
  char *text; /* owned */
  gsize text_length;
} PlImapResponse;

PlImapResponse *pl_imap_response_parse (const char *bytes, gsize length);
void pl_imap_response_free (PlImapResponse *response);

gboolean pl_imap_response_ends_in_literal (const char *bytes, gsize length, guint64 *literal);
const char *pl_imap_status_to_word (PlImapStatus status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlImapResponse, pl_imap_response_free)

G_END_DECLS
