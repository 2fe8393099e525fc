// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlApplication:
 *
 * The program: options, the network it works on, one window for each account.
 */
#define PL_TYPE_APPLICATION (pl_application_get_type ())
G_DECLARE_FINAL_TYPE (PlApplication, pl_application, PL, APPLICATION, GtkApplication)

GApplication *pl_application_new (void);
int pl_application_get_exit_status (PlApplication *application);

G_END_DECLS
