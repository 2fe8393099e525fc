// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-observation.h"

#include <string.h>

struct _PlObservation
{
  GObject parent_instance;

  PlObservationFields fields; /* its strings are owned */
};

G_DEFINE_FINAL_TYPE (PlObservation, pl_observation, G_TYPE_OBJECT)

static const char *const sight_nicks[PL_N_SIGHTS] = {
  [PL_SIGHT_STAGE] = "stage",
  [PL_SIGHT_NAME] = "name",
  [PL_SIGHT_DIAL] = "dial",
  [PL_SIGHT_GREETING] = "greeting",
  [PL_SIGHT_CAPABILITIES] = "capabilities",
  [PL_SIGHT_STARTTLS] = "starttls",
  [PL_SIGHT_TLS] = "tls",
  [PL_SIGHT_CERTIFICATE] = "certificate",
  [PL_SIGHT_TRUST] = "trust",
  [PL_SIGHT_REPLY] = "reply",
  [PL_SIGHT_SIGN_IN] = "sign-in",
  [PL_SIGHT_TOKEN] = "token",
  [PL_SIGHT_CLOSED] = "closed",
  [PL_SIGHT_SILENCE] = "silence",
  [PL_SIGHT_VIOLATION] = "violation",
  [PL_SIGHT_PASSWORD] = "password",
  [PL_SIGHT_ATTEMPTS] = "attempts",
  [PL_SIGHT_FOLDERS] = "folders",
  [PL_SIGHT_PROBE] = "probe",
  [PL_SIGHT_ELSEWHERE] = "elsewhere",
  [PL_SIGHT_NETWORK] = "network",
  [PL_SIGHT_HOST_ASKED] = "host-asked",
  [PL_SIGHT_SOURCE] = "source",
  [PL_SIGHT_DELIVERY] = "delivery",
  [PL_SIGHT_CLIENT] = "client",
  [PL_SIGHT_LINE] = "line",
  [PL_SIGHT_END] = "end",
};

static const char *const outcome_nicks[PL_N_OUTCOMES] = {
  [PL_OUTCOME_NONE] = "-",
  [PL_OUTCOME_FOUND] = "found",
  [PL_OUTCOME_NO_DATA] = "no-data",
  [PL_OUTCOME_NO_SUCH_NAME] = "no-such-name",
  [PL_OUTCOME_SERVER_FAILURE] = "server-failure",
  [PL_OUTCOME_SILENT] = "silent",
  [PL_OUTCOME_CONNECTED] = "connected",
  [PL_OUTCOME_REFUSED] = "refused",
  [PL_OUTCOME_UNREACHABLE] = "unreachable",
  [PL_OUTCOME_DENIED] = "denied",
  [PL_OUTCOME_ABANDONED] = "abandoned",
  [PL_OUTCOME_RESET] = "reset",
  [PL_OUTCOME_CLOSED] = "closed",
  [PL_OUTCOME_SPOKEN] = "spoken",
  [PL_OUTCOME_OTHER_PROTOCOL] = "other-protocol",
  [PL_OUTCOME_ESTABLISHED] = "established",
  [PL_OUTCOME_NOT_TLS] = "not-tls",
  [PL_OUTCOME_ALERT] = "alert",
  [PL_OUTCOME_ACCEPTED] = "accepted",
  [PL_OUTCOME_REJECTED] = "rejected",
  [PL_OUTCOME_TEMPORARY] = "temporary",
  [PL_OUTCOME_NOT_OFFERED] = "not-offered",
  [PL_OUTCOME_WITHHELD] = "withheld",
  [PL_OUTCOME_INJECTED] = "injected",
  [PL_OUTCOME_VIOLATION] = "violation",
  [PL_OUTCOME_CANCELLED] = "cancelled",
  [PL_OUTCOME_FAILED] = "failed",
};

static const char *const fact_nicks[PL_N_FACTS] = {
  [PL_FACT_STATE] = "state",
  [PL_FACT_MS] = "ms",
  [PL_FACT_NAME] = "name",
  [PL_FACT_RECORD] = "record",
  [PL_FACT_ADDRESSES] = "addresses",
  [PL_FACT_ANSWERS] = "answers",
  [PL_FACT_ADDRESS] = "address",
  [PL_FACT_FAMILY] = "family",
  [PL_FACT_HOST] = "host",
  [PL_FACT_PORT] = "port",
  [PL_FACT_SECURITY] = "security",
  [PL_FACT_PROTOCOL] = "protocol",
  [PL_FACT_PURPOSE] = "purpose",
  [PL_FACT_ERRNO] = "errno",
  [PL_FACT_ERROR] = "error",
  [PL_FACT_ALERT] = "alert",
  [PL_FACT_VERSION] = "version",
  [PL_FACT_CIPHER] = "cipher",
  [PL_FACT_OCSP] = "ocsp",
  [PL_FACT_COUNT] = "count",
  [PL_FACT_INDEX] = "index",
  [PL_FACT_SUBJECT] = "subject",
  [PL_FACT_ISSUER] = "issuer",
  [PL_FACT_NAMES] = "names",
  [PL_FACT_NOT_BEFORE] = "not-before",
  [PL_FACT_NOT_AFTER] = "not-after",
  [PL_FACT_KEY] = "key",
  [PL_FACT_SIGNATURE] = "signature",
  [PL_FACT_SHA256] = "sha256",
  [PL_FACT_SPKI_SHA256] = "spki-sha256",
  [PL_FACT_AIA] = "aia",
  [PL_FACT_TRUST] = "trust",
  [PL_FACT_COMMAND] = "command",
  [PL_FACT_STATUS] = "status",
  [PL_FACT_CODE] = "code",
  [PL_FACT_MECHANISM] = "mechanism",
  [PL_FACT_WORDS] = "words",
  [PL_FACT_AFTER] = "after",
  [PL_FACT_REASON] = "reason",
  [PL_FACT_LIMIT] = "limit",
  [PL_FACT_BYTES] = "bytes",
  [PL_FACT_DIRECTION] = "direction",
  [PL_FACT_DATE] = "date",
  [PL_FACT_TEXT] = "text",
};

const char *
pl_sight_to_nick (PlSight sight)
{
  g_return_val_if_fail ((guint) sight < PL_N_SIGHTS, "");
  return sight_nicks[sight];
}

gboolean
pl_sight_from_nick (const char *nick, PlSight *sight)
{
  int found = pl_nick_find (sight_nicks, PL_N_SIGHTS, nick);

  if (found < 0)
    return FALSE;
  *sight = (PlSight) found;
  return TRUE;
}

const char *
pl_outcome_to_nick (PlOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < PL_N_OUTCOMES, "");
  return outcome_nicks[outcome];
}

gboolean
pl_outcome_from_nick (const char *nick, PlOutcome *outcome)
{
  int found = pl_nick_find (outcome_nicks, PL_N_OUTCOMES, nick);

  if (found < 0)
    return FALSE;
  *outcome = (PlOutcome) found;
  return TRUE;
}

const char *
pl_fact_to_nick (PlFact fact)
{
  g_return_val_if_fail (fact > PL_FACT_END && fact < PL_N_FACTS, "");
  return fact_nicks[fact];
}

gboolean
pl_fact_from_nick (const char *nick, PlFact *fact)
{
  int found = pl_nick_find (fact_nicks, PL_N_FACTS, nick);

  if (found <= PL_FACT_END)
    return FALSE;
  *fact = (PlFact) found;
  return TRUE;
}

static void
pl_observation_finalize (GObject *object)
{
  PlObservation *self = PL_OBSERVATION (object);

  for (guint i = 0; i < PL_N_FACTS; i++)
    g_free ((char *) self->fields.facts[i]);
  G_OBJECT_CLASS (pl_observation_parent_class)->finalize (object);
}

static void
pl_observation_class_init (PlObservationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_observation_finalize;
}

static void
pl_observation_init (PlObservation *self)
{
}

/**
 * pl_observation_new:
 * @fields: copied
 *
 * Checks record through #PlRecorder; this is for it and for reading evidence back.
 *
 * Returns: (transfer full):
 */
PlObservation *
pl_observation_new (const PlObservationFields *fields)
{
  PlObservation *self = g_object_new (PL_TYPE_OBSERVATION, NULL);

  self->fields = *fields;
  for (guint i = 0; i < PL_N_FACTS; i++)
    self->fields.facts[i] = g_strdup (fields->facts[i]);
  return self;
}

gint64
pl_observation_get_at_us (PlObservation *self)
{
  return self->fields.at_us;
}

PlService
pl_observation_get_service (PlObservation *self)
{
  return self->fields.service;
}

PlStage
pl_observation_get_stage (PlObservation *self)
{
  return self->fields.stage;
}

PlSight
pl_observation_get_sight (PlObservation *self)
{
  return self->fields.sight;
}

PlOutcome
pl_observation_get_outcome (PlObservation *self)
{
  return self->fields.outcome;
}

guint
pl_observation_get_probe (PlObservation *self)
{
  return self->fields.probe;
}

/**
 * pl_observation_get:
 *
 * Returns: (transfer none) (nullable): the fact as text, %NULL when it is not known
 */
const char *
pl_observation_get (PlObservation *self, PlFact fact)
{
  g_return_val_if_fail (fact > PL_FACT_END && fact < PL_N_FACTS, NULL);
  return self->fields.facts[fact];
}

/**
 * pl_observation_get_int:
 *
 * Returns: the fact as a decimal number; @fallback when it is not known or none
 */
gint64
pl_observation_get_int (PlObservation *self, PlFact fact, gint64 fallback)
{
  const char *text = pl_observation_get (self, fact);
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return fallback;
  return number;
}

/**
 * pl_observation_has_word:
 *
 * Returns: whether the fact, a list separated by blanks, has @word in either case
 */
gboolean
pl_observation_has_word (PlObservation *self, PlFact fact, const char *word)
{
  const char *text = pl_observation_get (self, fact);
  gsize length = strlen (word);

  while (text != NULL && *text != '\0')
    {
      gsize span = strcspn (text, " ");

      if (span == length && g_ascii_strncasecmp (text, word, length) == 0)
        return TRUE;
      text += span + strspn (text + span, " ");
    }

  return FALSE;
}

/**
 * pl_observations_find_last:
 * @observations: (element-type PlObservation): of one recorder
 *
 * Returns: (transfer none) (nullable):
 */
PlObservation *
pl_observations_find_last (const GPtrArray *observations, PlSight sight)
{
  for (guint i = observations->len; i > 0; i--)
    if (pl_observation_get_sight (observations->pdata[i - 1]) == sight)
      return observations->pdata[i - 1];

  return NULL;
}
