// SPDX-License-Identifier: GPL-3.0-or-later
/* When the causes of the chapter "Address and discovery" fit: what the name service said of the
 * domain, then what is known about the provider. */
#include "diagnosis/pl-match-address-private.h"

#include "diagnosis/pl-consent-private.h"
#include "diagnosis/pl-fixes-private.h"

#include "base/pl-hostname.h"

#include <string.h>

/* Reasons that a person must put right before anything else: above what a wrong server does. */
#define STRENGTH_NO_OTHER_WAY (PL_STRENGTH_STAGE + 30)

/* --- the domain --- */

/* Only where no server is known does it matter what the domain says of itself: the person's own
 * settings need no discovery. */
static gboolean
is_about_domain (PlCase *facts, const PlLane *lane)
{
  return pl_lane_is_of_account (lane) && facts->bad_address == NULL &&
         pl_case_lacks_servers (facts);
}

PlMatch
pl_match_address_invalid (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  if (facts->bad_address == NULL)
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);
}

/* A domain that takes mail is nobody's slip: ewe.de is not web.de. */
PlMatch
pl_match_domain_typo (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlDomainReport *domain = &facts->domain;
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE + 10, PL_CERTAINTY_POSSIBLE);

  if (!is_about_domain (facts, lane) || domain->meant == NULL || facts->provider != NULL ||
      !pl_domain_report_was_asked (domain) || pl_domain_report_lacks_names (domain) ||
      pl_domain_report_has_mail (domain))
    return PL_NO_MATCH;

  if (domain->meant_is_sure)
    match.certainty = PL_CERTAINTY_LIKELY;
  match.wording = pl_domain_report_is_unknown (domain) ? 0 : 1;
  return match;
}

PlMatch
pl_match_domain_unknown (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  if (!is_about_domain (facts, lane) || !pl_domain_report_is_unknown (&facts->domain))
    return PL_NO_MATCH;

  return pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
}

PlMatch
pl_match_domain_no_mail (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_STAGE, PL_CERTAINTY_PROVEN);
  gboolean refuses = pl_domain_report_refuses_mail (&facts->domain);

  if (!is_about_domain (facts, lane) ||
      (!refuses && !pl_domain_report_has_no_mail (&facts->domain)))
    return PL_NO_MATCH;

  match.wording = refuses ? 0 : 1;
  return match;
}

/* Nothing is known of the domain, so nothing is said against it; but one beside it is well known. */
static gboolean
is_unasked_slip (PlCase *facts)
{
  return facts->provider == NULL && facts->domain.meant != NULL &&
         !pl_domain_report_was_asked (&facts->domain);
}

/* The domain is there, and nothing speaks against it; only its servers stay unknown. */
PlMatch
pl_match_no_servers (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlDomainReport *domain = &facts->domain;
  PlMatch match = pl_match_at (PL_STRENGTH_FALLBACK, PL_CERTAINTY_PROVEN);

  if (!is_about_domain (facts, lane))
    return PL_NO_MATCH;

  if (is_unasked_slip (facts))
    match.wording = 6;
  else if (!pl_domain_report_was_asked (domain))
    match.wording = 3;
  else if (domain->n_unheard > 0)
    match.wording = 2;
  else
    match.wording = pl_domain_report_has_mail (domain) ? 0 : 1;
  /* What the domain says of itself goes before what nobody knows. */
  if (domain->denies_service && pl_domain_report_was_asked (domain))
    match.wording = 5;
  /* Whose customer the person is is known, so nobody is sent to look for that. */
  if (facts->provider != NULL && match.wording != 2 && match.wording != 5)
    match.wording = 4;
  return match;
}

void
pl_match_add_meant_address (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_address (facts, lane, fixes);
}

/* Asking again helps only where somebody has not answered. */
void
pl_match_add_retry_of_sources (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  if (is_unasked_slip (facts))
    pl_fixes_add_address (facts, lane, fixes);
  else if (facts->domain.n_unheard > 0)
    pl_fixes_add_retry_now (facts, lane, fixes);
}

/* --- the provider --- */

static const PlProviderRequirement *
find_requirement (PlCase *facts, PlRequirementKind kind)
{
  return pl_provider_get_requirement (facts->provider, kind);
}

static PlCertainty
get_certainty (const PlProviderRequirement *requirement)
{
  return requirement->certainty == PL_CERTAINTY_POSSIBLE ? PL_CERTAINTY_POSSIBLE
                                                         : PL_CERTAINTY_LIKELY;
}

static gboolean
has_service (const PlProvider *provider, PlService service)
{
  for (const PlProviderServer *server = provider->servers; server->host != NULL; server++)
    if (server->service == service && strchr (server->host, '%') == NULL)
      return TRUE;

  return FALSE;
}

/* Nothing was proposed although the provider has servers for IMAP: so POP3 was wanted. */
static gboolean
lacks_pop3 (PlCase *facts, const PlLane *lane)
{
  return is_about_domain (facts, lane) && facts->provider != NULL &&
         has_service (facts->provider, PL_SERVICE_IMAP) &&
         has_service (facts->provider, PL_SERVICE_SMTP) &&
         !has_service (facts->provider, PL_SERVICE_POP3);
}

PlMatch
pl_match_protocol_not_offered (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match;

  if (lacks_pop3 (facts, lane))
    {
      match = pl_match_at (PL_STRENGTH_PROVIDER, PL_CERTAINTY_LIKELY);
      match.wording = 1;
      return match;
    }
  if (facts->bad_address != NULL || find_requirement (facts, PL_REQUIREMENT_NO_PROTOCOLS) == NULL)
    return PL_NO_MATCH;

  return pl_match_at (STRENGTH_NO_OTHER_WAY,
                      get_certainty (find_requirement (facts, PL_REQUIREMENT_NO_PROTOCOLS)));
}

/* A bridge runs on this computer, or on another one that the person names by its address. */
static gboolean
is_bridge (const PlLane *lane)
{
  return pl_hostname_is_address (lane->server.host) || g_str_equal (lane->server.host, "localhost");
}

PlMatch
pl_match_bridge (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlProviderRequirement *bridge = find_requirement (facts, PL_REQUIREMENT_BRIDGE);
  PlMatch match;

  if (bridge == NULL || pl_lane_is_of_account (lane))
    return PL_NO_MATCH;
  if (!is_bridge (lane))
    return pl_match_at (STRENGTH_NO_OTHER_WAY, get_certainty (bridge));
  if (!pl_lane_failed_at (lane, PL_STAGE_CONNECT))
    return PL_NO_MATCH;

  match = pl_match_at (STRENGTH_NO_OTHER_WAY, PL_CERTAINTY_LIKELY);
  match.wording = 1;
  return match;
}

static void
add_bridge_settings (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  for (const PlProviderServer *server = facts->provider->servers; server->host != NULL; server++)
    if (server->service == lane->server.service)
      {
        pl_fixes_add_server (facts, lane, server, fixes);
        return;
      }
}

/* Said once for both directions, so it has the buttons of both. */
void
pl_match_add_bridge (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  if (is_bridge (lane))
    {
      pl_fixes_add_retry_now (facts, lane, fixes);
      return;
    }

  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    if (facts->lanes[i].server.host != NULL && !is_bridge (&facts->lanes[i]))
      add_bridge_settings (facts, &facts->lanes[i], fixes);
}

static gboolean
is_planned (const PlProviderRequirement *plan, const PlLane *lane)
{
  return plan->services == 0 || (plan->services & (1u << lane->server.service)) != 0;
}

/* Without a plan the server gives the same refusal as for a wrong password. What the other direction
 * accepts shows that the password is right, and, where the plan is for both, that there is one. */
PlMatch
pl_match_subscription (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlProviderRequirement *plan = find_requirement (facts, PL_REQUIREMENT_PAID_PLAN);
  PlMatch match = pl_match_reply (facts, lane, cause);
  gboolean accepted = pl_case_is_accepted_elsewhere (facts, lane);

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (plan == NULL || !is_planned (plan, lane) || !pl_lane_is_generic_refusal (lane) ||
      (accepted && is_planned (plan, pl_case_get_other (facts, lane))))
    return PL_NO_MATCH;

  match = accepted ? pl_match_at (PL_STRENGTH_STAGE + 5, get_certainty (plan))
                   : pl_match_at (PL_STRENGTH_GUESS, PL_CERTAINTY_POSSIBLE);
  match.wording = 1;
  return match;
}

PlMatch
pl_match_mail_password (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  const PlProviderRequirement *separate =
      find_requirement (facts, PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD);
  PlMatch match = pl_match_reply (facts, lane, cause);

  if (match.strength > PL_STRENGTH_NONE)
    return match;
  if (separate == NULL || !pl_lane_is_generic_refusal (lane) ||
      pl_case_is_accepted_elsewhere (facts, lane))
    return PL_NO_MATCH;

  return pl_match_at (separate->certainty == PL_CERTAINTY_POSSIBLE ? PL_STRENGTH_GUESS
                                                                   : PL_STRENGTH_PROVIDER,
                      get_certainty (separate));
}

void
pl_match_add_protocol_page (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_requirement_page (facts, lane, find_requirement (facts, PL_REQUIREMENT_NO_PROTOCOLS),
                                 fixes);
}

void
pl_match_add_plan_page (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_requirement_page (facts, lane, find_requirement (facts, PL_REQUIREMENT_PAID_PLAN),
                                 fixes);
}

void
pl_match_add_mail_password_page (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_requirement_page (
      facts, lane, find_requirement (facts, PL_REQUIREMENT_SEPARATE_MAIL_PASSWORD), fixes);
}

/* --- whose server it is --- */

/* In the order of the cause's wordings: who vouches for the server's name. */
static guint
choose_wording_of_trust (PlTrust trust)
{
  switch (trust)
    {
    case PL_TRUST_DOMAIN:
      return 0;
    case PL_TRUST_DIRECTORY:
      return 1;
    case PL_TRUST_GUESS:
      return 3;
    case PL_TRUST_PERSON:
    case PL_TRUST_BUILT_IN:
    case PL_TRUST_DNS:
    default:
      return 2;
    }
}

PlMatch
pl_match_server_not_approved (PlCase *facts, const PlLane *lane, const PlCause *cause)
{
  PlMatch match = pl_match_at (PL_STRENGTH_LITERAL, PL_CERTAINTY_PROVEN);

  if (lane->sign_in == NULL || pl_observation_get_outcome (lane->sign_in) != PL_OUTCOME_WITHHELD ||
      !pl_observation_has_word (lane->sign_in, PL_FACT_REASON, "approval"))
    return PL_NO_MATCH;

  match.wording = choose_wording_of_trust (pl_consent_get_trust (facts, lane));
  return match;
}

/* One question for each host: whoever agrees to it for one direction has agreed for the other. */
void
pl_match_add_approvals (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  const PlLane *other = pl_case_get_other (facts, lane);

  pl_fixes_add_approval (facts, lane, fixes);
  if (pl_proposal_is_foreign (facts->proposal, other->direction) &&
      !g_str_equal (other->server.host, lane->server.host))
    pl_fixes_add_approval (facts, other, fixes);
}
