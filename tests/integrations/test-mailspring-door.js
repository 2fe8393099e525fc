#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// From a terminal into a Mailspring that runs: the real program knocks at the plugin's real door, and what
// reaches Mailspring's interface is looked at. Then at doors that are not the plugin's.

const assert = require('assert');
const childProcess = require('child_process');
const fs = require('fs');
const Module = require('module');
const net = require('net');
const os = require('os');
const path = require('path');
const { makeSettings } = require('./mailspring-account');
const { runAll } = require('./tap');

const [, , PLUGIN, POSTLOTSE] = process.argv;
const PASSWORD = 'p"\'\\ ;#%$`ä= {"x":1} ';

// --- Stand-ins for Mailspring ---

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'door-'));
const folder = path.join(home, '.config', 'Mailspring');
const door = path.join(folder, 'postlotse.sock');
const sent = [];
const load = Module._load;
const stubs = {
  electron: { ipcRenderer: { send: (...words) => sent.push(words) } },
  'mailspring-exports': { localized: word => word },
};
Module._load = (name, ...rest) => stubs[name] || load(name, ...rest);
global.document = { body: {} };
global.window = { navigator: { language: 'en' } };
global.AppEnv = {
  commands: { add: () => ({ dispose: () => {} }) },
  menu: { add: () => ({ dispose: () => {} }) },
  getConfigDirPath: () => folder,
  showErrorDialog: () => {},
};
const plugin = require(path.join(PLUGIN, require(path.join(PLUGIN, 'package.json')).main));

// --- Our side ---

function server(protocol, host, port, security, more) {
  return {
    protocol,
    host,
    port,
    security,
    username: 'anna@example.org',
    auth: { kind: 'password', sasl: ['PLAIN'], oauth2: null },
    secret: { store: 'none' },
    verified: { state: 'ok', at: '2026-11-21T20:59:58Z', stages: [], source: 'user' },
    ...more,
  };
}

function writeSettings(incoming) {
  const file = path.join(home, 'settings.json');
  const handover = {
    format: 'postlotse-handover',
    version: 1,
    status: 'done',
    account: {
      id: '0f3c5c1e-6a6e-4d0e-9d2b-1a2b3c4d5e6f',
      identity: { address: 'anna@example.org', name: 'Anna "B" Beispiel', aliases: [] },
      incoming: [server('imap', 'imap.example.org', 993, 'tls', incoming)],
      outgoing: [server('smtp', 'smtp.example.org', 587, 'starttls')],
    },
    error: null,
  };
  fs.writeFileSync(file, JSON.stringify(handover));
  return file;
}

function run(...more) {
  const password = path.join(home, 'password');
  fs.writeFileSync(password, `${PASSWORD}\n`, { mode: 0o600 });
  return new Promise(resolve => {
    childProcess.execFile(
      POSTLOTSE,
      ['export', '--to=mailspring', `--settings=${writeSettings()}`, `--password-file=${password}`, ...more],
      {
        env: {
          ...process.env,
          HOME: home,
          XDG_CONFIG_HOME: path.join(home, '.config'),
          XDG_STATE_HOME: path.join(home, 'state'),
          LANGUAGE: 'en',
          LC_ALL: 'C.UTF-8',
        },
      },
      (error, stdout, stderr) => resolve({ status: error ? error.code : 0, stdout, stderr })
    );
  });
}

// Answers each request in its own way, instead of the plugin.
async function withDoor(serve, body) {
  const servers = net.createServer(serve);
  const before = process.umask(0o177);
  await new Promise(resolve => {
    servers.listen(door, resolve);
  });
  process.umask(before);
  try {
    await body();
  } finally {
    await new Promise(resolve => {
      servers.close(resolve);
    });
  }
}

function untouched() {
  return fs.readFileSync(path.join(folder, 'config.json'), 'utf8');
}

const CONFIG = '{\n  "*": {\n    "env": "production"\n  }\n}';

// --- Tests ---

const tests = {};

tests['without Mailspring nothing is brought anywhere'] = async () => {
  const result = await run();
  assert.strictEqual(result.status, 1, result.stdout);
  assert.deepStrictEqual(sent, []);
};

tests['a dry run says what will happen, and brings nothing'] = async () => {
  await plugin.activate();
  const result = await run('--dry-run');
  assert.strictEqual(result.status, 0, result.stderr);
  assert.match(result.stdout, /Mailspring is open and gets the account anna@example.org now/);
  assert.deepStrictEqual(sent, []);
};

tests['the account reaches the set-up window, with its password'] = async () => {
  const result = await run();
  assert.strictEqual(result.status, 0, result.stderr);
  assert.match(result.stdout, /its window for a new account is open/);
  assert.strictEqual(sent.length, 1);
  const [channel, command, { existingAccountJSON: account }] = sent[0];
  assert.deepStrictEqual([channel, command], ['command', 'application:add-account']);
  assert.strictEqual(account.name, 'Anna "B" Beispiel');
  assert.deepStrictEqual(account.settings, makeSettings(PASSWORD));
  assert.strictEqual(untouched(), CONFIG);
  assert.ok(!result.stdout.includes(PASSWORD) && !result.stderr.includes(PASSWORD));
};

tests['a folder that others can write to is no place for a password'] = async () => {
  sent.length = 0;
  fs.chmodSync(folder, 0o777);
  const result = await run();
  fs.chmodSync(folder, 0o700);
  assert.strictEqual(result.status, 1);
  assert.deepStrictEqual(sent, []);
};

tests['a socket that others can write to is none either'] = async () => {
  fs.chmodSync(door, 0o666);
  const result = await run();
  fs.chmodSync(door, 0o600);
  assert.strictEqual(result.status, 1);
  assert.deepStrictEqual(sent, []);
};

tests['a link to a socket is not followed'] = async () => {
  fs.renameSync(door, `${door}.real`);
  fs.symlinkSync(`${door}.real`, door);
  const result = await run();
  fs.unlinkSync(door);
  fs.renameSync(`${door}.real`, door);
  assert.strictEqual(result.status, 1);
  assert.deepStrictEqual(sent, []);
};

if (process.getuid() === 0) {
  tests["another user's socket gets nothing"] = async () => {
    fs.chownSync(door, 65534, 65534);
    const result = await run();
    fs.chownSync(door, 0, 0);
    assert.strictEqual(result.status, 1);
    assert.deepStrictEqual(sent, []);
  };
}

for (const [name, serve, words] of [
  ['hangs up', socket => socket.destroy(), /Mailspring does not answer/],
  ['says no', socket => socket.end('{"ok":false,"error":"unreadable"}\n'), /has not taken the account/],
  ['says something else', socket => socket.end('HTTP/1.1 400 Bad Request\n'), /has not taken/],
  ['says yes in the wrong place', socket => socket.end('{"error":{"ok":true}}\n'), /has not taken/],
  ['never ends its line', socket => socket.end('x'.repeat(100000)), /Mailspring does not answer/],
]) {
  tests[`a door that ${name} is told, and nothing is written`] = async () => {
    plugin.deactivate();
    fs.rmSync(door, { force: true });
    await withDoor(
      socket => {
        socket.on('error', () => {});
        socket.once('data', () => serve(socket));
      },
      async () => {
        const result = await run();
        assert.strictEqual(result.status, 1, result.stdout);
        assert.match(result.stderr, words);
        assert.strictEqual(untouched(), CONFIG);
      }
    );
  };
}

async function main() {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(folder, 'config.json'), CONFIG);
  await runAll(tests);
  plugin.deactivate();
  fs.rmSync(home, { recursive: true });
}

main();
