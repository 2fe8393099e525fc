// SPDX-License-Identifier: GPL-3.0-or-later
/* Guesses: which names are worth asking, and what their servers have to show. */
#include "discovery/pl-guess-private.h"
#include "practice/pl-practice-ca.h"
#include "source-lab.h"

#include <arpa/nameser.h>

#define D "example.org"
#define IMAP_LOOK                                               \
  "TLS good\nS: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\n" \
  "C? {tag} LOGOUT\n"
#define IMAP_WITH(certificate)                                   \
  "TLS? " certificate "\nS: * OK [CAPABILITY IMAP4rev1] ready\n" \
  "C? {tag} LOGOUT\n"
#define IMAP_STARTTLS                                           \
  "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\n"             \
  "C: {tag} STARTTLS\nS: {tag} OK begin\nTLS good\n"            \
  "C? {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\n" \
  "S: {tag} OK\nC? {tag} LOGOUT\n"
#define POP3_LOOK "TLS good\nS: +OK ready\nC: CAPA\nS: +OK\nS: USER\nS: .\nC? QUIT\n"
#define SMTP_LOOK "TLS good\nS: 220 mx ESMTP\nC: EHLO *\nS: 250-mx\nS: 250 AUTH PLAIN\nC? QUIT\n"

/* `imap.example.org=192.0.2.1,192.0.2.2` */
static void
add_name (GPtrArray *names, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "=", 2);
  g_auto (GStrv) list = g_strsplit (parts[1], ",", -1);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);
  guint services = 1u << PL_SERVICE_IMAP | 1u << PL_SERVICE_POP3 | 1u << PL_SERVICE_SMTP;

  for (guint i = 0; list[i] != NULL; i++)
    g_ptr_array_add (addresses, g_inet_address_new_from_string (list[i]));
  if (g_str_has_prefix (parts[0], "imap."))
    services = 1u << PL_SERVICE_IMAP;
  if (g_str_has_prefix (parts[0], "smtp."))
    services = 1u << PL_SERVICE_SMTP;
  pl_guess_names_add (names, parts[0], services, addresses);
}

/* Places with ` | ` between, names at one place with blanks. */
static char *
describe_places (GPtrArray *names, PlService service)
{
  g_autoptr (GPtrArray) places = pl_guess_names_find_places (names, service);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      GPtrArray *place = places->pdata[i];

      g_string_append (text, i > 0 ? " | " : "");
      for (guint j = 0; j < place->len; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? " " : "",
                                ((PlGuessName *) place->pdata[j])->host);
    }
  return g_string_free (text, FALSE);
}

static void
test_places (void)
{
  static const struct
  {
    const char *what;
    const char *names[6];
    const char *wild; /* `x=` and addresses */
    const char *imap;
    const char *smtp;
  } rows[] = {
    { "nothing", { NULL }, NULL, "", "" },
    { "a machine each",
      { "imap." D "=192.0.2.1", "smtp." D "=192.0.2.2", "mail." D "=192.0.2.3", D "=192.0.2.4" },
      NULL,
      "imap." D " | mail." D " | " D,
      "smtp." D " | mail." D " | " D },
    { "one machine",
      { "imap." D "=192.0.2.1", "smtp." D "=192.0.2.1", "mail." D "=192.0.2.1", D "=192.0.2.1" },
      NULL,
      "imap." D " mail." D " " D,
      "smtp." D " mail." D " " D },
    { "some common addresses are enough",
      { "imap." D "=192.0.2.1,192.0.2.2", "mail." D "=192.0.2.2,192.0.2.3" },
      NULL,
      "imap." D " mail." D,
      "mail." D },
    { "a wildcard: names that nobody has made come last",
      { "imap." D "=192.0.2.9", "smtp." D "=192.0.2.9", "mail." D "=192.0.2.9", D "=192.0.2.4",
        "mx.hoster.net=192.0.2.7" },
      "x=192.0.2.9",
      D " | mx.hoster.net | imap." D " mail." D,
      D " | mx.hoster.net | smtp." D " mail." D },
    { "a wildcard at the domain's own address: the domain leads",
      { "imap." D "=192.0.2.4", "smtp." D "=192.0.2.4", "mail." D "=192.0.2.4", D "=192.0.2.4" },
      "x=192.0.2.4",
      D " imap." D " mail." D,
      D " smtp." D " mail." D },
    { "a name made on purpose beside a wildcard",
      { "imap." D "=192.0.2.9", "mail." D "=192.0.2.3", D "=192.0.2.9" },
      "x=192.0.2.9",
      "mail." D " | " D " imap." D,
      "mail." D " | " D },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) names = pl_guess_names_new ();
      g_autoptr (GPtrArray) wild = pl_guess_names_new ();
      g_autofree char *imap = NULL;
      g_autofree char *smtp = NULL;

      g_test_message ("%s", rows[i].what);
      for (guint j = 0; j < 6 && rows[i].names[j] != NULL; j++)
        add_name (names, rows[i].names[j]);
      if (rows[i].wild != NULL)
        add_name (wild, rows[i].wild);
      pl_guess_names_mark_wild (names, D,
                                wild->len > 0 ? ((PlGuessName *) wild->pdata[0])->addresses : NULL);
      imap = describe_places (names, PL_SERVICE_IMAP);
      smtp = describe_places (names, PL_SERVICE_SMTP);
      g_assert_cmpstr (imap, ==, rows[i].imap);
      g_assert_cmpstr (smtp, ==, rows[i].smtp);
    }
}

/* A domain of servers that play scripts, all on this computer. */
typedef struct
{
  SourceLab lab;
  PlPracticeCa *ca; /* owned */
  GPtrArray *servers; /* owned: PlScriptServer */
  GArray *routes; /* owned: PlRoute, their hosts are static */
} Fixture;

static void
set_up (Fixture *self)
{
  source_lab_set_up (&self->lab);
  self->ca = pl_practice_ca_new (NULL);
  self->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_script_server_free);
  self->routes = g_array_new (FALSE, FALSE, sizeof (PlRoute));
}

static void
tear_down (Fixture *self)
{
  source_lab_tear_down (&self->lab);
  g_array_unref (self->routes);
  g_ptr_array_unref (self->servers);
  pl_practice_ca_free (self->ca);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static PlScriptServer *
serve (Fixture *self, const char *host, guint16 port, const char *script)
{
  g_autoptr (GError) error = NULL;
  PlScriptServer *server = pl_practice_ca_serve (self->ca, host, script, &error);
  PlRoute route = { host, port, 0 };

  g_assert_no_error (error);
  route.loopback_port = pl_script_server_get_port (server);
  g_ptr_array_add (self->servers, server);
  g_array_append_val (self->routes, route);
  return server;
}

static void
begin (Fixture *self)
{
  source_lab_use_network (&self->lab,
                          pl_network_new_practice ((const PlRoute *) (gpointer) self->routes->data,
                                                   self->routes->len,
                                                   pl_practice_ca_get_root_pem (self->ca)));
}

static PlOutcome
guess (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  PlOutcome outcome;

  begin (self);
  outcome = pl_source_guess (&self->lab.context, self->lab.proposals, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pl_worker_count_running (), <=, 1 + 2 * self->servers->len);
  return outcome;
}

static void
assert_proposed (Fixture *self, const char *wanted)
{
  g_autofree char *text = source_lab_describe (self->lab.proposals);

  g_assert_cmpstr (text, ==, wanted);
}

static guint
count_asked (Fixture *self)
{
  const GPtrArray *seen = pl_recorder_peek (self->lab.recorder);
  guint n = 0;

  for (guint i = 0; i < seen->len; i++)
    {
      PlObservation *observation = seen->pdata[i];

      if (pl_observation_get_sight (observation) != PL_SIGHT_HOST_ASKED)
        continue;
      g_assert_cmpstr (pl_observation_get (observation, PL_FACT_PURPOSE), ==, "discovery");
      g_assert_cmpuint (pl_observation_get_probe (observation), >=, PL_GUESS_FIRST_PROBE);
      n++;
    }
  return n;
}

static void
test_usual (void)
{
  const guint32 seen = 1u << PL_STAGE_RESOLVE | 1u << PL_STAGE_CONNECT | 1u << PL_STAGE_TLS |
                       1u << PL_STAGE_GREETING;
  g_auto (Fixture) self = { 0 };
  PlProposal *proposal;

  set_up (&self);
  serve (&self, D, 80, "SILENT\n"); /* it exists */
  serve (&self, "imap." D, 993, IMAP_LOOK);
  serve (&self, "smtp." D, 465, SMTP_LOOK);
  g_assert_cmpint (guess (&self), ==, PL_OUTCOME_FOUND);
  assert_proposed (&self, "imap imap." D ":993 tls, smtp smtp." D ":465 tls");
  proposal = self.lab.proposals->pdata[0];
  g_assert_cmpint (pl_proposal_get_source (proposal), ==, PL_SOURCE_GUESS);
  g_assert_cmpint (pl_proposal_get_trust (proposal), ==, PL_TRUST_GUESS);
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      g_assert_cmpuint (pl_proposal_get_verified (proposal, (PlDirection) i) & seen, ==, seen);
      g_assert_cmpuint (
          pl_proposal_get_verified (proposal, (PlDirection) i) & (1u << PL_STAGE_SIGN_IN), ==, 0);
      g_assert_false (pl_proposal_is_foreign (proposal, (PlDirection) i));
    }
  g_assert_cmpuint (count_asked (&self), <=, PL_GUESS_MOST_CONNECTIONS);
  g_assert_cmpuint (source_lab_count (&self.lab, PL_SIGHT_PROBE, PL_OUTCOME_SPOKEN), ==, 2);
}

static void
test_what_is_there (void)
{
  static const struct
  {
    const char *what;
    struct
    {
      const char *host;
      guint16 port;
      const char *script;
    } servers[3];
    const char *proposed;
  } rows[] = {
    { "STARTTLS where there is nothing else",
      { { "imap." D, 143, IMAP_STARTTLS } },
      "imap imap." D ":143 starttls, -" },
    { "the domain itself", { { D, 993, IMAP_LOOK } }, "imap " D ":993 tls, -" },
    { "mail.", { { "mail." D, 465, SMTP_LOOK } }, "-, smtp mail." D ":465 tls" },
    { "POP3 where there is no IMAP",
      { { "pop." D, 995, POP3_LOOK } },
      "pop3 pop." D ":995 tls, -" },
    { "no encryption, no proposal",
      { { "imap." D, 143, "S: * OK [CAPABILITY IMAP4rev1] ready\nC? {tag} LOGOUT\n" } },
      "" },
    { "another protocol", { { "imap." D, 993, "TLS? good\nS: 220 mx ESMTP\nC? QUIT\n" } }, "" },
    { "a web server", { { "imap." D, 993, "TLS? good\nSILENT\n" } }, "" },
    { "a certificate that ran out: it answers, and the check says what is wrong",
      { { "imap." D, 993, IMAP_WITH ("expired") } },
      "imap imap." D ":993 tls, -" },
    { "a good certificate before a bad one",
      { { "imap." D, 993, IMAP_WITH ("self-signed") }, { "imap." D, 143, IMAP_STARTTLS } },
      "imap imap." D ":143 starttls, -" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) self = { 0 };

      g_test_message ("%s", rows[i].what);
      set_up (&self);
      self.lab.deadline = pl_deadline_in (3000);
      serve (&self, D, 80, "SILENT\n");
      for (guint j = 0; j < 3 && rows[i].servers[j].host != NULL; j++)
        serve (&self, rows[i].servers[j].host, rows[i].servers[j].port, rows[i].servers[j].script);
      guess (&self);
      assert_proposed (&self, rows[i].proposed);
      g_assert_cmpuint (count_asked (&self), <=, PL_GUESS_MOST_CONNECTIONS);
    }
}

/* What the certificate says is never taken for a name to propose. */
static void
test_certificate_of_stranger (void)
{
  g_auto (Fixture) self = { 0 };
  PlProposal *proposal;

  set_up (&self);
  serve (&self, D, 80, "SILENT\n");
  serve (&self, "elsewhere." D, 993, IMAP_LOOK);
  serve (&self, "imap." D, 993, IMAP_WITH ("other-host"));
  g_assert_cmpint (guess (&self), ==, PL_OUTCOME_FOUND);
  assert_proposed (&self, "imap imap." D ":993 tls, -");
  proposal = self.lab.proposals->pdata[0];
  g_assert_cmpuint (
      pl_proposal_get_verified (proposal, PL_DIRECTION_INCOMING) & (1u << PL_STAGE_TLS), ==, 0);
}

/* A port that keeps silent is not waited for to the end when its neighbour is good. */
static void
test_silent_port (void)
{
  g_auto (Fixture) self = { 0 };
  gint64 began_at = g_get_monotonic_time ();

  set_up (&self);
  serve (&self, D, 80, "SILENT\n");
  serve (&self, "imap." D, 993, "SILENT\n");
  serve (&self, "imap." D, 143, IMAP_STARTTLS);
  g_assert_cmpint (guess (&self), ==, PL_OUTCOME_FOUND);
  assert_proposed (&self, "imap imap." D ":143 starttls, -");
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 1900 * 1000);
}

static PlGuessLane
make_lane (Fixture *self, GPtrArray *names, PlGuessLimits *limits)
{
  return (PlGuessLane){
    .context = &self->lab.context,
    .names = names,
    .services = { PL_SERVICE_IMAP },
    .n_services = 1,
    .limits = limits,
    .recorder = self->lab.recorder,
  };
}

/* The certificate is for another name of the same machine: that name is asked for, and proposed. */
static void
test_other_name_of_place (void)
{
  static const char *const texts[] = { "imap.a.test=192.0.2.1", "other.a.test=192.0.2.1",
                                       "elsewhere.a.test=192.0.2.1" };
  g_auto (Fixture) self = { 0 };
  g_autoptr (GPtrArray) names = pl_guess_names_new ();
  PlGuessLimits limits = { .n_left = PL_GUESS_MOST_CONNECTIONS };
  PlGuessLane lane;

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_name (names, texts[i]);
  serve (&self, "imap.a.test", 993, IMAP_WITH ("other-host"));
  serve (&self, "elsewhere.a.test", 993, IMAP_LOOK);
  begin (&self);
  lane = make_lane (&self, names, &limits);
  pl_guess_lane_run (&lane);
  g_assert_nonnull (lane.server);
  g_assert_cmpstr (pl_server_settings_get_host (lane.server), ==, "elsewhere.a.test");
  g_assert_cmpuint (lane.verified & (1u << PL_STAGE_TLS), !=, 0);
  g_assert_cmpint (limits.n_left, ==, PL_GUESS_MOST_CONNECTIONS - 3);
  g_clear_object (&lane.server);
}

/* Two places at a time, in their order; the third only when these have nothing. */
static void
test_many_places (void)
{
  static const char *const texts[] = { "imap.a.test=192.0.2.1", "mail.a.test=192.0.2.2",
                                       "a.test=192.0.2.3", "mx.a.test=192.0.2.4" };
  g_auto (Fixture) self = { 0 };
  g_autoptr (GPtrArray) names = pl_guess_names_new ();
  PlGuessLimits limits = { .n_left = PL_GUESS_MOST_CONNECTIONS };
  PlScriptServer *last;
  PlGuessLane lane;

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_name (names, texts[i]);
  serve (&self, "imap.a.test", 80, "SILENT\n");
  serve (&self, "mail.a.test", 80, "SILENT\n");
  serve (&self, "a.test", 143, IMAP_STARTTLS);
  last = serve (&self, "mx.a.test", 993, IMAP_LOOK);
  begin (&self);
  lane = make_lane (&self, names, &limits);
  pl_guess_lane_run (&lane);
  g_assert_nonnull (lane.server);
  g_assert_cmpstr (pl_server_settings_get_host (lane.server), ==, "a.test");
  g_assert_cmpint (limits.n_left, ==, PL_GUESS_MOST_CONNECTIONS - 8);
  g_assert_cmpuint (pl_script_server_get_n_connections (last), <=, 1);
  g_clear_object (&lane.server);
}

/* No more connections than are left, and the most likely ones. */
static void
test_limit (void)
{
  static const char *const texts[] = { "imap.a.test=192.0.2.1", "mail.a.test=192.0.2.2",
                                       "a.test=192.0.2.3" };
  g_auto (Fixture) self = { 0 };
  g_autoptr (GPtrArray) names = pl_guess_names_new ();
  PlGuessLimits limits = { .n_left = 3 };
  PlScriptServer *last;
  PlGuessLane lane;

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_name (names, texts[i]);
  serve (&self, "imap.a.test", 80, "SILENT\n");
  serve (&self, "mail.a.test", 80, "SILENT\n");
  last = serve (&self, "a.test", 993, IMAP_LOOK);
  begin (&self);
  lane = make_lane (&self, names, &limits);
  pl_guess_lane_run (&lane);
  g_assert_null (lane.server);
  g_assert_cmpuint (count_asked (&self), ==, 3);
  g_assert_cmpuint (pl_script_server_get_n_connections (last), ==, 0);
}

/* A domain that has said what there is to say is left alone: no name is looked up. */
static void
test_not_searched (void)
{
  static const struct
  {
    const char *mx;
    PlOutcome outcome;
  } rows[] = {
    { "0 .", PL_OUTCOME_NO_DATA }, /* RFC 7505 */
    { "10 mx1.mailbox.org", PL_OUTCOME_ABANDONED }, /* a known provider */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (SourceLab) lab = { 0 };

      source_lab_set_up (&lab);
      mock_resolver_set_addresses (lab.resolver, "192.0.2.1");
      name_server_add_record (lab.server, D, ns_t_mx, rows[i].mx);
      g_assert_cmpint (pl_source_guess (&lab.context, lab.proposals, NULL), ==, rows[i].outcome);
      g_assert_cmpuint (mock_resolver_get_n_asked (lab.resolver), ==, 0);
      g_assert_cmpuint (lab.proposals->len, ==, 0);
    }
}

/* The domain does not exist: that is looked at twice, and nothing below it at all. */
static void
test_no_such_domain (void)
{
  g_auto (SourceLab) lab = { 0 };
  PlObservation *seen;

  source_lab_set_up (&lab);
  mock_resolver_set_error (lab.resolver, G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpint (pl_source_guess (&lab.context, lab.proposals, NULL), ==,
                   PL_OUTCOME_NO_SUCH_NAME);
  g_assert_cmpuint (source_lab_count (&lab, PL_SIGHT_NAME, PL_OUTCOME_NO_SUCH_NAME), ==, 2);
  seen = pl_observations_find_last (pl_recorder_peek (lab.recorder), PL_SIGHT_NAME);
  g_assert_cmpstr (pl_observation_get (seen, PL_FACT_NAME), ==, D);
  g_assert_cmpstr (pl_observation_get (seen, PL_FACT_RECORD), ==, "address");
}

static void
test_cancel (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (GError) error = NULL;

  set_up (&self);
  serve (&self, "imap." D, 993, IMAP_LOOK);
  begin (&self);
  g_cancellable_cancel (self.lab.cancellable);
  g_assert_cmpint (pl_source_guess (&self.lab.context, self.lab.proposals, &error), ==,
                   PL_OUTCOME_CANCELLED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_when_connected (gpointer data)
{
  Fixture *self = data;

  while (pl_script_server_get_n_connections (self->servers->pdata[0]) == 0)
    g_usleep (1000);
  g_cancellable_cancel (self->lab.cancellable);
}

/* In the middle of a handshake that never ends. */
static void
test_cancel_while_probing (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 began_at = g_get_monotonic_time ();
  PlWorker *worker;

  set_up (&self);
  serve (&self, "imap." D, 993, "SILENT\n");
  serve (&self, D, 80, "SILENT\n");
  begin (&self);
  worker = pl_worker_start ("cancel", cancel_when_connected, &self, NULL);
  g_assert_nonnull (worker);
  g_assert_cmpint (pl_source_guess (&self.lab.context, self.lab.proposals, &error), ==,
                   PL_OUTCOME_CANCELLED);
  pl_worker_join (worker);
  g_assert_cmpint (g_get_monotonic_time () - began_at, <, 1900 * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guess/places", test_places);
  g_test_add_func ("/guess/usual", test_usual);
  g_test_add_func ("/guess/what-is-there", test_what_is_there);
  g_test_add_func ("/guess/certificate-of-stranger", test_certificate_of_stranger);
  g_test_add_func ("/guess/silent-port", test_silent_port);
  g_test_add_func ("/guess/other-name-of-place", test_other_name_of_place);
  g_test_add_func ("/guess/many-places", test_many_places);
  g_test_add_func ("/guess/limit", test_limit);
  g_test_add_func ("/guess/not-searched", test_not_searched);
  g_test_add_func ("/guess/no-such-domain", test_no_such_domain);
  g_test_add_func ("/guess/cancel", test_cancel);
  g_test_add_func ("/guess/cancel-while-probing", test_cancel_while_probing);
  return g_test_run ();
}
