// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-draft-keeper.h"

#include "base/pl-worker.h"

/* After the last change: each key would be too often. */
#define PAUSE_MS 1500

typedef enum
{
  TASK_LIST,
  TASK_TAKE,
  TASK_SAVE, /* or remove, where there is no text */
  TASK_RELEASE,
} TaskKind;

/* One matter for the disk. */
typedef struct
{
  PlDraftKeeper *keeper; /* owned */
  PlDraftStore *store; /* owned */
  TaskKind kind;
  char *id; /* owned, nullable */
  char *text; /* owned, nullable */
  GPtrArray *listed; /* owned, nullable: the result; NULL where no thread could be had */
  gboolean done; /* the result */
} Task;

struct _PlDraftKeeper
{
  GObject parent_instance;

  PlSetup *setup; /* owned, NULL once the window is gone */
  PlDraftStore *store; /* owned, nullable: nothing of practice is kept */
  char *id; /* owned: of this window's file */
  char *begun_with; /* owned, nullable: what was there before the person came */
  char *saved; /* owned, nullable: what was saved last */
  GPtrArray *offers; /* owned: PlStoredDraft */
  GQueue tasks; /* owned: Task; the first is under way */
  guint pause; /* source, after a change */
};

G_DEFINE_FINAL_TYPE (PlDraftKeeper, pl_draft_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin_next (PlDraftKeeper *self);

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

/* --- The disk --- */

static void
task_free (Task *task)
{
  g_object_unref (task->keeper);
  pl_draft_store_unref (task->store);
  g_free (task->id);
  g_free (task->text);
  g_clear_pointer (&task->listed, g_ptr_array_unref);
  g_free (task);
}

static void
finish_list (PlDraftKeeper *self, Task *task)
{
  g_ptr_array_unref (self->offers);
  self->offers = g_steal_pointer (&task->listed);
  g_signal_emit (self, signals[CHANGED], 0);
}

static guint
find_offer (PlDraftKeeper *self, const char *id)
{
  for (guint i = 0; i < self->offers->len; i++)
    if (g_str_equal (((PlStoredDraft *) self->offers->pdata[i])->id, id))
      return i;

  return self->offers->len;
}

/* The draft becomes this window's own; where another window was faster, it is on offer no more. */
static void
finish_take (PlDraftKeeper *self, Task *task)
{
  guint index = find_offer (self, task->id);
  g_autoptr (PlStoredDraft) stored =
      index < self->offers->len ? g_ptr_array_steal_index (self->offers, index) : NULL;
  gboolean taken = task->done && stored != NULL && pl_setup_take_draft (self->setup, stored->draft);

  if (taken)
    {
      g_free (self->id);
      self->id = g_strdup (task->id);
      g_clear_pointer (&self->saved, g_free);
      self->saved = pl_setup_dup_draft (self->setup, 0);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  if (taken)
    g_signal_emit (self, signals[TAKEN], 0);
}

static gboolean
finish_cb (gpointer data)
{
  Task *task = data;
  PlDraftKeeper *self = task->keeper;

  if (self->setup != NULL && task->listed != NULL)
    finish_list (self, task);
  else if (self->setup != NULL && task->kind == TASK_TAKE)
    finish_take (self, task);

  g_object_ref (self);
  task_free (g_queue_pop_head (&self->tasks));
  begin_next (self);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

/* In a thread. What cannot be written is not kept: that is no reason to stop anybody. */
static void
work (gpointer data)
{
  Task *task = data;

  switch (task->kind)
    {
    case TASK_LIST:
      task->listed = pl_draft_store_list (task->store);
      break;
    case TASK_TAKE:
      task->done = pl_draft_store_claim (task->store, task->id);
      break;
    case TASK_SAVE:
      (void) pl_draft_store_claim (task->store, task->id);
      if (task->text != NULL)
        (void) pl_draft_store_save (task->store, task->id, task->text, NULL);
      else
        pl_draft_store_remove (task->store, task->id);
      break;
    case TASK_RELEASE:
    default:
      pl_draft_store_release (task->store, task->id);
      break;
    }
  g_idle_add (finish_cb, task);
}

/* Without a thread there is no disk; the rest is dropped. */
static void
begin_next (PlDraftKeeper *self)
{
  GApplication *application = g_application_get_default ();
  Task *task = g_queue_peek_head (&self->tasks);
  PlWorker *worker;

  if (task == NULL)
    {
      if (application != NULL)
        g_application_release (application);
      return;
    }

  worker = pl_worker_start ("pl-drafts", work, task, NULL);
  if (worker != NULL)
    pl_worker_forget (worker);
  else
    g_idle_add (finish_cb, task);
}

static void
add_task (PlDraftKeeper *self, TaskKind kind, const char *id, char *text)
{
  Task *task = g_new0 (Task, 1);
  GApplication *application = g_application_get_default ();

  task->keeper = g_object_ref (self);
  task->store = pl_draft_store_ref (self->store);
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

/* --- What is entered --- */

static void
save (PlDraftKeeper *self)
{
  g_autofree char *now = pl_setup_dup_draft (self->setup, 0);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->store == NULL || g_strcmp0 (now, self->saved) == 0 ||
      (self->saved == NULL && g_strcmp0 (now, self->begun_with) == 0))
    return;

  g_free (self->saved);
  self->saved = g_steal_pointer (&now);
  add_task (self, TASK_SAVE, self->id,
            pl_setup_dup_draft (self->setup, g_get_real_time () / G_USEC_PER_SEC));
}

static gboolean
pause_cb (gpointer data)
{
  PlDraftKeeper *self = data;

  self->pause = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PlDraftKeeper *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/**
 * pl_draft_keeper_keeps:
 *
 * Returns: whether what is entered is offered again; nothing of practice is, nor what stands in a mail
 *   program anyway
 */
gboolean
pl_draft_keeper_keeps (PlDraftKeeper *self)
{
  g_autofree char *now = self->setup != NULL ? pl_setup_dup_draft (self->setup, 0) : NULL;

  return self->store != NULL && now != NULL;
}

/**
 * pl_draft_keeper_is_touched:
 *
 * Returns: whether something is entered that was not there when the window came
 */
gboolean
pl_draft_keeper_is_touched (PlDraftKeeper *self)
{
  g_autofree char *now = self->setup != NULL ? pl_setup_dup_draft (self->setup, 0) : NULL;

  return self->setup != NULL &&
         (g_strcmp0 (now, self->begun_with) != 0 ||
          pl_setup_get_password (self->setup, PL_DIRECTION_INCOMING) != NULL);
}

/**
 * pl_draft_keeper_close:
 * @keep: what is entered is to be offered again; else it is done, or nobody wants it
 *
 * The window goes.
 */
void
pl_draft_keeper_close (PlDraftKeeper *self, gboolean keep)
{
  if (self->setup == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->setup, self);
  if (keep)
    save (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->store != NULL && !keep && self->saved != NULL)
    add_task (self, TASK_SAVE, self->id, NULL);
  if (self->store != NULL && self->saved != NULL)
    add_task (self, TASK_RELEASE, self->id, NULL);
  g_clear_object (&self->setup);
}

/* --- What was begun before --- */

/**
 * pl_draft_keeper_look:
 *
 * Looks for what is on offer; `changed` comes when that is known.
 */
void
pl_draft_keeper_look (PlDraftKeeper *self)
{
  if (self->store != NULL && self->setup != NULL)
    add_task (self, TASK_LIST, NULL, NULL);
}

/**
 * pl_draft_keeper_get_offers:
 *
 * Returns: (transfer none) (element-type PlStoredDraft): the newest first
 */
GPtrArray *
pl_draft_keeper_get_offers (PlDraftKeeper *self)
{
  return self->offers;
}

/**
 * pl_draft_keeper_take:
 *
 * The person wants to go on with this one: `taken` comes, unless another window has it meanwhile.
 */
void
pl_draft_keeper_take (PlDraftKeeper *self, const char *id)
{
  add_task (self, TASK_TAKE, id, NULL);
}

/**
 * pl_draft_keeper_discard:
 *
 * The person does not want it any more.
 */
void
pl_draft_keeper_discard (PlDraftKeeper *self, const char *id)
{
  guint index = find_offer (self, id);

  add_task (self, TASK_SAVE, id, NULL);
  add_task (self, TASK_RELEASE, id, NULL);
  if (index < self->offers->len)
    g_ptr_array_remove_index (self->offers, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Construction --- */

static void
pl_draft_keeper_dispose (GObject *object)
{
  PlDraftKeeper *self = PL_DRAFT_KEEPER (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->store, pl_draft_store_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  G_OBJECT_CLASS (pl_draft_keeper_parent_class)->dispose (object);
}

static void
pl_draft_keeper_finalize (GObject *object)
{
  PlDraftKeeper *self = PL_DRAFT_KEEPER (object);

  g_free (self->id);
  g_free (self->begun_with);
  g_free (self->saved);
  G_OBJECT_CLASS (pl_draft_keeper_parent_class)->finalize (object);
}

static void
pl_draft_keeper_class_init (PlDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pl_draft_keeper_dispose;
  object_class->finalize = pl_draft_keeper_finalize;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_DRAFT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[TAKEN] = g_signal_new ("taken", PL_TYPE_DRAFT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
pl_draft_keeper_init (PlDraftKeeper *self)
{
  g_queue_init (&self->tasks);
  self->id = pl_draft_store_make_id ();
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) pl_stored_draft_free);
}

/**
 * pl_draft_keeper_new:
 * @setup: as the window begins with it
 *
 * Returns: (transfer full):
 */
PlDraftKeeper *
pl_draft_keeper_new (PlSetup *setup)
{
  PlDraftKeeper *self = g_object_new (PL_TYPE_DRAFT_KEEPER, NULL);

  self->setup = g_object_ref (setup);
  self->begun_with = pl_setup_dup_draft (setup, 0);
  if (!pl_setup_is_practice (setup))
    self->store = ref_store ();
  g_signal_connect_object (setup, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
