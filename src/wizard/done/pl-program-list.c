// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/done/pl-program-list.h"

#include "wizard/done/pl-program-row.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-disclosure.h"
#include "wizard/parts/pl-heading.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PlProgramList
{
  GtkWidget parent_instance;

  /* All borrowed: children, or inside one */
  PlHeading *heading;
  GtkLabel *note;
  GtkBox *rows;
  PlDisclosure *more;
  GtkBox *more_rows;
  GtkButton *again;

  PlSetup *setup; /* owned, nullable until looked */
  char *caller; /* owned, nullable: casefolded */
  PlExportPlace *apart; /* owned, nullable: stands elsewhere on the page */
  GCancellable *looking; /* owned, nullable: while looking */
  GtkWidget *window; /* borrowed, nullable: the one this is in */
};

G_DEFINE_FINAL_TYPE (PlProgramList, pl_program_list, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- Whose rows there are --- */

/* Who has opened the window gets the account handed over; its own name may be longer than ours. */
static gboolean
is_caller (PlProgramList *self, const PlExportTarget *target)
{
  g_autofree char *name = g_utf8_casefold (target->name, -1);

  return self->caller != NULL && strstr (self->caller, name) != NULL;
}

static gboolean
is_apart (PlProgramList *self, PlExportPlace *place)
{
  return self->apart != NULL &&
         pl_export_place_get_target (place) == pl_export_place_get_target (self->apart) &&
         g_strcmp0 (pl_export_place_get_path (place), pl_export_place_get_path (self->apart)) == 0;
}

static gboolean
is_unusable (PlExportPlace *place)
{
  return pl_export_place_get_state (place) == PL_EXPORT_PLACE_UNUSABLE;
}

/* One that can be written to now, and could not before, begins anew. */
static gboolean
is_same_place (PlExportPlace *a, PlExportPlace *b)
{
  return is_unusable (a) == is_unusable (b) &&
         pl_export_place_get_target (a) == pl_export_place_get_target (b) &&
         pl_export_place_get_packaging (a) == pl_export_place_get_packaging (b) &&
         g_strcmp0 (pl_export_place_get_path (a), pl_export_place_get_path (b)) == 0 &&
         g_str_equal (pl_export_place_get_title (a), pl_export_place_get_title (b));
}

static PlProgramRow *
find_row (GtkBox *box, PlExportPlace *place)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_same_place (pl_program_job_get_place (pl_program_row_get_job (PL_PROGRAM_ROW (child))),
                       place))
      return PL_PROGRAM_ROW (child);

  return NULL;
}

static void
row_changed_cb (PlProgramList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What is under way or done in a row stays when it is found again. */
static void
keep_or_add (PlProgramList *self, GtkBox *box, PlExportPlace *place)
{
  PlProgramRow *row = find_row (box, place);
  g_autoptr (PlProgramJob) job = NULL;
  GtkWidget *added;

  if (row != NULL)
    {
      pl_program_job_set_place (pl_program_row_get_job (row), place);
      return;
    }
  job = pl_program_job_new (self->setup, place);
  added = pl_program_row_new (job);
  g_signal_connect_object (added, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, added);
}

static gboolean
is_found (GPtrArray *places, PlExportPlace *place)
{
  for (guint i = 0; i < places->len; i++)
    if (is_same_place (places->pdata[i], place))
      return TRUE;

  return FALSE;
}

static void
drop_rows (GtkBox *box, GPtrArray *places)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = next)
    {
      PlProgramJob *job = pl_program_row_get_job (PL_PROGRAM_ROW (child));

      next = gtk_widget_get_next_sibling (child);
      if (!pl_program_job_is_busy (job) && !is_found (places, pl_program_job_get_place (job)))
        gtk_box_remove (box, child);
    }
}

/* In front is what is in use, and a program of which that cannot be told. */
static gboolean
is_in_front (GPtrArray *places, guint index)
{
  PlExportPlace *place = places->pdata[index];
  const PlExportTarget *target = pl_export_place_get_target (place);

  if (pl_export_place_get_preferred (place))
    return TRUE;
  for (guint i = 0; i < places->len; i++)
    if (i != index && pl_export_place_get_target (places->pdata[i]) == target &&
        (i < index || pl_export_place_get_preferred (places->pdata[i])))
      return FALSE;
  return TRUE;
}

static void
drop_others (PlProgramList *self, GPtrArray *places)
{
  for (guint i = places->len; i > 0; i--)
    if (is_caller (self, pl_export_place_get_target (places->pdata[i - 1])) ||
        is_apart (self, places->pdata[i - 1]))
      g_ptr_array_remove_index (places, i - 1);
}

static void
show_places (PlProgramList *self, GPtrArray *places)
{
  drop_others (self, places);
  drop_rows (self->rows, places);
  drop_rows (self->more_rows, places);
  for (guint i = 0; i < places->len; i++)
    keep_or_add (self, is_in_front (places, i) ? self->rows : self->more_rows, places->pdata[i]);

  gtk_widget_set_visible (GTK_WIDGET (self->more),
                          gtk_widget_get_first_child (GTK_WIDGET (self->more_rows)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note), places->len == 0);
  gtk_label_set_label (
      self->note,
      self->caller != NULL || self->apart != NULL
          /* Translators: instead of a list, in a window that a mail program has opened */
          ? _ ("No other mail program that an account can be handed to was found on this computer.")
          /* Translators: “postlotse export --list” has found nothing */
          : _ ("None of the mail programs that an account can be handed to was found on this "
               "computer."));
}

/* --- Looking --- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlProgramList) self = user_data;
  g_autoptr (GPtrArray) places = pl_setup_find_programs_finish (PL_SETUP (source), result, NULL);

  if (places == NULL || self->setup == NULL)
    return;

  g_clear_object (&self->looking);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again), TRUE);
  show_places (self, places);
}

static void
look (PlProgramList *self)
{
  if (self->looking != NULL)
    return;

  if (gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL)
    {
      /* Translators: while it is found out which mail programs there are */
      gtk_label_set_label (self->note, _ ("Looking for mail programs on this computer…"));
      gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
    }
  self->looking = g_cancellable_new ();
  pl_setup_find_programs_async (self->setup, self->looking, found_cb, g_object_ref (self));
}

/**
 * pl_program_list_look:
 * @setup: the same at every call
 * @caller: (nullable): the program that has opened the window; it is left out
 *
 * Looks, in a thread, which mail programs there are. What is done in a row stays.
 */
void
pl_program_list_look (PlProgramList *self, PlSetup *setup, const char *caller)
{
  g_set_object (&self->setup, setup);
  g_free (self->caller);
  self->caller = caller != NULL ? g_utf8_casefold (caller, -1) : NULL;
  look (self);
}

/**
 * pl_program_list_set_apart:
 * @place: (nullable): has a row of its own elsewhere, and none here from the next look on
 */
void
pl_program_list_set_apart (PlProgramList *self, PlExportPlace *place)
{
  g_set_object (&self->apart, place);
}

/**
 * pl_program_list_forget:
 *
 * The account is another one now: whatever was planned or done does not concern it.
 */
void
pl_program_list_forget (PlProgramList *self)
{
  GtkBox *const boxes[] = { self->rows, self->more_rows };
  GtkWidget *child;

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    while ((child = gtk_widget_get_first_child (GTK_WIDGET (boxes[i]))) != NULL)
      gtk_box_remove (boxes[i], child);
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
}

static gboolean
has_any (GtkBox *box, gboolean (*is_so) (PlProgramRow *row))
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_so (PL_PROGRAM_ROW (child)))
      return TRUE;

  return FALSE;
}

/**
 * pl_program_list_is_undecided:
 *
 * Returns: whether something waits for the person's yes, or is under way
 */
gboolean
pl_program_list_is_undecided (PlProgramList *self)
{
  return has_any (self->rows, pl_program_row_is_undecided) ||
         has_any (self->more_rows, pl_program_row_is_undecided);
}

static gboolean
is_row_waiting (PlProgramRow *row)
{
  return pl_program_job_get_stage (pl_program_row_get_job (row)) == PL_PROGRAM_WAITING;
}

/**
 * pl_program_list_is_waiting:
 *
 * Returns: whether the account goes into a program as soon as that is closed
 */
gboolean
pl_program_list_is_waiting (PlProgramList *self)
{
  return has_any (self->rows, is_row_waiting) || has_any (self->more_rows, is_row_waiting);
}

/* --- Coming back --- */

/* Whoever was told to start or to close a program does so, and comes back to this window. */
static void
active_cb (PlProgramList *self, GParamSpec *pspec, GtkWindow *window)
{
  if (self->setup != NULL && gtk_window_is_active (window) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    look (self);
}

static void
pl_program_list_root (GtkWidget *widget)
{
  PlProgramList *self = PL_PROGRAM_LIST (widget);

  GTK_WIDGET_CLASS (pl_program_list_parent_class)->root (widget);
  self->window = GTK_WIDGET (gtk_widget_get_root (widget));
  if (GTK_IS_WINDOW (self->window))
    g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (active_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
pl_program_list_unroot (GtkWidget *widget)
{
  PlProgramList *self = PL_PROGRAM_LIST (widget);

  g_signal_handlers_disconnect_by_func (self->window, active_cb, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (pl_program_list_parent_class)->unroot (widget);
}

/* --- Construction --- */

static GtkBox *
make_rows (const char *name)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 6, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_BOX (box);
}

static void
add_children (PlProgramList *self)
{
  /* Translators: heading above the mail programs that an account can be put into */
  const char *title = _ ("Put it into a mail program");
  /* Translators: button that shows the profiles of mail programs that are seldom used */
  const char *more = _ ("_Further profiles");

  self->heading = g_object_new (PL_TYPE_HEADING, "label", title, NULL);
  self->note = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                             "xalign", 0.0, "visible", FALSE, NULL);
  self->rows = make_rows (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  /* Translators: name of a list of profiles of mail programs */
  self->more_rows = make_rows (_ ("Further profiles"));
  self->more = g_object_new (PL_TYPE_DISCLOSURE, "label", more, "visible", FALSE, NULL);
  pl_disclosure_set_child (self->more, GTK_WIDGET (self->more_rows));
  /* Translators: button: looks which mail programs there are now */
  self->again = GTK_BUTTON (gtk_button_new_with_label (_ ("Look for programs again")));
  gtk_widget_set_halign (GTK_WIDGET (self->again), GTK_ALIGN_START);
  gtk_button_set_has_frame (self->again, FALSE);
  pl_button_let_wrap (self->again);
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (look), self, G_CONNECT_SWAPPED);

  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->note), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->rows), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->more), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->again), GTK_WIDGET (self));
}

static void
pl_program_list_dispose (GObject *object)
{
  PlProgramList *self = PL_PROGRAM_LIST (object);
  GtkWidget *child;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->caller, g_free);
  g_clear_object (&self->apart);
  G_OBJECT_CLASS (pl_program_list_parent_class)->dispose (object);
}

static void
pl_program_list_class_init (PlProgramListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_program_list_dispose;
  widget_class->root = pl_program_list_root;
  widget_class->unroot = pl_program_list_unroot;
  signals[CHANGED] = g_signal_new ("changed", PL_TYPE_PROGRAM_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "programs");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pl_program_list_init (PlProgramList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  add_children (self);
}
