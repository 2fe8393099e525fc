// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// A socket in Mailspring's own folder, through which Postlotse can hand over an account while Mailspring
// runs, also into a sandbox. Any program of the same person can knock, so what comes in only fills in
// the set-up window; nothing is stored before the person presses its button.

const fs = require('fs');
const net = require('net');
const path = require('path');

const { makeAccount, readHandover, Refusal } = require('./account');

const LARGEST = 256 * 1024; // bytes of a request
const PATIENCE_MS = 10000; // for the rest of a request that has begun

function socketPath(folder) {
  return path.join(folder, 'postlotse.sock');
}

// One request: {"handover": {...}, "secrets": {"incoming.0": "…"}} and the end of the line.
function answer(line, open) {
  const request = JSON.parse(line);
  const secrets = {};
  for (const [entry, secret] of Object.entries(request.secrets || {})) {
    if (typeof secret === 'string') {
      secrets[entry] = secret;
    }
  }
  const handover = readHandover(JSON.stringify(request.handover));
  if (handover === null) {
    throw new Refusal('failed');
  }
  open(makeAccount(handover, secrets));
}

function serve(socket, open) {
  let text = '';
  const finish = result => {
    socket.end(`${JSON.stringify(result)}\n`);
  };
  socket.setEncoding('utf8');
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', part => {
    text += part;
    if (text.length > LARGEST) {
      socket.destroy();
      return;
    }
    const end = text.indexOf('\n');
    if (end < 0) {
      return;
    }
    const line = text.slice(0, end);
    text = '';
    socket.removeAllListeners('data');
    try {
      answer(line, open);
      finish({ ok: true });
    } catch (error) {
      finish({ ok: false, error: error instanceof Refusal ? error.word : 'unreadable' });
    }
  });
}

// A socket that answers belongs to a Mailspring that runs; one that does not was left behind.
function isAnswered(name) {
  return new Promise(resolve => {
    const probe = net.connect(name);
    probe.on('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
}

// open(account) is called for each account. Resolves to a function that closes the door, or to null when
// another window has it open already.
async function openDoor(folder, open) {
  const name = socketPath(folder);
  if (fs.existsSync(name)) {
    if (await isAnswered(name)) {
      return null;
    }
    fs.unlinkSync(name);
  }
  const server = net.createServer(socket => serve(socket, open));
  const before = process.umask(0o177);
  try {
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(name, resolve);
    });
  } finally {
    process.umask(before);
  }
  return () => {
    server.close();
  };
}

module.exports = { openDoor, socketPath };
