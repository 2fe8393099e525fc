// SPDX-License-Identifier: GPL-3.0-or-later
/* The names and numbers of this very account that stand in texts: one table of placeholders. */
#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-provider-words-private.h"

#include "base/pl-domain.h"
#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "model/pl-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_REPLY 240 /* characters of a server's words inside a sentence */

static char *
dup_fact (PlObservation *observation, PlFact fact)
{
  return observation != NULL ? g_strdup (pl_observation_get (observation, fact)) : NULL;
}

/* Where no server is known, the domain of the address is spoken of. */
static char *
get_host (const PlWords *words)
{
  const char *host = words->lane->server.host;

  return pl_hostname_to_display (host != NULL ? host
                                              : pl_address_get_domain (words->facts->address));
}

static char *
get_attempts (const PlWords *words)
{
  PlObservation *attempts = words->lane->attempts;
  int n = attempts != NULL ? pl_observation_get_int (attempts, PL_FACT_COUNT, 0) : 0;

  if (n <= 0)
    return g_strdup (_ ("a few refused sign-ins"));

  /* Translators: stands after “after”; %d is at least 1 */
  return g_strdup_printf (ngettext ("%d refused sign-in", "%d refused sign-ins", (gulong) n), n);
}

static char *
get_port (const PlWords *words)
{
  return g_strdup_printf ("%u", words->lane->server.port);
}

static char *
get_security (const PlWords *words)
{
  return g_strdup (pl_security_to_words (words->lane->server.security));
}

const char *
pl_case_words_describe_service (PlService service)
{
  if (service == PL_SERVICE_SMTP)
    /* Translators: in a sentence, after an article or before a verb; see {service} */
    return _ ("outgoing server");

  /* Translators: in a sentence, after an article or before a verb; see {service} */
  return _ ("incoming server");
}

static char *
get_service (const PlWords *words)
{
  return g_strdup (pl_case_words_describe_service (words->lane->server.service));
}

/**
 * pl_case_words_describe_protocol:
 * @protocol: (nullable): as in %PL_SIGHT_GREETING
 *
 * Returns: (transfer none): in the person's language, as the subject of a sentence
 */
const char *
pl_case_words_describe_protocol (const char *protocol)
{
  static const struct
  {
    const char *protocol;
    const char *words;
  } known[] = {
    { "imap", "IMAP" },
    { "pop3", "POP3" },
    { "smtp", "SMTP" },
    /* Translators: what answered instead of a mail server; subject of a sentence */
    { "http", N_ ("a web server (HTTP)") },
    /* Translators: what answered instead of a mail server; subject of a sentence */
    { "ssh", N_ ("an SSH server") },
    /* Translators: what answered instead of a mail server; subject of a sentence */
    { "ftp", N_ ("an FTP server") },
    /* Translators: what answered instead of plain text; subject of a sentence */
    { "tls", N_ ("an encrypted service (SSL/TLS)") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].protocol, protocol) == 0)
      return _ (known[i].words);

  /* Translators: what answered instead of a mail server; subject of a sentence */
  return _ ("an unknown service");
}

static char *
get_protocol (const PlWords *words)
{
  return g_strdup (
      pl_case_words_describe_protocol (pl_service_to_nick (words->lane->server.service)));
}

static char *
get_answered (const PlWords *words)
{
  return g_strdup (pl_case_words_describe_protocol (pl_lane_get_answering_protocol (words->lane)));
}

static char *
get_good (const PlWords *words)
{
  PlObservation *probe = pl_lane_find_good (words->lane);

  return g_strdup_printf ("%u", probe != NULL ? pl_probe_get_port (probe)
                                              : pl_service_get_usual_port (
                                                    words->lane->server.service, PL_SECURITY_TLS));
}

static char *
get_good_security (const PlWords *words)
{
  PlObservation *probe = pl_lane_find_good (words->lane);
  PlSecurity security = PL_SECURITY_TLS;

  if (probe != NULL)
    pl_probe_get_security (probe, &security);
  return g_strdup (pl_security_to_words (security));
}

static char *
get_address (const PlWords *words)
{
  return g_strdup (pl_address_get_text (words->facts->address));
}

static char *
get_local_part (const PlWords *words)
{
  return g_strdup (pl_address_get_local_part (words->facts->address));
}

static char *
get_domain (const PlWords *words)
{
  return pl_hostname_to_display (pl_address_get_domain (words->facts->address));
}

static char *
get_typed (const PlWords *words)
{
  char *typed =
      words->facts->bad_address != NULL ? dup_fact (words->facts->bad_address, PL_FACT_TEXT) : NULL;

  return typed != NULL ? typed : get_address (words);
}

static char *
get_username (const PlWords *words)
{
  const char *username = words->lane->server.username;

  return username != NULL ? g_strdup (username) : get_address (words);
}

/* Without facts about the provider, its domain names it well enough. */
static char *
get_provider (const PlWords *words)
{
  const char *host = words->lane->server.host;
  const char *domain = host != NULL ? pl_domain_get_registrable (host) : NULL;

  if (words->facts->provider != NULL)
    return pl_provider_words_get_name (words->facts->provider);

  return domain != NULL ? pl_hostname_to_display (domain) : get_host (words);
}

static char *
get_bridge (const PlWords *words)
{
  const PlProvider *provider = words->facts->provider;

  return provider != NULL ? pl_provider_words_get_bridge (provider) : get_provider (words);
}

/* Who takes the domain's mail in. */
static char *
get_exchanger (const PlWords *words)
{
  g_autofree char *host = pl_domain_report_dup_exchanger (&words->facts->domain);

  return host != NULL ? pl_hostname_to_display (host) : g_strdup ("–");
}

static char *
get_meant_domain (const PlWords *words)
{
  const char *meant = words->facts->domain.meant;

  return meant != NULL ? pl_hostname_to_display (meant) : get_domain (words);
}

/* The address as it was probably meant. */
static char *
get_meant (const PlWords *words)
{
  g_autofree char *domain = get_meant_domain (words);

  return g_strconcat (pl_address_get_local_part (words->facts->address), "@", domain, NULL);
}

/* The person who changed a port has not named the host. */
static char *
get_source (const PlWords *words)
{
  PlSource source = words->lane->server.source;

  if (source == PL_SOURCE_USER || words->lane->server.host == NULL)
    source = pl_proposal_get_source (words->facts->proposal);
  return g_strdup (pl_source_to_words (source));
}

/* The sentence in which the words stand has its own, behind the marks. */
static void
drop_full_stop (char *line)
{
  gsize length = strlen (line);

  if (length > 1 && line[length - 1] == '.' && line[length - 2] != '.')
    line[length - 1] = '\0';
}

static char *
get_reply (const PlWords *words)
{
  const char *said = pl_lane_get_words (words->lane);
  g_autofree char *line = pl_server_reply_strip (said != NULL ? said : "");
  g_autofree char *start = NULL;

  if (*line == '\0')
    return g_strdup ("–");
  drop_full_stop (line);
  if (g_utf8_strlen (line, -1) <= MOST_REPLY)
    return g_steal_pointer (&line);

  start = g_utf8_substring (line, 0, MOST_REPLY);
  return g_strconcat (start, "…", NULL);
}

/* GnuTLS writes "TLS1.2"; people write "TLS 1.2".
 * @version: (transfer full): */
static char *
show_version (char *version)
{
  g_autofree char *former = version;
  gsize letters = strspn (former, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (letters == 0 || !g_ascii_isdigit (former[letters]))
    return g_steal_pointer (&former);

  return g_strdup_printf ("%.*s %s", (int) letters, former, former + letters);
}

static char *
get_version (const PlWords *words)
{
  char *version = dup_fact (words->lane->tls, PL_FACT_VERSION);

  for (guint i = 0; version == NULL && i < words->lane->probes->len; i++)
    version = dup_fact (words->lane->probes->pdata[i], PL_FACT_VERSION);

  return version != NULL ? show_version (version) : g_strdup ("–");
}

/* The server's reason for breaking off, under its name in RFC 8446 B.2. */
static char *
get_alert (const PlWords *words)
{
  static const struct
  {
    gint64 number;
    const char *name;
  } known[] = {
    { 0, "close_notify" },
    { 10, "unexpected_message" },
    { 20, "bad_record_mac" },
    { 40, "handshake_failure" },
    { 42, "bad_certificate" },
    { 47, "illegal_parameter" },
    { 48, "unknown_ca" },
    { 49, "access_denied" },
    { 50, "decode_error" },
    { 51, "decrypt_error" },
    { 70, "protocol_version" },
    { 71, "insufficient_security" },
    { 80, "internal_error" },
    { 86, "inappropriate_fallback" },
    { 90, "user_canceled" },
    { 112, "unrecognized_name" },
    { 116, "certificate_required" },
    { 120, "no_application_protocol" },
  };
  PlObservation *tls = words->lane->tls;
  gint64 number = tls != NULL ? pl_observation_get_int (tls, PL_FACT_ALERT, -1) : -1;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].number == number)
      return g_strdup_printf ("%" G_GINT64_FORMAT " (%s)", number, known[i].name);

  return number >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("–");
}

/* Sign-in mechanisms that the server offers. */
static char *
get_mechanisms (const PlWords *words)
{
  g_autofree char *offered = dup_fact (words->lane->sign_in, PL_FACT_WORDS);
  g_auto (GStrv) all = NULL;
  g_autoptr (GString) mechanisms = g_string_new (NULL);

  if (offered == NULL || *offered == '\0')
    {
      g_free (offered);
      offered = dup_fact (words->lane->capabilities, PL_FACT_WORDS);
    }
  all = g_strsplit (offered != NULL ? offered : "", " ", -1);
  for (guint i = 0; all[i] != NULL; i++)
    {
      gboolean marked = g_str_has_prefix (all[i], "AUTH=");

      if (*all[i] != '\0' && (marked || words->lane->sign_in != NULL))
        g_string_append_printf (mechanisms, "%s%s", mechanisms->len > 0 ? ", " : "",
                                all[i] + (marked ? strlen ("AUTH=") : 0));
    }

  /* Translators: stands in place of the list of ways to sign in when a server offers none */
  return mechanisms->len > 0 ? g_strdup (mechanisms->str) : g_strdup (_ ("none"));
}

/* Where the test message was found. */
static char *
get_folder (const PlWords *words)
{
  char *folder = dup_fact (words->lane->delivery, PL_FACT_TEXT);

  /* Translators: stands in place of the name of the folder for junk when it is not known */
  return folder != NULL ? folder : g_strdup (_ ("junk"));
}

/* For the first byte, or for the test message. */
static char *
get_waited (const PlWords *words)
{
  g_autofree char *ms = dup_fact (
      words->lane->delivery != NULL ? words->lane->delivery : words->lane->silence, PL_FACT_MS);
  double waited = ms != NULL ? g_ascii_strtod (ms, NULL) / 1000 : 0;
  int seconds = (int) CLAMP (waited, 1, G_MAXINT16);

  /* Translators: how long something was waited for; stands after “after” and “within” */
  return g_strdup_printf (ngettext ("%d second", "%d seconds", (gulong) seconds), seconds);
}

/* The mail program that has these settings. */
static char *
get_program (const PlWords *words)
{
  char *program = dup_fact (words->facts->client, PL_FACT_NAME);

  return program != NULL ? program : g_strdup ("–");
}

static char *
get_confirmed (const PlWords *words)
{
  if (words->facts->provider == NULL)
    return pl_words_get_today (words);

  return pl_case_words_format_date (words->facts->provider->confirmed);
}

/* The name to use instead: one that a probe has proven, or the provider's own. */
static char *
get_good_host (const PlWords *words)
{
  PlObservation *probe = pl_lane_find_good_host (words->lane);
  g_autofree char *host = NULL;

  if (probe != NULL)
    return pl_hostname_to_display (pl_observation_get (probe, PL_FACT_HOST));

  host = pl_case_get_provider_host (words->facts, words->lane);
  return host != NULL ? pl_hostname_to_display (host) : get_host (words);
}

/* One placeholder: where its value comes from, and what stands in its place in texts that speak of
 * no account. */
typedef struct
{
  const char *name;
  char *(*get) (const PlWords *words);
  const char *plain;
} Placeholder;

static const Placeholder placeholders[] = {
  /* Translators: these stand in for names in the general description of a cause, in their marks,
   * such as "‹server› does not answer." */
  { "address", get_address, N_ ("‹e-mail address›") },
  /* Translators: stands in place of an unknown number of refused sign-ins */
  { "attempts", get_attempts, N_ ("a few refused sign-ins") },
  /* Translators: stands in for a TLS alert number in a general description; keep the marks */
  { "alert", get_alert, N_ ("‹reason›") },
  /* Translators: stands in for another protocol's name in a general description; keep the marks */
  { "answered", get_answered, N_ ("‹other service›") },
  /* Translators: stands in for the name of a provider's own program; keep the marks */
  { "bridge", get_bridge, N_ ("‹the provider's program›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "confirmed", get_confirmed, N_ ("‹date›") },
  /* Translators: stands in for a domain in a general description; keep the marks */
  { "domain", get_domain, N_ ("‹domain›") },
  /* Translators: stands in for a server that takes mail in; keep the marks */
  { "exchanger", get_exchanger, N_ ("‹mail exchanger›") },
  /* Translators: stands in for whose certificate has run out; keep the marks */
  { "expired", pl_words_get_expired, N_ ("‹an authority›") },
  /* Translators: stands in for what is wrong with a certificate; keep the marks */
  { "faults", pl_words_get_faults, N_ ("‹faults›") },
  /* Translators: stands in for a fingerprint in a general description; keep the marks */
  { "fingerprint", pl_words_get_fingerprint, N_ ("‹fingerprint›") },
  /* Translators: stands in for the name of a mail folder; keep the marks */
  { "folder", get_folder, N_ ("‹folder›") },
  /* Translators: stands in for the right port in a general description; keep the marks */
  { "good", get_good, N_ ("‹right port›") },
  /* Translators: stands in for the right server in a general description; keep the marks */
  { "good_host", get_good_host, N_ ("‹right server›") },
  { "good_security", get_good_security, "SSL/TLS" },
  /* Translators: stands in for a server's name in a general description; keep the marks */
  { "host", get_host, N_ ("‹server›") },
  /* Translators: stands in for a certificate's issuer in a general description; keep the marks */
  { "issuer", pl_words_get_issuer, N_ ("‹issuer›") },
  /* Translators: stands in for a kind of key in a general description; keep the marks */
  { "key", pl_words_get_key, N_ ("‹key›") },
  /* Translators: stands in for the date that a computer shows; keep the marks */
  { "local", pl_words_get_local, N_ ("‹date›") },
  /* Translators: stands in for the part before the @ in a general description; keep the marks */
  { "local_part", get_local_part, N_ ("‹part before the @›") },
  /* Translators: stands in for an e-mail address that was probably meant; keep the marks */
  { "meant", get_meant, N_ ("‹the right address›") },
  /* Translators: stands in for a domain that was probably meant; keep the marks */
  { "meant_domain", get_meant_domain, N_ ("‹the right domain›") },
  /* Translators: stands in for names of sign-in mechanisms; keep the marks */
  { "mechanisms", get_mechanisms, N_ ("‹ways to sign in›") },
  /* Translators: stands in for whose certificate a server does not send; keep the marks */
  { "missing", pl_words_get_missing, N_ ("‹an authority›") },
  /* Translators: stands in for the names in a certificate; keep the marks */
  { "names", pl_words_get_names, N_ ("‹other names›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "not_after", pl_words_get_not_after, N_ ("‹date›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "not_before", pl_words_get_not_before, N_ ("‹date›") },
  /* Translators: stands in for a port number in a general description; keep the marks */
  { "port", get_port, N_ ("‹port›") },
  /* Translators: stands in for the name of a security product; keep the marks */
  { "product", pl_words_get_product, N_ ("‹security software›") },
  /* Translators: stands in for the name of a mail program; keep the marks */
  { "program", get_program, N_ ("‹mail program›") },
  /* Translators: stands in for IMAP, POP3 or SMTP in a general description; keep the marks */
  { "protocol", get_protocol, N_ ("‹protocol›") },
  /* Translators: stands in for the provider's name in a general description; keep the marks */
  { "provider", get_provider, N_ ("‹provider›") },
  /* Translators: stands in for the date that would be right; keep the marks */
  { "real", pl_words_get_real, N_ ("‹date›") },
  /* Translators: stands in for a server's words in a general description; keep the marks */
  { "reply", get_reply, N_ ("‹reply›") },
  /* Translators: stands in for a kind of encryption in a general description; keep the marks */
  { "security", get_security, N_ ("‹encryption›") },
  /* Translators: mail server, without article, in a general description */
  { "service", get_service, N_ ("mail server") },
  /* Translators: stands in for a kind of signature in a general description; keep the marks */
  { "signature", pl_words_get_signature, N_ ("‹signature›") },
  /* Translators: stands in for where settings come from; keep the marks */
  { "source", get_source, N_ ("‹source›") },
  /* Translators: stands in for a date in a general description; keep the marks */
  { "today", pl_words_get_today, N_ ("‹date›") },
  /* Translators: stands in for what was typed in a general description; keep the marks */
  { "typed", get_typed, N_ ("‹what was typed›") },
  /* Translators: stands in for a user name in a general description; keep the marks */
  { "username", get_username, N_ ("‹user name›") },
  /* Translators: stands in for a version of TLS in a general description; keep the marks */
  { "version", get_version, N_ ("‹version›") },
  /* Translators: stands in for a number of seconds in a general description, after “after” and
   * “within”; keep the marks */
  { "waited", get_waited, N_ ("‹number› seconds") },
  /* Translators: stands in for whose certificate is too weak; keep the marks */
  { "weak", pl_words_get_weak, N_ ("‹an authority›") },
};

static const Placeholder *
find_placeholder (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_equal (placeholders[i].name, name))
      return &placeholders[i];

  return NULL;
}

/* A #PlTextLookup over #PlWords. */
char *
pl_case_words_lookup (const char *name, gpointer words)
{
  const Placeholder *placeholder = find_placeholder (name);

  return placeholder != NULL ? placeholder->get (words) : NULL;
}

/* A #PlTextLookup for texts that speak of no account. */
char *
pl_case_words_lookup_plain (const char *name, gpointer unused)
{
  const Placeholder *placeholder = find_placeholder (name);

  return placeholder != NULL ? g_strdup (_ (placeholder->plain)) : NULL;
}

/**
 * pl_case_words_get_name:
 *
 * Returns: (transfer none) (nullable): the placeholder at @index, %NULL behind the last one
 */
const char *
pl_case_words_get_name (guint index)
{
  return index < G_N_ELEMENTS (placeholders) ? placeholders[index].name : NULL;
}

/**
 * pl_case_words_fill:
 * @text: not yet translated, marked with N_()
 *
 * Returns: (transfer full): translated, with this account's names and numbers
 */
char *
pl_case_words_fill (const PlWords *words, const char *text)
{
  return pl_text_fill (_ (text), pl_case_words_lookup, (gpointer) words);
}
