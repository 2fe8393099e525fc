// SPDX-License-Identifier: GPL-3.0-or-later
/* Pasted text loses its secrets, whatever they are, and keeps what is to be explained. */
#include "base/pl-scrub.h"

#include <string.h>

#define ROUNDS 200

/* %s is the secret, %b its base64, %p base64 of NUL user NUL secret, %o of an OAuth line. */
static const char *const templates[] = {
  "A1 LOGIN ben@example.org %s\nA1 NO [AUTHENTICATIONFAILED] Invalid credentials",
  "A1 LOGIN \"ben\" \"%s\"\r\nA1 NO LOGIN failed.",
  "a login ben %s\na NO LOGIN failed.",
  "12:04:11 C: 0005 LOGIN {15}\nS: + OK\nC: ben@example.org {9}\nS: + OK\nC: %s\nS: 0005 NO failed",
  "C: AUTH PLAIN %p\nS: 535 5.7.8 Error: authentication failed",
  "AUTH LOGIN\n334 VXNlcm5hbWU6\n%b\n334 UGFzc3dvcmQ6\n%b\n535 5.7.8 failed",
  "AUTHENTICATE PLAIN\n+\n%p\nA2 NO [AUTHENTICATIONFAILED] no",
  "A3 AUTHENTICATE XOAUTH2 %o\nA3 NO AUTHENTICATE failed.",
  "C: USER ben\nS: +OK\nC: PASS %s\nS: -ERR [AUTH] Authentication failed",
  ">> pass %s\n<< -ERR no",
  "pass %s\n-ERR no",
  "password=%s",
  "imap_password: %s\nimap_host: imap.example.org",
  "{\"user\": \"ben\", \"pass\": \"%s\"}",
  "Passwort: %s\nFehler 535",
  "Mein Kennwort lautet %s und es geht nicht",
  "my password is %s",
  "connect imaps://ben:%s@imap.example.org/ failed: 111",
  "Authorization: Bearer %b",
  "auth: client in: PLAIN resp=%p\n",
  "sql(ben): Password mismatch (given password: %s)",
  "imaplib: > b'KJBP1 LOGIN ben \"%s\"'\nimaplib: < b'KJBP1 NO LOGIN failed'",
};

static char *
make_secret (void)
{
  static const char alphabet[] = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
                                 "!#$%&()*+,-./:;<=>?@[]^_{|}~";
  gsize length = (gsize) g_test_rand_int_range (8, 30);
  char *secret = g_malloc0 (length + 1);

  for (gsize i = 0; i < length; i++)
    secret[i] = alphabet[g_test_rand_int_range (0, (gint32) strlen (alphabet))];
  return secret;
}

static char *
fill (const char *pattern, const char *secret, const char *base64)
{
  g_autofree char *plain = g_strdup_printf ("%cben@example.org%c%s", '.', '.', secret);
  g_autofree char *oauth =
      g_strdup_printf ("user=ben@example.org\001auth=Bearer %s\001\001", secret);
  g_autofree char *plain64 = NULL;
  g_autofree char *oauth64 = g_base64_encode ((guchar *) oauth, strlen (oauth));
  gsize length = strlen (plain);
  GString *text = g_string_new (pattern);

  plain[0] = plain[strlen ("ben@example.org") + 1] = '\0';
  plain64 = g_base64_encode ((guchar *) plain, length);
  g_string_replace (text, "%b", base64, 0);
  g_string_replace (text, "%p", plain64, 0);
  g_string_replace (text, "%o", oauth64, 0);
  g_string_replace (text, "%s", secret, 1);
  return g_string_free (text, FALSE);
}

static void
test_random_secrets (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
      {
        g_autofree char *secret = make_secret ();
        g_autofree char *base64 = g_base64_encode ((guchar *) secret, strlen (secret));
        g_autofree char *text = fill (templates[i], secret, base64);
        g_autofree char *scrubbed = pl_scrub_text (text, -1);
        g_autofree char *tail = g_strndup (base64 + 4, strlen (base64) - 8);

        if (strstr (scrubbed, secret) != NULL ||
            (*tail != '\0' && strstr (scrubbed, base64) != NULL))
          g_error ("%s\nbecame\n%s", text, scrubbed);
        if (strstr (scrubbed, PL_SCRUBBED) == NULL)
          g_error ("nothing was taken out of\n%s", text);
      }
}

/* What servers and programs say is not touched. */
static void
test_kept (void)
{
  static const char *const texts[] = {
    "A1 NO LOGIN failed.",
    "A1 NO LOGIN Login error or password error",
    "A1 NO [AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled",
    "250-AUTH PLAIN LOGIN CRAM-MD5",
    "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN LOGIN-REFERRALS",
    "535 5.7.8 Error: authentication failed: generic failure",
    "535-5.7.8 Username and Password not accepted. Learn more at",
    "535 5.7.8 https://support.google.com/mail/?p=BadCredentials",
    "534 5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbt> Please log in",
    "503 5.5.1 Error: authentication not enabled",
    "530 5.5.1 Invalid command: Must issue an AUTH command first",
    "Login to server imap.gmx.net with username ben@gmx.de failed.",
    "Benutzername oder Passwort: falsch.",
    "-ERR Password supplied for \"ben@example.org\" is incorrect.",
    "error:0A00010B:SSL routines::wrong version number",
    "550 5.2.2 STOREDRV.Deliver: MapiExceptionShutoffQuotaExceeded",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *scrubbed = pl_scrub_text (texts[i], -1);

      g_assert_cmpstr (scrubbed, ==, texts[i]);
    }
}

/* An answer of the server stays, and what the other side sends is none, whatever it looks like. */
static void
test_answers (void)
{
  static const struct
  {
    const char *asked;
    const char *said;
    gboolean stays;
  } rows[] = {
    { "S: + OK", "C: abcdefg]>+", FALSE },
    { "S: + OK", "C: a:+", FALSE },
    { "+ OK", "geheim:+", FALSE },
    { "+ OK", "geheim>250 a", FALSE },
    { "C: A1 AUTHENTICATE PLAIN", "S: + ", TRUE },
    { "AUTH LOGIN", "334 name", TRUE },
    { "imaplib: < b'+ OK'", "imaplib: < b'A1 NO no'", TRUE },
    { "4> AUTH PLAIN", "4<535 5.7.8 no", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (rows[i].asked, "\n", rows[i].said, NULL);
      g_autofree char *scrubbed = pl_scrub_text (text, -1);

      g_test_message ("%s", rows[i].said);
      g_assert_cmpint (strstr (scrubbed, rows[i].said) != NULL, ==, rows[i].stays);
    }
}

static void
test_hostile (void)
{
  g_autofree char *endless = g_strnfill (1 << 18, 'a');
  g_autofree char *equals = g_strnfill (1 << 16, '=');
  const char *const texts[] = { "\xff\xfe", "LOGIN", "AUTH \n\n\n", "://@@@", endless, equals };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *scrubbed = pl_scrub_text (texts[i], -1);

      g_assert_true (g_utf8_validate (scrubbed, -1, NULL));
      g_assert_cmpuint (strlen (scrubbed), <=, 5000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scrub/random-secrets", test_random_secrets);
  g_test_add_func ("/scrub/kept", test_kept);
  g_test_add_func ("/scrub/answers", test_answers);
  g_test_add_func ("/scrub/hostile", test_hostile);

  return g_test_run ();
}
