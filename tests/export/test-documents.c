// SPDX-License-Identifier: GPL-3.0-or-later
/* The files that an account can be put into: what stands in them, what they refuse, and that no name
 * breaks out of its place. */
#include "export/files/pl-export-sheet.h"
#include "export/files/pl-qr-image.h"
#include "export/frame/pl-export-document-private.h"

#include "model/pl-checked-settings-maker.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define PIN "00aa11bb22cc33dd44ee55ff00aa11bb22cc33dd44ee55ff00aa11bb22cc33dd"
#define HOSTILE "</td></string>\"'<script>alert(1)</script>&amp;\\ ]]> %s {x} ${y}"

/* As Thunderbird 153 wrote it, see the facts of its QR code */
#define RECORDED                                                              \
  "[1,[1,1],[0,\"localhost\",21993,3,1,\"anna\",\"anna@example.test\",\"\"]," \
  "[[[0,\"localhost\",21465,3,1,\"anna\",\"\"],[\"anna@example.test\",\"Anna Test\"]]]]"

typedef struct
{
  const char *address;
  const char *name;
  const char *provider;
  PlServerFields incoming;
  PlServerFields outgoing; /* without a host: there is none */
  PlCheckedServer seen[2];
  PlSecret *password; /* nullable */
} Case;

static PlServerSettings *
make_server (const PlServerFields *fields)
{
  g_autoptr (GError) error = NULL;
  PlServerSettings *server = fields->host != NULL ? pl_server_settings_new (fields, &error) : NULL;

  g_assert_no_error (error);
  return server;
}

static PlExportAccount *
make_account (const Case *row)
{
  g_autoptr (PlAddress) address = pl_address_parse (row->address, NULL);
  g_autoptr (PlServerSettings) in = make_server (&row->incoming);
  g_autoptr (PlServerSettings) out = make_server (&row->outgoing);
  const PlProposalFields fields = {
    .address = address, .incoming = in, .outgoing = out, .pop3_remove_after_days = 14
  };
  g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&fields);
  g_autoptr (PlCheckedSettings) settings =
      pl_checked_settings_new (proposal, &row->seen[0], &row->seen[1], 1795294798);

  return pl_export_account_new (&(PlExportAccountFields){
      .settings = settings,
      .display_name = row->name,
      .provider_name = row->provider,
      .password_kind = PL_PASSWORD_KIND_APP,
      .passwords = { row->password, row->password },
  });
}

static Case
usual (void)
{
  return (Case){
    .address = "anna@example.test",
    .name = "Anna Test",
    .incoming = { .service = PL_SERVICE_IMAP,
                  .host = "localhost",
                  .port = 21993,
                  .username = "anna" },
    .outgoing = { .service = PL_SERVICE_SMTP,
                  .host = "localhost",
                  .port = 21465,
                  .username = "anna" },
    .seen = { { .state = PL_CHECK_STATE_OK, .mechanism = "PLAIN", .trust = "system" },
              { .state = PL_CHECK_STATE_OK, .mechanism = "PLAIN", .trust = "system" } },
  };
}

static Case
hostile (void)
{
  Case row = usual ();

  row.name = HOSTILE;
  row.provider = HOSTILE;
  row.incoming.username = HOSTILE;
  row.outgoing.username = HOSTILE;
  return row;
}

static char *
make (const PlExportDocument *document, const Case *row)
{
  g_autoptr (PlExportAccount) account = make_account (row);
  g_autoptr (GError) error = NULL;
  char *text = pl_export_document_make (document, account, &error);

  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return text;
}

static void
assert_refused (const PlExportDocument *document, const Case *row)
{
  g_autoptr (PlExportAccount) account = make_account (row);
  g_autofree char *reason = pl_export_document_refuse (document, account);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (reason);
  g_assert_null (pl_export_document_make (document, account, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
  g_assert_cmpstr (error->message, ==, reason);
  g_clear_error (&error);
  g_assert_null (pl_export_document_show (document, account, FALSE, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DECLINED);
}

/* --- QR --- */

static char *
make_qr_text (const Case *row)
{
  g_autoptr (PlExportAccount) account = make_account (row);
  g_autofree char *reason = pl_export_document_refuse (&pl_export_qr, account);

  g_assert_cmpstr (reason, ==, NULL);
  return pl_export_qr_make_text (account);
}

static void
test_qr_recorded (void)
{
  const Case row = usual ();
  g_autofree char *text = make_qr_text (&row);

  g_assert_cmpstr (text, ==, RECORDED);
}

static void
test_qr_numbers (void)
{
  static const struct
  {
    PlService service;
    PlSecurity security;
    const char *mechanism;
    const char *wanted;
  } rows[] = {
    { PL_SERVICE_IMAP, PL_SECURITY_TLS, "LOGIN-COMMAND", "[0,\"h.test\",1,3,1,\"anna\"" },
    { PL_SERVICE_IMAP, PL_SECURITY_STARTTLS, "SCRAM-SHA-256", "[0,\"h.test\",1,2,1,\"anna\"" },
    { PL_SERVICE_POP3, PL_SECURITY_STARTTLS, "CRAM-MD5", "[1,\"h.test\",1,2,2,\"anna\"" },
    { PL_SERVICE_POP3, PL_SECURITY_NONE, "USER-PASS", "[1,\"h.test\",1,0,1,\"anna\"" },
    { PL_SERVICE_POP3, PL_SECURITY_TLS, NULL, "[1,\"h.test\",1,3,1,\"anna\"" },
  };
  Case row = usual ();
  g_autofree char *browser = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      row.incoming = (PlServerFields){ .service = rows[i].service,
                                       .host = "h.test",
                                       .port = 1,
                                       .security = rows[i].security,
                                       .username = "anna",
                                       .allow_cleartext = TRUE };
      row.seen[0].mechanism = rows[i].mechanism;
      text = make_qr_text (&row);
      g_assert_nonnull (strstr (text, rows[i].wanted));
    }

  /* In the browser; and without a sign-in, where the user name has to be a string nevertheless */
  row = usual ();
  row.incoming.host = "imap.gmail.com";
  row.seen[0].mechanism = "XOAUTH2";
  row.outgoing.username = NULL;
  browser = make_qr_text (&row);
  g_assert_nonnull (strstr (browser, "[0,\"imap.gmail.com\",21993,3,6,\"anna\","));
  g_assert_nonnull (strstr (browser, "[0,\"localhost\",21465,3,0,\"\",\"\"]"));
}

static void
test_qr_names (void)
{
  Case row = hostile ();
  g_autofree char *text = NULL;
  g_autofree char *idn = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *incoming;
  JsonArray *group;

  text = make_qr_text (&row);
  node = json_from_string (text, NULL);
  g_assert_nonnull (node);
  incoming = json_array_get_array_element (json_node_get_array (node), 2);
  g_assert_cmpstr (json_array_get_string_element (incoming, 5), ==, HOSTILE);
  g_assert_cmpstr (json_array_get_string_element (incoming, 7), ==, "");
  group = json_array_get_array_element (
      json_array_get_array_element (json_node_get_array (node), 3), 0);
  g_assert_cmpstr (json_array_get_string_element (json_array_get_array_element (group, 1), 1), ==,
                   HOSTILE);

  row = usual ();
  row.address = "anna@bücher.example";
  row.incoming.host = "imap.xn--bcher-kva.example";
  row.name = "Änne\n😀";
  idn = make_qr_text (&row);
  g_assert_nonnull (strstr (idn, "\"imap.xn--bcher-kva.example\""));
  g_assert_nonnull (strstr (idn, "[\"anna@xn--bcher-kva.example\",\"\\u00c4nne \\ud83d\\ude00\"]"));
}

static void
test_qr_refused (void)
{
  static const char *const mechanisms[] = { "GSSAPI", "NTLM", "EXTERNAL" };
  g_autofree char *long_name = g_strnfill (700, 'a');
  Case row;

  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    for (guint j = 0; j < 2; j++)
      {
        row = usual ();
        row.seen[j].mechanism = mechanisms[i];
        assert_refused (&pl_export_qr, &row);
      }
  row = usual ();
  row.outgoing.host = NULL;
  assert_refused (&pl_export_qr, &row);
  row = usual ();
  row.incoming.host = NULL;
  assert_refused (&pl_export_qr, &row);
  row = usual ();
  row.address = "änne@example.test";
  assert_refused (&pl_export_qr, &row);
  row = usual ();
  row.name = long_name;
  assert_refused (&pl_export_qr, &row);
  row = usual ();
  row.incoming.security = PL_SECURITY_NONE;
  assert_refused (&pl_export_qr, &row);
}

/* All three shapes of one code show the same squares. */
static void
test_qr_image (void)
{
  g_autoptr (PlQrImage) image = pl_qr_image_new (RECORDED, NULL);
  guint width = pl_qr_image_get_width (image);
  g_autofree char *svg = pl_qr_image_to_svg (image, "<title>");
  g_autofree char *blocks = pl_qr_image_to_blocks (image, FALSE);
  g_autofree char *colours = pl_qr_image_to_blocks (image, TRUE);
  g_auto (GStrv) lines = g_strsplit (blocks, "\n", -1);
  guint n_dark = 0;
  guint n_runs = 0;
  guint n_moves = 0;

  g_assert_cmpuint (width % 4, ==, 1);
  g_assert_nonnull (strstr (svg, "&lt;title&gt;"));
  for (guint y = 0; y < width; y++)
    for (guint x = 0; x < width; x++)
      {
        n_dark += pl_qr_image_is_dark (image, (int) x, (int) y);
        n_runs += pl_qr_image_get_run (image, x, y);
      }
  g_assert_cmpuint (n_dark, ==, n_runs);
  g_assert_true (pl_qr_image_is_dark (image, 0, 0));
  g_assert_false (pl_qr_image_is_dark (image, -1, 0));
  g_assert_false (pl_qr_image_is_dark (image, 0, (int) width));
  for (const char *p = strchr (svg, 'M'); p != NULL; p = strchr (p + 1, 'M'))
    n_moves++;
  g_assert_cmpuint (n_moves, >, width);

  g_assert_cmpuint (g_strv_length (lines), ==, (width + 2 * PL_QR_QUIET_ZONE + 1) / 2 + 1);
  g_assert_cmpint (g_utf8_strlen (lines[0], -1), ==, width + 2 * PL_QR_QUIET_ZONE);
  g_assert_null (strchr (blocks, '\033'));
  g_assert_nonnull (strstr (colours, "\033[38;5;16;48;5;231m"));
}

static void
test_qr_too_long (void)
{
  g_autofree char *text = g_strnfill (4000, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (pl_qr_image_new (text, &error));
  g_assert_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_FAILED);
}

/* --- The sheet --- */

static void
collect_text_cb (GMarkupParseContext *context,
                 const char *text,
                 gsize length,
                 gpointer data,
                 GError **error)
{
  g_string_append_len (data, text, (gssize) length);
  g_string_append_c (data, '\n');
}

static void
count_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  g_assert_cmpstr (element, !=, "script");
}

/* Returns: the text of an XML document, one piece a line */
static char *
read_markup (const char *xml)
{
  const GMarkupParser parser = { .start_element = count_cb, .text = collect_text_cb };
  g_autoptr (GString) text = g_string_new ("\n");
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, text, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_sheet_hostile (void)
{
  const Case row = hostile ();
  g_autofree char *html = make (&pl_export_sheet, &row);
  g_autofree char *text = read_markup (html);

  g_assert_null (strstr (html, "<script"));
  g_assert_nonnull (strstr (text, "\n" HOSTILE "\n"));
  g_assert_nonnull (strstr (html, "default-src 'none'"));
}

static void
test_sheet_values (void)
{
  Case row = usual ();
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  static const char *const wanted[] = {
    "\nAnna Test\n",
    "\nanna@example.test\n",
    "\nan app password, made at the provider\n",
    "\nExample & Co\n",
    "\n110\n",
    "\nSTARTTLS (always required)\n",
    "\n21465\n",
    "\nSSL/TLS (encrypted from the start)\n",
    "\npop.bücher.example\n",
    "\n– checked up to the sign-in\n",
    "\n✓ checked: it works\n",
    "\nnormal password (PLAIN)\n",
    "\nin the browser, OAuth2 (XOAUTH2)\n",
    "\n00:AA:11:BB:22:CC:33:DD:44:EE:55:FF:00:AA:11:BB:22:CC:33:DD:44:EE:55:FF:00:AA:11:BB:22:CC:33:DD\n",
    "\nMail that was fetched is deleted from the server after 14 days.\n",
    "\nChecked on 21 November 2026\n",
  };

  row.provider = "Example & Co";
  row.incoming = (PlServerFields){ .service = PL_SERVICE_POP3,
                                   .host = "pop.xn--bcher-kva.example",
                                   .port = 110,
                                   .security = PL_SECURITY_STARTTLS,
                                   .username = "anna",
                                   .trust_fingerprint = PIN };
  row.seen[0].trust = "pinned";
  row.seen[1].state = PL_CHECK_STATE_PARTIAL;
  row.seen[1].mechanism = "XOAUTH2";
  html = make (&pl_export_sheet, &row);
  text = read_markup (html);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (text, wanted[i]) == NULL)
      g_error ("“%s” is not in %s", wanted[i], text);
}

/* A sheet tells also of what nothing else would be made of. */
static void
test_sheet_takes_all (void)
{
  Case row = usual ();
  g_autofree char *html = NULL;

  row.incoming.security = PL_SECURITY_NONE;
  row.seen[0] = (PlCheckedServer){ .state = PL_CHECK_STATE_NOT_TESTED, .trust = "none" };
  row.outgoing.host = NULL;
  html = make (&pl_export_sheet, &row);
  g_assert_nonnull (strstr (html, "? not checked"));
  g_assert_null (strstr (html, "Checked on"));
  g_assert_nonnull (strstr (html, "none: everyone on the way can read the password"));
}

/* Made up for practice: a person may read it, no program and no phone gets it. */
static void
test_practice (void)
{
  guint n_documents;
  const PlExportDocument *const *documents = pl_export_get_documents (&n_documents);

  for (guint i = 0; i < n_documents; i++)
    {
      Case row = usual ();
      g_autofree char *text = NULL;

      row.outgoing.host = "smtp.all-well.practice.test";
      if (!documents[i]->is_for_people)
        assert_refused (documents[i], &row);
      else
        text = make (documents[i], &row);
    }
}

static void
test_no_password_anywhere (void)
{
  g_autoptr (PlSecret) password = pl_secret_new ("hunter2 hunter2", -1);
  guint n_documents = 0;
  const PlExportDocument *const *documents = pl_export_get_documents (&n_documents);
  Case row = usual ();
  g_autoptr (PlExportAccount) account = NULL;

  row.password = password;
  row.incoming.host = row.outgoing.host = "mail.example.test";
  account = make_account (&row);
  g_assert_nonnull (pl_export_account_get_password (account, PL_DIRECTION_INCOMING));
  for (guint i = 0; i < n_documents; i++)
    {
      g_autofree char *made = pl_export_document_make (documents[i], account, NULL);
      g_autofree char *shown = pl_export_document_show (documents[i], account, TRUE, NULL);

      g_assert_nonnull (made);
      g_assert_nonnull (shown);
      g_assert_null (strstr (made, "hunter2"));
      g_assert_null (strstr (shown, "hunter2"));
      g_assert_true (pl_export_find_document (documents[i]->id) == documents[i]);
    }
}

/* --- For administrators --- */

static void
test_autoconfig_refused (void)
{
  Case row = usual ();

  row.seen[0].mechanism = "EXTERNAL";
  assert_refused (&pl_export_autoconfig, &row);
  row = usual ();
  row.seen[0].mechanism = "SCRAM-SHA-256";
  row.seen[0].capabilities = "IMAP4REV1 AUTH=SCRAM-SHA-256";
  assert_refused (&pl_export_autoconfig, &row);
  assert_refused (&pl_export_mobileconfig, &row);
  row = usual ();
  row.incoming.username = NULL;
  assert_refused (&pl_export_autoconfig, &row);
  row = usual ();
  row.outgoing.host = NULL;
  assert_refused (&pl_export_autoconfig, &row);
  assert_refused (&pl_export_mobileconfig, &row);
}

static void
test_dns (void)
{
  Case row = usual ();
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;

  row.incoming.host = "imap.example.test";
  row.outgoing.host = "smtp.example.test";
  row.outgoing.security = PL_SECURITY_STARTTLS;
  row.outgoing.port = 587;
  both = make (&pl_export_dns, &row);
  g_assert_cmpstr (both, ==,
                   "_imaps._tcp.example.test. IN SRV 0 1 21993 imap.example.test.\n"
                   "_submission._tcp.example.test. IN SRV 0 1 587 smtp.example.test.\n");
  row.incoming.service = PL_SERVICE_POP3;
  row.incoming.security = PL_SECURITY_STARTTLS;
  row.outgoing.host = NULL;
  one = make (&pl_export_dns, &row);
  g_assert_cmpstr (one, ==, "_pop3._tcp.example.test. IN SRV 0 1 21993 imap.example.test.\n");

  row.incoming.host = "192.0.2.7";
  assert_refused (&pl_export_dns, &row);
  row.incoming.host = "imap.example.test";
  row.incoming.security = PL_SECURITY_NONE;
  row.incoming.allow_cleartext = TRUE;
  assert_refused (&pl_export_dns, &row);
}

static void
test_mobileconfig (void)
{
  Case row = hostile ();
  g_autofree char *xml = make (&pl_export_mobileconfig, &row);
  g_autofree char *again = make (&pl_export_mobileconfig, &row);
  g_autofree char *text = read_markup (xml);
  g_autofree char *other = NULL;

  g_assert_cmpstr (xml, ==, again);
  g_assert_nonnull (strstr (text, "\n" HOSTILE "\n"));
  g_assert_nonnull (strstr (text, "\nEmailTypeIMAP\n"));
  g_assert_null (strstr (text, "\nIncomingPassword\n"));
  g_assert_null (strstr (text, "\nOutgoingPassword\n"));

  row = usual ();
  row.address = "berta@example.test";
  other = make (&pl_export_mobileconfig, &row);
  g_assert_cmpstr (other, !=, xml);
  row.seen[0].mechanism = "XOAUTH2";
  assert_refused (&pl_export_mobileconfig, &row);
}

int
main (int argc, char **argv)
{
  /* The day of a check is the one where the person is. */
  g_setenv ("TZ", "UTC0", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/qr/recorded", test_qr_recorded);
  g_test_add_func ("/documents/qr/numbers", test_qr_numbers);
  g_test_add_func ("/documents/qr/names", test_qr_names);
  g_test_add_func ("/documents/qr/refused", test_qr_refused);
  g_test_add_func ("/documents/qr/image", test_qr_image);
  g_test_add_func ("/documents/qr/too-long", test_qr_too_long);
  g_test_add_func ("/documents/sheet/hostile", test_sheet_hostile);
  g_test_add_func ("/documents/sheet/values", test_sheet_values);
  g_test_add_func ("/documents/sheet/takes-all", test_sheet_takes_all);
  g_test_add_func ("/documents/no-password", test_no_password_anywhere);
  g_test_add_func ("/documents/practice", test_practice);
  g_test_add_func ("/documents/autoconfig/refused", test_autoconfig_refused);
  g_test_add_func ("/documents/dns", test_dns);
  g_test_add_func ("/documents/mobileconfig", test_mobileconfig);
  return g_test_run ();
}
