// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-proposal.h"

G_BEGIN_DECLS

/**
 * PlProviderServer:
 * @host: lower-case ASCII
 * @username: template: `%EMAILADDRESS%` or `%EMAILLOCALPART%`
 */
typedef struct
{
  PlService service;
  const char *host;
  guint16 port;
  PlSecurity security;
  const char *username;
} PlProviderServer;

/**
 * PlProvider:
 * @domains: (array zero-terminated=1): exact mail domains
 * @servers: preferred first; ended by an entry without host
 * @app_password_url: (nullable): page where an app password is made; app passwords exist there
 * @app_password_always: without one no program can sign in, not only after two-step sign-in
 * @access_url: (nullable): page that explains how access for mail programs is switched on, which is
 *   off at first there
 * @help_url: (nullable): the provider's page with its server settings
 * @confirmed: date on which the facts were last confirmed, YYYY-MM-DD
 *
 * Facts about one provider, constant.
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *const *domains;
  const PlProviderServer *servers;
  const char *app_password_url;
  gboolean app_password_always;
  const char *access_url;
  gboolean separate_mail_password;
  const char *help_url;
  const char *confirmed;
} PlProvider;

const PlProvider *pl_provider_find_by_domain (const char *domain);
const PlProvider *pl_provider_find_by_id (const char *id);
const PlProvider *pl_provider_get_all (guint *n_providers);
gboolean pl_provider_owns_host (const PlProvider *provider, const char *host);
PlProposal *
pl_provider_propose (const PlProvider *provider, PlAddress *address, PlService incoming);

G_END_DECLS
