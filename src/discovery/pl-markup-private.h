// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlMarkupVisitor:
 * @enter: an element begins. @path: the names of the elements around it and its own, without
 *   prefixes, joined by `/`; @names, @values: (array zero-terminated=1): its attributes
 * @leave: it ends. @text: what stood directly in it, without blanks at the ends; %NULL when that was
 *   longer than anything useful
 *
 * Who is told of what stands in a document.
 */
typedef struct
{
  void (*enter) (const char *path,
                 const char *const *names,
                 const char *const *values,
                 gpointer data);
  void (*leave) (const char *path, const char *text, gpointer data);
} PlMarkupVisitor;

gboolean pl_markup_read (const char *document,
                         gsize length,
                         const PlMarkupVisitor *visitor,
                         gpointer data,
                         GError **error);
const char *
pl_markup_find_attribute (const char *const *names, const char *const *values, const char *name);

G_END_DECLS
