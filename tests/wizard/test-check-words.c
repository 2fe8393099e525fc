// SPDX-License-Identifier: GPL-3.0-or-later
/* The pure parts of the check page: what it says of what is left out or untested, where the button for
 * changing something leads, and which button stands out. */
#include "wizard/check/pl-check-words.h"
#include "wizard/check/pl-finding-place.h"
#include "wizard/check/pl-suggestion.h"
#include "wizard/check/pl-untested-part.h"

#include "net/pl-network.h"

#include <locale.h>
#include <string.h>

static PlFinding *
make_finding (PlService service, PlStage stage, PlFixKeys keys)
{
  g_autoptr (GPtrArray) fixes = g_ptr_array_new_with_free_func (g_object_unref);
  const PlFixFields retry = { .kind = PL_FIX_RETRY,
                              .label = "Check again",
                              .values = { .service = service } };
  const PlFixFields change = { .kind = PL_FIX_SETTINGS,
                               .label = "Change it",
                               .keys = keys,
                               .values = { .service = service,
                                           .host = "mail.example.org",
                                           .port = 993,
                                           .username = "anna",
                                           .auth = "PLAIN" } };
  const PlFindingFields fields = {
    .code = "wrong-port",
    .service = service,
    .stage = stage,
    .title = "Title",
    .explanation = "Explanation",
    .fixes = fixes,
  };

  g_ptr_array_add (fixes, pl_fix_new (&retry));
  if (keys != 0)
    g_ptr_array_add (fixes, pl_fix_new (&change));
  return pl_finding_new (&fields);
}

static void
test_places (void)
{
  static const struct
  {
    PlService service;
    PlStage stage;
    PlFixKeys keys; /* of the first fix that changes settings; 0: there is none */
    const char *page;
    const char *field;
  } cases[] = {
    { PL_SERVICE_ACCOUNT, PL_STAGE_DISCOVERY, 0, "account", "address" },
    { PL_SERVICE_ACCOUNT, PL_STAGE_CONNECT, 0, NULL, NULL },
    { PL_SERVICE_ACCOUNT, PL_STAGE_TLS, 0, NULL, NULL },
    { PL_SERVICE_IMAP, PL_STAGE_SIGN_IN, 0, "account", "password" },
    { PL_SERVICE_IMAP, PL_STAGE_SIGN_IN, PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY, "servers",
      "incoming-port" },
    { PL_SERVICE_SMTP, PL_STAGE_SENDER, 0, "account", "address" },
    { PL_SERVICE_SMTP, PL_STAGE_SIGN_IN, PL_FIX_KEY_USERNAME, "account", "password" },
    { PL_SERVICE_IMAP, PL_STAGE_SIGN_IN, PL_FIX_KEY_AUTH, "servers", "incoming-auth" },
    { PL_SERVICE_IMAP, PL_STAGE_CONNECT, PL_FIX_KEY_PORT, "servers", "incoming-port" },
    { PL_SERVICE_POP3, PL_STAGE_CONNECT, PL_FIX_KEY_PORT | PL_FIX_KEY_SECURITY, "servers",
      "incoming-port" },
    { PL_SERVICE_SMTP, PL_STAGE_GREETING, PL_FIX_KEY_SECURITY, "servers", "outgoing-security" },
    { PL_SERVICE_SMTP, PL_STAGE_RESOLVE, 0, "servers", "outgoing-host" },
    { PL_SERVICE_IMAP, PL_STAGE_TLS, PL_FIX_KEY_TRUST_FINGERPRINT, "servers", "incoming-host" },
    { PL_SERVICE_SMTP, PL_STAGE_SENDER, PL_FIX_KEY_USERNAME, "servers", "outgoing-username" },
    { PL_SERVICE_IMAP, PL_STAGE_MAILBOX, 0, "servers", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlFinding) finding =
          make_finding (cases[i].service, cases[i].stage, cases[i].keys);
      PlFindingPlace place = pl_finding_place_find (finding);

      g_test_message ("%u", i);
      g_assert_cmpstr (place.page, ==, cases[i].page);
      g_assert_cmpstr (place.field, ==, cases[i].field);
      g_assert_true ((place.label != NULL) == (place.page != NULL));
    }
}

/* The address is right: what is missing are the servers. */
static void
test_servers_missing (void)
{
  const PlFindingFields fields = {
    .code = "no-servers-found",
    .service = PL_SERVICE_ACCOUNT,
    .stage = PL_STAGE_DISCOVERY,
  };
  g_autoptr (PlFinding) finding = pl_finding_new (&fields);
  PlFindingPlace place = pl_finding_place_find (finding);

  g_assert_cmpstr (place.page, ==, "servers");
  g_assert_cmpstr (place.field, ==, "incoming-host");
  g_assert_cmpint (pl_suggestion_find (finding), ==, PL_SUGGESTION_CHANGE);
}

/* What was entered rightly is not asked for again. */
static void
test_password_in_order (void)
{
  PlFindingFields fields = {
    .code = "smtp-disabled",
    .service = PL_SERVICE_SMTP,
    .stage = PL_STAGE_SIGN_IN,
    .password_doubt = PL_PASSWORD_DOUBT_NONE,
  };
  g_autoptr (PlFinding) other = pl_finding_new (&fields);
  g_autoptr (PlFinding) possible = NULL;

  g_assert_null (pl_finding_place_find (other).page);
  fields.password_doubt = PL_PASSWORD_DOUBT_SOME;
  possible = pl_finding_new (&fields);
  g_assert_cmpstr (pl_finding_place_find (possible).field, ==, "password");
}

/* A password for sending of its own is entered where it stands; and one that receiving has accepted is not
 * to be typed again, it may be that sending wants another one. */
static void
test_sending_password (void)
{
  static const struct
  {
    PlPasswordUse use;
    PlPasswordDoubt doubt;
    PlCertainty certainty;
    const char *page;
    const char *field;
    PlSuggestion suggestion;
  } cases[] = {
    { PL_PASSWORD_USE_COMMON, PL_PASSWORD_DOUBT_STRONG, PL_CERTAINTY_LIKELY, "account", "password",
      PL_SUGGESTION_CHANGE },
    { PL_PASSWORD_USE_OWN, PL_PASSWORD_DOUBT_STRONG, PL_CERTAINTY_LIKELY, "servers",
      "outgoing-password", PL_SUGGESTION_CHANGE },
    { PL_PASSWORD_USE_OWN, PL_PASSWORD_DOUBT_NONE, PL_CERTAINTY_LIKELY, NULL, NULL,
      PL_SUGGESTION_NONE },
    { PL_PASSWORD_USE_TAKEN_ELSEWHERE, PL_PASSWORD_DOUBT_STRONG, PL_CERTAINTY_PROVEN, "servers",
      "outgoing-password", PL_SUGGESTION_CHANGE },
    { PL_PASSWORD_USE_TAKEN_ELSEWHERE, PL_PASSWORD_DOUBT_NONE, PL_CERTAINTY_LIKELY, "servers",
      "outgoing-password", PL_SUGGESTION_NONE },
    { PL_PASSWORD_USE_TAKEN_ELSEWHERE, PL_PASSWORD_DOUBT_NONE, PL_CERTAINTY_PROVEN, NULL, NULL,
      PL_SUGGESTION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PlFindingFields fields = {
        .code = "unexplained",
        .service = PL_SERVICE_SMTP,
        .stage = PL_STAGE_SIGN_IN,
        .certainty = cases[i].certainty,
        .password_doubt = cases[i].doubt,
        .password_use = cases[i].use,
      };
      g_autoptr (PlFinding) finding = pl_finding_new (&fields);

      g_test_message ("%u", i);
      g_assert_cmpstr (pl_finding_place_find (finding).page, ==, cases[i].page);
      g_assert_cmpstr (pl_finding_place_find (finding).field, ==, cases[i].field);
      g_assert_cmpint (pl_suggestion_find (finding), ==, cases[i].suggestion);
    }
}

typedef enum
{
  NOTHING,
  EXCEPTION,
  AGAIN,
  LATER,
  PAGE,
} First;

static PlFix *
make_first (First first)
{
  const PlFixFields fields[] = {
    [EXCEPTION] = { .kind = PL_FIX_SETTINGS,
                    .label = "Exception",
                    .consent = "Really?",
                    .keys = PL_FIX_KEY_TRUST_FINGERPRINT },
    [AGAIN] = { .kind = PL_FIX_RETRY, .label = "Check again" },
    [LATER] = { .kind = PL_FIX_RETRY, .label = "Check again at noon", .retry_after_s = 300 },
    [PAGE] = { .kind = PL_FIX_PAGE, .label = "Open", .url = "https://example.org/" },
  };

  return pl_fix_new (&fields[first]);
}

/* The suggested button is what most likely helps, or there is none. */
static void
test_suggestions (void)
{
  static const struct
  {
    First first;
    PlStage stage;
    PlPasswordDoubt doubt;
    guint report_step;
    PlSuggestion suggestion;
  } cases[] = {
    /* To check an unknown certificate once more changes nothing. */
    { EXCEPTION, PL_STAGE_TLS, PL_PASSWORD_DOUBT_SOME, 0, PL_SUGGESTION_NONE },
    { AGAIN, PL_STAGE_TLS, PL_PASSWORD_DOUBT_SOME, 0, PL_SUGGESTION_CHECK_AGAIN },
    { AGAIN, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_SOME, 1, PL_SUGGESTION_NONE },
    { AGAIN, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_SOME, 2, PL_SUGGESTION_CHECK_AGAIN },
    { LATER, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_NONE, 0, PL_SUGGESTION_FIX },
    { PAGE, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_STRONG, 0, PL_SUGGESTION_FIX },
    { NOTHING, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_STRONG, 0, PL_SUGGESTION_CHANGE },
    { NOTHING, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_SOME, 0, PL_SUGGESTION_NONE },
    { NOTHING, PL_STAGE_SIGN_IN, PL_PASSWORD_DOUBT_NONE, 0, PL_SUGGESTION_NONE },
    { NOTHING, PL_STAGE_SENDER, PL_PASSWORD_DOUBT_SOME, 0, PL_SUGGESTION_CHANGE },
    { NOTHING, PL_STAGE_CONNECT, PL_PASSWORD_DOUBT_SOME, 0, PL_SUGGESTION_CHANGE },
    { NOTHING, PL_STAGE_TLS, PL_PASSWORD_DOUBT_SOME, 0, PL_SUGGESTION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) fixes = g_ptr_array_new_with_free_func (g_object_unref);
      const PlFindingFields fields = {
        .code = "unexplained",
        .service = PL_SERVICE_IMAP,
        .stage = cases[i].stage,
        .password_doubt = cases[i].doubt,
        .report_step = cases[i].report_step,
        .fixes = fixes,
      };
      g_autoptr (PlFinding) finding = NULL;

      if (cases[i].first != NOTHING)
        g_ptr_array_add (fixes, make_first (cases[i].first));
      finding = pl_finding_new (&fields);
      g_test_message ("%u", i);
      g_assert_cmpint (pl_suggestion_find (finding), ==, cases[i].suggestion);
    }
}

static PlSetup *
make_setup (void)
{
  g_autoptr (PlNetwork) network = pl_network_new_practice (NULL, 0, "");
  PlSetup *setup = pl_setup_new (network);

  pl_setup_set_address (setup, "anna@gmx.de");
  g_assert_true (pl_setup_propose (setup, NULL));
  return setup;
}

static void
test_untested (void)
{
  g_autoptr (PlSetup) setup = make_setup ();
  g_autofree char *nothing = pl_check_words_describe (setup);
  g_autofree char *told = NULL;
  g_autofree char *meaning = NULL;

  g_assert_cmpstr (nothing, ==, "");
  g_assert_false (pl_check_words_may_go_on (setup));
  g_assert_cmpint (pl_untested_part_find_failed (setup), ==, PL_DIRECTIONS_BOTH);
  meaning = pl_untested_part_describe (setup, PL_DIRECTIONS_BOTH);
  g_assert_nonnull (strstr (meaning, "not tested"));
  g_assert_null (strstr (meaning, "password"));

  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_true (pl_check_words_may_go_on (setup));
  g_assert_false (pl_check_words_is_good (setup));
  g_assert_false (pl_check_words_is_partial (setup));
  g_assert_cmpstr (pl_check_words_get_heading (setup), ==, "You take these settings untested");
  told = pl_check_words_describe (setup);
  g_assert_nonnull (strstr (told, "No test has shown"));
}

/* What is waited for goes before how the account stands. */
static void
test_action (void)
{
  g_autoptr (PlSetup) setup = make_setup ();

  g_assert_cmpstr (pl_check_words_get_action (setup, FALSE, FALSE), ==, "Check _again");
  g_assert_cmpstr (pl_check_words_get_action (setup, FALSE, TRUE), ==, "_Stop waiting");
  g_assert_cmpstr (pl_check_words_get_action (setup, TRUE, TRUE), ==, "_Check now");
  pl_setup_accept_untested (setup, PL_DIRECTIONS_BOTH);
  g_assert_cmpstr (pl_check_words_get_action (setup, FALSE, FALSE), ==, "_Continue");
  g_assert_cmpstr (pl_check_words_get_action (setup, TRUE, FALSE), ==, "_Check now");

  g_assert_nonnull (strstr (pl_check_words_describe_running (FALSE), "Your password is sent only"));
  g_assert_nonnull (strstr (pl_check_words_describe_running (TRUE), "should come in any moment"));
}

static void
test_one_direction (void)
{
  g_autoptr (PlSetup) setup = make_setup ();
  g_autofree char *meaning = NULL;

  g_assert_true (pl_setup_leave_out (setup, PL_DIRECTION_OUTGOING));
  g_assert_cmpint (pl_untested_part_find_failed (setup), ==, PL_DIRECTIONS_INCOMING);
  meaning = pl_untested_part_describe (setup, PL_DIRECTIONS_INCOMING);
  g_assert_nonnull (strstr (meaning, "receiving"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wizard/check/places", test_places);
  g_test_add_func ("/wizard/check/servers-missing", test_servers_missing);
  g_test_add_func ("/wizard/check/password-in-order", test_password_in_order);
  g_test_add_func ("/wizard/check/sending-password", test_sending_password);
  g_test_add_func ("/wizard/check/suggestions", test_suggestions);
  g_test_add_func ("/wizard/check/untested", test_untested);
  g_test_add_func ("/wizard/check/action", test_action);
  g_test_add_func ("/wizard/check/one-direction", test_one_direction);
  return g_test_run ();
}
