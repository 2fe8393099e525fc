// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/pl-script-peer-private.h"
#include "practice/pl-script.h"

G_BEGIN_DECLS

/**
 * PlScriptStage:
 * @peer: borrowed
 * @certificates: borrowed: name, gnutls_certificate_credentials_t
 * @notes: borrowed
 * @connection: its number there
 *
 * Where a script is played.
 */
typedef struct
{
  PlScriptPeer *peer;
  GHashTable *certificates;
  PlScriptNotes *notes;
  guint connection;
} PlScriptStage;

void pl_script_player_play (const PlScript *script, const PlScriptStage *stage);

G_END_DECLS
