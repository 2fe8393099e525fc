// SPDX-License-Identifier: GPL-3.0-or-later
/* Pure: where the Back button leads. */
#include "wizard/window/pl-way.h"

struct _PlWay
{
  GArray *pages; /* owned: guint */
};

/**
 * pl_way_new:
 *
 * Returns: (transfer full): of a window with its first page
 */
PlWay *
pl_way_new (void)
{
  PlWay *self = g_new0 (PlWay, 1);

  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
pl_way_free (PlWay *self)
{
  g_array_unref (self->pages);
  g_free (self);
}

guint
pl_way_get_length (const PlWay *self)
{
  return self->pages->len;
}

static gboolean
find (const PlWay *self, guint page, guint *at)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (g_array_index (self->pages, guint, i) == page)
      {
        *at = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
pl_way_has (const PlWay *self, guint page)
{
  return find (self, page, &(guint){ 0 });
}

/**
 * pl_way_go_on:
 * @from: the page on view until now
 */
void
pl_way_go_on (PlWay *self, guint from)
{
  g_array_append_val (self->pages, from);
}

/**
 * pl_way_go_back:
 * @page: (out): the one that led here
 *
 * Returns: %FALSE on the first page
 */
gboolean
pl_way_go_back (PlWay *self, guint *page)
{
  if (self->pages->len == 0)
    return FALSE;

  *page = g_array_index (self->pages, guint, self->pages->len - 1);
  g_array_set_size (self->pages, self->pages->len - 1);
  return TRUE;
}

/**
 * pl_way_go_to:
 * @from: the page on view until now
 * @page: another one, which may lie anywhere
 *
 * To a page on the way, the way ends there. A page further on lies behind @from; one that was passed
 * over goes where it belongs.
 */
void
pl_way_go_to (PlWay *self, guint from, guint page)
{
  guint at = 0;

  if (find (self, page, &at))
    g_array_set_size (self->pages, at);
  else if (page > from)
    pl_way_go_on (self, from);
  else
    while (self->pages->len > 0 && g_array_index (self->pages, guint, self->pages->len - 1) >= page)
      g_array_set_size (self->pages, self->pages->len - 1);
}
