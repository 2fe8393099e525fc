// SPDX-License-Identifier: GPL-3.0-or-later
/* What the tables on servers' words share: the services and stages of a row, and how sure it is. */
#pragma once

#include "diagnosis/pl-reply-private.h"
#include "diagnosis/pl-reply-words-private.h"

#define IMAP PL_REPLY_SERVICE (PL_SERVICE_IMAP)
#define POP3 PL_REPLY_SERVICE (PL_SERVICE_POP3)
#define SMTP PL_REPLY_SERVICE (PL_SERVICE_SMTP)
#define FETCHING (IMAP | POP3)
#define ANY (FETCHING | SMTP)
#define NONE PL_REPLY_SERVICE (PL_SERVICE_ACCOUNT)

#define GREETING PL_REPLY_STAGE (PL_STAGE_GREETING)
#define STARTTLS PL_REPLY_STAGE (PL_STAGE_STARTTLS)
#define HANDSHAKE PL_REPLY_STAGE (PL_STAGE_TLS)
#define ABILITIES PL_REPLY_STAGE (PL_STAGE_CAPABILITIES)
#define SIGN_IN PL_REPLY_STAGE (PL_STAGE_SIGN_IN)
#define MAILBOX PL_REPLY_STAGE (PL_STAGE_MAILBOX)
#define SENDER PL_REPLY_STAGE (PL_STAGE_SENDER)
#define RECIPIENT PL_REPLY_STAGE (PL_STAGE_RECIPIENT)
#define MESSAGE PL_REPLY_STAGE (PL_STAGE_MESSAGE)
#define ENVELOPE (SENDER | RECIPIENT)
#define SENDING (ENVELOPE | MESSAGE)
#define ENTERING (ABILITIES | SIGN_IN)
#define TALKING (GREETING | STARTTLS | ENTERING | MAILBOX | SENDING)

#define LITERAL PL_STRENGTH_LITERAL
#define STAGE PL_STRENGTH_STAGE
#define GUESS PL_STRENGTH_GUESS
#define FALLBACK PL_STRENGTH_FALLBACK

extern const PlReplyTable pl_reply_rows_tls;
extern const PlReplyTable pl_reply_rows_limits;
extern const PlReplyTable pl_reply_rows_sign_in;
extern const PlReplyTable pl_reply_rows_account;
extern const PlReplyTable pl_reply_rows_access;
extern const PlReplyTable pl_reply_rows_sending;
extern const PlReplyTable pl_reply_rows_server;
extern const PlReplyTable pl_reply_rows_mentions;
extern const PlReplyTable pl_reply_rows_fallback;
