// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

// The entry in the Tools menu: it opens Postlotse, and what comes back becomes an account.
/* global messenger, readHandover, makeConfig, Refusal */

const HOST = "org.postlotse.thunderbird";
const MENU = "postlotse-add";

let running = false;

// A small window with one sentence, read out by screen readers when it opens.
function tell(word) {
  return messenger.windows.create({
    type: "popup",
    url: `told.html#${word}`,
    width: 520,
    height: 220,
    allowScriptsToClose: true,
  });
}

function chooseWord(error) {
  if (error instanceof Refusal) {
    return error.word;
  }
  // The one thing that goes wrong before our program runs: it is not there.
  return /native application|No such native/i.test(String(error && error.message))
    ? "notInstalled"
    : "failed";
}

async function addFrom(answer, secrets) {
  const handover = readHandover(answer);
  if (handover === null) {
    return null;
  }
  const outcome = await messenger.postlotse.createAccount(makeConfig(handover, secrets));
  if (outcome === "oauth2") {
    throw new Refusal("oauth2");
  }
  return outcome;
}

async function askPostlotse() {
  if (running) {
    return; // its window is open already
  }
  running = true;
  try {
    const reply = await messenger.runtime.sendNativeMessage(HOST, { request: "add" });
    if (reply.error === "not-installed") {
      throw new Refusal("notInstalled");
    }
    if (reply.error || reply.answer === "") {
      throw new Refusal("failed");
    }
    const outcome = await addFrom(reply.answer, reply.secrets);
    if (outcome !== null) {
      await tell(outcome);
    }
  } catch (error) {
    await tell(chooseWord(error));
  } finally {
    running = false;
  }
}

messenger.menus.create({
  id: MENU,
  title: messenger.i18n.getMessage("menu"),
  contexts: ["tools_menu"],
});

messenger.menus.onClicked.addListener(info => {
  if (info.menuItemId === MENU) {
    askPostlotse();
  }
});
