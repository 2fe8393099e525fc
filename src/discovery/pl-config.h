// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "discovery/pl-source-private.h"
#include "model/pl-proposal.h"

G_BEGIN_DECLS

#define PL_CONFIG_MOST_SERVERS 32
#define PL_CONFIG_MOST_LINKS 8

/**
 * PlConfigServer:
 * @host: as written, with the placeholders of Thunderbird's autoconfig format
 * @username: (nullable): as written, likewise; %NULL when none is named
 * @takes_password: a password is taken there, in some form
 * @takes_oauth2: OAuth2 is taken there
 *
 * One server out of a configuration document, in the document's order. Strings are owned.
 */
typedef struct
{
  PlService service;
  char *host;
  guint16 port;
  PlSecurity security;
  char *username;
  gboolean takes_password;
  gboolean takes_oauth2;
} PlConfigServer;

/**
 * PlConfig:
 *
 * What a configuration document says, whatever its format; hostile until it is proposed.
 */
typedef struct
{
  GArray *servers; /* owned: PlConfigServer */
  GArray *links; /* owned: PlLink, its strings are owned: pages that the document points to */
  char
      *redirect; /* owned, nullable: the document only points to this https address, or, after an @,
                     to what another domain says */
} PlConfig;

PlConfig *pl_config_new (void);
void pl_config_free (PlConfig *config);
gboolean pl_config_add_server (PlConfig *config, const PlConfigServer *server);
gboolean pl_config_add_link (PlConfig *config, const char *url);

/* Parsers of the formats: pure, bounded. @document need not be NUL-terminated. %NULL with
 * %G_IO_ERROR_INVALID_DATA for what is no such document. */
PlConfig *pl_autoconfig_parse (const char *document, gsize length, GError **error);
PlConfig *pl_autodiscover_parse (const char *document, gsize length, GError **error);
PlConfig *pl_pacc_parse (const char *document, gsize length, GError **error);

void pl_autodiscover_generalize (PlConfig *config, const char *local_part, const char *domain);
gboolean pl_pacc_is_vouched (const char *record, const char *document, gsize length);

/* Makes proposals of it for this address, best first: encrypted before unencrypted, the wanted
 * service before the other. Fills in placeholders; refuses what no server can be named. */
void pl_config_propose (const PlConfig *config,
                        const PlSourceContext *context,
                        PlSource source,
                        PlTrust trust,
                        GPtrArray *proposals);

gboolean pl_config_is_public_name (const char *host);

/* Which servers no rule allows to have the password (product.md, safety 2).
 * Returns: (transfer full) (array zero-terminated=1): */
char **pl_config_find_foreign_hosts (PlAddress *address,
                                     PlServerSettings *incoming,
                                     PlServerSettings *outgoing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlConfig, pl_config_free)

G_END_DECLS
