// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/pl-attempt-budget-private.h"

static gint64 now; /* µs */

static gint64
get_now (void)
{
  return now;
}

typedef struct
{
  PlAttemptBudget *budget;
  PlSecret *wrong;
  PlSecret *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  now = 1000 * G_USEC_PER_SEC;
  fixture->budget = pl_attempt_budget_new (get_now, NULL);
  fixture->wrong = pl_secret_new ("wrong", -1);
  fixture->other = pl_secret_new ("other", -1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pl_attempt_budget_free (fixture->budget);
  pl_secret_unref (fixture->wrong);
  pl_secret_unref (fixture->other);
}

static void
test_two_refusals_are_enough (Fixture *fixture, gconstpointer data)
{
  PlAttemptBudget *budget = fixture->budget;

  g_assert_true (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  pl_attempt_budget_note_refusal (budget, "mx.example.org", "anna", fixture->wrong);
  g_assert_true (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  pl_attempt_budget_note_refusal (budget, "MX.example.org", "anna", fixture->wrong);
  g_assert_false (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  g_assert_false (pl_attempt_budget_may_try (budget, "mx.EXAMPLE.org", "anna", fixture->wrong));
}

static void
refuse_twice (Fixture *fixture)
{
  pl_attempt_budget_note_refusal (fixture->budget, "mx.example.org", "anna", fixture->wrong);
  pl_attempt_budget_note_refusal (fixture->budget, "mx.example.org", "anna", fixture->wrong);
}

static void
test_another_verdict (Fixture *fixture, gconstpointer data)
{
  PlAttemptBudget *budget = fixture->budget;

  refuse_twice (fixture);
  g_assert_false (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  g_assert_true (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->other));
  g_assert_true (pl_attempt_budget_may_try (budget, "mx.example.org", "Anna", fixture->wrong));
  g_assert_true (pl_attempt_budget_may_try (budget, "smtp.example.org", "anna", fixture->wrong));
}

static void
test_refusals_are_forgotten (Fixture *fixture, gconstpointer data)
{
  PlAttemptBudget *budget = fixture->budget;

  pl_attempt_budget_note_refusal (budget, "mx.example.org", "anna", fixture->wrong);
  now += 10 * 60 * G_USEC_PER_SEC;
  pl_attempt_budget_note_refusal (budget, "mx.example.org", "anna", fixture->wrong);
  now += 4 * 60 * G_USEC_PER_SEC;
  g_assert_false (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  now += 60 * G_USEC_PER_SEC;
  g_assert_true (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, "mx.example.org", "anna"), ==, 1);
}

static void
test_success_sets_back (Fixture *fixture, gconstpointer data)
{
  PlAttemptBudget *budget = fixture->budget;

  refuse_twice (fixture);
  pl_attempt_budget_note_refusal (budget, "mx.example.org", "bert", fixture->wrong);
  pl_attempt_budget_note_success (budget, "mx.example.org", "anna");
  g_assert_true (pl_attempt_budget_may_try (budget, "mx.example.org", "anna", fixture->wrong));
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, "mx.example.org", "bert"), ==, 1);
}

static void
test_count_is_of_every_password (Fixture *fixture, gconstpointer data)
{
  PlAttemptBudget *budget = fixture->budget;

  refuse_twice (fixture);
  pl_attempt_budget_note_refusal (budget, "mx.example.org", "anna", fixture->other);
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, "mx.example.org", "anna"), ==, 3);
  g_assert_cmpuint (pl_attempt_budget_count_refusals (budget, "mx.example.org", "bert"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/budget/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("two-refusals-are-enough", test_two_refusals_are_enough);
  ADD ("another-verdict", test_another_verdict);
  ADD ("refusals-are-forgotten", test_refusals_are_forgotten);
  ADD ("success-sets-back", test_success_sets_back);
  ADD ("count-is-of-every-password", test_count_is_of_every_password);
  return g_test_run ();
}
