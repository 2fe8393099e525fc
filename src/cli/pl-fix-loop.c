// SPDX-License-Identifier: GPL-3.0-or-later
/* `--apply-fixes`: what a person would press without a second thought. */
#include "cli/pl-fix-loop.h"

#include "cli/pl-runner.h"

#define MOST_ROUNDS \
  4 /* port, security and host of both directions; a server that leads further astray */

static void
applied_free (gpointer data)
{
  PlFixApplied *applied = data;

  g_object_unref (applied->fix);
  g_free (applied);
}

/**
 * pl_fix_loop_new_list:
 *
 * Returns: (transfer full) (element-type PlFixApplied):
 */
GPtrArray *
pl_fix_loop_new_list (void)
{
  return g_ptr_array_new_with_free_func (applied_free);
}

/* Whether it was made before, in this very form: then it goes round in a circle. */
static gboolean
was_applied (GPtrArray *applied, PlFix *fix)
{
  for (guint i = 0; i < applied->len; i++)
    if (g_str_equal (pl_fix_get_label (((PlFixApplied *) applied->pdata[i])->fix),
                     pl_fix_get_label (fix)) &&
        pl_fix_get_service (((PlFixApplied *) applied->pdata[i])->fix) == pl_fix_get_service (fix))
      return TRUE;

  return FALSE;
}

/* Returns: (transfer none) (nullable): the first fix of @finding that needs no person */
static PlFix *
choose_fix (PlSetup *setup, PlFinding *finding, GPtrArray *applied)
{
  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    {
      PlFix *fix = pl_finding_get_fix (finding, i);

      if (pl_setup_may_apply_unasked (setup, fix) && !was_applied (applied, fix))
        return fix;
    }

  return NULL;
}

/* At most one for each direction: what else was found may be gone with it. */
static GPtrArray *
choose_fixes (PlSetup *setup, PlDirections wanted, GPtrArray *applied)
{
  GListModel *findings = pl_setup_get_findings (setup);
  GPtrArray *chosen = pl_fix_loop_new_list ();
  PlDirections taken = 0;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (PlFinding) finding = g_list_model_get_item (findings, i);
      PlFix *fix = pl_finding_get_severity (finding) == PL_SEVERITY_ERROR
                       ? choose_fix (setup, finding, applied)
                       : NULL;
      PlDirections direction;
      PlFixApplied *one;

      if (fix == NULL)
        continue;
      direction = 1u << pl_service_get_direction (pl_fix_get_service (fix));
      if ((wanted & direction) == 0 || (taken & direction) != 0)
        continue;
      taken |= direction;
      one = g_new0 (PlFixApplied, 1);
      *one = (PlFixApplied){ pl_finding_get_code (finding), g_object_ref (fix) };
      g_ptr_array_add (chosen, one);
    }
  return chosen;
}

/* Returns: what is to be tested again; none when there was nothing to do */
static PlDirections
apply_round (PlSetup *setup,
             PlDirections wanted,
             GPtrArray *applied,
             PlFixToldFunc told,
             gpointer data)
{
  g_autoptr (GPtrArray) chosen = choose_fixes (setup, wanted, applied);
  PlDirections touched = 0;

  for (guint i = 0; i < chosen->len; i++)
    {
      PlFixApplied *one = chosen->pdata[i];
      PlDirections by_this = pl_setup_apply_fix (setup, one->fix, NULL);

      if (by_this != 0)
        told (one, data);
      touched |= by_this;
    }
  if (touched != 0)
    g_ptr_array_extend_and_steal (applied, g_steal_pointer (&chosen));
  return touched & wanted;
}

/**
 * pl_fix_loop_run:
 * @wanted: what is to work in the end
 * @status: of the check so far
 * @applied: (element-type PlFixApplied): each change is appended
 *
 * Applies what pl_setup_may_apply_unasked() allows and tests again only what that touches, a few times
 * at most. A password that a server has refused is not sent there again by this.
 *
 * Returns: the exit status that belongs to the end
 */
PlExit
pl_fix_loop_run (PlSetup *setup,
                 PlDirections wanted,
                 PlExit status,
                 GPtrArray *applied,
                 PlFixToldFunc told,
                 gpointer data)
{
  for (guint round = 0; round < MOST_ROUNDS && status == PL_EXIT_NOT_WORKING; round++)
    {
      PlDirections touched = apply_round (setup, wanted, applied, told, data);

      if (touched == 0)
        break;
      status = pl_runner_check (setup, touched, wanted);
    }
  return status;
}
