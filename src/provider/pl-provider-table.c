// SPDX-License-Identifier: GPL-3.0-or-later
/* The providers that most people in German-speaking countries have their mail with: facts only, as
 * their own pages and public lists of settings give them. Domains are exact: a sub-domain may
 * belong to somebody else. Help pages in the person's language where the provider chooses it. */
#include "provider/pl-provider-table-private.h"

#define ADDRESS "%EMAILADDRESS%"
#define LOCAL_PART "%EMAILLOCALPART%"

static const char *const freenet_domains[] = {
  "bossmail.de", "fn.de", "freenet.de", "freenetmail.de", "justmail.de", NULL,
};

static const PlProviderServer freenet_servers[] = {
  { PL_SERVICE_IMAP, "mx.freenet.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_IMAP, "mx.freenet.de", 143, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_POP3, "mx.freenet.de", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "mx.freenet.de", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "mx.freenet.de", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const gmail_domains[] = {
  "gmail.com",
  "googlemail.com",
  NULL,
};

static const PlProviderServer gmail_servers[] = {
  { PL_SERVICE_IMAP, "imap.gmail.com", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "pop.gmail.com", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.gmail.com", 465, PL_SECURITY_TLS, ADDRESS },
  { 0 },
};

static const char *const gmx_domains[] = {
  "email.gmx", "gmx.at",  "gmx.biz", "gmx.ch",   "gmx.de",   "gmx.eu",
  "gmx.info",  "gmx.net", "gmx.org", "mail.gmx", "mein.gmx", NULL,
};

static const PlProviderServer gmx_servers[] = {
  { PL_SERVICE_IMAP, "imap.gmx.net", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_IMAP, "imap.gmx.net", 143, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_POP3, "pop.gmx.net", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "pop.gmx.net", 110, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_SMTP, "mail.gmx.net", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "mail.gmx.net", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const icloud_domains[] = {
  "icloud.com",
  "mac.com",
  "me.com",
  NULL,
};

static const PlProviderServer icloud_servers[] = {
  { PL_SERVICE_IMAP, "imap.mail.me.com", 993, PL_SECURITY_TLS, LOCAL_PART },
  { PL_SERVICE_SMTP, "smtp.mail.me.com", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const ionos_domains[] = {
  "go4more.de", "ionos.de",        "kundenserver.de", "online.de",      "onlinehome.de",
  "schlund.de", "sofort-start.de", "sofort-surf.de",  "sofortstart.de", "sofortsurf.de",
  NULL,
};

static const PlProviderServer ionos_servers[] = {
  { PL_SERVICE_IMAP, "imap.ionos.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_IMAP, "imap.1und1.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_IMAP, "imap.1und1.de", 143, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_POP3, "pop.1und1.de", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "pop.1und1.de", 110, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.ionos.de", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.1und1.de", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.1und1.de", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const mailbox_org_domains[] = {
  "mailbox.org",
  "secure.mailbox.org",
  NULL,
};

static const PlProviderServer mailbox_org_servers[] = {
  { PL_SERVICE_IMAP, "imap.mailbox.org", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.mailbox.org", 465, PL_SECURITY_TLS, ADDRESS },
  { 0 },
};

static const char *const posteo_domains[] = {
  "posteo.af", "posteo.at",    "posteo.be",  "posteo.ca",     "posteo.ch", "posteo.cl",
  "posteo.co", "posteo.co.uk", "posteo.com", "posteo.com.br", "posteo.cr", "posteo.cz",
  "posteo.de", "posteo.dk",    "posteo.ee",  "posteo.es",     "posteo.eu", "posteo.fi",
  "posteo.gl", "posteo.gr",    "posteo.hn",  "posteo.hr",     "posteo.hu", "posteo.ie",
  "posteo.in", "posteo.is",    "posteo.it",  "posteo.jp",     "posteo.la", "posteo.li",
  "posteo.lt", "posteo.lu",    "posteo.me",  "posteo.mx",     "posteo.my", "posteo.net",
  "posteo.nl", "posteo.no",    "posteo.nz",  "posteo.org",    "posteo.pe", "posteo.pl",
  "posteo.pm", "posteo.pt",    "posteo.ro",  "posteo.ru",     "posteo.se", "posteo.sg",
  "posteo.si", "posteo.tn",    "posteo.uk",  "posteo.us",     NULL,
};

static const PlProviderServer posteo_servers[] = {
  { PL_SERVICE_IMAP, "posteo.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_IMAP, "posteo.de", 143, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_POP3, "posteo.de", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "posteo.de", 110, PL_SECURITY_STARTTLS, ADDRESS },
  { PL_SERVICE_SMTP, "posteo.de", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "posteo.de", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const strato_domains[] = {
  "strato.de",
  NULL,
};

static const PlProviderServer strato_servers[] = {
  { PL_SERVICE_IMAP, "imap.strato.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "pop3.strato.de", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.strato.de", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.strato.de", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const t_online_domains[] = {
  "magenta.de",
  "t-online.de",
  NULL,
};

static const PlProviderServer t_online_servers[] = {
  { PL_SERVICE_IMAP, "secureimap.t-online.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "securepop.t-online.de", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "securesmtp.t-online.de", 465, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "securesmtp.t-online.de", 587, PL_SECURITY_STARTTLS, ADDRESS },
  { 0 },
};

static const char *const vodafone_de_domains[] = {
  "arcor.de", "kabelmail.de", "nexgo.de", "unity-mail.de", "vodafone.de", "vodafonemail.de", NULL,
};

static const PlProviderServer vodafone_de_servers[] = {
  { PL_SERVICE_IMAP, "imap.vodafonemail.de", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "pop3.vodafonemail.de", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.vodafonemail.de", 465, PL_SECURITY_TLS, ADDRESS },
  { 0 },
};

static const char *const web_de_domains[] = {
  "action.ms", "clever.ms",   "cool.ms",   "deutschland.ms", "email.de",
  "flirt.ms",  "fussball.ms", "genial.ms", "hallo.ms",       "ich.ms",
  "joker.ms",  "kanzler.ms",  "kuss.ms",   "love.ms",        "magic.ms",
  "okay.ms",   "online.ms",   "party.ms",  "planet.ms",      "pop.ms",
  "power.ms",  "singles.ms",  "smart.ms",  "stars.ms",       "techno.ms",
  "web.de",    "wichtig.ms",  NULL,
};

static const PlProviderServer web_de_servers[] = {
  { PL_SERVICE_IMAP, "imap.web.de", 993, PL_SECURITY_TLS, LOCAL_PART },
  { PL_SERVICE_IMAP, "imap.web.de", 143, PL_SECURITY_STARTTLS, LOCAL_PART },
  { PL_SERVICE_POP3, "pop3.web.de", 995, PL_SECURITY_TLS, LOCAL_PART },
  { PL_SERVICE_POP3, "pop3.web.de", 110, PL_SECURITY_STARTTLS, LOCAL_PART },
  { PL_SERVICE_SMTP, "smtp.web.de", 465, PL_SECURITY_TLS, LOCAL_PART },
  { PL_SERVICE_SMTP, "smtp.web.de", 587, PL_SECURITY_STARTTLS, LOCAL_PART },
  { 0 },
};

static const char *const yahoo_domains[] = {
  "cox.net",      "myyahoo.com",  "rocketmail.com", "yahoo.ca",     "yahoo.co.id",  "yahoo.co.in",
  "yahoo.co.nz",  "yahoo.co.uk",  "yahoo.com",      "yahoo.com.ar", "yahoo.com.au", "yahoo.com.br",
  "yahoo.com.hk", "yahoo.com.mx", "yahoo.com.tw",   "yahoo.com.vn", "yahoo.de",     "yahoo.es",
  "yahoo.fr",     "yahoo.gr",     "yahoo.in",       "yahoo.it",     "yahoo.pl",     "yahoo.se",
  "ymail.com",    NULL,
};

static const PlProviderServer yahoo_servers[] = {
  { PL_SERVICE_IMAP, "imap.mail.yahoo.com", 993, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_POP3, "pop.mail.yahoo.com", 995, PL_SECURITY_TLS, ADDRESS },
  { PL_SERVICE_SMTP, "smtp.mail.yahoo.com", 465, PL_SECURITY_TLS, ADDRESS },
  { 0 },
};

/* Sorted by id. */
const PlProvider pl_provider_table[] = {
  {
      .id = "freenet",
      .name = "freenet",
      .domains = freenet_domains,
      .servers = freenet_servers,
      .access_url = "https://kundenservice.freenet.de/artikel/1685",
      .help_url = "https://kundenservice.freenet.de/artikel/1869",
      .confirmed = "2026-08-22",
  },
  {
      .id = "gmail",
      .name = "Gmail",
      .domains = gmail_domains,
      .servers = gmail_servers,
      .app_password_url = "https://support.google.com/accounts/answer/185833",
      .app_password_always = TRUE,
      .help_url = "https://support.google.com/mail/answer/7126229",
      .confirmed = "2026-08-22",
  },
  {
      .id = "gmx",
      .name = "GMX",
      .domains = gmx_domains,
      .servers = gmx_servers,
      .access_url = "https://hilfe.gmx.net/pop-imap/einschalten.html",
      .app_password_url =
          "https://hilfe.gmx.net/sicherheit/2fa/anwendungsspezifisches-passwort.html",
      .help_url = "https://hilfe.gmx.net/pop-imap/imap/imap-serverdaten.html",
      .confirmed = "2026-08-22",
  },
  {
      .id = "icloud",
      .name = "iCloud",
      .domains = icloud_domains,
      .servers = icloud_servers,
      .app_password_url = "https://support.apple.com/HT204397",
      .app_password_always = TRUE,
      .help_url = "https://support.apple.com/HT202304",
      .confirmed = "2026-08-22",
  },
  {
      .id = "ionos",
      .name = "IONOS",
      .domains = ionos_domains,
      .servers = ionos_servers,
      .separate_mail_password = TRUE,
      .help_url =
          "https://www.ionos.de/hilfe/e-mail/allgemeine-themen/serverinformationen-fuer-imap-pop3-und-smtp/",
      .confirmed = "2026-08-22",
  },
  {
      .id = "mailbox-org",
      .name = "mailbox.org",
      .domains = mailbox_org_domains,
      .servers = mailbox_org_servers,
      .app_password_url =
          "https://kb.mailbox.org/de/privat/sicherheit-und-privatsphaere/applikationspasswoerter-fuer-externe-programme/",
      .help_url =
          "https://kb.mailbox.org/display/BMBOKB/E-Mail-Einrichtung+mit+Mozilla+Thunderbird",
      .confirmed = "2026-08-22",
  },
  {
      .id = "posteo",
      .name = "Posteo",
      .domains = posteo_domains,
      .servers = posteo_servers,
      .app_password_url = "https://posteo.de/hilfe/anwendungs-passwoerter",
      .help_url =
          "https://posteo.de/hilfe/wie-richte-ich-posteo-in-einem-mailprogramm-ein-pop3-imap-und-smtp",
      .confirmed = "2026-08-22",
  },
  {
      .id = "strato",
      .name = "STRATO",
      .domains = strato_domains,
      .servers = strato_servers,
      .help_url =
          "https://www.strato.de/faq/mail/externes-e-mail-programm-mit-strato-e-mail-adresse-nutzen/",
      .confirmed = "2026-08-22",
  },
  {
      .id = "t-online",
      .name = "T-Online",
      .domains = t_online_domains,
      .servers = t_online_servers,
      .separate_mail_password = TRUE,
      .help_url =
          "https://www.telekom.de/hilfe/apps-dienste/e-mail/einstellungen/posteingang-postausgang-server",
      .confirmed = "2026-08-22",
  },
  {
      .id = "vodafone-de",
      .name = "Vodafone",
      .domains = vodafone_de_domains,
      .servers = vodafone_de_servers,
      .help_url = "https://www.vodafone.de/hilfe/vodafone-e-mail-cloud.html",
      .confirmed = "2026-08-22",
  },
  {
      .id = "web-de",
      .name = "WEB.DE",
      .domains = web_de_domains,
      .servers = web_de_servers,
      .access_url = "https://hilfe.web.de/pop-imap/einschalten.html",
      .app_password_url =
          "https://hilfe.web.de/sicherheit/2fa/anwendungsspezifisches-passwort.html",
      .help_url = "https://hilfe.web.de/pop-imap/imap/imap-serverdaten.html",
      .confirmed = "2026-08-22",
  },
  {
      .id = "yahoo",
      .name = "Yahoo",
      .domains = yahoo_domains,
      .servers = yahoo_servers,
      .app_password_url = "https://help.yahoo.com/kb/SLN15241.html",
      .app_password_always = TRUE,
      .help_url =
          "https://help.yahoo.com/kb/new-mail-for-desktop/imap-server-settings-yahoo-mail-sln4075.html",
      .confirmed = "2026-08-22",
  },
};

const guint pl_provider_table_length = G_N_ELEMENTS (pl_provider_table);
