// SPDX-License-Identifier: GPL-3.0-or-later
/* The chains in the report for support: in technical words, for somebody who knows them, and below what
 * is wrong with them. */
#include "diagnosis/pl-report-parts-private.h"

#include "diagnosis/pl-chain-account.h"

#include "model/pl-words.h"

#include <glib/gi18n.h>

#define MOST_CERTIFICATES 4 /* of a chain */

static void
write_certificate (PlReportPage *page, PlObservation *seen)
{
  g_autofree char *validity =
      g_strdup_printf ("%s – %s", pl_observation_get (seen, PL_FACT_NOT_BEFORE),
                       pl_observation_get (seen, PL_FACT_NOT_AFTER));

  /* Translators: in a report, of a certificate: for whom it is; technical words follow */
  pl_report_page_pair (page, 4, _ ("Subject"), pl_observation_get (seen, PL_FACT_SUBJECT));
  /* Translators: in a report, of a certificate: the names of hosts follow */
  pl_report_page_pair (page, 6, _ ("Names"), pl_observation_get (seen, PL_FACT_NAMES));
  /* Translators: in a report, of a certificate: who signed it */
  pl_report_page_pair (page, 6, _ ("Issuer"), pl_observation_get (seen, PL_FACT_ISSUER));
  /* Translators: in a report, of a certificate: two dates follow */
  pl_report_page_pair (page, 6, _ ("Valid"), validity);
  pl_report_page_pair (page, 6, "SHA-256", pl_observation_get (seen, PL_FACT_SHA256));
  if (pl_observation_get_int (seen, PL_FACT_INDEX, 0) > 0)
    return;

  /* Translators: in a report, of a certificate: kind and length of the key follow */
  pl_report_page_pair (page, 6, _ ("Key"), pl_observation_get (seen, PL_FACT_KEY));
  /* Translators: in a report, of a certificate: the technical name of its signature follows */
  pl_report_page_pair (page, 6, _ ("Signature"), pl_observation_get (seen, PL_FACT_SIGNATURE));
}

/* What exactly is wrong, and with which of them. */
static void
write_faults (PlReportPage *page, PlEvidence *evidence, PlService service)
{
  g_autoptr (PlChain) chain = pl_chain_account_read (evidence, pl_service_get_direction (service));
  guint n = 0;
  const PlChainFault *faults = chain != NULL ? pl_chain_get_faults (chain, &n) : NULL;

  for (guint i = 0; i < n; i++)
    pl_report_page_line (page, 6, faults[i].text);
}

static void
write_encryption (PlReportPage *page, PlObservation *tls)
{
  const char *cipher = pl_observation_get (tls, PL_FACT_CIPHER);
  const char *version = pl_observation_get (tls, PL_FACT_VERSION);
  g_autofree char *both =
      g_strdup_printf ("%s%s%s", version != NULL ? version : "", cipher != NULL ? ", " : "",
                       cipher != NULL ? cipher : "");

  /* Translators: in a report: such as “TLS1.3, AES-256-GCM” follows */
  pl_report_page_pair (page, 4, _ ("Encryption"), both);
}

/* Each chain once, with the judgement on it below. */
static void
write_certificates_of (PlReportPage *page, PlEvidence *evidence, PlService service)
{
  PlObservation *trust = pl_evidence_find_last (evidence, service, PL_SIGHT_TRUST);
  PlObservation *tls = pl_evidence_find_last (evidence, service, PL_SIGHT_TLS);
  guint n = 0;

  if (trust == NULL)
    return;

  pl_report_page_fixed (page, 2, pl_service_to_words (service));
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *seen = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (seen) == PL_SIGHT_CERTIFICATE &&
          pl_observation_get_probe (seen) == 0 && pl_observation_get_service (seen) == service &&
          n++ < MOST_CERTIFICATES)
        write_certificate (page, seen);
    }
  if (pl_observation_get_outcome (trust) == PL_OUTCOME_ACCEPTED)
    {
      /* Translators: in a report, of a chain of certificates */
      pl_report_page_fixed (page, 4, _ ("The chain was accepted."));
    }
  else
    {
      /* Translators: in a report, of a chain of certificates; technical words follow */
      pl_report_page_pair (page, 4, _ ("The chain was not accepted"),
                           pl_observation_get (trust, PL_FACT_WORDS));
      write_faults (page, evidence, service);
    }
  if (tls != NULL)
    write_encryption (page, tls);
}

/**
 * pl_report_certificates_write:
 *
 * Writes what each server showed of itself; nothing where no server came that far.
 */
void
pl_report_certificates_write (PlReportPage *page, PlEvidence *evidence)
{
  gboolean any = FALSE;

  for (int i = PL_SERVICE_IMAP; i <= PL_SERVICE_SMTP; i++)
    any = any || pl_evidence_find_last (evidence, (PlService) i, PL_SIGHT_TRUST) != NULL;
  if (!any)
    return;

  /* Translators: heading in a report */
  pl_report_page_heading (page, _ ("Certificates"));
  for (int i = PL_SERVICE_IMAP; i <= PL_SERVICE_SMTP; i++)
    write_certificates_of (page, evidence, (PlService) i);
}
