// SPDX-License-Identifier: GPL-3.0-or-later
/* The card of every cause that there is, whole, from the evidence that shows it. */
#include "check-layout.h"

#include "diagnosis/pl-diagnosis.h"
#include "wizard/check/pl-finding-card.h"
#include "wizard/parts/pl-column.h"
#include "wizard/window/pl-appearance.h"

#include <string.h>

static PlFinding *
judge (const char *file)
{
  g_autofree char *text = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return NULL;
  evidence = pl_evidence_from_text (text, NULL);
  findings = evidence != NULL ? pl_diagnosis_run (evidence) : NULL;
  return findings != NULL && findings->len > 0 ? g_object_ref (findings->pdata[0]) : NULL;
}

static GtkWidget *
open_card (PlFinding *finding, PlSetup *setup, GtkWidget **card)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *pane =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *column = g_object_new (PL_TYPE_COLUMN, NULL);

  *card = pl_finding_card_new (finding, setup, TRUE);
  gtk_box_append (GTK_BOX (box), *card);
  gtk_widget_add_css_class (box, "pl-page");
  gtk_widget_set_parent (box, column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (pane), column);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  pl_appearance_follow (window);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (window, is_mapped, NULL);
  return window;
}

static void
look_at_cause (const char *folder, const char *name, PlSetup *setup)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *code = g_strndup (name, strlen (name) - strlen (".evidence"));
  g_autofree char *state = g_strconcat ("card-", code, NULL);
  g_autoptr (PlFinding) finding = judge (file);
  GtkWidget *card = NULL;
  GtkWidget *window;

  /* What a mail program is at fault for shows in an account that works. */
  if (finding == NULL)
    return;
  window = open_card (finding, setup, &card);
  look_at_part (state, window, card, "light", 600);
  look_at_part (state, window, card, "large", 540);
  close_window (window);
}

/**
 * look_at_cards:
 * @folder: with the evidence files
 */
void
look_at_cards (const char *folder)
{
  g_autoptr (PlSetup) setup = pl_setup_new (network);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n_files = 0;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".evidence"))
      {
        n_files++;
        look_at_cause (folder, name, setup);
      }
  g_assert_cmpuint (n_files, >, 0);
}
