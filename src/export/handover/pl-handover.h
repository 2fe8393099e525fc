// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-checked-settings.h"

G_BEGIN_DECLS

#define PL_HANDOVER_VERSION 1
#define PL_HANDOVER_LARGEST (64 * 1024) /* bytes of text that are read */

/* The schema of our items in the Secret Service; see pl-keyring.h */
#define PL_SECRET_SCHEMA "org.postlotse.Account"

/**
 * PlHandoverStatus:
 *
 * How the set-up ended.
 */
typedef enum
{
  PL_HANDOVER_DONE,
  PL_HANDOVER_CANCELLED,
  PL_HANDOVER_ERROR,
} PlHandoverStatus;

/**
 * PlSecretStore:
 * @PL_SECRET_STORE_NONE: nowhere: the mail program asks
 * @PL_SECRET_STORE_SERVICE: in the Secret Service, under our schema
 * @PL_SECRET_STORE_SAME_AS: it is the secret of the first incoming server; for outgoing ones only
 * @PL_SECRET_STORE_FD: given to the caller over a descriptor
 *
 * Where the secret of one server lies.
 */
typedef enum
{
  PL_SECRET_STORE_NONE,
  PL_SECRET_STORE_SERVICE,
  PL_SECRET_STORE_SAME_AS,
  PL_SECRET_STORE_FD,
} PlSecretStore;

typedef enum
{
  PL_AUTH_KIND_NONE, /* a server that is used without sign-in */
  PL_AUTH_KIND_PASSWORD,
  PL_AUTH_KIND_APP_PASSWORD, /* made at the provider for a mail program */
  PL_AUTH_KIND_OAUTH2, /* the secret, where there is one, is a refresh token */
} PlAuthKind;

/**
 * PlHandoverOAuth2:
 * @client_id: (nullable): as what the refresh token was given; %NULL where the mail program signs in
 *   by itself
 *
 * Where to get tokens. All may be %NULL.
 */
typedef struct
{
  const char *issuer;
  const char *auth_url;
  const char *token_url;
  const char *scope;
  const char *client_id;
} PlHandoverOAuth2;

/**
 * PlHandoverServer:
 * @oauth2: used only with %PL_AUTH_KIND_OAUTH2
 * @secret_account: (nullable): the attribute `account` of the item in the Secret Service, where it is
 *   not the account's id: an item that was there before keeps its own
 *
 * What goes with one direction besides its checked settings.
 */
typedef struct
{
  PlAuthKind auth_kind;
  PlHandoverOAuth2 oauth2;
  PlSecretStore store;
  const char *secret_account;
} PlHandoverServer;

/**
 * PlHandoverFields:
 * @settings: (nullable): %NULL only in a hand-over that was read and is not done
 * @account_id: a UUID
 * @label: (nullable): what the account is called; %NULL: as its address
 * @display_name: (nullable): the person's name
 * @provider_name: (nullable): with it, @provider_domain and @provider_help_url say more
 * @servers: (array fixed-size=2): by #PlDirection
 * @created_at: seconds since 1970
 * @practice: the account is made up, and its servers are nowhere
 *
 * All that a hand-over says of an account. Never a secret.
 */
typedef struct
{
  PlCheckedSettings *settings;
  const char *account_id;
  const char *label;
  const char *display_name;
  const char *provider_name;
  const char *provider_domain;
  const char *provider_help_url;
  PlHandoverServer servers[2];
  gint64 created_at;
  gboolean practice;
} PlHandoverFields;

/* Writing; each returns one JSON object on several lines, with a line end behind it */
char *pl_handover_to_json (const PlHandoverFields *fields);
char *pl_handover_to_line (const PlHandoverFields *fields);
char *pl_handover_cancelled_to_json (gint64 created_at);
char *pl_handover_error_to_json (gint64 created_at,
                                 const char *code,
                                 const char *message,
                                 const char *detail);

/**
 * PlHandover:
 *
 * A hand-over that was read, out of a file or from another program; immutable. What it says of checks
 * is what it claims: see pl_checked_settings_is_claimed().
 */
#define PL_TYPE_HANDOVER (pl_handover_get_type ())
G_DECLARE_FINAL_TYPE (PlHandover, pl_handover, PL, HANDOVER, GObject)

PlHandover *pl_handover_parse (const char *json, gssize length, GError **error);
PlHandoverStatus pl_handover_get_status (PlHandover *handover);
PlCheckedSettings *pl_handover_get_settings (PlHandover *handover);
void pl_handover_peek_fields (PlHandover *handover, PlHandoverFields *fields);

const char *pl_secret_store_to_nick (PlSecretStore store);
const char *pl_auth_kind_to_nick (PlAuthKind kind);

G_END_DECLS
