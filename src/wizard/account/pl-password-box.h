// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pl-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPasswordBox:
 *
 * A password field: a #GtkText over a #PlMaskedBuffer, with a button that shows what was typed.
 *
 * Why not GtkPasswordEntry: in GTK 4.8 it hands the clear text to every listener on the
 * accessibility bus, as the text of its "insert" events and from GetText. GtkText itself, given a
 * role of its own, has no Text interface there and emits no text events; but EditableText can still
 * copy what it holds to the clipboard, and later versions have more. Hence the masked buffer, and
 * hence the peek that draws the characters over the bullets instead of letting GtkText have them.
 *
 * Properties: `caps-lock` (boolean, read): the key is on and the field has the focus; `peeking`
 * (boolean, read). Signals: `changed`, `activate`.
 */
#define PL_TYPE_PASSWORD_BOX (pl_password_box_get_type ())
G_DECLARE_FINAL_TYPE (PlPasswordBox, pl_password_box, PL, PASSWORD_BOX, GtkWidget)

PlSecret *pl_password_box_dup_secret (PlPasswordBox *box);
void pl_password_box_set_secret (PlPasswordBox *box, const PlSecret *secret);
gboolean pl_password_box_is_empty (PlPasswordBox *box);
gboolean pl_password_box_get_caps_lock (PlPasswordBox *box);
void pl_password_box_set_label (PlPasswordBox *box, GtkLabel *label);
GtkWidget *pl_password_box_get_text (PlPasswordBox *box);

G_END_DECLS
