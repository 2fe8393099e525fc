// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Address and discovery" of the catalogue: what a provider wants before any sign-in. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-match-address-private.h"

#include <glib/gi18n.h>

static const PlCause causes[] = {
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
          /* Translators: subscription-required, step. */
          N_ ("If your plan includes mail programs, send the report to your provider."),
          /* Translators: subscription-required, step. {provider}: name of the mail provider */
          N_ ("Without such a plan, use {provider} in your browser."),
        },
        .report_step = 2,
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
};

const PlChapter pl_chapter_provider = { causes, G_N_ELEMENTS (causes) };
