// SPDX-License-Identifier: GPL-3.0-or-later
/* How other mail programs, systems and TLS libraries put it, in German and English: families of
 * words, the more particular first. The numbers are those that Outlook and Windows show; see also
 * pl-explain-codes.c. */
#include "diagnosis/pl-explain-private.h"

#define LITERAL PL_STRENGTH_LITERAL
#define STAGE PL_STRENGTH_STAGE
#define GUESS PL_STRENGTH_GUESS

#define CERTIFICATE                                                                         \
  "certificate|certificates|cert|zertifikat|zertifikats|zertifikate|sicherheitszertifikat|" \
  "serverzertifikat|x509|errorcertificate|tls zertifikat|security certificate"
#define FAILED                                                                                \
  "failed|fails|failure|unable|cannot|cant|could not|couldnt|not|fehlgeschlagen|gescheitert|" \
  "nicht|schlug fehl|rejected|refused|abgelehnt|denied|incorrect|wrong|falsch|error|fehler|"  \
  "unsuccessful|ungültig|invalid"
#define SIGN_IN                                                                                    \
  "login|log in|logon|log on|sign in|authenticate|authentication|anmelden|anmeldung|einloggen|"    \
  "authentifizierung|authentifizieren|legitimierung|legitimation|errorauthentication|einwahl|"     \
  "password|passwort|passworts|kennwort|kennworts|credentials|zugangsdaten|anmeldedaten|login to|" \
  "passwords|authorization"

static const PlProgramPhrase rows[] = {
  /* --- this computer and the network --- */
  { "offline",
    "network is unreachable|network unreachable|enetunreach|netunreach|10051|"
    "netzwerk ist nicht erreichbar|netzwerk nicht erreichbar|no internet|not connected to the "
    "internet|nicht mit dem internet|keine internetverbindung|computer is offline|"
    "internet disconnected|err internet disconnected|network is down|enetdown|"
    "network connection is not available|keine netzwerkverbindung|0x80072efd & "
    "unreachable|erreichbar|enetunreach|netunreach|10051|internet|offline|down|enetdown|"
    "available|keine",
    NULL, LITERAL },
  { "port-blocked",
    "operation not permitted|eperm|eacces|vorgang nicht zulässig & "
    "connect|connection|verbindung|socket|errno|port",
    NULL, LITERAL },
  { "dns-failure",
    "temporary failure in name resolution|eai again|eai again|temporärer fehler bei der "
    "namensauflösung|servfail|temporary dns|dns server not responding|no dns|11002|"
    "dns query failed|error dns server|0x80072ee2",
    "550", LITERAL },
  { "host-unknown",
    "name or service not known|enotfound|eai noname|getaddrinfo failed|unknown host|unknownhost*|"
    "unknown server name|no such host|nodename nor servname|host not found|nxdomain|11001|11004|"
    "0x800ccc0d|0x80072ee7|unable to resolve|could not resolve|cannot resolve|couldnt resolve|"
    "failed to resolve|error resolving|name oder dienst nicht bekannt|unbekannter host|"
    "konnte nicht aufgelöst|nicht auflösen|namensauflösung|error to resolve|"
    "name resolution failure|cannot find the e mail server|dns error|no address associated|"
    "konnte nicht gefunden werden & "
    "host|server|name|servers|servname|resolve|resolving|resolution|enotfound|0x800ccc0d|11001|"
    "11004|0x80072ee7|aufgelöst|auflösen|namensauflösung|dns|getaddrinfo|nxdomain|unknownhost*|"
    "eai noname|hostname",
    "certificate|zertifikat|in alias|550|benutzer|konto|recipient", LITERAL },
  { "host-unknown",
    "failed to find the server|server could not be found|server not found|"
    "server konnte nicht gefunden|server nicht gefunden|server wurde nicht gefunden|"
    "host konnte nicht gefunden|rechner nicht gefunden|host nicht gefunden",
    NULL, LITERAL },

  { "host-unknown", "server|mailserver|host & ist unbekannt|is unknown",
    "reason|grund|benutzer*|user|recipient|empf*|error|fehlercode|aussteller|issuer|certificate|"
    "zertifikat",
    STAGE },

  { "host-unknown",
    "smtp server|outgoing server|postausgangsserver|postausgangs server & is unknown|ist unbekannt",
    "recipient|empfänger|user unknown", STAGE },
  { "not-a-mail-server",
    "not an imap|not an imap4|kein imap|kein imap4|not a pop3|kein pop3|not an smtp|kein smtp|"
    "incorrect greeting|invalid greeting|ungültige begrüßung|unexpected greeting|falsche begrüßung",
    "550", LITERAL },
  { "address-invalid",
    "not a valid e mail address|not a valid email address|keine gültige e mail adresse|"
    "not recognized as a valid email|of the form user host|format user host",
    "responded|antwortete|550|553|501", LITERAL },

  /* --- certificates --- */
  { "certificate-not-yet-valid",
    CERTIFICATE "|sec error ocsp future response & not yet valid|noch nicht gültig|in der zukunft|"
                "not yet active|not yet activated|certificatenotyetvalid*|notyetvalid",
    NULL, LITERAL },
  { "certificate-expired",
    CERTIFICATE "|sec error expired certificate|0x800b0101 & expired|abgelaufen|has expired|"
                "0x800b0101|cert has expired|certificateexpired*|sec error expired certificate|"
                "gültigkeitsdauer|validity period",
    NULL, LITERAL },
  { "certificate-revoked",
    CERTIFICATE "|sec error revoked certificate & revoked|widerrufen|zurückgezogen|gesperrt", NULL,
    LITERAL },
  { "certificate-host-mismatch",
    CERTIFICATE
    "|ssl error bad cert domain|0x800b010f|target principal name|zielprinzipalname|"
    "server identity|identität & "
    "does not match|not match|doesnt match|mismatch|stimmt nicht|stimmen nicht|passt nicht|"
    "nicht überein|anderen server|andere website|another site|different site|falsche website|"
    "not valid for|gehört zu einer|belongs to a different|wrong site|wrong host|principal name is "
    "incorrect|zielprinzipalname ist falsch|0x800b010f|ssl error bad cert domain|"
    "andere identität|bad identity|identity mismatch|nicht für|is valid for|only valid for|"
    "not issued for|altnames",
    "signed by", LITERAL },
  { "certificate-self-signed",
    "self signed|selbst signiert|selbstsigniert*|selbst signiertes|depth zero self signed cert|"
    "selbst unterschrieben|eigenes zertifikat",
    "in certificate chain|self signed cert in chain", LITERAL },
  { "certificate-incomplete-chain",
    "unable to verify leaf signature|first certificate|intermediate certificate|"
    "zwischenzertifikat",
    NULL, LITERAL },
  { "certificate-unknown-issuer",
    "unknown issuer|sec error unknown issuer|sec error untrusted issuer|0x800b0109|unknown ca|"
    "unbekannter aussteller|aussteller unbekannt|ausstellers nicht bekannt|"
    "aussteller ist nicht bekannt|signing certificate authority is not known|"
    "authority is not known|unable to get issuer cert*|self signed cert in chain|trust anchor|"
    "path building failed|zertifizierungsstelle|unknown authority|untrusted root|nicht anerkannt|"
    "in certificate chain|certpathvalidatorexception*|alert bad certificate",
    NULL, LITERAL },
  { "certificate-unknown-issuer",
    CERTIFICATE
    " & not trusted|untrusted|not be verified|cannot be verified|can not be verified|"
    "nicht vertrauenswürdig|nicht vertraut|nicht überprüf*|nicht geprüft|nicht verifiziert|"
    "unacceptable|nicht akzeptabel|inakzeptabel|verify failed|invalid security|ungültiges|"
    "not verified|could not verify|certificate is invalid|problem|ist ungültig|nicht bestätigt|"
    "certificate unknown|certificate unknown|errorcertificate|bad certificate|"
    "verify server identity|signer not found",
    "550", STAGE },
  { "certificate-host-mismatch",
    "verify server identity|identität des servers|identität von & "
    "cannot|unable|nicht|cant",
    NULL, GUESS },

  /* --- encryption: wrong kind, none, too old --- */
  { "tls-version-too-old",
    "ssl error unsupported version|unsupported protocol|protocol version|tls version|"
    "unsupported version|ssl error protocol version alert|tlsv1 alert protocol|no protocols|"
    "veraltete tls|veraltetes protokoll|tls 1 0|0x80090331 & "
    "ssl error unsupported version|unsupported|not supported|alert|old|veraltet*|nicht "
    "unterstützt|disabled|ssl error protocol version alert|0x80090331|deprecated",
    NULL, LITERAL },
  { "starttls-unavailable",
    "starttls|stls|errorstarttlsnotavailable|errortlsnotavailable|tls not available|"
    "tls is not available|0x800ccc7d|sichere verbindung & "
    "doesnt advertise|not advertise|not support*|nicht unterstützt|unterstützt kein*|"
    "nicht anbietet|not available|bietet|errorstarttlsnotavailable|errortlsnotavailable|"
    "0x800ccc7d|does not offer|not offered|isnt supported|nicht ankündigt|unavailable|"
    "bewirbt|fehlende serverfähigkeit|nicht angibt|schalten sie starttls|missing capability|"
    "missing server capability",
    "encrypted passwords|verschlüsselten passw*|454|503|502", LITERAL },
  { "needs-starttls",
    "wrong version number|wrong version number|ssl error rx record too long|record too long|"
    "plaintext connection|unrecognized ssl message|not look like a tls|unknown protocol|"
    "0x800ccc1a|encryption connection type|connection encryption type|"
    "typ der verschlüsselten verbindung|unexpected tls packet|packet with unexpected|"
    "unexpected packet|first record does not|not an ssl|invalidcontenttype|"
    "ssl23 get server hello|typ von verschlüsselter verbindung|"
    "verschlüsselungstyp",
    NULL, LITERAL },
  { "tls-handshake-failed",
    "ssl error no cypher overlap|no shared cipher|handshake failure|handshake failure|"
    "fatal alert|tls alert|sslhandshakeexception|no common encryption|no cipher*|dh key too small|"
    "ssl error weak server ephemeral dh key|0x8009030e|0x80090326|schwerwiegender alarm|"
    "no supported cipher|no peer certificate|internal error|tlsv1 alert|"
    "illegal parameter|illegal parameter|ssl error *",
    NULL, STAGE },

  /* --- what is to be done first --- */
  { "imap-disabled",
    "errorgmailimapnotenabled|imap not enabled|imap is not enabled|"
    "imap ist nicht aktiviert|imap nicht aktiviert",
    NULL, LITERAL },
  { "web-login-required", "erroroutlookloginviawebbrowser|errorneedsconnecttowebmail", NULL,
    LITERAL },
  { "web-login-required",
    "web browser|webbrowser|webmail|your browser|den browser|im browser & "
    "sign in|log in|login|signing in|logging in|anmelden|einloggen",
    "oauth*|not find|keinen browser", LITERAL },
  { "oauth-token-rejected",
    "invalid grant|invalid grant|token has been expired|token expired|expired or revoked|"
    "token abgelaufen|refresh token|aadsts*|token has expired|oauth token|zugriffstoken & "
    "invalid grant|invalid|expired|revoked|abgelaufen|ungültig|failed|aadsts*|fehlgeschlagen|"
    "rejected",
    NULL, LITERAL },
  { "app-password-required",
    "app password|app passwort|app kennwort|application specific|anwendungsspezifisch*|"
    "app spezifisch*|app specific|application password|zwei faktor|two factor|"
    "bestätigung in zwei schritten",
    NULL, LITERAL },
  { "too-many-attempts",
    "too many|zu viele & login attempts|failed attempts|failed logins|anmeldeversuche|"
    "fehlversuche|authentication failures|invalid logins|attempts|versuche",
    NULL, LITERAL },
  { "too-many-connections",
    "maximum number of connections|too many connections|too many simultaneous|"
    "errorgmailtoomanysimultaneousconnections|anzahl der verbindungen|anzahl von verbindungen|"
    "maximale anzahl|zu viele verbindungen|maximal erlaubte anzahl|number of connections",
    NULL, LITERAL },
  { "too-many-connections", "too many|zu viele & connections|sessions|verbindungen|sitzungen", NULL,
    LITERAL },
  { "rate-limited",
    "errorgmailexceededbandwidthlimit|bandwidth limit|bandbreitenlimit|rate limit|"
    "zu viele anfragen",
    NULL, LITERAL },
  { "rate-limited", "bandwidth|bandbreite|download limit & exceed*|überschritten|reached|erreicht",
    NULL, LITERAL },
  { "mailbox-full",
    "mailbox is full|mailbox full|postfach ist voll|postfach voll|quota exceeded|over quota|"
    "overquota|speicherplatz & "
    "full|voll|exceeded|quota|overquota|erschöpft|überschritten|nicht genug",
    "sending", LITERAL },
  { "server-unavailable",
    "erroryahoounavailable|server busy|server ist ausgelastet|temporarily unavailable|"
    "vorübergehend nicht verfügbar|service not available|dienst nicht verfügbar|"
    "temporary authentication failure",
    NULL, LITERAL },
  { "server-unavailable",
    "temporary|temporarily|vorübergehend & authentication|legitimierung|authentifizierung|"
    "anmeldung|login & failed|failure|failing|gescheitert|fehlgeschlagen|unavailable",
    "name resolution|locked|gesperrt|blocked", LITERAL },
  { "server-unavailable", "is unavailable|are unavailable|ist nicht verfügbar|nicht erreichbar",
    "tls|starttls|mailbox|postfach|address|adresse|network|netzwerk|smtp|imap|pop3", STAGE },

  /* --- mechanisms --- */
  { "smtp-auth-not-offered",
    "smtp auth|keine authentifizierung|not support authentication|smtp authentifizierung & "
    "not support authentication|unterstützt keine|nicht unterstützt|unterstützt die "
    "authentifizierung|does not support",
    "mechanism|method selected|selected authentication|gewählte", LITERAL },
  { "auth-mechanism-unsupported",
    "authentication method|authentication mechanism|authentication type|authentifizierungsmethode|"
    "authentifizierungsmechanismus|legitimierungstyp|legitimierungsart|legitimationstyp|"
    "password authentication|passwort authentifizierung|passwortauthentifizierung|"
    "encrypted passwords|verschlüsselte passwörter|verschlüsselten passwörter*|"
    "sasl mechanism|secure password|sichere kennwort*|gesicherte kennwort*|ntlm|kerberos|"
    "gssapi|authentifizierungsverfahren & "
    "not support*|nicht unterstützt|unterstützt nicht|unterstützt keine|does not seem|"
    "scheint keine|doesnt support|unsupported|0x800ccc18|no supported|kein unterstützt*|"
    "scheint|not available|unterstützt|isnt supported|not accepted|nicht akzeptiert",
    NULL, LITERAL },
  { "auth-mechanism-unsupported",
    "plaintext passwords|passwords im klartext|klartext nicht|unencrypted passwords & "
    "not allow|erlaubt|not permit|does not allow|nicht",
    NULL, LITERAL },
  { "auth-mechanism-unsupported",
    "cram md5|digest md5|xoauth2|oauthbearer|oauth2|scram*|apop|plain|basic username|basic & "
    "authentication|authentifizierung|legitimierung* & not support*|nicht unterstützt|unterstützt",
    "plaintext|starttls", LITERAL },
  { "auth-mechanism-unsupported",
    "0x800cccd2|no suitable auth*|no supported auth*|mechanism too weak|"
    "no compatible authentication|keine passende auth*",
    NULL, LITERAL },

  /* --- sending --- */
  { "send-limit-reached",
    "sendelimit|versandlimit|sending limit|send limit|tageslimit|daily limit|stundenlimit", NULL,
    LITERAL },
  { "smtp-disabled",
    "sending|senden|versand|outgoing mail|smtp access|smtp zugriff & "
    "not enabled|disabled|nicht aktiviert|deaktiviert|nicht freigeschaltet|ausgeschaltet",
    "password|passwort|kennwort", LITERAL },
  { "relay-denied", "relay|weiterleiten & would not|will not|wollte nicht|refuses|leitet nicht",
    NULL, LITERAL },
  { "relay-denied",
    "relaying|relay|0x800ccc79|weiterleitung & "
    "not allow*|denied|not permitted|nicht erlaub*|does not allow|verweigert|prohibited|"
    "0x800ccc79|nicht zulässig",
    "requires authentication", LITERAL },
  { "auth-required",
    "0x800ccc78|requires authentication|erfordert authentifizierung|"
    "erfordert eine authentifizierung|errorauthenticationrequired|client was not authenticated|"
    "authentication required|authentifizierung erforderlich|anmeldung erforderlich|"
    "requires a login|smtp authentication",
    "failed", LITERAL },
  { "sender-rejected",
    "no sender|kein absender|return mail address|return address|sender identity|"
    "sender identität|absenderadresse & specified|angegeben|invalid|ungültig|missing|fehlt",
    "recipient|empfänger", LITERAL },
  { "recipient-rejected",
    "recipient address|empfängeradresse|smtputf8 & non ascii|ascii fremde|smtputf8", NULL,
    LITERAL },
  { "sender-rejected",
    "sender|absender|absenderadresse|from address|sender address & "
    "rejected|abgelehnt|refused|not accept*|nicht akzeptiert|zurückgewiesen|invalid|ungültig|"
    "not allowed|nicht erlaubt|not valid",
    "recipient|empfänger", LITERAL },
  { "recipient-rejected",
    "recipient|recipients|empfänger|empfängers|empfängeradresse & "
    "rejected|abgelehnt|refused|unknown|unbekannt|not exist|existiert nicht|invalid|ungültig|"
    "not accept*|nicht akzeptiert|zurückgewiesen|not found",
    NULL, LITERAL },
  { "message-rejected",
    "attachment|attachments|anhang|anhänge|message has|nachricht wurde|mail has & "
    "illegal|not allowed|forbidden|nicht erlaubt|unzulässig*|blocked|spam|abgewiesen|abgelehnt",
    "limit|sender|recipient|absender|empfänger", LITERAL },
  { "message-rejected",
    "message|nachricht|size|größe|attachment|anhang & "
    "exceeds|too large|too big|zu groß|überschreitet|size limit|as spam|spamverdacht|virus",
    NULL, LITERAL },

  /* --- the mailbox --- */
  { "mailbox-in-use", "is being processed|wird gerade verarbeitet|wird bereits verarbeitet", NULL,
    STAGE },
  { "mailbox-in-use",
    "mailbox|maildrop|postfach|inbox & locked|in use|gesperrt von|in benutzung|"
    "in verwendung|already open|bereits geöffnet",
    NULL, LITERAL },
  { "mailbox-not-accessible",
    "authenticated but not connected|errornonexistantfolder|inbox not found|"
    "posteingang nicht gefunden|ordnerliste & authenticated|errornonexistantfolder|not found|"
    "nicht gefunden|nicht abgerufen|konnte nicht",
    NULL, LITERAL },
  { "mailbox-not-accessible",
    "inbox|posteingang|list of folders|liste der ordner|folder list|ordnerliste & "
    "not find|not found|not open|nicht gefunden|nicht finden|not be opened|failed to fetch|"
    "nicht vom server|not select|nicht geöffnet",
    NULL, LITERAL },

  /* --- accounts --- */
  { "account-locked",
    "account|konto|postfach|mailbox & locked|disabled|suspended|blocked|gesperrt|deaktiviert", NULL,
    LITERAL },
  { "account-unknown",
    "errorinvalidaccount|unknown user|user unknown|unbekannter benutzer|"
    "benutzer unbekannt|konto existiert nicht|account does not exist",
    "550|rcpt|recipient", LITERAL },
  { "plaintext-refused",
    "encryption|verschlüsselung|secure connection|sichere verbindung|encrypted connection & "
    "required for|erforderlich|wird verlangt|must be used|is required & "
    "authentication|mechanism|authentifizierung*|login|anmeldung",
    NULL, LITERAL },
  { "plaintext-refused",
    "plaintext auth|plaintext authentication|klartext*|cleartext|unverschlüsselte "
    "authentifizierung|unverschlüsselte anmeldung & disallowed|not allowed|"
    "nicht erlaubt|disabled|verboten|nicht zulässig",
    NULL, LITERAL },

  /* --- connections, as systems put it --- */
  { "connection-refused",
    "connection refused|econnrefused|connect error 10061|10061|errno 111|errno 111|"
    "verbindung verweigert|verbindungsaufbau abgelehnt|verbindungsaufbau verweigert|"
    "da sie verweigert wurde|verbindung wurde verweigert|verbindung abgelehnt|verbindung wurde abgelehnt|"
    "connection was refused|actively refused|verweigerte die verbindung|"
    "die verbindung verweigerte|refused the connection|refused connection|ns error connection "
    "refused|err connection refused|errno 111 econnrefused",
    NULL, LITERAL },
  { "connection-timeout",
    "no route to host|ehostunreach|keine route|zielrechner|10065|host is down|host unreachable|"
    "host is unreachable|errno 113",
    NULL, LITERAL },
  { "connection-timeout",
    "etimedout|connection timed out|connection has timed out|connect timeout|connecttimeout*|"
    "operation timed out|operation has timed out|10060|0x800ccc19|0x8004210a|errno 110|"
    "zeitüberschreitung|zeitlimit|wartezeit|timed out|timeout|not responding|"
    "antwortet nicht|reagiert nicht|sockettimeoutexception|ns error net timeout|"
    "esockettimedout|not respond|took too long|keine antwort",
    "locked|lock|503", STAGE },
  { "connection-dropped",
    "connection reset|econnreset|10054|10053|0x800ccc0f|0x800cccdd|broken pipe|epipe|"
    "reset by peer|errno 104|closed the connection|connection closed|closed connection|"
    "connection was closed|connection lost|lost connection|connection was lost|connection was "
    "interrupted|connection was reset|unexpectedly terminated|terminated unexpectedly|"
    "unexpected eof|eof occurred|unexpected end|has disconnected|server disconnected|"
    "socket hang up|not properly terminated|non properly terminated|verbindung zurückgesetzt|"
    "verbindung wurde zurückgesetzt|verbindung wurde unterbrochen|verbindung unterbrochen|"
    "verbindung wurde getrennt|verbindung getrennt|verbindung geschlossen|verbindung beendet|"
    "verbindung wurde beendet|verbindung wurde geschlossen|verbindung verloren|"
    "verbindung abgebrochen|unerwartet beendet|unerwartet geschlossen|unerwartet unterbrochen|"
    "unerwartet die verbindung|hat die verbindung|dropped the connection|"
    "connection dropped|stream closed|forcibly closed|connection aborted|econnaborted|"
    "mitten in der transaktion|middle of the transaction|errorparse|no data|keine daten|während der transaktion|eofexception",
    NULL, STAGE },

  { "offline", "network error|netzwerkfehler & connection status|verbindungsstatus|internet", NULL,
    STAGE },

  /* --- what a program does not say more closely --- */
  { "password-characters",
    "invalid characters|unsupported characters|non ascii|ungültige zeichen|nicht erlaubte zeichen & "
    "password|passwort|kennwort",
    NULL, LITERAL },
  { "oauth-token-rejected", "oauth|oauth2|authorization|autorisierung & failed|fehlgeschlagen",
    "password|passwort|535|534|command|imap server|smtp server", STAGE },
  { "certificate-unknown-issuer", CERTIFICATE " & error|fehler|warning|warnung|invalid|ungültig",
    "550|client certificate|client zertifikat", GUESS },

  /* --- a refusal without a reason, as programs put it --- */
  { "credentials-rejected",
    "username or password|user name or password|benutzername oder passwort|"
    "benutzername oder das passwort|benutzernamen oder passwort|benutzernamen oder das passwort|"
    "benutzername oder kennwort|benutzername und das kennwort|account name or password|"
    "accountname oder passwort|account oder passwort|kontoname oder passwort|"
    "email or password|username and password|user name and password|"
    "benutzername und passwort|benutzernamen und das kennwort|name or password & " FAILED
    "|check|überprüfen|prüfen|verify",
    NULL, STAGE },
  { "credentials-rejected",
    "0x80040119|errorauthentication|eauth|"
    "password mismatch|auth failed|password incorrect|password verification failed|"
    "wrong password|incorrect password|falsches passwort|falsches kennwort|passwort falsch|"
    "kennwort falsch|sending of password|senden des passworts|"
    "authentifizierungsfehler|authentication error|authenticationexception|"
    "authenticationfailedexception*|authentication failure",
    NULL, STAGE },
  { "credentials-rejected", SIGN_IN " & " FAILED,
    "certificate|zertifikat|starttls|verbindung zum server|timeout|handshake", GUESS },
};

const PlProgramTable pl_program_phrases = { rows, G_N_ELEMENTS (rows) };
