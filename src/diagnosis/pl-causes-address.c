// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Address and discovery" of the catalogue: the address and its domain. */
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
          N_ ("If not, check letter by letter what comes after the @."),
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
          N_ ("If not, check letter by letter what comes after the @."),
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
                           "often a letter after the @ is wrong or missing. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: domain-unknown, step. {address}: the person's e-mail address */
          N_ ("Compare {address} with the address in a message or a letter from your provider."),
          /* Translators: domain-unknown, step. */
          N_ ("If the domain is your own, see whether its registration has expired."),
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
        .title = N_ ("{domain} receives no mail"),
        /* Translators: domain-no-mail, explanation. "Null MX" is a technical name */
        .explanation = N_ ("The domain exists, but it says itself that it receives no mail (null "
                           "MX). Most often another domain is meant. Your password was not sent."),
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
        .explanation = N_ ("The domain exists, but it has neither a mail server (MX) nor any other "
                           "server, so no mail can arrive there. Your password was not sent."),
        .steps = {
          /* Translators: domain-no-mail, step. {address}: the person's e-mail address */
          N_ ("Compare {address} with the address in a message or a letter from your provider."),
          /* Translators: domain-no-mail, step. */
          N_ ("If the domain is your own, set mail up for it at your provider first."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_address = { causes, G_N_ELEMENTS (causes) };
