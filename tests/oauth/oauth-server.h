// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oauth/pl-oauth.h"
#include "practice/pl-practice-ca.h"

/* A small authorization server (RFC 6749, RFC 7636) on a thread of its own, which says yes to
 * everybody, unless it is told otherwise; and a browser that goes where it is led. */

#define OAUTH_CLIENT_ID "postlotse-test"
#define OAUTH_CLIENT_SECRET "not+so secret&"
#define OAUTH_SCOPE "mail.read mail:send"

/**
 * OAuthManner:
 * @error: (nullable): what it sends the browser back with, in place of a code
 * @state: (nullable): the state that it sends back, in place of the right one
 * @token_status: of the token endpoint; 0 for the usual answers
 * @token_body: (nullable): likewise
 * @token_location: (nullable): where the token endpoint redirects to
 * @silent: the token endpoint never answers
 * @keeps_refresh_token: a refresh brings no new one
 */
typedef struct
{
  const char *error;
  const char *state;
  guint token_status;
  const char *token_body;
  const char *token_location;
  gboolean silent;
  gboolean keeps_refresh_token;
} OAuthManner;

typedef struct _OAuthServer OAuthServer;

OAuthServer *
oauth_server_new (PlPracticeCa *ca, PlPracticeCertificate kind, const OAuthManner *manner);
void oauth_server_free (OAuthServer *server);

PlOAuthClient *oauth_server_make_client (OAuthServer *server, const char *redirect_uri);
guint oauth_server_get_n_tokens (OAuthServer *server);
gboolean oauth_server_knows_token (OAuthServer *server, const char *token);
const char *oauth_server_get_login_hint (OAuthServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OAuthServer, oauth_server_free)

/**
 * Browser:
 * @before: (nullable): called with the address of the sign-in page before it is opened
 * @stays_away: nobody signs in
 * @done: (nullable): cancelled when the last page is there
 */
typedef struct
{
  OAuthServer *server; /* borrowed */
  void (*before) (const char *url, gpointer data);
  gpointer data;
  gboolean stays_away;
  GCancellable *done; /* borrowed */

  GThread *thread; /* owned */
  char *url; /* owned */
  guint status; /* of the last page */
  char *page; /* owned, nullable */
  guint n_opened;
} Browser;

void browser_open (const char *url, gpointer browser);
void browser_close (Browser *browser);
char *browser_get_parameter (const char *url, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Browser, browser_close)
