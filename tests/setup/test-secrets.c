// SPDX-License-Identifier: GPL-3.0-or-later
/* Random passwords, as nasty as people and generators make them, through checks that fail and that
 * succeed, with a server that echoes them in every form: nothing that the program knows afterwards holds
 * one. */
#include "check/check-lab.h"
#include "setup/setup-watch.h"

#include "base/pl-text.h"

#include <string.h>

#define N_ROUNDS 25

static const char *const letters[] = {
  "a",
  "Z",
  "7",
  "\"",
  "\\",
  "%",
  "=",
  "+",
  "&",
  "/",
  "'",
  "<",
  ">",
  " ",
  ";",
  "*",
  "(",
  "~",
  "\t",
  "\x01",
  "ä",
  "ß",
  "§",
  "€",
  "\xf0\x9f\x98\x80",
  "\xe2\x80\xae",
  "\xe2\x80\x8b",
  "\xc2\xa0",
};

static char *
draw_password (void)
{
  GString *password = g_string_new ("q7");
  int length = g_test_rand_int_range (5, 25);

  for (int i = 0; i < length; i++)
    g_string_append (password, letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))]);
  g_string_append (password, "x3Q");
  return g_string_free (password, FALSE);
}

/* --- The forms --- */

static char *
escape_whole (const char *password, const char *sign)
{
  GString *text = g_string_new (NULL);

  for (const guchar *p = (const guchar *) password; *p != '\0'; p++)
    g_string_append_printf (text, "%s%02X", sign, *p);
  return g_string_free (text, FALSE);
}

static char *
quote (const char *password)
{
  GString *text = g_string_new (NULL);

  for (const char *p = password; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

static char *
encode_answer (const char *user, const char *password)
{
  gsize u = strlen (user);
  gsize p = strlen (password);
  g_autofree guchar *bytes = g_malloc0 (u + p + 2);

  memcpy (bytes + 1, user, u);
  memcpy (bytes + u + 2, password, p);
  return g_base64_encode (bytes, u + p + 2);
}

/* Returns: (transfer full) (element-type utf8): */
static GPtrArray *
list_forms (const char *password)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  char *utf7 = g_convert (password, -1, "UTF-7", "UTF-8", NULL, NULL, NULL);

  g_ptr_array_add (forms, g_strdup (password));
  g_ptr_array_add (forms, quote (password));
  g_ptr_array_add (forms, g_uri_escape_string (password, NULL, FALSE));
  g_ptr_array_add (forms, escape_whole (password, "%"));
  g_ptr_array_add (forms, escape_whole (password, "="));
  g_ptr_array_add (forms, escape_whole (password, ""));
  g_ptr_array_add (forms, g_ascii_strdown (forms->pdata[5], -1));
  g_ptr_array_add (forms, g_base64_encode ((const guchar *) password, strlen (password)));
  g_ptr_array_add (forms, encode_answer ("anna", password));
  g_ptr_array_add (forms, pl_text_make_showable (password, -1));
  if (utf7 != NULL)
    g_ptr_array_add (forms, utf7);
  return forms;
}

static void
assert_none (const char *text, GPtrArray *forms, const char *where)
{
  for (guint i = 0; i < forms->len; i++)
    if (strstr (text, forms->pdata[i]) != NULL)
      g_error ("form %u of a password is in the %s:\n%s", i, where, text);
}

/* --- Everything that is known afterwards --- */

static char *
join_finding (PlFinding *finding)
{
  g_autofree char *steps = g_strjoinv ("\n", (char **) pl_finding_get_steps (finding));
  g_autofree char *checked = g_strjoinv ("\n", (char **) pl_finding_get_checked (finding));
  const char *evidence = pl_finding_get_evidence (finding);

  return g_strjoin ("\n", pl_finding_get_title (finding), pl_finding_get_explanation (finding),
                    steps, checked, evidence != NULL ? evidence : "", NULL);
}

static void
assert_setup_is_clean (PlSetup *setup, GPtrArray *forms)
{
  PlEvidence *evidence = pl_setup_get_evidence (setup);
  g_autofree char *text = pl_evidence_to_text (evidence);
  g_autofree char *report = pl_setup_dup_report (setup, TRUE);

  assert_none (text, forms, "evidence");
  assert_none (report, forms, "report");
  for (guint i = 0; i < pl_evidence_get_n_observations (evidence); i++)
    for (int fact = PL_FACT_END + 1; fact < PL_N_FACTS; fact++)
      {
        const char *value =
            pl_observation_get (pl_evidence_get_observation (evidence, i), (PlFact) fact);

        if (value != NULL)
          assert_none (value, forms, pl_fact_to_nick ((PlFact) fact));
      }
  for (guint i = 0; i < g_list_model_get_n_items (pl_setup_get_findings (setup)); i++)
    {
      g_autoptr (PlFinding) finding = g_list_model_get_item (pl_setup_get_findings (setup), i);
      g_autofree char *said = join_finding (finding);

      assert_none (said, forms, "finding");
    }
}

static void
set_server (PlSetup *setup, CheckLab *lab, PlService service, const char *host, guint16 port)
{
  g_autoptr (PlServerSettings) server =
      check_lab_make_server (lab, service, host, port, PL_SECURITY_TLS);
  PlServerFields fields;

  pl_server_settings_peek_fields (server, &fields);
  g_assert_true (pl_setup_set_server (setup, &fields, NULL));
}

static void
check (CheckLab *lab, const char *password, GPtrArray *forms, PlSetupStage expected)
{
  g_autoptr (PlSetup) setup = pl_setup_new (check_lab_get_network (lab));
  g_autoptr (PlSecret) secret = pl_secret_new (password, -1);
  SetupWatch watch;

  pl_setup_set_address (setup, check_lab_get_address (lab));
  pl_setup_set_password (setup, PL_DIRECTION_INCOMING, secret);
  set_server (setup, lab, PL_SERVICE_IMAP, LAB_IMAP, 993);
  set_server (setup, lab, PL_SERVICE_SMTP, LAB_SMTP, 465);
  setup_watch_begin (&watch, setup);
  setup_watch_check (&watch, PL_DIRECTIONS_BOTH);
  g_assert_no_error (watch.error);
  g_assert_cmpint (pl_setup_get_stage (setup), ==, expected);
  assert_setup_is_clean (setup, forms);
  setup_watch_end (&watch);
}

/* What a script can hold on one line. */
static char *
make_echo (GPtrArray *forms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < forms->len; i++)
    if (strpbrk (forms->pdata[i], "\r\n{}") == NULL)
      g_string_append_printf (text, " <%s>", (char *) forms->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
test_refused (void)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *password = draw_password ();
      g_autoptr (GPtrArray) forms = list_forms (password);
      g_autofree char *echo = make_echo (forms);
      g_autofree char *script =
          g_strdup_printf ("TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                           "S: * OK [ALERT] %s\n"
                           "S: {tag} NO [AUTHENTICATIONFAILED] not%s\nC? {tag} LOGOUT\nCLOSE\n",
                           echo, echo);
      g_autoptr (CheckLab) lab = check_lab_new ();

      check_lab_serve (lab, LAB_IMAP, 993, script);
      check_lab_serve (lab, LAB_SMTP, 465, LAB_SMTP_WITHOUT_SIGN_IN);
      check (lab, password, forms, PL_SETUP_STAGE_TROUBLE);
    }
}

static void
test_accepted (void)
{
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *password = draw_password ();
      g_autoptr (GPtrArray) forms = list_forms (password);
      g_autofree char *echo = make_echo (forms);
      g_autofree char *imap =
          g_strdup_printf ("TLS good\n" LAB_IMAP_GREETING "C: {tag} AUTHENTICATE PLAIN {answer}\n"
                           "S: {tag} OK [CAPABILITY IMAP4rev1 ID] welcome%s\n" LAB_IMAP_USE,
                           echo);
      g_autofree char *smtp =
          g_strdup_printf ("TLS good\n" LAB_SMTP_HELLO
                           "C: AUTH PLAIN {answer}\nS: 235 2.7.0 welcome%s\n" LAB_SMTP_USE,
                           echo);
      g_autoptr (CheckLab) lab = check_lab_new ();

      check_lab_serve (lab, LAB_IMAP, 993, imap);
      check_lab_serve (lab, LAB_SMTP, 465, smtp);
      check (lab, password, forms, PL_SETUP_STAGE_VERIFIED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secrets/refused", test_refused);
  g_test_add_func ("/secrets/accepted", test_accepted);

  return g_test_run ();
}
