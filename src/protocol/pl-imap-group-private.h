// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/pl-dialogue-private.h"
#include "protocol/pl-imap-response.h"

G_BEGIN_DECLS

/**
 * PlImapGroup:
 *
 * Commands of IMAP in flight together (RFC 9051 5.5) and what comes back: each one's reply, with
 * the untagged alerts and farewells that came meanwhile.
 */
typedef struct _PlImapGroup PlImapGroup;

/**
 * PlImapDataFunc:
 *
 * Told of each untagged data response but CAPABILITY.
 *
 * Returns: %FALSE to read no further
 */
typedef gboolean (*PlImapDataFunc) (const PlImapResponse *response, gpointer data);

PlImapGroup *pl_imap_group_new (PlDialogue *dialogue);
void pl_imap_group_free (PlImapGroup *group);

void pl_imap_group_set_data_func (PlImapGroup *group, PlImapDataFunc func, gpointer data);
const char *pl_imap_group_open (PlImapGroup *group, const char *command);
void pl_imap_group_add (PlImapGroup *group, const char *command, const char *line);
gboolean pl_imap_group_send (PlImapGroup *group, GError **error);
gboolean pl_imap_group_await (PlImapGroup *group,
                              const PlPatience *patience,
                              char **challenge,
                              GError **error);
const PlReply *pl_imap_group_find_reply (PlImapGroup *group, const char *command);
void pl_imap_group_steal_reply (PlImapGroup *group, PlReply *reply);
void pl_imap_group_note_replies (PlImapGroup *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlImapGroup, pl_imap_group_free)

G_END_DECLS
