// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads the text form of evidence, whoever wrote it; pl-evidence-text.c describes it. */
#include "model/pl-evidence-text-private.h"

#include <string.h>

#define MOST_TEXT (16 * 1024 * 1024) /* bytes */
#define MOST_DAYS 36500

static gboolean
read_removal (const char *value, guint *days)
{
  guint64 number = PL_POP3_REMOVE_AT_ONCE;

  if (!g_str_equal (value, PL_EVIDENCE_AT_ONCE) &&
      !g_ascii_string_to_unsigned (value, 10, 1, MOST_DAYS, &number, NULL))
    return FALSE;

  *days = (guint) number;
  return TRUE;
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

  if (strlen (text) > MOST_TEXT || !g_str_has_prefix (text, PL_EVIDENCE_MAGIC "\n") ||
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
