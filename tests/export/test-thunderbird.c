// SPDX-License-Identifier: GPL-3.0-or-later
/* Accounts in Thunderbird's profiles: folders before and after, the profile in use, its lock, and what
 * it cannot have. */
#include "export/export-folder.h"

#include "export/thunderbird/pl-export-thunderbird-private.h"
#include "model/pl-checked-settings-maker.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static PlExportPlace *
make_place (const char *folder)
{
  return pl_export_place_new (&(PlExportPlaceFields){
      .target = &pl_export_thunderbird, .title = "Thunderbird", .path = folder });
}

/* --- Before and after --- */

static const char *const cases[] = {
  "beside-another",  "browser-sign-in", "corrected",     "exceptions",         "first-account",
  "hostile-names",   "no-prefs",        "open-relay",    "pop3-at-once",       "pop3-days",
  "pop3-days-alone", "pop3-keep",       "pop3-kept-now", "pop3-until-deleted", "shared-outgoing",
};

static void
test_case (gconstpointer data)
{
  g_autofree char *before =
      g_test_build_filename (G_TEST_DIST, "thunderbird", data, "before", NULL);
  g_autofree char *after = g_test_build_filename (G_TEST_DIST, "thunderbird", data, "after", NULL);
  g_autofree char *settings =
      g_test_build_filename (G_TEST_DIST, "thunderbird", data, "settings.json", NULL);
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autoptr (PlExportAccount) account = export_account_load (settings);
  g_autoptr (PlExportPlace) place = make_place (folder);
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (PlExportPlan) again = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  export_folder_copy (before, folder);
  plan = pl_export_plan (place, account, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (pl_export_plan_get_refusal (plan));
  export_folder_assert_same (folder, before);

  receipt = pl_export_plan_apply (plan, NULL, &error);
  g_assert_no_error (error);
  export_folder_assert_same (folder, after);
  again = pl_export_plan (place, account, NULL, NULL);
  g_assert_false (pl_export_plan_changes_anything (again));
  g_assert_cmpuint (pl_export_plan_get_lines (again)->len, ==, 0);
  g_assert_null (pl_export_plan_get_afterwards (again)[0]);

  g_assert_true (pl_export_receipt_undo (receipt, NULL, &error));
  export_folder_assert_same (folder, before);
}

/* Every line of the plan, put in place of the one it replaces, is what is written. */
static void
test_lines (void)
{
  g_autofree char *before =
      g_test_build_filename (G_TEST_DIST, "thunderbird/corrected/before", NULL);
  g_autofree char *settings =
      g_test_build_filename (G_TEST_DIST, "thunderbird/corrected/settings.json", NULL);
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autoptr (PlExportAccount) account = export_account_load (settings);
  g_autoptr (PlExportPlace) place = make_place (folder);
  g_autoptr (PlExportPlan) plan = NULL;
  GPtrArray *lines;

  export_folder_copy (before, folder);
  plan = pl_export_plan (place, account, NULL, NULL);
  lines = pl_export_plan_get_lines (plan);
  g_assert_cmpuint (lines->len, ==, 6);
  for (guint i = 0; i < lines->len; i++)
    {
      const PlExportLine *line = lines->pdata[i];

      g_assert_true (g_str_has_suffix (line->file, "/prefs.js"));
      g_assert_true (g_str_has_prefix (line->after, "user_pref(\"mail."));
      g_assert_true ((line->before != NULL) == (i < 3));
    }

  /* It knows the password of an account that it has. */
  g_assert_true (g_str_has_prefix (pl_export_plan_get_afterwards (plan)[0],
                                   "Thunderbird goes on with the password"));
  g_assert_null (pl_export_plan_get_afterwards (plan)[1]);
}

/* --- The lock --- */

/* Holds the lock as Thunderbird does, in a process of its own, until it is killed. */
static pid_t
hold_lock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".parentlock", NULL);
  int pipe_ends[2];
  char ready = 0;
  pid_t child;

  g_assert_true (pipe (pipe_ends) == 0);
  child = fork ();
  g_assert_true (child >= 0);
  if (child == 0)
    {
      struct flock record = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int fd = open (path, O_RDWR | O_CREAT, 0600);

      if (fd < 0 || fcntl (fd, F_SETLK, &record) != 0 || write (pipe_ends[1], "x", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }
  g_assert_true (read (pipe_ends[0], &ready, 1) == 1);
  close (pipe_ends[0]);
  close (pipe_ends[1]);
  return child;
}

static void
end_lock (pid_t child)
{
  g_assert_true (kill (child, SIGKILL) == 0);
  g_assert_true (waitpid (child, NULL, 0) == child);
}

static void
test_running (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autoptr (PlExportPlace) place = make_place (folder);
  g_autoptr (PlExportAccount) account = export_account_usual ();
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;
  pid_t child = hold_lock (folder);

  g_assert_true (pl_thunderbird_is_locked (folder));
  plan = pl_export_plan (place, account, NULL, NULL);
  g_assert_null (pl_export_plan_apply (plan, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING);
  names = export_folder_list (folder);
  g_assert_cmpstr (names, ==, ".parentlock");

  end_lock (child);
  g_assert_false (pl_thunderbird_is_locked (folder));
  receipt = pl_export_plan_apply (plan, NULL, NULL);
  g_assert_nonnull (receipt);
}

/* Looking whether it runs, or reading, must not give up what is held: the classic lock would go. */
static void
test_lock_is_kept (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autoptr (PlExportPlace) place = make_place (folder);
  g_autofree char *path = g_build_filename (folder, ".parentlock", NULL);
  g_autoptr (GError) error = NULL;
  gpointer lock = pl_thunderbird_lock (place, NULL);
  int status = 0;
  pid_t child;

  g_assert_nonnull (lock);
  g_assert_true (pl_thunderbird_is_locked (folder));
  g_assert_null (pl_thunderbird_lock (place, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_RUNNING);

  child = fork ();
  if (child == 0)
    {
      struct flock record = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int fd = open (path, O_RDWR);

      _exit (fcntl (fd, F_SETLK, &record) == 0 ? 1 : 0);
    }
  g_assert_true (waitpid (child, &status, 0) == child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  pl_thunderbird_unlock (lock);
  g_assert_false (pl_thunderbird_is_locked (folder));
}

/* --- Files that are not as they should be --- */

static void
test_half_written (void)
{
  static const char *const halves[] = {
    "user_pref(\"a\", 1);\nuser_pref(\"mail.accountmanager.accounts\", \"acc",
    "user_pref(\"a\", 1);\n/* ",
  };
  g_autoptr (PlExportAccount) account = export_account_usual ();

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autoptr (ExportFolder) folder = export_folder_new ();
      g_autoptr (PlExportPlace) place = make_place (folder);
      g_autoptr (GError) error = NULL;

      export_folder_write (folder, "prefs.js", halves[i]);
      g_assert_null (pl_export_plan (place, account, NULL, &error));
      g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED);
    }
}

static void
test_user_js (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autoptr (PlExportPlace) place = make_place (folder);
  g_autoptr (PlExportAccount) account = export_account_usual ();
  g_autoptr (PlExportPlan) free_plan = NULL;
  g_autoptr (PlExportPlan) plan = NULL;

  export_folder_write (folder, "user.js", "user_pref(\"mail.rights.version\", 1);\n");
  free_plan = pl_export_plan (place, account, NULL, NULL);
  g_assert_null (pl_export_plan_get_refusal (free_plan));
  export_folder_write (folder, "user.js",
                       "user_pref(\"mail.accountmanager.accounts\", \"account1\");\n");
  plan = pl_export_plan (place, account, NULL, NULL);
  g_assert_nonnull (strstr (pl_export_plan_get_refusal (plan), "user.js"));
}

/* A number out of reach, in somebody's user name or in the file, is never used twice. */
static void
test_hostile_numbers (void)
{
  g_autoptr (ExportFolder) folder = export_folder_new ();
  g_autoptr (PlExportPlace) place = make_place (folder);
  g_autoptr (PlExportAccount) account = export_account_usual ();
  g_autoptr (PlExportPlan) plan = NULL;
  g_autoptr (PlExportReceipt) receipt = NULL;
  g_autofree char *text = NULL;

  export_folder_write (folder, "prefs.js",
                       "user_pref(\"mail.account.lastKey\", 2147483647);\n"
                       "user_pref(\"mail.server.server1000000.type\", \"imap\");\n"
                       "user_pref(\"mail.server.server1000001.type\", \"imap\");\n"
                       "user_pref(\"mail.identity.id99999999999999999999.useremail\", \"x\");\n"
                       "user_pref(\"mail.smtpservers\", \"smtp3, smtp5,,smtpx\");\n");
  plan = pl_export_plan (place, account, NULL, NULL);
  receipt = pl_export_plan_apply (plan, NULL, NULL);
  text = export_folder_read (folder, "prefs.js");
  g_assert_nonnull (receipt);
  g_assert_nonnull (strstr (text, "(\"mail.account.account1.server\", \"server1000002\")"));
  g_assert_nonnull (strstr (text, "(\"mail.account.account1.identities\", \"id1\")"));
  g_assert_nonnull (strstr (text, "(\"mail.smtpservers\", \"smtp3, smtp5,,smtpx,smtp6\")"));
  g_assert_nonnull (strstr (text, "(\"mail.account.lastKey\", 2147483647)"));
}

/* --- What Thunderbird cannot have --- */

static const PlServerFields imap = { .service = PL_SERVICE_IMAP,
                                     .host = "imap.example.org",
                                     .port = 993,
                                     .username = "anna" };
static const PlServerFields smtp = { .service = PL_SERVICE_SMTP,
                                     .host = "smtp.example.org",
                                     .port = 465,
                                     .username = "anna" };

static const struct
{
  const char *host;
  PlCheckState state;
  const char *mechanism;
  const char *capabilities;
  gboolean refused;
  int method;
} sign_ins[] = {
  { "imap.example.org", PL_CHECK_STATE_OK, "PLAIN", NULL, FALSE, 3 },
  { "imap.example.org", PL_CHECK_STATE_OK, NULL, NULL, FALSE, 3 },
  { "imap.example.org", PL_CHECK_STATE_OK, "LOGIN-COMMAND", NULL, FALSE, 3 },
  { "imap.example.org", PL_CHECK_STATE_OK, "CRAM-MD5", NULL, FALSE, 4 },
  { "imap.example.org", PL_CHECK_STATE_OK, "SCRAM-SHA-256", "IMAP4rev1 IDLE", FALSE, 3 },
  { "imap.example.org", PL_CHECK_STATE_OK, "SCRAM-SHA-256", "AUTH=SCRAM-SHA-256 AUTH=PLAIN", FALSE,
    3 },
  { "imap.example.org", PL_CHECK_STATE_OK, "SCRAM-SHA-256", "AUTH=SCRAM-SHA-256", TRUE, 3 },
  { "imap.example.org", PL_CHECK_STATE_OK, "XOAUTH2", NULL, TRUE, 10 },
  { "imap.example.org", PL_CHECK_STATE_PARTIAL, NULL, NULL, FALSE, 3 },
  { "imap.gmail.com", PL_CHECK_STATE_OK, "PLAIN", NULL, FALSE, 3 },
  { "imap.gmail.com", PL_CHECK_STATE_PARTIAL, NULL, NULL, FALSE, 10 },
  { "imap.gmail.com", PL_CHECK_STATE_OK, "XOAUTH2", NULL, FALSE, 10 },
  { "outlook.office365.com", PL_CHECK_STATE_PARTIAL, "XOAUTH2", NULL, FALSE, 10 },
  { "IMAP.Fastmail.com", PL_CHECK_STATE_OK, "OAUTHBEARER", NULL, FALSE, 10 },
  { "notgmail.com", PL_CHECK_STATE_OK, "XOAUTH2", NULL, TRUE, 10 },
};

static void
test_sign_ins (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_ins); i++)
    {
      PlServerFields incoming = imap;
      const PlCheckedServer seen = { .state = sign_ins[i].state,
                                     .mechanism = sign_ins[i].mechanism,
                                     .capabilities = sign_ins[i].capabilities,
                                     .trust = "system" };
      g_autoptr (PlExportAccount) account = NULL;
      g_autofree char *refusal = NULL;

      incoming.host = sign_ins[i].host;
      account = export_account_new (&incoming, NULL, &seen);
      refusal = pl_thunderbird_refuse (account);
      g_test_message ("%s %s", sign_ins[i].host, sign_ins[i].mechanism);
      g_assert_true ((refusal != NULL) == sign_ins[i].refused);
      g_assert_cmpint (pl_thunderbird_get_auth_method (account, PL_DIRECTION_INCOMING), ==,
                       sign_ins[i].method);
    }
}

static void
test_refusals (void)
{
  const PlCheckedServer seen = { .state = PL_CHECK_STATE_OK,
                                 .mechanism = "PLAIN",
                                 .trust = "none" };
  PlServerFields clear = imap;
  g_autoptr (PlExportAccount) send_only = export_account_new (NULL, &smtp, &seen);
  g_autoptr (PlExportAccount) not_agreed = NULL;
  g_autoptr (PlExportAccount) agreed = NULL;
  g_autofree char *first = pl_thunderbird_refuse (send_only);
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  clear.security = PL_SECURITY_NONE;
  not_agreed = export_account_new (&clear, NULL, &seen);
  clear.allow_cleartext = TRUE;
  agreed = export_account_new (&clear, NULL, &seen);
  second = pl_thunderbird_refuse (not_agreed);
  g_assert_nonnull (second);
  g_assert_null (pl_thunderbird_refuse (agreed));
  g_assert_null (pl_export_make_import (&pl_export_thunderbird, not_agreed, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
}

/* --- Where the profiles are --- */

#define INI                                                           \
  "[Profile1]\nName=old\nIsRelative=1\nPath=aaa.default\nDefault=1\n" \
  "[Install123]\nDefault=bbb.default-esr\nLocked=1\n"                 \
  "[Profile0]\nName=in use\nIsRelative=1\nPath=bbb.default-esr\n"     \
  "[Profile2]\nName=gone\nIsRelative=1\nPath=ccc.gone\n"              \
  "[Profile3]\nName=never used\nIsRelative=1\nPath=ddd.never\n[General]\nVersion=2\n"

static void
test_places (void)
{
  const char *home = export_home_empty ();
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *used = g_build_filename (home, ".thunderbird/bbb.default-esr", NULL);

  export_folder_write (home, ".thunderbird/profiles.ini", INI);
  export_folder_write (home, ".thunderbird/aaa.default/prefs.js", "");
  export_folder_write (home, ".thunderbird/bbb.default-esr/prefs.js", "");
  export_folder_write (home, ".thunderbird/ddd.never/times.json", "{}");
  export_folder_write (home, ".var/app/org.mozilla.thunderbird/.thunderbird/profiles.ini",
                       "[Profile0]\nName=default\nIsRelative=1\nPath=x.default\n");
  export_folder_write (home, ".var/app/org.mozilla.thunderbird/.thunderbird/x.default/times.json",
                       "");
  places = pl_export_find_places (&pl_export_thunderbird, NULL);
  g_assert_cmpuint (places->len, ==, 3);
  g_assert_cmpstr (pl_export_place_get_path (places->pdata[0]), ==, used);
  g_assert_cmpstr (pl_export_place_get_profile (places->pdata[0]), ==, "in use");
  g_assert_cmpstr (pl_export_place_get_title (places->pdata[0]), ==,
                   "Thunderbird, profile “in use”");
  g_assert_true (pl_export_place_get_preferred (places->pdata[0]));
  g_assert_cmpstr (pl_export_place_get_profile (places->pdata[1]), ==, "old");
  g_assert_false (pl_export_place_get_preferred (places->pdata[1]));
  g_assert_cmpstr (pl_export_place_get_title (places->pdata[2]), ==, "Thunderbird (Flatpak)");
  g_assert_cmpint (pl_export_place_get_packaging (places->pdata[2]), ==, PL_PACKAGING_FLATPAK);
}

/* installs.ini alone says it, and an absolute path is one. */
static void
test_places_elsewhere (void)
{
  const char *home = export_home_empty ();
  g_autoptr (ExportFolder) elsewhere = export_folder_new ();
  g_autofree char *ini = g_strdup_printf (
      "[Profile0]\nName=a\nIsRelative=1\nPath=a\nDefault=1\n[Profile1]\nName=b\nIsRelative=0\nPath=%s\n",
      elsewhere);
  g_autofree char *installs = g_strdup_printf ("[ABC]\nDefault=%s\n", elsewhere);
  g_autoptr (GPtrArray) places = NULL;

  export_folder_write (home, ".thunderbird/profiles.ini", ini);
  export_folder_write (home, ".thunderbird/installs.ini", installs);
  export_folder_write (home, ".thunderbird/a/prefs.js", "");
  export_folder_write (elsewhere, "prefs.js", "");
  places = pl_export_find_places (&pl_export_thunderbird, NULL);
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpstr (pl_export_place_get_path (places->pdata[0]), ==, elsewhere);
}

static void
test_never_started (void)
{
  const char *home = export_home_empty ();
  g_autofree char *program = g_build_filename (home, "thunderbird", NULL);
  g_autoptr (GPtrArray) nothing = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (PlExportAccount) account = export_account_usual ();
  g_autoptr (GError) error = NULL;

  nothing = pl_export_find_places (&pl_export_thunderbird, NULL);
  g_assert_cmpuint (nothing->len, ==, 0);
  export_folder_write (home, "thunderbird", "#!/bin/sh\n");
  g_assert_true (g_chmod (program, 0755) == 0);
  places = pl_export_find_places (&pl_export_thunderbird, NULL);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpint (pl_export_place_get_state (places->pdata[0]), ==, PL_EXPORT_PLACE_UNUSABLE);
  g_assert_nonnull (pl_export_place_get_problem (places->pdata[0]));
  g_assert_false (pl_export_place_get_preferred (places->pdata[0]));
  g_assert_null (pl_export_plan (places->pdata[0], account, NULL, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_GONE);
}

/* --- The archive --- */

static guint32
get32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_LE (value);
}

static void
test_import (void)
{
  g_autoptr (PlExportAccount) account = export_account_usual ();
  g_autoptr (GBytes) zip = pl_export_make_import (&pl_export_thunderbird, account, NULL);
  g_autoptr (PlThunderbirdPrefs) prefs = NULL;
  g_autoptr (GPtrArray) names = NULL;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (zip, &length);
  guint32 size = get32 (bytes + 22);
  /* Thunderbird 140 drops the folder, whatever it is. */
  static const char name[] = "Thunderbird/prefs.js";
  gsize begin = 30 + strlen (name);

  g_assert_cmpmem (bytes, 4, "PK\3\4", 4);
  g_assert_cmpmem (bytes + 30, strlen (name), name, strlen (name));
  g_assert_cmpmem (bytes + begin + size, 4, "PK\1\2", 4);
  g_assert_cmpmem (bytes + length - 22, 4, "PK\5\6", 4);
  g_assert_cmpuint (get32 (bytes + length - 6), ==, begin + size);
  prefs = pl_thunderbird_prefs_parse ((const char *) bytes + begin, size);
  g_assert_true (pl_thunderbird_prefs_is_whole (prefs));
  g_assert_cmpstr (pl_thunderbird_prefs_get_string (prefs, "mail.accountmanager.accounts"), ==,
                   "account1");
  names = pl_thunderbird_prefs_list (prefs, "");
  for (guint i = 0; i < names->len; i++)
    g_assert_true (g_str_has_prefix (names->pdata[i], "mail."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/thunderbird/", cases[i], NULL);

      g_test_add_data_func (path, cases[i], test_case);
    }
  g_test_add_func ("/thunderbird/lines", test_lines);
  g_test_add_func ("/thunderbird/running", test_running);
  g_test_add_func ("/thunderbird/lock-is-kept", test_lock_is_kept);
  g_test_add_func ("/thunderbird/half-written", test_half_written);
  g_test_add_func ("/thunderbird/user-js", test_user_js);
  g_test_add_func ("/thunderbird/hostile-numbers", test_hostile_numbers);
  g_test_add_func ("/thunderbird/sign-ins", test_sign_ins);
  g_test_add_func ("/thunderbird/refusals", test_refusals);
  g_test_add_func ("/thunderbird/places", test_places);
  g_test_add_func ("/thunderbird/places-elsewhere", test_places_elsewhere);
  g_test_add_func ("/thunderbird/never-started", test_never_started);
  g_test_add_func ("/thunderbird/import", test_import);
  return export_home_run_tests ();
}
