// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

/* global messenger */

const word = location.hash.slice(1);
const text = document.getElementById("text");
const button = document.getElementById("close");

document.documentElement.lang = messenger.i18n.getUILanguage();
text.textContent = messenger.i18n.getMessage(word) || messenger.i18n.getMessage("failed");
button.textContent = messenger.i18n.getMessage("close");
button.addEventListener("click", () => window.close());
button.focus();
