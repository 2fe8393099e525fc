// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-draft-store.h"

G_BEGIN_DECLS

typedef enum
{
  PL_DRAFT_LIST,
  PL_DRAFT_TAKE,
  PL_DRAFT_SAVE,
  PL_DRAFT_REMOVE, /* one of the window's own, or one that no window has */
  PL_DRAFT_RELEASE,
} PlDraftTaskKind;

/**
 * PlDraftTask:
 * @id: (nullable): of the draft
 * @text: (nullable): to save
 * @listed: (nullable): (element-type PlStoredDraft): what was found; %NULL where no thread could be had
 * @done: it was taken, or is written
 *
 * One matter for the disk.
 */
typedef struct
{
  PlDraftTaskKind kind;
  char *id; /* owned */
  char *text; /* owned */
  GPtrArray *listed; /* owned */
  gboolean done;
  GObject *owner; /* owned: whose matter it is */
} PlDraftTask;

/**
 * PlDraftTaskFunc:
 * @task: may be robbed of what was listed
 *
 * Called on the main loop when a matter is done with, even if in vain.
 */
typedef void (*PlDraftTaskFunc) (GObject *owner, PlDraftTask *task);

/**
 * PlDraftDisk:
 *
 * The drafts on the disk as one window uses them: in a thread, one matter after the other. What was
 * begun is finished even when the window is gone; the program stays for as long.
 */
typedef struct _PlDraftDisk PlDraftDisk;

PlDraftDisk *pl_draft_disk_new (PlDraftTaskFunc func);
void pl_draft_disk_free (PlDraftDisk *disk);
void pl_draft_disk_add (PlDraftDisk *disk,
                        GObject *owner,
                        PlDraftTaskKind kind,
                        const char *id,
                        char *text);

G_END_DECLS
