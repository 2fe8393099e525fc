// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

// ext+postlotse:add?settings=… : an account that Postlotse brings while Thunderbird runs. Any program and
// any web page can open such a link, so it is shown first, with the names of its servers; nothing
// happens before the person presses the button. There is never a password in it.
/* global messenger, readHandover, makeLinkConfig, describeCopies, Refusal */

const LARGEST = 16 * 1024; // characters of a link

function part(id) {
  return document.getElementById(id);
}

function say(id, word, ...words) {
  part(id).textContent = messenger.i18n.getMessage(word, words);
}

function decode(text) {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c =>
    c.charCodeAt(0)
  );
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

function readLink() {
  const link = decodeURIComponent(location.hash.slice(1));
  if (link.length > LARGEST) {
    throw new Refusal("unreadable");
  }
  const match = /^ext\+postlotse:add\?settings=([A-Za-z0-9_-]+)$/.exec(link);
  if (match === null) {
    throw new Refusal("unreadable");
  }
  let text;
  try {
    text = decode(match[1]);
  } catch (error) {
    throw new Refusal("unreadable");
  }
  const handover = readHandover(text);
  if (handover === null) {
    throw new Refusal("unreadable");
  }
  return makeLinkConfig(handover);
}

function showRow(word, text) {
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  term.textContent = messenger.i18n.getMessage(word);
  value.textContent = text;
  part("servers").append(term, value);
}

function showServer(word, server) {
  showRow(word, `${server.hostname}, ${server.port}`);
}

function showCopies(copies) {
  if (copies !== null) {
    showRow("copies", messenger.i18n.getMessage(copies[0], copies.slice(1)));
  }
}

async function add(config) {
  part("add").hidden = true;
  try {
    const outcome = await messenger.postlotse.createAccount(config);
    say("text", outcome === "oauth2" ? "oauth2" : `${outcome}WithoutPassword`);
  } catch (error) {
    say("text", "failed");
  }
  say("cancel", "close");
  part("cancel").focus();
}

// A link opens behind what the person looks at.
async function comeToTheFront() {
  const tab = await messenger.tabs.getCurrent();
  await messenger.tabs.update(tab.id, { active: true });
}

function main() {
  comeToTheFront();
  document.documentElement.lang = messenger.i18n.getUILanguage();
  say("heading", "menu");
  say("cancel", "close");
  part("cancel").addEventListener("click", () => window.close());
  try {
    const config = readLink();
    say("text", "question", config.address);
    showServer("incoming", config.incoming);
    showCopies(describeCopies(config.incoming));
    if (config.outgoing !== null) {
      showServer("outgoing", config.outgoing);
    }
    say("add", "add");
    say("cancel", "cancel");
    part("add").hidden = false;
    part("add").addEventListener("click", () => add(config), { once: true });
  } catch (error) {
    say("text", error instanceof Refusal ? error.word : "failed");
  }
  part("heading").focus();
}

main();
