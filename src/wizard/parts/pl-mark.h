// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlMark:
 *
 * A small sign beside a word that says the same: drawn, in the colour of the text around it. Not an
 * icon of the theme: those are files whose loader alone takes longer than the rest of a page, and
 * every theme has its own idea of a check mark.
 *
 * Properties: `kind` (string): `check`, `cross`, `warning`, `info`, `dash`, `circle`, `disc`, `eye`,
 * `eye-closed`, or %NULL for nothing.
 */
#define PL_TYPE_MARK (pl_mark_get_type ())
G_DECLARE_FINAL_TYPE (PlMark, pl_mark, PL, MARK, GtkWidget)

GtkWidget *pl_mark_new (const char *kind);
void pl_mark_set_kind (PlMark *mark, const char *kind);

G_END_DECLS
