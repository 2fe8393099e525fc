// SPDX-License-Identifier: GPL-3.0-or-later
/* The sheet on paper: rows of text, one below the other, drawn with Pango. What does not fit on a page
 * begins the next one; a heading is never the last thing on one. */
#include "wizard/done/pl-print-sheet.h"

#define MARGIN_MM 20.0
#define NAME_SHARE 0.3 /* of the width, for the names of settings */

/* Points, before and below */
#define FONT_TITLE "Sans Bold 16"
#define FONT_HEADING "Sans Bold 12"
#define FONT_TEXT "Sans 10.5"
#define FONT_VERBATIM "Monospace 10.5"
#define SPACE_PART 16.0
#define SPACE_LINE 4.0

typedef struct
{
  PangoLayout *left; /* owned */
  PangoLayout *right; /* owned, nullable */
  double y; /* points from the top of its page */
  int page;
} Row;

typedef struct
{
  PlSheet *sheet; /* owned */
  GArray *rows; /* owned: Row */
  double width; /* points, of what can be printed on; as below */
  double height;
  double y;
  int page;
} Print;

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->left);
  g_clear_object (&row->right);
}

static void
print_free (gpointer data)
{
  Print *print = data;

  pl_sheet_free (print->sheet);
  g_array_unref (print->rows);
  g_free (print);
}

static void
free_print_cb (gpointer data, GClosure *closure)
{
  print_free (data);
}

/* --- Where everything stands --- */

static PangoLayout *
make_layout (GtkPrintContext *context, const char *text, const char *font, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  /* A hyphen would be read as part of a server's name. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height = 0;

  if (layout != NULL)
    pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* @left, @right: (transfer full). @following: what has to stand on the same page, too */
static void
add_row (Print *print, PangoLayout *left, PangoLayout *right, double space, double following)
{
  double height = MAX (get_height (left), get_height (right));
  Row row = { left, right, 0, 0 };

  if (print->y > 0)
    print->y += space;
  if (print->y > 0 && print->y + height + following > print->height)
    {
      print->page++;
      print->y = 0;
    }
  row.page = print->page;
  row.y = print->y;
  print->y += height;
  g_array_append_val (print->rows, row);
}

static void
add_text (Print *print,
          GtkPrintContext *context,
          const char *text,
          const char *font,
          double space,
          double following)
{
  if (text != NULL)
    add_row (print, make_layout (context, text, font, print->width), NULL, space, following);
}

static void
add_line (Print *print, GtkPrintContext *context, const PlSheetLine *line)
{
  double share = print->width * NAME_SHARE;

  add_row (print, make_layout (context, line->name, FONT_TEXT, share - SPACE_LINE),
           make_layout (context, line->value, line->verbatim ? FONT_VERBATIM : FONT_TEXT,
                        print->width - share),
           SPACE_LINE, 0);
}

static void
add_part (Print *print, GtkPrintContext *context, const PlSheetPart *part)
{
  double following = 4 * SPACE_PART; /* what is said of it, and a first line */

  add_text (print, context, part->heading, FONT_HEADING, SPACE_PART, following);
  if (part->state != NULL)
    {
      g_autofree char *state = g_strdup_printf ("%s %s", part->sign, part->state);

      add_text (print, context, state, FONT_TEXT, SPACE_LINE, SPACE_PART);
    }
  for (guint i = 0; i < part->lines->len; i++)
    add_line (print, context, part->lines->pdata[i]);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Print *print = data;
  const PlSheet *sheet = print->sheet;

  g_array_set_size (print->rows, 0);
  print->width = gtk_print_context_get_width (context);
  print->height = gtk_print_context_get_height (context);
  print->y = 0;
  print->page = 0;
  add_text (print, context, sheet->title, FONT_TITLE, 0, 0);
  add_text (print, context, sheet->subtitle, FONT_TEXT, SPACE_LINE, 0);
  for (guint i = 0; i < sheet->parts->len; i++)
    add_part (print, context, sheet->parts->pdata[i]);
  add_text (print, context, sheet->note, FONT_TEXT, SPACE_PART, 0);
  gtk_print_operation_set_n_pages (operation, print->page + 1);
}

/* --- On paper --- */

static void
draw_row (cairo_t *cr, const Print *print, const Row *row)
{
  cairo_move_to (cr, 0, row->y);
  pango_cairo_show_layout (cr, row->left);
  if (row->right == NULL)
    return;
  cairo_move_to (cr, print->width * NAME_SHARE, row->y);
  pango_cairo_show_layout (cr, row->right);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  const Print *print = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < print->rows->len; i++)
    {
      const Row *row = &g_array_index (print->rows, Row, i);

      if (row->page == page)
        draw_row (cr, print, row);
    }
}

/* The paper is the one of this country. */
static GtkPageSetup *
make_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  return setup;
}

/**
 * pl_print_sheet_new_operation:
 * @sheet: (transfer full):
 *
 * Returns: (transfer full): to be run
 */
GtkPrintOperation *
pl_print_sheet_new_operation (PlSheet *sheet)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_page_setup ();
  Print *print = g_new0 (Print, 1);

  print->sheet = sheet;
  print->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (print->rows, clear_row);
  gtk_print_operation_set_job_name (operation, sheet->title);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), print,
                         free_print_cb, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), print);
  return operation;
}
