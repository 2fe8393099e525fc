// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/frame/pl-json-view-private.h"
#include "model/pl-server-settings.h"

G_BEGIN_DECLS

/**
 * PlMailspringNames:
 * @credential: what its password is called by, behind the address
 *
 * What one direction of an account is called in Mailspring's config.json (Mailspring 1.23:
 * models/account.ts). One table for reading and writing, so that the two cannot differ.
 */
typedef struct
{
  PlService service;
  const char *host;
  const char *port;
  const char *username;
  const char *security;
  const char *insecure;
  const char *credential;
} PlMailspringNames;

/* By #PlDirection */
extern const PlMailspringNames pl_mailspring_names[];

const char *pl_mailspring_name_security (PlSecurity security);
PlSecurity pl_mailspring_security_from_name (const char *name);

gboolean
pl_mailspring_find_account (const PlJsonView *accounts, const char *address, PlJsonView *found);
gboolean pl_mailspring_is_sign_in (const PlJsonView *account, PlServerSettings *server);

G_END_DECLS
