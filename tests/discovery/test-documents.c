// SPDX-License-Identifier: GPL-3.0-or-later
/* The sources that fetch a document, as far as that shows without a web server on port 443; the lab has
 * one (tests/server). */
#include "discovery/pl-document-private.h"

#include "net/evidence.h"
#include "source-lab.h"

#include <arpa/nameser.h>
#include <string.h>

typedef struct
{
  const char *name;
  PlOutcome (*run) (const PlSourceContext *context, GPtrArray *proposals, GError **error);
  const char *hosts[2]; /* whose addresses are looked up */
} SourceRow;

static const SourceRow sources[] = {
  { "autoconfig", pl_source_autoconfig, { "autoconfig.example.org" } },
  { "well-known", pl_source_well_known, { "example.org" } },
  { "ispdb", pl_source_ispdb, { "autoconfig.thunderbird.net" } },
  { "ispdb-mx", pl_source_ispdb_mx, { NULL } },
  { "autodiscover", pl_source_autodiscover, { "autodiscover.example.org", "example.org" } },
  { "pacc", pl_source_pacc, { NULL } },
};

static guint
count_address_lookups (SourceLab *lab, const char *host)
{
  const GPtrArray *seen = pl_recorder_peek (lab->recorder);
  guint n = 0;

  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_NAME &&
        g_strcmp0 (pl_observation_get (seen->pdata[i], PL_FACT_RECORD), "address") == 0 &&
        (host == NULL || g_strcmp0 (pl_observation_get (seen->pdata[i], PL_FACT_NAME), host) == 0))
      n++;
  return n;
}

/* Where nothing exists, a source looks up the names that are its own, and nobody is asked for more. A
 * domain without a mail exchanger or without a record that vouches is not even looked up. */
static void
test_names (gconstpointer data)
{
  const SourceRow *row = data;
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_hosts = 0;

  source_lab_set_up (&lab);
  g_assert_cmpint (row->run (&lab.context, lab.proposals, &error), ==, PL_OUTCOME_NO_SUCH_NAME);
  g_assert_no_error (error);
  for (; n_hosts < G_N_ELEMENTS (row->hosts) && row->hosts[n_hosts] != NULL; n_hosts++)
    g_assert_cmpuint (count_address_lookups (&lab, row->hosts[n_hosts]), ==, 1);
  g_assert_cmpuint (count_address_lookups (&lab, NULL), ==, n_hosts);
  g_assert_cmpuint (lab.proposals->len, ==, 0);
  g_assert_false (evidence_mentions (lab.recorder, "https"));
  g_assert_false (evidence_mentions (lab.recorder, "nna"));
}

static void
test_practice (gconstpointer data)
{
  const SourceRow *row = data;
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;
  PlOutcome outcome;

  source_lab_set_up (&lab);
  source_lab_use_network (&lab, pl_network_new_practice (NULL, 0, NULL));
  outcome = row->run (&lab.context, lab.proposals, &error);
  g_assert_no_error (error);
  g_assert_true (outcome == PL_OUTCOME_NO_DATA || outcome == PL_OUTCOME_NO_SUCH_NAME);
  g_assert_cmpuint (pl_recorder_peek (lab.recorder)->len, ==, 0);
}

static void
test_cancelled (gconstpointer data)
{
  const SourceRow *row = data;
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;

  source_lab_set_up (&lab);
  g_cancellable_cancel (lab.cancellable);
  g_assert_cmpint (row->run (&lab.context, lab.proposals, &error), ==, PL_OUTCOME_CANCELLED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (lab.proposals->len, ==, 0);
}

/* A name server that says nothing costs the time there is and no more, and is no error. */
static void
test_silent (gconstpointer data)
{
  const SourceRow *row = data;
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;

  source_lab_set_up (&lab);
  mock_resolver_set_silent (lab.resolver);
  name_server_set_trouble (lab.server, -1);
  lab.deadline = pl_deadline_in (300);
  g_assert_cmpint (row->run (&lab.context, lab.proposals, &error), ==, PL_OUTCOME_SILENT);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - lab.deadline.at, <, 3 * G_USEC_PER_SEC);
}

/* Both places are asked at once: each has the whole time, and the second does not wait for the first. */
static void
test_two_places (void)
{
  g_auto (SourceLab) lab = { 0 };
  const GPtrArray *seen;
  gint64 began_at = g_get_monotonic_time ();

  source_lab_set_up (&lab);
  mock_resolver_set_silent (lab.resolver);
  name_server_set_trouble (lab.server, -1);
  lab.deadline = pl_deadline_in (600);
  g_assert_cmpint (pl_source_autodiscover (&lab.context, lab.proposals, NULL), ==,
                   PL_OUTCOME_SILENT);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 3 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_address_lookups (&lab, "autodiscover.example.org"), ==, 1);
  g_assert_cmpuint (count_address_lookups (&lab, "example.org"), ==, 1);

  seen = pl_recorder_peek (lab.recorder);
  for (guint i = 0; i < seen->len; i++)
    if (pl_observation_get_sight (seen->pdata[i]) == PL_SIGHT_NAME)
      g_assert_cmpint (pl_observation_get_int (seen->pdata[i], PL_FACT_MS, 0), >, 400);
}

static void
test_hosters (void)
{
  static const struct
  {
    const char *exchanger;
    const char *domain;
    const char *names; /* separated by blanks */
  } rows[] = {
    { "mx.hoster.net", "example.org", "hoster.net" },
    { "hoster.net", "example.org", "hoster.net" },
    { "mx.hoster.co.uk", "example.org", "hoster.co.uk" },
    { "a.mail.protection.outlook.com", "example.org", "mail.protection.outlook.com outlook.com" },
    { "mx1.mail.hoster.net", "mail.hoster.net", "hoster.net" },
    { "mx.example.org", "example.org", "" },
    { "mx1.in.example.org", "example.org", "" },
    { "mx.example.org", "sub.example.org", "example.org" },
    { "mailserver", "example.org", "" },
    { "co.uk", "example.org", "" },
    { "192.0.2.1", "example.org", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) names = pl_ispdb_list_hosters (rows[i].exchanger, rows[i].domain);
      g_autofree char *text = g_strjoinv (" ", names);

      g_assert_cmpstr (text, ==, rows[i].names);
    }
}

/* The directory is not asked twice for what it was asked for already. */
static void
test_own_exchanger (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;

  source_lab_set_up (&lab);
  name_server_add_record (lab.server, "example.org", ns_t_mx, "10 mx.example.org");
  g_assert_cmpint (pl_source_ispdb_mx (&lab.context, lab.proposals, &error), ==,
                   PL_OUTCOME_NO_DATA);
  g_assert_no_error (error);
  g_assert_cmpuint (count_address_lookups (&lab, NULL), ==, 0);
}

/* What came is parsed, or the reason is given. */
static void
test_parse (void)
{
  static const char whole[] = "<clientConfig><emailProvider/></clientConfig>";
  static const char page[] = "<html></html>";
  static const char *const documents[] = { whole, page, "" };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GBytes) document = g_bytes_new (documents[i], strlen (documents[i]));
      const char *reason = NULL;
      const PlSourceContext context = { .reason = &reason };
      const PlSourceContext careless = { 0 };
      g_autoptr (PlConfig) config = NULL;
      g_autoptr (PlConfig) again = NULL;
      PlOutcome outcome = pl_document_parse (&context, document, pl_autoconfig_parse, &config);

      g_assert_cmpint (outcome, ==, i == 0 ? PL_OUTCOME_FOUND : PL_OUTCOME_VIOLATION);
      g_assert_cmpint (config != NULL, ==, i == 0);
      g_assert_cmpstr (reason, ==, i == 0 ? NULL : "document");
      g_assert_cmpint (pl_document_parse (&careless, document, pl_autoconfig_parse, &again), ==,
                       outcome);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *names = g_strconcat ("/documents/names/", sources[i].name, NULL);
      g_autofree char *practice = g_strconcat ("/documents/practice/", sources[i].name, NULL);
      g_autofree char *cancelled = g_strconcat ("/documents/cancelled/", sources[i].name, NULL);
      g_autofree char *silent = g_strconcat ("/documents/silent/", sources[i].name, NULL);

      g_test_add_data_func (names, &sources[i], test_names);
      g_test_add_data_func (practice, &sources[i], test_practice);
      g_test_add_data_func (cancelled, &sources[i], test_cancelled);
      g_test_add_data_func (silent, &sources[i], test_silent);
    }
  g_test_add_func ("/documents/two-places", test_two_places);
  g_test_add_func ("/documents/hosters", test_hosters);
  g_test_add_func ("/documents/own-exchanger", test_own_exchanger);
  g_test_add_func ("/documents/parse", test_parse);
  return g_test_run ();
}
