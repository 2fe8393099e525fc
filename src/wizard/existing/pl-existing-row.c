// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/existing/pl-existing-row.h"

#include "wizard/existing/pl-existing-words.h"
#include "wizard/parts/pl-keep-together.h"

struct _PlExistingRow
{
  GtkWidget parent_instance;

  GtkWidget *child; /* borrowed: a button, or a box */
  PlImportAccount *account; /* owned */
  PlExportPlace *place; /* owned */
};

G_DEFINE_FINAL_TYPE (PlExistingRow, pl_existing_row, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (PlExistingRow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Without the account itself nothing has the focus. */
static gboolean
pl_existing_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PL_EXISTING_ROW (widget)->child);
}

/* @spoken: readers find it by itself, as nothing around it has a name */
static GtkWidget *
make_label (const char *text, const char *style, gboolean spoken)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "xalign", 0.0, "accessible-role",
                    spoken ? GTK_ACCESSIBLE_ROLE_LABEL : GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  pl_keep_together (GTK_LABEL (label));
  return label;
}

static GtkWidget *
make_words (PlExistingRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *title = pl_existing_words_get_title (self->account);
  const char *address = pl_import_account_get_title (self->account);
  const char *problem = pl_import_account_get_problem (self->account);
  g_autofree char *place = pl_existing_words_describe_place (self->account, self->place);
  gboolean spoken = problem != NULL;
  const char *style = problem != NULL ? "pl-hint" : NULL;

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (title, style, spoken));
  if (!g_str_equal (title, address))
    gtk_box_append (GTK_BOX (words), make_label (address, style, spoken));
  gtk_box_append (GTK_BOX (words), make_label (place, "pl-hint", spoken));
  if (problem != NULL)
    gtk_box_append (GTK_BOX (words), make_label (problem, "pl-hint", spoken));
  return words;
}

static void
fill (PlExistingRow *self)
{
  GtkWidget *words = make_words (self);
  g_autofree char *name = pl_existing_words_name (self->account, self->place);

  if (pl_import_account_get_problem (self->account) == NULL)
    {
      self->child = g_object_new (GTK_TYPE_BUTTON, "child", words, NULL);
      gtk_widget_add_css_class (self->child, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      g_signal_connect_object (self->child, "clicked", G_CALLBACK (clicked_cb), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      self->child = words;
      gtk_widget_set_margin_top (words, 9);
      gtk_widget_set_margin_bottom (words, 9);
      gtk_widget_set_margin_start (words, 13);
      gtk_widget_set_margin_end (words, 13);
    }
  gtk_widget_set_parent (self->child, GTK_WIDGET (self));
}

static void
pl_existing_row_dispose (GObject *object)
{
  PlExistingRow *self = PL_EXISTING_ROW (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->account);
  g_clear_object (&self->place);
  G_OBJECT_CLASS (pl_existing_row_parent_class)->dispose (object);
}

static void
pl_existing_row_class_init (PlExistingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_existing_row_dispose;
  widget_class->grab_focus = pl_existing_row_grab_focus;
  signals[CHOSEN] = g_signal_new ("chosen", PL_TYPE_EXISTING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "existing");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
pl_existing_row_init (PlExistingRow *self)
{
}

/**
 * pl_existing_row_new:
 * @account: shared
 * @place: shared: where it was read
 */
GtkWidget *
pl_existing_row_new (PlImportAccount *account, PlExportPlace *place)
{
  PlExistingRow *self = g_object_new (PL_TYPE_EXISTING_ROW, NULL);

  self->account = g_object_ref (account);
  self->place = g_object_ref (place);
  fill (self);
  return GTK_WIDGET (self);
}

PlImportAccount *
pl_existing_row_get_account (PlExistingRow *self)
{
  return self->account;
}

PlExportPlace *
pl_existing_row_get_place (PlExistingRow *self)
{
  return self->place;
}
