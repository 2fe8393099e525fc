// SPDX-License-Identifier: GPL-3.0-or-later
/* A fix changes the keys that it names and nothing else, and can be taken back: shown for every fix that
 * any of the golden evidence files yields, and for every set of keys there can be. */
#include "diagnosis/pl-diagnosis.h"
#include "setup/pl-setup.h"

#include <string.h>

#define ALL_KEYS ((PL_FIX_KEY_ALLOW_CLEARTEXT << 1) - 1)

typedef struct
{
  PlServerSettings *servers[2]; /* owned, nullable */
} Snapshot;

static Snapshot
take_snapshot (PlSetup *setup)
{
  Snapshot snapshot = { { NULL } };

  for (guint i = 0; i < 2; i++)
    {
      PlServerSettings *server = pl_setup_get_server (setup, (PlDirection) i);

      snapshot.servers[i] = server != NULL ? g_object_ref (server) : NULL;
    }
  return snapshot;
}

static void
snapshot_clear (Snapshot *snapshot)
{
  g_clear_object (&snapshot->servers[0]);
  g_clear_object (&snapshot->servers[1]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Snapshot, snapshot_clear)

/* Which keys differ. What is told of a host (where it came from) goes with the host. */
static PlFixKeys
compare (PlServerSettings *before, PlServerSettings *after)
{
  PlServerFields a, b;
  PlFixKeys keys = 0;

  pl_server_settings_peek_fields (before, &a);
  pl_server_settings_peek_fields (after, &b);
  g_assert_cmpint (a.service, ==, b.service);
  keys |= strcmp (a.host, b.host) != 0 || a.source != b.source ? PL_FIX_KEY_HOST : 0;
  keys |= a.port != b.port ? PL_FIX_KEY_PORT : 0;
  keys |= a.security != b.security ? PL_FIX_KEY_SECURITY : 0;
  keys |= g_strcmp0 (a.username, b.username) != 0 ? PL_FIX_KEY_USERNAME : 0;
  keys |= g_strcmp0 (a.auth, b.auth) != 0 ? PL_FIX_KEY_AUTH : 0;
  keys |=
      g_strcmp0 (a.trust_fingerprint, b.trust_fingerprint) != 0 ? PL_FIX_KEY_TRUST_FINGERPRINT : 0;
  keys |= a.allow_cleartext != b.allow_cleartext ? PL_FIX_KEY_ALLOW_CLEARTEXT : 0;
  return keys;
}

/* What was agreed to for one server does not hold for another: an exception and the consent to clear
 * text end with the host and the port that they were given for. Nothing is ever added unnamed. */
static void
assert_only (PlFixKeys named, PlServerSettings *before, PlServerSettings *after)
{
  PlFixKeys dropped = PL_FIX_KEY_TRUST_FINGERPRINT | PL_FIX_KEY_ALLOW_CLEARTEXT;
  PlFixKeys unnamed = compare (before, after) & ~named;

  if ((named & (PL_FIX_KEY_HOST | PL_FIX_KEY_PORT)) == 0)
    dropped = 0;
  g_assert_cmpint (unnamed & ~dropped, ==, 0);
  if (unnamed & PL_FIX_KEY_TRUST_FINGERPRINT)
    g_assert_null (pl_server_settings_get_trust_fingerprint (after));
  if (unnamed & PL_FIX_KEY_ALLOW_CLEARTEXT)
    g_assert_false (pl_server_settings_get_allow_cleartext (after));
}

static PlSetup *
make_setup (PlNetwork *network, PlEvidence *evidence)
{
  PlProposal *proposal = pl_evidence_get_proposal (evidence);
  PlSetup *setup = pl_setup_new (network);

  pl_setup_set_address (setup, pl_address_get_text (pl_proposal_get_address (proposal)));
  for (guint i = 0; i < 2; i++)
    {
      PlServerSettings *server = pl_proposal_get_server (proposal, (PlDirection) i);
      PlServerFields fields;

      if (server == NULL)
        continue;
      pl_server_settings_peek_fields (server, &fields);
      if (i == PL_DIRECTION_INCOMING)
        pl_setup_set_incoming_service (setup, fields.service);
      g_assert_true (pl_setup_set_server (setup, &fields, NULL));
    }
  return setup;
}

static void
assert_same (PlSetup *setup, const Snapshot *snapshot)
{
  for (guint i = 0; i < 2; i++)
    g_assert_true (pl_setup_get_server (setup, (PlDirection) i) == snapshot->servers[i]);
}

static void
try_settings (PlSetup *setup, PlFix *fix, const PlFixFields *fields)
{
  PlDirection direction = pl_service_get_direction (fields->values.service);
  PlDirection other =
      direction == PL_DIRECTION_INCOMING ? PL_DIRECTION_OUTGOING : PL_DIRECTION_INCOMING;
  g_auto (Snapshot) before = take_snapshot (setup);
  g_autoptr (GError) error = NULL;
  PlDirections touched = pl_setup_apply_fix (setup, fix, &error);

  g_assert_no_error (error);
  g_assert_true ((touched & (1u << direction)) != 0);
  assert_only (fields->keys, before.servers[direction], pl_setup_get_server (setup, direction));
  g_assert_true (pl_setup_get_server (setup, other) == before.servers[other]);

  g_assert_true (pl_setup_get_can_undo (setup));
  g_assert_cmpint (pl_setup_undo (setup), ==, 1u << direction);
  assert_same (setup, &before);
  g_assert_false (pl_setup_get_can_undo (setup));
}

/* A page and another try change nothing, so there is nothing to take back. */
static void
try_other (PlSetup *setup, PlFix *fix)
{
  g_auto (Snapshot) before = take_snapshot (setup);
  g_autoptr (GError) error = NULL;

  (void) pl_setup_apply_fix (setup, fix, &error);
  g_assert_no_error (error);
  assert_same (setup, &before);
  g_assert_false (pl_setup_get_can_undo (setup));
}

static void
try_fix (PlNetwork *network, PlEvidence *evidence, PlFix *fix, guint *seen_kinds, guint *seen_keys)
{
  g_autoptr (PlSetup) setup = make_setup (network, evidence);
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  *seen_kinds |= 1u << fields.kind;
  *seen_keys |= fields.keys;
  if (fields.kind == PL_FIX_SETTINGS)
    try_settings (setup, fix, &fields);
  else if (fields.kind != PL_FIX_ADDRESS)
    try_other (setup, fix);
  else
    {
      g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), ==, PL_DIRECTIONS_BOTH);
      g_assert_cmpstr (pl_setup_get_address (setup), ==, fields.address);
    }
}

static void
try_file (PlNetwork *network, const char *path, guint *seen_kinds, guint *seen_keys)
{
  g_autofree char *text = NULL;
  g_autoptr (PlEvidence) evidence = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  evidence = pl_evidence_from_text (text, NULL);
  g_assert_nonnull (evidence);
  findings = pl_diagnosis_run (evidence);
  for (guint i = 0; i < findings->len; i++)
    for (guint k = 0; k < pl_finding_get_n_fixes (findings->pdata[i]); k++)
      try_fix (network, evidence, pl_finding_get_fix (findings->pdata[i], k), seen_kinds,
               seen_keys);
}

static void
test_of_all_evidence (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "evidence", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  guint seen_kinds = 0;
  guint seen_keys = 0;
  guint n_files = 0;

  g_assert_nonnull (files);
  for (const char *name = g_dir_read_name (files); name != NULL; name = g_dir_read_name (files))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".evidence"))
        {
          try_file (network, path, &seen_kinds, &seen_keys);
          n_files++;
        }
    }

  g_assert_cmpuint (n_files, >, 70);
  g_assert_cmpuint (seen_kinds, ==,
                    1u << PL_FIX_SETTINGS | 1u << PL_FIX_PAGE | 1u << PL_FIX_RETRY |
                        1u << PL_FIX_ADDRESS);
  /* No file yields a sign-in method or clear text; the other test has them. */
  g_assert_cmpuint (seen_keys | PL_FIX_KEY_AUTH | PL_FIX_KEY_ALLOW_CLEARTEXT, ==, ALL_KEYS);
}

/* What a program may do by itself: only proven, only without a question, never to clear text, never to
 * another registrable domain, never where an exception or a refused password is in play. */
static void
test_unasked (void)
{
  static const char text[] =
      "postlotse-evidence 1\naddress anna@example.org\nbegan 2026-11-21T21:00:00Z\n"
      "incoming imap host=imap.example.org port=994 security=tls username=anna source=user\n";
  static const struct
  {
    PlFixKeys keys;
    const char *host;
    PlSecurity security;
    gboolean proven;
    const char *consent;
    gboolean allowed;
  } rows[] = {
    { PL_FIX_KEY_PORT, NULL, PL_SECURITY_TLS, TRUE, NULL, TRUE },
    { PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY, NULL, PL_SECURITY_STARTTLS, TRUE, NULL, TRUE },
    { PL_FIX_KEY_HOST, "mx.example.org", PL_SECURITY_TLS, TRUE, NULL, TRUE },
    { PL_FIX_KEY_PORT, NULL, PL_SECURITY_TLS, FALSE, NULL, FALSE },
    { PL_FIX_KEY_PORT, NULL, PL_SECURITY_TLS, TRUE, "Really?", FALSE },
    { PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY, NULL, PL_SECURITY_NONE, TRUE, NULL, FALSE },
    { PL_FIX_KEY_HOST, "mx.example.net", PL_SECURITY_TLS, TRUE, NULL, FALSE },
    { PL_FIX_KEY_USERNAME, NULL, PL_SECURITY_TLS, TRUE, NULL, FALSE },
    { PL_FIX_KEY_AUTH, NULL, PL_SECURITY_TLS, TRUE, NULL, FALSE },
    { PL_FIX_KEY_TRUST_FINGERPRINT, NULL, PL_SECURITY_TLS, TRUE, NULL, FALSE },
    { PL_FIX_KEY_PORT | PL_FIX_KEY_ALLOW_CLEARTEXT, NULL, PL_SECURITY_TLS, TRUE, NULL, FALSE },
    { 0, NULL, PL_SECURITY_TLS, TRUE, NULL, FALSE },
  };
  g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, NULL);
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  g_autoptr (PlSetup) setup = make_setup (network, evidence);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlFixFields fields = { .kind = PL_FIX_SETTINGS, .label = "x", .keys = rows[i].keys };
      g_autoptr (PlFix) fix = NULL;

      fields.proven = rows[i].proven;
      fields.consent = rows[i].consent;
      fields.values = (PlServerFields){
        .service = PL_SERVICE_IMAP,
        .host = rows[i].host,
        .port = (rows[i].keys & PL_FIX_KEY_PORT) != 0 ? 993 : 0,
        .security = rows[i].security,
        .username = (rows[i].keys & PL_FIX_KEY_USERNAME) != 0 ? "bert" : NULL,
        .auth = (rows[i].keys & PL_FIX_KEY_AUTH) != 0 ? "PLAIN" : NULL,
        .allow_cleartext = (rows[i].keys & PL_FIX_KEY_ALLOW_CLEARTEXT) != 0,
      };
      fix = pl_fix_new (&fields);
      if (pl_setup_may_apply_unasked (setup, fix) != rows[i].allowed)
        g_error ("row %u", i);
    }
}

/* Values that differ from the beginning in every key. */
static PlFix *
make_fix (PlFixKeys keys, PlService service)
{
  PlFixFields fields = { .kind = PL_FIX_SETTINGS, .label = "x", .keys = keys };

  fields.values = (PlServerFields){
    .service = service,
    .host = "other.example.org",
    .port = 1234,
    .security = PL_SECURITY_NONE,
    .username = "bert",
    .auth = "CRAM-MD5",
    .trust_fingerprint = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
    .allow_cleartext = TRUE,
  };
  return pl_fix_new (&fields);
}

static void
test_of_all_keys (void)
{
  static const char text[] =
      "postlotse-evidence 1\naddress anna@example.org\nbegan 2026-11-21T21:00:00Z\n"
      "incoming imap host=imap.example.org port=993 security=tls username=anna source=user\n"
      "outgoing smtp host=smtp.example.org port=465 security=tls username=anna source=user\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PlEvidence) evidence = pl_evidence_from_text (text, &error);
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");

  g_assert_no_error (error);
  for (guint keys = 1; keys <= ALL_KEYS; keys++)
    for (guint i = 0; i < 2; i++)
      {
        PlService service = i == 0 ? PL_SERVICE_IMAP : PL_SERVICE_SMTP;
        g_autoptr (PlSetup) setup = make_setup (network, evidence);
        g_autoptr (PlFix) fix = make_fix ((PlFixKeys) keys, service);
        g_autoptr (PlServerSettings) after =
            pl_fix_apply (fix, pl_setup_get_server (setup, (PlDirection) i), NULL);
        PlFixFields fields;

        pl_fix_peek_fields (fix, &fields);
        g_assert_nonnull (after);
        /* Every key it names has come through. */
        g_assert_cmpint (compare (pl_setup_get_server (setup, (PlDirection) i), after) |
                             PL_FIX_KEY_HOST,
                         ==, keys | PL_FIX_KEY_HOST);
        try_settings (setup, fix, &fields);
      }
}

/* --- Another address --- */

#define TYPED "anna@gmxx.example"
#define MEANT "anna@gmx.de"

static PlSetup *
make_mistyped (PlNetwork *network, PlSecret *password)
{
  PlSetup *setup = pl_setup_new (network);
  const PlServerFields fields = {
    .service = PL_SERVICE_IMAP,
    .host = "imap.gmxx.example",
    .port = 993,
    .username = TYPED,
  };

  pl_setup_set_address (setup, TYPED);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  return setup;
}

static void
correct (PlSetup *setup, const char *address)
{
  const PlFixFields fields = { .kind = PL_FIX_ADDRESS, .label = "Use it", .address = address };
  g_autoptr (PlFix) fix = pl_fix_new (&fields);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pl_setup_apply_fix (setup, fix, &error), ==, PL_DIRECTIONS_BOTH);
  g_assert_no_error (error);
  g_assert_cmpstr (pl_setup_get_address (setup), ==, address);
}

/* The password was entered for another domain: it comes along by nobody's leave. Taken back, everything
 * is what it was, and what was entered for the corrected address does not go to the mistyped one. */
static void
test_address_undone (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSecret) first = pl_secret_new ("for the one", -1);
  g_autoptr (PlSecret) second = pl_secret_new ("for the other", -1);
  g_autoptr (PlSetup) setup = make_mistyped (network, first);
  g_auto (Snapshot) before = take_snapshot (setup);

  correct (setup, MEANT);
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
  g_assert_cmpstr (pl_server_settings_get_host (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)),
                   ==, "imap.gmx.net");
  g_assert_true (pl_setup_get_can_undo (setup));

  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, second);
  g_assert_true (pl_setup_get_can_undo (setup));
  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (pl_setup_get_address (setup), ==, TYPED);
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_INCOMING) == first);
  assert_same (setup, &before);
  g_assert_cmpstr (pl_address_get_text (pl_proposal_get_address (pl_setup_get_proposal (setup))),
                   ==, TYPED);
  g_assert_false (pl_setup_get_can_undo (setup));
}

/* Within one domain it is the same account at the same servers. */
static void
test_address_of_same_domain (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSecret) password = pl_secret_new ("for both", -1);
  g_autoptr (PlSetup) setup = make_mistyped (network, password);

  correct (setup, "ann@gmxx.example");
  g_assert_true (pl_setup_get_password (setup, PL_DIRECTION_INCOMING) == password);
}

/* Fixes before and after it are taken back one by one, and what is proposed anew leaves the way back
 * to the former address. */
static void
test_address_among_others (void)
{
  static const PlFixFields port = {
    .kind = PL_FIX_SETTINGS,
    .label = "Use port 143",
    .keys = PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY,
    .values = { .service = PL_SERVICE_IMAP, .port = 143, .security = PL_SECURITY_STARTTLS },
  };
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSetup) setup = make_mistyped (network, NULL);
  g_autoptr (PlFix) fix = pl_fix_new (&port);
  g_auto (Snapshot) before = take_snapshot (setup);

  g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), ==, PL_DIRECTIONS_INCOMING);
  correct (setup, MEANT);
  g_assert_cmpint (pl_setup_apply_fix (setup, fix, NULL), !=, 0);
  pl_setup_set_incoming_service (setup, PL_SERVICE_POP3);
  g_assert_true (pl_setup_propose (setup, NULL)); /* takes the port back with it */

  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (pl_setup_get_address (setup), ==, TYPED);
  g_assert_cmpint (pl_setup_get_incoming_service (setup), ==, PL_SERVICE_IMAP);
  g_assert_cmpint (pl_server_settings_get_port (pl_setup_get_server (setup, PL_DIRECTION_INCOMING)),
                   ==, 143);
  g_assert_cmpint (pl_setup_undo (setup), ==, PL_DIRECTIONS_INCOMING);
  assert_same (setup, &before);
  g_assert_false (pl_setup_get_can_undo (setup));
}

/* What they then type leaves nothing to go back to. */
static void
test_address_then_another (void)
{
  g_autoptr (PlNetwork) network = pl_network_new ();
  g_autoptr (PlSetup) setup = make_mistyped (network, NULL);

  correct (setup, MEANT);
  pl_setup_set_address (setup, "anna@gmx.net");
  g_assert_false (pl_setup_get_can_undo (setup));
  g_assert_cmpint (pl_setup_undo (setup), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fixes/of-all-evidence", test_of_all_evidence);
  g_test_add_func ("/fixes/of-all-keys", test_of_all_keys);
  g_test_add_func ("/fixes/unasked", test_unasked);
  g_test_add_func ("/fixes/address/undone", test_address_undone);
  g_test_add_func ("/fixes/address/same-domain", test_address_of_same_domain);
  g_test_add_func ("/fixes/address/among-others", test_address_among_others);
  g_test_add_func ("/fixes/address/then-another", test_address_then_another);

  return g_test_run ();
}
