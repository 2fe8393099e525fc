// SPDX-License-Identifier: GPL-3.0-or-later
/* What has to be done before a sign-in, its encryption and its mechanisms.
 * See pl-reply-phrases.c for what the order means. */
#include "diagnosis/pl-reply-rows-private.h"

static const PlReplyPhrase rows[] = {
  /* --- what has to be done first at the provider --- */
  { "credentials-rejected", ANY, SIGN_IN, NULL,
    "invalid|wrong|incorrect|bad|fail|failed|failure & credentials|password|login & or & "
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
    THE_PASSWORD " & too simple|too weak|too short|too easy|not strong|insufficient*|complexity|"
                 "weak password|password is weak|insecure password|compromised|leaked|change it|"
                 "zu einfach|zu schwach|zu kurz",
    "mechanism|authentication too weak", LITERAL },
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
  { "plaintext-refused", ANY, SIGN_IN, NULL,
    "over plain text|over plaintext|over cleartext|over clear text|over unencrypted|"
    "over insecure|over an unencrypted|over non secure|in the clear|unencrypted connection|"
    "insecure connection|unsecured connection|plain text port|clear text port",
    NULL, LITERAL },
  { "plaintext-refused", ANY, ENTERING | MAILBOX | SENDING, NULL,
    "cleartext|clear text|plaintext|plain text|plain login|plain authentication|unencrypted|"
    "insecure connection & "
    "disabled|disallowed|not allowed|not permitted|forbidden|denied|refused|rejected|not accepted",
    NULL, LITERAL },

  /* --- STARTTLS --- */
  { "protocol-violation", ANY, STARTTLS, NULL,
    "already|during|transaction|while in|syntax|parameters|after starttls|pipeline & tls|starttls|stls|ssl|encrypted|active|secure",
    NULL, LITERAL },
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
    "scram|cram md5|digest md5|gssapi|ntlm|kerberos|xoauth2|method|methods|apop|anonymous|"
    "anonymous login|sasl|auth type|auth types|authtype|external|plain|login method & "
    "not possible|not permitted|not allowed|prohibited|unimplemented|not implemented|forbidden|"
    "not offered|unrecognized|rejected|refused|not supported|unsupported|not available|unavailable|disabled|unknown|invalid",
    NULL, LITERAL },
  { "smtp-auth-not-offered", SMTP, ENTERING, "500|502|503",
    "auth|authentication & not allowed|not permitted|disallowed|not supported|not available|"
    "disabled|not enabled",
    "account|user|mechanism|transaction|mail command|during", LITERAL },
  { "smtp-auth-not-offered", SMTP, ENTERING, NULL,
    "authentication|auth & not allowed on|only allowed on|not permitted on", "account|user",
    LITERAL },
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
    "premium|pro users|pro accounts|pro version|business plan|paying customers|paid plan|paid plans|paid account|paid accounts|paid users|paying|subscription|"
    "subscribers|free account|free accounts|free plan|free users|upgrade your account|"
    "upgrade your plan|please upgrade|current plan|your plan|kostenpflichtig*|kostenlos*|tarif & "
    "imap|imap4|pop|pop3|smtp|access|service|client|clients|program|programs|feature|available|"
    "included|zugriff|enthalten",
    "storage|quota|full|spam|tls|ssl", LITERAL },

  { "subscription-required", ANY, SIGN_IN | MAILBOX | SENDER, NULL,
    "trial|licence|license|subscription|abonnement|suscripcion|assinatura & "
    "ended|expired|over|buy|purchase|lapsed|required|requires|need|needed|renew",
    "certificate", LITERAL },
};

const PlReplyTable pl_reply_rows_sign_in = { rows, G_N_ELEMENTS (rows) };
