// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-draft-disk.h"

#include "base/pl-worker.h"

#include <gio/gio.h>

struct _PlDraftDisk
{
  PlDraftTaskFunc func;
  PlDraftStore *store; /* owned */
  GQueue tasks; /* owned: PlDraftTask; the first is under way */
  PlDraftTask *current; /* borrowed: the first */
  GHashTable *held; /* owned: ids of which the window has the lock; for the first task alone */
};

static void begin_next (PlDraftDisk *self);

/* All windows of the program share it. */
static PlDraftStore *
ref_store (void)
{
  static PlDraftStore *store = NULL;

  if (store == NULL)
    {
      g_autofree char *folder =
          g_build_filename (g_get_user_state_dir (), "postlotse", "drafts", NULL);

      store = pl_draft_store_new (folder);
    }
  return pl_draft_store_ref (store);
}

static void
task_free (PlDraftTask *task)
{
  g_free (task->id);
  g_free (task->text);
  g_clear_pointer (&task->listed, g_ptr_array_unref);
  g_object_unref (task->owner);
  g_free (task);
}

/* --- In a thread --- */

/* Returns: whether the draft is this window's own, from now on at the latest; never another one's */
static gboolean
hold (PlDraftDisk *self, const char *id)
{
  if (g_hash_table_contains (self->held, id))
    return TRUE;
  if (!pl_draft_store_claim (self->store, id))
    return FALSE;

  g_hash_table_add (self->held, g_strdup (id));
  return TRUE;
}

static void
let_go (PlDraftDisk *self, const char *id)
{
  if (g_hash_table_remove (self->held, id))
    pl_draft_store_release (self->store, id);
}

static void
carry_out (PlDraftDisk *self, PlDraftTask *task)
{
  switch (task->kind)
    {
    case PL_DRAFT_LIST:
      task->listed = pl_draft_store_list (self->store);
      break;
    case PL_DRAFT_TAKE:
      task->done = hold (self, task->id);
      break;
    case PL_DRAFT_SAVE:
      task->done =
          hold (self, task->id) && pl_draft_store_save (self->store, task->id, task->text, NULL);
      break;
    case PL_DRAFT_REMOVE:
      if (hold (self, task->id))
        pl_draft_store_remove (self->store, task->id);
      let_go (self, task->id);
      break;
    case PL_DRAFT_RELEASE:
    default:
      let_go (self, task->id);
      break;
    }
}

/* --- On the main loop --- */

static gboolean
finish_cb (gpointer data)
{
  PlDraftDisk *self = data;
  g_autoptr (GObject) owner = g_object_ref (self->current->owner);

  self->func (owner, self->current);
  task_free (g_queue_pop_head (&self->tasks));
  begin_next (self);
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data)
{
  PlDraftDisk *self = data;

  carry_out (self, self->current);
  g_idle_add (finish_cb, self);
}

/* Without a thread there is no disk. */
static void
begin_next (PlDraftDisk *self)
{
  GApplication *application = g_application_get_default ();
  PlWorker *worker;

  self->current = g_queue_peek_head (&self->tasks);
  if (self->current == NULL)
    {
      if (application != NULL)
        g_application_release (application);
      return;
    }

  worker = pl_worker_start ("pl-drafts", work, self, NULL);
  if (worker != NULL)
    pl_worker_forget (worker);
  else
    g_idle_add (finish_cb, self);
}

/**
 * pl_draft_disk_add:
 * @owner: shared: has @disk, and is there until the matter is done with
 * @text: (transfer full) (nullable):
 */
void
pl_draft_disk_add (PlDraftDisk *self,
                   GObject *owner,
                   PlDraftTaskKind kind,
                   const char *id,
                   char *text)
{
  PlDraftTask *task = g_new0 (PlDraftTask, 1);
  GApplication *application = g_application_get_default ();

  task->owner = g_object_ref (owner);
  task->kind = kind;
  task->id = g_strdup (id);
  task->text = text;
  g_queue_push_tail (&self->tasks, task);
  if (self->tasks.length > 1)
    return;
  /* The program stays until it is written. */
  if (application != NULL)
    g_application_hold (application);
  begin_next (self);
}

void
pl_draft_disk_free (PlDraftDisk *self)
{
  g_hash_table_unref (self->held);
  pl_draft_store_unref (self->store);
  g_free (self);
}

/**
 * pl_draft_disk_new:
 * @func: is told of each matter
 *
 * Returns: (transfer full):
 */
PlDraftDisk *
pl_draft_disk_new (PlDraftTaskFunc func)
{
  PlDraftDisk *self = g_new0 (PlDraftDisk, 1);

  self->func = func;
  self->store = ref_store ();
  g_queue_init (&self->tasks);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}
