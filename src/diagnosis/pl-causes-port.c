// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter "Port and security" of the catalogue. */
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-fixes-private.h"
#include "diagnosis/pl-match-port-private.h"

#include <glib/gi18n.h>

static void
add_good_port (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_probe (facts, lane, pl_lane_find_good_port (lane), fixes);
}

static void
add_fixes_of_protocol (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlObservation *probe = pl_lane_find_good_port (lane);

  if (probe != NULL)
    pl_fixes_add_probe (facts, lane, probe, fixes);
  else
    pl_fixes_add_port (facts, lane,
                       pl_service_get_usual_port (lane->server.service, PL_SECURITY_TLS),
                       PL_SECURITY_TLS, fixes);
  pl_fixes_add_provider_host (facts, lane, fixes);
}

static void
add_fixes_of_mode (PlCase *facts, const PlLane *lane, PlSecurity wanted, GPtrArray *fixes)
{
  PlObservation *probe = pl_lane_find_same_port (lane, wanted);

  if (probe != NULL)
    pl_fixes_add_probe (facts, lane, probe, fixes);
  else
    pl_fixes_add_port (facts, lane, lane->server.port, wanted, fixes);
  add_good_port (facts, lane, fixes);
}

static void
add_fixes_of_implicit_tls (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  add_fixes_of_mode (facts, lane, PL_SECURITY_TLS, fixes);
}

static void
add_fixes_of_starttls (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  add_fixes_of_mode (facts, lane, PL_SECURITY_STARTTLS, fixes);
}

static void
add_fixes_without_starttls (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  add_good_port (facts, lane, fixes);
  pl_fixes_add_cleartext (facts, lane, fixes);
}

static void
add_fixes_of_insecure (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_encrypted (facts, lane, fixes);
  if (!pl_lane_can (lane, "STARTTLS") && !pl_lane_can (lane, "STLS"))
    pl_fixes_add_cleartext (facts, lane, fixes);
}

static const PlCause causes[] = {
  {
    .code = "wrong-port",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_wrong_port,
    .add_fixes = add_good_port,
    .wordings = {
      {
        /* Translators: wrong-port, title of a finding. {port}: port number */
        .title = N_ ("Port {port} is not the right one"),
        /* Translators: wrong-port, explanation. {host}: name of the server, {port}: port
         * number, {good}: port number that works, {service}: "incoming server" or "outgoing
         * server", {good_security}: SSL/TLS or STARTTLS */
        .explanation = N_ ("Nothing on {host} accepts connections on {port}. On {good} the "
                           "{service} answers, encrypted ({good_security})."),
        .steps = {
          /* Translators: wrong-port, step. {good}: port number that works, {good_security}:
           * SSL/TLS or STARTTLS */
          N_ ("Use port {good} with {good_security}."),
        },
      },
      {
        /* Translators: wrong-port, title of a finding. {port}: port number */
        .title = N_ ("Port {port} is not the right one"),
        /* Translators: wrong-port, explanation. {port}: port number, {host}: name of the
         * server, {protocol}: IMAP, POP3 or SMTP, {good}: port number that works, {service}:
         * "incoming server" or "outgoing server", {good_security}: SSL/TLS or STARTTLS */
        .explanation = N_ ("Nothing comes back from port {port} of {host}, and {protocol} does "
                           "not usually use it. On {good} the {service} answers, encrypted "
                           "({good_security})."),
        .steps = {
          /* Translators: wrong-port, step. {good}: port number that works, {good_security}:
           * SSL/TLS or STARTTLS */
          N_ ("Use port {good} with {good_security}."),
        },
      },
    },
  },
  {
    .code = "port-blocked",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_port_blocked,
    .add_fixes = add_good_port,
    .wordings = {
      {
        /* Translators: port-blocked, title of a finding. {port}: port number */
        .title = N_ ("Port {port} is blocked on the way"),
        /* Translators: port-blocked, explanation. {host}: name of the server, {good}: port
         * number that works, {port}: port number */
        .explanation = N_ ("{host} answers on {good}; on {port} nothing arrives. Usually that "
                           "is the router, a company network or a guest network."),
        .steps = {
          /* Translators: port-blocked, step. {good}: port number that works */
          N_ ("Use port {good}: it is just as good."),
          /* Translators: port-blocked, step. {host}: name of the server */
          N_ ("Or allow {host} in the router: a Speedport has a list of safe mail servers, and a "
              "Fritzbox has filter lists."),
        },
      },
      {
        /* Translators: port-blocked, title of a finding. {port}: port number */
        .title = N_ ("This computer does not let the connection to port {port} out"),
        /* Translators: port-blocked, explanation. {host}: name of the server */
        .explanation = N_ ("A firewall or security program on this computer forbids the "
                           "connection to {host}. It did not even leave the computer."),
        .steps = {
          /* Translators: port-blocked, step. {port}: port number */
          N_ ("Allow outgoing connections to port {port} in the firewall, or ask whoever looks "
              "after this computer."),
        },
      },
    },
  },
  {
    .code = "wrong-protocol",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_wrong_protocol,
    .add_fixes = add_fixes_of_protocol,
    .wordings = {
      {
        /* Translators: wrong-protocol, title of a finding. {port}: port number, {host}: name of
         * the server, {answered}: what answered, such as "SMTP" or "a web server (HTTP)",
         * {protocol}: IMAP, POP3 or SMTP */
        .title = N_ ("On port {port}, {host} speaks {answered}, not {protocol}"),
        /* Translators: wrong-protocol, explanation. {protocol}: IMAP, POP3 or SMTP, {good}:
         * port number that works */
        .explanation = N_ ("The port belongs to another mail service. {protocol} is usually "
                           "found on port {good}. Your password was not sent."),
        .steps = {
          /* Translators: wrong-protocol, step. {good}: port number that works, {good_security}:
           * SSL/TLS or STARTTLS */
          N_ ("Use port {good} with {good_security}."),
        },
      },
    },
  },
  {
    .code = "not-a-mail-server",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_not_a_mail_server,
    .add_fixes = add_fixes_of_protocol,
    .wordings = {
      {
        /* Translators: not-a-mail-server, title of a finding. {port}: port number */
        .title = N_ ("What answers on port {port} is not a mail server"),
        /* Translators: not-a-mail-server, explanation. {host}: name of the server, {port}: port
         * number, {answered}: what answered, such as "SMTP" or "a web server (HTTP)" */
        .explanation = N_ ("On port {port} of {host} there is {answered}. Either the server name "
                           "or the port is wrong. Your password was not sent."),
        .steps = {
          /* Translators: not-a-mail-server, step. */
          N_ ("Compare the server name and port with those your provider gives."),
        },
      },
    },
  },
  {
    .code = "needs-implicit-tls",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_needs_implicit_tls,
    .add_fixes = add_fixes_of_implicit_tls,
    .wordings = {
      {
        /* Translators: needs-implicit-tls, title of a finding. */
        .title = N_ ("This port is encrypted from the start"),
        /* Translators: needs-implicit-tls, explanation. {host}: name of the server, {port}:
         * port number */
        .explanation = N_ ("STARTTLS is set, but {host} expects SSL/TLS at once on port {port}."),
        .steps = {
          /* Translators: needs-implicit-tls, step. */
          N_ ("Use SSL/TLS."),
        },
      },
      {
        /* Translators: needs-implicit-tls, title of a finding. */
        .title = N_ ("This port is encrypted from the start"),
        /* Translators: needs-implicit-tls, explanation. {host}: name of the server, {port}:
         * port number */
        .explanation = N_ ("No encryption is set, but {host} expects SSL/TLS at once on port "
                           "{port}."),
        .steps = {
          /* Translators: needs-implicit-tls, step. */
          N_ ("Use SSL/TLS."),
        },
      },
    },
  },
  {
    .code = "needs-starttls",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_needs_starttls,
    .add_fixes = add_fixes_of_starttls,
    .wordings = {
      {
        /* Translators: needs-starttls, title of a finding. */
        .title = N_ ("This port is encrypted only after the greeting"),
        /* Translators: needs-starttls, explanation. {host}: name of the server, {port}: port
         * number */
        .explanation = N_ ("SSL/TLS is set, but {host} begins in plain text on port {port} and "
                           "then changes to encryption (STARTTLS). Your password was not sent."),
        .steps = {
          /* Translators: needs-starttls, step. */
          N_ ("Use STARTTLS on this port, or the port that is encrypted from the start."),
        },
      },
    },
  },
  {
    .code = "starttls-unavailable",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_starttls_unavailable,
    .add_fixes = add_fixes_without_starttls,
    .wordings = {
      {
        /* Translators: starttls-unavailable, title of a finding. {host}: name of the server,
         * {port}: port number */
        .title = N_ ("{host} offers no encryption on port {port}"),
        /* Translators: starttls-unavailable, explanation. {good}: port number that works,
         * {good_security}: SSL/TLS or STARTTLS */
        .explanation = N_ ("The server does not know STARTTLS there. On port {good} it answers "
                           "encrypted ({good_security}). Your password was not sent."),
        .steps = {
          /* Translators: starttls-unavailable, step. {good}: port number that works,
           * {good_security}: SSL/TLS or STARTTLS */
          N_ ("Use port {good} with {good_security}."),
        },
      },
      {
        /* Translators: starttls-unavailable, title of a finding. {host}: name of the server */
        .title = N_ ("{host} offers no encryption"),
        /* Translators: starttls-unavailable, explanation. {port}: port number */
        .explanation = N_ ("The server does not know STARTTLS on port {port}, and no encrypted "
                           "port of it answered. Without encryption everyone on the way can "
                           "read along, so your password was not sent."),
        .steps = {
          /* Translators: starttls-unavailable, step. */
          N_ ("Ask the operator for the encrypted port, or try another network."),
          /* Translators: starttls-unavailable, step. */
          N_ ("Go on without encryption only in a network of your own."),
        },
      },
    },
  },
  {
    .code = "starttls-stripped",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_starttls_stripped,
    .wordings = {
      {
        /* Translators: starttls-stripped, title of a finding. {host}: name of the server */
        .title = N_ ("Somebody interferes with the connection to {host}"),
        /* Translators: starttls-stripped, explanation. */
        .explanation = N_ ("Just before encryption began, something was slipped in that does "
                           "not belong there: a known trick of attackers. Your password was not "
                           "sent."),
        .steps = {
          /* Translators: starttls-stripped, step. */
          N_ ("Do not sign in here. Try another network."),
          /* Translators: starttls-stripped, step. */
          N_ ("If it happens there too, tell the operator of the server."),
        },
      },
      {
        /* Translators: starttls-stripped, title of a finding. {host}: name of the server */
        .title = N_ ("Something between you and {host} takes the encryption away"),
        /* Translators: starttls-stripped, explanation. {provider}: name of the mail provider,
         * {port}: port number */
        .explanation = N_ ("{provider} offers encryption (STARTTLS) on port {port}, but here "
                           "the offer does not arrive. Some networks and security programs "
                           "remove it to read along. Your password was not sent."),
        .steps = {
          /* Translators: starttls-stripped, step. */
          N_ ("Do not sign in here. Try another network."),
          /* Translators: starttls-stripped, step. */
          N_ ("Switch off the e-mail scanning of your security program, if you have one."),
        },
      },
    },
  },
  {
    .code = "plaintext-refused",
    .severity = PL_SEVERITY_ERROR,
    .flags = PL_CAUSE_ALWAYS,
    .doubt = PL_PASSWORD_DOUBT_NONE,
    .match = pl_match_plaintext_refused,
    .add_fixes = pl_fixes_add_encrypted,
    .wordings = {
      {
        /* Translators: plaintext-refused, title of a finding. {host}: name of the server */
        .title = N_ ("{host} takes passwords only over an encrypted connection"),
        /* Translators: plaintext-refused, explanation. {port}: port number */
        .explanation = N_ ("As set up, the connection to port {port} is not encrypted. The server "
                           "refuses to sign anybody in like that, and rightly so."),
        .steps = {
          /* Translators: plaintext-refused, step. */
          N_ ("Switch encryption on: SSL/TLS, or STARTTLS."),
        },
      },
    },
  },
  {
    .code = "insecure-connection",
    .severity = PL_SEVERITY_WARNING,
    .flags = PL_CAUSE_ALWAYS,
    .match = pl_match_insecure_connection,
    .add_fixes = add_fixes_of_insecure,
    .wordings = {
      {
        /* Translators: insecure-connection, title of a finding. {host}: name of the server */
        .title = N_ ("This computer would talk to {host} without encryption"),
        /* Translators: insecure-connection, explanation. */
        .explanation = N_ ("Everyone on the way could read your password and your mail, in a "
                           "guest network for example. That is why your password was not sent."),
        .steps = {
          /* Translators: insecure-connection, step. {service}: "incoming server" or "outgoing
           * server" */
          N_ ("Use an encrypted port of the {service}."),
        },
      },
      {
        /* Translators: insecure-connection, title of a finding. {host}: name of the server */
        .title = N_ ("This computer talks to {host} without encryption"),
        /* Translators: insecure-connection, explanation. */
        .explanation = N_ ("You agreed to send the password in clear text. Everyone on the way "
                           "can read it, and your mail as well."),
        .steps = {
          /* Translators: insecure-connection, step. */
          N_ ("Use an encrypted port as soon as the server has one."),
        },
      },
    },
  },
  {
    .code = "smtp-auth-not-offered",
    .severity = PL_SEVERITY_ERROR,
    .match = pl_match_smtp_auth_not_offered,
    .add_fixes = add_fixes_of_protocol,
    .wordings = {
      {
        /* Translators: smtp-auth-not-offered, title of a finding. {port}: port number */
        .title = N_ ("Port {port} is for servers, not for mail programs"),
        /* Translators: smtp-auth-not-offered, explanation. {host}: name of the server */
        .explanation = N_ ("There {host} takes mail from other servers and signs nobody in. "
                           "Mail programs send through port 465 or 587."),
        .steps = {
          /* Translators: smtp-auth-not-offered, step. {good}: port number that works,
           * {good_security}: SSL/TLS or STARTTLS */
          N_ ("Use port {good} with {good_security}."),
        },
      },
      {
        /* Translators: smtp-auth-not-offered, title of a finding. {host}: name of the server,
         * {port}: port number */
        .title = N_ ("{host} signs nobody in on port {port}"),
        /* Translators: smtp-auth-not-offered, explanation. */
        .explanation = N_ ("The server does not offer any sign-in for sending there. Mail "
                           "programs usually send through port 465 or 587."),
        .steps = {
          /* Translators: smtp-auth-not-offered, step. {good}: port number that works,
           * {good_security}: SSL/TLS or STARTTLS */
          N_ ("Use port {good} with {good_security}."),
        },
      },
    },
  },
};

const PlChapter pl_chapter_port = { causes, G_N_ELEMENTS (causes) };
