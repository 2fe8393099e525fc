// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlMaskedBuffer:
 *
 * The text behind a password field. What is put in goes to a #GtkPasswordEntryBuffer inside, whose
 * memory is locked and wiped; what comes out is one bullet for each character. So nothing that
 * reads the field, now or in a later GTK (accessibility, clipboard, selection, undo, input
 * methods), can get the password: it is not there. Only this header's functions give it.
 */
#define PL_TYPE_MASKED_BUFFER (pl_masked_buffer_get_type ())
G_DECLARE_FINAL_TYPE (PlMaskedBuffer, pl_masked_buffer, PL, MASKED_BUFFER, GtkEntryBuffer)

GtkEntryBuffer *pl_masked_buffer_new (void);
PlSecret *pl_masked_buffer_dup_secret (PlMaskedBuffer *buffer);
const char *pl_masked_buffer_peek (PlMaskedBuffer *buffer);

G_END_DECLS
