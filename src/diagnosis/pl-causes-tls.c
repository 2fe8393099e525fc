// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Certificates and TLS" of the catalogue. */
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-outlook-private.h"
#include "diagnosis/pl-match-tls-private.h"

#include <glib/gi18n.h>

static void
add_other_port (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_probe (facts, lane, pl_lane_find_good_port (lane), fixes);
}

static const PlCause causes[] = {
  {
    .code = "certificate-expired",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_certificate_expired,
    .add_fixes = pl_fixes_add_exception,
    .wordings = {
      {
        /* Translators: certificate-expired, title of a finding. {host}: name of the server */
        .title = N_ ("The certificate of {host} has expired"),
        /* Translators: certificate-expired, explanation. {not_after}: date */
        .explanation = N_ ("It was valid until {not_after}. Until its operator renews it, "
                           "nobody can tell whether the right server answers. Your password was "
                           "not sent."),
        .steps = {
          /* Translators: certificate-expired, step. {today}: date */
          N_ ("See whether the date of this computer is right: it shows {today}."),
          /* Translators: certificate-expired, step. */
          N_ ("Tell the operator of the server, and check again later."),
        },
      },
      {
        /* Translators: certificate-expired, title of a finding. {host}: name of the server */
        .title = N_ ("A certificate that vouches for {host} has expired"),
        /* Translators: certificate-expired, explanation. {expired}: an authority, {not_after}:
         * date */
        .explanation = N_ ("The server's own is still good. But it sends along that of {expired}, "
                           "which was valid until {not_after}. The operator has to replace that "
                           "one. Your password was not sent."),
        .steps = {
          /* Translators: certificate-expired, step. {today}: date */
          N_ ("See whether the date of this computer is right: it shows {today}."),
          /* Translators: certificate-expired, step. */
          N_ ("Tell the operator: an intermediate certificate has expired."),
        },
      },
    },
  },
  {
    .code = "certificate-not-yet-valid",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_certificate_date,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: certificate-not-yet-valid, title of a finding. {host}: name of the
         * server */
        .title = N_ ("The certificate of {host} is not valid yet"),
        /* Translators: certificate-not-yet-valid, explanation. {not_before}: date, {today}:
         * date */
        .explanation = N_ ("It is valid from {not_before}; this computer shows {today}. Most "
                           "often the clock of this computer is behind. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: certificate-not-yet-valid, step. */
          N_ ("Set this computer's date and time right."),
          /* Translators: certificate-not-yet-valid, step. */
          N_ ("Then check again."),
        },
      },
    },
  },
  {
    .code = "clock-wrong",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ACCOUNT,
    .match = pl_match_clock_wrong,
    .add_fixes = pl_fixes_add_retry_now,
    .wordings = {
      {
        /* Translators: clock-wrong, title of a finding. */
        .title = N_ ("This computer's clock is wrong"),
        /* Translators: clock-wrong, explanation. {local}, {real}: dates */
        .explanation = N_ ("It shows {local}; it should be {real}. That makes valid certificates "
                           "look invalid. Your password was not sent."),
        .steps = {
          /* Translators: clock-wrong, step. */
          N_ ("In the system settings, under “Date & Time”, let the time be set automatically."),
          /* Translators: clock-wrong, step. */
          N_ ("If it is wrong again after the next start, the computer's small battery is empty."),
          /* Translators: clock-wrong, step. */
          N_ ("Then check again."),
        },
      },
    },
  },
  {
    .code = "certificate-self-signed",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_certificate_fault,
    .add_fixes = pl_fixes_add_exception,
    .wordings = {
      {
        /* Translators: certificate-self-signed, title of a finding. {host}: name of the server */
        .title = N_ ("{host} vouches for itself"),
        /* Translators: certificate-self-signed, explanation. */
        .explanation = N_ ("Nobody this computer trusts confirms the certificate. For a server "
                           "of your own that is normal, otherwise it is not. Compare the "
                           "fingerprint with the one its operator gives you. Your password was "
                           "not sent."),
        .steps = {
          /* Translators: certificate-self-signed, step. */
          N_ ("Ask the operator for the fingerprint (SHA-256) of the certificate."),
          /* Translators: certificate-self-signed, step. The fingerprint stands with the certificate. */
          N_ ("If it matches the one shown here, make an exception."),
        },
      },
    },
  },
  {
    .code = "certificate-unknown-issuer",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_unknown_issuer,
    .add_fixes = pl_fixes_add_exception,
    .wordings = {
      {
        /* Translators: certificate-unknown-issuer, title of a finding. {host}: name of the
         * server */
        .title = N_ ("This computer does not know who vouches for {host}"),
        /* Translators: certificate-unknown-issuer, explanation. {issuer}: who issued a
         * certificate */
        .explanation = N_ ("The certificate was issued by {issuer}. Companies, schools and private "
                           "servers often have an authority of their own that has to be installed "
                           "first. With a public provider this should never happen. Your password "
                           "was not sent."),
        .steps = {
          /* Translators: certificate-unknown-issuer, step. */
          N_ ("Ask the operator or your IT department whether this is right."),
          /* Translators: certificate-unknown-issuer, step. The fingerprint stands with the
           * certificate. */
          N_ ("Compare the fingerprint of the certificate before you make an exception."),
        },
      },
    },
  },
  {
    .code = "certificate-incomplete-chain",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_certificate_fault,
    .add_fixes = pl_fixes_add_exception,
    .wordings = {
      {
        /* Translators: certificate-incomplete-chain, title of a finding. {host}: name of the
         * server */
        .title = N_ ("{host} shows only half of its proof"),
        /* Translators: certificate-incomplete-chain, explanation. {missing}: whose certificate it
         * is */
        .explanation = N_ ("The server forgets to send the certificate of {missing}, which links "
                           "its own to a known authority. Only its operator can put that right. "
                           "Your password was not sent."),
        .steps = {
          /* Translators: certificate-incomplete-chain, step. */
          N_ ("Tell the operator: the intermediate certificate is missing."),
          /* Translators: certificate-incomplete-chain, step. */
          N_ ("Until then, an exception for this one certificate helps."),
        },
      },
    },
  },
  {
    .code = "certificate-host-mismatch",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_host_mismatch,
    .add_fixes = pl_match_add_fixes_of_name,
    .wordings = {
      {
        /* Translators: certificate-host-mismatch, title of a finding. */
        .title = N_ ("This server goes by another name"),
        /* Translators: certificate-host-mismatch, explanation. {host}: name of the server,
         * {names}: list of host names */
        .explanation = N_ ("You entered {host}. A server with a certificate for {names} answers "
                           "there. That is common with web hosts: the mail server is theirs and "
                           "carries their name. Your password was not sent."),
        .steps = {
          /* Translators: certificate-host-mismatch, step. {service}: "incoming server" or
           * "outgoing server" */
          N_ ("Use the name that your provider gives for the {service}."),
        },
      },
      {
        /* Translators: certificate-host-mismatch, title of a finding. */
        .title = N_ ("This server goes by another name"),
        /* Translators: certificate-host-mismatch, explanation. {host}: name of the server,
         * {names}: list of host names */
        .explanation = N_ ("You entered {host}. A server with a certificate for {names} answers "
                           "there; which of its names is meant for mail, it does not say. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: certificate-host-mismatch, step. {service}: "incoming server" or
           * "outgoing server" */
          N_ ("Use the name that your provider gives for the {service}."),
        },
      },
    },
  },
  {
    .code = "certificate-revoked",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_certificate_revoked,
    .wordings = {
      {
        /* Translators: certificate-revoked, title of a finding. {host}: name of the server */
        .title = N_ ("The certificate of {host} has been revoked"),
        /* Translators: certificate-revoked, explanation. */
        .explanation = N_ ("Its issuer declared it invalid, for example because its key was "
                           "stolen. Whoever answers there may not be the right server. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: certificate-revoked, step. */
          N_ ("Do not sign in there."),
          /* Translators: certificate-revoked, step. */
          N_ ("Ask the operator, by telephone or through the web site."),
        },
      },
    },
  },
  {
    .code = "certificate-weak",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALONGSIDE | PL_CAUSE_CERTIFICATE,
    .match = pl_match_certificate_weak,
    .add_fixes = pl_fixes_add_exception,
    .wordings = {
      {
        /* Translators: certificate-weak, title of a finding. {host}: name of the server */
        .title = N_ ("The certificate of {host} is too weak"),
        /* Translators: certificate-weak, explanation. {key}: such as "RSA 1024", {signature}:
         * such as "RSA-SHA1" */
        .explanation = N_ ("Its key ({key}) or its signature ({signature}) no longer counts as "
                           "safe: it could be forged. The operator has to replace it. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: certificate-weak, step. */
          N_ ("Tell the operator of the server."),
        },
      },
      {
        /* Translators: certificate-weak, title of a finding. {host}: name of the server */
        .title = N_ ("A certificate that vouches for {host} is too weak"),
        /* Translators: certificate-weak, explanation. {weak}: an authority, {key}: such as "RSA
         * 1024", {signature}: such as "RSA-SHA1" */
        .explanation = N_ ("It is that of {weak}. Its key ({key}) or its signature ({signature}) no "
                           "longer counts as safe: it could be forged. The operator has to replace "
                           "it. Your password was not sent."),
        .steps = {
          /* Translators: certificate-weak, step. */
          N_ ("Tell the operator of the server."),
        },
      },
    },
  },
  {
    .code = "tls-version-too-old",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_version_too_old,
    .add_fixes = add_other_port,
    .wordings = {
      {
        /* Translators: tls-version-too-old, title of a finding. {host}: name of the server */
        .title = N_ ("{host} encrypts only in an outdated way"),
        /* Translators: tls-version-too-old, explanation. {port}: port number, {version}:
         * version of TLS */
        .explanation = N_ ("The newest that the server speaks on port {port} is {version}. It "
                           "can be broken into, so this computer wants TLS 1.2 at least. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: tls-version-too-old, step. */
          N_ ("Ask the operator to switch TLS 1.2 on, or for another server."),
        },
      },
      {
        /* Translators: tls-version-too-old, title of a finding. {host}: name of the server */
        .title = N_ ("{host} seems to encrypt only in an outdated way"),
        /* Translators: tls-version-too-old, explanation. {port}: port number */
        .explanation = N_ ("The server accepts no version of TLS that this computer offers on "
                           "port {port}; TLS 1.2 is the least that counts as safe. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: tls-version-too-old, step. */
          N_ ("Ask the operator to switch TLS 1.2 on, or for another server."),
        },
      },
    },
  },
  {
    .code = "tls-handshake-failed",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_SYMPTOM,
    .match = pl_match_handshake_failed,
    .add_fixes = add_other_port,
    .wordings = {
      {
        /* Translators: tls-handshake-failed, title of a finding. {host}: name of the server */
        .title = N_ ("{host} and this computer do not agree on encryption"),
        /* Translators: tls-handshake-failed, explanation. {port}: port number, {alert}: number
         * and name of a TLS alert */
        .explanation = N_ ("The server broke off while encryption was being set up on port "
                           "{port}. Its reason: {alert}. Your password was not sent."),
        .steps = {
          /* Translators: tls-handshake-failed, step. */
          N_ ("Check again. If nothing changes, give the operator the reason."),
        },
      },
      {
        /* Translators: tls-handshake-failed, title of a finding. {host}: name of the server */
        .title = N_ ("{host} and this computer do not agree on encryption"),
        /* Translators: tls-handshake-failed, explanation. {port}: port number */
        .explanation = N_ ("Encryption could not be set up on port {port}; the server gave no "
                           "reason that makes sense. Your password was not sent."),
        .steps = {
          /* Translators: tls-handshake-failed, step. */
          N_ ("Compare the server name and port with those your provider gives."),
          /* Translators: tls-handshake-failed, step. */
          N_ ("Try another network: some look into encrypted connections."),
        },
      },
    },
  },
  {
    .code = "tls-intercepted",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ONCE | PL_CAUSE_ALWAYS,
    .match = pl_match_tls_intercepted,
    .wordings = {
      {
        /* Translators: tls-intercepted, title of a finding. {product}: name of a security product,
         * such as "Avast" */
        .title = N_ ("{product} reads along between you and {host}"),
        /* Translators: tls-intercepted, explanation. {product}: name of a security product */
        .explanation = N_ ("The certificate is not from the server: {product} issued it, to look "
                           "into encrypted mail. It runs on this computer or in this network, and "
                           "this computer does not trust it. Your password was not sent."),
        .steps = {
          /* Translators: tls-intercepted, step. {product}: name of a security product */
          N_ ("If {product} runs here, switch off its scanning of encrypted mail connections."),
          /* Translators: tls-intercepted, step. */
          N_ ("In a company or school network, ask IT: they can make an exception or install their "
              "certificate."),
          /* Translators: tls-intercepted, step. */
          N_ ("If neither fits, use another network, and do not sign in here."),
        },
      },
      {
        /* Translators: tls-intercepted, title of a finding. {host}: name of the server */
        .title = N_ ("Somebody reads along between you and {host}"),
        /* Translators: tls-intercepted, explanation. {issuer}: who issued a certificate */
        .explanation = N_ ("Servers that have nothing to do with each other all show certificates "
                           "from {issuer} here, whom this computer does not trust. That is what "
                           "security software and company networks do, and attackers as well. Your "
                           "password was not sent."),
        .steps = {
          /* Translators: tls-intercepted, step. */
          N_ ("If security software runs here, switch off its scanning of encrypted mail "
              "connections."),
          /* Translators: tls-intercepted, step. */
          N_ ("In a company or school network, ask IT: they can make an exception or install their "
              "certificate."),
          /* Translators: tls-intercepted, step. */
          N_ ("If neither fits, use another network, and do not sign in here."),
        },
      },
      {
        /* Translators: tls-intercepted, title of a finding. {product}: name of a security product,
         * such as "Avast" */
        .title = N_ ("{product} reads along between you and {host}"),
        /* Translators: tls-intercepted, explanation. {product}: name of a security product */
        .explanation = N_ ("This computer trusts {product}, so mail works. It sees what you send "
                           "and receive, and your password."),
        .steps = {
          /* Translators: tls-intercepted, step. {product}: name of a security product */
          N_ ("If you do not want that, switch off the scanning of encrypted mail in {product}."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_tls = { causes, G_N_ELEMENTS (causes) };
