// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/pl-diagnosis.h"

#include <string.h>

/* The golden evidence files in tests/evidence/: one for each code. */

static inline char *
evidence_file_read (const char *code)
{
  g_autofree char *name = g_strconcat (code, ".evidence", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "evidence", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static inline PlEvidence *
evidence_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  PlEvidence *evidence = pl_evidence_from_text (text, &error);

  g_assert_no_error (error);
  return evidence;
}

/* Judges a golden file with one place changed: @from has to be there. */
static inline GPtrArray *
judge_changed (const char *code, const char *from, const char *to)
{
  g_autofree char *text = evidence_file_read (code);
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (PlEvidence) evidence = NULL;

  if (from != NULL)
    g_assert_cmpuint (g_string_replace (changed, from, to, 0), >, 0);
  evidence = evidence_parse (changed->str);
  return pl_diagnosis_run (evidence);
}

static inline GPtrArray *
judge (const char *code)
{
  return judge_changed (code, NULL, NULL);
}

static inline PlFinding *
find_finding (GPtrArray *findings, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (pl_finding_get_code (findings->pdata[i]), code) == 0)
      return findings->pdata[i];

  return NULL;
}

static inline const char *
first_code (GPtrArray *findings)
{
  return findings->len > 0 ? pl_finding_get_code (findings->pdata[0]) : "none";
}

/* The first fix that changes @keys, and no others. */
static inline PlFix *
find_fix (PlFinding *finding, PlFixKeys keys)
{
  for (guint i = 0; i < pl_finding_get_n_fixes (finding); i++)
    {
      PlFixFields fields;

      pl_fix_peek_fields (pl_finding_get_fix (finding, i), &fields);
      if (fields.kind == PL_FIX_SETTINGS && fields.keys == keys)
        return pl_finding_get_fix (finding, i);
    }

  return NULL;
}
