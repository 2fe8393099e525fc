// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-terms.h"

/**
 * pl_nick_find:
 * @nicks: a table of @n_nicks nicks, some of which may be %NULL
 * @nick: (nullable):
 *
 * Returns: the index of @nick, or -1
 */
int
pl_nick_find (const char *const *nicks, guint n_nicks, const char *nick)
{
  for (guint i = 0; nick != NULL && i < n_nicks; i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (int) i;

  return -1;
}

#define DEFINE_TO_NICK(Type, name, nicks)                            \
  const char *pl_##name##_to_nick (Type value)                       \
  {                                                                  \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (nicks), ""); \
    return nicks[value];                                             \
  }

#define DEFINE_FROM_NICK(Type, name, nicks)                       \
  gboolean pl_##name##_from_nick (const char *nick, Type *value)  \
  {                                                               \
    int found = pl_nick_find (nicks, G_N_ELEMENTS (nicks), nick); \
    if (found < 0)                                                \
      return FALSE;                                               \
    *value = (Type) found;                                        \
    return TRUE;                                                  \
  }

static const char *const direction_nicks[] = {
  [PL_DIRECTION_INCOMING] = "incoming",
  [PL_DIRECTION_OUTGOING] = "outgoing",
};
DEFINE_TO_NICK (PlDirection, direction, direction_nicks)
DEFINE_FROM_NICK (PlDirection, direction, direction_nicks)

static const char *const service_nicks[] = {
  [PL_SERVICE_ACCOUNT] = "account",
  [PL_SERVICE_IMAP] = "imap",
  [PL_SERVICE_POP3] = "pop3",
  [PL_SERVICE_SMTP] = "smtp",
};
DEFINE_TO_NICK (PlService, service, service_nicks)
DEFINE_FROM_NICK (PlService, service, service_nicks)

static const char *const security_nicks[] = {
  [PL_SECURITY_TLS] = "tls",
  [PL_SECURITY_STARTTLS] = "starttls",
  [PL_SECURITY_NONE] = "none",
};
DEFINE_TO_NICK (PlSecurity, security, security_nicks)
DEFINE_FROM_NICK (PlSecurity, security, security_nicks)

static const char *const stage_nicks[] = {
  [PL_STAGE_ADDRESS] = "address",   [PL_STAGE_DISCOVERY] = "discovery",
  [PL_STAGE_RESOLVE] = "resolve",   [PL_STAGE_CONNECT] = "connect",
  [PL_STAGE_GREETING] = "greeting", [PL_STAGE_STARTTLS] = "starttls",
  [PL_STAGE_TLS] = "tls",           [PL_STAGE_CAPABILITIES] = "capabilities",
  [PL_STAGE_SIGN_IN] = "sign-in",   [PL_STAGE_MAILBOX] = "mailbox",
  [PL_STAGE_SENDER] = "sender",     [PL_STAGE_RECIPIENT] = "recipient",
  [PL_STAGE_MESSAGE] = "message",   [PL_STAGE_ARRIVAL] = "arrival",
};
DEFINE_TO_NICK (PlStage, stage, stage_nicks)
DEFINE_FROM_NICK (PlStage, stage, stage_nicks)

static const char *const stage_state_nicks[] = {
  [PL_STAGE_STATE_RUNNING] = "running", [PL_STAGE_STATE_PASSED] = "passed",
  [PL_STAGE_STATE_FAILED] = "failed",   [PL_STAGE_STATE_SKIPPED] = "skipped",
  [PL_STAGE_STATE_WARNING] = "warning",
};
DEFINE_TO_NICK (PlStageState, stage_state, stage_state_nicks)
DEFINE_FROM_NICK (PlStageState, stage_state, stage_state_nicks)

static const char *const source_nicks[] = {
  [PL_SOURCE_USER] = "user",
  [PL_SOURCE_PROVIDER] = "provider",
  [PL_SOURCE_MX] = "mx",
  [PL_SOURCE_SRV] = "srv",
  [PL_SOURCE_AUTOCONFIG] = "autoconfig",
  [PL_SOURCE_ISPDB] = "ispdb",
  [PL_SOURCE_AUTODISCOVER] = "autodiscover",
  [PL_SOURCE_PACC] = "pacc",
  [PL_SOURCE_GUESS] = "guess",
};
DEFINE_TO_NICK (PlSource, source, source_nicks)
DEFINE_FROM_NICK (PlSource, source, source_nicks)

static const char *const trust_nicks[] = {
  [PL_TRUST_PERSON] = "person", [PL_TRUST_BUILT_IN] = "built-in",
  [PL_TRUST_DOMAIN] = "domain", [PL_TRUST_DIRECTORY] = "directory",
  [PL_TRUST_DNS] = "dns",       [PL_TRUST_GUESS] = "guess",
};
DEFINE_TO_NICK (PlTrust, trust, trust_nicks)
DEFINE_FROM_NICK (PlTrust, trust, trust_nicks)

static const char *const requirement_kind_nicks[] = {
  [PL_REQUIREMENT_APP_PASSWORD] = "app-password",
  [PL_REQUIREMENT_ENABLE_IMAP] = "enable-imap",
  [PL_REQUIREMENT_ENABLE_POP] = "enable-pop",
  [PL_REQUIREMENT_ENABLE_SMTP] = "enable-smtp",
  [PL_REQUIREMENT_ENABLE_THIRD_PARTY] = "enable-third-party",
  [PL_REQUIREMENT_OAUTH2_ONLY] = "oauth2-only",
  [PL_REQUIREMENT_OAUTH2_AVAILABLE] = "oauth2-available",
  [PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD] = "separate-mail-password",
  [PL_REQUIREMENT_BRIDGE] = "bridge",
  [PL_REQUIREMENT_NO_PROTOCOLS] = "no-protocols",
  [PL_REQUIREMENT_PAID_PLAN] = "paid-plan",
  [PL_REQUIREMENT_USERNAME_DIFFERS] = "username-differs",
  [PL_REQUIREMENT_CERTIFICATE_HOST] = "certificate-host",
  [PL_REQUIREMENT_TLS12_MINIMUM] = "tls12-minimum",
  [PL_REQUIREMENT_DOCUMENTATION] = "documentation",
};
DEFINE_TO_NICK (PlRequirementKind, requirement_kind, requirement_kind_nicks)

static const char *const check_state_nicks[] = {
  [PL_CHECK_STATE_OK] = "ok",
  [PL_CHECK_STATE_PARTIAL] = "partial",
  [PL_CHECK_STATE_NOT_TESTED] = "not-tested",
  [PL_CHECK_STATE_FAILED] = "failed",
};
DEFINE_TO_NICK (PlCheckState, check_state, check_state_nicks)

static const char *const severity_nicks[] = {
  [PL_SEVERITY_ERROR] = "error",
  [PL_SEVERITY_WARNING] = "warning",
  [PL_SEVERITY_INFO] = "info",
};
DEFINE_TO_NICK (PlSeverity, severity, severity_nicks)

static const char *const certainty_nicks[] = {
  [PL_CERTAINTY_PROVEN] = "proven",
  [PL_CERTAINTY_LIKELY] = "likely",
  [PL_CERTAINTY_POSSIBLE] = "possible",
};
DEFINE_TO_NICK (PlCertainty, certainty, certainty_nicks)

PlDirection
pl_service_get_direction (PlService service)
{
  return service == PL_SERVICE_SMTP ? PL_DIRECTION_OUTGOING : PL_DIRECTION_INCOMING;
}

/* In the order in which they are recommended: implicit TLS first (RFC 8314 3). Port 25 is the
 * relay port (RFC 6409 3.1); some old hosts take submissions there. 2525 is a common substitute
 * where networks block the others. */
static const PlUsualPort usual_ports[] = {
  { PL_SERVICE_IMAP, 993, PL_SECURITY_TLS },       { PL_SERVICE_IMAP, 143, PL_SECURITY_STARTTLS },
  { PL_SERVICE_POP3, 995, PL_SECURITY_TLS },       { PL_SERVICE_POP3, 110, PL_SECURITY_STARTTLS },
  { PL_SERVICE_SMTP, 465, PL_SECURITY_TLS },       { PL_SERVICE_SMTP, 587, PL_SECURITY_STARTTLS },
  { PL_SERVICE_SMTP, 2525, PL_SECURITY_STARTTLS }, { PL_SERVICE_SMTP, 25, PL_SECURITY_STARTTLS },
};

/**
 * pl_service_get_usual_ports:
 * @n_ports: (out):
 *
 * Returns: (transfer none) (array length=n_ports) (nullable): recommended first
 */
const PlUsualPort *
pl_service_get_usual_ports (PlService service, guint *n_ports)
{
  const PlUsualPort *first = NULL;

  *n_ports = 0;
  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    if (usual_ports[i].service == service)
      {
        first = first != NULL ? first : &usual_ports[i];
        (*n_ports)++;
      }

  return first;
}

/**
 * pl_service_get_usual_port:
 *
 * Returns: the first usual port with that protection; without protection the one for STARTTLS,
 *   because it begins in plain text; 0 for %PL_SERVICE_ACCOUNT
 */
guint16
pl_service_get_usual_port (PlService service, PlSecurity security)
{
  PlSecurity wanted = security == PL_SECURITY_NONE ? PL_SECURITY_STARTTLS : security;

  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    if (usual_ports[i].service == service && usual_ports[i].security == wanted)
      return usual_ports[i].port;

  return 0;
}
