// SPDX-License-Identifier: GPL-3.0-or-later
/* Whom a server lets in, and mailboxes that do not open.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  /* --- this network --- */
  { "client-rejected", SMTP, ENTERING | ENVELOPE | GREETING, NULL,
    "helo*|ehlo* & error|rejected|invalid|requires|require|not accepted|fully|fqdn|qualified|valid|"
    "denied|bad|syntax|need|reject|forged|not resolve|mismatch|must exist|must resolve|"
    "not verified|not match|doesnt match|does not match|unknown|argument*|arguments|lookup|failed|"
    "not found",
    "relay|relaying", LITERAL },
  { "client-rejected", ANY, TALKING, NULL,
    "unsafe login|unsafe|unsupported client|client not supported|outdated client|"
    "client is not supported|upgrade your client|client version|unknown client|"
    "client not allowed|client is not allowed|id command|send id|unapproved client",
    "sender", LITERAL },
  { "tls-handshake-failed", ANY, GREETING | ENTERING, NULL,
    "ssl certificate|client certificate|tls certificate|client ssl certificate & "
    "error|required|no|missing|invalid|not|bad|verify",
    "account|authentication", LITERAL },
  { "greylisted", SMTP, RECIPIENT, "4*", "whitelisted by|not whitelisted & later|again|try", NULL,
    LITERAL },
  { "client-rejected", SMTP, SENDING, NULL,
    "smtputf8|8bitmime|8 bit|8bit|utf8|unicode address|unicode|internationali*|non unicode & "
    "not support|doesnt support|unable to deliver|must|declare|require|requires|required|need|needed|not supported|unsupported|no support|"
    "not advertised",
    NULL, LITERAL },
  /* About the message or its sender, not about who calls. */
  { "message-rejected", SMTP, MESSAGE, NULL,
    THE_MESSAGE " & reputation|blacklisted|blocklisted|listed|suspicious|blacklist|spamhaus|"
                "surbl|uribl|dbl & " THE_MESSAGE,
    "ip|ip address|ips|client|client host|host|server|network|connection|rate", LITERAL },
  { "message-rejected", SMTP, SENDING, NULL,
    "dbl|surbl|uribl|url|urls|domain present|sending domain & "
    "listed|spamhaus|rejected|blocked|reputation|spam|blacklisted",
    "ip|ip address|client host|ptr|helo|ehlo", LITERAL },
  { "message-rejected", SMTP, SENDER | MESSAGE, NULL,
    "dmarc|dkim|spf|sender policy|arc & fail|failed|fails|failure|failing|rejected|reject|policy|"
    "no passing|not pass|unauthenticated|not permitted|blocked|doesnt allow|does not allow|"
    "not aligned|denied|violation|invalid|not valid|en echec|validation",
    "temporary|temperror|lookup|timeout|dns|signing", LITERAL },
  { "message-rejected", SMTP, MESSAGE, NULL, "dmarc|dkim|spf & rejected|refused|blocked", NULL,
    LITERAL },
  { "sender-rejected", SMTP, SENDING, NULL,
    "sender|sender address|email address|e mail address|envelope|from address|you are sending & "
    "blacklist*|black list|black listed|blocklist*|in my bad*|badmail*",
    "ip|ip address|client|host|network|recipient|server", LITERAL },
  { "sender-rejected", SMTP, SENDING, NULL,
    "spoof|spoofed|spoofing|anti spoofing|antispoofing|masquerad*|forge|forged|forging|forgery|"
    "impersonat*",
    "helo|ehlo|relay", LITERAL },
  { "server-unavailable", SMTP, GREETING | SENDING, "4*",
    "dns|rdns|ptr|spf|reverse & temporary error|temporary failure|temporary dns|temporarily "
    "failed|temperror|lookup error|lookup failure|try again|transient",
    "ip failed|temporarily rejected|missing|no ptr", LITERAL },
  { "ip-not-allowed", ANY, TALKING, NULL,
    "spamhaus|dnsbl|rbl|blocklist|blocklisted|blacklist|blacklisted|black list|block list|"
    "reputation|sorbs|barracuda*|spamcop|ptr|reverse dns|rdns|reverse lookup|"
    "cannot find your hostname|cannot find your reverse|dynamic ip|dynamic address|residential|"
    "service refused|geoblock*|geo blocking|not whitelisted|whitelist|allowlist|unauthorized ip",
    "spam content|dmarc|dbl", LITERAL },
  { "ip-not-allowed", ANY, GREETING | ENTERING, NULL,
    "filter|ipaddr|firewall|acl|access list & denied|blocked|rejected|refused|forbidden",
    "spam|content", LITERAL },
  { "ip-not-allowed", SMTP, SENDING | GREETING, NULL,
    "directly & not authorized|not authorised|not allowed|not permitted|not accepted|may not", NULL,
    LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, NULL,
    "your access|access to this & rejected|refused|denied|blocked", NULL, LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, "5.7.25|4.7.25|5.7.606|5.7.607|5.7.61*|5.7.511",
    NULL, NULL, LITERAL },
  /* A refusal for good before a word was said is about the caller, whatever it calls itself. */
  { "ip-not-allowed", SMTP, GREETING, "5*", "service & unavailable|not available", "maintenance",
    STAGE },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, "5.7.708", NULL, NULL, LITERAL },
  { "account-locked", SMTP, ENTERING | SENDER, "5.7.13|5.7.50*|5.7.70*|5.7.73*", NULL, "dmarc",
    STAGE },
  { "server-unavailable", SMTP, GREETING | ENTERING, "4.3.2",
    "maintenance|closed|shutdown|shutting down|not accepting|host rejected", NULL, LITERAL },
  { "sender-rejected", SMTP, SENDER, NULL,
    "as a from|valid from|from address|blank from|from header", "ip address is|spam", LITERAL },
  { "ip-not-allowed", ANY, TALKING, NULL, THE_CALLER " & " NOT_WELCOME,
    "sender address|recipient address|relay|relaying|message|helo|ehlo|mail from|permissions|"
    "invalid credentials|no such|user unknown|unknown user|recipient|service disabled|"
    "mechanism|access disabled|password|client certificate|connections|sessions|exceeded",
    LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, NULL,
    "your ip|your ips|sending ip|sender ip|source ip|dynamic ips|ip profile|from ip|invalid ip & "
    "bad|spam|spams|invalid|not accept*|accepting|unwanted|profile|reject*|no|not|block*|dynamic",
    "relay|limit|rate", LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, NULL,
    "blocked using|blocked by|blocked see|rejected by rbl|listed at|listed in|listed on|"
    "sending spam|spammer|go away|to connect|open proxy|smtp server of your isp|not your isp|"
    "mail server requires confirmation|your server requires confirmation",
    "sender address|recipient address|mailbox|content|url|recipient", LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, NULL,
    "dns entry|forward dns|relay host name|nameserver query|dns name|ptr record|reverse name|"
    "name lookup|host name & not point|unresolvable|unresolved|no match*|fail*|invalid|missing|"
    "not found|cannot|no|mismatch",
    "helo|ehlo|sender|relaying denied", LITERAL },
  { "ip-not-allowed", SMTP, GREETING | ENVELOPE, "55*|52*", "not accepting",
    "domain|recipient|mailbox|account|user", LITERAL },
  { "ip-not-allowed", SMTP, GREETING, NULL, "block|blocked|spam|policy|access denied|refused",
    "connections", LITERAL },
  { "ip-not-allowed", SMTP, SENDER, "421", "policy|policies", NULL, LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, NULL,
    "messages from|mail from|connections from & user complaints|complaints|blocked|deferred", NULL,
    LITERAL },

  /* --- the mailbox --- */
  { "server-unavailable", FETCHING, MAILBOX, "UNAVAILABLE|SYS/TEMP|TEMPFAIL", NULL,
    "lock*|in use|too many|limit|quota|another|inconsistent", STAGE },
  { "mailbox-not-accessible", FETCHING, SIGN_IN | MAILBOX, NULL,
    "open default store|default store|message store|user store|open mailbox|open inbox|open folder|"
    "chdir|maildir|home directory|homedir|mail directory|mailbox location|mail location|"
    "inbox index|mail store|mailstore|spool file|mail spool|mail folder & "
    "failed|fail|cannot|cant|could not|couldnt|invalid|no|missing|not|unable|error",
    "lock|locked|temporar*|try again", LITERAL },
  { "mailbox-not-accessible", FETCHING, SIGN_IN | MAILBOX, NULL,
    "wrong host|wrong server|wrong backend|another server|other server|different server|"
    "remote mailbox|has been moved",
    NULL, LITERAL },
  { "mailbox-not-accessible", FETCHING, MAILBOX, NULL,
    "mailbox|inbox|folder|maildrop & deleted|removed|renamed|moved|gone|corrupt*|inconsistent|"
    "invalid format|bad format|damaged|read only|readonly|reserved|permission*|not authorized",
    "try again|temporar*", LITERAL },
  { "mailbox-full", SMTP, RECIPIENT | MESSAGE, NULL,
    "no space|has no space|too many messages|too much mail|storage & mailbox|inbox|user|folder|recipient|server & "
    "exceed|exceeds|exceeded|too many|full|limit|maximum|no space|too much",
    "rate|per hour|per day|message size|minute|system storage", LITERAL },
  { "mailbox-not-accessible", FETCHING, SIGN_IN | MAILBOX, NULL,
    "not connected|home maildir|no maildir|no mailbox|maildir & "
    "authenticated|no|has no|this user|missing|not|cannot|cant|failed|invalid|corrupt*",
    NULL, LITERAL },
  { "mailbox-in-use", ANY, SIGN_IN | MAILBOX, NULL,
    "mailbox|maildrop|inbox|mail drop|lock|account|postfach & "
    "being used|used by another|opened by|another client|another program|accessed by|"
    "in use|mailbox locked|maildrop locked|pop session|already locked|is locked|already open|another session|other session|"
    "another process|waiting for lock|cannot lock|cant lock|could not lock|unable to lock|"
    "lock busy|locked by|busy|by pid|obtain lock|exclusive lock|already in use",
    "maximum|connections|too many|security", LITERAL },
  { "mailbox-in-use", FETCHING, SIGN_IN | MAILBOX, "IN-USE|INUSE", NULL, NULL, STAGE },
  { "server-unavailable", ANY, SIGN_IN | MAILBOX | SENDING, NULL,
    "insufficient system|system full|system storage|system resources|disk space on|no space left|"
    "queue full|server full|resources temporarily",
    NULL, LITERAL },
  { "mailbox-full", ANY, SIGN_IN | MAILBOX | SENDING, NULL,
    "quota|quotas|over quota|saturee|piena|llen*|cheia|spazio esaurito|wachtrij vol|postbus vol|"
    "przepelnion*|переполнен*|квот*|已满|容量|いっぱい|not enough storage|exceeded storage|"
    "mailbox size|mailbox limit|overquota|mailbox full|mailbox is full|inbox is full|out of storage|storage space|"
    "storage allocation|over limit|full mailbox|disk quota|pleine|postfach voll|ist voll|"
    "speicherplatz|not enough space",
    "bandwidth|sending|message size|rate", LITERAL },
  { "mailbox-full", ANY, SIGN_IN | MAILBOX | SENDING, NULL,
    "mailbox|inbox|account|maildrop|recipient|recipients|user|storage & full",
    "full address|full email|full e mail|full mail address|full login|full name|full user|queue",
    LITERAL },
  { "mailbox-full", ANY, SIGN_IN | MAILBOX | SENDING, "OVERQUOTA|5.2.2|4.2.2", NULL, "bandwidth",
    STAGE },
  { "mailbox-full", ANY, SIGN_IN | MAILBOX | SENDING, "552 & 5.2.0|5.2.1", NULL, "bandwidth",
    STAGE },
  { "mailbox-not-accessible", FETCHING, SIGN_IN | MAILBOX, NULL,
    "mailbox|inbox|folder|maildrop|select|examine & "
    "does not exist|doesnt exist|nonexistent|not found|no such|permission denied|access denied|"
    "cannot open|cant open|could not open|unable to open|not accessible|not available|no rights|"
    "unknown|not selectable",
    "try again|temporar*", LITERAL },
  { "mailbox-not-accessible", FETCHING, MAILBOX, "NOPERM|NONEXISTENT|CANNOT|NOTFOUND", NULL, NULL,
    STAGE },

  /* A failure inside, whatever it was about. */
  { "server-unavailable", ANY, SIGN_IN | MAILBOX | SENDING, NULL,
    "internal error|internal server error|internal failure|internal system & "
    "during|while|temporary|queue|try again|out of memory|policy check|in processing",
    NULL, LITERAL },
};

const PlReplyTable pl_reply_rows_access = { rows, G_N_ELEMENTS (rows) };
