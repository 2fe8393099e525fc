// SPDX-License-Identifier: GPL-3.0-or-later
/* What servers' words mean: families of words, with the stage and the codes they need. The order
 * is the meaning: the more particular family stands before the more general one, and reasons in
 * words before codes, because servers use one code for ten reasons. Rows never hold a whole
 * sentence, so that they carry over to servers nobody has seen yet. */
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

const PlReplyPhrase pl_reply_phrases[] = {
  /* --- TLS, as libraries number and name it --- */
  { "wrong-protocol", NONE, HANDSHAKE, NULL, "imap greeting|pop3 greeting|smtp greeting", NULL,
    LITERAL },
  { "needs-starttls", NONE, HANDSHAKE, NULL,
    "wrong version number|invalidcontenttype|unexpected tls packet|unknown protocol|"
    "look like a tls handshake|plaintext connection|unrecognized ssl message|non ssl|non tls|"
    "plain text|unexpected message|15 an unexpected",
    NULL, LITERAL },
  { "certificate-revoked", NONE, HANDSHAKE, NULL, "revoked", NULL, LITERAL },
  { "certificate-expired", NONE, HANDSHAKE, NULL,
    "certificate|cert|sec & expired|cert_has_expired|has expired", NULL, LITERAL },
  { "certificate-not-yet-valid", NONE, HANDSHAKE, NULL,
    "not yet valid|not yet activated|notyetvalid|not valid before", NULL, LITERAL },
  { "certificate-weak", NONE, HANDSHAKE, NULL,
    "insecure algorithm|weak|too small|too short & key|signature|algorithm|certificate|md|ca",
    "dh|diffie*|prime", LITERAL },
  { "certificate-incomplete-chain", NONE, HANDSHAKE, NULL,
    "first certificate|leaf signature|leaf certificate & unable|cannot|not", NULL, LITERAL },
  { "certificate-unknown-issuer", NONE, HANDSHAKE, NULL,
    "in certificate chain|in the certificate chain & self signed|selfsigned", NULL, LITERAL },
  { "certificate-unknown-issuer", NONE, HANDSHAKE, NULL,
    "issuer is unknown|unknown issuer|unknownissuer|unknown ca|unknown authority|local issuer|"
    "unable to verify|unable to get issuer|untrusted issuer|untrusted root|not trusted by|"
    "trust anchor|certification path|path building|authority that is not trusted|"
    "authority not trusted|issuer is not recognized|issuer not recognized|unknown root|"
    "cert_authority_invalid|signer not found",
    "self signed", LITERAL },
  { "certificate-self-signed", NONE, HANDSHAKE, NULL, "self signed|selfsigned", NULL, LITERAL },
  { "certificate-host-mismatch", NONE, HANDSHAKE, NULL,
    "does not match|not match|doesnt match|mismatch|not valid for|notvalidforname|altnames & "
    "name|host|hostname|altnames|notvalidforname|ip|address",
    NULL, LITERAL },
  { "certificate-host-mismatch", NONE, HANDSHAKE, NULL,
    "subject alternative|alternative dns|alternative names & matching|match|matches|found", NULL,
    LITERAL },
  { "certificate-host-mismatch", NONE, HANDSHAKE, NULL, "is valid for & not", NULL, LITERAL },
  { "tls-version-too-old", NONE, HANDSHAKE, NULL,
    "version|protocol & unsupported|illegal|protocol version|too low|too old|obsolete|insecure",
    NULL, LITERAL },
  { "connection-dropped", NONE, HANDSHAKE, NULL,
    "premature*|non properly terminated|pull function|connection reset|reset by peer|"
    "unexpected eof|closed the connection|connection closed",
    NULL, STAGE },
  { "server-too-slow", NONE, HANDSHAKE, NULL, "timed out|timeout|timedout", NULL, STAGE },
  { "tls-handshake-failed", NONE, HANDSHAKE, NULL,
    "alert|handshake|diffie*|dh|prime|cipher*|packet length|decrypt*|no common|tls|ssl", NULL,
    STAGE },

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
    "messages|recipients|bandwidth|connected|app password|application specific",
    LITERAL },
  { "too-many-attempts", ANY, GREETING | ENTERING, NULL,
    "failed many times|failed too many|brute force|bruteforce|login rate|banned|ban & "
    "failed|brute force|bruteforce|login|logins|attempts|wait|minutes|too many|auth*",
    "connections", LITERAL },
  { "too-many-connections", ANY, TALKING, NULL,
    "too many|maximum|max|exceeded|exceeds|limit|simultaneous|concurrent|zu viele|trop & "
    "connection|connections|session|sessions|connexions|simultaneous|concurrent|verbindungen|"
    "tls sessions|clients|logged in|connected|user ip",
    "messages|recipients|message|bandwidth|errors|per connection|connection rate", LITERAL },
  { "too-many-connections", ANY, TALKING, NULL,
    "troppe|demasiad*|muitas|te veel|слишком много|zbyt wiele|prilis mnoho|过多|太多|最大 & "
    "conness*|conexion*|conexo*|verbinding*|соединен*|подключен*|polaczen*|spojeni|连接|接続",
    NULL, LITERAL },
  { "too-many-connections", IMAP | SMTP, GREETING, "BYE|421", "service & busy", NULL, LITERAL },
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
  { "too-many-connections", IMAP, TALKING, "LIMIT", NULL, NULL, STAGE },

  /* --- what has to be done first at the provider --- */
  { "credentials-rejected", ANY, SIGN_IN, NULL,
    "invalid|wrong|incorrect|bad|fail|failed & credentials|password|login & or & "
    "imap|pop|pop3|smtp|service & disabled|not enabled|not open|closed",
    NULL, LITERAL },
  { "oauth-required", ANY, SIGN_IN | MAILBOX | SENDER, NULL,
    "basic authentication|basic auth|basicauth*|legacy authentication|legacy auth|"
    "password authentication|less secure & "
    "disabled|blocked|no longer|not supported|not allowed|deprecated|retired|off|rejected|"
    "not available|unavailable",
    "for the tenant", LITERAL },
  { "oauth-required", ANY, SIGN_IN | MAILBOX, NULL,
    "security defaults|modern authentication|modern auth|must use oauth|use oauth|oauth required|"
    "oauth2 required|requires oauth|requires oauth2|xoauth2 required|oauth only|use oauth2",
    NULL, LITERAL },
  { "oauth-required", ANY, SIGN_IN | MAILBOX, NULL,
    "oauth|oauth2|xoauth2|oauthbearer|openid & only|required|requires|must|instead|please use|need",
    "token|not supported|unsupported|failed|invalid|mechanism|mechanisms", LITERAL },
  { "app-password-required", ANY, SIGN_IN, NULL,
    "security password|separate password|specific password|dedicated password|special password|"
    "generated password|generate a password|create a password",
    "expired|change|changed|reset", LITERAL },
  { "app-password-required", ANY, SIGN_IN | MAILBOX, NULL,
    "app password|app passwords|app specific|application specific|application password|"
    "application passwords|appspecific|apppassword*|authorization code|authorisation code|"
    "auth code|two factor|2 factor|two step|2 step|2fa|mfa|multi factor|multifactor|"
    "second factor|invalidsecondfactor|device password|external password|"
    "anwendungsspezifisch*|anwendungspasswort|anwendungs passwort|one time password|"
    "third party password|client password|password for app|password for application|"
    "password for external|password for third party|parol prilozheniya|пароль приложения|"
    "пароль для внешн*|mot de passe dapplication|contrasena de aplicacion|senha de app|"
    "senha de aplicativo|password per app|app wachtwoord|haslo aplikac*|haslo do aplikac*|"
    "heslo pro aplikac*|heslo aplikac*|zwei faktor|app passwort|"
    "授权码|授權碼|专用密码|独立密码|アプリパスワード|アプリ 用|專用密碼",
    NULL, LITERAL },
  { "password-expired", ANY, SIGN_IN | MAILBOX, NULL,
    THE_PASSWORD
    " & "
    "expire|caducad*|expirad*|scadut*|verlopen|wygasl*|vyprsel*|истек*|过期|期限切れ|expired|must be changed|must change|needs to be changed|change required|reset required|"
    "must be reset|has to be changed|abgelaufen|aged out|change your|transition",
    NULL, LITERAL },
  { "web-login-required", ANY, SIGN_IN | MAILBOX | SENDER, NULL,
    "browser|web login|via the web|via web|on the web|use web|web interface|webmail|web mail|"
    "website & log|login|sign|signin|visit|please|use|confirm|required|prove|verify|first",
    "oauth*", LITERAL },
  { "web-login-required", ANY, SIGN_IN | MAILBOX, NULL,
    "log in at|login at|sign in at|log in to your account|sign in to your account|"
    "yet to be verified|not yet verified|"
    "not a robot|captcha|verify your account|verify your identity|verification required|"
    "confirm your identity|suspicious|unusual activity|accept the terms|accept our terms|"
    "agree to",
    NULL, LITERAL },

  { "tls-intercepted", ANY, SIGN_IN, NULL, "channel binding|channel bindings|mitm|in the middle",
    "not supported|unsupported|without tls", LITERAL },

  /* --- encryption first --- */
  /* So Exchange names a sign-in in clear text. */
  { "plaintext-refused", POP3, SIGN_IN, "-ERR", "not valid in this state", NULL, STAGE },
  { "plaintext-refused", IMAP, ABILITIES | GREETING, NULL, "logindisabled", NULL, STAGE },
  { "plaintext-refused", ANY, ENTERING | MAILBOX | SENDING, NULL,
    "starttls|stls|tls|ssl|encryption|encrypted|secure connection|secure channel|layer|"
    "security layer|privacy & required|requires|require|first|must|only|without|needed|need|"
    "issue|please use|not allowed",
    "tls not available|not offered|certificate|unsupported|outdated|deprecated|older than",
    LITERAL },
  { "plaintext-refused", ANY, ENTERING | MAILBOX | SENDING, NULL,
    "cleartext|clear text|plaintext|plain text|plain login|plain authentication|unencrypted|"
    "insecure connection & "
    "disabled|disallowed|not allowed|not permitted|forbidden|denied|refused|rejected|not accepted",
    NULL, LITERAL },

  /* --- STARTTLS --- */
  { "protocol-violation", ANY, STARTTLS, NULL,
    "already & tls|starttls|stls|ssl|encrypted|active|secure", NULL, LITERAL },
  { "server-unavailable", ANY, STARTTLS, NULL,
    "temporary|temporarily|local problem|try again|currently|at the moment", NULL, LITERAL },
  { "server-unavailable", SMTP, STARTTLS, "454", NULL, "too many", STAGE },
  { "starttls-unavailable", ANY, STARTTLS, NULL,
    "tls|starttls|stls|ssl|command & not|no|unknown|unrecognized|unavailable|disabled|"
    "unimplemented|unsupported|invalid|failed|cant|cannot",
    "too many", LITERAL },

  /* --- mechanisms --- */
  { "auth-mechanism-unsupported", ANY, SIGN_IN, NULL,
    "auth mode|auth scheme|authentication mode|authentication scheme|mechanism|mechanisms|auth type|authentication type|authentication method|auth method|"
    "imap authenticate|scheme & "
    "not|unsupported|invalid|unknown|unrecognized|unavailable|disabled|weak|no",
    "oauth*", LITERAL },
  { "auth-mechanism-unsupported", ANY, SIGN_IN, NULL,
    "stronger authentication|strong authentication|apop|too weak & use|must|required|only|weak",
    NULL, LITERAL },
  { "auth-mechanism-unsupported", ANY, SIGN_IN, NULL,
    "scram|cram md5|digest md5|gssapi|ntlm|kerberos|xoauth2|method|methods & "
    "not possible|not supported|unsupported|not available|unavailable|disabled|unknown|invalid",
    NULL, LITERAL },
  { "smtp-auth-not-offered", SMTP, ENTERING, "50*|530|535|550|554",
    "auth|authentication|authenticate|smtp auth & "
    "not enabled|not available|not advertised|not offered|not supported|not allowed on|"
    "only allowed|only available|not implemented|not recognized|unrecognized|unknown|"
    "not permitted on|unavailable|disabled on this port",
    "account|user|mechanism|tenant|your|failed|failure", LITERAL },
  { "smtp-auth-not-offered", SMTP, SIGN_IN, "500|502|503|504",
    "command|syntax & unrecognized|not recognized|unknown|not implemented|unimplemented|"
    "not supported|invalid",
    "sequence", STAGE },

  /* --- not in the plan --- */
  { "subscription-required", ANY, GREETING | SIGN_IN | MAILBOX | SENDER, NULL,
    "premium|paid plan|paid plans|paid account|paid accounts|paid users|paying|subscription|"
    "subscribers|free account|free accounts|free plan|free users|upgrade your account|"
    "upgrade your plan|please upgrade|current plan|your plan|kostenpflichtig*|kostenlos*|tarif & "
    "imap|imap4|pop|pop3|smtp|access|service|client|clients|program|programs|feature|available|"
    "included|zugriff|enthalten",
    "storage|quota|full|spam|tls|ssl", LITERAL },

  { "subscription-required", ANY, SIGN_IN | MAILBOX | SENDER, NULL,
    "trial|licence|license|subscription|abonnement|suscripcion|assinatura & "
    "ended|expired|over|buy|purchase|lapsed|required|requires|need|needed|renew",
    "certificate", LITERAL },

  /* --- switched off --- */
  { "imap-disabled", IMAP, SIGN_IN | MAILBOX | GREETING, NULL, "imap|imap4 & " OFF,
    "authenticate|mechanism|commands", LITERAL },
  { "pop-disabled", POP3, SIGN_IN | MAILBOX | GREETING, NULL, "pop|pop3 & " OFF, "mechanism",
    LITERAL },
  { "smtp-disabled", SMTP, SIGN_IN | SENDER, NULL,
    "smtp|smtp auth|smtpclientauthentication|smtpclientauth*|sending|outgoing|submission|send "
    "mail & " OFF,
    "mechanism|relay|relaying|tls|ssl|as this sender|anonymous|spam|ptr|spf|dkim|dmarc|ip|"
    "ip address|sender account|user complaints|recipient|recipients",
    LITERAL },
  { "*-disabled", ANY, SIGN_IN | MAILBOX, NULL,
    "external access|remote access|client access|third party access|third party apps|"
    "third party clients|mail programs|mail program|mail clients|email clients|external clients|"
    "external programs|mailprogramme & " OFF,
    "ip|network|country|location|region", LITERAL },
  { "*-disabled", ANY, SIGN_IN | MAILBOX, NULL,
    "service|protocol|access|client & not have access|no access|access rights|not allowed to use|"
    "not permitted to use|not enabled|not subscribed|not provisioned|not active|"
    "service is disabled|protocol is disabled|protocol disabled|service disabled|access disabled|"
    "access is disabled",
    "ip|network|address|location|country|mailbox", LITERAL },
  { "*-disabled", ANY, SIGN_IN, NULL,
    "criteria|conditional access|authentication policy|access policy & "
    "authenticat*|login|sign|policy",
    NULL, LITERAL },

  /* --- the account --- */
  { "account-locked", ANY, SIGN_IN | MAILBOX | SENDING, NULL,
    "bad outbound sender|outbound spam|spam abuse|compromised|abuse detected", NULL, LITERAL },
  { "account-locked", SMTP, SENDING, NULL,
    "outgoing mail|outgoing email|outbound mail|sending & suspended|on hold|frozen|locked", NULL,
    LITERAL },
  { "account-locked", ANY, SIGN_IN | MAILBOX | SENDER, NULL, THE_ACCOUNT " & " LOCKED,
    "already|in use|imap|pop|pop3|smtp|another|lock|ip|address|relay|try again|unavailable|country|"
    "region|location|network|"
    "login disabled|logins disabled",
    LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "use your email|use your e mail|use your mail|use the email|use the e mail|use your customer|"
    "email address instead|address instead of|as user name|as username|as your username|"
    "as your user name|as login|as your login|als benutzername*|ohne domain",
    "password", LITERAL },
  { "account-unknown", ANY, SIGN_IN, NULL,
    "no account|no user|no mailbox with|no mailbox named|not a customer|have an account|"
    "never existed|has been deleted|was deleted|account deleted|" UNKNOWN,
    "mechanism|or|" THE_PASSWORD, LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "full|complete|entire|whole|fully qualified & email|e mail|mail|address|username|user name & "
    "user|username|login|name|use",
    NULL, LITERAL },
  { "username-format", ANY, SIGN_IN, NULL,
    "username|user name|login name|login & must be|should be|must contain|needs to be|"
    "without domain|with domain|include the domain|must include",
    "length|characters|same|password", LITERAL },
  { "account-unknown", ANY, SIGN_IN, NULL,
    "user|account|mailbox|username|login|benutzer|konto & "
    "no such|not found|unknown|doesnt exist|does not exist|nonexistent|non existent|"
    "not registered|not known|unbekannt|existiert nicht",
    "mechanism|password|or", LITERAL },
  { "password-characters", ANY, SIGN_IN, NULL,
    "decode|decoding & password|username|user name|credentials", "base64|temporar*", LITERAL },
  { "password-characters", ANY, SIGN_IN, NULL,
    "illegal|invalid|non ascii|8 bit|8bit|unsupported & character|characters|charset & "
    "password|login|username|credentials|string|literal|argument|command",
    "base64", LITERAL },

  /* --- this network --- */
  { "client-rejected", SMTP, ENTERING | ENVELOPE | GREETING, NULL,
    "helo*|ehlo* & error|rejected|invalid|requires|require|not accepted|fully|fqdn|qualified|valid|"
    "denied|bad|syntax|need|reject|forged|not resolve|mismatch|must exist|must resolve|"
    "not verified|not match|doesnt match|does not match|unknown|argument*|arguments",
    "relay|relaying", LITERAL },
  { "client-rejected", ANY, TALKING, NULL,
    "unsafe login|unsafe|unsupported client|client not supported|outdated client|"
    "client is not supported|upgrade your client|client version|unknown client|"
    "client not allowed|client is not allowed|id command|send id|unapproved client",
    "sender", LITERAL },
  { "ip-not-allowed", ANY, TALKING, NULL,
    "spamhaus|dnsbl|rbl|blocklist|blocklisted|blacklist|blacklisted|black list|block list|"
    "reputation|sorbs|barracuda*|spamcop|ptr|reverse dns|rdns|reverse lookup|"
    "cannot find your hostname|cannot find your reverse|dynamic ip|dynamic address|residential|"
    "service refused|geoblock*|geo blocking|not whitelisted|whitelist|allowlist|unauthorized ip",
    "spam content", LITERAL },
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
  { "ip-not-allowed", SMTP, GREETING, "55*", "service & unavailable|not available", "maintenance",
    STAGE },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, "5.7.708", NULL, NULL, LITERAL },
  { "account-locked", SMTP, ENTERING | SENDER, "5.7.13|5.7.50*|5.7.70*|5.7.73*", NULL, "dmarc",
    STAGE },
  { "server-unavailable", SMTP, GREETING | ENTERING, "4.3.2",
    "maintenance|closed|shutdown|shutting down|not accepting|host rejected", NULL, LITERAL },
  { "ip-not-allowed", ANY, TALKING, NULL,
    "ip|ip address|ips|client host|network|location|country|region|host & "
    "geblokkeerd|gesperrt|bloque|bloquee|bloquead*|bloccat*|zablokowan*|заблокирован*|封禁|禁止|"
    "blocked|block|not allowed|not permitted|denied|banned|listed|restricted|not authorized|"
    "not whitelisted|rejected|refused|forbidden|unauthorized|disallowed",
    "sender address|recipient address|relay|relaying|message|helo|ehlo|mail from|permissions|"
    "invalid credentials",
    LITERAL },
  { "ip-not-allowed", SMTP, GREETING, NULL, "block|blocked|spam|policy|access denied|refused",
    "connections", LITERAL },
  { "ip-not-allowed", SMTP, SENDER, "421", "policy|policies", NULL, LITERAL },
  { "ip-not-allowed", SMTP, ENVELOPE | GREETING, NULL,
    "messages from|mail from|connections from & user complaints|complaints|blocked|deferred", NULL,
    LITERAL },

  /* --- the mailbox --- */
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
    "full address|full email|full name|full user|queue", LITERAL },
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

  /* --- sending --- */
  { "greylisted", SMTP, SENDING | GREETING, NULL,
    "greylist*|graylist*|grey listed|gray listed|grey listing|postgrey|greylisting in action", NULL,
    LITERAL },
  { "message-rejected", SMTP, MESSAGE, NULL,
    "missing|multiple|duplicate|malformed|having no|not compliant & "
    "header|headers|from address|message id|message",
    NULL, LITERAL },
  { "message-rejected", SMTP, MESSAGE, NULL,
    "message|mail|email|messages & "
    "rejected|refused|blocked|not accepted|filtered|rejete|size|length|quarantined|looping|loop",
    "mailbox|recipient|sender|no such|relay|relaying|from ip|verify|rate limit*|temporarily",
    LITERAL },
  { "message-rejected", SMTP, SENDING, NULL, "bare lf|bare cr|bare line|bare linefeed|bare newline",
    NULL, LITERAL },
  { "message-rejected", SMTP, SENDING, "5.2.3|5.3.4|5.6.*|5.4.6|5.7.26|5.7.20|5.7.509", NULL, NULL,
    STAGE },
  { "sender-rejected", SMTP, SENDING, NULL,
    "send as|sendas*|disallowed as|not allowed as|sender address rejected|not owned by|"
    "badmailfrom|authenticated sender|sender not|auth domain|authorized user|authorization user|"
    "authenticated user|local user only|wrong sender|invalid sender|from address|from header",
    NULL, LITERAL },
  { "auth-required", SMTP, SENDING, NULL,
    "turn on|enable|activate|switch on|check the box & smtp auth|smtp authentication|"
    "authentication in your|outgoing server",
    NULL, LITERAL },
  { "relay-denied", SMTP, SENDING, NULL, "for relay", "authentication|authenticate|login",
    LITERAL },
  { "relay-denied", SMTP, SENDING, NULL,
    "relay|relaying|relais & denies|deny|not possible|blocked|check|fail|failed|interdit|denied|"
    "not permitted|not allowed|prohibited|disallowed|unable|cannot|cant|"
    "rejected|refused|forbidden|no|access|not authorized",
    "limit", LITERAL },
  { "relay-denied", SMTP, SENDING, NULL,
    "rcpthosts|not a local|not local|we do not relay|do not relay|not a relay|open relay|"
    "delivery is not allowed|cannot deliver mail for|not deliver mail for|not handle mail for|"
    "not a gateway",
    NULL, LITERAL },
  { "credentials-rejected", ANY, SENDING, NULL,
    "credentials|password|login & no longer valid|invalid|incorrect|rejected", "relay", LITERAL },
  { "auth-required", SMTP, SENDING | ABILITIES, NULL,
    "auth|authentication|authenticate|authenticated|login|log in|sign in|smtp auth & "
    "required|requires|must|first|need|needed|not|without|before|please|necessary",
    "denied|sender|starttls|mechanism|dmarc|spf|dkim|domain|domains|unauthenticated", LITERAL },
  { "auth-required", SMTP, SENDING, NULL,
    "check for new mail|pop before|before sending|check your mail|get your mail", NULL, LITERAL },
  { "auth-required", SMTP, SENDING, "530|5.7.57", NULL, "starttls|tls|ssl", STAGE },
  { "recipient-rejected", SMTP, RECIPIENT | MESSAGE, NULL,
    "recipient|recipients|user|users|mailbox|rcpt|account|address|addresses|host|destinataire|"
    "alias|adressee|addressee|empfaenger|empfänger|inbox|recipiente|destinatario|buzon|casella|"
    "utente|usuario|utilisateur|adresse|gebruiker|пользовател*|адрес*|ящик*|получател*|uzytkownik|"
    "odbiorca|uzivatel|用户|收件人|邮箱|ユーザ|宛先 & " UNKNOWN
    "|bad|syntax|malformed|unknown|no such|does not exist|doesnt exist|not exist|not found|unavailable|disabled|"
    "inactive|invalid|no mailbox|rejected|undeliverable|blocked|suspended|unrouteable|"
    "unroutable|not our|not available|expired|refused|unbekannt|existiert nicht|invalide|"
    "no longer|illegal|not a valid|doesnt have|not valid|archivee|bloque|not find",
    "sender|policy|spam|transaction failed|try again later|relay", LITERAL },
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
  { "message-rejected", SMTP, SENDING, NULL,
    "spam|virus|malware|phishing|content|policy|policies|dmarc|spf|dkim|message rejected|"
    "message refused|message not allowed|not authorized message|message too|too large|too big|"
    "attachment|failure sending|not accepted for|unsolicited|bulk|html|message size|"
    "classified|blocked using|transaction failed",
    "temporarily", LITERAL },

  /* --- the server --- */
  { "connection-dropped", ANY, TALKING, NULL,
    "timeout exceeded|timeout closing|idle|inactivity|connection closed|disconnected|autologout|"
    "connection timed out|session timed out|session timeout|timed out waiting",
    "busy|too many|unavailable", LITERAL },
  { "protocol-violation", ANY, ENTERING | MAILBOX, NULL,
    "aborted|abort|cancelled|canceled|already authenticated|already logged|during mail|"
    "parameter error|auth string|bad commands|nonmail commands|username first|user first|"
    "login first|base64|identity changes|select first|in this state|trailing junk|extra arguments|"
    "logged in first",
    "temporar*|try again", LITERAL },
  { "protocol-violation", SMTP, SENDING, NULL,
    "say hello|hello first|before mail|helo first|ehlo first|helo required|ehlo required|"
    "helo or ehlo|ehlo or helo|mail first|rcpt first|mail command first|need mail|need rcpt",
    NULL, LITERAL },
  { "protocol-violation", ANY, TALKING, NULL,
    "error in imap command|error in command|synchronization|synchronisation|bad syntax|syntax error|too many errors|invalid base64|"
    "bad base64|invalid state|wrong state|argument error|invalid arguments|parse error|"
    "protocol violation|rfc 2821|rfc 5321|too many invalid|bad sequence|sequence of commands|improper command|pipelining|"
    "unknown command|unrecognized command|invalid command|command error|protocol error|"
    "command not|line too long|command unknown|missing argument|unexpected",
    "authentic*|try again|not supported", LITERAL },
  { "server-unavailable", ANY, TALKING, NULL,
    "temporary|temporarily|unavailable|internal error|internal server error|system error|"
    "server error|backend|system problem|system failure|overload|overloaded|too much load|"
    "high load|busy|maintenance|shutting down|going down|child crashed|crashed|no servers|"
    "at present|connection lost|lost connection|authentication server|database|ldap|out of memory|local problem|local error|failed to fetch|"
    "service not available|stoerung|wartung|allocate memory|read error|write error|i o error|"
    "io error|could not complete|cannot connect|could not connect|unable to connect|"
    "failed to connect|connect failed|maintenance mode|resources|surcharge|mantenimiento|"
    "manutencao|manutenzione|onderhoud|indisponib*|störung|технически*|внутренняя ошибка|"
    "系统繁忙|系统错误|服务器错误|混み合って|メンテナンス",
    "mailbox unavailable|recipient|account is disabled|reason unavailable", LITERAL },
  { "greylisted", SMTP, RECIPIENT | MESSAGE, "450|451", LATER, NULL, STAGE },
  { "server-unavailable", ANY, TALKING, NULL,
    "try again|try later|later|plus tard|mas tarde|mais tarde|piu tardi|"
    "später|spaeter|opnieuw|позже|pozniej|pozdeji|稍后|しばらく|временно",
    NULL, STAGE },
  { "server-unavailable", ANY, TALKING,
    "UNAVAILABLE|SERVERBUG|SYS/TEMP|SYS/PERM|TEMPFAIL|4.3.*|4.4.*|421|432|435|451|454|455|4.7.0",
    NULL, NULL, STAGE },

  { "connection-dropped", ANY, TALKING, NULL, "timeout|timed out", "auth*|backend|database",
    STAGE },
  { "connection-dropped", SMTP, TALKING, "4.4.2|421", "timeout|timed out|closing", NULL, STAGE },
  { "protocol-violation", FETCHING, ENTERING, "BAD", NULL, "password|credentials|incorrect",
    STAGE },

  { "account-locked", IMAP, SIGN_IN, "CONTACTADMIN", NULL, NULL, FALLBACK },
  /* --- a refusal without a reason --- */
  { "credentials-rejected", ANY, SIGN_IN, "AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|AUTH|535|5.7.8",
    NULL, NULL, FALLBACK },
  { "credentials-rejected", ANY, SIGN_IN, NULL, AUTHENTICATION "|user|username|permission", NULL,
    FALLBACK },
  { "ip-not-allowed", SMTP, GREETING, "5*", NULL, NULL, FALLBACK },
  { "starttls-unavailable", ANY, STARTTLS, NULL, NULL, NULL, FALLBACK },
  { "auth-mechanism-unsupported", SMTP, SIGN_IN, "504|534|5.7.4|5.7.9", NULL, NULL, FALLBACK },
  { "credentials-rejected", ANY, SIGN_IN, "NO|-ERR|53*|55*", NULL, NULL, FALLBACK },
  { "client-rejected", SMTP, ABILITIES, "55*|501", NULL, NULL, FALLBACK },
  { "protocol-violation", ANY, ENTERING | MAILBOX, "BAD|50*|CLIENTBUG", NULL, NULL, FALLBACK },
  { "mailbox-full", SMTP, RECIPIENT, "452|552", NULL, NULL, FALLBACK },
  { "mailbox-not-accessible", FETCHING, MAILBOX, "NO|-ERR", NULL, NULL, FALLBACK },
  { "connection-dropped", IMAP, TALKING, "BYE", NULL, NULL, FALLBACK },
  { "sender-rejected", SMTP, SENDER, "55*|501|5.7.1|5.1.*", NULL, NULL, FALLBACK },
  { "relay-denied", SMTP, RECIPIENT, "5.7.1", NULL, NULL, FALLBACK },
  { "recipient-rejected", SMTP, RECIPIENT, "55*|501|521|5.1.*|5.4.1|5.4.4|5.4.310", NULL, NULL,
    FALLBACK },
  { "message-rejected", SMTP, MESSAGE, "5*", NULL, NULL, FALLBACK },
  { "server-unavailable", SMTP, SENDER | MESSAGE, "452|4.3.1", NULL, NULL, FALLBACK },
  { "greylisted", SMTP, RECIPIENT | MESSAGE, "45*", NULL, NULL, FALLBACK },
  { "server-unavailable", ANY, TALKING, "4*", NULL, NULL, FALLBACK },
};

const guint pl_reply_phrases_length = G_N_ELEMENTS (pl_reply_phrases);
