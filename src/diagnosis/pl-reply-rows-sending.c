// SPDX-License-Identifier: GPL-3.0-or-later
/* Senders, recipients and messages that are refused.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  { "server-unavailable", SMTP, MESSAGE, "4*",
    "temporary failure|temporary processing|temporary error|temporary problem|temporarily unable",
    "rejected|spam|policy|dmarc|dkim|spf", LITERAL },
  { "protocol-violation", SMTP, RECIPIENT, NULL, "duplicate recipient|already a recipient", NULL,
    LITERAL },
  { "connection-dropped", SMTP, SENDING, "4*", "session expired|session has expired|session ended",
    NULL, LITERAL },
  { "sender-rejected", SMTP, SENDING, NULL,
    "sending domain|sender domain|from domain & unconfigured|not configured|not verified|"
    "not allowed|unauthorized|not authorized|unknown|not registered|not owned",
    "dmarc|spf|dkim|ip", LITERAL },
  { "protocol-violation", SMTP, SENDING, "501|500|503|555",
    "operand|syntax rcpt|syntax mail|syntax data|argument|arguments|parameter|parameters|"
    "out of sequence|must have",
    "address|sender|recipient|invalid recipient", LITERAL },
  { "protocol-violation", SMTP, SENDING, "501", "operand|syntax rcpt|syntax mail|syntax data", NULL,
    LITERAL },
  { "recipient-rejected", SMTP, MESSAGE, "554|503",
    "no valid recipients|no recipients|no valid rcpt|all recipients", NULL, LITERAL },
  { "protocol-violation", SMTP, SENDING, NULL,
    "mail from before|before rcpt|before data|not yet given|must precede|already specified|"
    "already given|nested mail|nested|rcpt after|mail after|before sending rcpt",
    "auth*|spam", LITERAL },
  { "sender-rejected", SMTP, SENDING, NULL,
    "email address|identity|identities|sender|from address|domain & not verified|unverified|"
    "failed the check|not been verified",
    "recipient|verification in progress", LITERAL },
  { "sender-rejected", SMTP, SENDER, NULL,
    "domain & does not exist|doesnt exist|not exist|not found|invalid domain name of|"
    "does not resolve|no mx|unresolvable|no such domain|cannot be resolved",
    "recipient|helo|ehlo|user|your domain name|ptr|reverse", LITERAL },
  /* --- sending --- */
  { "message-rejected", SMTP, MESSAGE, NULL,
    "missing|multiple|duplicate|malformed|having no|not compliant & "
    "header|headers|from address|message id|message",
    NULL, LITERAL },
  { "message-rejected", SMTP, MESSAGE, NULL,
    "message|mail|email|messages & "
    "rejected|refused|blocked|not accepted|filtered|rejete|size|length|quarantined|looping|loop",
    "mailbox|recipient|sender|no such|relay|relaying|from ip|verify|rate limit*|temporarily",
    LITERAL },
  { "message-rejected", SMTP, MESSAGE, NULL,
    "spam|virus|filter|filters|policy|content|malware|phishing|banned|loop|looping|hops|"
    "received headers & rejected|reject|blocked|denied|detected|considered|classified|refused|"
    "contains|violation|temporarily blocked|looping|loop|too many|suspected",
    "ip|recipients|rcpt", LITERAL },
  { "message-rejected", SMTP, SENDING, NULL, TOO_LARGE,
    "mailbox|argument|command|user name|recipient|input line|storage|challenge|response|session|"
    "connection|queue|sender address|destination address",
    LITERAL },
  { "message-rejected", SMTP, RECIPIENT | MESSAGE, NULL,
    "administrative prohibition|administratively prohibited|prohibited by administrator|"
    "envelope blocked|policy rejection|restricted by policy|policy error",
    "relay|relaying", LITERAL },
  { "message-rejected", SMTP, SENDING, NULL, "bare lf|bare cr|bare line|bare linefeed|bare newline",
    NULL, LITERAL },
  { "message-rejected", SMTP, SENDING, "5.2.3|5.3.4|5.6.*|5.4.6|5.7.26|5.7.20|5.7.509", NULL, NULL,
    STAGE },
  { "auth-required", SMTP, SENDING, NULL,
    "not logged in|not authenticated|need to authenticate|must authenticate|must be authenticated|"
    "must log in|requires login|login required",
    "domain|dmarc|spf|dkim|as this", LITERAL },
  { "sender-rejected", SMTP, SENDING, NULL,
    "send as|sendas*|disallowed as|not allowed as|sender address rejected|not owned by|"
    "badmailfrom|sender verify|sender verification|authenticated sender|sender not|auth domain|authorized user|authorization user|"
    "authenticated user|local user only|wrong sender|invalid sender|from address|from header",
    NULL, LITERAL },
  { "auth-required", SMTP, SENDING, NULL,
    "turn on|enable|activate|switch on|check the box & smtp auth|smtp authentication|"
    "authentication in your|outgoing server",
    NULL, LITERAL },
  { "auth-required", SMTP, SENDING, NULL,
    "unauthenticated|not authenticated|not logged in|anonymous|not signed in|unauthenticated "
    "senders & not allowed|not permitted|rejected|denied|sender|senders|client|refused|not|mail",
    "dmarc|spf|dkim|domain|domains|gmail", LITERAL },
  { "auth-required", SMTP, SENDING, NULL,
    "use the smtp server|use smtp server|use your smtp|use smtp auth|authorize first|"
    "authorise first|log on first|authenticate yourself|valid pop account|check your mail",
    "isp", LITERAL },
  { "relay-denied", SMTP, SENDING, NULL, "for relay", "authentication|authenticate|login",
    LITERAL },
  { "relay-denied", SMTP, SENDING, NULL,
    "relay|relaying|relais & denies|deny|not possible|blocked|check|fail|failed|interdit|denied|"
    "not permitted|not allowed|prohibited|disallowed|unable|cannot|cant|"
    "rejected|refused|forbidden|no|access|not authorized",
    "limit", LITERAL },
  { "relay-denied", SMTP, SENDING, NULL,
    "as a relay|relay mail|relaying mail|mail relay|relayed thru|relayed through|dont relay|"
    "not relay|not configured to relay|allowed rcpthost*|dont handle mail|not handle mail|"
    "doesnt handle mail|not serve|rcpthosts|not a local|not local|we do not relay|do not relay|not a relay|open relay|"
    "delivery is not allowed|cannot deliver mail for|not deliver mail for|not handle mail for|"
    "not a gateway",
    NULL, LITERAL },
  { "relay-denied", SMTP, RECIPIENT, NULL,
    "not accepting|not accept|not handle|dont handle|not host|not serve|not responsible|"
    "not authorized & mail for|email for|domain|that domain|domains|this domain",
    "sender|null|spam|from", LITERAL },
  { "credentials-rejected", ANY, SENDING, NULL,
    "credentials|password|login & no longer valid|invalid|incorrect|rejected", "relay", LITERAL },
  { "auth-required", SMTP, SENDING | ABILITIES, NULL,
    "auth|authentication|authenticate|authenticated|login|log in|sign in|smtp auth & "
    "required|requires|must|first|need|needed|not|without|before|please|necessary",
    "denied|sender|starttls|mechanism|dmarc|spf|dkim|domain|domains|unauthenticated", LITERAL },
  { "auth-required", SMTP, SENDING, NULL,
    "check for new mail|pop before|before sending|check your mail|get your mail", NULL, LITERAL },
  { "auth-required", SMTP, SENDING, "530|5.7.57", NULL, "starttls|tls|ssl", STAGE },
  { "recipient-rejected", SMTP, RECIPIENT, "556|521",
    "not accept|not accepting|no mail|does not accept|not receive", "relay", LITERAL },
  { "server-unavailable", SMTP, RECIPIENT, "4*",
    "recipient|mailbox|user|account|address|domain & temporarily|temporary|at this time & "
    "unavailable|disabled|locked|suspended|failure|unable|verify|deferred",
    "rejected", LITERAL },
  { "server-unavailable", SMTP, RECIPIENT, "45*",
    "recipient|mailbox|user|account & busy|unavailable|not available|in use", "unknown|rejected",
    LITERAL },
  { "recipient-rejected", SMTP, RECIPIENT, "55*",
    "recipient|mailbox|user|account|address & suspended|locked|disabled|blocked|inactive|"
    "deactivated|expired",
    "sender|spam|relay|policy", LITERAL },
  { "recipient-rejected", SMTP, RECIPIENT | MESSAGE, NULL,
    "recipient|recipients|user|users|mailbox|rcpt|account|address|addresses|host|destinataire|"
    "alias|adressee|addressee|empfaenger|empfänger|inbox|recipiente|destinatario|buzon|casella|"
    "utente|usuario|utilisateur|adresse|gebruiker|пользовател*|адрес*|ящик*|получател*|uzytkownik|"
    "odbiorca|uzivatel|用户|收件人|邮箱|ユーザ|宛先 & " UNKNOWN
    "|bad|syntax|malformed|unknown|no such|does not exist|doesnt exist|not exist|not found|unavailable|disabled|"
    "inactive|invalid|no mailbox|rejected|undeliverable|blocked|suspended|unrouteable|"
    "unroutable|not our|not available|expired|refused|unbekannt|existiert nicht|invalide|"
    "no longer|illegal|not a valid|doesnt have|not valid|archivee|bloque|not find|denied|"
    "not a registered|not registered|restricted characters|misspelled|not in recipient|no mailbox here|deactivated|"
    "not our customer|rejected by recipients",
    "sender|policy|spam|transaction failed|try again later|relay|temporarily|"
    "already specified|already given|temporary|unable to verify",
    LITERAL },
  { "recipient-rejected", SMTP, RECIPIENT | MESSAGE, NULL,
    "not our customer|unknown user|user unknown|no such user|no such recipient|no such address|"
    "address unknown|misspelled|unknown or illegal|no mailbox here|no such mailbox",
    NULL, LITERAL },
  { "sender-rejected", SMTP, SENDING, NULL,
    "sender|mail from|from domain|from address|return path|envelope|envelope sender|envelope domain|emetteur|absender|"
    "from this address|domain of sender|as this sender|originator & "
    "domain not found|does not exist|not exist|unverified|verify|badmailfrom|unknown|"
    "not found|mail|resolve|unresolvable|spoofed|" DENIED,
    "spam|ip|complaints|spf|dkim|dmarc|limit", LITERAL },
  { "sender-rejected", SMTP, SENDER, NULL,
    "sender|sender address|from address & blocked|blacklisted|barred|bad|syntax|malformed|denied",
    "ip|spam", LITERAL },
  { "sender-rejected", SMTP, SENDER, "5.1.0|5.1.7|5.1.8|5.7.27|5.7.60|4.1.8|4.1.7", NULL, NULL,
    STAGE },
  { "sender-rejected", SMTP, RECIPIENT, "5.1.7|5.1.8|4.1.7|4.1.8", NULL, NULL, STAGE },
  { "message-rejected", SMTP, SENDING, NULL,
    "spam|virus|malware|phishing|content|policy|policies|dmarc|spf|dkim|message rejected|"
    "message refused|message not allowed|not authorized message|message too|too large|too big|"
    "attachment|failure sending|not accepted for|unsolicited|bulk|html|message size|"
    "classified|blocked using|transaction failed",
    "temporarily", LITERAL },
};

const PlReplyTable pl_reply_rows_sending = { rows, G_N_ELEMENTS (rows) };
