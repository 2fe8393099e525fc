// SPDX-License-Identifier: GPL-3.0-or-later
/* The one text form of evidence: golden files, support reports and replay without a network.
 *
 *   postlotse-evidence 1
 *   address anna@example.org
 *   began 2026-11-21T21:00:00Z
 *   proposal source=srv trust=dns foreign=imap.hoster.example%20smtp.hoster.example
 *   incoming imap host=imap.hoster.example port=993 security=tls username=anna source=srv
 *   outgoing smtp host=...
 *   0.153 imap resolve name found name=imap.example.org record=address addresses=192.0.2.1
 *
 * An observation line: milliseconds since the beginning, service, stage, kind, outcome, `probe=N`
 * where a probe saw it, then its facts as key=value. Values are percent-encoded where they hold
 * blanks, control characters or `%`, so that a line stays a line and splits at blanks. A proposal of
 * the person's own needs no line; servers are missing where none was found. `pop3-remove` is `at-once`
 * or days, where copies do not stay on the server. */
#include "model/pl-evidence.h"

#include <string.h>

#define MAGIC "postlotse-evidence 1"
#define MOST_TEXT (16 * 1024 * 1024) /* bytes */
#define AT_ONCE "at-once"
#define MOST_DAYS 36500

static void
append_value (GString *text, const char *key, const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (text, " %s=", key);
  for (const guchar *p = (const guchar *) value; *p != '\0'; p++)
    {
      if (*p <= ' ' || *p == '%' || *p == 0x7f)
        g_string_append_printf (text, "%%%02X", *p);
      else
        g_string_append_c (text, (char) *p);
    }
}

static void
append_server (GString *text, PlServerSettings *server)
{
  g_autofree char *port = NULL;

  if (server == NULL)
    return;

  port = g_strdup_printf ("%u", pl_server_settings_get_port (server));
  g_string_append_printf (text, "%s %s",
                          pl_direction_to_nick (pl_server_settings_get_direction (server)),
                          pl_service_to_nick (pl_server_settings_get_service (server)));
  append_value (text, "host", pl_server_settings_get_host (server));
  append_value (text, "port", port);
  append_value (text, "security", pl_security_to_nick (pl_server_settings_get_security (server)));
  append_value (text, "username", pl_server_settings_get_username (server));
  append_value (text, "auth", pl_server_settings_get_auth (server));
  append_value (text, "source", pl_source_to_nick (pl_server_settings_get_source (server)));
  append_value (text, "trust-fingerprint", pl_server_settings_get_trust_fingerprint (server));
  append_value (text, "allow-cleartext",
                pl_server_settings_get_allow_cleartext (server) ? "yes" : NULL);
  g_string_append_c (text, '\n');
}

/* What becomes of the copies on the server.
 * Returns: (nullable): %NULL where they stay */
static char *
describe_removal (guint days)
{
  if (days == PL_POP3_KEEP)
    return NULL;

  return days == PL_POP3_REMOVE_AT_ONCE ? g_strdup (AT_ONCE) : g_strdup_printf ("%u", days);
}

static gboolean
read_removal (const char *value, guint *days)
{
  guint64 number = PL_POP3_REMOVE_AT_ONCE;

  if (!g_str_equal (value, AT_ONCE) &&
      !g_ascii_string_to_unsigned (value, 10, 1, MOST_DAYS, &number, NULL))
    return FALSE;

  *days = (guint) number;
  return TRUE;
}

/* Who proposed the servers, and what of it has to be approved. */
static void
append_proposal (GString *text, PlProposal *proposal)
{
  const char *const *foreign = pl_proposal_get_foreign_hosts (proposal);
  guint n_links = 0;
  const PlLink *links = pl_proposal_get_links (proposal, &n_links);
  PlSource source = pl_proposal_get_source (proposal);
  PlTrust trust = pl_proposal_get_trust (proposal);
  g_autofree char *hosts = g_strjoinv (" ", (char **) foreign);
  g_autofree char *removal = describe_removal (pl_proposal_get_pop3_remove_after_days (proposal));

  if (source == PL_SOURCE_USER && trust == PL_TRUST_PERSON && foreign[0] == NULL && n_links == 0 &&
      removal == NULL)
    return;

  g_string_append (text, "proposal");
  append_value (text, "source", pl_source_to_nick (source));
  append_value (text, "trust", pl_trust_to_nick (trust));
  append_value (text, "foreign", foreign[0] != NULL ? hosts : NULL);
  for (guint i = 0; i < n_links; i++)
    append_value (text, "link", links[i].url);
  append_value (text, "pop3-remove", removal);
  g_string_append_c (text, '\n');
}

static void
append_observation (GString *text, PlObservation *observation)
{
  char ms[G_ASCII_DTOSTR_BUF_SIZE];
  guint probe = pl_observation_get_probe (observation);

  g_ascii_formatd (ms, sizeof ms, "%.3f", (double) pl_observation_get_at_us (observation) / 1000);
  g_string_append_printf (text, "%s %s %s %s %s", ms,
                          pl_service_to_nick (pl_observation_get_service (observation)),
                          pl_stage_to_nick (pl_observation_get_stage (observation)),
                          pl_sight_to_nick (pl_observation_get_sight (observation)),
                          pl_outcome_to_nick (pl_observation_get_outcome (observation)));
  if (probe > 0)
    g_string_append_printf (text, " probe=%u", probe);
  for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
    append_value (text, pl_fact_to_nick ((PlFact) fact),
                  pl_observation_get (observation, (PlFact) fact));
  g_string_append_c (text, '\n');
}

/**
 * pl_evidence_to_text:
 *
 * Returns: (transfer full): the text form, which pl_evidence_from_text() reads back
 */
char *
pl_evidence_to_text (PlEvidence *evidence)
{
  GString *text = g_string_new (MAGIC "\n");
  PlProposal *proposal = pl_evidence_get_proposal (evidence);
  g_autoptr (GDateTime) began = g_date_time_new_from_unix_utc (pl_evidence_get_began_at (evidence));
  g_autofree char *began_text = g_date_time_format_iso8601 (began);

  g_string_append_printf (text, "address %s\n",
                          pl_address_get_text (pl_proposal_get_address (proposal)));
  g_string_append_printf (text, "began %s\n", began_text);
  if (pl_proposal_get_provider_id (proposal) != NULL)
    g_string_append_printf (text, "provider %s\n", pl_proposal_get_provider_id (proposal));
  append_proposal (text, proposal);
  append_server (text, pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING));
  append_server (text, pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING));

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    append_observation (text, pl_evidence_get_observation (evidence, i));

  return g_string_free (text, FALSE);
}

/* What has been read so far. */
typedef struct
{
  PlAddress *address; /* owned */
  PlServerSettings *servers[2]; /* owned, by PlDirection */
  char *provider_id; /* owned */
  PlSource source;
  PlTrust trust;
  char **foreign_hosts; /* owned, nullable */
  GArray *links; /* owned: PlLink, its strings are borrowed from link_urls */
  GPtrArray *link_urls; /* owned */
  guint pop3_remove_after_days;
  gint64 began_at;
  GPtrArray *observations; /* owned */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_object (&reading->address);
  g_clear_object (&reading->servers[PL_DIRECTION_INCOMING]);
  g_clear_object (&reading->servers[PL_DIRECTION_OUTGOING]);
  g_clear_pointer (&reading->provider_id, g_free);
  g_clear_pointer (&reading->foreign_hosts, g_strfreev);
  g_clear_pointer (&reading->links, g_array_unref);
  g_clear_pointer (&reading->link_urls, g_ptr_array_unref);
  g_clear_pointer (&reading->observations, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* Splits `key=value`, and decodes the value. */
static char *
take_value (char *word, GError **error)
{
  char *equals = strchr (word, '=');
  char *value = NULL;

  if (equals != NULL)
    {
      *equals = '\0';
      value = g_uri_unescape_string (equals + 1, NULL);
    }
  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    {
      g_clear_pointer (&value, g_free);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” is not key=value", word);
    }
  return value;
}

static gboolean
parse_port (const char *text, guint16 *port)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &number, NULL))
    return FALSE;
  *port = (guint16) number;
  return TRUE;
}

static gboolean
set_server_field (PlServerFields *fields,
                  const char *key,
                  char *value,
                  GPtrArray *keep,
                  GError **error)
{
  gboolean good = TRUE;

  g_ptr_array_add (keep, value);
  if (g_str_equal (key, "host"))
    fields->host = value;
  else if (g_str_equal (key, "port"))
    good = parse_port (value, &fields->port);
  else if (g_str_equal (key, "security"))
    good = pl_security_from_nick (value, &fields->security);
  else if (g_str_equal (key, "username"))
    fields->username = value;
  else if (g_str_equal (key, "auth"))
    fields->auth = value;
  else if (g_str_equal (key, "source"))
    good = pl_source_from_nick (value, &fields->source);
  else if (g_str_equal (key, "trust-fingerprint"))
    fields->trust_fingerprint = value;
  else if (g_str_equal (key, "allow-cleartext"))
    fields->allow_cleartext = g_str_equal (value, "yes");
  else
    good = FALSE;

  if (!good)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s=%s” is not understood", key,
                 value);
  return good;
}

static gboolean
read_server (Reading *reading, char **words, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  PlServerFields fields = { 0 };
  PlDirection direction;

  pl_direction_from_nick (words[0], &direction);
  if (words[1] == NULL || !pl_service_from_nick (words[1], &fields.service) ||
      fields.service == PL_SERVICE_ACCOUNT ||
      pl_service_get_direction (fields.service) != direction)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” names no service", words[0]);
      return FALSE;
    }

  for (guint i = 2; words[i] != NULL; i++)
    {
      char *value = take_value (words[i], error);

      if (value == NULL || !set_server_field (&fields, words[i], value, keep, error))
        return FALSE;
    }

  g_clear_object (&reading->servers[direction]);
  reading->servers[direction] = pl_server_settings_new (&fields, error);
  return reading->servers[direction] != NULL;
}

static gboolean
set_proposal_field (Reading *reading, const char *key, const char *value)
{
  if (g_str_equal (key, "source"))
    return pl_source_from_nick (value, &reading->source);
  if (g_str_equal (key, "trust"))
    return pl_trust_from_nick (value, &reading->trust);
  if (g_str_equal (key, "pop3-remove"))
    return read_removal (value, &reading->pop3_remove_after_days);
  if (g_str_equal (key, "foreign"))
    {
      g_strfreev (reading->foreign_hosts);
      reading->foreign_hosts = g_strsplit (value, " ", -1);
      return TRUE;
    }
  if (g_str_equal (key, "link"))
    {
      PlLink link = { NULL, g_strdup (value) };

      g_ptr_array_add (reading->link_urls, (gpointer) link.url);
      g_array_append_val (reading->links, link);
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_proposal (Reading *reading, char **words, GError **error)
{
  for (guint i = 1; words[i] != NULL; i++)
    {
      g_autofree char *value = take_value (words[i], error);

      if (value == NULL)
        return FALSE;
      if (!set_proposal_field (reading, words[i], value))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s=%s” is not understood",
                       words[i], value);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_fact (PlObservationFields *fields, char *word, GPtrArray *keep, GError **error)
{
  char *value = take_value (word, error);
  guint64 number = 0;
  PlFact fact;

  if (value == NULL)
    return FALSE;
  g_ptr_array_add (keep, value);

  if (pl_fact_from_nick (word, &fact))
    {
      fields->facts[fact] = value;
      return TRUE;
    }
  if (g_str_equal (word, "probe") &&
      g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT, &number, NULL))
    {
      fields->probe = (guint) number;
      return TRUE;
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” is not a fact", word);
  return FALSE;
}

static gboolean
read_observation (Reading *reading, char **words, GError **error)
{
  g_autoptr (GPtrArray) keep = g_ptr_array_new_with_free_func (g_free);
  PlObservationFields fields = { 0 };
  char *end = NULL;
  double ms = g_ascii_strtod (words[0], &end);

  if (g_strv_length (words) < 5 || *end != '\0' || !(ms >= 0 && ms < 1e12) ||
      !pl_service_from_nick (words[1], &fields.service) ||
      !pl_stage_from_nick (words[2], &fields.stage) ||
      !pl_sight_from_nick (words[3], &fields.sight) ||
      !pl_outcome_from_nick (words[4], &fields.outcome))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s …” is no observation",
                   words[0]);
      return FALSE;
    }

  fields.at_us = (gint64) (ms * 1000 + 0.5);
  for (guint i = 5; words[i] != NULL; i++)
    if (!read_fact (&fields, words[i], keep, error))
      return FALSE;

  g_ptr_array_add (reading->observations, pl_observation_new (&fields));
  return TRUE;
}

static gboolean
read_began (Reading *reading, const char *text, GError **error)
{
  g_autoptr (GDateTime) began = g_date_time_new_from_iso8601 (text != NULL ? text : "", NULL);

  if (began == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“began” needs a time");
      return FALSE;
    }
  reading->began_at = g_date_time_to_unix (began);
  return TRUE;
}

static gboolean
read_line (Reading *reading, const char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  PlDirection direction;

  if (*line == '\0' || *line == '#')
    return TRUE;
  if (g_str_equal (words[0], "address"))
    {
      g_clear_object (&reading->address);
      reading->address = pl_address_parse (line + strlen ("address"), error);
      return reading->address != NULL;
    }
  if (g_str_equal (words[0], "began"))
    return read_began (reading, words[1], error);
  if (g_str_equal (words[0], "provider"))
    {
      g_free (reading->provider_id);
      reading->provider_id = g_strdup (words[1]);
      return TRUE;
    }
  if (g_str_equal (words[0], "proposal"))
    return read_proposal (reading, words, error);
  if (pl_direction_from_nick (words[0], &direction))
    return read_server (reading, words, error);

  return read_observation (reading, words, error);
}

static void
reading_init (Reading *reading)
{
  reading->source = PL_SOURCE_USER;
  reading->trust = PL_TRUST_PERSON;
  reading->links = g_array_new (FALSE, FALSE, sizeof (PlLink));
  reading->link_urls = g_ptr_array_new_with_free_func (g_free);
  reading->observations = g_ptr_array_new_with_free_func (g_object_unref);
}

static PlProposal *
make_proposal (const Reading *reading)
{
  const PlProposalFields fields = {
    .address = reading->address,
    .incoming = reading->servers[PL_DIRECTION_INCOMING],
    .outgoing = reading->servers[PL_DIRECTION_OUTGOING],
    .provider_id = reading->provider_id,
    .source = reading->source,
    .trust = reading->trust,
    .foreign_hosts = (const char *const *) reading->foreign_hosts,
    .links = (const PlLink *) (gpointer) reading->links->data,
    .n_links = reading->links->len,
    .pop3_remove_after_days = reading->pop3_remove_after_days,
  };

  return pl_proposal_new_from_fields (&fields);
}

/**
 * pl_evidence_from_text:
 * @text: what pl_evidence_to_text() wrote; empty lines and lines that begin with `#` are passed over
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_DATA
 */
PlEvidence *
pl_evidence_from_text (const char *text, GError **error)
{
  g_auto (GStrv) lines = NULL;
  g_auto (Reading) reading = { 0 };
  g_autoptr (PlProposal) proposal = NULL;

  if (strlen (text) > MOST_TEXT || !g_str_has_prefix (text, MAGIC "\n") ||
      !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "This is not evidence of Postlotse");
      return NULL;
    }

  reading_init (&reading);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (!read_line (&reading, lines[i], error))
      {
        g_prefix_error (error, "Line %u: ", i + 1);
        return NULL;
      }

  if (reading.address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The address is missing");
      return NULL;
    }

  proposal = make_proposal (&reading);
  return pl_evidence_new (proposal, reading.began_at, g_steal_pointer (&reading.observations));
}
