#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// The parts of Thunderbird's add-on that need no Thunderbird: reading a hand-over, and the words. The
// rest is driven in the real program (tests/ui/test-thunderbird-addon.py).

const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { runAll } = require('./tap');

const ADDON = process.argv[2];
const { describeCopies, makeConfig, makeLinkConfig, readHandover } = require(path.join(ADDON, 'account.js'));

function read(name) {
  return fs.readFileSync(path.join(ADDON, name), 'utf8');
}

function server(protocol, host, port, security, more) {
  return {
    protocol,
    host,
    port,
    security,
    username: 'anna',
    auth: { kind: 'password', sasl: ['PLAIN'], oauth2: null },
    secret: { store: 'fd' },
    ...more,
  };
}

function handover(incoming, outgoing) {
  return {
    format: 'postlotse-handover',
    version: 1,
    status: 'done',
    account: {
      identity: { address: 'anna@example.org', name: 'Anna' },
      incoming: [server('imap', 'imap.example.org', 993, 'tls', incoming)],
      outgoing: outgoing === null ? [] : [server('smtp', 'smtp.example.org', 587, 'starttls', outgoing)],
    },
  };
}

function refuses(word, make) {
  assert.throws(make, error => error.word === word);
}

const tests = {};

tests['a made-up account becomes none'] = () => {
  const host = 'imap.all-well.Practice.test';
  refuses('practice', () => makeConfig(handover({ host }, {}), {}));
  refuses('practice', () => makeConfig(handover({}, { host }), {}));
  refuses('practice', () => makeLinkConfig(handover({ host }, {})));
};

tests['a hand-over becomes an account'] = () => {
  const secrets = { 'incoming.0': 'p', 'outgoing.0': 'q' };
  assert.deepStrictEqual(makeConfig(handover({}, {}), secrets), {
    address: 'anna@example.org',
    name: 'Anna',
    incoming: {
      type: 'imap',
      hostname: 'imap.example.org',
      port: 993,
      socketType: 3,
      auth: 3,
      username: 'anna',
      password: 'p',
      leaveDays: null,
    },
    outgoing: {
      type: 'smtp',
      hostname: 'smtp.example.org',
      port: 587,
      socketType: 2,
      auth: 3,
      username: 'anna',
      password: 'q',
    },
  });
};

tests['one password serves both where it is said so'] = () => {
  const config = makeConfig(handover({}, { secret: { store: 'same-as', incoming: 0 } }), {
    'incoming.0': 'p',
  });
  assert.strictEqual(config.outgoing.password, 'p');
};

tests['sign-in is as it was proven'] = () => {
  const auth = (kind, sasl) => makeConfig(handover({ auth: { kind, sasl } }, {}), {}).incoming.auth;
  assert.strictEqual(auth('password', []), 3);
  assert.strictEqual(auth('password', ['CRAM-MD5', 'PLAIN']), 4);
  assert.strictEqual(auth('app-password', ['LOGIN']), 3);
  assert.strictEqual(auth('oauth2', []), 10);
  const config = makeConfig(handover({}, { username: null }), { 'outgoing.0': 'never' });
  assert.deepStrictEqual([config.outgoing.auth, config.outgoing.password], [1, null]);
};

tests['a token never becomes a password'] = () => {
  const config = makeConfig(handover({ auth: { kind: 'oauth2' } }, {}), { 'incoming.0': 'token' });
  assert.strictEqual(config.incoming.password, null);
};

tests['POP3 keeps its days'] = () => {
  for (const [days, expected] of [[null, null], [0, 0], [14, 14], [-1, null], ['x', null]]) {
    const options = { leave_on_server_days: days };
    const config = makeConfig(handover({ protocol: 'pop3', options }, {}), {});
    assert.strictEqual(config.incoming.leaveDays, expected);
  }
};

tests['a link says that mail is deleted from the server'] = () => {
  const copies = (protocol, days) =>
    describeCopies(
      makeLinkConfig(handover({ protocol, options: { leave_on_server_days: days } }, {})).incoming
    );
  assert.deepStrictEqual(copies('pop3', 0), ['copiesAtOnce']);
  assert.deepStrictEqual(copies('pop3', 14), ['copiesDays', '14']);
  assert.strictEqual(copies('pop3', null), null);
  assert.strictEqual(copies('imap', 0), null);
};

tests['receive only is an account too'] = () => {
  assert.strictEqual(makeConfig(handover({}, null), {}).outgoing, null);
};

tests['what is not right is refused'] = () => {
  refuses('unreadable', () => readHandover('{'));
  refuses('unreadable', () => readHandover('null'));
  refuses('unreadable', () => readHandover(JSON.stringify({ ...handover({}, {}), version: 2 })));
  refuses('failed', () => readHandover(JSON.stringify({ ...handover({}, {}), status: 'error' })));
  refuses('oneServer', () => makeConfig({ account: { identity: { address: 'a@b' } } }, {}));
  for (const wrong of [{ host: 'a\nb' }, { port: 0 }, { security: 'ssl' }, { username: '' }, { auth: null }]) {
    refuses('unreadable', () => makeConfig(handover(wrong, {}), {}));
  }
  assert.strictEqual(readHandover(JSON.stringify({ ...handover({}, {}), status: 'cancelled' })), null);
};

const HIDDEN = ['\u202e', '\u2066', '\u200f', '\u0085', '\u2028', '\ufeff'];

tests['characters that cannot be seen are refused'] = () => {
  for (const c of HIDDEN) {
    refuses('unreadable', () => makeConfig(handover({ host: `imap${c}.example.org` }, {}), {}));
    refuses('unreadable', () => makeConfig(handover({}, { username: `an${c}na` }), {}));
    const disguised = handover({}, {});
    disguised.account.identity.address = `anna${c}@example.org`;
    refuses('unreadable', () => makeConfig(disguised, {}));
  }
  for (const host of ['imap.example.org/x', 'imap example.org', 'ïmap.example.org']) {
    refuses('unreadable', () => makeConfig(handover({ host }, {}), {}));
  }
};

tests['a link never ends the encryption'] = () => {
  assert.strictEqual(makeLinkConfig(handover({}, {})).incoming.password, null);
  assert.strictEqual(makeLinkConfig(handover({}, null)).outgoing, null);
  refuses('unencrypted', () => makeLinkConfig(handover({ security: 'none' }, {})));
  refuses('unencrypted', () => makeLinkConfig(handover({}, { security: 'none' })));
  refuses('unencrypted', () => makeLinkConfig(handover({}, { security: 'none', username: null })));
};

// api/parent.js in a Thunderbird that has one account, and nothing else of Thunderbird's own.
function correctOne(username, outgoing) {
  const known = { imap: { port: 993, rootFolder: {} }, smtp: { username, authMethod: 3 } };
  known.imap.getNewMessages = () => {};
  known.smtp.QueryInterface = () => known.smtp;
  const context = vm.createContext({
    ExtensionAPI: class {},
    Ci: {},
    ChromeUtils: {
      importESModule: () => ({
        MailServices: {
          accounts: { findServer: () => known.imap, saveAccountInfo() {} },
          // As OutgoingServerService.sys.mjs does it: without a user name it is the first of that host.
          outgoingServer: {
            findServer: name => (name && name !== known.smtp.username ? undefined : known.smtp),
          },
        },
      }),
    },
    Services: { prefs: { savePrefFile() {} }, wm: { getMostRecentWindow: () => null } },
  });
  vm.runInContext(read('api/parent.js'), context);
  const api = new context.postlotse().getAPI().postlotse;
  return api
    .createAccount(makeLinkConfig(handover({}, outgoing)))
    .then(outcome => ({ outcome, smtp: known.smtp }));
}

tests['a server for sending never loses its sign-in to one without'] = async () => {
  const signedIn = await correctOne('anna', {});
  assert.strictEqual(signedIn.outcome, 'corrected');
  assert.strictEqual(signedIn.smtp.port, 587);
  const without = await correctOne('anna', { username: null });
  assert.strictEqual(without.outcome, 'corrected');
  assert.strictEqual(without.smtp.authMethod, 3);
  assert.strictEqual(without.smtp.port, undefined);
  const nobodys = await correctOne('', { username: null });
  assert.strictEqual(nobodys.smtp.authMethod, 1);
  assert.strictEqual(nobodys.smtp.port, 587);
};

tests['both languages have every word that is used, and no other'] = () => {
  const en = JSON.parse(read('_locales/en/messages.json'));
  const de = JSON.parse(read('_locales/de/messages.json'));
  assert.deepStrictEqual(Object.keys(en), Object.keys(de));
  const scripts = ['manifest.json', 'account.js', 'background.js', 'handler.js', 'told.js']
    .map(read)
    .join('\n');
  const shown = ['created', 'corrected', 'createdWithoutPassword', 'correctedWithoutPassword'];
  for (const word of Object.keys(en)) {
    assert.ok(
      shown.includes(word) || scripts.includes(`"${word}"`) || scripts.includes(`__MSG_${word}__`),
      `${word} is never said`
    );
  }
};

runAll(tests);
