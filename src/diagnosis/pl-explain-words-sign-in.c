// SPDX-License-Identifier: GPL-3.0-or-later
/* What an explained text says about causes of the chapters about signing in and what limits it. */
#include "diagnosis/pl-explain-words-private.h"

#include <glib/gi18n.h>

static const PlExplainWords rows[] = {
  /* Translators: what is said about a pasted message of a server or of a mail program: title, what
   * it means, what to do. Nobody tried anything here. {server_first}: a server's name, or "The
   * server" at the beginning of a sentence; {server}: the same within one; {provider_first}: a
   * provider's name, or "The provider"; {at_provider}: "at GMX", or "at your provider"; {reply}: the
   * words of the message */
  {
    .code = "credentials-rejected",
    .wording = {
      .title = N_ ("{server_first} does not accept user name and password"),
      .explanation = N_ ("The message does not say why. Most often the password is mistyped or was "
                         "changed lately, or the user name has to be written differently."),
      .steps = {
        N_ ("Type the password once more, and mind caps lock and keyboard layout."),
        N_ ("Try the same password on the provider's web site: does it let you in there?"),
        N_ ("If so, look in the provider's help for the user name that mail programs need."),
      },
    },
  },
  {
    .code = "app-password-required",
    .wording = {
      .title = N_ ("{provider_first} wants an app password here"),
      .explanation = N_ ("Where two-step sign-in is on, the usual password works only in the "
                         "browser. A mail program needs one of its own."),
      .steps = {
        N_ ("Create an app password {at_provider}."),
        N_ ("Enter it in your mail program instead of the usual one; spaces may stay."),
      },
    },
  },
  {
    .code = "oauth-required",
    .wording = {
      .title = N_ ("{provider_first} signs programs in through the browser only"),
      .explanation = N_ ("Passwords are no longer accepted from mail programs there. The program "
                         "has to open the provider's own sign-in page (OAuth2)."),
      .steps = {
        N_ ("Choose OAuth2 as the way to sign in, in the settings of your mail program."),
        N_ ("If it has no such choice, use a program that knows OAuth2, such as Thunderbird."),
      },
    },
  },
  {
    .code = "imap-disabled",
    .wording = {
      .title = N_ ("{provider_first} does not let mail programs into this mailbox"),
      .explanation = N_ ("Access with IMAP is switched off for the account. It can be allowed in "
                         "the settings of the mailbox; in a company, by the administrators."),
      .steps = {
        N_ ("Switch IMAP on in the settings {at_provider}."),
        N_ ("Then try again in your mail program."),
      },
    },
  },
  {
    .code = "pop-disabled",
    .wording = {
      .title = N_ ("{provider_first} does not hand out mail with POP3"),
      .explanation = N_ ("Access with POP3 is switched off for the account. It can be allowed in "
                         "the settings of the mailbox; IMAP is the other way."),
      .steps = {
        N_ ("Switch POP3 on in the settings {at_provider}, or choose IMAP."),
      },
    },
  },
  {
    .code = "smtp-disabled",
    .wording = {
      .title = N_ ("{provider_first} refuses sending with mail programs"),
      .explanation = N_ ("Sending with mail programs (SMTP) is switched off for this account or "
                         "for the whole organisation. The password may well be right."),
      .steps = {
        N_ ("Switch sending with mail programs on {at_provider}."),
        N_ ("In a company or school, ask the administrators to allow “SMTP AUTH” for the account."),
      },
    },
  },
  {
    .code = "auth-required",
    .wording = {
      .title = N_ ("{server_first} wants a sign-in before it sends mail"),
      .explanation = N_ ("No sign-in took place for sending: it is switched off in the settings, "
                         "or this port does not offer it."),
      .steps = {
        N_ ("Switch the sign-in for sending on in your mail program: user name and password as for "
            "receiving."),
        N_ ("Use port 465 with SSL/TLS, or 587 with STARTTLS."),
      },
    },
  },
  {
    .code = "oauth-token-rejected",
    .wording = {
      .title = N_ ("{server_first} does not accept the sign-in from the browser"),
      .explanation = N_ ("What the browser brought back (an access token) was refused. It expires "
                         "after a while, or earlier if the password was changed or the access was "
                         "withdrawn."),
      .steps = {
        N_ ("Sign in again in the browser, with the account that belongs to this address."),
        N_ ("In a company, ask the administrators whether mail programs are allowed."),
      },
    },
  },
  {
    .code = "client-rejected",
    .wording = {
      .title = N_ ("{server_first} does not like the way the program introduces itself"),
      .explanation = N_ ("The message says: “{reply}”. Some servers want to know the program or "
                         "the computer's name before they let anybody in."),
      .steps = {
        N_ ("Update the mail program, or try another one."),
        N_ ("Give the computer a name without spaces and umlauts."),
      },
    },
  },
  {
    .code = "username-format",
    .wording = {
      .title = N_ ("{server_first} wants the user name in another form"),
      .explanation = N_ ("Usually that is the whole e-mail address; some servers want only the "
                         "part before the @ or a customer number."),
      .steps = {
        N_ ("Enter the user name that your provider gives for mail programs."),
      },
    },
  },
  {
    .code = "account-unknown",
    .wording = {
      .title = N_ ("{server_first} does not know this account"),
      .explanation = N_ ("The address or the user name is misspelt, the account is on another "
                         "server, or the user name is written differently."),
      .steps = {
        N_ ("Compare the address, user name and server with those your provider gave you."),
      },
    },
  },
  {
    .code = "account-locked",
    .wording = {
      .title = N_ ("{provider_first} has locked this account"),
      .explanation = N_ ("The message says: “{reply}”. That happens after long disuse, with unpaid "
                         "bills, or when somebody sent spam through the account. No setting "
                         "changes that."),
      .steps = {
        N_ ("Sign in on the provider's web site; it says there how to unlock the account."),
        N_ ("Change the password if somebody else may know it."),
      },
    },
  },
  {
    .code = "password-expired",
    .wording = {
      .title = N_ ("This password has expired"),
      .explanation = N_ ("{provider_first} wants a new one. The old one may have been right, but "
                         "it no longer counts."),
      .steps = {
        N_ ("Set a new password on the provider's web site."),
        N_ ("Enter the new one in your mail program."),
      },
    },
  },
  {
    .code = "web-login-required",
    .wording = {
      .title = N_ ("{provider_first} wants a sign-in through the browser first"),
      .explanation = N_ ("The computer or the network is new to the provider, so it wants to be "
                         "sure that it is you. The password may well be right."),
      .steps = {
        N_ ("Sign in on the provider's web site and confirm that it was you."),
        N_ ("Then try again in your mail program."),
      },
    },
  },
  {
    .code = "too-many-attempts",
    .wording = {
      .title = N_ ("{server_first} has blocked the sign-in for a while"),
      .explanation = N_ ("There were too many refused sign-ins. Such a block usually lasts 10 to "
                         "30 minutes; each new try prolongs it."),
      .steps = {
        N_ ("Wait, and keep the mail program closed in the meantime."),
        N_ ("See whether an old device still uses the old password."),
        N_ ("Then type the password once more, with care."),
      },
    },
  },
  {
    .code = "rate-limited",
    .wording = {
      .title = N_ ("{server_first} asks for a pause"),
      .explanation = N_ ("There was too much traffic with this account or from this network. That "
                         "has nothing to do with the password; it passes by itself."),
      .steps = {
        N_ ("Wait a few minutes and try again."),
        N_ ("Let the mail program fetch mail less often."),
      },
    },
  },
  {
    .code = "too-many-connections",
    .wording = {
      .title = N_ ("Too many programs are connected at once"),
      .explanation = N_ ("{server_first} limits how many connections an account or a network may "
                         "have. Phones, tablets and mail programs that run all the time each use "
                         "several. The password is not the reason."),
      .steps = {
        N_ ("Close other mail programs for a few minutes, on other devices too."),
        N_ ("Reduce the number of connections in the settings of your mail program."),
      },
    },
  },
  {
    .code = "ip-not-allowed",
    .wording = {
      .title = N_ ("{server_first} takes no connections from this network"),
      .explanation = N_ ("The server refuses the internet address of this network, whoever you "
                         "are. The message says: “{reply}”."),
      .steps = {
        N_ ("Try another network, and switch off your VPN if you use one."),
        N_ ("In a company: ask IT to allow this network."),
      },
    },
  },
  {
    .code = "auth-mechanism-unsupported",
    .wording = {
      .title = N_ ("Server and mail program share no way to sign in"),
      .explanation = N_ ("The way that is set in the mail program does not exist on the server, or "
                         "exists there only over an encrypted connection."),
      .steps = {
        N_ ("Choose “normal password” together with SSL/TLS in the settings of your mail program."),
        N_ ("Ask the operator which way to sign in is meant for mail programs."),
      },
    },
  },
  {
    .code = "password-characters",
    .wording = {
      .title = N_ ("The password holds a character that the server does not take"),
      .explanation = N_ ("That can be an umlaut, or a space or an invisible character that was "
                         "copied along."),
      .steps = {
        N_ ("Type the password by hand, or copy it again without the spaces around it."),
        N_ ("If it holds umlauts, choose one without them."),
      },
    },
  },
};

const PlExplainChapter pl_explain_words_sign_in = { rows, G_N_ELEMENTS (rows) };
