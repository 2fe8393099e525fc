// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands behind the details of one direction: how the connection was protected, whose certificate
 * the server showed, and what was said. */
#include "wizard/check/pl-lane-details.h"

#include "wizard/check/pl-certificate-card.h"
#include "wizard/check/pl-finding-details.h"
#include "wizard/parts/pl-gradual.h"
#include "wizard/parts/pl-label.h"

#include <glib/gi18n.h>

static PlObservation *
find (PlSetup *setup, PlService service, PlSight sight)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);

  return evidence != NULL ? pl_evidence_find_last (evidence, service, sight) : NULL;
}

/* Where the connection went, of several addresses. */
static PlObservation *
find_dial (PlSetup *setup, PlService service)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);

  for (guint i = pl_evidence_get_n_observations (evidence); i > 0; i--)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i - 1);

      if (pl_observation_get_sight (seen) == PL_SIGHT_DIAL &&
          pl_observation_get_service (seen) == service && pl_observation_get_probe (seen) == 0 &&
          pl_observation_get_outcome (seen) == PL_OUTCOME_CONNECTED)
        return seen;
    }

  return NULL;
}

static void
add_connection (GtkBox *box, PlSetup *setup, PlService service)
{
  PlObservation *dial = find_dial (setup, service);
  PlObservation *tls = find (setup, service, PL_SIGHT_TLS);
  const char *address = dial != NULL ? pl_observation_get (dial, PL_FACT_ADDRESS) : NULL;
  const char *version = tls != NULL ? pl_observation_get (tls, PL_FACT_VERSION) : NULL;
  const char *cipher = tls != NULL ? pl_observation_get (tls, PL_FACT_CIPHER) : NULL;

  if (address != NULL)
    {
      /* Translators: in the details of a connection; %s is an IP address */
      g_autofree char *text = g_strdup_printf (_ ("Connected to %s"), address);

      gtk_box_append (box, pl_label_new (text, NULL));
    }
  if (version != NULL && cipher != NULL)
    {
      /* Translators: in the details of a connection; a version of TLS, and a cipher */
      g_autofree char *text = g_strdup_printf (_ ("Encrypted with %s, %s"), version, cipher);

      gtk_box_append (box, pl_label_new (text, NULL));
    }
}

/**
 * pl_lane_details_is_anything_known:
 *
 * Returns: whether a server was reached there: before that there is nothing to tell
 */
gboolean
pl_lane_details_is_anything_known (PlSetup *setup, PlService service)
{
  return pl_setup_get_evidence (setup) != NULL && find_dial (setup, service) != NULL;
}

/**
 * pl_lane_details_new:
 * @service: one that is known of, see pl_lane_details_is_anything_known()
 */
GtkWidget *
pl_lane_details_new (PlSetup *setup, PlService service)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  GtkBox *certificate = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  g_autoptr (PlChain) chain = pl_setup_dup_chain (setup, pl_service_get_direction (service));

  gtk_widget_add_css_class (GTK_WIDGET (box), "pl-details");
  add_connection (box, setup, service);
  gtk_box_append (box, GTK_WIDGET (certificate));
  if (chain != NULL)
    pl_gradual_append (certificate, pl_certificate_card_new (chain));
  pl_finding_details_add_log (box, service, pl_setup_get_evidence (setup));
  return GTK_WIDGET (box);
}
