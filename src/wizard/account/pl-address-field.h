// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlAddressField:
 *
 * The field for the address, with what there is to say below it. What is pasted is taken apart: the
 * address stays, the name goes to the account when it has none yet. Faults are named once the field is
 * left, and gone as soon as they are mended.
 *
 * Signals: `typed`: the person has changed the address; `settled`: a pause, another field, or a paste:
 * what the address means may be said now.
 */
#define PL_TYPE_ADDRESS_FIELD (pl_address_field_get_type ())
G_DECLARE_FINAL_TYPE (PlAddressField, pl_address_field, PL, ADDRESS_FIELD, GtkWidget)

void pl_address_field_set_setup (PlAddressField *field, PlSetup *setup);
void pl_address_field_show (PlAddressField *field, const char *words);
gboolean pl_address_field_require (PlAddressField *field);
void pl_address_field_settle (PlAddressField *field);
gboolean pl_address_field_is_settled (PlAddressField *field);

G_END_DECLS
