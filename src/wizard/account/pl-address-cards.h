// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlAddressCards:
 *
 * What a look-up has found wrong with the address or its domain, as cards on the account page.
 *
 * Signals: `look-again`: the person wants to have it looked up once more; `changed`: a fix has taken
 * another address; `go-to` (id of a page).
 */
#define PL_TYPE_ADDRESS_CARDS (pl_address_cards_get_type ())
G_DECLARE_FINAL_TYPE (PlAddressCards, pl_address_cards, PL, ADDRESS_CARDS, GtkWidget)

GtkWidget *pl_address_cards_new (PlSetup *setup);
void pl_address_cards_fill (PlAddressCards *cards);
void pl_address_cards_clear (PlAddressCards *cards);
gboolean pl_address_cards_has_suggestion (PlAddressCards *cards);
gboolean pl_address_cards_focus (PlAddressCards *cards);

G_END_DECLS
