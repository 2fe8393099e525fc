// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Address and discovery" of the catalogue. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-match-address-private.h"

#include <glib/gi18n.h>

static const PlCause causes[] = {
  {
    .code = "address-invalid",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .match = pl_match_address_invalid,
    .wordings = {
      {
        /* Translators: address-invalid, title of a finding. {typed}: what was typed */
        .title = N_ ("“{typed}” is not a complete e-mail address"),
        /* Translators: address-invalid, explanation. */
        .explanation = N_ ("An address consists of a name, the @ and a domain, as in "
                           "anna@example.org. Nothing has been looked up or sent yet."),
        .steps = {
          /* Translators: address-invalid, step. */
          N_ ("Type the whole address, with everything after the @."),
        },
      },
    },
  },
  {
    .code = "domain-typo",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .match = pl_match_domain_typo,
    .add_fixes = pl_match_add_meant_address,
    .wordings = {
      {
        /* Translators: domain-typo, title of a finding. {meant}: the address that was probably
         * meant */
        .title = N_ ("Did you mean {meant}?"),
        /* Translators: domain-typo, explanation. {domain}: domain of the person's address,
         * {meant_domain}: the domain that was probably meant */
        .explanation = N_ ("The domain {domain} does not exist. {meant_domain}, which belongs to a "
                           "well-known provider, is spelt almost the same. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: domain-typo, step. {meant}: the address that was probably meant */
          N_ ("If so, use {meant}, and enter the password of that account."),
          /* Translators: domain-typo, step. */
          N_ ("If not, check letter by letter what stands behind the @."),
        },
      },
      {
        /* Translators: domain-typo, title of a finding. {meant}: the address that was probably
         * meant */
        .title = N_ ("Did you mean {meant}?"),
        /* Translators: domain-typo, explanation. {domain}: domain of the person's address,
         * {meant_domain}: the domain that was probably meant */
        .explanation = N_ ("The domain {domain} exists, but it names nobody who takes its mail. "
                           "{meant_domain}, which belongs to a well-known provider, is spelt "
                           "almost the same. Your password was not sent."),
        .steps = {
          /* Translators: domain-typo, step. {meant}: the address that was probably meant */
          N_ ("If so, use {meant}, and enter the password of that account."),
          /* Translators: domain-typo, step. */
          N_ ("If not, check letter by letter what stands behind the @."),
        },
      },
    },
  },
  {
    .code = "domain-unknown",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .match = pl_match_domain_unknown,
    .wordings = {
      {
        /* Translators: domain-unknown, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("The domain {domain} does not exist"),
        /* Translators: domain-unknown, explanation. */
        .explanation = N_ ("The name service does not know it, so no mail can get there. Most "
                           "often a letter behind the @ is wrong or missing. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: domain-unknown, step. {address}: the person's e-mail address */
          N_ ("Compare {address} with the address in a message or a letter from your provider."),
          /* Translators: domain-unknown, step. */
          N_ ("If the domain is your own, see whether its registration has run out."),
        },
      },
    },
  },
  {
    .code = "domain-no-mail",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .match = pl_match_domain_no_mail,
    .wordings = {
      {
        /* Translators: domain-no-mail, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("{domain} takes no mail"),
        /* Translators: domain-no-mail, explanation. "Null MX" is a technical name */
        .explanation = N_ ("The domain exists, but it says of itself that no mail arrives there "
                           "(null MX). Most often another domain is meant. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: domain-no-mail, step. {address}: the person's e-mail address */
          N_ ("Compare {address} with the address in a message or a letter from your provider."),
          /* Translators: domain-no-mail, step. */
          N_ ("If the domain is your own, set mail up for it at your provider first."),
        },
      },
      {
        /* Translators: domain-no-mail, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("{domain} has no mail server"),
        /* Translators: domain-no-mail, explanation. */
        .explanation = N_ ("The domain exists, but behind its name stands neither a mail server "
                           "(MX) nor any other, so no mail can arrive there. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: domain-no-mail, step. {address}: the person's e-mail address */
          N_ ("Compare {address} with the address in a message or a letter from your provider."),
          /* Translators: domain-no-mail, step. */
          N_ ("If the domain is your own, set mail up for it at your provider first."),
        },
      },
    },
  },
  {
    .code = "protocol-not-offered",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_protocol_not_offered,
    .add_fixes = pl_match_add_protocol_page,
    .wordings = {
      {
        /* Translators: protocol-not-offered, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} works with its own app only"),
        /* Translators: protocol-not-offered, explanation. */
        .explanation = N_ ("The ways by which mail programs fetch and send mail (IMAP, POP3, SMTP) "
                           "do not exist there, and no setting changes that."),
        .steps = {
          /* Translators: protocol-not-offered, step. {provider}: name of the mail provider */
          N_ ("Use {provider}'s own app, or {provider} in your browser."),
          /* Translators: protocol-not-offered, step. */
          N_ ("For a mail program, take an address at another provider."),
        },
      },
      {
        /* Translators: protocol-not-offered, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} does not hand out mail with POP3"),
        /* Translators: protocol-not-offered, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("For receiving, {provider} offers IMAP only: the mail stays on its "
                           "server and is the same on all devices. Your password was not sent."),
        .steps = {
          /* Translators: protocol-not-offered, step. */
          N_ ("Choose IMAP for receiving."),
        },
      },
    },
  },
  {
    .code = "bridge-required",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_bridge,
    .add_fixes = pl_match_add_bridge,
    .wordings = {
      {
        /* Translators: bridge-required, title of a finding. {provider}: name of the mail provider,
         * {bridge}: its program, "Proton Mail Bridge" */
        .title = N_ ("{provider} lets mail programs in through {bridge} only"),
        /* Translators: bridge-required, explanation. {host}: name of the server, {bridge}: the
         * provider's program */
        .explanation = N_ ("{host} is set, which takes no sign-in from mail programs. {bridge} runs "
                           "on this computer, and has settings and a password of its own."),
        .steps = {
          /* Translators: bridge-required, step. {bridge}: the provider's program */
          N_ ("Install {bridge} on this computer, start it, and sign in there."),
          /* Translators: bridge-required, step. */
          N_ ("Use its settings here, for receiving and for sending."),
          /* Translators: bridge-required, step. {bridge}: the provider's program */
          N_ ("Enter the password that {bridge} shows for your mailbox."),
        },
      },
      {
        /* Translators: bridge-required, title of a finding. {bridge}: the provider's program */
        .title = N_ ("{bridge} does not answer"),
        /* Translators: bridge-required, explanation. {provider}: name of the mail provider, {host}:
         * name of the server, {port}: port number */
        .explanation = N_ ("The way to {provider} leads through it, but nothing accepts connections "
                           "on {host}, port {port}. Either it is not running, or it uses another "
                           "port. Your password was not sent."),
        .steps = {
          /* Translators: bridge-required, step. {bridge}: the provider's program */
          N_ ("Start {bridge}, and sign in there."),
          /* Translators: bridge-required, step. {bridge}: the provider's program */
          N_ ("Compare the port with the one that {bridge} shows."),
          /* Translators: bridge-required, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "subscription-required",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_subscription,
    .add_fixes = pl_match_add_plan_page,
    .wordings = {
      {
        /* Translators: subscription-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} wants a paid plan for this"),
        /* Translators: subscription-required, explanation. {reply}: the server's own words,
         * {protocol}: IMAP, POP3 or SMTP */
        .explanation = N_ ("The server says: “{reply}”. Not every plan there includes mail programs "
                           "({protocol}); no setting here changes that."),
        .steps = {
          /* Translators: subscription-required, step. {provider}: name of the mail provider */
          N_ ("See at {provider} what your plan includes."),
          /* Translators: subscription-required, step. {provider}: name of the mail provider */
          N_ ("Without such a plan, use {provider} in your browser."),
        },
      },
      {
        /* Translators: subscription-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} may want a paid plan for this"),
        /* Translators: subscription-required, explanation. {provider}: name of the mail provider,
         * {protocol}: IMAP, POP3 or SMTP */
        .explanation = N_ ("The sign-in was refused without a closer reason. At {provider}, access "
                           "with {protocol} is part of a paid plan; without one even the right "
                           "password is refused."),
        .steps = {
          /* Translators: subscription-required, step. {provider}: name of the mail provider */
          N_ ("See at {provider} what your plan includes."),
          /* Translators: subscription-required, step. */
          N_ ("If it includes this access, type the password once more."),
        },
      },
    },
  },
  {
    .code = "separate-mail-password",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_STRONG,
    .match = pl_match_mail_password,
    .add_fixes = pl_match_add_mail_password_page,
    .wordings = {
      {
        /* Translators: separate-mail-password, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} wants the e-mail password here"),
        /* Translators: separate-mail-password, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("At {provider}, mail programs need the password of the mailbox. It is "
                           "not the one with which you sign in to the customer pages. It was tried "
                           "once only, so that nothing gets locked."),
        .steps = {
          /* Translators: separate-mail-password, step. {provider}: name of the mail provider */
          N_ ("Look up or set the e-mail password at {provider}."),
          /* Translators: separate-mail-password, step. */
          N_ ("Type it here, and mind caps lock and keyboard layout."),
        },
      },
    },
  },
  {
    .code = "server-not-approved",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_server_not_approved,
    .add_fixes = pl_match_add_approvals,
    .wordings = {
      {
        /* Translators: server-not-approved, title of a finding. {host}: name of the server,
         * {domain}: domain of the person's address */
        .title = N_ ("{host} does not belong to your domain {domain}"),
        /* Translators: server-not-approved, explanation. {domain}: domain of the person's address,
         * {source}: such as "published by the domain" */
        .explanation = N_ ("{domain} itself names this server, over an authenticated connection: "
                           "the name is {source}. That is usual where a web host keeps the mail. "
                           "Your password has not been sent there yet."),
        .steps = {
          /* Translators: server-not-approved, step. {host}: name of the server */
          N_ ("Compare {host} with the server name that your provider gives."),
          /* Translators: server-not-approved, step. */
          N_ ("If it is the same, allow this server to have your password."),
        },
      },
      {
        /* Translators: server-not-approved, title of a finding. {host}: name of the server,
         * {domain}: domain of the person's address */
        .title = N_ ("{host} does not belong to your domain {domain}"),
        /* Translators: server-not-approved, explanation. {domain}: domain of the person's address,
         * {source}: such as "from Mozilla's list" */
        .explanation = N_ ("Somebody else names this server for {domain}, over an authenticated "
                           "connection: the name is {source}. {domain} itself has not confirmed "
                           "it. Your password has not been sent there yet."),
        .steps = {
          /* Translators: server-not-approved, step. {host}: name of the server */
          N_ ("Compare {host} with the server name that your provider gives."),
          /* Translators: server-not-approved, step. */
          N_ ("If it is the same, allow this server to have your password."),
        },
      },
      {
        /* Translators: server-not-approved, title of a finding. {host}: name of the server,
         * {domain}: domain of the person's address */
        .title = N_ ("{host} does not belong to your domain {domain}"),
        /* Translators: server-not-approved, explanation. {source}: such as "from the domain's name
         * service" */
        .explanation = N_ ("Nobody vouches for this server: the name is {source}, and such an "
                           "answer can be forged on the way, in a guest network for example. Your "
                           "password has not been sent there yet."),
        .steps = {
          /* Translators: server-not-approved, step. {host}: name of the server */
          N_ ("Compare {host} with the server name that your provider gives."),
          /* Translators: server-not-approved, step. */
          N_ ("If it is the same, allow this server to have your password."),
        },
      },
      {
        /* Translators: server-not-approved, title of a finding. {host}: name of the server,
         * {domain}: domain of the person's address */
        .title = N_ ("{host} does not belong to your domain {domain}"),
        /* Translators: server-not-approved, explanation. {domain}: domain of the person's address,
         * {source}: "guessed and tested" */
        .explanation = N_ ("Nobody names this server for {domain}: the name is {source}. A server "
                           "that answers need not be the one of your provider. Your password has "
                           "not been sent there yet."),
        .steps = {
          /* Translators: server-not-approved, step. {host}: name of the server */
          N_ ("Compare {host} with the server name that your provider gives."),
          /* Translators: server-not-approved, step. */
          N_ ("If it is the same, allow this server to have your password."),
        },
      },
    },
  },
  {
    .code = "no-servers-found",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_LAST | PL_CAUSE_ACCOUNT | PL_CAUSE_SERVERLESS,
    .match = pl_match_no_servers,
    .add_fixes = pl_match_add_retry_of_sources,
    .wordings = {
      {
        /* Translators: no-servers-found, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("{domain} names no servers for mail programs"),
        /* Translators: no-servers-found, explanation. {domain}: domain of the person's address,
         * {exchanger}: name of the server that takes its mail in */
        .explanation = N_ ("Mail for {domain} is taken in by {exchanger}. But nobody who was asked "
                           "knows the servers for mail programs, and none answers under the usual "
                           "names. Your password was not sent."),
        .steps = {
          /* Translators: no-servers-found, step. */
          N_ ("Choose your provider from the list, if it is there."),
          /* Translators: no-servers-found, step. */
          N_ ("If it is not, look in its help for the names of the servers for IMAP and SMTP."),
          /* Translators: no-servers-found, step. */
          N_ ("Enter them here."),
        },
      },
      {
        /* Translators: no-servers-found, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("{domain} names no servers for mail programs"),
        /* Translators: no-servers-found, explanation. */
        .explanation = N_ ("The domain exists. But nobody who was asked knows its servers for mail "
                           "programs, and none answers under the usual names. Your password was "
                           "not sent."),
        .steps = {
          /* Translators: no-servers-found, step. */
          N_ ("Choose your provider from the list, if it is there."),
          /* Translators: no-servers-found, step. */
          N_ ("If it is not, look in its help for the names of the servers for IMAP and SMTP."),
          /* Translators: no-servers-found, step. */
          N_ ("Enter them here."),
        },
      },
      {
        /* Translators: no-servers-found, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("The servers of {domain} have not been found"),
        /* Translators: no-servers-found, explanation. */
        .explanation = N_ ("Not everybody who may know them has answered, so asking once more can "
                           "help. Your password was not sent."),
        .steps = {
          /* Translators: no-servers-found, step. */
          N_ ("Check again in a moment."),
          /* Translators: no-servers-found, step. */
          N_ ("Or look in your provider's help for the names of the servers for IMAP and SMTP, and "
              "enter them here."),
        },
      },
      {
        /* Translators: no-servers-found, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("Nobody was asked for the servers of {domain}"),
        /* Translators: no-servers-found, explanation. {domain}: domain of the person's address */
        .explanation = N_ ("The built-in list of providers does not know {domain}, and looking up "
                           "in the internet is switched off."),
        .steps = {
          /* Translators: no-servers-found, step. */
          N_ ("Choose your provider from the list, if it is there."),
          /* Translators: no-servers-found, step. */
          N_ ("Or allow the look-up, or enter the servers yourself: your provider's help names "
              "them."),
        },
      },
      {
        /* Translators: no-servers-found, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("The servers of {provider} are still missing"),
        /* Translators: no-servers-found, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("The built-in list knows {provider}, but no names of servers that are "
                           "right for all its customers, and nobody else has named yours. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: no-servers-found, step. {provider}: name of the mail provider */
          N_ ("Look in {provider}'s help or customer area for the names of the servers for IMAP "
              "and SMTP."),
          /* Translators: no-servers-found, step. */
          N_ ("Enter them here."),
        },
      },
      {
        /* Translators: no-servers-found, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("{domain} offers nothing for mail programs"),
        /* Translators: no-servers-found, explanation. {domain}: domain of the person's address */
        .explanation = N_ ("{domain} says so itself, in the name service: neither IMAP nor POP3 nor "
                           "sending. A server that answers under a usual name is then not taken "
                           "for its own. Your password was not sent."),
        .steps = {
          /* Translators: no-servers-found, step. */
          N_ ("Read this mail in the browser, or in the provider's own app."),
          /* Translators: no-servers-found, step. */
          N_ ("If your provider names servers all the same, enter them here."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_address = { causes, G_N_ELEMENTS (causes) };
