// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlImapListItem:
 * @uses: the mailbox's special uses in lower case without the backslash, separated by blanks
 *   (`sent`, RFC 6154 2)
 * @delimiter: (nullable): what separates levels of names, %NULL for a flat name
 * @name: the mailbox as the server spells it: modified UTF-7 (RFC 3501 5.1.3) or UTF-8 (RFC 9051)
 *
 * One LIST response.
 */
typedef struct
{
  char *uses; /* owned */
  char *delimiter; /* owned */
  char *name; /* owned */
} PlImapListItem;

PlImapListItem *pl_imap_list_item_parse (const char *bytes, gsize length);
void pl_imap_list_item_free (PlImapListItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlImapListItem, pl_imap_list_item_free)

G_END_DECLS
