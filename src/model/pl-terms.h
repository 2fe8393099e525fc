// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of the contract (product.md): each value has one nick, the same in JSON, options,
 * evidence files and settings. Nicks never change. */

typedef enum
{
  PL_DIRECTION_INCOMING,
  PL_DIRECTION_OUTGOING,
} PlDirection;

typedef enum
{
  PL_SERVICE_ACCOUNT, /* what concerns no server: the address, its domain, this computer */
  PL_SERVICE_IMAP,
  PL_SERVICE_POP3,
  PL_SERVICE_SMTP,
} PlService;

/* How a connection is protected: from the first byte, by STARTTLS or STLS (RFC 8314 3), not at all */
typedef enum
{
  PL_SECURITY_TLS,
  PL_SECURITY_STARTTLS,
  PL_SECURITY_NONE,
} PlSecurity;

typedef enum
{
  PL_STAGE_ADDRESS,
  PL_STAGE_DISCOVERY,
  PL_STAGE_RESOLVE,
  PL_STAGE_CONNECT,
  PL_STAGE_GREETING,
  PL_STAGE_STARTTLS,
  PL_STAGE_TLS,
  PL_STAGE_CAPABILITIES,
  PL_STAGE_SIGN_IN,
  PL_STAGE_MAILBOX,
  PL_STAGE_SENDER,
  PL_STAGE_RECIPIENT,
  PL_STAGE_MESSAGE,
  PL_STAGE_ARRIVAL, /* the test message is looked for where mail comes in */
} PlStage;

#define PL_N_STAGES (PL_STAGE_ARRIVAL + 1)

typedef enum
{
  PL_STAGE_STATE_RUNNING, /* begun and not over: seen only while a check runs */
  PL_STAGE_STATE_PASSED,
  PL_STAGE_STATE_FAILED,
  PL_STAGE_STATE_SKIPPED,
  PL_STAGE_STATE_WARNING,
} PlStageState;

/* Where a setting came from */
typedef enum
{
  PL_SOURCE_USER,
  PL_SOURCE_PROVIDER,
  PL_SOURCE_MX,
  PL_SOURCE_SRV,
  PL_SOURCE_AUTOCONFIG,
  PL_SOURCE_ISPDB,
  PL_SOURCE_AUTODISCOVER,
  PL_SOURCE_PACC,
  PL_SOURCE_GUESS,
} PlSource;

/* How far settings can be believed before anything of them was tried; best first. A chain is as good
 * as its weakest link: what is looked up by a name out of DNS is worth no more than DNS. */
typedef enum
{
  PL_TRUST_PERSON, /* entered by the person */
  PL_TRUST_BUILT_IN, /* in the built-in facts, for this very domain or as the person chose */
  PL_TRUST_DOMAIN, /* said by the address's own domain over authenticated HTTPS */
  PL_TRUST_DIRECTORY, /* said by somebody else about this domain over authenticated HTTPS */
  PL_TRUST_DNS, /* follows from DNS, which nobody has signed */
  PL_TRUST_GUESS, /* a guess that answered */
} PlTrust;

/* What a provider wants of its customers before a mail program can work (data/providers) */
typedef enum
{
  PL_REQUIREMENT_APP_PASSWORD,
  PL_REQUIREMENT_ENABLE_IMAP,
  PL_REQUIREMENT_ENABLE_POP,
  PL_REQUIREMENT_ENABLE_SMTP,
  PL_REQUIREMENT_ENABLE_THIRD_PARTY,
  PL_REQUIREMENT_OAUTH2_ONLY,
  PL_REQUIREMENT_OAUTH2_AVAILABLE,
  PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD,
  PL_REQUIREMENT_BRIDGE,
  PL_REQUIREMENT_NO_PROTOCOLS,
  PL_REQUIREMENT_PAID_PLAN,
  PL_REQUIREMENT_USERNAME_DIFFERS,
  PL_REQUIREMENT_CERTIFICATE_HOST,
  PL_REQUIREMENT_TLS12_MINIMUM,
  PL_REQUIREMENT_DOCUMENTATION, /* no fact of ours: pages that came along with settings */
} PlRequirementKind;

/* Which password the person has to enter; what the field is called */
typedef enum
{
  PL_PASSWORD_KIND_USUAL, /* the password of the e-mail account */
  PL_PASSWORD_KIND_APP, /* made at the provider for this program */
  PL_PASSWORD_KIND_MAIL, /* of the mailbox, not of the customer account */
  PL_PASSWORD_KIND_BRIDGE, /* made by the provider's local program */
  PL_PASSWORD_KIND_NONE, /* no password will do: sign-in in the browser, or nothing at all */
} PlPasswordKind;

/* What a check has shown for one direction */
typedef enum
{
  PL_CHECK_STATE_OK, /* signed in, and the mailbox or the sender accepted */
  PL_CHECK_STATE_PARTIAL, /* reached, encrypted, trusted; the mail program signs in later */
  PL_CHECK_STATE_NOT_TESTED, /* only by the person's explicit choice */
  PL_CHECK_STATE_FAILED, /* never leaves as checked settings */
} PlCheckState;

typedef enum
{
  PL_SEVERITY_ERROR,
  PL_SEVERITY_WARNING,
  PL_SEVERITY_INFO,
} PlSeverity;

typedef enum
{
  PL_CERTAINTY_PROVEN,
  PL_CERTAINTY_LIKELY,
  PL_CERTAINTY_POSSIBLE,
} PlCertainty;

const char *pl_direction_to_nick (PlDirection direction);
gboolean pl_direction_from_nick (const char *nick, PlDirection *direction);
const char *pl_service_to_nick (PlService service);
gboolean pl_service_from_nick (const char *nick, PlService *service);
const char *pl_security_to_nick (PlSecurity security);
gboolean pl_security_from_nick (const char *nick, PlSecurity *security);
const char *pl_stage_to_nick (PlStage stage);
gboolean pl_stage_from_nick (const char *nick, PlStage *stage);
const char *pl_stage_state_to_nick (PlStageState state);
gboolean pl_stage_state_from_nick (const char *nick, PlStageState *state);
const char *pl_source_to_nick (PlSource source);
gboolean pl_source_from_nick (const char *nick, PlSource *source);
const char *pl_trust_to_nick (PlTrust trust);
gboolean pl_trust_from_nick (const char *nick, PlTrust *trust);
const char *pl_requirement_kind_to_nick (PlRequirementKind kind);
const char *pl_check_state_to_nick (PlCheckState state);
const char *pl_severity_to_nick (PlSeverity severity);
const char *pl_certainty_to_nick (PlCertainty certainty);

PlDirection pl_service_get_direction (PlService service);
guint16 pl_service_get_usual_port (PlService service, PlSecurity security);

/**
 * PlUsualPort:
 *
 * A port on which a service usually listens, with the protection that belongs to it.
 */
typedef struct
{
  PlService service;
  guint16 port;
  PlSecurity security;
} PlUsualPort;

const PlUsualPort *pl_service_get_usual_ports (PlService service, guint *n_ports);

int pl_nick_find (const char *const *nicks, guint n_nicks, const char *nick);

G_END_DECLS
