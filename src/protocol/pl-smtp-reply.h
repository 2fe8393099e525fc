// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_SMTP_LINE_MORE, /* others follow */
  PL_SMTP_LINE_LAST,
  PL_SMTP_LINE_BROKEN, /* no line of a reply, or too many of them */
} PlSmtpLine;

/**
 * PlSmtpReply:
 * @code: three digits; of the last line, should they differ
 * @lines: all lines behind their codes; the enhanced status codes are still in them
 *
 * A reply of one or many lines (RFC 5321 4.2.1). All are kept: in a refusal the second line is
 * often the one that says why.
 */
typedef struct
{
  guint code;
  GPtrArray *lines; /* owned: char * */
  GString *verbatim; /* owned: the lines as they came, joined by line ends */
} PlSmtpReply;

PlSmtpReply *pl_smtp_reply_new (void);
void pl_smtp_reply_free (PlSmtpReply *reply);

PlSmtpLine pl_smtp_reply_add_line (PlSmtpReply *reply, const char *line);
char *pl_smtp_reply_dup_enhanced_code (const PlSmtpReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlSmtpReply, pl_smtp_reply_free)

G_END_DECLS
