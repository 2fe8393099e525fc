// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/mailspring/pl-mailspring-making-private.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * pl_mailspring_making_view:
 * @star: (out caller-allocates): valid until the next change
 */
void
pl_mailspring_making_view (const PlMailspringMaking *making, PlJsonView *star)
{
  if (!pl_json_view_open (star, making->star, strlen (making->star)))
    g_assert_not_reached ();
}

/**
 * pl_mailspring_making_set_member:
 * @value: JSON
 * @fresh: whether it is to be indented like what stands beside it
 */
void
pl_mailspring_making_set_member (PlMailspringMaking *making,
                                 const char *name,
                                 const char *value,
                                 gboolean fresh)
{
  PlJsonView star;
  g_autofree char *indented = NULL;
  char *text;

  pl_mailspring_making_view (making, &star);
  indented = fresh ? pl_json_indent (&star, value) : g_strdup (value);
  text = pl_json_view_set_member (&star, name, indented);
  g_free (making->star);
  making->star = text;
}

/**
 * pl_mailspring_set_damaged:
 *
 * Returns: %FALSE, with %PL_EXPORT_ERROR_DAMAGED
 */
gboolean
pl_mailspring_set_damaged (const char *file, GError **error)
{
  g_set_error (error, PL_EXPORT_ERROR, PL_EXPORT_ERROR_DAMAGED,
               /* Translators: %s is a file of Mailspring */
               _ ("“%s” is not as Mailspring writes it, so nothing was changed."), file);
  return FALSE;
}
