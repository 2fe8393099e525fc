// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// From a hand-over (version 1) to the account object with which Mailspring opens its set-up window.
// Plain values in, plain values out; nothing here reaches outside.

const SECURITY = { tls: 'SSL / TLS', starttls: 'STARTTLS', none: 'none' };

class Refusal extends Error {
  // word: a key of words.js
  constructor(word) {
    super(word);
    this.word = word;
  }
}

// Nothing that cannot be seen: neither control characters nor those that turn the direction of text and
// so make a host name read as another one.
const UNSHOWABLE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const HOST = /^[A-Za-z0-9._:-]{1,255}$/;

function isText(value) {
  return typeof value === 'string' && value !== '' && !UNSHOWABLE.test(value);
}

function isServer(server, protocols) {
  return (
    server !== null &&
    typeof server === 'object' &&
    protocols.includes(server.protocol) &&
    isText(server.host) &&
    HOST.test(server.host) &&
    Number.isInteger(server.port) &&
    server.port > 0 &&
    server.port < 65536 &&
    Object.prototype.hasOwnProperty.call(SECURITY, server.security) &&
    server.auth !== null &&
    typeof server.auth === 'object' &&
    (server.username === null || isText(server.username))
  );
}

// Reads the text that Postlotse wrote. Returns null when the person cancelled.
function readHandover(text) {
  let handover;
  try {
    handover = JSON.parse(text);
  } catch (_) {
    throw new Refusal('unreadable');
  }
  if (
    handover === null ||
    typeof handover !== 'object' ||
    handover.format !== 'postlotse-handover' ||
    handover.version !== 1
  ) {
    throw new Refusal('unreadable');
  }
  if (handover.status === 'cancelled') {
    return null;
  }
  if (handover.status !== 'done' || !handover.account) {
    throw new Refusal('failed');
  }
  return handover;
}

// Made-up accounts, for practice, have their servers there; nobody else can (RFC 6761).
function isPractice(server) {
  return String(server.host).toLowerCase().endsWith('.practice.test');
}

function chooseServers(account) {
  const incoming = Array.isArray(account.incoming) ? account.incoming[0] : undefined;
  const outgoing = Array.isArray(account.outgoing) ? account.outgoing[0] : undefined;
  if (!incoming || !outgoing) {
    throw new Refusal('oneServer');
  }
  if (incoming.protocol === 'pop3') {
    throw new Refusal('pop3');
  }
  if (!isServer(incoming, ['imap']) || !isServer(outgoing, ['smtp'])) {
    throw new Refusal('unreadable');
  }
  for (const server of [incoming, outgoing]) {
    if (isPractice(server)) {
      throw new Refusal('practice');
    }
    if (server.auth.kind === 'oauth2') {
      throw new Refusal('oauth2');
    }
    // Mailspring has no exception for one certificate, only a switch that ends all checks.
    if (server.tls && server.tls.trust === 'pinned') {
      throw new Refusal('pinned');
    }
  }
  return { incoming, outgoing };
}

function choosePassword(server, entry, secrets) {
  if (server.username === null) {
    return '';
  }
  if (server.secret && server.secret.store === 'same-as') {
    return secrets['incoming.0'] || '';
  }
  return secrets[entry] || '';
}

// secrets: by entry, as `incoming.0`. The password stays out of everything but the object returned.
function makeAccount(handover, secrets) {
  const account = handover.account;
  const identity = account.identity;
  if (!identity || !isText(identity.address)) {
    throw new Refusal('unreadable');
  }
  const { incoming, outgoing } = chooseServers(account);
  return {
    name: isText(identity.name) ? identity.name : '',
    emailAddress: identity.address,
    label: identity.address,
    // Always the one for any server: a provider's own would guess anew and throw away what was tested.
    provider: 'imap',
    settings: {
      imap_host: incoming.host,
      imap_port: incoming.port,
      imap_username: incoming.username === null ? '' : incoming.username,
      imap_password: choosePassword(incoming, 'incoming.0', secrets),
      imap_security: SECURITY[incoming.security],
      imap_allow_insecure_ssl: false,
      smtp_host: outgoing.host,
      smtp_port: outgoing.port,
      smtp_username: outgoing.username === null ? '' : outgoing.username,
      smtp_password: choosePassword(outgoing, 'outgoing.0', secrets),
      smtp_security: SECURITY[outgoing.security],
      smtp_allow_insecure_ssl: false,
      container_folder: '',
    },
  };
}

module.exports = { Refusal, readHandover, makeAccount };
