#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// Mailspring's plugin in Node, against stand-ins for the parts of Mailspring's interface that it uses:
// the menu entry is pressed, a stand-in for Postlotse answers, and what reaches Mailspring is looked at.

const assert = require('assert');
const fs = require('fs');
const Module = require('module');
const net = require('net');
const os = require('os');
const path = require('path');
const { makeSettings } = require('./mailspring-account');
const { runAll } = require('./tap');

const PLUGIN = process.argv[2];
const PASSWORD = 'p"\'\\ ;#%$`ä=\nx';

// --- Stand-ins ---

const sent = [];
const told = [];
const menus = [];
const commands = {};
const disposed = [];
const stubs = {
  electron: { ipcRenderer: { send: (...words) => sent.push(words) } },
  'mailspring-exports': { localized: word => (word === 'File' ? 'Datei' : word) },
};
const load = Module._load;
Module._load = function loadStub(name, ...rest) {
  return stubs[name] || load.call(this, name, ...rest);
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plugin-'));
global.document = { body: {} };
global.window = { navigator: { language: 'de-DE' } };
global.AppEnv = {
  commands: {
    add: (target, added) => {
      assert.strictEqual(target, global.document.body);
      Object.assign(commands, added);
      return { dispose: () => disposed.push('command') };
    },
  },
  menu: {
    add: items => {
      menus.push(...items);
      return { dispose: () => disposed.push('menu') };
    },
  },
  getConfigDirPath: () => folder,
  showErrorDialog: data => told.push(data),
};

const plugin = require(path.join(PLUGIN, require(path.join(PLUGIN, 'package.json')).main));
const { makeAccount, readHandover } = require(path.join(PLUGIN, 'lib/account'));
const { parseSecrets } = require(path.join(PLUGIN, 'lib/launch'));
const { WORDS, words } = require(path.join(PLUGIN, 'lib/words'));

// --- A hand-over, and a program that gives it ---

function server(protocol, host, port, security, more) {
  return {
    protocol,
    host,
    port,
    security,
    username: 'anna@example.org',
    auth: { kind: 'password', sasl: ['PLAIN'], oauth2: null },
    secret: { store: 'fd' },
    tls: { version: 'TLSv1.3', trust: 'system' },
    ...more,
  };
}

function handover(incoming, outgoing) {
  return {
    format: 'postlotse-handover',
    version: 1,
    status: 'done',
    account: {
      id: '0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f',
      identity: { address: 'anna@example.org', name: 'Anna Beispiel', aliases: [] },
      incoming: incoming === null ? [] : [server('imap', 'imap.example.org', 993, 'tls', incoming)],
      outgoing:
        outgoing === null ? [] : [server('smtp', 'smtp.example.org', 587, 'starttls', outgoing)],
    },
    error: null,
  };
}

function install(script) {
  const program = path.join(folder, 'postlotse');
  fs.writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:${process.env.PATH}`;
}

// The stand-in notes its arguments and environment, answers on 3, and gives secrets on 4.
function installAnswer(answer, secrets) {
  fs.writeFileSync(path.join(folder, 'answer'), answer);
  fs.writeFileSync(path.join(folder, 'secrets'), secrets);
  install(
    `printf '%s\\n' "$@" > '${folder}/arguments'; env > '${folder}/environment'\n` +
      `cat '${folder}/answer' >&3; cat '${folder}/secrets' >&4; echo noise`
  );
}

function secret(entry, text) {
  return `${entry} ${Buffer.byteLength(text)}\n${text}`;
}

function reset() {
  sent.length = 0;
  told.length = 0;
}

async function press() {
  reset();
  await commands[menus[0].submenu[0].command]();
}

// --- Tests ---

const tests = {};

tests['the menu entry stands in the File menu under its local name'] = () => {
  assert.strictEqual(menus.length, 1);
  assert.strictEqual(menus[0].label, 'Datei');
  assert.strictEqual(menus[0].submenu[0].label, 'Konto hinzufügen (Postlotse)…');
};

tests['pressed, it opens the set-up window filled in'] = async () => {
  installAnswer(
    JSON.stringify(handover({}, { secret: { store: 'same-as', incoming: 0 } })),
    secret('incoming.0', PASSWORD)
  );
  await press();
  assert.deepStrictEqual(told, []);
  assert.strictEqual(sent.length, 1);
  assert.deepStrictEqual(sent[0].slice(0, 2), ['command', 'application:add-account']);
  assert.deepStrictEqual(sent[0][2].existingAccountJSON, {
    name: 'Anna Beispiel',
    emailAddress: 'anna@example.org',
    label: 'anna@example.org',
    provider: 'imap',
    settings: makeSettings(PASSWORD),
  });
};

tests['it is started as the contract says, and no secret is where others can read it'] = () => {
  const given = fs.readFileSync(path.join(folder, 'arguments'), 'utf8').trim().split('\n');
  assert.deepStrictEqual(given, [
    'add',
    '--for=Mailspring',
    '--contract=1',
    '--output=json',
    '--protocol=imap',
    '--result-fd=3',
    '--secret=fd',
    '--secret-fd=4',
  ]);
  assert.ok(!fs.readFileSync(path.join(folder, 'environment'), 'utf8').includes('p"'));
};

tests['a server without sign-in gets the empty password that the engine wants'] = () => {
  const account = makeAccount(handover({}, { username: null }), { 'incoming.0': 'x' });
  assert.strictEqual(account.settings.smtp_username, '');
  assert.strictEqual(account.settings.smtp_password, '');
};

tests['two passwords stay apart'] = () => {
  const account = makeAccount(handover({}, {}), { 'incoming.0': 'one', 'outgoing.0': 'two' });
  assert.strictEqual(account.settings.imap_password, 'one');
  assert.strictEqual(account.settings.smtp_password, 'two');
};

tests['cancelled: nothing happens and nothing is said'] = async () => {
  installAnswer(
    JSON.stringify({ format: 'postlotse-handover', version: 1, status: 'cancelled' }),
    ''
  );
  await press();
  assert.deepStrictEqual([sent, told], [[], []]);
};

for (const [name, answer, word] of [
  ['POP3', handover({ protocol: 'pop3' }, {}), 'pop3'],
  ['OAuth2', handover({ auth: { kind: 'oauth2' } }, {}), 'oauth2'],
  ['a pinned certificate', handover({}, { tls: { trust: 'pinned' } }), 'pinned'],
  ['a made-up account', handover({ host: 'imap.all-well.PRACTICE.test' }, {}), 'practice'],
  ['receive only', handover({}, null), 'oneServer'],
  ['an unknown security', handover({ security: 'ssl' }, {}), 'unreadable'],
  ['a port out of range', handover({ port: 65536 }, {}), 'unreadable'],
  ['a host with a line end', handover({ host: 'a\nb' }, {}), 'unreadable'],
  ['a host that reads as another', handover({ host: 'imap.\u202egro.elpmaxe' }, {}), 'unreadable'],
  ['a host with a blank', handover({ host: 'a b' }, {}), 'unreadable'],
  ['another version', { ...handover({}, {}), version: 2 }, 'unreadable'],
  ['an error', { ...handover({}, {}), status: 'error', account: null }, 'failed'],
  ['no JSON', 'no JSON', 'unreadable'],
]) {
  tests[`${name} is declined with the reason`] = async () => {
    installAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer), '');
    await press();
    assert.deepStrictEqual(sent, []);
    assert.deepStrictEqual(told, [{ title: 'Postlotse', message: WORDS.de[word] }]);
  };
}

tests['an end without an answer, too much of one, and broken secrets are told'] = async () => {
  for (const [answer, secrets] of [
    ['', ''],
    ['x'.repeat(300 * 1024), ''],
    [JSON.stringify(handover({}, {})), 'incoming.0 99\nx'],
  ]) {
    installAnswer(answer, secrets);
    await press();
    assert.deepStrictEqual(sent, []);
    assert.strictEqual(told.length, 1);
  }
};

tests['a second press while it is open does nothing'] = async () => {
  installAnswer(JSON.stringify(handover({}, {})), secret('incoming.0', 'x'));
  reset();
  const command = commands[menus[0].submenu[0].command];
  await Promise.all([command(), command()]);
  assert.strictEqual(sent.length, 1);
};

tests['without Postlotse it says so'] = async () => {
  const before = process.env.PATH;
  process.env.PATH = path.join(folder, 'none');
  await press();
  process.env.PATH = before;
  assert.deepStrictEqual(told, [{ title: 'Postlotse', message: WORDS.de.notInstalled }]);
};

tests['in a Snap it says what to do instead'] = async () => {
  process.env.SNAP_NAME = 'mailspring';
  await press();
  delete process.env.SNAP_NAME;
  assert.deepStrictEqual(told, [{ title: 'Postlotse', message: WORDS.de.sandboxed }]);
};

tests['secrets are read byte for byte'] = () => {
  assert.deepStrictEqual(parseSecrets(Buffer.from(secret('incoming.0', 'a\nb ä') + secret('outgoing.0', ''))), {
    'incoming.0': 'a\nb ä',
    'outgoing.0': '',
  });
  for (const bad of ['incoming.0 5\nabc', 'incoming.0\nabc', 'x', '__proto__ 1\nx']) {
    assert.throws(() => parseSecrets(Buffer.from(bad)));
  }
};

tests['both languages say everything'] = () => {
  assert.deepStrictEqual(Object.keys(WORDS.de).sort(), Object.keys(WORDS.en).sort());
  assert.strictEqual(words('de-AT'), WORDS.de);
  assert.strictEqual(words('den'), WORDS.en);
  assert.strictEqual(words(undefined), WORDS.en);
  assert.strictEqual(readHandover(JSON.stringify({ ...handover({}, {}), status: 'cancelled' })), null);
};

// --- The door ---

const door = path.join(folder, 'postlotse.sock');

function knock(text) {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = net.connect(door, () => socket.write(text));
    socket.on('data', part => {
      answer += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

tests['the door is for the person alone'] = () => {
  assert.strictEqual(fs.statSync(door).mode & 0o777, 0o600);
};

tests['what comes through the door fills in the set-up window'] = async () => {
  reset();
  const request = { handover: handover({}, {}), secrets: { 'incoming.0': 'a', 'outgoing.0': 'b' } };
  const answer = await knock(`${JSON.stringify(request)}\n`);
  assert.deepStrictEqual(JSON.parse(answer), { ok: true });
  assert.strictEqual(sent.length, 1);
  assert.strictEqual(sent[0][2].existingAccountJSON.settings.smtp_password, 'b');
};

tests['what cannot be taken is answered with the reason'] = async () => {
  reset();
  for (const [request, word] of [
    [JSON.stringify({ handover: handover({ protocol: 'pop3' }, {}) }), 'pop3'],
    ['{', 'unreadable'],
    ['null', 'unreadable'],
    ['{"handover":null}', 'unreadable'],
  ]) {
    assert.deepStrictEqual(JSON.parse(await knock(`${request}\n`)), { ok: false, error: word });
  }
  assert.deepStrictEqual(sent, []);
};

tests['a flood is cut off'] = async () => {
  reset();
  await knock('x'.repeat(600 * 1024)).catch(() => '');
  assert.deepStrictEqual(sent, []);
};

tests['a second window leaves the door to the first'] = async () => {
  const { openDoor } = require(path.join(PLUGIN, 'lib/door'));
  assert.strictEqual(await openDoor(folder, () => {}), null);
};

tests['a socket that was left behind is replaced'] = async () => {
  const { openDoor } = require(path.join(PLUGIN, 'lib/door'));
  plugin.deactivate();
  assert.deepStrictEqual(disposed.sort(), ['command', 'menu']);
  fs.writeFileSync(door, '');
  const close = await openDoor(folder, () => {});
  assert.ok(fs.statSync(door).isSocket());
  close();
};

async function main() {
  await plugin.activate();
  await runAll(tests);
  fs.rmSync(folder, { recursive: true });
}

main();
