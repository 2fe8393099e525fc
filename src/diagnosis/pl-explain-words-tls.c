// SPDX-License-Identifier: GPL-3.0-or-later
/* What an explained text says about causes of the chapters about port and security. */
#include "diagnosis/pl-explain-words-private.h"

#include <glib/gi18n.h>

static const PlExplainWords rows[] = {
  /* Translators: what is said about a pasted message of a server or of a mail program: title, what
   * it means, what to do. Nobody tried anything here. {server_first}: a server's name, or "The
   * server" at the beginning of a sentence; {server}: the same within one; {provider_first}: a
   * provider's name, or "The provider"; {at_provider}: "at GMX", or "at your provider"; {reply}: the
   * words of the message */
  {
    .code = "wrong-port",
    .wording = {
      .title = N_ ("The port is not the right one"),
      .explanation = N_ ("{server_first} accepts no connections there. For receiving, 993 (IMAP) "
                         "and 995 (POP3) are usual; for sending, 465 and 587."),
      .steps = {
        N_ ("Compare the server name, port and encryption with those your provider gives."),
      },
    },
  },
  {
    .code = "port-blocked",
    .wording = {
      .title = N_ ("The port is blocked on the way"),
      .explanation = N_ ("Usually that is a firewall on the computer, the router, a company "
                         "network or a guest network."),
      .steps = {
        N_ ("Use another port that your provider gives, such as 587 instead of 25."),
        N_ ("Try another network, such as your mobile phone as a hotspot."),
      },
    },
  },
  {
    .code = "wrong-protocol",
    .wording = {
      .title = N_ ("Another mail service answers on this port"),
      .explanation = N_ ("The settings mix up receiving and sending, or IMAP and POP3. Usual are "
                         "993 for IMAP, 995 for POP3, 465 and 587 for SMTP."),
      .steps = {
        N_ ("Compare the server name, port and encryption with those your provider gives."),
      },
    },
  },
  {
    .code = "not-a-mail-server",
    .wording = {
      .title = N_ ("What answers there is not a mail server"),
      .explanation = N_ ("It is another service, such as a web page or a file server. Either the "
                         "server name or the port is wrong."),
      .steps = {
        N_ ("Compare the server name, port and encryption with those your provider gives."),
      },
    },
  },
  {
    .code = "needs-implicit-tls",
    .wording = {
      .title = N_ ("This port is encrypted from the start"),
      .explanation = N_ ("The mail program began in plain text (STARTTLS or none), but the server "
                         "expects SSL/TLS at once."),
      .steps = {
        N_ ("Choose SSL/TLS in the settings of your mail program."),
      },
    },
  },
  {
    .code = "needs-starttls",
    .wording = {
      .title = N_ ("This port is encrypted only after the greeting"),
      .explanation = N_ ("The mail program began with SSL/TLS, but the server begins in plain text "
                         "and then changes to encryption (STARTTLS)."),
      .steps = {
        N_ ("Choose STARTTLS in the settings of your mail program, or the port for SSL/TLS (993, "
            "995, 465)."),
      },
    },
  },
  {
    .code = "starttls-unavailable",
    .wording = {
      .title = N_ ("{server_first} offers no encryption on this port"),
      .explanation = N_ ("The server does not know STARTTLS there. Most servers have another port "
                         "that is encrypted from the start."),
      .steps = {
        N_ ("Choose SSL/TLS with port 993 (IMAP), 995 (POP3) or 465 (sending)."),
        N_ ("Do not switch encryption off: everyone on the way could read the password."),
      },
    },
  },
  {
    .code = "starttls-stripped",
    .wording = {
      .title = N_ ("Somebody interferes with the connection"),
      .explanation = N_ ("Something between the computer and the server takes the encryption "
                         "away."),
      .steps = {
        N_ ("Do not sign in there. Try another network."),
      },
    },
  },
  {
    .code = "plaintext-refused",
    .wording = {
      .title = N_ ("{server_first} takes passwords only over an encrypted connection"),
      .explanation = N_ ("The connection was not encrypted. The server refuses to sign anybody in "
                         "like that, and rightly so."),
      .steps = {
        N_ ("Choose SSL/TLS or STARTTLS in the settings of your mail program."),
      },
    },
  },
  {
    .code = "insecure-connection",
    .wording = {
      .title = N_ ("Your mail program talks to the server without encryption"),
      .explanation = N_ ("Everyone on the way can read the password and the mail, in a guest "
                         "network for example."),
      .steps = {
        N_ ("Choose SSL/TLS or STARTTLS in the settings of your mail program."),
      },
    },
  },
  {
    .code = "smtp-auth-not-offered",
    .wording = {
      .title = N_ ("This port is for servers, not for mail programs"),
      .explanation = N_ ("{server_first} signs nobody in there. Mail programs send through port "
                         "465 or 587."),
      .steps = {
        N_ ("Use port 465 with SSL/TLS, or 587 with STARTTLS."),
      },
    },
  },
  {
    .code = "certificate-expired",
    .wording = {
      .title = N_ ("The certificate of the server has expired"),
      .explanation = N_ ("Until its operator renews it, nobody can tell whether the right server "
                         "answers. A wrong date on the computer looks the same."),
      .steps = {
        N_ ("See whether the date of the computer is right."),
        N_ ("Tell the operator of the server."),
      },
    },
  },
  {
    .code = "certificate-not-yet-valid",
    .wording = {
      .title = N_ ("The certificate of the server is not valid yet"),
      .explanation = N_ ("Most often the clock of the computer is behind."),
      .steps = {
        N_ ("Set the computer's date and time right, and try again."),
      },
    },
  },
  {
    .code = "clock-wrong",
    .wording = {
      .title = N_ ("The clock of the computer is wrong"),
      .explanation = N_ ("That makes valid certificates look invalid."),
      .steps = {
        N_ ("Let date and time be set automatically in the system settings."),
      },
    },
  },
  {
    .code = "certificate-self-signed",
    .wording = {
      .title = N_ ("{server_first} vouches for itself"),
      .explanation = N_ ("Nobody the computer trusts confirms the certificate. For a server of "
                         "your own that is normal, otherwise it is not."),
      .steps = {
        N_ ("Ask the operator for the fingerprint (SHA-256) of the certificate before you make an "
            "exception."),
      },
    },
  },
  {
    .code = "certificate-unknown-issuer",
    .wording = {
      .title = N_ ("The computer does not know who vouches for the server"),
      .explanation = N_ ("Companies, schools and private servers often have an authority of their "
                         "own that has to be installed first. With a public provider this should "
                         "never happen."),
      .steps = {
        N_ ("Ask the operator or your IT department whether this is right."),
        N_ ("Ask the operator for the fingerprint (SHA-256) of the certificate before you make an "
            "exception."),
      },
    },
  },
  {
    .code = "certificate-incomplete-chain",
    .wording = {
      .title = N_ ("{server_first} shows only half of its proof"),
      .explanation = N_ ("The server forgets to send the intermediate certificate that links its "
                         "own to a known authority. Only its operator can put that right."),
      .steps = {
        N_ ("Tell the operator: the intermediate certificate is missing."),
      },
    },
  },
  {
    .code = "certificate-host-mismatch",
    .wording = {
      .title = N_ ("The server goes by another name"),
      .explanation = N_ ("Its certificate is for other names. That is common with web hosts: the "
                         "mail server is theirs and carries their name, not that of your domain."),
      .steps = {
        N_ ("Use the server name that your provider gives."),
      },
    },
  },
  {
    .code = "certificate-revoked",
    .wording = {
      .title = N_ ("The certificate of the server has been revoked"),
      .explanation = N_ ("Its issuer declared it invalid, for example because its key was stolen. "
                         "Whoever answers there may not be the right server."),
      .steps = {
        N_ ("Do not sign in there."),
        N_ ("Tell the operator of the server."),
      },
    },
  },
  {
    .code = "certificate-weak",
    .wording = {
      .title = N_ ("The certificate of the server is too weak"),
      .explanation = N_ ("Its key or its signature no longer counts as safe: it could be forged. "
                         "The operator has to replace it."),
      .steps = {
        N_ ("Tell the operator of the server."),
      },
    },
  },
  {
    .code = "tls-version-too-old",
    .wording = {
      .title = N_ ("{server_first} encrypts only in an outdated way"),
      .explanation = N_ ("The server and the mail program have no version of TLS in common. Today "
                         "TLS 1.2 is the least."),
      .steps = {
        N_ ("Update the mail program if it is old."),
        N_ ("Otherwise ask the operator to switch TLS 1.2 on."),
      },
    },
  },
  {
    .code = "tls-handshake-failed",
    .wording = {
      .title = N_ ("Server and mail program do not agree on encryption"),
      .explanation = N_ ("The connection broke off while encryption was being set up."),
      .steps = {
        N_ ("Compare the server name, port and encryption with those your provider gives."),
        N_ ("If they are right, give the operator these words."),
      },
    },
  },
  {
    .code = "tls-intercepted",
    .wording = {
      .title = N_ ("Somebody reads along between the computer and the server"),
      .explanation = N_ ("The certificate is not from the server: security software or a company's "
                         "gateway issued it, to look into encrypted mail."),
      .steps = {
        N_ ("Switch the scanning of encrypted mail connections off in your security software."),
        N_ ("In a company or school network, ask IT."),
      },
    },
  },
};

const PlExplainChapter pl_explain_words_tls = { rows, G_N_ELEMENTS (rows) };
