// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-imap-login.h"
#include "protocol/pl-mechanism.h"
#include "protocol/pl-sasl.h"

#include <gsasl.h>
#include <string.h>

#define EIGHT "ä§\"\\ x "
#define LONG EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT

/* What people have as passwords, the awkward ones. */
static const char *const passwords[] = {
  "geheim",
  "Grüße äöüß",
  " blank at both ends ",
  "quote\"and\\backslash",
  "§paragraph§",
  "comma,equals=percent%",
  "NIL",
  "{5}",
  "a",
  LONG LONG LONG, /* over 200 characters, most of them to be escaped */
};

static void
test_imap_forms (void)
{
  static const struct
  {
    const char *text;
    PlImapStringForm form;
  } cases[] = {
    { "anna@example.org", PL_IMAP_STRING_ATOM },
    { "", PL_IMAP_STRING_QUOTED },
    { "nil", PL_IMAP_STRING_QUOTED },
    { "a b", PL_IMAP_STRING_QUOTED },
    { "a\"b", PL_IMAP_STRING_QUOTED },
    { "a%", PL_IMAP_STRING_QUOTED },
    { "ä", PL_IMAP_STRING_LITERAL },
    { "a\"ä", PL_IMAP_STRING_LITERAL },
    { "a\nb", PL_IMAP_STRING_LITERAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (pl_imap_string_get_form (cases[i].text, strlen (cases[i].text)), ==,
                       cases[i].form);
    }
  g_assert_cmpint (pl_imap_string_get_form ("a\0b", 3), ==, PL_IMAP_STRING_IMPOSSIBLE);
}

typedef struct
{
  const char *username;
  const char *password;
  PlImapLiterals literals;
  const char *pieces; /* as sent, with | between them */
  const char *shown;
} LoginCase;

static const LoginCase login_cases[] = {
  { "anna", "geheim", PL_IMAP_LITERALS_SYNCHRONIZING, "A1 LOGIN anna geheim\r\n",
    "A1 LOGIN anna •••" },
  { "anna b", "a\"b\\c d", PL_IMAP_LITERALS_SYNCHRONIZING,
    "A1 LOGIN \"anna b\" \"a\\\"b\\\\c d\"\r\n", "A1 LOGIN anna b •••" },
  { "anna", "ä", PL_IMAP_LITERALS_SYNCHRONIZING, "A1 LOGIN anna {2}\r\n|ä\r\n",
    "A1 LOGIN anna {…}|•••" },
  { "anna", "ä", PL_IMAP_LITERALS_ANY, "A1 LOGIN anna {2+}\r\nä\r\n", "A1 LOGIN anna {…+} •••" },
  { "anna", "ä", PL_IMAP_LITERALS_SHORT, "A1 LOGIN anna {2+}\r\nä\r\n", "A1 LOGIN anna {…+} •••" },
  { "jörg", "ä b", PL_IMAP_LITERALS_SYNCHRONIZING, "A1 LOGIN {5}\r\n|jörg {4}\r\n|ä b\r\n",
    "A1 LOGIN {…}|jörg {…}|•••" },
};

static char *
join_pieces (GPtrArray *pieces, gboolean shown)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      PlImapPiece *piece = g_ptr_array_index (pieces, i);

      if (i > 0)
        g_string_append_c (joined, '|');
      if (shown)
        g_string_append (joined, piece->shown);
      else
        g_string_append_len (joined, piece->bytes, (gssize) piece->length);
    }
  return g_string_free (joined, FALSE);
}

static void
test_imap_login (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (login_cases); i++)
    {
      const LoginCase *wanted = &login_cases[i];
      g_autoptr (PlSecret) password = pl_secret_new (wanted->password, -1);
      g_autoptr (GPtrArray) pieces =
          pl_imap_login_new ("A1", wanted->username, password, wanted->literals);
      g_autofree char *sent = join_pieces (pieces, FALSE);
      g_autofree char *shown = join_pieces (pieces, TRUE);

      g_assert_cmpstr (sent, ==, wanted->pieces);
      g_assert_cmpstr (shown, ==, wanted->shown);
      g_assert_cmpint (pl_imap_login_is_quick (wanted->username, password, wanted->literals), ==,
                       pieces->len == 1);
    }
}

static void
test_imap_login_limits (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *long_foreign = g_strconcat ("ä", long_text, NULL);
  g_autoptr (PlSecret) foreign = pl_secret_new (long_foreign, -1);
  g_autoptr (PlSecret) with_nul = pl_secret_new ("a\0b", 3);

  /* RFC 7888 5: LITERAL- ends at 4096 bytes */
  g_assert_false (pl_imap_login_is_quick ("anna", foreign, PL_IMAP_LITERALS_SHORT));
  g_assert_true (pl_imap_login_is_quick ("anna", foreign, PL_IMAP_LITERALS_ANY));
  g_assert_false (pl_imap_login_is_possible ("anna", with_nul));
  g_assert_true (pl_imap_login_is_possible ("anna", foreign));
}

typedef struct
{
  PlService service;
  const char *capabilities; /* NULL: not known */
  gboolean trusted;
  const char *forced;
  gboolean plain_is_quick;
  gboolean command_is_quick;
  const char *mechanism; /* NULL: none */
} ChoiceCase;

#define ALL "AUTH=PLAIN AUTH=LOGIN AUTH=CRAM-MD5 AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256"

static const ChoiceCase choice_cases[] = {
  { PL_SERVICE_IMAP, ALL, TRUE, NULL, TRUE, TRUE, "PLAIN" },
  { PL_SERVICE_IMAP, ALL, TRUE, NULL, FALSE, TRUE, "LOGIN-COMMAND" },
  { PL_SERVICE_IMAP, ALL, TRUE, NULL, FALSE, FALSE, "PLAIN" },
  { PL_SERVICE_IMAP, ALL " LOGINDISABLED", TRUE, NULL, FALSE, TRUE, "PLAIN" },
  { PL_SERVICE_IMAP, "AUTH=LOGIN", TRUE, NULL, FALSE, FALSE, "LOGIN" },
  { PL_SERVICE_IMAP, "IMAP4REV1", TRUE, NULL, FALSE, FALSE, "LOGIN-COMMAND" },
  { PL_SERVICE_IMAP, "AUTH=XOAUTH2 LOGINDISABLED", TRUE, NULL, FALSE, TRUE, NULL },
  { PL_SERVICE_IMAP, "AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256 LOGINDISABLED", TRUE, NULL, FALSE, TRUE,
    "SCRAM-SHA-256" },
  { PL_SERVICE_IMAP, ALL, FALSE, NULL, TRUE, TRUE, "SCRAM-SHA-256" },
  { PL_SERVICE_IMAP, "AUTH=CRAM-MD5 AUTH=PLAIN", FALSE, NULL, TRUE, TRUE, "CRAM-MD5" },
  { PL_SERVICE_IMAP, "AUTH=PLAIN LOGINDISABLED", FALSE, NULL, FALSE, TRUE, "PLAIN" },
  { PL_SERVICE_IMAP, ALL, TRUE, "cram-md5", TRUE, TRUE, "CRAM-MD5" },
  { PL_SERVICE_IMAP, ALL, TRUE, "LOGIN-COMMAND", TRUE, TRUE, "LOGIN-COMMAND" },
  { PL_SERVICE_IMAP, ALL " LOGINDISABLED", TRUE, "LOGIN-COMMAND", TRUE, TRUE, NULL },
  { PL_SERVICE_IMAP, "AUTH=PLAIN", TRUE, "SCRAM-SHA-256", TRUE, TRUE, NULL },
  { PL_SERVICE_IMAP, "AUTH=XOAUTH2", TRUE, "XOAUTH2", TRUE, TRUE, NULL },
  { PL_SERVICE_IMAP, "AUTH=SCRAM-SHA-256-PLUS LOGINDISABLED", TRUE, NULL, TRUE, TRUE, NULL },
  { PL_SERVICE_IMAP, ALL, TRUE, "USER-PASS", TRUE, TRUE, NULL },
  { PL_SERVICE_POP3, "SASL AUTH=PLAIN USER", TRUE, NULL, TRUE, TRUE, "PLAIN" },
  { PL_SERVICE_POP3, "SASL AUTH=PLAIN USER", TRUE, NULL, FALSE, TRUE, "USER-PASS" },
  { PL_SERVICE_POP3, "SASL AUTH=SCRAM-SHA-256 USER", TRUE, NULL, FALSE, TRUE, "SCRAM-SHA-256" },
  { PL_SERVICE_POP3, "SASL AUTH=LOGIN USER", TRUE, NULL, FALSE, TRUE, "LOGIN" },
  { PL_SERVICE_POP3, "SASL AUTH=GSSAPI USER", TRUE, NULL, FALSE, FALSE, "USER-PASS" },
  { PL_SERVICE_POP3, "SASL AUTH=CRAM-MD5 USER", TRUE, "USER-PASS", FALSE, TRUE, "USER-PASS" },
  { PL_SERVICE_POP3, "SASL", TRUE, NULL, TRUE, TRUE, NULL },
  { PL_SERVICE_POP3, "UIDL", TRUE, NULL, TRUE, FALSE, "USER-PASS" },
  { PL_SERVICE_POP3, NULL, TRUE, NULL, FALSE, FALSE, "USER-PASS" },
  { PL_SERVICE_POP3, "SASL AUTH=PLAIN", TRUE, "USER-PASS", TRUE, TRUE, NULL },
  { PL_SERVICE_SMTP, "AUTH AUTH=LOGIN AUTH=PLAIN", TRUE, NULL, TRUE, FALSE, "PLAIN" },
  { PL_SERVICE_SMTP, "AUTH AUTH=LOGIN", TRUE, NULL, TRUE, FALSE, "LOGIN" },
  { PL_SERVICE_SMTP, "SIZE", TRUE, NULL, TRUE, FALSE, NULL },
  { PL_SERVICE_SMTP, "SIZE", TRUE, "LOGIN-COMMAND", TRUE, TRUE, NULL },
};

static void
test_choice (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (choice_cases); i++)
    {
      const ChoiceCase *wanted = &choice_cases[i];
      g_autoptr (PlCapabilityList) capabilities = pl_capability_list_new ();
      PlMechanismChoice choice = {
        .service = wanted->service,
        .capabilities = wanted->capabilities != NULL ? capabilities : NULL,
        .trusted = wanted->trusted,
        .forced = wanted->forced,
        .plain_is_quick = wanted->plain_is_quick,
        .command_is_quick = wanted->command_is_quick,
      };
      const PlMechanism *got;

      if (wanted->capabilities != NULL)
        pl_capability_list_add_words (capabilities, wanted->capabilities);
      got = pl_mechanism_choose (&choice);
      g_test_message ("%u: %s", i, wanted->capabilities);
      g_assert_cmpstr (got != NULL ? got->name : NULL, ==, wanted->mechanism);
    }
}

/* The server's side, by the same library: it knows @hook as the right password. */
static int
serve_cb (Gsasl *library, Gsasl_session *session, Gsasl_property property)
{
  const char *right = gsasl_session_hook_get (session);

  if (property == GSASL_PASSWORD)
    return gsasl_property_set (session, GSASL_PASSWORD, right);
  if (property == GSASL_VALIDATE_SIMPLE)
    return g_strcmp0 (gsasl_property_fast (session, GSASL_PASSWORD), right) == 0 &&
                   g_strcmp0 (gsasl_property_fast (session, GSASL_AUTHID), "jörg,=x") == 0
               ? GSASL_OK
               : GSASL_AUTHENTICATION_ERROR;
  return GSASL_NO_CALLBACK;
}

/* Lets both sides talk; tells whether the server let the client in, and the client's last state. */
static gboolean
converse (Gsasl *library,
          const char *name,
          const char *typed,
          const char *right,
          PlSaslState *state)
{
  const PlMechanism *mechanism = pl_mechanism_find (name);
  g_autoptr (PlSecret) password = pl_secret_new (typed, -1);
  PlSaslIdentity identity = { "jörg,=x", password, "imap", "mail.example.org" };
  g_autoptr (PlSasl) sasl = pl_sasl_new (mechanism, &identity);
  g_autoptr (PlSecretString) response = NULL;
  Gsasl_session *session;
  int result = GSASL_NEEDS_MORE;

  g_assert_nonnull (sasl);
  g_assert_true (pl_sasl_can_carry (mechanism, password));
  g_assert_cmpint (gsasl_server_start (library, name, &session), ==, GSASL_OK);
  gsasl_session_hook_set (session, (void *) right);
  *state = PL_SASL_MORE;
  if (mechanism->client_first)
    *state = pl_sasl_step (sasl, NULL, &response);

  while (result == GSASL_NEEDS_MORE)
    {
      char *challenge = NULL;

      result = gsasl_step64 (session, response, &challenge);
      g_clear_pointer (&response, pl_secret_free_string);
      /* SCRAM's last word comes with the server's OK: it is to be looked at all the same. */
      if (challenge != NULL && *state == PL_SASL_MORE &&
          (result == GSASL_NEEDS_MORE || (result == GSASL_OK && *challenge != '\0')))
        *state = pl_sasl_step (sasl, challenge, &response);
      gsasl_free (challenge);
    }
  gsasl_finish (session);
  return result == GSASL_OK;
}

static const char *const sasl_names[] = { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1",
                                          "SCRAM-SHA-256" };

static void
test_sasl_passwords (void)
{
  Gsasl *library;

  g_assert_cmpint (gsasl_init (&library), ==, GSASL_OK);
  gsasl_callback_set (library, serve_cb);
  for (guint i = 0; i < G_N_ELEMENTS (sasl_names); i++)
    for (guint k = 0; k < G_N_ELEMENTS (passwords); k++)
      {
        PlSaslState state;

        g_test_message ("%s %u", sasl_names[i], k);
        g_assert_true (converse (library, sasl_names[i], passwords[k], passwords[k], &state));
        g_assert_cmpint (state, ==, PL_SASL_COMPLETE);
        g_assert_false (converse (library, sasl_names[i], passwords[k], "other", &state));
      }
  gsasl_done (library);
}

static PlSasl *
begin (const char *name, const char *password)
{
  g_autoptr (PlSecret) secret = pl_secret_new (password, -1);
  PlSaslIdentity identity = { "anna", secret, "imap", "mail.example.org" };

  return pl_sasl_new (pl_mechanism_find (name), &identity);
}

static char *
encode (const char *text)
{
  return g_base64_encode ((const guchar *) text, strlen (text));
}

/* The server's first words to a SCRAM client, its nonce continued. */
static char *
make_server_first (const char *client_first64, const char *rest)
{
  gsize length;
  g_autofree guchar *client_first = g_base64_decode (client_first64, &length);
  g_autofree char *text = g_strndup ((const char *) client_first, length);
  g_autofree char *server_first = g_strconcat (strstr (text, "r="), rest, NULL);

  return encode (server_first);
}

static void
test_sasl_hostile (void)
{
  static const struct
  {
    const char *rest; /* of the server's first words */
    const char *last; /* its last words */
    PlSaslState first_state;
    PlSaslState last_state;
  } cases[] = {
    { "XX,s=QSXCR+Q6sek8bf92,i=4096", "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", PL_SASL_MORE,
      PL_SASL_UNPROVEN },
    { "XX,s=QSXCR+Q6sek8bf92,i=4096", "e=invalid-proof", PL_SASL_MORE, PL_SASL_REFUSED },
    { "XX,s=QSXCR+Q6sek8bf92,i=4096", "nonsense", PL_SASL_MORE, PL_SASL_BROKEN },
    { "XX,s=QSXCR+Q6sek8bf92,i=4294967295", NULL, PL_SASL_BROKEN, 0 },
    { "XX,s=QSXCR+Q6sek8bf92,i=99999999999999999999999", NULL, PL_SASL_BROKEN, 0 },
    { "", NULL, PL_SASL_BROKEN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlSasl) sasl = begin ("SCRAM-SHA-1", "pencil");
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autofree char *third = NULL;
      g_autofree char *server_first = NULL;
      g_autofree char *server_last = cases[i].last != NULL ? encode (cases[i].last) : NULL;

      g_test_message ("%u", i);
      g_assert_cmpint (pl_sasl_step (sasl, NULL, &first), ==, PL_SASL_MORE);
      server_first = make_server_first (first, cases[i].rest);
      g_assert_cmpint (pl_sasl_step (sasl, server_first, &second), ==, cases[i].first_state);
      g_assert_true ((second != NULL) == (cases[i].first_state == PL_SASL_MORE));
      if (server_last == NULL)
        continue;
      g_assert_cmpint (pl_sasl_step (sasl, server_last, &third), ==, cases[i].last_state);
      g_assert_null (third);
    }
}

static void
test_sasl_other_nonce (void)
{
  g_autoptr (PlSasl) sasl = begin ("SCRAM-SHA-256", "pencil");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *server_first = encode ("r=mine,s=QSXCR+Q6sek8bf92,i=4096");

  g_assert_cmpint (pl_sasl_step (sasl, NULL, &first), ==, PL_SASL_MORE);
  g_assert_cmpint (pl_sasl_step (sasl, server_first, &second), ==, PL_SASL_BROKEN);
}

static void
test_sasl_bounds (void)
{
  g_autoptr (PlSasl) plain = begin ("PLAIN", "pencil");
  g_autoptr (PlSasl) cram = begin ("CRAM-MD5", "pencil");
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *none = NULL;
  g_autofree char *endless = g_strnfill (60000, 'A');

  g_assert_cmpint (pl_sasl_step (plain, NULL, &first), ==, PL_SASL_COMPLETE);
  g_assert_cmpstr (first, ==, "AGFubmEAcGVuY2ls");
  g_assert_cmpint (pl_sasl_step (plain, "", &again), ==, PL_SASL_BROKEN);
  g_assert_cmpint (pl_sasl_step (cram, "not base64!", &none), ==, PL_SASL_BROKEN);
  g_assert_cmpint (pl_sasl_step (cram, endless, &none), ==, PL_SASL_BROKEN);
}

static void
test_sasl_can_carry (void)
{
  g_autoptr (PlSecret) with_nul = pl_secret_new ("a\0b", 3);
  g_autoptr (PlSecret) with_tab = pl_secret_new ("a\tb", -1);

  for (guint i = 0; i < G_N_ELEMENTS (sasl_names); i++)
    {
      const PlMechanism *mechanism = pl_mechanism_find (sasl_names[i]);

      g_assert_false (pl_sasl_can_carry (mechanism, with_nul));
      g_assert_cmpint (pl_sasl_can_carry (mechanism, with_tab), ==, !mechanism->prepares);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign-in/imap/forms", test_imap_forms);
  g_test_add_func ("/sign-in/imap/login", test_imap_login);
  g_test_add_func ("/sign-in/imap/limits", test_imap_login_limits);
  g_test_add_func ("/sign-in/choice", test_choice);
  g_test_add_func ("/sign-in/sasl/passwords", test_sasl_passwords);
  g_test_add_func ("/sign-in/sasl/hostile", test_sasl_hostile);
  g_test_add_func ("/sign-in/sasl/other-nonce", test_sasl_other_nonce);
  g_test_add_func ("/sign-in/sasl/bounds", test_sasl_bounds);
  g_test_add_func ("/sign-in/sasl/can-carry", test_sasl_can_carry);
  return g_test_run ();
}
