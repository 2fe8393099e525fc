// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// What is said to people, in both languages. The plugin has no catalogue of its own in Mailspring.

const WORDS = {
  en: {
    menu: 'Add Account (Postlotse)…',
    failed: 'The account was not set up.',
    notInstalled:
      'Postlotse was not found on this computer. Install it, or remove this plugin with “postlotse integrate mailspring --remove”.',
    oauth2:
      'This provider takes no password from mail programs. Choose “File”, then “Add Account…”, then your provider: Mailspring then opens its sign-in page.',
    oneServer: 'Mailspring needs a server for receiving and one for sending.',
    pinned:
      'You have accepted a certificate that nobody vouches for. Mailspring cannot accept a single certificate, so this account cannot be used in it safely.',
    pop3: 'Mailspring does not know POP3. Set the account up with “The same on all devices”.',
    practice: 'This account is made up, for practice. It was not set up.',
    sandboxed:
      'This Mailspring runs in a sandbox and cannot start Postlotse. Start Postlotse yourself: at the end it can hand the account over to Mailspring.',
    unreadable: 'The answer from Postlotse could not be read. The account was not set up.',
  },
  de: {
    menu: 'Konto hinzufügen (Postlotse)…',
    failed: 'Das Konto wurde nicht eingerichtet.',
    notInstalled:
      'Postlotse ist auf diesem Rechner nicht zu finden. Installieren Sie es, oder entfernen Sie diese Erweiterung mit „postlotse integrate mailspring --remove“.',
    oauth2:
      'Dieser Anbieter nimmt von E-Mail-Programmen kein Passwort an. Wählen Sie „Datei“, dann „Konto hinzufügen...“, dann Ihren Anbieter: Mailspring öffnet dann dessen Anmeldeseite.',
    oneServer: 'Mailspring braucht einen Server zum Empfangen und einen zum Senden.',
    pinned:
      'Sie haben ein Zertifikat angenommen, für das niemand bürgt. Mailspring kann kein einzelnes Zertifikat annehmen. Deshalb ist dieses Konto dort nicht sicher zu verwenden.',
    pop3: 'Mailspring kennt POP3 nicht. Richten Sie das Konto mit „Auf allen Geräten gleich“ ein.',
    practice: 'Dieses Konto ist zum Üben erfunden. Es wurde nicht eingerichtet.',
    sandboxed:
      'Dieses Mailspring läuft in einer abgeschotteten Umgebung und kann Postlotse nicht starten. Starten Sie Postlotse selbst: Am Ende kann es das Konto an Mailspring übergeben.',
    unreadable: 'Die Antwort von Postlotse war nicht zu lesen. Das Konto wurde nicht eingerichtet.',
  },
};

function words(locale) {
  return /^de\b/i.test(String(locale || '')) ? WORDS.de : WORDS.en;
}

module.exports = { words, WORDS };
