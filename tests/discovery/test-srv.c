// SPDX-License-Identifier: GPL-3.0-or-later
/* SRV records: what they mean, as a table; and how they are asked for. */
#include "discovery/pl-srv-private.h"

#include "source-lab.h"

#include <arpa/nameser.h>

/* `10 5 993 imap.example.org`: as a zone file has it. */
static PlDnsRecord *
make_record (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 4);
  PlDnsRecord *record = g_new0 (PlDnsRecord, 1);

  record->type = PL_DNS_SRV;
  record->priority = (guint16) g_ascii_strtoull (words[0], NULL, 10);
  record->weight = (guint16) g_ascii_strtoull (words[1], NULL, 10);
  record->port = (guint16) g_ascii_strtoull (words[2], NULL, 10);
  record->target = g_strdup (words[3]);
  return record;
}

#define SMTPS "_submissions 0 1 465 smtp.example.org"

static const struct
{
  const char *what;
  PlService incoming;
  const char *records;
  const char *proposed;
} rows[] = {
  { "nothing", PL_SERVICE_IMAP, "", "" },
  { "the usual", PL_SERVICE_IMAP, "_imaps 0 1 993 imap.example.org; " SMTPS,
    "imap imap.example.org:993 tls, smtp smtp.example.org:465 tls" },
  { "implicit TLS before STARTTLS", PL_SERVICE_IMAP,
    "_imaps 20 1 993 a.example.org; _imap 10 1 143 b.example.org; "
    "_submission 0 1 587 c.example.org; " SMTPS,
    "imap a.example.org:993 tls, smtp smtp.example.org:465 tls" },
  { "STARTTLS where there is nothing else", PL_SERVICE_IMAP,
    "_imap 10 1 143 b.example.org; _submission 0 1 587 c.example.org",
    "imap b.example.org:143 starttls, smtp c.example.org:587 starttls" },
  { "one that is not offered", PL_SERVICE_IMAP,
    "_imaps 0 0 0 .; _imap 10 1 143 b.example.org; _pop3s 0 0 0 .; _pop3 0 0 0 .; " SMTPS,
    "imap b.example.org:143 starttls, smtp smtp.example.org:465 tls" },
  { "all that is not offered", PL_SERVICE_IMAP,
    "_imaps 0 0 0 .; _imap 0 0 0 .; _pop3s 0 0 0 .; _pop3 0 0 0 .; _submissions 0 0 0 .; "
    "_submission 0 0 0 .",
    "" },
  { "the first of several", PL_SERVICE_IMAP,
    "_imaps 10 9 993 heavy.example.org; _imaps 10 1 993 light.example.org; "
    "_imaps 20 99 993 spare.example.org; " SMTPS,
    "imap heavy.example.org:993 tls, smtp smtp.example.org:465 tls" },
  { "what cannot be a server is passed over", PL_SERVICE_IMAP,
    "_imaps 0 1 0 zero.example.org; _imaps 5 1 993 localhost; "
    "_imaps 9 1 993 imap.example.org; " SMTPS,
    "imap imap.example.org:993 tls, smtp smtp.example.org:465 tls" },
  { "a port of its own", PL_SERVICE_IMAP,
    "_imaps 0 1 4993 imap.example.org; _submission 0 1 2587 smtp.example.org",
    "imap imap.example.org:4993 tls, smtp smtp.example.org:2587 starttls" },
  { "a usual port is right where the name is not", PL_SERVICE_IMAP,
    "_imap 0 1 993 imap.example.org; _submission 0 1 465 smtp.example.org",
    "imap imap.example.org:993 tls, smtp smtp.example.org:465 tls" },
  { "the wanted service first, the other behind it", PL_SERVICE_POP3,
    "_imaps 0 1 993 imap.example.org; _pop3s 0 1 995 pop.example.org; " SMTPS,
    "pop3 pop.example.org:995 tls, smtp smtp.example.org:465 tls; "
    "imap imap.example.org:993 tls, smtp smtp.example.org:465 tls" },
  { "the other service where it is all there is", PL_SERVICE_POP3,
    "_imaps 0 1 993 imap.example.org", "imap imap.example.org:993 tls, -" },
  { "sending alone", PL_SERVICE_IMAP, SMTPS, "-, smtp smtp.example.org:465 tls" },
};

/* `_imaps 0 1 993 imap.example.org` goes to its place. */
static void
add_record (GPtrArray *answers[PL_N_SRV_NAMES], const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    {
      if (!g_str_equal (pl_srv_names[i].label, parts[0]))
        continue;
      if (answers[i] == NULL)
        answers[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_dns_record_free);
      g_ptr_array_add (answers[i], make_record (parts[1]));
      return;
    }

  g_assert_not_reached ();
}

static void
test_meaning (void)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) proposals = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto (GStrv) records = g_strsplit (rows[i].records, "; ", -1);
      g_autofree char *text = NULL;
      GPtrArray *answers[PL_N_SRV_NAMES] = { NULL };

      g_test_message ("%s", rows[i].what);
      for (guint j = 0; records[j] != NULL; j++)
        add_record (answers, records[j]);
      pl_srv_propose (answers, address, rows[i].incoming, proposals);
      text = source_lab_describe (proposals);
      g_assert_cmpstr (text, ==, rows[i].proposed);
      for (guint j = 0; j < PL_N_SRV_NAMES; j++)
        g_clear_pointer (&answers[j], g_ptr_array_unref);
    }
}

static void
test_asked (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autofree char *text = NULL;
  PlProposal *first;

  source_lab_set_up (&lab);
  name_server_add_record (lab.server, "_imaps._tcp.example.org", ns_t_srv,
                          "20 1 993 spare.example.org");
  name_server_add_record (lab.server, "_imaps._tcp.example.org", ns_t_srv,
                          "10 1 993 light.example.org");
  name_server_add_record (lab.server, "_imaps._tcp.example.org", ns_t_srv,
                          "10 7 993 Heavy.Example.org");
  name_server_add_record (lab.server, "_submissions._tcp.example.org", ns_t_srv,
                          "0 1 465 smtp.hoster.net");
  g_assert_cmpint (pl_source_srv (&lab.context, lab.proposals, NULL), ==, PL_OUTCOME_FOUND);
  text = source_lab_describe (lab.proposals);
  g_assert_cmpstr (text, ==, "imap heavy.example.org:993 tls, smtp smtp.hoster.net:465 tls");

  first = lab.proposals->pdata[0];
  g_assert_cmpint (pl_proposal_get_source (first), ==, PL_SOURCE_SRV);
  g_assert_cmpint (pl_proposal_get_trust (first), ==, PL_TRUST_DNS);
  g_assert_false (pl_proposal_is_foreign (first, PL_DIRECTION_INCOMING));
  g_assert_true (pl_proposal_is_foreign (first, PL_DIRECTION_OUTGOING));
  g_assert_cmpstr (
      pl_server_settings_get_username (pl_proposal_get_server (first, PL_DIRECTION_INCOMING)), ==,
      "Anna@example.org");

  g_assert_cmpuint (source_lab_count (&lab, PL_SIGHT_NAME, PL_OUTCOME_FOUND), ==, 2);
  g_assert_cmpuint (source_lab_count (&lab, PL_SIGHT_NAME, PL_OUTCOME_NO_SUCH_NAME), ==, 4);
  g_assert_cmpuint (pl_worker_count_running (), ==, 1); /* the name server */
}

static void
test_outcomes (void)
{
  static const struct
  {
    int trouble;
    PlOutcome outcome;
  } cases[] = {
    { 0, PL_OUTCOME_NO_DATA },
    { ns_r_servfail, PL_OUTCOME_SERVER_FAILURE },
    { -1, PL_OUTCOME_SILENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SourceLab) lab = { 0 };
      g_autoptr (GError) error = NULL;

      source_lab_set_up (&lab);
      lab.deadline = pl_deadline_in (cases[i].trouble < 0 ? 200 : 20000);
      name_server_set_trouble (lab.server, cases[i].trouble);
      g_assert_cmpint (pl_source_srv (&lab.context, lab.proposals, &error), ==, cases[i].outcome);
      g_assert_no_error (error);
      g_assert_cmpuint (lab.proposals->len, ==, 0);
    }
}

static void
test_not_offered (void)
{
  g_auto (SourceLab) lab = { 0 };
  const char *reason = NULL;

  source_lab_set_up (&lab);
  lab.context.reason = &reason;
  for (guint i = 0; i < PL_N_SRV_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s._tcp.example.org", pl_srv_names[i].label);

      name_server_add_record (lab.server, name, ns_t_srv, "0 0 0 .");
    }
  g_assert_cmpint (pl_source_srv (&lab.context, lab.proposals, NULL), ==, PL_OUTCOME_NO_DATA);
  g_assert_cmpuint (source_lab_count (&lab, PL_SIGHT_NAME, PL_OUTCOME_FOUND), ==, PL_N_SRV_NAMES);
  g_assert_cmpstr (reason, ==, PL_SRV_NOT_OFFERED);
}

/* That one way into a service is not offered says nothing of the other, nor of other services. */
static void
test_not_all_denied (void)
{
  static const struct
  {
    const char *records[PL_N_SRV_NAMES]; /* in the order of pl_srv_names */
    gboolean denies;
  } denials[] = {
    { { "0 0 0 .", "0 0 0 .", "0 0 0 .", "0 0 0 .", "0 0 0 .", "0 0 0 ." }, TRUE },
    { { "0 0 0 .", NULL, "0 0 0 .", NULL, NULL, "0 0 0 ." }, TRUE },
    { { "0 0 0 .", "0 0 0 .", NULL, NULL, "0 0 0 .", NULL }, FALSE },
    { { "0 0 0 .", NULL, "0 0 0 .", NULL, NULL, NULL }, FALSE },
    { { "0 0 0 .", "0 1 143 imap.example.org", "0 0 0 .", NULL, "0 0 0 .", NULL }, FALSE },
    { { NULL }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (denials); i++)
    {
      g_auto (SourceLab) lab = { 0 };
      const char *reason = NULL;

      source_lab_set_up (&lab);
      lab.context.reason = &reason;
      for (guint k = 0; k < PL_N_SRV_NAMES; k++)
        {
          g_autofree char *name = g_strdup_printf ("%s._tcp.example.org", pl_srv_names[k].label);

          if (denials[i].records[k] != NULL)
            name_server_add_record (lab.server, name, ns_t_srv, denials[i].records[k]);
        }
      (void) pl_source_srv (&lab.context, lab.proposals, NULL);
      g_assert_cmpint (reason != NULL, ==, denials[i].denies);
    }
}

static void
test_cancel (void)
{
  g_auto (SourceLab) lab = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 began_at = g_get_monotonic_time ();
  g_autoptr (PlWorker) worker = NULL;

  source_lab_set_up (&lab);
  name_server_set_trouble (lab.server, -1);
  worker = source_lab_cancel_when_asked (&lab);
  g_assert_cmpint (pl_source_srv (&lab.context, lab.proposals, &error), ==, PL_OUTCOME_CANCELLED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* A silent name server is waited for three seconds. */
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 2500 * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/srv/meaning", test_meaning);
  g_test_add_func ("/srv/asked", test_asked);
  g_test_add_func ("/srv/outcomes", test_outcomes);
  g_test_add_func ("/srv/not-offered", test_not_offered);
  g_test_add_func ("/srv/not-all-denied", test_not_all_denied);
  g_test_add_func ("/srv/cancel", test_cancel);
  return g_test_run ();
}
