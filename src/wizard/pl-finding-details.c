// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands behind "Details" of a finding: the server's words, what was checked, the log. */
#include "wizard/pl-finding-details.h"

#include "wizard/pl-heading.h"
#include "wizard/pl-report-part.h"

#include <glib/gi18n.h>

#define LOG_LEAST_HEIGHT 80 /* pixels */
#define LOG_HEIGHT 220

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label", text, NULL);

  gtk_widget_add_css_class (heading, "pl-small-heading");
  gtk_box_append (box, heading);
}

static GtkWidget *
make_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_verbatim (const char *text)
{
  GtkWidget *label = make_text (text, "pl-verbatim");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

/**
 * pl_finding_details_make_log:
 * @service: whose lines; %PL_SERVICE_ACCOUNT for all
 *
 * Returns: (transfer full): what went over the line, without secrets, one line each: "→" sent, "←"
 *   received
 */
char *
pl_finding_details_make_log (PlService service, PlEvidence *evidence)
{
  GString *log = g_string_new (NULL);

  for (guint i = 0; evidence != NULL && i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *observation = pl_evidence_get_observation (evidence, i);
      const char *text = pl_observation_get (observation, PL_FACT_TEXT);

      if (pl_observation_get_sight (observation) != PL_SIGHT_LINE || text == NULL ||
          (service != PL_SERVICE_ACCOUNT && pl_observation_get_service (observation) != service))
        continue;

      g_string_append_printf (
          log, "%s%s %s", log->len > 0 ? "\n" : "",
          pl_observation_has_word (observation, PL_FACT_DIRECTION, "sent") ? "→" : "←", text);
    }
  return g_string_free (log, FALSE);
}

static void
append_log (GtkBox *box, const char *log)
{
  GtkWidget *label = make_verbatim (log);
  GtkWidget *scrolled =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                    "min-content-height", LOG_LEAST_HEIGHT, "max-content-height", LOG_HEIGHT,
                    "propagate-natural-height", TRUE, "child", label,
                    /* It takes the focus, and only what has a role can have a name. */
                    "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  /* Translators: heading above what was sent to the server and what came back */
  const char *title = _ ("Log, without your password");

  add_heading (box, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_add_css_class (scrolled, "pl-log");
  gtk_box_append (box, scrolled);
}

/**
 * pl_finding_details_add_log:
 *
 * Adds the log of one service below its heading, where anything was said.
 */
void
pl_finding_details_add_log (GtkBox *box, PlService service, PlEvidence *evidence)
{
  g_autofree char *log = pl_finding_details_make_log (service, evidence);

  if (*log != '\0')
    append_log (box, log);
}

static void
add_report (GtkBox *box, PlSetup *setup)
{
  /* Translators: heading above the button that copies a report */
  add_heading (box, _ ("Report for support"));
  gtk_box_append (box, pl_report_part_new (setup));
}

/**
 * pl_finding_details_new:
 * @setup: (nullable): whose check led to @finding; %NULL when none did, so that there is nothing to
 *   report
 */
GtkWidget *
pl_finding_details_new (PlFinding *finding, PlSetup *setup)
{
  PlEvidence *evidence = setup != NULL ? pl_setup_get_evidence (setup) : NULL;
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  const char *const *checked = pl_finding_get_checked (finding);

  gtk_widget_add_css_class (GTK_WIDGET (box), "pl-details");
  if (pl_finding_get_evidence (finding) != NULL)
    {
      /* Translators: heading above a server's literal answer, or what was seen */
      add_heading (box, _ ("What was seen"));
      gtk_box_append (box, make_verbatim (pl_finding_get_evidence (finding)));
    }
  if (checked != NULL && checked[0] != NULL)
    {
      /* Translators: heading above a list of what was tried to find the cause */
      add_heading (box, _ ("What was checked"));
      for (guint i = 0; checked[i] != NULL; i++)
        gtk_box_append (box, make_text (checked[i], NULL));
    }
  pl_finding_details_add_log (box, pl_finding_get_service (finding), evidence);
  if (setup != NULL)
    add_report (box, setup);

  return GTK_WIDGET (box);
}
