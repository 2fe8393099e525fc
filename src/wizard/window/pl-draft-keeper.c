// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-draft-keeper.h"

#include "wizard/window/pl-draft-disk.h"

/* After the last change: each key would be too often. */
#define PAUSE_MS 1500
/* For a disk that does not answer: then nothing is promised. A busy one takes its time; whoever asks once more
 * later than by a double click has waited long enough. */
#define PATIENCE_MS (30 * 1000)
#define ASKED_TWICE_MS 2000

struct _PlDraftKeeper
{
  GObject parent_instance;

  PlSetup *setup; /* owned, NULL once the window is gone */
  PlDraftDisk *disk; /* owned, nullable: nothing of practice is kept */
  char *id; /* owned: of this window's file */
  char *begun_with; /* owned, nullable: what was there before the person came */
  char *saved; /* owned, nullable: what was saved last, perhaps in vain */
  gboolean has_file; /* there may be one, or its lock */
  gboolean failed; /* what was saved last is not on the disk */
  guint n_saves; /* that are to be done */
  GPtrArray *offers; /* owned: PlStoredDraft */
  guint pause; /* source, after a change */
  guint patience; /* source, while somebody waits for the disk */
  gint64 waiting_since; /* microseconds, monotonic; then */
};

G_DEFINE_FINAL_TYPE (PlDraftKeeper, pl_draft_keeper, G_TYPE_OBJECT)

enum
{
  CHANGED,
  TAKEN,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_task (PlDraftKeeper *self, PlDraftTaskKind kind, const char *id, char *text)
{
  pl_draft_disk_add (self->disk, G_OBJECT (self), kind, id, text);
}

/* --- What the disk says --- */

static void
finish_list (PlDraftKeeper *self, PlDraftTask *task)
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

/* What the window had of its own before is not on view any more: nobody would find it again. */
static void
become (PlDraftKeeper *self, const char *id)
{
  if (self->has_file)
    add_task (self, PL_DRAFT_REMOVE, self->id, NULL);
  g_free (self->id);
  self->id = g_strdup (id);
  g_free (self->saved);
  self->saved = pl_setup_dup_draft (self->setup, 0);
  self->has_file = TRUE;
  self->failed = FALSE;
}

/* The draft becomes this window's own; where another window was faster, it is on offer no more. As long
 * as the account is busy, it stays on offer, here and elsewhere. */
static void
finish_take (PlDraftKeeper *self, PlDraftTask *task)
{
  guint index = self->setup != NULL ? find_offer (self, task->id) : 0;
  const PlStoredDraft *stored =
      self->setup != NULL && index < self->offers->len ? self->offers->pdata[index] : NULL;
  gboolean taken = task->done && stored != NULL && pl_setup_take_draft (self->setup, stored->draft);

  if (taken)
    become (self, task->id);
  else if (task->done)
    add_task (self, PL_DRAFT_RELEASE, task->id, NULL);
  if (self->setup == NULL)
    return;

  if (stored != NULL && (taken || !task->done))
    g_ptr_array_remove_index (self->offers, index);
  g_signal_emit (self, signals[CHANGED], 0);
  if (taken)
    g_signal_emit (self, signals[TAKEN], 0);
}

static void
settle (PlDraftKeeper *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
finish_save (PlDraftKeeper *self, PlDraftTask *task)
{
  self->n_saves--;
  if (g_str_equal (task->id, self->id))
    self->failed = !task->done;
  if (self->n_saves == 0 && self->patience != 0)
    settle (self);
}

static void
finish_cb (GObject *keeper, PlDraftTask *task)
{
  PlDraftKeeper *self = PL_DRAFT_KEEPER (keeper);

  if (self->setup != NULL && task->listed != NULL)
    finish_list (self, task);
  else if (task->kind == PL_DRAFT_TAKE)
    finish_take (self, task);
  else if (task->kind == PL_DRAFT_SAVE)
    finish_save (self, task);
}

/* --- What is entered --- */

static gboolean
is_saved (PlDraftKeeper *self, const char *now)
{
  if (!self->has_file)
    return now == NULL || g_strcmp0 (now, self->begun_with) == 0;
  return !self->failed && g_strcmp0 (now, self->saved) == 0;
}

/* What cannot be written is tried again at the next change: that is no reason to stop anybody. */
static void
save (PlDraftKeeper *self)
{
  g_autofree char *now = pl_setup_dup_draft (self->setup, 0);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->disk == NULL || is_saved (self, now))
    return;

  g_free (self->saved);
  self->saved = g_steal_pointer (&now);
  self->has_file = self->saved != NULL;
  if (!self->has_file)
    {
      add_task (self, PL_DRAFT_REMOVE, self->id, NULL);
      return;
    }

  self->n_saves++;
  add_task (self, PL_DRAFT_SAVE, self->id,
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

static gboolean
patience_cb (gpointer data)
{
  PlDraftKeeper *self = data;

  self->patience = 0;
  settle (self);
  return G_SOURCE_REMOVE;
}

/**
 * pl_draft_keeper_settle:
 *
 * What is entered is written now, and not after a while.
 *
 * Returns: whether nobody has to wait for what pl_draft_keeper_keeps() says; else `settled` comes, soon
 */
gboolean
pl_draft_keeper_settle (PlDraftKeeper *self)
{
  if (self->setup == NULL)
    return TRUE;

  save (self);
  if (self->n_saves == 0)
    return TRUE;
  if (self->patience == 0)
    {
      self->waiting_since = g_get_monotonic_time ();
      self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
      return FALSE;
    }
  if (g_get_monotonic_time () - self->waiting_since < ASKED_TWICE_MS * 1000)
    return FALSE;

  g_clear_handle_id (&self->patience, g_source_remove);
  return TRUE;
}

/**
 * pl_draft_keeper_keeps:
 *
 * Returns: whether what is entered is on the disk, to be offered again; nothing of practice is, nor what
 *   stands in a mail program or was there when the window came, nor what cannot be written
 */
gboolean
pl_draft_keeper_keeps (PlDraftKeeper *self)
{
  g_autofree char *now = self->setup != NULL ? pl_setup_dup_draft (self->setup, 0) : NULL;

  return self->has_file && !self->failed && self->n_saves == 0 && now != NULL &&
         g_strcmp0 (now, self->saved) == 0;
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
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->has_file)
    add_task (self, keep ? PL_DRAFT_RELEASE : PL_DRAFT_REMOVE, self->id, NULL);
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
  if (self->disk != NULL && self->setup != NULL)
    add_task (self, PL_DRAFT_LIST, NULL, NULL);
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
  add_task (self, PL_DRAFT_TAKE, id, NULL);
}

/**
 * pl_draft_keeper_discard:
 *
 * The person does not want it any more. If another window has it meanwhile, it stays there.
 */
void
pl_draft_keeper_discard (PlDraftKeeper *self, const char *id)
{
  guint index = find_offer (self, id);

  add_task (self, PL_DRAFT_REMOVE, id, NULL);
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
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->setup);
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
  g_clear_pointer (&self->disk, pl_draft_disk_free);
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
  signals[SETTLED] = g_signal_new ("settled", PL_TYPE_DRAFT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pl_draft_keeper_init (PlDraftKeeper *self)
{
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
    self->disk = pl_draft_disk_new (finish_cb);
  g_signal_connect_object (setup, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
