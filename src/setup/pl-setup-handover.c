// SPDX-License-Identifier: GPL-3.0-or-later
/* What is handed over of an account, put together on the main loop. */
#include "setup/pl-setup-handover-private.h"

#include "setup/pl-setup-draft.h"
#include "setup/pl-setup-private.h"

#include <string.h>

struct _PlSetupHandover
{
  grefcount refs;
  char *json; /* owned */
  char *account_id; /* owned */
  PlSecret *secrets[2]; /* shared, nullable, by PlDirection: for the caller's descriptor */
  const char *problem; /* static, nullable */
};

static const char *const secret_nicks[] = {
  [PL_SETUP_SECRET_NONE] = "none",
  [PL_SETUP_SECRET_SERVICE] = "service",
  [PL_SETUP_SECRET_FD] = "fd",
};

static const char *const entries[] = {
  [PL_DIRECTION_INCOMING] = "incoming.0",
  [PL_DIRECTION_OUTGOING] = "outgoing.0",
};

/**
 * pl_setup_secret_from_nick:
 * @nick: (nullable): `service`, `fd` or `none`
 */
gboolean
pl_setup_secret_from_nick (const char *nick, PlSetupSecret *secret)
{
  int found = pl_nick_find (secret_nicks, G_N_ELEMENTS (secret_nicks), nick);

  if (found >= 0)
    *secret = (PlSetupSecret) found;
  return found >= 0;
}

static PlSecret *
ref_secret (PlSecret *secret)
{
  return secret != NULL ? pl_secret_ref (secret) : NULL;
}

/**
 * pl_setup_handover_new_from_parts:
 * @json: without any secret
 * @account_id: as in @json
 * @incoming: (nullable): shared: for the caller's descriptor
 * @outgoing: (nullable): shared: likewise, where it differs
 *
 * Returns: (transfer full):
 */
PlSetupHandover *
pl_setup_handover_new_from_parts (const char *json,
                                  const char *account_id,
                                  PlSecret *incoming,
                                  PlSecret *outgoing)
{
  PlSetupHandover *self = g_new0 (PlSetupHandover, 1);

  g_ref_count_init (&self->refs);
  self->json = g_strdup (json);
  self->account_id = g_strdup (account_id);
  self->secrets[PL_DIRECTION_INCOMING] = ref_secret (incoming);
  self->secrets[PL_DIRECTION_OUTGOING] = ref_secret (outgoing);
  return self;
}

PlSetupHandover *
pl_setup_handover_ref (PlSetupHandover *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

void
pl_setup_handover_unref (PlSetupHandover *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->secrets[i], pl_secret_unref);
  g_free (self->json);
  g_free (self->account_id);
  g_free (self);
}

/**
 * pl_setup_handover_get_json:
 *
 * Returns: (transfer none): one object with a line end behind it, without any secret
 */
const char *
pl_setup_handover_get_json (PlSetupHandover *self)
{
  return self->json;
}

const char *
pl_setup_handover_get_account_id (PlSetupHandover *self)
{
  return self->account_id;
}

/**
 * pl_setup_handover_get_problem:
 *
 * Returns: (transfer none) (nullable): why the keyring has not taken the password, for the person;
 *   the hand-over then says that there is none
 */
const char *
pl_setup_handover_get_problem (PlSetupHandover *self)
{
  return self->problem;
}

/**
 * pl_setup_handover_get_n_secrets:
 *
 * Returns: how many secrets are given over a descriptor
 */
guint
pl_setup_handover_get_n_secrets (PlSetupHandover *self)
{
  return (self->secrets[0] != NULL) + (self->secrets[1] != NULL);
}

/**
 * pl_setup_handover_get_secret:
 * @index: below pl_setup_handover_get_n_secrets()
 * @entry: (out) (optional): which server it is for: `incoming.0` or `outgoing.0`
 *
 * Returns: (transfer none):
 */
PlSecret *
pl_setup_handover_get_secret (PlSetupHandover *self, guint index, const char **entry)
{
  guint direction = self->secrets[0] != NULL ? index : index + 1;

  if (entry != NULL)
    *entry = entries[direction];
  return self->secrets[direction];
}

/* --- Making one --- */

/* One account stays one, however often it is handed over. */
const char *
pl_setup_ensure_account_id (PlSetup *setup)
{
  if (setup->account_id == NULL)
    setup->account_id = g_uuid_string_random ();
  return setup->account_id;
}

static gboolean
is_by_token (PlSetup *setup, PlDirection direction)
{
  const char *mechanism = pl_checked_settings_get_server (setup->checked, direction)->mechanism;

  return g_strcmp0 (mechanism, "XOAUTH2") == 0 || g_strcmp0 (mechanism, "OAUTHBEARER") == 0 ||
         pl_check_wants_token (pl_checked_settings_get_proposal (setup->checked), direction);
}

static PlServerSettings *
get_server (PlSetup *setup, PlDirection direction)
{
  return pl_proposal_get_server (pl_checked_settings_get_proposal (setup->checked), direction);
}

/* The refresh token of the person's own sign-in, for a server that it is meant for. */
static PlSecret *
find_refresh_token (PlSetup *setup, PlServerSettings *server)
{
  g_autoptr (PlSecret) access =
      setup->tokens != NULL
          ? pl_oauth_tokens_dup_for_host (setup->tokens, pl_server_settings_get_host (server))
          : NULL;

  return access != NULL ? setup->tokens->refresh_token : NULL;
}

/* Returns: (transfer none) (nullable): the secret that belongs to a checked server */
PlSecret *
pl_setup_find_handed_secret (PlSetup *setup, PlDirection direction)
{
  PlServerSettings *server = setup->checked != NULL ? get_server (setup, direction) : NULL;

  if (server == NULL || pl_server_settings_get_username (server) == NULL)
    return NULL;
  if (is_by_token (setup, direction))
    return find_refresh_token (setup, server);
  return pl_setup_wants_password (setup, direction) && pl_setup_may_have_password (setup, direction)
             ? pl_setup_get_password (setup, direction)
             : NULL;
}

/**
 * pl_setup_has_secret:
 *
 * Returns: whether there is a password or token that could be stored or handed over
 */
gboolean
pl_setup_has_secret (PlSetup *setup)
{
  return pl_setup_find_handed_secret (setup, PL_DIRECTION_INCOMING) != NULL ||
         pl_setup_find_handed_secret (setup, PL_DIRECTION_OUTGOING) != NULL;
}

/* @scope: (out) (transfer full): the provider's list in one string */
static void
fill_oauth2 (PlSetup *setup, PlHandoverOAuth2 *oauth2, gboolean has_token, char **scope)
{
  const PlProvider *provider = pl_setup_find_provider (setup);
  const PlOAuthClient *client = setup->client;

  if (client != NULL)
    *oauth2 = (PlHandoverOAuth2){
      .issuer = client->issuer,
      .auth_url = client->authorization_url,
      .token_url = client->token_url,
      .scope = client->scope,
      .client_id = has_token ? client->client_id : NULL,
    };
  else if (provider != NULL && provider->oauth2 != NULL)
    {
      if (*scope == NULL)
        *scope = g_strjoinv (" ", (char **) provider->oauth2->scopes);
      *oauth2 = (PlHandoverOAuth2){
        .issuer = provider->oauth2->issuer,
        .auth_url = provider->oauth2->authorization_url,
        .token_url = provider->oauth2->token_url,
        .scope = *scope,
      };
    }
}

static PlAuthKind
find_auth_kind (PlSetup *setup, PlDirection direction)
{
  if (pl_server_settings_get_username (get_server (setup, direction)) == NULL)
    return PL_AUTH_KIND_NONE;
  if (is_by_token (setup, direction))
    return PL_AUTH_KIND_OAUTH2;
  return pl_setup_get_password_kind (setup) == PL_PASSWORD_KIND_APP ? PL_AUTH_KIND_APP_PASSWORD
                                                                    : PL_AUTH_KIND_PASSWORD;
}

/* Where the secrets lie now. @given: (out) (array fixed-size=2): lent, for the caller's descriptor */
static void
fill_stores (PlSetup *setup,
             PlSetupSecret secret,
             const PlKeyringReceipt *receipt,
             PlHandoverServer *servers,
             PlSecret **given)
{
  PlSecret *incoming = pl_setup_find_handed_secret (setup, PL_DIRECTION_INCOMING);
  PlSecret *outgoing = pl_setup_find_handed_secret (setup, PL_DIRECTION_OUTGOING);
  gboolean same = incoming != NULL && outgoing != NULL && pl_secret_equal (incoming, outgoing);

  for (int i = PL_DIRECTION_INCOMING; receipt != NULL && i <= PL_DIRECTION_OUTGOING; i++)
    {
      servers[i].store = pl_keyring_receipt_get_store (receipt, (PlDirection) i);
      servers[i].secret_account = pl_keyring_receipt_get_account (receipt, (PlDirection) i);
    }
  if (secret != PL_SETUP_SECRET_FD)
    return;

  given[PL_DIRECTION_INCOMING] = incoming;
  given[PL_DIRECTION_OUTGOING] = same ? NULL : outgoing;
  if (incoming != NULL)
    servers[PL_DIRECTION_INCOMING].store = PL_SECRET_STORE_FD;
  if (outgoing != NULL)
    servers[PL_DIRECTION_OUTGOING].store = same ? PL_SECRET_STORE_SAME_AS : PL_SECRET_STORE_FD;
}

/* The account that was there before keeps its name. */
static const char *
find_account_id (PlSetup *setup, const PlKeyringReceipt *receipt)
{
  const char *former =
      receipt != NULL ? pl_keyring_receipt_get_account (receipt, PL_DIRECTION_INCOMING) : NULL;

  return former != NULL ? former : pl_setup_ensure_account_id (setup);
}

static const char *
find_domain (PlSetup *setup)
{
  return pl_address_get_domain (
      pl_proposal_get_address (pl_checked_settings_get_proposal (setup->checked)));
}

static void
fill_auth (PlSetup *setup, PlHandoverServer *servers, char **scope)
{
  for (int i = PL_DIRECTION_INCOMING; i <= PL_DIRECTION_OUTGOING; i++)
    {
      if (get_server (setup, (PlDirection) i) == NULL)
        continue;
      servers[i].auth_kind = find_auth_kind (setup, (PlDirection) i);
      if (servers[i].auth_kind == PL_AUTH_KIND_OAUTH2)
        fill_oauth2 (setup, &servers[i].oauth2, servers[i].store != PL_SECRET_STORE_NONE, scope);
    }
}

/* @receipt: (nullable): what the keyring says, with %PL_SETUP_SECRET_SERVICE */
PlSetupHandover *
pl_setup_handover_new (PlSetup *setup, PlSetupSecret secret, const PlKeyringReceipt *receipt)
{
  const PlProvider *provider = pl_setup_find_provider (setup);
  g_autofree char *scope = NULL;
  g_autofree char *json = NULL;
  PlSecret *given[2] = { NULL, NULL };
  PlHandoverFields fields = { .settings = setup->checked,
                              .account_id = find_account_id (setup, receipt),
                              .display_name = setup->display_name,
                              .created_at = g_get_real_time () / G_USEC_PER_SEC,
                              .practice = pl_setup_is_practice (setup) };
  PlSetupHandover *self;

  if (provider != NULL)
    {
      fields.provider_name = provider->name;
      fields.provider_domain = find_domain (setup);
      fields.provider_help_url = pl_provider_pages_choose (&provider->help);
    }
  fill_stores (setup, secret, receipt, fields.servers, given);
  fill_auth (setup, fields.servers, &scope);
  json = pl_handover_to_json (&fields);

  self = pl_setup_handover_new_from_parts (json, fields.account_id, given[PL_DIRECTION_INCOMING],
                                           given[PL_DIRECTION_OUTGOING]);
  if (receipt != NULL && pl_keyring_receipt_get_outcome (receipt) != PL_KEYRING_OK)
    self->problem = pl_keyring_outcome_to_words (pl_keyring_receipt_get_outcome (receipt));
  return self;
}

/**
 * pl_setup_dup_handover_json:
 *
 * Returns: (transfer full) (nullable): what is checked now as a hand-over without any secret, for a
 *   file; %NULL while nothing is checked
 */
char *
pl_setup_dup_handover_json (PlSetup *setup)
{
  g_autoptr (PlSetupHandover) handover = NULL;

  if (setup->checked == NULL)
    return NULL;

  handover = pl_setup_handover_new (setup, PL_SETUP_SECRET_NONE, NULL);
  return g_strdup (pl_setup_handover_get_json (handover));
}

/**
 * pl_setup_dup_cancelled_json:
 *
 * Returns: (transfer full): the hand-over of a set-up that was broken off
 */
char *
pl_setup_dup_cancelled_json (void)
{
  return pl_handover_cancelled_to_json (g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * pl_setup_dup_error_json:
 * @code: does not depend on the language
 * @message: in the person's language
 * @detail: (nullable): for a log
 *
 * Returns: (transfer full): the hand-over of a set-up that could not be carried out
 */
char *
pl_setup_dup_error_json (const char *code, const char *message, const char *detail)
{
  return pl_handover_error_to_json (g_get_real_time () / G_USEC_PER_SEC, code, message, detail);
}
