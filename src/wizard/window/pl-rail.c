// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizard/window/pl-rail.h"

#include "wizard/parts/pl-mark.h"
#include "wizard/window/pl-pages.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *box; /* borrowed: a child */
  GtkWidget *mark; /* borrowed */
  GtkWidget *word; /* borrowed */
} Row;

struct _PlRail
{
  GtkWidget parent_instance;

  GArray *rows; /* owned: Row */
};

G_DEFINE_FINAL_TYPE (PlRail, pl_rail, GTK_TYPE_WIDGET)

typedef enum
{
  AHEAD,
  HERE,
  DONE,
  NOT_NEEDED,
  LEFT_OUT,
} State;

static const struct
{
  const char *mark;
  const char *word;
  const char *style;
} looks[] = {
  /* Translators: state of a page in the list of pages: it comes later */
  [AHEAD] = { "circle", N_ ("to come"), "ahead" },
  /* Translators: state of a page in the list of pages: it is on view now */
  [HERE] = { "disc", N_ ("you are here"), "here" },
  /* Translators: state of a page in the list of pages: it was filled in */
  [DONE] = { "check", N_ ("completed"), "done" },
  /* Translators: state of a page in the list of pages: it was passed over */
  [NOT_NEEDED] = { "dash", N_ ("not needed"), "ahead" },
  /* Translators: state of the page "Check" in the list of pages: the person went on without a check */
  [LEFT_OUT] = { "dash", N_ ("left out"), "ahead" },
};

static void
pl_rail_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&PL_RAIL (object)->rows, g_array_unref);
  G_OBJECT_CLASS (pl_rail_parent_class)->dispose (object);
}

static void
pl_rail_class_init (PlRailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pl_rail_dispose;
  gtk_widget_class_set_css_name (widget_class, "rail");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
add_row (PlRail *self, const char *name)
{
  Row row = { 0 };
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  row.box = g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role",
                          GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  row.mark = pl_mark_new (NULL);
  row.word = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "accessible-role",
                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (row.mark, "pl-mark");
  gtk_widget_add_css_class (row.word, "pl-state");
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), row.word);
  gtk_box_append (GTK_BOX (row.box), row.mark);
  gtk_box_append (GTK_BOX (row.box), words);
  gtk_widget_set_parent (row.box, GTK_WIDGET (self));
  g_array_append_val (self->rows, row);
}

static void
pl_rail_init (PlRail *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  guint n_pages = 0;
  const PlPageRow *pages = pl_pages_get (&n_pages);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  for (guint i = 0; i < n_pages; i++)
    add_row (self, _ (pages[i].name));
  /* Translators: what the list of pages at the left is, for screen readers */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Steps"),
                                  -1);
}

/* Of a page that was passed over: only the check would have been needed. */
static State
get_passed_over (const PlPageRow *page)
{
  return g_str_equal (page->id, PL_PAGE_ID_CHECK) ? LEFT_OUT : NOT_NEEDED;
}

/**
 * pl_rail_show:
 * @current: index of the page on view
 * @visited: by index, whether the way led over that page
 */
void
pl_rail_show (PlRail *self, guint current, const gboolean *visited)
{
  guint n_pages = 0;
  const PlPageRow *pages = pl_pages_get (&n_pages);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      State state = i == current  ? HERE
                    : i > current ? AHEAD
                    : visited[i]  ? DONE
                                  : get_passed_over (&pages[i]);
      g_autofree char *name =
          /* Translators: a page and its state, such as "Servers: not needed", for screen readers */
          g_strdup_printf (C_ ("page", "%s: %s"), _ (pages[i].name), _ (looks[state].word));

      for (guint j = 0; j < G_N_ELEMENTS (looks); j++)
        gtk_widget_remove_css_class (row->box, looks[j].style);
      gtk_widget_add_css_class (row->box, looks[state].style);
      pl_mark_set_kind (PL_MARK (row->mark), looks[state].mark);
      gtk_label_set_label (GTK_LABEL (row->word), _ (looks[state].word));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
    }
}
