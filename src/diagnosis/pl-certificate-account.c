// SPDX-License-Identifier: GPL-3.0-or-later
/* The chain as it came, to be compared and passed on: technical words, the same in every language. For
 * people see pl-chain-account.c. */
#include "diagnosis/pl-certificate-account-private.h"

#include "diagnosis/pl-chain-path-private.h"

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

/**
 * pl_certificate_account_describe:
 *
 * Returns: (transfer full): all certificates that the server of @lane showed, its own first, with an
 *   empty line between them, and what is wrong with them. Where a missing one lies is read, never
 *   fetched: it is plain http as a rule, and only the operator can mend the server.
 */
char *
pl_certificate_account_describe (PlCase *facts, const PlLane *lane)
{
  GString *text = g_string_new (NULL);
  PlChainPath path;

  pl_chain_path_follow (&path, facts, lane);
  for (guint i = 0; i < path.n; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      append_facts (text, path.list[i]);
      if (i == 0 && lane->trust != NULL)
        append (text, "Faults", pl_observation_get (lane->trust, PL_FACT_WORDS));
    }
  if (pl_chain_path_lacks_issuer (&path, lane))
    {
      append (text, "Missing", pl_observation_get (path.last, PL_FACT_ISSUER));
      append (text, "Missing at", pl_observation_get (path.last, PL_FACT_AIA));
    }

  return g_string_free (text, FALSE);
}
