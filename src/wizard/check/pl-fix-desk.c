// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-fix-desk.h"

#include "wizard/check/pl-fix-question.h"
#include "wizard/parts/pl-link.h"

struct _PlFixDesk
{
  GObject parent_instance;

  PlSetup *setup; /* owned */
  PlFix *asking; /* owned, nullable: waits for consent */
};

G_DEFINE_FINAL_TYPE (PlFixDesk, pl_fix_desk, G_TYPE_OBJECT)

enum
{
  TOUCHED,
  OTHER_ACCOUNT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
apply (PlFixDesk *self, PlFix *fix)
{
  g_autoptr (GError) error = NULL;
  PlDirections touched = pl_setup_apply_fix (self->setup, fix, &error);

  if (error != NULL)
    g_warning ("A fix did not fit: %s", error->message);
  else if (pl_fix_get_kind (fix) == PL_FIX_ADDRESS)
    g_signal_emit (self, signals[OTHER_ACCOUNT], 0);
  else if (touched != 0)
    g_signal_emit (self, signals[TOUCHED], 0, (guint) touched);
}

static void
answered_cb (PlFixDesk *self, gboolean agreed)
{
  g_autoptr (PlFix) fix = g_steal_pointer (&self->asking);

  if (agreed && fix != NULL)
    apply (self, fix);
}

/**
 * pl_fix_desk_take:
 * @window: above which a question appears
 *
 * Asks where the fix wants consent, and does what it says: opens a page, or changes the settings.
 */
void
pl_fix_desk_take (PlFixDesk *self, GtkWindow *window, PlFix *fix)
{
  PlQuestion *question = pl_fix_question_ask (window, fix);
  PlFixFields fields;

  pl_fix_peek_fields (fix, &fields);
  if (question != NULL)
    {
      g_set_object (&self->asking, fix);
      g_signal_connect_object (question, "answered", G_CALLBACK (answered_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else if (fields.kind == PL_FIX_PAGE)
    pl_link_open (window, fields.url);
  else
    apply (self, fix);
}

static void
pl_fix_desk_finalize (GObject *object)
{
  PlFixDesk *self = PL_FIX_DESK (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->asking);
  G_OBJECT_CLASS (pl_fix_desk_parent_class)->finalize (object);
}

static void
pl_fix_desk_class_init (PlFixDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pl_fix_desk_finalize;
  signals[TOUCHED] = g_signal_new ("touched", PL_TYPE_FIX_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[OTHER_ACCOUNT] = g_signal_new ("other-account", PL_TYPE_FIX_DESK, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pl_fix_desk_init (PlFixDesk *self)
{
}

/**
 * pl_fix_desk_new:
 *
 * Returns: (transfer full):
 */
PlFixDesk *
pl_fix_desk_new (PlSetup *setup)
{
  PlFixDesk *self = g_object_new (PL_TYPE_FIX_DESK, NULL);

  self->setup = g_object_ref (setup);
  return self;
}
