// SPDX-License-Identifier: GPL-3.0-or-later
"use strict";

// The one function that the WebExtension interface does not have: making an account.
/* global ExtensionAPI, ChromeUtils, Services, Cc, Ci */

var { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");

const AUTH_NONE = 1;
const AUTH_OAUTH2 = 10;

function loadAccountCreation() {
  return {
    ...ChromeUtils.importESModule("resource:///modules/accountcreation/AccountConfig.sys.mjs"),
    ...ChromeUtils.importESModule("resource:///modules/accountcreation/CreateInBackend.sys.mjs"),
  };
}

// Thunderbird signs in through the browser only where it knows the provider's pages.
function knowsSignIn(server) {
  const { OAuth2Providers } = ChromeUtils.importESModule(
    "resource:///modules/OAuth2Providers.sys.mjs"
  );
  return Boolean(OAuth2Providers.getHostnameDetails(server.hostname, server.type));
}

async function storePassword(server, origin, password) {
  const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
  login.init(origin, null, origin, server.username, password, "", "");
  const known = await Services.logins.searchLoginsAsync({ origin });
  const old = known.find(entry => entry.username === server.username);
  if (old) {
    Services.logins.modifyLogin(old, login);
  } else {
    await Services.logins.addLoginAsync(login);
  }
}

async function storePasswords(config) {
  for (const server of [config.incoming, config.outgoing]) {
    if (server && server.password) {
      // As Thunderbird itself names them: mailbox for POP3.
      const scheme = server.type === "pop3" ? "mailbox" : server.type;
      await storePassword(server, `${scheme}://${server.hostname}`, server.password);
    }
  }
}

function setIncoming(target, server) {
  Object.assign(target, {
    type: server.type,
    hostname: server.hostname,
    port: server.port,
    socketType: server.socketType,
    auth: server.auth,
    username: server.username,
    password: server.password,
    leaveMessagesOnServer: server.leaveDays !== 0,
    deleteByAgeFromServer: Boolean(server.leaveDays),
    daysToLeaveMessagesOnServer: server.leaveDays || 7,
    deleteOnServerWhenLocalDelete: false,
  });
}

function setOutgoing(target, server) {
  if (server === null) {
    Object.assign(target, { type: "smtp", hostname: "", useGlobalPreferredServer: true });
    return;
  }
  Object.assign(target, {
    type: "smtp",
    hostname: server.hostname,
    port: server.port,
    socketType: server.socketType,
    auth: server.auth,
    username: server.auth === AUTH_NONE ? null : server.username,
    password: server.password,
    addThisServer: true,
  });
}

// The same server and user. Asked for nobody Thunderbird finds anybody's, who would lose the sign-in.
function findOutgoing(server) {
  const username = server.auth === AUTH_NONE ? null : server.username;
  const found = MailServices.outgoingServer.findServer(username, server.hostname, "smtp");
  return found && (username !== null || !found.username) ? found : null;
}

function correctOutgoing(server) {
  const existing = server === null ? null : findOutgoing(server);
  if (!existing) {
    return;
  }
  existing.QueryInterface(Ci.nsISmtpServer).port = server.port;
  existing.socketType = server.socketType;
  existing.authMethod = server.auth;
  if (server.password) {
    existing.password = server.password;
  }
}

async function create(config) {
  const { AccountConfig, CreateInBackend } = loadAccountCreation();
  const wanted = new AccountConfig();
  setIncoming(wanted.incoming, config.incoming);
  setOutgoing(wanted.outgoing, config.outgoing);
  wanted.identity.realname = config.name;
  wanted.identity.emailAddress = config.address;
  wanted.displayName = config.address;
  wanted.rememberPassword = false; // by storePasswords(), which also replaces an old one
  const account = await CreateInBackend.createAccountInBackend(wanted);
  correctOutgoing(config.outgoing); // one of this name and user that was there is used again as it is
  return account.incomingServer;
}

// The account that is there: the same server and user, whatever its port was.
function correct(existing, server, outgoing) {
  existing.port = server.port;
  existing.socketType = server.socketType;
  existing.authMethod = server.auth;
  if (server.password) {
    existing.password = server.password;
  }
  correctOutgoing(outgoing);
  MailServices.accounts.saveAccountInfo();
  Services.prefs.savePrefFile(null);
}

// Where there is no password it is asked for at once, which needs a window to ask in.
function fetchMail(server) {
  const window = Services.wm.getMostRecentWindow("mail:3pane");
  server.getNewMessages(server.rootFolder, window ? window.msgWindow : null, null);
}

this.postlotse = class extends ExtensionAPI {
  getAPI() {
    return {
      postlotse: {
        async createAccount(config) {
          const { incoming, outgoing } = config;
          for (const server of [incoming, outgoing]) {
            if (server && server.auth === AUTH_OAUTH2 && !knowsSignIn(server)) {
              return "oauth2";
            }
          }
          const existing = MailServices.accounts.findServer(
            incoming.username,
            incoming.hostname,
            incoming.type,
            0
          );
          // The passwords come after the account and before its first sign-in: where the account cannot
          // be made none stays behind, and where they cannot be stored Thunderbird asks.
          const server = existing || (await create(config));
          if (existing) {
            correct(existing, incoming, outgoing);
          }
          await storePasswords(config);
          fetchMail(server);
          return existing ? "corrected" : "created";
        },
      },
    };
  }
};
