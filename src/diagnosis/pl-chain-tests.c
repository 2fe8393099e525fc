// SPDX-License-Identifier: GPL-3.0-or-later
/* What is wrong with one certificate of a chain, by its own facts. */
#include "diagnosis/pl-chain-tests-private.h"

#include <string.h>

#define LEAST_RSA_BITS 2048
#define LEAST_EC_BITS 224

static gint64
read_time (PlObservation *certificate, PlFact fact, gint64 fallback)
{
  const char *text = pl_observation_get (certificate, fact);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : fallback;
}

gboolean
pl_chain_is_expired (PlObservation *certificate, gint64 now)
{
  return read_time (certificate, PL_FACT_NOT_AFTER, G_MAXINT64) < now;
}

gboolean
pl_chain_is_early (PlObservation *certificate, gint64 now)
{
  return read_time (certificate, PL_FACT_NOT_BEFORE, G_MININT64) > now;
}

gboolean
pl_chain_has_weak_key (PlObservation *certificate)
{
  const char *key = pl_observation_get (certificate, PL_FACT_KEY);
  const char *bits = key != NULL ? strrchr (key, ' ') : NULL;
  gint64 number = bits != NULL ? g_ascii_strtoll (bits + 1, NULL, 10) : 0;

  if (number <= 0)
    return FALSE;
  if (g_str_has_prefix (key, "RSA") || g_str_has_prefix (key, "DSA"))
    return number < LEAST_RSA_BITS;

  return g_str_has_prefix (key, "EC") && number < LEAST_EC_BITS;
}

gboolean
pl_chain_has_weak_signature (PlObservation *certificate)
{
  static const char *const broken[] = { "MD2", "MD4", "MD5", "SHA1" };
  const char *signature = pl_observation_get (certificate, PL_FACT_SIGNATURE);

  for (guint i = 0; signature != NULL && i < G_N_ELEMENTS (broken); i++)
    if (strstr (signature, broken[i]) != NULL)
      return g_strcmp0 (pl_observation_get (certificate, PL_FACT_SUBJECT),
                        pl_observation_get (certificate, PL_FACT_ISSUER)) != 0;

  return FALSE;
}

static gboolean
is_weak (PlObservation *certificate, gint64 now)
{
  return pl_chain_has_weak_key (certificate) || pl_chain_has_weak_signature (certificate);
}

static PlObservation *
find_faulty (PlCase *facts,
             const PlLane *lane,
             gboolean (*is_faulty) (PlObservation *certificate, gint64 now))
{
  gint64 now = pl_evidence_get_began_at (facts->evidence);
  PlChainPath path;

  pl_chain_path_follow (&path, facts, lane);
  for (guint i = 0; i < path.n; i++)
    if (pl_chain_path_includes (&path, i) && is_faulty (path.list[i], now))
      return path.list[i];

  return lane->certificate;
}

/**
 * pl_chain_find_expired:
 *
 * Returns: (transfer none) (nullable): the first certificate on the way up that has run out; the server's
 *   own when none shows it
 */
PlObservation *
pl_chain_find_expired (PlCase *facts, const PlLane *lane)
{
  return find_faulty (facts, lane, pl_chain_is_expired);
}

/**
 * pl_chain_find_weak:
 *
 * Returns: (transfer none) (nullable): the first certificate on the way up that is too weak; the server's
 *   own when none shows it
 */
PlObservation *
pl_chain_find_weak (PlCase *facts, const PlLane *lane)
{
  return find_faulty (facts, lane, is_weak);
}
