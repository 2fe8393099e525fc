// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Sign-in" of the catalogue, second part: whether the account lets a mail program in, and
 * under which name. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-sign-in-private.h"

#include <glib/gi18n.h>

static void
add_fixes_of_access (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_requirement_page (facts, lane, pl_match_get_access (facts, lane), fixes);
  pl_fixes_add_retry_now (facts, lane, fixes);
}

/* A server that hands mail out asks for a sign-in only when one was made, and it did not count. */
static PlMatch
match_auth_required (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_reply (facts, lane, cause);

  match.wording = lane->server.service == PL_SERVICE_SMTP ? 0 : 1;
  return match;
}

/* A port for submissions offers the sign-in that this one lacks. */
static void
add_fixes_of_missing_sign_in (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  const char *address = pl_address_get_text (facts->address);

  if (lane->server.service != PL_SERVICE_SMTP)
    return;
  if (lane->server.username == NULL)
    pl_fixes_add_username (facts, lane, address, fixes);
  else if (lane->server.port != pl_service_get_usual_port (PL_SERVICE_SMTP, PL_SECURITY_TLS))
    pl_fixes_add_port (facts, lane, pl_service_get_usual_port (PL_SERVICE_SMTP, PL_SECURITY_TLS),
                       PL_SECURITY_TLS, fixes);
}

static const PlCause causes[] = {
  {
    .code = "imap-disabled",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_fetching_disabled,
    .add_fixes = add_fixes_of_access,
    .wordings = {
      {
        /* Translators: imap-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("{provider} does not let mail programs into this mailbox"),
        /* Translators: imap-disabled, explanation. */
        .explanation = N_ ("The server says that access with IMAP is switched off for this "
                           "account. You can allow it in the settings of your mailbox; in a "
                           "company, the administrators can."),
        .steps = {
          /* Translators: imap-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch IMAP on in the settings at {provider}."),
          /* Translators: imap-disabled, step. */
          N_ ("Then check again here."),
        },
      },
      {
        /* Translators: imap-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("{provider} refused the sign-in"),
        /* Translators: imap-disabled, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("Most often access for mail programs is still switched off at "
                           "{provider}: it is off for new mailboxes, and again after long "
                           "disuse. A mistyped password looks just the same."),
        .steps = {
          /* Translators: imap-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch access for mail programs on at {provider}."),
          /* Translators: imap-disabled, step. */
          N_ ("Then check again here."),
          /* Translators: imap-disabled, step. */
          N_ ("If it is on already, type the password once more."),
        },
      },
      {
        /* Translators: imap-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("Sending works; {provider} refuses fetching mail"),
        /* Translators: imap-disabled, explanation. */
        .explanation = N_ ("The same password is accepted for sending and refused for receiving "
                           "with IMAP. So the password is right, and access with IMAP is most "
                           "likely switched off."),
        .steps = {
          /* Translators: imap-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch IMAP on in the settings at {provider}."),
          /* Translators: imap-disabled, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "pop-disabled",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_fetching_disabled,
    .add_fixes = add_fixes_of_access,
    .wordings = {
      {
        /* Translators: pop-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("{provider} does not hand out mail with POP3"),
        /* Translators: pop-disabled, explanation. */
        .explanation = N_ ("The server says that access with POP3 is switched off for this "
                           "account. You can allow it in the settings of your mailbox, or use "
                           "IMAP instead."),
        .steps = {
          /* Translators: pop-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch POP3 on in the settings at {provider}, or choose IMAP."),
          /* Translators: pop-disabled, step. */
          N_ ("Then check again here."),
        },
      },
      {
        /* Translators: pop-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("{provider} refused the sign-in"),
        /* Translators: pop-disabled, explanation. {provider}: name of the mail provider */
        .explanation = N_ ("Most often access for mail programs is still switched off at "
                           "{provider}: it is off for new mailboxes, and again after long "
                           "disuse. A mistyped password looks just the same."),
        .steps = {
          /* Translators: pop-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch access for mail programs on at {provider}."),
          /* Translators: pop-disabled, step. */
          N_ ("Then check again here."),
          /* Translators: pop-disabled, step. */
          N_ ("If it is on already, type the password once more."),
        },
      },
      {
        /* Translators: pop-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("Sending works; {provider} refuses fetching mail"),
        /* Translators: pop-disabled, explanation. */
        .explanation = N_ ("The same password is accepted for sending and refused for receiving "
                           "with POP3. So the password is right, and access with POP3 is most "
                           "likely switched off."),
        .steps = {
          /* Translators: pop-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch POP3 on in the settings at {provider}, or choose IMAP."),
          /* Translators: pop-disabled, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "smtp-disabled",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_smtp_disabled,
    .add_fixes = add_fixes_of_access,
    .wordings = {
      {
        /* Translators: smtp-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("Receiving works; {provider} refuses sending"),
        /* Translators: smtp-disabled, explanation. */
        .explanation = N_ ("The same password is accepted for receiving and refused for "
                           "sending. So the password is right, and sending with mail programs "
                           "(SMTP) is most likely switched off for this account."),
        .steps = {
          /* Translators: smtp-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch sending with mail programs on at {provider}."),
          /* Translators: smtp-disabled, step. */
          N_ ("Then check again here."),
          /* Translators: smtp-disabled, step. Some providers give out two passwords. */
          N_ ("If you were given a second password for sending, use that one."),
        },
      },
      {
        /* Translators: smtp-disabled, title of a finding. {provider}: name of the mail provider */
        .title = N_ ("{provider} has switched sending with mail programs off"),
        /* Translators: smtp-disabled, explanation. */
        .explanation = N_ ("The server says that this account may not send with SMTP. You can "
                           "allow it in the settings of your mailbox; in a company, the "
                           "administrators can."),
        .steps = {
          /* Translators: smtp-disabled, step. {provider}: name of the mail provider */
          N_ ("Switch sending with mail programs on at {provider}."),
          /* Translators: smtp-disabled, step. */
          N_ ("Then check again here."),
        },
      },
      {
        /* Translators: smtp-disabled, title of a finding. {domain}: domain of the person's
         * address */
        .title = N_ ("The organisation behind {domain} has switched sending off"),
        /* Translators: smtp-disabled, explanation. */
        .explanation = N_ ("Sending with mail programs is not allowed for this account. Only "
                           "your organisation's administrators can allow it (“SMTP AUTH”)."),
        .steps = {
          /* Translators: smtp-disabled, step. {address}: the person's e-mail address */
          N_ ("Ask the administrators to allow “SMTP AUTH” for {address}."),
          /* Translators: smtp-disabled, step. */
          N_ ("Then check again here."),
        },
      },
    },
  },
  {
    .code = "auth-required",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = match_auth_required,
    .add_fixes = add_fixes_of_missing_sign_in,
    .wordings = {
      {
        /* Translators: auth-required, title of a finding. {host}: name of the server */
        .title = N_ ("{host} wants a sign-in before it sends mail"),
        /* Translators: auth-required, explanation. */
        .explanation = N_ ("No sign-in took place for sending: it is switched off in the "
                           "settings, or this port does not offer it."),
        .steps = {
          /* Translators: auth-required, step. */
          N_ ("Switch the sign-in for sending on: user name and password as for receiving."),
        },
      },
      {
        /* Translators: auth-required, title of a finding. {host}: name of the server */
        .title = N_ ("{host} wants a sign-in first"),
        /* Translators: auth-required, explanation. {reply}: the server's own words */
        .explanation = N_ ("The server did not let the sign-in count. Its words: “{reply}”. Perhaps "
                           "it expects another user name or another way to sign in."),
        .steps = {
          /* Translators: auth-required, step. */
          N_ ("Compare user name and sign-in method with what your provider gives."),
        },
      },
    },
  },
  {
    .code = "oauth-token-rejected",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_token_rejected,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: oauth-token-rejected, title of a finding. {host}: name of the server */
        .title = N_ ("{host} does not accept the sign-in from the browser"),
        /* Translators: oauth-token-rejected, explanation. */
        .explanation = N_ ("What the browser brought back (an access token) was refused. It "
                           "expires after a while, or earlier if the password was changed or the "
                           "access was withdrawn. Your password was not sent."),
        .steps = {
          /* Translators: oauth-token-rejected, step. {username}: user name */
          N_ ("Sign in again in the browser, as {username}."),
          /* Translators: oauth-token-rejected, step. */
          N_ ("In a company, ask the administrators whether mail programs are allowed."),
        },
      },
      {
        /* Translators: oauth-token-rejected, title of a finding. */
        .title = N_ ("The sign-in from the browser has expired"),
        /* Translators: oauth-token-rejected, explanation. {host}: name of the server */
        .explanation = N_ ("{host} says that it is no longer valid. That is usual after a while, "
                           "and no fault of yours. Your password was not sent."),
        .steps = {
          /* Translators: oauth-token-rejected, step. {username}: user name */
          N_ ("Sign in again in the browser, as {username}."),
        },
      },
      {
        /* Translators: oauth-token-rejected, title of a finding. {protocol}: IMAP, POP3 or SMTP */
        .title = N_ ("The sign-in from the browser does not cover {protocol}"),
        /* Translators: oauth-token-rejected, explanation. {host}: name of the server, {protocol}:
         * IMAP, POP3 or SMTP */
        .explanation = N_ ("{host} knows the sign-in, but it does not include the right to use "
                           "{protocol}: it was not asked for, it was not ticked on the page in "
                           "the browser, or the organisation does not allow it."),
        .steps = {
          /* Translators: oauth-token-rejected, step. */
          N_ ("Sign in again in the browser, and allow everything that concerns mail there."),
          /* Translators: oauth-token-rejected, step. {protocol}: IMAP, POP3 or SMTP */
          N_ ("In a company, ask the administrators whether {protocol} is allowed."),
        },
      },
      {
        /* Translators: oauth-token-rejected, title of a finding. */
        .title = N_ ("The sign-in from the browser belongs to another account"),
        /* Translators: oauth-token-rejected, explanation. {username}: user name */
        .explanation = N_ ("In the browser, somebody other than {username} was signed in. Such a "
                           "sign-in opens that account's mailbox and no other."),
        .steps = {
          /* Translators: oauth-token-rejected, step. {username}: user name */
          N_ ("Sign in again, and choose {username} on the page in the browser."),
        },
      },
    },
  },
  {
    .code = "client-rejected",
    .severity = PL_SEVERITY_ERROR,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_reply,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: client-rejected, title of a finding. {host}: name of the server */
        .title = N_ ("{host} does not like the way this program introduces itself"),
        /* Translators: client-rejected, explanation. {reply}: the server's own words */
        .explanation = N_ ("Your settings are not the reason. The server says: “{reply}”. Some "
                           "servers want to know the program or the computer's name before they "
                           "let anybody in."),
        .steps = {
          /* Translators: client-rejected, step. */
          N_ ("Check again."),
          /* Translators: client-rejected, step. */
          N_ ("If nothing changes, send the report to your provider."),
        },
        .report_step = 2,
      },
    },
  },
  {
    .code = "username-format",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE,
    .match = pl_match_username_format,
    .add_fixes = pl_match_add_other_username,
    .wordings = {
      {
        /* Translators: username-format, title of a finding. {host}: name of the server */
        .title = N_ ("{host} wants the user name in another form"),
        /* Translators: username-format, explanation. {username}: user name */
        .explanation = N_ ("“{username}” is set. The server asks for another form, usually the "
                           "whole e-mail address."),
        .steps = {
          /* Translators: username-format, step. */
          N_ ("Use the user name that your provider gives for mail programs."),
        },
      },
      {
        /* Translators: username-format, title of a finding. {provider}: name of the mail
         * provider */
        .title = N_ ("{provider} usually wants another user name"),
        /* Translators: username-format, explanation. {username}: user name, {provider}: name of
         * the mail provider */
        .explanation = N_ ("“{username}” is set, and the server refused the sign-in without saying "
                           "why. For mail programs {provider} uses another form of the name."),
        .steps = {
          /* Translators: username-format, step. {provider}: name of the mail provider */
          N_ ("Use the user name that {provider} gives for mail programs."),
          /* Translators: username-format, step. */
          N_ ("If it is refused as well, type the password once more."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_sign_in_access = { causes, G_N_ELEMENTS (causes) };
