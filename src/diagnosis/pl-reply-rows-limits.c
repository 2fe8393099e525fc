// SPDX-License-Identifier: GPL-3.0-or-later
/* Codes with one meaning, tokens, and too much of something.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  { "greylisted", SMTP, SENDING | GREETING, NULL,
    "greylist*|graylist*|grey listed|gray listed|grey listing|postgrey|greylisting in action", NULL,
    LITERAL },
  { "greylisted", SMTP, RECIPIENT, "4*", "verification in progress|unverified address", "sender",
    LITERAL },

  /* --- the reason outranks the measure: rate limited, deferred or blocked for want of it --- */
  { "plaintext-refused", SMTP, SENDING, NULL,
    "tls|ssl|encryption|encrypted & because|wasnt sent|not sent|requires|require|without & "
    "rate limited|deferred|use tls|to use",
    "certificate", LITERAL },
  { "message-rejected", SMTP, MESSAGE, NULL,
    "dkim|dmarc|spf & rate limited|deferred|didnt pass|did not pass|not pass|suspicious|"
    "not accepted|fails|failed|failing|policy",
    "lookup|signing|temporary error", LITERAL },
  { "ip-not-allowed", SMTP, GREETING | SENDING, NULL,
    "ptr|reverse dns|rdns|reverse lookup & doesnt have|does not have|not have|no|missing|"
    "doesnt match|not match|failed|fail|fails|required|requires|valid|invalid",
    "temporary error|helo|ehlo", LITERAL },
  { "ip-not-allowed", SMTP, GREETING | ENVELOPE, NULL,
    "this ip|your ip|the ip & blocked|banned|listed|blacklisted", "recipient|mailbox", LITERAL },
  { "rate-limited", ANY, TALKING, NULL, "unusual rate|throttling|throttled", "auth*|login",
    LITERAL },

  /* --- codes that have one meaning --- */
  { "web-login-required", IMAP, TALKING, "WEBALERT", NULL, NULL, LITERAL },
  { "password-expired", ANY, TALKING, "EXPIRED", NULL, NULL, LITERAL },
  { "plaintext-refused", ANY, TALKING, "PRIVACYREQUIRED|ENCRYPT-NEEDED|538|5.7.11", NULL, NULL,
    LITERAL },
  { "plaintext-refused", SMTP, TALKING, "523|5.7.10", NULL, "pipeline*", LITERAL },
  { "password-expired", SMTP, SIGN_IN, "432|4.7.12", "password|transition", NULL, LITERAL },
  { "rate-limited", POP3, TALKING, "LOGIN-DELAY", NULL, NULL, LITERAL },

  /* --- tokens --- */
  { "oauth-token-rejected", ANY, SIGN_IN, NULL, "eyj*", NULL, LITERAL },
  { "oauth-token-rejected", ANY, SIGN_IN | MAILBOX, NULL,
    "oauth token|access token|bearer token|oauth2 token|token & "
    "expired|invalid|revoked|rejected|scope|not valid",
    NULL, LITERAL },
  { "oauth-token-rejected", ANY, SIGN_IN, NULL,
    "xoauth2|oauthbearer|oauth|oauth2|bearer & invalid|malformed|rejected|bad|missing|failed & "
    "data|token|payload|response|auth data|initial",
    "mechanism|not supported|unsupported", LITERAL },
  { "oauth-token-rejected", ANY, SIGN_IN, NULL,
    "bearer|oauth|oauth2|xoauth2|oauthbearer & expired|lapsed|revoked|scope|scopes|"
    "no longer valid|outdated",
    "mechanism|not supported|required|disabled|blocked|certificate", LITERAL },
  /* What Outlook.com says to a sign-in from the browser that has run out. */
  { "oauth-token-rejected", IMAP, MAILBOX, "BAD", "command error 10", NULL, STAGE },

  /* --- too many of something: of what decides --- */
  { "too-many-attempts", ANY, GREETING | ENTERING, NULL,
    "too many|too much|too often|maximum number|exceeded the|multiple|repeated|excessive|"
    "zu viele & attempt|attempts|" AUTHENTICATION "|failures|tries|fehlversuche",
    "connections|connection|sessions|simultaneous|concurrent|imap commands|smtp commands|"
    "arguments|parameters|messages|recipients|bandwidth|connected|app password|application specific",
    LITERAL },
  { "too-many-attempts", ANY, GREETING | ENTERING, NULL,
    "failed many times|failed too many|brute force|bruteforce|login rate|banned|ban & "
    "failed|brute force|bruteforce|login|logins|attempts|wait|minutes|too many|auth*",
    "connections", LITERAL },
  { "too-many-connections", ANY, TALKING, NULL,
    "too many|maximum|max|exceeded|exceeds|limit|simultaneous|concurrent|zu viele|trop & "
    "connection|connections|session|sessions|connexions|simultaneous|concurrent|verbindungen|"
    "tls sessions|clients|users|logged in|connected|user ip",
    "messages|recipients|message|bandwidth|errors|per connection|connection rate|quota|transactions|"
    "requests|commands|pipelined",
    LITERAL },
  { "too-many-connections", ANY, TALKING, NULL,
    "troppe|demasiad*|muitas|te veel|слишком много|zbyt wiele|prilis mnoho|过多|太多|最大 & "
    "conness*|conexion*|conexo*|verbinding*|соединен*|подключен*|polaczen*|spojeni|连接|接続",
    NULL, LITERAL },
  { "too-many-connections", IMAP | SMTP, GREETING, "BYE|421", "service & busy", NULL, LITERAL },
  { "mailbox-full", SMTP, RECIPIENT, "552|5.2.2|4.2.2",
    "too many messages|too much mail|too much mail data|no space left|mail file size", NULL,
    LITERAL },
  { "rate-limited", ANY, TALKING, NULL,
    "per session|per connection|at a rate|rate that|slower|too much mail|too much traffic|"
    "receiving rate|receive per|transactions|mail transactions & exceed*|limit*|max*|too much|too many|slower|prevents|again|"
    "receiving",
    "transfer quota|too many connections|auth*|mail data", LITERAL },
  { "rate-limited", SMTP, SENDER, "4.5.3", "rate", NULL, LITERAL },
  { "send-limit-reached", SMTP, SENDING, NULL,
    "max|maximum|limit|limits|exceed|exceeds|exceeded|reached|too many|quota & "
    "messages|mails|emails|mail|recipients & hour|hours|24h|24 hours|day|days|daily|hourly|month|"
    "week|period|time window|minutes|past",
    "connection|session|receive", LITERAL },
  { "server-unavailable", SMTP, SENDING, NULL, "queue & quota|full|exceeded", "your", LITERAL },
  { "send-limit-reached", SMTP, SENDING, NULL,
    "transfer quota|transfer limit|data limit|traffic quota|session quota|volume limit", NULL,
    LITERAL },
  { "send-limit-reached", SMTP, SENDING, NULL,
    "sending limit|sending quota|daily|hourly|per day|per hour|messaging limits|messaging limit|"
    "relay limit|outgoing limit|outbound limit|send limit|frequency limited|message limit|"
    "recipient limit|too many recipients|too many rcpts|too many rcpt|this hour|"
    "quota for sending|recipients per|submission limit|mails per|emails per|messages per|limit on the number",
    "connection", LITERAL },
  { "send-limit-reached", SMTP, SENDING, NULL,
    "exceeded|reached|exceeds & your|user|account|sender & limit|limits|maximum",
    "mailbox|storage|recipient|rate limit|size", LITERAL },
  { "send-limit-reached", SMTP, SENDING, NULL,
    "sender rate limit|quota denvoi|limite denvoi|limite de envio|limite di invio|verzendlimiet|"
    "versandlimit|sendelimit|limit wysylki|unusual sending|sending activity|sending rate|"
    "发送频率|发信频率|发送上限|超过限制|outgoing messages was exceeded|too many emails sent",
    NULL, LITERAL },
  { "send-limit-reached", SMTP, SENDING, NULL,
    "submission|sending|outgoing|outbound|send & quota|allowance|limit|limits|allotment & "
    "exceeded|exhausted|reached|used up|over|exceeds|too many",
    "connection|message size|mailbox|storage|rate", LITERAL },
  { "send-limit-reached", SMTP, SENDING, "5.4.5|4.5.3|5.7.705|5.7.750|5.1.90|5.2.122", NULL, NULL,
    STAGE },
  { "rate-limited", ANY, TALKING, NULL,
    "connection rate|message rate|submission rate|mails per connection & "
    "limit|limits|exceeded|exceeds|reached|too high",
    "sender|reputation", LITERAL },
  { "rate-limited", FETCHING, TALKING, NULL,
    "between checks|between logins|between sessions|check too|too soon|so soon|too frequent|"
    "more than once|once every|checking mail|mail check|checked recently|zu häufig",
    "failed|failures|password", LITERAL },
  { "rate-limited", IMAP, TALKING, "THROTTLED", NULL, NULL, LITERAL },
  { "rate-limited", ANY, TALKING, NULL,
    "ratelimited|rate limit|rate limited|ratelimit|rate limits|bandwidth|throttle|throttled|throttling|"
    "slow down|too many messages|too many recent|too many requests|too many commands|"
    "exceeded command|excessive volume|unexpected volume|minutes apart|too fast|too quickly|"
    "too frequently|rate exceeded|request rate|message per connection|messages per connection|"
    "messages per session|login interval|minimum interval",
    "imap commands|auth commands|connections|service refused|reputation", LITERAL },
  { "too-many-connections", IMAP, GREETING | ENTERING, "LIMIT", NULL, NULL, STAGE },
  { "rate-limited", IMAP, MAILBOX, "LIMIT", NULL, NULL, STAGE },
};

const PlReplyTable pl_reply_rows_limits = { rows, G_N_ELEMENTS (rows) };
