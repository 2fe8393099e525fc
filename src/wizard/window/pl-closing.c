// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-closing.h"

#include "wizard/window/pl-closing-question.h"

struct _PlClosing
{
  GObject parent_instance;

  GtkWindow *window; /* borrowed: it owns this */
  PlDraftKeeper *drafts; /* owned */
  gboolean agreed; /* the person was asked */
  gboolean settles; /* the question comes when it is known what becomes of the entries */
  gboolean promised; /* the question says that they are kept */
  GtkWindow *question; /* borrowed, nullable: while it is open */
};

G_DEFINE_FINAL_TYPE (PlClosing, pl_closing, G_TYPE_OBJECT)

static void
answered_cb (PlClosing *self, gboolean leave)
{
  self->question = NULL;
  if (!leave)
    return;

  if (!self->promised)
    pl_draft_keeper_close (self->drafts, FALSE);
  self->agreed = TRUE;
  gtk_window_close (self->window);
}

static void
forget_cb (PlClosing *self)
{
  pl_draft_keeper_close (self->drafts, FALSE);
  answered_cb (self, TRUE);
}

static void
ask (PlClosing *self)
{
  self->promised = pl_draft_keeper_keeps (self->drafts);
  self->question = GTK_WINDOW (pl_closing_question_ask (self->window, self->promised));
  g_signal_connect_object (self->question, "other", G_CALLBACK (forget_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->question, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
ask_waiting (PlClosing *self)
{
  self->promised = FALSE;
  self->question = GTK_WINDOW (pl_closing_question_ask_waiting (self->window));
  g_signal_connect_object (self->question, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
settled_cb (PlClosing *self)
{
  if (!self->settles)
    return;

  self->settles = FALSE;
  ask (self);
}

/**
 * pl_closing_allow:
 * @waits: what the person has asked for goes on only while the window is open
 * @loses: something was entered that is not done
 *
 * Returns: whether the window may close now; else there is a question, which closes it by its answer
 */
gboolean
pl_closing_allow (PlClosing *self, gboolean waits, gboolean loses)
{
  if (self->agreed || (!waits && !loses))
    return TRUE;
  if (self->question != NULL)
    return FALSE;

  if (waits)
    {
      ask_waiting (self);
      return FALSE;
    }
  self->settles = !pl_draft_keeper_settle (self->drafts);
  if (!self->settles)
    ask (self);
  return FALSE;
}

static void
pl_closing_finalize (GObject *object)
{
  g_object_unref (PL_CLOSING (object)->drafts);
  G_OBJECT_CLASS (pl_closing_parent_class)->finalize (object);
}

static void
pl_closing_class_init (PlClosingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_closing_finalize;
}

static void
pl_closing_init (PlClosing *self)
{
}

/**
 * pl_closing_new:
 * @window: (transfer none): which owns what is returned
 * @drafts: shared: what becomes of the entries
 */
PlClosing *
pl_closing_new (GtkWindow *window, PlDraftKeeper *drafts)
{
  PlClosing *self = g_object_new (PL_TYPE_CLOSING, NULL);

  self->window = window;
  self->drafts = g_object_ref (drafts);
  g_signal_connect_object (drafts, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  return self;
}
