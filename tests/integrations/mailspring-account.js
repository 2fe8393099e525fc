// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// What Mailspring is handed for the account that the tests of its plugin give away.
function makeSettings(password) {
  return {
    imap_host: 'imap.example.org',
    imap_port: 993,
    imap_username: 'anna@example.org',
    imap_password: password,
    imap_security: 'SSL / TLS',
    imap_allow_insecure_ssl: false,
    smtp_host: 'smtp.example.org',
    smtp_port: 587,
    smtp_username: 'anna@example.org',
    smtp_password: password,
    smtp_security: 'STARTTLS',
    smtp_allow_insecure_ssl: false,
    container_folder: '',
  };
}

module.exports = { makeSettings };
