// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs every row of the catalogue over the evidence, and puts what it finds in order. Pure: no
 * network, no clock, no files. */
#include "diagnosis/pl-diagnosis.h"

#include "diagnosis/pl-case-private.h"
#include "diagnosis/pl-cause-private.h"
#include "diagnosis/pl-finding-maker-private.h"

#include "base/pl-text.h"

#define MOST_ALTERNATIVES 4

/* A cause that the evidence of one direction supports. */
typedef struct
{
  const PlCause *cause; /* static */
  const PlLane *lane; /* borrowed from the case */
  PlMatch match;
  guint place; /* in the catalogue */
  gboolean told; /* becomes a finding of its own */
} Candidate;

static PlSeverity
get_severity (const Candidate *candidate)
{
  return pl_match_get_severity (&candidate->match, candidate->cause);
}

static gboolean
is_asked (const PlCause *cause, PlCase *facts, const PlLane *lane)
{
  if (pl_lane_is_of_account (lane))
    return lane->used && (cause->flags & PL_CAUSE_SERVERLESS) != 0;
  if (lane->server.host == NULL || (lane->contradicts && (cause->flags & PL_CAUSE_LAST) == 0))
    return FALSE;

  return lane->used && (lane->failed || (cause->flags & PL_CAUSE_ALWAYS) != 0);
}

static void
collect (PlCase *facts, const PlLane *lane, GArray *candidates)
{
  for (guint i = 0; i < pl_catalogue_get_n_causes (); i++)
    {
      Candidate candidate = { .cause = pl_catalogue_get_cause (i), .lane = lane, .place = i };

      if (!is_asked (candidate.cause, facts, lane))
        continue;
      candidate.match = candidate.cause->match (facts, lane, candidate.cause);
      if (candidate.match.strength > PL_STRENGTH_NONE)
        g_array_append_val (candidates, candidate);
    }
}

/* Errors first, then the stronger reason, then the catalogue's order, then receiving. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (get_severity (left) != get_severity (right))
    return (int) get_severity (left) - (int) get_severity (right);
  if (left->match.strength != right->match.strength)
    return right->match.strength - left->match.strength;
  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;
  return (int) left->lane->place - (int) right->lane->place;
}

static gboolean
is_error_of (const Candidate *candidate, const PlLane *lane)
{
  return candidate->lane == lane && get_severity (candidate) == PL_SEVERITY_ERROR;
}

/* Of each direction the strongest cause is told, and beside it what is proven and has to be put
 * right as well; warnings all. @candidates are sorted. */
static void
choose (GArray *candidates)
{
  gboolean decided[PL_N_LANES] = { FALSE };

  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);
      PlCauseFlags flags = candidate->cause->flags;
      guint place = candidate->lane->place;

      if (get_severity (candidate) != PL_SEVERITY_ERROR)
        candidate->told = TRUE;
      else if (!decided[place])
        candidate->told = TRUE;
      else
        candidate->told =
            (flags & PL_CAUSE_ALONGSIDE) != 0 && candidate->match.certainty == PL_CERTAINTY_PROVEN;
      if (get_severity (candidate) == PL_SEVERITY_ERROR)
        decided[place] = TRUE;
    }
}

/* A verdict about the account is said once, for the direction that comes first. */
static void
drop_repetitions (GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    for (guint k = i + 1; k < candidates->len; k++)
      {
        const Candidate *first = &g_array_index (candidates, Candidate, i);
        Candidate *second = &g_array_index (candidates, Candidate, k);

        if (first->told && second->told && first->cause == second->cause &&
            (first->cause->flags & PL_CAUSE_ONCE))
          second->told = FALSE;
      }
}

/* A refusal without a reason is none where the reason is known; a hello that failed, a line that was cut
 * or silence is what the proven cause looks like. */
static gboolean
is_explained_by (const Candidate *other, const Candidate *cause)
{
  return cause->match.certainty == PL_CERTAINTY_PROVEN &&
         (other->cause->flags & PL_CAUSE_SYMPTOM) != 0 &&
         other->match.strength < PL_STRENGTH_LITERAL;
}

/* Other errors of the same direction, for the one that is told first there: their codes, their titles and
 * what each would mean, all ended by %NULL. */
static void
list_alternatives (PlCase *facts,
                   GArray *candidates,
                   guint told,
                   GPtrArray *codes,
                   GPtrArray *titles,
                   GPtrArray *explanations)
{
  const Candidate *cause = &g_array_index (candidates, Candidate, told);
  gboolean first_of_lane = TRUE;

  for (guint i = 0; i < told; i++)
    first_of_lane &= !is_error_of (&g_array_index (candidates, Candidate, i), cause->lane);

  for (guint i = told + 1; first_of_lane && get_severity (cause) == PL_SEVERITY_ERROR &&
                           i < candidates->len && codes->len < MOST_ALTERNATIVES;
       i++)
    {
      const Candidate *other = &g_array_index (candidates, Candidate, i);

      if (!is_error_of (other, cause->lane) || other->told ||
          (other->cause->flags & PL_CAUSE_LAST) != 0 || is_explained_by (other, cause))
        continue;
      g_ptr_array_add (codes, (gpointer) other->cause->code);
      g_ptr_array_add (
          titles, pl_finding_maker_make_title (facts, other->lane, other->cause, &other->match));
      g_ptr_array_add (explanations, pl_finding_maker_make_explanation (
                                         facts, other->lane, other->cause, &other->match));
    }

  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (titles, NULL);
  g_ptr_array_add (explanations, NULL);
}

static PlFinding *
make_finding (PlCase *facts, GArray *candidates, guint told)
{
  const Candidate *candidate = &g_array_index (candidates, Candidate, told);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) explanations = g_ptr_array_new_with_free_func (g_free);
  PlAlternatives alternatives;

  list_alternatives (facts, candidates, told, codes, titles, explanations);
  alternatives.codes = (const char *const *) codes->pdata;
  alternatives.titles = (const char *const *) titles->pdata;
  alternatives.explanations = (const char *const *) explanations->pdata;
  return pl_finding_maker_make (facts, candidate->lane, candidate->cause, &candidate->match,
                                &alternatives);
}

/**
 * pl_diagnosis_run:
 *
 * What is wrong, from all that a check saw: the first finding of severity error is the cause on
 * which the person should act. Warnings and notes follow.
 *
 * Returns: (transfer full) (element-type PlFinding): empty when there is nothing to say
 */
GPtrArray *
pl_diagnosis_run (PlEvidence *evidence)
{
  g_autoptr (PlCase) facts = pl_case_new (evidence);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < PL_N_LANES; i++)
    collect (facts, &facts->lanes[i], candidates);
  g_array_sort (candidates, compare);
  choose (candidates);
  drop_repetitions (candidates);

  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, Candidate, i).told)
      g_ptr_array_add (findings, make_finding (facts, candidates, i));

  return findings;
}

/* Stands in for the address that could not be understood: evidence always has one (RFC 6761 6.4
 * keeps this domain for nobody). */
#define NO_ADDRESS "nobody@example.invalid"

static PlEvidence *
make_evidence_of_address (const char *typed)
{
  const PlObservationFields seen = {
    .service = PL_SERVICE_ACCOUNT,
    .stage = PL_STAGE_ADDRESS,
    .sight = PL_SIGHT_VIOLATION,
    .outcome = PL_OUTCOME_VIOLATION,
    .facts = { [PL_FACT_TEXT] = typed },
  };
  g_autoptr (PlAddress) address = pl_address_parse (NO_ADDRESS, NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, NULL, NULL, NULL);
  GPtrArray *observations = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (observations, pl_observation_new (&seen));
  return pl_evidence_new (proposal, 0, observations);
}

/**
 * pl_diagnosis_judge_address:
 * @typed: what a person typed as address
 *
 * Before there is anything to check, the address itself can be the cause.
 *
 * Returns: (transfer full) (nullable): `address-invalid`, or %NULL for a valid address
 */
PlFinding *
pl_diagnosis_judge_address (const char *typed)
{
  g_autoptr (PlAddress) address = pl_address_parse (typed, NULL);
  g_autofree char *showable = pl_text_make_showable (typed, -1);
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (address != NULL)
    return NULL;

  evidence = make_evidence_of_address (g_strdelimit (showable, "\n", ' '));
  findings = pl_diagnosis_run (evidence);
  return g_object_ref (findings->pdata[0]);
}
