// SPDX-License-Identifier: GPL-3.0-or-later
/* What is to be thought of a chain, in a sentence or two: who vouches for the server, and whether this
 * computer believes it. */
#include "diagnosis/pl-chain-words-private.h"

#include "diagnosis/pl-chain-sentence-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include <glib/gi18n.h>

static gboolean
is_pinned (const PlLane *lane)
{
  return g_strcmp0 (pl_observation_get (lane->trust, PL_FACT_TRUST), "pinned") == 0;
}

static const char *
choose_accepted (const PlLane *lane)
{
  if (is_pinned (lane))
    /* Translators: verdict on a certificate. {host}: name of the server */
    return N_ ("You made an exception for exactly this certificate of {host}. No other one is "
               "accepted there.");
  if (pl_lane_get_interceptor (lane) != NULL)
    /* Translators: verdict on a certificate. {product}: name of a security product */
    return N_ ("It is not from the server: {product} issued it to read along. This computer trusts "
               "{product}.");

  /* Translators: verdict on a certificate. {issuer}: who issued it, {host}: name of the server */
  return N_ ("{issuer} confirms that this is {host}, and this computer trusts that authority.");
}

/* What can be wrong with a certificate whose issuer is known and good. */
static gboolean
is_beside_trust (const char *word)
{
  static const char *const known[] = { "host-mismatch", "expired", "not-yet-valid", NULL };

  return g_strv_contains (known, word);
}

static gboolean
is_only_beside_trust (const PlLane *lane)
{
  const char *words = pl_observation_get (lane->trust, PL_FACT_WORDS);
  g_auto (GStrv) split = g_strsplit (words != NULL ? words : "", " ", -1);
  guint n = 0;

  for (guint i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0' && !is_beside_trust (split[i]))
      return FALSE;
    else
      n += *split[i] != '\0';

  return n > 0;
}

/**
 * pl_chain_words_trust_issuer:
 *
 * Returns: whether this computer trusts whom the chain leads to, whatever else is wrong with it
 */
gboolean
pl_chain_words_trust_issuer (PlCase *facts, const PlLane *lane)
{
  PlCertainty certainty;

  if (lane->trust == NULL)
    return FALSE;
  if (pl_observation_get_outcome (lane->trust) == PL_OUTCOME_ACCEPTED)
    return !is_pinned (lane);

  return is_only_beside_trust (lane) && !pl_case_is_captive (facts, lane, &certainty) &&
         !pl_case_is_intercepted (facts, lane);
}

/* Returns: the verdict where whose signature nobody here knows, with placeholders. */
const char *
pl_chain_choose_unknown (const PlLane *lane, const PlChainPath *path)
{
  if (pl_chain_is_judged (lane, "self-signed"))
    /* Translators: verdict on a certificate. {host}: name of the server */
    return N_ ("Nobody but the server itself confirms that this is {host}.");
  if (pl_chain_path_lacks_issuer (path, lane))
    /* Translators: verdict on a certificate. {missing}: whose certificate was not sent */
    return N_ ("The certificate of {missing} is missing, which leads on to a known authority. The "
               "server has to send it; only its operator can put that right.");
  if (is_only_beside_trust (lane))
    /* Translators: verdict on a certificate that is wrong in another way, such as by its name.
     * {issuer}: who issued it */
    return N_ ("{issuer} issued it, and this computer trusts that authority.");
  if (!pl_chain_is_judged (lane, "unknown-issuer"))
    /* Translators: verdict on a certificate. {issuer}: who issued it */
    return N_ ("{issuer} issued it. As it stands, this computer does not accept it.");
  if (pl_chain_path_ends_in_root (path))
    /* Translators: verdict on a certificate. {root}: an authority */
    return N_ ("It leads to {root}, an authority of its own: of a company, a school or a private "
               "server. This computer does not know it.");

  /* Translators: verdict on a certificate. {missing}: an authority */
  return N_ ("It leads to {missing}, and this computer does not know that authority.");
}

/* Returns: the verdict where somebody reads along, with placeholders. */
const char *
pl_chain_choose_interception (const PlLane *lane)
{
  if (pl_lane_get_interceptor (lane) != NULL)
    /* Translators: verdict on a certificate. {product}: name of a security product */
    return N_ ("It is not from the server: {product} issued it to read along. This computer does "
               "not trust {product}.");

  /* Translators: verdict on a certificate. {issuer}: who issued it, {host}: name of the server */
  return N_ ("Somebody reads along: here {issuer} also signs for servers that have nothing to do "
             "with {host}. This computer does not trust that authority.");
}

/* Returns: the verdict where somebody else answers, with placeholders. */
const char *
pl_chain_choose_captive (void)
{
  /* Translators: verdict on a certificate. {host}: name of the server */
  return N_ ("Somebody else answers in place of {host}: most likely this network, which wants you "
             "to sign in first.");
}

/**
 * pl_chain_words_judge:
 *
 * Returns: (transfer full): one or two sentences: who vouches for the server, and whether this
 *   computer believes it
 */
char *
pl_chain_words_judge (PlCase *facts, const PlLane *lane, const PlChainPath *path)
{
  PlChainSentence sentence = { { facts, lane }, path, lane->certificate };
  PlCertainty certainty;

  if (lane->trust == NULL)
    /* Translators: verdict on a certificate when the check ended before it was judged */
    return g_strdup (_ ("The check ended before it was judged."));
  if (pl_observation_get_outcome (lane->trust) == PL_OUTCOME_ACCEPTED)
    return pl_chain_sentence_fill (&sentence, choose_accepted (lane));
  if (pl_case_is_captive (facts, lane, &certainty))
    return pl_chain_sentence_fill (&sentence, pl_chain_choose_captive ());
  if (pl_case_is_intercepted (facts, lane))
    return pl_chain_sentence_fill (&sentence, pl_chain_choose_interception (lane));

  return pl_chain_sentence_fill (&sentence, pl_chain_choose_unknown (lane, path));
}
