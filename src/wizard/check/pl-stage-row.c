// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-stage-row.h"

#include "model/pl-words.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row-layout.h"

#include <glib/gi18n.h>

/* A wait is counted in seconds from here on; before, numbers would only flicker. */
#define COUNT_FROM_US (2 * G_USEC_PER_SEC)

#define SPINNER_SIZE 16 /* pixels, as themes have it */

struct _PlStageRow
{
  GtkWidget parent_instance;

  GtkWidget *mark; /* borrowed: a child */
  GtkWidget *spinner; /* borrowed: a child */
  GtkWidget *text; /* borrowed: a child */
  GtkWidget *time; /* borrowed: a child */

  PlStage stage;
  PlStageState state;
  gint64 begun_at; /* monotonic, µs */
  char *words; /* owned, nullable: instead of the stage's own */
  char *addition; /* owned, nullable: such as "TLS 1.3" */
};

G_DEFINE_FINAL_TYPE (PlStageRow, pl_stage_row, GTK_TYPE_WIDGET)

/* How each state looks; the words say the same. */
static const struct
{
  const char *mark;
  const char *style;
} looks[] = {
  [PL_STAGE_STATE_RUNNING] = { NULL, "pl-running" },
  [PL_STAGE_STATE_PASSED] = { "check", "pl-passed" },
  [PL_STAGE_STATE_FAILED] = { "cross", "pl-failed" },
  [PL_STAGE_STATE_SKIPPED] = { "dash", "pl-skipped" },
  [PL_STAGE_STATE_WARNING] = { "warning", "pl-unsafe" },
};

static void
update (PlStageRow *self)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  const char *words =
      self->words != NULL ? self->words : pl_stage_to_words (self->stage, self->state);

  text = self->addition != NULL && self->state == PL_STAGE_STATE_PASSED
             /* Translators: a stage and what was found there, such as "Encrypted (TLS 1.3)" */
             ? g_strdup_printf (C_ ("stage", "%s (%s)"), words, self->addition)
             : g_strdup (words);
  gtk_label_set_label (GTK_LABEL (self->text), text);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[self->state].style);
  gtk_widget_set_visible (self->mark, looks[self->state].mark != NULL);
  pl_mark_set_kind (PL_MARK (self->mark), looks[self->state].mark);
  gtk_widget_set_visible (self->spinner, self->state == PL_STAGE_STATE_RUNNING);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), self->state == PL_STAGE_STATE_RUNNING);

  /* Translators: one step of the check as a screen reader says it: what, state, duration */
  name = g_strdup_printf (C_ ("stage", "%s, %s, %s"), text, pl_stage_state_to_words (self->state),
                          gtk_label_get_label (GTK_LABEL (self->time)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
pl_stage_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (pl_stage_row_parent_class)->dispose (object);
}

static void
pl_stage_row_finalize (GObject *object)
{
  PlStageRow *self = PL_STAGE_ROW (object);

  g_free (self->words);
  g_free (self->addition);
  G_OBJECT_CLASS (pl_stage_row_parent_class)->finalize (object);
}

static void
pl_stage_row_class_init (PlStageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_stage_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pl_stage_row_finalize;
  gtk_widget_class_set_css_name (widget_class, "stage");
  gtk_widget_class_set_layout_manager_type (widget_class, PL_TYPE_ROW_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

/* The row itself speaks; its parts are only its look. */
static GtkWidget *
add_part (PlStageRow *self, GType type, const char *style)
{
  GtkWidget *part = g_object_new (type, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "valign", GTK_ALIGN_START, NULL);

  gtk_widget_add_css_class (part, style);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
pl_stage_row_init (PlStageRow *self)
{
  pl_row_layout_set_spacing (PL_ROW_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->spinner = add_part (self, GTK_TYPE_SPINNER, "pl-mark");
  self->mark = add_part (self, PL_TYPE_MARK, "pl-mark");
  self->text = add_part (self, GTK_TYPE_LABEL, "pl-words");
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_widget_set_hexpand (self->text, TRUE);
  self->time = add_part (self, GTK_TYPE_LABEL, "pl-time");
}

/**
 * pl_stage_row_prepare:
 * @widget: one on the display where rows will be
 *
 * The picture that turns while a stage runs is a file, which GTK would read when it is first drawn; on most
 * systems the reader for such files is not even loaded then, and that takes longer than all the rest of the
 * page. So it is read beforehand, by a thread of GTK's.
 */
void
pl_stage_row_prepare (GtkWidget *widget)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  g_object_unref (gtk_icon_theme_lookup_icon (theme, "process-working-symbolic", NULL, SPINNER_SIZE,
                                              gtk_widget_get_scale_factor (widget),
                                              GTK_TEXT_DIR_NONE, GTK_ICON_LOOKUP_PRELOAD));
}

GtkWidget *
pl_stage_row_new (PlStage stage)
{
  PlStageRow *self = g_object_new (PL_TYPE_STAGE_ROW, NULL);

  self->stage = stage;
  self->begun_at = g_get_monotonic_time ();
  update (self);
  return GTK_WIDGET (self);
}

PlStage
pl_stage_row_get_stage (PlStageRow *self)
{
  return self->stage;
}

PlStageState
pl_stage_row_get_state (PlStageRow *self)
{
  return self->state;
}

/**
 * pl_stage_row_get_begun_at:
 *
 * Returns: monotonic time in µs at which the stage began to run
 */
gint64
pl_stage_row_get_begun_at (PlStageRow *self)
{
  return self->begun_at;
}

/**
 * pl_stage_row_set_state:
 * @ms: how long it took, or negative when that says nothing
 */
void
pl_stage_row_set_state (PlStageRow *self, PlStageState state, double ms)
{
  g_autofree char *time = ms >= 0 ? pl_duration_to_words (ms) : NULL;

  self->state = state;
  gtk_label_set_label (GTK_LABEL (self->time), time != NULL ? time : "");
  update (self);
}

/**
 * pl_stage_row_set_words:
 * @words: (nullable): shown instead of what the stage is called
 */
void
pl_stage_row_set_words (PlStageRow *self, const char *words)
{
  g_free (self->words);
  self->words = g_strdup (words);
  update (self);
}

/**
 * pl_stage_row_set_addition:
 * @addition: (nullable): shown in brackets behind the words
 */
void
pl_stage_row_set_addition (PlStageRow *self, const char *addition)
{
  g_free (self->addition);
  self->addition = g_strdup (addition);
  update (self);
}

/**
 * pl_stage_row_tick:
 * @now_us: monotonic time
 *
 * Shows how long a running stage takes already.
 */
void
pl_stage_row_tick (PlStageRow *self, gint64 now_us)
{
  gint64 since = now_us - self->begun_at;
  g_autofree char *time = NULL;

  if (self->state != PL_STAGE_STATE_RUNNING || since < COUNT_FROM_US)
    return;

  /* Translators: how long a step of the check takes already, in whole seconds */
  time = g_strdup_printf (_ ("%d s"), (int) (since / G_USEC_PER_SEC));
  gtk_label_set_label (GTK_LABEL (self->time), time);
  update (self);
}
