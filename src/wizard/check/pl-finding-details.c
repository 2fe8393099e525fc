// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands behind "Details" of a finding: the server's words, what was checked, the log. */
#include "wizard/check/pl-finding-details.h"

#include "wizard/check/pl-report-part.h"
#include "wizard/parts/pl-gradual.h"
#include "wizard/parts/pl-heading.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOG_LEAST_HEIGHT 80 /* pixels */
#define LOG_HEIGHT 220
#define SHORT_LOG 400 /* bytes */

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *heading = g_object_new (PL_TYPE_HEADING, "level", 3, "label", text, NULL);

  gtk_widget_add_css_class (heading, "pl-small-heading");
  gtk_box_append (box, heading);
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

/* Not a label: a log may be long, and a label looks at all of it before anything is seen. A text view
 * looks at what is on view. */
static GtkWidget *
make_log_view (const char *log, const char *title)
{
  GtkWidget *view = g_object_new (GTK_TYPE_TEXT_VIEW, "editable", FALSE, "cursor-visible", FALSE,
                                  "accepts-tab", FALSE, "wrap-mode", GTK_WRAP_WORD_CHAR, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), log, -1);
  gtk_widget_add_css_class (view, "pl-verbatim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return view;
}

/* As high as its few lines, and never scrolled: a text view learns its height only after it has got one,
 * and until then leaves room above or below. */
static GtkWidget *
make_short_log (const char *log, const char *title)
{
  GtkWidget *label = pl_label_new_verbatim (log);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  return label;
}

static GtkWidget *
make_long_log (const char *log, const char *title)
{
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                       "min-content-height", LOG_LEAST_HEIGHT, "max-content-height", LOG_HEIGHT,
                       "propagate-natural-height", TRUE, "focusable", FALSE, "child",
                       make_log_view (log, title), NULL);
}

static void
append_log (GtkBox *box, const char *log)
{
  /* Translators: heading above what was sent to the server and what came back */
  const char *title = _ ("Log, without your password");
  GtkWidget *shown =
      strlen (log) <= SHORT_LOG ? make_short_log (log, title) : make_long_log (log, title);

  add_heading (box, title);
  gtk_widget_add_css_class (shown, "pl-log");
  gtk_box_append (box, shown);
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
add_checked (GtkBox *box, const char *const *checked)
{
  GtkWidget *list;

  if (checked == NULL || checked[0] == NULL)
    return;

  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  /* Translators: heading above a list of what was tried to find the cause */
  add_heading (box, _ ("What was checked"));
  gtk_box_append (box, list);
  for (guint i = 0; checked[i] != NULL; i++)
    pl_gradual_append (GTK_BOX (list), pl_label_new (checked[i], NULL));
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

  gtk_widget_add_css_class (GTK_WIDGET (box), "pl-details");
  if (pl_finding_get_evidence (finding) != NULL)
    {
      /* Translators: heading above a server's literal answer, or what was seen */
      add_heading (box, _ ("What was seen, in technical words"));
      gtk_box_append (box, pl_label_new_verbatim (pl_finding_get_evidence (finding)));
    }
  add_checked (box, pl_finding_get_checked (finding));
  pl_finding_details_add_log (box, pl_finding_get_service (finding), evidence);
  if (setup != NULL)
    add_report (box, setup);

  return GTK_WIDGET (box);
}
