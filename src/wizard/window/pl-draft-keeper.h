// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-draft-store.h"

G_BEGIN_DECLS

/**
 * PlDraftKeeper:
 *
 * Keeps what is entered in one window on the disk, without the password, until the account is done, and
 * knows which others were begun before. The disk is used in a thread, one matter after the other; what
 * was begun is finished even when the window is gone.
 *
 * Signals: `changed`: the drafts on offer are others; `taken`: one of them is what is entered now;
 * `settled`: see pl_draft_keeper_settle().
 */
#define PL_TYPE_DRAFT_KEEPER (pl_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PlDraftKeeper, pl_draft_keeper, PL, DRAFT_KEEPER, GObject)

PlDraftKeeper *pl_draft_keeper_new (PlSetup *setup);
gboolean pl_draft_keeper_settle (PlDraftKeeper *keeper);
gboolean pl_draft_keeper_keeps (PlDraftKeeper *keeper);
gboolean pl_draft_keeper_is_touched (PlDraftKeeper *keeper);
void pl_draft_keeper_close (PlDraftKeeper *keeper, gboolean keep);

void pl_draft_keeper_look (PlDraftKeeper *keeper);
GPtrArray *pl_draft_keeper_get_offers (PlDraftKeeper *keeper);
void pl_draft_keeper_take (PlDraftKeeper *keeper, const char *id);
void pl_draft_keeper_discard (PlDraftKeeper *keeper, const char *id);

G_END_DECLS
