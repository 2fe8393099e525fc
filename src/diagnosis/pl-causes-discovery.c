// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Address and discovery" of the catalogue: the servers that were found, or none. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-match-address-private.h"

#include <glib/gi18n.h>

static const PlCause causes[] = {
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
        .explanation = N_ ("The built-in list of providers does not know {domain}, and looking it "
                           "up on the internet is switched off."),
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
      {
        /* Translators: no-servers-found, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("Nobody was asked for the servers of {domain}"),
        /* Translators: no-servers-found, explanation. {domain}: domain of the person's address,
         * {meant_domain}: the domain that was probably meant */
        .explanation = N_ ("The built-in list of providers does not know {domain}, and looking it "
                           "up on the internet is switched off. The list knows {meant_domain}, "
                           "which is spelt almost the same."),
        .steps = {
          /* Translators: no-servers-found, step. {meant}: the address that was probably meant */
          N_ ("If you mean {meant}, use that address."),
          /* Translators: no-servers-found, step, after one about another address. */
          N_ ("If not, allow the look-up, or enter the servers yourself: your provider's help "
              "names them."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_discovery = { causes, G_N_ELEMENTS (causes) };
