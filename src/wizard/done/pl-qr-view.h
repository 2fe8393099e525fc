// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "setup/pl-setup-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PlQrView:
 *
 * A QR code, black on white in every look, with the white around it that it needs.
 */
#define PL_TYPE_QR_VIEW (pl_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (PlQrView, pl_qr_view, PL, QR_VIEW, GtkWidget)

GtkWidget *pl_qr_view_new (PlQrImage *image, const char *name, const char *description);

G_END_DECLS
