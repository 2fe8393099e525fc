// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-draft.h"

G_BEGIN_DECLS

#define PL_DRAFTS_MOST 3 /* that are offered */

/**
 * PlStoredDraft:
 * @id: of its file
 */
typedef struct
{
  char *id; /* owned */
  PlDraft *draft; /* owned */
} PlStoredDraft;

void pl_stored_draft_free (PlStoredDraft *stored);

/**
 * PlDraftStore:
 *
 * The unfinished accounts on the disk, one file each, which nobody else can read. A window has its own
 * file for as long as it is open, and no other one offers it. All of this may wait for the disk; it is
 * for threads, of which several may use it at once.
 */
typedef struct _PlDraftStore PlDraftStore;

PlDraftStore *pl_draft_store_new (const char *folder);
PlDraftStore *pl_draft_store_ref (PlDraftStore *store);
void pl_draft_store_unref (PlDraftStore *store);

GPtrArray *pl_draft_store_list (PlDraftStore *store);
char *pl_draft_store_make_id (void);
gboolean pl_draft_store_claim (PlDraftStore *store, const char *id);
void pl_draft_store_release (PlDraftStore *store, const char *id);
gboolean
pl_draft_store_save (PlDraftStore *store, const char *id, const char *text, GError **error);
void pl_draft_store_remove (PlDraftStore *store, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlDraftStore, pl_draft_store_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlStoredDraft, pl_stored_draft_free)

G_END_DECLS
