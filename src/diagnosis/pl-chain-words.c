// SPDX-License-Identifier: GPL-3.0-or-later
/* What is to be thought of a chain, in sentences: who vouches for the server, whether this computer
 * believes it, and what exactly is wrong with which certificate. */
#include "diagnosis/pl-chain-words-private.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-match-outlook-private.h"

#include "base/pl-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEAST_RSA_BITS 2048
#define LEAST_EC_BITS 224

/* Whose names stand in a sentence: those of the account, but {name}, {until}, {from}, {key} and
 * {signature} are of one certificate, {root} is the last one sent. */
typedef struct
{
  PlWords words;
  const PlChainPath *path; /* borrowed */
  PlObservation *certificate; /* borrowed */
} Sentence;

static char *
dup_or_dash (PlObservation *certificate, PlFact fact)
{
  const char *value = pl_observation_get (certificate, fact);

  return g_strdup (value != NULL && *value != '\0' ? value : "–");
}

static char *
lookup (const char *name, gpointer data)
{
  Sentence *sentence = data;

  if (g_str_equal (name, "name"))
    return pl_case_words_format_subject (sentence->certificate);
  if (g_str_equal (name, "root"))
    return pl_case_words_format_subject (sentence->path->last);
  if (g_str_equal (name, "until"))
    return pl_case_words_format_date (
        pl_observation_get (sentence->certificate, PL_FACT_NOT_AFTER));
  if (g_str_equal (name, "from"))
    return pl_case_words_format_date (
        pl_observation_get (sentence->certificate, PL_FACT_NOT_BEFORE));
  if (g_str_equal (name, "key"))
    return dup_or_dash (sentence->certificate, PL_FACT_KEY);
  if (g_str_equal (name, "signature"))
    return dup_or_dash (sentence->certificate, PL_FACT_SIGNATURE);

  return pl_case_words_lookup (name, &sentence->words);
}

/* Names out of a certificate have no place for line ends or for what turns text around. */
static char *
fill (Sentence *sentence, const char *text)
{
  g_autofree char *filled = pl_text_fill (_ (text), lookup, sentence);
  char *showable = pl_text_make_showable (filled, -1);

  return g_strdelimit (showable, "\n", ' ');
}

static gboolean
is_judged (const PlLane *lane, const char *word)
{
  return lane->trust != NULL && pl_observation_has_word (lane->trust, PL_FACT_WORDS, word);
}

static gboolean
is_pinned (const PlLane *lane)
{
  return g_strcmp0 (pl_observation_get (lane->trust, PL_FACT_TRUST), "pinned") == 0;
}

/* --- The verdict --- */

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

static const char *
choose_unknown (const PlLane *lane, const PlChainPath *path)
{
  if (is_judged (lane, "self-signed"))
    /* Translators: verdict on a certificate. {host}: name of the server */
    return N_ ("Nobody but the server itself confirms that this is {host}.");
  if (pl_chain_path_lacks_issuer (path, lane))
    /* Translators: verdict on a certificate. {missing}: whose certificate was not sent */
    return N_ ("The certificate of {missing} is missing, which leads on to a known authority. The "
               "server has to send it; only its operator can put that right.");
  if (!is_judged (lane, "unknown-issuer"))
    /* Translators: verdict on a certificate. {issuer}: who issued it */
    return N_ ("{issuer} issued it. As it stands, this computer does not accept it.");
  if (pl_chain_path_ends_in_root (path))
    /* Translators: verdict on a certificate. {root}: an authority */
    return N_ ("It leads to {root}, an authority of its own: of a company, a school or a private "
               "server. This computer does not know it.");

  /* Translators: verdict on a certificate. {missing}: an authority */
  return N_ ("It leads to {missing}, and this computer does not know that authority.");
}

static const char *
choose_interception (const PlLane *lane)
{
  if (pl_lane_get_interceptor (lane) != NULL)
    /* Translators: verdict on a certificate. {product}: name of a security product */
    return N_ ("It is not from the server: {product} issued it to read along. This computer does "
               "not trust {product}.");

  /* Translators: verdict on a certificate. {issuer}: who issued it, {host}: name of the server */
  return N_ ("Somebody reads along: here {issuer} also signs for servers that have nothing to do "
             "with {host}. This computer does not trust that authority.");
}

static const char *
choose_captive (void)
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
  Sentence sentence = { { facts, lane }, path, lane->certificate };
  PlCertainty certainty;

  if (lane->trust == NULL)
    /* Translators: verdict on a certificate when the check ended before it was judged */
    return g_strdup (_ ("The check ended before it was judged."));
  if (pl_observation_get_outcome (lane->trust) == PL_OUTCOME_ACCEPTED)
    return fill (&sentence, choose_accepted (lane));
  if (pl_case_is_captive (facts, lane, &certainty))
    return fill (&sentence, choose_captive ());
  if (pl_case_is_intercepted (facts, lane))
    return fill (&sentence, choose_interception (lane));

  return fill (&sentence, choose_unknown (lane, path));
}

/* --- The faults --- */

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

static gboolean
is_on_path (const PlChainPath *path, guint place)
{
  return path->roles[place] != PL_CHAIN_ROLE_BESIDE;
}

static gint64
read_time (PlObservation *certificate, PlFact fact, gint64 fallback)
{
  const char *text = pl_observation_get (certificate, fact);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : fallback;
}

static gboolean
is_expired (PlObservation *certificate, gint64 now)
{
  return read_time (certificate, PL_FACT_NOT_AFTER, G_MAXINT64) < now;
}

static gboolean
is_early (PlObservation *certificate, gint64 now)
{
  return read_time (certificate, PL_FACT_NOT_BEFORE, G_MININT64) > now;
}

static gboolean
has_weak_key (PlObservation *certificate)
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

static gboolean
has_weak_signature (PlObservation *certificate)
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
  return has_weak_key (certificate) || has_weak_signature (certificate);
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
    if (is_on_path (&path, i) && is_faulty (path.list[i], now))
      return path.list[i];

  return lane->certificate;
}

/**
 * pl_chain_words_find_expired:
 *
 * Returns: (transfer none) (nullable): the first certificate on the way up that has run out; the server's
 *   own when none shows it
 */
PlObservation *
pl_chain_words_find_expired (PlCase *facts, const PlLane *lane)
{
  return find_faulty (facts, lane, is_expired);
}

/**
 * pl_chain_words_find_weak:
 *
 * Returns: (transfer none) (nullable): the first certificate on the way up that is too weak; the server's
 *   own when none shows it
 */
PlObservation *
pl_chain_words_find_weak (PlCase *facts, const PlLane *lane)
{
  return find_faulty (facts, lane, is_weak);
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
  N_ ("It has run out: it was valid until {until}."),
  /* Translators: a fault of a certificate. {name}: whose it is, {until}: date */
  N_ ("The certificate of {name}, which vouches for it, was valid until {until}."),
  /* Translators: a fault of a certificate. */
  N_ ("It, or one that vouches for it, has run out."),
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
             Sentence *sentence,
             PlObservation *certificate,
             const Kind *kind)
{
  sentence->certificate = certificate;
  add (faults, kind->code,
       fill (sentence, certificate == sentence->path->list[0] ? kind->of_server : kind->of_other));
}

static void
add_dates (PlChainFaults *faults,
           Sentence *sentence,
           const char *word,
           gboolean (*is_faulty) (PlObservation *certificate, gint64 now),
           const Kind *kind)
{
  gint64 now = pl_evidence_get_began_at (sentence->words.facts->evidence);
  const PlChainPath *path = sentence->path;
  guint n_before = faults->n;

  if (!is_judged (sentence->words.lane, word))
    return;

  for (guint i = 0; i < path->n; i++)
    if (is_on_path (path, i) && is_faulty (path->list[i], now))
      add_of_kind (faults, sentence, path->list[i], kind);
  if (faults->n == n_before)
    add (faults, kind->code, fill (sentence, kind->of_any));
}

static void
add_weakness (PlChainFaults *faults, Sentence *sentence)
{
  const PlChainPath *path = sentence->path;
  guint n_before = faults->n;

  if (!is_judged (sentence->words.lane, "weak"))
    return;

  for (guint i = 0; i < path->n; i++)
    {
      if (is_on_path (path, i) && has_weak_key (path->list[i]))
        add_of_kind (faults, sentence, path->list[i], &weak_key);
      if (is_on_path (path, i) && has_weak_signature (path->list[i]))
        add_of_kind (faults, sentence, path->list[i], &weak_signature);
    }
  if (faults->n == n_before)
    add (faults, weak_signature.code, fill (sentence, weak_signature.of_any));
}

static gboolean
is_revoked (const PlLane *lane)
{
  return is_judged (lane, "revoked") ||
         (lane->tls != NULL &&
          g_strcmp0 (pl_observation_get (lane->tls, PL_FACT_OCSP), "revoked") == 0);
}

/* Whose signature nobody here knows: a fault of the chain as a whole. */
static void
add_unknown_issuer (PlChainFaults *faults, Sentence *sentence)
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
    if (is_judged (sentence->words.lane, known[i].word))
      {
        add (faults, known[i].code,
             fill (sentence, choose_unknown (sentence->words.lane, sentence->path)));
        return;
      }
}

static void
add_name_and_revocation (PlChainFaults *faults, Sentence *sentence)
{
  const PlLane *lane = sentence->words.lane;

  if (is_revoked (lane))
    /* Translators: a fault of a certificate. {issuer}: who issued it */
    add (faults, "certificate-revoked", fill (sentence, N_ ("{issuer} has revoked it.")));
  if (is_judged (lane, "host-mismatch"))
    add (
        faults, "certificate-host-mismatch",
        /* Translators: a fault of a certificate. {names}: host names, {host}: name of the server */
        fill (sentence, N_ ("It is for {names}, not for {host}.")));
}

static void
add_validity (PlChainFaults *faults, Sentence *sentence)
{
  if (pl_case_explains_date (sentence->words.facts, sentence->words.lane))
    {
      add (
          faults, "clock-wrong",
          /* Translators: a fault of a certificate. {local}, {real}: dates */
          fill (sentence, N_ ("Only by the wrong clock of this computer ({local}) is it not valid; "
                              "on {real} it is.")));
      return;
    }

  add_dates (faults, sentence, "expired", is_expired, &expired);
  add_dates (faults, sentence, "not-yet-valid", is_early, &early);
}

static void
add_rest (PlChainFaults *faults, Sentence *sentence)
{
  if (is_judged (sentence->words.lane, "other"))
    add (faults, "unexplained",
         /* Translators: a fault of a certificate. */
         fill (sentence, N_ ("It does not pass the test of this computer for another reason.")));
}

/**
 * pl_chain_words_find_faults:
 * @faults: (out caller-allocates):
 *
 * All that is wrong, the worst first, each with the certificate it lies in. Of a certificate that is
 * not the server's own only that is told. An exception overlooks faults; they are there all the same.
 */
void
pl_chain_words_find_faults (PlChainFaults *faults,
                            PlCase *facts,
                            const PlLane *lane,
                            const PlChainPath *path)
{
  Sentence sentence = { { facts, lane }, path, lane->certificate };
  PlCertainty certainty;

  faults->n = 0;
  if (lane->trust == NULL)
    return;
  if (pl_case_is_captive (facts, lane, &certainty))
    {
      add (faults, "captive-portal", fill (&sentence, choose_captive ()));
      return;
    }

  if (pl_case_is_intercepted (facts, lane))
    add (faults, "tls-intercepted", fill (&sentence, choose_interception (lane)));
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
