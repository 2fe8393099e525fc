// SPDX-License-Identifier: GPL-3.0-or-later
/* Families of words in several languages, of which the rows on servers' replies are made. Without
 * accents except the German umlauts, as pl_server_reply_normalize() leaves them. */
#pragma once

/* Said of anything that is off. */
#define OFF                                                                                      \
  "disabled|disable|not enabled|isnt enabled|not activated|inactive|deactivated|turned off|"     \
  "switched off|not allowed|not permitted|not available for your|not available for this|"        \
  "yet to enable|must enable|please enable|need to enable|have to enable|not authorized to use|" \
  "no access|not have|no permission|not have permission|access denied|denied access|"            \
  "blocked for your account|not available for|not included|not part of|free account|"            \
  "free accounts|premium|upgrade|paid|deaktiviert|nicht aktiviert|nicht freigeschaltet|"         \
  "abgeschaltet|ausgeschaltet|is off|not open|is closed|not switched on|desactive*|desactivad*|" \
  "desabilitad*|disabilitat*|disattivat*|uitgeschakeld|wylaczon*|wlacz|vypnut*|zakazan*|"        \
  "отключен*|выключен*|запрещен*|недоступ*|未开启|未开通|未启用|已关闭|关闭|无权|没有权限|無効|許可されて"

#define DENIED                                                                                            \
  "denied|rejected|refused|not allowed|not permitted|not authorized|not authorised|unauthorized|"         \
  "disallowed|prohibited|forbidden|invalid|not owned|not own|not accepted|doesnt match|"                  \
  "does not match|not match|mismatch|must be|must equal|must match|should be|not valid|"                  \
  "cannot send|cant send|no permission|not have permission*|nicht erlaubt|abgelehnt|ungueltig|ungültig|" \
  "invalide|refuse|rifiutat*|rechazad*|recusad*|geweigerd|odrzucon*|odmitnut*|отклонен*|拒绝|拒否"

#define LATER "try again|try later|please later|come back|retry|later|temporar*|deferred|wait"

#define AUTHENTICATION                                                                           \
  "auth|authenticat*|login|logins|logon|log in|log on|logged|sign in|signin|password|passwords|" \
  "credentials|anmeldung|anmeldungen"

/* The same in languages of the countries whose providers answer in them. */
#define THE_PASSWORD                                                                              \
  "password|passwd|kennwort|passwort|credentials|mot de passe|contrasena|senha|wachtwoord|haslo|" \
  "heslo|парол*|密码|パスワード"

#define THE_ACCOUNT                                                                         \
  "account|user|mailbox|login|access|konto|postfach|compte|boite|cuenta|buzon|conta|caixa|" \
  "casella|utente|usuario|utilisateur|gebruiker|postbus|skrzynka|uzytkownik|schranka|ucet|" \
  "аккаунт*|учетная|ящик*|пользовател*|帐号|账号|账户|用户|邮箱|アカウント|ユーザ"

#define LOCKED                                                                                    \
  "locked|locked out|suspended|blocked|disabled|deactivated|barred|frozen|closed|cancelled|"      \
  "canceled|terminated|temporarily unavailable|gesperrt|inactive|on hold|switched off|"           \
  "turned off|bloque|bloquee|bloquead*|bloccat*|sospes*|suspendu*|"                               \
  "suspendid*|suspens*|geblokkeerd|zablokowan*|zawieszon*|zablokovan*|заблокирован*|" \
  "приостановлен*|锁定|冻结|封禁|停用|ロック|停止"

#define UNKNOWN                                                                                 \
  "inexistant*|inexistente|inconnu*|nexiste pas|no existe|nao existe|desconocid*|desconhecid*|" \
  "non esiste|sconosciut*|inesistente|onbekend*|bestaat niet|nieznan*|nie istnieje|neexistuje|" \
  "неизвест*|не найден*|не существует|不存在|存在しません"

/* Who calls, as servers name it. */
#define THE_CALLER                                                                          \
  "ip|ip address|ips|ipaddr|client|client host|clients host|your host|your server|network|" \
  "mail server|mailserver|mta|sending mta|remote host|remotehost|relay host|hostname|peer|" \
  "your computer|proxy|open proxy|location|country|region|host"

#define NOT_WELCOME                                                                             \
  "blocked|block|not allowed|not permitted|denied|banned|listed|restricted|not authorized|"     \
  "not authorised|not whitelisted|not in whitelist|rejected|refused|forbidden|unauthorized|"    \
  "disallowed|not accepted|not accept|not accepting|not currently accepting|not welcome|bad|"   \
  "suspicious*|untrusted|not trusted|trusted ip|no access|poor|too many spams|barred|disabled|" \
  "geblokkeerd|gesperrt|bloque|bloquee|bloquead*|bloccat*|zablokowan*|заблокирован*|封禁|禁止"

#define TOO_LARGE                                                                               \
  "too big|too large|too long|oversize*|size exceeds|size limit|exceeds size|exceeds the size|" \
  "maximum size|max size|message size|size limits|exceeds maximum|exceeds fixed|exceeds limit|" \
  "maximum permitted|allowed line length|databytes|zu gross|zu groß"

/* Said of a mail, of its parts or of where it comes from. */
#define THE_MESSAGE                                                                             \
  "message|messages|mail|mails|email|emails|content|attachment|attachments|body|nachricht|url|" \
  "urls|link|links|domain|subject|virus|spam|html"
