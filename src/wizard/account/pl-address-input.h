// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlAddressInput:
 * @address: (nullable): the one address in it; %NULL where there is none, or more than one
 * @name: (nullable): the name that stood beside it
 * @n_addresses: how many different addresses there are
 * @invisible: characters were left out that cannot be seen
 *
 * What was understood of what was pasted.
 */
typedef struct
{
  char *address; /* owned */
  char *name; /* owned */
  guint n_addresses;
  gboolean invisible;
} PlAddressInput;

void pl_address_input_read (const char *text, PlAddressInput *input);
void pl_address_input_clear (PlAddressInput *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlAddressInput, pl_address_input_clear)

G_END_DECLS
