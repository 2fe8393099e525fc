// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Sign-in" of the catalogue, first part: which secret the server wants. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-sign-in-private.h"

#include <glib/gi18n.h>

static void
add_fixes_of_app_password (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_requirement_page (
      facts, lane, pl_provider_get_requirement (facts->provider, PL_REQUIREMENT_APP_PASSWORD),
      fixes);
}

static const PlCause causes[] = {
  {
    .code = "credentials-rejected",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_SYMPTOM,
    .doubt = PL_PASSWORD_DOUBT_STRONG,
    .match = pl_match_credentials_rejected,
    .add_fixes = pl_match_add_other_username,
    .wordings = {
      {
        /* Translators: credentials-rejected, title of a finding. {host}: name of the server */
        .title = N_ ("{host} does not accept this user name with this password"),
        /* Translators: credentials-rejected, explanation. {username}: user name */
        .explanation = N_ ("The server does not say why. Most often the password is mistyped or "
                           "was changed lately, or the user name ({username}) has to be written "
                           "differently. It was tried only once, so that nothing gets locked."),
        .steps = {
          /* Translators: credentials-rejected, step. */
          N_ ("Type the password once more, and mind caps lock and keyboard layout."),
          /* Translators: credentials-rejected, step. */
          N_ ("Try it on the provider's web site: does it let you in there?"),
          /* Translators: credentials-rejected, step. */
          N_ ("If so, look in the provider's help for the user name that mail programs need."),
        },
      },
    },
  },
  {
    .code = "app-password-required",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_STRONG,
    .match = pl_match_app_password,
    .add_fixes = add_fixes_of_app_password,
    .wordings = {
      {
        /* Translators: app-password-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} wants an app password here"),
        /* Translators: app-password-required, explanation. */
        .explanation = N_ ("Two-step sign-in is on for your account, so your usual password "
                           "works only in the browser."),
        .steps = {
          /* Translators: app-password-required, step. {provider}: name of the mail provider */
          N_ ("Create an app password at {provider}."),
          /* Translators: app-password-required, step. */
          N_ ("Paste it here; spaces may stay."),
        },
      },
      {
        /* Translators: app-password-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} wants an app password here"),
        /* Translators: app-password-required, explanation. {provider}: name of the mail
         * provider */
        .explanation = N_ ("{provider} lets mail programs in only with an app password; your usual "
                           "password works only in the browser. If you pasted an app password "
                           "already, it may be incomplete or deleted."),
        .steps = {
          /* Translators: app-password-required, step. {provider}: name of the mail provider */
          N_ ("Create an app password at {provider}."),
          /* Translators: app-password-required, step. */
          N_ ("Paste it here; spaces may stay."),
        },
      },
      {
        /* Translators: app-password-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} may want an app password here"),
        /* Translators: app-password-required, explanation. {provider}: name of the mail
         * provider */
        .explanation = N_ ("Where two-step sign-in is on, {provider} refuses the usual password "
                           "from mail programs. Without two-step sign-in the reason is another "
                           "one."),
        .steps = {
          /* Translators: app-password-required, step. {provider}: name of the mail provider */
          N_ ("If you use two-step sign-in, create an app password at {provider}."),
          /* Translators: app-password-required, step. */
          N_ ("Paste it here; spaces may stay."),
        },
      },
    },
  },
  {
    .code = "oauth-required",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_oauth,
    .wordings = {
      {
        /* Translators: oauth-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} signs programs in through the browser only"),
        /* Translators: oauth-required, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("Passwords are no longer accepted here, so none was sent. Servers "
                           "and encryption are checked. Your mail program opens {provider}'s "
                           "sign-in page when it first fetches mail."),
        .steps = {
          /* Translators: oauth-required, step. */
          N_ ("Use a mail program that knows this kind of sign-in (OAuth2), such as Thunderbird."),
        },
      },
      {
        /* Translators: oauth-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} signs programs in through the browser only"),
        /* Translators: oauth-required, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("Passwords are no longer accepted here, right or wrong. Servers and "
                           "encryption are checked. Your mail program opens {provider}'s "
                           "sign-in page when it first fetches mail."),
        .steps = {
          /* Translators: oauth-required, step. */
          N_ ("Use a mail program that knows this kind of sign-in (OAuth2), such as Thunderbird."),
        },
      },
      {
        /* Translators: oauth-required, title of a finding. {host}: name of the server */
        .title = N_ ("The sign-in at {host} goes through the browser"),
        /* Translators: oauth-required, explanation. */
        .explanation = N_ ("The settings ask for a sign-in in the browser (OAuth2), so no password "
                           "was sent. Server and encryption are checked. Your mail program opens "
                           "the sign-in page when it first fetches mail."),
        .steps = {
          /* Translators: oauth-required, step. */
          N_ ("Use a mail program that knows this kind of sign-in (OAuth2) at this provider."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_sign_in = { causes, G_N_ELEMENTS (causes) };
