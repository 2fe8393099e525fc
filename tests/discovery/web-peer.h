// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/certificates.h"

#include <gio/gio.h>

/* A web server on loopback that says what a test tells it to, right or wrong, one connection after the
 * other. */
typedef struct _WebPeer WebPeer;

/* What it does where a question for this host and path comes in. */
typedef struct
{
  const char *host; /* nullable: any */
  const char *path; /* nullable: any */
  const char *answer; /* every byte of it; @PORT@ is the server's own */
  guint n_more; /* how many times @more follows */
  const char *more; /* nullable */
  enum
  {
    WEB_CLOSES,
    WEB_HANGS, /* keeps the connection, and says nothing more */
    WEB_DRIPS, /* goes on byte by byte */
  } then;
  gsize length; /* of @answer where it has a NUL in it, else 0 */
} WebPage;

/* What it does before a question comes in. */
typedef enum
{
  WEB_TLS,
  WEB_SILENT, /* takes the connection, and says nothing */
  WEB_PLAIN, /* answers in plain text, as a server of another kind */
  WEB_HANGS_UP,
} WebManner;

WebPeer *web_peer_start (Identity *identity, WebManner manner, const WebPage *pages);
void web_peer_stop (WebPeer *peer);
guint16 web_peer_get_port (WebPeer *peer);

/* The questions so far, each with its body, in the order in which they came. */
char *web_peer_dup_question (WebPeer *peer, guint index);
guint web_peer_count_questions (WebPeer *peer);
guint web_peer_count_connections (WebPeer *peer);
char *web_peer_dup_protocol (WebPeer *peer);
GTlsProtocolVersion web_peer_get_tls_version (WebPeer *peer);

/* Whom all of this process believes from here on. Returns a file to be removed at the end. */
char *web_peer_trust (Identity *authority);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WebPeer, web_peer_stop)
