// SPDX-License-Identifier: GPL-3.0-or-later
/* All that is wrong with a chain, in sentences: each with the certificate that it lies in. */
#include "diagnosis/pl-chain-faults-private.h"

#include "diagnosis/pl-chain-sentence-private.h"
#include "diagnosis/pl-chain-tests-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include <glib/gi18n.h>

static void
add (PlChainFaults *faults, const char *code, char *text)
{
  if (faults->n == PL_MOST_CHAIN_FAULTS)
    {
      g_free (text);
      return;
    }

  faults->list[faults->n].code = code;
  faults->list[faults->n].text = text;
  faults->n++;
}

/* @text: not yet translated, marked with N_() */
static void
add_sentence (PlChainFaults *faults, PlChainSentence *sentence, const char *code, const char *text)
{
  add (faults, code, pl_chain_sentence_fill (sentence, text));
}

/* One kind of fault that can lie in any certificate of the chain. */
typedef struct
{
  const char *code;
  const char *of_server; /* sentence about the server's own certificate */
  const char *of_other; /* ...about one that vouches for it: {name} */
  const char *of_any; /* nullable: ...when it is not known which one it is */
} Kind;

static const Kind expired = {
  "certificate-expired",
  /* Translators: a fault of a certificate. {until}: date */
  N_ ("It has expired: it was valid until {until}."),
  /* Translators: a fault of a certificate. {name}: whose it is, {until}: date */
  N_ ("The certificate of {name}, which vouches for it, was valid until {until}."),
  /* Translators: a fault of a certificate. */
  N_ ("It, or one that vouches for it, has expired."),
};

static const Kind early = {
  "certificate-not-yet-valid",
  /* Translators: a fault of a certificate. {from}: date */
  N_ ("It is not valid before {from}."),
  /* Translators: a fault of a certificate. {name}: whose it is, {from}: date */
  N_ ("The certificate of {name}, which vouches for it, is not valid before {from}."),
  /* Translators: a fault of a certificate. */
  N_ ("It, or one that vouches for it, is not valid yet."),
};

static const Kind weak_key = {
  "certificate-weak",
  /* Translators: a fault of a certificate. {key}: such as "RSA 1024" */
  N_ ("Its key ({key}) is too short to be safe."),
  /* Translators: a fault of a certificate. {name}: whose it is, {key}: such as "RSA 1024" */
  N_ ("The key of {name}, which vouches for it, is too short to be safe ({key})."),
  NULL,
};

static const Kind weak_signature = {
  "certificate-weak",
  /* Translators: a fault of a certificate. {signature}: such as "RSA-SHA1" */
  N_ ("Its signature ({signature}) can be forged."),
  /* Translators: a fault of a certificate. {name}: whose it is, {signature}: such as "RSA-SHA1" */
  N_ ("The signature under the certificate of {name}, which vouches for it, can be forged "
      "({signature})."),
  /* Translators: a fault of a certificate. */
  N_ ("A key or signature in the chain is too weak to be safe."),
};

static void
add_of_kind (PlChainFaults *faults,
             PlChainSentence *sentence,
             PlObservation *certificate,
             const Kind *kind)
{
  sentence->certificate = certificate;
  add (faults, kind->code,
       pl_chain_sentence_fill (sentence, certificate == sentence->path->list[0] ? kind->of_server
                                                                                : kind->of_other));
}

static void
add_dates (PlChainFaults *faults,
           PlChainSentence *sentence,
           const char *word,
           gboolean (*is_faulty) (PlObservation *certificate, gint64 now),
           const Kind *kind)
{
  gint64 now = pl_evidence_get_began_at (sentence->words.facts->evidence);
  const PlChainPath *path = sentence->path;
  guint n_before = faults->n;

  if (!pl_chain_is_judged (sentence->words.lane, word))
    return;

  for (guint i = 0; i < path->n; i++)
    if (pl_chain_path_includes (path, i) && is_faulty (path->list[i], now))
      add_of_kind (faults, sentence, path->list[i], kind);
  if (faults->n == n_before)
    add (faults, kind->code, pl_chain_sentence_fill (sentence, kind->of_any));
}

static void
add_weakness (PlChainFaults *faults, PlChainSentence *sentence)
{
  const PlChainPath *path = sentence->path;
  guint n_before = faults->n;

  if (!pl_chain_is_judged (sentence->words.lane, "weak"))
    return;

  for (guint i = 0; i < path->n; i++)
    {
      if (pl_chain_path_includes (path, i) && pl_chain_has_weak_key (path->list[i]))
        add_of_kind (faults, sentence, path->list[i], &weak_key);
      if (pl_chain_path_includes (path, i) && pl_chain_has_weak_signature (path->list[i]))
        add_of_kind (faults, sentence, path->list[i], &weak_signature);
    }
  if (faults->n == n_before)
    add (faults, weak_signature.code, pl_chain_sentence_fill (sentence, weak_signature.of_any));
}

static gboolean
is_revoked (const PlLane *lane)
{
  return pl_chain_is_judged (lane, "revoked") ||
         (lane->tls != NULL &&
          g_strcmp0 (pl_observation_get (lane->tls, PL_FACT_OCSP), "revoked") == 0);
}

/* Whose signature nobody here knows: a fault of the chain as a whole. */
static void
add_unknown_issuer (PlChainFaults *faults, PlChainSentence *sentence)
{
  static const struct
  {
    const char *word;
    const char *code;
  } known[] = {
    { "self-signed", "certificate-self-signed" },
    { "incomplete-chain", "certificate-incomplete-chain" },
    { "unknown-issuer", "certificate-unknown-issuer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (pl_chain_is_judged (sentence->words.lane, known[i].word))
      {
        add (faults, known[i].code,
             pl_chain_sentence_fill (
                 sentence, pl_chain_choose_unknown (sentence->words.lane, sentence->path)));
        return;
      }
}

static void
add_name_and_revocation (PlChainFaults *faults, PlChainSentence *sentence)
{
  const PlLane *lane = sentence->words.lane;

  if (is_revoked (lane))
    add_sentence (faults, sentence, "certificate-revoked",
                  /* Translators: a fault of a certificate. {issuer}: who issued it */
                  N_ ("{issuer} has revoked it."));
  if (pl_chain_is_judged (lane, "host-mismatch"))
    add_sentence (faults, sentence, "certificate-host-mismatch",
                  /* Translators: a fault of a certificate. {names}: host names, {host}: name of the
                   * server */
                  N_ ("It is for {names}, not for {host}."));
}

static void
add_validity (PlChainFaults *faults, PlChainSentence *sentence)
{
  if (pl_case_explains_date (sentence->words.facts, sentence->words.lane))
    {
      add_sentence (faults, sentence, "clock-wrong",
                    /* Translators: a fault of a certificate. {local}, {real}: dates */
                    N_ ("Only by the wrong clock of this computer ({local}) is it not valid; on "
                        "{real} it is."));
      return;
    }

  add_dates (faults, sentence, "expired", pl_chain_is_expired, &expired);
  add_dates (faults, sentence, "not-yet-valid", pl_chain_is_early, &early);
}

static void
add_rest (PlChainFaults *faults, PlChainSentence *sentence)
{
  if (pl_chain_is_judged (sentence->words.lane, "other"))
    add_sentence (faults, sentence, "unexplained",
                  /* Translators: a fault of a certificate. */
                  N_ ("It does not pass the test of this computer for another reason."));
}

/**
 * pl_chain_faults_find:
 * @faults: (out caller-allocates):
 *
 * All that is wrong, the worst first, each with the certificate it lies in. Of a certificate that is
 * not the server's own only that is told. An exception overlooks faults; they are there all the same.
 */
void
pl_chain_faults_find (PlChainFaults *faults,
                      PlCase *facts,
                      const PlLane *lane,
                      const PlChainPath *path)
{
  PlChainSentence sentence = { { facts, lane }, path, lane->certificate };
  PlCertainty certainty;

  faults->n = 0;
  if (lane->trust == NULL)
    return;
  if (pl_case_is_captive (facts, lane, &certainty))
    {
      add (faults, "captive-portal",
           pl_chain_sentence_fill (&sentence, pl_chain_choose_captive ()));
      return;
    }

  if (pl_case_is_intercepted (facts, lane))
    add (faults, "tls-intercepted",
         pl_chain_sentence_fill (&sentence, pl_chain_choose_interception (lane)));
  add_name_and_revocation (faults, &sentence);
  if (!pl_case_is_intercepted (facts, lane))
    add_unknown_issuer (faults, &sentence);
  add_validity (faults, &sentence);
  add_weakness (faults, &sentence);
  add_rest (faults, &sentence);
}

void
pl_chain_faults_clear (PlChainFaults *faults)
{
  for (guint i = 0; i < faults->n; i++)
    g_free ((char *) faults->list[i].text);
  faults->n = 0;
}
