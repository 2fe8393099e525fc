// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RawClient:
 *
 * A peer for the practice servers that knows no mail: connects, writes, reads lines, speaks TLS.
 * Blocks for ten seconds at most; a step that cannot be done fails the test.
 */
typedef struct _RawClient RawClient;

RawClient *raw_client_connect (guint16 port);
void raw_client_free (RawClient *client);

void raw_client_start_tls (RawClient *client, const char *host);
guint raw_client_verify (RawClient *client, const char *host, const char *ca_pem);
const char *raw_client_get_tls_version (RawClient *client);

void raw_client_write (RawClient *client, const char *bytes);
char *raw_client_read_line (RawClient *client);
void raw_client_expect (RawClient *client, const char *line);
void raw_client_expect_end (RawClient *client);
void raw_client_expect_reset (RawClient *client);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawClient, raw_client_free)

G_END_DECLS
