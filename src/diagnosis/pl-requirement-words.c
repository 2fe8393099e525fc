// SPDX-License-Identifier: GPL-3.0-or-later
/* What the cards say with which a provider's requirements are told before the password is asked
 * for. Facts that nobody has confirmed have a title of their own, because "probably" has its place
 * inside a sentence, and another one in each language. */
#include "diagnosis/pl-requirement-words-private.h"

#include <glib/gi18n.h>

static const PlRequirementWording wordings[] = {
  {
    PL_REQUIREMENT_APP_PASSWORD,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: app-password, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} lets mail programs in only with an app password"),
    /* Translators: app-password, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} lets mail programs in only with an app password"),
    /* Translators: app-password, explanation. {provider}: name of the mail provider */
    .explanation = N_ ("{provider} makes this password for one program alone. Your usual password "
                       "works in the browser only."),
    .steps = {
      /* Translators: app-password, step. {provider}: name of the mail provider */
      N_ ("Create an app password at {provider}."),
      /* Translators: app-password, step. */
      N_ ("If none is offered there, switch two-step sign-in on first."),
      /* Translators: app-password, step. */
      N_ ("Enter it in Postlotse in place of your usual password; spaces may stay."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on app passwords"),
  },
  {
    PL_REQUIREMENT_APP_PASSWORD,
    PL_REQUIREMENT_VARIANT_CONDITIONAL,
    /* Translators: app-password, title of a card. {provider}: name of the mail provider */
    .title = N_ ("With two-step sign-in, {provider} wants an app password"),
    /* Translators: app-password, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("With two-step sign-in, {provider} {maybe} wants an app password"),
    /* Translators: app-password, explanation. {provider}: name of the mail provider */
    .explanation = N_ ("If you sign in to {provider} with your password alone, it is the right one "
                       "here as well, and there is nothing to do."),
    .steps = {
      /* Translators: app-password, step. {provider}: name of the mail provider */
      N_ ("If you use two-step sign-in, create an app password at {provider}."),
      /* Translators: app-password, step. */
      N_ ("Enter it in Postlotse in place of your usual password; spaces may stay."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on app passwords"),
  },
  {
    PL_REQUIREMENT_ENABLE_THIRD_PARTY,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: enable-third-party, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} lets mail programs in only once you allow it"),
    /* Translators: enable-third-party, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} lets mail programs in only once you allow it"),
    /* Translators: enable-third-party, explanation. */
    .explanation = N_ ("Their access is switched off at first. As long as it is, every sign-in is "
                       "refused, even with the right password."),
    .steps = {
      /* Translators: enable-third-party, step. {provider}: name of the mail provider */
      N_ ("Sign in at {provider} in your browser."),
      /* Translators: enable-third-party, step. */
      N_ ("Switch access for mail programs (POP3 and IMAP) on in the settings."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on access for mail programs"),
  },
  {
    PL_REQUIREMENT_ENABLE_THIRD_PARTY,
    PL_REQUIREMENT_VARIANT_CONDITIONAL,
    /* Translators: enable-third-party, title of a card. {provider}: name of the mail provider */
    .title = N_ ("At {provider}, mail programs can be locked out"),
    /* Translators: enable-third-party, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("At {provider}, mail programs can {maybe} be locked out"),
    /* Translators: enable-third-party, explanation. */
    .explanation = N_ ("Normally they are let in, and there is nothing to do. If you have locked "
                       "them out, every sign-in is refused, even with the right password."),
    .steps = {
      /* Translators: enable-third-party, step. {provider}: name of the mail provider */
      N_ ("If you have locked mail programs out at {provider}, let them in again."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on access for mail programs"),
  },
  {
    PL_REQUIREMENT_ENABLE_IMAP,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: enable-imap and enable-pop, title of a card. {provider}: name of the mail
     * provider, {protocol}: IMAP or POP3 */
    .title = N_ ("{provider} has {protocol} switched off at first"),
    /* Translators: enable-imap and enable-pop, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} has {protocol} switched off at first"),
    /* Translators: enable-imap and enable-pop, explanation. {protocol}: IMAP or POP3 */
    .explanation = N_ ("As long as {protocol} is off, the server refuses every sign-in for it, "
                       "whatever is entered here."),
    .steps = {
      /* Translators: enable-imap and enable-pop, step. {provider}: name of the mail provider */
      N_ ("Sign in at {provider} in your browser."),
      /* Translators: enable-imap and enable-pop, step. {protocol}: IMAP or POP3 */
      N_ ("Switch {protocol} on in the settings of your mailbox."),
    },
    /* Translators: label of a link to the provider's help; {protocol}: IMAP, POP3 or SMTP */
    .link = N_ ("{provider}'s page on {protocol}"),
  },
  {
    PL_REQUIREMENT_ENABLE_IMAP,
    PL_REQUIREMENT_VARIANT_CONDITIONAL,
    /* Translators: enable-imap, enable-pop and enable-smtp, title of a card. {provider}: name of the
     * mail provider, {protocol}: IMAP, POP3 or SMTP */
    .title = N_ ("At {provider}, {protocol} can be switched off"),
    /* Translators: enable-imap, enable-pop and enable-smtp, title of a card. {maybe}: "probably" or
     * "possibly" */
    .unsure_title = N_ ("At {provider}, {protocol} can {maybe} be switched off"),
    /* Translators: enable-imap, enable-pop and enable-smtp, explanation. */
    .explanation = N_ ("Normally it is on, and there is nothing to do. You yourself, or the "
                       "administrators of your organisation, may have switched it off."),
    .steps = {
      /* Translators: enable-imap, enable-pop and enable-smtp, step. {provider}: name of the mail
       * provider, {protocol}: IMAP, POP3 or SMTP */
      N_ ("If it is off, switch {protocol} on at {provider}, or ask the administrators to."),
    },
    /* Translators: label of a link to the provider's help; {protocol}: IMAP, POP3 or SMTP */
    .link = N_ ("{provider}'s page on {protocol}"),
  },
  {
    PL_REQUIREMENT_ENABLE_SMTP,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: enable-smtp, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} lets mail programs send only once it is allowed"),
    /* Translators: enable-smtp, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} lets mail programs send only once it is allowed"),
    /* Translators: enable-smtp, explanation. */
    .explanation = N_ ("Sending (SMTP) is switched off at first. As long as it is, receiving works "
                       "and sending is refused, whatever is entered here."),
    .steps = {
      /* Translators: enable-smtp, step. {provider}: name of the mail provider */
      N_ ("Have sending with mail programs allowed at {provider}; in an organisation, its "
          "administrators do that."),
    },
    /* Translators: label of a link to the provider's help; {protocol}: IMAP, POP3 or SMTP */
    .link = N_ ("{provider}'s page on {protocol}"),
  },
  {
    PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: separate-mail-password, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} has a password of its own for e-mail"),
    /* Translators: separate-mail-password, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} has a password of its own for e-mail"),
    /* Translators: separate-mail-password, explanation. */
    .explanation = N_ ("Mail programs need this e-mail password. It is not the one with which you "
                       "sign in to the customer pages."),
    .steps = {
      /* Translators: separate-mail-password, step. {provider}: name of the mail provider */
      N_ ("Look up or set the e-mail password at {provider}."),
      /* Translators: separate-mail-password, step. */
      N_ ("Enter it in Postlotse, not the password of your customer account."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on the e-mail password"),
  },
  {
    PL_REQUIREMENT_OAUTH2_ONLY,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: oauth2-only, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} signs programs in through the browser only"),
    /* Translators: oauth2-only, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} signs programs in through the browser only"),
    /* Translators: oauth2-only, explanation. {provider}: name of the mail provider */
    .explanation = N_ ("You need no password here, and none is sent. Postlotse tests the servers "
                       "and their encryption. Your mail program opens {provider}'s sign-in page "
                       "when it first fetches mail."),
    .steps = {
      /* Translators: oauth2-only, step. */
      N_ ("Use a mail program that knows this kind of sign-in (OAuth2), such as Thunderbird."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on the sign-in"),
  },
  {
    PL_REQUIREMENT_BRIDGE,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: bridge, title of a card. {provider}: name of the mail provider, {bridge}: its
     * program, "Proton Mail Bridge" */
    .title = N_ ("{provider} needs {bridge} on this computer"),
    /* Translators: bridge, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} needs {bridge} on this computer"),
    /* Translators: bridge, explanation. {provider}: name of the mail provider, {bridge}: its
     * program */
    .explanation = N_ ("{provider} keeps mail encrypted. {bridge} decrypts it on this computer and "
                       "hands it on to your mail program. It has a password of its own."),
    .steps = {
      /* Translators: bridge, step. {bridge}: the provider's program */
      N_ ("Install {bridge} on this computer, start it, and sign in there."),
      /* Translators: bridge, step. {bridge}: the provider's program, {provider}: name of the mail
       * provider */
      N_ ("Copy the password that {bridge} shows for your mailbox, and enter it in Postlotse; your "
          "password for {provider} does not work here."),
      /* Translators: bridge, step. {bridge}: the provider's program */
      N_ ("Leave {bridge} running: without it no mail comes or goes."),
    },
    /* Translators: label of a link to the provider's help; {bridge}: the provider's program */
    .link = N_ ("{provider}'s page on {bridge}"),
  },
  {
    PL_REQUIREMENT_NO_PROTOCOLS,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: no-protocols, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} works with its own app only"),
    /* Translators: no-protocols, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} works with its own app only"),
    /* Translators: no-protocols, explanation. */
    .explanation = N_ ("The ways by which mail programs fetch and send mail (IMAP, POP3, SMTP) do "
                       "not exist there, and no setting changes that. No password is asked for."),
    .steps = {
      /* Translators: no-protocols, step. {provider}: name of the mail provider */
      N_ ("Use {provider}'s own app, or {provider} in your browser."),
      /* Translators: no-protocols, step. */
      N_ ("For a mail program, take an address at another provider."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on mail programs"),
  },
  {
    PL_REQUIREMENT_PAID_PLAN,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: paid-plan, title of a card. {provider}: name of the mail provider */
    .title = N_ ("At {provider}, mail programs are part of a paid plan"),
    /* Translators: paid-plan, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("At {provider}, mail programs are {maybe} part of a paid plan"),
    /* Translators: paid-plan, explanation. */
    .explanation = N_ ("Without such a plan the server refuses them, even with the right "
                       "password. No setting here changes that."),
    .steps = {
      /* Translators: paid-plan, step. {provider}: name of the mail provider */
      N_ ("See at {provider} what your plan includes."),
      /* Translators: paid-plan, step. {provider}: name of the mail provider */
      N_ ("Without such a plan, use {provider} in your browser."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on mail programs"),
  },
  {
    PL_REQUIREMENT_PAID_PLAN,
    PL_REQUIREMENT_VARIANT_RECEIVING,
    /* Translators: paid-plan, title of a card. {provider}: name of the mail provider, {protocol}:
     * IMAP or POP3 */
    .title = N_ ("At {provider}, fetching mail with {protocol} is part of a paid plan"),
    /* Translators: paid-plan, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("At {provider}, fetching mail with {protocol} is {maybe} part of a paid plan"),
    /* Translators: paid-plan, explanation. */
    .explanation = N_ ("Without such a plan the server refuses it, even with the right password. "
                       "No setting here changes that."),
    .steps = {
      /* Translators: paid-plan, step. {provider}: name of the mail provider */
      N_ ("See at {provider} what your plan includes."),
      /* Translators: paid-plan, step. {provider}: name of the mail provider */
      N_ ("Without such a plan, use {provider} in your browser."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on mail programs"),
  },
  {
    PL_REQUIREMENT_PAID_PLAN,
    PL_REQUIREMENT_VARIANT_SENDING,
    /* Translators: paid-plan, title of a card. {provider}: name of the mail provider */
    .title = N_ ("At {provider}, sending with mail programs is part of a paid plan"),
    /* Translators: paid-plan, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("At {provider}, sending with mail programs is {maybe} part of a paid plan"),
    /* Translators: paid-plan, explanation. */
    .explanation = N_ ("Without such a plan the server refuses it (SMTP), even with the right "
                       "password. Receiving works all the same."),
    .steps = {
      /* Translators: paid-plan, step. {provider}: name of the mail provider */
      N_ ("See at {provider} what your plan includes."),
      /* Translators: paid-plan, step. */
      N_ ("Without such a plan, set the account up for receiving only."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on mail programs"),
  },
  {
    PL_REQUIREMENT_USERNAME_DIFFERS,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: username-differs, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider} wants a user name that is not your address"),
    /* Translators: username-differs, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider} {maybe} wants a user name that is not your address"),
    /* Translators: username-differs, explanation. {provider}: name of the mail provider */
    .explanation = N_ ("It cannot be told from the address: {provider} gave it to you with the "
                       "mailbox, as a name or a number."),
    .steps = {
      /* Translators: username-differs, step. {provider}: name of the mail provider */
      N_ ("Look up the mailbox's user name at {provider}."),
      /* Translators: username-differs, step. */
      N_ ("Enter it in Postlotse, with the servers."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on the server settings"),
  },
  {
    PL_REQUIREMENT_CERTIFICATE_HOST,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: certificate-host, title of a card. {provider}: name of the mail provider, {host}:
     * name of its server */
    .title = N_ ("{provider}'s server is called {host}, not like your domain"),
    /* Translators: certificate-host, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider}'s server is {maybe} called {host}, not like your domain"),
    /* Translators: certificate-host, explanation. {provider}: name of the mail provider */
    .explanation = N_ ("A name under your own domain often leads to the same server, but the "
                       "server's certificate is made out to {provider}. Mail programs then warn "
                       "or refuse."),
    .steps = {
      /* Translators: certificate-host, step. {host}: name of the provider's server */
      N_ ("Leave the server name {host} as it is: it is filled in already."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on the server settings"),
  },
  {
    PL_REQUIREMENT_CERTIFICATE_HOST,
    PL_REQUIREMENT_VARIANT_NAME_UNKNOWN,
    /* Translators: certificate-host, title of a card. {provider}: name of the mail provider */
    .title = N_ ("{provider}'s server has a name of its own"),
    /* Translators: certificate-host, title of a card. {maybe}: "probably" or "possibly" */
    .unsure_title = N_ ("{provider}'s server {maybe} has a name of its own"),
    /* Translators: certificate-host, explanation. {provider}: name of the mail provider */
    .explanation = N_ ("A name under your own domain often leads to the same server, but the "
                       "server's certificate is made out to {provider}. Mail programs then warn "
                       "or refuse."),
    .steps = {
      /* Translators: certificate-host, step. {provider}: name of the mail provider */
      N_ ("Look up the server's name at {provider}, and enter it instead of one under your own "
          "domain."),
    },
    /* Translators: label of a link to the provider's help */
    .link = N_ ("{provider}'s page on the server settings"),
  },
  {
    PL_REQUIREMENT_DOCUMENTATION,
    PL_REQUIREMENT_VARIANT_PLAIN,
    /* Translators: documentation, title of a card: pages that came with settings that were looked
     * up */
    .title = N_ ("The settings that were found name instructions"),
    .unsure_title = N_ ("The settings that were found name instructions"),
    /* Translators: documentation, explanation. */
    .explanation = N_ ("Perhaps something has to be switched on at your provider first. The pages "
                       "come from whoever published the settings; we do not know what they say."),
    .steps = {
      /* Translators: documentation, step. */
      N_ ("If the sign-in is refused later, read there what has to be done."),
    },
  },
};

/* enable-pop says the same as enable-imap; so does enable-smtp where it is normally on. */
static PlRequirementKind
get_kind_of_words (PlRequirementKind kind, PlRequirementVariant variant)
{
  if (kind == PL_REQUIREMENT_ENABLE_POP ||
      (kind == PL_REQUIREMENT_ENABLE_SMTP && variant == PL_REQUIREMENT_VARIANT_CONDITIONAL))
    return PL_REQUIREMENT_ENABLE_IMAP;

  return kind;
}

/**
 * pl_requirement_words_find:
 *
 * Returns: (transfer none) (nullable): %NULL for kinds of which nothing is told beforehand
 */
const PlRequirementWording *
pl_requirement_words_find (PlRequirementKind kind, PlRequirementVariant variant)
{
  PlRequirementKind wanted = get_kind_of_words (kind, variant);

  for (guint i = 0; i < G_N_ELEMENTS (wordings); i++)
    if (wordings[i].kind == wanted && wordings[i].variant == variant)
      return &wordings[i];

  return NULL;
}

/**
 * pl_requirement_words_get_all:
 * @n_wordings: (out):
 *
 * Returns: (transfer none) (array length=n_wordings):
 */
const PlRequirementWording *
pl_requirement_words_get_all (guint *n_wordings)
{
  *n_wordings = G_N_ELEMENTS (wordings);
  return wordings;
}
