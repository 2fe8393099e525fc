// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "certificates.h"
#include "peer.h"

#include <gnutls/gnutls.h>

/* A server side of TLS for a test. */
typedef struct
{
  Identity *chain[4]; /* borrowed: the server's own first, ended by NULL */
  const char *priority; /* nullable: NORMAL */
  GBytes *ocsp_answer; /* borrowed, nullable */
  gboolean demands_certificate; /* of the client */
  const char *before; /* nullable: said in plain text, after a line of the client */
  const char *after; /* nullable: said under encryption */
  void (*pester) (gnutls_session_t session); /* nullable: before that */
} TlsPeer;

void tls_peer_run (int fd, gpointer tls_peer);
