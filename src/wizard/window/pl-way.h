// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlWay:
 *
 * The pages that led to the one on view, which is not among them, in the order in which they were gone
 * through.
 */
typedef struct _PlWay PlWay;

PlWay *pl_way_new (void);
void pl_way_free (PlWay *way);

guint pl_way_get_length (const PlWay *way);
gboolean pl_way_has (const PlWay *way, guint page);
void pl_way_go_on (PlWay *way, guint from);
gboolean pl_way_go_back (PlWay *way, guint *page);
void pl_way_go_to (PlWay *way, guint from, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlWay, pl_way_free)

G_END_DECLS
