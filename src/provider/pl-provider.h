// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

/* How a server takes a sign-in, as far as the provider's facts tell; 0: without one. */
typedef enum
{
  PL_PROVIDER_AUTH_PASSWORD = 1 << 0, /* PLAIN or LOGIN inside TLS */
  PL_PROVIDER_AUTH_ENCRYPTED = 1 << 1, /* CRAM-MD5, SCRAM and the like */
  PL_PROVIDER_AUTH_OAUTH2 = 1 << 2,
} PlProviderAuth;

/**
 * PlProviderServer:
 * @host: lower-case ASCII; `%EMAILDOMAIN%` (alone or as the last labels) stands for the address's
 *   domain, `%MXHOST%` for the first mail exchanger of that domain. See
 *   pl_provider_server_make_host().
 * @username: (nullable): template with `%EMAILADDRESS%`, `%EMAILLOCALPART%`, `%EMAILDOMAIN%`; %NULL
 *   when the person has to look it up at the provider. See pl_provider_server_make_username().
 */
typedef struct
{
  PlService service;
  const char *host;
  guint16 port;
  PlSecurity security;
  const char *username;
  PlProviderAuth auth;
} PlProviderServer;

/**
 * PlProviderPages:
 *
 * One page in several languages; each may be %NULL. https only. @other is in the provider's own
 * language. See pl_provider_pages_choose().
 */
typedef struct
{
  const char *de;
  const char *en;
  const char *other;
} PlProviderPages;

/**
 * PlProviderRequirement:
 * @conditional: of an app password: only with two-step sign-in; of what has to be switched on: it is
 *   on at first, and may have been switched off
 * @services: of a paid plan: which services it is for, as bits `1 << PlService`; 0 where all or none
 *   are named
 * @certainty: confirmed facts are %PL_CERTAINTY_PROVEN, reported ones %PL_CERTAINTY_LIKELY,
 *   unconfirmed ones %PL_CERTAINTY_POSSIBLE
 * @confirmed: when it was last confirmed, YYYY-MM-DD
 */
typedef struct
{
  PlRequirementKind kind;
  gboolean conditional;
  guint services;
  PlProviderPages pages;
  PlCertainty certainty;
  const char *confirmed;
} PlProviderRequirement;

/**
 * PlProviderOAuth2:
 * @scopes: (array zero-terminated=1):
 *
 * Where the provider signs in through the browser (RFC 6749). Without client id: that is registered
 * by whoever runs the program.
 */
typedef struct
{
  const char *issuer;
  const char *authorization_url;
  const char *token_url;
  const char *const *scopes;
} PlProviderOAuth2;

/**
 * PlProvider:
 * @name: as people call it, UTF-8
 * @country: (nullable): ISO 3166 code
 * @domains: (array zero-terminated=1): exact mail domains, lower-case ASCII
 * @mx: (array zero-terminated=1): suffixes of mail exchangers by which a domain of one's own shows
 *   that it is hosted there
 * @servers: preferred first, IMAP before POP3 before SMTP; ended by an entry without host
 * @requirements: (array length=n_requirements):
 * @oauth2: (nullable):
 * @help: the provider's page with its server settings
 * @certainty: of the servers
 * @confirmed: when the servers were last confirmed, YYYY-MM-DD
 *
 * Facts about one provider, constant: compiled from data/providers/ID.json.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *country;
  const char *const *domains;
  const char *const *mx;
  const PlProviderServer *servers;
  const PlProviderRequirement *requirements;
  guint n_requirements;
  const PlProviderOAuth2 *oauth2;
  PlProviderPages help;
  PlCertainty certainty;
  const char *confirmed;
} PlProvider;

/* Finding one */
const PlProvider *pl_provider_find_by_domain (const char *domain);
const PlProvider *pl_provider_find_by_mx (const char *mx_host);
const PlProvider *pl_provider_find_by_id (const char *id);
const PlProvider *pl_provider_find_by_host (const char *host);
const PlProvider *pl_provider_get_all (guint *n_providers);
GPtrArray *pl_provider_search (const char *text);
char *pl_provider_correct_domain (const char *domain, gboolean *sure);

/* What is known of one */
gboolean pl_provider_owns_host (const PlProvider *provider, const char *host);
const PlProviderRequirement *
pl_provider_get_requirement (const PlProvider *provider, PlRequirementKind kind);
const char *pl_provider_pages_choose (const PlProviderPages *pages);
PlPasswordKind pl_provider_get_password_kind (const PlProvider *provider);
gboolean pl_provider_can_work (const PlProvider *provider);

/* Its servers, for one address */
char *pl_provider_server_make_host (const PlProviderServer *server,
                                    PlAddress *address,
                                    const char *mx_host);
char *pl_provider_server_make_username (const PlProviderServer *server, PlAddress *address);
PlProposal *pl_provider_propose (const PlProvider *provider,
                                 PlAddress *address,
                                 PlService incoming,
                                 const char *mx_host);

G_END_DECLS
