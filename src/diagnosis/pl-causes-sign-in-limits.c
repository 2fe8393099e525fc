// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Sign-in" of the catalogue, second half: accounts that are locked, limits, and servers
 * that sign nobody in like this. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-sign-in-private.h"

#include <glib/gi18n.h>

#define RETRY_AFTER_BAN_S (30 * PL_SECONDS_PER_MINUTE)
#define RETRY_AFTER_LIMIT_S (10 * PL_SECONDS_PER_MINUTE)

static void
add_fixes_of_ban (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_retry (facts, lane, RETRY_AFTER_BAN_S, fixes);
}

static void
add_fixes_of_limit (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_retry (facts, lane, RETRY_AFTER_LIMIT_S, fixes);
}

static const PlCause causes[] = {
  {
    .code = "account-unknown",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .match = pl_match_reply,
    .add_fixes = pl_match_add_other_username,
    .wordings = {
      {
        /* Translators: account-unknown, title of a finding. {host}: name of the server,
         * {username}: user name */
        .title = N_ ("{host} does not know the account “{username}”"),
        /* Translators: account-unknown, explanation. */
        .explanation = N_ ("The server says that this account does not exist there. Either the "
                           "address is misspelt, the account is on another server, or the user "
                           "name is written differently."),
        .steps = {
          /* Translators: account-unknown, step. */
          N_ ("Compare the address and user name with those your provider gave you."),
        },
      },
    },
  },
  {
    .code = "account-locked",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: account-locked, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} has locked this account"),
        /* Translators: account-locked, explanation. {reply}: the server's own words */
        .explanation = N_ ("The server says: “{reply}”. That happens after long disuse, with "
                           "unpaid bills, or when somebody sent spam through the account. No "
                           "setting here changes that."),
        .steps = {
          /* Translators: account-locked, step. */
          N_ ("Sign in on the provider's web site; it says there how to unlock the account."),
          /* Translators: account-locked, step. */
          N_ ("Change the password if somebody else may know it."),
        },
      },
    },
  },
  {
    .code = "password-expired",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_STRONG,
    .match = pl_match_reply,
    .wordings = {
      {
        /* Translators: password-expired, title of a finding. */
        .title = N_ ("This password has expired"),
        /* Translators: password-expired, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("{provider} wants a new one from time to time. The old one was "
                           "right, but it no longer counts."),
        .steps = {
          /* Translators: password-expired, step. */
          N_ ("Set a new password on the provider's web site."),
          /* Translators: password-expired, step. */
          N_ ("Type the new one here."),
        },
      },
    },
  },
  {
    .code = "web-login-required",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: web-login-required, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} wants you to sign in through the browser first"),
        /* Translators: web-login-required, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("This computer or this network is new to {provider}, so it wants to "
                           "be sure that it is you. The password may well be right."),
        .steps = {
          /* Translators: web-login-required, step. */
          N_ ("Sign in on the provider's web site and confirm that it was you."),
          /* Translators: web-login-required, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "too-many-attempts",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS,
    .match = pl_match_too_many_attempts,
    .add_fixes = add_fixes_of_ban,
    .wordings = {
      {
        /* Translators: too-many-attempts, title of a finding. {host}: name of the server */
        .title = N_ ("{host} has blocked the sign-in for a while"),
        /* Translators: too-many-attempts, explanation. */
        .explanation = N_ ("There were too many refused sign-ins lately. The block usually "
                           "lasts 10 to 30 minutes; each new try prolongs it."),
        .steps = {
          /* Translators: too-many-attempts, step. */
          N_ ("Wait, and do not try in the meantime."),
          /* Translators: too-many-attempts, step. */
          N_ ("See whether an old device still uses the old password."),
          /* Translators: too-many-attempts, step. */
          N_ ("Then type the password once more, with care."),
        },
      },
      {
        /* Translators: too-many-attempts, title of a finding. */
        .title = N_ ("Another try now could lock the account"),
        /* Translators: too-many-attempts, explanation. {host}: name of the server, {username}:
         * user name */
        .explanation = N_ ("{host} has refused the sign-in of {username} more than once in the "
                           "last minutes. Many servers lock an account or a network after a few "
                           "tries, so the password was not sent again."),
        .steps = {
          /* Translators: too-many-attempts, step. */
          N_ ("Make sure of the password first, for example on the provider's web site."),
          /* Translators: too-many-attempts, step. */
          N_ ("Then check again with the right one, or wait a while."),
        },
      },
      {
        /* Translators: too-many-attempts, title of a finding. {host}: name of the server */
        .title = N_ ("{host} has blocked this connection for a while"),
        /* Translators: too-many-attempts, explanation. {attempts}: such as “3 refused sign-ins” */
        .explanation = N_ ("After {attempts} the server no longer answers. That usually lasts 10 to "
                           "30 minutes; each new try prolongs it."),
        .steps = {
          /* Translators: too-many-attempts, step. */
          N_ ("Wait, and do not try in the meantime."),
          /* Translators: too-many-attempts, step. */
          N_ ("See whether an old device still uses the old password."),
          /* Translators: too-many-attempts, step. */
          N_ ("Then type the password once more, with care."),
        },
      },
    },
  },
  {
    .code = "rate-limited",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = add_fixes_of_limit,
    .wordings = {
      {
        /* Translators: rate-limited, title of a finding. {host}: name of the server */
        .title = N_ ("{host} asks for a pause"),
        /* Translators: rate-limited, explanation. */
        .explanation = N_ ("There was too much traffic with this account or from this network "
                           "lately. That has nothing to do with your password; it passes by "
                           "itself."),
        .steps = {
          /* Translators: rate-limited, step. */
          N_ ("Wait a few minutes and check again."),
          /* Translators: rate-limited, step. */
          N_ ("See whether another program fetches mail very often."),
        },
      },
    },
  },
  {
    .code = "too-many-connections",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_soon,
    .wordings = {
      {
        /* Translators: too-many-connections, title of a finding. {host}: name of the server */
        .title = N_ ("Too many programs are connected to {host} at once"),
        /* Translators: too-many-connections, explanation. */
        .explanation = N_ ("The server limits how many connections an account or a network may "
                           "have. Phones, tablets and mail programs that run all the time each use "
                           "several. The password is not the reason."),
        .steps = {
          /* Translators: too-many-connections, step. */
          N_ ("Close other mail programs for a few minutes, on other devices too."),
          /* Translators: too-many-connections, step. */
          N_ ("Then check again."),
        },
      },
    },
  },
  {
    .code = "ip-not-allowed",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: ip-not-allowed, title of a finding. {host}: name of the server */
        .title = N_ ("{host} takes no connections from this network"),
        /* Translators: ip-not-allowed, explanation. {reply}: the server's own words */
        .explanation = N_ ("The server refuses the internet address you have at the moment, "
                           "whoever you are. It says: “{reply}”."),
        .steps = {
          /* Translators: ip-not-allowed, step. */
          N_ ("Try another network, and switch off your VPN if you use one."),
          /* Translators: ip-not-allowed, step. */
          N_ ("In a company: ask IT to allow this network, and send them the report."),
        },
        .report_step = 2,
      },
    },
  },
  {
    .code = "auth-mechanism-unsupported",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_SYMPTOM,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_mechanism_unsupported,
    .add_fixes = pl_fixes_add_encrypted,
    .wordings = {
      {
        /* Translators: auth-mechanism-unsupported, title of a finding. {host}: name of the
         * server */
        .title = N_ ("{host} and this program share no way to sign in"),
        /* Translators: auth-mechanism-unsupported, explanation. {mechanisms}: list of technical
         * names */
        .explanation = N_ ("The server offers: {mechanisms}. None of these works with a user "
                           "name and password here. Your password was not sent."),
        .steps = {
          /* Translators: auth-mechanism-unsupported, step. */
          N_ ("If the connection is not encrypted yet, use SSL/TLS or STARTTLS: many servers then "
              "offer more ways to sign in."),
          /* Translators: auth-mechanism-unsupported, step. */
          N_ ("Ask the operator which way to sign in is meant for mail programs."),
        },
      },
      {
        /* Translators: auth-mechanism-unsupported, title of a finding. {host}: name of the
         * server */
        .title = N_ ("{host} does not take this way of signing in"),
        /* Translators: auth-mechanism-unsupported, explanation. {mechanisms}: list of technical
         * names, {reply}: the server's own words */
        .explanation = N_ ("The server offers: {mechanisms}. It refused the way that was tried: "
                           "“{reply}”."),
        .steps = {
          /* Translators: auth-mechanism-unsupported, step. */
          N_ ("If the connection is not encrypted yet, use SSL/TLS or STARTTLS: many servers then "
              "offer more ways to sign in."),
          /* Translators: auth-mechanism-unsupported, step. */
          N_ ("If nothing changes, send the report to the operator."),
        },
        .report_step = 2,
      },
      {
        /* Translators: auth-mechanism-unsupported, title of a finding. {host}: name of the
         * server */
        .title = N_ ("{host} offers no sign-in through the browser"),
        /* Translators: auth-mechanism-unsupported, explanation. {mechanisms}: list of technical
         * names */
        .explanation = N_ ("For this account only the sign-in through the browser (OAuth2) comes "
                           "into question, but the server does not know it. It offers: "
                           "{mechanisms}. Your password was not sent."),
        .steps = {
          /* Translators: auth-mechanism-unsupported, step. */
          N_ ("See in the provider's help which server is meant for mail programs."),
        },
      },
      {
        /* Encrypted already. */
        /* Translators: auth-mechanism-unsupported, title of a finding. {host}: name of the
         * server */
        .title = N_ ("{host} and this program share no way to sign in"),
        /* Translators: auth-mechanism-unsupported, explanation. {mechanisms}: list of technical
         * names */
        .explanation = N_ ("The server offers: {mechanisms}. None of these works with a user "
                           "name and password here. Your password was not sent."),
        .steps = {
          /* Translators: auth-mechanism-unsupported, step. */
          N_ ("Copy the report and send it to your provider."),
        },
        .report_step = 1,
      },
    },
  },
  {
    .code = "password-characters",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS,
    .doubt = PL_PASSWORD_DOUBT_STRONG,
    .match = pl_match_password_characters,
    .wordings = {
      {
        /* Translators: password-characters, title of a finding. */
        .title = N_ ("A space or an invisible character was copied along with the password"),
        /* Translators: password-characters, explanation. */
        .explanation = N_ ("The password you entered has one at its beginning, at its end or "
                           "within it, and the server refused it. That easily happens when "
                           "copying from a web page or a letter."),
        .steps = {
          /* Translators: password-characters, step. */
          N_ ("Type the password by hand, or copy it again without the spaces around it."),
        },
      },
      {
        /* Translators: password-characters, title of a finding. {host}: name of the server */
        .title = N_ ("{host} may stumble over a letter in the password"),
        /* Translators: password-characters, explanation. */
        .explanation = N_ ("The password has umlauts or other special letters. Some servers "
                           "cannot read them from mail programs, although they work in the "
                           "browser."),
        .steps = {
          /* Translators: password-characters, step. */
          N_ ("Type the password once more, and mind the keyboard layout."),
          /* Translators: password-characters, step. */
          N_ ("If it is refused again, set one of plain letters, digits and signs."),
        },
      },
      {
        /* Translators: password-characters, title of a finding. {host}: name of the server */
        .title = N_ ("{host} has no way to take this password"),
        /* Translators: password-characters, explanation. {mechanisms}: list of technical names */
        .explanation = N_ ("The password holds a character that none of the server's ways to "
                           "sign in can carry: {mechanisms}. It was not sent."),
        .steps = {
          /* Translators: password-characters, step. */
          N_ ("Set a password of plain letters, digits and signs at your provider."),
          /* Translators: password-characters, step. */
          N_ ("Type the new one here."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_sign_in_limits = { causes, G_N_ELEMENTS (causes) };
