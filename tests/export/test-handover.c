// SPDX-License-Identifier: GPL-3.0-or-later
/* The hand-over is written and read back, and what others may put into it is refused. */
#include "export/handover-samples.h"

#include <string.h>

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);

  g_test_message ("%s -> %s", what, with);
  g_assert_nonnull (parts[1]);
  return g_strjoinv (with, parts);
}

static char *
write_sample (const char *name)
{
  g_autoptr (GPtrArray) samples = samples_new ();

  return pl_handover_to_json (&samples_find (samples, name)->fields);
}

static PlHandover *
read_text (const char *json)
{
  g_autoptr (GError) error = NULL;
  PlHandover *handover = pl_handover_parse (json, -1, &error);

  g_assert_no_error (error);
  return handover;
}

/* What is read and written again is the same text. */
static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) samples = samples_new ();

  for (guint i = 0; i < samples->len; i++)
    {
      Sample *sample = samples->pdata[i];
      g_autofree char *json = pl_handover_to_json (&sample->fields);
      g_autoptr (PlHandover) handover = read_text (json);
      g_autofree char *again = NULL;
      PlHandoverFields fields;

      g_test_message ("%s", sample->name);
      g_assert_cmpint (pl_handover_get_status (handover), ==, PL_HANDOVER_DONE);
      pl_handover_peek_fields (handover, &fields);
      g_assert_true (pl_checked_settings_is_claimed (fields.settings));
      g_assert_false (pl_checked_settings_is_claimed (sample->fields.settings));
      again = pl_handover_to_json (&fields);
      g_assert_cmpstr (again, ==, json);
    }
}

static void
assert_has (const char *json, const char *line)
{
  g_autofree char *quoted = g_strescape (line, NULL);

  if (strstr (json, line) == NULL)
    g_error ("“%s” is not in\n%s", quoted, json);
}

static void
test_words (void)
{
  g_autofree char *usual = write_sample ("usual");
  g_autofree char *two = write_sample ("two passwords");
  g_autofree char *pop3 = write_sample ("pop3");
  g_autofree char *at_once = write_sample ("pop3 at once");
  g_autofree char *relay = write_sample ("relay");
  g_autofree char *not_tested = write_sample ("not tested");

  assert_has (usual, "\"created\" : \"2026-11-21T21:00:00Z\"");
  assert_has (usual, "\"at\" : \"2026-11-21T20:59:58Z\"");
  assert_has (usual, "\"drafts\" : \"Entwürfe\"");
  assert_has (usual, "\"version\" : \"TLSv1.3\"");
  assert_has (usual, "\"version\" : \"TLSv1.2\"");
  assert_has (usual, "\"AUTH=PLAIN\""); /* a word of IMAP's is one */
  assert_has (usual,
              "\"PIPELINING\",\n          \"AUTH PLAIN LOGIN\",\n          \"SIZE 52428800\"\n");
  assert_has (pop3, "\"SASL PLAIN\"");
  assert_has (pop3, "\"EXPIRE 60\"");
  assert_has (usual, "\"store\" : \"same-as\"");
  assert_has (usual, "\"schema\" : \"org.postlotse.Account\"");
  assert_has (two, "\"account\" : \"" SAMPLE_OTHER_ID "\"");
  assert_has (two, "\"label\" : \"Verein\"");
  assert_has (pop3, "\"leave_on_server_days\" : 14");
  assert_has (pop3, "\"sasl\" : []");
  assert_has (at_once, "\"leave_on_server_days\" : 0");
  assert_has (at_once, "\"outgoing\" : []");
  assert_has (relay, "\"expired\"");
  assert_has (relay, "\"unknown-ca\"");
  assert_has (relay, "\"sent\" : null"); /* the name had a control character in it */
  assert_has (relay, "\"drafts\" : \"Drafts & more\"");
  assert_has (not_tested, "\"at\" : null");
}

static void
test_not_done (void)
{
  g_autofree char *cancelled = pl_handover_cancelled_to_json (SAMPLE_AT);
  g_autofree char *failed = pl_handover_error_to_json (SAMPLE_AT, "no-display", "Worte", NULL);
  g_autoptr (PlHandover) first = read_text (cancelled);
  g_autoptr (PlHandover) second = read_text (failed);

  g_assert_cmpint (pl_handover_get_status (first), ==, PL_HANDOVER_CANCELLED);
  g_assert_null (pl_handover_get_settings (first));
  g_assert_cmpint (pl_handover_get_status (second), ==, PL_HANDOVER_ERROR);
  g_assert_null (pl_handover_get_settings (second));
}

/* Everything that a claim could be used for. */
static void
test_claims (void)
{
  g_autofree char *json = write_sample ("relay");
  g_autoptr (PlHandover) handover = read_text (json);
  PlProposal *proposal = pl_checked_settings_get_proposal (pl_handover_get_settings (handover));
  PlServerSettings *outgoing = pl_proposal_get_server (proposal, PL_DIRECTION_OUTGOING);

  g_assert_cmpint (pl_server_settings_get_security (outgoing), ==, PL_SECURITY_NONE);
  g_assert_false (pl_server_settings_get_allow_cleartext (outgoing));
}

static void
test_unknown_is_passed_over (void)
{
  g_autofree char *json = write_sample ("usual");
  g_autofree char *longer =
      replace (json, "\"status\"", "\"later\" : { \"a\" : [1, {\"b\" : null}] }, \"status\"");
  g_autoptr (PlHandover) handover = read_text (longer);

  g_assert_nonnull (pl_handover_get_settings (handover));
}

/* Another's item, or another server's, is as good as none. */
static void
test_foreign_items (void)
{
  static const char *const rows[][2] = {
    { "\"schema\" : \"org.postlotse.Account\"", "\"schema\" : \"org.gnome.Geary\"" },
    { "\"host\" : \"imap.example.org\",\n          \"service\"",
      "\"host\" : \"bank.example.org\",\n          \"service\"" },
    { "\"service\" : \"imap\"", "\"service\" : \"smtp\"" },
    { "\"user\" : \"anna@example.org\"", "\"user\" : \"bernd@example.org\"" },
    { "\"account\" : \"" SAMPLE_ID "\"", "\"account\" : \"*\"" },
    { "\"attributes\"", "\"other\"" },
  };
  g_autofree char *json = write_sample ("usual");
  g_autoptr (PlHandover) own = read_text (json);
  g_autofree char *packed = NULL;
  PlHandoverFields fields;

  pl_handover_peek_fields (own, &fields);
  g_assert_cmpint (fields.servers[0].store, ==, PL_SECRET_STORE_SERVICE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) parts = g_strsplit (json, "\"secret\"", 2);
      g_autofree char *rest = NULL;
      g_autofree char *changed = NULL;
      g_autoptr (PlHandover) handover = NULL;
      g_auto (GStrv) lines = g_strsplit (rows[i][0], "\n", 2);

      /* The lines' indents are json-glib's own business. */
      if (lines[1] != NULL)
        rest = replace (parts[1], lines[0], "\"host\" : \"bank.example.org\",");
      else
        rest = replace (parts[1], rows[i][0], rows[i][1]);
      changed = g_strconcat (parts[0], "\"secret\"", rest, NULL);
      handover = read_text (changed);
      pl_handover_peek_fields (handover, &fields);
      g_assert_cmpint (fields.servers[0].store, ==, PL_SECRET_STORE_NONE);
      g_assert_null (fields.servers[0].secret_account);
    }
}

static void
assert_refused (const char *json, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlHandover) handover = pl_handover_parse (json, length, &error);

  g_assert_null (handover);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_damaged (void)
{
  static const char *const rows[][2] = {
    { "postlotse-handover", "other-handover" },
    { "\"version\" : 1", "\"version\" : 2" },
    { "\"version\" : 1", "\"version\" : \"1\"" },
    { "\"status\" : \"done\"", "\"status\" : \"fine\"" },
    { "\"status\" : \"done\"", "\"status\" : null" },
    { "\"id\" : \"" SAMPLE_ID, "\"id\" : \"../../etc" },
    { "\"label\" : \"anna@example.org\"", "\"label\" : \"a\\u0007b\"" },
    { "\"label\" : \"anna@example.org\"", "\"label\" : \"a\\u202eb\"" },
    { "\"label\" : \"anna@example.org\"", "\"label\" : 7" },
    { "\"address\" : \"anna@", "\"address\" : \"Anna <a@b.example> anna@" },
    { "\"address\" : \"anna@example.org\"", "\"address\" : \"\"" },
    { "\"incoming\" : [", "\"incoming\" : [ 7, " },
    { "\"incoming\" : [", "\"incoming\" : [ [], " },
    { "\"incoming\" : [", "\"incoming\" : { }, \"former\" : [" },
    { "\"incoming\" : [", "\"former\" : [" },
    { "\"protocol\" : \"imap\"", "\"protocol\" : \"smtp\"" },
    { "\"protocol\" : \"imap\"", "\"protocol\" : \"account\"" },
    { "\"protocol\" : \"imap\"", "\"protocol\" : \"http\"" },
    { "\"host\" : \"imap.example.org\"", "\"host\" : \"bücher.example\"" },
    { "\"host\" : \"imap.example.org\"", "\"host\" : \"imap example.org\"" },
    { "\"host\" : \"imap.example.org\"", "\"host\" : \"\"" },
    { "\"host\" : \"imap.example.org\"", "\"host\" : null" },
    { "\"port\" : 993", "\"port\" : 0" },
    { "\"port\" : 993", "\"port\" : 65536" },
    { "\"port\" : 993", "\"port\" : -1" },
    { "\"port\" : 993", "\"port\" : 993.5" },
    { "\"port\" : 993", "\"port\" : \"993\"" },
    { "\"security\" : \"tls\"", "\"security\" : \"ssl\"" },
    { "\"username\" : \"anna@example.org\"", "\"username\" : \"anna\\n\"" },
    { "\"kind\" : \"password\"", "\"kind\" : \"gssapi\"" },
    { "\"sasl\" : [", "\"sasl\" : [ { }, " },
    { "\"store\" : \"secret-service\"", "\"store\" : \"file\"" },
    { "\"store\" : \"secret-service\"", "\"store\" : \"same-as\", \"incoming\" : 0" },
    { "\"incoming\" : 0", "\"incoming\" : 1" },
    { "\"trust\" : \"system\"", "\"trust\" : \"all\"" },
    { "\"state\" : \"ok\"", "\"state\" : \"failed\"" },
    { "\"at\" : \"2026", "\"at\" : \"gestern" },
    { "\"source\" : \"autoconfig\"", "\"source\" : \"heaven\"" },
    { "\"verified\"", "\"believed\"" },
    { "\"auth\" : {", "\"auth\" : null, \"other\" : {" },
  };
  g_autofree char *json = write_sample ("usual");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *damaged = replace (json, rows[i][0], rows[i][1]);

      assert_refused (damaged, -1);
    }
}

/* An exception is for one certificate. */
static void
test_damaged_exception (void)
{
  g_autofree char *json = write_sample ("relay");
  g_autofree char *without =
      replace (json, "\"sha256\" : \"aabb", "\"sha256\" : null, \"former\" : \"aabb");
  g_autofree char *other = replace (json, "\"sha256\" : \"aabb", "\"sha256\" : \"zzbb");

  assert_refused (without, -1);
  assert_refused (other, -1);
}

/* No text at all that means it well. */
static void
test_hostile (void)
{
  g_autofree char *json = write_sample ("usual");
  g_autofree char *twice = g_strconcat (json, json, NULL);
  g_autofree char *commented = g_strconcat ("/* x */", json, NULL);
  g_autofree char *deep = g_strnfill (60000, '[');
  g_autofree char *endless = g_strnfill (PL_HANDOVER_LARGEST + 1, ' ');
  g_autofree char *long_text = g_strnfill (2000, 'x');
  g_autofree char *long_name = replace (json, "Anna Beispiel", long_text);

  assert_refused ("", 0);
  assert_refused ("null", -1);
  assert_refused ("[]", -1);
  assert_refused ("{}", -1);
  assert_refused ("{\"format\" : {}}", -1);
  assert_refused ("\xff\xfe", -1);
  assert_refused (twice, -1);
  assert_refused (commented, -1);
  assert_refused (deep, -1);
  assert_refused (endless, -1);
  assert_refused (long_name, -1);
  for (gsize length = 0; length + 2 < strlen (json); length++)
    assert_refused (json, (gssize) length);
}

/* The largest that can be written can be read. */
static void
test_largest (void)
{
  g_autoptr (GPtrArray) samples = samples_new ();
  Sample *sample = samples_find (samples, "usual");
  PlCheckedServer *checked = (PlCheckedServer *) pl_checked_settings_get_server (
      sample->fields.settings, PL_DIRECTION_INCOMING);
  const char *usual = checked->capabilities;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *json = NULL;
  g_autoptr (PlHandover) handover = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (words, "%s%0*u", i > 0 ? " " : "", (int) (i % 200 + 1), i);
  checked->capabilities = words->str;
  json = pl_handover_to_json (&sample->fields);
  checked->capabilities = usual;
  handover = read_text (json);
  g_assert_cmpint (pl_handover_get_status (handover), ==, PL_HANDOVER_DONE);
}

/* Nobody sets a mail account up from one that is made up: neither a program that looks for the key nor a
 * person who sees what the account is called. */
static void
test_practice (void)
{
  g_autoptr (GPtrArray) samples = samples_new ();
  PlHandoverFields fields = ((Sample *) samples->pdata[0])->fields;
  g_autofree char *real = pl_handover_to_json (&fields);
  g_autofree char *made_up = NULL;

  fields.practice = TRUE;
  made_up = pl_handover_to_json (&fields);
  assert_has (made_up, "\"practice\" : true");
  assert_has (made_up, "\"label\" : \"Practice: anna@example.org\"");
  g_assert_null (strstr (real, "ractice"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover/round-trip", test_round_trip);
  g_test_add_func ("/handover/words", test_words);
  g_test_add_func ("/handover/practice", test_practice);
  g_test_add_func ("/handover/not-done", test_not_done);
  g_test_add_func ("/handover/claims", test_claims);
  g_test_add_func ("/handover/unknown-is-passed-over", test_unknown_is_passed_over);
  g_test_add_func ("/handover/foreign-items", test_foreign_items);
  g_test_add_func ("/handover/damaged", test_damaged);
  g_test_add_func ("/handover/damaged-exception", test_damaged_exception);
  g_test_add_func ("/handover/hostile", test_hostile);
  g_test_add_func ("/handover/largest", test_largest);
  return g_test_run ();
}
