// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Light modules around the code, without which it is not read (ISO/IEC 18004, 9.1) */
#define PL_QR_QUIET_ZONE 4u

/**
 * PlQrImage:
 *
 * A QR code as squares, each dark or light; immutable.
 */
#define PL_TYPE_QR_IMAGE (pl_qr_image_get_type ())
G_DECLARE_FINAL_TYPE (PlQrImage, pl_qr_image, PL, QR_IMAGE, GObject)

PlQrImage *pl_qr_image_new (const char *text, GError **error);

guint pl_qr_image_get_width (PlQrImage *image);
guint pl_qr_image_get_run (PlQrImage *image, guint x, guint y);
gboolean pl_qr_image_is_dark (PlQrImage *image, int x, int y);

char *pl_qr_image_to_svg (PlQrImage *image, const char *title);
char *pl_qr_image_to_blocks (PlQrImage *image, gboolean colours);

G_END_DECLS
