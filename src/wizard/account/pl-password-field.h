// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlPasswordField:
 *
 * The account's password with the name that the provider gives it, and what may be wrong with it.
 * Several pages may have one: all of them show and set the one password of the account. Or that for
 * sending, where it is another one.
 */
#define PL_TYPE_PASSWORD_FIELD (pl_password_field_get_type ())
G_DECLARE_FINAL_TYPE (PlPasswordField, pl_password_field, PL, PASSWORD_FIELD, GtkWidget)

GtkWidget *pl_password_field_new (PlSetup *setup, PlDirection direction);
void pl_password_field_update (PlPasswordField *field);
void pl_password_field_set_note (PlPasswordField *field, const char *note);
void pl_password_field_set_context (PlPasswordField *field, const char *context);
gboolean pl_password_field_require (PlPasswordField *field);
void pl_password_field_point_out (PlPasswordField *field);

G_END_DECLS
