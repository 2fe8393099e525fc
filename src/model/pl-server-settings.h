// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pl-terms.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlServerFields:
 * @host: ASCII name or IP address; see pl_hostname_to_ascii()
 * @username: UTF-8; %NULL for a server that is used without sign-in
 * @auth: (nullable): SASL mechanism, or `LOGIN-COMMAND` for IMAP's LOGIN and `USER-PASS` for
 *   POP3's USER; %NULL to take the best that the server offers
 * @trust_fingerprint: (nullable): SHA-256 of the one certificate accepted for this server in this
 *   direction, 64 lower-case hexadecimal digits
 * @allow_cleartext: the person agreed, for this account, to send the password unencrypted
 *
 * The parts of #PlServerSettings, as arguments with names.
 */
typedef struct
{
  PlService service;
  const char *host;
  guint16 port;
  PlSecurity security;
  const char *username;
  const char *auth;
  PlSource source;
  const char *trust_fingerprint;
  gboolean allow_cleartext;
} PlServerFields;

/**
 * PlServerSettings:
 *
 * How to reach and use one server: immutable and free of control characters.
 */
#define PL_TYPE_SERVER_SETTINGS (pl_server_settings_get_type ())
G_DECLARE_FINAL_TYPE (PlServerSettings, pl_server_settings, PL, SERVER_SETTINGS, GObject)

PlServerSettings *pl_server_settings_new (const PlServerFields *fields, GError **error);
void pl_server_settings_peek_fields (PlServerSettings *settings, PlServerFields *fields);
gboolean pl_server_settings_equal (PlServerSettings *a, PlServerSettings *b);

PlDirection pl_server_settings_get_direction (PlServerSettings *settings);
PlService pl_server_settings_get_service (PlServerSettings *settings);
const char *pl_server_settings_get_host (PlServerSettings *settings);
guint16 pl_server_settings_get_port (PlServerSettings *settings);
PlSecurity pl_server_settings_get_security (PlServerSettings *settings);
const char *pl_server_settings_get_username (PlServerSettings *settings);
const char *pl_server_settings_get_auth (PlServerSettings *settings);
PlSource pl_server_settings_get_source (PlServerSettings *settings);
const char *pl_server_settings_get_trust_fingerprint (PlServerSettings *settings);
gboolean pl_server_settings_get_allow_cleartext (PlServerSettings *settings);

char *pl_fingerprint_normalize (const char *text);

G_END_DECLS
