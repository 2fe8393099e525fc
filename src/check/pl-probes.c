// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of follow-up probes: after which failure to look where. A probe is chosen by what was
 * seen and by nothing else; it is told where to look and never what to prove. */
#include "check/pl-probes-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "provider/pl-provider.h"

#include <string.h>

#define MOST_CERTIFICATE_NAMES 3

/* How long a port that usually begins with TLS may stay silent in plain text before the other mode
 * is tried beside it. A server that greets at all does so one round trip after the connection, and
 * this is several of them on most lines. */
#define EARLY_MS 250

static PlOutcome
get_outcome (const PlProbeView *view, PlSight sight)
{
  PlObservation *observation = pl_observations_find_last (view->observations, sight);

  return observation != NULL ? pl_observation_get_outcome (observation) : PL_OUTCOME_NONE;
}

static gboolean
is_certificate_refused (const PlProbeView *view)
{
  return view->stage == PL_STAGE_TLS && get_outcome (view, PL_SIGHT_TRUST) == PL_OUTCOME_REJECTED;
}

/* The sign-in failed for want of encryption or of any way to sign in, not for the password. */
static gboolean
is_sign_in_impossible (const PlProbeView *view)
{
  PlOutcome outcome = get_outcome (view, PL_SIGHT_SIGN_IN);
  PlObservation *sign_in = pl_observations_find_last (view->observations, PL_SIGHT_SIGN_IN);

  if (view->stage != PL_STAGE_SIGN_IN)
    return FALSE;
  if (pl_server_settings_get_security (view->settings) == PL_SECURITY_NONE)
    return outcome == PL_OUTCOME_REJECTED || outcome == PL_OUTCOME_NOT_OFFERED ||
           (outcome == PL_OUTCOME_WITHHELD &&
            pl_observation_has_word (sign_in, PL_FACT_REASON, "cleartext"));
  return outcome == PL_OUTCOME_NOT_OFFERED;
}

/* The service is the right one and greets with a refusal: that is its answer, at every port. */
static gboolean
is_turned_away (const PlProbeView *view)
{
  PlObservation *greeting = pl_observations_find_last (view->observations, PL_SIGHT_GREETING);
  const char *wanted = pl_service_to_nick (pl_server_settings_get_service (view->settings));

  return greeting != NULL &&
         g_strcmp0 (pl_observation_get (greeting, PL_FACT_PROTOCOL), wanted) == 0;
}

static gboolean
wants_usual_ports (const PlProbeView *view)
{
  if (view->stage == PL_STAGE_CONNECT || view->stage == PL_STAGE_STARTTLS)
    return TRUE;
  if (view->stage == PL_STAGE_GREETING)
    return !is_turned_away (view);
  if (view->stage == PL_STAGE_TLS)
    return !is_certificate_refused (view);
  return is_sign_in_impossible (view);
}

static void
add_usual_ports (const PlProbeView *view, PlProbeSet *set)
{
  PlService service = pl_server_settings_get_service (view->settings);
  guint n_ports;
  const PlUsualPort *ports = pl_service_get_usual_ports (service, &n_ports);

  for (guint i = 0; i < n_ports; i++)
    {
      PlProbeTarget target = {
        .service = service,
        .host = pl_server_settings_get_host (view->settings),
        .port = ports[i].port,
        .security = ports[i].security,
      };

      pl_probe_set_add (set, &target, 0);
    }
}

/* Something answers at the port, or holds its peace there, but not what was expected: perhaps the
 * port begins the other way. The look in plain text is also the one that tells what else speaks. */
static gboolean
wants_other_mode (const PlProbeView *view)
{
  if (pl_server_settings_get_security (view->settings) == PL_SECURITY_TLS)
    return view->stage == PL_STAGE_TLS &&
           get_outcome (view, PL_SIGHT_TLS) != PL_OUTCOME_ESTABLISHED;

  return view->stage == PL_STAGE_GREETING &&
         get_outcome (view, PL_SIGHT_GREETING) != PL_OUTCOME_SPOKEN;
}

static void
add_other_mode_after (const PlProbeView *view, PlProbeSet *set, gint64 delay_ms)
{
  PlSecurity security = pl_server_settings_get_security (view->settings);
  PlProbeTarget target = {
    .service = pl_server_settings_get_service (view->settings),
    .host = pl_server_settings_get_host (view->settings),
    .port = pl_server_settings_get_port (view->settings),
    .security = security == PL_SECURITY_TLS ? PL_SECURITY_STARTTLS : PL_SECURITY_TLS,
  };

  pl_probe_set_add (set, &target, delay_ms);
}

static void
add_other_mode (const PlProbeView *view, PlProbeSet *set)
{
  add_other_mode_after (view, set, 0);
}

/* The handshake broke off: with the old versions admitted one sees whether that was the reason. */
static gboolean
wants_old_tls (const PlProbeView *view)
{
  PlOutcome outcome = get_outcome (view, PL_SIGHT_TLS);

  return view->stage == PL_STAGE_TLS && !view->waiting &&
         (outcome == PL_OUTCOME_ALERT || outcome == PL_OUTCOME_FAILED ||
          outcome == PL_OUTCOME_CLOSED);
}

static void
add_old_tls (const PlProbeView *view, PlProbeSet *set)
{
  PlProbeTarget target = {
    .service = pl_server_settings_get_service (view->settings),
    .host = pl_server_settings_get_host (view->settings),
    .port = pl_server_settings_get_port (view->settings),
    .security = pl_server_settings_get_security (view->settings),
    .any_version = TRUE,
  };

  pl_probe_set_add (set, &target, 0);
}

static gboolean
wants_certificate_names (const PlProbeView *view)
{
  PlObservation *trust = pl_observations_find_last (view->observations, PL_SIGHT_TRUST);

  return is_certificate_refused (view) &&
         pl_observation_has_word (trust, PL_FACT_WORDS, "host-mismatch");
}

/**
 * pl_probes_is_at_home:
 *
 * Returns: whether @name, learnt from the network, may be asked: only where the person's own names
 *   already point: below the registrable domain of the server or of the address, or at the provider
 *   itself
 */
gboolean
pl_probes_is_at_home (const PlProbeView *view, const char *name)
{
  PlAddress *address = pl_proposal_get_address (view->proposal);
  const PlProvider *provider =
      pl_provider_find_by_id (pl_proposal_get_provider_id (view->proposal));

  return pl_domain_is_same_registrable (name, pl_server_settings_get_host (view->settings)) ||
         pl_domain_is_same_registrable (name, pl_address_get_domain (address)) ||
         pl_provider_owns_host (provider, name);
}

/* `*.example.net` and imap.example.org give imap.example.net.
 * Returns: (transfer full) (nullable): a host that may be asked */
static char *
make_candidate (const PlProbeView *view, const char *name)
{
  const char *host = pl_server_settings_get_host (view->settings);
  g_autofree char *full = NULL;
  g_autofree char *ascii = NULL;

  if (g_str_has_prefix (name, "*."))
    full = g_strdup_printf ("%.*s%s", (int) strcspn (host, "."), host, name + 1);
  else
    full = g_strdup (name);

  ascii = pl_hostname_to_ascii (full, NULL);
  if (ascii == NULL || pl_hostname_is_address (ascii) || strchr (ascii, '.') == NULL ||
      g_str_equal (ascii, host) || !pl_probes_is_at_home (view, ascii))
    return NULL;

  return g_steal_pointer (&ascii);
}

/* A certificate may hold a hundred names of one customer. Those that begin like the host, or like a
 * mail server, are asked first. */
static gboolean
looks_promising (const PlProbeView *view, const char *candidate)
{
  static const char *const labels[] = { "imap", "pop", "pop3", "smtp", "mail", "mx", "mailserver" };
  const char *host = pl_server_settings_get_host (view->settings);
  gsize length = strcspn (candidate, ".");

  if (length == strcspn (host, ".") && strncmp (candidate, host, length) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (length == strlen (labels[i]) && strncmp (candidate, labels[i], length) == 0)
      return TRUE;
  return FALSE;
}

static void
add_candidates (const PlProbeView *view, PlProbeSet *set, char **names, gboolean promising)
{
  PlProbeTarget target = {
    .service = pl_server_settings_get_service (view->settings),
    .port = pl_server_settings_get_port (view->settings),
    .security = pl_server_settings_get_security (view->settings),
  };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *candidate = make_candidate (view, names[i]);

      if (pl_probe_set_get_n_probes (set) >= MOST_CERTIFICATE_NAMES)
        return;
      if (candidate == NULL || looks_promising (view, candidate) != promising)
        continue;
      target.host = candidate;
      pl_probe_set_add (set, &target, 0);
    }
}

/* The server's own certificate: the chain's others name nobody. */
static PlObservation *
find_own_certificate (const PlProbeView *view)
{
  for (guint i = view->observations->len; i > 0; i--)
    {
      PlObservation *observation = view->observations->pdata[i - 1];

      if (pl_observation_get_sight (observation) == PL_SIGHT_CERTIFICATE &&
          pl_observation_get_int (observation, PL_FACT_INDEX, -1) == 0)
        return observation;
    }

  return NULL;
}

static void
add_certificate_names (const PlProbeView *view, PlProbeSet *set)
{
  PlObservation *certificate = find_own_certificate (view);
  const char *text = certificate != NULL ? pl_observation_get (certificate, PL_FACT_NAMES) : NULL;
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", " ", -1);

  add_candidates (view, set, names, TRUE);
  add_candidates (view, set, names, FALSE);
}

/**
 * pl_probes_lacks_name:
 *
 * Returns: whether there is no such server, and the name service has said so
 */
gboolean
pl_probes_lacks_name (const PlProbeView *view)
{
  PlOutcome outcome = get_outcome (view, PL_SIGHT_NAME);

  return view->stage == PL_STAGE_RESOLVE &&
         (outcome == PL_OUTCOME_NO_SUCH_NAME || outcome == PL_OUTCOME_NO_DATA);
}

static void
add_name_below (const PlProbeView *view, PlProbeSet *set, const char *label, const char *domain)
{
  g_autofree char *host = g_strconcat (label, ".", domain, NULL);
  PlProbeTarget target = {
    .service = pl_server_settings_get_service (view->settings),
    .host = host,
    .port = pl_server_settings_get_port (view->settings),
    .security = pl_server_settings_get_security (view->settings),
  };

  pl_probe_set_add (set, &target, 0);
}

/* What mail servers are usually called, in the domain of the name that was set and in that of the
 * address: both are the person's own words. */
static void
add_usual_names (const PlProbeView *view, PlProbeSet *set)
{
  static const char *const labels[][4] = {
    [PL_SERVICE_ACCOUNT] = { NULL },
    [PL_SERVICE_IMAP] = { "imap", "mail", NULL },
    [PL_SERVICE_POP3] = { "pop", "pop3", "mail", NULL },
    [PL_SERVICE_SMTP] = { "smtp", "mail", NULL },
  };
  PlService service = pl_server_settings_get_service (view->settings);
  const char *host = pl_server_settings_get_host (view->settings);
  const char *const domains[] = {
    pl_domain_get_registrable (host),
    pl_address_get_domain (pl_proposal_get_address (view->proposal)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (guint k = 0; domains[i] != NULL && labels[service][k] != NULL; k++)
      add_name_below (view, set, labels[service][k], domains[i]);
}

static const struct
{
  gboolean (*applies) (const PlProbeView *view);
  void (*add) (const PlProbeView *view, PlProbeSet *set);
} rows[] = {
  { wants_other_mode, add_other_mode },
  { wants_usual_ports, add_usual_ports },
  { wants_old_tls, add_old_tls },
  { wants_certificate_names, add_certificate_names },
  { pl_probes_lacks_name, add_usual_names },
};

/**
 * pl_probes_start:
 *
 * Starts all probes that the evidence asks for and that are not under way.
 */
void
pl_probes_start (const PlProbeView *view, PlProbeSet *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].applies (view))
      rows[i].add (view, set);
}

/**
 * pl_probes_expects_other_mode:
 *
 * Returns: whether the port is one that usually begins with TLS, and the settings say otherwise
 */
gboolean
pl_probes_expects_other_mode (PlServerSettings *settings)
{
  static const PlService services[] = { PL_SERVICE_IMAP, PL_SERVICE_POP3, PL_SERVICE_SMTP };
  guint16 port = pl_server_settings_get_port (settings);

  if (pl_server_settings_get_security (settings) == PL_SECURITY_TLS)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (port == pl_service_get_usual_port (services[i], PL_SECURITY_TLS))
      return TRUE;
  return FALSE;
}

/**
 * pl_probes_start_early:
 *
 * For settings that pl_probes_expects_other_mode(), when the wait for a greeting begins: the other
 * mode of the same port is tried soon, without waiting for the soft limit. When the greeting comes
 * the probe is called off before it has asked anybody.
 */
void
pl_probes_start_early (const PlProbeView *view, PlProbeSet *set)
{
  add_other_mode_after (view, set, EARLY_MS);
}
