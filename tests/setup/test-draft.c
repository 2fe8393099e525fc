// SPDX-License-Identifier: GPL-3.0-or-later
#include "setup/pl-draft-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAVED_AT 1790000000

typedef struct
{
  char *folder; /* owned */
  PlDraftStore *store; /* owned */
  PlNetwork *network; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_dir_make_tmp ("postlotse-drafts-XXXXXX", NULL);

  fixture->folder = g_build_filename (above, "drafts", NULL);
  fixture->store = pl_draft_store_new (fixture->folder);
  fixture->network = pl_network_new_practice (NULL, 0, "");
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (fixture->folder);

  pl_draft_store_unref (fixture->store);
  pl_network_unref (fixture->network);
  remove_all (fixture->folder);
  g_rmdir (above);
  g_free (fixture->folder);
}

static PlSetup *
make_setup (Fixture *fixture)
{
  PlSetup *setup = pl_setup_new (fixture->network);
  g_autoptr (PlSecret) password = pl_secret_new ("Zwiebelkuchen-47", -1);
  const PlServerFields server = { .service = PL_SERVICE_POP3,
                                  .host = "mail.anna.example",
                                  .port = 1110,
                                  .security = PL_SECURITY_STARTTLS,
                                  .username = "anna 100%",
                                  .auth = "PLAIN",
                                  .source = PL_SOURCE_USER,
                                  .allow_cleartext = TRUE };

  pl_setup_set_address (setup, "anna@gmx.de");
  pl_setup_set_display_name (setup, "Anna „Lotse“ Muster");
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, password);
  pl_setup_set_incoming_service (setup, PL_SERVICE_POP3);
  pl_setup_set_pop3_removal (setup, 21);
  g_assert_true (pl_setup_propose (setup, NULL));
  g_assert_true (pl_setup_set_server (setup, &server, NULL));
  return setup;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlSetup) setup = make_setup (fixture);
  g_autoptr (PlSetup) again = pl_setup_new (fixture->network);
  g_autofree char *text = pl_setup_dup_draft (setup, SAVED_AT);
  g_autofree char *text_again = NULL;
  g_autoptr (PlDraft) draft = pl_draft_parse (text, strlen (text));
  g_auto (GStrv) foreign = NULL;
  PlServerSettings *incoming;

  g_assert_nonnull (draft);
  g_assert_null (strstr (text, "Zwiebel"));
  g_assert_null (strstr (text, "cleartext"));
  g_assert_cmpstr (pl_draft_get_address (draft), ==, "anna@gmx.de");
  g_assert_cmpint (pl_draft_get_saved_at (draft), ==, SAVED_AT);

  g_assert_true (pl_setup_take_draft (again, draft));
  incoming = pl_setup_get_server (again, PL_DIRECTION_INCOMING);
  g_assert_cmpstr (pl_setup_get_display_name (again), ==, "Anna „Lotse“ Muster");
  g_assert_cmpuint (pl_setup_get_pop3_removal (again), ==, 21);
  g_assert_cmpstr (pl_server_settings_get_host (incoming), ==, "mail.anna.example");
  g_assert_cmpstr (pl_server_settings_get_username (incoming), ==, "anna 100%");
  g_assert_cmpuint (pl_server_settings_get_port (incoming), ==, 1110);
  g_assert_false (pl_server_settings_get_allow_cleartext (incoming));
  g_assert_cmpstr (pl_server_settings_get_host (pl_setup_get_server (again, PL_DIRECTION_OUTGOING)),
                   ==, "mail.gmx.net");
  g_assert_null (pl_setup_get_password (again, PL_DIRECTION_INCOMING));

  /* A file is not the person: a foreign host has to be agreed to again. */
  foreign = pl_setup_dup_foreign_hosts (again);
  g_assert_cmpstr (foreign[0], ==, "mail.anna.example");

  text_again = pl_setup_dup_draft (again, SAVED_AT);
  g_assert_cmpstr (text, ==, text_again);
}

/* What was typed for one account is not for the servers of another. */
static void
test_secrets_stay_behind (Fixture *fixture, gconstpointer data)
{
  static const char *const text =
      "{\"format\":1,\"saved_at\":1,\"offline\":0,\"service\":\"imap\",\"pop3_removal_days\":0,"
      "\"name\":\"\",\"address\":\"otto@web.de\"}";
  g_autoptr (PlSetup) setup = make_setup (fixture);
  g_autoptr (PlSecret) sending = pl_secret_new ("Apfelstrudel-11", -1);
  g_autoptr (PlDraft) draft = pl_draft_parse (text, strlen (text));

  pl_setup_set_password (setup, PL_DIRECTION_OUTGOING, sending);
  g_assert_nonnull (draft);
  g_assert_true (pl_setup_take_draft (setup, draft));
  g_assert_cmpstr (pl_setup_get_address (setup), ==, "otto@web.de");
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_INCOMING));
  g_assert_null (pl_setup_get_password (setup, PL_DIRECTION_OUTGOING));
}

static void
test_nothing_to_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlSetup) setup = pl_setup_new (fixture->network);
  g_autofree char *text = pl_setup_dup_draft (setup, SAVED_AT);

  pl_setup_set_display_name (setup, "Anna");
  g_assert_null (text);
}

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
#define GOOD \
  "\"format\":1,\"saved_at\":1,\"offline\":0,\"service\":\"imap\",\"pop3_removal_days\":0,"
  static const char *const texts[] = {
    "",
    "{}",
    "[]",
    "{" GOOD "\"name\":\"\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"\"}",
    "{" GOOD "\"name\":\"\",\"address\":7}",
    "{" GOOD "\"name\":\"a\\nb\",\"address\":\"anna@gmx.de\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"anna\\u202e@gmx.de\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"anna@gmx.de\",\"incoming_host\":\"a b\","
    "\"incoming_port\":993,\"incoming_security\":\"tls\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"anna@gmx.de\",\"incoming_host\":\"a.example\","
    "\"incoming_port\":0,\"incoming_security\":\"tls\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"anna@gmx.de\",\"incoming_host\":\"a.example\","
    "\"incoming_port\":70000,\"incoming_security\":\"tls\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"anna@gmx.de\",\"outgoing_host\":\"a.example\","
    "\"outgoing_port\":25,\"outgoing_security\":\"rot13\"}",
    "{" GOOD "\"name\":\"\",\"address\":\"anna@gmx.de\",\"outgoing_host\":\"a.example\","
    "\"outgoing_port\":25,\"outgoing_security\":\"tls\",\"outgoing_username\":\"a\\rb\"}",
    "{\"format\":2,\"saved_at\":1,\"offline\":0,\"service\":\"imap\",\"pop3_removal_days\":0,"
    "\"name\":\"\",\"address\":\"anna@gmx.de\"}",
    "{\"format\":1,\"saved_at\":1,\"offline\":0,\"service\":\"smtp\",\"pop3_removal_days\":0,"
    "\"name\":\"\",\"address\":\"anna@gmx.de\"}",
    "{\"format\":1,\"saved_at\":1,\"offline\":0,\"service\":\"imap\",\"pop3_removal\":\"never\","
    "\"name\":\"\",\"address\":\"anna@gmx.de\"}",
  };
  static const char *const good = "{" GOOD "\"name\":\"\",\"address\":\"anna@gmx.de\"}";
  g_autoptr (PlDraft) draft = pl_draft_parse (good, strlen (good));

  g_assert_nonnull (draft);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_null (pl_draft_parse (texts[i], strlen (texts[i])));
    }
}

static char *
save (Fixture *fixture, const char *address, gint64 saved_at)
{
  g_autoptr (PlSetup) setup = pl_setup_new (fixture->network);
  g_autofree char *text = NULL;
  char *id = pl_draft_store_make_id ();

  pl_setup_set_address (setup, address);
  text = pl_setup_dup_draft (setup, saved_at);
  g_assert_true (pl_draft_store_claim (fixture->store, id));
  g_assert_true (pl_draft_store_save (fixture->store, id, text, NULL));
  return id;
}

static void
test_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlDraftStore) other = pl_draft_store_new (fixture->folder);
  g_autoptr (GPtrArray) none = pl_draft_store_list (fixture->store);
  g_autoptr (GPtrArray) claimed = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autofree char *id = save (fixture, "anna@gmx.de", 5);
  g_autofree char *later = save (fixture, "otto@gmx.de", 6);
  g_autofree char *path = g_strdup_printf ("%s/%s.json", fixture->folder, id);
  const PlStoredDraft *newest;
  struct stat status;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);

  /* What a window has open is offered to nobody, not even by another program. */
  claimed = pl_draft_store_list (other);
  g_assert_cmpuint (claimed->len, ==, 0);
  g_assert_false (pl_draft_store_claim (other, id));
  pl_draft_store_release (fixture->store, id);
  pl_draft_store_release (fixture->store, later);

  listed = pl_draft_store_list (other);
  g_assert_cmpuint (listed->len, ==, 2);
  newest = listed->pdata[0];
  g_assert_cmpstr (newest->id, ==, later);
  g_assert_cmpstr (pl_draft_get_address (newest->draft), ==, "otto@gmx.de");
  g_assert_true (pl_draft_store_claim (other, id));
  pl_draft_store_remove (other, later);
  rest = pl_draft_store_list (fixture->store);
  g_assert_cmpuint (rest->len, ==, 0);
}

static void
test_what_cannot_be_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = save (fixture, "anna@gmx.de", 5);
  g_autofree char *broken = g_build_filename (fixture->folder, "0000000000000001.json", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "0000000000000001.broken", NULL);
  g_autofree char *linked = g_build_filename (fixture->folder, "0000000000000002.json", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "0000000000000003.json", NULL);
  g_autofree char *writable = g_build_filename (fixture->folder, "0000000000000004.json", NULL);
  g_autofree char *named = g_build_filename (fixture->folder, "notes.json", NULL);
  g_autofree char *original = g_strdup_printf ("%s/%s.json", fixture->folder, good);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  pl_draft_store_release (fixture->store, good);
  g_assert_true (g_file_get_contents (original, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (broken, "{\"format\":", -1, NULL));
  g_assert_true (g_file_set_contents (named, text, -1, NULL));
  g_assert_true (g_file_set_contents (writable, text, -1, NULL));
  g_assert_cmpint (g_chmod (writable, 0666), ==, 0);
  g_assert_cmpint (symlink (original, linked), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  drafts = pl_draft_store_list (fixture->store);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (broken, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (linked, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (pipe, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (writable, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (named, G_FILE_TEST_EXISTS));
}

static char *
make_file (Fixture *fixture, const char *name, guint days)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  const gint64 then = g_get_real_time () / G_USEC_PER_SEC - (gint64) days * 24 * 60 * 60;
  const struct timespec times[2] = { { .tv_sec = then }, { .tv_sec = then } };

  g_assert_true (g_file_set_contents (path, "{\"format\":", -1, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  return path;
}

/* What was set aside goes after a month, but for the newest; nothing else does. */
static void
test_tidy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = save (fixture, "anna@gmx.de", SAVED_AT);
  g_autofree char *old = make_file (fixture, "0000000000000001.broken", 31);
  g_autofree char *older = make_file (fixture, "0000000000000002.broken", 400);
  g_autofree char *newest = make_file (fixture, "0000000000000003.broken", 29);
  g_autofree char *strange = make_file (fixture, "notes.broken", 400);
  g_autofree char *aged = make_file (fixture, "0000000000000004.json", 400);
  g_autofree char *aside = g_build_filename (fixture->folder, "0000000000000004.broken", NULL);
  g_autofree char *kept = g_strdup_printf ("%s/%s.json", fixture->folder, good);

  pl_draft_store_release (fixture->store, good);
  g_ptr_array_unref (pl_draft_store_list (fixture->store));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (older, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (newest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (strange, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  /* Set aside now, however old it is. */
  g_assert_false (g_file_test (aged, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));

  /* Alone and old: it is the newest. */
  g_assert_cmpint (g_unlink (aside), ==, 0);
  g_assert_cmpint (g_unlink (newest), ==, 0);
  g_free (make_file (fixture, "0000000000000001.broken", 31));
  g_ptr_array_unref (pl_draft_store_list (fixture->store));
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/setup/draft/round-trip", test_round_trip);
  ADD ("/setup/draft/secrets-stay-behind", test_secrets_stay_behind);
  ADD ("/setup/draft/nothing-to-keep", test_nothing_to_keep);
  ADD ("/setup/draft/hostile", test_hostile);
  ADD ("/setup/draft/store", test_store);
  ADD ("/setup/draft/what-cannot-be-read", test_what_cannot_be_read);
  ADD ("/setup/draft/tidy", test_tidy);
  return g_test_run ();
}
