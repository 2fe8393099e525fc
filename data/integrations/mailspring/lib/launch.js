// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// Starts Postlotse and waits for its one answer. The JSON comes over a pipe of its own and the password
// over another: neither is ever in an argument, the environment or a file.

const childProcess = require('child_process');
const fs = require('fs');

const LARGEST = 256 * 1024; // bytes of an answer
const RESULT_FD = 3;
const SECRET_FD = 4;

// In a sandbox no program of the desktop can be started.
function isSandboxed() {
  return Boolean(process.env.SNAP_NAME) || fs.existsSync('/.flatpak-info');
}

// `ENTRY LENGTH\n` and that many bytes, any number of times.
function parseSecrets(bytes) {
  const secrets = {};
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    const match = end < 0 ? null : /^([a-z]+\.\d+) (\d{1,6})$/.exec(bytes.toString('latin1', at, end));
    if (match === null || end + 1 + Number(match[2]) > bytes.length) {
      throw new Error('malformed secrets');
    }
    secrets[match[1]] = bytes.toString('utf8', end + 1, end + 1 + Number(match[2]));
    at = end + 1 + Number(match[2]);
  }
  return secrets;
}

function collect(stream) {
  return new Promise((resolve, reject) => {
    const parts = [];
    let length = 0;
    stream.on('data', part => {
      length += part.length;
      if (length > LARGEST) {
        stream.destroy();
        reject(new Error('too long'));
        return;
      }
      parts.push(part);
    });
    stream.on('error', reject);
    stream.on('end', () => {
      const whole = Buffer.concat(parts);
      parts.forEach(part => part.fill(0));
      resolve(whole);
    });
  });
}

function wait(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

// Resolves to { text, secrets }; text is empty when Postlotse ended without an answer. Rejects with the
// error of spawn (code ENOENT: Postlotse is not installed).
async function launch(program) {
  const child = childProcess.spawn(
    program,
    [
      'add',
      '--for=Mailspring',
      '--contract=1',
      '--output=json',
      '--protocol=imap',
      `--result-fd=${RESULT_FD}`,
      '--secret=fd',
      `--secret-fd=${SECRET_FD}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], shell: false }
  );
  const [answer, secretBytes] = await Promise.all([
    collect(child.stdio[RESULT_FD]),
    collect(child.stdio[SECRET_FD]),
    wait(child),
  ]);
  const secrets = parseSecrets(secretBytes);
  secretBytes.fill(0);
  return { text: answer.toString('utf8'), secrets };
}

module.exports = { isSandboxed, launch, parseSecrets };
