// SPDX-License-Identifier: GPL-3.0-or-later
/* The server of one direction, and what it did, in words: the values of some placeholders. */
#include "diagnosis/pl-case-words-private.h"

#include "base/pl-hostname.h"
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
char *
pl_words_get_host (const PlWords *words)
{
  const char *host = words->lane->server.host;

  return pl_hostname_to_display (host != NULL ? host
                                              : pl_address_get_domain (words->facts->address));
}

char *
pl_words_get_attempts (const PlWords *words)
{
  PlObservation *attempts = words->lane->attempts;
  int n = attempts != NULL ? pl_observation_get_int (attempts, PL_FACT_COUNT, 0) : 0;

  if (n <= 0)
    return g_strdup (_ ("a few refused sign-ins"));

  /* Translators: stands after “after”; %d is at least 1 */
  return g_strdup_printf (ngettext ("%d refused sign-in", "%d refused sign-ins", (gulong) n), n);
}

char *
pl_words_get_port (const PlWords *words)
{
  return g_strdup_printf ("%u", words->lane->server.port);
}

char *
pl_words_get_security (const PlWords *words)
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

char *
pl_words_get_service (const PlWords *words)
{
  return g_strdup (pl_case_words_describe_service (words->lane->server.service));
}

/* In the person's language, as the subject of a sentence. @protocol: as in %PL_SIGHT_GREETING, nullable */
static const char *
describe_protocol (const char *protocol)
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

char *
pl_words_get_protocol (const PlWords *words)
{
  return g_strdup (describe_protocol (pl_service_to_nick (words->lane->server.service)));
}

char *
pl_words_get_answered (const PlWords *words)
{
  return g_strdup (describe_protocol (pl_lane_get_answering_protocol (words->lane)));
}

char *
pl_words_get_good (const PlWords *words)
{
  PlObservation *probe = pl_lane_find_good (words->lane);

  return g_strdup_printf ("%u", probe != NULL ? pl_probe_get_port (probe)
                                              : pl_service_get_usual_port (
                                                    words->lane->server.service, PL_SECURITY_TLS));
}

char *
pl_words_get_good_security (const PlWords *words)
{
  PlObservation *probe = pl_lane_find_good (words->lane);
  PlSecurity security = PL_SECURITY_TLS;

  if (probe != NULL)
    pl_probe_get_security (probe, &security);
  return g_strdup (pl_security_to_words (security));
}

/* The sentence in which the words stand has its own, behind the marks. */
static void
drop_full_stop (char *line)
{
  gsize length = strlen (line);

  if (length > 1 && line[length - 1] == '.' && line[length - 2] != '.')
    line[length - 1] = '\0';
}

char *
pl_words_get_reply (const PlWords *words)
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

char *
pl_words_get_version (const PlWords *words)
{
  char *version = dup_fact (words->lane->tls, PL_FACT_VERSION);

  for (guint i = 0; version == NULL && i < words->lane->probes->len; i++)
    version = dup_fact (words->lane->probes->pdata[i], PL_FACT_VERSION);

  return version != NULL ? show_version (version) : g_strdup ("–");
}

/* The server's reason for breaking off, under its name in RFC 8446 B.2. */
char *
pl_words_get_alert (const PlWords *words)
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
char *
pl_words_get_mechanisms (const PlWords *words)
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
char *
pl_words_get_folder (const PlWords *words)
{
  char *folder = dup_fact (words->lane->delivery, PL_FACT_TEXT);

  /* Translators: stands in place of the name of the folder for junk when it is not known */
  return folder != NULL ? folder : g_strdup (_ ("junk"));
}

/* For the first byte, or for the test message. */
char *
pl_words_get_waited (const PlWords *words)
{
  g_autofree char *ms = dup_fact (
      words->lane->delivery != NULL ? words->lane->delivery : words->lane->silence, PL_FACT_MS);
  double waited = ms != NULL ? g_ascii_strtod (ms, NULL) / 1000 : 0;
  int seconds = (int) CLAMP (waited, 1, G_MAXINT16);

  /* Translators: how long something was waited for; stands after “after” and “within” */
  return g_strdup_printf (ngettext ("%d second", "%d seconds", (gulong) seconds), seconds);
}

/* The name to use instead: one that a probe has proven, or the provider's own. */
char *
pl_words_get_good_host (const PlWords *words)
{
  PlObservation *probe = pl_lane_find_good_host (words->lane);
  g_autofree char *host = NULL;

  if (probe != NULL)
    return pl_hostname_to_display (pl_observation_get (probe, PL_FACT_HOST));

  host = pl_case_get_provider_host (words->facts, words->lane);
  return host != NULL ? pl_hostname_to_display (host) : pl_words_get_host (words);
}
