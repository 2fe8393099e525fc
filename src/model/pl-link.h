// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlLink:
 * @label: (nullable): what the button says; %NULL where the page came without words of ours
 *
 * A page that helps; https only.
 */
typedef struct
{
  const char *label;
  const char *url;
} PlLink;

GArray *pl_links_copy (const PlLink *links, guint n_links);

G_END_DECLS
