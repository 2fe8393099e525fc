// SPDX-License-Identifier: GPL-3.0-or-later
/* What a button does. A fix holds only the keys that it changes, and calls itself proven only where
 * a probe reached that host and port with a trusted certificate. */
#include "diagnosis/pl-fixes-private.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-consent-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>

/* What the label of a fix speaks of: its own values before those of the account. */
typedef struct
{
  PlWords words;
  const PlFixFields *fields; /* borrowed */
  const char *time; /* borrowed, nullable */
} LabelWords;

static char *
lookup_label (const char *name, gpointer data)
{
  LabelWords *label = data;
  const PlServerFields *values = &label->fields->values;
  PlFixKeys keys = label->fields->keys;

  if (g_str_equal (name, "good") && (keys & PL_FIX_KEY_PORT))
    return g_strdup_printf ("%u", values->port);
  if (g_str_equal (name, "good_security") && (keys & PL_FIX_KEY_SECURITY))
    return g_strdup (pl_security_to_words (values->security));
  if (g_str_equal (name, "good_host") && (keys & PL_FIX_KEY_HOST))
    return pl_hostname_to_display (values->host);
  if (g_str_equal (name, "username") && (keys & PL_FIX_KEY_USERNAME))
    return g_strdup (values->username);
  if (g_str_equal (name, "time"))
    return g_strdup (label->time);

  return pl_case_words_lookup (name, &label->words);
}

/* Fills label and consent, and adds the fix. */
static void
add (PlCase *facts, const PlLane *lane, PlFixFields *fields, const char *time, GPtrArray *fixes)
{
  LabelWords words = { { facts, lane }, fields, time };
  g_autofree char *label = pl_text_fill (_ (fields->label), lookup_label, &words);
  g_autofree char *consent =
      fields->consent != NULL ? pl_text_fill (_ (fields->consent), lookup_label, &words) : NULL;

  fields->label = label;
  fields->consent = consent;
  fields->values.service = lane->server.service;
  g_ptr_array_add (fixes, pl_fix_new (fields));
}

static void
add_port (PlCase *facts,
          const PlLane *lane,
          guint16 port,
          PlSecurity security,
          gboolean proven,
          GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .proven = proven };

  fields.values.port = port;
  fields.values.security = security;
  if (port != lane->server.port)
    fields.keys |= PL_FIX_KEY_PORT;
  if (security != lane->server.security)
    fields.keys |= PL_FIX_KEY_SECURITY;
  if (fields.keys == 0)
    return;

  if (fields.keys == PL_FIX_KEY_SECURITY)
    /* Translators: button; {good_security}: SSL/TLS or STARTTLS */
    fields.label = N_ ("Use {good_security}");
  else if (fields.keys == PL_FIX_KEY_PORT)
    /* Translators: button; {good}: port number */
    fields.label = N_ ("Use port {good}");
  else
    /* Translators: button; {good}: port number, {good_security}: SSL/TLS or STARTTLS */
    fields.label = N_ ("Use port {good} with {good_security}");
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_probe:
 * @probe: (nullable): that found the service on the configured host; nothing is added without one
 */
void
pl_fixes_add_probe (PlCase *facts, const PlLane *lane, PlObservation *probe, GPtrArray *fixes)
{
  PlSecurity security = PL_SECURITY_TLS;

  if (probe != NULL && pl_probe_get_security (probe, &security))
    add_port (facts, lane, pl_probe_get_port (probe), security, pl_probe_is_proven (probe), fixes);
}

/**
 * pl_fixes_add_port:
 *
 * A port that no probe has shown: usual, or said by the server. Nothing is added where a probe has
 * found it shut.
 */
void
pl_fixes_add_port (PlCase *facts,
                   const PlLane *lane,
                   guint16 port,
                   PlSecurity security,
                   GPtrArray *fixes)
{
  if (!pl_lane_is_found_shut (lane, port, security))
    add_port (facts, lane, port, security, FALSE, fixes);
}

/**
 * pl_fixes_add_encrypted:
 *
 * The way to encryption: what a probe found, else STARTTLS where the server offers it, else the
 * usual port.
 */
void
pl_fixes_add_encrypted (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlObservation *probe = pl_lane_find_good (lane);
  PlService service = lane->server.service;

  if (probe != NULL)
    {
      pl_fixes_add_probe (facts, lane, probe, fixes);
      return;
    }
  if (lane->server.security == PL_SECURITY_NONE &&
      (pl_lane_can (lane, "STARTTLS") || pl_lane_can (lane, "STLS")))
    pl_fixes_add_port (facts, lane, lane->server.port, PL_SECURITY_STARTTLS, fixes);
  pl_fixes_add_port (facts, lane, pl_service_get_usual_port (service, PL_SECURITY_TLS),
                     PL_SECURITY_TLS, fixes);
}

/**
 * pl_fixes_is_own_host:
 * @host: learnt from the network
 *
 * Returns: whether @host may be proposed without a question: it belongs to the registrable domain
 *   of the address or of the configured host, or to the provider (product.md, safety 2)
 */
gboolean
pl_fixes_is_own_host (PlCase *facts, const PlLane *lane, const char *host)
{
  return pl_domain_is_same_registrable (host, lane->server.host) ||
         pl_domain_is_same_registrable (host, pl_address_get_domain (facts->address)) ||
         pl_provider_owns_host (facts->provider, host);
}

void
pl_fixes_add_host (PlCase *facts,
                   const PlLane *lane,
                   const char *host,
                   gboolean proven,
                   GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .keys = PL_FIX_KEY_HOST, .proven = proven };

  if (g_strcmp0 (host, lane->server.host) == 0)
    return;

  fields.values.host = host;
  /* Translators: button; {good_host}: name of a server */
  fields.label = N_ ("Use {good_host}");
  if (!pl_fixes_is_own_host (facts, lane, host))
    fields.consent = pl_consent_choose_foreign (facts, lane, host);
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_provider_host:
 *
 * The server that the provider names for this service; nothing where no provider is known.
 */
void
pl_fixes_add_provider_host (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  g_autofree char *host = pl_case_get_provider_host (facts, lane);

  if (host != NULL)
    pl_fixes_add_host (facts, lane, host, FALSE, fixes);
}

/**
 * pl_fixes_add_approval:
 *
 * To let the server have the password that is set already: it then counts as the person's own
 * choice. Always a question.
 */
void
pl_fixes_add_approval (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .keys = PL_FIX_KEY_HOST };

  fields.values.host = lane->server.host;
  if (lane->direction == PL_DIRECTION_INCOMING)
    /* Translators: button that asks first, hence the ellipsis; {good_host}: name of a server */
    fields.label = N_ ("Use {good_host} for receiving …");
  else
    /* Translators: button that asks first, hence the ellipsis; {good_host}: name of a server */
    fields.label = N_ ("Use {good_host} for sending …");
  fields.consent = pl_consent_choose_foreign (facts, lane, lane->server.host);
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_server:
 * @server: of a program that runs on this computer, as its provider's facts name it
 */
void
pl_fixes_add_server (PlCase *facts,
                     const PlLane *lane,
                     const PlProviderServer *server,
                     GPtrArray *fixes)
{
  PlFixFields fields = {
    .kind = PL_FIX_SETTINGS,
    .keys = PL_FIX_KEY_HOST | PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY,
  };

  fields.values.host = server->host;
  fields.values.port = server->port;
  fields.values.security = server->security;
  if (lane->direction == PL_DIRECTION_INCOMING)
    /* Translators: button; {bridge}: a program of the provider, "Proton Mail Bridge" */
    fields.label = N_ ("Receive through {bridge}");
  else
    /* Translators: button; {bridge}: a program of the provider, "Proton Mail Bridge" */
    fields.label = N_ ("Send through {bridge}");
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_address:
 *
 * To take the address that was probably meant.
 */
void
pl_fixes_add_address (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  const PlWords words = { facts, lane };
  g_autofree char *address = pl_case_words_lookup ("meant", (gpointer) &words);
  PlFixFields fields = { .kind = PL_FIX_ADDRESS, .address = address };

  /* Translators: button; {meant}: the e-mail address that was probably meant */
  fields.label = N_ ("Use {meant}");
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_exception:
 *
 * To accept exactly this certificate, for this server and direction; always a question.
 */
void
pl_fixes_add_exception (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  const char *sha256 =
      lane->certificate != NULL ? pl_observation_get (lane->certificate, PL_FACT_SHA256) : NULL;
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .keys = PL_FIX_KEY_TRUST_FINGERPRINT };

  if (sha256 == NULL)
    return;

  fields.values.trust_fingerprint = sha256;
  /* Translators: button that asks first, hence the ellipsis */
  fields.label = N_ ("Exception for this certificate …");
  fields.consent =
      /* Translators: question before one certificate is accepted although it does not pass;
       * {host}: server, {faults}: what is wrong with it, {fingerprint}: its SHA-256 fingerprint */
      N_ ("The certificate of {host} does not pass: {faults}. With an exception your password goes "
          "to whoever holds exactly this certificate, and nothing else about it is tested any "
          "more. Fingerprint (SHA-256): {fingerprint}. Has the operator confirmed this "
          "fingerprint to you?");
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_cleartext:
 *
 * To send the password without encryption: only for servers where no encrypted port answered.
 */
void
pl_fixes_add_cleartext (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .keys = PL_FIX_KEY_ALLOW_CLEARTEXT };

  if (pl_lane_find_good (lane) != NULL || lane->server.allow_cleartext)
    return;

  if (lane->server.security != PL_SECURITY_NONE)
    fields.keys |= PL_FIX_KEY_SECURITY;
  fields.values.security = PL_SECURITY_NONE;
  fields.values.allow_cleartext = TRUE;
  /* Translators: button that asks first, hence the ellipsis */
  fields.label = N_ ("Sign in without encryption …");
  /* Translators: question before a password is sent in clear text; {host}: server */
  fields.consent = N_ ("Everyone on the way to {host} can then read your password and all your "
                       "mail: in this network, at the provider and in between. Do you want to send "
                       "the password unencrypted all the same?");
  add (facts, lane, &fields, NULL, fixes);
}

void
pl_fixes_add_username (PlCase *facts, const PlLane *lane, const char *username, GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .keys = PL_FIX_KEY_USERNAME };

  if (g_strcmp0 (username, lane->server.username) == 0)
    return;

  fields.values.username = username;
  /* Translators: button that asks first, hence the ellipsis, and then signs in again with another
   * user name; {username}: that name */
  fields.label = N_ ("Sign in as “{username}” …");
  /* Translators: question before a second sign-in; {username}: the user name to try, {host}: server */
  fields.consent = N_ ("This signs in at {host} once more, with the same password. Many providers "
                       "lock the access for a while after a few refused sign-ins. Do you want to "
                       "sign in as “{username}”?");
  add (facts, lane, &fields, NULL, fixes);
}

/* @url: https page of the provider, nullable: nothing is added without one */
static void
add_page (PlCase *facts, const PlLane *lane, const char *url, GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_PAGE, .url = url };

  if (url == NULL || !g_str_has_prefix (url, "https://"))
    return;

  /* Translators: button that opens a web page; {provider}: name of the mail provider */
  fields.label = N_ ("Open the page at {provider}");
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_sign_in_page_of_network:
 *
 * The one page that is not encrypted: over https a hotspot can put nothing in its place but an alarm.
 * It is Firefox's own, opened by the person in the browser; nothing of the account goes there.
 */
void
pl_fixes_add_sign_in_page_of_network (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_PAGE, .url = PL_FIXES_PAGE_TO_REPLACE };

  /* Translators: button that opens a web page, in whose place a hotspot shows its own */
  fields.label = N_ ("Open this network's sign-in page");
  add (facts, lane, &fields, NULL, fixes);
}

/**
 * pl_fixes_add_requirement_page:
 * @requirement: (nullable): of the provider; nothing is added without one
 *
 * The page where it is met, else the one with the provider's settings.
 */
void
pl_fixes_add_requirement_page (PlCase *facts,
                               const PlLane *lane,
                               const PlProviderRequirement *requirement,
                               GPtrArray *fixes)
{
  const char *url = requirement != NULL ? pl_provider_pages_choose (&requirement->pages) : NULL;

  if (requirement != NULL && url == NULL)
    url = pl_provider_pages_choose (&facts->provider->help);
  add_page (facts, lane, url, fixes);
}

/**
 * pl_fixes_add_retry:
 * @after_s: seconds to wait before, 0 for now
 */
void
pl_fixes_add_retry (PlCase *facts, const PlLane *lane, guint after_s, GPtrArray *fixes)
{
  PlFixFields fields = { .kind = PL_FIX_RETRY, .retry_after_s = after_s };
  g_autoptr (GDateTime) due =
      g_date_time_new_from_unix_local (pl_evidence_get_began_at (facts->evidence) + after_s);
  /* Translators: a time of day, see g_date_time_format() */
  g_autofree char *time = g_date_time_format (due, _ ("%H:%M"));

  if (after_s == 0)
    /* Translators: button */
    fields.label = N_ ("Check again");
  else
    /* Translators: button; {time}: time of day, such as 14:30 */
    fields.label = N_ ("Check again at {time}");
  add (facts, lane, &fields, time, fixes);
}

/* For causes that the person can put right at once. */
void
pl_fixes_add_retry_now (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_retry (facts, lane, 0, fixes);
}

/* For what has not come yet. */
void
pl_fixes_add_look_again (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  PlFixFields fields = {
    .kind = PL_FIX_RETRY,
    /* Translators: button: looks whether the test message has come in meanwhile */
    .label = N_ ("Look again"),
  };

  add (facts, lane, &fields, NULL, fixes);
}

/* For faults of a server that usually pass by themselves. */
void
pl_fixes_add_retry_soon (PlCase *facts, const PlLane *lane, GPtrArray *fixes)
{
  pl_fixes_add_retry (facts, lane, 5 * PL_SECONDS_PER_MINUTE, fixes);
}
