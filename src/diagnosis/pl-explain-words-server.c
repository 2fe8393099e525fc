// SPDX-License-Identifier: GPL-3.0-or-later
/* What an explained text says about causes of the chapters about server, mailbox and sending. */
#include "diagnosis/pl-explain-words-private.h"

#include <glib/gi18n.h>

static const PlExplainWords rows[] = {
  /* Translators: what is said about a pasted message of a server or of a mail program: title, what
   * it means, what to do. Nobody tried anything here. {server_first}: a server's name, or "The
   * server" at the beginning of a sentence; {server}: the same within one; {provider_first}: a
   * provider's name, or "The provider"; {at_provider}: "at GMX", or "at your provider"; {reply}: the
   * words of the message */
  {
    .code = "server-unavailable",
    .wording = {
      .title = N_ ("{server_first} is out of order at the moment"),
      .explanation = N_ ("The message says: “{reply}”. The fault is there, not in your settings, "
                         "and usually passes by itself."),
      .steps = {
        N_ ("Wait a few minutes and try again."),
        N_ ("If it lasts, see whether your provider reports an outage."),
      },
    },
  },
  {
    .code = "mailbox-not-accessible",
    .wording = {
      .title = N_ ("{server_first} does not open the mailbox"),
      .explanation = N_ ("The message says: “{reply}”. Often the mailbox has not been set up yet, "
                         "belongs to somebody else, or access for mail programs is switched off."),
      .steps = {
        N_ ("Open the mailbox on the provider's web site once."),
        N_ ("In a company: ask IT about licence, rights and access for mail programs."),
      },
    },
  },
  {
    .code = "mailbox-in-use",
    .wording = {
      .title = N_ ("Another program is using this mailbox"),
      .explanation = N_ ("{server_first} lets only one program at a time fetch mail from it. "
                         "Sometimes a connection that broke off keeps it busy for a few minutes."),
      .steps = {
        N_ ("Close other programs and devices that fetch this mail."),
        N_ ("Wait a few minutes and try again."),
      },
    },
  },
  {
    .code = "mailbox-full",
    .wording = {
      .title = N_ ("The mailbox is full"),
      .explanation = N_ ("There is no room left in it. The message says: “{reply}”."),
      .steps = {
        N_ ("If it is yours, delete large or old mail on the provider's web site, and empty the "
            "bin."),
        N_ ("If it is the recipient's, tell them in another way."),
      },
    },
  },
  {
    .code = "protocol-violation",
    .wording = {
      .title = N_ ("{server_first} and the mail program do not understand each other"),
      .explanation = N_ ("One of them does not follow the rules, or something on the way changes "
                         "what is said. The words: “{reply}”."),
      .steps = {
        N_ ("Update the mail program and try again, if possible on another network."),
        N_ ("If nothing changes, ask the operator of the server."),
      },
    },
  },
  {
    .code = "sender-rejected",
    .wording = {
      .title = N_ ("{server_first} does not accept this sender address"),
      .explanation = N_ ("The account may not send with this address, or its domain is not in "
                         "order. The message says: “{reply}”."),
      .steps = {
        N_ ("As the sender, use the address that belongs to the account."),
        N_ ("If it is another address of yours, add it as a sender {at_provider} first."),
      },
    },
  },
  {
    .code = "relay-denied",
    .wording = {
      .title = N_ ("{server_first} does not pass mail on for this account"),
      .explanation = N_ ("Unless somebody signs in, such a server takes mail only for its own "
                         "users. Either the sign-in for sending is missing, or this is not the "
                         "outgoing server of your provider."),
      .steps = {
        N_ ("Switch the sign-in for sending on in your mail program: user name and password as for "
            "receiving."),
        N_ ("Compare the outgoing server with the one your provider gives."),
      },
    },
  },
  {
    .code = "recipient-rejected",
    .wording = {
      .title = N_ ("{server_first} does not accept the recipient"),
      .explanation = N_ ("The address does not exist, is closed, or is misspelt. The message says: "
                         "“{reply}”."),
      .steps = {
        N_ ("Check the spelling of the recipient's address, letter by letter."),
        N_ ("If it is right, ask the recipient in another way."),
      },
    },
  },
  {
    .code = "greylisted",
    .wording = {
      .title = N_ ("{server_first} asks the mail program to come back later"),
      .explanation = N_ ("Servers do that to keep spam away: whoever returns after a few minutes "
                         "is let in. The settings are right; mail programs wait by themselves."),
      .steps = {
        N_ ("Send again in about ten minutes."),
      },
    },
  },
  {
    .code = "message-rejected",
    .wording = {
      .title = N_ ("{server_first} does not want this message"),
      .explanation = N_ ("The server objects to the message itself, to its size or to where it "
                         "comes from. The message says: “{reply}”."),
      .steps = {
        N_ ("Send it without attachments and links, or smaller."),
        N_ ("If nothing changes, ask your provider."),
      },
    },
  },
  {
    .code = "send-limit-reached",
    .wording = {
      .title = N_ ("No more mail may be sent for now"),
      .explanation = N_ ("A limit on messages or recipients is reached. The settings are right. "
                         "The message says: “{reply}”."),
      .steps = {
        N_ ("Wait; such a limit usually ends within a day. Write to fewer recipients at once."),
        N_ ("If you did not send much, somebody else may be using the account: change the password."),
      },
    },
  },
  {
    .code = "client-at-fault",
    .wording = {
      /* Translators: explains a message out of another mail program */
      .title = N_ ("The fault lies in the mail program"),
      /* Translators: explains a message out of another mail program */
      .explanation = N_ ("The server accepts these settings. Most often the mail program still uses "
                         "an old password."),
      .steps = {
        /* Translators: explains a message out of another mail program */
        N_ ("Delete the password that the mail program has stored, and type it again."),
      },
    },
  },
  {
    .code = "test-message-not-delivered",
    .wording = {
      .title = N_ ("The message has not arrived yet"),
      .explanation = N_ ("It was accepted for sending. Delivery can take some minutes; servers "
                         "often make mail from a new sender wait."),
      .steps = {
        N_ ("Look into the junk folder, and look again in a few minutes."),
      },
    },
  },
  {
    .code = "unexplained",
    .wording = {
      .title = N_ ("We do not know this one yet"),
      .explanation = N_ ("It says: “{reply}”. We are not sure what that means. The provider will "
                         "know."),
      .steps = {
        N_ ("Send these words to your provider."),
        N_ ("Or let Postlotse check the account itself: that tells more than a message."),
      },
    },
  },
};

const PlExplainChapter pl_explain_words_server = { rows, G_N_ELEMENTS (rows) };
