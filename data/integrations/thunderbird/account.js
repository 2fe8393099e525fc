// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

// From a hand-over (version 1) to what Thunderbird needs to know. Plain values in, plain values out.
/* exported readHandover, makeConfig, makeLinkConfig, describeCopies, Refusal */

// nsMsgSocketType and nsMsgAuthMethod
const SOCKETS = { none: 0, starttls: 2, tls: 3 };
const AUTH_NONE = 1;
const AUTH_PASSWORD = 3;
const AUTH_ENCRYPTED = 4;
const AUTH_OAUTH2 = 10;

class Refusal extends Error {
  // word: a key of the messages
  constructor(word) {
    super(word);
    this.word = word;
  }
}

// Nothing that cannot be seen: neither control characters nor those that turn the direction of text and
// so make a host name read as another one.
const UNSHOWABLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const HOST_NAME = /^[A-Za-z0-9._:-]{1,255}$/;

function isText(value) {
  return typeof value == "string" && value !== "" && !UNSHOWABLE.test(value);
}

function isServer(server, protocols) {
  return (
    server !== null &&
    typeof server == "object" &&
    protocols.includes(server.protocol) &&
    isText(server.host) &&
    HOST_NAME.test(server.host) &&
    Number.isInteger(server.port) &&
    server.port > 0 &&
    server.port < 65536 &&
    Object.hasOwn(SOCKETS, server.security) &&
    server.auth !== null &&
    typeof server.auth == "object" &&
    (server.username === null || isText(server.username))
  );
}

// Reads the text that Postlotse wrote. Returns null when the person cancelled.
function readHandover(text) {
  let handover;
  try {
    handover = JSON.parse(text);
  } catch (error) {
    throw new Refusal("unreadable");
  }
  if (
    handover === null ||
    typeof handover != "object" ||
    handover.format !== "postlotse-handover" ||
    handover.version !== 1
  ) {
    throw new Refusal("unreadable");
  }
  if (handover.status === "cancelled") {
    return null;
  }
  if (handover.status !== "done" || !handover.account) {
    throw new Refusal("failed");
  }
  return handover;
}

function chooseAuth(server) {
  if (server.username === null) {
    return AUTH_NONE;
  }
  if (server.auth.kind === "oauth2") {
    return AUTH_OAUTH2;
  }
  const worked = Array.isArray(server.auth.sasl) ? server.auth.sasl : [];
  return worked[0] === "CRAM-MD5" || worked[0] === "APOP" ? AUTH_ENCRYPTED : AUTH_PASSWORD;
}

function choosePassword(server, entry, secrets) {
  if (server.username === null || server.auth.kind === "oauth2") {
    return null;
  }
  const found =
    server.secret && server.secret.store === "same-as" ? secrets["incoming.0"] : secrets[entry];
  return typeof found == "string" && found !== "" ? found : null;
}

function makeServer(server, entry, secrets) {
  return {
    type: server.protocol,
    hostname: server.host,
    port: server.port,
    socketType: SOCKETS[server.security],
    auth: chooseAuth(server),
    username: server.username === null ? "" : server.username,
    password: choosePassword(server, entry, secrets),
  };
}

// null: fetched mail stays on the server for ever; 0: it is deleted at once; else after so many days.
function readDays(server) {
  const days = server.options ? server.options.leave_on_server_days : null;
  return Number.isInteger(days) && days >= 0 && days <= 3650 ? days : null;
}

// Made-up accounts, for practice, have their servers there; nobody else can (RFC 6761).
function isPractice(server) {
  return server !== null && server.host.toLowerCase().endsWith(".practice.test");
}

// secrets: by entry, as `incoming.0`. outgoing is null for an account that only receives.
function makeConfig(handover, secrets) {
  const account = handover.account;
  const identity = account.identity;
  const incoming = Array.isArray(account.incoming) ? account.incoming[0] : null;
  const outgoing =
    Array.isArray(account.outgoing) && account.outgoing.length ? account.outgoing[0] : null;
  if (!incoming) {
    throw new Refusal("oneServer");
  }
  if (
    !identity ||
    !isText(identity.address) ||
    !isServer(incoming, ["imap", "pop3"]) ||
    incoming.username === null ||
    (outgoing !== null && !isServer(outgoing, ["smtp"]))
  ) {
    throw new Refusal("unreadable");
  }
  if (isPractice(incoming) || isPractice(outgoing)) {
    throw new Refusal("practice");
  }
  return {
    address: identity.address,
    name: isText(identity.name) ? identity.name : "",
    incoming: { ...makeServer(incoming, "incoming.0", secrets), leaveDays: readDays(incoming) },
    outgoing: outgoing === null ? null : makeServer(outgoing, "outgoing.0", secrets),
  };
}

// Mail that is deleted from the server, which nobody should learn of afterwards: a word and what it
// needs, or null where it stays.
function describeCopies(incoming) {
  if (incoming.type !== "pop3" || incoming.leaveDays === null) {
    return null;
  }
  return incoming.leaveDays === 0 ? ["copiesAtOnce"] : ["copiesDays", String(incoming.leaveDays)];
}

// The same for what stands in a link, which anybody can have written: it never ends the encryption of an
// account, neither of a new one nor of one that is there, with its password.
function makeLinkConfig(handover) {
  const config = makeConfig(handover, {});
  for (const server of [config.incoming, config.outgoing]) {
    if (server !== null && server.socketType === SOCKETS.none) {
      throw new Refusal("unencrypted");
    }
  }
  return config;
}

if (typeof module != "undefined") {
  module.exports = { Refusal, readHandover, makeConfig, makeLinkConfig, describeCopies };
}
