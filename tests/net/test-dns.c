// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pl-dns-private.h"

#include "name-server.h"

#include <arpa/nameser.h>
#include <string.h>

static const PlDeadline never = { G_MAXINT64 };

static PlOutcome
parse (GByteArray *answer, PlDnsType type, GPtrArray **records)
{
  return pl_dns_parse_answer (answer->data, answer->len, type, records);
}

static void
test_rcodes (void)
{
  static const struct
  {
    guint8 rcode;
    PlOutcome outcome;
  } rows[] = {
    { ns_r_noerror, PL_OUTCOME_NO_DATA },         { ns_r_nxdomain, PL_OUTCOME_NO_SUCH_NAME },
    { ns_r_servfail, PL_OUTCOME_SERVER_FAILURE }, { ns_r_refused, PL_OUTCOME_SERVER_FAILURE },
    { ns_r_notimpl, PL_OUTCOME_SERVER_FAILURE },  { ns_r_formerr, PL_OUTCOME_SERVER_FAILURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) answer = answer_begin ("x.test", ns_t_a, rows[i].rcode, 0);
      GPtrArray *records = NULL;

      g_assert_cmpint (parse (answer, PL_DNS_A, &records), ==, rows[i].outcome);
      g_assert_null (records);
    }
}

static void
add_mx (GByteArray *answer, guint8 priority, const char *name)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 number[2] = { 0, priority };

  g_byte_array_append (data, number, 2);
  answer_add_name (data, name);
  answer_add (answer, ns_t_mx, data->data, data->len);
}

static void
test_mx (void)
{
  g_autoptr (GByteArray) answer = answer_begin ("x.test", ns_t_mx, 0, 6);
  g_autoptr (GPtrArray) records = NULL;
  static const char *const wanted[] = { ".", "mx1.x.test", "xn--bcher-kva.test", "mx9.x.test" };

  add_mx (answer, 90, "MX9.x.test");
  add_mx (answer, 10, "mx1.x.test");
  add_mx (answer, 20, "xn--bcher-kva.test");
  add_mx (answer, 0, ""); /* RFC 7505: no mail here */
  add_mx (answer, 1, "bad name.test"); /* cannot be a host */
  add_mx (answer, 1, "192.0.2.1"); /* an address is no name */

  g_assert_cmpint (parse (answer, PL_DNS_MX, &records), ==, PL_OUTCOME_FOUND);
  g_assert_cmpuint (records->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpstr (((PlDnsRecord *) records->pdata[i])->target, ==, wanted[i]);
}

static void
test_txt (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *text;
  } rows[] = {
    { "\5v=1; \3a=b", 10, "v=1; a=b" }, /* several strings are one text */
    { "\0", 1, "" },
    { "\4b\303\274r", 5, "b\303\274r" },
    { "\5half", 5, NULL }, /* promises more than there is */
    { "\3a\0b", 4, NULL },
    { "\3a\nb", 4, NULL },
    { "\2\303(", 3, NULL }, /* not UTF-8 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) answer = answer_begin ("x.test", ns_t_txt, 0, 1);
      g_autoptr (GPtrArray) records = NULL;
      PlOutcome wanted = rows[i].text != NULL ? PL_OUTCOME_FOUND : PL_OUTCOME_NO_DATA;

      answer_add (answer, ns_t_txt, (const guint8 *) rows[i].data, rows[i].length);
      g_assert_cmpint (parse (answer, PL_DNS_TXT, &records), ==, wanted);
      if (records != NULL)
        g_assert_cmpstr (((PlDnsRecord *) records->pdata[0])->target, ==, rows[i].text);
    }
}

static void
test_srv (void)
{
  static const guint8 rows[][6] = { { 0, 1, 0, 1, 3, 0xe1 }, { 0, 1, 0, 9, 0, 143 } };
  g_autoptr (GByteArray) answer = answer_begin ("x.test", ns_t_srv, 0, 2);
  g_autoptr (GPtrArray) records = NULL;
  const PlDnsRecord *first, *second;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GByteArray) data = g_byte_array_new ();

      g_byte_array_append (data, rows[i], sizeof rows[i]);
      answer_add_name (data, "imap.x.test");
      answer_add (answer, ns_t_srv, data->data, data->len);
    }

  g_assert_cmpint (parse (answer, PL_DNS_SRV, &records), ==, PL_OUTCOME_FOUND);
  first = records->pdata[0];
  second = records->pdata[1];
  g_assert_cmpuint (first->weight, ==, 9); /* the heavier one of equals comes first */
  g_assert_cmpuint (first->port, ==, 143);
  g_assert_cmpuint (second->port, ==, 993);
  g_assert_cmpstr (second->target, ==, "imap.x.test");
}

/* Everything that is no answer, or not one to believe. */
static void
test_hostile (void)
{
  static const guint8 loop[] = { 0, 1, 0xc0, 0x26 }; /* an MX whose name points to itself */
  g_autoptr (GByteArray) looping = answer_begin ("x.test", ns_t_mx, 0, 1);
  g_autoptr (GByteArray) promised = answer_begin ("x.test", ns_t_a, 0, 3);
  g_autoptr (GByteArray) question = answer_begin ("x.test", ns_t_a, 0, 0);
  g_autoptr (GByteArray) short_address = answer_begin ("x.test", ns_t_a, 0, 1);
  GPtrArray *records = NULL;

  answer_add (looping, ns_t_mx, loop, sizeof loop);
  g_assert_cmpint (parse (looping, PL_DNS_MX, &records), ==, PL_OUTCOME_NO_DATA);

  answer_add (promised, ns_t_a, (const guint8 *) "abcd", 4); /* one of three records */
  g_assert_cmpint (parse (promised, PL_DNS_A, &records), ==, PL_OUTCOME_FAILED);

  question->data[2] &= 0x7f;
  g_assert_cmpint (parse (question, PL_DNS_A, &records), ==, PL_OUTCOME_FAILED);

  answer_add (short_address, ns_t_a, (const guint8 *) "abc", 3);
  g_assert_cmpint (parse (short_address, PL_DNS_A, &records), ==, PL_OUTCOME_NO_DATA);
  for (gsize length = 0; length < short_address->len; length++)
    g_assert_cmpint (pl_dns_parse_answer (short_address->data, length, PL_DNS_A, &records), ==,
                     PL_OUTCOME_FAILED);
  g_assert_null (records);
}

static void
test_many (void)
{
  g_autoptr (GByteArray) answer = answer_begin ("x.test", ns_t_a, 0, 500);
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; i < 500; i++)
    answer_add (answer, ns_t_a, (const guint8 *) "abcd", 4);
  g_assert_cmpint (parse (answer, PL_DNS_A, &records), ==, PL_OUTCOME_FOUND);
  g_assert_cmpuint (records->len, ==, 64);
}

static void
test_query (void)
{
  static const struct
  {
    const char *name;
    PlDnsType type;
    PlOutcome outcome;
    const char *target;
  } rows[] = {
    { "both.test", PL_DNS_A, PL_OUTCOME_FOUND, "192.0.2.1" },
    { "both.test", PL_DNS_AAAA, PL_OUTCOME_FOUND, "2001:db8::1" },
    { "new.test", PL_DNS_A, PL_OUTCOME_NO_DATA, NULL },
    { "mail.test", PL_DNS_MX, PL_OUTCOME_FOUND, "mx1.mail.test" },
    { "mail.test", PL_DNS_SRV, PL_OUTCOME_FOUND, "mx1.mail.test" },
    { "empty.test", PL_DNS_MX, PL_OUTCOME_NO_DATA, NULL },
    { "nowhere.test", PL_DNS_A, PL_OUTCOME_NO_SUCH_NAME, NULL },
    { "trouble.test", PL_DNS_A, PL_OUTCOME_SERVER_FAILURE, NULL },
  };
  g_autoptr (NameServer) server = name_server_start ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = NULL;
      PlOutcome outcome = pl_dns_query_at (name_server_get_address (server), rows[i].name,
                                           rows[i].type, &records, &never, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (outcome, ==, rows[i].outcome);
      if (rows[i].target != NULL)
        g_assert_cmpstr (((PlDnsRecord *) records->pdata[0])->target, ==, rows[i].target);
      else
        g_assert_null (records);
    }
}

static void
test_query_silent (void)
{
  g_autoptr (NameServer) server = name_server_start ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  PlDeadline deadline = pl_deadline_in (100);

  g_assert_cmpint (pl_dns_query_at (name_server_get_address (server), "silent.test", PL_DNS_A,
                                    &records, &never, NULL, &error),
                   ==, PL_OUTCOME_SILENT);
  g_assert_no_error (error);

  g_assert_cmpint (pl_dns_query_at (name_server_get_address (server), "silent.test", PL_DNS_A,
                                    &records, &deadline, NULL, &error),
                   ==, PL_OUTCOME_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dns/rcodes", test_rcodes);
  g_test_add_func ("/dns/mx", test_mx);
  g_test_add_func ("/dns/srv", test_srv);
  g_test_add_func ("/dns/txt", test_txt);
  g_test_add_func ("/dns/hostile", test_hostile);
  g_test_add_func ("/dns/many", test_many);
  g_test_add_func ("/dns/query", test_query);
  g_test_add_func ("/dns/query-silent", test_query_silent);
  return g_test_run ();
}
