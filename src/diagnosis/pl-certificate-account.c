// SPDX-License-Identifier: GPL-3.0-or-later
/* The chain as it came, to be read and compared: technical words, the same in every language. */
#include "diagnosis/pl-certificate-account-private.h"

#include <string.h>

static void
append (GString *text, const char *before, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", before, value);
}

static void
append_facts (GString *text, PlObservation *certificate)
{
  static const struct
  {
    PlFact fact;
    const char *before;
  } told[] = {
    { PL_FACT_SUBJECT, "Subject" },     { PL_FACT_NAMES, "DNS" },
    { PL_FACT_ISSUER, "Issuer" },       { PL_FACT_NOT_BEFORE, "Not before" },
    { PL_FACT_NOT_AFTER, "Not after" }, { PL_FACT_KEY, "Key" },
    { PL_FACT_SIGNATURE, "Signature" }, { PL_FACT_SHA256, "SHA-256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    append (text, told[i].before, pl_observation_get (certificate, told[i].fact));
}

/* What the server sent beside its own certificate; that one's names are of no use to anybody. */
static gboolean
is_sent_along (const PlLane *lane, PlObservation *observation)
{
  return pl_observation_get_sight (observation) == PL_SIGHT_CERTIFICATE &&
         pl_observation_get_service (observation) == lane->server.service &&
         pl_observation_get_probe (observation) == 0 &&
         pl_observation_get_int (observation, PL_FACT_INDEX, 0) > 0;
}

static PlObservation *
append_chain (GString *text, PlCase *facts, const PlLane *lane)
{
  PlObservation *last = lane->certificate;

  for (guint i = 0; i < pl_evidence_get_n_observations (facts->evidence); i++)
    {
      PlObservation *certificate = pl_evidence_get_observation (facts->evidence, i);

      if (!is_sent_along (lane, certificate))
        continue;
      g_string_append_c (text, '\n');
      append_facts (text, certificate);
      last = certificate;
    }

  return last;
}

/* Where the missing certificate lies. It is read, never fetched: it is plain http as a rule, and only
 * the operator can mend the server. */
static void
append_missing (GString *text, const PlLane *lane, PlObservation *last)
{
  if (lane->trust == NULL ||
      !pl_observation_has_word (lane->trust, PL_FACT_WORDS, "incomplete-chain"))
    return;

  append (text, "Missing", pl_observation_get (last, PL_FACT_ISSUER));
  append (text, "Missing at", pl_observation_get (last, PL_FACT_AIA));
}

/**
 * pl_certificate_account_describe:
 *
 * Returns: (transfer full): all certificates that the server of @lane showed, its own first, with an
 *   empty line between them, and what is wrong with them
 */
char *
pl_certificate_account_describe (PlCase *facts, const PlLane *lane)
{
  GString *text = g_string_new (NULL);
  PlObservation *last;

  if (lane->certificate == NULL)
    return g_string_free (text, FALSE);

  append_facts (text, lane->certificate);
  if (lane->trust != NULL)
    append (text, "Faults", pl_observation_get (lane->trust, PL_FACT_WORDS));
  last = append_chain (text, facts, lane);
  append_missing (text, lane, last);
  return g_string_free (text, FALSE);
}
