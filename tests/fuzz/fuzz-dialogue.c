// SPDX-License-Identifier: GPL-3.0-or-later
/* Whole conversations: the server's side is the input, whatever we say. The first byte tells the
 * protocol, how the connection begins, and whether a token signs in. Stands in for net's connection. */
#include "protocol/pl-dialogue.h"

#include <stdint.h>
#include <string.h>

#define PASSWORD "ge heim"
#define TOKEN "geheim"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

struct _PlConnection
{
  const uint8_t *at; /* borrowed */
  const uint8_t *end; /* borrowed */
  gboolean trusted;
};

void
pl_connection_free (PlConnection *self)
{
  g_free (self);
}

static gboolean
set_closed (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "closed");
  return FALSE;
}

char *
pl_connection_read_line (PlConnection *self,
                         const PlPatience *patience,
                         const PlDeadline *deadline,
                         GCancellable *cancellable,
                         GError **error)
{
  const uint8_t *line_end = memchr (self->at, '\n', (size_t) (self->end - self->at));
  g_autofree char *line = NULL;

  if (line_end == NULL || memchr (self->at, '\0', (size_t) (line_end - self->at)) != NULL)
    {
      set_closed (error);
      return NULL;
    }
  line = g_strndup ((const char *) self->at, (gsize) (line_end - self->at));
  self->at = line_end + 1;
  if (g_str_has_suffix (line, "\r"))
    line[strlen (line) - 1] = '\0';
  return g_steal_pointer (&line);
}

GBytes *
pl_connection_read_bytes (PlConnection *self,
                          gsize length,
                          const PlDeadline *deadline,
                          GCancellable *cancellable,
                          GError **error)
{
  GBytes *bytes;

  if ((gsize) (self->end - self->at) < length)
    {
      set_closed (error);
      return NULL;
    }
  bytes = g_bytes_new (self->at, length);
  self->at += length;
  return bytes;
}

gboolean
pl_connection_write (PlConnection *self,
                     const char *bytes,
                     gsize length,
                     const char *shown,
                     const PlDeadline *deadline,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *all = g_strndup (bytes, length);

  /* Before TLS nothing secret goes out, and nothing secret is ever shown. */
  g_assert_true (self->trusted || strstr (all, "heim") == NULL);
  g_assert_null (strstr (shown != NULL ? shown : all, "heim"));
  g_assert_null (strstr (shown != NULL ? shown : all, "Z2UgaGVpb"));
  return TRUE;
}

PlOutcome
pl_connection_start_tls (PlConnection *self,
                         const PlTlsTarget *target,
                         const PlDeadline *deadline,
                         GCancellable *cancellable,
                         GError **error)
{
  self->trusted = TRUE;
  return PL_OUTCOME_ACCEPTED;
}

gboolean
pl_connection_is_trusted (PlConnection *self)
{
  return self->trusted;
}

/* As if nothing more had come yet: else nobody would get past STARTTLS here. */
gboolean
pl_connection_has_buffered_input (PlConnection *self)
{
  return FALSE;
}

char *
pl_connection_dup_local_address_literal (PlConnection *self)
{
  return g_strdup ("[192.0.2.1]");
}

void
pl_connection_close (PlConnection *self)
{
}

static PlOutcome
talk (PlDialogue *dialogue,
      gboolean starttls,
      gboolean by_token,
      const PlEnvelope *envelope,
      GError **error)
{
  static const PlDeadline never = { .at = G_MAXINT64 };
  g_autoptr (PlSecret) password = pl_secret_new (PASSWORD, -1);
  g_autoptr (PlSecret) token = by_token ? pl_secret_new (TOKEN, -1) : NULL;
  PlTlsTarget target = { .host = "mail.example.org" };
  PlSignIn sign_in = {
    .username = "anna",
    .password = password,
    .token = token,
    .host = "mail.example.org",
    .port = 993,
  };
  PlOutcome outcome = pl_dialogue_read_greeting (dialogue, &never, NULL, error);

  if (outcome == PL_OUTCOME_ACCEPTED && starttls)
    outcome = pl_dialogue_start_tls (dialogue, &target, &never, NULL, error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = pl_dialogue_ask_capabilities (dialogue, &never, NULL, error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = pl_dialogue_sign_in (dialogue, &sign_in, &never, NULL, error);
  if (outcome == PL_OUTCOME_ACCEPTED)
    outcome = pl_dialogue_use (dialogue, envelope, &never, NULL, error);
  pl_dialogue_quit (dialogue);
  return outcome;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const PlService services[] = { PL_SERVICE_IMAP, PL_SERVICE_POP3, PL_SERVICE_SMTP };
  PlEnvelope envelope = { "anna@example.org", "anna@example.org", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlRecorder) recorder = NULL;
  g_autoptr (PlConnection) connection = NULL;
  g_autoptr (PlDialogue) dialogue = NULL;
  PlService service;
  PlOutcome outcome;

  if (size == 0)
    return 0;

  service = services[(data[0] & 3) % G_N_ELEMENTS (services)];
  if (data[0] & 8)
    envelope.message = ".\r\n";
  recorder = pl_recorder_new (service, 0);
  connection = g_new0 (PlConnection, 1);
  *connection = (PlConnection){ data + 1, data + size, (data[0] & 4) == 0 };
  dialogue = pl_dialogue_new (service, connection, recorder);
  outcome = talk (dialogue, !connection->trusted, (data[0] & 16) != 0, &envelope, &error);
  g_assert_cmpint ((error != NULL), ==,
                   (outcome == PL_OUTCOME_FAILED || outcome == PL_OUTCOME_CANCELLED));
  return 0;
}
