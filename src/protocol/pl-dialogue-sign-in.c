// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/pl-dialogue-private.h"

#include "protocol/pl-sasl.h"

#include <string.h>

#define HIDDEN "•••"

/* The longest exchange we speak (SCRAM without an initial response) has three challenges. */
#define MOST_CHALLENGES 6

/* How an exchange went. */
typedef struct
{
  PlReply reply;
  PlSaslState state;
} Exchange;

static PlOutcome
withhold (PlDialogue *self, const PlMechanism *mechanism, const char *reason)
{
  g_autofree char *offered = pl_capability_list_join_mechanisms (self->capabilities);

  pl_recorder_note (self->recorder, PL_SIGHT_SIGN_IN, PL_OUTCOME_WITHHELD, PL_FACT_MECHANISM,
                    mechanism != NULL ? mechanism->name : NULL, PL_FACT_REASON, reason,
                    PL_FACT_WORDS, offered, PL_FACT_END);
  return PL_OUTCOME_WITHHELD;
}

/* Bytes that PLAIN's message has in base64 (RFC 4616 2: two NULs, no authorization identity). */
static gsize
measure_plain (const PlSignIn *sign_in)
{
  gsize length = 2 + strlen (sign_in->username) + pl_secret_get_length (sign_in->password);

  return (length + 2) / 3 * 4;
}

/* @line: the command without its line end */
static gboolean
takes_initial_response (PlDialogue *self, const char *line, gsize length)
{
  gsize whole = strlen (line) + 1 + length + 2;

  return self->ops->supports_initial_response (self) &&
         (self->ops->longest_auth_line == 0 || whole <= self->ops->longest_auth_line);
}

static const PlMechanism *
choose (PlDialogue *self, const PlSignIn *sign_in)
{
  g_autofree char *line = g_strconcat (self->ops->auth_command, " PLAIN", NULL);
  PlMechanismChoice choice = {
    .service = self->ops->service,
    .capabilities = self->capabilities,
    .trusted = pl_connection_is_trusted (self->connection),
    .forced = sign_in->mechanism,
    .by_token = sign_in->only_token,
  };

  if (!sign_in->only_token)
    {
      choice.plain_is_quick = takes_initial_response (self, line, measure_plain (sign_in));
      choice.command_is_quick =
          self->ops->command_is_quick != NULL && self->ops->command_is_quick (self, sign_in);
    }
  return pl_mechanism_choose (&choice);
}

static gboolean
can_carry (PlDialogue *self, const PlMechanism *mechanism, const PlSignIn *sign_in)
{
  if (mechanism->bearer != PL_BEARER_NONE)
    return pl_bearer_can_carry (sign_in->username, sign_in->token);

  return mechanism->is_command ? self->ops->command_is_possible (sign_in)
                               : pl_sasl_can_carry (mechanism, sign_in->password);
}

/* The command that begins the exchange. Takes @first away when it goes along. */
static gboolean
begin_exchange (PlDialogue *self, const char *command, char **first, GError **error)
{
  g_autofree char *line = self->ops->begin_command (self, command);
  g_autofree char *open = g_strconcat (line, "\r\n", NULL);
  g_autofree char *shown = g_strconcat (line, " " HIDDEN, NULL);
  g_autoptr (PlSecretString) whole = NULL;

  if (*first == NULL || !takes_initial_response (self, line, strlen (*first)))
    return pl_dialogue_send (self, open, error);

  whole = g_strconcat (line, " ", *first, "\r\n", NULL);
  g_clear_pointer (first, pl_secret_free_string);
  return pl_dialogue_send_secret (self, whole, strlen (whole), shown, error);
}

static gboolean
send_response (PlDialogue *self, const char *response, GError **error)
{
  g_autoptr (PlSecretString) line = g_strconcat (response, "\r\n", NULL);

  return pl_dialogue_send_secret (self, line, strlen (line), HIDDEN, error);
}

/* What to say when there is no response: take the exchange back ("*", RFC 4954 4, RFC 5034 4,
 * RFC 9051 6.2.2), or let the server end it when it has refused inside of it. */
static gboolean
answer_without_response (PlDialogue *self, PlSaslState state, const char *challenge, GError **error)
{
  gboolean sent = pl_dialogue_send (self, state == PL_SASL_REFUSED ? "\r\n" : "*\r\n", error);

  if (!sent || state != PL_SASL_BROKEN)
    return sent;

  self->spent = TRUE;
  pl_dialogue_set_violation (self, "not a challenge of this mechanism", challenge, error);
  return FALSE;
}

static gboolean
converse (PlDialogue *self, PlSasl *sasl, char **first, Exchange *exchange, GError **error)
{
  PlReply *reply = &exchange->reply;

  for (guint n_challenges = 0; n_challenges < MOST_CHALLENGES; n_challenges++)
    {
      g_autoptr (PlSecretString) response = NULL;

      pl_reply_clear (reply);
      if (!self->ops->read_answer (self, reply, error))
        return FALSE;
      if (reply->challenge == NULL)
        return TRUE;

      /* Our first words were not taken with the command: the server asks for them now. */
      if (*first != NULL)
        response = g_steal_pointer (first);
      else if (exchange->state == PL_SASL_MORE || exchange->state == PL_SASL_COMPLETE)
        exchange->state = pl_sasl_step (sasl, reply->challenge, &response);

      if (response != NULL
              ? !send_response (self, response, error)
              : !answer_without_response (self, exchange->state, reply->challenge, error))
        return FALSE;
    }

  self->spent = TRUE;
  pl_dialogue_set_violation (self, "challenges without end", reply->challenge, error);
  return FALSE;
}

static void
note_refusal (PlDialogue *self, const PlMechanism *mechanism, const PlBearerRefusal *refusal)
{
  if (refusal == NULL)
    return;

  pl_recorder_note (self->recorder, PL_SIGHT_TOKEN, PL_OUTCOME_REJECTED, PL_FACT_MECHANISM,
                    mechanism->name, PL_FACT_STATUS, refusal->status, PL_FACT_WORDS, refusal->scope,
                    PL_FACT_TEXT, refusal->text, PL_FACT_END);
}

static gboolean
run_exchange (PlDialogue *self,
              const PlMechanism *mechanism,
              const PlSignIn *sign_in,
              const char *command,
              Exchange *exchange,
              GError **error)
{
  PlSaslIdentity identity = {
    .username = sign_in->username,
    .password = sign_in->password,
    .token = sign_in->token,
    .service = self->ops->sasl_service,
    .host = sign_in->host,
    .port = sign_in->port,
  };
  g_autoptr (PlSasl) sasl = pl_sasl_new (mechanism, &identity);
  g_autoptr (PlSecretString) first = NULL;
  gboolean answered;

  exchange->state = PL_SASL_MORE;
  if (sasl != NULL && mechanism->client_first)
    exchange->state = pl_sasl_step (sasl, NULL, &first);
  if (sasl == NULL || exchange->state == PL_SASL_BROKEN)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "GNU SASL refuses %s",
                   mechanism->name);
      return FALSE;
    }

  answered = begin_exchange (self, command, &first, error) &&
             converse (self, sasl, &first, exchange, error);
  note_refusal (self, mechanism, pl_sasl_get_refusal (sasl));
  return answered;
}

static void
note_loss (PlDialogue *self, const PlMechanism *mechanism, const GError *error)
{
  PlOutcome outcome;

  self->spent = TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    outcome = PL_OUTCOME_CLOSED;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    outcome = PL_OUTCOME_SILENT;
  else
    return;

  pl_recorder_note (self->recorder, PL_SIGHT_SIGN_IN, outcome, PL_FACT_MECHANISM, mechanism->name,
                    PL_FACT_END);
}

/* The one attempt. */
static PlOutcome
attempt (PlDialogue *self, const PlSignIn *sign_in, const PlMechanism *mechanism, GError **error)
{
  g_autofree char *sasl_command = g_strconcat (self->ops->auth_command, " ", mechanism->name, NULL);
  const char *command = sasl_command;
  Exchange exchange = { .state = PL_SASL_COMPLETE };
  g_auto (PlReply) reply = { 0 };
  PlOutcome outcome;
  gboolean answered;
  gboolean unproven;

  if (mechanism->is_command)
    answered = self->ops->sign_in_by_command (self, sign_in, &exchange.reply, &command, error);
  else
    answered = run_exchange (self, mechanism, sign_in, command, &exchange, error);
  reply = exchange.reply;
  if (!answered)
    {
      note_loss (self, mechanism, *error);
      return pl_dialogue_get_failure (error);
    }

  pl_dialogue_note_reply (self, command, &reply);
  /* An OK without the proof, or before the server was told anything, is worth nothing. */
  unproven = exchange.state == PL_SASL_UNPROVEN ||
             (reply.outcome == PL_OUTCOME_ACCEPTED && exchange.state != PL_SASL_COMPLETE);
  outcome = unproven ? PL_OUTCOME_REJECTED : reply.outcome;
  pl_recorder_note (self->recorder, PL_SIGHT_SIGN_IN, outcome, PL_FACT_MECHANISM, mechanism->name,
                    PL_FACT_REASON, unproven ? "server-unproven" : NULL, PL_FACT_END);
  return outcome;
}

static void
renew_capabilities (PlDialogue *self)
{
  if (!self->capabilities_are_new)
    g_clear_pointer (&self->capabilities, pl_capability_list_free);
  pl_dialogue_note_capabilities (self, TRUE);
}

static PlOutcome
note_missing_offer (PlDialogue *self, const PlSignIn *sign_in)
{
  g_autofree char *offered = pl_capability_list_join_mechanisms (self->capabilities);
  const char *wanted = sign_in->mechanism;

  /* That it had to be a token is part of what was seen. */
  if (wanted == NULL && sign_in->only_token)
    wanted = "XOAUTH2";
  pl_recorder_note (self->recorder, PL_SIGHT_SIGN_IN, PL_OUTCOME_NOT_OFFERED, PL_FACT_MECHANISM,
                    wanted, PL_FACT_WORDS, offered, PL_FACT_END);
  return PL_OUTCOME_NOT_OFFERED;
}

/* A token opens more than one mailbox on one server: no consent lets it out in clear text, and no
 * password steps in for it. */
static PlSignIn
make_sure (const PlSignIn *sign_in)
{
  PlSignIn sure = *sign_in;

  sure.only_token |= sign_in->token != NULL || pl_mechanism_wants_token (sign_in->mechanism);
  if (sure.only_token)
    {
      sure.password = NULL;
      sure.allow_cleartext = FALSE;
    }
  return sure;
}

/**
 * pl_dialogue_try_sign_in:
 * @error: not %NULL
 *
 * See pl_dialogue_sign_in(); without the stage.
 */
PlOutcome
pl_dialogue_try_sign_in (PlDialogue *self, const PlSignIn *asked, GError **error)
{
  PlSignIn sign_in = make_sure (asked);
  const PlMechanism *mechanism;
  PlOutcome outcome;

  if (self->preauthenticated)
    {
      pl_dialogue_set_violation (self, "counts as signed in without having asked", NULL, error);
      return PL_OUTCOME_FAILED;
    }
  if (!pl_connection_is_trusted (self->connection) && !sign_in.allow_cleartext)
    return withhold (self, NULL, "cleartext");
  if (!sign_in.only_token && sign_in.password == NULL)
    return withhold (self, NULL, "no-password");

  mechanism = choose (self, &sign_in);
  if (mechanism == NULL)
    return note_missing_offer (self, &sign_in);
  if (sign_in.only_token && sign_in.token == NULL)
    return withhold (self, mechanism, "oauth");
  if (!can_carry (self, mechanism, &sign_in))
    return withhold (self, mechanism,
                     sign_in.only_token ? "token-characters" : "password-characters");

  pl_recorder_add_secret (self->recorder, sign_in.only_token ? sign_in.token : sign_in.password);
  outcome = attempt (self, &sign_in, mechanism, error);
  if (outcome == PL_OUTCOME_ACCEPTED && self->ops->sign_in_renews_capabilities)
    renew_capabilities (self);
  return outcome;
}
