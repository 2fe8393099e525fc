// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: from a finding to the field that it is about. What its first repair would change tells, or else how
 * far the check came; one cause alone is known here by name. */
#include "wizard/check/pl-finding-place.h"

#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

/* The field of each key that a fix may change, for receiving and for sending. */
static const struct
{
  PlFixKeys key;
  const char *fields[2]; /* by PlDirection */
} by_key[] = {
  { PL_FIX_KEY_HOST, { "incoming-host", "outgoing-host" } },
  { PL_FIX_KEY_PORT, { "incoming-port", "outgoing-port" } },
  { PL_FIX_KEY_SECURITY, { "incoming-security", "outgoing-security" } },
  { PL_FIX_KEY_USERNAME, { "incoming-username", "outgoing-username" } },
  { PL_FIX_KEY_AUTH, { "incoming-auth", "outgoing-auth" } },
};

/* Keys that no password puts right. */
#define SERVER_KEYS (PL_FIX_KEY_HOST | PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY | PL_FIX_KEY_AUTH)

/* What is most likely to be wrong where the check ended. */
static const PlFixKeys by_stage[PL_N_STAGES] = {
  [PL_STAGE_RESOLVE] = PL_FIX_KEY_HOST,   [PL_STAGE_CONNECT] = PL_FIX_KEY_PORT,
  [PL_STAGE_GREETING] = PL_FIX_KEY_PORT,  [PL_STAGE_STARTTLS] = PL_FIX_KEY_SECURITY,
  [PL_STAGE_TLS] = PL_FIX_KEY_HOST,       [PL_STAGE_CAPABILITIES] = PL_FIX_KEY_SECURITY,
  [PL_STAGE_RECIPIENT] = PL_FIX_KEY_HOST,
};

static PlFixKeys
get_keys (PlFinding *finding)
{
  PlFixFields fields;

  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    {
      pl_fix_peek_fields (pl_finding_get_fix (finding, i), &fields);
      if (fields.kind == PL_FIX_SETTINGS)
        return fields.keys;
    }
  return 0;
}

static const char *
find_field (PlFinding *finding, PlFixKeys keys)
{
  PlDirection direction = pl_service_get_direction (pl_finding_get_service (finding));

  for (guint i = 0; i < G_N_ELEMENTS (by_key); i++)
    if ((keys & by_key[i].key) != 0)
      return by_key[i].fields[direction];
  return NULL;
}

/* Where waiting helps, nothing that was entered is wrong. */
static gboolean
is_to_be_waited_for (PlFinding *finding)
{
  PlFixFields fields;

  if (pl_finding_get_stage (finding) < PL_STAGE_SIGN_IN || pl_finding_get_n_fixes (finding) == 0)
    return FALSE;
  pl_fix_peek_fields (pl_finding_get_fix (finding, 0), &fields);
  return fields.kind == PL_FIX_RETRY && fields.retry_after_s > 0;
}

/* The sign-in failed by something that was not entered here: a switch at the provider, a plan, a lock. To
 * ask for the password again would only send people looking for a fault that they have not made. */
static gboolean
is_known_sign_in (PlFinding *finding, PlFixKeys keys)
{
  return pl_finding_get_stage (finding) == PL_STAGE_SIGN_IN && keys == 0 &&
         pl_finding_get_password_doubt (finding) == PL_PASSWORD_DOUBT_NONE;
}

/* Where the server does not say what else it is, another password for sending is a way that remains. */
static gboolean
may_want_own_password (PlFinding *finding)
{
  return pl_finding_get_password_use (finding) == PL_PASSWORD_USE_TAKEN_ELSEWHERE &&
         (pl_finding_get_certainty (finding) != PL_CERTAINTY_PROVEN ||
          pl_finding_get_password_doubt (finding) == PL_PASSWORD_DOUBT_STRONG);
}

static PlFindingPlace
find_password (PlFinding *finding)
{
  /* Translators: button that leads back to the password field */
  const char *again = _ ("Enter the password again");
  /* Translators: button that leads back to the field for the password for sending */
  const char *sending_again = _ ("Enter the password for sending again");
  /* Translators: button that leads to the field for a second password, where receiving accepts the first */
  const char *another = _ ("Enter another password for sending");

  switch (pl_finding_get_password_use (finding))
    {
    case PL_PASSWORD_USE_OWN:
      return (PlFindingPlace){ PL_PAGE_ID_SERVERS, PL_FIELD_SENDING_PASSWORD, sending_again };
    case PL_PASSWORD_USE_TAKEN_ELSEWHERE:
      return (PlFindingPlace){ PL_PAGE_ID_SERVERS, PL_FIELD_SENDING_PASSWORD, another };
    case PL_PASSWORD_USE_COMMON:
    default:
      return (PlFindingPlace){ PL_PAGE_ID_ACCOUNT, "password", again };
    }
}

/* The domain, or who may send: not this computer or its network, which concern both servers, too. */
static gboolean
is_about_address (PlFinding *finding, PlFixKeys keys)
{
  if (pl_finding_get_service (finding) == PL_SERVICE_ACCOUNT)
    return pl_finding_get_stage (finding) <= PL_STAGE_RESOLVE;
  return pl_finding_get_stage (finding) == PL_STAGE_SENDER && keys == 0;
}

/* The address is right; only what belongs to it is not known. */
static gboolean
lacks_servers (PlFinding *finding)
{
  return g_str_equal (pl_finding_get_code (finding), "no-servers-found");
}

/**
 * pl_finding_place_find:
 *
 * Returns: the address for what concerns it, the password for a sign-in that failed by nothing else, or
 *   a field of the server; no page at all where nothing that was entered is to blame
 */
PlFindingPlace
pl_finding_place_find (PlFinding *finding)
{
  PlFixKeys keys = get_keys (finding);

  if (is_to_be_waited_for (finding))
    return (PlFindingPlace){ NULL, NULL, NULL };

  if (lacks_servers (finding))
    /* Translators: button that leads to the page with the servers, whose fields are empty yet */
    return (PlFindingPlace){ PL_PAGE_ID_SERVERS, "incoming-host", _ ("Enter the servers") };

  if (is_about_address (finding, keys))
    /* Translators: button that leads back to the address field */
    return (PlFindingPlace){ PL_PAGE_ID_ACCOUNT, "address", _ ("Change the address") };

  if (pl_finding_get_service (finding) == PL_SERVICE_ACCOUNT)
    return (PlFindingPlace){ NULL, NULL, NULL };

  if (is_known_sign_in (finding, keys) && !may_want_own_password (finding))
    return (PlFindingPlace){ NULL, NULL, NULL };

  if (pl_finding_get_stage (finding) == PL_STAGE_SIGN_IN && (keys & SERVER_KEYS) == 0)
    return find_password (finding);

  if (find_field (finding, keys) == NULL)
    keys = by_stage[pl_finding_get_stage (finding)];
  return (PlFindingPlace){ PL_PAGE_ID_SERVERS, find_field (finding, keys),
                           /* Translators: button that leads to the page with the servers */
                           _ ("Change server settings") };
}
