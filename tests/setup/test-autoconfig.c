// SPDX-License-Identifier: GPL-3.0-or-later
/* What a domain would publish is read back by our own discovery. */
#include "discovery/pl-config.h"
#include "export/frame/pl-export-document.h"
#include "model/pl-checked-settings-maker.h"

#include <string.h>

#define HOSTILE "</displayName>\"'<script>alert(1)</script>&amp;\\ ]]> %s {x} ${y}"

typedef struct
{
  const char *user[2]; /* by PlDirection */
  const char *mechanism[2];
  PlSecurity outgoing_security;
  guint16 outgoing_port;
} Case;

static PlServerSettings *
make_server (const Case *row, PlDirection direction)
{
  gboolean incoming = direction == PL_DIRECTION_INCOMING;
  const PlServerFields fields = {
    .service = incoming ? PL_SERVICE_IMAP : PL_SERVICE_SMTP,
    .host = incoming ? "imap.example.test" : "smtp.example.test",
    .port = incoming ? 993 : row->outgoing_port,
    .security = incoming ? PL_SECURITY_TLS : row->outgoing_security,
    .username = row->user[direction],
  };
  PlServerSettings *server = pl_server_settings_new (&fields, NULL);

  g_assert_nonnull (server);
  return server;
}

static PlExportAccount *
make_account (const Case *row)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.test", NULL);
  g_autoptr (PlServerSettings) in = make_server (row, PL_DIRECTION_INCOMING);
  g_autoptr (PlServerSettings) out = make_server (row, PL_DIRECTION_OUTGOING);
  g_autoptr (PlProposal) proposal = pl_proposal_new (address, in, out, NULL);
  const PlCheckedServer seen[] = {
    { .state = PL_CHECK_STATE_OK, .mechanism = row->mechanism[0], .trust = "system" },
    { .state = PL_CHECK_STATE_OK, .mechanism = row->mechanism[1], .trust = "system" },
  };
  g_autoptr (PlCheckedSettings) settings =
      pl_checked_settings_new (proposal, &seen[0], &seen[1], 1795294798);

  return pl_export_account_new (
      &(PlExportAccountFields){ .settings = settings, .provider_name = HOSTILE });
}

/* Returns: NULL where it is refused */
static char *
make (const Case *row)
{
  g_autoptr (PlExportAccount) account = make_account (row);

  return pl_export_document_make (pl_export_find_document ("autoconfig"), account, NULL);
}

static PlConfig *
read_back (const char *xml)
{
  g_autoptr (GError) error = NULL;
  PlConfig *config = pl_autoconfig_parse (xml, strlen (xml), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (config->servers->len, ==, 2);
  return config;
}

static void
test_servers (void)
{
  const Case row = {
    .user = { "anna", "anna@example.test" },
    .mechanism = { "PLAIN", "XOAUTH2" },
    .outgoing_security = PL_SECURITY_STARTTLS,
    .outgoing_port = 587,
  };
  g_autofree char *xml = make (&row);
  g_autoptr (PlConfig) config = read_back (xml);
  const PlConfigServer *incoming = &g_array_index (config->servers, PlConfigServer, 0);
  const PlConfigServer *outgoing = &g_array_index (config->servers, PlConfigServer, 1);

  g_assert_cmpint (incoming->service, ==, PL_SERVICE_IMAP);
  g_assert_cmpstr (incoming->host, ==, "imap.example.test");
  g_assert_cmpint (incoming->port, ==, 993);
  g_assert_cmpint (incoming->security, ==, PL_SECURITY_TLS);
  g_assert_cmpstr (incoming->username, ==, "%EMAILLOCALPART%");
  g_assert_true (incoming->takes_password && !incoming->takes_oauth2);
  g_assert_cmpint (outgoing->security, ==, PL_SECURITY_STARTTLS);
  g_assert_cmpint (outgoing->port, ==, 587);
  g_assert_cmpstr (outgoing->username, ==, "%EMAILADDRESS%");
  g_assert_true (outgoing->takes_oauth2 && !outgoing->takes_password);
  g_assert_null (strstr (xml, "<script"));
  g_assert_nonnull (strstr (xml, "<domain>example.test</domain>"));
}

static void
test_users (void)
{
  static const struct
  {
    const char *user;
    const char *wanted; /* NULL: refused */
  } rows[] = {
    { "anna@example.test", "%EMAILADDRESS%" },
    { "Anna@Example.test", "%EMAILADDRESS%" },
    { "anna", "%EMAILLOCALPART%" },
    { "anna@other.test", "%EMAILLOCALPART%@other.test" },
    { "annabel@other.test", NULL },
    { "u12345", NULL },
    { "anna@%EMAILDOMAIN%", NULL },
    { HOSTILE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Case row = { .user = { rows[i].user, "anna" },
                         .mechanism = { "PLAIN", "PLAIN" },
                         .outgoing_port = 465 };
      g_autofree char *xml = make (&row);
      g_autoptr (PlConfig) config = xml != NULL ? read_back (xml) : NULL;

      g_assert_cmpstr (xml != NULL ? g_array_index (config->servers, PlConfigServer, 0).username
                                   : NULL,
                       ==, rows[i].wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autoconfig/servers", test_servers);
  g_test_add_func ("/autoconfig/users", test_users);
  return g_test_run ();
}
