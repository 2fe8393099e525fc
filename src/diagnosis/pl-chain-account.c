// SPDX-License-Identifier: GPL-3.0-or-later
/* The certificates of a server as a person reads them: label and value, one certificate after the
 * other, and what is to be thought of them. */
#include "diagnosis/pl-chain-account.h"

#include "diagnosis/pl-case-words-private.h"
#include "diagnosis/pl-chain-faults-private.h"
#include "diagnosis/pl-chain-words-private.h"

#include "base/pl-text.h"
#include "model/pl-fingerprint.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_NAMES 20 /* of a certificate in one row; shared hosts have hundreds */

static char *
make_line (const char *value)
{
  char *showable = value != NULL ? pl_text_make_showable (value, -1) : NULL;

  return showable != NULL ? g_strdelimit (showable, "\n", ' ') : NULL;
}

static char *
show_names (const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = pl_case_words_list_names (text, value, MOST_NAMES);

  if (n > MOST_NAMES)
    {
      guint left = n - MOST_NAMES;

      g_string_append (text, ", ");
      g_string_append_printf (
          /* Translators: ends a list of host names in a certificate */
          text, ngettext ("and %u more", "and %u more", left), left);
    }

  return make_line (text->str);
}

/* "RSA 2048" as "RSA, 2048 bits". */
static char *
show_key (const char *value)
{
  const char *bits = strrchr (value, ' ');
  guint64 number = 0;
  g_autofree char *kind = NULL;

  if (bits == NULL || !g_ascii_string_to_unsigned (bits + 1, 10, 1, G_MAXUINT, &number, NULL))
    return make_line (value);

  kind = g_strndup (value, (gsize) (bits - value));
  /* Translators: the key of a certificate, such as “RSA, 2048 bits” */
  return g_strdup_printf (_ ("%s, %u bits"), kind, (guint) number);
}

/* --- Rows --- */

static const struct
{
  const char *key;
  const char *label;
  PlFact fact;
  char *(*show) (const char *value);
  gboolean verbatim;
} known[] = {
  /* Translators: a row of a certificate: whose it is */
  { "subject", N_ ("Issued to"), PL_FACT_SUBJECT, pl_case_words_format_whole_name, FALSE },
  /* Translators: a row of a certificate: the host names it is good for */
  { "names", N_ ("For the names"), PL_FACT_NAMES, show_names, FALSE },
  /* Translators: a row of a certificate: who signed it */
  { "issuer", N_ ("Issued by"), PL_FACT_ISSUER, pl_case_words_format_whole_name, FALSE },
  /* Translators: a row of a certificate, followed by a date */
  { "valid-from", N_ ("Valid from"), PL_FACT_NOT_BEFORE, pl_case_words_format_date, FALSE },
  /* Translators: a row of a certificate, followed by a date */
  { "valid-until", N_ ("Valid until"), PL_FACT_NOT_AFTER, pl_case_words_format_date, FALSE },
  /* Translators: a row of a certificate: kind and length of its key */
  { "key", N_ ("Key"), PL_FACT_KEY, show_key, FALSE },
  /* Translators: a row of a certificate: the kind of its signature */
  { "signature", N_ ("Signature"), PL_FACT_SIGNATURE, make_line, FALSE },
  /* Translators: a row of a certificate: what is compared letter by letter */
  { "sha256", N_ ("Fingerprint (SHA-256)"), PL_FACT_SHA256, pl_fingerprint_format, TRUE },
};

static void
clear_value (gpointer data)
{
  g_free ((char *) ((PlChainRow *) data)->value);
}

static GArray *
make_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (PlChainRow));

  g_array_set_clear_func (rows, clear_value);
  return rows;
}

static void
add_row (GArray *rows, const char *key, const char *label, char *value, gboolean verbatim)
{
  PlChainRow row = { key, label, value, verbatim };

  if (value == NULL || *value == '\0')
    g_free (value);
  else
    g_array_append_val (rows, row);
}

static PlChainCertificate *
make_certificate (PlChainRole role, GArray *rows)
{
  static const char *const titles[] = {
    /* Translators: heading over the facts of a certificate */
    [PL_CHAIN_ROLE_SERVER] = N_ ("The server's own certificate"),
    /* Translators: heading over the facts of a certificate that the server sent along */
    [PL_CHAIN_ROLE_ISSUER] = N_ ("Vouches for the one above"),
    /* Translators: heading over the facts of a certificate that the server sent along */
    [PL_CHAIN_ROLE_ROOT] = N_ ("The authority at the end"),
    /* Translators: heading over the facts of a certificate that the server sent along */
    [PL_CHAIN_ROLE_BESIDE] = N_ ("Sent along, and not needed"),
    /* Translators: heading over the little that is known of a certificate that was not sent */
    [PL_CHAIN_ROLE_MISSING] = N_ ("Missing: the server does not send it"),
  };

  return pl_chain_certificate_new (role, _ (titles[role]), (PlChainRow *) (gpointer) rows->data,
                                   rows->len);
}

static PlChainCertificate *
read_certificate (PlObservation *observation, PlChainRole role)
{
  g_autoptr (GArray) rows = make_rows ();

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const char *value = pl_observation_get (observation, known[i].fact);

      if (value != NULL && *value != '\0')
        add_row (rows, known[i].key, _ (known[i].label), known[i].show (value), known[i].verbatim);
    }

  return make_certificate (role, rows);
}

/* Where the missing one lies stands in the one that it issued. It is told and not fetched: what comes
 * from there comes by plain http, and would mend this computer only, not the server. */
static PlChainCertificate *
read_missing (PlObservation *last)
{
  g_autoptr (GArray) rows = make_rows ();
  const char *subject = pl_observation_get (last, PL_FACT_ISSUER);

  add_row (rows, "subject", _ ("Issued to"),
           subject != NULL ? pl_case_words_format_whole_name (subject) : NULL, FALSE);
  /* Translators: a row of a missing certificate, followed by a web address */
  add_row (rows, "address", _ ("Can be found at"),
           make_line (pl_observation_get (last, PL_FACT_AIA)), TRUE);
  return make_certificate (PL_CHAIN_ROLE_MISSING, rows);
}

/* The way up in its order, then what has no place on it. */
static GPtrArray *
read_certificates (const PlChainPath *path, const PlLane *lane)
{
  GPtrArray *certificates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < path->n; i++)
    if (path->roles[i] != PL_CHAIN_ROLE_BESIDE)
      g_ptr_array_add (certificates, read_certificate (path->list[i], path->roles[i]));
  if (pl_chain_path_lacks_issuer (path, lane))
    g_ptr_array_add (certificates, read_missing (path->last));
  for (guint i = 0; i < path->n; i++)
    if (path->roles[i] == PL_CHAIN_ROLE_BESIDE)
      g_ptr_array_add (certificates, read_certificate (path->list[i], PL_CHAIN_ROLE_BESIDE));

  return certificates;
}

static const char *
get_trust (const PlLane *lane)
{
  static const char *const trusts[] = { "system", "pinned" };
  const char *trust = lane->trust != NULL ? pl_observation_get (lane->trust, PL_FACT_TRUST) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (trusts); i++)
    if (g_strcmp0 (trust, trusts[i]) == 0)
      return trusts[i];

  return "none";
}

static PlChain *
read_chain (PlCase *facts, const PlLane *lane)
{
  PlChainPath path;
  g_auto (PlChainFaults) faults = { .n = 0 };
  g_autoptr (GPtrArray) certificates = NULL;
  g_autofree char *verdict = NULL;
  PlChainFields fields = {
    .service = lane->server.service,
    .host = lane->server.host,
    .port = lane->server.port,
    .trust = get_trust (lane),
  };

  pl_chain_path_follow (&path, facts, lane);
  pl_chain_faults_find (&faults, facts, lane, &path);
  certificates = read_certificates (&path, lane);
  verdict = pl_chain_words_judge (facts, lane, &path);
  fields.accepted =
      lane->trust != NULL && pl_observation_get_outcome (lane->trust) == PL_OUTCOME_ACCEPTED;
  fields.issuer_trusted = pl_chain_words_trust_issuer (facts, lane);
  fields.verdict = verdict;
  fields.certificates = certificates;
  fields.faults = faults.list;
  fields.n_faults = faults.n;
  return pl_chain_new (&fields);
}

/**
 * pl_chain_account_read:
 *
 * Returns: (transfer full) (nullable): what the server of @direction showed of itself, and what is to
 *   be thought of it; %NULL when no certificate was seen
 */
PlChain *
pl_chain_account_read (PlEvidence *evidence, PlDirection direction)
{
  g_autoptr (PlCase) facts = pl_case_new (evidence);
  const PlLane *lane = &facts->lanes[direction];

  return lane->certificate != NULL && lane->server.host != NULL ? read_chain (facts, lane) : NULL;
}
