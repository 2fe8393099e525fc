// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/handover-samples.h"

#include "model/pl-checked-settings-maker.h"

#define SHA256 "aabbccddeeff00112233445566778899aabbccddeeff00112233445566778899"
#define SPKI "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="

static const PlServerFields imap = {
  .service = PL_SERVICE_IMAP,
  .host = "imap.example.org",
  .port = 993,
  .security = PL_SECURITY_TLS,
  .username = "anna@example.org",
  .source = PL_SOURCE_AUTOCONFIG,
};
static const PlServerFields pop3 = {
  .service = PL_SERVICE_POP3,
  .host = "pop.xn--bcher-kva.example",
  .port = 110,
  .security = PL_SECURITY_STARTTLS,
  .username = "jörg \"der\" Müller\\,`$x`",
  .source = PL_SOURCE_USER,
};
static const PlServerFields smtp = {
  .service = PL_SERVICE_SMTP,
  .host = "smtp.example.org",
  .port = 465,
  .security = PL_SECURITY_TLS,
  .username = "anna@example.org",
  .source = PL_SOURCE_ISPDB,
};
static const PlServerFields relay = {
  .service = PL_SERVICE_SMTP,
  .host = "192.0.2.7",
  .port = 25,
  .security = PL_SECURITY_NONE,
  .source = PL_SOURCE_GUESS,
  .allow_cleartext = TRUE,
};
static const PlServerFields pinned = {
  .service = PL_SERVICE_IMAP,
  .host = "mail.example.org",
  .port = 143,
  .security = PL_SECURITY_STARTTLS,
  .username = "anna",
  .source = PL_SOURCE_MX,
  .trust_fingerprint = SHA256,
};

static const PlCheckedServer seen_imap = {
  .state = PL_CHECK_STATE_OK,
  .mechanism = "SCRAM-SHA-256",
  .tls_version = "TLS1.3",
  .trust = "system",
  .sha256 = SHA256,
  .spki_sha256 = SPKI,
  .not_after = "2027-01-01T00:00:00Z",
  .capabilities = "IMAP4REV1 IDLE SPECIAL-USE AUTH=PLAIN",
  .folders = "sent=Gesendet drafts=Entw%26APw-rfe trash=Trash junk=Junk flagged=Star",
  .folder_delimiter = "/",
  .stages = "resolve connect tls greeting sign-in mailbox",
};
static const PlCheckedServer seen_smtp = {
  .state = PL_CHECK_STATE_OK,
  .mechanism = "PLAIN",
  .tls_version = "TLS1.2",
  .trust = "system",
  .sha256 = SHA256,
  .spki_sha256 = SPKI,
  .not_after = "2027-01-01T00:00:00Z",
  .capabilities = "PIPELINING AUTH AUTH=PLAIN SIZE SIZE=52428800 AUTH=LOGIN",
  .stages = "resolve connect tls greeting sign-in sender recipient",
};
static const PlCheckedServer seen_command = {
  .state = PL_CHECK_STATE_OK,
  .mechanism = "USER-PASS",
  .tls_version = "TLS1.3",
  .trust = "system",
  .sha256 = SHA256,
  .capabilities = "UIDL SASL SASL=PLAIN TOP EXPIRE EXPIRE=60",
  .stages = "resolve connect greeting starttls tls sign-in mailbox",
};
static const PlCheckedServer seen_plain = {
  .state = PL_CHECK_STATE_OK,
  .trust = "none",
  .stages = "resolve connect greeting sender recipient",
};
static const PlCheckedServer seen_pinned = {
  .state = PL_CHECK_STATE_OK,
  .mechanism = "LOGIN-COMMAND",
  .tls_version = "TLS1.3",
  .trust = "pinned",
  .faults = "expired self-signed unknown-issuer host-mismatch weak",
  .sha256 = SHA256,
  .capabilities = "IMAP4REV1",
  .folders = "sent=%01bad drafts=Drafts%20%26%20more",
  .stages = "resolve connect greeting starttls tls sign-in mailbox",
};
static const PlCheckedServer seen_partial = {
  .state = PL_CHECK_STATE_PARTIAL,
  .mechanism = "XOAUTH2",
  .tls_version = "TLS1.3",
  .trust = "system",
  .sha256 = SHA256,
  .stages = "resolve connect tls greeting",
};
static const PlCheckedServer not_seen = {
  .state = PL_CHECK_STATE_NOT_TESTED,
  .trust = "none",
};

static PlCheckedSettings *
make_settings (const PlServerFields *incoming,
               const PlCheckedServer *seen_incoming,
               const PlServerFields *outgoing,
               const PlCheckedServer *seen_outgoing,
               guint days)
{
  g_autoptr (PlAddress) address = pl_address_parse ("anna@example.org", NULL);
  g_autoptr (PlServerSettings) in =
      incoming != NULL ? pl_server_settings_new (incoming, NULL) : NULL;
  g_autoptr (PlServerSettings) out =
      outgoing != NULL ? pl_server_settings_new (outgoing, NULL) : NULL;
  const PlProposalFields fields = {
    .address = address, .incoming = in, .outgoing = out, .pop3_remove_after_days = days
  };
  g_autoptr (PlProposal) proposal = pl_proposal_new_from_fields (&fields);

  return pl_checked_settings_new (proposal, seen_incoming, seen_outgoing, SAMPLE_AT);
}

static Sample *
add (GPtrArray *samples, const char *name, PlCheckedSettings *settings)
{
  Sample *sample = g_new0 (Sample, 1);

  sample->name = name;
  sample->fields = (PlHandoverFields){
    .settings = settings,
    .account_id = SAMPLE_ID,
    .display_name = "Anna Beispiel",
    .created_at = SAMPLE_AT + 2,
    .servers = { { .auth_kind = PL_AUTH_KIND_PASSWORD }, { .auth_kind = PL_AUTH_KIND_PASSWORD } },
  };
  g_ptr_array_add (samples, sample);
  return sample;
}

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_object_unref (sample->fields.settings);
  g_free (sample);
}

/* Accounts of every kind that can be handed over. Free with g_ptr_array_unref(). */
GPtrArray *
samples_new (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (sample_free);
  Sample *sample;

  sample = add (samples, "usual", make_settings (&imap, &seen_imap, &smtp, &seen_smtp, 0));
  sample->fields.provider_name = "Example";
  sample->fields.provider_domain = "example.org";
  sample->fields.provider_help_url = "https://help.example.org/mail";
  sample->fields.servers[0].store = PL_SECRET_STORE_SERVICE;
  sample->fields.servers[1].store = PL_SECRET_STORE_SAME_AS;

  sample = add (samples, "two passwords", make_settings (&imap, &seen_imap, &smtp, &seen_smtp, 0));
  sample->fields.label = "Verein";
  sample->fields.servers[0].store = PL_SECRET_STORE_SERVICE;
  sample->fields.servers[1].store = PL_SECRET_STORE_SERVICE;
  sample->fields.servers[1].secret_account = SAMPLE_OTHER_ID;
  sample->fields.servers[1].auth_kind = PL_AUTH_KIND_APP_PASSWORD;

  sample = add (samples, "pop3", make_settings (&pop3, &seen_command, &smtp, &seen_smtp, 14));
  sample->fields.servers[0].store = PL_SECRET_STORE_FD;
  sample->fields.servers[1].store = PL_SECRET_STORE_FD;

  add (samples, "pop3 at once",
       make_settings (&pop3, &seen_command, NULL, NULL, PL_POP3_REMOVE_AT_ONCE));
  add (samples, "receive only", make_settings (&imap, &seen_imap, NULL, NULL, 0));

  sample = add (samples, "relay", make_settings (&pinned, &seen_pinned, &relay, &seen_plain, 0));
  sample->fields.servers[1].auth_kind = PL_AUTH_KIND_NONE;

  sample = add (samples, "browser", make_settings (&imap, &seen_partial, &smtp, &seen_partial, 0));
  for (guint i = 0; i < 2; i++)
    {
      sample->fields.servers[i].auth_kind = PL_AUTH_KIND_OAUTH2;
      sample->fields.servers[i].oauth2.issuer = "https://accounts.example.org";
      sample->fields.servers[i].oauth2.scope = "https://mail.example.org/";
    }

  add (samples, "not tested", make_settings (&imap, &seen_imap, &smtp, &not_seen, 0));
  return samples;
}

Sample *
samples_find (GPtrArray *samples, const char *name)
{
  for (guint i = 0; i < samples->len; i++)
    if (g_str_equal (((Sample *) samples->pdata[i])->name, name))
      return samples->pdata[i];

  g_assert_not_reached ();
}
