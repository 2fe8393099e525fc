// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wizard/parts/pl-page.h"

G_BEGIN_DECLS

/**
 * PlPageRow:
 * @id: name of the page inside the program
 * @name: what the rail calls it, not yet translated
 * @get_type: a subclass of #PlPage
 * @is_needed: (nullable): whether the way forward leads over this page; %NULL: always. Asked before
 *   the page is made: a page that nobody sees costs nothing.
 *
 * One row of the table of pages.
 */
typedef struct
{
  const char *id;
  const char *name;
  GType (*get_type) (void);
  gboolean (*is_needed) (PlSetup *setup);
} PlPageRow;

#define PL_PAGE_ID_ACCOUNT "account"
#define PL_PAGE_ID_BEFORE "before"
#define PL_PAGE_ID_RECEIVING "receiving"
#define PL_PAGE_ID_SERVERS "servers"
#define PL_PAGE_ID_CHECK "check"
#define PL_PAGE_ID_DONE "done"

const PlPageRow *pl_pages_get (guint *n_pages);
guint pl_pages_find (const char *id);
const char *pl_pages_find_entry (PlSetup *setup);
gboolean pl_pages_is_last (guint index);
gboolean pl_pages_find_next (guint index, PlSetup *setup, guint *next);
guint pl_pages_count_ahead (guint index, PlSetup *setup);

G_END_DECLS
