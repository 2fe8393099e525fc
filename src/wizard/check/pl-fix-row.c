// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/check/pl-fix-row.h"

#include "wizard/check/pl-fix-words.h"
#include "wizard/parts/pl-button.h"
#include "wizard/parts/pl-label.h"
#include "wizard/parts/pl-mark.h"
#include "wizard/parts/pl-row.h"

#include <glib/gi18n.h>

struct _PlFixRow
{
  GtkWidget parent_instance;

  PlFix *fix; /* owned */
};

G_DEFINE_FINAL_TYPE (PlFixRow, pl_fix_row, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (PlFixRow *self)
{
  g_autoptr (PlFix) fix = g_object_ref (self->fix);

  /* Whoever hears this may take the row away. */
  g_signal_emit (self, signals[CHOSEN], 0, fix);
}

static void
pl_fix_row_dispose (GObject *object)
{
  PlFixRow *self = PL_FIX_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->fix);
  G_OBJECT_CLASS (pl_fix_row_parent_class)->dispose (object);
}

static void
pl_fix_row_class_init (PlFixRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_fix_row_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PL_TYPE_FIX_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, PL_TYPE_FIX);
  gtk_widget_class_set_css_name (widget_class, "fix");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_fix_row_init (PlFixRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
}

static GtkWidget *
add_button (PlFixRow *self, const char *label, gboolean first)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  pl_button_let_wrap (GTK_BUTTON (button));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  if (first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_note (PlFixRow *self, const char *text, const char *mark, const char *style)
{
  GtkWidget *box = pl_row_new (6);

  if (mark != NULL)
    {
      GtkWidget *image = pl_mark_new (mark);

      gtk_widget_add_css_class (image, "pl-mark");
      pl_row_append (PL_ROW (box), image);
    }
  pl_row_append (PL_ROW (box), pl_label_new (text, NULL));
  gtk_widget_add_css_class (box, style);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

/**
 * pl_fix_row_new:
 * @before: (nullable): the settings that the fix would change
 * @first: it is the one to try first
 */
GtkWidget *
pl_fix_row_new (PlFix *fix, PlServerSettings *before, gboolean first)
{
  PlFixRow *self = g_object_new (PL_TYPE_FIX_ROW, NULL);
  g_autofree char *change = pl_fix_describe_change (fix, before);
  g_autoptr (GString) description = g_string_new (change);
  GtkWidget *button = add_button (self, pl_fix_get_label (fix), first);

  self->fix = g_object_ref (fix);
  if (change != NULL)
    add_note (self, change, NULL, "pl-hint");
  if (pl_fix_get_proven (fix))
    {
      /* Translators: below a button that changes settings: we have asked the server in this way */
      const char *proven = _ ("tested: it answers");

      add_note (self, proven, "check", "pl-passed");
      if (description->len > 0)
        g_string_append (description, ", ");
      g_string_append (description, proven);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description->str, -1);
  return GTK_WIDGET (self);
}
