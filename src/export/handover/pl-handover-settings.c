// SPDX-License-Identifier: GPL-3.0-or-later
/* The settings of a hand-over, with what it claims of earlier checks. */
#include "base/pl-hostname.h"
#include "base/pl-text.h"
#include "export/handover/pl-handover-private.h"
#include "model/pl-claimed-settings-maker.h"
#include "model/pl-tls-version.h"

#include <string.h>

#define MOST_SERVERS 8 /* in one direction */
#define MOST_DAYS 3650

/* Text that is put together here and lent to a PlCheckedServer. */
typedef struct
{
  char *capabilities; /* owned, nullable */
  char *folders; /* owned, nullable */
  char *stages; /* owned, nullable */
  char *faults; /* owned, nullable */
} Texts;

static void
clear_texts (Texts *texts)
{
  g_free (texts->capabilities);
  g_free (texts->folders);
  g_free (texts->stages);
  g_free (texts->faults);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, clear_texts)

static void
append_word (GString *words, const char *key, const char *word)
{
  g_string_append_printf (words, "%s%s%s", words->len > 0 ? " " : "", key, word);
}

/* The strings of an array that may stand in a list separated by blanks. `AUTH PLAIN LOGIN`, as SMTP and
 * POP3 write it, becomes words again. */
static char *
read_words (PlHandoverReader *reader, JsonObject *object, const char *name)
{
  JsonArray *array = pl_handover_get_array (reader, object, name);
  GString *words = g_string_new (NULL);

  for (guint i = 0;
       array != NULL && i < json_array_get_length (array) && i < PL_HANDOVER_MOST_CAPABILITIES; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text =
          json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
      g_auto (GStrv) parts = g_strsplit (text, " ", PL_HANDOVER_MOST_CAPABILITIES);
      g_autofree char *key = g_strconcat (parts[0] != NULL ? parts[0] : "", "=", NULL);

      if (strlen (text) > PL_HANDOVER_LONGEST_TEXT || pl_text_has_control_characters (text))
        continue;
      for (guint j = 0; parts[j] != NULL; j++)
        if (*parts[j] != '\0')
          append_word (words, j > 0 ? key : "", parts[j]);
    }

  return g_string_free (words, FALSE);
}

/* Back to how the server spells its folders (RFC 3501 5.1.3). */
static char *
read_folders (PlHandoverReader *reader, JsonObject *folders)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; pl_handover_folders[i] != NULL; i++)
    {
      const char *name = pl_handover_get_text (reader, folders, pl_handover_folders[i]);
      g_autofree char *spelt =
          name != NULL ? g_convert (name, -1, "UTF-7-IMAP", "UTF-8", NULL, NULL, NULL) : NULL;
      g_autofree char *escaped = spelt != NULL ? g_uri_escape_string (spelt, NULL, FALSE) : NULL;
      g_autofree char *key = g_strconcat (pl_handover_folders[i], "=", NULL);

      if (escaped != NULL)
        append_word (words, key, escaped);
    }

  return g_string_free (words, words->len == 0);
}

static char *
read_faults (PlHandoverReader *reader, JsonObject *tls)
{
  g_autofree char *listed = read_words (reader, tls, "exceptions");
  g_auto (GStrv) words = g_strsplit (listed, " ", -1);
  GString *faults = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const PlHandoverException *exception = pl_handover_exceptions;

      while (exception->fault != NULL && !g_str_equal (exception->word, words[i]))
        exception++;
      if (exception->fault != NULL)
        append_word (faults, "", exception->fault);
    }

  return g_string_free (faults, faults->len == 0);
}

/* Returns: whether @text is one of @words; the constant in @found */
static gboolean
is_one_of (const char *const *words, const char *text, const char **found)
{
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      {
        *found = words[i];
        return TRUE;
      }

  return FALSE;
}

static void
read_tls (PlHandoverReader *reader,
          JsonObject *entry,
          PlServerFields *fields,
          PlCheckedServer *checked,
          Texts *texts)
{
  static const char *const trusts[] = { "system", "pinned", "none", NULL };
  JsonObject *tls = pl_handover_get_object (reader, entry, "tls");

  checked->trust = "none";
  if (tls == NULL)
    return;

  if (!is_one_of (trusts, pl_handover_need_text (reader, tls, "trust"), &checked->trust))
    pl_handover_fail (reader, "trust");
  checked->tls_version = pl_tls_version_from_nick (pl_handover_get_text (reader, tls, "version"));
  checked->sha256 = pl_handover_get_text (reader, tls, "sha256");
  checked->spki_sha256 = pl_handover_get_text (reader, tls, "spki_sha256");
  checked->not_after = pl_handover_get_text (reader, tls, "not_after");
  if (fields->security == PL_SECURITY_NONE)
    checked->trust = "none";
  if (!g_str_equal (checked->trust, "pinned"))
    return;

  /* The exception is one certificate's, or none. */
  if (checked->sha256 == NULL)
    pl_handover_fail (reader, "sha256");
  fields->trust_fingerprint = checked->sha256;
  checked->faults = texts->faults = read_faults (reader, tls);
}

/* What has worked. Protocols' own commands have no name in SASL and are not listed. */
static const char *
read_mechanism (PlHandoverReader *reader, JsonObject *entry, PlService service, PlCheckState state)
{
  JsonObject *auth = pl_handover_get_object (reader, entry, "auth");
  JsonArray *sasl = auth != NULL ? pl_handover_get_array (reader, auth, "sasl") : NULL;
  JsonNode *first =
      sasl != NULL && json_array_get_length (sasl) > 0 ? json_array_get_element (sasl, 0) : NULL;
  const char *text = first != NULL && json_node_get_value_type (first) == G_TYPE_STRING
                         ? json_node_get_string (first)
                         : NULL;

  if (first != NULL && (text == NULL || strlen (text) > PL_HANDOVER_LONGEST_CAPABILITY ||
                        pl_text_has_control_characters (text)))
    pl_handover_fail (reader, "sasl");
  if (text != NULL || state != PL_CHECK_STATE_OK)
    return text;
  if (service == PL_SERVICE_IMAP)
    return "LOGIN-COMMAND";
  return service == PL_SERVICE_POP3 ? "USER-PASS" : NULL;
}

/* A direction that failed is never handed over. */
static gboolean
read_state (PlHandoverReader *reader, JsonObject *verified, PlCheckState *state)
{
  const char *nick = pl_handover_need_text (reader, verified, "state");

  for (int i = PL_CHECK_STATE_OK; i < PL_CHECK_STATE_FAILED; i++)
    if (g_strcmp0 (nick, pl_check_state_to_nick ((PlCheckState) i)) == 0)
      {
        *state = (PlCheckState) i;
        return TRUE;
      }

  return pl_handover_fail (reader, "state");
}

static gboolean
read_address (PlHandoverReader *reader,
              JsonObject *entry,
              PlDirection direction,
              PlServerFields *fields)
{
  const char *host = pl_handover_need_text (reader, entry, "host");
  g_autofree char *ascii = host != NULL ? pl_hostname_to_ascii (host, NULL) : NULL;

  if (!pl_service_from_nick (pl_handover_need_text (reader, entry, "protocol"), &fields->service) ||
      fields->service == PL_SERVICE_ACCOUNT ||
      pl_service_get_direction (fields->service) != direction)
    return pl_handover_fail (reader, "protocol");
  if (g_strcmp0 (ascii, host) != 0)
    return pl_handover_fail (reader, "host");
  if (!pl_security_from_nick (pl_handover_need_text (reader, entry, "security"), &fields->security))
    return pl_handover_fail (reader, "security");

  fields->host = host;
  fields->port = (guint16) pl_handover_get_int (reader, entry, "port", 65535, 0);
  if (fields->port == 0)
    return pl_handover_fail (reader, "port");
  fields->username = pl_handover_get_text (reader, entry, "username");
  return TRUE;
}

/* One direction. That its password may go unencrypted is the person's word in each run, and never
 * read. */
static PlServerSettings *
read_server (PlHandoverReader *reader,
             JsonObject *entry,
             PlDirection direction,
             PlCheckedServer *checked,
             gint64 *verified_at,
             Texts *texts)
{
  PlServerFields fields = { 0 };
  JsonObject *verified = pl_handover_get_object (reader, entry, "verified");
  JsonObject *folders = pl_handover_get_object (reader, entry, "folders");
  PlServerSettings *server;

  if (!read_address (reader, entry, direction, &fields))
    return NULL;
  if (verified == NULL || !read_state (reader, verified, &checked->state) ||
      !pl_source_from_nick (pl_handover_need_text (reader, verified, "source"), &fields.source))
    {
      pl_handover_fail (reader, "verified");
      return NULL;
    }

  *verified_at = pl_handover_get_time (reader, verified, "at");
  read_tls (reader, entry, &fields, checked, texts);
  checked->mechanism = read_mechanism (reader, entry, fields.service, checked->state);
  checked->stages = texts->stages = read_words (reader, verified, "stages");
  checked->capabilities = texts->capabilities = read_words (reader, entry, "capabilities");
  if (folders != NULL)
    {
      checked->folders = texts->folders = read_folders (reader, folders);
      checked->folder_delimiter = pl_handover_get_text (reader, folders, "delimiter");
    }

  server = pl_server_settings_new (&fields, NULL);
  if (server == NULL)
    pl_handover_fail (reader, fields.trust_fingerprint != NULL ? "sha256" : "username");
  return server;
}

/* The first server of a direction; %NULL where there is none, or a fault. */
static JsonObject *
get_first (PlHandoverReader *reader, JsonObject *account, const char *name)
{
  JsonArray *entries = pl_handover_get_array (reader, account, name);
  guint n = entries != NULL ? json_array_get_length (entries) : 0;

  if (entries == NULL || n > MOST_SERVERS ||
      (n > 0 && !JSON_NODE_HOLDS_OBJECT (json_array_get_element (entries, 0))))
    pl_handover_fail (reader, name);

  return n > 0 && reader->fault == NULL ? json_array_get_object_element (entries, 0) : NULL;
}

static guint
read_days (PlHandoverReader *reader, JsonObject *entry)
{
  JsonObject *options = entry != NULL ? pl_handover_get_object (reader, entry, "options") : NULL;
  gint64 days = options != NULL
                    ? pl_handover_get_int (reader, options, "leave_on_server_days", MOST_DAYS, -1)
                    : -1;

  if (days < 0)
    return PL_POP3_KEEP;
  return days == 0 ? PL_POP3_REMOVE_AT_ONCE : (guint) days;
}

/* Exactly as it is written by ourselves: no name beside it, no capital in the domain. */
static PlAddress *
read_identity (PlHandoverReader *reader, JsonObject *account)
{
  JsonObject *identity = pl_handover_get_object (reader, account, "identity");
  const char *text = identity != NULL ? pl_handover_need_text (reader, identity, "address") : NULL;
  g_autoptr (PlAddress) address = text != NULL ? pl_address_parse (text, NULL) : NULL;

  if (address != NULL && g_str_equal (pl_address_get_text (address), text))
    return g_steal_pointer (&address);

  pl_handover_fail (reader, "address");
  return NULL;
}

/* Returns: (transfer full) (nullable): claims; %NULL with a fault */
PlCheckedSettings *
pl_handover_read_settings (PlHandoverReader *reader, JsonObject *account)
{
  g_autoptr (PlAddress) address = read_identity (reader, account);
  g_autoptr (PlServerSettings) incoming = NULL;
  g_autoptr (PlServerSettings) outgoing = NULL;
  g_autoptr (PlProposal) proposal = NULL;
  g_auto (Texts) incoming_texts = { 0 };
  g_auto (Texts) outgoing_texts = { 0 };
  PlCheckedServer checked[2] = { { .state = PL_CHECK_STATE_NOT_TESTED, .trust = "none" },
                                 { .state = PL_CHECK_STATE_NOT_TESTED, .trust = "none" } };
  JsonObject *first_incoming = get_first (reader, account, "incoming");
  JsonObject *first_outgoing = get_first (reader, account, "outgoing");
  gint64 times[2] = { 0, 0 };
  PlProposalFields fields = { .address = address, .trust = PL_TRUST_PERSON };

  if (first_incoming != NULL)
    incoming = read_server (reader, first_incoming, PL_DIRECTION_INCOMING,
                            &checked[PL_DIRECTION_INCOMING], &times[0], &incoming_texts);
  if (first_outgoing != NULL)
    outgoing = read_server (reader, first_outgoing, PL_DIRECTION_OUTGOING,
                            &checked[PL_DIRECTION_OUTGOING], &times[1], &outgoing_texts);
  if (incoming == NULL && outgoing == NULL)
    pl_handover_fail (reader, "incoming");
  fields.pop3_remove_after_days = read_days (reader, first_incoming);
  if (reader->fault != NULL)
    return NULL;

  fields.incoming = incoming;
  fields.outgoing = outgoing;
  fields.source = pl_server_settings_get_source (incoming != NULL ? incoming : outgoing);
  proposal = pl_proposal_new_from_fields (&fields);
  return pl_checked_settings_new_claimed (proposal, &checked[0], &checked[1],
                                          MAX (times[0], times[1]));
}
