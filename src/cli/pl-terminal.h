// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PL_INK_PLAIN,
  PL_INK_STRONG,
  PL_INK_FAINT,
  PL_INK_GOOD,
  PL_INK_BAD,
  PL_INK_CAREFUL,
} PlInk;

/**
 * PlPaper:
 * @text: owned: what was written
 * @colours: whether inks show; never but on a terminal
 * @width: columns at which prose is wrapped
 *
 * A text in the making for a person to read.
 */
typedef struct
{
  GString *text;
  gboolean colours;
  guint width;
} PlPaper;

PlPaper *pl_paper_new (int fd);
void pl_paper_free (PlPaper *paper);
void pl_paper_write (PlPaper *paper, PlInk ink, const char *text);
void pl_paper_write_padded (PlPaper *paper, PlInk ink, const char *text, guint columns);
void pl_paper_write_wrapped (PlPaper *paper, guint indent, const char *first, const char *text);
void pl_paper_print (PlPaper *paper, int fd);
int pl_paper_get_fault (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlPaper, pl_paper_free)

G_END_DECLS
