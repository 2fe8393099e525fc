// SPDX-License-Identifier: GPL-3.0-or-later
/* "Whom did we ask?", folded: every host that something was sent to. */
#include "wizard/check/pl-asked-list.h"

#include "base/pl-hostname.h"
#include "model/pl-asked-words.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

/* What everybody on the way can read is said to be so. */
static const char *
describe_protocol (const char *protocol)
{
  if (g_strcmp0 (protocol, "dns") == 0)
    /* Translators: stands in brackets behind a name server that was asked */
    return _ ("name service, not encrypted");
  return protocol != NULL ? protocol : "";
}

static void
add_host (GString *text, GHashTable *said, PlObservation *seen)
{
  const char *host = pl_observation_get (seen, PL_FACT_HOST);
  const char *port = pl_observation_get (seen, PL_FACT_PORT);
  const char *protocol = pl_observation_get (seen, PL_FACT_PROTOCOL);
  g_autofree char *shown = NULL;
  char *line;

  if (host == NULL)
    return;

  shown = pl_hostname_to_display (host);
  line = port != NULL ? g_strdup_printf ("%s · %s (%s)", shown, port, describe_protocol (protocol))
                      : g_strdup_printf ("%s (%s)", shown, describe_protocol (protocol));
  if (g_hash_table_add (said, line))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* Whom an earlier look-up has asked about another address is not in the list. */
static void
prepend_address (GString *text, PlAddress *address)
{
  /* Translators: above a list of hosts that were asked; %s is the e-mail address that it was about */
  g_autofree char *heading = g_strdup_printf (_ ("For %s:"), pl_address_get_text (address));

  g_string_prepend_c (text, '\n');
  g_string_prepend (text, heading);
}

/**
 * pl_asked_list_describe:
 * @evidence: (nullable):
 *
 * Returns: (transfer full): the address that it was about, and a line for each host and protocol, in the
 *   order in which they were asked
 */
char *
pl_asked_list_describe (PlEvidence *evidence)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; evidence != NULL && i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_HOST_ASKED)
        add_host (text, said, seen);
    }
  if (text->len == 0)
    g_string_append (text, pl_nobody_asked_to_words (evidence));
  else
    prepend_address (text, pl_proposal_get_address (pl_evidence_get_proposal (evidence)));

  return g_string_free (text, FALSE);
}

/**
 * pl_asked_list_show:
 *
 * Shows a text in the disclosure, line by line.
 */
void
pl_asked_list_show (PlDisclosure *list, const char *text)
{
  GtkWidget *label = pl_disclosure_get_child (list);

  if (label == NULL)
    {
      label = pl_label_new ("", "pl-asked");
      pl_disclosure_set_child (list, label);
    }
  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
fill (PlDisclosure *list, PlSetup *setup)
{
  g_autofree char *text = pl_asked_list_describe (pl_setup_get_evidence (setup));

  pl_asked_list_show (list, text);
}

static void
expanded_cb (PlDisclosure *list, GParamSpec *pspec, PlSetup *setup)
{
  if (pl_disclosure_get_expanded (list))
    fill (list, setup);
}

/**
 * pl_asked_list_new:
 *
 * Returns: folded; filled in when somebody looks
 */
GtkWidget *
pl_asked_list_new (PlSetup *setup)
{
  /* Translators: opens a list of hosts in the network */
  GtkWidget *list = g_object_new (PL_TYPE_DISCLOSURE, "label", _ ("_Whom did we ask?"), NULL);

  g_signal_connect_object (list, "notify::expanded", G_CALLBACK (expanded_cb), setup, 0);
  return list;
}

/**
 * pl_asked_list_update:
 *
 * Shows whom the last discovery or check asked; hides the list while nobody was.
 */
void
pl_asked_list_update (PlDisclosure *list, PlSetup *setup)
{
  gtk_widget_set_visible (GTK_WIDGET (list), pl_setup_get_evidence (setup) != NULL);
  if (pl_disclosure_get_expanded (list))
    fill (list, setup);
}
