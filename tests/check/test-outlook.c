// SPDX-License-Identifier: GPL-3.0-or-later
/* Looks beyond the server, by real sockets: whom a failed check asks, when, and what it writes down. */
#include "check/check-lab.h"
#include "check/pl-look-private.h"
#include "check/pl-outlook-targets-private.h"
#include "check/pl-probe-https-private.h"

#include <string.h>

#define WEB "example.org"
#define OTHER_WEB "hilfe.gmx.net"
#define OTHER_IMAP "imap.gmx.net"
#define THIRD_WEB "posteo.de"

/* Whoever says more than a question for the head of a page spoils the script. */
#define WEB_ANSWER(date)   \
  "TLS? good\n"            \
  "C: HEAD / HTTP/1.1\n"   \
  "C: Host: *\n"           \
  "C: User-Agent: *\n"     \
  "C: Connection: close\n" \
  "C:\n"                   \
  "S: HTTP/1.1 301 Moved Permanently\n" date "S: \nCLOSE\n"
#define WEB_WELL WEB_ANSWER ("S: Date: Sun, 06 Nov 1994 08:49:37 GMT\n")

static PlEvidence *
check (CheckLab *lab, PlServerSettings *incoming, PlServerSettings *outgoing, gboolean offline)
{
  g_autoptr (PlProposal) proposal = check_lab_make_proposal (lab, incoming, outgoing);
  g_autoptr (PlSecret) secret = pl_secret_new (LAB_PASSWORD, -1);
  PlCheckRequest request = {
    .network = check_lab_get_network (lab),
    .proposal = proposal,
    .passwords = { secret, secret },
    .directions = PL_DIRECTIONS_BOTH,
    .offline = offline,
    .deadline_ms = PL_CHECK_DEADLINE_MS,
  };
  g_autoptr (PlEvidence) evidence = pl_check_run (&request, NULL, NULL, NULL);
  g_autofree char *text = pl_evidence_to_text (evidence);

  g_test_message ("%s", text);
  check_lab_expect_no_secret (evidence, LAB_PASSWORD);
  return g_steal_pointer (&evidence);
}

static PlEvidence *
check_imap (CheckLab *lab, gboolean offline)
{
  return check (lab, check_lab_make_server (lab, PL_SERVICE_IMAP, LAB_IMAP, 993, PL_SECURITY_TLS),
                NULL, offline);
}

static PlObservation *
find_look (PlEvidence *evidence, const char *host, guint16 port)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *look = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (look) == PL_SIGHT_ELSEWHERE &&
          g_str_equal (pl_observation_get (look, PL_FACT_HOST), host) &&
          pl_observation_get_int (look, PL_FACT_PORT, 0) == port)
        return look;
    }

  return NULL;
}

static gboolean
was_asked (PlEvidence *evidence, const char *host)
{
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    {
      PlObservation *asked = pl_evidence_get_observation (evidence, i);

      if (pl_observation_get_sight (asked) == PL_SIGHT_HOST_ASKED &&
          g_str_equal (pl_observation_get (asked, PL_FACT_HOST), host))
        return TRUE;
    }

  return FALSE;
}

static gint64
get_last_time (PlEvidence *evidence)
{
  gint64 last = 0;

  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    last = MAX (last, pl_observation_get_at_us (pl_evidence_get_observation (evidence, i)));
  return last / 1000;
}

/* Nothing answers at the server: web and other mail servers are looked at beside its siblings. */
static void
test_refused (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *web = check_lab_serve (lab, WEB, 443, WEB_WELL);
  PlScriptServer *mail =
      check_lab_serve (lab, OTHER_IMAP, 993, "TLS good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\n");
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *look;

  check_lab_serve (lab, LAB_IMAP, 4711, "CLOSE\n");
  evidence = check_imap (lab, FALSE);
  look = find_look (evidence, WEB, 443);
  g_assert_nonnull (look);
  g_assert_cmpint (pl_observation_get_outcome (look), ==, PL_OUTCOME_SPOKEN);
  g_assert_cmpint (pl_observation_get_service (look), ==, PL_SERVICE_ACCOUNT);
  g_assert_cmpstr (pl_observation_get (look, PL_FACT_TRUST), ==, "system");
  g_assert_cmpstr (pl_observation_get (look, PL_FACT_DATE), ==, "1994-11-06T08:49:37Z");
  look = find_look (evidence, OTHER_IMAP, 993);
  g_assert_nonnull (look);
  g_assert_cmpint (pl_observation_get_outcome (look), ==, PL_OUTCOME_SPOKEN);
  g_assert_true (was_asked (evidence, WEB));
  g_assert_true (was_asked (evidence, OTHER_IMAP));
  check_lab_expect_played (web);
  check_lab_expect_played (mail);
}

/* With look-ups switched off nobody is asked who has nothing to do with the account. */
static void
test_offline_switch (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 4711, "CLOSE\n");
  check_lab_serve (lab, WEB, 443, WEB_WELL);
  check_lab_serve (lab, OTHER_IMAP, 993, "SILENT\n");
  check_lab_serve (lab, OTHER_WEB, 443, "SILENT\n");
  evidence = check_imap (lab, TRUE);
  g_assert_nonnull (find_look (evidence, WEB, 443));
  g_assert_false (was_asked (evidence, OTHER_IMAP));
  g_assert_false (was_asked (evidence, OTHER_WEB));
}

/* Where a sibling answers the way is open: the looks are not waited for. */
static void
test_sibling_is_enough (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 143,
                   "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nC: {tag} STARTTLS\n"
                   "S: {tag} OK go\nTLS good\nC: {tag} CAPABILITY\n"
                   "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN\nS: {tag} OK\nC? {tag} LOGOUT\n");
  check_lab_serve_nobody (lab, OTHER_IMAP, 993);
  check_lab_serve_nobody (lab, OTHER_WEB, 443);
  evidence = check_imap (lab, FALSE);
  g_assert_cmpint (get_last_time (evidence), <, 1900); /* a look takes two seconds */
  g_assert_null (find_look (evidence, OTHER_IMAP, 993));
}

static void
test_nothing_when_well (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 993, LAB_IMAP_WELL);
  check_lab_serve (lab, WEB, 443, "SILENT\n");
  check_lab_serve (lab, OTHER_WEB, 443, "SILENT\n");
  evidence = check_imap (lab, FALSE);
  g_assert_cmpint (pl_check_get_state (evidence, PL_DIRECTION_INCOMING), ==, PL_CHECK_STATE_OK);
  g_assert_false (was_asked (evidence, WEB));
  g_assert_false (was_asked (evidence, OTHER_WEB));
}

/* A wrong password is nobody else's business. */
static void
test_nothing_for_wrong_password (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve (lab, LAB_IMAP, 993,
                   "TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                   "S: {tag} NO no\nC? {tag} LOGOUT\n");
  check_lab_serve (lab, WEB, 443, "SILENT\n");
  evidence = check_imap (lab, FALSE);
  g_assert_false (was_asked (evidence, WEB));
}

/* The time is taken from a server whose certificate only its dates speak against. */
static void
test_time_of_dated_server (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *look;

  check_lab_serve (lab, LAB_IMAP, 993, "TLS? expired\n" LAB_IMAP_GREETING);
  check_lab_serve (lab, WEB, 443,
                   "TLS expired\nC: HEAD *\nC: *\nC: *\nC: *\nC:\nS: HTTP/1.1 200 OK\n"
                   "S: date: Tue, 15 Sep 2026 12:00:00 GMT\nS: \nCLOSE\n");
  evidence = check_imap (lab, FALSE);
  look = find_look (evidence, WEB, 443);
  g_assert_nonnull (look);
  g_assert_cmpstr (pl_observation_get (look, PL_FACT_WORDS), ==, "expired");
  g_assert_cmpstr (pl_observation_get (look, PL_FACT_TRUST), ==, "none");
  g_assert_cmpstr (pl_observation_get (look, PL_FACT_DATE), ==, "2026-09-15T12:00:00Z");
}

/* A date from anybody else is worth nothing: such a server is not even asked. */
static void
test_no_time_from_strangers (void)
{
  static const char *const strangers[] = { "other-host", "unknown-issuer", "self-signed" };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr (CheckLab) lab = check_lab_new ();
      g_autofree char *script = g_strdup_printf ("TLS? %s\nSILENT\n", strangers[i]);
      PlScriptServer *web;
      g_autoptr (PlEvidence) evidence = NULL;
      PlObservation *look;

      check_lab_serve (lab, LAB_IMAP, 993, "TLS? expired\n" LAB_IMAP_GREETING);
      web = check_lab_serve (lab, WEB, 443, script);
      evidence = check_imap (lab, FALSE);
      look = find_look (evidence, WEB, 443);
      g_assert_nonnull (look);
      g_assert_true (pl_observation_get (look, PL_FACT_DATE) == NULL);
      g_assert_true (pl_observation_get (look, PL_FACT_WORDS) != NULL);
      g_assert_cmpuint (pl_script_server_get_n_connections (web), ==, 1);
    }
}

/* A hotspot answers web requests in plain text, whatever was asked. */
static void
test_plain_http (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *look;

  check_lab_serve (lab, LAB_IMAP, 4711, "CLOSE\n");
  check_lab_serve (lab, OTHER_WEB, 443, "S: HTTP/1.1 302 Found\nCLOSE\n");
  evidence = check_imap (lab, FALSE);
  look = find_look (evidence, OTHER_WEB, 443);
  g_assert_nonnull (look);
  g_assert_cmpint (pl_observation_get_outcome (look), ==, PL_OUTCOME_NOT_TLS);
  g_assert_cmpstr (pl_observation_get (look, PL_FACT_REASON), ==, "http");
}

/* Beside the wait from its soft limit on: a silent host costs no more than before. */
static void
test_beside_the_wait (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  g_autoptr (PlEvidence) evidence = NULL;

  check_lab_serve_nobody (lab, LAB_IMAP, 993);
  check_lab_serve_nobody (lab, LAB_IMAP, 143);
  check_lab_serve_nobody (lab, OTHER_IMAP, 993);
  check_lab_serve_nobody (lab, OTHER_WEB, 443);
  check_lab_serve_nobody (lab, THIRD_WEB, 993);
  evidence = check_imap (lab, FALSE);
  g_assert_cmpint (pl_observation_get_outcome (find_look (evidence, OTHER_IMAP, 993)), ==,
                   PL_OUTCOME_SILENT);
  g_assert_cmpint (pl_observation_get_outcome (find_look (evidence, THIRD_WEB, 993)), ==,
                   PL_OUTCOME_SILENT);
  g_assert_cmpint (get_last_time (evidence), <, 7900); /* one by one: eight seconds */
}

/* A misspelt name: what the server is usually called is tried, in the person's own domains only. */
static void
test_usual_names (void)
{
  g_autoptr (CheckLab) lab = check_lab_new ();
  PlScriptServer *right =
      check_lab_serve (lab, LAB_IMAP, 993, "TLS good\n" LAB_IMAP_GREETING "C? {tag} LOGOUT\n");
  g_autoptr (PlEvidence) evidence = NULL;
  PlObservation *probe;

  evidence = check (
      lab, check_lab_make_server (lab, PL_SERVICE_IMAP, "imp.example.org", 993, PL_SECURITY_TLS),
      NULL, FALSE);
  probe = check_lab_find_probe (evidence, LAB_IMAP, 993, PL_SECURITY_TLS);
  g_assert_nonnull (probe);
  g_assert_cmpint (pl_observation_get_outcome (probe), ==, PL_OUTCOME_SPOKEN);
  g_assert_cmpstr (pl_observation_get (probe, PL_FACT_TRUST), ==, "system");
  check_lab_expect_played (right);
}

/* --- Without sockets --- */

static PlProposal *
make_proposal (const char *address_text, const char *host, guint16 port)
{
  g_autoptr (PlAddress) address = pl_address_parse (address_text, NULL);
  PlServerFields fields = { .service = PL_SERVICE_IMAP,
                            .host = host,
                            .port = port,
                            .security = port == 993 ? PL_SECURITY_TLS : PL_SECURITY_STARTTLS };
  g_autoptr (PlServerSettings) server = pl_server_settings_new (&fields, NULL);

  return pl_proposal_new (address, server, NULL, NULL);
}

static void
assert_hosts (const char *address,
              const char *host,
              guint16 port,
              gboolean offline,
              const char *wanted)
{
  g_autoptr (PlProposal) proposal = make_proposal (address, host, port);
  g_auto (GStrv) hosts = pl_check_dup_hosts_beyond (proposal, offline);
  g_autofree char *text = g_strjoinv (" ", hosts);

  g_assert_cmpstr (text, ==, wanted);
}

/* Known before anybody is asked, and never one's own provider for another. */
static void
test_hosts (void)
{
  assert_hosts ("anna@example.org", "imap.example.org", 993, TRUE, "example.org");
  assert_hosts ("anna@example.org", "imap.example.org", 993, FALSE,
                "example.org hilfe.gmx.net imap.gmx.net posteo.de");
  assert_hosts ("anna@gmx.de", "imap.gmx.net", 993, TRUE, "hilfe.gmx.net");
  assert_hosts ("anna@gmx.de", "imap.gmx.net", 993, FALSE,
                "hilfe.gmx.net posteo.de support.google.com imap.gmail.com");
}

static void
test_other_mail_port (void)
{
  g_autoptr (PlProposal) proposal = make_proposal ("anna@example.org", "imap.example.org", 143);
  g_autoptr (GPtrArray) targets = pl_outlook_targets_choose (
      proposal, pl_proposal_get_server (proposal, PL_DIRECTION_INCOMING), FALSE);
  guint n = 0;

  for (guint i = 0; i < targets->len; i++)
    {
      const PlOutlookTarget *target = targets->pdata[i];

      if (target->is_web)
        continue;
      n++;
      g_assert_cmpuint (target->port, ==, 143);
      g_assert_cmpint (target->security, ==, PL_SECURITY_STARTTLS);
      g_assert_true (target->foreign);
    }
  g_assert_cmpuint (n, ==, 2);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *line;
    const char *date;
  } rows[] = {
    { "Date: Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z" },
    { "date:Sat, 21 Nov 2026 21:00:60 GMT", "2026-11-21T21:00:59Z" },
    { "Date: Sunday, 06-Nov-94 08:49:37 GMT", NULL },
    { "Date: Sun, 31 Feb 2026 08:49:37 GMT", NULL },
    { "Date: Sun, 06 Nov 1994 08:49:37 +0100", NULL },
    { "Date: Sun, 06 Now 1994 08:49:37 GMT", NULL },
    { "Date: Sun, 06 Nov 1994", NULL },
    { "Date:", NULL },
    { "Dated: Sun, 06 Nov 1994 08:49:37 GMT", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *date = pl_probe_https_parse_date (rows[i].line);

      g_assert_cmpstr (date, ==, rows[i].date);
    }
}

static void
test_routes (void)
{
#define HEAD "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
#define VIA(name) name "\t00000000\t0100000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
#define LAN "eth0\t0000000A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
#define ZEROS "00000000000000000000000000000000"
#define VIA6(name, flags)                                                                     \
  ZEROS " 00 " ZEROS " 00 fe800000000000000000000000000001 00000400 00000001 00000000 " flags \
        " " name "\n"
  static const struct
  {
    const char *ipv4;
    const char *ipv6;
    const char *words;
    const char *interfaces;
  } rows[] = {
    { NULL, NULL, "", "" },
    { HEAD, "", "", "" },
    { HEAD LAN, NULL, "", "" },
    { HEAD VIA ("eth0") LAN, NULL, "ipv4", "eth0" },
    { HEAD VIA ("wg0") VIA ("eth0"), NULL, "ipv4 vpn", "wg0 eth0" },
    { HEAD VIA ("eth0"), VIA6 ("     eth0", "00000003"), "ipv4 ipv6", "eth0" },
    /* The kernel's own entry that refuses everything. */
    { HEAD, VIA6 ("lo", "00200200"), "", "" },
    { HEAD, VIA6 ("eth0", "00200201"), "", "" },
    { "\t\t\n\n \t", "x y z", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *interfaces = NULL;
      g_autofree char *words = pl_look_read_routes (rows[i].ipv4, rows[i].ipv6, &interfaces);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (interfaces, ==, rows[i].interfaces);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func ("/outlook/" path, test)
  ADD ("refused", test_refused);
  ADD ("offline-switch", test_offline_switch);
  ADD ("sibling-is-enough", test_sibling_is_enough);
  ADD ("nothing-when-well", test_nothing_when_well);
  ADD ("nothing-for-wrong-password", test_nothing_for_wrong_password);
  ADD ("time-of-dated-server", test_time_of_dated_server);
  ADD ("no-time-from-strangers", test_no_time_from_strangers);
  ADD ("plain-http", test_plain_http);
  ADD ("beside-the-wait", test_beside_the_wait);
  ADD ("usual-names", test_usual_names);
  ADD ("hosts", test_hosts);
  ADD ("other-mail-port", test_other_mail_port);
  ADD ("dates", test_dates);
  ADD ("routes", test_routes);
  return g_test_run ();
}
