// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pl-link.h"

static void
clear_link (gpointer data)
{
  PlLink *link = data;

  g_free ((char *) link->label);
  g_free ((char *) link->url);
}

/**
 * pl_links_copy:
 * @links: (nullable) (array length=n_links): copied with their texts
 *
 * Returns: (transfer full) (element-type PlLink): an array that owns its texts
 */
GArray *
pl_links_copy (const PlLink *links, guint n_links)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (PlLink));

  g_array_set_clear_func (copy, clear_link);
  for (guint i = 0; i < n_links; i++)
    {
      PlLink link = { g_strdup (links[i].label), g_strdup (links[i].url) };

      g_array_append_val (copy, link);
    }

  return copy;
}
