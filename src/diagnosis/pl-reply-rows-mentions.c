// SPDX-License-Identifier: GPL-3.0-or-later
/* What a refusal is about, when no family of wordings knew it: at each stage a single word tells
 * more than none. A refused sign-in that mentions encryption is refused for want of it, whatever
 * the sentence; one that mentions minutes, for too many attempts. The widest words stand here, so
 * that they are asked after everything else. See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  /* --- at the sign-in --- */
  { "oauth-token-rejected", ANY, SIGN_IN, NULL, "token|bearer", "mechanism|hardware|security token",
    GUESS },
  { "password-expired", ANY, SIGN_IN, NULL, "expired|expiry|expiration", "session|certificate|otp",
    GUESS },
  { "plaintext-refused", ANY, SIGN_IN, "NO|BAD|-ERR|53*|55*|50*",
    "tls|ssl|starttls|stls|encrypt*|plaintext|cleartext|clear text|plain text|unencrypted|insecure|"
    "unsecured|secure connection",
    "certificate|temporar*|tls not available|version|oauth*|error", GUESS },
  { "auth-mechanism-unsupported", ANY, SIGN_IN, NULL,
    "mechanism|mechanisms|mech|authentication type|auth type|authtype|apop|cram|digest|ntlm|gssapi|"
    "kerberos|scram|sasl & not|no|un*|invalid|bad|illegal|prohibited|disabled|only|required|wrong",
    "temporar*|password|incorrect|credentials|wrong user|authentication failed|login failed|"
    "internal|error",
    GUESS },
  { "mailbox-full", ANY, SIGN_IN | MAILBOX, NULL, "quota|storage|disk full|space left", "bandwidth",
    GUESS },
  { "web-login-required", ANY, SIGN_IN, NULL, "browser|captcha|webmail|web interface|unusual", NULL,
    GUESS },
  { "too-many-attempts", ANY, SIGN_IN, NULL,
    "minutes|minute|seconds|attempts|tries|bruteforce|brute force|fail2ban|banned|"
    "too often|penalty|minuten|versuche",
    "unexpected|connection attempt", GUESS },
  { "too-many-connections", ANY, GREETING | SIGN_IN, NULL,
    "connections|sessions|simultaneous|concurrent|logged on elsewhere|already logged in from & "
    "too many|limit*|max*|exceed*|simultaneous|concurrent|elsewhere|already|only|reached",
    "timeout", GUESS },
  { "ip-not-allowed", ANY, SIGN_IN, NULL,
    "country|countries|geo|geolocation|geoip|your location|your network|your ip|ip address|vpn|"
    "tor|proxy|ip range|from this address|from this ip|from your address",
    "sender", GUESS },
  { "subscription-required", ANY, SIGN_IN, NULL,
    "upgrade|subscription|premium|licence|license|licensed|unlicensed|billing|payment|unpaid|plan",
    "tls|ssl|client", GUESS },
  { "account-locked", ANY, SIGN_IN, NULL,
    "suspended|locked|lockout|blocked|disabled|deactivated|inactive|terminated|frozen|closed|"
    "abuse|compromised|gesperrt",
    "mechanism|imap|pop|pop3|smtp|connection closed|mailbox locked|maildrop|or|authentication|auth",
    GUESS },
  { "auth-required", FETCHING, ENTERING | MAILBOX, NULL,
    "not logged in|not authenticated|authentication required|login required|login first|log in first|authenticate first|must login|"
    "must log in|please login|must authenticate",
    "username|password|failed|bridge", GUESS },
  { "username-format", ANY, SIGN_IN, NULL,
    "full email|full e mail|full address|email address|complete email|domain name|realm|"
    "without domain|"
    "with domain|at sign & user|username|user name|login|as|use|specify|missing",
    "password|blocked", GUESS },
  { "server-unavailable", ANY, SIGN_IN, NULL,
    "internal|database|backend|ldap|radius|timeout|timed out|error occurred|fatal|resource*|"
    "maintenance|unable to connect|lookup|service error|server failure|cannot contact|not responding",
    "password|credentials|incorrect", GUESS },

  /* --- at the mailbox --- */
  { "mailbox-in-use", FETCHING, SIGN_IN | MAILBOX, NULL,
    "lock|locked|locking|in use|busy|another session|other client|already open", "account|password",
    GUESS },
  { "server-unavailable", FETCHING, MAILBOX, NULL,
    "error|internal|failure|system|server|timeout|i o|io|backend|database|storage|resource*|"
    "try|later|again|temporar*|unavailable|overload*",
    "permission|denied|exist|no such|not found|select failed|rights", GUESS },

  /* --- at the greeting --- */
  { "server-unavailable", SMTP, GREETING | SENDING, "4*",
    "load|busy|resources|memory|internal|config*|error|unable|later|again|shutdown|maintenance|"
    "overload*|service|try",
    "ip|blocked|spam|reputation|recipient|user|mailbox|greylist*|policy|rate|limit|sender|domain|"
    "verify",
    GUESS },

  /* --- while sending --- */
  { "plaintext-refused", SMTP, SENDER, "53*|55*|45*|50*",
    "starttls|tls|ssl|encrypt*|secure connection", "certificate|not available|reported", GUESS },
  { "rate-limited", SMTP, SENDING, "4*", "rate|too fast|throttl*|slow|too many messages|volume",
    "accurate", GUESS },
  { "send-limit-reached", SMTP, SENDING, "5*|452",
    "limit|limits|exceeded|too many|quota|maximum number",
    "mailbox|size|storage|over quota|user quota|errors|connections|invalid|hops|hop|recipient quota",
    GUESS },
  { "relay-denied", SMTP, RECIPIENT, NULL, "relay|relaying|relayed|relais|gateway|rcpthosts",
    "no such user|user unknown", GUESS },
  { "message-rejected", SMTP, SENDER | RECIPIENT, NULL,
    "spam|virus|content|dmarc|dkim|spf|attachment|message size|policy|filter",
    "recipient policy|verify", GUESS },
  { "auth-required", SMTP, ENVELOPE, "5*",
    "auth|authentication|authenticate|authenticated|authenticating|login|log in|sign in|password",
    "sender|dmarc|spf|dkim|failed|mechanism|relay", GUESS },
  { "ip-not-allowed", SMTP, ENVELOPE, NULL,
    "your ip|your host|client host|your server|client address|ip address|dns|ptr|rdns|blocked|"
    "blacklist*|blocklist*|reputation|listed|banned",
    "sender address|recipient|mailbox|user|message|from address|domain not found|account", GUESS },
};

const PlReplyTable pl_reply_rows_mentions = { rows, G_N_ELEMENTS (rows) };
