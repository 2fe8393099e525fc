// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <netinet/in.h>

/* A name server on loopback (UDP) that knows these names below test.:
 *
 *   both.test        192.0.2.1, 2001:db8::1     old.test   192.0.2.2     new.test  2001:db8::2
 *   empty.test       no record at all           trouble.test  SERVFAIL   silent.test  no answer
 *   mail.test        MX and SRV records
 *
 * and what name_server_add_record() brings; everything else does not exist. */
typedef struct _NameServer NameServer;

NameServer *name_server_start (void);
void name_server_stop (NameServer *server);
const struct sockaddr_in *name_server_get_address (NameServer *server);

/* @type: of arpa/nameser.h, with records as in a zone file: `10 mx.example.org` for MX, `0 1 993
 *   imap.example.org` for SRV, an IPv4 address for A. ns_t_invalid for a name without records.
 * @record: (nullable): none with ns_t_invalid */
void name_server_add_record (NameServer *server, const char *name, int type, const char *record);
/* Everything that is asked from here on gets this answer code, or none when it is negative. */
void name_server_set_trouble (NameServer *server, int rcode);
guint name_server_get_n_asked (NameServer *server);

/* An answer in the making, also for tests of the parser alone. */
GByteArray *answer_begin (const char *name, guint16 type, guint8 rcode, guint16 n_answers);
void answer_add (GByteArray *answer, guint16 type, const guint8 *data, gsize length);
void answer_add_name (GByteArray *data, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NameServer, name_server_stop)
