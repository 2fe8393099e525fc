// SPDX-License-Identifier: GPL-3.0-or-later
/* What an explained text says about causes of the chapters about address and network. */
#include "diagnosis/pl-explain-words-private.h"

#include <glib/gi18n.h>

static const PlExplainWords rows[] = {
  /* Translators: what is said about a pasted message of a server or of a mail program: title, what
   * it means, what to do. Nobody tried anything here. {server_first}: a server's name, or "The
   * server" at the beginning of a sentence; {server}: the same within one; {provider_first}: a
   * provider's name, or "The provider"; {at_provider}: "at GMX", or "at your provider"; {reply}: the
   * words of the message */
  {
    .code = "address-invalid",
    .wording = {
      .title = N_ ("This is not a complete e-mail address"),
      .explanation = N_ ("An address consists of a name, the @ and a domain, as in "
                         "anna@example.org."),
      .steps = {
        N_ ("Type the whole address, with everything after the @."),
      },
    },
  },
  {
    .code = "domain-typo",
    .wording = {
      .title = N_ ("The part after the @ looks misspelt"),
      .explanation = N_ ("The domain does not exist, and one of a well-known provider is spelt "
                         "almost the same."),
      .steps = {
        N_ ("Compare the address with one in a message or a letter from your provider."),
      },
    },
  },
  {
    .code = "domain-unknown",
    .wording = {
      .title = N_ ("The domain of this address does not exist"),
      .explanation = N_ ("The name service does not know it, so no mail can get there. Most often "
                         "a letter after the @ is wrong or missing."),
      .steps = {
        N_ ("Compare the address with one in a message or a letter from your provider."),
      },
    },
  },
  {
    .code = "domain-no-mail",
    .wording = {
      .title = N_ ("This domain receives no mail"),
      .explanation = N_ ("The domain exists, but it says itself that it receives no mail."),
      .steps = {
        N_ ("Compare the address with one in a message or a letter from your provider."),
      },
    },
  },
  {
    .code = "protocol-not-offered",
    .wording = {
      .title = N_ ("{provider_first} works with its own app only"),
      .explanation = N_ ("The ways by which mail programs fetch and send mail (IMAP, POP3, SMTP) "
                         "do not exist there, and no setting changes that."),
      .steps = {
        N_ ("Use the provider's own app, or your browser."),
      },
    },
  },
  {
    .code = "bridge-required",
    .wording = {
      .title = N_ ("{provider_first} lets mail programs in through a program of its own only"),
      .explanation = N_ ("It runs on your computer, for example Proton Mail Bridge, and has "
                         "settings and a password of its own."),
      .steps = {
        N_ ("Install that program, start it, and sign in there."),
        N_ ("Use the settings and the password that it shows."),
      },
    },
  },
  {
    .code = "subscription-required",
    .wording = {
      .title = N_ ("{provider_first} wants a paid plan for this"),
      .explanation = N_ ("The message says: “{reply}”. Not every plan includes mail programs; no "
                         "setting changes that."),
      .steps = {
        N_ ("See {at_provider} what your plan includes."),
        N_ ("Without such a plan, read your mail in the browser."),
      },
    },
  },
  {
    .code = "separate-mail-password",
    .wording = {
      .title = N_ ("{provider_first} wants the e-mail password here"),
      .explanation = N_ ("Mail programs need the password of the mailbox there. It is not the one "
                         "with which you sign in to the customer pages."),
      .steps = {
        N_ ("Look up or set the e-mail password {at_provider}."),
        N_ ("Enter it in your mail program, and mind caps lock."),
      },
    },
  },
  {
    .code = "server-not-approved",
    .wording = {
      .title = N_ ("This server does not belong to the domain of the address"),
      .explanation = N_ ("That is usual where a web host keeps the mail, but it can also be a "
                         "trap."),
      .steps = {
        N_ ("Compare the server name with the one your provider gives."),
      },
    },
  },
  {
    .code = "no-servers-found",
    .wording = {
      .title = N_ ("This domain names no servers for mail programs"),
      .explanation = N_ ("Your mail program found no settings for this address by itself."),
      .steps = {
        N_ ("Look in your provider's help for the names of the servers for IMAP and SMTP, and "
            "enter them."),
      },
    },
  },
  {
    .code = "offline",
    .wording = {
      .title = N_ ("The computer was offline"),
      .explanation = N_ ("The message says that there was no access to the internet at that moment."),
      .steps = {
        N_ ("Check the Wi-Fi or the network cable."),
        N_ ("Try again once web pages open."),
      },
    },
  },
  {
    .code = "dns-failure",
    .wording = {
      .title = N_ ("The name service of the network did not answer"),
      .explanation = N_ ("It is what turns names of servers into addresses. Usually the router or "
                         "the network is the reason, not your settings."),
      .steps = {
        N_ ("Switch the router off, wait a minute, and switch it on again."),
        N_ ("Try another network, such as your mobile phone as a hotspot."),
      },
    },
  },
  {
    .code = "host-unknown",
    .wording = {
      .title = N_ ("There is no server with this name"),
      .explanation = N_ ("The name service does not know {server}. Most often a letter of the name "
                         "is wrong or missing."),
      .steps = {
        N_ ("Compare the server name with the one your provider gives."),
      },
    },
  },
  {
    .code = "connection-refused",
    .wording = {
      .title = N_ ("{server_first} accepts no connections there"),
      .explanation = N_ ("There is a computer behind this name, but no mail server answers on this "
                         "port. The name or the port is wrong, or the server is switched off at "
                         "the moment."),
      .steps = {
        N_ ("Compare the server name, port and encryption with those your provider gives."),
        N_ ("If they are right, try again later."),
      },
    },
  },
  {
    .code = "connection-timeout",
    .wording = {
      .title = N_ ("{server_first} does not answer"),
      .explanation = N_ ("Nothing came back. The server is switched off, its name or port is "
                         "wrong, or the network does not let the connection through."),
      .steps = {
        N_ ("Compare the server name, port and encryption with those your provider gives."),
        N_ ("Try another network, such as your mobile phone as a hotspot."),
      },
    },
  },
  {
    .code = "ipv6-broken",
    .wording = {
      .title = N_ ("{server_first} can be reached over IPv4 only"),
      .explanation = N_ ("Nothing gets through to its address of the newer kind (IPv6). Mail works "
                         "all the same; some programs take longer to connect."),
      .steps = {
        N_ ("If other services are slow as well, restart the router."),
      },
    },
  },
  {
    .code = "connection-dropped",
    .wording = {
      .title = N_ ("{server_first} has hung up"),
      .explanation = N_ ("The connection was there, then it was closed. The server is overloaded, "
                         "it does not want connections from this network, or the network was "
                         "interrupted."),
      .steps = {
        N_ ("Wait a few minutes and try again."),
        N_ ("If it happens again, try another network."),
      },
    },
  },
  {
    .code = "server-too-slow",
    .wording = {
      .title = N_ ("{server_first} takes too long"),
      .explanation = N_ ("The connection was there, but no answer came in time. The server is "
                         "overloaded or very slow at the moment."),
      .steps = {
        N_ ("Wait a few minutes and try again."),
        N_ ("If nothing changes, ask the operator of the server."),
      },
    },
  },
  {
    .code = "network-blocks-mail",
    .wording = {
      .title = N_ ("The network lets no mail programs through"),
      .explanation = N_ ("Hotels, companies and schools often allow web pages but no mail ports."),
      .steps = {
        N_ ("Try another network, such as your mobile phone as a hotspot."),
        N_ ("In a company or school, ask IT to let mail programs through."),
      },
    },
  },
  {
    .code = "captive-portal",
    .wording = {
      .title = N_ ("The network wants a sign-in first"),
      .explanation = N_ ("Somebody else answers in place of the server: that is how hotspots in "
                         "hotels, trains and cafés show their sign-in page."),
      .steps = {
        N_ ("Open any web page in the browser; the hotspot's page appears in its place."),
        N_ ("Sign in there or accept its terms, and try again."),
      },
    },
  },
};

const PlExplainChapter pl_explain_words_network = { rows, G_N_ELEMENTS (rows) };
