// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// The plugin: an entry in Mailspring's File menu that starts Postlotse, and a door for accounts that
// Postlotse brings by itself. Either way Mailspring's own set-up window opens, filled in; the person
// presses its button, and Mailspring tests and stores the account itself.

const { ipcRenderer } = require('electron');
const { localized } = require('mailspring-exports');

const { makeAccount, readHandover, Refusal } = require('./account');
const { openDoor } = require('./door');
const { isSandboxed, launch } = require('./launch');
const { words } = require('./words');

const COMMAND = 'postlotse:add-account';
const PROGRAM = 'postlotse';

let running = false;
let menuItem = null;
let command = null;
let closeDoor = null;

function text() {
  return words(typeof window !== 'undefined' && window.navigator ? window.navigator.language : '');
}

function tell(word) {
  const message = text()[word] || text().failed;
  if (typeof AppEnv.showErrorDialog === 'function') {
    AppEnv.showErrorDialog({ title: 'Postlotse', message });
  } else {
    window.alert(message);
  }
}

function openSetUp(account) {
  ipcRenderer.send('command', 'application:add-account', { existingAccountJSON: account });
}

async function addAccount() {
  if (running) {
    return; // its window is open already
  }
  if (isSandboxed()) {
    tell('sandboxed');
    return;
  }
  running = true;
  try {
    const { text: answer, secrets } = await launch(PROGRAM);
    const handover = answer === '' ? null : readHandover(answer);
    if (answer === '') {
      throw new Refusal('failed');
    }
    if (handover !== null) {
      openSetUp(makeAccount(handover, secrets));
    }
  } catch (error) {
    tell(error instanceof Refusal ? error.word : error.code === 'ENOENT' ? 'notInstalled' : 'failed');
  } finally {
    running = false;
  }
}

function activate() {
  command = AppEnv.commands.add(document.body, { [COMMAND]: addAccount });
  // Menus are merged by their label as it is shown.
  menuItem = AppEnv.menu.add([
    { label: localized('File'), submenu: [{ label: text().menu, command: COMMAND }] },
  ]);
  return openDoor(AppEnv.getConfigDirPath(), openSetUp).then(
    close => {
      closeDoor = close;
    },
    () => {
      // Without the door the menu entry still works.
    }
  );
}

function deactivate() {
  for (const part of [command, menuItem]) {
    if (part && typeof part.dispose === 'function') {
      part.dispose();
    }
  }
  if (closeDoor) {
    closeDoor();
  }
  command = menuItem = closeDoor = null;
}

module.exports = { activate, deactivate, addAccount };
