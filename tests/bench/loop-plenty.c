// SPDX-License-Identifier: GPL-3.0-or-later
/* More of everything than a check has ever brought. */
#include "loop-plenty.h"

#include "loop-timer.h"
#include "model/pl-address.h"
#include "wizard/check/pl-finding-details.h"
#include "wizard/check/pl-finding-list.h"

#define LOG_LINES 5000

static const char *const steps[] = {
  "Look whether the name of the server is what your provider says",
  "Change the port to one of those that your provider lists",
  "Check again",
  NULL,
};

static const char *const checked[] = {
  "Port 993 on mail.example.org was tried: it answers, encrypted (SSL/TLS)",
  "Port 143 on mail.example.org was tried: nothing answers",
  "The same port of another provider was tried: it answers",
  NULL,
};

static const char *const codes[] = { "wrong-port", "port-blocked", NULL };
static const char *const titles[] = { "Port 994 is not the right one",
                                      "Port 994 is blocked on the way", NULL };
static const char *const explanations[] = {
  "Nothing on mail.example.org accepts connections on 994. On 993 the incoming server answers.",
  "mail.example.org answers on 993; on 994 nothing arrives. Usually that is the router.", NULL
};

void
plenty_add_findings (GListStore *findings, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const PlFindingFields fields = {
        .code = "wrong-port",
        .service = i % 2 == 0 ? PL_SERVICE_IMAP : PL_SERVICE_SMTP,
        .stage = PL_STAGE_CONNECT,
        .severity = i < n / 2 ? PL_SEVERITY_ERROR : PL_SEVERITY_WARNING,
        .certainty = PL_CERTAINTY_LIKELY,
        .title = "mail.example.org does not answer where it was expected to",
        .explanation =
            "Nothing on mail.example.org accepts connections on 994. On 993 the incoming "
            "server answers, encrypted (SSL/TLS). Your password was not sent.",
        .steps = steps,
        .evidence = "connect: refused, 192.0.2.7, 2001:db8::7, after 31 ms",
        .checked = checked,
        .alternatives = codes,
        .alternative_titles = titles,
        .alternative_explanations = explanations,
      };
      g_autoptr (PlFinding) finding = pl_finding_new (&fields);

      g_list_store_append (findings, finding);
    }
}

/* Made beforehand; shown in a step. */
static struct
{
  GtkWidget *window; /* borrowed: GTK's until it is destroyed */
  GtkWidget *content; /* borrowed: a child */
  GListStore *findings; /* borrowed */
  PlSetup *setup; /* borrowed */
  PlEvidence *talk; /* owned, until the program ends */
} plenty;

static void
make_window (GtkWidget *content)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  plenty.window = g_object_new (GTK_TYPE_WINDOW, "default-width", 720, "default-height", 620, NULL);
  plenty.content = content;
  gtk_widget_add_css_class (plenty.window, "postlotse");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);
  gtk_window_set_child (GTK_WINDOW (plenty.window), scrolled);
  gtk_window_present (GTK_WINDOW (plenty.window));
  loop_timer_run (500);
}

/**
 * plenty_begin:
 *
 * Opens a window with an empty list.
 */
void
plenty_begin (GListStore *findings, PlSetup *setup)
{
  plenty.findings = findings;
  plenty.setup = setup;
  make_window (g_object_new (PL_TYPE_FINDING_LIST, NULL));
}

GtkWidget *
plenty_get_window (void)
{
  return plenty.window;
}

void
plenty_show_findings (GtkWidget *unused, const char *unused_too)
{
  pl_finding_list_show (PL_FINDING_LIST (plenty.content), G_LIST_MODEL (plenty.findings),
                        plenty.setup, TRUE);
}

static PlEvidence *
make_talk (void)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, NULL, NULL, NULL);
  GPtrArray *observations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < LOG_LINES; i++)
    {
      const PlObservationFields seen = {
        .service = PL_SERVICE_IMAP,
        .stage = PL_STAGE_MAILBOX,
        .sight = PL_SIGHT_LINE,
        .facts = { [PL_FACT_DIRECTION] = "received",
                   [PL_FACT_TEXT] = "* LIST (\\HasNoChildren \\Subscribed) \"/\" "
                                    "\"A mailbox with a long name/and another one below it\"" },
      };

      g_ptr_array_add (observations, pl_observation_new (&seen));
    }
  return pl_evidence_new (proposal, 0, observations);
}

/**
 * plenty_begin_log:
 *
 * Opens an empty window, for a log.
 */
void
plenty_begin_log (void)
{
  plenty.talk = make_talk ();
  make_window (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
}

void
plenty_show_log (GtkWidget *unused, const char *unused_too)
{
  pl_finding_details_add_log (GTK_BOX (plenty.content), PL_SERVICE_IMAP, plenty.talk);
}
